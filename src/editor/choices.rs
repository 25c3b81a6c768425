//! The names that values may refer to, from the catalogue, for the enriched copy of the
//! schemas.

use std::collections::BTreeSet;

use crate::model::Catalog;
use crate::quantity::{Scale, UNITS, Unit};
use crate::schema::{Choice, ChoiceOf, Lang, country_codes, country_name};

/// The words of a kind, each with its meaning in the language of the site's editors.
pub(crate) fn choices(catalog: &Catalog, of: ChoiceOf<'_>) -> Option<Vec<Choice>> {
    let lang = catalog.config.default_language();
    match of {
        ChoiceOf::Terms(vocabulary) => terms(catalog, vocabulary, lang),
        ChoiceOf::Entries { of, by } => entries(catalog, of, by, lang),
        ChoiceOf::Properties => Some(properties(catalog, lang)),
        ChoiceOf::Units => Some(units(catalog, lang)),
        ChoiceOf::Conditions => Some(conditions(catalog, lang)),
        ChoiceOf::Countries => Some(countries(lang)),
    }
}

/// The countries, which every copy lists.
pub(super) fn countries(lang: &Lang) -> Vec<Choice> {
    country_codes()
        .map(|code| choice(code, country_name(code, lang).unwrap_or(code)))
        .collect()
}

fn choice(word: &str, meaning: impl Into<String>) -> Choice {
    Choice {
        word: word.to_owned(),
        meaning: meaning.into(),
    }
}

fn terms(catalog: &Catalog, vocabulary: &str, lang: &Lang) -> Option<Vec<Choice>> {
    let terms = catalog.vocabularies.get(vocabulary)?.terms.values();
    let meant = terms.map(|term| {
        let label = catalog.label(&term.label, lang);
        match catalog.label(&term.description, lang) {
            "" => choice(&term.id, label),
            description => choice(&term.id, format!("{label}: {description}")),
        }
    });
    Some(meant.collect())
}

fn entries(catalog: &Catalog, of: &str, by: Option<&str>, lang: &Lang) -> Option<Vec<Choice>> {
    let collection = catalog.collection(of)?;
    let entries = catalog
        .all()
        .filter(|index| catalog.entry(*index).collection == collection);
    let mut all: Vec<Choice> = entries
        .filter_map(|index| {
            let entry = catalog.entry(index);
            let name = match by {
                Some(field) => entry.record.text(field)?,
                None => &entry.id,
            };
            Some(choice(name, catalog.title(index, lang)))
        })
        .collect();
    // An entry that cannot be parsed at the moment still exists; a reference to it is no
    // fault.
    if by.is_none() {
        let unread = catalog.unread_of(of).map(|id| choice(id, id));
        all.extend(unread);
    }
    Some(all)
}

fn properties(catalog: &Catalog, lang: &Lang) -> Vec<Choice> {
    let properties = catalog.registry.properties.values();
    let meant = properties.map(|property| {
        let codes: Vec<&str> = property.scale.units.iter().map(Unit::code).collect();
        let label = property.label.get(lang.as_str());
        choice(&property.id, format!("{label} [{}]", codes.join(", ")))
    });
    meant.collect()
}

/// The units that the registry allows somewhere, and then all others in use.
fn units(catalog: &Catalog, lang: &Lang) -> Vec<Choice> {
    let registry = &catalog.registry;
    let of_properties = registry.properties.values().map(|property| &property.scale);
    let of_conditions = registry
        .conditions
        .values()
        .filter_map(|c| c.scale.as_ref());
    let allowed: Vec<&Unit> = of_properties
        .chain(of_conditions)
        .flat_map(|scale: &Scale| &scale.units)
        .collect();
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for unit in allowed {
        if seen.insert(unit.code().to_owned()) {
            all.push(choice(unit.code(), unit.symbol(lang.as_str())));
        }
    }
    for known in UNITS {
        if seen.insert(known.code.to_owned()) {
            all.push(choice(known.code, known.symbol));
        }
    }
    all
}

fn conditions(catalog: &Catalog, lang: &Lang) -> Vec<Choice> {
    let conditions = catalog.registry.conditions.values();
    let meant = conditions.map(|condition| {
        let label = condition.label.get(lang.as_str());
        match &condition.scale {
            Some(scale) => {
                let codes: Vec<&str> = scale.units.iter().map(Unit::code).collect();
                choice(&condition.id, format!("{label} [{}]", codes.join(", ")))
            }
            None => choice(&condition.id, label),
        }
    });
    meant.collect()
}
