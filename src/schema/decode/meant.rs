//! What is meant by a text that its field does not accept: a date in words, a URL without
//! its scheme, an identifier with spaces. A fix is given only if the meaning is certain.

use jiff::tz::TimeZone;

use super::contacts::{
    bare_mailbox, hidden_mailbox, named_mailbox, number_with_dots, number_with_letters,
    number_with_words, slipped_mailbox,
};
use super::moment::instant;
use super::said_day::{is_digits, is_year, said_day, said_day_of_two_digits};
use super::web_addresses::{address, url};
use super::zeros::with_zeros;
use crate::schema::{Checksum, FieldType, PartialDate, WebUrl};
use crate::text::{link_target, without_unseen};

/// Quotation marks that word processors write instead of straight ones.
const QUOTES: [char; 9] = [
    '\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}', '\u{201a}', '»', '«', '"',
];

/// The text that is meant, if that is certain.
pub(super) fn meant(kind: &FieldType, text: &str, zone: Option<&TimeZone>) -> Option<String> {
    let seen = without_unseen(text);
    let bare = bare(&seen);
    let in_words = match kind {
        FieldType::Date => said_day(bare).or_else(|| day_of_instant(bare, zone)),
        FieldType::DateTime => padded_moment(bare),
        FieldType::Year => year(bare),
        FieldType::Int => whole(bare),
        FieldType::Url => url(bare),
        FieldType::Email => bare_mailbox(bare).or_else(|| link_target(bare).and_then(bare_mailbox)),
        FieldType::Phone => number_with_dots(bare),
        _ => None,
    };
    in_words.or_else(|| (bare.len() < text.len() && is_right(kind, bare)).then(|| bare.to_owned()))
}

/// A text without the quotation marks around it, and without the comma that other notations
/// put after each value.
fn bare(text: &str) -> &str {
    let bare = text.trim_end().trim_end_matches([',', ';']);
    bare.trim_matches(QUOTES).trim()
}

/// Whether a text is valid for its field, without quotation marks and the like around it.
fn is_right(kind: &FieldType, text: &str) -> bool {
    match kind {
        FieldType::Date => PartialDate::parse(text).is_some(),
        FieldType::Url => WebUrl::parse(text).is_some(),
        FieldType::Email => super::email::email(text).is_some(),
        FieldType::Int => text.parse::<i64>().is_ok(),
        FieldType::Year => is_year(text),
        _ => false,
    }
}

/// The day of an instant in the time zone of the site.
fn day_of_instant(text: &str, zone: Option<&TimeZone>) -> Option<String> {
    Some(instant(text, zone)?.date().to_string())
}

/// An identifier that is valid without its spaces, dots and hyphens.
pub(super) fn identifier(checksum: Checksum, text: &str) -> Option<String> {
    let packed: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !".-".contains(*c))
        .collect();
    (packed != text && checksum.holds(&packed)).then_some(packed)
}

/// An identifier with a word before it, as in `IČO: 00216275` or `CZ00216275`, or with the
/// letter `O` for a zero.
pub(super) fn guessed_identifier(checksum: Checksum, text: &str) -> Option<String> {
    let behind = text.trim_start_matches(|c: char| c.is_alphabetic() || " .:".contains(c));
    let with_zeros = with_zeros(text);
    let of_address = text.trim_end_matches('/').rsplit('/').next();
    let grouped = of_address.map(in_groups).unwrap_or_default();
    let words = text.split(|c: char| c.is_whitespace() || "(),;".contains(c));
    let mut right = words.filter(|word| *word != text && checksum.holds(word));
    let only = right.next().filter(|_| right.next().is_none());
    let all = [
        behind,
        &with_zeros,
        of_address.unwrap_or_default(),
        &grouped,
    ];
    let meant = all.into_iter().find_map(|bare| {
        let is_right = bare != text && checksum.holds(bare);
        let right = || identifier(checksum, bare).filter(|_| bare != text);
        is_right.then(|| bare.to_owned()).or_else(right)
    });
    meant.or_else(|| only.map(str::to_owned))
}

/// An identifier with hyphens between its groups of four, as an ORCID has them.
fn in_groups(text: &str) -> String {
    let signs: Vec<char> = text.chars().filter(char::is_ascii_alphanumeric).collect();
    let groups = signs.chunks(4).map(|group| group.iter().collect());
    groups.collect::<Vec<String>>().join("-")
}

/// A date and time with a one-digit hour, a dot between hour and minute, or a date in
/// another notation.
pub(crate) fn padded_moment(text: &str) -> Option<String> {
    let text = text.trim_end_matches(['.', ' ']);
    let (day, time) = parted(text)?;
    let is_day = PartialDate::parse(day).is_some_and(PartialDate::has_day);
    let day = if is_day {
        day.to_owned()
    } else {
        said_day(day)?
    };
    let written = format!("{day}T{}", clock(time)?);
    (written != text && super::moment::moment(&written).is_some()).then_some(written)
}

/// Splits a day from the time after it: the time begins at the last word that contains
/// digits and a separator.
pub(super) fn parted(text: &str) -> Option<(&str, &str)> {
    if let Some((day, time)) = text.split_once(['T', 't'])
        && day.ends_with(|c: char| c.is_ascii_digit())
    {
        return Some((day, time));
    }
    let lower = text.to_ascii_lowercase();
    let body = ["am", "pm", "hodin", "hod", "uhr", "h"]
        .iter()
        .find_map(|unit| lower.strip_suffix(unit))
        .map_or(text.len(), |body| body.trim_end().len());
    let (day, _) = text.get(..body)?.rsplit_once([' ', '\u{a0}'])?;
    let time = text.get(day.len()..)?.trim_start();
    let day = day.trim_end_matches([',', ' ', '\u{a0}']);
    let before = [" v", " ve", " o", " at", " um"];
    let bare = before.iter().find_map(|word| day.strip_suffix(word));
    Some((
        bare.map_or(day, |day| day.trim_end_matches([',', ' '])),
        time,
    ))
}

/// `9:30`, `9.30`, `9h`, `9:30 pm` as hours and minutes of two digits.
pub(super) fn clock(time: &str) -> Option<String> {
    let lower = time.to_ascii_lowercase();
    let (body, half) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(body), _) => (body, Some(0)),
        (_, Some(body)) => (body, Some(12)),
        _ => (&*lower, None),
    };
    let body = body.trim_end();
    let units = ["hodin", "hod", "uhr", "h"];
    let unit = units.iter().find_map(|unit| body.strip_suffix(unit));
    let body = unit.unwrap_or(body).trim_end();
    if half.is_none() && unit.is_none() && !body.contains([':', '.']) {
        return None;
    }
    let (hour, rest) = match body.split_once([':', '.']) {
        Some((hour, rest)) => (hour, rest),
        None => (body, "00"),
    };
    if hour.len() > 2 || !is_digits(hour) || rest.len() < 2 {
        return None;
    }
    let number: u8 = hour.parse().ok()?;
    let number = match half {
        Some(half) if (1..=12).contains(&number) => number % 12 + half,
        Some(_) => return None,
        None => number,
    };
    Some(format!("{number:02}:{rest}"))
}

/// A year with the dot of an ordinal.
fn year(text: &str) -> Option<String> {
    let year = text.strip_suffix('.')?;
    is_year(year).then(|| year.to_owned())
}

/// The probable meaning, if another one is possible: a day without its time, the year of a
/// date, a number without the word next to it.
pub(super) fn guessed(kind: &FieldType, text: &str) -> Option<String> {
    let bare = bare(text);
    match kind {
        FieldType::Date => said_day_of_two_digits(bare)
            .or_else(|| behind_weekday(bare))
            .or_else(|| without_zeros(bare))
            .or_else(|| {
                let (day, _) = parted(bare)?;
                let whole = PartialDate::parse(day).is_some_and(PartialDate::has_day);
                if whole {
                    Some(day.to_owned())
                } else {
                    said_day(day)
                }
            })
            // Of a date in unknown words, the year would only be a part.
            .or_else(|| {
                let is_all = bare.contains(char::is_alphabetic) && has_one_number(bare);
                only_year(bare).filter(|_| is_all)
            }),
        FieldType::Year => only_year(bare).filter(|_| {
            let is_day = PartialDate::parse(bare).is_some() || said_day(bare).is_some();
            is_day || has_one_number(bare)
        }),
        FieldType::Email => hidden_mailbox(bare)
            .or_else(|| named_mailbox(bare))
            .or_else(|| slipped_mailbox(bare)),
        FieldType::Phone => number_with_letters(bare).or_else(|| number_with_words(bare)),
        FieldType::Int => number_beside_words(bare),
        FieldType::Url => address(bare),
        _ => None,
    }
}

/// `Donnerstag, 5. März 2026`.
fn behind_weekday(text: &str) -> Option<String> {
    let (weekday, day) = text.split_once([' ', ','])?;
    let is_word = weekday
        .trim_end_matches(['.', ','])
        .chars()
        .all(char::is_alphabetic);
    is_word.then(|| said_day(day.trim_start_matches([',', ' '])))?
}

/// `00.00.1842` and `1842-00-00`: a year, with zeros for the unknown parts.
fn without_zeros(text: &str) -> Option<String> {
    let parts = text.split(['.', '-', '/', ' ']);
    let mut known = parts.filter(|part| !part.bytes().all(|byte| byte == b'0'));
    let year = known
        .next()
        .filter(|year| is_year(year) && text.len() > 4)?;
    known.next().is_none().then(|| year.to_owned())
}

/// Whether a text has only one number next to its words, unlike `Q3 2026`, and no word for
/// before or after.
fn has_one_number(text: &str) -> bool {
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    let one = numbers.filter(|part| !part.is_empty()).count() == 1;
    let is_part = text.to_lowercase().starts_with('q') && text.contains(char::is_whitespace);
    (one || is_part) && !text.contains(['<', '>'])
}

/// The only year in a text, next to a word for a part of it: `Q3 2026`, `Spring 2026`.
fn only_year(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let mut years = words.iter().filter(|word| is_year(word));
    let year = years.next().filter(|_| years.next().is_none())?;
    Some((*year).to_owned())
}

/// The integer of `ca. 50`, `50+` or `5 pcs`, if it is the only one.
fn number_beside_words(text: &str) -> Option<String> {
    let is_part = |c: char| c.is_ascii_digit();
    let mut numbers = text
        .split(|c: char| !is_part(c))
        .filter(|part| !part.is_empty());
    let number = numbers.next().filter(|_| numbers.next().is_none())?;
    let is_plain = !text.contains(['.', ',', '-', '<', '>', '%', '/'])
        || text.trim_start().to_lowercase().starts_with("ca");
    let (_, after) = text.split_once(number)?;
    let zeros = super::zeros::zeros(after);
    let number = format!("{number}{}", "0".repeat(zeros));
    let has_words = number.len() != text.len() || zeros > 0;
    (is_plain && has_words && number.parse::<i64>().is_ok()).then_some(number)
}

/// Whether a text says that there is no value: `n/a`, `none`, `-`, `TBD`.
pub(super) fn says_nothing(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "-",
        "--",
        "–",
        "—",
        "?",
        "??",
        "???",
        "...",
        "…",
        "n/a",
        "n.a.",
        "na",
        "none",
        "nil",
        "tbd",
        "tba",
        "tbc",
        "todo",
        "xxx",
        "unknown",
        "not known",
        "empty",
        "neuvedeno",
        "neznámé",
        "neznámý",
        "není",
        "žádný",
        "žádná",
        "žádné",
        "bude doplněno",
        "doplnit",
        "k doplnění",
        "keine",
        "keiner",
        "keines",
        "kein",
        "unbekannt",
        "entfällt",
        "k.a.",
        "k. a.",
        "brak",
        "nie dotyczy",
        "nieznane",
        "neznáme",
        "nie je",
        "/",
    ];
    WORDS.contains(&text.trim().to_lowercase().as_str())
}

/// An integer with spaces, `'` or `_` between its thousands, or with only zeros after its
/// point.
fn whole(text: &str) -> Option<String> {
    // Three zeros may be a group of thousands.
    let zeros =
        |rest: &str| !rest.is_empty() && rest.len() != 3 && rest.bytes().all(|byte| byte == b'0');
    let before = text.split_once('.').filter(|(_, rest)| zeros(rest));
    let plain = if let Some((before, _)) = before {
        before.to_owned()
    } else {
        let mut groups = text.split([' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’', '_']);
        let first = groups.next().filter(|first| first.len() <= 3)?;
        let rest: Vec<&str> = groups.collect();
        let are_thousands = !rest.is_empty() && rest.iter().all(|group| group.len() == 3);
        are_thousands.then(|| format!("{first}{}", rest.concat()))?
    };
    plain.parse::<i64>().is_ok().then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts of a type, and their only possible meaning.
    const CERTAIN: &[(FieldType, &str, Option<&str>)] = &[
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
        (FieldType::Date, "2026/11", Some("2026-11")),
        (FieldType::Date, "March 5, 2026", Some("2026-03-05")),
        (FieldType::Date, "5th March 2026", Some("2026-03-05")),
        (FieldType::Date, "5 Mar 2026", Some("2026-03-05")),
        (FieldType::Date, "31/12/2026", Some("2026-12-31")),
        (FieldType::Date, "12/31/2026", Some("2026-12-31")),
        (FieldType::Date, "2026–03–05", Some("2026-03-05")),
        (
            FieldType::Date,
            "2026\u{2011}03\u{2011}05",
            Some("2026-03-05"),
        ),
        (FieldType::Date, "March 2026", Some("2026-03")),
        (FieldType::Date, "březen 2026", Some("2026-03")),
        (FieldType::Date, "3/2026", Some("2026-03")),
        (FieldType::Date, "13/2026", None),
        (
            FieldType::DateTime,
            "2026-03-05 10.00",
            Some("2026-03-05T10:00"),
        ),
        (
            FieldType::DateTime,
            "2026-03-05 9h",
            Some("2026-03-05T09:00"),
        ),
        (
            FieldType::DateTime,
            "2026-03-05 1:30 PM",
            Some("2026-03-05T13:30"),
        ),
        (
            FieldType::DateTime,
            "5. 3. 2026 9:05",
            Some("2026-03-05T09:05"),
        ),
        (
            FieldType::DateTime,
            "5. března 2026 v 9:05",
            Some("2026-03-05T09:05"),
        ),
        (FieldType::DateTime, "2026-03-05T25:00", None),
        (FieldType::Year, "2026.", Some("2026")),
        (FieldType::Int, "1'000", Some("1000")),
        (FieldType::Int, "1_000", Some("1000")),
        (FieldType::Int, "1.000", None),
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
    ];

    #[test]
    fn what_is_certain() {
        let zone = TimeZone::get("Europe/Prague").unwrap();
        for (kind, text, expected) in CERTAIN {
            assert_eq!(
                meant(kind, text, Some(&zone)).as_deref(),
                *expected,
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_a_guess() {
        for (kind, text, expected) in [
            (FieldType::Date, "5.3.26", Some("2026-03-05")),
            (FieldType::Date, "2026-03-05 10:00", Some("2026-03-05")),
            (FieldType::Date, "2026-03-05T10:00", Some("2026-03-05")),
            (FieldType::Date, "Q3 2026", Some("2026")),
            (FieldType::Date, "Spring 2026", Some("2026")),
            (FieldType::Date, "today", None),
            (FieldType::Date, "03/05/2026", None),
            (FieldType::Year, "2026-03-05", Some("2026")),
            (FieldType::Year, "2024-2026", None),
            (FieldType::Int, "ca. 50", Some("50")),
            (FieldType::Int, "50+", Some("50")),
            (FieldType::Int, "5 ks", Some("5")),
            (FieldType::Int, "5 or 6", None),
            (FieldType::Int, "1,5", None),
            (FieldType::Url, "acme.example", Some("https://acme.example")),
            (
                FieldType::Url,
                "https://acme. example/",
                Some("https://acme.example/"),
            ),
            (
                FieldType::Url,
                "https:\\\\acme.example\\a",
                Some("https://acme.example/a"),
            ),
            (
                FieldType::Url,
                "ttps://acme.example",
                Some("https://acme.example"),
            ),
            (FieldType::Url, "info@acme.example", None),
            (FieldType::Url, "acme", None),
        ] {
            assert_eq!(guessed(&kind, text).as_deref(), expected, "{text}");
        }
        assert!(says_nothing("N/A") && says_nothing("–") && !says_nothing("no"));
    }

    #[test]
    fn an_identifier_with_blanks() {
        let ico = |text| identifier(Checksum::Ico, text);
        assert_eq!(ico("000 64 581").as_deref(), Some("00064581"));
        assert_eq!(ico("000 64 582"), None);
        assert_eq!(ico("00064581"), None);
    }
}
