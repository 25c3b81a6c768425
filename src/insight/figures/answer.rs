//! The result of a formula on a day, independent of language.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use super::count::{Counter, Moment};
use crate::plan::EntryIndex;
use crate::present::Fact;
use crate::present::{Formula, Magnitude, Statistic};
use crate::schema::{FieldPath, Lang};

/// The result of a formula.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Answer {
    /// The number; `None` if it cannot be computed.
    pub value: Option<f64>,
    /// The unit of the number.
    pub kind: AnswerKind,
    /// For a share, how many entries are counted, and out of how many.
    pub fraction: Option<(usize, usize)>,
    /// How many entries do not state what the formula needs.
    pub unknown: usize,
    /// How many entries have each value.
    pub rows: Vec<(String, usize)>,
    /// How it was obtained.
    pub status: Status,
}

/// The unit of a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum AnswerKind {
    /// The unit of the indicator.
    #[default]
    Plain,
    /// Per cent.
    Percent,
    /// Kilometres.
    Kilometres,
    /// Yes or no.
    Flag,
}

/// How a figure was obtained.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Status {
    /// Computed from entries.
    #[default]
    Computed,
    /// Stated by hand.
    Declared,
    /// Stated by hand, but too long ago.
    Stale,
    /// It cannot be computed.
    Missing,
}

impl Status {
    /// The identifier for programs.
    #[must_use]
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Computed => "computed",
            Self::Declared => "declared",
            Self::Stale => "stale",
            Self::Missing => "missing",
        }
    }
}

impl Answer {
    fn missing(kind: AnswerKind) -> Self {
        Self {
            kind,
            status: Status::Missing,
            ..Self::default()
        }
    }

    fn count(number: usize, unknown: usize) -> Self {
        Self {
            value: Some(float(number)),
            unknown,
            ..Self::default()
        }
    }

    fn share(part: usize, of: usize, unknown: usize) -> Self {
        let value = (of > 0).then(|| float(part) * 100.0 / float(of));
        Self {
            value,
            kind: AnswerKind::Percent,
            fraction: Some((part, of)),
            unknown,
            status: value.map_or(Status::Missing, |_| Status::Computed),
            ..Self::default()
        }
    }
}

/// A count as a floating-point number.
#[expect(clippy::cast_precision_loss, reason = "no cluster has 2^52 members")]
fn float(count: usize) -> f64 {
    count as f64
}

/// Computes a formula.
#[must_use]
pub(super) fn answer(counter: &Counter<'_>, formula: &Formula, moment: Moment) -> Answer {
    let mut sets = formula.sets().into_iter();
    if sets.any(|set| counter.has_nothing(set)) {
        return Answer::missing(AnswerKind::Plain);
    }
    match formula {
        Formula::Count(of) => {
            let of = counter.of(*of, moment);
            Answer::count(of.entries.len(), of.unknown.len())
        }
        Formula::Share { part, of } => share(counter, (*part, *of), moment),
        Formula::Split { of, field } => split(counter, *of, field, moment),
        Formula::Distinct { of, field } => {
            let of = counter.of(*of, moment);
            let values = of
                .entries
                .iter()
                .map(|index| counter.distinct(*index, field));
            let values: Vec<BTreeSet<String>> = values.collect();
            let unknown = values.iter().filter(|values| values.is_empty()).count();
            let all: BTreeSet<String> = values.into_iter().flatten().collect();
            Answer::count(all.len(), unknown)
        }
        Formula::Statistic {
            of,
            magnitude,
            statistic,
        } => statistic_of(counter, (*of, magnitude), *statistic, moment),
        Formula::Change { of, months } => {
            let (now, before) = (
                counter.of(*of, moment),
                counter.of(*of, moment.earlier(*months)),
            );
            Answer {
                value: Some(float(now.entries.len()) - float(before.entries.len())),
                unknown: now.unknown.len(),
                ..Answer::default()
            }
        }
        Formula::Growth { of, months } => growth(counter, *of, *months, moment),
        Formula::Retention { of, months } => {
            let (now, before) = (
                counter.of(*of, moment),
                counter.of(*of, moment.earlier(*months)),
            );
            let still: BTreeSet<EntryIndex> = now.entries.iter().copied().collect();
            let kept = before.entries.iter();
            let kept = kept.filter(|index| still.contains(index)).count();
            Answer::share(kept, before.entries.len(), before.unknown.len())
        }
        Formula::Pairs { of, sharing, field } => pairs(counter, (*of, *sharing), field, moment),
        Formula::DaysSince { of, field } => days_since(counter, *of, field, moment.day),
        Formula::Languages => Answer::count(counter.site.plan.edition.languages.len(), 0),
        Formula::Language(lang) => language(counter, lang),
        Formula::Declared {
            value,
            date,
            months,
            ..
        } => declared(value, date.last_day(), *months, moment.day),
    }
}

fn share(counter: &Counter<'_>, (part, of): (usize, usize), moment: Moment) -> Answer {
    let (part, of) = (counter.of(part, moment), counter.of(of, moment));
    let in_all: BTreeSet<EntryIndex> = of.entries.iter().copied().collect();
    let both = part.entries.iter();
    let both = both.filter(|index| in_all.contains(index)).count();
    let unknown = part.unknown.iter();
    let unknown = unknown.filter(|index| in_all.contains(index)).count();
    if unknown > 0 && unknown == of.entries.len() {
        // If no entry states the value, the share is unknown and not zero.
        return Answer {
            unknown,
            ..Answer::missing(AnswerKind::Percent)
        };
    }
    Answer::share(both, of.entries.len(), unknown + of.unknown.len())
}

fn split(counter: &Counter<'_>, of: usize, field: &FieldPath, moment: Moment) -> Answer {
    let of = counter.of(of, moment);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut unknown = 0;
    for index in &of.entries {
        let values = counter.distinct(*index, field);
        unknown += usize::from(values.is_empty());
        for value in values {
            *counts.entry(value).or_default() += 1;
        }
    }
    Answer {
        rows: counts.into_iter().collect(),
        ..Answer::count(of.entries.len(), unknown)
    }
}

fn statistic_of(
    counter: &Counter<'_>,
    (of, magnitude): (usize, &Magnitude),
    statistic: Statistic,
    moment: Moment,
) -> Answer {
    let kind = match magnitude {
        Magnitude::Distance(_) => AnswerKind::Kilometres,
        Magnitude::Field(_) => AnswerKind::Plain,
    };
    let of = counter.of(of, moment);
    let numbers = of.entries.iter().filter_map(|index| match magnitude {
        Magnitude::Distance(field) => counter.distance(*index, field),
        Magnitude::Field(field) => number(counter, *index, field),
    });
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    let value = stands_for(&numbers, statistic);
    let Some(value) = value else {
        return Answer {
            unknown: of.entries.len(),
            ..Answer::missing(kind)
        };
    };
    Answer {
        value: Some(value),
        kind,
        unknown: of.entries.len() - numbers.len(),
        ..Answer::default()
    }
}

/// The first number of a field.
fn number(counter: &Counter<'_>, index: EntryIndex, field: &FieldPath) -> Option<f64> {
    let facts = counter.site.facts(index, field);
    facts.iter().find_map(|fact| match fact {
        Fact::Number(number) => Some(*number),
        _ => None,
    })
}

/// The statistic of sorted numbers; `None` if there are none.
#[must_use]
pub(super) fn stands_for(sorted: &[f64], statistic: Statistic) -> Option<f64> {
    let (first, last) = (*sorted.first()?, *sorted.last()?);
    let middle = sorted.len() / 2;
    match statistic {
        Statistic::Minimum => Some(first),
        Statistic::Maximum => Some(last),
        Statistic::Sum => Some(sorted.iter().sum()),
        Statistic::Median if sorted.len() % 2 == 1 => sorted.get(middle).copied(),
        Statistic::Median => Some(f64::midpoint(
            *sorted.get(middle.checked_sub(1)?)?,
            *sorted.get(middle)?,
        )),
        Statistic::Percentile(rank) => {
            let place = (sorted.len() * usize::from(rank)).div_ceil(100).max(1);
            sorted.get(place - 1).copied()
        }
    }
}

fn growth(counter: &Counter<'_>, of: usize, months: i32, moment: Moment) -> Answer {
    let (now, before) = (
        counter.of(of, moment),
        counter.of(of, moment.earlier(months)),
    );
    if before.entries.is_empty() {
        return Answer::missing(AnswerKind::Percent);
    }
    let times = float(now.entries.len()) / float(before.entries.len());
    Answer {
        value: Some((times.powf(12.0 / f64::from(months)) - 1.0) * 100.0),
        kind: AnswerKind::Percent,
        unknown: now.unknown.len(),
        ..Answer::default()
    }
}

fn pairs(
    counter: &Counter<'_>,
    (of, sharing): (usize, usize),
    field: &FieldPath,
    moment: Moment,
) -> Answer {
    let (of, sharing) = (counter.of(of, moment), counter.of(sharing, moment));
    let all: BTreeSet<EntryIndex> = of.entries.iter().copied().collect();
    let mut found: BTreeSet<(EntryIndex, EntryIndex)> = BTreeSet::new();
    for index in &sharing.entries {
        let named = counter.named(*index, field);
        let named: Vec<EntryIndex> = named.into_iter().filter(|own| all.contains(own)).collect();
        for (place, one) in named.iter().enumerate() {
            found.extend(named.iter().skip(place + 1).map(|other| (*one, *other)));
        }
    }
    let possible = all.len() * all.len().saturating_sub(1) / 2;
    Answer::share(
        found.len(),
        possible,
        of.unknown.len() + sharing.unknown.len(),
    )
}

fn days_since(counter: &Counter<'_>, of: usize, field: &FieldPath, day: Date) -> Answer {
    let of = counter.of(of, Moment::on(day));
    let dates = of.entries.iter().map(|index| counter.date(*index, field));
    let dates: Vec<Option<Date>> = dates.map(|date| Some(date?.first_day())).collect();
    let unknown = dates.iter().filter(|date| date.is_none()).count();
    let last = dates
        .into_iter()
        .flatten()
        .filter(|date| *date <= day)
        .max();
    let since = last.and_then(|last| day.since(last).ok());
    since.map_or_else(
        || Answer::missing(AnswerKind::Plain),
        |since| Answer {
            value: Some(f64::from(since.get_days())),
            unknown,
            ..Answer::default()
        },
    )
}

fn language(counter: &Counter<'_>, lang: &Lang) -> Answer {
    let languages = &counter.site.plan.edition.languages;
    Answer {
        kind: AnswerKind::Flag,
        ..Answer::count(usize::from(languages.contains(lang)), 0)
    }
}

fn declared(value: &str, date: Date, months: Option<i32>, day: Date) -> Answer {
    let until = months.and_then(|months| date.checked_add(months.months()).ok());
    let status = match until {
        Some(until) if until < day => Status::Stale,
        _ => Status::Declared,
    };
    Answer {
        value: value.parse().ok(),
        status,
        ..Answer::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_stand_for_many() {
        let sorted = [1.0, 2.0, 3.0, 10.0];
        for (statistic, value) in [
            (Statistic::Median, 2.5),
            (Statistic::Percentile(75), 3.0),
            (Statistic::Percentile(76), 10.0),
            (Statistic::Percentile(1), 1.0),
            (Statistic::Minimum, 1.0),
            (Statistic::Maximum, 10.0),
            (Statistic::Sum, 16.0),
        ] {
            assert_eq!(stands_for(&sorted, statistic), Some(value), "{statistic:?}");
        }
        assert_eq!(stands_for(&sorted[..3], Statistic::Median), Some(2.0));
        assert_eq!(stands_for(&[], Statistic::Median), None);
    }
}
