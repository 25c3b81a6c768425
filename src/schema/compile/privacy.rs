//! A private field plays no part that anybody sees: it is no heading, no facet, no
//! column, and nothing is grouped or sorted by it. The gate hides it all the same;
//! here an editor is told why it does not show.

use super::Compiler;
use crate::diagnostic::Diagnostic;
use crate::schema::{Collection, Facet, Field, Fields};

impl Compiler<'_> {
    /// Reports every public part that a private field is given.
    pub(super) fn private_fields_have_no_role(&mut self, collection: &Collection) {
        let display = &collection.display;
        let named = [
            (&["display", "title"][..], Some(&display.title)),
            (&["display", "summary"], display.summary.as_ref()),
            (&["display", "image"], display.image.as_ref()),
            (&["display", "date"], display.date.as_ref()),
            (&["former"], collection.former.as_ref()),
            (&["list", "group_by"], collection.list.group_by.as_ref()),
        ];
        let timeline = collection.list.timeline.as_ref();
        let timeline = [
            (
                &["list", "timeline", "start"][..],
                timeline.map(|days| &days.start),
            ),
            (
                &["list", "timeline", "end"],
                timeline.and_then(|days| days.end.as_ref()),
            ),
        ];
        for (path, name) in named.into_iter().chain(timeline) {
            if let Some(name) = name {
                self.is_public(collection, path, name);
            }
        }
        // Without a `sort` of its own, a list is sorted by the heading, which is reported.
        let by_heading = |field: &str| *field == *display.title;
        for (position, key) in collection.sort.iter().enumerate() {
            if by_heading(&key.field) {
                continue;
            }
            let position = position.to_string();
            self.is_public(collection, &["sort", &position], &key.field);
        }
        self.roles_of_private_fields(&collection.fields, &["fields"], false);
    }

    fn is_public(&mut self, collection: &Collection, path: &[&str], name: &str) {
        let field = collection.fields.get(name);
        if field.is_some_and(|field| !field.is_public()) {
            self.private_role(path, name, &path.join("."));
        }
    }

    /// The modifiers of private fields, and of fields in private groups.
    fn roles_of_private_fields(&mut self, fields: &Fields, path: &[&str], within_private: bool) {
        for field in fields.iter() {
            let path: Vec<&str> = path.iter().copied().chain([&*field.name]).collect();
            let is_private = within_private || !field.is_public();
            if is_private {
                for modifier in roles(field) {
                    let place: Vec<&str> = path.iter().copied().chain([modifier]).collect();
                    self.private_role(&place, &field.name, modifier);
                }
            }
            if let Some(inner) = field.kind.fields() {
                let steps: &[&str] = match &field.kind {
                    crate::schema::FieldType::List(_) => &["of", "fields"],
                    _ => &["fields"],
                };
                let path: Vec<&str> = path.iter().chain(steps).copied().collect();
                self.roles_of_private_fields(inner, &path, is_private);
            }
        }
    }

    fn private_role(&mut self, path: &[&str], field: &str, role: &str) {
        if let Some(span) = self.span(path, "") {
            self.findings.push(
                Diagnostic::new("P005", span)
                    .arg("field", field)
                    .arg("role", role),
            );
        }
    }
}

/// The modifiers by which a field is seen.
fn roles(field: &Field) -> impl Iterator<Item = &'static str> {
    let all = [
        ("facet", field.facet != Facet::No),
        ("column", field.column),
        ("compare", field.compare),
        ("sort", field.sort),
    ];
    all.into_iter()
        .filter(|(_, has)| *has)
        .map(|(modifier, _)| modifier)
}
