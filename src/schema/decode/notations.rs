//! Lists in the notations of letters and other programs; for YAML each is one text. Every
//! function returns the items of one notation, or `None` for a text in another one.

use crate::text::BULLETS;

/// A list without the brackets of another notation, even if only one of the two exists.
pub(super) fn within_brackets(text: &str) -> &str {
    let in_parentheses = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    let closed = || text.strip_suffix(']').filter(|rest| !rest.contains('['));
    let inner = in_parentheses.or_else(closed).map(str::trim);
    inner.filter(|inner| !inner.is_empty()).unwrap_or(text)
}

/// The items of a list whose hyphens have no space after them: to YAML it is one text.
pub(super) fn dashed(text: &str) -> Option<Vec<&str>> {
    let rest = text.strip_prefix('-')?;
    let is_word =
        |rest: &str| rest.starts_with(|c: char| !c.is_ascii_digit() && c != ' ' && c != '-');
    let items: Vec<&str> = rest.split(" -").map(str::trim).collect();
    items.iter().all(|item| is_word(item)).then_some(items)
}

/// The items of a list that is written with the bullets of a word processor, each on a line
/// of its own, which YAML joins.
pub(super) fn bulleted(text: &str) -> Option<Vec<&str>> {
    let is_bullet = |sign: &char| BULLETS.contains(sign) || "–—*+".contains(*sign);
    let bullet = text.chars().next().filter(is_bullet)?;
    let rest = text.strip_prefix(bullet)?.strip_prefix([' ', '\u{a0}'])?;
    let between = format!(" {bullet} ");
    Some(rest.split(&*between).map(str::trim).collect())
}

/// The items of a list that is written as `1. air 2. water`, with the numbers in their
/// order, which YAML joins.
pub(super) fn numbered(text: &str) -> Option<Vec<&str>> {
    let mut rest = text.trim();
    let sign = ['.', ')'].into_iter().find(|sign| {
        let first = rest.strip_prefix('1').and_then(|r| r.strip_prefix(*sign));
        first.is_some_and(|rest| rest.starts_with([' ', '\u{a0}']))
    })?;
    let mut items = Vec::new();
    rest = rest.get(2..)?;
    while let Some(at) = rest.find(&format!(" {}{sign} ", items.len() + 2)) {
        let (item, behind) = rest.split_at_checked(at)?;
        items.push(item.trim());
        let number = (items.len() + 1).to_string();
        rest = behind.get(number.len() + 2..)?;
    }
    items.push(rest.trim());
    Some(items)
}

/// The items of a list of names that is written as `air and water`.
pub(super) fn joined(text: &str) -> Option<Vec<&str>> {
    const WORDS: [&str; 7] = [" and ", " und ", " oraz ", " a ", " i ", " & ", " + "];
    let word = WORDS.iter().find(|word| text.contains(**word))?;
    Some(text.split(word).map(str::trim).collect())
}

/// The items of a list of terms that is written as `air/water`.
pub(super) fn slashed(text: &str) -> Option<Vec<&str>> {
    let items: Vec<&str> = text.split('/').map(str::trim).collect();
    (items.len() > 1 && items.iter().all(|item| !item.is_empty())).then_some(items)
}

/// The items of a list that is written as `air, water`.
pub(super) fn separated(text: &str) -> Option<Vec<&str>> {
    const MARKS: [&str; 6] = ["\n", ";", " | ", "|", ",", " / "];
    let text = text.trim();
    let mark = MARKS.into_iter().find(|mark| text.contains(mark))?;
    let items: Vec<&str> = text
        .split(mark)
        .map(|item| item.trim().trim_end_matches([',', ';']))
        .filter(|item| !item.is_empty())
        .collect();
    (items.len() > 1).then_some(items)
}
