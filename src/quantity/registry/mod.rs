//! The registry of measurable things: which properties exist, in what unit, and what a
//! value of each must state to be meaningful.
//!
//! 1. The built-in registry is `properties.yaml`, embedded in the program.
//! 2. A site may overlay its own with [`Registry::with_overlays`]: a file of the same form
//!    adds entries, or changes single keys of existing ones.
//! 3. `load.rs` then validates the merged registry once, so that later code never meets a
//!    unit that cannot be parsed.

mod error;
mod load;
mod raw;
#[cfg(test)]
mod tests;

pub(crate) use error::RegistryError;

use indexmap::IndexMap;
use serde::Deserialize;

use super::amount::{Amount, AmountParts};
use super::decimal::Decimal;
use super::error::{AmountPart, AmountPlace, Mismatch, QuantityError};
use super::interval::Interval;
use super::unit::Unit;

/// The built-in registry.
const BUILT_IN: &str = include_str!("../properties.yaml");

/// What can be measured, and how it is stated.
#[derive(Debug, Clone)]
pub struct Registry {
    /// The kinds of quantity, by id.
    pub kinds: IndexMap<String, QuantityKind>,
    /// The properties, by id.
    pub properties: IndexMap<String, Property>,
    /// The conditions of a measurement, by id.
    pub conditions: IndexMap<String, MeasurementCondition>,
    /// What the number of a row is (mean, median, limit …), by id.
    pub statistics: IndexMap<String, Label>,
}

/// A text by language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "WrittenLabel")]
pub struct Label(IndexMap<String, String>);

/// A label as written: one text for all languages, or one each.
#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenLabel {
    Same(String),
    Each(IndexMap<String, String>),
}

impl From<WrittenLabel> for Label {
    fn from(written: WrittenLabel) -> Self {
        match written {
            WrittenLabel::Same(text) => Self(IndexMap::from([(String::new(), text)])),
            WrittenLabel::Each(texts) => Self(texts),
        }
    }
}

impl Label {
    /// The text in a language, or else in English, or else in any.
    #[must_use]
    pub fn get(&self, language: &str) -> &str {
        let text = self
            .0
            .get(language)
            .or_else(|| self.0.get("en"))
            .or_else(|| self.0.values().next());
        text.map_or("", String::as_str)
    }

    /// True if the language has a text of its own; one text for all languages is stored
    /// under the empty language.
    #[must_use]
    pub fn has(&self, language: &str) -> bool {
        self.0.contains_key(language)
    }

    fn overlay(&mut self, over: Self) {
        // One text for all languages replaces all the others.
        if over.0.contains_key("") {
            self.0.clear();
        }
        self.0.extend(over.0);
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The other names of something, by language.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "WrittenSynonyms")]
pub struct Synonyms(IndexMap<String, Vec<String>>);

/// Other names as written: the same in all languages, or by language.
#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenSynonyms {
    Same(Vec<String>),
    Each(IndexMap<String, Vec<String>>),
}

impl From<WrittenSynonyms> for Synonyms {
    fn from(written: WrittenSynonyms) -> Self {
        match written {
            WrittenSynonyms::Same(names) => Self(IndexMap::from([(String::new(), names)])),
            WrittenSynonyms::Each(names) => Self(names),
        }
    }
}

impl Synonyms {
    /// The names in a language, or those of all languages.
    #[must_use]
    pub fn get(&self, language: &str) -> &[String] {
        let names = self.0.get(language).or_else(|| self.0.get(""));
        names.map_or(&[], Vec::as_slice)
    }

    fn overlay(&mut self, over: Self) {
        // One list for all languages replaces all the others.
        if over.0.contains_key("") {
            self.0.clear();
        }
        self.0.extend(over.0);
    }
}

/// A kind of quantity, such as length.
#[derive(Debug, Clone)]
pub struct QuantityKind {
    /// Its name by language.
    pub label: Label,
    /// One of its units, which fixes the dimension.
    pub unit: Unit,
}

/// The units of something that is measured.
#[derive(Debug, Clone)]
pub struct Scale {
    /// The id of the kind of quantity; a condition may have none.
    pub kind: Option<String>,
    /// The canonical unit, in which values are compared.
    pub unit: Unit,
    /// The units that may be written; the canonical one is among them.
    pub units: Vec<Unit>,
}

/// Something that can be measured.
#[derive(Debug, Clone)]
pub struct Property {
    /// Its id.
    pub id: String,
    /// Its name by language.
    pub label: Label,
    /// Its other names by language, for the search.
    pub synonyms: Synonyms,
    /// Its units.
    pub scale: Scale,
    /// The lowest value that is not questioned, in the canonical unit.
    pub plausible_min: Option<Decimal>,
    /// The highest value that is not questioned, in the canonical unit.
    pub plausible_max: Option<Decimal>,
    /// What a row of this property must state.
    pub must_state: Vec<Requirement>,
    /// The ids of the conditions that must agree for a comparison.
    pub key_conditions: Vec<String>,
}

/// What a measurement row must say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Requirement {
    /// How many were measured.
    N,
    /// What the number is: a mean, a median …
    Statistic,
    /// How it was measured.
    Method,
    /// By which standard.
    Standard,
    /// A condition, by its id.
    Condition(String),
}

impl Requirement {
    /// The key of the row, or the id of the condition.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::N => "n",
            Self::Statistic => "statistic",
            Self::Method => "method",
            Self::Standard => "standard",
            Self::Condition(id) => id,
        }
    }
}

/// A circumstance of a measurement.
#[derive(Debug, Clone)]
pub struct MeasurementCondition {
    /// Its id.
    pub id: String,
    /// Its name by language.
    pub label: Label,
    /// Its units; `None` if it is stated in words.
    pub scale: Option<Scale>,
}

/// An amount of a property or condition: digits and unit as written, and its interval in
/// the canonical unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The amount as written.
    pub amount: Amount,
    /// Its interval in the canonical unit.
    pub interval: Interval,
}

impl Registry {
    /// The built-in registry.
    ///
    /// # Errors
    /// A mistake in the built-in registry, which a test rules out.
    pub fn built_in() -> Result<Self, Vec<RegistryError>> {
        Self::with_overlays(&[])
    }

    /// The built-in registry with others overlaid, each given as its name for messages and
    /// its YAML.
    ///
    /// # Errors
    /// Every mistake in the first registry that has one.
    pub fn with_overlays(overlays: &[(&str, &str)]) -> Result<Self, Vec<RegistryError>> {
        load::load(BUILT_IN, overlays)
    }

    /// What properties, conditions and statistics are called.
    pub fn labels(&self) -> impl Iterator<Item = &Label> {
        let properties = self.properties.values().map(|property| &property.label);
        let conditions = self.conditions.values().map(|condition| &condition.label);
        properties.chain(conditions).chain(self.statistics.values())
    }

    /// Reads a short text as a quantity of a property or condition.
    ///
    /// # Errors
    /// The first fault found.
    pub fn read_text(
        &self,
        name: &str,
        scale: &Scale,
        text: &str,
    ) -> Result<Quantity, QuantityError> {
        let parsed = Amount::parse(text).map_err(|error| error.where_expected(&scale.unit))?;
        let span = parsed.spans.unit.unwrap_or(0..text.len());
        self.admit(
            name,
            scale,
            parsed.amount,
            AmountPlace::new(AmountPart::Text, span),
        )
    }

    /// Reads a text as a quantity of a field that declares a unit but no property: any unit
    /// of the same dimension is accepted. The interval is in the field's unit.
    ///
    /// # Errors
    /// It cannot be read, has no unit, or one of another dimension.
    pub fn read_in(name: &str, unit: &Unit, text: &str) -> Result<Quantity, QuantityError> {
        let parsed = Amount::parse(text).map_err(|error| error.where_expected(unit))?;
        let place = || {
            let span = parsed.spans.unit.clone();
            AmountPlace::new(AmountPart::Text, span.unwrap_or(0..text.len()))
        };
        let allowed = || vec![unit.code().to_owned()];
        if parsed.amount.unit.is_one() && !unit.is_one() {
            return Err(QuantityError::UnitMissing {
                place: place(),
                name: name.to_owned(),
                allowed: allowed(),
            });
        }
        match parsed.amount.interval(unit) {
            Ok(interval) => Ok(Quantity {
                amount: parsed.amount,
                interval,
            }),
            Err(_) => Err(QuantityError::Dimension {
                place: place(),
                mismatch: Box::new(Mismatch {
                    name: name.to_owned(),
                    kind: String::new(),
                    unit: parsed.amount.unit.code().to_owned(),
                    allowed: allowed(),
                    fits: Vec::new(),
                }),
            }),
        }
    }

    /// Reads the keys of a measurement row as a quantity of a property.
    ///
    /// # Errors
    /// Every fault found; at least one.
    pub fn read_parts(
        &self,
        property: &Property,
        parts: &AmountParts<'_>,
    ) -> Result<Quantity, Vec<QuantityError>> {
        let amount = Amount::from_parts(parts)?;
        let place = AmountPlace::new(AmountPart::Unit, 0..parts.unit.map_or(0, str::len));
        self.admit(&property.id, &property.scale, amount, place)
            .map_err(|error| vec![error])
    }

    /// Checks that an amount is in a unit allowed for the property or condition `name`;
    /// `place` is where the unit is.
    ///
    /// # Errors
    /// The unit is not allowed, or is missing.
    pub fn admit(
        &self,
        name: &str,
        scale: &Scale,
        amount: Amount,
        place: AmountPlace,
    ) -> Result<Quantity, QuantityError> {
        let agreed = scale.units.contains(&amount.unit);
        if !agreed && amount.unit.is_one() {
            return Err(QuantityError::UnitMissing {
                place,
                name: name.to_owned(),
                allowed: codes(&scale.units),
            });
        }
        match amount.interval(&scale.unit) {
            Ok(interval) if agreed => Ok(Quantity { amount, interval }),
            Ok(_) => Err(QuantityError::UnitNotAllowed {
                place,
                mismatch: Box::new(self.mismatch(name, scale, &amount.unit)),
                converted: scale.shortest(&amount).map(|amount| amount.source()),
            }),
            Err(_) => Err(QuantityError::Dimension {
                place,
                mismatch: Box::new(self.mismatch(name, scale, &amount.unit)),
            }),
        }
    }

    fn mismatch(&self, name: &str, scale: &Scale, unit: &Unit) -> Mismatch {
        Mismatch {
            name: name.to_owned(),
            kind: scale.kind.clone().unwrap_or_default(),
            unit: unit.code().to_owned(),
            allowed: codes(&scale.units),
            fits: self
                .measured_in(unit)
                .into_iter()
                .map(str::to_owned)
                .collect(),
        }
    }

    /// The ids of the properties that allow a unit, or else of those that have its
    /// dimension.
    #[must_use]
    pub fn measured_in(&self, unit: &Unit) -> Vec<&str> {
        let having = |test: &dyn Fn(&Scale) -> bool| -> Vec<&str> {
            let properties = self
                .properties
                .values()
                .filter(|property| test(&property.scale));
            properties.map(|property| property.id.as_str()).collect()
        };
        let written = having(&|scale| scale.units.contains(unit));
        if !written.is_empty() {
            return written;
        }
        having(&|scale| scale.unit.dimension() == unit.dimension())
    }
}

impl Scale {
    /// The amount in the allowed unit in which it is shortest to write, and exact; the
    /// canonical unit on a tie.
    #[must_use]
    pub fn shortest(&self, amount: &Amount) -> Option<Amount> {
        let canonical_first = std::iter::once(&self.unit).chain(&self.units);
        let length = |amount: &Amount| {
            amount
                .values()
                .iter()
                .map(|value| value.to_string().len())
                .sum::<usize>()
        };
        canonical_first
            .filter_map(|unit| amount.converted(unit))
            .min_by_key(length)
    }
}

fn codes(units: &[Unit]) -> Vec<String> {
    units.iter().map(|unit| unit.code().to_owned()).collect()
}
