//! Misplaced keys: those of a group without their indent, languages around fields, a key
//! without the space after its colon. Each is one cause and one finding.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Decoding;
use super::scalar::said_flag;
use crate::diagnostic::{Applicability, Diagnostic, Edit};
use crate::schema::{Field, FieldType, Fields, Required};
use crate::text::Span;
use crate::yaml::{Kind, Node, Pair};

/// Words in other programs for whether an entry is published. Some of them are dates here.
const SHOWN: [&str; 5] = ["published", "publish", "visible", "public", "enabled"];

/// The misplaced keys of a group.
#[derive(Default)]
pub(super) struct Strays {
    /// The keys that are reported together.
    pub(super) keys: BTreeSet<Arc<str>>,
    /// The fields whose values they are.
    pub(super) of: BTreeSet<Arc<str>>,
}

impl Decoding<'_, '_> {
    /// Reports the keys of a group that belong elsewhere.
    pub(super) fn strays(&mut self, node: &Node, fields: &Fields) -> Strays {
        let mut strays = Strays::default();
        let pairs = node.pairs();
        for (at, pair) in pairs.iter().enumerate() {
            if pair.value.kind != Kind::Null {
                continue;
            }
            let Some(field) = fields.get(&pair.key) else {
                continue;
            };
            let below = pairs.iter().skip(at + 1);
            let below = below.take_while(|pair| fields.get(&pair.key).is_none());
            let own = below.take_while(|pair| self.is_part(&pair.key, field));
            let own: Vec<&Pair> = own.collect();
            if let Some(first) = own.first() {
                let found = Diagnostic::new("S002.indent", first.key_span)
                    .arg("key", &*first.key)
                    .arg("field", &*field.name);
                self.findings
                    .push(found.edits(indents(&own), Applicability::Suggested));
                strays.keys.extend(own.iter().map(|pair| pair.key.clone()));
                strays.of.insert(field.name.clone());
            }
        }
        self.around(pairs, fields, &mut strays);
        self.without_field(pairs, fields, &mut strays);
        strays
    }

    /// Reports languages with fields under them: they belong within each field.
    fn around(&mut self, pairs: &[Pair], fields: &Fields, strays: &mut Strays) {
        let holds_fields = |pair: &&Pair| {
            let inner = pair.value.pairs();
            let all = inner.iter().all(|pair| fields.get(&pair.key).is_some());
            !inner.is_empty() && all && fields.get(&pair.key).is_none()
        };
        let around = pairs.iter().filter(|pair| self.is_own_language(&pair.key));
        let around: Vec<&Pair> = around.filter(holds_fields).collect();
        let Some(first) = around.first() else { return };
        let inner = around.iter().flat_map(|pair| pair.value.pairs());
        strays.of.extend(inner.map(|pair| pair.key.clone()));
        strays
            .keys
            .extend(around.iter().map(|pair| pair.key.clone()));
        let example = first.value.pairs().first().map(|pair| &*pair.key);
        let found = Diagnostic::new("S002.languages", first.key_span)
            .arg("lang", &*first.key)
            .arg("field", example.unwrap_or_default());
        self.findings.push(found);
    }

    /// Reports a group of only languages if they belong to the required text of the group:
    /// `{en: Spinning}` for `{label: {en: Spinning}}`.
    fn without_field(&mut self, pairs: &[Pair], fields: &Fields, strays: &mut Strays) {
        let is_text = |pair: &Pair| {
            self.is_own_language(&pair.key)
                && fields.get(&pair.key).is_none()
                && pair.value.as_text().is_some()
        };
        let needed = |field: &&Field| field.localized && field.required != Required::No;
        let (Some(first), Some(field)) = (pairs.first(), fields.iter().find(needed)) else {
            return;
        };
        if !pairs.iter().all(is_text) {
            return;
        }
        let found = Diagnostic::new("S002.within", first.key_span)
            .arg("lang", &*first.key)
            .arg("field", &*field.name);
        self.findings.push(found);
        strays
            .keys
            .extend(pairs.iter().map(|pair| pair.key.clone()));
        strays.of.insert(field.name.clone());
    }

    /// Whether a key is one of the parts of a field: of its group, or a language of its text.
    fn is_part(&self, key: &str, field: &Field) -> bool {
        if field.localized {
            return self.is_own_language(key);
        }
        match &field.kind {
            FieldType::Object(_) | FieldType::Shape(_) => {
                Self::group_of(field).is_some_and(|fields| fields.get(key).is_some())
            }
            FieldType::Image { .. } => Self::shape("image").get(key).is_some(),
            FieldType::Geo => matches!(key, "lat" | "lon"),
            _ => false,
        }
    }

    /// Reports keys such as `published: false`: the field `draft` says whether an entry is
    /// published.
    pub(super) fn is_state(&mut self, pair: &Pair, fields: &Fields) -> bool {
        let own = fields.get(&pair.key);
        let is_date = own.is_none_or(|field| matches!(field.kind, FieldType::Date));
        let has_draft = fields.get("draft").is_some();
        if !is_date || !has_draft || !SHOWN.contains(&&*pair.key) {
            return false;
        }
        let Some(is_shown) = pair.value.as_text().and_then(said_flag) else {
            return false;
        };
        let whole = Span {
            end: pair.value.span.end,
            ..pair.key_span
        };
        let found = Diagnostic::new("S002.state", pair.key_span).arg("key", &*pair.key);
        self.findings
            .push(found.fix(whole, format!("draft: {}", !is_shown)));
        true
    }

    /// Reports `en:One`, a key and its value without the space between them.
    pub(super) fn is_tight(&mut self, pair: &Pair, is_known: &dyn Fn(&str) -> bool) -> bool {
        let known = pair.key.split_once(':').filter(|(key, _)| is_known(key));
        let Some((key, _)) = known.filter(|_| pair.value.kind == Kind::Null) else {
            return false;
        };
        let behind = pair.key_span.part(key.len() + 1..key.len() + 1);
        let found = Diagnostic::new("Y001.colon", pair.key_span).arg("key", key);
        self.findings.push(found.fix(behind, " "));
        true
    }
}

/// The missing indents, if each value is on the line of its key.
fn indents(own: &[&Pair]) -> Vec<Edit> {
    let on_one_line = |pair: &&Pair| match &pair.value.kind {
        Kind::Scalar(scalar) => !scalar.text.contains('\n'),
        Kind::Null => true,
        _ => false,
    };
    if !own.iter().all(on_one_line) {
        return Vec::new();
    }
    let indent = |pair: &&Pair| Edit {
        span: pair.key_span.part(0..0),
        text: "  ".to_owned(),
    };
    own.iter().map(indent).collect()
}
