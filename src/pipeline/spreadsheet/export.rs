//! The tables of a collection.

use super::SpreadsheetError;
use super::content::CollectionContent;
use crate::disk::Disk;
use crate::import::{self, ExportOptions, Exported};
use crate::messages::message;
use crate::pipeline::Request;
use crate::schema::Lang;

/// The options of an export.
pub(crate) struct ExportRequest {
    /// The collection's id.
    pub collection: String,
    /// The languages with columns; empty means all of the site.
    pub languages: Vec<String>,
    /// The language of headings and explanations.
    pub lang: String,
}

/// Creates the tables of a collection.
///
/// # Errors
/// There is no such collection or language; the site's declarations, or an entry of the
/// collection, cannot be read.
pub(crate) fn export_tables(
    disk: &dyn Disk,
    request: &Request,
    export: &ExportRequest,
) -> Result<Exported, SpreadsheetError> {
    let content = CollectionContent::open(disk, request, &export.collection)?;
    let languages = languages(&content.own.declared.config.languages, &export.languages)?;
    let lang = Lang::parse(&export.lang);
    let (Some(collection), Some(lang)) = (content.schema(), lang) else {
        return Ok(Exported::default());
    };
    Ok(import::export(ExportOptions {
        collection,
        declared: &content.own.declared,
        entries: &content.entries,
        languages: &languages,
        lang: &lang,
    }))
}

/// The named languages, or all if none is named.
fn languages(own: &[Lang], names: &[String]) -> Result<Vec<Lang>, SpreadsheetError> {
    if names.is_empty() {
        return Ok(own.to_vec());
    }
    let found = names.iter().map(|name| {
        let lang = own.iter().find(|lang| lang.as_str() == name);
        let all: Vec<&str> = own.iter().map(Lang::as_str).collect();
        lang.cloned().ok_or_else(|| {
            SpreadsheetError::Usage(message!(
                "sheet.no_language",
                lang = name,
                languages = all.join(", ")
            ))
        })
    });
    found.collect()
}
