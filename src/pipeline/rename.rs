//! Giving an entry another id: the content examined as it would be, with the addresses
//! that the entry has.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::run::{HistoryUse, Purpose, Run};
use super::stages::Material;
use super::{BuildError, Nowhere, Outcome, Request};
use crate::disk::Disk;
use crate::fix::Examined;
use crate::plan::Edition;
use crate::rename::{self, Look, RenameError, RenameRequest, Renaming};

/// Finds what has to be written so that an entry has another id; writes nothing.
///
/// # Errors
/// As [`rename::rename`].
pub(crate) fn rename(
    disk: &dyn Disk,
    request: &Request,
    wanted: &RenameRequest,
) -> Result<Renaming, RenameError<BuildError>> {
    rename::rename(disk, wanted, &mut |disk, id| {
        let mut run = Run::new(request, Purpose::Check, HistoryUse::Ignored);
        run.make(disk, &Nowhere)?;
        let Outcome {
            report, sources, ..
        } = run.finish();
        let mut look = Look {
            examined: Examined { report, sources },
            addresses: BTreeSet::new(),
            record: None,
        };
        addresses(disk, request, (&wanted.collection, id), &mut look);
        Ok(look)
    })
}

/// Adds where the entry's fields stand, and its addresses in the editions for servers.
fn addresses(disk: &dyn Disk, request: &Request, (collection, id): (&str, &str), look: &mut Look) {
    let mut run = Run::new(request, Purpose::Check, HistoryUse::Ignored);
    let Some(catalog) = run.read(disk) else {
        return;
    };
    let position = catalog.collection(collection);
    let Some(index) = position.and_then(|position| catalog.find(position, id)) else {
        return;
    };
    look.record = Some(catalog.entry(index).path.clone());
    let catalog = Arc::new(catalog);
    let mut findings = Vec::new();
    let material = Material::load(catalog.clone(), disk, &mut run.sources, &mut findings);
    let Some(material) = material else { return };
    for edition in &catalog.config.editions {
        let edition = Edition::new(edition, &catalog, &mut findings);
        if edition.offline {
            continue;
        }
        let site = material.lay_out(edition, &mut findings);
        for lang in &site.plan.edition.languages {
            let route = site.plan.entry(index, lang);
            let url = route.map(|route| site.plan.route(route).url.to_string());
            look.addresses.extend(url);
        }
    }
}
