//! Renders the pages of one edition, and the single page with all of them.

use std::sync::Arc;

use rayon::prelude::*;

use crate::artifact::{Artifact, Sink, SinkError};
use crate::diagnostic::Diagnostic;
use crate::disk::Disk;
use crate::handout;
use crate::pages::{Language, Pages, Prepared, first_of_each, templates_failed};
use crate::path::OutPath;
use crate::present::Site;
use crate::text::Sources;
use crate::theme::Theme;

/// The result of rendering an edition.
#[derive(Debug, Default)]
pub struct RenderedEdition {
    /// The paths of all artifacts, sorted.
    pub paths: Vec<OutPath>,
    /// The single-page document, if the edition has one.
    pub single: Option<Vec<u8>>,
}

/// Renders every route of an edition and hands the artifacts to a sink.
///
/// # Errors
/// The sink could not keep an artifact. Errors of content and theme are in `findings`.
pub fn render(
    site: &Arc<Site>,
    theme: &Theme,
    sources: &Sources,
    disk: &dyn Disk,
    sink: &dyn Sink,
    findings: &mut Vec<Diagnostic>,
) -> Result<RenderedEdition, SinkError> {
    let Some(pages) = Prepared::new(site, theme, sources, findings) else {
        return Ok(RenderedEdition::default());
    };
    let mut found = Vec::new();
    let mut paths = pages.render(disk, sink, &mut found)?;
    let files = site.assets.files(&site.named_pictures);
    files
        .par_iter()
        .try_for_each(|file| file.hand_over(disk, sink))?;
    paths.extend(files.iter().map(|file| file.path.clone()));
    paths.sort();
    let failed = templates_failed(&found);
    findings.extend(found);
    let single = single(
        site,
        theme,
        sources,
        disk,
        pages.languages(),
        failed,
        findings,
    )?;
    pages.drop_in_background();
    Ok(RenderedEdition { paths, single })
}

/// The single-page document, if the edition has one and its pages could be rendered.
fn single(
    site: &Site,
    theme: &Theme,
    sources: &Sources,
    disk: &dyn Disk,
    languages: &[Language],
    failed: bool,
    findings: &mut Vec<Diagnostic>,
) -> Result<Option<Vec<u8>>, SinkError> {
    if failed || !site.plan.edition.single_file {
        return Ok(None);
    }
    let document = handout::document(site, theme, sources, disk, languages, findings);
    document.map_err(|error| SinkError(error.into()))
}

/// As [`render`], but one page after the other; `None` as soon as `is_wanted` says that the
/// result is no longer needed.
///
/// # Errors
/// The sink could not keep an artifact, or a file of the content has changed.
pub(super) fn render_in_turn(
    pages: &Pages,
    disk: &dyn Disk,
    is_wanted: &dyn Fn() -> bool,
    sink: &dyn Sink,
    findings: &mut Vec<Diagnostic>,
) -> Result<Option<RenderedEdition>, SinkError> {
    let (mut found, mut paths) = (Vec::new(), Vec::new());
    for (id, route) in pages.plan().routes() {
        if !is_wanted() {
            return Ok(None);
        }
        let mut findings = Vec::new();
        let path = route.out.clone();
        if let Some(bytes) = pages.page(id, &mut findings) {
            sink.take(Artifact {
                path: path.clone(),
                bytes,
            })?;
        }
        found.extend(findings.into_iter().map(|finding| (id, finding)));
        paths.push(path);
    }
    for file in pages.files() {
        paths.push(file.path.clone());
        sink.take(file.clone())?;
    }
    let site = pages.site();
    for file in site.assets.files(&site.named_pictures) {
        paths.push(file.path.clone());
        file.hand_over(disk, sink)?;
    }
    paths.sort();
    let found = first_of_each(found);
    let failed = templates_failed(&found);
    findings.extend(found);
    let single = single(
        pages.site(),
        pages.theme(),
        pages.sources(),
        disk,
        pages.languages(),
        failed,
        findings,
    )?;
    Ok(Some(RenderedEdition { paths, single }))
}
