//! What the catalogue as a whole is held to: one rule, one function, one row.

mod quantity;

use crate::diagnostic::Diagnostic;
use crate::model::Catalog;
use crate::schema::{FieldType, Item, Lang, Value, walk};

/// A rule.
pub struct Check {
    /// The code of what it finds.
    pub code: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Looks at the catalogue.
    pub run: fn(&Catalog, &mut Vec<Diagnostic>),
}

/// Every rule, in the order of its code.
pub const CHECKS: &[Check] = &[
    Check {
        code: "I003",
        name: "missing-file",
        run: files_exist,
    },
    Check {
        code: "Q001–Q012",
        name: "quantities",
        run: quantity::quantities,
    },
    Check {
        code: "L001",
        name: "missing-translation",
        run: translations_exist,
    },
];

/// Runs every rule.
pub fn run(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for check in CHECKS {
        (check.run)(catalog, findings);
    }
}

/// Every file that a field names is in the content, from `content/` or in the
/// entry's own folder.
fn files_exist(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for index in catalog.all() {
        let entry = catalog.entry(index);
        let fields = &catalog.collection_of(index).fields;
        walk(&entry.record, fields, &mut |visit| {
            let Value::File(path) = &visit.item.value else {
                return;
            };
            let beside = entry.folder.as_ref().and_then(|folder| folder.join(path));
            let below =
                crate::path::SourcePath::new(&format!("content/{}", path.trim_start_matches('/')));
            let found = beside
                .iter()
                .chain(&below)
                .any(|path| catalog.assets.contains(path));
            if !found {
                let files = catalog
                    .assets
                    .iter()
                    .filter_map(|path| path.below("content"));
                findings.push(
                    Diagnostic::new("I003", visit.item.span)
                        .arg("file", &**path)
                        .did_you_mean(visit.item.span, path, files),
                );
            }
        });
    }
}

/// A localised field that is there in the default language is there in every
/// language of the site.
fn translations_exist(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for index in catalog
        .all()
        .filter(|index| catalog.state(*index).has_page())
    {
        let entry = catalog.entry(index);
        let fields = &catalog.collection_of(index).fields;
        for (name, item) in entry.record.iter() {
            let Some(field) = fields
                .get(name)
                .filter(|field| field.localized && !field.private)
            else {
                continue;
            };
            if matches!(field.kind, FieldType::Slug) {
                continue;
            }
            for lang in missing(catalog, item) {
                findings.push(
                    Diagnostic::new("L001", item.span)
                        .arg("field", name)
                        .arg("lang", lang.as_str()),
                );
            }
        }
    }
}

fn missing<'a>(catalog: &'a Catalog, item: &Item) -> Vec<&'a Lang> {
    let Value::Localized(values) = &item.value else {
        return Vec::new();
    };
    catalog
        .config
        .languages
        .iter()
        .filter(|lang| !values.contains_key(*lang))
        .collect()
}
