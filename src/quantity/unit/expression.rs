//! Reads UCUM expressions such as `L/(m2.h.bar)`.
//!
//! The grammar is UCUM's, with two differences: a product after a division needs
//! parentheses (strict UCUM parses `W/m.K` as `W.K/m`, which nobody means), and a number is
//! allowed only inside a unit (`N/(5.cm)`), not before it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::atoms::{ATOMS, Atom, AtomKind, BASES, Bases, PREFIXES, Prefix, REFUSED};
use super::error::{UnitError, UnitErrorKind};
use crate::quantity::decimal::{Rational, ten_to};

/// The longest unit that is read, in bytes.
const MAX_LENGTH: usize = 80;
/// The deepest nesting of parentheses.
const MAX_DEPTH: u8 = 4;
/// The most parts of a unit.
const MAX_PARTS: usize = 12;
/// The largest exponent, above or below zero; `10*` may have a larger one.
const MAX_POWER: i16 = 9;
/// The largest exponent of `10*`.
const MAX_TEN_POWER: i16 = 30;

/// One unit to a power.
#[derive(Debug, Clone)]
pub(super) struct UnitFactor {
    pub(super) head: Head,
    pub(super) exponent: i16,
}

/// What is raised to a power.
#[derive(Debug, Clone)]
pub(super) enum Head {
    /// A unit, perhaps with a prefix and a note.
    Unit {
        prefix: Option<&'static Prefix>,
        atom: &'static Atom,
        note: Option<String>,
    },
    /// A whole number, as in N per 5 cm.
    Number(u32),
    /// What is counted: `{EU}`.
    Note(String),
}

impl UnitFactor {
    pub(super) fn dimension(&self) -> Bases {
        let mut dimension = [0; BASES];
        if let Head::Unit { atom, .. } = &self.head {
            for (power, base) in dimension.iter_mut().zip(atom.dimension) {
                *power = base * self.exponent;
            }
        }
        dimension
    }

    pub(super) fn factor(&self) -> Rational {
        let factor = match &self.head {
            Head::Unit { prefix, atom, .. } => {
                let ten = atom.ten + prefix.map_or(0, |prefix| prefix.ten);
                Rational::new_raw(atom.numerator.into(), atom.denominator.into()) * ten_to(ten)
            }
            Head::Number(number) => Rational::from(num_bigint::BigInt::from(*number)),
            Head::Note(_) => return ten_to(0),
        };
        factor.pow(i32::from(self.exponent))
    }

    /// What is added to a value before multiplying.
    pub(super) fn shift(&self) -> Rational {
        match self.hundredths() {
            Some(hundredths) => Rational::from(num_bigint::BigInt::from(hundredths)) * ten_to(-2),
            None => Rational::from(num_bigint::BigInt::from(0)),
        }
    }

    fn hundredths(&self) -> Option<u32> {
        match &self.head {
            Head::Unit {
                atom:
                    Atom {
                        kind: AtomKind::Shifted(hundredths),
                        ..
                    },
                ..
            } => Some(*hundredths),
            _ => None,
        }
    }
}

/// Writes parts in a canonical order, so that units can be compared.
pub(super) fn key(parts: &[UnitFactor]) -> String {
    // Keyed by the sign of the exponent, so that `g/g` stays distinct from one.
    let mut powers = BTreeMap::<(String, bool), i16>::new();
    for part in parts {
        let head = match &part.head {
            Head::Unit { prefix, atom, note } => {
                let code = if atom.code == "l" { "L" } else { atom.code };
                let prefix = prefix.map_or("", |prefix| prefix.code);
                format!("{prefix}{code}{}", note.as_deref().unwrap_or_default())
            }
            Head::Number(number) => number.to_string(),
            Head::Note(note) => format!("{{{note}}}"),
        };
        *powers.entry((head, part.exponent < 0)).or_default() += part.exponent;
    }
    let powers: Vec<_> = powers
        .iter()
        .map(|((head, _), power)| format!("{head}^{power}"))
        .collect();
    powers.join(".")
}

/// Parses a unit into its parts; no parts for the number one.
pub(super) fn parse(code: &str) -> Result<Vec<UnitFactor>, UnitError> {
    if code.len() > MAX_LENGTH {
        return Err(UnitError::new(UnitErrorKind::TooLong, 0..code.len()));
    }
    let mut reader = ExpressionReader {
        code,
        at: 0,
        parts: Vec::new(),
    };
    reader.term(1, 0)?;
    if reader.at < code.len() {
        return Err(UnitError::new(UnitErrorKind::Syntax, reader.at..code.len()));
    }
    let parts = reader.parts;
    let shifted = |part: &UnitFactor| part.hundredths().is_some();
    if parts.iter().any(shifted) && !matches!(parts.as_slice(), [part] if part.exponent == 1) {
        let kelvin = code.replace("Cel", "K").replace("[degF]", "K");
        return Err(UnitError::new(UnitErrorKind::ShiftedInProduct, 0..code.len()).suggest(kelvin));
    }
    Ok(parts)
}

struct ExpressionReader<'a> {
    code: &'a str,
    at: usize,
    parts: Vec<UnitFactor>,
}

impl<'a> ExpressionReader<'a> {
    /// Reads units joined by `.` and `/`; `sign` is -1 below a fraction line.
    fn term(&mut self, sign: i16, depth: u8) -> Result<(), UnitError> {
        let start = self.at;
        let mut divided = None;
        let mut sign_here = sign;
        if self.eat('/') {
            divided = Some(start);
            sign_here = -sign;
        }
        loop {
            self.component(sign_here, depth)?;
            let operator = self.at;
            if self.eat('/') {
                divided = Some(operator);
                sign_here = -sign;
            } else if self.eat('.') {
                if let Some(divided) = divided {
                    return Err(self.unclear_division(divided));
                }
            } else {
                return Ok(());
            }
        }
    }

    fn component(&mut self, sign: i16, depth: u8) -> Result<(), UnitError> {
        if self.parts.len() >= MAX_PARTS || depth > MAX_DEPTH {
            return Err(UnitError::new(UnitErrorKind::TooLong, 0..self.code.len()));
        }
        let start = self.at;
        if self.eat('(') {
            self.term(sign, depth + 1)?;
            if !self.eat(')') {
                return Err(UnitError::new(
                    UnitErrorKind::Syntax,
                    start..self.code.len(),
                ));
            }
            return Ok(());
        }
        if let Some(note) = self.note()? {
            self.parts.push(UnitFactor {
                head: Head::Note(note),
                exponent: sign,
            });
            return Ok(());
        }
        if let Some(number) = self.number()? {
            if number != 1 {
                self.parts.push(UnitFactor {
                    head: Head::Number(number),
                    exponent: sign,
                });
            }
            return Ok(());
        }
        let (prefix, atom) = self.symbol()?;
        let exponent = self.exponent(atom)?;
        let note = self.note()?;
        self.parts.push(UnitFactor {
            head: Head::Unit { prefix, atom, note },
            exponent: exponent * sign,
        });
        Ok(())
    }

    /// Reads `{EU}`.
    fn note(&mut self) -> Result<Option<String>, UnitError> {
        let start = self.at;
        if !self.eat('{') {
            return Ok(None);
        }
        let rest = self.rest();
        match rest.find(['{', '}']) {
            Some(end) if end > 0 && rest.get(end..).is_some_and(|rest| rest.starts_with('}')) => {
                self.at += end + 1;
                Ok(rest.get(..end).map(str::to_owned))
            }
            _ => Err(UnitError::new(
                UnitErrorKind::Syntax,
                start..self.code.len(),
            )),
        }
    }

    /// Reads a whole number, but not `10*`; at the start of a unit only the 1 of `1/h`.
    fn number(&mut self) -> Result<Option<u32>, UnitError> {
        let rest = self.rest();
        let digits = rest.len()
            - rest
                .trim_start_matches(|character: char| character.is_ascii_digit())
                .len();
        let after = rest.get(digits..).unwrap_or_default();
        if digits == 0 || after.starts_with(['*', '^']) {
            return Ok(None);
        }
        let start = self.at;
        self.at += digits;
        let number = rest
            .get(..digits)
            .and_then(|digits| digits.parse().ok())
            .unwrap_or(0);
        let one_above = number == 1 && (after.is_empty() || after.starts_with('/'));
        if number == 0 || (start == 0 && !one_above) {
            return Err(UnitError::new(UnitErrorKind::Syntax, start..self.at));
        }
        Ok(Some(number))
    }

    /// Reads a unit with its prefix.
    fn symbol(&mut self) -> Result<(Option<&'static Prefix>, &'static Atom), UnitError> {
        let start = self.at;
        let symbol = self
            .rest()
            .get(..symbol_length(self.rest()))
            .unwrap_or_default();
        self.at += symbol.len();
        if symbol.is_empty() {
            let end = self
                .rest()
                .chars()
                .next()
                .map_or(start, |next| start + next.len_utf8());
            return Err(UnitError::new(UnitErrorKind::Syntax, start..end));
        }
        if let Some(found) = find(symbol) {
            return Ok(found);
        }
        let span = start..self.at;
        match REFUSED.iter().find(|(code, _)| *code == symbol) {
            Some((_, "")) => Err(UnitError::new(UnitErrorKind::Inexact, span)),
            Some((_, instead)) => Err(UnitError::new(UnitErrorKind::Inexact, span.clone())
                .suggest(self.replace(span, instead))),
            None => Err(UnitError::new(UnitErrorKind::Unknown, span)),
        }
    }

    fn exponent(&mut self, atom: &Atom) -> Result<i16, UnitError> {
        let start = self.at;
        let negative = self.eat('-');
        if !negative {
            self.eat('+');
        }
        let signed = self.at > start;
        let rest = self.rest();
        let digits = rest.len()
            - rest
                .trim_start_matches(|character: char| character.is_ascii_digit())
                .len();
        self.at += digits;
        let Some(power) = rest.get(..digits).filter(|digits| !digits.is_empty()) else {
            let missing = signed || atom.code.starts_with("10");
            return if missing {
                Err(UnitError::new(UnitErrorKind::Syntax, start..self.at))
            } else {
                Ok(1)
            };
        };
        let most = if atom.code.starts_with("10") {
            MAX_TEN_POWER
        } else {
            MAX_POWER
        };
        match power.parse::<i16>() {
            Ok(0) => Err(UnitError::new(UnitErrorKind::Syntax, start..self.at)),
            Ok(power) if power <= most => Ok(if negative { -power } else { power }),
            _ => Err(UnitError::new(UnitErrorKind::TooLong, start..self.at)),
        }
    }

    /// The error for `W/m.K`, with a suggestion that puts parentheses around what follows
    /// the division, where that is unambiguous.
    fn unclear_division(&self, divided: usize) -> UnitError {
        let error = UnitError::new(UnitErrorKind::UnclearDivision, divided..self.code.len());
        match self.code.get(divided + 1..) {
            Some(below) if !below.contains(['/', '(', ')']) => {
                error.suggest(self.replace(divided + 1..self.code.len(), &format!("({below})")))
            }
            _ => error,
        }
    }

    fn eat(&mut self, character: char) -> bool {
        let found = self.rest().starts_with(character);
        if found {
            self.at += character.len_utf8();
        }
        found
    }

    fn rest(&self) -> &'a str {
        self.code.get(self.at..).unwrap_or_default()
    }

    fn replace(&self, span: Range<usize>, by: &str) -> String {
        let mut code = self.code.to_owned();
        code.replace_range(span, by);
        code
    }
}

/// The length of the unit at the start of a text, without exponent; digits belong to a
/// unit only in brackets and in `10*`.
fn symbol_length(text: &str) -> usize {
    if text.starts_with("10*") || text.starts_with("10^") {
        return 3;
    }
    let mut in_brackets = false;
    for (at, character) in text.char_indices() {
        match character {
            '[' => in_brackets = true,
            ']' if in_brackets => in_brackets = false,
            _ if in_brackets => {}
            '.' | '/' | '(' | ')' | '{' | '}' | '+' | '-' | '0'..='9' => return at,
            _ => {}
        }
    }
    text.len()
}

/// Finds a unit by its code, or by its code after a prefix.
fn find(symbol: &str) -> Option<(Option<&'static Prefix>, &'static Atom)> {
    let atom = |code: &str| ATOMS.iter().find(|atom| atom.code == code);
    if let Some(atom) = atom(symbol) {
        return Some((None, atom));
    }
    PREFIXES.iter().find_map(|prefix| {
        let atom = atom(symbol.strip_prefix(prefix.code)?)?;
        (atom.kind == AtomKind::Metric).then_some((Some(prefix), atom))
    })
}
