//! Quotes digits that other programs change when they rewrite a file: `1.50` becomes
//! `1.5` there, `00216275` becomes `216275`, `1e3` becomes `1000`.

use super::LayoutEdit;
use crate::schema::{Field, FieldType, Fields};
use crate::yaml::{Kind, Node, Yaml};

/// The edits that quote digits in text fields.
pub(super) fn edits(text: &str, yaml: &Yaml, fields: &Fields) -> Option<Vec<LayoutEdit>> {
    let mut found = Vec::new();
    record(&yaml.root, fields, &mut found);
    let edits = found.into_iter().map(|node| {
        let range = node.span.range();
        let written = text.get(range.clone())?;
        Some(LayoutEdit {
            range,
            text: format!("\"{written}\""),
        })
    });
    edits.collect()
}

fn record<'a>(node: &'a Node, fields: &Fields, found: &mut Vec<&'a Node>) {
    for pair in node.pairs() {
        if let Some(field) = fields.get(&pair.key) {
            value(&pair.value, field, found);
        }
    }
}

fn value<'a>(node: &'a Node, field: &Field, found: &mut Vec<&'a Node>) {
    match (&node.kind, &field.kind) {
        (Kind::Mapping(_), FieldType::Object(fields)) => record(node, fields, found),
        (Kind::Mapping(pairs), _) if field.localized => {
            for pair in pairs {
                value(&pair.value, field, found);
            }
        }
        (_, FieldType::List(of)) => match &node.kind {
            Kind::Sequence(items) => items.iter().for_each(|item| value(item, of, found)),
            _ => value(node, of, found),
        },
        (_, FieldType::Measurements) => digits(node, found),
        (Kind::Scalar(scalar), kind) => {
            let takes_text = matches!(
                kind,
                FieldType::String
                    | FieldType::Text
                    | FieldType::Markdown
                    | FieldType::Phone
                    | FieldType::Decimal
                    | FieldType::Quantity { .. }
            );
            if takes_text && scalar.plain && is_changed(&scalar.text) {
                found.push(node);
            }
        }
        _ => {}
    }
}

/// The numbers of rows of measured properties.
fn digits<'a>(node: &'a Node, found: &mut Vec<&'a Node>) {
    match &node.kind {
        Kind::Null => {}
        Kind::Scalar(scalar) => {
            if scalar.plain && is_changed(&scalar.text) {
                found.push(node);
            }
        }
        Kind::Sequence(items) => items.iter().for_each(|item| digits(item, found)),
        Kind::Mapping(pairs) => {
            for pair in pairs.iter().filter(|pair| &*pair.key != "n") {
                digits(&pair.value, found);
            }
        }
    }
}

/// Whether a program that parses this as a number would write it differently.
fn is_changed(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let starts_with_digit = unsigned.starts_with(|c: char| c.is_ascii_digit());
    let of_a_number = |c: char| c.is_ascii_hexdigit() || "._:xoXO+-".contains(c);
    if !starts_with_digit || !unsigned.chars().all(of_a_number) {
        return false;
    }
    if unsigned.contains('-') && !unsigned.contains(['e', 'E']) {
        return false;
    }
    let is_number = unsigned.parse::<f64>().is_ok();
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let leading = whole.len() > 1 && whole.starts_with('0');
    let trailing = unsigned.contains('.') && (part.is_empty() || part.ends_with('0'));
    let of_old_yaml = unsigned.contains([':', '_', 'x', 'o', 'X', 'O']);
    let powers = is_number && unsigned.contains(['e', 'E']);
    let signed = is_number && text.starts_with('+');
    let long = is_number && unsigned.chars().filter(char::is_ascii_digit).count() > 15;
    (is_number && (leading || trailing)) || powers || signed || long || of_old_yaml
}
