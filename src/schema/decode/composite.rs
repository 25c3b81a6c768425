//! Values that are written as lists or groups of keys.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::in_place::{as_one_group, list_among};
use super::scalar::said_flag;
use super::{Decoding, position};
use crate::diagnostic::Diagnostic;
use crate::messages::{Arg, Message};
use crate::schema::{Field, FieldType, Fields, Item, Record, Unlinked, Value};
use crate::text::Span;
use crate::yaml::{Kind, Node};

/// The key for the description of a picture.
const DESCRIPTION: &str = "alt";

impl Decoding<'_, '_> {
    /// Decodes a sequence or a mapping; reports a fault and returns `None`.
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
                self.split_groups(before, nodes, field);
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

    /// Reports duplicates in a list of entries, terms or words.
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

    /// Decodes a group of keys; messages name the group by its field.
    fn group(&mut self, node: &Node, fields: &Fields, field: &Field) -> Record {
        let outer = self.group.replace(field.name.clone());
        let record = self.record(node, fields);
        self.group = outer;
        record
    }

    /// A list that is written as its one item.
    pub(super) fn only(&mut self, node: &Node, of: &Field) -> Option<Value> {
        let item = self.value(node, of)?;
        Some(Value::List(vec![item]))
    }

    /// Decodes an item of a list; an empty item is a fault.
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

    /// Conditions by name; the text of each may differ by language. The registry decides
    /// which names exist, and which have quantities.
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
            // An unknown licence has already been reported.
            if record.get(key).is_none() && (*key == DESCRIPTION || !written(key)) {
                self.findings
                    .push(Self::not_stated(super::first_key(node), key));
            }
        }
        Value::Image(record)
    }

    /// The finding for a key that a picture's field requires and the picture lacks.
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
            // `{lat: 50,1, lon: 14,2}` is parsed as four keys.
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

    /// The degrees in a key, from -`most` to `most`.
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
                Some(meant) => wrong.safe_fix(value.span, meant),
                None => wrong,
            });
        }
        read
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
            // In YAML 1.2, `yes` is a text.
            let takes_words = all.iter().any(|of| matches!(of.kind, FieldType::Bool));
            let meant = node.as_text().and_then(said_flag);
            let several = || list_among(all, node.as_text()?);
            self.findings
                .push(match (meant.filter(|_| takes_words), several()) {
                    (Some(meant), _) => wrong.safe_fix(node.span, meant.to_string()),
                    (None, Some(list)) => wrong.fix(node.span, list),
                    (None, None) => wrong,
                });
            return None;
        };
        self.value(node, chosen).map(|item| item.value)
    }
}
