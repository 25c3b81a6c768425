//! Findings for a faulty amount: which part, why, and what to write instead.

use crate::diagnostic::{Applicability, Diagnostic, Edit};
use crate::quantity::{
    Amount, AmountPlace, Decimal, DecimalErrorKind, QuantityError, Registry, Unit,
};
use crate::schema::{Item, Record, Value};
use crate::text::Span;

/// Collects the faults of quantities.
pub(super) struct QuantityFaults<'f> {
    pub(super) findings: &'f mut Vec<Diagnostic>,
}

impl QuantityFaults<'_> {
    /// The fault of a quantity that is one text.
    pub(super) fn of_text(&mut self, span: Span, text: &str, error: &QuantityError) {
        let at = part_span(span, text, error.place());
        let upper = match error {
            QuantityError::Bounds { upper_place, .. } => Some(part_span(span, text, upper_place)),
            _ => None,
        };
        let found = diagnostic(error, at, upper, true, "");
        if let (QuantityError::Form { .. }, Some(meant)) = (error, turned(text)) {
            let span = whole_span(span, text);
            let found = found.arg("meant", format!("`{meant}`"));
            self.findings.push(found.fix(span, meant));
            return;
        }
        self.findings.push(match pointed(text) {
            Some(meant) if found.key == "Q001" => found.without_fix().edits(
                vec![Edit {
                    span: whole_span(span, text),
                    text: meant,
                }],
                Applicability::Safe,
            ),
            _ => found,
        });
    }

    /// The faults of a row's amount.
    pub(super) fn of_row(&mut self, row: &Record, errors: &[QuantityError]) {
        let item_of = |place: &AmountPlace| place.part.key().and_then(|key| row.get(key));
        for error in errors {
            let place = error.place();
            let item = item_of(place);
            let span = item.map_or(row.span, |item| part_of(item, place));
            let upper = match error {
                QuantityError::Bounds { upper_place, .. } => {
                    item_of(upper_place).map(|item| part_of(item, upper_place))
                }
                _ => None,
            };
            let unit = row.text("unit").map_or("", |unit| unit);
            let found = diagnostic(error, span, upper, item.is_some(), unit);
            self.findings.push(found);
        }
    }

    /// The faults of a row's conditions.
    pub(super) fn of_conditions(&mut self, registry: &Registry, row: &Record) {
        let Some(Value::Object(conditions)) = row.get("conditions").map(|item| &item.value) else {
            return;
        };
        for (name, item) in conditions.iter() {
            let Some(condition) = registry.conditions.get(name) else {
                let known = registry.conditions.keys().map(String::as_str);
                let meant = crate::diagnostic::closest(name, known);
                self.findings.push(
                    Diagnostic::new("Q012", item.span)
                        .arg("name", name)
                        .arg_if("meant", meant),
                );
                continue;
            };
            if let (Some(scale), Some(text)) = (&condition.scale, item.value.as_text())
                && let Err(error) = registry.read_text(name, scale, text)
            {
                let span = part_of(item, error.place());
                self.findings.push(diagnostic(&error, span, None, true, ""));
            }
        }
    }
}

/// The place of a part of an item's text.
fn part_of(item: &Item, place: &AmountPlace) -> Span {
    match item.value.as_text() {
        Some(text) => part_span(item.span, text, place),
        None => item.span,
    }
}

/// The place of a part of a text in its source: quotes shift it by one.
fn part_span(span: Span, text: &str, place: &AmountPlace) -> Span {
    let length = span.range().len();
    let shift = usize::from(length != text.len());
    let fits = length == text.len() + 2 * shift && place.span.end <= text.len();
    if fits && !place.span.is_empty() {
        span.part(place.span.start + shift..place.span.end + shift)
    } else {
        span
    }
}

/// The place of a text as a whole, within its quotes.
fn whole_span(span: Span, text: &str) -> Span {
    let length = span.range().len();
    if length == text.len() + 2 {
        span.part(1..length - 1)
    } else {
        span
    }
}

/// `1250 {EUR}` of `€ 1250`: the unit must follow its number.
fn turned(text: &str) -> Option<String> {
    let (unit, number) = text.split_at(text.find(|sign: char| sign.is_ascii_digit())?);
    let is_of_number = |sign: char| sign.is_ascii_digit() || " \u{a0}\u{202f}.,".contains(sign);
    if !number.chars().all(is_of_number) {
        return None;
    }
    let code = match Unit::parse(unit.trim()) {
        Ok(unit) => unit.code().to_owned(),
        Err(why) => why.suggestions.into_iter().next()?,
    };
    let plain = match Decimal::parse(number.trim()) {
        Ok(_) => number.trim().to_owned(),
        Err(why) => why.suggestions.into_iter().next()?,
    };
    Some(format!("{plain} {code}"))
}

/// An amount of several numbers with decimal points for its commas: `1.2–1.5 kg` of
/// `1,2–1,5 kg`. A comma before three digits may separate thousands.
fn pointed(text: &str) -> Option<String> {
    let is_digit = |sign: Option<&char>| sign.is_some_and(char::is_ascii_digit);
    let signs: Vec<char> = text.chars().collect();
    let mut count = 0;
    let mut meant = String::with_capacity(text.len());
    for (at, sign) in signs.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| signs.get(at));
        if *sign != ',' || !is_digit(before) || !is_digit(signs.get(at + 1)) {
            meant.push(*sign);
            continue;
        }
        let after = signs.iter().skip(at + 1);
        if after.take_while(|sign| sign.is_ascii_digit()).count() == 3 {
            return None;
        }
        count += 1;
        meant.push('.');
    }
    (count > 1 && Amount::parse(&meant).is_ok()).then_some(meant)
}

/// The diagnostic for an error; `unit` is that of a row, whose numbers have none of their
/// own.
fn diagnostic(
    error: &QuantityError,
    span: Span,
    upper: Option<Span>,
    written: bool,
    unit: &str,
) -> Diagnostic {
    let with_unit = |number: &str| format!("{number} {unit}").trim_end().to_owned();
    let mut found = Diagnostic::new(error.code(), span);
    match error {
        QuantityError::Number { text, error, .. } => {
            let comma = text.contains(',').then_some("");
            found = found
                .arg("text", text.as_str())
                .arg("why", error.message())
                .arg_if("comma", comma);
        }
        QuantityError::Unit { text, error, .. } => {
            found = found.arg("text", text.as_str()).arg("why", error.message());
        }
        QuantityError::Dimension { mismatch, .. }
        | QuantityError::UnitNotAllowed { mismatch, .. } => {
            let fits: Vec<String> = mismatch.fits.iter().map(|id| format!("`{id}`")).collect();
            found = found
                .arg("why", error.message())
                .arg("units", mismatch.allowed.join(", "))
                .arg_if("fits", (!fits.is_empty()).then(|| fits.join(" or ")));
        }
        QuantityError::UnitMissing { name, allowed, .. } => {
            found = found
                .arg("name", name.as_str())
                .arg("units", allowed.join(", "));
        }
        QuantityError::Bounds {
            lower,
            upper: higher,
            ..
        } => {
            found = found
                .arg("lower", with_unit(lower))
                .arg("upper", with_unit(higher));
            if let Some(span) = upper {
                found = found.related(span, "upper");
            }
        }
        QuantityError::Form { suggestions, .. } => {
            let meant = suggestions.first().map(|text| format!("`{text}`"));
            found = found.arg("why", error.message()).arg_if("meant", meant);
        }
    }
    if written {
        with_safe_fix(found, error, span, upper)
    } else {
        found
    }
}

/// A diagnostic with what may be written instead.
fn with_safe_fix(
    found: Diagnostic,
    error: &QuantityError,
    span: Span,
    upper: Option<Span>,
) -> Diagnostic {
    match (error, &error.suggestions()[..]) {
        (
            QuantityError::Bounds {
                lower,
                upper: higher,
                ..
            },
            _,
        ) => {
            let swap = upper.filter(|upper| *upper != span && upper.source == span.source);
            match swap {
                Some(upper) => found.edits(
                    vec![edit(span, higher), edit(upper, lower)],
                    Applicability::Safe,
                ),
                None => found,
            }
        }
        (QuantityError::Number { error, .. }, [only])
            if error.kind == DecimalErrorKind::DecimalComma =>
        {
            found.safe_fix(span, only.as_str())
        }
        (QuantityError::Unit { .. }, [only]) => found.safe_fix(span, only.as_str()),
        (
            QuantityError::Number { .. }
            | QuantityError::Unit { .. }
            | QuantityError::Dimension { .. },
            [meant, ..],
        ) => found.fix(span, meant.as_str()),
        _ => found,
    }
}

fn edit(span: Span, text: &str) -> Edit {
    Edit {
        span,
        text: text.to_owned(),
    }
}
