//! The facets that filter a list: choices with the entries that have them, or intervals of
//! numbers in one unit.

use std::borrow::Cow;
use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_traits::{One, Zero};
use serde_json::{Value, json};

use super::super::file::{base64, write_number};
use super::intervals::Intervals;
use crate::ordered::OrderedMap;
use crate::present::{Detail, FieldInfo, RelatedFacetView, Scope, TermInfo, ValueView};
use crate::quantity::{Decimal, Interval, Rational, Scale, approximate};
use crate::schema::{self, FieldType, PartialDate, TermIndex};

/// A facet of a list, with the values of its entries so far.
pub(super) struct Facet<'a> {
    /// The field.
    pub(super) info: FieldInfo<'a>,
    /// Its label.
    label: Cow<'a, str>,
    values: Values<'a>,
}

enum Values<'a> {
    Choices(Choices<'a>),
    /// Intervals of a number or of a quantity.
    Numbers(Intervals),
    /// Intervals by the measured property.
    Measured(BTreeMap<usize, Intervals>),
}

/// The choices that entries have.
#[derive(Default)]
struct Choices<'a> {
    /// The choices in the order of their first use.
    known: OrderedMap<Choice<'a>, ()>,
    /// The choices of each entry, as indexes into `known`.
    of_entries: Vec<Vec<usize>>,
}

/// A choice, as a value states it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Choice<'a> {
    /// A term; it implies all broader terms.
    Term(TermIndex),
    /// A value with a declared position.
    Placed(usize, Cow<'a, str>, Cow<'a, str>),
    /// A text, sorted by its label.
    Labelled(Cow<'a, str>, Cow<'a, str>),
}

/// A choice as a filter offers it: its position after those of its broader terms, its sort
/// key, its id, and its label.
type Offer = (Vec<usize>, Vec<u8>, String, String);

impl<'a> Facet<'a> {
    /// The facet of a field; `None` if it cannot be one.
    pub(super) fn new(info: FieldInfo<'a>) -> Option<Self> {
        let values = match (info.facet(), info.single_kind()) {
            (schema::Facet::No, _) => return None,
            (schema::Facet::Value, _) => Values::Choices(Choices::default()),
            (schema::Facet::Range, FieldType::Measurements) => Values::Measured(BTreeMap::new()),
            (schema::Facet::Range, _) => Values::Numbers(Intervals::default()),
        };
        let label = Cow::from(info.label);
        Some(Self {
            info,
            label,
            values,
        })
    }

    /// The facet of a field of related entries.
    pub(super) fn of_related(related: &RelatedFacetView<'a>) -> Option<Self> {
        let label = Cow::from(related.label.clone());
        Some(Self {
            label,
            ..Self::new(related.info)?
        })
    }

    /// Adds the value of an entry.
    pub(super) fn push(&mut self, entry: usize, value: &ValueView<'a>) {
        match &mut self.values {
            Values::Choices(choices) => {
                let all = value.items().iter().filter_map(choice);
                choices.push(entry, all);
            }
            Values::Numbers(intervals) => {
                for value in value.items() {
                    if let Some(interval) = interval(value) {
                        intervals.push(entry, &interval);
                    }
                }
            }
            Values::Measured(by_property) => {
                for row in value.rows() {
                    let intervals = by_property.entry(row.property_index).or_default();
                    intervals.push(entry, &row.measurement.quantity.interval);
                    intervals.under.push(row.under.clone());
                }
            }
        }
    }

    /// Ends an entry, which may have no value.
    pub(super) fn close(&mut self, entry: usize) {
        if let Values::Choices(choices) = &mut self.values {
            choices.of_entries.resize_with(entry + 1, Vec::new);
        }
    }

    /// Appends the values of later entries; `before` entries come first.
    pub(super) fn append(&mut self, other: Self, before: usize) {
        match (&mut self.values, other.values) {
            (Values::Choices(own), Values::Choices(other)) => own.append(other),
            (Values::Numbers(own), Values::Numbers(other)) => own.append(other, before),
            (Values::Measured(own), Values::Measured(other)) => {
                for (property, intervals) in other {
                    own.entry(property).or_default().append(intervals, before);
                }
            }
            _ => {}
        }
    }

    /// The facet in JSON for scripts: none, one, or one for each measured property.
    pub(super) fn json(&self, scope: Scope<'_>) -> Vec<Value> {
        let (name, label) = (self.info.name(), &*self.label);
        match &self.values {
            Values::Choices(choices) => choices.facet(name, label, scope).into_iter().collect(),
            Values::Numbers(intervals) => {
                let scale = scope.scale_of(self.info.single_kind());
                let units = scale.map(|scale| units(scope, &scale)).unwrap_or_default();
                intervals.facet(name, label, &units).into_iter().collect()
            }
            Values::Measured(by_property) => by_property
                .iter()
                .filter_map(|(place, intervals)| {
                    let property = scope.property(*place)?;
                    let name = format!("{name}.{}", property.id);
                    let label = scope.property_label(property);
                    let units = units(scope, &property.scale);
                    let mut facet = intervals.facet(&name, label, &units)?;
                    let shown = facet.as_object_mut()?;
                    shown.insert("property".to_owned(), property.id.as_str().into());
                    if let Some((conditions, under)) = intervals.conditions() {
                        shown.insert("conditions".to_owned(), conditions);
                        shown.insert("under".to_owned(), under);
                    }
                    Some(facet)
                })
                .collect(),
        }
    }
}

impl Facet<'_> {
    /// The numeric ranges of the facet for the search: none, one, or one for each measured
    /// property.
    pub(super) fn ranges(&self, scope: Scope<'_>) -> Vec<Value> {
        let (name, named) = (self.info.name(), (self.info.label, self.info.synonyms));
        match &self.values {
            Values::Choices(_) => Vec::new(),
            Values::Numbers(intervals) => {
                let scale = scope.scale_of(self.info.single_kind());
                let units = scale.map(|scale| units(scope, &scale)).unwrap_or_default();
                let range = intervals.range(name, named, &units);
                range.into_iter().collect()
            }
            Values::Measured(by_property) => by_property
                .iter()
                .filter_map(|(place, intervals)| {
                    let property = scope.property(*place)?;
                    let name = format!("{name}.{}", property.id);
                    let units = units(scope, &property.scale);
                    let synonyms = property.synonyms.get(scope.lang.as_str());
                    let named = (scope.property_label(property), synonyms);
                    intervals.range(&name, named, &units)
                })
                .collect(),
        }
    }
}

impl<'a> Choices<'a> {
    fn push(&mut self, entry: usize, choices: impl Iterator<Item = Choice<'a>>) {
        self.of_entries.resize_with(entry + 1, Vec::new);
        let Some(own) = self.of_entries.last_mut() else {
            return;
        };
        for choice in choices {
            own.push(self.known.insert_full(choice, ()).0);
        }
    }

    fn append(&mut self, other: Self) {
        let known = other.known.into_keys();
        let places: Vec<usize> = known
            .map(|choice| self.known.insert_full(choice, ()).0)
            .collect();
        let entries = other.of_entries.into_iter().map(|choices| {
            let choices = choices.into_iter();
            choices.filter_map(|at| places.get(at).copied()).collect()
        });
        self.of_entries.extend(entries);
    }

    /// An entry has its terms and all broader ones.
    fn facet(&self, name: &str, label: &str, scope: Scope<'_>) -> Option<Value> {
        let offers: Vec<Vec<Offer>> = self
            .known
            .keys()
            .map(|choice| offers(choice, scope))
            .collect();
        let mut options: BTreeMap<&Offer, usize> =
            offers.iter().flatten().map(|offer| (offer, 0)).collect();
        for (number, place) in options.values_mut().enumerate() {
            *place = number;
        }
        let numbers: Vec<Vec<usize>> = offers
            .iter()
            .map(|offers| {
                let numbers = offers.iter().filter_map(|offer| options.get(offer));
                numbers.copied().collect()
            })
            .collect();
        let mut bytes = Vec::new();
        for choices in &self.of_entries {
            let own = choices.iter().filter_map(|at| numbers.get(*at));
            let mut own: Vec<usize> = own.flatten().copied().collect();
            own.sort_unstable();
            own.dedup();
            write_number(&mut bytes, own.len());
            for number in own {
                write_number(&mut bytes, number);
            }
        }
        let options: Vec<Value> = options
            .keys()
            .map(|(places, _, id, label)| match places.len() {
                0 | 1 => json!({"id": id, "label": label}),
                depth => json!({"id": id, "label": label, "depth": depth - 1}),
            })
            .collect();
        (!options.is_empty()).then(|| {
            json!({
                "name": name,
                "label": label,
                "options": options,
                "values": base64(&bytes),
            })
        })
    }
}

/// The choice of a value.
fn choice<'a>(value: &ValueView<'a>) -> Option<Choice<'a>> {
    let text = || value.text.clone();
    Some(match &value.detail {
        Detail::Term(term) => Choice::Term(term.term),
        Detail::Choice { id, place } => Choice::Placed(*place, (*id).into(), text()),
        Detail::Flag(flag) => {
            let word = if *flag { "yes" } else { "no" };
            Choice::Placed(usize::from(!flag), word.into(), text())
        }
        Detail::Written(code) if matches!(value.kind, "country" | "language") => {
            Choice::Labelled((*code).into(), text())
        }
        Detail::Ref { .. } => return reference(value),
        // A group counts as the entry that it refers to.
        Detail::Group(fields) => return fields.iter().find_map(|field| reference(&field.value)),
        Detail::Number(number) => {
            let number = number.to_string();
            Choice::Labelled(number.clone().into(), number.into())
        }
        Detail::Written(raw) | Detail::Decimal(raw) => {
            Choice::Labelled((*raw).into(), (*raw).into())
        }
        Detail::Date { iso, .. } => Choice::Labelled(iso.clone().into(), text()),
        Detail::None | Detail::Unknown | Detail::Address(_) | Detail::Quantity { .. } => {
            Choice::Labelled(text(), text())
        }
        _ => return None,
    })
}

/// The entry that a value refers to, if it is published.
fn reference<'a>(value: &ValueView<'a>) -> Option<Choice<'a>> {
    match &value.detail {
        Detail::Ref { entry, id, .. } => {
            entry.as_ref()?;
            Some(Choice::Labelled((*id).into(), value.text.clone()))
        }
        _ => None,
    }
}

/// The offers of a filter for a choice: for a term, also its broader terms.
fn offers(choice: &Choice<'_>, scope: Scope<'_>) -> Vec<Offer> {
    match choice {
        Choice::Term(term) => {
            let all: Vec<_> = scope.with_broader(*term).collect();
            let offer = |(at, term): (usize, &TermInfo<'_>)| {
                let broader = all.iter().skip(at).rev();
                let places = broader.map(|term| term.index.term()).collect();
                (
                    places,
                    Vec::new(),
                    term.id.to_owned(),
                    term.label.to_owned(),
                )
            };
            all.iter().enumerate().map(offer).collect()
        }
        Choice::Placed(place, id, label) => {
            vec![(vec![*place], Vec::new(), id.to_string(), label.to_string())]
        }
        Choice::Labelled(id, label) => {
            vec![(
                Vec::new(),
                scope.sort_key(label),
                id.to_string(),
                label.to_string(),
            )]
        }
    }
}

/// The interval of a value; for a date, its year.
fn interval(value: &ValueView<'_>) -> Option<Interval> {
    let year = |date: PartialDate| Rational::from(BigInt::from(date.first_day().year()));
    let number = match &value.detail {
        Detail::Quantity { interval, .. } => return interval.cloned(),
        Detail::Number(number) => Rational::from(BigInt::from(*number)),
        Detail::Decimal(digits) => Decimal::parse(digits).ok()?.to_rational(),
        Detail::Date { date, .. } => year(*date),
        _ => return None,
    };
    Some(Interval::point(number))
}

/// The units that a range may be given in, each with its conversion to the first.
fn units(scope: Scope<'_>, scale: &Scale) -> Vec<Value> {
    let others = scale.units.iter().filter(|unit| **unit != scale.unit);
    std::iter::once(&scale.unit)
        .chain(others)
        .filter_map(|unit| {
            let at = |value: &Rational| unit.convert(value, &scale.unit).ok();
            let shift = at(&Rational::zero())?;
            let factor = at(&Rational::one())? - &shift;
            Some(json!({
                "code": unit.code(),
                "symbol": unit.symbol(scope.lang.as_str()),
                "factor": approximate(&factor),
                "shift": approximate(&shift),
            }))
        })
        .collect()
}
