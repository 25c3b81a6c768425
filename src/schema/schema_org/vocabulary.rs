//! The vocabulary of schema.org: its types with their parents, its properties with
//! their domains, from a table that comes with the program.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// The table, with a type or a property per line.
const TABLE: &str = include_str!("../builtin/schema-org.txt");

/// The types and properties of schema.org.
pub(crate) struct Vocabulary {
    /// The parents of each type.
    types: BTreeMap<&'static str, Vec<&'static str>>,
    /// The types that may have each property.
    properties: BTreeMap<&'static str, Vec<&'static str>>,
    /// The members of enumerations.
    members: BTreeSet<&'static str>,
}

impl Vocabulary {
    /// The vocabulary; the table is read once.
    #[must_use]
    pub(crate) fn get() -> &'static Self {
        static READ: OnceLock<Vocabulary> = OnceLock::new();
        READ.get_or_init(|| Self::read(TABLE))
    }

    fn read(table: &'static str) -> Self {
        let mut read = Self {
            types: BTreeMap::new(),
            properties: BTreeMap::new(),
            members: BTreeSet::new(),
        };
        for line in table.lines() {
            let mut words = line.split(' ');
            match (words.next(), words.next()) {
                (Some("type"), Some(name)) => {
                    read.types.insert(name, words.collect());
                }
                (Some("property"), Some(name)) => {
                    let domains = words.take_while(|word| *word != ">");
                    read.properties.insert(name, domains.collect());
                }
                (Some("member"), Some(name)) => {
                    read.members.insert(name);
                }
                _ => {}
            }
        }
        read
    }

    /// Whether a type exists.
    #[must_use]
    pub(crate) fn is_type(&self, name: &str) -> bool {
        self.types.contains_key(name)
    }

    /// Whether a property exists.
    #[must_use]
    pub(crate) fn is_property(&self, name: &str) -> bool {
        self.properties.contains_key(name)
    }

    /// Whether an enumeration has such a member.
    #[must_use]
    pub(crate) fn is_member(&self, name: &str) -> bool {
        self.members.contains(name)
    }

    /// The names of all types.
    pub(crate) fn types(&self) -> impl Iterator<Item = &'static str> {
        self.types.keys().copied()
    }

    /// The names of all properties.
    pub(crate) fn properties(&self) -> impl Iterator<Item = &'static str> {
        self.properties.keys().copied()
    }

    /// The names of all members of enumerations.
    pub(crate) fn members(&self) -> impl Iterator<Item = &'static str> {
        self.members.iter().copied()
    }

    /// Whether a type is another one or a descendant of it.
    #[must_use]
    pub(crate) fn is_a(&self, name: &str, other: &str) -> bool {
        let parents = self.types.get(name).into_iter().flatten();
        name == other || parents.into_iter().any(|parent| self.is_a(parent, other))
    }

    /// Whether a thing of a type may have a property.
    #[must_use]
    pub(crate) fn may_have(&self, name: &str, property: &str) -> bool {
        let domains = self.properties.get(property).into_iter().flatten();
        domains.into_iter().any(|domain| self.is_a(name, domain))
    }
}
