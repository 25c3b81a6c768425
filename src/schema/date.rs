//! Dates of partial precision, as ISO 8601 writes them: a day, a month, a year.

use std::fmt;

use jiff::civil::Date;

/// `2016-04-28`, `2016-09` or `2016`. Ordered by the first day that it covers; on a tie the
/// less precise one comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartialDate {
    first: Date,
    precision: Precision,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Precision {
    Year,
    Month,
    Day,
}

impl From<Date> for PartialDate {
    fn from(day: Date) -> Self {
        Self {
            first: day,
            precision: Precision::Day,
        }
    }
}

impl PartialDate {
    /// Parses an ISO date; `None` for another form or a day that does not exist.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('-').collect();
        let widths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        if !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return None;
        }
        let number = |index: usize| parts.get(index).and_then(|part| part.parse::<i16>().ok());
        let small = |index: usize| number(index).and_then(|n| i8::try_from(n).ok());
        let (precision, month, day) = match widths.as_slice() {
            [4] => (Precision::Year, 1, 1),
            [4, 2] => (Precision::Month, small(1)?, 1),
            [4, 2, 2] => (Precision::Day, small(1)?, small(2)?),
            _ => return None,
        };
        let year = number(0).filter(|year| *year > 0)?;
        let first = Date::new(year, month, day).ok()?;
        Some(Self { first, precision })
    }

    /// The month of a date whose day does not exist: that of `2027-02-30`.
    #[must_use]
    pub(crate) fn month_without_the_day(text: &str) -> Option<Self> {
        let (month, day) = text.rsplit_once('-')?;
        let is_day = day.len() == 2 && day.bytes().all(|byte| byte.is_ascii_digit());
        let month = Self::parse(month).filter(|month| month.precision == Precision::Month)?;
        (is_day && Self::parse(text).is_none()).then_some(month)
    }

    /// A day.
    #[must_use]
    pub fn day(day: Date) -> Self {
        Self {
            first: day,
            precision: Precision::Day,
        }
    }

    /// The first day that it covers.
    #[must_use]
    pub fn first_day(self) -> Date {
        self.first
    }

    /// The last day that it covers.
    #[must_use]
    pub fn last_day(self) -> Date {
        match self.precision {
            Precision::Year => self.first.last_of_year(),
            Precision::Month => self.first.last_of_month(),
            Precision::Day => self.first,
        }
    }

    /// Whether the month is known.
    #[must_use]
    pub fn has_month(self) -> bool {
        self.precision >= Precision::Month
    }

    /// Whether the day is known.
    #[must_use]
    pub fn has_day(self) -> bool {
        self.precision == Precision::Day
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.first;
        match self.precision {
            Precision::Year => write!(f, "{:04}", date.year()),
            Precision::Month => write!(f, "{:04}-{:02}", date.year(), date.month()),
            Precision::Day => write!(f, "{date}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PartialDate;

    #[test]
    fn reads_what_exists_and_nothing_else() {
        for good in ["2016-04-28", "2016-09", "2016", "2024-02-29"] {
            assert_eq!(
                PartialDate::parse(good).map(|d| d.to_string()).as_deref(),
                Some(good)
            );
        }
        for bad in [
            "2026-02-30",
            "2026-13",
            "28. 4. 2016",
            "2016-4-28",
            "20160428",
            "",
            "-2016",
        ] {
            assert_eq!(PartialDate::parse(bad), None, "{bad}");
        }
        let month = PartialDate::parse("2016-09").map(PartialDate::last_day);
        assert_eq!(month.map(|d| d.to_string()).as_deref(), Some("2016-09-30"));
    }
}
