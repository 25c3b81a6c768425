//! The pages of one edition, and the one page that holds all of them.

use std::sync::Arc;

use crate::artifact::{Sink, SinkError};
use crate::diagnostic::Diagnostic;
use crate::handout;
use crate::pages::{Prepared, templates_failed};
use crate::path::OutPath;
use crate::present::Site;
use crate::text::Sources;
use crate::theme::Theme;

/// What was made of an edition.
#[derive(Debug, Default)]
pub struct Rendered {
    /// The paths of all artifacts, sorted.
    pub paths: Vec<OutPath>,
    /// The edition as one document, where it is to be one.
    pub single: Option<Vec<u8>>,
}

/// Renders every route of an edition and hands the artifacts to a sink.
///
/// # Errors
/// The sink could not keep an artifact. What is wrong with content or theme is
/// in `findings`.
pub fn render(
    site: &Arc<Site>,
    theme: &Theme,
    sources: &Sources,
    sink: &dyn Sink,
    findings: &mut Vec<Diagnostic>,
) -> Result<Rendered, SinkError> {
    let Some(pages) = Prepared::new(site, theme, sources, findings) else {
        return Ok(Rendered::default());
    };
    let mut found = Vec::new();
    let paths = pages.render(sink, &mut found)?;
    let failed = templates_failed(&found);
    findings.extend(found);
    let single = (site.plan.edition.single_file && !failed)
        .then(|| handout::document(site, theme, sources, pages.languages(), findings))
        .flatten();
    pages.drop_in_background();
    Ok(Rendered { paths, single })
}
