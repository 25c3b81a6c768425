//! Refuses private fields wherever visitors would see their values, or could infer them
//! from an order, a group, or a selection of entries.

use std::sync::Arc;

use super::{Compiler, reaches};
use crate::diagnostic::Diagnostic;
use crate::schema::modifiers::MODIFIERS;
use crate::schema::{Field, FieldPath, FieldType, Fields};
use crate::text::Span;
use crate::yaml::Node;

/// The fields from which URLs are built.
const ADDRESSES: [&str; 2] = ["slug", "aliases"];

/// A declaration that shows a field.
struct Showing<'a> {
    /// The field by its name or path.
    field: &'a str,
    /// The role in which it is shown, as the schema names it.
    role: &'a str,
    /// Where that is written.
    at: Option<(usize, Span)>,
    /// The code of the finding there.
    key: &'static str,
    /// The code of the finding at `private`, if an extension made the field private.
    key_at_private: &'static str,
}

impl Compiler<'_> {
    /// Reports modifiers that show the values of a private field, or of one in a
    /// private group.
    pub(super) fn private_fields(&mut self, fields: &Fields) {
        for field in fields.iter() {
            self.private_field(field, &["fields", &field.name], false);
        }
        for name in ADDRESSES {
            if fields.get(name).is_some_and(|field| !field.is_public())
                && let Some((_, span)) = self.private_at(&["fields", name])
            {
                self.findings
                    .push(Diagnostic::new("S059.address", span).arg("field", name));
            }
        }
    }

    fn private_field(&mut self, field: &Field, path: &[&str], in_private: bool) {
        let hidden = in_private || !field.is_public();
        if hidden {
            for row in MODIFIERS.iter().filter(|row| (row.shows)(field)) {
                let at: Vec<&str> = path.iter().copied().chain([row.key]).collect();
                // A modifier that a list or a group passes on to public fields in it is not
                // written here.
                let Some(at) = self.written_at(&at) else {
                    continue;
                };
                let shown = Showing {
                    field: &field.name,
                    role: row.key,
                    at: Some(at),
                    key: "S059",
                    key_at_private: "S059.inherited",
                };
                self.report_shown(&shown, path);
            }
        }
        match &field.kind {
            FieldType::Object(fields) => {
                for field in fields.iter() {
                    let path = joined(path, &["fields", &field.name]);
                    self.private_field(field, &path, hidden);
                }
            }
            FieldType::List(of) | FieldType::Map(of) => {
                self.private_field(of, &joined(path, &["of"]), hidden);
            }
            _ => {}
        }
    }

    /// The name of a field in a role; reports an unknown or a private field.
    pub(super) fn named(
        &mut self,
        path: &[&str],
        name: Option<String>,
        fields: &Fields,
    ) -> Option<Arc<str>> {
        let name = name?;
        match fields.get(&name) {
            None => self.unknown_field(path, &name, fields),
            Some(field) if !field.is_public() => {
                let steps = path.iter().filter(|step| step.parse::<usize>().is_err());
                let role = steps.copied().collect::<Vec<_>>().join(".");
                let shown = Showing {
                    field: &name,
                    role: &role,
                    at: self.written_at(path),
                    key: "S059.named",
                    key_at_private: "S059.private",
                };
                self.report_shown(&shown, &["fields", &name]);
            }
            Some(_) => {}
        }
        Some(name.into())
    }

    /// Reports a path to a private field in a part of the declaration that requires a
    /// public field.
    pub(super) fn must_be_public(&mut self, part: &str, text: Option<&str>, fields: &Fields) {
        let path = text.map(FieldPath::new);
        let Some(path) = path.filter(|path| !path.is_public(fields)) else {
            return;
        };
        let file = self
            .written
            .iter()
            .rposition(|file| file.get(part).is_some());
        let shown = Showing {
            field: path.as_str(),
            role: part,
            at: file.zip(self.place_of(part, path.as_str())),
            key: "S059.named",
            key_at_private: "S059.private",
        };
        let mut steps = Vec::new();
        let mut inside = Some(fields);
        let mut is_list = false;
        for step in path.as_str().split('.') {
            steps.extend(is_list.then_some("of"));
            steps.extend(["fields", step]);
            let field = inside.and_then(|fields| fields.get(step));
            is_list = field.is_some_and(|field| matches!(field.kind, FieldType::List(_)));
            inside = field.and_then(|field| field.kind.fields());
        }
        self.report_shown(&shown, &steps);
    }

    /// Reports what shows a private field: at its own place, or at `private` if only that
    /// is in the site's file or came later.
    fn report_shown(&mut self, shown: &Showing<'_>, field: &[&str]) {
        let private = self.private_at(field);
        let (key, span) = match (shown.at, private) {
            (Some((file, span)), Some((later, _))) if file >= later => (shown.key, span),
            (_, Some((_, span))) => (shown.key_at_private, span),
            (Some((_, span)), None) => (shown.key, span),
            (None, None) => return,
        };
        self.findings.push(
            Diagnostic::new(key, span)
                .arg("field", shown.field)
                .arg("role", shown.role),
        );
    }

    /// The place of a path: the last file that contains it, and the span there.
    fn written_at(&self, path: &[&str]) -> Option<(usize, Span)> {
        let file = self.written.iter().rposition(|file| reaches(file, path))?;
        Some((file, self.written.get(file)?.nearest(path).span))
    }

    /// Where a field is declared private: on itself, on a group that contains it, or on a
    /// part of it.
    pub(super) fn private_at(&self, path: &[&str]) -> Option<(usize, Span)> {
        let above = (1..=path.len()).filter_map(|length| path.get(..length));
        let above = above.filter_map(|path| self.written_at(&joined(path, &["private"])));
        let below = self.written.iter().enumerate().filter_map(|(index, file)| {
            let declared = reaches(file, path).then(|| file.nearest(path))?;
            Some((index, private_in(declared)?))
        });
        above.chain(below).max_by_key(|(file, _)| *file)
    }
}

/// The first `private` in a declaration.
fn private_in(node: &Node) -> Option<Span> {
    let own = node.get("private").map(|private| private.span);
    let of = || node.get("of").and_then(private_in);
    let fields = || {
        let mut fields = node.get("fields")?.pairs().iter();
        fields.find_map(|pair| private_in(&pair.value))
    };
    own.or_else(of).or_else(fields)
}

fn joined<'a>(path: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    path.iter().chain(more).copied().collect()
}
