//! Names of types elsewhere: in JSON Schema, in databases, in other generators.

use super::types::TYPES;

/// A name from elsewhere, and the type that is meant by it.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("address", "url"),
    ("array", "list"),
    ("attachment", "file"),
    ("boolean", "bool"),
    ("category", "term"),
    ("char", "string"),
    ("choice", "enum"),
    ("coordinates", "geo"),
    ("dict", "object"),
    ("document", "file"),
    ("double", "decimal"),
    ("dropdown", "enum"),
    ("flag", "bool"),
    ("float", "decimal"),
    ("group", "object"),
    ("href", "url"),
    ("integer", "int"),
    ("link", "url"),
    ("location", "geo"),
    ("mail", "email"),
    ("media", "image"),
    ("multiselect", "list"),
    ("number", "decimal"),
    ("numeric", "decimal"),
    ("photo", "image"),
    ("picture", "image"),
    ("real", "decimal"),
    ("reference", "ref"),
    ("relation", "ref"),
    ("richtext", "markdown"),
    ("select", "enum"),
    ("selection", "enum"),
    ("sequence", "list"),
    ("str", "string"),
    ("struct", "object"),
    ("tag", "term"),
    ("taxonomy", "term"),
    ("telephone", "phone"),
    ("textarea", "text"),
    ("time", "datetime"),
    ("timestamp", "datetime"),
    ("uri", "url"),
    ("varchar", "string"),
];

/// The type that is meant by a word, if the words are names of types.
pub(super) fn of_type(word: &str, words: &[&str]) -> Option<&'static str> {
    let is_type = |word: &&str| TYPES.iter().any(|row| row.name == *word);
    let folded = word.to_lowercase().replace(['-', '_', ' '], "");
    let named = OTHER_NAMES.iter().find(|(other, _)| *other == folded);
    let meant = named.map(|(_, meant)| *meant)?;
    (words.iter().all(is_type) && words.contains(&meant)).then_some(meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_other_name_means_a_type_and_is_none() {
        let is_type = |word: &str| {
            let mut rows = TYPES.iter().filter(|row| row.in_schema_files);
            rows.any(|row| row.name == word)
        };
        for (other, meant) in OTHER_NAMES {
            assert!(is_type(meant) && !is_type(other), "{other}: {meant}");
        }
    }
}
