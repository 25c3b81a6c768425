//! Declarations from YAML nodes. The shapes of the schema report what is wrong in
//! a file; here it is only left out, so that nothing is said twice.

use indexmap::IndexMap;

use super::{
    CollectionSpec, ConditionSpec, DisplaySpec, FacetSpec, FacetWord, FieldSpec, ListSpec, OfSpec,
    OneOrMore, PublicitySpec, RequiredSpec, ReviewSpec, RuleSpec, TimelineSpec, ValuesSpec,
};
use crate::diagnostic::Severity;
use crate::schema::{Checksum, Lang, Localized, MissingTranslation, OnDelete, View};
use crate::yaml::{Kind, Node, Pair};

/// What can be read from a node; `None` where the node has another form.
pub(in crate::schema) trait FromNode: Sized {
    /// Reads the node.
    fn from_node(node: &Node) -> Option<Self>;
}

/// The value of a key; `None` where it is missing, empty or of another form.
fn key<T: FromNode>(node: &Node, name: &str) -> Option<T> {
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
from_words!(FacetWord { "range" => Self::Range });
from_words!(OnDelete { "restrict" => Self::Restrict, "unlink" => Self::Unlink });
from_words!(View {
    "cards" => Self::Cards,
    "table" => Self::Table,
    "list" => Self::List,
    "none" => Self::None,
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

impl FromNode for OfSpec {
    fn from_node(node: &Node) -> Option<Self> {
        match &node.kind {
            Kind::Sequence(_) => Vec::from_node(node).map(Self::Either),
            _ => FieldSpec::from_node(node).map(|field| Self::One(Box::new(field))),
        }
    }
}

impl FromNode for RequiredSpec {
    fn from_node(node: &Node) -> Option<Self> {
        match &node.kind {
            Kind::Sequence(_) => Vec::from_node(node).map(Self::In),
            _ => bool::from_node(node).map(Self::Always),
        }
    }
}

impl FromNode for FacetSpec {
    fn from_node(node: &Node) -> Option<Self> {
        let word = FacetWord::from_node(node).map(Self::Word);
        word.or_else(|| bool::from_node(node).map(Self::Plain))
    }
}

impl FromNode for ValuesSpec {
    fn from_node(node: &Node) -> Option<Self> {
        match &node.kind {
            Kind::Sequence(_) => Vec::from_node(node).map(Self::Words),
            _ => IndexMap::from_node(node).map(Self::Labelled),
        }
    }
}

impl FromNode for ConditionSpec {
    fn from_node(node: &Node) -> Option<Self> {
        if let Some(field) = node.as_text() {
            let field = field.to_owned();
            return Some(Self {
                field,
                is: Vec::new(),
            });
        }
        let one = |text: String| vec![text];
        let is = key(node, "is").or_else(|| key(node, "is").map(one));
        Some(Self {
            field: key(node, "field")?,
            is: is.unwrap_or_default(),
        })
    }
}

impl FromNode for RuleSpec {
    fn from_node(node: &Node) -> Option<Self> {
        Some(Self {
            given: key(node, "if"),
            require: key(node, "require").unwrap_or_default(),
            forbid: key(node, "forbid").unwrap_or_default(),
            one_of: key(node, "one_of").unwrap_or_default(),
            compare: key(node, "compare"),
            severity: key(node, "severity"),
            message: key(node, "message")?,
        })
    }
}

impl<T: FromNode> FromNode for OneOrMore<T> {
    fn from_node(node: &Node) -> Option<Self> {
        match &node.kind {
            Kind::Sequence(_) => Vec::from_node(node).map(Self),
            _ => T::from_node(node).map(|one| Self(vec![one])),
        }
    }
}

impl FromNode for PublicitySpec {
    fn from_node(node: &Node) -> Option<Self> {
        Some(Self {
            of: key(node, "of")?,
            statement: key(node, "statement"),
            emblem: key(node, "emblem"),
            until: key(node, "until"),
        })
    }
}

impl FromNode for ReviewSpec {
    fn from_node(node: &Node) -> Option<Self> {
        Some(Self {
            field: key(node, "field")?,
            months: key(node, "months")?,
        })
    }
}

impl FromNode for TimelineSpec {
    fn from_node(node: &Node) -> Option<Self> {
        Some(Self {
            start: key(node, "start")?,
            end: key(node, "end"),
        })
    }
}

/// A group whose keys may all be missing and are named as its fields.
macro_rules! from_keys {
    ($type:ident { $($field:ident),* $(,)? } $($renamed:ident = $name:literal)?) => {
        impl FromNode for $type {
            fn from_node(node: &Node) -> Option<Self> {
                matches!(node.kind, Kind::Mapping(_) | Kind::Null).then(|| Self {
                    $($field: key(node, stringify!($field)),)*
                    $($renamed: key(node, $name),)?
                })
            }
        }
    };
}

from_keys!(DisplaySpec {
    title,
    summary,
    image,
    date
});
from_keys!(ListSpec {
    view,
    letters,
    group_by,
    timeline,
    page_size
});
from_keys!(CollectionSpec {
    collection,
    extend,
    label,
    singular,
    catalog_label,
    route,
    schema_org,
    missing_translation,
    display,
    list,
    sort,
    former,
    rules,
    complete,
    review,
    expiry,
    publicity,
    fields,
});
from_keys!(FieldSpec {
    label, help, localized, required, unique, pattern, min, max, default, facet, column,
    compare, sort, private, deprecated, schema_org, checksum, vocabulary, to, inverse,
    on_delete, property, alt, accept, values, of, shape, fields,
} kind = "type");
