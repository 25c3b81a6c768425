//! Files that pages name: those of the theme and those of the content. Their
//! addresses hold a hash of their bytes, so that a browser may keep them for
//! ever and a changed file is a new one.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::artifact::{Artifact, Deferred, Sink, SinkError};
use crate::diagnostic::{Diagnostic, Place};
use crate::disk::Disk;
use crate::messages::{Message, display_in_english, message, system};
use crate::path::{NamedFiles, OutPath, Slug, SourcePath, UrlPath};
use crate::theme::gathered::gathered;
use crate::theme::{Theme, drawing_size, magic, svg};

/// The addresses of files. The bytes of a theme's files are in memory; of those of the
/// content, which may be many and large, only a hash is, and they are read again when
/// they are written.
#[derive(Debug, Default)]
pub struct AssetTable {
    theme: BTreeMap<String, UrlPath>,
    theme_folder: Option<String>,
    content: NamedFiles<ContentAsset>,
    artifacts: Vec<Artifact>,
    gathered: BTreeSet<String>,
    files: Vec<ContentFile>,
}

/// A file of the content that is to be copied.
#[derive(Debug)]
pub struct ContentFile {
    /// Where it goes.
    pub path: OutPath,
    source: SourcePath,
    len: u64,
    hash: blake3::Hash,
}

/// Why a file of the content cannot be copied.
#[derive(Debug)]
pub enum AssetError {
    /// It cannot be read any more.
    Unreadable {
        /// The file.
        path: SourcePath,
        /// The system's reason.
        why: std::io::Error,
    },
    /// It holds other bytes than those that its address was made from.
    Changed(SourcePath),
}

impl AssetError {
    /// The reason, to be said in a language.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Unreadable { path, why } => {
                message!("file.gone", path = path.as_str(), why = system(why))
            }
            Self::Changed(path) => message!("file.changed", path = path.as_str()),
        }
    }
}

display_in_english!(AssetError);

impl ContentFile {
    /// Reads the file, which must hold the bytes that its address was made from.
    ///
    /// # Errors
    /// It cannot be read, or holds other bytes by now.
    pub fn read(&self, disk: &dyn Disk) -> Result<Vec<u8>, AssetError> {
        let bytes = disk.read(&self.source);
        let bytes = bytes.map_err(|why| AssetError::Unreadable {
            path: self.source.clone(),
            why,
        })?;
        if blake3::hash(&bytes) == self.hash {
            Ok(bytes)
        } else {
            Err(AssetError::Changed(self.source.clone()))
        }
    }

    /// Hands the file over to a sink, which reads it if it keeps it.
    ///
    /// # Errors
    /// The sink cannot keep it, or it cannot be read.
    pub fn hand_over(&self, disk: &dyn Disk, sink: &dyn Sink) -> Result<(), SinkError> {
        let read = || {
            let bytes = self.read(disk);
            bytes.map_err(|error| SinkError(error.into()))
        };
        sink.take_deferred(Deferred {
            path: &self.path,
            len: self.len,
            read: &read,
        })
    }
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
    /// Its sides in whatever unit, those of a drawing too.
    pub sides: Option<(u32, u32)>,
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
        // The font of a house style is among the files of the theme.
        let is_own = |path: &&SourcePath| theme.brand_font.as_ref() != Some(*path);
        let looked_at: Vec<_> = content
            .par_iter()
            .filter(is_own)
            .map(|path| (path, disk.read(path).map(|bytes| Content::of(path, &bytes))))
            .collect();
        let mut written = BTreeSet::new();
        for (path, content) in looked_at {
            match content {
                Ok(content) => table.add_content(path, content, &mut written, findings),
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

    /// Whether an artifact is made of several files of the theme, each of which is an
    /// artifact as well.
    #[must_use]
    pub(crate) fn is_gathered(&self, path: &str) -> bool {
        self.gathered.contains(path)
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

    /// A file of the content with its path, as the file `from` names it: from where that
    /// stands, or by its path from `content/`.
    #[must_use]
    pub fn find(
        &self,
        path: &str,
        from: Option<&SourcePath>,
    ) -> Option<(SourcePath, &ContentAsset)> {
        let (path, asset) = self.content.find(path, from)?;
        Some((path.clone(), asset))
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

    /// A file of the content by its path in the edition.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&ContentFile> {
        self.files.iter().find(|file| file.path.as_str() == path)
    }

    /// The files of the content that are to be copied.
    #[must_use]
    pub fn files(&self) -> &[ContentFile] {
        &self.files
    }

    /// A file of the theme by its path in the edition.
    #[must_use]
    pub fn artifact(&self, path: &str) -> Option<&Artifact> {
        let mut all = self.artifacts.iter();
        all.find(|artifact| artifact.path.as_str() == path)
    }

    /// The files of the theme.
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
                    let gathered = gathered(path, &theme.assets);
                    if gathered.is_some() {
                        self.gathered.insert(out.as_str().to_owned());
                    }
                    self.artifacts.push(Artifact {
                        path: out,
                        bytes: gathered.unwrap_or_else(|| bytes.clone()),
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

    fn add_content(
        &mut self,
        path: &SourcePath,
        content: Content,
        written: &mut BTreeSet<OutPath>,
        findings: &mut Vec<Diagnostic>,
    ) {
        findings.extend(content.fault);
        let hash = content.hash.to_hex();
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
                    len: content.len,
                    size: content.size,
                    sides: content.sides,
                };
                self.content.insert(path.clone(), asset);
                // The same picture twice is one file.
                if written.insert(out.clone()) {
                    self.files.push(ContentFile {
                        path: out,
                        source: path.clone(),
                        len: content.len as u64,
                        hash: content.hash,
                    });
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

/// What is to be known of a file of the content, whose bytes are not kept.
struct Content {
    len: usize,
    hash: blake3::Hash,
    size: Option<(u32, u32)>,
    sides: Option<(u32, u32)>,
    fault: Option<Diagnostic>,
}

impl Content {
    fn of(path: &SourcePath, bytes: &[u8]) -> Self {
        let size = picture_size(bytes);
        let is_drawing = path.extension() == "svg";
        let drawn = || is_drawing.then(|| drawing_size(bytes)).flatten();
        Self {
            len: bytes.len(),
            hash: blake3::hash(bytes),
            size,
            sides: size.or_else(drawn),
            fault: fault(path, bytes),
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
