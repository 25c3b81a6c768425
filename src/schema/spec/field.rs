//! A field's declaration as written: the keys of the table of modifiers with their nodes.
//! Compiling the field interprets them.

use indexmap::IndexMap;

use crate::schema::modifiers::{MODIFIERS, TYPE};
use crate::schema::read::FromNode;
use crate::yaml::{Kind, Node, Pair};

/// A field as written.
#[derive(Debug, Clone, Default)]
pub(in crate::schema) struct FieldSpec {
    /// The keys whose values are not declarations; an empty value removes the key from the
    /// extended declaration.
    keys: IndexMap<&'static str, Node>,
    /// What a list or a map holds.
    pub of: Option<OfSpec>,
    /// The fields of an object.
    pub fields: Option<IndexMap<String, FieldSpec>>,
}

/// `of:`: one declaration, or several of which one must fit (shapes only).
#[derive(Debug, Clone)]
pub(in crate::schema) enum OfSpec {
    One(Box<FieldSpec>),
    Either(Vec<FieldSpec>),
}

impl FieldSpec {
    /// The node of a key; `None` if the key is missing or empty.
    pub(in crate::schema) fn get(&self, key: &str) -> Option<&Node> {
        self.keys.get(key).filter(|node| node.kind != Kind::Null)
    }

    /// Whether a key exists, including those of declarations.
    pub(in crate::schema) fn has(&self, key: &str) -> bool {
        match key {
            "of" => self.of.is_some(),
            "fields" => self.fields.is_some(),
            _ => self.get(key).is_some(),
        }
    }

    /// The word after `type:`.
    pub(in crate::schema) fn type_name(&self) -> &str {
        self.get(TYPE).and_then(Node::as_text).unwrap_or_default()
    }

    /// Sets a value unless this declaration has its own.
    pub(in crate::schema) fn put_under(&mut self, key: &'static str, node: &Node) {
        if !self.has(key) {
            self.keys.insert(key, node.clone());
        }
    }

    /// Merges an extension over this declaration.
    pub(in crate::schema) fn overlay(&mut self, over: Self) {
        for row in MODIFIERS {
            let replaced = over.keys.contains_key(row.key) && self.has(row.key);
            if let Some(describes) = row.describes.filter(|_| replaced) {
                self.keys.shift_remove(describes);
            }
        }
        match over.fields {
            Some(fields) => {
                let mine = self.fields.get_or_insert_default();
                for (name, field) in fields {
                    mine.entry(name).or_default().overlay(field);
                }
            }
            None if over.keys.contains_key("fields") => self.fields = None,
            None => {}
        }
        if over.of.is_some() || over.keys.contains_key("of") {
            self.of = over.of;
        }
        for (key, node) in over.keys {
            let node = match self.keys.get(key) {
                Some(base) if matches!(key, "label" | "help" | "synonyms") => {
                    by_language(base, node)
                }
                Some(base) if key == "values" => with_labels(base, node),
                _ => node,
            };
            self.keys.insert(key, node);
        }
    }
}

/// A text of an extension, with the languages that the extension does not mention.
fn by_language(base: &Node, mut over: Node) -> Node {
    let languages = base.pairs().iter();
    let left: Vec<Pair> = languages
        .filter(|pair| over.pair(&pair.key).is_none())
        .cloned()
        .collect();
    if let Kind::Mapping(pairs) = &mut over.kind {
        pairs.splice(0..0, left);
    }
    over
}

/// The words of an extension; their labels keep the languages that the extension does not
/// mention. A word that it does not list is removed.
fn with_labels(base: &Node, mut over: Node) -> Node {
    if let Kind::Mapping(pairs) = &mut over.kind {
        for pair in pairs {
            if let Some(base) = base.get(&pair.key) {
                pair.value = by_language(base, pair.value.clone());
            }
        }
    }
    over
}

impl FromNode for FieldSpec {
    fn from_node(node: &Node) -> Option<Self> {
        if !matches!(node.kind, Kind::Mapping(_) | Kind::Null) {
            return None;
        }
        let mut spec = Self::default();
        for Pair { key, value, .. } in node.pairs() {
            match (&**key, &value.kind) {
                ("of", kind) if *kind != Kind::Null => spec.of = OfSpec::from_node(value),
                ("fields", kind) if *kind != Kind::Null => {
                    spec.fields = IndexMap::from_node(value);
                }
                (key, _) => {
                    let rows = MODIFIERS.iter().map(|row| row.key);
                    let known = rows.chain([TYPE]).find(|known| *known == key);
                    if let Some(known) = known {
                        spec.keys.insert(known, value.clone());
                    }
                }
            }
        }
        Some(spec)
    }
}

impl FromNode for OfSpec {
    fn from_node(node: &Node) -> Option<Self> {
        match &node.kind {
            Kind::Sequence(_) => Vec::from_node(node).map(Self::Either),
            _ => FieldSpec::from_node(node).map(|field| Self::One(Box::new(field))),
        }
    }
}
