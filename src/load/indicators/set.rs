//! A set of entries: a collection or another set, and conditions on each entry.

use std::sync::Arc;

use super::fields::{IndicatorReader, Needed, items};
use crate::diagnostic::Diagnostic;
use crate::schema::{FieldPath, Item, Localized, Record, Value};
use crate::text::Span;
use crate::yaml::Node;

/// A set of entries, on any day.
#[derive(Debug, Clone)]
pub(crate) struct EntrySet {
    /// Its key in the file.
    pub id: Arc<str>,
    /// What its entries are called, in the middle of a sentence.
    pub label: Localized<String>,
    /// The collection of its entries, by position.
    pub collection: usize,
    /// The set that it narrows, if that is not the whole collection.
    pub base: Option<usize>,
    /// The conditions on each entry.
    pub conditions: Vec<SetCondition>,
}

/// A condition on an entry.
#[derive(Debug, Clone)]
pub(crate) enum SetCondition {
    /// It is active on the day: on or after the first day of one date, and before the first
    /// day of another.
    Active {
        /// Since when.
        since: Option<FieldPath>,
        /// The end date, itself excluded.
        until: Option<FieldPath>,
    },
    /// Its date, or the period between two, is in the last months.
    During {
        /// When it begins.
        start: FieldPath,
        /// When it ends.
        end: Option<FieldPath>,
        /// How many months.
        months: i32,
    },
    /// A field has one of some values.
    Where {
        /// The field.
        field: FieldPath,
        /// The values; of terms, the broader ones count too.
        values: Vec<Arc<str>>,
    },
    /// A field has none of some values.
    Except {
        /// The field.
        field: FieldPath,
        /// The values.
        values: Vec<Arc<str>>,
    },
    /// A field has a value.
    States(FieldPath),
    /// It has a value in every field that a complete entry needs.
    Complete,
    /// It lies near the seat.
    Within {
        /// The field with the position.
        field: FieldPath,
        /// The distance in kilometres.
        km: f64,
    },
    /// An entry of another set names it.
    NamedIn {
        /// That set, by its position.
        set: usize,
        /// The field that names it.
        field: FieldPath,
    },
    /// A field has at least so many different values.
    AtLeast {
        /// The field.
        field: FieldPath,
        /// How many.
        values: usize,
    },
}

/// The source from which a set is read.
pub(super) struct SetSource<'a> {
    /// Its key.
    pub id: &'a str,
    /// Its keys, decoded.
    pub record: &'a Record,
    /// The same, with the places of the keys.
    pub node: &'a Node,
}

/// Reads a set; reports a wrong one, and returns `None` for it and for one that does not
/// fit the site.
pub(super) fn read(written: &SetSource<'_>, reader: &mut IndicatorReader<'_>) -> Option<EntrySet> {
    let SetSource { id, record, node } = *written;
    let (from, base) = (record.get("from"), record.get("in"));
    let (collection, base) = match (from, base) {
        (Some(from), None) => (reader.collection(from)?, None),
        (None, Some(base)) => {
            let base = reader.set(base)?;
            (reader.collection_of(base)?, Some(base))
        }
        _ => {
            reader.report(Diagnostic::new("S082.set", record.span).arg("set", id));
            return None;
        }
    };
    let conditions = conditions(record, node, collection, reader)?;
    Some(EntrySet {
        id: id.into(),
        label: crate::config::text(record, "label"),
        collection,
        base,
        conditions,
    })
}

fn conditions(
    record: &Record,
    node: &Node,
    collection: usize,
    reader: &mut IndicatorReader<'_>,
) -> Option<Vec<SetCondition>> {
    let mut all = Vec::new();
    let (since, until) = (record.get("since"), record.get("until"));
    if since.is_some() || until.is_some() {
        all.push(SetCondition::Active {
            since: reader.optional(collection, since, Needed::Date)?,
            until: reader.optional(collection, until, Needed::Date)?,
        });
    }
    if let Some(period) = group(record, "during") {
        all.push(SetCondition::During {
            start: reader.field(collection, period.get("start")?, Needed::Date)?,
            end: reader.optional(collection, period.get("end"), Needed::Date)?,
            months: months(period)?,
        });
    }
    for (field, values) in chosen(record, node, "where", collection, reader)? {
        // The site may have none of the terms of a built-in condition.
        if values.is_empty() {
            return None;
        }
        all.push(SetCondition::Where { field, values });
    }
    for (field, values) in chosen(record, node, "except", collection, reader)? {
        if !values.is_empty() {
            all.push(SetCondition::Except { field, values });
        }
    }
    for item in items(record, "states") {
        all.push(SetCondition::States(reader.field(
            collection,
            item,
            Needed::Any,
        )?));
    }
    if record.is_true("complete") {
        all.push(SetCondition::Complete);
    }
    if let Some(radius) = group(record, "within") {
        all.push(SetCondition::Within {
            field: reader.field(collection, radius.get("field")?, Needed::Place)?,
            km: number(radius, "km")?,
        });
    }
    if let Some(naming) = group(record, "named_in") {
        let set = reader.set(naming.get("set")?)?;
        let of = reader.collection_of(set)?;
        all.push(SetCondition::NamedIn {
            set,
            field: reader.field(of, naming.get("field")?, Needed::Reference(collection))?,
        });
    }
    if let Some(minimum) = group(record, "at_least") {
        all.push(SetCondition::AtLeast {
            field: reader.field(collection, minimum.get("field")?, Needed::Any)?,
            values: usize::try_from(whole(minimum, "values")?).ok()?,
        });
    }
    Some(all)
}

/// The conditions of `where` or `except`: each a field and its accepted values.
fn chosen(
    record: &Record,
    node: &Node,
    key: &str,
    collection: usize,
    reader: &mut IndicatorReader<'_>,
) -> Option<Vec<(FieldPath, Vec<Arc<str>>)>> {
    let Some(written) = group(record, key) else {
        return Some(Vec::new());
    };
    let written = written.iter().map(|(name, item)| {
        let place = node.get(key).and_then(|node| node.pair(name));
        let place = place.map_or(item.span, |pair| pair.key_span);
        let field = reader.named_field(collection, (name, place), Needed::Any)?;
        let values = item.items().iter();
        let values: Vec<(Arc<str>, Span)> = values
            .filter_map(|item| Some((item.value.as_text()?.clone(), item.span)))
            .collect();
        let values = reader.values(collection, &field, &values)?;
        Some((field, values))
    });
    written.collect()
}

/// The keys of a group.
pub(super) fn group<'a>(record: &'a Record, key: &str) -> Option<&'a Record> {
    match &record.get(key)?.value {
        Value::Object(record) => Some(record),
        _ => None,
    }
}

pub(super) fn whole(record: &Record, key: &str) -> Option<i64> {
    match record.get(key).map(|item: &Item| &item.value)? {
        Value::Int(number) => Some(*number),
        _ => None,
    }
}

pub(super) fn months(record: &Record) -> Option<i32> {
    i32::try_from(whole(record, "months")?).ok()
}

pub(super) fn number(record: &Record, key: &str) -> Option<f64> {
    match record.get(key).map(|item: &Item| &item.value)? {
        Value::Decimal(digits) => digits.parse().ok(),
        _ => None,
    }
}
