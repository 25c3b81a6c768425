//! A timeline: entries by year, periods as bars, the others as marks.

use jiff::civil::Date;
use serde::Serialize;

use super::projection::percent;
use crate::markdown::view_block::{NamedField, ViewBlock};
use crate::plan::EntryIndex;
use crate::present::{ChoiceView, Detail, MarkView, Scope};
use crate::schema::PartialDate;

/// A timeline as templates see it.
#[derive(Debug, Serialize)]
pub(super) struct TimelineView<'a> {
    /// The labelled years above it.
    years: Vec<Year>,
    /// The entries, by the value of the field that groups them.
    groups: Vec<TimelineGroup<'a>>,
    /// The entries without a date.
    undated: Vec<MarkView<'a>>,
}

/// A year above a timeline.
#[derive(Debug, Serialize)]
struct Year {
    /// The year.
    label: String,
    /// Its position.
    x: String,
}

/// Entries with the same value.
#[derive(Debug, Serialize)]
struct TimelineGroup<'a> {
    /// The value; `None` for ungrouped entries.
    choice: Option<ChoiceView<'a>>,
    /// The entries, the earliest first.
    rows: Vec<TimelineRow<'a>>,
}

/// An entry on a timeline.
#[derive(Debug, Clone, Serialize)]
struct TimelineRow<'a> {
    /// The entry.
    entry: MarkView<'a>,
    /// Its dates in words.
    when: String,
    /// Its position.
    x: String,
    /// Its length; `None` for a mark.
    width: Option<String>,
    #[serde(skip)]
    days: (Date, Date),
    #[serde(skip)]
    choice: Option<usize>,
}

/// A date of an entry: the days that it can mean, and its text.
struct Stated {
    first: Date,
    last: Date,
    text: String,
}

/// The most labelled years.
const MOST_YEARS: i32 = 12;

/// Builds a timeline.
pub(super) fn make<'a>(scope: Scope<'a>, block: &ViewBlock) -> Option<TimelineView<'a>> {
    let position = block.collection?;
    let start = block.field("start")?;
    let grouping = block.field("group");
    let choices = grouping.map_or_else(Vec::new, |named| scope.choices(position, named));
    let (mut rows, mut undated) = (Vec::new(), Vec::new());
    for &index in &block.entries {
        let Some(entry) = scope.mark(index) else {
            continue;
        };
        let first = stated(scope, index, start);
        let last = block
            .field("end")
            .and_then(|named| stated(scope, index, named));
        let Some(first) = first else {
            undated.push(entry);
            continue;
        };
        let choice = grouping.and_then(|named| choice_of(scope, index, named, &choices));
        rows.push(row(entry, &first, last.as_ref(), choice));
    }
    rows.sort_by(|a, b| {
        let by_day = a.days.cmp(&b.days);
        by_day.then_with(|| a.entry.id.cmp(b.entry.id))
    });
    let years = axis(&mut rows);
    Some(TimelineView {
        years,
        groups: groups(choices, &rows),
        undated,
    })
}

/// The first date that an entry states in a field.
fn stated(scope: Scope<'_>, index: EntryIndex, named: &NamedField) -> Option<Stated> {
    let values = scope.named_values(index, named);
    values.iter().find_map(|value| {
        let date = match &value.detail {
            Detail::Date { date, .. } => *date,
            Detail::Number(year) => PartialDate::parse(&year.to_string())?,
            _ => return None,
        };
        Some(Stated {
            first: date.first_day(),
            last: date.last_day(),
            text: value.text.to_string(),
        })
    })
}

fn choice_of(
    scope: Scope<'_>,
    index: EntryIndex,
    named: &NamedField,
    choices: &[ChoiceView<'_>],
) -> Option<usize> {
    let values = scope.named_values(index, named);
    values.iter().find_map(|value| {
        let id = match &value.detail {
            Detail::Term(term) => term.id,
            Detail::Choice { id, .. } => id,
            _ => return None,
        };
        choices.iter().position(|choice| choice.id == id)
    })
}

fn row<'a>(
    entry: MarkView<'a>,
    first: &Stated,
    last: Option<&Stated>,
    choice: Option<usize>,
) -> TimelineRow<'a> {
    let later = last.filter(|last| last.last > first.last);
    TimelineRow {
        entry,
        when: match later {
            Some(last) => format!("{} – {}", first.text, last.text),
            None => first.text.clone(),
        },
        x: String::new(),
        width: None,
        days: (first.first, later.unwrap_or(first).last),
        choice,
    }
}

/// Positions the rows between the first and the last year, and labels round years.
fn axis(rows: &mut [TimelineRow<'_>]) -> Vec<Year> {
    let first = rows.iter().map(|row| row.days.0.year()).min();
    let last = rows.iter().map(|row| row.days.1.year()).max();
    let Some((first, last)) = first.zip(last) else {
        return Vec::new();
    };
    let step = step_of(first, last);
    let first = first - first.rem_euclid(step);
    let day = |year: i16| Date::new(year, 1, 1).unwrap_or(Date::MAX);
    let begin = day(first);
    let days_to = |date: Date| f64::from((date - begin).get_days());
    let whole = days_to(day(last.saturating_add(1))).max(1.0);
    for row in rows {
        let (from, to) = (days_to(row.days.0), days_to(row.days.1) + 1.0);
        row.x = percent(from, whole);
        // A period below one per cent would not be visible as a bar.
        let lasts = (to - from) / whole > 0.01 && to - from > 1.0;
        row.width = lasts.then(|| percent(to - from, whole));
    }
    let years = (first..=last).filter(|year| year % step == 0);
    years
        .map(|year| Year {
            label: year.to_string(),
            x: percent(days_to(day(year)), whole),
        })
        .collect()
}

/// How many years apart the labels are.
fn step_of(first: i16, last: i16) -> i16 {
    let steps = [1, 2, 5, 10, 20, 50, 100];
    let mut fitting = steps
        .into_iter()
        .filter(|step| i32::from(last) - i32::from(first) < MOST_YEARS * i32::from(*step));
    fitting.next().unwrap_or(1000)
}

fn groups<'a>(choices: Vec<ChoiceView<'a>>, rows: &[TimelineRow<'a>]) -> Vec<TimelineGroup<'a>> {
    let of = |wanted: Option<usize>| -> Vec<TimelineRow<'a>> {
        let own = rows.iter().filter(|row| row.choice == wanted);
        own.cloned().collect()
    };
    let named = choices
        .into_iter()
        .enumerate()
        .map(|(place, choice)| TimelineGroup {
            choice: Some(choice),
            rows: of(Some(place)),
        });
    let others = std::iter::once(TimelineGroup {
        choice: None,
        rows: of(None),
    });
    let all = named.chain(others);
    all.filter(|group| !group.rows.is_empty()).collect()
}
