//! Paragraphs that begin with a day or a year: Markdown parses them as list items, and prints
//! other numbers than are written.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::in_words::Placed;
use crate::diagnostic::{Applicability, Diagnostic, Edit};
use crate::load::Body;

/// The names of months in the languages that put a full stop after the day: Czech, Slovak,
/// German, Danish, Norwegian, Slovene, Croatian and Finnish. In Hungarian the year comes
/// first.
const MONTHS: &[&str] = &[
    "ledna",
    "února",
    "března",
    "dubna",
    "května",
    "června",
    "července",
    "srpna",
    "září",
    "října",
    "listopadu",
    "prosince",
    "leden",
    "únor",
    "březen",
    "duben",
    "květen",
    "červen",
    "červenec",
    "srpen",
    "říjen",
    "listopad",
    "prosinec",
    "januára",
    "februára",
    "marca",
    "apríla",
    "mája",
    "júna",
    "júla",
    "augusta",
    "septembra",
    "októbra",
    "novembra",
    "decembra",
    "januar",
    "jänner",
    "februar",
    "feber",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
    "marts",
    "mars",
    "maj",
    "december",
    "desember",
    "januarja",
    "februarja",
    "aprila",
    "maja",
    "junija",
    "julija",
    "avgusta",
    "oktobra",
    "siječnja",
    "veljače",
    "ožujka",
    "travnja",
    "svibnja",
    "lipnja",
    "srpnja",
    "kolovoza",
    "rujna",
    "listopada",
    "studenoga",
    "studenog",
    "prosinca",
    "tammikuuta",
    "helmikuuta",
    "maaliskuuta",
    "huhtikuuta",
    "toukokuuta",
    "kesäkuuta",
    "heinäkuuta",
    "elokuuta",
    "syyskuuta",
    "lokakuuta",
    "marraskuuta",
    "joulukuuta",
];

/// From this number on, the first number of a list is read as a day, not as an ordinal.
const MANY: u64 = 4;

/// From this number on, a number is a year, not an ordinal.
const FIRST_YEAR: u64 = 1000;

/// An item of a list with its number as written.
struct Item {
    number: u64,
    /// Where the number is.
    digits: Range<usize>,
    /// Where the delimiter after the number is.
    sign: Range<usize>,
    is_date: bool,
}

/// Reports lists whose numbers are dates, or are not consecutive.
pub(super) fn dates(text: &str, events: &[Placed<'_>], body: Body, findings: &mut Vec<Diagnostic>) {
    let mut open: Vec<Vec<Item>> = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(Tag::List(_)) => open.push(Vec::new()),
            Event::Start(Tag::Item) => {
                if let Some(items) = open.last_mut() {
                    items.extend(item(text, range.start));
                }
            }
            Event::End(TagEnd::List(_)) => {
                let items = open.pop().unwrap_or_default();
                findings.extend(fault(text, &items, body));
            }
            _ => {}
        }
    }
}

/// Reports lists that are indented less than the text of the numbered item above them: they
/// end its list instead of nesting in it.
pub(super) fn nested(
    text: &str,
    events: &[Placed<'_>],
    body: Body,
    findings: &mut Vec<Diagnostic>,
) {
    for pair in events.windows(2) {
        let [
            (Event::End(TagEnd::List(true)), above),
            (Event::Start(Tag::List(None)), below),
        ] = pair
        else {
            continue;
        };
        let (Some((_, outer)), Some((start, inner))) =
            (indent(text, above.start), indent(text, below.start))
        else {
            continue;
        };
        let marker = text.get(above.clone()).map_or(0, marker_width);
        if inner <= outer || inner >= outer + marker {
            continue;
        }
        let end = text.get(start..).and_then(|rest| rest.find('\n'));
        let line = start..end.map_or(text.len(), |end| start + end);
        let found = Diagnostic::new("K039.nested", body.span.part(line));
        findings.push(found.arg("blanks", (outer + marker).to_string()));
    }
}

/// Where the text on a block's line begins, and how far it is indented.
fn indent(text: &str, at: usize) -> Option<(usize, usize)> {
    let line = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let rest = text.get(line..)?;
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    Some((line + blanks, blanks))
}

/// The width of an item's number with its delimiter and the spaces after it.
fn marker_width(item: &str) -> usize {
    let item = item.trim_start();
    let sign = item.find(['.', ')']).map_or(0, |at| at + 1);
    let rest = item.get(sign..).unwrap_or_default();
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    sign + blanks.clamp(1, 4)
}

fn fault(text: &str, items: &[Item], body: Body) -> Option<Diagnostic> {
    let numbers = || items.iter().map(|item| item.number);
    let first = items.first()?;
    let follow = numbers().zip(numbers().skip(1));
    // Many people write `1.` before each item and leave the numbering to the program.
    let is_lazy = first.number <= 1 && numbers().all(|number| number == first.number);
    let jumps = !is_lazy && follow.clone().any(|(one, next)| next != one + 1);
    // Consecutive days of a month are printed as they are written.
    let may_be_dates = items.len() == 1 || first.number >= MANY;
    let wrong = items.iter().find(|item| may_be_dates && item.is_date);
    let wrong = wrong.or_else(|| {
        let place = follow.clone().position(|(one, next)| next != one + 1);
        items.get(place? + 1).filter(|_| jumps)
    })?;
    let line = wrong.digits.start..wrong.sign.end;
    let written = text.get(line.clone())?;
    let printed = first.number + items.iter().position(|item| std::ptr::eq(item, wrong))? as u64;
    let edits = items.iter().map(|item| {
        let span = body.span.part(item.sign.start..item.sign.start);
        let text = "\\".to_owned();
        Edit { span, text }
    });
    Some(
        Diagnostic::new("K033", body.span.part(line))
            .arg("written", written)
            .arg("printed", printed.to_string())
            .edits(edits.collect(), Applicability::Suggested),
    )
}

fn item(text: &str, start: usize) -> Option<Item> {
    let rest = text.get(start..)?;
    let blanks = rest.len() - rest.trim_start().len();
    let rest = rest.trim_start();
    let length = rest
        .find(|c: char| !c.is_ascii_digit())
        .filter(|length| *length > 0)?;
    let number: u64 = rest.get(..length)?.parse().ok()?;
    let at = start + blanks + length;
    let after = rest.get(length + 1..)?;
    let word: String = after
        .trim_start()
        .chars()
        .take_while(|c| c.is_alphabetic())
        .collect();
    Some(Item {
        number,
        digits: at - length..at,
        sign: at..at + 1,
        is_date: number >= FIRST_YEAR
            || ((1..=31).contains(&number) && (is_month(&word) || begins_with_month(after))),
    })
}

/// Whether a month follows, and a year after it: `3. 2026` of `15. 3. 2026`.
fn begins_with_month(after: &str) -> bool {
    let Some((month, rest)) = after.trim_start().split_once('.') else {
        return false;
    };
    let rest = rest.trim_start();
    let year = rest.chars().take_while(char::is_ascii_digit).count();
    let is_month = month
        .parse()
        .is_ok_and(|month: u8| (1..=12).contains(&month));
    is_month && year == 4
}

fn is_month(word: &str) -> bool {
    MONTHS.contains(&word.to_lowercase().as_str())
}
