//! Values that are written as lists or groups of keys.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::items::is_address;
use super::scalar::said_flag;
use super::text_rules::item_meant;
use super::{Run, position};
use crate::diagnostic::{Applicability, Diagnostic, Edit};
use crate::messages::{Arg, Message};
use crate::path::Slug;
use crate::schema::{Field, FieldType, Fields, Item, Lang, Record, Required, Unlinked, Value};
use crate::text::{BULLETS, Span};
use crate::yaml::{Kind, Node, Pair, quote_if_needed};

/// The key of a picture that says what is seen.
const DESCRIPTION: &str = "alt";

impl Run<'_, '_> {
    /// A value from a sequence or a mapping; a fault is reported and gives none.
    pub(super) fn collection(&mut self, node: &Node, field: &Field) -> Option<Value> {
        match (&field.kind, &node.kind) {
            (FieldType::Any, _) => Some(Value::Any),
            (FieldType::Either(all), _) => self.either(node, all, field),
            (FieldType::List(of), Kind::Sequence(nodes)) => {
                let before = self.findings.len();
                let items: Vec<Item> = nodes
                    .iter()
                    .filter_map(|node| self.item(node, of))
                    .collect();
                self.as_one(before, nodes.iter(), (field, of));
                self.signs_as_one(before, field);
                self.twice(&items, field);
                self.count(node, nodes.len(), field)
                    .then_some(Value::List(items))
            }
            (FieldType::List(of), Kind::Mapping(_)) if field.single => self.only(node, of),
            (FieldType::Measurements, Kind::Sequence(nodes)) => {
                let fields = Self::shape("measurement");
                let rows = nodes.iter().map(|node| self.record(node, fields)).collect();
                self.count(node, nodes.len(), field)
                    .then_some(Value::Unlinked(Unlinked::Rows(rows)))
            }
            (FieldType::Object(fields), Kind::Mapping(_)) => {
                Some(Value::Object(self.group(node, fields, field)))
            }
            (FieldType::Shape(name), Kind::Mapping(_)) => {
                Some(Value::Object(self.group(node, Self::shape(name), field)))
            }
            (FieldType::Map(of), Kind::Mapping(pairs)) => {
                let before = self.findings.len();
                let record = self.map(node, of);
                self.as_one(before, pairs.iter().map(|pair| &pair.value), (field, of));
                Some(Value::Object(record))
            }
            (FieldType::Conditions, Kind::Mapping(_)) => Some(Value::Object(self.conditions(node))),
            (FieldType::Image { required, .. }, Kind::Mapping(_)) => {
                Some(self.image(node, required))
            }
            (FieldType::Geo, Kind::Mapping(_)) if position::of_node(node).is_none() => {
                self.geo(node, field)
            }
            (FieldType::Map(_), Kind::Sequence(nodes)) if !nodes.is_empty() => {
                self.findings.push(Self::list_for_keys(node, nodes, field));
                None
            }
            (FieldType::Geo, Kind::Mapping(_) | Kind::Sequence(_))
                if position::of_node(node).is_some() =>
            {
                let meant = position::of_node(node).unwrap_or_default();
                self.findings
                    .push(Self::wrong(node, field).fix(node.span, meant));
                None
            }
            (kind, Kind::Sequence(nodes)) if !kind.holds_keys() => {
                self.findings.push(Self::list_for_one(node, nodes, field));
                None
            }
            (FieldType::Object(_) | FieldType::Shape(_), Kind::Sequence(nodes)) => {
                let found = Self::wrong(node, field);
                self.findings.push(match as_one_group(nodes) {
                    Some(group) => found.fix(node.span, group),
                    None => found,
                });
                None
            }
            _ => {
                self.wrong_type(node, field);
                None
            }
        }
    }

    /// Reports what a list of entries, terms or words names twice.
    fn twice(&mut self, items: &[Item], field: &Field) {
        if field.unique {
            return;
        }
        let mut seen = BTreeSet::new();
        for item in items {
            let (Value::Choice(name) | Value::Unlinked(Unlinked::Term(name) | Unlinked::Ref(name))) =
                &item.value
            else {
                continue;
            };
            if !seen.insert(name.clone()) {
                self.findings.push(
                    Diagnostic::new("S021.twice", item.span)
                        .arg("field", &*field.name)
                        .arg("value", &**name),
                );
            }
        }
    }

    /// The keys of a group, which messages name by its field.
    fn group(&mut self, node: &Node, fields: &Fields, field: &Field) -> Record {
        let outer = self.group.replace(field.name.clone());
        let record = self.record(node, fields);
        self.group = outer;
        record
    }

    /// What is wrong with a list in the place of one value; its only item is what is meant.
    fn list_for_one(node: &Node, nodes: &[Node], field: &Field) -> Diagnostic {
        match nodes {
            [only] => {
                let found = Self::wrong(node, field);
                let is_text = matches!(
                    field.kind,
                    FieldType::String | FieldType::Text | FieldType::Markdown
                );
                let meant = match &only.kind {
                    // What needs no quotes in brackets needs none without them.
                    Kind::Scalar(scalar) if scalar.plain => Some(scalar.text.to_string()),
                    Kind::Scalar(scalar) => Some(quote_if_needed(&scalar.text)),
                    _ => None,
                };
                match meant {
                    // The brackets may be a part of a text.
                    Some(meant) if is_text => found.fix(node.span, meant),
                    Some(meant) => found.mend(node.span, meant),
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

    /// What is wrong with a list in the place of a group with free keys.
    fn list_for_keys(node: &Node, nodes: &[Node], field: &Field) -> Diagnostic {
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

    /// What is wrong with a text in the place of a group with free keys; several names may
    /// stand in it.
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

    /// The group of keys that a text in its place may stand for: the value of the field that
    /// it cannot be without, or of the first one where it can be without any.
    pub(super) fn text_for_group(node: &Node, field: &Field, text: &str) -> Diagnostic {
        let found = Self::wrong(node, field);
        let Some(fields) = Self::group_of(field) else {
            return found;
        };
        let is_text = |field: &&Field| match &field.kind {
            FieldType::Enum(words) => words.contains_key(text),
            // A name is no address.
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

    /// A group in the place of a list of groups: it is the only item that is meant. The
    /// list is offered where each value stands on one line.
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

    /// A list that is written as its one item.
    pub(super) fn only(&mut self, node: &Node, of: &Field) -> Option<Value> {
        let item = self.value(node, of)?;
        Some(Value::List(vec![item]))
    }

    /// An item of a list; nothing between two dashes is a fault.
    fn item(&mut self, node: &Node, of: &Field) -> Option<Item> {
        if super::is_nothing(node, of) {
            self.wrong_type(node, of);
            return None;
        }
        if let Some(found) = Self::named_item(node, of) {
            self.findings.push(found);
            return None;
        }
        self.value(node, of)
    }

    /// Whether a list has as many items as its field allows.
    fn count(&mut self, node: &Node, items: usize, field: &Field) -> bool {
        // Lists are far shorter than 2^52.
        #[expect(clippy::cast_precision_loss, reason = "lists are short")]
        let number = items as f64;
        let few = field.bounds.min.filter(|min| number < *min);
        let many = field.bounds.max.filter(|max| number > *max);
        let Some(limit) = few.or(many) else {
            return true;
        };
        let key = if few.is_some() {
            "S058.few"
        } else {
            "S058.many"
        };
        self.findings.push(
            Diagnostic::new(key, node.span)
                .arg("field", &*field.name)
                .arg("items", items.to_string())
                .arg("limit", limit.to_string()),
        );
        false
    }

    fn map(&mut self, node: &Node, of: &Field) -> Record {
        let mut record = Record::empty(node.span);
        let own = node.pairs().iter();
        for pair in own.filter(|pair| !pair.key.starts_with("x-")) {
            // `code: {}` and `code:` are both an empty group.
            let empty = Node {
                span: pair.key_span,
                kind: Kind::Mapping(Vec::new()),
            };
            let value = match pair.value.kind {
                Kind::Null if of.kind.holds_keys() => &empty,
                _ => &pair.value,
            };
            if let Some(item) = self.value(value, of) {
                record.insert(pair.key.clone(), item);
            }
        }
        record
    }

    /// Conditions by name; the text of each may differ by language. Which names
    /// there are, and which hold quantities, is the registry's to say.
    fn conditions(&mut self, node: &Node) -> Record {
        let text = Field {
            localized: true,
            ..Field::new("conditions", FieldType::String)
        };
        self.map(node, &text)
    }

    fn image(&mut self, node: &Node, required: &[&str]) -> Value {
        let record = self.record(node, Self::shape("image"));
        let written = |key: &str| {
            node.pair(key)
                .is_some_and(|pair| pair.value.kind != Kind::Null)
        };
        for key in required {
            // A licence that is none has been reported already.
            if record.get(key).is_none() && (*key == DESCRIPTION || !written(key)) {
                self.findings
                    .push(Self::not_stated(super::first_key(node), key));
            }
        }
        Value::Image(record)
    }

    /// What a picture's field requires, and the picture does not state.
    pub(super) fn not_stated(span: Span, key: &str) -> Diagnostic {
        match key {
            DESCRIPTION => Diagnostic::new("I001", span).arg("field", key),
            _ => Diagnostic::new("I061", span).arg("field", key),
        }
    }

    fn geo(&mut self, node: &Node, field: &Field) -> Option<Value> {
        let pairs = node.pairs().iter();
        let stray = pairs.clone().any(|p| !matches!(&*p.key, "lat" | "lon"));
        if stray || node.get("lat").is_none() || node.get("lon").is_none() {
            // `{lat: 50,1, lon: 14,2}` has four keys.
            let is_cut = pairs
                .clone()
                .any(|p| p.key.bytes().all(|b| b.is_ascii_digit()));
            if is_cut && node.get("lat").is_some() {
                self.findings
                    .push(Diagnostic::new("S003.comma", node.span).arg("field", &*field.name));
            } else {
                let missing = ["lat", "lon"]
                    .into_iter()
                    .filter(|key| node.get(key).is_none());
                let missing: Vec<&str> = missing.collect();
                match missing.as_slice() {
                    [missing] if !stray => self.findings.push(
                        Diagnostic::new("S003.one_degree", node.span)
                            .arg("field", &*field.name)
                            .arg("missing", *missing),
                    ),
                    _ => self.wrong_type(node, field),
                }
            }
            return None;
        }
        let lat = self.degrees_at(node, "lat", 90);
        let lon = self.degrees_at(node, "lon", 180);
        Some(Value::Geo {
            lat: lat?,
            lon: lon?,
        })
    }

    /// The degrees of a key, at most so many to either side of zero.
    fn degrees_at(&mut self, node: &Node, key: &str, most: u8) -> Option<Arc<str>> {
        let value = node.get(key)?;
        let text = value.as_text();
        let read = text.and_then(|text| Self::degrees(text, f64::from(most)));
        if read.is_none() {
            let wrong = Diagnostic::new("S003.degrees", value.span)
                .arg("key", key)
                .arg("most", most.to_string())
                .arg("found", super::found(value));
            let pointed = text.map(|text| text.replace(',', "."));
            let pointed = pointed.filter(|text| Self::degrees(text, f64::from(most)).is_some());
            self.findings.push(match pointed {
                Some(meant) => wrong.mend(value.span, meant),
                None => wrong,
            });
        }
        read
    }

    /// Reports a text in the place of a list, with the list that may be meant.
    pub(super) fn text_for_list(&mut self, node: &Node, field: &Field, of: &Field, text: &str) {
        let found = match dashed(text) {
            Some(_) => Diagnostic::new("S003.dash", node.span)
                .arg("field", &*field.name)
                .arg("expected", field.kind.expected()),
            None => Self::wrong(node, field),
        };
        // A text is no group of keys, in brackets or not.
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
            found.mend(node.span, list)
        } else {
            found.fix(node.span, list)
        });
    }

    /// The first alternative whose form fits the node.
    pub(super) fn either(&mut self, node: &Node, all: &[Field], field: &Field) -> Option<Value> {
        let fits = |kind: &FieldType| match &node.kind {
            Kind::Null => false,
            Kind::Sequence(_) => matches!(kind, FieldType::List(_)),
            Kind::Mapping(_) => kind.holds_keys(),
            Kind::Scalar(scalar) => match kind {
                FieldType::Bool => matches!(&*scalar.text, "true" | "false"),
                FieldType::Enum(values) => values.contains_key(&*scalar.text),
                FieldType::List(_) => false,
                kind => !kind.holds_keys(),
            },
        };
        let Some(chosen) = all.iter().find(|of| fits(&of.kind)) else {
            let expected: Vec<Message> = all.iter().map(|of| of.kind.expected()).collect();
            let wrong = Diagnostic::new("S003", node.span)
                .arg("field", &*field.name)
                .arg("expected", Arg::AnyOf(expected))
                .arg("found", super::found(node));
            // `yes` is a text in YAML.
            let takes_words = all.iter().any(|of| matches!(of.kind, FieldType::Bool));
            let meant = node.as_text().and_then(said_flag);
            let several = || list_among(all, node.as_text()?);
            self.findings
                .push(match (meant.filter(|_| takes_words), several()) {
                    (Some(meant), _) => wrong.mend(node.span, meant.to_string()),
                    (None, Some(list)) => wrong.fix(node.span, list),
                    (None, None) => wrong,
                });
            return None;
        };
        self.value(node, chosen).map(|item| item.value)
    }
}

/// The list that a text such as `new, used` stands for, where one of the alternatives is a
/// list of words.
fn list_among(all: &[Field], text: &str) -> Option<String> {
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
    let fields = Run::group_of(of)?;
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
fn as_one_group(nodes: &[Node]) -> Option<String> {
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

/// A list without the brackets of another notation, or without the one that it has.
fn within_brackets(text: &str) -> &str {
    let in_parentheses = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    let closed = || text.strip_suffix(']').filter(|rest| !rest.contains('['));
    let inner = in_parentheses.or_else(closed).map(str::trim);
    inner.filter(|inner| !inner.is_empty()).unwrap_or(text)
}

/// The items of a list whose hyphens have no space after them: to YAML it is one text.
fn dashed(text: &str) -> Option<Vec<&str>> {
    let rest = text.strip_prefix('-')?;
    let is_word =
        |rest: &str| rest.starts_with(|c: char| !c.is_ascii_digit() && c != ' ' && c != '-');
    let items: Vec<&str> = rest.split(" -").map(str::trim).collect();
    items.iter().all(|item| is_word(item)).then_some(items)
}

/// The items of a list that is written with the bullets of a word processor, each on a line
/// of its own, which YAML joins.
fn bulleted(text: &str) -> Option<Vec<&str>> {
    let is_bullet = |sign: &char| BULLETS.contains(sign) || "–—*+".contains(*sign);
    let bullet = text.chars().next().filter(is_bullet)?;
    let rest = text.strip_prefix(bullet)?.strip_prefix([' ', '\u{a0}'])?;
    let between = format!(" {bullet} ");
    Some(rest.split(&*between).map(str::trim).collect())
}

/// The items of a list that is written as `1. air 2. water`, with the numbers in their
/// order, which YAML joins.
fn numbered(text: &str) -> Option<Vec<&str>> {
    let mut rest = text.trim();
    let sign = ['.', ')'].into_iter().find(|sign| {
        let first = rest.strip_prefix('1').and_then(|r| r.strip_prefix(*sign));
        first.is_some_and(|rest| rest.starts_with([' ', '\u{a0}']))
    })?;
    let mut items = Vec::new();
    rest = rest.get(2..)?;
    while let Some(at) = rest.find(&format!(" {}{sign} ", items.len() + 2)) {
        let (item, behind) = rest.split_at_checked(at)?;
        items.push(item.trim());
        let number = (items.len() + 1).to_string();
        rest = behind.get(number.len() + 2..)?;
    }
    items.push(rest.trim());
    Some(items)
}

/// The items of a list of names that is written as `air and water`.
fn joined(text: &str) -> Option<Vec<&str>> {
    const WORDS: [&str; 7] = [" and ", " und ", " oraz ", " a ", " i ", " & ", " + "];
    let word = WORDS.iter().find(|word| text.contains(**word))?;
    Some(text.split(word).map(str::trim).collect())
}

/// The items of a list of terms that is written as `air/water`.
fn slashed(text: &str) -> Option<Vec<&str>> {
    let items: Vec<&str> = text.split('/').map(str::trim).collect();
    (items.len() > 1 && items.iter().all(|item| !item.is_empty())).then_some(items)
}

/// The items of a list that is written as `air, water`.
fn separated(text: &str) -> Option<Vec<&str>> {
    const MARKS: [&str; 6] = ["\n", ";", " | ", "|", ",", " / "];
    let text = text.trim();
    let mark = MARKS.into_iter().find(|mark| text.contains(mark))?;
    let items: Vec<&str> = text
        .split(mark)
        .map(|item| item.trim().trim_end_matches([',', ';']))
        .filter(|item| !item.is_empty())
        .collect();
    (items.len() > 1).then_some(items)
}
