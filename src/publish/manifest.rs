//! The manifest: the list of all files of a publication except the manifest itself. It
//! proves that a folder is ours, it is the only list by which files are removed, and it
//! shows which files are unchanged. It depends on neither clock nor machine, so that
//! equal sites have equal manifests.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;
use std::fmt::Write as _;
use std::io::{self, Read as _};
use std::path::Path;

use blake3::Hash;
use serde::{Deserialize, Serialize};

use super::error::{PublishError, failed};
use crate::messages::{Message, message};
use crate::path::file_beneath;
use crate::system::open_folder;

/// The manifest's name, inside the output folder.
pub(crate) const MANIFEST_NAME: &str = ".spunweb-manifest.json";

/// The name of a file that is being written in place; the only file that is ever removed
/// without being listed.
pub(super) const SCRATCH_NAME: &str = ".spunweb-new";

/// The format version of manifests that this program writes and reads.
const FORMAT: u32 = 1;

/// What a file was when it was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ManifestEntry {
    /// Its length in bytes.
    pub size: u64,
    /// The BLAKE3 hash of its bytes.
    pub hash: Hash,
}

impl ManifestEntry {
    /// The entry of a file with these bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self {
            size: bytes.len() as u64,
            hash: blake3::hash(bytes),
        }
    }
}

/// Everything that one publication holds, in the order of the paths.
#[derive(Debug, Clone, Default)]
pub struct Manifest {
    files: BTreeMap<String, ManifestEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ManifestDocument {
    format: u32,
    files: Vec<ManifestRow>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ManifestRow {
    path: String,
    size: u64,
    blake3: String,
}

impl Manifest {
    /// Takes the files of a publication.
    pub(super) fn new(files: BTreeMap<String, ManifestEntry>) -> Self {
        Self { files }
    }

    /// Reads the manifest of a published folder; `None` where there is none.
    ///
    /// # Errors
    /// The file cannot be read, or is not a manifest that this program knows.
    pub fn of_folder(folder: &Path) -> Result<Option<Self>, PublishError> {
        let path = folder.join(MANIFEST_NAME);
        let read = || {
            let mut bytes = Vec::new();
            let mut file = file_beneath(open_folder(folder)?, Path::new(MANIFEST_NAME))?;
            file.read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        match read() {
            Ok(bytes) => Self::parse(&bytes, &path).map(Some),
            Err(e) if is_absent(&e) => Ok(None),
            Err(e) => Err(failed("action.read_the_manifest", &path)(e)),
        }
    }

    /// Parses a manifest from anywhere, such as one of an earlier build.
    ///
    /// # Errors
    /// The bytes are not a manifest that this program knows; `path` is for the message.
    pub fn parse(bytes: &[u8], path: &Path) -> Result<Self, PublishError> {
        let problem = |problem: Message| PublishError::Manifest {
            path: path.to_owned(),
            problem,
        };
        let document: ManifestDocument = serde_json::from_slice(bytes)
            .map_err(|e| problem(message!("manifest.document", reason = e.to_string())))?;
        if document.format != FORMAT {
            let format = document.format;
            return Err(problem(message!(
                "manifest.format",
                format = format,
                known = FORMAT,
            )));
        }
        let mut files = BTreeMap::new();
        for row in document.files {
            let hash = Hash::from_hex(&row.blake3).map_err(|_| {
                problem(message!(
                    "manifest.hash",
                    text = row.blake3.escape_debug().to_string()
                ))
            })?;
            if !is_safe(&row.path) {
                return Err(problem(message!(
                    "manifest.path",
                    text = row.path.escape_debug().to_string(),
                )));
            }
            match files.entry(row.path) {
                Slot::Vacant(slot) => slot.insert(ManifestEntry {
                    size: row.size,
                    hash,
                }),
                Slot::Occupied(slot) => {
                    return Err(problem(message!("manifest.twice", text = slot.key())));
                }
            };
        }
        Ok(Self { files })
    }

    /// Serialises the manifest: sorted, one file per line.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut text = format!("{{\n  \"format\": {FORMAT},\n  \"files\": [");
        for (index, (path, entry)) in self.files.iter().enumerate() {
            // Safe paths may hold what JSON escapes, so serde prints them.
            let path = serde_json::Value::from(path.as_str());
            let comma = if index == 0 { "" } else { "," };
            let (size, hash) = (entry.size, entry.hash.to_hex());
            let line = format_args!(
                "{comma}\n    {{\"path\": {path}, \"size\": {size}, \"blake3\": \"{hash}\"}}"
            );
            // Writing to a String cannot fail.
            let _ = text.write_fmt(line);
        }
        text.push_str("\n  ]\n}\n");
        text.into_bytes()
    }

    /// The hash of the printed manifest, which names a version.
    pub(super) fn version(&self) -> Hash {
        blake3::hash(&self.to_bytes())
    }

    /// What a file was when it was published.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&ManifestEntry> {
        self.files.get(path)
    }

    /// All files, sorted by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, &ManifestEntry)> {
        self.files
            .iter()
            .map(|(path, entry)| (path.as_str(), entry))
    }

    /// The union of two manifests; where both list a file, this one wins.
    pub(super) fn or(&self, other: &Self) -> Self {
        let mut files = other.files.clone();
        files.extend(
            self.files
                .iter()
                .map(|(path, entry)| (path.clone(), *entry)),
        );
        Self { files }
    }

    /// Whether any file lies below this folder.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        let below = format!("{folder}/");
        let first = self.files.range(below.clone()..).next();
        first.is_some_and(|(path, _)| path.starts_with(&below))
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// Whether a path stays inside the folder that it is joined to.
pub(super) fn is_safe(path: &str) -> bool {
    path != MANIFEST_NAME
        && path != SCRATCH_NAME
        && !path.contains(['\\', '\0'])
        && path.split('/').all(|name| !matches!(name, "" | "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Manifest, PublishError> {
        Manifest::parse(text.as_bytes(), Path::new("m.json"))
    }

    #[test]
    fn prints_and_reads_the_same() {
        let files = [("b/ä\"\n.html", "x"), ("a.css", ""), ("b/c", "yy")];
        let files = files.map(|(path, text)| (path.to_owned(), ManifestEntry::of(text.as_bytes())));
        let manifest = Manifest::new(files.into_iter().collect());
        let bytes = manifest.to_bytes();
        let again = Manifest::parse(&bytes, Path::new("m.json")).unwrap();
        assert_eq!(again.files, manifest.files);
        assert_eq!(again.to_bytes(), bytes);
        assert!(again.has_folder("b"));
        assert!(!again.has_folder("a.css"));
    }

    #[test]
    fn refuses_what_would_remove_a_stranger() {
        let hash = "0".repeat(64);
        for path in [
            "../x",
            "/etc/passwd",
            "a/../../b",
            "",
            "a//b",
            ".spunweb-manifest.json",
            ".",
        ] {
            let row = format!(r#"{{"path":"{path}","size":1,"blake3":"{hash}"}}"#);
            assert!(
                parse(&format!(r#"{{"format":1,"files":[{row}]}}"#)).is_err(),
                "{path}"
            );
        }
        let row = format!(r#"{{"path":"a","size":1,"blake3":"{hash}"}}"#);
        assert!(parse(&format!(r#"{{"format":1,"files":[{row}]}}"#)).is_ok());
        assert!(parse(&format!(r#"{{"format":1,"files":[{row},{row}]}}"#)).is_err());
        assert!(parse(&format!(r#"{{"format":2,"files":[{row}]}}"#)).is_err());
        assert!(parse("{}").is_err() && parse("").is_err());
    }
}
