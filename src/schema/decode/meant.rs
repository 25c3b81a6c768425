//! What was meant by a text that its field does not take: a date as it is said, an
//! address without its scheme, an identifier with blanks. Each is certain, or nothing is
//! offered.

use jiff::tz::TimeZone;

use super::moment::instant;
use crate::schema::{Checksum, FieldType, PartialDate, WebUrl};

/// Quotation marks that word processors put in the place of straight ones.
const QUOTES: [char; 9] = [
    '\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}', '\u{201a}', '»', '«', '"',
];

/// The text that was meant, where that is certain.
pub(super) fn meant(kind: &FieldType, text: &str, zone: Option<&TimeZone>) -> Option<String> {
    let bare = text.trim_matches(QUOTES).trim();
    let in_words = match kind {
        FieldType::Date => date(bare)
            .or_else(|| padded(bare))
            .or_else(|| day_of_instant(bare, zone)),
        FieldType::DateTime => padded_moment(bare),
        FieldType::Int => whole(bare),
        FieldType::Url => url(bare),
        FieldType::Email => email(bare),
        _ => None,
    };
    in_words.or_else(|| (bare.len() < text.len() && is_right(kind, bare)).then(|| bare.to_owned()))
}

/// Whether a text is what its field takes, without what is around it.
fn is_right(kind: &FieldType, text: &str) -> bool {
    match kind {
        FieldType::Date => PartialDate::parse(text).is_some(),
        FieldType::Url => WebUrl::parse(text).is_some(),
        FieldType::Email => super::email::email(text).is_some(),
        FieldType::Int => text.parse::<i64>().is_ok(),
        _ => false,
    }
}

/// The day that an instant is on by the clocks of the site.
fn day_of_instant(text: &str, zone: Option<&TimeZone>) -> Option<String> {
    Some(instant(text, zone)?.date().to_string())
}

/// An identifier that is right without its blanks, dots and hyphens.
pub(super) fn identifier(checksum: Checksum, text: &str) -> Option<String> {
    let packed: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !".-".contains(*c))
        .collect();
    (packed != text && checksum.holds(&packed)).then_some(packed)
}

/// Day, month and year with dots, as they are said from Lisbon to Helsinki. With slashes
/// or hyphens the month may come first, and nobody can know.
fn date(text: &str) -> Option<String> {
    let mut parts = text.split('.').map(str::trim);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_date = parts.next().is_none() && digits(day, 2) && digits(month, 2);
    let written = format!("{year}-{month:0>2}-{day:0>2}");
    let is_date = is_date && year.len() == 4 && digits(year, 4);
    (is_date && PartialDate::parse(&written).is_some()).then_some(written)
}

/// Year, month and day in this order, with other signs between them or none, or without
/// the zeros: `2026-1-5`, `2026/11/23`, `20261123`. Words for months are read in the
/// languages that say day, month and year.
fn padded(text: &str) -> Option<String> {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = match text.len() {
        8 if is_digits(text) => vec![text.get(..4)?, text.get(4..6)?, text.get(6..)?],
        _ => text.split(['-', '/', '.']).map(str::trim).collect(),
    };
    let written = match parts.as_slice() {
        [year, month, day]
            if year.len() == 4 && [year, month, day].iter().all(|p| is_digits(p)) =>
        {
            format!("{year}-{month:0>2}-{day:0>2}")
        }
        [day, rest] if is_digits(day) => {
            let (month, year) = rest.split_once(' ')?;
            let month = month_named(month)?;
            format!("{}-{month:02}-{day:0>2}", year.trim())
        }
        _ => return None,
    };
    let date = PartialDate::parse(&written)?;
    (written != text && date.has_day()).then_some(written)
}

/// The number of a month as dates name it: `November`, `listopadu`.
fn month_named(word: &str) -> Option<usize> {
    let word = word.to_lowercase();
    let mut all = MONTHS.iter();
    let at = all.position(|names| names.split(' ').any(|name| name == word))?;
    Some(at + 1)
}

/// The names of the months in German, Czech, Slovak and Polish as they follow a day.
const MONTHS: [&str; 12] = [
    "januar jänner ledna januára stycznia",
    "februar feber února februára lutego",
    "märz března marca",
    "april dubna apríla kwietnia",
    "mai května mája maja",
    "juni června júna czerwca",
    "juli července júla lipca",
    "august srpna augusta sierpnia",
    "september září septembra września",
    "oktober října októbra października",
    "november listopadu novembra listopada",
    "dezember prosince decembra grudnia",
];

/// A day and a time with an hour of one digit, or a day written otherwise.
fn padded_moment(text: &str) -> Option<String> {
    let (day, time) = text.split_once(['T', ' '])?;
    let (hour, rest) = time.split_once(':')?;
    let is_day = PartialDate::parse(day).is_some_and(PartialDate::has_day);
    let day = if is_day {
        day.to_owned()
    } else {
        padded(day).or_else(|| date(day))?
    };
    let written = format!("{day}T{hour:0>2}:{rest}");
    (written != text && super::moment::moment(&written).is_some()).then_some(written)
}

/// A whole number with blanks between its thousands, or with nothing but zeros behind
/// its point.
fn whole(text: &str) -> Option<String> {
    let zeros = |rest: &str| !rest.is_empty() && rest.bytes().all(|byte| byte == b'0');
    let before = text.split_once('.').filter(|(_, rest)| zeros(rest));
    let plain = if let Some((before, _)) = before {
        before.to_owned()
    } else {
        let mut groups = text.split([' ', '\u{a0}', '\u{202f}']);
        let first = groups.next().filter(|first| first.len() <= 3)?;
        let rest: Vec<&str> = groups.collect();
        let are_thousands = !rest.is_empty() && rest.iter().all(|group| group.len() == 3);
        are_thousands.then(|| format!("{first}{}", rest.concat()))?
    };
    plain.parse::<i64>().is_ok().then_some(plain)
}

/// An address that begins with `www.`.
fn url(text: &str) -> Option<String> {
    let is_host = text.get(..4)?.eq_ignore_ascii_case("www.");
    let whole = format!("https://{text}");
    (is_host && WebUrl::parse(&whole).is_some()).then_some(whole)
}

/// An e-mail address with blanks in it, or in a link.
fn email(text: &str) -> Option<String> {
    let bare = text.strip_prefix("mailto:").unwrap_or(text);
    let bare: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
    (bare != text && super::email::email(&bare).is_some()).then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_certain() {
        for (kind, text, expected) in [
            (FieldType::Date, "5. 3. 2026", Some("2026-03-05")),
            (FieldType::Date, "05.03.2026", Some("2026-03-05")),
            (FieldType::Date, "5.\u{a0}3.\u{a0}2026", Some("2026-03-05")),
            (FieldType::Date, "31. 2. 2026", None),
            (FieldType::Date, "5. 3. 26", None),
            (FieldType::Date, "5/3/2026", None),
            (FieldType::Date, "1.2.3.2026", None),
            (FieldType::Date, "5. března 2026", Some("2026-03-05")),
            (FieldType::Date, "23. November 2026", Some("2026-11-23")),
            (FieldType::Date, "2026-1-5", Some("2026-01-05")),
            (FieldType::Date, "2026/11/23", Some("2026-11-23")),
            (FieldType::Date, "20261123", Some("2026-11-23")),
            (FieldType::Date, "20261323", None),
            (FieldType::Date, "2026/11", None),
            (
                FieldType::DateTime,
                "2026-11-23T9:30",
                Some("2026-11-23T09:30"),
            ),
            (FieldType::Int, "1 000", Some("1000")),
            (FieldType::Int, "10 00", None),
            (FieldType::Int, "5.0", Some("5")),
            (FieldType::Int, "5.1", None),
            (
                FieldType::Url,
                "www.acme.example/cs",
                Some("https://www.acme.example/cs"),
            ),
            (FieldType::Url, "acme.example", None),
            (FieldType::Url, "www. acme.example", None),
            (
                FieldType::Email,
                "info @acme.example",
                Some("info@acme.example"),
            ),
            (
                FieldType::Email,
                "mailto:info@acme.example",
                Some("info@acme.example"),
            ),
            (FieldType::Email, "info at acme.example", None),
            (FieldType::Date, "2026-03-05T23:30:00Z", Some("2026-03-06")),
            (
                FieldType::Date,
                "2026-03-05T23:30+01:00",
                Some("2026-03-05"),
            ),
            (FieldType::Date, "“2026-03-05”", Some("2026-03-05")),
            (FieldType::Date, "„5. 3. 2026“", Some("2026-03-05")),
            (
                FieldType::Url,
                "„https://acme.example/“",
                Some("https://acme.example/"),
            ),
            (
                FieldType::Email,
                "»info@acme.example«",
                Some("info@acme.example"),
            ),
            (FieldType::Int, "“7”", Some("7")),
            (FieldType::Int, "“7 or 8”", None),
        ] {
            let zone = TimeZone::get("Europe/Prague").unwrap();
            assert_eq!(
                meant(&kind, text, Some(&zone)).as_deref(),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn an_identifier_with_blanks() {
        let ico = |text| identifier(Checksum::Ico, text);
        assert_eq!(ico("000 64 581").as_deref(), Some("00064581"));
        assert_eq!(ico("000 64 582"), None);
        assert_eq!(ico("00064581"), None);
    }
}
