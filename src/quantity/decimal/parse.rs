//! Reads numbers, and suggests the right spelling for what is nearly a number.
//!
//! 1. [`parse`] reads the one accepted notation.
//! 2. What it refuses is checked against other common notations, to suggest the right
//!    spelling.

use super::{Decimal, DecimalError, DecimalErrorKind, MAX_DIGITS, MAX_EXPONENT};

/// Placeholders for a missing value in tables.
const PLACEHOLDERS: [&str; 16] = [
    "-",
    "–",
    "—",
    "−",
    "?",
    "x",
    "n/a",
    "n.a.",
    "na",
    "nan",
    "tbd",
    "tba",
    "none",
    "null",
    "n",
    "neuvedeno",
];

pub(super) fn parse(text: &str) -> Result<Decimal, DecimalError> {
    let trimmed = text.trim();
    match strict(trimmed) {
        Some(decimal) if fits(&decimal) => Ok(decimal),
        Some(_) => Err(error(text, DecimalErrorKind::TooLong, Vec::new())),
        None => Err(explain(text, trimmed)),
    }
}

/// The length in bytes of what was probably meant as one number at the start of a
/// text, right or wrong: `1 200` in `1 200 nm`, `100` in `100..300`.
pub(in crate::quantity) fn token_length(text: &str) -> usize {
    let mut end = 0;
    let mut rest = text;
    if let Some(after) = rest.strip_prefix(['-', '−', '+']) {
        end = rest.len() - after.len();
        rest = after;
    }
    while let Some(length) = token_piece(rest, end > 0) {
        end += length;
        rest = rest.get(length..).unwrap_or_default();
    }
    let token = text.get(..end).unwrap_or_default();
    if token.contains(|character: char| character.is_ascii_digit()) {
        end
    } else {
        0
    }
}

/// The length of the next piece of a number: digits, a separator, a power of ten.
fn token_piece(rest: &str, started: bool) -> Option<usize> {
    let mut characters = rest.chars();
    let first = characters.next()?;
    let after = characters.as_str();
    match first {
        '0'..='9' => Some(1),
        '.' if !after.starts_with('.') => Some(1),
        ',' if after.starts_with(|next: char| next.is_ascii_digit()) => Some(1),
        'e' | 'E' if started => {
            let digits = after.trim_start_matches(['-', '−', '+']);
            let signs = after.len() - digits.len();
            starts_with_digit(digits).then_some(1 + signs)
        }
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’'
            if started && group_of_three(after) =>
        {
            Some(first.len_utf8() + 3)
        }
        ' ' | '\u{a0}' | '×' | 'x' | '·' | '*' if started => power_of_ten_length(rest),
        _ => None,
    }
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|character: char| character.is_ascii_digit())
}

fn group_of_three(text: &str) -> bool {
    text.chars().take_while(char::is_ascii_digit).count() == 3
}

/// The length of ` × 10^-4` and the like.
fn power_of_ten_length(text: &str) -> Option<usize> {
    let after = text.trim_start().strip_prefix(['×', 'x', '·', '*'])?;
    let after = after.trim_start().strip_prefix("10")?;
    let after = after.strip_prefix('^').unwrap_or(after);
    let end = after.trim_start_matches(|character| {
        superscript(character).is_some() || "+-−0123456789".contains(character)
    });
    (end.len() < after.len()).then(|| text.len() - end.len())
}

/// Reads the accepted notation, without a check of its size.
fn strict(text: &str) -> Option<Decimal> {
    let unsigned = text.strip_prefix(['-', '−']);
    let (negative, rest) = (unsigned.is_some(), unsigned.unwrap_or(text));
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(whole_number(exponent)?)),
        None => (rest, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) if is_digits(fraction) => (whole, fraction),
        Some(_) => return None,
        None => (mantissa, ""),
    };
    let leading_zeros = whole.len() > 1 && whole.starts_with('0');
    (is_digits(whole) && !leading_zeros).then(|| Decimal {
        negative,
        whole: whole.to_owned(),
        fraction: fraction.to_owned(),
        exponent,
    })
}

/// Reads an exponent; one that overflows is clamped to `i32::MAX`.
fn whole_number(text: &str) -> Option<i32> {
    let unsigned = text.strip_prefix(['-', '−', '+']).unwrap_or(text);
    let magnitude = is_digits(unsigned).then(|| unsigned.parse().unwrap_or(i32::MAX))?;
    Some(if text.starts_with(['-', '−']) {
        -magnitude
    } else {
        magnitude
    })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn fits(decimal: &Decimal) -> bool {
    let exponent = decimal.exponent.unwrap_or(0);
    decimal.whole.len() + decimal.fraction.len() <= MAX_DIGITS
        && (-MAX_EXPONENT..=MAX_EXPONENT).contains(&exponent)
}

/// Explains why a text is not a number, and what may be meant.
fn explain(text: &str, trimmed: &str) -> DecimalError {
    use DecimalErrorKind as Kind;

    if trimmed.is_empty() {
        return error(text, Kind::Empty, Vec::new());
    }
    if PLACEHOLDERS.contains(&trimmed.to_lowercase().as_str()) {
        return error(text, Kind::Placeholder, Vec::new());
    }
    if let Some(rest) = trimmed.strip_prefix('+') {
        return error(text, Kind::PlusSign, readable(rest));
    }
    if let Some(plain) = without_power_sign(trimmed) {
        return error(text, Kind::PowerOfTen, readable(&plain));
    }
    if let Some((kind, spellings)) = separators(trimmed) {
        let suggestions: Vec<_> = spellings
            .iter()
            .flat_map(|spelling| readable(spelling))
            .collect();
        if !suggestions.is_empty() {
            return error(text, kind, suggestions);
        }
    }
    let (sign, digits) = sign_and_rest(trimmed);
    let shorter = format!("{sign}{}", without_leading_zeros(digits));
    if shorter != trimmed && strict(&shorter).is_some() {
        return error(text, Kind::LeadingZeros, readable(&shorter));
    }
    let completed = complete_point(trimmed);
    if completed != trimmed && strict(&completed).is_some() {
        return error(text, Kind::BareDecimalPoint, readable(&completed));
    }
    error(text, Kind::NotANumber, Vec::new())
}

/// Makes an error about the text without the space around it.
fn error(text: &str, kind: DecimalErrorKind, suggestions: Vec<String>) -> DecimalError {
    let trimmed = text.trim();
    let start = text.len() - text.trim_start().len();
    DecimalError {
        kind,
        span: start..start + trimmed.len(),
        suggestions,
    }
}

/// A spelling as the only suggestion, if it is a number.
fn readable(text: &str) -> Vec<String> {
    strict(text.trim())
        .filter(fits)
        .map(|decimal| decimal.to_string())
        .into_iter()
        .collect()
}

fn sign_and_rest(text: &str) -> (&str, &str) {
    match text.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", text),
    }
}

fn without_leading_zeros(text: &str) -> &str {
    let shorter = text.trim_start_matches('0');
    if starts_with_digit(shorter) {
        return shorter;
    }
    text.get((text.len() - shorter.len()).saturating_sub(1)..)
        .unwrap_or(text)
}

/// Puts a zero before a bare point and drops one at the end.
fn complete_point(text: &str) -> String {
    let (sign, rest) = sign_and_rest(text);
    let rest = rest.strip_suffix('.').unwrap_or(rest);
    let zero = if rest.starts_with('.') { "0" } else { "" };
    format!("{sign}{zero}{rest}")
}

/// Turns `1.5×10⁻⁴` into `1.5e-4`.
fn without_power_sign(text: &str) -> Option<String> {
    let sign = text.find(['×', 'x', '·', '*'])?;
    let (mantissa, power) = text.split_at_checked(sign)?;
    if power_of_ten_length(power)? != power.len() {
        return None;
    }
    let exponent = power
        .trim_start_matches(['×', 'x', '·', '*'])
        .trim_start()
        .strip_prefix("10")?;
    let exponent: String = exponent
        .chars()
        .filter(|character| *character != '^')
        .map(|character| superscript(character).unwrap_or(character))
        .collect();
    Some(format!(
        "{}e{exponent}",
        mantissa.trim_end().replace(',', ".")
    ))
}

/// The plain character of a superscript digit or sign.
fn superscript(character: char) -> Option<char> {
    let index = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺"
        .chars()
        .position(|superscript| superscript == character)?;
    "0123456789-+".chars().nth(index)
}

/// Reads commas, points and groups as other notations use them.
fn separators(text: &str) -> Option<(DecimalErrorKind, Vec<String>)> {
    let is_group = |character: char| {
        matches!(
            character,
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’' | '_'
        )
    };
    let groups = text.contains(is_group);
    let (commas, points) = (text.matches(',').count(), text.matches('.').count());
    let joined: String = text
        .chars()
        .filter(|character| !is_group(*character))
        .collect();
    if commas == 1 && points == 0 && !groups {
        let decimal = text.replace(',', ".");
        let (before, after) = sign_and_rest(text).1.split_once(',')?;
        let unclear = after.len() == 3 && before.len() <= 3 && before != "0";
        return Some(if unclear {
            (
                DecimalErrorKind::UnclearComma,
                vec![decimal, text.replace(',', "")],
            )
        } else {
            (DecimalErrorKind::DecimalComma, vec![decimal])
        });
    }
    if !groups && commas == 0 && points <= 1 {
        return None;
    }
    // The mark that comes last separates the fraction, unless it comes twice.
    let last = joined.chars().rev().find(|mark| [',', '.'].contains(mark));
    let decimal_mark = last.filter(|mark| joined.matches(*mark).count() == 1);
    let (whole, fraction) = match decimal_mark {
        Some(mark) => text.split_once(mark)?,
        None => (text, ""),
    };
    let mut groups = whole
        .split(|mark| is_group(mark) || mark == ',' || mark == '.')
        .skip(1);
    if groups.any(|group| group.len() != 3) || fraction.contains(is_group) {
        return None;
    }
    let whole = whole.replace(|mark| is_group(mark) || mark == ',' || mark == '.', "");
    let spelling = if decimal_mark.is_some() {
        format!("{whole}.{fraction}")
    } else {
        whole
    };
    Some((DecimalErrorKind::ThousandsSeparator, vec![spelling]))
}
