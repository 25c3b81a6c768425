//! Colours, as the Web writes them.

use std::sync::Arc;

use super::Run;
use crate::schema::{Field, Value};
use crate::yaml::Node;

impl Run<'_, '_> {
    /// A colour in hexadecimal digits: `#rgb`, `#rrggbb`, each perhaps with how
    /// opaque it is. Digits without their `#` can be meant in one way alone.
    pub(super) fn color(&mut self, node: &Node, field: &Field, text: &Arc<str>) -> Option<Value> {
        let is_hexadecimal = |digits: &str| {
            matches!(digits.len(), 3 | 4 | 6 | 8) && digits.bytes().all(|b| b.is_ascii_hexdigit())
        };
        if text.strip_prefix('#').is_some_and(is_hexadecimal) {
            return Some(Value::Text(text.clone()));
        }
        let mut found = Self::wrong(node, field);
        if is_hexadecimal(text) {
            found = found.mend(node.span, format!("\"#{text}\""));
        }
        self.findings.push(found);
        None
    }
}
