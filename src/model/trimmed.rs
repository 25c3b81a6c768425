//! The pictures that pages show without their empty border: those of fields with `trim`,
//! and the logo of the site.

use std::collections::BTreeSet;

use super::Catalog;
use crate::path::SourcePath;
use crate::schema::{Field, FieldType, Value, walk_all};

/// The files of such pictures. A file is trimmed everywhere, even if another field names it
/// as well, so that its variants are created once.
#[must_use]
pub(crate) fn trimmed(catalog: &Catalog) -> BTreeSet<SourcePath> {
    let is_trimmed = |field: &Field| {
        matches!(
            field.kind,
            FieldType::Image {
                is_trimmed: true,
                ..
            }
        )
    };
    let brand = &catalog.config.brand;
    let logos = [&brand.logo, &brand.logo_dark].into_iter().flatten();
    let mut files: BTreeSet<SourcePath> = logos.filter_map(|logo| logo.path.clone()).collect();
    for index in catalog.all() {
        let fields = &catalog.collection_of(index).fields;
        if !fields.any(&is_trimmed) {
            continue;
        }
        walk_all(&catalog.entry(index).record, fields, &mut |visit| {
            if !is_trimmed(visit.field) {
                return;
            }
            let Value::Image(picture) = &visit.item.value else {
                return;
            };
            if let Some(Value::File(named)) = picture.get("file").map(|item| &item.value)
                && let Some(path) = catalog.file(named.to)
            {
                files.insert(path.clone());
            }
        });
    }
    files
}
