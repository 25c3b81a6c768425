//! All stages in order, each from one named type to the next. `build` and `check` run them
//! once (`run`), a preview after every change ([`preview`]). Both call the functions of
//! [`stages`].

mod compose;
pub mod edition;
mod editor;
mod figures;
mod format;
mod handout;
mod maintenance;
mod micrographs;
mod page_data;
mod policy;
mod press;
pub mod preview;
mod print;
mod rename;
mod request;
mod run;
mod spreadsheet;
mod stages;
mod timings;
mod translations;
pub use request::{Outcome, Output, Request};

use handout::belongs;
use maintenance::HasErrors;

use crate::artifact::{Artifact, Deferred, Sink, SinkError};
use crate::disk::Disk;
use crate::fix::{self, Examined, FixedFile};
use crate::publish::{Staging, Target};

pub(crate) use compose::{Ground, faults_of, ground};
pub(crate) use editor::{ForEditors, for_editors};
pub(crate) use figures::figures;
pub(crate) use format::{Layout, layout};
pub(crate) use maintenance::{Maintained, maintained};
pub(crate) use page_data::{PageData, page_data};
pub(crate) use press::{PrintDocument, PrintError};
pub(crate) use print::{PrintRequest, Printed, print};
pub(crate) use rename::rename;
pub(crate) use request::BuildError;
use run::{HistoryUse, Purpose, Run};
pub use spreadsheet::import;
pub(crate) use spreadsheet::{
    ExportRequest, ImportRequest, Imported, SpreadsheetError, SpreadsheetFile, export_tables,
    guess_map, import_tables,
};
pub(crate) use timings::{FileTiming, StageTiming, Timings};
pub(crate) use translations::confirm;

/// Reads, checks, renders and publishes a project. An error in content or theme prevents
/// publishing.
///
/// # Errors
/// The output folder is refused, or the disk fails. Errors of content and theme are in the
/// outcome's report.
pub fn build(
    disk: &dyn Disk,
    request: &Request,
    output: &Output<'_>,
) -> Result<Outcome, BuildError> {
    let target = Target::inspect(output.folder, &output.forbidden)?;
    let staging = Staging::begin(target, output.options)?;
    let mut run = Run::new(request, Purpose::Publish, HistoryUse::Ignored);
    let before = staging.live().files().count();
    run.record(disk, "begin", None, (before, "files"));
    let paths = run.make(disk, &staging)?;
    let mut outcome = run.finish();
    if outcome.report.has_errors() {
        return Ok(outcome);
    }
    if !request.editions.is_empty() {
        carry_over(&staging, request)?;
    }
    outcome.publication = Some(staging.commit(&paths)?);
    let count = (paths.len(), "files");
    outcome.timings.record(disk, "publish", None, count);
    Ok(outcome)
}

/// As [`build`], without publishing.
///
/// # Errors
/// There is no such edition.
pub fn check(disk: &dyn Disk, request: &Request) -> Result<Outcome, BuildError> {
    let mut run = Run::new(request, Purpose::Check, HistoryUse::Compared);
    run.make(disk, &Nowhere)?;
    Ok(run.finish())
}

/// Checks only the data: as [`check`], up to the first page. It takes a fraction of the time,
/// but misses links and pages.
#[must_use]
pub fn check_data(disk: &dyn Disk, request: &Request) -> Outcome {
    let mut run = Run::new(request, Purpose::Check, HistoryUse::Ignored);
    if let Some(catalog) = run.read(disk) {
        run.apply_rules(&catalog, disk);
    }
    run.finish()
}

/// Collects the safe fixes of findings as edits of the content; writes nothing.
///
/// # Errors
/// There is no such edition.
pub(crate) fn fix(disk: &dyn Disk, request: &Request) -> Result<Vec<FixedFile>, BuildError> {
    let request = Request {
        deny_warnings: false,
        ..request.clone()
    };
    fix::fix(disk, &mut |disk| {
        let mut run = Run::new(&request, Purpose::Check, HistoryUse::Ignored);
        run.make(disk, &Nowhere)?;
        let Outcome {
            report, sources, ..
        } = run.finish();
        Ok(Examined { report, sources })
    })
}

/// Keeps the published editions that were not requested.
fn carry_over(staging: &Staging, request: &Request) -> Result<(), BuildError> {
    let renewed = &request.editions;
    staging.carry_over_if(|path| !renewed.iter().any(|name| belongs(path, name)))?;
    Ok(())
}

impl Sink for Staging {
    fn take(&self, artifact: Artifact) -> Result<(), SinkError> {
        self.put(&artifact.path, &artifact.bytes)
            .map_err(|error| SinkError(error.into()))
    }
}

/// Accepts everything and keeps nothing.
struct Nowhere;

impl Sink for Nowhere {
    fn take(&self, _artifact: Artifact) -> Result<(), SinkError> {
        Ok(())
    }

    fn take_deferred(&self, _file: Deferred<'_>) -> Result<(), SinkError> {
        Ok(())
    }
}
