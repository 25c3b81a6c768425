//! Visiting every single value of a record with the field that declares it.

use super::{Field, FieldType, Fields, Item, Lang, Record, Row, Unlinked, Value, shapes};

/// A single value on the way through a record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Visit<'a> {
    /// The top-level field that contains the value.
    pub top: &'a Field,
    /// The field that declares the value.
    pub field: &'a Field,
    /// The record that the value is a part of.
    pub parent: &'a Record,
    /// The fields of that record.
    pub siblings: &'a Fields,
    /// The value.
    pub item: &'a Item,
    /// The language of the value, where it differs by language.
    pub lang: Option<&'a Lang>,
    /// Whether the value or anything that contains it is private.
    pub private: bool,
}

/// Calls `see` for every single value of a record whose field `asked` selects, in the order
/// of the file, including values in lists, groups and languages. Most rules ask about few
/// fields, and checking that a field contains none of them is cheaper than visiting its
/// values.
pub(crate) fn walk<'a>(
    record: &'a Record,
    fields: &'a Fields,
    asked: &dyn Fn(&Field) -> bool,
    see: &mut dyn FnMut(Visit<'a>),
) {
    walk_where(record, fields, &|field| field.any(asked), &mut |visit| {
        if !asked(visit.field) {
            return;
        }
        let is_single = !matches!(
            (&visit.item.value, &visit.field.kind),
            (
                Value::Localized(_)
                    | Value::Image(_)
                    | Value::Measurements(_)
                    | Value::Unlinked(Unlinked::Rows(_)),
                _
            ) | (Value::List(_), FieldType::List(_))
                | (Value::Object(_), FieldType::Object(_) | FieldType::Map(_))
        );
        if is_single {
            see(visit);
        }
    });
}

/// Like [`walk`], but visits every field, and also every list, group and localised value,
/// each before its content.
pub(crate) fn walk_all<'a>(record: &'a Record, fields: &'a Fields, see: &mut dyn FnMut(Visit<'a>)) {
    walk_where(record, fields, &|_| true, see);
}

fn walk_where<'a>(
    record: &'a Record,
    fields: &'a Fields,
    below: &dyn Fn(&Field) -> bool,
    see: &mut dyn FnMut(Visit<'a>),
) {
    for (name, item) in record.iter() {
        if let Some(field) = fields.get(name).filter(|field| below(field)) {
            let visit = Visit {
                top: field,
                field,
                parent: record,
                siblings: fields,
                item,
                lang: None,
                private: !field.is_public(),
            };
            step(visit, see);
        }
    }
}

/// Visits the items of a list or a map, which the field `of` declares.
fn each<'a>(
    items: impl IntoIterator<Item = &'a Item>,
    of: &'a Field,
    visit: Visit<'a>,
    see: &mut dyn FnMut(Visit<'a>),
) {
    let private = visit.private || !of.is_public();
    for item in items {
        let inner = Visit {
            item,
            field: of,
            private,
            ..visit
        };
        step(inner, see);
    }
}

fn step<'a>(visit: Visit<'a>, see: &mut dyn FnMut(Visit<'a>)) {
    see(visit);
    match (&visit.item.value, &visit.field.kind) {
        (Value::Localized(values), _) => {
            for (lang, item) in values.iter() {
                let lang = Some(lang);
                step(
                    Visit {
                        item,
                        lang,
                        ..visit
                    },
                    see,
                );
            }
        }
        (Value::List(items), FieldType::List(of)) => each(items, of, visit, see),
        (Value::Object(record), FieldType::Object(fields)) => inside(record, fields, visit, see),
        (Value::Object(record), FieldType::Map(of)) => {
            each(record.iter().map(|(_, item)| item), of, visit, see);
        }
        (Value::Image(record), _) => inside_shape(record, "image", visit, see),
        (Value::Measurements(rows), _) => {
            for row in rows {
                inside_shape(&row.record, "measurement", visit, see);
            }
        }
        (Value::Unlinked(Unlinked::Rows(rows)), _) => {
            for row in rows {
                inside_shape(row, "measurement", visit, see);
            }
        }
        _ => {}
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
            let private = visit.private || !field.is_public();
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
pub(crate) fn walk_measurements<'a>(
    record: &'a Record,
    fields: &'a Fields,
    see: &mut dyn FnMut(&'a Row),
) {
    let measured = |field: &Field| matches!(field.kind, FieldType::Measurements);
    let below = |field: &Field| field.any(&measured);
    walk_where(record, fields, &below, &mut |visit| {
        if let Value::Measurements(rows) = &visit.item.value {
            rows.iter().for_each(&mut *see);
        }
    });
}

impl Field {
    /// Whether `asked` selects this field, or one below it that [`walk`] visits.
    #[must_use]
    pub fn any(&self, asked: &dyn Fn(&Self) -> bool) -> bool {
        let shape = |name: &str| shapes().get(name);
        asked(self)
            || match &self.kind {
                FieldType::List(of) | FieldType::Map(of) => of.any(asked),
                FieldType::Object(fields) => fields.any(asked),
                FieldType::Image { .. } => shape("image").is_some_and(|fields| fields.any(asked)),
                FieldType::Measurements => {
                    shape("measurement").is_some_and(|fields| fields.any(asked))
                }
                _ => false,
            }
    }
}

impl Fields {
    /// Whether `asked` selects one of them, or one below.
    #[must_use]
    pub fn any(&self, asked: &dyn Fn(&Field) -> bool) -> bool {
        self.iter().any(|field| field.any(asked))
    }
}
