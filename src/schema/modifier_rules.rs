//! How modifiers change a compiled field, if they do more than store a value.

use regex_lite::Regex;

use super::read::FromNode;
use super::{Field, FieldType, PartialDate};
use crate::diagnostic::Diagnostic;
use crate::quantity::{Decimal, Unit, approximate};
use crate::yaml::{Node, quote_if_needed};

/// Stores a value of the required form; another form has already been reported.
pub(super) fn put<T: FromNode>(place: &mut T, node: &Node) {
    if let Some(value) = T::from_node(node) {
        *place = value;
    }
}

/// The regular expression that the whole text must match. It is anchored with `^…$`, as is
/// usual in JSON Schema.
pub(super) fn pattern(field: &mut Field, node: &Node, findings: &mut Vec<Diagnostic>) {
    let Some(pattern) = node.as_text() else {
        return;
    };
    field.pattern = Regex::new(&format!("^(?:{pattern})$")).ok();
    if field.pattern.is_none() {
        findings.push(
            Diagnostic::new("S033", node.span)
                .arg("field", &*field.name)
                .arg("pattern", pattern),
        );
    }
}

/// The unit of a bare number, which is part of the type.
pub(super) fn unit(field: &mut Field, node: &Node, findings: &mut Vec<Diagnostic>) {
    let Some(unit) = node.as_text() else {
        return;
    };
    if let Err(why) = Unit::parse(unit) {
        let found = Diagnostic::new("S063", node.span)
            .arg("field", &*field.name)
            .arg("unit", unit);
        findings.push(match why.suggestions.into_iter().next() {
            Some(meant) => found.fix(node.span, quote_if_needed(&meant)),
            None => found,
        });
    }
}

/// `min` and `max`, in the form that the type requires.
pub(super) fn bound(field: &mut Field, (key, node): (&str, &Node), findings: &mut Vec<Diagnostic>) {
    let Some(text) = node.as_text() else { return };
    let is_min = key == "min";
    let bounds = &mut field.bounds;
    let is_date = matches!(field.kind, FieldType::Date | FieldType::DateTime);
    let fits = if is_date {
        let place = if is_min {
            &mut bounds.earliest
        } else {
            &mut bounds.latest
        };
        *place = PartialDate::parse(text);
        place.is_some()
    } else {
        let place = if is_min {
            &mut bounds.min
        } else {
            &mut bounds.max
        };
        let number = Decimal::parse(text).ok();
        *place = number.map(|number| approximate(&number.to_rational()));
        place.is_some()
    };
    if !fits {
        let expected = if is_date {
            FieldType::Date
        } else {
            FieldType::Decimal
        };
        findings.push(
            Diagnostic::new("S003", node.span)
                .arg("field", key)
                .arg("expected", expected.expected())
                .arg("found", format!("`{text}`")),
        );
    }
}
