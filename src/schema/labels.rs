//! The labels of a collection that visitors see.

use super::{Collection, Field, FieldType, Fields, Localized};

/// The languages of all built-in labels.
pub(crate) const BUILT_IN_LANGUAGES: [&str; 5] = ["en", "cs", "de", "sk", "pl"];

impl Collection {
    /// The labels of the collection, its fields and their words that visitors see.
    #[must_use]
    pub fn labels(&self) -> Vec<&Localized<String>> {
        let mut labels = vec![&self.label, &self.singular, &self.catalog_label];
        of_fields(&self.fields, &mut labels);
        labels
    }
}

fn of_fields<'a>(fields: &'a Fields, labels: &mut Vec<&'a Localized<String>>) {
    for field in fields.iter().filter(|field| field.is_public()) {
        of_field(field, labels);
    }
}

fn of_field<'a>(field: &'a Field, labels: &mut Vec<&'a Localized<String>>) {
    labels.extend([&field.label, &field.inverse_label]);
    match field.kind.single() {
        FieldType::Enum(words) => labels.extend(words.values()),
        FieldType::Object(fields) => of_fields(fields, labels),
        _ => {}
    }
}
