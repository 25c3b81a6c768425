//! Updates a catalogue after an edit that only the own pages of some entries show: of a
//! text, a number, a date. What other entries see of them is unchanged, so links, orders
//! and URLs stay the same.

use std::sync::Arc;

use indexmap::IndexMap;

use super::catalog::Catalog;
use super::names::ids;
use super::resolve::{Known, resolve};
use super::unlink::unlink;
use super::{State, Visibility};
use crate::diagnostic::Diagnostic;
use crate::load::Entry;
use crate::schema::{
    Collection, EntryIndex, Facet, Field, FieldType, Fields, Item, Lang, Record, Value,
};

/// A catalogue with some updated entries.
pub(crate) struct Relinked {
    /// The catalogue.
    pub catalog: Catalog,
    /// A catalogue of only the updated entries, for rules that check one entry at a time.
    pub renewed: Catalog,
    /// Whether one of them has other measured values, which appear on all pages that plot
    /// many values.
    pub is_measured_anew: bool,
}

/// Puts updated entries into a catalogue. `None` if the edit affects other entries: the
/// entry is new, has another state, another title by which entries are sorted, other
/// references or terms. Then the caller must link everything again.
#[must_use]
pub(crate) fn relink(
    catalog: &Catalog,
    entries: Vec<Arc<Entry>>,
    visibility: Visibility,
    findings: &mut Vec<Diagnostic>,
) -> Option<Relinked> {
    // Whether a file is withheld depends on the texts of all entries.
    if catalog.withholds {
        return None;
    }
    let known = Known {
        config: &catalog.config,
        collections: &catalog.collections,
        vocabularies: &catalog.vocabularies,
        registry: &catalog.registry,
        files: &catalog.files,
        ids: &catalog.ids,
        names: &catalog.names,
        states: &catalog.states,
        unread: &catalog.unread,
    };
    let mut all = catalog.entries.clone();
    let mut renewed = Vec::new();
    let mut is_measured_anew = false;
    for mut entry in entries {
        let index = catalog.find(entry.collection, &entry.id)?;
        let collection = catalog.collection_of(index);
        let state = catalog.state(index);
        let now = State::of(&entry.record, collection, catalog.as_of, visibility);
        unlink(&mut entry, state, known, findings);
        resolve(&mut entry, state, known, findings);
        if now != state || !is_same_for_others(catalog.entry(index), &entry, collection) {
            return None;
        }
        is_measured_anew |= !is_measured_the_same(catalog.entry(index), &entry, collection);
        *all.get_mut(index.position())? = entry;
        renewed.push(index);
    }
    let selects = catalog.config.editions.iter();
    let selects = selects
        .into_iter()
        .any(|edition| !edition.selections.is_empty());
    let catalog = Catalog {
        entries: all,
        ..share(catalog)
    };
    let part = part(&catalog, &renewed);
    // The content of an edition may depend on any field.
    (!selects).then_some(Relinked {
        catalog,
        renewed: part,
        is_measured_anew,
    })
}

/// The same catalogue without its entries; all that is large is shared.
fn share(catalog: &Catalog) -> Catalog {
    Catalog {
        config: catalog.config.clone(),
        collections: catalog.collections.clone(),
        vocabularies: catalog.vocabularies.clone(),
        registry: catalog.registry.clone(),
        ranges: catalog.ranges.clone(),
        introductions: catalog.introductions.clone(),
        assets: catalog.assets.clone(),
        withholds: catalog.withholds,
        files: catalog.files.clone(),
        confirmed: catalog.confirmed.clone(),
        letters: catalog.letters.clone(),
        indicators: catalog.indicators.clone(),
        as_of: catalog.as_of,
        entries: Vec::new(),
        unread_collections: catalog.unread_collections.clone(),
        unread: catalog.unread.clone(),
        states: catalog.states.clone(),
        ids: catalog.ids.clone(),
        names: catalog.names.clone(),
        titles: catalog.titles.clone(),
        back_links: catalog.back_links.clone(),
        orders: catalog.orders.clone(),
        collations: catalog.collations.clone(),
    }
}

fn part(catalog: &Catalog, indexes: &[EntryIndex]) -> Catalog {
    let entries = indexes
        .iter()
        .filter_map(|i| catalog.entries.get(i.position()));
    let states = indexes.iter().map(|index| catalog.state(*index));
    let entries: Vec<_> = entries.cloned().collect();
    Catalog {
        states: Arc::new(states.collect()),
        ids: Arc::new(ids(entries.iter())),
        entries,
        back_links: Arc::new(vec![Vec::new(); indexes.len()]),
        titles: Arc::default(),
        orders: Arc::default(),
        ..share(catalog)
    }
}

fn is_same_for_others(old: &Entry, new: &Entry, collection: &Collection) -> bool {
    let languages = |entry: &Entry| -> Vec<Lang> { entry.bodies.keys().cloned().collect() };
    let is_seen = |name: &str| {
        collection.sort.iter().any(|key| *key.field == *name)
            || collection.former.as_deref() == Some(name)
            || *collection.display.title == *name
            || collection
                .display
                .form
                .iter()
                .any(|part| part.field().is_some_and(|field| **field == *name))
    };
    old.path == new.path
        && old.folder == new.folder
        && languages(old) == languages(new)
        && collection.fields.iter().all(|field| {
            let (old, new) = (old.record.get(&field.name), new.record.get(&field.name));
            is_same_item(old, new) || (affects_own_page_only(field) && !is_seen(&field.name))
        })
}

fn is_measured_the_same(old: &Entry, new: &Entry, collection: &Collection) -> bool {
    let mut measured = collection
        .fields
        .iter()
        .filter(|field| matches!(field.kind, FieldType::Measurements));
    measured.all(|field| is_same_item(old.record.get(&field.name), new.record.get(&field.name)))
}

/// Whether a value affects only the pages that show it, which are rendered on every
/// request.
fn affects_own_page_only(field: &Field) -> bool {
    let own = match &field.kind {
        FieldType::String
        | FieldType::Text
        | FieldType::Markdown
        | FieldType::Url
        | FieldType::Email
        | FieldType::Phone
        | FieldType::Bool
        | FieldType::Int
        | FieldType::Decimal
        | FieldType::Date
        | FieldType::DateTime
        | FieldType::Year
        | FieldType::Enum(_)
        | FieldType::Geo
        | FieldType::Country
        | FieldType::Language
        | FieldType::Color
        | FieldType::Quantity { .. }
        | FieldType::Measurements => true,
        FieldType::List(of) | FieldType::Map(of) => affects_own_page_only(of),
        FieldType::Object(fields) => all_affect_own_pages_only(fields),
        _ => false,
    };
    // Former addresses are texts, but also paths in the plan.
    own && !field.unique && field.facet != Facet::Value && &*field.name != "aliases"
}

fn all_affect_own_pages_only(fields: &Fields) -> bool {
    fields.iter().all(affects_own_page_only)
}

fn is_same_item(a: Option<&Item>, b: Option<&Item>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => is_same(&a.value, &b.value),
        (None, None) => true,
        _ => false,
    }
}

/// Whether two values are equal, wherever they are written.
fn is_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Text(a), Value::Text(b))
        | (Value::Decimal(a), Value::Decimal(b))
        | (Value::Choice(a), Value::Choice(b)) => a == b,
        (Value::Term(a), Value::Term(b)) => a == b,
        (Value::Ref(a), Value::Ref(b)) => a == b,
        (Value::File(a), Value::File(b)) => a == b,
        (Value::Quantity(a), Value::Quantity(b)) => a.written == b.written,
        (Value::Slug(a), Value::Slug(b)) => a == b,
        (Value::Url(a), Value::Url(b)) => a == b,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Date(a), Value::Date(b)) => a == b,
        (Value::DateTime(a), Value::DateTime(b)) => a == b,
        (Value::Geo { lat, lon }, Value::Geo { lat: b, lon: c }) => lat == b && lon == c,
        (Value::Image(a), Value::Image(b)) | (Value::Object(a), Value::Object(b)) => {
            is_same_record(a, b)
        }
        (Value::Measurements(a), Value::Measurements(b)) => {
            a.len() == b.len()
                && a.iter()
                    .zip(b)
                    .all(|(a, b)| is_same_record(&a.record, &b.record))
        }
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(&a.value, &b.value))
        }
        (Value::Localized(a), Value::Localized(b)) => is_same_in_all_languages(a, b),
        (Value::Unknown, Value::Unknown) => true,
        _ => false,
    }
}

fn is_same_in_all_languages(a: &IndexMap<Lang, Item>, b: &IndexMap<Lang, Item>) -> bool {
    let mut pairs = a.iter().zip(b);
    a.len() == b.len()
        && pairs.all(|((lang, a), (other, b))| lang == other && is_same(&a.value, &b.value))
}

fn is_same_record(a: &Record, b: &Record) -> bool {
    let mut pairs = a.iter().zip(b.iter());
    a.iter().count() == b.iter().count()
        && pairs.all(|((name, a), (other, b))| name == other && is_same(&a.value, &b.value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::Slug;
    use crate::schema::{FileIndex, Named, PartialDate, TermIndex, WebUrl};
    use crate::text::{Sources, Span};

    fn item(value: Value) -> Item {
        Item {
            span: Span::start_of(Sources::default().next_id()),
            value,
        }
    }

    fn record(values: &[(&str, i64)]) -> Record {
        let mut record = Record::empty(item(Value::Any).span);
        for (name, number) in values {
            record.insert((*name).into(), item(Value::Int(*number)));
        }
        record
    }

    fn named<T>(written: &str, to: T) -> Named<T> {
        let written = written.into();
        Named { written, to }
    }

    fn list(numbers: &[i64]) -> Value {
        let numbers = numbers.iter();
        Value::List(numbers.map(|number| item(Value::Int(*number))).collect())
    }

    fn localized(texts: &[(&str, &str)]) -> Value {
        let texts = texts.iter().map(|(lang, text)| {
            let lang = Lang::parse(lang).unwrap();
            (lang, item(Value::Text((*text).into())))
        });
        Value::Localized(Box::new(texts.collect()))
    }

    fn geo(lat: &str, lon: &str) -> Value {
        let (lat, lon) = (lat.into(), lon.into());
        Value::Geo { lat, lon }
    }

    /// Values that are all different.
    fn different() -> Vec<Value> {
        let date = |text| Value::Date(PartialDate::parse(text).unwrap());
        let moment = |text: &str| Value::DateTime(text.parse().unwrap());
        let url = |text| Value::Url(WebUrl::parse(text).unwrap());
        vec![
            Value::Text("a".into()),
            Value::Text("1".into()),
            Value::Decimal("1".into()),
            Value::Decimal("1.0".into()),
            Value::Choice("a".into()),
            Value::Choice("b".into()),
            Value::Slug(Slug::parse("a").unwrap()),
            Value::Slug(Slug::parse("b").unwrap()),
            url("https://a.example/"),
            url("https://b.example/"),
            Value::Bool(true),
            Value::Bool(false),
            Value::Int(1),
            Value::Int(2),
            date("2026"),
            date("2026-01"),
            date("2026-01-01"),
            moment("2026-01-01T00:00"),
            moment("2026-01-01T00:01"),
            Value::Term(named("a", TermIndex::new(0, 0))),
            Value::Term(named("a", TermIndex::new(0, 1))),
            Value::Term(named("a", TermIndex::new(1, 0))),
            Value::Ref(named("a", EntryIndex::new(0))),
            Value::Ref(named("a", EntryIndex::new(1))),
            Value::File(named("a", FileIndex::new(0))),
            Value::File(named("b", FileIndex::new(0))),
            geo("50", "14"),
            geo("50", "15"),
            geo("51", "14"),
            Value::Image(record(&[("file", 1)])),
            Value::Image(record(&[("file", 2)])),
            Value::Object(record(&[("a", 1)])),
            Value::Object(record(&[("b", 1)])),
            Value::Object(record(&[("a", 1), ("b", 1)])),
            Value::Object(record(&[("a", 1), ("b", 2)])),
            list(&[]),
            list(&[1]),
            list(&[1, 2]),
            list(&[2, 1]),
            localized(&[("en", "a")]),
            localized(&[("cs", "a")]),
            localized(&[("en", "b")]),
            localized(&[("en", "a"), ("cs", "b")]),
            Value::Unknown,
        ]
    }

    #[test]
    fn a_value_is_the_same_as_itself_alone() {
        let (one, other) = (different(), different());
        for (i, a) in one.iter().enumerate() {
            for (j, b) in other.iter().enumerate() {
                assert_eq!(is_same(a, b), i == j, "{a:?} and {b:?}");
            }
        }
    }
}
