//! Renders all pages of a version, for their findings.

use super::PreviewVersion;
use crate::audit::Auditor;
use crate::diagnostic::Report;
use crate::disk::Disk;
use crate::pipeline::stages::Whole;
use crate::pipeline::{Nowhere, edition};
use crate::plan::Edition;

/// The findings of `check` in the files of a version, except those of its history: all pages
/// of all editions are rendered, one after the other. `None` if there are no pages, or as soon
/// as `is_wanted` says that the result is no longer needed.
#[must_use]
pub fn audit(
    version: &PreviewVersion,
    disk: &dyn Disk,
    is_wanted: &dyn Fn() -> bool,
) -> Option<Report> {
    let (made, sources) = (&version.made, &version.sources);
    let material = made.material.as_ref()?;
    let mut report = made.report(sources);
    let mut whole = Whole::new(true, made.has_all_entries(sources));
    for declared in &material.catalog.config.editions {
        let mut findings = Vec::new();
        let edition = Edition::new(declared, &material.catalog, &mut findings);
        let shown = made.pages.clone().filter(|pages| {
            let shown = &pages.plan().edition;
            shown.name == edition.name
        });
        let pages = shown.or_else(|| {
            let sources = sources.clone();
            let pages = material.pages(edition, sources, &made.data_version, &mut findings);
            pages.map(std::sync::Arc::new)
        });
        if let Some(pages) = pages {
            let auditor = Auditor::new(&pages.plan().edition, &Nowhere);
            let rendered =
                edition::render_in_turn(&pages, disk, is_wanted, &auditor, &mut findings);
            // A file that has changed since then starts the next version.
            let rendered = rendered.ok().flatten()?;
            whole.audit(
                material,
                pages.site(),
                sources,
                auditor,
                &rendered,
                &mut findings,
            );
        } else {
            whole.lacks_pages();
        }
        report.merge(findings);
        report.suppress(sources);
    }
    whole.finish(material, &mut report, sources);
    Some(report)
}
