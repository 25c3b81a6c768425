//! Colours, as the Web writes them.

use std::sync::Arc;

use super::Decoding;
use crate::schema::{Field, Value};
use crate::yaml::Node;

impl Decoding<'_, '_> {
    /// A colour in hexadecimal digits: `#rgb` or `#rrggbb`, each with an optional alpha
    /// value. Digits without `#` have only one possible meaning.
    pub(super) fn color(&mut self, node: &Node, field: &Field, text: &Arc<str>) -> Option<Value> {
        let is_hexadecimal = |digits: &str| {
            matches!(digits.len(), 3 | 4 | 6 | 8) && digits.bytes().all(|b| b.is_ascii_hexdigit())
        };
        if text.strip_prefix('#').is_some_and(is_hexadecimal) {
            return Some(Value::Text(text.clone()));
        }
        let mut found = Self::wrong(node, field);
        if is_hexadecimal(text) {
            found = found.safe_fix(node.span, format!("\"#{text}\""));
        } else if let Some(meant) = of_parts(text) {
            found = found.safe_fix(node.span, format!("\"{meant}\""));
        }
        self.findings.push(found);
        None
    }
}

/// `rgb(10, 41, 137)` in hexadecimal digits.
fn of_parts(text: &str) -> Option<String> {
    let inner = text.trim().strip_prefix("rgb(")?.strip_suffix(')')?;
    let parts: Option<Vec<u8>> = inner
        .split(',')
        .map(|part| part.trim().parse().ok())
        .collect();
    match parts?.as_slice() {
        [red, green, blue] => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        _ => None,
    }
}
