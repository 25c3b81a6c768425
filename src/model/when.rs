//! When an entry of a list by date takes place, as precisely as its fields say it: whole
//! days, or from one moment to another.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};

use super::{Catalog, EntryIndex};
use crate::schema::{Collection, Field, PartialDate, Record, Timeline, Value};

/// When an entry takes place, in the time zone of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// Whole days, the last one among them.
    Days {
        /// The first day.
        first: Date,
        /// The last day.
        last: Date,
    },
    /// From one moment to another, where the second one is known.
    Moments {
        /// When it begins.
        start: DateTime,
        /// When it ends.
        end: Option<DateTime>,
    },
}

/// A day, or a moment in it.
#[derive(Clone, Copy)]
enum DayPoint {
    Day(Date),
    Moment(DateTime),
}

impl When {
    /// When an entry takes place according to the timeline of its collection; `None` if its
    /// first day is unknown.
    #[must_use]
    pub(crate) fn of(catalog: &Catalog, index: EntryIndex) -> Option<Self> {
        let collection = catalog.collection_of(index);
        let timeline = collection.list.timeline.as_ref()?;
        let record = &catalog.entry(index).record;
        let point = |name: &str| point(collection, record, name);
        let start = point(&timeline.start)?;
        let end = timeline.end.as_deref().and_then(point);
        Some(match (start, hours_of(collection, record, timeline)) {
            (DayPoint::Moment(start), _) => Self::from(start, end.map(DayPoint::end)),
            (DayPoint::Day(day), Some((begins, ends))) => {
                let start = day.to_datetime(begins);
                let end = match (end, ends) {
                    (Some(DayPoint::Moment(end)), _) => Some(end),
                    (Some(DayPoint::Day(last)), Some(ends)) if last != day => {
                        Some(last.to_datetime(ends))
                    }
                    (Some(DayPoint::Day(_)) | None, Some(ends)) => Some(on_or_after(start, ends)),
                    (end, None) => end.map(DayPoint::end),
                };
                Self::from(start, end)
            }
            (DayPoint::Day(first), None) => Self::Days {
                first,
                last: end.map_or(first, DayPoint::day).max(first),
            },
        })
    }

    fn from(start: DateTime, end: Option<DateTime>) -> Self {
        let end = end.filter(|end| *end > start);
        Self::Moments { start, end }
    }
}

impl DayPoint {
    fn day(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Moment(moment) => moment.date(),
        }
    }

    /// The exclusive end of something that lasts until this point: a day ends at its
    /// midnight.
    fn end(self) -> DateTime {
        match self {
            Self::Moment(moment) => moment,
            Self::Day(day) => day
                .checked_add(1.day())
                .unwrap_or(day)
                .to_datetime(Time::midnight()),
        }
    }
}

/// The first moment with a time of day after another moment: on the same day, or after
/// midnight.
fn on_or_after(start: DateTime, time: Time) -> DateTime {
    let same_day = start.date().to_datetime(time);
    if same_day > start {
        return same_day;
    }
    same_day.checked_add(1.day()).unwrap_or(same_day)
}

/// The day or moment of a public field; `None` if only its month or year is known.
fn point(collection: &Collection, record: &Record, name: &str) -> Option<DayPoint> {
    public(collection, name)?;
    match &record.get(name)?.value {
        Value::Date(date) => {
            let day = Some(*date).filter(|date| PartialDate::has_day(*date))?;
            Some(DayPoint::Day(day.first_day()))
        }
        Value::DateTime(moment) => Some(DayPoint::Moment(*moment)),
        _ => None,
    }
}

fn hours_of(
    collection: &Collection,
    record: &Record,
    timeline: &Timeline,
) -> Option<(Time, Option<Time>)> {
    let name = timeline.time.as_deref()?;
    public(collection, name)?;
    hours(record.get(name)?.value.as_text()?)
}

fn public<'a>(collection: &'a Collection, name: &str) -> Option<&'a Field> {
    let field = collection.fields.get(name);
    field.filter(|field| field.is_public())
}

/// The hours in a text: `9.30–15.00`, `18:00`; `None` if the text says more or less.
fn hours(text: &str) -> Option<(Time, Option<Time>)> {
    let mut parts = text.split(['–', '—', '-']).map(str::trim);
    let begins = time(parts.next()?)?;
    let ends = parts.next().map(time);
    match (ends, parts.next()) {
        (None, None) => Some((begins, None)),
        (Some(Some(ends)), None) => Some((begins, Some(ends))),
        _ => None,
    }
}

/// A time of day: `9.30` or `9:30`.
fn time(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(['.', ':'])?;
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !(1..=2).contains(&hour.len()) || minute.len() != 2 || !is_number(hour) || !is_number(minute)
    {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::hours;

    #[test]
    fn hours_are_read_in_the_forms_in_which_people_write_them() {
        let read = |text: &str| {
            let (begins, ends) = hours(text)?;
            let ends = ends.map(|ends| ends.strftime("%H:%M").to_string());
            Some((begins.strftime("%H:%M").to_string(), ends))
        };
        for (text, begins, ends) in [
            ("9.30–15.00", "09:30", Some("15:00")),
            ("09:30 - 15:00", "09:30", Some("15:00")),
            ("22.00 — 2.00", "22:00", Some("02:00")),
            ("18:00", "18:00", None),
        ] {
            let meant = (begins.to_owned(), ends.map(str::to_owned));
            assert_eq!(read(text), Some(meant), "{text}");
        }
        for text in [
            "",
            "dopoledne",
            "od 9.30",
            "9.30–",
            "9–15",
            "25.00",
            "9.30–12.00, 13.00–15.00",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
