//! Examines a file of the content: its hash and size, what is wrong with it, and the copies of
//! a picture. Its bytes are not kept.

use std::ops::Range;
use std::sync::Arc;

use super::content_file::FileOrigin;
use crate::diagnostic::{Diagnostic, Place};
use crate::disk::Disk;
use crate::messages::Message;
use crate::path::SourcePath;
use crate::pictures::{self, Border, CopyFormat, Sizes};
use crate::text::{Sources, Span, conflicts, decode};
use crate::theme::{magic, svg};

/// Published files that people edit as text.
const TEXTS: &[&str] = &["svg", "csv", "txt", "json", "vcf", "ics"];

/// The conflict that git left in a text, in any encoding.
fn conflict_in(bytes: &[u8]) -> Option<Conflict> {
    if conflicts(&String::from_utf8_lossy(bytes)).is_empty() {
        return None;
    }
    // Line numbers are those of the decoded text.
    let text = decode(bytes.to_vec()).ok();
    let text = text.map(|text| (conflicts(&text), text));
    Some(Conflict { text })
}

/// What is wrong with a file of the content.
pub(super) enum ContentFault {
    /// Git has left a conflict in it.
    Conflict(Conflict),
    /// Anything else, at the file.
    Other(Diagnostic),
}

impl ContentFault {
    /// Converts it to findings: one at the line of each conflict.
    pub(super) fn findings(self, path: &SourcePath, sources: &mut Sources) -> Vec<Diagnostic> {
        match self {
            Self::Other(finding) => vec![finding],
            Self::Conflict(Conflict { text: None }) => {
                vec![Diagnostic::new("Y031", Place::File(path.clone()))]
            }
            Self::Conflict(Conflict {
                text: Some((lines, text)),
            }) => {
                let source = sources.add(path.clone(), text);
                let spans = lines.into_iter().map(|line| Span::new(source, line));
                spans.map(|span| Diagnostic::new("Y031", span)).collect()
            }
        }
    }
}

/// A file with what git has left in it.
pub(super) struct Conflict {
    /// The first line of each conflict, and the text; `None` if it cannot be decoded.
    pub(super) text: Option<(Vec<Range<usize>>, String)>,
}

/// The facts about a file of the content, whose bytes are not kept.
pub(super) struct CopiedFile {
    pub(super) len: usize,
    pub(super) hash: blake3::Hash,
    pub(super) size: Option<(u32, u32)>,
    pub(super) has_position: bool,
    pub(super) border: Border,
    pub(super) copies: Vec<ContentCopy>,
    pub(super) fault: Option<ContentFault>,
}

/// The facts about a copy of a picture.
pub(super) struct ContentCopy {
    pub(super) size: (u32, u32),
    pub(super) format: CopyFormat,
    pub(super) len: usize,
    pub(super) hash: blake3::Hash,
    pub(super) origin: FileOrigin,
}

impl CopiedFile {
    pub(super) fn of(
        (path, border): (&SourcePath, Border),
        bytes: &[u8],
        sizes: &Arc<Sizes>,
        disk: &dyn Disk,
    ) -> Self {
        let mut content = Self {
            len: bytes.len(),
            hash: blake3::hash(bytes),
            size: None,
            has_position: false,
            border,
            copies: Vec::new(),
            fault: None,
        };
        let extension = path.extension();
        // Other faults of such a file follow from the conflict.
        if TEXTS.contains(&&*extension)
            && let Some(conflict) = conflict_in(bytes)
        {
            content.fault = Some(ContentFault::Conflict(conflict));
            return content;
        }
        let looked_at = match magic::mismatch(&extension, bytes) {
            Some(why) => Err(svg::SvgFault::Unreadable(why)),
            None if extension == "svg" => svg::size(bytes).map(|size| {
                content.size = size;
                content.add_trimmed(bytes);
            }),
            None if pictures::is_picture(&extension) => content
                .add_copies(bytes, sizes, disk)
                .map_err(svg::SvgFault::Unreadable),
            None => Ok(()),
        };
        content.fault = looked_at
            .err()
            .map(|fault| ContentFault::Other(finding(path, fault)));
        content
    }

    /// Adds a drawing without its empty border, if that is wanted.
    fn add_trimmed(&mut self, bytes: &[u8]) {
        let wanted = self.border == Border::Trimmed;
        let Some(copy) = wanted.then(|| pictures::trimmed_drawing(bytes)).flatten() else {
            return;
        };
        self.size = Some(copy.size);
        self.copies = vec![ContentCopy {
            size: copy.size,
            format: copy.format,
            len: copy.bytes.len(),
            hash: blake3::hash(&copy.bytes),
            origin: FileOrigin::Memory(copy.bytes),
        }];
    }

    /// Decodes a picture, and adds its copies.
    fn add_copies(
        &mut self,
        bytes: &[u8],
        sizes: &Arc<Sizes>,
        disk: &dyn Disk,
    ) -> Result<(), Message> {
        let border = self.border;
        let key = pictures::cache_key(&self.hash, sizes, border);
        let (made, is_kept) = pictures::made(bytes, &key, sizes, border, disk)?;
        self.size = Some(made.size);
        self.has_position = made.has_position;
        let copies = made.copies.into_iter().enumerate();
        let copies = copies.map(|(place, copy)| ContentCopy {
            size: copy.size,
            format: copy.format,
            len: copy.bytes.len(),
            hash: blake3::hash(&copy.bytes),
            origin: if is_kept {
                FileOrigin::Copy {
                    key,
                    place,
                    source: self.hash,
                    sizes: sizes.clone(),
                    border,
                }
            } else {
                FileOrigin::Memory(copy.bytes)
            },
        });
        self.copies = copies.collect();
        Ok(())
    }
}

/// What is wrong with a file, as it is reported.
pub(super) fn finding(path: &SourcePath, fault: svg::SvgFault) -> Diagnostic {
    let place = Place::File(path.clone());
    match fault {
        svg::SvgFault::Unreadable(why) => {
            // Only the size of the file is wrong.
            let key = if why.key() == "file.too_large" {
                "I023.large"
            } else {
                "I023"
            };
            Diagnostic::new(key, place)
                .arg("file", path.as_str())
                .arg("why", why)
        }
        svg::SvgFault::Part { part, line } => Diagnostic::new("I021", place)
            .arg("file", path.as_str())
            .arg("part", part)
            .arg("line", line.to_string()),
    }
}
