//! Compiles references to other entries: who answers enquiries about an entry, by which
//! values of related entries a list is filtered, and which entries are similar.

use std::sync::Arc;

use super::{Compiler, Declared};
use crate::diagnostic::Diagnostic;
use crate::schema::spec::EnquirySpec;
use crate::schema::{Collection, Enquiry, FieldType, Fields, RelatedFacet};
use crate::text::Span;
use crate::yaml::Node;

/// The types that contain references.
const REFERRING: &[&str] = &["ref", "list", "object"];

impl Compiler<'_> {
    pub(super) fn enquiry(&mut self, spec: EnquirySpec, fields: &Fields) -> Enquiry {
        // The field may have been removed with a built-in collection that is turned off.
        let is_gone = |name: &String| fields.get(name).is_none() && self.is_built_in("enquiry");
        let to = spec.to.filter(|name| !is_gone(name));
        let to = self.of_type(&["enquiry"], "to", to, REFERRING, fields);
        let beside = to.as_ref().and_then(|name| fields.get(name));
        if let Some(beside) = beside.and_then(|field| field.kind.fields()) {
            for name in spec.given.keys() {
                if beside.get(name).is_none() {
                    self.unknown_field(&["enquiry", "where", name], name, beside);
                }
            }
        }
        Enquiry {
            to,
            given: spec.given,
            roles: spec.roles,
        }
    }

    /// The fields that determine similar entries: terms by which lists are filtered, and
    /// measured values.
    pub(super) fn similar(&mut self, written: Vec<String>, fields: &Fields) -> Vec<Arc<str>> {
        let facets = fields.facets();
        let fits = |path: &str| {
            let field = fields.at(path).filter(|field| field.is_public());
            field.is_some_and(|field| match field.kind.vocabulary() {
                Some(_) => facets.iter().any(|facet| **facet == *path),
                None => matches!(field.kind, FieldType::Measurements),
            })
        };
        for (place, path) in written.iter().enumerate() {
            let Some(span) = self.span(&["similar", &place.to_string()], "") else {
                continue;
            };
            if !fits(path) {
                let known = facets.iter().map(|path| &**path);
                let known = known.filter(|path| fits(path));
                self.findings.push(
                    Diagnostic::new("S035", span)
                        .arg("field", path.as_str())
                        .did_you_mean_name(span, path, known),
                );
            }
        }
        written.into_iter().map(Arc::from).collect()
    }

    /// Whether only the embedded files contain a key of the collection.
    fn is_built_in(&self, key: &str) -> bool {
        let mut files = self.written.iter().rev();
        let file = files.find(|file| file.get(key).is_some());
        file.zip(self.declared)
            .is_some_and(|(file, declared)| declared.is_built_in(file))
    }
}

/// The filters as written: the relation, a point, the path of a field.
pub(super) fn facets(written: Vec<String>) -> Vec<RelatedFacet> {
    let facets = written.into_iter().filter_map(|name| {
        let (relation, path) = name.split_once('.')?;
        Some(RelatedFacet {
            relation: relation.into(),
            path: path.into(),
            name: name.as_str().into(),
        })
    });
    facets.collect()
}

/// Reports filters with an unknown relation or field. A built-in filter may lack its
/// collection, if a site turns that off.
pub(super) fn test(
    collections: &[Collection],
    nodes: &[(String, Node)],
    declared: Declared<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    for (of, node) in nodes {
        if declared.is_built_in(node) {
            continue;
        }
        let own = collections.iter().find(|collection| *collection.id == **of);
        let written = node.get("related_facets");
        let items = written.map(Node::items).unwrap_or_default();
        for (own, item) in items.iter().filter_map(|item| Some((own?, item))) {
            let name = item.as_text().unwrap_or_default();
            findings.extend(unknown(collections, own, (name, item.span)));
        }
    }
}

fn unknown(
    collections: &[Collection],
    own: &Collection,
    (name, span): (&str, Span),
) -> Option<Diagnostic> {
    let (relation, path) = name.split_once('.').unwrap_or((name, ""));
    let known = || {
        let relations = collections.iter().flat_map(|other| {
            let names = other.fields.relations_to(&own.id);
            names.into_iter().map(move |relation| (relation, other))
        });
        relations.flat_map(|(relation, other)| {
            let paths = other.facets.iter();
            paths.map(move |path| (relation, path, format!("{relation}.{path}")))
        })
    };
    if known().any(|(own, facet, _)| *own == *relation && **facet == *path) {
        return None;
    }
    let names: Vec<String> = known().map(|(_, _, name)| name).collect();
    let found = Diagnostic::new("S035", span).arg("field", name);
    Some(found.did_you_mean_name(span, name, names.iter().map(String::as_str)))
}
