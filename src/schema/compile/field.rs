//! Compiles fields: the table of types gives each declaration its type, and the table of
//! modifiers gives the modifiers their form.

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;

use super::{Compiler, no_collection, reaches};
use crate::diagnostic::{Diagnostic, closest};
use crate::path::Slug;
use crate::schema::modifiers::{MODIFIERS, Passes, TYPE, is_called};
use crate::schema::read::FromNode;
use crate::schema::spec::{FieldSpec, OfSpec};
use crate::schema::types::{Parts, readable, type_named};
use crate::schema::{Field, FieldType, Fields, Localized};
use crate::text::Span;
use crate::yaml::{Kind, Node};

impl Compiler<'_> {
    pub(super) fn fields(&mut self, specs: IndexMap<String, FieldSpec>, path: &[&str]) -> Fields {
        specs
            .into_iter()
            .map(|(name, spec)| {
                let path: Vec<&str> = path.iter().copied().chain([name.as_str()]).collect();
                self.field(&name, &spec, &path)
            })
            .collect()
    }

    fn field(&mut self, name: &str, spec: &FieldSpec, path: &[&str]) -> Field {
        let kind = self.kind(spec, path);
        self.misplaced(spec, &kind, path);
        let has_items = matches!(kind, FieldType::List(_) | FieldType::Map(_));
        let mut field = Field::new(name, kind);
        field.label = Localized::Same(readable(name));
        for row in MODIFIERS {
            // It applies to the field of the items instead.
            let is_passed = has_items && row.passes == Passes::ToItems;
            if let Some(node) = spec.get(row.key).filter(|_| !is_passed) {
                (row.set)(&mut field, node, self.findings);
            }
        }
        self.bounds(&field, path);
        self.range(spec, &field, path);
        self.words(spec, path);
        self.parts_of_entries(spec, path);
        field
    }

    /// Reports an enum without words, and a word that it has twice.
    fn words(&mut self, spec: &FieldSpec, path: &[&str]) {
        let Some(values) = spec.get("values").filter(|_| spec.type_name() == "enum") else {
            return;
        };
        if values.items().is_empty() && values.pairs().is_empty() && values.as_text().is_none() {
            self.report("S034.no_values", path, "values", |found| found);
        }
        let mut seen = BTreeSet::new();
        for item in values.items() {
            let Some(word) = item.as_text() else { continue };
            if !seen.insert(word) {
                let found = Diagnostic::new("S034.twice", item.span);
                self.findings.push(found.arg("value", word));
            }
        }
    }

    /// Reports modifiers of a field in a group or a list that pages support only for
    /// top-level fields of the entry.
    fn parts_of_entries(&mut self, spec: &FieldSpec, path: &[&str]) {
        // A shape is not a collection.
        if self.declared.is_none() || path.len() < 3 {
            return;
        }
        // Private fields are reported separately.
        if self.private_at(path).is_some() {
            return;
        }
        // Filtered lists have a column for a part of a group, which has one value per
        // entry.
        let is_of_group = matches!(path, ["fields", _, "fields", _]);
        for key in ["column", "compare", "sort"] {
            if key == "column" && is_of_group {
                continue;
            }
            if spec.get(key).and_then(bool::from_node) == Some(true) {
                self.report("S050.group", path, key, |found| found.arg("modifier", key));
            }
        }
    }

    /// Reports bounds that no value can meet.
    fn bounds(&mut self, field: &Field, path: &[&str]) {
        let bounds = &field.bounds;
        let numbers = bounds
            .min
            .zip(bounds.max)
            .is_some_and(|(min, max)| min > max);
        let days = bounds.earliest.zip(bounds.latest);
        if numbers || days.is_some_and(|(first, last)| first.first_day() > last.last_day()) {
            self.report("S051.bounds", path, "min", |found| found);
        }
    }

    /// Reports a range filter on values without a range: words, and quantities without a
    /// known unit.
    fn range(&mut self, spec: &FieldSpec, field: &Field, path: &[&str]) {
        let kind = field.kind.single();
        let has_range = match kind {
            FieldType::Quantity { property, unit } => property.is_some() || unit.is_some(),
            FieldType::String
            | FieldType::Text
            | FieldType::Slug
            | FieldType::Url
            | FieldType::Email
            | FieldType::Phone
            | FieldType::Bool
            | FieldType::Enum(_)
            | FieldType::Term { .. }
            | FieldType::Ref { .. } => false,
            _ => true,
        };
        let asked = spec.get("facet").and_then(Node::as_text) == Some("range");
        if asked && !has_range {
            self.report("S050", path, "facet", |found| {
                found
                    .arg("modifier", "facet: range")
                    .arg("type", kind.name())
            });
        }
    }

    fn kind(&mut self, spec: &FieldSpec, path: &[&str]) -> FieldType {
        let Some(row) = type_named(spec.type_name()) else {
            return self.incomplete(path, TYPE);
        };
        let mut parts = PartsOf {
            compiler: self,
            spec,
            path,
        };
        match (row.make)(&mut parts) {
            Some(kind) => kind,
            None => self.incomplete(path, row.needs),
        }
    }

    /// Reports modifiers that do not apply to a type.
    fn misplaced(&mut self, spec: &FieldSpec, kind: &FieldType, path: &[&str]) {
        let Some(own) = type_named(spec.type_name()) else {
            return;
        };
        if matches!(kind, FieldType::Any) {
            return;
        }
        for row in MODIFIERS {
            if spec.has(row.key) && !row.fits.holds(own) {
                self.report("S050", path, row.key, |found| {
                    found.arg("modifier", row.key).arg("type", own.name)
                });
            }
        }
    }

    fn incomplete(&mut self, path: &[&str], needs: &'static str) -> FieldType {
        // A value of another form has its own finding.
        let written: Vec<&str> = path.iter().copied().chain([needs]).collect();
        let last = self
            .written
            .iter()
            .rev()
            .find(|file| reaches(file, &written));
        let is_written = last.is_some_and(|file| file.nearest(&written).kind != Kind::Null);
        let group = self.written.iter().rev().find(|file| reaches(file, path));
        let is_misspelt = group.is_some_and(|file| {
            let pairs = file.nearest(path).pairs();
            let is_name = |key: &str| {
                key.eq_ignore_ascii_case(needs)
                    || closest(key, [needs]).is_some()
                    || is_called(key, needs)
            };
            pairs
                .iter()
                .any(|pair| &*pair.key != needs && is_name(&pair.key))
        });
        if !is_written && !is_misspelt {
            self.report("S034", path, "", |found| found.arg("needs", needs));
        }
        FieldType::Any
    }
}

/// What a type may read from its declaration.
struct PartsOf<'p, 'c, 's> {
    compiler: &'p mut Compiler<'c>,
    spec: &'s FieldSpec,
    path: &'s [&'s str],
}

impl PartsOf<'_, '_, '_> {
    /// The name under a key that accepts only known names; reports any other name.
    fn known(
        &mut self,
        key: &str,
        known: &[&str],
        fault: impl FnOnce(&str, Span) -> Diagnostic,
    ) -> Option<Arc<str>> {
        let node = self.spec.get(key)?;
        let name = node.as_text()?;
        // A name of another form has its own finding.
        if !known.contains(&name) && Slug::parse(name).is_ok() {
            let span = self.compiler.span(self.path, key).unwrap_or(node.span);
            self.compiler.findings.push(fault(name, span));
        }
        Some(name.into())
    }

    /// Passes modifiers of a list or a group on to a declaration in it, where its own
    /// modifiers override them.
    fn pass(&self, to: &mut FieldSpec, is_item: bool) {
        let own = type_named(to.type_name());
        for row in MODIFIERS {
            let passes = match row.passes {
                Passes::Nothing => false,
                Passes::ToItems => is_item,
                Passes::ToReferences => own.is_some_and(|own| row.fits.holds(own)),
            };
            if let Some(node) = self.spec.get(row.key).filter(|_| passes) {
                to.put_under(row.key, node);
            }
        }
    }
}

impl Parts for PartsOf<'_, '_, '_> {
    fn node(&self, key: &str) -> Option<&Node> {
        self.spec.get(key)
    }

    fn vocabulary(&mut self) -> Option<Arc<str>> {
        match self.compiler.declared {
            Some(declared) => {
                let known: Vec<&str> = declared.vocabularies.iter().map(|id| &**id).collect();
                self.known("vocabulary", &known, |name, span| {
                    Diagnostic::new("V002", span)
                        .arg("vocabulary", name)
                        .did_you_mean_name(span, name, known.iter().copied())
                })
            }
            None => self.spec.get("vocabulary")?.as_text().map(Arc::from),
        }
    }

    fn collection(&mut self) -> Option<Arc<str>> {
        let declared = self.compiler.declared;
        let known = self.compiler.collections.iter();
        let unread = declared.into_iter().flat_map(|declared| declared.unread);
        let known: Vec<&str> = known.map(String::as_str).collect();
        let known: Vec<&str> = known.into_iter().chain(unread.map(|id| &**id)).collect();
        self.known("to", &known, |name, span| {
            let is_off = declared.is_some_and(|declared| declared.is_off(name));
            no_collection((name, span), is_off, known.iter().copied())
        })
    }

    fn fields(&mut self) -> Option<Fields> {
        let mut specs = self.spec.fields.clone()?;
        for spec in specs.values_mut() {
            self.pass(spec, false);
        }
        let path: Vec<&str> = self.path.iter().copied().chain(["fields"]).collect();
        Some(self.compiler.fields(specs, &path))
    }

    fn inner(&mut self) -> Vec<Field> {
        let path: Vec<&str> = self.path.iter().copied().chain(["of"]).collect();
        let mut names = path.iter().rev().copied();
        let name = names.find(|step| *step != "of").unwrap_or_default();
        match self.spec.of.clone() {
            Some(OfSpec::One(mut of)) => {
                self.pass(&mut of, true);
                vec![self.compiler.field(name, &of, &path)]
            }
            Some(OfSpec::Either(all)) => {
                let all = all.iter();
                all.map(|of| self.compiler.field(name, of, &path)).collect()
            }
            None => Vec::new(),
        }
    }
}
