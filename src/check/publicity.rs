//! The publicity that a funded entry owes to its funder: a sentence in every language, an
//! emblem, and a page until the promised day.

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::model::{Catalog, EntryIndex, State};
use crate::schema::{FieldPath, Item, PartialDate, Publicity, Record, Value};

/// Every funded entry publishes its funding as its collection requires.
pub(super) fn funding_is_public(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for index in catalog.all() {
        let entry = catalog.entry(index);
        for publicity in &catalog.collection_of(index).publicity {
            let Some(funded) = publicity.of.met(&entry.record) else {
                continue;
            };
            let mut owed = Owed {
                catalog,
                index,
                record: &entry.record,
                funded,
                findings,
            };
            if catalog.state(index).has_page() {
                owed.is_said(publicity);
            }
            owed.stays(publicity);
        }
    }
}

/// A funded entry, with the value that marks it as funded.
struct Owed<'a, 'f> {
    catalog: &'a Catalog,
    index: EntryIndex,
    record: &'a Record,
    funded: &'a Item,
    findings: &'f mut Vec<Diagnostic>,
}

impl Owed<'_, '_> {
    fn is_said(&mut self, publicity: &Publicity) {
        if let Some(statement) = &publicity.statement {
            let values = statement.values(self.record);
            if values.is_empty() {
                self.missing("P010", statement);
            }
            for item in values {
                self.in_every_language(statement, item);
            }
        }
        if let Some(emblem) = &publicity.emblem
            && emblem.values(self.record).is_empty()
        {
            self.missing("P010.emblem", emblem);
        }
    }

    fn missing(&mut self, key: &'static str, field: &FieldPath) {
        self.findings
            .push(Diagnostic::new(key, self.funded.span).arg("field", field.as_str()));
    }

    /// A localised statement exists in every language.
    fn in_every_language(&mut self, statement: &FieldPath, item: &Item) {
        let Value::Localized(values) = &item.value else {
            return;
        };
        let languages = &self.catalog.config.languages;
        for lang in languages.iter().filter(|lang| !values.contains_key(*lang)) {
            self.findings.push(
                Diagnostic::new("P010.language", item.span)
                    .arg("field", statement.as_str())
                    .arg("lang", lang.as_str()),
            );
        }
    }

    /// The page exists until the promised day.
    fn stays(&mut self, publicity: &Publicity) {
        let until = publicity.until.as_ref().and_then(|until| {
            let values = until.values(self.record);
            values.into_iter().find_map(date)
        });
        let Some((item, until)) = until.filter(|(_, until)| *until >= self.catalog.as_of) else {
            return;
        };
        let state = self.catalog.state(self.index);
        let expires = self.record.date("expires").map(PartialDate::last_day);
        let gone = matches!(state, State::Draft | State::Expired);
        let leaves = expires.filter(|expires| *expires < until);
        if !gone && leaves.is_none() {
            return;
        }
        let fields = &self.catalog.collection_of(self.index).fields;
        let field = publicity.until.as_ref();
        let hidden = field.filter(|field| !field.is_public(fields));
        let key = if hidden.is_some() {
            "P011.private"
        } else {
            "P011"
        };
        self.findings.push(
            Diagnostic::new(key, item.span)
                .arg_if("until", hidden.is_none().then(|| until.to_string()))
                .arg_if("field", hidden.map(FieldPath::as_str))
                .arg_if("expires", leaves.map(|day| day.to_string())),
        );
    }
}

fn date(item: &Item) -> Option<(&Item, Date)> {
    Some((item, item.value.date()?.last_day()))
}
