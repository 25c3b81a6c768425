//! All pages of a version, made for what is found in them.

use crate::artifact::{Artifact, Sink};
use crate::audit::{Auditor, Origins};
use crate::diagnostic::Diagnostic;
use crate::model::Catalog;
use crate::pages::{Pages, first_of_each};
use crate::pipeline::Nowhere;

/// Makes all pages of an edition, one after the other, and tells what is found
/// in them and in the links between them; `None` where `is_wanted` says that
/// nobody waits for it any more.
pub fn audit(
    catalog: &Catalog,
    pages: &Pages,
    is_wanted: &dyn Fn() -> bool,
) -> Option<Vec<Diagnostic>> {
    let auditor = Auditor::new(&pages.plan().edition, &Nowhere);
    let mut found = Vec::new();
    let mut is_whole = true;
    for (id, route) in pages.plan().routes() {
        if !is_wanted() {
            return None;
        }
        let mut findings = Vec::new();
        let bytes = pages.page(id, &mut findings);
        found.extend(findings.into_iter().map(|finding| (id, finding)));
        is_whole &= bytes.is_some();
        let path = route.out.clone();
        take(&auditor, bytes.map(|bytes| Artifact { path, bytes }));
    }
    for file in pages.files() {
        take(&auditor, Some(file.clone()));
    }
    let mut findings = first_of_each(found);
    // Where templates failed, the links to their pages lead nowhere.
    if is_whole {
        let origins = Origins {
            catalog,
            site: pages.site(),
            theme: pages.theme(),
            sources: pages.sources(),
        };
        findings.extend(auditor.finish(None, origins).findings);
    }
    Some(findings)
}

fn take(auditor: &Auditor<'_>, artifact: Option<Artifact>) {
    if let Some(artifact) = artifact {
        // Nothing is kept, so that nothing can fail to be.
        let _ = auditor.take(artifact);
    }
}
