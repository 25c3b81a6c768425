//! A value of the wrong kind: a text or a group instead of a list, a list instead of one
//! value or a group. If only one meaning is possible, the right form is built from it.

use std::collections::BTreeSet;

use super::Decoding;
use super::items::is_address;
use super::notations::{bulleted, dashed, joined, numbered, separated, slashed, within_brackets};
use super::scalar::said_flag;
use super::text_rules::item_meant;
use crate::diagnostic::{Applicability, Diagnostic, Edit};
use crate::path::Slug;
use crate::schema::{Field, FieldType, Lang, Required};
use crate::text::Span;
use crate::yaml::{Kind, Node, Pair, quote_if_needed};

impl Decoding<'_, '_> {
    /// The finding for a list instead of one value; an only item is the value that is
    /// meant.
    pub(super) fn list_for_one(node: &Node, nodes: &[Node], field: &Field) -> Diagnostic {
        match nodes {
            [only] => {
                let found = Self::wrong(node, field);
                let is_text = matches!(
                    field.kind,
                    FieldType::String | FieldType::Text | FieldType::Markdown
                );
                let meant = match &only.kind {
                    // What needs no quotes in brackets needs none outside them.
                    Kind::Scalar(scalar) if scalar.plain => Some(scalar.text.to_string()),
                    Kind::Scalar(scalar) => Some(quote_if_needed(&scalar.text)),
                    _ => None,
                };
                match meant {
                    // The brackets may be a part of a text.
                    Some(meant) if is_text => found.fix(node.span, meant),
                    Some(meant) => found.safe_fix(node.span, meant),
                    None => found,
                }
            }
            [_, _, ..] if field.localized && nodes.iter().all(is_of_language) => {
                Diagnostic::new("S003.dashes", node.span).arg("field", &*field.name)
            }
            [_, _, ..] => Diagnostic::new("S003.several", node.span)
                .arg("field", &*field.name)
                .arg("items", nodes.len().to_string())
                .arg("expected", field.kind.expected()),
            [] => Self::wrong(node, field),
        }
    }

    /// The finding for a list instead of a group with free keys.
    pub(super) fn list_for_keys(node: &Node, nodes: &[Node], field: &Field) -> Diagnostic {
        let name = nodes.first().and_then(|first| {
            let mut named = ["id", "key", "code", "name"].iter();
            let named = named.find_map(|key| first.get(key)?.as_text());
            first.as_text().or(named)
        });
        let names: Option<Vec<&str>> = nodes.iter().map(Node::as_text).collect();
        let keyed = names.and_then(|names| names_as_keys(&names, field));
        let example = name.and_then(Slug::from_text);
        let example = example.map_or_else(|| "id".to_owned(), |slug| slug.to_string());
        let found = Diagnostic::new("S003.keyed", node.span)
            .arg("field", &*field.name)
            .arg("example", example);
        match keyed {
            Some(keyed) => found.fix(node.span, keyed),
            None => found,
        }
    }

    /// The finding for a text instead of a group with free keys; the text may contain
    /// several names.
    pub(super) fn text_for_keys(node: &Node, field: &Field, text: &str) -> Diagnostic {
        let found = Self::wrong(node, field);
        let several = separated(text)
            .or_else(|| dashed(text))
            .or_else(|| bulleted(text));
        match several.and_then(|names| names_as_keys(&names, field)) {
            Some(keyed) => found.fix(node.span, keyed),
            None => found,
        }
    }

    /// The finding for a text instead of a group. The text may be the value of the only
    /// required field, or of the first field if none is required.
    pub(super) fn text_for_group(node: &Node, field: &Field, text: &str) -> Diagnostic {
        let found = Self::wrong(node, field);
        let Some(fields) = Self::group_of(field) else {
            return found;
        };
        let is_text = |field: &&Field| match &field.kind {
            FieldType::Enum(words) => words.contains_key(text),
            // A name is not a URL.
            _ if is_address(field) => text.contains([':', '/']),
            _ => matches!(
                field.kind,
                FieldType::String
                    | FieldType::Text
                    | FieldType::Term { .. }
                    | FieldType::Ref { .. }
            ),
        };
        let mut required = fields.iter().filter(|field| field.required != Required::No);
        let meant = match (required.next(), required.next()) {
            (None, _) => fields.iter().next(),
            (only, None) => only,
            // One text is not enough for the group.
            _ => None,
        };
        match meant.filter(is_text) {
            Some(inner) => {
                let group = format!("{{{}: {}}}", inner.name, quote_if_needed(text));
                found.fix(node.span, group)
            }
            None => found,
        }
    }

    /// The finding for a group instead of a list of groups: the group is meant as the only
    /// item. The list is suggested if each value is on one line.
    pub(super) fn group_for_list(node: &Node, field: &Field) -> Diagnostic {
        let found = Self::wrong(node, field);
        let pairs = node.pairs();
        let start = node.span.range().start;
        let in_braces = pairs
            .first()
            .is_none_or(|pair| pair.key_span.range().start > start);
        let insert = |span: &Span, at: usize, text: &str| {
            let span = span.part(at..at);
            let text = text.to_owned();
            Edit { span, text }
        };
        let source = node.span.range();
        if in_braces {
            let edits = vec![
                insert(&node.span, 0, "["),
                insert(&node.span, source.len(), "]"),
            ];
            return found.edits(edits, Applicability::Suggested);
        }
        let on_one_line = |pair: &Pair| match &pair.value.kind {
            Kind::Scalar(scalar) => {
                let quotes = if scalar.plain { 0 } else { 2 };
                pair.value.span.range().len() == scalar.text.len() + quotes
                    && !scalar.text.contains('\n')
            }
            _ => false,
        };
        if !pairs.iter().all(on_one_line) {
            return found;
        }
        let edits = pairs.iter().enumerate().map(|(number, pair)| {
            let text = if number == 0 { "- " } else { "  " };
            insert(&pair.key_span, 0, text)
        });
        found.edits(edits.collect(), Applicability::Suggested)
    }

    /// Reports a text instead of a list, and suggests the list that may be meant.
    pub(super) fn text_for_list(&mut self, node: &Node, field: &Field, of: &Field, text: &str) {
        let found = match dashed(text) {
            Some(_) => Diagnostic::new("S003.dash", node.span)
                .arg("field", &*field.name)
                .arg("expected", field.kind.expected()),
            None => Self::wrong(node, field),
        };
        // A text is not a group of keys, with or without brackets.
        if of.kind.holds_keys() {
            self.findings.push(found);
            return;
        }
        let inner = within_brackets(text);
        let several = bulleted(inner)
            .or_else(|| dashed(inner))
            .or_else(|| numbered(inner))
            .or_else(|| separated(inner));
        let are_terms = matches!(of.kind, FieldType::Term { .. });
        let are_ids = are_terms || matches!(of.kind, FieldType::Ref { .. });
        let several = several.or_else(|| joined(inner).filter(|_| are_ids));
        let several = several.or_else(|| slashed(inner).filter(|_| are_terms));
        let ordered = |item: &&str| item_meant(item, of).is_some();
        let is_whole = several.is_none() && inner == text && !text.contains('\n');
        let items = several.unwrap_or_else(|| vec![inner]);
        let is_certain = is_whole && !items.iter().any(ordered);
        let items = items.into_iter().map(|item| {
            let meant = item_meant(item, of);
            meant.unwrap_or_else(|| quote_if_needed(item))
        });
        let items: Vec<String> = items.collect();
        let list = format!("[{}]", items.join(", "));
        self.findings.push(if is_certain {
            found.safe_fix(node.span, list)
        } else {
            found.fix(node.span, list)
        });
    }
}

/// The list that is meant by a text such as `new, used`, if one of the alternatives is a
/// list of words.
pub(super) fn list_among(all: &[Field], text: &str) -> Option<String> {
    let takes_list = all.iter().any(|of| match &of.kind {
        FieldType::List(of) => !of.kind.holds_keys(),
        _ => false,
    });
    let items = separated(within_brackets(text)).filter(|_| takes_list)?;
    let items: Vec<String> = items.into_iter().map(quote_if_needed).collect();
    Some(format!("[{}]", items.join(", ")))
}

/// Names as the keys of a group, each with its name as the one text that it must have:
/// `{air: {label: Air}, water: {label: Water}}`.
fn names_as_keys(names: &[&str], field: &Field) -> Option<String> {
    let FieldType::Map(of) = &field.kind else {
        return None;
    };
    let fields = Decoding::group_of(of)?;
    let mut required = fields.iter().filter(|field| field.required != Required::No);
    let only = required.next().filter(|_| required.next().is_none())?;
    let keyed = names.iter().map(|name| {
        let id = Slug::from_text(name).filter(|_| matches!(only.kind, FieldType::String))?;
        Some(format!(
            "{id}: {{{}: {}}}",
            only.name,
            quote_if_needed(name)
        ))
    });
    let keyed: Option<Vec<String>> = keyed.collect();
    Some(format!("{{{}}}", keyed?.join(", ")))
}

/// The names that are written as keys where values belong: `{air, water}`, or `air: true`
/// on a line each.
pub(super) fn keys_as_names(pairs: &[Pair], field: &Field) -> Option<String> {
    let is_named = |kind: &FieldType| {
        let is_word = matches!(kind, FieldType::String | FieldType::Enum(_));
        is_word || matches!(kind, FieldType::Term { .. } | FieldType::Ref { .. })
    };
    let is_set = |pair: &&Pair| match &pair.value.kind {
        Kind::Null => true,
        Kind::Scalar(scalar) => scalar.plain && said_flag(&scalar.text) == Some(true),
        _ => false,
    };
    let is_unset = |pair: &Pair| pair.value.as_text().and_then(said_flag) == Some(false);
    let chosen: Vec<&Pair> = pairs.iter().filter(is_set).collect();
    if chosen.is_empty() || !pairs.iter().all(|pair| is_set(&pair) || is_unset(pair)) {
        return None;
    }
    let names = chosen.iter().map(|pair| quote_if_needed(&pair.key));
    let names: Vec<String> = names.collect();
    match (&field.kind, names.as_slice()) {
        (FieldType::List(of), _) if is_named(&of.kind) => Some(format!("[{}]", names.join(", "))),
        (kind, [only]) if is_named(kind) => Some(only.clone()),
        _ => None,
    }
}

/// The group whose keys are written as items of a list: `- street: …`, `- town: …`.
pub(super) fn as_one_group(nodes: &[Node]) -> Option<String> {
    let pairs: Vec<&Pair> = nodes.iter().flat_map(Node::pairs).collect();
    let keys: BTreeSet<&str> = pairs.iter().map(|pair| &*pair.key).collect();
    let is_whole = nodes.iter().all(|node| !node.pairs().is_empty());
    if !is_whole || pairs.is_empty() || keys.len() < pairs.len() {
        return None;
    }
    let texts = pairs.iter().map(|pair| {
        let text = pair.value.as_text().filter(|text| !text.contains('\n'))?;
        Some(format!("{}: {}", pair.key, quote_if_needed(text)))
    });
    let texts: Option<Vec<String>> = texts.collect();
    Some(format!("{{{}}}", texts?.join(", ")))
}

/// Whether an item of a list is a text with its language, `- en: One`.
fn is_of_language(item: &Node) -> bool {
    match item.pairs() {
        [only] => Lang::parse(&only.key).is_some(),
        _ => false,
    }
}
