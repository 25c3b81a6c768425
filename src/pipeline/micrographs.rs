//! Reports the scale that a microscope wrote into a TIFF or beside it, where a field names the
//! file. Browsers do not show TIFF, and a converted picture has lost the scale.

use crate::diagnostic::Diagnostic;
use crate::disk::Disk;
use crate::messages::Arg;
use crate::path::{SourcePath, places};
use crate::pictures::{MicrographScale, scale_beside, scale_in};
use crate::text::Sources;

/// Adds to each finding of a TIFF the scale that the microscope wrote, if any.
pub(super) fn report_scales(findings: &mut [Diagnostic], sources: &Sources, disk: &dyn Disk) {
    for finding in findings.iter_mut().filter(|finding| finding.key == "I004") {
        let name = finding.args.iter().find(|(name, _)| *name == "file");
        let Some((_, Arg::Text(name))) = name else {
            continue;
        };
        let from = finding.path(sources);
        let Some(scale) = places(name, from).find_map(|path| scale(&path, disk)) else {
            continue;
        };
        finding.key = "I004.scale";
        finding.args.push(("scale", Arg::Text(scale.written())));
    }
}

/// The scale in the file, or in the text file with the same name.
fn scale(path: &SourcePath, disk: &dyn Disk) -> Option<MicrographScale> {
    let bytes = disk.read(path).ok()?;
    scale_in(&bytes).or_else(|| {
        let (stem, _) = path.as_str().rsplit_once('.')?;
        let text = SourcePath::new(&format!("{stem}.txt"))?;
        scale_beside(&disk.read(&text).ok()?)
    })
}
