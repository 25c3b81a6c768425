//! Confirms translations: computes the new text of the file of confirmations.

use super::Request;
use super::run::{HistoryUse, Purpose, Run};
use crate::disk::Disk;
use crate::messages::{Message, display_in_english, message};
use crate::model;

/// Confirms translations of an entry as up to date, in the text of the confirmations file;
/// writes nothing.
///
/// # Errors
/// There is no such entry or translation, or the content cannot be read.
pub(crate) fn confirm(
    disk: &dyn Disk,
    request: &Request,
    entry: &str,
    translation: Option<&str>,
) -> Result<Confirmation, ConfirmError> {
    let mut run = Run::new(request, Purpose::Check, HistoryUse::Ignored);
    let catalog = run.read(disk).ok_or(ConfirmError::Unreadable)?;
    let index = catalog.entry_named(entry).ok_or_else(|| {
        let names: Vec<String> = catalog
            .all()
            .map(|index| catalog.entry_name(index))
            .collect();
        let near = crate::diagnostic::closest(entry, names.iter().map(String::as_str));
        ConfirmError::NoEntry {
            name: entry.to_owned(),
            meant: near.map(str::to_owned),
        }
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
        let meant = near.map(str::to_owned);
        return Err(ConfirmError::NoTranslation {
            name: wanted,
            names: names.join(", "),
            meant,
        });
    }
    // An unreadable file must not be overwritten.
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

/// Confirmed translations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Confirmation {
    /// How many.
    pub count: usize,
    /// The new text of the confirmations file.
    pub yaml: String,
}

/// Why nothing can be confirmed.
#[derive(Debug)]
pub(crate) enum ConfirmError {
    /// The content has errors that prevent reading it.
    Unreadable,
    /// There is no such entry.
    NoEntry {
        /// The requested name.
        name: String,
        /// The most similar name, if any.
        meant: Option<String>,
    },
    /// The entry has no such translation.
    NoTranslation {
        /// The requested name.
        name: String,
        /// The known names.
        names: String,
        /// The most similar of them.
        meant: Option<String>,
    },
}

impl ConfirmError {
    /// The reason, to be said in a language.
    #[must_use]
    pub(crate) fn message(&self) -> Message {
        match self {
            Self::Unreadable => message!("command.unreadable"),
            Self::NoEntry {
                name,
                meant: Some(meant),
            } => message!("command.no_entry_meant", name = name, meant = meant),
            Self::NoEntry { name, meant: None } => message!("command.no_entry", name = name),
            Self::NoTranslation {
                name,
                names,
                meant: Some(meant),
            } => message!(
                "command.no_translation_meant",
                name = name,
                names = names,
                meant = meant,
            ),
            Self::NoTranslation {
                name,
                names,
                meant: None,
            } => message!("command.no_translation", name = name, names = names),
        }
    }
}

display_in_english!(ConfirmError);
