//! Reading the content tree, in parallel, into sources.

use rayon::prelude::*;

use super::damage::damage;
use crate::config::limits::{MAX_ASSET_BYTES, MAX_TEXT_BYTES, MAX_YAML_BYTES};
use crate::diagnostic::{Diagnostic, Place};
use crate::disk::{Disk, FoundFile, Oddity};
use crate::messages::{Message, system};
use crate::path::SourcePath;
use crate::text::{EncodingError, Position, SourceId, Sources, decode};

/// A file that was read as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFile {
    /// Where it is.
    pub path: SourcePath,
    /// Its text.
    pub source: SourceId,
}

/// The files of a content tree.
#[derive(Debug, Default)]
pub struct Files {
    /// YAML and Markdown, read.
    pub texts: Vec<TextFile>,
    /// Everything else, by path; read when it is copied.
    pub others: Vec<SourcePath>,
}

/// Reads the YAML and Markdown files below `content/`.
pub fn read(disk: &dyn Disk, sources: &mut Sources, findings: &mut Vec<Diagnostic>) -> Files {
    let walk = disk.walk("content");
    findings.extend(walk.oddities.iter().map(oddity));
    let (texts, others): (Vec<_>, Vec<_>) = walk.files.into_iter().partition(FoundFile::is_text);
    let read: Vec<Result<String, Box<Diagnostic>>> =
        texts.par_iter().map(|file| read_text(disk, file)).collect();
    let mut files = Files::default();
    for (file, text) in texts.into_iter().zip(read) {
        match text {
            Ok(text) => {
                let source = sources.add(file.path.clone(), text);
                let is_yaml = file.path.extension() != "md";
                let text = sources.get(source).map(|source| source.text.clone());
                findings.extend(
                    text.into_iter()
                        .flat_map(|text| damage(source, &text, is_yaml)),
                );
                files.texts.push(TextFile {
                    source,
                    path: file.path,
                });
            }
            Err(diagnostic) => findings.push(*diagnostic),
        }
    }
    for file in others {
        sort_in(file, &mut files, findings);
    }
    files
}

/// Adds a file that is not text to the others, unless it is too large.
pub(crate) fn sort_in(file: FoundFile, files: &mut Files, findings: &mut Vec<Diagnostic>) {
    if file.len > MAX_ASSET_BYTES {
        findings.push(too_large(&file, MAX_ASSET_BYTES));
    } else {
        files.others.push(file.path);
    }
}

impl FoundFile {
    /// Whether the file is read as text, by its name.
    #[must_use]
    pub fn is_text(&self) -> bool {
        let assets = self.path.as_str().starts_with("content/assets/");
        !assets && matches!(self.path.extension().as_str(), "yaml" | "yml" | "md")
    }
}

/// Reads a file as text.
///
/// # Errors
/// The finding that says why it cannot be read.
pub(crate) fn read_text(disk: &dyn Disk, file: &FoundFile) -> Result<String, Box<Diagnostic>> {
    let limit = if file.path.extension() == "md" {
        MAX_TEXT_BYTES
    } else {
        MAX_YAML_BYTES
    };
    if file.len > limit {
        return Err(Box::new(too_large(file, limit)));
    }
    let bytes = disk
        .read(&file.path)
        .map_err(|error| Box::new(unreadable(&file.path, system(&error))))?;
    decode(bytes).map_err(|error| {
        let diagnostic = Diagnostic::new("Y011", Place::File(file.path.clone()));
        let diagnostic = diagnostic.arg("why", error.message());
        Box::new(match error {
            EncodingError::Utf16 => diagnostic,
            EncodingError::NotUtf8 { offset, before } => {
                let at = Position::of(&before, offset);
                diagnostic
                    .arg("line", at.line.to_string())
                    .arg("column", at.column.to_string())
            }
        })
    })
}

fn too_large(file: &FoundFile, limit: u64) -> Diagnostic {
    Diagnostic::new("Y012", Place::File(file.path.clone()))
        .arg("size", (file.len / 1024).to_string())
        .arg("limit", (limit / 1024).to_string())
}

fn unreadable(path: &SourcePath, why: Message) -> Diagnostic {
    Diagnostic::new("I010", Place::File(path.clone())).arg("why", why)
}

/// The finding for something that is not a file to read.
#[must_use]
pub(crate) fn oddity(oddity: &Oddity) -> Diagnostic {
    let (key, path, why) = match oddity {
        Oddity::Link { path, why } => ("I011", path.as_str(), Some(why.clone())),
        Oddity::Name(path) => ("I012", path.as_str(), None),
        Oddity::Folder(path) => ("I010.folder", path.as_str(), None),
        Oddity::Unreadable { path, why } => ("I010", path.as_str(), Some(why.clone())),
    };
    let place = SourcePath::new(path).map_or(Place::Run, Place::File);
    Diagnostic::new(key, place)
        .arg("path", path)
        .arg_if("why", why)
}
