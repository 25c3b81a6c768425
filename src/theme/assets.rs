//! Files that pages name: those of the theme and those of the content. Their
//! addresses hold a hash of their bytes, so that a browser may keep them for
//! ever and a changed file is a new one.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::artifact::Artifact;
use crate::diagnostic::{Diagnostic, Place};
use crate::disk::Disk;
use crate::messages::Message;
use crate::messages::system;
use crate::path::{OutPath, Slug, SourcePath, UrlPath};
use crate::theme::{Theme, magic, svg};

/// The addresses of files, and their bytes.
#[derive(Debug, Default)]
pub struct AssetTable {
    theme: BTreeMap<String, UrlPath>,
    theme_folder: Option<String>,
    content: BTreeMap<SourcePath, ContentAsset>,
    artifacts: Vec<Artifact>,
    written: BTreeSet<OutPath>,
}

/// A file of the content.
#[derive(Debug, Clone)]
pub struct ContentAsset {
    /// Its address.
    pub url: UrlPath,
    /// Its length in bytes.
    pub len: usize,
    /// Width and height of a picture, where its header says so.
    pub size: Option<(u32, u32)>,
}

impl AssetTable {
    /// Reads the files and gives them their addresses.
    pub fn new(
        theme: &Theme,
        content: &[SourcePath],
        disk: &dyn Disk,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut table = Self::default();
        table.add_theme(theme, findings);
        let read: Vec<_> = content
            .par_iter()
            .map(|path| (path, disk.read(path)))
            .collect();
        for (path, bytes) in read {
            match bytes {
                Ok(bytes) => table.add_content(path, bytes, findings),
                Err(error) => findings.push(
                    Diagnostic::new("I010", Place::File(path.clone())).arg("why", system(&error)),
                ),
            }
        }
        table
    }

    /// The address of a file of the theme, by its path below `assets/`.
    #[must_use]
    pub fn theme(&self, path: &str) -> Option<&UrlPath> {
        self.theme.get(path)
    }

    /// The folder of the theme's files, whose name changes with them.
    #[must_use]
    pub fn theme_folder(&self) -> Option<&str> {
        self.theme_folder.as_deref()
    }

    /// A file of the content.
    #[must_use]
    pub fn content(&self, path: &SourcePath) -> Option<&ContentAsset> {
        self.content.get(path)
    }

    /// A file of the content with its path, as an entry names it: beside the entry,
    /// or by its path from `content/`.
    #[must_use]
    pub fn find(
        &self,
        path: &str,
        folder: Option<&SourcePath>,
    ) -> Option<(SourcePath, &ContentAsset)> {
        let beside = folder.and_then(|folder| folder.join(path));
        let full = SourcePath::new(&format!("content/{}", path.trim_start_matches('/')));
        beside.into_iter().chain(full).find_map(|path| {
            let asset = self.content(&path)?;
            Some((path, asset))
        })
    }

    /// The files of the theme, by their path below `assets/`.
    pub fn theme_paths(&self) -> impl Iterator<Item = &str> {
        self.theme.keys().map(String::as_str)
    }

    /// A finding for each file of the content that no page names, by the paths
    /// of the artifacts that pages name.
    #[must_use]
    pub fn orphans(&self, used: &BTreeSet<String>) -> Vec<Diagnostic> {
        self.content
            .iter()
            .filter(|(_, asset)| !used.contains(asset.url.as_str()))
            .map(|(path, _)| Diagnostic::new("I020", Place::File(path.clone())))
            .collect()
    }

    /// A file by its path in the edition.
    #[must_use]
    pub fn artifact(&self, path: &str) -> Option<&Artifact> {
        let mut all = self.artifacts.iter();
        all.find(|artifact| artifact.path.as_str() == path)
    }

    /// Everything that is to be written.
    #[must_use]
    pub fn artifacts(&self) -> &[Artifact] {
        &self.artifacts
    }

    /// The theme's files share one folder, named by the hash of all of them, so
    /// that a style sheet names a font beside it as it does in the theme.
    fn add_theme(&mut self, theme: &Theme, findings: &mut Vec<Diagnostic>) {
        let mut hasher = blake3::Hasher::new();
        for (path, bytes) in &theme.assets {
            hasher.update(path.as_bytes());
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        }
        let hash = hasher.finalize().to_hex();
        let folder = format!("assets/{}-{}", theme.name, &hash[..16]);
        self.theme_folder = Some(folder.clone());
        for (path, bytes) in &theme.assets {
            match OutPath::new(&format!("{folder}/{path}")) {
                Ok(out) => {
                    let url = UrlPath::root().file(out.as_str());
                    self.theme.insert(path.clone(), url);
                    self.artifacts.push(Artifact {
                        path: out,
                        bytes: bytes.clone(),
                    });
                }
                Err(why) => findings.push(
                    Diagnostic::new("U007", theme.place())
                        .arg("file", path.as_str())
                        .arg("why", why.message()),
                ),
            }
        }
    }

    fn add_content(&mut self, path: &SourcePath, bytes: Vec<u8>, findings: &mut Vec<Diagnostic>) {
        findings.extend(fault(path, &bytes));
        let hash = blake3::hash(&bytes).to_hex();
        let name = path
            .file_name()
            .rsplit_once('.')
            .map_or(path.file_name(), |(stem, _)| stem);
        let stem = Slug::from_text(name).map_or_else(|| "file".to_owned(), |slug| slug.to_string());
        let short: String = stem.chars().take(40).collect();
        let short = short.trim_end_matches('-');
        let out = OutPath::new(&format!(
            "assets/{short}-{}.{}",
            &hash[..16],
            path.extension()
        ));
        match out {
            Ok(out) => {
                let asset = ContentAsset {
                    url: UrlPath::root().file(out.as_str()),
                    len: bytes.len(),
                    size: picture_size(&bytes),
                };
                self.content.insert(path.clone(), asset);
                // The same picture twice is one file.
                if self.written.insert(out.clone()) {
                    self.artifacts.push(Artifact { path: out, bytes });
                }
            }
            Err(why) => findings.push(
                Diagnostic::new("U007", Place::File(path.clone()))
                    .arg("file", path.as_str())
                    .arg("why", why.message()),
            ),
        }
    }
}

/// What is wrong with a file's bytes, by what its ending says that they are.
fn fault(path: &SourcePath, bytes: &[u8]) -> Option<Diagnostic> {
    let place = Place::File(path.clone());
    let extension = path.extension();
    let strange = |why: Message| {
        Diagnostic::new("I023", place.clone())
            .arg("extension", extension.as_str())
            .arg("why", why)
    };
    if let Some(why) = magic::mismatch(&extension, bytes) {
        return Some(strange(why));
    }
    let svg = (extension == "svg").then(|| svg::fault(bytes));
    match svg.flatten()? {
        svg::Fault::Unreadable(why) => Some(strange(why)),
        svg::Fault::Part { part, line } => Some(
            Diagnostic::new("I021", place.clone())
                .arg("part", part)
                .arg("line", line.to_string()),
        ),
    }
}

fn picture_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(bytes).ok()?;
    Some((
        u32::try_from(size.width).ok()?,
        u32::try_from(size.height).ok()?,
    ))
}
