//! Formats the YAML of the content: each file by the schema of its collection.

use super::run::{HistoryUse, Purpose, Run};
use super::{Outcome, Request, stages};
use crate::disk::Disk;
use crate::fix::FixedFile;
use crate::format::{format, format_front_matter};
use crate::load;
use crate::path::SourcePath;
use crate::text::decode;

/// The result of formatting the content.
pub(crate) struct Layout {
    /// The files that would change.
    pub changed: Vec<FixedFile>,
    /// The files that are skipped: they cannot be read, or formatting might change their
    /// meaning.
    pub left: Vec<SourcePath>,
    /// The number of files checked.
    pub files: usize,
}

/// Formats the YAML below `content`; writes nothing.
///
/// # Errors
/// The site's declarations cannot be read; the findings say why.
pub(crate) fn layout(disk: &dyn Disk, request: &Request) -> Result<Layout, Box<Outcome>> {
    let mut run = Run::new(request, Purpose::Check, HistoryUse::Ignored);
    let mut findings = Vec::new();
    let files = load::read(disk, &mut run.sources, &mut findings);
    let tree = load::sort_files(files, &mut findings);
    let Some(declared) = stages::declare(&tree, None, &mut run.sources, &mut findings) else {
        run.report.merge(findings);
        return Err(Box::new(run.finish()));
    };
    let mut layout = Layout {
        changed: Vec::new(),
        left: Vec::new(),
        files: 0,
    };
    for (_, source) in run.sources.iter() {
        let ending = source.path.extension();
        let is_yaml = matches!(ending.as_str(), "yaml" | "yml");
        let Some(below) = source.path.below("content") else {
            continue;
        };
        if !is_yaml && ending != "md" {
            continue;
        }
        layout.files += 1;
        let (folder, name) = below.split_once('/').unwrap_or_default();
        let mut collections = declared.collections.iter();
        let of_entry = collections.find(|one| &*one.id == folder && !name.starts_with('_'));
        let fields = of_entry.map(|collection| &collection.fields);
        let text = &*source.text;
        let laid_out = if is_yaml {
            format(text, fields)
        } else {
            format_front_matter(text, fields)
        };
        match laid_out {
            None => layout.left.push(source.path.clone()),
            Some(after) if after != text => {
                let changed = file_with(disk, &source.path, text, &after);
                match changed {
                    Some(file) => layout.changed.push(file),
                    None => layout.left.push(source.path.clone()),
                }
            }
            Some(_) => {}
        }
    }
    Ok(layout)
}

/// The file with a new text, keeping its byte order mark and line ends; `None` if it has
/// changed since.
pub(super) fn file_with(
    disk: &dyn Disk,
    path: &SourcePath,
    text: &str,
    after: &str,
) -> Option<FixedFile> {
    let before = disk.read(path).ok()?;
    if decode(before.clone()).ok()? != text {
        return None;
    }
    let windows = before.windows(2).any(|pair| pair == b"\r\n");
    let after = if windows {
        after.replace('\n', "\r\n")
    } else {
        after.to_owned()
    };
    let mark = "\u{feff}".as_bytes();
    let mark = if before.starts_with(mark) { mark } else { &[] };
    Some(FixedFile {
        path: path.clone(),
        after: [mark, after.as_bytes()].concat(),
        before,
        made: Vec::new(),
    })
}
