//! How pages print a unit: `l/(m²·h·bar)` for `L/(m2.h.bar)`.

use super::atoms::Atom;
use super::expression::{Head, UnitFactor};

/// Units of time whose symbol is a word's abbreviation, by language.
const BY_LANGUAGE: [(&str, &str, &str); 12] = [
    ("cs", "wk", "týd."),
    ("cs", "mo", "měs."),
    ("cs", "a", "r."),
    ("de", "wk", "Wo."),
    ("de", "mo", "Mon."),
    ("de", "a", "J."),
    ("sk", "wk", "týž."),
    ("sk", "mo", "mes."),
    ("sk", "a", "r."),
    ("pl", "wk", "tydz."),
    ("pl", "mo", "mies."),
    ("pl", "a", "r."),
];

/// Writes the parts of a unit, those below the fraction line last.
pub(super) fn symbol(parts: &[UnitFactor], language: &str) -> String {
    let above: Vec<_> = parts.iter().filter(|part| part.exponent > 0).collect();
    let below: Vec<_> = parts.iter().filter(|part| part.exponent < 0).collect();
    if below.is_empty() {
        return join(&above, language, 1);
    }
    match (above.as_slice(), below.as_slice()) {
        // Pa⁻¹, rather than 1/Pa.
        ([], [one]) => factor(one, language, one.exponent),
        ([], _) => format!("1/({})", join(&below, language, -1)),
        (_, [one]) => format!(
            "{}/{}",
            join(&above, language, 1),
            factor(one, language, -one.exponent)
        ),
        _ => format!(
            "{}/({})",
            join(&above, language, 1),
            join(&below, language, -1)
        ),
    }
}

fn join(parts: &[&UnitFactor], language: &str, sign: i16) -> String {
    let mut joined = String::new();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            let after_number = parts
                .get(index - 1)
                .is_some_and(|before| matches!(before.head, Head::Number(_)));
            joined.push(if after_number { '\u{a0}' } else { '·' });
        }
        joined.push_str(&factor(part, language, part.exponent * sign));
    }
    joined
}

fn factor(part: &UnitFactor, language: &str, exponent: i16) -> String {
    let base = match &part.head {
        Head::Unit { prefix, atom, note } => {
            let prefix = prefix.map_or("", |prefix| prefix.symbol);
            let note = note
                .as_ref()
                .map(|note| format!("\u{a0}{note}"))
                .unwrap_or_default();
            format!("{prefix}{}{note}", atom_symbol(atom, language))
        }
        Head::Number(number) => number.to_string(),
        Head::Note(note) => note.clone(),
    };
    if exponent == 1 {
        base
    } else {
        format!("{base}{}", superscript(i32::from(exponent)))
    }
}

fn atom_symbol(atom: &'static Atom, language: &str) -> &'static str {
    let main = language.split('-').next().unwrap_or_default();
    BY_LANGUAGE
        .iter()
        .find(|(language, code, _)| *language == main && *code == atom.code)
        .map_or(atom.symbol, |(_, _, symbol)| symbol)
}

/// Writes a whole number in superscript digits.
pub(in crate::quantity) fn superscript(number: i32) -> String {
    number
        .to_string()
        .chars()
        .map(|character| match character {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            digit => digit
                .to_digit(10)
                .and_then(|value| char::from_u32(0x2070 + value))
                .unwrap_or(digit),
        })
        .collect()
}
