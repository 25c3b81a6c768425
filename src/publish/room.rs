//! Whether a disk has room for a version that is put into an output file by file. If two
//! folders are exchanged there is nothing to check: the stage is already on the disk.

use std::path::Path;

use super::beside::Beside;
use super::error::PublishError;
use super::in_place::{clear, in_order};
use super::manifest::{MANIFEST_NAME, Manifest, SCRATCH_NAME};
use crate::system::free_bytes;

/// The disk usage of a file is a multiple of this on most file systems.
const BLOCK: u64 = 4096;

/// Checks for free space before the first file is written.
///
/// # Errors
/// The disk of the output is too full. The output is as it was.
pub(super) fn suffices(
    beside: &Beside,
    tree: &Path,
    new: &Manifest,
    old: &Manifest,
) -> Result<(), PublishError> {
    let out = &beside.places.out;
    if is_shared(beside, tree)? {
        return Ok(());
    }
    // The manifest of both versions exists beside that of the new version for a while.
    let manifests = [new.or(old), new.clone()].map(|one| blocks(one.to_bytes().len() as u64));
    let needed = manifests.iter().sum::<u64>() + needed(new, old);
    match free_bytes(out).filter(|free| *free < needed) {
        Some(free) => Err(PublishError::DiskFull {
            path: out.clone(),
            needed,
            free: Some(free),
            quota: false,
        }),
        None => Ok(()),
    }
}

/// Whether a staged file can be hard-linked to the output, which takes no space. Only
/// trying shows it: two mounts of one disk refuse it.
fn is_shared(beside: &Beside, tree: &Path) -> Result<bool, PublishError> {
    let scratch = beside.places.out.join(SCRATCH_NAME);
    clear(beside, &scratch)?;
    let is_linked = beside.link(&tree.join(MANIFEST_NAME), &scratch).is_ok();
    clear(beside, &scratch)?;
    Ok(is_linked)
}

/// The most bytes in use, beyond those of the old version, while files are replaced one
/// by one.
fn needed(new: &Manifest, old: &Manifest) -> u64 {
    let (mut grown, mut freed, mut most) = (0_u64, 0_u64, 0_u64);
    for path in in_order(new) {
        let (is, was) = (new.get(path), old.get(path));
        if is == was {
            continue;
        }
        grown = grown.saturating_add(is.map_or(0, |file| blocks(file.size)));
        most = most.max(grown.saturating_sub(freed));
        freed = freed.saturating_add(was.map_or(0, |file| blocks(file.size)));
    }
    most
}

fn blocks(size: u64) -> u64 {
    size.div_ceil(BLOCK).saturating_mul(BLOCK)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::manifest::ManifestEntry;

    fn manifest(files: &[(&str, usize)]) -> Manifest {
        let entry = |size: usize| ManifestEntry::of(&vec![b'x'; size]);
        let files = files.iter();
        Manifest::new(
            files
                .map(|(path, size)| ((*path).to_owned(), entry(*size)))
                .collect(),
        )
    }

    /// Files count in blocks; unchanged files do not count; the space of a replaced file
    /// is free only after the new one is in its place.
    #[test]
    fn the_most_that_is_in_use() {
        let none = Manifest::default();
        let two = manifest(&[("a.css", 1), ("b.html", 4097)]);
        assert_eq!(needed(&two, &none), 3 * BLOCK);
        assert_eq!(needed(&two, &two), 0);
        let changed = manifest(&[("a.css", 2), ("b.html", 4098)]);
        // The style sheet frees its block before the page needs two.
        assert_eq!(needed(&changed, &two), 2 * BLOCK);
        let less = manifest(&[("b.html", 3)]);
        assert_eq!(needed(&less, &two), BLOCK);
    }
}
