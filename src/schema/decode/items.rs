//! Items of a list or a group with free keys that all have the same wrong form: one cause
//! and one finding, which says what to write instead.

use std::collections::BTreeSet;

use super::Decoding;
use super::keys::called;
use crate::diagnostic::{Applicability, Diagnostic, Edit, Place, closest};
use crate::schema::{Field, FieldType, Fields, Required};
use crate::text::Span;
use crate::yaml::{Kind, Node, quote_if_needed};

/// How many keys of a group its example shows.
const SHOWN: usize = 2;

/// How many keys of a group are listed.
const LISTED: usize = 12;

/// The codes of findings about a single item of the wrong form.
const WRONG: [&str; 2] = ["S003", "S003.item"];

impl Decoding<'_, '_> {
    /// Merges the findings about whole items from `before` on into one, if several are the
    /// same.
    pub(super) fn as_one<'n>(
        &mut self,
        before: usize,
        items: impl Iterator<Item = &'n Node>,
        (field, of): (&Field, &Field),
    ) {
        let Some(fields) = Self::group_of(of) else {
            return;
        };
        let starts: BTreeSet<Span> = items.map(span_of).collect();
        let is_of_item = |found: &Diagnostic| match found.place {
            Place::Span(span) => WRONG.contains(&found.key) && starts.contains(&span),
            _ => false,
        };
        let own = self.findings.get(before..).unwrap_or_default();
        let count = own.iter().filter(|found| is_of_item(found)).count();
        if count < 2 {
            return;
        }
        let own = self.findings.split_off(before);
        let (alike, others): (Vec<_>, Vec<_>) = own.into_iter().partition(is_of_item);
        let Some(first) = alike.first() else { return };
        let fixes = alike.iter().map(|found| found.fix.as_ref());
        let edits: Option<Vec<Vec<Edit>>> = fixes.map(|fix| Some(fix?.edits.clone())).collect();
        let one = Diagnostic::new("S003.items", first.place.clone())
            .arg("field", &*field.name)
            .arg("items", count.to_string())
            .arg("expected", of.kind.expected())
            .arg("example", example(fields));
        let edits = edits.unwrap_or_default().concat();
        self.findings
            .push(one.edits(edits, Applicability::Suggested));
        self.findings.extend(others);
    }

    /// The finding for a name and a URL that are written as a key and its value: `Home: /`
    /// instead of `{to: /, label: Home}`.
    pub(super) fn named_item(node: &Node, of: &Field) -> Option<Diagnostic> {
        let fields = Self::group_of(of)?;
        let [pair] = node.pairs() else { return None };
        let is_key = called(&pair.key, fields).is_some()
            || closest(&pair.key, fields.names()).is_some()
            || fields.get(&pair.key).is_some();
        let Kind::Scalar(value) = &pair.value.kind else {
            return None;
        };
        let mut all = fields.iter();
        let (first, second, more) = (all.next()?, all.next()?, all.next());
        let (main, other) = match (is_address(first), is_address(second)) {
            (true, false) => (first, second),
            (false, true) => (second, first),
            _ => return None,
        };
        if is_key || more.is_some() {
            return None;
        }
        let group = format!(
            "{{{}: {}, {}: {}}}",
            main.name,
            quote_if_needed(&value.text),
            other.name,
            quote_if_needed(&pair.key),
        );
        let span = span_of(node);
        Some(
            Diagnostic::new("S003.item", span)
                .arg("field", &*of.name)
                .arg("key", &*pair.key)
                .arg("example", example(fields))
                .fix(span, group),
        )
    }

    /// The keys of a group.
    pub(super) fn group_of(of: &Field) -> Option<&Fields> {
        match &of.kind {
            FieldType::Object(fields) => Some(fields),
            FieldType::Shape(name) => Some(Self::shape(name)),
            _ => None,
        }
    }
}

/// An example of a group, or of a list of groups; `None` for other types.
pub(super) fn example_of(field: &Field) -> Option<String> {
    match &field.kind {
        FieldType::List(of) => Some(format!("[{}]", example(Decoding::group_of(of)?))),
        _ => Some(example(Decoding::group_of(field)?)),
    }
}

/// The keys of a group, or of the groups of a list, unless they are too many to be read.
pub(super) fn keys_of(field: &Field) -> Option<String> {
    let group = match &field.kind {
        FieldType::List(of) => of,
        _ => field,
    };
    let names: Vec<&str> = Decoding::group_of(group)?.names().collect();
    (names.len() <= LISTED).then(|| names.join(", "))
}

/// Whether a field of a group is a URL, to judge by its name in other programs.
pub(super) fn is_address(field: &Field) -> bool {
    field.also.iter().any(|other| other == "url")
}

/// The span of an item: for a group of keys, from its first key to its last value.
fn span_of(node: &Node) -> Span {
    match node.pairs() {
        [only] if only.key_span.range().start == node.span.range().start => {
            let range = only.key_span.range().start..only.value.span.range().end;
            Span::new(node.span.source, range)
        }
        _ => node.span,
    }
}

/// The example of a group: its required keys, and others that fit.
fn example(fields: &Fields) -> String {
    let needed = fields.iter().filter(|f| f.required != Required::No);
    let others = fields.iter().filter(|f| f.required == Required::No);
    let shown = needed.chain(others).take(SHOWN);
    let keys: Vec<String> = shown.map(|field| format!("{}: …", field.name)).collect();
    format!("{{{}}}", keys.join(", "))
}
