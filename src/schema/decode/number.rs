//! Numbers in entries. All of them use the notation of measured values, so that a number
//! accepted here is a number everywhere: for limits, rules, sort orders and pages.

use std::sync::Arc;

use super::Decoding;
use super::meant::{guessed, meant};
use super::zeros::{with_zeros, zeros};
use crate::diagnostic::Diagnostic;
use crate::quantity::{Decimal, DecimalErrorKind, approximate};
use crate::schema::{Field, Value};
use crate::yaml::Node;

impl Decoding<'_, '_> {
    pub(super) fn int(&mut self, node: &Node, field: &Field, text: &str) -> Option<Value> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let number = is_digits(digits)
            .then(|| text.parse::<i64>().ok())
            .flatten();
        let Some(number) = number else {
            if self.says_nothing(node, field) {
                return None;
            }
            let mut found = Self::wrong(node, field);
            // `+5` has only one possible meaning.
            let plain = text.strip_prefix('+').filter(|rest| is_digits(rest));
            let plain = plain.map(str::to_owned);
            if let Some(plain) = plain.or_else(|| meant(&field.kind, text, None)) {
                found = found.safe_fix(node.span, plain);
            } else if let Some(guessed) = guessed(&field.kind, text) {
                found = found.fix(node.span, guessed);
            }
            self.findings.push(found);
            return None;
        };
        self.within_bounds(node, field, text)
            .then_some(Value::Int(number))
    }

    pub(super) fn year(&mut self, node: &Node, field: &Field, text: &str) -> Option<Value> {
        let year = (text.len() == 4 && is_digits(text)).then(|| text.parse().ok());
        let Some(year) = year.flatten() else {
            self.or_report("S003", node, field, None);
            return None;
        };
        self.within_bounds(node, field, text)
            .then_some(Value::Int(year))
    }

    pub(super) fn decimal(&mut self, node: &Node, field: &Field, text: &Arc<str>) -> Option<Value> {
        let why = match Decimal::parse(text) {
            Ok(number) => {
                // A typographic minus sign and surrounding spaces are accepted but not
                // stored: callers expect plain digits.
                let plain = if text.is_ascii() && text.trim().len() == text.len() {
                    text.clone()
                } else {
                    number.to_string().into()
                };
                let fits = self.within_bounds(node, field, &plain);
                return fits.then_some(Value::Decimal(plain));
            }
            Err(why) => why,
        };
        if self.says_nothing(node, field) {
            return None;
        }
        let bare = text.trim_end().trim_end_matches([',', ';']);
        if bare.len() < text.trim_end().len() && Decimal::parse(bare).is_ok() {
            let found = Diagnostic::new("Q001", node.span).arg("text", &**text);
            self.findings.push(found.safe_fix(node.span, bare));
            return None;
        }
        if let Some(number) = with_fraction(text).or_else(|| number_of_letters(text)) {
            let found = Diagnostic::new("Q001", node.span).arg("text", &**text);
            self.findings.push(found.fix(node.span, number));
            return None;
        }
        if let Some(number) = number_beside(text) {
            self.findings.push(
                Diagnostic::new("Q001.beside", node.span)
                    .arg("text", &**text)
                    .fix(node.span, number),
            );
            return None;
        }
        let comma = text.contains(',').then_some("");
        let key = match why.kind {
            DecimalErrorKind::TooLong => "Q001.long",
            _ => "Q001",
        };
        let mut found = Diagnostic::new(key, node.span)
            .arg("text", &**text)
            .arg_if("comma", comma.filter(|_| !why.suggestions.is_empty()));
        found = match why.suggestions.as_slice() {
            // The fix is a guess if a comma or a point may separate thousands.
            [meant] if !is_group(text) => found.safe_fix(node.span, meant.as_str()),
            [meant, ..] => found.fix(node.span, meant.as_str()),
            [] => found,
        };
        self.findings.push(found);
        None
    }

    pub(super) fn within_bounds(&mut self, node: &Node, field: &Field, text: &str) -> bool {
        let Ok(number) = Decimal::parse(text).map(|number| approximate(&number.to_rational()))
        else {
            // A whole number may begin with zeros.
            return self.within(node, field, text, text.parse().ok());
        };
        self.within(node, field, text, Some(number))
    }

    fn within(&mut self, node: &Node, field: &Field, text: &str, number: Option<f64>) -> bool {
        let Some(number) = number else { return true };
        let low = field.bounds.min.filter(|min| number < *min);
        let high = field.bounds.max.filter(|max| number > *max);
        let Some(limit) = low.or(high) else {
            return true;
        };
        let key = if low.is_some() {
            "S005.small"
        } else {
            "S005.large"
        };
        self.findings.push(
            Diagnostic::new(key, node.span)
                .arg("field", &*field.name)
                .arg("value", text)
                .arg("limit", limit.to_string()),
        );
        false
    }

    /// Degrees of a latitude or a longitude, as plain digits.
    pub(super) fn degrees(text: &str, most: f64) -> Option<Arc<str>> {
        let number = Decimal::parse(text).ok()?;
        let fits = approximate(&number.to_rational()).abs() <= most;
        let plain = text.is_ascii() && text.trim().len() == text.len();
        fits.then(|| {
            if plain {
                text.into()
            } else {
                number.to_string().into()
            }
        })
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number of `½` or `2½`.
fn with_fraction(text: &str) -> Option<String> {
    let parts = [('½', "5"), ('¼', "25"), ('¾', "75")];
    let (sign, part) = parts.iter().find(|(sign, _)| text.ends_with(*sign))?;
    let whole = text.strip_suffix(*sign)?.trim_end();
    let whole = if whole.is_empty() { "0" } else { whole };
    is_digits(whole).then(|| format!("{whole}.{part}"))
}

/// The number of `O.5` or `1O0`, with a letter for a zero.
fn number_of_letters(text: &str) -> Option<String> {
    let number = with_zeros(text.trim());
    let is_number = number != text.trim() && number.len() > 1 && Decimal::parse(&number).is_ok();
    is_number.then_some(number)
}

/// The number of `1 250 €`, `EUR 1250`, `1250,- Kč` or `15 %`, if it is the only one.
fn number_beside(text: &str) -> Option<String> {
    let written = text;
    let text = text.trim_start_matches(['~', '≈', ' ']);
    let is_digit = |sign: char| sign.is_ascii_digit();
    let is_of_number = |sign: char| is_digit(sign) || " \u{a0}\u{202f}.,'’".contains(sign);
    let start = text.find(is_digit)?;
    let end = text.rfind(is_digit)? + 1;
    let (before, number, after) = (text.get(..start)?, text.get(start..end)?, text.get(end..)?);
    // A limit or a fraction is more than a plain number, and its sign is a part of it.
    let is_plain = |beside: &str| !beside.contains(['<', '>', '=', '±', '/', '–', '×', '^', '~']);
    let (before, sign) = match before.trim_end().strip_suffix(['-', '−']) {
        Some(before) => (before, "-"),
        None => (before, ""),
    };
    let has_more = [before, after].iter().any(|beside| {
        let is_word = |sign: char| sign.is_alphabetic() || "%€$£#".contains(sign);
        beside.contains(is_word) || matches!(beside.trim(), ",-" | ",–" | ",—" | ".-" | ",--")
    });
    let has_more = has_more || text.len() < written.trim_start().len();
    let is_cut = before.ends_with(['.', ',']) && !before.starts_with(char::is_alphabetic);
    let is_alone = has_more && !is_cut && is_plain(before) && is_plain(after);
    if !is_alone || !number.chars().all(is_of_number) {
        return None;
    }
    let meant = match Decimal::parse(number) {
        Ok(_) => number.to_owned(),
        Err(why) => why.suggestions.into_iter().next()?,
    };
    let meant = match zeros(after) {
        0 => meant,
        zeros => moved(&meant, zeros),
    };
    Some(format!("{sign}{meant}"))
}

/// A number with its decimal point moved to the right by so many digits.
fn moved(number: &str, zeros: usize) -> String {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let within: String = part.chars().take(zeros).collect();
    let rest: String = part.chars().skip(zeros).collect();
    let digits = format!("{whole}{within:0<zeros$}");
    let digits = digits.trim_start_matches('0');
    let digits = if digits.is_empty() { "0" } else { digits };
    if rest.is_empty() {
        digits.to_owned()
    } else {
        format!("{digits}.{rest}")
    }
}

/// Whether a number has several readings: `1,500`, `1 234,5`.
fn is_group(text: &str) -> bool {
    let groups = |c: char| !(c.is_ascii_alphanumeric() || "+-.,".contains(c));
    let after = text.split_once(',').map(|(_, fraction)| fraction.len());
    text.trim().contains(groups) || after == Some(3)
}
