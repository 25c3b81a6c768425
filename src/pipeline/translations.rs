//! Confirming translations: content to catalogue, and the file of confirmations
//! as it is to be.

use super::Request;
use super::run::{Past, Purpose, Run};
use crate::diagnostic::did_you_mean;
use crate::disk::Disk;
use crate::model;

/// Writes down that translations of an entry were held against their original,
/// in the text of the file for it; writes nothing.
///
/// # Errors
/// There is no such entry or translation, or the content cannot be read.
pub fn confirm(
    disk: &dyn Disk,
    request: &Request,
    entry: &str,
    translation: Option<&str>,
) -> Result<Confirmation, ConfirmError> {
    let mut run = Run::new(request, Purpose::Check, Past::Ignored);
    let catalog = run.read(disk).ok_or(ConfirmError::Unreadable)?;
    let index = catalog.entry_named(entry).ok_or_else(|| {
        let names: Vec<String> = catalog
            .all()
            .map(|index| catalog.entry_name(index))
            .collect();
        let near = crate::diagnostic::closest(entry, names.iter().map(String::as_str));
        ConfirmError::NoEntry(entry.to_owned(), did_you_mean(near))
    })?;
    let mut confirmed = crate::load::Confirmed::clone(&catalog.confirmed);
    let default = catalog.config.default_language();
    let mut names = Vec::new();
    let mut count = 0;
    for one in model::translatable(&catalog, &run.sources, index) {
        let original = one.texts.iter().find(|text| text.lang == *default);
        let others = one.texts.iter().filter(|text| text.lang != *default);
        for (text, original) in others.filter_map(|text| Some((text, original?))) {
            let name = format!("{}.{}", one.name, text.lang);
            if translation.is_none_or(|wanted| wanted == name) {
                confirmed.confirm(entry, &name, &original.content);
                count += 1;
            }
            names.push(name);
        }
    }
    if count == 0 {
        let wanted = translation.unwrap_or_default().to_owned();
        let near = crate::diagnostic::closest(&wanted, names.iter().map(String::as_str));
        let near = did_you_mean(near);
        return Err(ConfirmError::NoTranslation(wanted, names.join(", "), near));
    }
    // What could not be read must not be written over.
    if run
        .report
        .findings()
        .iter()
        .any(|found| found.key == "L006")
    {
        return Err(ConfirmError::Unreadable);
    }
    Ok(Confirmation {
        count,
        yaml: confirmed.to_yaml(),
    })
}

/// Translations confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// How many.
    pub count: usize,
    /// The file of confirmations.
    pub yaml: String,
}

/// Why nothing can be confirmed.
#[derive(Debug, thiserror::Error)]
pub enum ConfirmError {
    /// The content has faults in what it is read by.
    #[error("the content cannot be read; `spunweb check` says why")]
    Unreadable,
    /// There is no such entry.
    #[error("there is no entry `{0}`{1}")]
    NoEntry(String, String),
    /// The entry has no such translation.
    #[error("there is no translation `{0}`; there are: {1}{2}")]
    NoTranslation(String, String, String),
}
