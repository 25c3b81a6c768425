//! What an entry is at schema.org, as collections and fields declare it:
//! [`EntryType`] and [`Statement`]; and [`Vocabulary`], which knows what types and
//! properties there are.

mod vocabulary;

use std::sync::Arc;

use indexmap::IndexMap;

use super::read::{FromNode, key};
use crate::yaml::Node;

pub(crate) use vocabulary::Vocabulary;

/// The type of an entry at schema.org.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryType {
    /// The type, where no value says another one.
    pub name: Arc<str>,
    /// The field whose value says what it is.
    pub field: Option<Arc<str>>,
    /// The type by value of that field.
    pub values: IndexMap<String, String>,
    /// The property that names the organisation behind the site.
    pub organisation: Option<Arc<str>>,
}

/// What a field says of its entry at schema.org.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The property.
    pub property: Arc<str>,
    /// The type of the thing that the value describes: of a group, or of what is
    /// put round a single value.
    pub of: Option<Arc<str>>,
    /// The property of that thing which is the value.
    pub inner: Option<Arc<str>>,
    /// What stands before the value.
    pub prefix: Option<Arc<str>>,
    /// The members of an enumeration by value; a value that is not named says nothing.
    pub values: IndexMap<String, String>,
    /// Fields beside it, and the values of which each has one.
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
