//! Names that programs give to copies: `acme (1)`, `acme - Copy`, `acme – kopie`,
//! `acme (Jana's conflicted copy 2026-05-01)`.

use crate::path::Slug;

/// What file managers and shared folders call a copy, in the languages of the messages.
const WORDS: &[&str] = &[
    "conflict", "copy", "kopie", "kópia", "kopia", "kolize", "konflikt",
];

/// The id of the entry that a file is a copy of, by its name.
pub(super) fn copy_of(name: &str) -> Option<Slug> {
    let lower = name.to_lowercase();
    let word = WORDS.iter().filter_map(|word| lower.find(word)).min();
    let number = lower.find(" (").filter(|at| {
        let rest = lower.get(at + 2..).and_then(|rest| rest.strip_suffix(')'));
        rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
    });
    let mut base = lower.get(..word.into_iter().chain(number).min()?)?;
    // What a program adds in brackets may begin with the name of a person.
    if let Some((before, _)) = base.split_once(" (") {
        base = before;
    }
    Slug::parse(base.trim_end_matches([' ', '-', '–', '_', '('])).ok()
}

#[cfg(test)]
mod tests {
    use super::copy_of;

    #[test]
    fn names_of_copies() {
        for name in [
            "acme (1)",
            "acme (12)",
            "Acme - Copy",
            "acme-Copy",
            "acme - Copy (2)",
            "acme – kopie",
            "acme - kópia",
            "acme (Jana's conflicted copy 2026-05-01)",
        ] {
            let found = copy_of(name);
            let found = found.as_ref().map(crate::path::Slug::as_str);
            assert_eq!(found, Some("acme"), "{name}");
        }
        for name in ["Acme", "acme (1a)", "acme x", "(1)", "copy"] {
            assert!(copy_of(name).is_none(), "{name}");
        }
    }
}
