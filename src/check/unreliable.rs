//! Entries that may be incomplete in memory, because a part of their files could not be
//! read. Maintenance rules skip them: they would report existing values as missing.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::path::SourcePath;
use crate::text::Sources;

/// The unreliable entries and declarations.
#[derive(Debug, Default)]
pub struct Unreliable {
    /// The collections and ids of entries with an error.
    entries: BTreeSet<(String, String)>,
    /// Whether a declaration has an error.
    declarations: bool,
}

impl Unreliable {
    /// What these findings make unreliable. The severity in the table of codes counts: a
    /// site that makes a missing translation an error does not make the entry unreliable.
    #[must_use]
    pub fn of(findings: &[Diagnostic], sources: &Sources) -> Self {
        let mut unreliable = Self::default();
        let is_error = |found: &&Diagnostic| codes().severity(found.key) == Severity::Error;
        for found in findings.iter().filter(is_error) {
            match found.path(sources).map(entry) {
                Some(Some(entry)) => {
                    unreliable.entries.insert(entry);
                }
                Some(None) | None => unreliable.declarations = true,
            }
        }
        unreliable
    }

    /// Whether everything is reliable.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && !self.declarations
    }

    /// Removes findings in unreliable entries.
    pub(super) fn take_out(&self, findings: &mut Vec<Diagnostic>, sources: &Sources) {
        if self.declarations {
            findings.clear();
        } else if !self.entries.is_empty() {
            let entry = |found: &Diagnostic| found.path(sources).and_then(entry);
            findings
                .retain(|found| entry(found).is_none_or(|entry| !self.entries.contains(&entry)));
        }
    }
}

/// The entry of a file: `fiolume` for `members/fiolume.cs.md` and
/// `members/fiolume/index.yaml`; `None` for a file of declarations.
fn entry(path: &SourcePath) -> Option<(String, String)> {
    let (collection, file) = path.below("content")?.split_once('/')?;
    if matches!(collection, "schema" | "vocabularies") {
        return None;
    }
    let id = match file.split_once('/') {
        Some((folder, _)) => folder,
        None => file.split('.').next().unwrap_or(file),
    };
    Some((collection.to_owned(), id.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;

    fn of(key: &'static str, path: &str) -> Unreliable {
        let place = SourcePath::new(path).map_or(Place::Run, Place::File);
        Unreliable::of(&[Diagnostic::new(key, place)], &Sources::default())
    }

    fn keeps(unreliable: &Unreliable, path: &str) -> bool {
        let place = SourcePath::new(path).map_or(Place::Run, Place::File);
        let mut findings = vec![Diagnostic::new("P004", place)];
        unreliable.take_out(&mut findings, &Sources::default());
        !findings.is_empty()
    }

    #[test]
    fn an_error_counts_for_its_entry() {
        let unreliable = of("S002", "content/members/beta.cs.md");
        assert!(!unreliable.is_empty());
        assert!(!keeps(&unreliable, "content/members/beta.yaml"));
        assert!(!keeps(&unreliable, "content/members/beta/index.yaml"));
        assert!(keeps(&unreliable, "content/members/alpha.yaml"));
        assert!(keeps(&unreliable, "content/news/beta.md"));
    }

    #[test]
    fn an_error_in_a_declaration_counts_for_all() {
        for path in ["content/site.yaml", "content/schema/members.yaml"] {
            assert!(!keeps(&of("S002", path), "content/members/alpha.yaml"));
        }
    }

    #[test]
    fn a_warning_counts_for_nothing() {
        assert!(of("L001", "content/members/beta.yaml").is_empty());
    }
}
