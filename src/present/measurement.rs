//! Measured properties as visitors see them: one row for each value, with its conditions.

use super::{Scope, Site};
use crate::load::Term;
use crate::model::{EntryIndex, TermIndex};
use crate::quantity::{Amount, ConditionValue, Measurement, format_amount, unstated};
use crate::schema::{Record, Row, Value, shapes};

/// A measured value.
#[derive(Debug, Clone)]
pub(crate) struct RowView<'a> {
    /// The measurement, for comparing and sorting.
    pub measurement: &'a Measurement,
    /// The position of its property in the registry.
    pub property_index: usize,
    /// The property's id.
    pub property: &'a str,
    /// The property's name.
    pub label: &'a str,
    /// The property's other names.
    pub synonyms: &'a [String],
    /// Number and unit.
    pub text: String,
    /// Only the number.
    pub number: String,
    /// Only the unit.
    pub unit: String,
    /// The statistic: a mean, a limit.
    pub statistic: Option<&'a str>,
    /// The sample size.
    pub n: Option<u64>,
    /// How it was measured.
    pub method: Option<&'a str>,
    /// The term of that method.
    pub method_term: Option<TermIndex>,
    /// The standard.
    pub standard: Option<&'a str>,
    /// The test conditions.
    pub conditions: Vec<ConditionView<'a>>,
    /// The conditions that make values comparable, as one text.
    pub under: String,
    /// The source of the value.
    pub source: Option<SourceView<'a>>,
    /// Labels of what its property requires but the row lacks.
    pub unstated: Vec<&'a str>,
}

/// A condition of a measurement.
#[derive(Debug, Clone)]
pub(crate) struct ConditionView<'a> {
    /// Its key, the same in all languages.
    pub id: &'a str,
    /// The condition.
    pub label: &'a str,
    /// Its value.
    pub text: String,
    /// The quantity, where it is one.
    pub amount: Option<&'a Amount>,
}

impl ConditionView<'_> {
    /// The condition for programs: its key, and its value as written.
    #[must_use]
    pub(crate) fn for_programs(&self) -> String {
        let value = self.amount.map(Amount::source);
        format!("{}: {}", self.id, value.as_deref().unwrap_or(&self.text))
    }
}

/// Where a value is from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SourceView<'a> {
    /// The source.
    pub text: &'a str,
    /// The id of what kind of source it is.
    pub kind: &'a str,
    /// A page elsewhere.
    pub link: Option<&'a str>,
}

impl RowView<'_> {
    /// What a reader must know before comparing the value: statistic, method, standard,
    /// conditions, each as a text.
    #[must_use]
    pub(crate) fn notes(&self) -> Vec<String> {
        let stated = [self.statistic, self.method, self.standard];
        let mut parts: Vec<String> = stated.into_iter().flatten().map(str::to_owned).collect();
        for condition in &self.conditions {
            parts.push(format!("{} {}", condition.label, condition.text));
        }
        parts
    }
}

impl<'a> Scope<'a> {
    /// The label of a key of a built-in shape, such as `method` of `measurement`.
    #[must_use]
    pub(crate) fn shape_label(self, shape: &str, key: &str) -> &'a str {
        let field = shapes().get(shape).and_then(|fields| fields.get(key));
        field.map_or("", |field| self.catalog().label(&field.label, self.lang))
    }
}

/// A row of measurements of an entry, reduced to what drawings need.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stated<'a> {
    /// The field.
    pub field: &'a str,
    /// The index of the row in the field.
    pub place: usize,
    /// The position of its property in the registry.
    pub property: usize,
    /// What the row says.
    pub measurement: &'a Measurement,
    row: &'a Row,
}

impl Site {
    /// The rows of the public measurements of an entry, field by field.
    #[must_use]
    pub(crate) fn stated(&self, index: EntryIndex) -> Vec<Stated<'_>> {
        let record = &self.catalog().entry(index).record;
        let fields = self.catalog().collection_of(index).fields.iter();
        let mut stated = Vec::new();
        for field in fields.filter(|field| field.is_public()) {
            let item = record.get(&field.name).map(|item| &item.value);
            let Some(Value::Measurements(rows)) = item else {
                continue;
            };
            stated.extend(rows.iter().enumerate().map(|(place, row)| Stated {
                field: &field.name,
                place,
                property: row.property,
                measurement: &row.measurement,
                row,
            }));
        }
        stated
    }
}

impl<'a> Scope<'a> {
    /// A row as visitors read it.
    #[must_use]
    pub(crate) fn row(self, stated: Stated<'a>) -> Option<RowView<'a>> {
        view(self, stated.row)
    }

    /// A property of the registry by its id, with its position.
    #[must_use]
    pub(crate) fn property_named(self, id: &str) -> Option<usize> {
        self.catalog().registry.properties.get_index_of(id)
    }
}

/// The rows of a field of measurements.
pub(super) fn rows<'a>(scope: Scope<'a>, rows: &'a [Row]) -> Vec<RowView<'a>> {
    rows.iter().filter_map(|row| view(scope, row)).collect()
}

fn view<'a>(scope: Scope<'a>, row: &'a Row) -> Option<RowView<'a>> {
    let (catalog, lang) = (scope.catalog(), scope.lang.as_str());
    let registry = &catalog.registry;
    let (id, property) = registry.properties.get_index(row.property)?;
    let (record, read) = (&row.record, &row.measurement);
    let printed = format_amount(&read.quantity.amount, lang);
    let statistic = read.effective_statistic();
    let statistic = statistic.and_then(|id| registry.statistics.get(id));
    let method = term(scope, record, "method");
    Some(RowView {
        measurement: read,
        property_index: row.property,
        property: id,
        label: catalog.registry_label(&property.label, scope.lang),
        synonyms: property.synonyms.get(scope.lang.as_str()),
        text: printed.text,
        number: printed.number,
        unit: printed.unit,
        statistic: statistic.map(|label| catalog.registry_label(label, scope.lang)),
        n: read.n,
        method: method.map(|term| catalog.label(&term.label, scope.lang)),
        method_term: term_index(record, "method"),
        standard: read.standard.as_deref(),
        conditions: conditions(scope, row),
        under: under(scope, row, &property.key_conditions),
        source: source(scope, record),
        unstated: names(scope, &unstated(read, property)),
    })
}

/// The labels of what a row's property requires but the row lacks.
fn names<'a>(scope: Scope<'a>, unstated: &[String]) -> Vec<&'a str> {
    let catalog = scope.catalog();
    let row = shapes().get("measurement");
    let label = |name: &String| {
        if let Some(condition) = catalog.registry.conditions.get(name) {
            return Some(catalog.registry_label(&condition.label, scope.lang));
        }
        let field = row.and_then(|fields| fields.get(name))?;
        Some(catalog.label(&field.label, scope.lang))
    };
    unstated.iter().filter_map(label).collect()
}

/// A row's term.
fn term<'a>(scope: Scope<'a>, record: &'a Record, name: &str) -> Option<&'a Term> {
    scope.catalog().term_at(term_index(record, name)?)
}

fn term_index(record: &Record, name: &str) -> Option<TermIndex> {
    match &record.get(name)?.value {
        Value::Term(named) => Some(named.to),
        _ => None,
    }
}

fn source<'a>(scope: Scope<'a>, record: &'a Record) -> Option<SourceView<'a>> {
    let term = term(scope, record, "source")?;
    Some(SourceView {
        text: scope.catalog().label(&term.label, scope.lang),
        kind: term.broader.as_ref().unwrap_or(&term.id),
        link: term.url.as_deref(),
    })
}

/// The key conditions of a row, in the order of its property.
fn under(scope: Scope<'_>, row: &Row, keys: &[String]) -> String {
    let (catalog, lang) = (scope.catalog(), scope.lang.as_str());
    let stated = keys.iter().filter_map(|id| {
        let label = &catalog.registry.conditions.get(id)?.label;
        let label = catalog.registry_label(label, scope.lang);
        let text = match row.measurement.conditions.get(id)? {
            ConditionValue::Quantity(quantity) => format_amount(&quantity.amount, lang).text,
            ConditionValue::Text(text) => text.clone(),
        };
        Some(format!("{label} {text}"))
    });
    stated.collect::<Vec<_>>().join(" · ")
}

fn conditions<'a>(scope: Scope<'a>, row: &'a Row) -> Vec<ConditionView<'a>> {
    let written = row.record.get("conditions").map(|item| &item.value);
    let Some(Value::Object(written)) = written else {
        return Vec::new();
    };
    let (catalog, lang) = (scope.catalog(), scope.lang.as_str());
    let all = written.iter().filter_map(|(name, item)| {
        let condition = catalog.registry.conditions.get(name)?;
        let amount = match row.measurement.conditions.get(name) {
            Some(ConditionValue::Quantity(quantity)) => Some(&quantity.amount),
            _ => None,
        };
        let text = match amount {
            Some(amount) => format_amount(amount, lang).text,
            None => catalog
                .value(item, scope.lang)?
                .0
                .value
                .as_text()?
                .to_string(),
        };
        let label = catalog.registry_label(&condition.label, scope.lang);
        Some(ConditionView {
            id: name,
            label,
            text,
            amount,
        })
    });
    all.collect()
}
