//! Checks the files of an edition as a whole, so that they can be carried on a USB stick
//! to any system (OFFLINE.md section 3).

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Place};
use crate::plan::Edition;

/// The longest path inside the folder.
const MAX_PATH: usize = 100;
/// The most folders inside one another.
const MAX_DEPTH: usize = 5;
/// From here on, a USB stick with large clusters wastes much of its space.
const MANY_FILES: usize = 5000;
/// From here on, old file systems get slow, and Windows shows nothing for long.
const MANY_IN_FOLDER: usize = 1000;
/// The cluster size of a USB stick of 64 GB as it is sold.
const CLUSTER: u64 = 128 * 1024;
/// The most files in a zip file without the Zip64 extension.
const MAX_FILES: usize = 65_534;
const MAX_BYTES: u64 = u32::MAX as u64;
/// Kinds of files that a computer runs, or that mail filters and virus scanners
/// stop.
const RUNNING: &[&str] = &[
    "exe", "com", "bat", "cmd", "lnk", "hta", "msi", "scr", "ps1", "vbs", "jar", "inf", "reg",
];

/// What is wrong with the paths and the sizes of an edition's files.
pub(super) fn check(edition: &Edition, files: &BTreeMap<String, u64>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let declared = || Place::Span(edition.span);
    let of = |key, path: &str| Diagnostic::new(key, declared()).arg("path", path);
    let mut lower: BTreeMap<String, &str> = BTreeMap::new();
    for path in files.keys() {
        if let Some(first) = lower.insert(path.to_lowercase(), path) {
            found.push(of("O009", path).arg("other", first));
        }
    }
    if !edition.offline {
        return found;
    }
    let mut in_folder: BTreeMap<&str, usize> = BTreeMap::new();
    for path in files.keys() {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        *in_folder.entry(folder).or_default() += 1;
        let depth = path.matches('/').count();
        if path.len() > MAX_PATH || depth > MAX_DEPTH {
            found.push(
                of("O010", path)
                    .arg("length", path.len().to_string())
                    .arg("depth", depth.to_string()),
            );
        }
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        if RUNNING.contains(&ending.to_ascii_lowercase().as_str()) {
            found.push(of("O011", path));
        }
    }
    let bytes: u64 = files.values().sum();
    let about = |key| {
        Diagnostic::new(key, declared())
            .arg("edition", &*edition.name)
            .arg("files", files.len().to_string())
            .arg("size", megabytes(bytes))
    };
    if files.len() > MANY_FILES {
        let on_stick: u64 = files
            .values()
            .map(|size| size.div_ceil(CLUSTER) * CLUSTER)
            .sum();
        found.push(about("O012").arg("on_stick", megabytes(on_stick)));
    }
    for (folder, count) in in_folder.into_iter().filter(|(_, n)| *n > MANY_IN_FOLDER) {
        let folder = if folder.is_empty() { "." } else { folder };
        found.push(
            Diagnostic::new("O013", declared())
                .arg("folder", folder)
                .arg("files", count.to_string()),
        );
    }
    let largest = files.values().max().copied().unwrap_or_default();
    if edition.zip && (files.len() > MAX_FILES || bytes > MAX_BYTES) || largest > MAX_BYTES {
        found.push(about("O014"));
    }
    found
}

/// A size as people read it.
pub(super) fn megabytes(bytes: u64) -> String {
    let tenths = (bytes / 100_000).max(1);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::megabytes;

    #[test]
    fn sizes() {
        assert_eq!(megabytes(1), "0.1 MB");
        assert_eq!(megabytes(12_345_678), "12.3 MB");
    }
}
