//! Compiles declarations into collections: extensions are merged over what they extend,
//! every field gets its type, and inconsistencies are reported at their place in the schema
//! file.
//!
//! 1. [`compile`] merges the files and builds the collections.
//! 2. `field.rs` compiles the fields and their types.
//! 3. `rules.rs` compiles rules on several fields.
//! 4. `dated.rs` compiles dates: lists by date, feeds.
//! 5. `related.rs` compiles references to other collections: enquiries, filters.
//! 6. `public.rs` refuses whatever would show a private field.
//! 7. `shown.rs` compiles titles, lists and their order.
//! 8. `schema_org.rs` checks schema.org names against the vocabulary of schema.org.

mod dated;
mod field;
mod names;
mod off;
mod public;
mod related;
mod rules;
mod schema_org;
mod shown;

pub(crate) use off::no_collection;

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;

use super::read::FromNode;
use super::spec::{CollectionSpec, FieldSpec};
use super::{Collection, Field, FieldType, Fields, Localized, MissingTranslation, builtin};
use crate::diagnostic::Diagnostic;
use crate::path::Slug;
use crate::text::{SourceId, Sources, Span};
use crate::yaml::{self, Kind, Node};

/// A parsed schema file: its declarations and the nodes with them.
#[derive(Debug)]
pub(crate) struct SchemaFile {
    spec: CollectionSpec,
    root: Node,
}

impl SchemaFile {
    /// Reads a file that has been checked against the shape `collection`; `None` if it is
    /// not a mapping.
    #[must_use]
    pub(crate) fn read(root: Node) -> Option<Self> {
        let spec = CollectionSpec::from_node(&root)?;
        Some(Self { spec, root })
    }
}

/// Everything else that a schema may name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Declared<'a> {
    /// The ids of the vocabularies.
    pub vocabularies: &'a [Arc<str>],
    /// The built-in collections that the site turns off, and where it does.
    pub off: &'a [off::Named],
    /// The files that come with the program.
    pub built_in: &'a [SourceId],
    /// The collections whose declaration cannot be read.
    pub unread: &'a BTreeSet<Arc<str>>,
}

/// Compiles schema files, the built-in ones first, into collections.
pub(crate) fn compile(
    files: Vec<SchemaFile>,
    declared: Declared<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Collection> {
    let mut specs: IndexMap<String, CollectionSpec> = IndexMap::new();
    let mut nodes: Vec<(String, Node)> = Vec::new();
    let files = declared.without_off(files, findings);
    // An extension may come before what it extends in the order of file names.
    let (extensions, new): (Vec<_>, Vec<_>) = files
        .into_iter()
        .partition(|file| file.spec.collection.is_none());
    for SchemaFile { spec, root } in new.into_iter().chain(extensions) {
        match (spec.collection.clone(), spec.extend.clone()) {
            (Some(id), None) if specs.contains_key(&id) => findings.push(
                Diagnostic::new("S030", root.nearest(&["collection"]).span).arg("collection", id),
            ),
            (Some(id), None) => {
                specs.insert(id.clone(), spec);
                nodes.push((id, root));
            }
            (None, Some(id)) => {
                if let Some(base) = specs.get_mut(&id) {
                    base.overlay(spec);
                    nodes.push((id, root));
                } else if !declared.unread.contains(&*id) {
                    let span = root.nearest(&["extend"]).span;
                    let known = specs.keys().map(String::as_str);
                    findings.push(no_collection((&id, span), declared.is_off(&id), known));
                }
            }
            _ => findings.push(Diagnostic::new("S032", root.span)),
        }
    }
    let ids: Vec<String> = specs.keys().cloned().collect();
    let common = common_fields();
    let collections: Vec<Collection> = specs
        .into_iter()
        .map(|(id, mut spec)| {
            let fields = spec.fields.get_or_insert_default();
            declared.without_references(fields, &ids);
            let mut misused = Vec::new();
            for (name, field) in &common {
                let own = fields.entry(name.clone()).or_insert_with(|| field.clone());
                let kind = own.type_name();
                if !kind.is_empty() && kind != field.type_name() {
                    misused.push(name.as_str());
                    *own = field.clone();
                }
            }
            let written: Vec<&Node> = nodes
                .iter()
                .filter(|(of, _)| *of == id)
                .map(|(_, n)| n)
                .collect();
            let mut compiler = Compiler {
                written,
                collections: &ids,
                declared: Some(declared),
                findings,
            };
            for name in misused {
                compiler.report("S034.common", &["fields", name], "", |found| found);
            }
            compiler.collection(&id, spec)
        })
        .collect();
    names::test(&collections, &nodes, findings);
    related::test(&collections, &nodes, declared, findings);
    collections
}

/// The route in a schema; the id if the route is invalid, which the shape reports.
fn route(written: Option<Localized<String>>, id: &str) -> Localized<String> {
    let is_part = |text: &str| text.is_empty() || Slug::parse(text).is_ok();
    let own = || Localized::Same(id.to_owned());
    match written {
        Some(route) if route.texts().all(is_part) => route,
        _ => own(),
    }
}

/// The fields of every entry of every collection.
fn common_fields() -> IndexMap<String, FieldSpec> {
    let root = embedded(builtin::ENTRY);
    let fields = root.get("fields").and_then(IndexMap::from_node);
    fields.unwrap_or_default()
}

/// Parses an embedded file. Nothing in it is ever reported, so it needs no entry among the
/// sources.
pub(super) fn embedded(text: &str) -> Node {
    let nowhere = Sources::default().next_id();
    let parsed = yaml::parse(nowhere, text, 0, &mut Vec::new());
    parsed.map_or_else(
        |_| Node {
            span: Span::start_of(nowhere),
            kind: Kind::Null,
        },
        |parsed| parsed.root,
    )
}

/// The fields of a shape; the shapes are embedded and tested, so nothing in them
/// is reported.
pub(super) fn shape_fields(specs: IndexMap<String, FieldSpec>) -> Fields {
    let mut findings = Vec::new();
    let mut compiler = Compiler {
        written: Vec::new(),
        collections: &[],
        declared: None,
        findings: &mut findings,
    };
    compiler.fields(specs, &[])
}

struct Compiler<'a> {
    /// The files that declare the collection, the first one first.
    written: Vec<&'a Node>,
    collections: &'a [String],
    /// Everything else that it may name; not checked for shapes.
    declared: Option<Declared<'a>>,
    findings: &'a mut Vec<Diagnostic>,
}

impl Compiler<'_> {
    fn collection(&mut self, id: &str, mut spec: CollectionSpec) -> Collection {
        let label = spec
            .label
            .take()
            .unwrap_or_else(|| Localized::Same(id.to_owned()));
        let fields = self.fields(spec.fields.take().unwrap_or_default(), &["fields"]);
        self.successors(&fields, &["fields"]);
        let display = self.display(spec.display.take().unwrap_or_default(), &fields);
        self.private_fields(&fields);
        self.schema_org(spec.schema_org.as_ref(), &fields);
        let sort = match spec.sort.take() {
            Some(keys) => self.sort_keys(keys, &fields),
            None => shown::by_title(&display),
        };
        let card = spec.card.take();
        let basis = card.as_ref().and_then(|card| card.basis.clone());
        let outstanding = spec.outstanding.take();
        Collection {
            card_basis: basis.and_then(|path| self.paths("card", &[path], &fields).pop()),
            list: self.list_options(spec.list.take().unwrap_or_default(), &fields),
            sort,
            feed: spec.feed.take().map(|feed| self.feed(feed, &fields)),
            card: card.map(|card| card.kind),
            enquiry: spec.enquiry.take().map(|spec| self.enquiry(spec, &fields)),
            similar: self.similar(spec.similar.take().unwrap_or_default(), &fields),
            related_facets: related::facets(spec.related_facets.take().unwrap_or_default()),
            former: self.of_type(&[], "former", spec.former.take(), dated::DATED, &fields),
            rules: self.rules(spec.rules.take().unwrap_or_default(), &fields),
            complete: self.paths(
                "complete",
                &spec.complete.take().unwrap_or_default(),
                &fields,
            ),
            expiry: spec
                .expiry
                .take()
                .unwrap_or_default()
                .iter()
                .map(|text| self.dated_path("expiry", text, &fields))
                .collect(),
            outstanding: outstanding
                .and_then(|path| self.paths("outstanding", &[path], &fields).pop()),
            review: self.review(spec.review.take(), &fields),
            publicity: self.publicity(spec.publicity.take(), &fields),
            id: id.into(),
            singular: spec.singular.unwrap_or_else(|| label.clone()),
            catalog_label: spec.catalog_label.unwrap_or_else(|| label.clone()),
            counted: spec.counted.unwrap_or_default(),
            route: route(spec.route, id),
            label,
            schema_org: spec.schema_org,
            missing_translation: spec
                .missing_translation
                .unwrap_or(MissingTranslation::ShowDefaultWithNotice),
            display,
            facets: fields.facets(),
            fields,
        }
    }

    /// Checks that the successor of a deprecated field is a field in the same group.
    fn successors(&mut self, fields: &Fields, path: &[&str]) {
        for field in fields.iter() {
            let path: Vec<&str> = path.iter().copied().chain([&*field.name]).collect();
            if let Some(instead) = &field.deprecated
                && (fields.get(instead).is_none() || **instead == *field.name)
                && let Some(span) = self.span(&path, "deprecated")
            {
                let others = fields.names().filter(|name| *name != &*field.name);
                self.findings.push(
                    Diagnostic::new("S035", span)
                        .arg("field", instead.as_str())
                        .did_you_mean_name(span, instead, others),
                );
            }
            let steps: &[&str] = match &field.kind {
                FieldType::List(_) => &["of", "fields"],
                _ => &["fields"],
            };
            if let Some(inner) = field.kind.fields() {
                let path: Vec<&str> = path.iter().chain(steps).copied().collect();
                self.successors(inner, &path);
            }
        }
    }

    fn unknown_field(&mut self, path: &[&str], name: &str, fields: &Fields) {
        self.unknown_field_among(path, name, fields.names());
    }

    /// Reports an unknown field, and suggests one of those that are possible.
    fn unknown_field_among<'f>(
        &mut self,
        path: &[&str],
        name: &str,
        known: impl Iterator<Item = &'f str>,
    ) {
        if let Some(span) = self.span(path, "") {
            self.findings.push(
                Diagnostic::new("S035", span)
                    .arg("field", name)
                    .did_you_mean_name(span, name, known),
            );
        }
    }

    fn report(
        &mut self,
        key: &'static str,
        path: &[&str],
        step: &str,
        with: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        if let Some(span) = self.span(path, step) {
            let field = path.iter().rev().find(|s| !matches!(**s, "of" | "fields"));
            let diagnostic = Diagnostic::new(key, span).arg_if("field", field.copied());
            self.findings.push(with(diagnostic));
        }
    }

    /// The place of a declaration: in the last file that contains it.
    fn span(&self, path: &[&str], step: &str) -> Option<Span> {
        let full: Vec<&str> = path
            .iter()
            .copied()
            .chain((!step.is_empty()).then_some(step))
            .collect();
        let file = self
            .written
            .iter()
            .rev()
            .find(|node| reaches(node, &full))
            .or(self.written.last())?;
        Some(file.nearest(&full).span)
    }
}

/// Whether a path of keys leads somewhere in a node.
fn reaches(node: &Node, path: &[&str]) -> bool {
    let mut node = node;
    path.iter().all(|step| match node.below(step) {
        Some(below) => {
            node = below;
            true
        }
        None => false,
    })
}

/// The field at a path of fields, such as `funding.statement`.
fn field_at<'a>(fields: &'a Fields, path: &str) -> Option<&'a Field> {
    let (name, rest) = match path.split_once('.') {
        Some((name, rest)) => (name, Some(rest)),
        None => (path, None),
    };
    let field = fields.get(name)?;
    match rest {
        None => Some(field),
        Some(rest) => field_at(field.kind.fields()?, rest),
    }
}
