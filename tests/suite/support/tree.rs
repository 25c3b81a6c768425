//! A folder as it was at one moment.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use super::packed::unpacked;

/// The files of a folder by their path below it: bytes and time of change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tree(BTreeMap<String, File>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct File {
    bytes: Vec<u8>,
    changed: SystemTime,
}

impl Tree {
    /// Reads a folder; empty where there is none.
    pub(crate) fn of(folder: &Path) -> Self {
        let walk = walkdir::WalkDir::new(folder).into_iter();
        let files = walk
            .filter_map(Result::ok)
            .filter(|e| !e.file_type().is_dir());
        Self(
            files
                .map(|entry| {
                    let below = entry.path().strip_prefix(folder).expect("it is below");
                    let metadata = entry.metadata().expect("a readable file");
                    let file = File {
                        bytes: fs::read(entry.path()).unwrap_or_default(),
                        changed: metadata.modified().expect("a time of change"),
                    };
                    (below.to_string_lossy().into_owned(), file)
                })
                .collect(),
        )
    }

    /// Whether there is no file.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The paths in order.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The paths of all files but fonts and pictures made of pixels.
    pub(crate) fn texts_and_archives(&self) -> impl Iterator<Item = &str> {
        let pixels = ["ico", "jpg", "png", "webp", "woff2"];
        self.paths().filter(move |path| {
            let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
            !pixels.contains(&ending)
        })
    }

    /// Whether there is a file at a path.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// The text of a file; of a workbook, what is left of its bytes as text.
    #[track_caller]
    pub(crate) fn text(&self, path: &str) -> String {
        let Some(file) = self.0.get(path) else {
            let all: Vec<&str> = self.paths().collect();
            panic!("there is no `{path}` among\n  {}", all.join("\n  "));
        };
        if path.ends_with(".xlsx") {
            return String::from_utf8_lossy(&file.bytes).into_owned();
        }
        String::from_utf8(file.bytes.clone()).expect("a text")
    }

    /// The bytes of a file; none where there is no such file.
    pub(crate) fn bytes(&self, path: &str) -> &[u8] {
        self.0.get(path).map_or(&[], |file| &file.bytes)
    }

    /// The files with an ending, by path.
    pub(crate) fn texts(&self, ending: &str) -> impl Iterator<Item = (&str, String)> {
        let files = self
            .0
            .iter()
            .filter(move |(path, _)| path.ends_with(ending));
        files.map(|(path, file)| {
            (
                path.as_str(),
                String::from_utf8_lossy(&file.bytes).into_owned(),
            )
        })
    }

    /// The paths of the files in whose name or bytes a text occurs, packed ones
    /// unpacked.
    pub(crate) fn holding(&self, needle: &str) -> Vec<&str> {
        let files = self.0.iter().filter(|(path, file)| {
            let said = unpacked(path, &file.bytes);
            let in_bytes = said.windows(needle.len()).any(|w| w == needle.as_bytes());
            path.contains(needle) || in_bytes
        });
        files.map(|(path, _)| path.as_str()).collect()
    }

    /// The part of the tree below a folder of it.
    pub(crate) fn below(&self, folder: &str) -> Self {
        let prefix = format!("{folder}/");
        let files = self.0.iter().filter_map(|(path, file)| {
            Some((path.strip_prefix(&prefix)?.to_owned(), file.clone()))
        });
        Self(files.collect())
    }

    /// In which files another tree differs in its bytes; empty where it is the
    /// same.
    pub(crate) fn difference(&self, other: &Self) -> String {
        let mut said = String::new();
        let all: std::collections::BTreeSet<&String> =
            self.0.keys().chain(other.0.keys()).collect();
        for path in all {
            match (self.0.get(path), other.0.get(path)) {
                (Some(a), Some(b)) if a.bytes == b.bytes => {}
                (Some(a), Some(b)) => {
                    let at = a
                        .bytes
                        .iter()
                        .zip(&b.bytes)
                        .take_while(|(a, b)| a == b)
                        .count();
                    let _ = writeln!(said, "{path}: differs at byte {at}");
                }
                (Some(_), None) => said.push_str(&format!("{path}: only in the first\n")),
                (None, _) => said.push_str(&format!("{path}: only in the second\n")),
            }
        }
        said
    }

    /// The files that have another time of change in another tree, of those
    /// that are in both.
    pub(crate) fn touched(&self, other: &Self) -> Vec<&str> {
        let both = self
            .0
            .iter()
            .filter_map(|(path, a)| Some((path, a, other.0.get(path)?)));
        both.filter(|(_, a, b)| a.changed != b.changed)
            .map(|(path, ..)| path.as_str())
            .collect()
    }
}
