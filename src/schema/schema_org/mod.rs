//! Schema.org statements about an entry, as collections and fields declare them:
//! [`EntryType`] and [`Statement`]; and [`Vocabulary`], which lists the known types and
//! properties.

mod vocabulary;

use std::sync::Arc;

use indexmap::IndexMap;

use super::read::{FromNode, key};
use crate::yaml::Node;

pub(crate) use vocabulary::Vocabulary;

/// The type of an entry at schema.org.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryType {
    /// The default type.
    pub name: Arc<str>,
    /// The field whose value determines the type.
    pub field: Option<Arc<str>>,
    /// The type by value of that field.
    pub values: IndexMap<String, String>,
    /// The property that names the organisation of the site.
    pub organisation: Option<Arc<str>>,
}

/// A schema.org statement of a field about its entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The property.
    pub property: Arc<str>,
    /// The type of the thing that the value describes: a group is that thing, and a single
    /// value is wrapped in one.
    pub of: Option<Arc<str>>,
    /// The property of that thing that contains the value.
    pub inner: Option<Arc<str>>,
    /// A prefix of the value.
    pub prefix: Option<Arc<str>>,
    /// The members of an enumeration by value; any other value makes no statement.
    pub values: IndexMap<String, String>,
    /// Fields next to it, and the required values of each.
    pub given: IndexMap<String, Vec<String>>,
}

impl FromNode for EntryType {
    fn from_node(node: &Node) -> Option<Self> {
        let name = match node.as_text() {
            Some(name) => name.to_owned(),
            None => key::<String>(node, "type")?,
        };
        let text = |name| key::<String>(node, name).map(Arc::from);
        Some(Self {
            name: name.into(),
            field: text("field"),
            values: key(node, "values").unwrap_or_default(),
            organisation: text("organisation"),
        })
    }
}

impl FromNode for Statement {
    fn from_node(node: &Node) -> Option<Self> {
        let property = match node.as_text() {
            Some(property) => property.to_owned(),
            None => key::<String>(node, "property")?,
        };
        let text = |name| key::<String>(node, name).map(Arc::from);
        Some(Self {
            property: property.into(),
            of: text("type"),
            inner: text("as"),
            prefix: text("prefix"),
            values: key(node, "values").unwrap_or_default(),
            given: key(node, "where").unwrap_or_default(),
        })
    }
}
