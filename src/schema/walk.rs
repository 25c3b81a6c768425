//! Visiting every single value of a record with the field that declares it.

use super::{Field, FieldType, Fields, Item, Record, Value, shapes};

/// A single value on the way through a record.
#[derive(Debug, Clone, Copy)]
pub struct Visit<'a> {
    /// The field of the record itself, which holds the value somewhere below.
    pub top: &'a Field,
    /// The field that declares the value.
    pub field: &'a Field,
    /// The record that the value is a part of.
    pub parent: &'a Record,
    /// The fields of that record.
    pub siblings: &'a Fields,
    /// The value.
    pub item: &'a Item,
    /// Whether the value or what it is a part of is private.
    pub private: bool,
}

/// Calls `see` for every single value of a record, those in lists, groups and
/// languages included, in the order of the file.
pub fn walk<'a>(record: &'a Record, fields: &'a Fields, see: &mut dyn FnMut(Visit<'a>)) {
    for (name, item) in record.iter() {
        if let Some(field) = fields.get(name) {
            let visit = Visit {
                top: field,
                field,
                parent: record,
                siblings: fields,
                item,
                private: field.private,
            };
            step(visit, see);
        }
    }
}

fn step<'a>(visit: Visit<'a>, see: &mut dyn FnMut(Visit<'a>)) {
    match (&visit.item.value, &visit.field.kind) {
        (Value::Localized(values), _) => {
            for item in values.values() {
                step(Visit { item, ..visit }, see);
            }
        }
        (Value::List(items), FieldType::List(of)) => {
            for item in items {
                step(
                    Visit {
                        item,
                        field: of,
                        ..visit
                    },
                    see,
                );
            }
        }
        (Value::Object(record), FieldType::Object(fields)) => inside(record, fields, visit, see),
        (Value::Image(record), _) => inside_shape(record, "image", visit, see),
        (Value::Measurements(rows), _) => {
            for row in rows {
                inside_shape(row, "measurement", visit, see);
            }
        }
        _ => see(visit),
    }
}

fn inside_shape<'a>(
    record: &'a Record,
    shape: &str,
    visit: Visit<'a>,
    see: &mut dyn FnMut(Visit<'a>),
) {
    if let Some(fields) = shapes().get(shape) {
        inside(record, fields, visit, see);
    }
}

fn inside<'a>(
    record: &'a Record,
    fields: &'a Fields,
    visit: Visit<'a>,
    see: &mut dyn FnMut(Visit<'a>),
) {
    for (name, item) in record.iter() {
        if let Some(field) = fields.get(name) {
            let private = visit.private || field.private;
            step(
                Visit {
                    field,
                    parent: record,
                    siblings: fields,
                    item,
                    private,
                    ..visit
                },
                see,
            );
        }
    }
}

/// Calls `see` for every row of measurements in a record.
pub fn walk_measurements<'a>(
    record: &'a Record,
    fields: &'a Fields,
    see: &mut dyn FnMut(&'a Record),
) {
    for (name, item) in record.iter() {
        match (&item.value, fields.get(name).map(|field| &field.kind)) {
            (Value::Measurements(rows), _) => rows.iter().for_each(&mut *see),
            (Value::Object(inner), Some(FieldType::Object(fields))) => {
                walk_measurements(inner, fields, see);
            }
            _ => {}
        }
    }
}
