//! The tree.

use std::sync::Arc;

use crate::messages::Message;
use crate::text::Span;

/// A parsed document: its root and its comments.
#[derive(Debug, Clone)]
pub struct Yaml {
    /// The root; null for an empty document.
    pub root: Node,
    /// All comments in the order of the file, for edits that keep them.
    pub comments: Vec<Comment>,
}

/// A comment, from its `#` to the end of its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Where it is.
    pub span: Span,
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Where the value is; for a block mapping or sequence, from its first
    /// key or dash to the end of its last value.
    pub span: Span,
    /// The value.
    pub kind: Kind,
}

/// The kinds of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Nothing, `~` or `null`, unquoted.
    Null,
    /// Text, quoted or not.
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values in the order of the file.
    Mapping(Vec<Pair>),
}

/// A text as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text, without quotes and with escapes resolved.
    pub text: Arc<str>,
    /// Whether it is unquoted, so that it may be a number or a boolean.
    pub plain: bool,
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The key.
    pub key: Arc<str>,
    /// Where the key is.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Node {
    /// The text of a scalar.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// The pairs of a mapping; empty for anything else.
    #[must_use]
    pub fn pairs(&self) -> &[Pair] {
        match &self.kind {
            Kind::Mapping(pairs) => pairs,
            _ => &[],
        }
    }

    /// The items of a sequence; empty for anything else.
    #[must_use]
    pub fn items(&self) -> &[Node] {
        match &self.kind {
            Kind::Sequence(items) => items,
            _ => &[],
        }
    }

    /// The value of a key of a mapping.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.pair(key).map(|pair| &pair.value)
    }

    /// The pair of a key of a mapping.
    #[must_use]
    pub fn pair(&self, key: &str) -> Option<&Pair> {
        self.pairs().iter().find(|pair| &*pair.key == key)
    }

    /// The node at a path of keys and list indices (`["fields", "code", "of"]`),
    /// or the nearest one above it.
    #[must_use]
    pub fn nearest(&self, path: &[&str]) -> &Node {
        let mut node = self;
        for step in path {
            match node.below(step) {
                Some(below) => node = below,
                None => break,
            }
        }
        node
    }

    /// The value of a key of a mapping, or of an index of a sequence, counted from 0.
    #[must_use]
    pub fn below(&self, step: &str) -> Option<&Node> {
        match &self.kind {
            Kind::Mapping(_) => self.get(step),
            Kind::Sequence(items) => step.parse::<usize>().ok().and_then(|i| items.get(i)),
            _ => None,
        }
    }

    /// What an editor would call this kind of value.
    #[must_use]
    pub fn kind_name(&self) -> Message {
        Message::new(match self.kind {
            Kind::Null => "value.nothing",
            Kind::Scalar(_) => "value.text",
            Kind::Sequence(_) => "value.list",
            Kind::Mapping(_) => "value.group",
        })
    }
}
