//! `--summary FILE`: the run as Markdown, for the page that a CI shows.

use std::path::PathBuf;

use super::arguments::ProjectOptions;
use crate::diagnostic::{Markdown, Report};
use crate::messages::{Message, message, system};
use crate::text::Sources;

/// Why there is no summary.
#[derive(Debug)]
pub(super) struct NoSummary {
    path: PathBuf,
    why: std::io::Error,
}

impl NoSummary {
    /// The reason, as a translatable message.
    pub(super) fn message(&self) -> Message {
        let path = self.path.display().to_string();
        message!("command.no_summary", path = path, why = system(&self.why))
    }
}

/// Writes the summary where one is asked for.
///
/// # Errors
/// The file cannot be written.
pub(super) fn write(
    report: &Report,
    sources: &Sources,
    options: &ProjectOptions,
    last_line: &str,
) -> Result<(), NoSummary> {
    let Some(path) = &options.summary else {
        return Ok(());
    };
    let lang = options.common.lang.as_str();
    let text = Markdown { lang, last_line }.render(report, sources);
    super::named_file::write(path, &options.common.project, &text).map_err(|why| NoSummary {
        path: path.clone(),
        why,
    })
}
