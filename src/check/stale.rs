//! Translations that are older than their original. The check needs the history of the
//! files, so only `check` runs it: what is published must not depend on how a repository
//! was cloned.

use super::Unreliable;
use crate::diagnostic::{Diagnostic, Place};
use crate::disk::{Disk, NoHistory};
use crate::messages::{Arg, Message, find};
use crate::model::{Catalog, LONG_TEXT, Stale, dated_files, stale};
use crate::text::Sources;

/// No translation is older than its original, according to the history.
pub(crate) fn translations_are_fresh(
    catalog: &Catalog,
    unreliable: &Unreliable,
    sources: &Sources,
    disk: &dyn Disk,
    findings: &mut Vec<Diagnostic>,
) {
    let files = dated_files(catalog, sources);
    if files.is_empty() {
        return;
    }
    match disk.history(&files) {
        Ok(history) => {
            let stale = stale(catalog, sources, &history);
            let mut stale: Vec<_> = stale.iter().map(|one| diagnostic(catalog, one)).collect();
            unreliable.take_out(&mut stale, sources);
            findings.extend(stale);
        }
        // A missing history is of no interest to somebody who has errors to fix.
        Err(why) if unreliable.is_empty() => {
            let languages = catalog.config.languages_span;
            findings.push(age_is_unknown(languages.into(), &why));
        }
        Err(_) => {}
    }
}

/// The finding that the history is unknown, and why.
#[must_use]
pub(crate) fn age_is_unknown(place: Place, why: &NoHistory) -> Diagnostic {
    Diagnostic::new("L005", place).arg("why", why.message())
}

fn diagnostic(catalog: &Catalog, stale: &Stale) -> Diagnostic {
    let key = if stale.name == LONG_TEXT {
        "L002.text"
    } else {
        "L002"
    };
    let (translation, original) = (&stale.translation, &stale.original);
    let entry = catalog.entry_name(stale.entry);
    Diagnostic::new(key, translation.span)
        .arg("field", &*stale.name)
        .arg("language", name(translation.lang.as_str()))
        .arg("original", name(original.lang.as_str()))
        .arg("date", translation.day.to_string())
        .arg("original_date", original.day.to_string())
        .arg("entry", entry)
        .arg("lang", translation.lang.as_str())
        .related(original.span, "original")
}

/// The name of a language in a message; its tag if there is no name here.
fn name(tag: &str) -> Arg {
    let key = format!("language.{tag}");
    match find("en", &key) {
        Some(_) => Message::new(key).into(),
        None => format!("`{tag}`").into(),
    }
}
