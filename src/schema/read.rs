//! Plain values of a declaration from YAML nodes. The shapes of the schema report what is
//! wrong in a file; this module only ignores it, so that nothing is reported twice.

use indexmap::IndexMap;

use super::{CardKind, Checksum, Lang, Localized, MissingTranslation, OnDelete, View};
use crate::diagnostic::Severity;
use crate::yaml::{Kind, Node, Pair};

/// What can be read from a node; `None` where the node has another form.
pub(super) trait FromNode: Sized {
    /// Reads the node.
    fn from_node(node: &Node) -> Option<Self>;
}

/// The value of a key; `None` if it is missing, empty or of another form.
pub(super) fn key<T: FromNode>(node: &Node, name: &str) -> Option<T> {
    let value = node.get(name).filter(|value| value.kind != Kind::Null)?;
    T::from_node(value)
}

impl FromNode for Node {
    fn from_node(node: &Node) -> Option<Self> {
        Some(node.clone())
    }
}

impl FromNode for String {
    fn from_node(node: &Node) -> Option<Self> {
        node.as_text().map(str::to_owned)
    }
}

impl FromNode for bool {
    fn from_node(node: &Node) -> Option<Self> {
        match node.as_text()? {
            "true" | "True" | "TRUE" => Some(true),
            "false" | "False" | "FALSE" => Some(false),
            _ => None,
        }
    }
}

impl FromNode for i32 {
    fn from_node(node: &Node) -> Option<Self> {
        node.as_text()?.parse().ok()
    }
}

impl FromNode for usize {
    fn from_node(node: &Node) -> Option<Self> {
        node.as_text()?.parse().ok()
    }
}

impl FromNode for Lang {
    fn from_node(node: &Node) -> Option<Self> {
        Self::parse(node.as_text()?)
    }
}

impl<T: FromNode> FromNode for Vec<T> {
    fn from_node(node: &Node) -> Option<Self> {
        match &node.kind {
            Kind::Sequence(items) => Some(items.iter().filter_map(T::from_node).collect()),
            _ => None,
        }
    }
}

impl<T: FromNode> FromNode for IndexMap<String, T> {
    fn from_node(node: &Node) -> Option<Self> {
        let Kind::Mapping(pairs) = &node.kind else {
            return None;
        };
        let read = |pair: &Pair| {
            // `code:` and `code: {}` are both an empty group.
            let empty = Node {
                span: pair.key_span,
                kind: Kind::Mapping(Vec::new()),
            };
            let value = match pair.value.kind {
                Kind::Null => &empty,
                _ => &pair.value,
            };
            Some((pair.key.to_string(), T::from_node(value)?))
        };
        Some(pairs.iter().filter_map(read).collect())
    }
}

impl FromNode for Localized<String> {
    fn from_node(node: &Node) -> Option<Self> {
        if let Some(text) = node.as_text() {
            return Some(Self::Same(text.to_owned()));
        }
        let texts = node.pairs().iter().filter_map(|pair| {
            let text = pair.value.as_text()?.to_owned();
            Some((Lang::parse(&pair.key)?, text))
        });
        Some(Self::Each(texts.collect()))
    }
}

impl FromNode for Localized<Vec<String>> {
    fn from_node(node: &Node) -> Option<Self> {
        if let Some(words) = Vec::from_node(node) {
            return Some(Self::Same(words));
        }
        let words = node.pairs().iter().filter_map(|pair| {
            let words = Vec::from_node(&pair.value)?;
            Some((Lang::parse(&pair.key)?, words))
        });
        Some(Self::Each(words.collect()))
    }
}

/// An enum from the words that stand for its values.
macro_rules! from_words {
    ($type:ty { $($word:literal => $value:expr),* $(,)? }) => {
        impl FromNode for $type {
            fn from_node(node: &Node) -> Option<Self> {
                match node.as_text()? {
                    $($word => Some($value),)*
                    _ => None,
                }
            }
        }
    };
}

from_words!(Severity { "error" => Self::Error, "warning" => Self::Warning });
from_words!(OnDelete { "restrict" => Self::Restrict, "unlink" => Self::Unlink });
from_words!(View {
    "cards" => Self::Cards,
    "table" => Self::Table,
    "list" => Self::List,
    "none" => Self::None,
});
from_words!(CardKind {
    "org" => Self::Organisation,
    "individual" => Self::Individual,
    "group" => Self::Group,
    "location" => Self::Location,
});
from_words!(MissingTranslation {
    "show_default_with_notice" => Self::ShowDefaultWithNotice,
    "link_over" => Self::LinkOver,
    "omit" => Self::Omit,
});
from_words!(Checksum {
    "ico" => Self::Ico,
    "gtin" => Self::Gtin,
    "orcid" => Self::Orcid,
    "lei" => Self::Lei,
});
