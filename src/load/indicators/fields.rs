//! Checks names in formulas against what the site declares: collections, fields of the type
//! that a formula needs, terms, other sets.

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;

use super::EntrySet;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::load::Vocabulary;
use crate::messages::{Message, message};
use crate::schema::{
    Collection, Field, FieldPath, FieldType, Item, Record, no_collection, no_word,
};
use crate::text::{SourceId, Span};

/// What a formula requires of a field.
#[derive(Debug, Clone, Copy)]
pub(super) enum Needed {
    /// Anything.
    Any,
    /// A date.
    Date,
    /// A position.
    Place,
    /// A number.
    Number,
    /// An entry of a collection.
    Reference(usize),
}

/// What names are checked against, and the findings so far.
pub(super) struct IndicatorReader<'a> {
    /// What `site.yaml` says.
    pub config: &'a Config,
    /// The schema.
    pub collections: &'a [Collection],
    /// The collections whose declaration cannot be read.
    pub unread: &'a BTreeSet<Arc<str>>,
    /// The vocabularies by id.
    pub vocabularies: &'a IndexMap<Arc<str>, Vocabulary>,
    /// The built-in file, which is never reported.
    pub built_in: SourceId,
    /// The sets that are read.
    pub sets: Vec<EntrySet>,
    /// Every key of `sets:`.
    pub names: Vec<Arc<str>>,
    /// What is wrong.
    pub findings: &'a mut Vec<Diagnostic>,
}

impl IndicatorReader<'_> {
    /// Reports a fault in the site's own file.
    pub(super) fn report(&mut self, found: Diagnostic) {
        let is_own = !matches!(found.place, crate::diagnostic::Place::Span(span) if span.source == self.built_in);
        if is_own {
            self.findings.push(found);
        }
    }

    /// Whether something is of the built-in file.
    pub(super) fn is_built_in(&self, span: Span) -> bool {
        span.source == self.built_in
    }

    /// A collection by its id.
    pub(super) fn collection(&mut self, item: &Item) -> Option<usize> {
        let name = item.value.as_text()?;
        let mut all = self.collections.iter();
        let found = all.position(|collection| *collection.id == **name);
        if found.is_none() && !self.unread.contains(name) {
            let ids = self.collections.iter().map(|collection| &*collection.id);
            let is_off = self.config.is_off(name);
            self.report(no_collection((name, item.span), is_off, ids));
        }
        found
    }

    /// A set that is read already.
    pub(super) fn set(&mut self, item: &Item) -> Option<usize> {
        let name = item.value.as_text()?;
        let found = self.sets.iter().position(|set| *set.id == **name);
        // One that is declared but not read has a fault of its own, or does not fit the
        // site.
        if found.is_none() && (!self.names.contains(name) || !self.is_built_in(item.span)) {
            let names: Vec<Arc<str>> = self.sets.iter().map(|set| set.id.clone()).collect();
            let wrong = Diagnostic::new("S080", item.span)
                .arg("set", &**name)
                .did_you_mean(item.span, name, names.iter().map(|name| &**name));
            self.report(wrong);
        }
        found
    }

    /// The collection of a set's entries.
    pub(super) fn collection_of(&self, set: usize) -> Option<usize> {
        self.sets.get(set).map(|set| set.collection)
    }

    /// A field that an item names.
    pub(super) fn field(
        &mut self,
        collection: usize,
        item: &Item,
        wanted: Needed,
    ) -> Option<FieldPath> {
        let name = item.value.as_text()?.clone();
        self.named_field(collection, (&name, item.span), wanted)
    }

    /// An optional field: `Some(None)` if it is left out.
    #[expect(
        clippy::option_option,
        reason = "what is wrong and what is left out differ"
    )]
    pub(super) fn optional(
        &mut self,
        collection: usize,
        item: Option<&Item>,
        wanted: Needed,
    ) -> Option<Option<FieldPath>> {
        match item {
            Some(item) => self.field(collection, item, wanted).map(Some),
            None => Some(None),
        }
    }

    /// A field by its path, of the type that is needed.
    pub(super) fn named_field(
        &mut self,
        collection: usize,
        (name, span): (&str, Span),
        wanted: Needed,
    ) -> Option<FieldPath> {
        let fields = &self.collections.get(collection)?.fields;
        let path = FieldPath::new(name);
        let Some(field) = fields.at(name) else {
            let names = names_of(fields);
            let wrong = Diagnostic::new("S035", span)
                .arg("field", name)
                .did_you_mean(span, name, names.iter().map(String::as_str));
            self.report(wrong);
            return None;
        };
        if !path.is_public(fields) {
            self.report(Diagnostic::new("S059.condition", span).arg("field", name));
            return None;
        }
        if let Some(needed) = self.lacks(field, wanted) {
            let kind = field.kind.single().name();
            let wrong = Diagnostic::new("S081", span)
                .arg("field", name)
                .arg("kind", kind)
                .arg("wanted", needed);
            self.report(wrong);
            return None;
        }
        Some(path)
    }

    /// The message for a field that is not of the required type.
    fn lacks(&self, field: &Field, wanted: Needed) -> Option<Message> {
        let kind = field.kind.single();
        let (fits, needed) = match wanted {
            Needed::Any => return None,
            Needed::Date => (
                matches!(
                    kind,
                    FieldType::Date | FieldType::DateTime | FieldType::Year
                ),
                message!("value.date"),
            ),
            Needed::Place => (matches!(kind, FieldType::Geo), message!("value.geo")),
            Needed::Number => (
                matches!(
                    kind,
                    FieldType::Int
                        | FieldType::Decimal
                        | FieldType::Year
                        | FieldType::Quantity { .. }
                ),
                message!("value.decimal"),
            ),
            Needed::Reference(to) => {
                let id = self.collections.get(to).map(|collection| &collection.id);
                let fits = matches!(kind, FieldType::Ref { to, .. } if Some(to) == id);
                (fits, message!("value.ref"))
            }
        };
        (!fits).then_some(needed)
    }

    /// The values that a field may have; of the built-in ones, those that the site knows.
    /// Reports a value of the site's own that can never occur, and returns `None`.
    pub(super) fn values(
        &mut self,
        collection: usize,
        field: &FieldPath,
        values: &[(Arc<str>, Span)],
    ) -> Option<Vec<Arc<str>>> {
        let fields = &self.collections.get(collection)?.fields;
        let kind = fields.at(field.as_str())?.kind.single();
        let mut possible = Vec::new();
        for (value, span) in values {
            let wrong = match kind {
                FieldType::Term { vocabulary } => self
                    .vocabularies
                    .get(vocabulary)
                    .and_then(|known| known.no_term(value, *span)),
                FieldType::Enum(words) => no_word(words, field.as_str(), value, *span),
                _ => None,
            };
            match wrong {
                None => possible.push(value.clone()),
                Some(_) if self.is_built_in(*span) => {}
                Some(wrong) => {
                    self.report(wrong);
                    return None;
                }
            }
        }
        Some(possible)
    }
}

/// The fields of a collection, and those of groups by their paths.
fn names_of(fields: &crate::schema::Fields) -> Vec<String> {
    let mut all = Vec::new();
    for field in fields.iter() {
        all.push(field.name.to_string());
        let inside = field.kind.single().fields();
        let inside = inside.into_iter().flat_map(crate::schema::Fields::iter);
        all.extend(inside.map(|part| format!("{}.{}", field.name, part.name)));
    }
    all
}

/// The items of a list.
pub(super) fn items<'a>(record: &'a Record, key: &str) -> &'a [Item] {
    record.get(key).map_or(&[][..], |item| item.items())
}
