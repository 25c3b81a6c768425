//! `content/translations.yaml`: which translations somebody has checked against their
//! original. Each line names a translation and contains the hash of the original at that
//! time, so that a later change of the original makes the translation stale again, in
//! whatever order changes are merged.

use std::collections::BTreeMap;

use super::{TextFile, document};
use crate::diagnostic::Diagnostic;
use crate::text::Sources;

/// The file, by its path in the project.
pub(crate) const CONFIRMED_PATH: &str = "content/translations.yaml";

/// Hashes of originals by entry (`members/nanotex`) and translation
/// (`summary.en`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Confirmed(BTreeMap<String, BTreeMap<String, String>>);

impl Confirmed {
    /// Whether a translation was checked against an original with this text.
    #[must_use]
    pub fn holds(&self, entry: &str, translation: &str, original: &str) -> bool {
        let hash = self.0.get(entry).and_then(|of| of.get(translation));
        hash.is_some_and(|hash| *hash == hash_of(original))
    }

    /// Records that a translation was checked against an original.
    pub fn confirm(&mut self, entry: &str, translation: &str, original: &str) {
        let of_entry = self.0.entry(entry.to_owned()).or_default();
        of_entry.insert(translation.to_owned(), hash_of(original));
    }

    /// The file.
    #[must_use]
    pub fn to_yaml(&self) -> String {
        let mut yaml = String::from(
            "# Translations that were held against their original, with the original's hash.\n\
             # Written by `spunweb translations confirm`.\n",
        );
        for (entry, translations) in &self.0 {
            yaml.push_str(&format!("{entry}:\n"));
            for (translation, hash) in translations {
                yaml.push_str(&format!("  {translation}: \"{hash}\"\n"));
            }
        }
        yaml
    }
}

/// Surrounding whitespace and moved line breaks do not count as a change.
fn hash_of(original: &str) -> String {
    let words: Vec<&str> = original.split_whitespace().collect();
    let hash = blake3::hash(words.join(" ").as_bytes()).to_hex();
    hash.as_str().chars().take(16).collect()
}

/// Reads the file; reports whatever has another form.
pub(crate) fn confirmed(
    file: Option<&TextFile>,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> Confirmed {
    let mut confirmed = Confirmed::default();
    let root = file.and_then(|file| document::yaml(file.source, sources, findings));
    let Some(root) = root else {
        return confirmed;
    };
    for entry in root.pairs() {
        let mut of_entry = BTreeMap::new();
        for pair in entry.value.pairs() {
            match pair.value.as_text() {
                Some(hash) => {
                    of_entry.insert(pair.key.to_string(), hash.to_owned());
                }
                None => findings.push(Diagnostic::new("L006", pair.value.span)),
            }
        }
        if of_entry.is_empty() {
            findings.push(Diagnostic::new("L006", entry.value.span));
        }
        confirmed.0.insert(entry.key.to_string(), of_entry);
    }
    confirmed
}
