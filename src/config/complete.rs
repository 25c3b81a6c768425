//! `complete:` of `site.yaml`: the fields that a complete site fills in. Pages omit an empty
//! one, and `spunweb report` lists it.

use super::{Item, Record};
use crate::diagnostic::Diagnostic;
use crate::schema::{Field, FieldPath, FieldType, Fields, shapes};

/// The fields that a complete `site.yaml` has, and whether this one has them. A path that does
/// not resolve is reported.
pub(super) fn read(record: &Record, findings: &mut Vec<Diagnostic>) -> Vec<(FieldPath, bool)> {
    let named = record.get("complete").map_or(&[][..], Item::items).iter();
    let mut wanted = Vec::new();
    for item in named {
        let Some(path) = item.value.as_text() else {
            continue;
        };
        match steps(path).last() {
            Some((_, Some(_))) => {
                let path = FieldPath::new(path);
                let is_there = !path.values(record).is_empty();
                wanted.push((path, is_there));
            }
            _ => findings.push(unknown(path, item)),
        }
    }
    wanted
}

/// Resolves a path of `site.yaml` to its fields, using the shapes of the schema.
pub(crate) fn steps(path: &str) -> Vec<(&str, Option<&'static Field>)> {
    let mut fields = shapes().get("site");
    path.split('.')
        .map(|name| {
            let field = fields.and_then(|fields| fields.get(name));
            fields = field.and_then(|field| inside(&field.kind));
            (name, field)
        })
        .collect()
}

fn inside(kind: &FieldType) -> Option<&Fields> {
    match kind {
        FieldType::Shape(name) => shapes().get(name),
        other => other.fields(),
    }
}

fn unknown(path: &str, item: &Item) -> Diagnostic {
    let (group, last) = path.rsplit_once('.').unwrap_or(("", path));
    let beside = match group {
        "" => shapes().get("site"),
        group => steps(group)
            .last()
            .and_then(|(_, field)| inside(&(*field)?.kind)),
    };
    let paths: Vec<String> = beside
        .map(|fields| fields.names().map(|name| joined(group, name)))
        .into_iter()
        .flatten()
        .collect();
    let known = paths.iter().map(String::as_str);
    let found = Diagnostic::new("S035", item.span).arg("field", joined(group, last));
    found.did_you_mean(item.span, path, known)
}

fn joined(group: &str, name: &str) -> String {
    if group.is_empty() {
        name.to_owned()
    } else {
        format!("{group}.{name}")
    }
}
