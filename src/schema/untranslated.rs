//! Texts of `site.yaml`, the schema, the registry and the vocabularies that lack a language
//! of the site. Linking finds those of entries.

use super::{Field, FieldType, Fields, Item, Lang, Record, Value, shapes};
use crate::diagnostic::Diagnostic;

/// The texts of a schema file that editors read and visitors do not.
const FOR_EDITORS: [&str; 2] = ["help", "message"];

/// Reports the texts of a record by a shape that lack one of the languages.
pub(crate) fn untranslated(
    record: &Record,
    fields: &Fields,
    languages: &[Lang],
    findings: &mut Vec<Diagnostic>,
) {
    for (name, item) in record.iter() {
        if let Some(field) = fields.get(name) {
            of_item(item, field, languages, findings);
        }
    }
}

fn of_item(item: &Item, field: &Field, languages: &[Lang], findings: &mut Vec<Diagnostic>) {
    match (&item.value, &field.kind) {
        (Value::Localized(values), _) if is_shown(field) => {
            let missing = languages.iter().filter(|lang| !values.contains_key(*lang));
            findings.extend(missing.map(|lang| {
                Diagnostic::new("L001", item.span)
                    .arg("field", &*field.name)
                    .arg("lang", lang.as_str())
            }));
        }
        (Value::List(items), FieldType::List(of)) => {
            for item in items {
                of_item(item, of, languages, findings);
            }
        }
        (Value::Object(record), FieldType::Map(of)) => {
            for (_, item) in record.iter() {
                of_item(item, of, languages, findings);
            }
        }
        (Value::Object(record), FieldType::Object(fields)) => {
            untranslated(record, fields, languages, findings);
        }
        (Value::Object(record), FieldType::Shape(name)) => {
            if let Some(fields) = shapes().get(name) {
                untranslated(record, fields, languages, findings);
            }
        }
        (Value::Object(_) | Value::List(_), FieldType::Either(all)) => {
            let fits = |field: &&Field| match (&item.value, &field.kind) {
                (Value::Object(_), kind) => kind.holds_keys(),
                (_, kind) => matches!(kind, FieldType::List(_)),
            };
            if let Some(field) = all.iter().find(fits) {
                of_item(item, field, languages, findings);
            }
        }
        _ => {}
    }
}

/// Whether pages show it as a text; they do not show slugs and lists of synonyms.
fn is_shown(field: &Field) -> bool {
    let is_text = matches!(
        field.kind,
        FieldType::String | FieldType::Text | FieldType::Markdown
    );
    is_text && field.pattern.is_none() && !FOR_EDITORS.contains(&&*field.name)
}
