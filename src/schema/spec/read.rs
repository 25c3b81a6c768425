//! Reads declarations of a collection from YAML nodes. The shapes of the schema report what
//! is wrong in a file; this module only ignores it, so that nothing is reported twice.

use super::{
    CardSpec, CollectionSpec, ConditionSpec, DisplaySpec, EnquirySpec, FeedSpec, ListSpec,
    OneOrMore, PublicitySpec, ReviewSpec, RuleSpec, TimelineSpec,
};
use crate::schema::read::{FromNode, key};
use crate::yaml::{Kind, Node, Pair};

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
            time: key(node, "time"),
            cancelled: key(node, "cancelled"),
            tentative: key(node, "tentative"),
            revision: key(node, "revision"),
        })
    }
}

impl FromNode for FeedSpec {
    fn from_node(node: &Node) -> Option<Self> {
        Some(Self {
            date: key(node, "date")?,
            updated: key(node, "updated"),
            limit: key(node, "limit"),
        })
    }
}

impl FromNode for CardSpec {
    fn from_node(node: &Node) -> Option<Self> {
        Some(Self {
            kind: key(node, "kind")?,
            basis: key(node, "basis"),
        })
    }
}

impl FromNode for EnquirySpec {
    fn from_node(node: &Node) -> Option<Self> {
        matches!(node.kind, Kind::Mapping(_)).then(|| Self {
            to: key(node, "to"),
            given: key(node, "where").unwrap_or_default(),
            roles: key(node, "roles").unwrap_or_default(),
        })
    }
}

/// A group of optional keys with the same names as its fields.
macro_rules! from_keys {
    ($type:ident { $($field:ident),* $(,)? } $($other:ident = $read:path)?) => {
        impl FromNode for $type {
            fn from_node(node: &Node) -> Option<Self> {
                matches!(node.kind, Kind::Mapping(_) | Kind::Null).then(|| Self {
                    $($field: key(node, stringify!($field)),)*
                    $($other: $read(node),)?
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
    counted,
    route,
    schema_org,
    missing_translation,
    display,
    list,
    feed,
    card,
    enquiry,
    related_facets,
    similar,
    sort,
    former,
    rules,
    complete,
    review,
    expiry,
    outstanding,
    publicity,
    fields,
} empty = empty_keys);

/// The keys of a group with nothing under them.
fn empty_keys(node: &Node) -> Vec<String> {
    let empty = |pair: &&Pair| pair.value.kind == Kind::Null;
    let pairs = node.pairs().iter().filter(empty);
    pairs.map(|pair| pair.key.to_string()).collect()
}
