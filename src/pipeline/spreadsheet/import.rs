//! Computes the changes of a spreadsheet.

use super::SpreadsheetError;
use super::content::{CollectionContent, DeclaredCollection};
use super::examine::{Imported, Importing};
use crate::diagnostic::{Diagnostic, Report};
use crate::disk::Disk;
use crate::import::{self, ImportOptions, Sheet};
use crate::path::SourcePath;
use crate::pipeline::Request;
use crate::text::Sources;

/// A file with one sheet or several.
pub(crate) struct SpreadsheetFile {
    /// Its name.
    pub name: String,
    /// The path of the list whose items it contains; `None` for the main file.
    pub list: Option<String>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The options of an import.
pub(crate) struct ImportRequest {
    /// The collection's id.
    pub collection: String,
    /// The spreadsheet, and the files beside it with the items of lists.
    pub files: Vec<SpreadsheetFile>,
    /// The name and the text of the column map.
    pub map: Option<(String, String)>,
    /// Whether an empty cell removes its value.
    pub clear: bool,
    /// Whether rows with errors are left out.
    pub skip_bad: bool,
}

/// The findings of a spreadsheet with arbitrary bytes, for a test that generates them; `None`
/// if there is no such collection.
#[must_use]
pub fn import(disk: &dyn Disk, collection: &str, bytes: Vec<u8>) -> Option<(Report, Sources)> {
    let wanted = ImportRequest {
        collection: collection.to_owned(),
        files: vec![SpreadsheetFile {
            name: "table".to_owned(),
            list: None,
            bytes,
        }],
        map: None,
        clear: false,
        skip_bad: false,
    };
    let imported = import_tables(disk, &Request::default(), &wanted).ok()?;
    Some((imported.report, imported.sources))
}

/// Computes the changes of a spreadsheet; writes nothing.
///
/// # Errors
/// There is no such collection; the site's declarations, or an entry of the collection, cannot
/// be read.
pub(crate) fn import_tables(
    disk: &dyn Disk,
    request: &Request,
    wanted: &ImportRequest,
) -> Result<Imported, SpreadsheetError> {
    let mut sources = Sources::default();
    let mut report = Report::new(false);
    let sheets = sheets(&wanted.files, &mut sources, &mut report);
    let mut findings = Vec::new();
    let map = wanted.map.as_ref().map(|(name, text)| {
        let path = SourcePath::new(name).unwrap_or_else(|| SourcePath::built_in("map"));
        let source = sources.add(path, text.as_str());
        import::read_map(source, &sources, &mut findings)
    });
    report.merge(findings);
    let content = CollectionContent::open(disk, request, &wanted.collection)?;
    let mut importing = Importing::new(disk, request, sources, report);
    if let (Some(sheets), false, Some(collection)) =
        (sheets, matches!(map, Some(None)), content.schema())
    {
        importing.plan = import::plan(
            &sheets,
            ImportOptions {
                collection,
                declared: &content.own.declared,
                entries: &content.entries,
                titles: &content.titles,
                map: map.as_ref().and_then(Option::as_ref),
                clear: wanted.clear,
            },
        );
    }
    Ok(importing.finish(wanted.skip_bad))
}

/// Suggests a column map for a spreadsheet; `None` if it cannot be read.
///
/// # Errors
/// There is no such collection, or the site's declarations cannot be read.
pub(crate) fn guess_map(
    disk: &dyn Disk,
    request: &Request,
    wanted: &ImportRequest,
) -> Result<Option<String>, SpreadsheetError> {
    let mut sources = Sources::default();
    let sheets = sheets(&wanted.files, &mut sources, &mut Report::new(false));
    let own = DeclaredCollection::open(disk, request, &wanted.collection)?;
    let both = sheets.zip(own.schema());
    Ok(both.map(|(sheets, collection)| import::guess(&sheets, collection, &own.declared)))
}

/// The sheets of all files; `None` if one of them cannot be read.
fn sheets(
    files: &[SpreadsheetFile],
    sources: &mut Sources,
    report: &mut Report,
) -> Option<Vec<Sheet>> {
    let mut sheets = Vec::new();
    let mut are_read = true;
    for file in files {
        match import::read(&file.bytes, &file.name) {
            Ok(book) => {
                for found in book.findings {
                    if !is_said(&found, report) {
                        report.add(found);
                    }
                }
                for mut grid in book.grids {
                    if let Some(list) = &file.list {
                        grid.name.clone_from(list);
                    }
                    sheets.push(Sheet::new(grid, &file.name, sources));
                }
            }
            Err(found) => {
                report.add(*found);
                are_read = false;
            }
        }
    }
    are_read.then_some(sheets)
}

/// Whether another file has the same finding: files of one export share a separator.
fn is_said(found: &Diagnostic, report: &Report) -> bool {
    let separator = |found: &Diagnostic| {
        let mut args = found.args.iter();
        let (_, sign) = args.find(|(name, _)| *name == "separator")?;
        Some(sign.clone())
    };
    let own = separator(found);
    let mut others = report.findings().iter();
    found.code() == "M018" && others.any(|other| separator(other) == own)
}
