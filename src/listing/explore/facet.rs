//! What a list is filtered by: choices with the entries that have them, or
//! intervals of numbers in one unit.

use std::collections::BTreeMap;
use std::sync::Arc;

use num_bigint::BigInt;
use num_traits::{One, Zero};
use serde_json::{Value, json};

use crate::listing::base64;
use crate::listing::explore::List;
use crate::model::{EntryIndex, TermIndex};
use crate::quantity::{Bound, Interval, Rational, Scale, approximate};
use crate::schema::{Facet, Field, FieldType, Item, PartialDate, Value as Decoded};

/// The facets of a field: none, one, or one a measured property.
pub(crate) fn of(list: List<'_>, field: &Field) -> Vec<Value> {
    let single = match &field.kind {
        FieldType::List(of) => &of.kind,
        kind => kind,
    };
    match (field.facet, single) {
        (Facet::No, _) => Vec::new(),
        (Facet::Value, _) => choices(list, field, single).into_iter().collect(),
        (Facet::Range, FieldType::Measurements) => measured(list, field),
        (Facet::Range, FieldType::Quantity { property }) => {
            quantity(list, field, property.as_ref())
                .into_iter()
                .collect()
        }
        (Facet::Range, _) => numbers(list, field).into_iter().collect(),
    }
}

/// A choice: its place among the others, its id, and its label.
type Choice = (usize, Vec<u8>, String, String);

/// A facet of choices. An entry has a term and all that is broader.
fn choices(list: List<'_>, field: &Field, kind: &FieldType) -> Option<Value> {
    let of_entry: Vec<Vec<Choice>> = list
        .entries
        .iter()
        .map(|index| {
            let record = &list.scope.site.catalog.entry(*index).record;
            let items = record.get(&field.name).map_or(&[][..], Item::items).iter();
            items
                .flat_map(|item| choices_of(list, kind, item))
                .collect()
        })
        .collect();
    let mut options: BTreeMap<&Choice, usize> = of_entry
        .iter()
        .flatten()
        .map(|choice| (choice, 0))
        .collect();
    for (number, place) in options.values_mut().enumerate() {
        *place = number;
    }
    let mut bytes = Vec::new();
    for choices in &of_entry {
        let mut numbers: Vec<usize> = choices
            .iter()
            .filter_map(|one| options.get(one).copied())
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        write_number(&mut bytes, numbers.len());
        for number in numbers {
            write_number(&mut bytes, number);
        }
    }
    let options: Vec<Value> = options
        .keys()
        .map(|(_, _, id, label)| json!({"id": id, "label": label}))
        .collect();
    (!options.is_empty()).then(|| {
        json!({
            "name": &*field.name,
            "label": list.scope.site.catalog.label(&field.label, list.scope.lang),
            "options": options,
            "values": base64(&bytes),
        })
    })
}

/// The choices that a value is, with its broader terms.
fn choices_of(list: List<'_>, kind: &FieldType, item: &Item) -> Vec<Choice> {
    let catalog = &list.scope.site.catalog;
    let lang = list.scope.lang;
    let texts = list.scope.texts;
    let by_label = |id: &str, label: String| {
        let key = catalog.collation(lang).map(|order| order.key(&label));
        vec![(0, key.unwrap_or_default(), id.to_owned(), label)]
    };
    let Some((item, _)) = catalog.value(item, lang) else {
        return Vec::new();
    };
    match (&item.value, kind) {
        (Decoded::Term(named), _) => terms(list, named.to),
        (Decoded::Choice(id), FieldType::Enum(values)) => {
            let place = values.get_index_of(&**id).unwrap_or(usize::MAX);
            vec![(
                place,
                Vec::new(),
                id.to_string(),
                catalog.choice_label(kind, id, lang).to_owned(),
            )]
        }
        (Decoded::Bool(flag), _) => {
            let word = if *flag { "yes" } else { "no" };
            vec![(
                usize::from(!flag),
                Vec::new(),
                word.to_owned(),
                texts.or(word, word),
            )]
        }
        (Decoded::Text(code), FieldType::Country) => by_label(code, texts.country(code, lang)),
        (Decoded::Text(code), FieldType::Language) => {
            by_label(code, texts.or(&format!("language_{code}"), code))
        }
        (Decoded::Ref(named), _) => {
            if catalog.state(named.to).has_page() {
                by_label(&named.written, catalog.title(named.to, lang).to_owned())
            } else {
                Vec::new()
            }
        }
        (Decoded::Int(number), _) => by_label(&number.to_string(), number.to_string()),
        (value, _) => value
            .as_text()
            .map_or_else(Vec::new, |text| by_label(text, text.to_string())),
    }
}

fn terms(list: List<'_>, term: TermIndex) -> Vec<Choice> {
    let catalog = &list.scope.site.catalog;
    let all = catalog.with_broader(term).filter_map(|index| {
        let term = catalog.term_at(index)?;
        let label = catalog.label(&term.label, list.scope.lang).to_owned();
        Some((index.term(), Vec::new(), term.id.to_string(), label))
    });
    all.collect()
}

/// A unit that a range may be given in, and what its numbers are in the first.
fn units(list: List<'_>, scale: &Scale) -> Vec<Value> {
    let others = scale.units.iter().filter(|unit| **unit != scale.unit);
    std::iter::once(&scale.unit)
        .chain(others)
        .filter_map(|unit| {
            let at = |value: &Rational| unit.convert(value, &scale.unit).ok();
            let shift = at(&Rational::zero())?;
            let factor = at(&Rational::one())? - &shift;
            Some(json!({
                "code": unit.code(),
                "symbol": unit.symbol(list.scope.lang.as_str()),
                "factor": approximate(&factor),
                "shift": approximate(&shift),
            }))
        })
        .collect()
}

/// The intervals of a facet, one column an end.
#[derive(Default)]
struct Intervals {
    at: Vec<usize>,
    lower: Vec<Option<f64>>,
    upper: Vec<Option<f64>>,
    /// 1 where the lower end is left out, 2 where the upper is.
    open: Vec<u8>,
}

impl Intervals {
    fn push(&mut self, entry: usize, interval: &Interval) {
        let value = |bound: &Bound| bound.value().map(approximate);
        let open = |bound: &Bound| u8::from(matches!(bound, Bound::Open(_)));
        self.at.push(entry);
        self.lower.push(value(interval.lower()));
        self.upper.push(value(interval.upper()));
        self.open
            .push(open(interval.lower()) | open(interval.upper()) << 1);
    }

    fn facet(&self, name: &str, label: &str, units: &[Value]) -> Option<Value> {
        (!self.at.is_empty()).then(|| {
            json!({
                "name": name,
                "label": label,
                "units": units,
                "at": self.at,
                "lower": self.lower,
                "upper": self.upper,
                "open": self.open,
            })
        })
    }
}

/// One facet a property that any entry has a value of, in the order of the
/// registry.
fn measured(list: List<'_>, field: &Field) -> Vec<Value> {
    let catalog = &list.scope.site.catalog;
    let registry = &catalog.registry;
    let mut by_property: BTreeMap<usize, Intervals> = BTreeMap::new();
    for (entry, index) in list.entries.iter().enumerate() {
        let item = catalog.entry(*index).record.get(&field.name);
        let Some(Decoded::Measurements(rows)) = item.map(|item| &item.value) else {
            continue;
        };
        for row in rows {
            let intervals = by_property.entry(row.property).or_default();
            intervals.push(entry, &row.measurement.quantity.interval);
        }
    }
    by_property
        .iter()
        .filter_map(|(place, intervals)| {
            let (id, property) = registry.properties.get_index(*place)?;
            let name = format!("{}.{id}", field.name);
            let label = property.label.get(list.scope.lang.as_str());
            let mut facet = intervals.facet(&name, label, &units(list, &property.scale))?;
            let shown = facet.as_object_mut()?;
            shown.insert("property".to_owned(), id.as_str().into());
            Some(facet)
        })
        .collect()
}

/// The facet of a field that is a quantity of a property.
fn quantity(list: List<'_>, field: &Field, property: Option<&Arc<str>>) -> Option<Value> {
    let catalog = &list.scope.site.catalog;
    let property = catalog.registry.properties.get(&**property?)?;
    let read = |item: &Item| match &item.value {
        Decoded::Quantity(stated) => stated.interval.clone(),
        _ => None,
    };
    let intervals = intervals(list, field, read);
    let label = catalog.label(&field.label, list.scope.lang);
    intervals.facet(&field.name, label, &units(list, &property.scale))
}

/// The facet of a field that is a number; of a date, its year is one.
fn numbers(list: List<'_>, field: &Field) -> Option<Value> {
    let year = |date: PartialDate| Rational::from(BigInt::from(date.first_day().year()));
    let read = |item: &Item| {
        let number = match &item.value {
            Decoded::Int(number) => Rational::from(BigInt::from(*number)),
            Decoded::Decimal(text) => crate::quantity::Decimal::parse(text).ok()?.to_rational(),
            Decoded::Date(date) => year(*date),
            _ => return None,
        };
        Some(Interval::point(number))
    };
    let label = list.scope.site.catalog.label(&field.label, list.scope.lang);
    intervals(list, field, read).facet(&field.name, label, &[])
}

fn intervals(list: List<'_>, field: &Field, read: impl Fn(&Item) -> Option<Interval>) -> Intervals {
    let catalog = &list.scope.site.catalog;
    let mut intervals = Intervals::default();
    let items = |index: &EntryIndex| catalog.entry(*index).record.get(&field.name);
    for (entry, item) in list.entries.iter().map(items).enumerate() {
        let item = item.and_then(|item| catalog.value(item, list.scope.lang));
        for item in item.map_or(&[][..], |(item, _)| item.items()) {
            if let Some(interval) = read(item) {
                intervals.push(entry, &interval);
            }
        }
    }
    intervals
}

/// A number in seven bits a byte, the lowest first.
fn write_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        bytes.push(u8::try_from(number & 0x7f).unwrap_or_default() | 0x80);
        number >>= 7;
    }
    bytes.push(u8::try_from(number).unwrap_or_default());
}
