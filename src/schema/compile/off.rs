//! Built-in collections that a site turns off: removes their declarations, and the built-in
//! fields of other collections that refer to them.

use std::sync::Arc;

use indexmap::IndexMap;

use super::{Declared, SchemaFile};
use crate::diagnostic::Diagnostic;
use crate::schema::Localized;
use crate::schema::spec::{FieldSpec, OfSpec};
use crate::text::Span;
use crate::yaml::Node;

/// The finding for an unknown collection: it is turned off, or it never existed.
#[must_use]
pub(crate) fn no_collection<'a>(
    (name, span): (&str, Span),
    is_off: bool,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    if is_off {
        return Diagnostic::new("S031.off", span).arg("collection", name);
    }
    Diagnostic::new("S031", span)
        .arg("collection", name)
        .did_you_mean_name(span, name, known)
}

impl Declared<'_> {
    /// Whether the site turns a collection off.
    pub(super) fn is_off(&self, collection: &str) -> bool {
        self.off.iter().any(|(name, _)| **name == *collection)
    }

    /// Whether a node is in an embedded file.
    pub(super) fn is_built_in(&self, node: &Node) -> bool {
        self.built_in.contains(&node.span.source)
    }

    /// Removes the built-in collections that are turned off; reports those that cannot be.
    pub(super) fn without_off(
        &self,
        files: Vec<SchemaFile>,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<SchemaFile> {
        let built_in = |id: &str| {
            let is_it = |file: &&SchemaFile| {
                self.is_built_in(&file.root) && file.spec.collection.as_deref() == Some(id)
            };
            files.iter().find(is_it)
        };
        for (name, span) in self.off {
            let found = match built_in(name) {
                None => {
                    let all = files.iter().filter(|file| self.is_built_in(&file.root));
                    let names = all.filter_map(|file| file.spec.collection.as_deref());
                    let names: Vec<&str> = names.filter(|name| *name != "pages").collect();
                    Diagnostic::new("C037", *span)
                        .arg("collections", names.join(", "))
                        .did_you_mean_name(*span, name, names)
                }
                Some(file) if is_at_root(file) => Diagnostic::new("C037.home", *span),
                Some(_) => continue,
            };
            findings.push(found.arg("collection", &**name));
        }
        let mut files = files;
        files.retain(|file| {
            let id = file.spec.collection.as_deref();
            let is_off = id.is_some_and(|id| self.is_off(id));
            !is_off || !self.is_built_in(&file.root) || is_at_root(file)
        });
        files
    }

    /// Removes the built-in fields that refer to a collection which is turned off. A field
    /// of the site's own stays, and is reported.
    pub(super) fn without_references(
        &self,
        fields: &mut IndexMap<String, FieldSpec>,
        collections: &[String],
    ) {
        if !self.off.is_empty() {
            fields.retain(|_, field| !self.is_empty_without(field, collections));
        }
    }

    /// Whether nothing useful remains of a field without the collections that are turned
    /// off. A site may replace a built-in collection by its own.
    fn is_empty_without(&self, field: &mut FieldSpec, collections: &[String]) -> bool {
        let to = field.get("to").filter(|to| self.is_built_in(to));
        let is_gone = |to: &str| self.is_off(to) && !collections.iter().any(|id| id == to);
        if to.and_then(Node::as_text).is_some_and(is_gone) {
            return true;
        }
        if let Some(OfSpec::One(of)) = &mut field.of {
            return self.is_empty_without(of, collections);
        }
        let Some(fields) = &mut field.fields else {
            return false;
        };
        let needs = |fields: &IndexMap<String, FieldSpec>| {
            let required = fields.values().filter(|field| field.has("required"));
            required.count()
        };
        let before = needs(fields);
        fields.retain(|_, field| !self.is_empty_without(field, collections));
        fields.is_empty() || needs(fields) < before
    }
}

/// Whether a collection has its pages at the root, the home page among them.
fn is_at_root(file: &SchemaFile) -> bool {
    match &file.spec.route {
        Some(Localized::Same(route)) => route.is_empty(),
        Some(Localized::Each(routes)) => routes.values().all(String::is_empty),
        None => false,
    }
}

/// A name in `site.yaml`, and its place.
pub(super) type Named = (Arc<str>, Span);
