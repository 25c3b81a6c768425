//! Fields: each declaration gets its type, and its modifiers their form.

use std::sync::Arc;

use indexmap::IndexMap;
use regex_lite::Regex;

use super::{Compiler, reaches, readable};
use crate::diagnostic::Diagnostic;
use crate::schema::spec::{FacetSpec, OfSpec, RequiredSpec, ValuesSpec};
use crate::schema::{
    Bounds, Facet, Field, FieldSpec, FieldType, Fields, Localized, OnDelete, PartialDate, Required,
};

/// The types whose text a pattern can be held against.
const PATTERNED: &[&str] = &[
    "string", "text", "markdown", "slug", "url", "email", "phone", "int", "decimal", "year",
    "date", "datetime", "term", "ref", "country", "language", "file", "list",
];

/// The types that have a size.
const BOUNDED: &[&str] = &[
    "string",
    "text",
    "markdown",
    "int",
    "decimal",
    "year",
    "date",
    "datetime",
    "list",
    "measurements",
];

/// What is said of a list or a group and concerns the references in it.
struct Inherited {
    inverse: Option<String>,
    on_delete: Option<OnDelete>,
}

impl Inherited {
    fn of(spec: &FieldSpec) -> Self {
        Self {
            inverse: spec.inverse.clone(),
            on_delete: spec.on_delete,
        }
    }

    /// What a declaration says itself comes first; only where there may be a
    /// reference is anything put.
    fn put_under(self, mut of: FieldSpec) -> FieldSpec {
        if matches!(of.kind.as_deref(), Some("ref" | "list" | "object")) {
            of.inverse = of.inverse.or(self.inverse);
            of.on_delete = of.on_delete.or(self.on_delete);
        }
        of
    }
}

impl Compiler<'_> {
    pub(super) fn fields(&mut self, specs: IndexMap<String, FieldSpec>, path: &[&str]) -> Fields {
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
        self.modifiers(&spec, &kind, path);
        let bounds = self.bounds(&spec, &kind, path);
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
            bounds,
            default: spec.default,
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
            on_delete: spec.on_delete.unwrap_or_default(),
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
            _ => self.incomplete(path, "type"),
        }
    }

    /// `min` and `max`, in the form that the type asks for.
    fn bounds(&mut self, spec: &FieldSpec, kind: &FieldType, path: &[&str]) -> Bounds {
        let mut bounds = Bounds::default();
        for (key, text) in [("min", &spec.min), ("max", &spec.max)] {
            let Some(text) = text else { continue };
            let is_min = key == "min";
            let is_date = matches!(kind, FieldType::Date | FieldType::DateTime);
            let fits = if is_date {
                let date = PartialDate::parse(text);
                let place = if is_min {
                    &mut bounds.earliest
                } else {
                    &mut bounds.latest
                };
                *place = date;
                date.is_some()
            } else {
                let number = text.parse::<f64>().ok();
                let place = if is_min {
                    &mut bounds.min
                } else {
                    &mut bounds.max
                };
                *place = number;
                number.is_some()
            };
            if !fits {
                let expected = if is_date {
                    FieldType::Date.expected()
                } else {
                    FieldType::Decimal.expected()
                };
                if let Some(span) = self.span(path, key) {
                    self.findings.push(
                        Diagnostic::new("S003", span)
                            .arg("field", key)
                            .arg("expected", expected)
                            .arg("found", format!("`{text}`")),
                    );
                }
            }
        }
        bounds
    }

    /// Reports modifiers that mean nothing for a type.
    fn modifiers(&mut self, spec: &FieldSpec, kind: &FieldType, path: &[&str]) {
        let name = spec.kind.as_deref().unwrap_or_default();
        if name.is_empty() || matches!(kind, FieldType::Any) {
            return;
        }
        let written: &[(&'static str, bool, &[&str])] = &[
            ("pattern", spec.pattern.is_some(), PATTERNED),
            ("min", spec.min.is_some(), BOUNDED),
            ("max", spec.max.is_some(), BOUNDED),
            ("checksum", spec.checksum.is_some(), &["string", "list"]),
            ("vocabulary", spec.vocabulary.is_some(), &["term"]),
            ("to", spec.to.is_some(), &["ref"]),
            (
                "inverse",
                spec.inverse.is_some(),
                &["ref", "list", "object"],
            ),
            (
                "on_delete",
                spec.on_delete.is_some(),
                &["ref", "list", "object"],
            ),
            ("property", spec.property.is_some(), &["quantity"]),
            ("alt", spec.alt.is_some(), &["image"]),
            ("accept", spec.accept.is_some(), &["file"]),
            ("values", spec.values.is_some(), &["enum"]),
            ("of", spec.of.is_some(), &["list", "map", "either"]),
            ("fields", spec.fields.is_some(), &["object"]),
        ];
        for (modifier, _, _) in written
            .iter()
            .filter(|(_, is_there, types)| *is_there && !types.contains(&name))
        {
            self.report("S050", path, modifier, |d| {
                d.arg("modifier", *modifier).arg("type", name)
            });
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
        let fields = fields.into_iter().map(|(name, field)| {
            let inherited = Inherited::of(spec);
            (name, inherited.put_under(field))
        });
        FieldType::Object(Arc::new(self.fields(fields.collect(), &path)))
    }

    fn list(&mut self, spec: &FieldSpec, path: &[&str]) -> FieldType {
        match self.inner(spec, path).pop() {
            Some(of) => FieldType::List(Box::new(of)),
            None => self.incomplete(path, "of"),
        }
    }

    /// The declarations under `of:`. What is said of a list and can only mean its
    /// single values is said of them.
    fn inner(&mut self, spec: &FieldSpec, path: &[&str]) -> Vec<Field> {
        let path: Vec<&str> = path.iter().copied().chain(["of"]).collect();
        let name = path
            .iter()
            .rev()
            .find(|step| **step != "of")
            .copied()
            .unwrap_or_default();
        match spec.of.clone() {
            Some(OfSpec::One(of)) => {
                let mut of = Inherited::of(spec).put_under(*of);
                of.unique = of.unique.or(spec.unique);
                of.pattern = of.pattern.or_else(|| spec.pattern.clone());
                of.checksum = of.checksum.or(spec.checksum);
                vec![self.field(name, of, &path)]
            }
            Some(OfSpec::Either(all)) => all
                .into_iter()
                .map(|of| self.field(name, of, &path))
                .collect(),
            None => Vec::new(),
        }
    }

    fn incomplete(&mut self, path: &[&str], needs: &'static str) -> FieldType {
        // One that is written and has another form is reported as such.
        let written = path.iter().copied().chain([needs]).collect::<Vec<_>>();
        let is_written = self.written.iter().any(|file| reaches(file, &written));
        if !is_written {
            self.report("S034", path, "", |d| d.arg("needs", needs));
        }
        FieldType::Any
    }
}
