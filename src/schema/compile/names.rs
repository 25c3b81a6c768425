//! The fields by which references name entries. They must be unique, so that each value
//! names one entry, and public, since pages print them instead of an id.

use super::reaches;
use crate::diagnostic::Diagnostic;
use crate::schema::{Collection, Field, FieldType, Fields};
use crate::text::Span;
use crate::yaml::Node;

/// Reports `by` of references if the field cannot name entries.
pub(super) fn test(
    collections: &[Collection],
    nodes: &[(String, Node)],
    findings: &mut Vec<Diagnostic>,
) {
    for collection in collections {
        let written = nodes.iter().filter(|(of, _)| **of == *collection.id);
        let written: Vec<&Node> = written.map(|(_, node)| node).collect();
        let mut run = NameCheck {
            collections,
            written: &written,
            findings,
        };
        run.fields(&collection.fields, &["fields"]);
    }
}

struct NameCheck<'a, 'f> {
    collections: &'a [Collection],
    written: &'a [&'a Node],
    findings: &'f mut Vec<Diagnostic>,
}

impl NameCheck<'_, '_> {
    fn fields(&mut self, fields: &Fields, path: &[&str]) {
        for field in fields.iter() {
            self.field(field, &[path, &[&*field.name]].concat());
        }
    }

    fn field(&mut self, field: &Field, path: &[&str]) {
        match &field.kind {
            FieldType::Ref { to, by: Some(by) } => self.by(to, by, path),
            FieldType::List(of) | FieldType::Map(of) => {
                self.field(of, &[path, &["of"]].concat());
            }
            FieldType::Object(fields) => self.fields(fields, &[path, &["fields"]].concat()),
            _ => {}
        }
    }

    fn by(&mut self, to: &str, by: &str, path: &[&str]) {
        // An unknown collection has already been reported.
        let target = self.collections.iter().find(|c| *c.id == *to);
        let (Some(target), Some(span)) = (target, self.span(path)) else {
            return;
        };
        let found = match target.fields.get(by) {
            None => Diagnostic::new("S035", span)
                .arg("field", by)
                .did_you_mean_name(span, by, target.fields.names()),
            Some(field) if !field.is_public() => Diagnostic::new("S059.named", span)
                .arg("field", by)
                .arg("role", "by"),
            Some(field) if field.localized => Diagnostic::new("S062.localized", span)
                .arg("field", by)
                .arg("collection", to),
            Some(field) if !is_unique(field) => Diagnostic::new("S062", span)
                .arg("field", by)
                .arg("collection", to),
            Some(_) => return,
        };
        self.findings.push(found);
    }

    fn span(&self, path: &[&str]) -> Option<Span> {
        let path = [path, &["by"]].concat();
        let mut files = self.written.iter().rev();
        let file = files.find(|file| reaches(file, &path))?;
        Some(file.nearest(&path).span)
    }
}

fn is_unique(field: &Field) -> bool {
    match &field.kind {
        FieldType::List(of) => of.unique,
        _ => field.unique,
    }
}
