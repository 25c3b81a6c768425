//! Vocabularies: terms with a label per language, synonyms, and broader terms.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{ContentTree, document};
use crate::config::{self, Config};
use crate::diagnostic::Diagnostic;
use crate::ordered::OrderedMap;
use crate::path::Slug;
use crate::schema::{DecodedIn, Decoder, Item, Lang, Localized, Record, Value, decode, shapes};
use crate::text::{Sources, Span};

/// A list of terms, named by its file.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    /// The file's name.
    pub id: Arc<str>,
    /// The vocabulary's name in each language.
    pub label: Localized<String>,
    /// The part of the addresses of its terms; the id where none is given.
    pub route: Localized<String>,
    /// The terms in the order of the file.
    pub terms: OrderedMap<Arc<str>, Term>,
}

/// A term.
#[derive(Debug, Clone)]
pub struct Term {
    /// The key in the file.
    pub id: Arc<str>,
    /// Where it is declared.
    pub span: Span,
    /// The name in each language.
    pub label: Localized<String>,
    /// Other names, for search.
    pub synonyms: Vec<Arc<str>>,
    /// The term that includes this one.
    pub broader: Option<Arc<str>>,
    /// What it means.
    pub description: Localized<String>,
    /// The part of its address by language.
    pub slug: BTreeMap<Lang, Slug>,
    /// A page elsewhere that says more.
    pub url: Option<Arc<str>>,
}

/// Reads the vocabularies, by id.
pub(crate) fn vocabularies(
    tree: &ContentTree,
    config: &Config,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Vocabulary> {
    tree.vocabularies
        .iter()
        .filter_map(|(id, file)| {
            let root = document::yaml(file.source, sources, findings)?;
            let decoder = Decoder {
                languages: &config.languages,
                place: DecodedIn::Text("place.vocabulary"),
                properties: &[],
                zone: None,
            };
            let record = decode(&root, shapes().get("vocabulary")?, decoder, findings);
            Some(vocabulary(id, &record, config, findings))
        })
        .collect()
}

fn vocabulary(
    id: &Arc<str>,
    record: &Record,
    config: &Config,
    findings: &mut Vec<Diagnostic>,
) -> Vocabulary {
    let mut terms = OrderedMap::default();
    if let Some(Value::Object(written)) = record.get("terms").map(|item| &item.value) {
        for (name, item) in written.iter() {
            if let Err(why) = Slug::parse(name) {
                findings.push(
                    Diagnostic::new("U003", item.span)
                        .arg("id", name)
                        .arg("why", why.message()),
                );
            } else if let Some(term) = term(name, item, config) {
                terms.insert(term.id.clone(), term);
            }
        }
        broader_terms_exist(written, &terms, findings);
    }
    Vocabulary {
        id: id.clone(),
        label: config::text(record, "label"),
        route: config::text(record, "route"),
        terms,
    }
}

fn term(id: &str, item: &Item, config: &Config) -> Option<Term> {
    let Value::Object(record) = &item.value else {
        return None;
    };
    let slug = config
        .languages
        .iter()
        .filter_map(|lang| match &record.localized("slug", lang)?.value {
            Value::Slug(slug) => Some((lang.clone(), slug.clone())),
            _ => None,
        })
        .collect();
    let synonyms = config
        .languages
        .iter()
        .filter_map(|lang| record.localized("synonyms", lang))
        .flat_map(|item| {
            item.items()
                .iter()
                .filter_map(|item| item.value.as_text().cloned())
        });
    let mut unique: Vec<Arc<str>> = Vec::new();
    for synonym in synonyms {
        if !unique.contains(&synonym) {
            unique.push(synonym);
        }
    }
    Some(Term {
        id: id.into(),
        span: item.span,
        label: config::text(record, "label"),
        synonyms: unique,
        broader: record.text("broader").cloned(),
        description: config::text(record, "description"),
        slug,
        url: record.text("url").cloned(),
    })
}

/// Every `broader` names a term, and following them never leads back.
fn broader_terms_exist(
    written: &Record,
    terms: &OrderedMap<Arc<str>, Term>,
    findings: &mut Vec<Diagnostic>,
) {
    for (name, item) in written.iter() {
        let Value::Object(record) = &item.value else {
            continue;
        };
        let Some(broader) = record.get("broader") else {
            continue;
        };
        let Some(id) = broader.value.as_text() else {
            continue;
        };
        if !terms.contains_key(id) {
            findings.push(
                Diagnostic::new("V001", broader.span)
                    .arg("term", &**id)
                    .did_you_mean_name(broader.span, id, terms.keys().map(|id| &**id)),
            );
            continue;
        }
        let mut above = terms.get(id);
        for _ in 0..terms.len() {
            match above {
                Some(term) if &*term.id == name => {
                    findings.push(Diagnostic::new("V003", broader.span).arg("term", name));
                    break;
                }
                Some(term) => above = term.broader.as_ref().and_then(|id| terms.get(id)),
                None => break,
            }
        }
    }
}
