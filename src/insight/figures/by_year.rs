//! A figure by year: at the end of each year, and for the last year on the given day.

use jiff::civil::Date;

use super::answer::{Answer, answer};
use super::count::{Counter, Moment};
use crate::present::{Formula, Indicator, SetCondition};
use crate::schema::FieldPath;

/// The most years shown.
const MOST_YEARS: i16 = 30;

/// The answers by year; empty if the indicator is not shown by year, or if no entry has a date
/// to start from.
#[must_use]
pub(super) fn by_year(
    counter: &Counter<'_>,
    indicator: &Indicator,
    day: Date,
) -> Vec<(i16, Answer)> {
    if !indicator.by_year {
        return Vec::new();
    }
    let Some(first) = first_year(counter, &indicator.formula, day) else {
        return Vec::new();
    };
    let first = first.max(day.year() - MOST_YEARS + 1);
    let years = (first..=day.year()).map(|year| {
        let last = Date::new(year, 12, 31).unwrap_or(day);
        let moment = Moment {
            day: last.min(day),
            by_year: true,
        };
        (year, answer(counter, &indicator.formula, moment))
    });
    years.collect()
}

/// The year of the first date by which a formula selects entries.
fn first_year(counter: &Counter<'_>, formula: &Formula, day: Date) -> Option<i16> {
    let of = match formula {
        Formula::Count(of)
        | Formula::Share { of, .. }
        | Formula::Distinct { of, .. }
        | Formula::Statistic { of, .. } => *of,
        _ => return None,
    };
    let mut dates: Vec<&FieldPath> = Vec::new();
    let mut set = counter.set(of);
    let collection = set?.collection;
    while let Some(own) = set {
        dates.extend(
            own.conditions
                .iter()
                .filter_map(|condition| match condition {
                    SetCondition::Active { since, .. } => since.as_ref(),
                    SetCondition::During { start, .. } => Some(start),
                    _ => None,
                }),
        );
        set = own.base.and_then(|base| counter.set(base));
    }
    let entries = counter.site.counted(collection);
    let years = entries.iter().flat_map(|index| {
        let dates = dates.iter().filter_map(|field| counter.date(*index, field));
        dates.map(|date| date.first_day().year())
    });
    years.filter(|year| *year <= day.year()).min()
}
