//! Numbers and dates as a language writes them.

use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::{YM, YMD};
use icu_datetime::input::Date;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::Locale;

use crate::schema::{Lang, PartialDate};

/// How a language writes numbers and dates.
pub struct Formats {
    lang: Lang,
    long: Option<DateTimeFormatter<YMD>>,
    medium: Option<DateTimeFormatter<YMD>>,
    month: Option<DateTimeFormatter<YM>>,
    numbers: Option<DecimalFormatter>,
}

/// How long a written date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateForm {
    /// `28 April 2016`
    Long,
    /// `28 Apr 2016`
    Short,
}

impl Formats {
    /// The formats of a language. English is British, as in all texts.
    #[must_use]
    pub fn of(lang: &Lang) -> Self {
        let tag = if lang.as_str() == "en" {
            "en-GB"
        } else {
            lang.as_str()
        };
        let locale = tag.parse::<Locale>().unwrap_or(Locale::UNKNOWN);
        Self {
            lang: lang.clone(),
            long: DateTimeFormatter::try_new((&locale).into(), YMD::long()).ok(),
            medium: DateTimeFormatter::try_new((&locale).into(), YMD::medium()).ok(),
            month: DateTimeFormatter::try_new((&locale).into(), YM::long()).ok(),
            numbers: DecimalFormatter::try_new(
                (&locale).into(),
                icu_decimal::options::DecimalFormatterOptions::default(),
            )
            .ok(),
        }
    }

    /// A date in words, with no-break spaces where a line must not break.
    #[must_use]
    pub fn date(&self, date: PartialDate, form: DateForm) -> String {
        let first = date.first_day();
        let day = u8::try_from(first.day()).unwrap_or(1);
        let month = u8::try_from(first.month()).unwrap_or(1);
        let iso = Date::try_new_iso(i32::from(first.year()), month, day);
        let Ok(iso) = iso else {
            return date.to_string();
        };
        let text = match (date.has_day(), date.has_month(), form) {
            // Follows the Czech and Slovak norms; CLDR has no spaces, or breaking ones.
            (true, _, DateForm::Short) if matches!(self.lang.language(), "cs" | "sk") => {
                return format!("{day}.\u{a0}{month}.\u{a0}{}", first.year());
            }
            (true, _, DateForm::Long) => self.long.as_ref().map(|f| f.format(&iso).to_string()),
            (true, _, DateForm::Short) => self.medium.as_ref().map(|f| f.format(&iso).to_string()),
            (false, true, _) => self.month.as_ref().map(|f| f.format(&iso).to_string()),
            (false, false, _) => None,
        };
        let text = text.unwrap_or_else(|| date.to_string());
        // A day and its month stay on one line.
        text.replacen(' ', "\u{a0}", usize::from(date.has_day()))
    }

    /// A number with the decimal sign and the grouping of the language; no digit is dropped. A
    /// text that is not a plain number is returned unchanged.
    #[must_use]
    pub fn number(&self, digits: &str) -> String {
        let parsed = Decimal::try_from_str(digits).ok();
        match (parsed, &self.numbers) {
            (Some(number), Some(numbers)) => numbers.format(&number).to_string(),
            _ => digits.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formats(lang: &str) -> Option<Formats> {
        Lang::parse(lang).map(|lang| Formats::of(&lang))
    }

    #[test]
    fn dates_and_numbers_in_german_slovak_and_polish() {
        let (Some(date), Some(month)) = (
            PartialDate::parse("2027-03-05"),
            PartialDate::parse("2027-03"),
        ) else {
            unreachable!("the dates are valid");
        };
        for (lang, long, short, only_month, number) in [
            ("de", "5.~März 2027", "05.03.2027", "März 2027", "12.345,60"),
            (
                "sk",
                "5.~marca 2027",
                "5.~3.~2027",
                "marec 2027",
                "12~345,60",
            ),
            (
                "pl",
                "5~marca 2027",
                "5~mar 2027",
                "marzec 2027",
                "12~345,60",
            ),
        ] {
            let Some(formats) = formats(lang) else {
                unreachable!("the language is valid");
            };
            let shown = [
                formats.date(date, DateForm::Long),
                formats.date(date, DateForm::Short),
                formats.date(month, DateForm::Long),
                formats.number("12345.60"),
            ];
            let shown = shown.map(|text| text.replace('\u{a0}', "~"));
            assert_eq!(shown, [long, short, only_month, number]);
        }
    }

    #[test]
    fn dates_and_numbers_by_language() {
        let date = PartialDate::parse("2016-04-28");
        let month = PartialDate::parse("2016-09");
        let (Some(cs), Some(en), Some(de), Some(date), Some(month)) =
            (formats("cs"), formats("en"), formats("de"), date, month)
        else {
            unreachable!("the languages and dates are valid");
        };
        assert_eq!(cs.date(date, DateForm::Long), "28.\u{a0}dubna 2016");
        assert_eq!(cs.date(date, DateForm::Short), "28.\u{a0}4.\u{a0}2016");
        assert_eq!(en.date(date, DateForm::Long), "28\u{a0}April 2016");
        assert_eq!(en.date(month, DateForm::Long), "September 2016");
        assert_eq!(cs.date(month, DateForm::Long), "září 2016");
        assert_eq!(de.date(date, DateForm::Short), "28.04.2016");
        assert_eq!(cs.number("1234567.890"), "1\u{a0}234\u{a0}567,890");
        assert_eq!(en.number("1.90"), "1.90");
    }
}
