//! What `catalog` and `view` blocks have in common: they are YAML, select entries of a
//! collection, and filter, sort and limit them.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::{Catalog, Condition, EntryIndex};
use crate::plan::Plan;
use crate::schema::{DecodedIn, Decoder, Lang, Record, SortKey, Value, decode, shapes};
use crate::text::Span;
use crate::yaml::{self, Node};

/// Parses the YAML of a block at a span; `None` if it is invalid, which `parse` reports.
pub(super) fn parse(text: &str, span: Span, findings: &mut Vec<Diagnostic>) -> Option<Node> {
    match yaml::parse(span.source, text, span.start as usize, findings) {
        Ok(yaml) => Some(yaml.root),
        Err(diagnostic) => {
            findings.push(*diagnostic);
            None
        }
    }
}

/// Decodes a block according to the shape of its kind.
pub(super) fn decoded(
    root: &Node,
    (shape, place): (&str, &'static str),
    properties: &[Arc<str>],
    catalog: &Catalog,
    findings: &mut Vec<Diagnostic>,
) -> Option<Record> {
    let decoder = Decoder {
        languages: &catalog.config.languages,
        place: DecodedIn::Text(place),
        properties,
        zone: None,
    };
    Some(decode(root, shapes().get(shape)?, decoder, findings))
}

/// The collection that a block selects from.
pub(super) fn from(
    record: &Record,
    catalog: &Catalog,
    findings: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let from = record.get("from")?;
    let name = from.value.as_text()?;
    // If the declaration of a collection cannot be read, its blocks cannot be checked.
    let read = |id: &&str| !catalog.is_unread_collection(id);
    let collection = Some(&**name)
        .filter(read)
        .and_then(|id| catalog.collection(id));
    if collection.is_none() {
        findings.extend(catalog.no_collection(name, from.span));
    }
    collection
}

/// The entries of a collection that a block selects by `where`, `sort` and `limit`.
pub(super) fn chosen(
    record: &Record,
    collection: usize,
    lang: &Lang,
    (catalog, plan): (&Catalog, &Plan),
    findings: &mut Vec<Diagnostic>,
) -> Option<Vec<EntryIndex>> {
    let wanted = conditions(record, collection, catalog, findings)?;
    findings.extend(in_vain(record, collection, &wanted, catalog));
    let mut entries: Vec<EntryIndex> = plan
        .listed(collection, lang)
        .iter()
        .copied()
        .filter(|index| {
            wanted
                .iter()
                .all(|condition| condition.holds(catalog, *index))
        })
        .collect();
    let keys = sort_keys(record, collection, catalog, findings)?;
    if !keys.is_empty() {
        entries = catalog.sorted(entries, &keys, lang);
    }
    if let Some(Value::Int(limit)) = record.get("limit").map(|item| &item.value) {
        entries.truncate(usize::try_from(*limit).unwrap_or(usize::MAX));
    }
    Some(entries)
}

/// The finding for conditions that no entry of the collection meets, published or not: the
/// block would always be empty.
fn in_vain(
    record: &Record,
    collection: usize,
    wanted: &[Condition],
    catalog: &Catalog,
) -> Option<Diagnostic> {
    let span = record.get("where").filter(|_| !wanted.is_empty())?.span;
    let mut entries = catalog
        .all()
        .filter(|index| catalog.entry(*index).collection == collection)
        .peekable();
    entries.peek()?;
    let meets = |index| {
        wanted
            .iter()
            .all(|condition| condition.holds(catalog, index))
    };
    let name = &catalog.collections.get(collection)?.id;
    (!entries.any(meets)).then(|| Diagnostic::new("K040", span).arg("collection", &**name))
}

/// The conditions in `where`.
fn conditions(
    record: &Record,
    collection: usize,
    catalog: &Catalog,
    findings: &mut Vec<Diagnostic>,
) -> Option<Vec<Condition>> {
    let Some(Value::Object(written)) = record.get("where").map(|item| &item.value) else {
        return Some(Vec::new());
    };
    let mut wanted = Vec::new();
    for (name, item) in written.iter() {
        let value = item.value.as_text()?.clone();
        match Condition::new(catalog, collection, (name, None), &[(value, item.span)]) {
            Ok(condition) => wanted.push(condition),
            Err(wrong) => findings.extend(wrong),
        }
    }
    (wanted.len() == written.iter().count()).then_some(wanted)
}

fn sort_keys(
    record: &Record,
    collection: usize,
    catalog: &Catalog,
    findings: &mut Vec<Diagnostic>,
) -> Option<Vec<SortKey>> {
    let fields = &catalog.collections.get(collection)?.fields;
    let mut keys = Vec::new();
    for item in record.get("sort").map_or(&[][..], |item| item.items()) {
        let written = item.value.as_text()?;
        let name = written.trim_start_matches('-');
        let Some(field) = fields.get(name) else {
            findings.push(
                Diagnostic::new("S035", item.span)
                    .arg("field", name)
                    .did_you_mean(item.span, name, fields.names()),
            );
            return None;
        };
        if !field.is_public() {
            findings.push(
                Diagnostic::new("S059.named", item.span)
                    .arg("field", name)
                    .arg("role", "sort"),
            );
            return None;
        }
        keys.push(SortKey {
            field: field.name.clone(),
            descending: written.starts_with('-'),
        });
    }
    Some(keys)
}
