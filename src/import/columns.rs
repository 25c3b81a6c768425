//! The tables of a collection, from its schema: one column per value and language, and a
//! separate table for each list of groups and for measured values.

use std::sync::LazyLock;

use super::new_entry::inner;
use crate::schema::{Field, FieldType, Fields, Lang, Localized};

/// The nesting limit for groups with columns.
const MAX_DEPTH: usize = 4;

/// How a value is written in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColumnForm {
    /// A single value.
    One,
    /// A list of single values, separated by semicolons.
    Many,
    /// Names and values: `name = value`, separated by semicolons.
    Pairs,
}

/// A column: its field and language.
#[derive(Debug, Clone)]
pub(crate) struct Column<'a> {
    /// The path of keys to the value.
    pub steps: Vec<&'a str>,
    /// The language; `None` if the value is the same in all languages.
    pub lang: Option<&'a Lang>,
    /// The field of the value.
    pub field: &'a Field,
    /// How it is written.
    pub form: ColumnForm,
    /// The labels of the keys.
    pub labels: Vec<&'a Localized<String>>,
}

/// A table with a row for each item of a list.
#[derive(Debug, Clone)]
pub(crate) struct ListTable<'a> {
    /// The path of keys to the list.
    pub steps: Vec<&'a str>,
    /// The labels of the keys.
    pub labels: Vec<&'a Localized<String>>,
    /// The columns, with paths relative to the item.
    pub columns: Vec<Column<'a>>,
    /// Whether the items are measured values.
    pub is_measured: bool,
}

/// All tables of a collection.
#[derive(Debug, Default)]
pub(crate) struct Tables<'a> {
    /// The columns of the entries.
    pub columns: Vec<Column<'a>>,
    /// The tables of lists.
    pub lists: Vec<ListTable<'a>>,
    /// The paths of fields that no cell can hold.
    pub left_out: Vec<String>,
}

impl<'a> Tables<'a> {
    /// The tables of a collection's fields.
    #[must_use]
    pub(crate) fn of(fields: &'a Fields, languages: &'a [Lang]) -> Self {
        let mut tables = Self::default();
        tables.add(fields, &FieldSteps::default(), languages, true);
        tables
    }

    fn add(
        &mut self,
        fields: &'a Fields,
        place: &FieldSteps<'a>,
        languages: &'a [Lang],
        lists_too: bool,
    ) {
        for field in fields.iter() {
            let here = place.with(field);
            let is_deep = here.steps.len() > MAX_DEPTH;
            match (&field.kind, form_of(&field.kind)) {
                (_, Some(form)) => self.add_columns(field, &here, form, languages),
                (FieldType::Geo, None) if !field.localized => {
                    self.add(&DEGREES, &here, languages, false);
                }
                (FieldType::List(of), None)
                    if lists_too && !field.localized && !of.localized && inner(of).is_some() =>
                {
                    self.add_list(&here, of, languages);
                }
                (FieldType::Measurements, None) if lists_too && !field.localized => {
                    self.add_list(&here, field, languages);
                }
                (FieldType::Object(_) | FieldType::Shape(_) | FieldType::Image { .. }, None)
                    if !field.localized && !is_deep && inner(field).is_some() =>
                {
                    let fields = inner(field).unwrap_or(&DEGREES);
                    self.add(fields, &here, languages, lists_too);
                }
                _ => self.left_out.push(here.steps.join(".")),
            }
        }
    }

    fn add_columns(
        &mut self,
        field: &'a Field,
        place: &FieldSteps<'a>,
        form: ColumnForm,
        languages: &'a [Lang],
    ) {
        let column = |lang| Column {
            steps: place.steps.clone(),
            lang,
            field,
            form,
            labels: place.labels.clone(),
        };
        self.columns.push(column(None));
        if field.localized {
            let each = languages.iter().map(|lang| column(Some(lang)));
            self.columns.extend(each);
        }
    }

    fn add_list(&mut self, place: &FieldSteps<'a>, of: &'a Field, languages: &'a [Lang]) {
        let Some(fields) = inner(of) else { return };
        let mut items = Self::default();
        items.add(fields, &FieldSteps::default(), languages, false);
        let path = place.steps.join(".");
        let left_out = items.left_out.iter();
        self.left_out
            .extend(left_out.map(|field| format!("{path}.{field}")));
        self.lists.push(ListTable {
            steps: place.steps.clone(),
            labels: place.labels.clone(),
            columns: items.columns,
            is_measured: matches!(of.kind, FieldType::Measurements),
        });
    }
}

impl Column<'_> {
    /// The path in names of the schema: `address.street`, `title [cs]`.
    #[must_use]
    pub(crate) fn path(&self) -> String {
        let steps = self.steps.join(".");
        match self.lang {
            Some(lang) => format!("{steps} [{}]", lang.as_str()),
            None => steps,
        }
    }
}

/// The path of keys to a field, with their labels.
#[derive(Default)]
struct FieldSteps<'a> {
    steps: Vec<&'a str>,
    labels: Vec<&'a Localized<String>>,
}

impl<'a> FieldSteps<'a> {
    fn with(&self, field: &'a Field) -> Self {
        let mut steps = self.steps.clone();
        steps.push(&field.name);
        let mut labels = self.labels.clone();
        labels.push(&field.label);
        Self { steps, labels }
    }
}

/// How a value of a type is written in one cell; `None` if it cannot be.
fn form_of(kind: &FieldType) -> Option<ColumnForm> {
    match kind {
        FieldType::List(of) if !of.localized && form_of(&of.kind) == Some(ColumnForm::One) => {
            Some(ColumnForm::Many)
        }
        FieldType::Map(of) if !of.localized && form_of(&of.kind) == Some(ColumnForm::One) => {
            Some(ColumnForm::Pairs)
        }
        FieldType::Conditions => Some(ColumnForm::Pairs),
        FieldType::List(_)
        | FieldType::Map(_)
        | FieldType::Geo
        | FieldType::Image { .. }
        | FieldType::Measurements
        | FieldType::Object(_)
        | FieldType::Shape(_)
        | FieldType::Either(_)
        | FieldType::Any => None,
        _ => Some(ColumnForm::One),
    }
}

/// The coordinates of a position.
static DEGREES: LazyLock<Fields> = LazyLock::new(|| {
    let degrees = ["lat", "lon"];
    degrees
        .map(|name| Field {
            label: Localized::Same(name.to_owned()),
            ..Field::new(name, FieldType::Decimal)
        })
        .into_iter()
        .collect()
});
