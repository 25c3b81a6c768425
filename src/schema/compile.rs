//! Declarations to collections: extensions are put over what they extend, every
//! field gets its type, and what does not fit together is reported at its place
//! in the schema file.

use std::sync::Arc;

use indexmap::IndexMap;
use regex_lite::Regex;

use super::builtin::ENTRY;
use super::spec::{FacetSpec, OfSpec, RequiredSpec, ValuesSpec};
use super::{
    Bounds, Collection, CollectionSpec, Display, Facet, Field, FieldPath, FieldSpec, FieldType,
    Fields, ListOptions, Localized, MissingTranslation, Required, Review, Rule, SortKey, Timeline,
    View,
};
use crate::diagnostic::{Diagnostic, Severity};
use crate::yaml::Node;

/// A schema file, read: what it says and the nodes that it stands in.
#[derive(Debug)]
pub struct SchemaFile {
    /// What it says.
    pub spec: CollectionSpec,
    /// Where it says so.
    pub root: Node,
}

/// What else a schema may name.
#[derive(Debug, Clone, Copy)]
pub struct Declared<'a> {
    /// The ids of the vocabularies that there are.
    pub vocabularies: &'a [Arc<str>],
}

/// The most entries on a page of a list.
const MAX_PAGE: usize = 200;

/// Turns schema files, the built-in ones first, into collections.
pub fn compile(
    files: Vec<SchemaFile>,
    declared: Declared<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Collection> {
    let mut specs: IndexMap<String, CollectionSpec> = IndexMap::new();
    let mut nodes: Vec<(String, Node)> = Vec::new();
    for file in files {
        let SchemaFile { spec, root } = file;
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
                } else {
                    let span = root.nearest(&["extend"]).span;
                    findings.push(
                        Diagnostic::new("S031", span)
                            .arg("collection", id.as_str())
                            .did_you_mean_name(span, &id, specs.keys().map(String::as_str)),
                    );
                }
            }
            _ => findings.push(Diagnostic::new("S032", root.span)),
        }
    }
    let ids: Vec<String> = specs.keys().cloned().collect();
    let common: CollectionSpec = serde_yaml::from_str(ENTRY).unwrap_or_default();
    specs
        .into_iter()
        .map(|(id, mut spec)| {
            for (name, field) in &common.fields {
                spec.fields
                    .entry(name.clone())
                    .or_insert_with(|| field.clone());
            }
            let written: Vec<&Node> = nodes
                .iter()
                .filter(|(of, _)| *of == id)
                .map(|(_, n)| n)
                .collect();
            let mut compiler = Compiler {
                written,
                collections: &ids,
                vocabularies: Some(declared.vocabularies),
                findings,
            };
            compiler.collection(&id, spec)
        })
        .collect()
}

/// The fields of a shape; the shapes are embedded and tested, so nothing in them
/// is reported.
pub(super) fn shape_fields(specs: IndexMap<String, FieldSpec>) -> Fields {
    let mut findings = Vec::new();
    let mut compiler = Compiler {
        written: Vec::new(),
        collections: &[],
        vocabularies: None,
        findings: &mut findings,
    };
    compiler.fields(specs, &[])
}

struct Compiler<'a> {
    /// The files that declare the collection, the first one first.
    written: Vec<&'a Node>,
    collections: &'a [String],
    /// The vocabularies that there are; not checked for shapes.
    vocabularies: Option<&'a [Arc<str>]>,
    findings: &'a mut Vec<Diagnostic>,
}

impl Compiler<'_> {
    fn collection(&mut self, id: &str, spec: CollectionSpec) -> Collection {
        let label = spec.label.unwrap_or_else(|| Localized::Same(id.to_owned()));
        let fields = self.fields(spec.fields, &["fields"]);
        let display = spec.display.unwrap_or_default();
        let mut named = |path: &[&str], name: Option<String>| -> Option<Arc<str>> {
            let name = name?;
            if fields.get(&name).is_none() {
                self.unknown_field(path, &name, &fields);
            }
            Some(name.into())
        };
        let title = display.title.or_else(|| Some("title".to_owned()));
        let display = Display {
            title: named(&["display", "title"], title).unwrap_or_default(),
            summary: named(&["display", "summary"], display.summary),
            image: named(&["display", "image"], display.image),
            date: named(&["display", "date"], display.date),
        };
        let list = spec.list.unwrap_or_default();
        let list = ListOptions {
            view: list.view.unwrap_or(View::Cards),
            letters: list.letters.unwrap_or(false),
            group_by: named(&["list", "group_by"], list.group_by),
            timeline: list.timeline.map(|timeline| Timeline {
                start: named(&["list", "timeline", "start"], Some(timeline.start))
                    .unwrap_or_default(),
                end: named(&["list", "timeline", "end"], timeline.end),
            }),
            page_size: list.page_size.unwrap_or(MAX_PAGE).clamp(1, MAX_PAGE),
        };
        let former = named(&["former"], spec.former);
        let sort = spec
            .sort
            .unwrap_or_else(|| vec![display.title.to_string()])
            .into_iter()
            .enumerate()
            .map(|(position, key)| {
                let position = position.to_string();
                let descending = key.starts_with('-');
                let field = key.trim_start_matches('-').to_owned();
                SortKey {
                    field: named(&["sort", &position], Some(field)).unwrap_or_default(),
                    descending,
                }
            })
            .collect();
        let mut path = |step: &str, text: &str| -> FieldPath {
            if !leads_somewhere(&fields, text) {
                self.unknown_path(step, text);
            }
            FieldPath::new(text)
        };
        let rules = spec
            .rules
            .unwrap_or_default()
            .into_iter()
            .map(|rule| Rule {
                given: path("rules", &rule.given),
                require: rule
                    .require
                    .iter()
                    .map(|text| path("rules", text))
                    .collect(),
                severity: rule.severity.unwrap_or(Severity::Warning),
                message: rule.message,
            })
            .collect();
        let complete = spec.complete.unwrap_or_default();
        let complete = complete.iter().map(|text| path("complete", text)).collect();
        let expiry = spec.expiry.unwrap_or_default();
        let expiry = expiry.iter().map(|text| path("expiry", text)).collect();
        let review = spec.review.map(|review| Review {
            field: path("review", &review.field),
            months: review.months,
        });
        Collection {
            rules,
            complete,
            review,
            expiry,
            id: id.into(),
            singular: spec.singular.unwrap_or_else(|| label.clone()),
            catalog_label: spec.catalog_label.unwrap_or_else(|| label.clone()),
            route: spec.route.unwrap_or_else(|| Localized::Same(id.to_owned())),
            label,
            schema_org: spec.schema_org,
            missing_translation: spec
                .missing_translation
                .unwrap_or(MissingTranslation::ShowDefaultWithNotice),
            display,
            list,
            sort,
            former,
            fields,
        }
    }

    fn fields(&mut self, specs: IndexMap<String, FieldSpec>, path: &[&str]) -> Fields {
        specs
            .into_iter()
            .map(|(name, spec)| {
                let path: Vec<&str> = path.iter().copied().chain([name.as_str()]).collect();
                self.field(&name, spec, &path)
            })
            .collect()
    }

    fn field(&mut self, name: &str, spec: FieldSpec, path: &[&str]) -> Field {
        let kind = self.kind(&spec, path);
        let pattern = spec.pattern.as_deref().and_then(|pattern| {
            // The whole text must match, as in JSON Schema's habit of `^…$`.
            let regex = Regex::new(&format!("^(?:{pattern})$"));
            if regex.is_err() {
                self.report("S033", path, "pattern", |d| d.arg("pattern", pattern));
            }
            regex.ok()
        });
        let bound = |number: &Option<super::spec::Number>| {
            number.as_ref().and_then(super::spec::Number::value)
        };
        Field {
            name: name.into(),
            kind,
            label: spec
                .label
                .unwrap_or_else(|| Localized::Same(readable(name))),
            help: spec.help.unwrap_or_default(),
            localized: spec.localized.unwrap_or(false),
            required: match spec.required {
                None | Some(RequiredSpec::Always(false)) => Required::No,
                Some(RequiredSpec::Always(true)) => Required::Yes,
                Some(RequiredSpec::In(languages)) => Required::In(languages),
            },
            unique: spec.unique.unwrap_or(false),
            pattern,
            bounds: Bounds {
                min: bound(&spec.min),
                max: bound(&spec.max),
            },
            default: spec.default.as_ref().and_then(scalar_text),
            facet: match spec.facet {
                None | Some(FacetSpec::Plain(false)) => Facet::No,
                Some(FacetSpec::Plain(true)) => Facet::Value,
                Some(FacetSpec::Word(_)) => Facet::Range,
            },
            column: spec.column.unwrap_or(false),
            compare: spec.compare.unwrap_or(false),
            sort: spec.sort.unwrap_or(false),
            private: spec.private.unwrap_or(false),
            deprecated: spec.deprecated,
            schema_org: spec.schema_org,
            checksum: spec.checksum,
            inverse: spec.inverse,
        }
    }

    fn kind(&mut self, spec: &FieldSpec, path: &[&str]) -> FieldType {
        let name = spec.kind.as_deref().unwrap_or_default();
        match name {
            "string" => FieldType::String,
            "text" => FieldType::Text,
            "markdown" => FieldType::Markdown,
            "slug" => FieldType::Slug,
            "url" => FieldType::Url,
            "email" => FieldType::Email,
            "phone" => FieldType::Phone,
            "bool" => FieldType::Bool,
            "int" => FieldType::Int,
            "decimal" => FieldType::Decimal,
            "date" => FieldType::Date,
            "datetime" => FieldType::DateTime,
            "year" => FieldType::Year,
            "geo" => FieldType::Geo,
            "country" => FieldType::Country,
            "language" => FieldType::Language,
            "measurements" => FieldType::Measurements,
            "property" => FieldType::Property,
            "unit" => FieldType::Unit,
            "conditions" => FieldType::Conditions,
            "any" => FieldType::Any,
            "quantity" => FieldType::Quantity {
                property: spec.property.as_deref().map(Arc::from),
            },
            "image" => FieldType::Image {
                alt_required: spec.alt.as_deref() == Some("required"),
            },
            "file" => FieldType::File {
                accept: spec.accept.clone().unwrap_or_default(),
            },
            "enum" => self.enumeration(spec, path),
            "term" => self.term(spec, path),
            "ref" => self.reference(spec, path),
            "object" => self.object(spec, path),
            "list" => self.list(spec, path),
            "map" => match self.inner(spec, path).pop() {
                Some(of) => FieldType::Map(Box::new(of)),
                None => FieldType::Any,
            },
            "either" => FieldType::Either(self.inner(spec, path)),
            _ => {
                self.report("S034", path, "", |d| d.arg("needs", "type"));
                FieldType::Any
            }
        }
    }

    fn enumeration(&mut self, spec: &FieldSpec, path: &[&str]) -> FieldType {
        match &spec.values {
            Some(ValuesSpec::Words(words)) => FieldType::Enum(
                words
                    .iter()
                    .map(|word| (word.clone(), Localized::Same(readable(word))))
                    .collect(),
            ),
            Some(ValuesSpec::Labelled(values)) => FieldType::Enum(values.clone()),
            None => self.incomplete(path, "values"),
        }
    }

    fn term(&mut self, spec: &FieldSpec, path: &[&str]) -> FieldType {
        let Some(vocabulary) = &spec.vocabulary else {
            return self.incomplete(path, "vocabulary");
        };
        if let Some(known) = self.vocabularies
            && !known.iter().any(|id| **id == **vocabulary)
        {
            let span = self.span(path, "vocabulary");
            if let Some(span) = span {
                self.findings.push(
                    Diagnostic::new("V002", span)
                        .arg("vocabulary", vocabulary.as_str())
                        .did_you_mean_name(span, vocabulary, known.iter().map(|id| &**id)),
                );
            }
        }
        FieldType::Term {
            vocabulary: vocabulary.as_str().into(),
        }
    }

    fn reference(&mut self, spec: &FieldSpec, path: &[&str]) -> FieldType {
        let Some(to) = &spec.to else {
            return self.incomplete(path, "to");
        };
        if !self.collections.contains(to)
            && let Some(span) = self.span(path, "to")
        {
            self.findings.push(
                Diagnostic::new("S031", span)
                    .arg("collection", to.as_str())
                    .did_you_mean_name(span, to, self.collections.iter().map(String::as_str)),
            );
        }
        FieldType::Ref {
            to: to.as_str().into(),
        }
    }

    fn object(&mut self, spec: &FieldSpec, path: &[&str]) -> FieldType {
        if let Some(shape) = &spec.shape {
            return FieldType::Shape(shape.as_str().into());
        }
        let Some(fields) = spec.fields.clone() else {
            return self.incomplete(path, "fields");
        };
        let path: Vec<&str> = path.iter().copied().chain(["fields"]).collect();
        FieldType::Object(Arc::new(self.fields(fields, &path)))
    }

    fn list(&mut self, spec: &FieldSpec, path: &[&str]) -> FieldType {
        match self.inner(spec, path).pop() {
            Some(of) => FieldType::List(Box::new(of)),
            None => self.incomplete(path, "of"),
        }
    }

    /// The declarations under `of:`; what is said of the list is said of them
    /// too where it concerns single values.
    fn inner(&mut self, spec: &FieldSpec, path: &[&str]) -> Vec<Field> {
        let path: Vec<&str> = path.iter().copied().chain(["of"]).collect();
        let name = path
            .iter()
            .rev()
            .find(|step| **step != "of")
            .copied()
            .unwrap_or_default();
        match spec.of.clone() {
            Some(OfSpec::One(of)) => vec![self.field(name, *of, &path)],
            Some(OfSpec::Either(all)) => all
                .into_iter()
                .map(|of| self.field(name, of, &path))
                .collect(),
            None => Vec::new(),
        }
    }

    fn incomplete(&mut self, path: &[&str], needs: &'static str) -> FieldType {
        self.report("S034", path, "", |d| d.arg("needs", needs));
        FieldType::Any
    }

    fn unknown_field(&mut self, path: &[&str], name: &str, fields: &Fields) {
        if let Some(span) = self.span(path, "") {
            self.findings.push(
                Diagnostic::new("S035", span)
                    .arg("field", name)
                    .did_you_mean_name(span, name, fields.names()),
            );
        }
    }

    /// A path of fields that leads nowhere, in a part of the declaration.
    fn unknown_path(&mut self, part: &str, path: &str) {
        if let Some(span) = self.span(&[part], "") {
            self.findings
                .push(Diagnostic::new("S035", span).arg("field", path));
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

    /// The place of a declaration: in the last file that says something of it.
    fn span(&self, path: &[&str], step: &str) -> Option<crate::text::Span> {
        let full: Vec<&str> = path
            .iter()
            .copied()
            .chain((!step.is_empty()).then_some(step))
            .collect();
        let reaches = |node: &&&Node| {
            let mut node: &Node = node;
            full.iter().all(|step| match node.below(step) {
                Some(below) => {
                    node = below;
                    true
                }
                None => false,
            })
        };
        let file = self
            .written
            .iter()
            .rev()
            .find(reaches)
            .or(self.written.last())?;
        Some(file.nearest(&full).span)
    }
}

/// Whether a path of fields, as `funding.statement`, names one that is declared.
fn leads_somewhere(fields: &Fields, path: &str) -> bool {
    let (name, rest) = match path.split_once('.') {
        Some((name, rest)) => (name, Some(rest)),
        None => (path, None),
    };
    let Some(field) = fields.get(name) else {
        return false;
    };
    let inner = match &field.kind {
        FieldType::List(of) => &of.kind,
        kind => kind,
    };
    match (rest, inner) {
        (None, _) => true,
        (Some(rest), FieldType::Object(fields)) => leads_somewhere(fields, rest),
        (Some(_), _) => false,
    }
}

/// A name as a label where none is given: `voltage_kv` → `Voltage kv`.
fn readable(name: &str) -> String {
    let spaced = name.replace(['_', '-'], " ");
    let mut letters = spaced.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => spaced,
    }
}

fn scalar_text(value: &serde_yaml::Value) -> Option<String> {
    match value {
        serde_yaml::Value::String(text) => Some(text.clone()),
        serde_yaml::Value::Bool(flag) => Some(flag.to_string()),
        serde_yaml::Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
