//! Converts a day, a month or a year from everyday notations to that of entries.

use crate::schema::PartialDate;

/// A day or a month whose parts are unambiguous.
pub(crate) fn said_day(text: &str) -> Option<String> {
    // `2026. 03. 05.` has a dot after each of its parts.
    let text = text.trim().trim_end_matches([',', ' ', '.']);
    dotted(text)
        .or_else(|| padded(text))
        .or_else(|| slashed(text))
        .or_else(|| in_words(text))
        .or_else(|| month_and_year(text))
}

/// `5.3.26`: the century is a guess, and that these are day and month is only nearly
/// certain.
pub(super) fn said_day_of_two_digits(text: &str) -> Option<String> {
    let (before, year) = text.rsplit_once('.')?;
    let year = year.trim();
    (year.len() == 2 && is_digits(year)).then(|| dotted(&format!("{before}.20{year}")))?
}

/// Whether a text consists only of digits.
pub(super) fn is_digits(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text is a year as fields take it.
pub(super) fn is_year(part: &str) -> bool {
    part.len() == 4 && is_digits(part)
}

/// The date of these parts, if the day exists.
fn day_of(year: &str, month: &str, day: &str) -> Option<String> {
    let fits = is_year(year) && is_digits(month) && is_digits(day);
    let written = format!("{year}-{month:0>2}-{day:0>2}");
    (fits && PartialDate::parse(&written).is_some_and(PartialDate::has_day)).then_some(written)
}

/// The month of a dotted date whose day does not exist, `31. 11. 2026`.
pub(super) fn month_without_the_day(text: &str) -> Option<PartialDate> {
    let text = text.trim().trim_end_matches([',', ' ', '.']);
    let parts: Vec<&str> = text.split('.').map(str::trim).collect();
    let [day, month, year] = parts.as_slice() else {
        return None;
    };
    let written = format!("{year}-{month:0>2}-{day:0>2}");
    PartialDate::month_without_the_day(&written)
}

/// Day, month and year with dots, in the usual order from Lisbon to Helsinki.
fn dotted(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split('.').map(str::trim).collect();
    let [day, month, year] = parts.as_slice() else {
        return None;
    };
    if let Some(number) = roman(month) {
        return day_of(year, &number.to_string(), day);
    }
    (day.len() <= 2 && month.len() <= 2).then(|| day_of(year, month, day))?
}

/// The month of `5. III. 2026`.
fn roman(month: &str) -> Option<usize> {
    const NUMBERS: [&str; 12] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
    ];
    let month = month.to_ascii_uppercase();
    let mut numbers = NUMBERS.iter();
    numbers.position(|number| *number == month).map(|at| at + 1)
}

/// The two days that `05/03/2026` may be.
pub(super) fn two_days(text: &str) -> Option<(String, String)> {
    let parts: Vec<&str> = text.split(['/', '-']).map(str::trim).collect();
    let [first, second, year] = parts.as_slice() else {
        return None;
    };
    let short = first.len() <= 2 && second.len() <= 2;
    let days = short.then_some((day_of(year, second, first)?, day_of(year, first, second)?));
    days.filter(|(one, other)| one != other)
}

/// Year, month and day in this order, with other separators or none, or without leading
/// zeros: `2026-1-5`, `2026/11/23`, `20261123`, hyphens of a word processor.
fn padded(text: &str) -> Option<String> {
    let parts: Vec<&str> = match text.len() {
        8 if is_digits(text) => vec![text.get(..4)?, text.get(4..6)?, text.get(6..)?],
        _ => text
            .split(['-', '/', '.', '\u{2010}', '\u{2011}', '\u{2012}', '–', '—'])
            .map(str::trim)
            .collect(),
    };
    let written = match parts.as_slice() {
        [year, month, day] => day_of(year, month, day)?,
        [year, month] if is_year(year) && is_digits(month) => {
            let written = format!("{year}-{month:0>2}");
            PartialDate::parse(&written).map(|_| written)?
        }
        _ => return None,
    };
    (written != text).then_some(written)
}

/// Day, month and year with slashes. The month may come first. So the date is unambiguous
/// only if one of the two cannot be a month, or if both are the same.
fn slashed(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['/', '-']).map(str::trim).collect();
    let [first, second, year] = parts.as_slice() else {
        return None;
    };
    if first.len() > 2 || second.len() > 2 {
        return None;
    }
    match (day_of(year, second, first), day_of(year, first, second)) {
        (Some(day), other) if other.is_none() || other.as_ref() == Some(&day) => Some(day),
        (None, other) => other,
        _ => None,
    }
}

/// Month names before or after the day: `5. března 2026`, `March 5, 2026`.
fn in_words(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split([' ', '\u{a0}', ',', '-', '/', '.'])
        .filter(|word| !word.is_empty() && *word != "of")
        .collect();
    let [first, second, third] = words.as_slice() else {
        return None;
    };
    // Hungarian has the year first: `2026. március 5`.
    let whole = first.trim_end_matches('.');
    let (first, second, year) = if is_year(whole) {
        (second, third, &whole)
    } else {
        (first, second, third)
    };
    let (day, month) = match (month_named(first), month_named(second)) {
        (None, Some(month)) => (first, month),
        (Some(month), None) => (second, month),
        _ => return None,
    };
    let day = day.trim_end_matches('.');
    let ordinal = ["st", "nd", "rd", "th"];
    let ordinal = ordinal.iter().find_map(|ending| day.strip_suffix(ending));
    day_of(year, &month.to_string(), ordinal.unwrap_or(day))
}

/// `March 2026`, `březen 2026`, `3/2026`.
fn month_and_year(text: &str) -> Option<String> {
    let (month, year) = text.rsplit_once([' ', '/', '.', '\u{a0}'])?;
    let month = month.trim().trim_end_matches(['.', ',']);
    let number = match month_named(month) {
        Some(number) => number.to_string(),
        None if is_digits(month) && month.len() <= 2 => month.to_owned(),
        None => return None,
    };
    let written = format!("{}-{number:0>2}", year.trim());
    (is_year(year.trim()) && PartialDate::parse(&written).is_some()).then_some(written)
}

/// The number of a month as dates name it: `November`, `listopadu`, `Nov.`.
fn month_named(word: &str) -> Option<usize> {
    let word = word.to_lowercase();
    let word = word.trim_end_matches('.');
    let mut all = MONTHS.iter();
    let at = all.position(|names| names.split(' ').any(|name| name == word))?;
    Some(at + 1)
}

/// The names of the months in English, German, Czech, Slovak and Polish, both alone and in
/// the form after a day; also in French, Spanish, Italian and Hungarian, if no other month
/// has the same name. Markdown lists that are dates need another table: no English month
/// name follows a dot.
const MONTHS: [&str; 12] = [
    "january jan januar jänner leden ledna január januára styczeń stycznia janvier enero gennaio",
    "february feb februar feber únor února február februára luty lutego février febrero febbraio",
    "march mar märz březen března marec marca marzec mars marzo március",
    "april apr duben dubna apríl apríla kwiecień kwietnia avril abril aprile április",
    "may mai květen května máj mája maj maja mai mayo maggio május",
    "june jun juni červen června jún júna czerwiec czerwca juin junio giugno június",
    "july jul juli červenec července júl júla lipiec lipca juillet julio luglio július",
    "august aug srpen srpna augusta sierpień sierpnia août agosto augusztus",
    "september sep sept září septembra wrzesień września septembre septiembre settembre szeptember",
    "october oct oktober říjen října október októbra październik października octobre octubre ottobre október",
    "november nov listopad listopadu novembra listopada novembre noviembre",
    "december dec dezember dez prosinec prosince decembra grudzień grudnia décembre diciembre dicembre",
];
