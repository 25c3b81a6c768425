//! Renames an entry: checks the content as it would be, and collects the addresses of the
//! entry.

use super::run::{HistoryUse, Purpose, Run};
use super::{BuildError, Nowhere, Outcome, Request};
use crate::disk::Disk;
use crate::fix::Examined;
use crate::rename::{self, Depth, Look, RenameError, RenameRequest, Renaming};

/// Computes the files to write when an entry gets another id; writes nothing.
///
/// # Errors
/// As [`rename::rename`].
pub(crate) fn rename(
    disk: &dyn Disk,
    request: &Request,
    wanted: &RenameRequest,
) -> Result<Renaming, RenameError<BuildError>> {
    rename::rename(disk, wanted, &mut |disk, id, depth| {
        let mut run = Run::new(request, Purpose::Check, HistoryUse::Ignored);
        let mut look = Look::default();
        match depth {
            Depth::Pages => {
                run.make(disk, &Nowhere)?;
            }
            Depth::Entries => entries(&mut run, disk, (&wanted.collection, id), &mut look)?,
        }
        let Outcome {
            report, sources, ..
        } = run.finish();
        look.examined = Examined { report, sources };
        Ok(look)
    })
}

/// Runs the stages before the pages. Adds where the entry's fields are, and its addresses in
/// the editions for servers.
fn entries(
    run: &mut Run<'_>,
    disk: &dyn Disk,
    (collection, id): (&str, &str),
    look: &mut Look,
) -> Result<(), BuildError> {
    let Some(catalog) = run.read(disk) else {
        return Ok(());
    };
    run.apply_rules(&catalog, disk);
    let position = catalog.collection(collection);
    let index = position.and_then(|position| catalog.find(position, id));
    look.record = index.map(|index| catalog.entry(index).path.clone());
    let Some((material, index)) = run.load_theme(catalog, disk).zip(index) else {
        return Ok(());
    };
    let mut findings = Vec::new();
    for edition in run.editions(&material.catalog)? {
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
    run.add_findings(findings);
    Ok(())
}
