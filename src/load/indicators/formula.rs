//! How a figure is calculated: one key of the indicator, with the sets and fields that it
//! uses.

use std::sync::Arc;

use super::fields::{IndicatorReader, Needed};
use super::set::{group, months, whole};
use crate::diagnostic::Diagnostic;
use crate::schema::{FieldPath, Lang, Localized, PartialDate, Record, Value};

/// How a figure is calculated. Sets are named by their position.
#[derive(Debug, Clone)]
pub(crate) enum Formula {
    /// How many entries a set has.
    Count(usize),
    /// How many entries of one set are in another.
    Share {
        /// Those that are counted.
        part: usize,
        /// All of them.
        of: usize,
    },
    /// How many entries of a set have each value of a field.
    Split {
        /// The set.
        of: usize,
        /// The field.
        field: FieldPath,
    },
    /// How many different values the entries of a set have in a field.
    Distinct {
        /// The set.
        of: usize,
        /// The field.
        field: FieldPath,
    },
    /// A statistic over the numbers of all entries of a set.
    Statistic {
        /// The set.
        of: usize,
        /// The numbers.
        magnitude: Magnitude,
        /// Which statistic.
        statistic: Statistic,
    },
    /// How many entries more a set has than some months before.
    Change {
        /// The set.
        of: usize,
        /// How many months.
        months: i32,
    },
    /// The yearly growth of a set, averaged over some months.
    Growth {
        /// The set.
        of: usize,
        /// How many months.
        months: i32,
    },
    /// How many of the entries that a set had some months before it still has.
    Retention {
        /// The set.
        of: usize,
        /// How many months.
        months: i32,
    },
    /// How many pairs of entries of a set are named by the same entry of another set.
    Pairs {
        /// The set.
        of: usize,
        /// The set whose entries name them.
        sharing: usize,
        /// The field that names them.
        field: FieldPath,
    },
    /// How many days have passed since the last date of a set.
    DaysSince {
        /// The set.
        of: usize,
        /// The field with the date.
        field: FieldPath,
    },
    /// How many languages the edition has.
    Languages,
    /// Whether the edition has a language.
    Language(Lang),
    /// What somebody has stated.
    Declared {
        /// The number, with its digits.
        value: Arc<str>,
        /// The day to which it applies.
        date: PartialDate,
        /// The number of months after which it is outdated.
        months: Option<i32>,
        /// Where it is from.
        source: Localized<String>,
    },
}

impl Formula {
    /// The sets that it counts, by their place.
    #[must_use]
    pub(crate) fn sets(&self) -> Vec<usize> {
        match self {
            Self::Share { part, of } => vec![*part, *of],
            Self::Pairs { of, sharing, .. } => vec![*of, *sharing],
            Self::Count(of)
            | Self::Split { of, .. }
            | Self::Distinct { of, .. }
            | Self::Statistic { of, .. }
            | Self::Change { of, .. }
            | Self::Growth { of, .. }
            | Self::Retention { of, .. }
            | Self::DaysSince { of, .. } => vec![*of],
            Self::Languages | Self::Language(_) | Self::Declared { .. } => Vec::new(),
        }
    }
}

/// The numbers of entries.
#[derive(Debug, Clone)]
pub(crate) enum Magnitude {
    /// What a field says.
    Field(FieldPath),
    /// How far a position is from the seat, in kilometres.
    Distance(FieldPath),
}

/// A statistic over several numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Statistic {
    /// The middle one, or the mean of the two middle ones.
    Median,
    /// The smallest one that the given percentage of numbers does not exceed (nearest
    /// rank).
    Percentile(u8),
    /// The smallest one.
    Minimum,
    /// The largest one.
    Maximum,
    /// All of them together.
    Sum,
}

/// The keys that are formulas.
pub(super) const FORMULAS: &[&str] = &[
    "count",
    "share",
    "split",
    "distinct",
    "median",
    "percentile",
    "minimum",
    "maximum",
    "sum",
    "change",
    "growth",
    "retention",
    "pairs",
    "days_since",
    "languages",
    "language",
    "declared",
];

/// Reads the formula of an indicator; reports a wrong one, and returns `None` for it and
/// for one that does not fit the site.
pub(super) fn read(id: &str, record: &Record, reader: &mut IndicatorReader<'_>) -> Option<Formula> {
    let mut keys = FORMULAS.iter().filter(|key| record.get(key).is_some());
    let (Some(key), None) = (keys.next(), keys.next()) else {
        let wrong = Diagnostic::new("S082", record.span).arg("indicator", id);
        reader.report(wrong.arg("formulas", FORMULAS.join(", ")));
        return None;
    };
    let item = record.get(key)?;
    let own = group(record, key);
    match *key {
        "count" => reader.set(item).map(Formula::Count),
        "languages" => Some(Formula::Languages),
        "language" => Lang::parse(item.value.as_text()?).map(Formula::Language),
        "share" => share(own?, reader),
        "split" | "distinct" | "days_since" => of_field(key, own?, reader),
        "change" | "growth" | "retention" => {
            let (of, months) = (reader.set(own?.get("of")?)?, months(own?)?);
            Some(match *key {
                "change" => Formula::Change { of, months },
                "growth" => Formula::Growth { of, months },
                _ => Formula::Retention { of, months },
            })
        }
        "pairs" => {
            let of = reader.set(own?.get("of")?)?;
            let sharing = reader.set(own?.get("sharing")?)?;
            let (collection, from) = (reader.collection_of(of)?, reader.collection_of(sharing)?);
            let field = own?.get("field")?;
            let field = reader.field(from, field, Needed::Reference(collection))?;
            Some(Formula::Pairs { of, sharing, field })
        }
        "declared" => declared(own?),
        _ => statistic(key, own?, reader),
    }
}

fn share(own: &Record, reader: &mut IndicatorReader<'_>) -> Option<Formula> {
    let part = reader.set(own.get("part")?);
    let of = reader.set(own.get("of")?);
    let (part, of) = (part?, of?);
    if reader.collection_of(part) != reader.collection_of(of) {
        reader.report(Diagnostic::new("S082.share", own.span));
        return None;
    }
    Some(Formula::Share { part, of })
}

fn of_field(key: &str, own: &Record, reader: &mut IndicatorReader<'_>) -> Option<Formula> {
    let of = reader.set(own.get("of")?)?;
    let collection = reader.collection_of(of)?;
    let wanted = match key {
        "days_since" => Needed::Date,
        _ => Needed::Any,
    };
    let field = reader.field(collection, own.get("field")?, wanted)?;
    Some(match key {
        "split" => Formula::Split { of, field },
        "distinct" => Formula::Distinct { of, field },
        _ => Formula::DaysSince { of, field },
    })
}

fn statistic(key: &str, own: &Record, reader: &mut IndicatorReader<'_>) -> Option<Formula> {
    let of = reader.set(own.get("of")?)?;
    let collection = reader.collection_of(of)?;
    let magnitude = match (own.get("field"), own.get("distance")) {
        (Some(field), None) => Magnitude::Field(reader.field(collection, field, Needed::Number)?),
        (None, Some(field)) => {
            Magnitude::Distance(reader.field(collection, field, Needed::Place)?)
        }
        _ => {
            reader.report(Diagnostic::new("S082.values", own.span));
            return None;
        }
    };
    let rank = whole(own, "rank").and_then(|rank| u8::try_from(rank).ok());
    let statistic = match key {
        "median" => Statistic::Median,
        "minimum" => Statistic::Minimum,
        "maximum" => Statistic::Maximum,
        "sum" => Statistic::Sum,
        _ => {
            let Some(rank) = rank else {
                reader.report(Diagnostic::new("S082.rank", own.span));
                return None;
            };
            Statistic::Percentile(rank)
        }
    };
    Some(Formula::Statistic {
        of,
        magnitude,
        statistic,
    })
}

fn declared(own: &Record) -> Option<Formula> {
    let value = match &own.get("value")?.value {
        Value::Decimal(digits) => digits.clone(),
        _ => return None,
    };
    Some(Formula::Declared {
        value,
        date: own.date("date")?,
        months: months(own),
        source: crate::config::text(own, "source"),
    })
}
