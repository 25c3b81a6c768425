//! Files that pages refer to: those of the theme and those of the content. Their addresses
//! contain a hash of their bytes, so that a browser may cache them for ever and a changed file
//! gets a new address.

mod content;
mod content_asset;
mod content_file;

pub(crate) use content_asset::{ContentAsset, CopySet};
pub(crate) use content_file::{AssetError, NamedPictures};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::artifact::Artifact;
use crate::diagnostic::{Diagnostic, Place};
use crate::disk::Disk;
use crate::messages::system;
use crate::path::{NamedFiles, OutPath, Slug, SourcePath, UrlPath};
use crate::pictures::{self, Border, Sizes};
use crate::text::Sources;
use crate::theme::Theme;
use crate::theme::comments::published;
use crate::theme::gathered::gathered;
use content::CopiedFile;
use content_asset::PictureCopy;
use content_file::{ContentFile, FileOrigin};

/// The addresses of files. The bytes of a theme's files are kept in memory. Files of the
/// content may be many and large: only their hash is kept, and they are read again when they
/// are written.
#[derive(Debug, Default)]
pub struct AssetTable {
    theme: BTreeMap<String, UrlPath>,
    theme_folder: Option<String>,
    content: NamedFiles<ContentAsset>,
    artifacts: Vec<Artifact>,
    gathered: BTreeSet<String>,
    files: Vec<ContentFile>,
    sizes: Arc<Sizes>,
}

impl AssetTable {
    /// Reads the files and assigns their addresses. Pictures among `trimmed` are shown without
    /// their empty border. A text file with a git conflict is added to the sources, since the
    /// finding names its line.
    pub fn new(
        theme: &Theme,
        content: &[SourcePath],
        trimmed: &BTreeSet<SourcePath>,
        disk: &dyn Disk,
        sources: &mut Sources,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut table = Self {
            sizes: theme.pictures.clone(),
            ..Self::default()
        };
        table.add_theme(theme, findings);
        // The font of a house style is published with the files of the theme.
        let is_own = |path: &&SourcePath| theme.brand_font.as_ref() != Some(*path);
        let is_picture = |path: &&SourcePath| pictures::is_picture(&path.extension());
        let pictures = content.iter().filter(is_picture).count();
        let ready = AtomicUsize::new(0);
        let looked_at: Vec<_> = content
            .par_iter()
            .filter(is_own)
            .map(|path| {
                let read = disk.read(path);
                let border = if trimmed.contains(path) {
                    Border::Trimmed
                } else {
                    Border::Kept
                };
                let of =
                    |bytes: Vec<u8>| CopiedFile::of((path, border), &bytes, &theme.pictures, disk);
                let content = read.map(of);
                if is_picture(&path) {
                    disk.pictures_ready(ready.fetch_add(1, Ordering::Relaxed) + 1, pictures);
                }
                (path, content)
            })
            .collect();
        let mut written = BTreeSet::new();
        for (path, content) in looked_at {
            match content {
                Ok(mut content) => {
                    let fault = content.fault.take();
                    findings.extend(
                        fault
                            .into_iter()
                            .flat_map(|own| own.findings(path, sources)),
                    );
                    table.add_content(path, content, &mut written, findings);
                }
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

    /// Whether an artifact combines several files of the theme, each of which is an artifact
    /// as well.
    #[must_use]
    pub(crate) fn is_gathered(&self, path: &str) -> bool {
        self.gathered.contains(path)
    }

    /// The folder of the theme's files, whose name contains their hash.
    #[must_use]
    pub fn theme_folder(&self) -> Option<&str> {
        self.theme_folder.as_deref()
    }

    /// A file of the content.
    #[must_use]
    pub fn content(&self, path: &SourcePath) -> Option<&ContentAsset> {
        self.content.get(path)
    }

    /// Resolves a path that the file `from` names: relative to that file, or else from
    /// `content/`.
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

    /// A finding for each unused file of the content; `used` are the paths of the artifacts
    /// that pages refer to.
    #[must_use]
    pub fn orphans(&self, used: &BTreeSet<String>) -> Vec<Diagnostic> {
        self.content
            .iter()
            .filter(|(_, asset)| {
                let copies = asset.copies.iter().map(|copy| &copy.url);
                let mut urls = std::iter::once(&asset.url).chain(copies);
                !urls.any(|url| used.contains(url.as_str()))
            })
            .map(|(path, _)| Diagnostic::new("I020", Place::File(path.clone())))
            .collect()
    }

    /// A file of the content by its path in the edition.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&ContentFile> {
        self.files.iter().find(|file| file.path.as_str() == path)
    }

    /// The files of the content that are published in an edition, and the copies of
    /// pictures that its pages name.
    #[must_use]
    pub fn files<'a>(&'a self, named: &NamedPictures) -> Vec<&'a ContentFile> {
        let files = self.files.iter();
        files.filter(|file| file.is_published(named)).collect()
    }

    /// How many files could be published.
    #[must_use]
    pub fn count(&self) -> usize {
        self.files.len()
    }

    /// The widths in which the theme shows pictures.
    pub(crate) fn sizes(&self) -> &Sizes {
        &self.sizes
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

    /// Adds the theme's files to one folder, named by the hash of all of them, so that
    /// relative addresses in style sheets keep working.
    fn add_theme(&mut self, theme: &Theme, findings: &mut Vec<Diagnostic>) {
        let mut hasher = blake3::Hasher::new();
        let mut files = Vec::new();
        for (path, bytes) in &theme.assets {
            let gathered = gathered(path, &theme.assets);
            let bytes = published(path, gathered.as_deref().unwrap_or(bytes)).into_owned();
            hasher.update(path.as_bytes());
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(&bytes);
            files.push((path, bytes, gathered.is_some()));
        }
        let hash = hasher.finalize().to_hex();
        let folder = format!("assets/{}-{}", theme.name, &hash[..16]);
        self.theme_folder = Some(folder.clone());
        for (path, bytes, is_gathered) in files {
            match OutPath::new(&format!("{folder}/{path}")) {
                Ok(out) => {
                    let url = UrlPath::root().file(out.as_str());
                    self.theme.insert(path.clone(), url);
                    if is_gathered {
                        self.gathered.insert(out.as_str().to_owned());
                    }
                    self.artifacts.push(Artifact { path: out, bytes });
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
        content: CopiedFile,
        written: &mut BTreeSet<OutPath>,
        findings: &mut Vec<Diagnostic>,
    ) {
        if content.has_position {
            let place = Place::File(path.clone());
            findings.push(Diagnostic::new("I024", place).arg("file", path.as_str()));
        }
        let stem = stem(path);
        let address = |hash: &blake3::Hash, extension: &str| {
            let hash = hash.to_hex();
            let out = OutPath::new(&format!("assets/{stem}-{}.{extension}", &hash[..16]));
            out.map_err(|why| {
                Diagnostic::new("U007", Place::File(path.clone()))
                    .arg("file", path.as_str())
                    .arg("why", why.message())
            })
        };
        let out = match address(&content.hash, &path.extension()) {
            Ok(out) => out,
            Err(fault) => return findings.push(fault),
        };
        let mut asset = ContentAsset {
            url: UrlPath::root().file(out.as_str()),
            len: content.len,
            size: content.size,
            copies: Vec::new(),
            border: content.border,
        };
        let is_picture = !content.copies.is_empty();
        let file = (out, content.len as u64, content.hash);
        let mut files = vec![(file, FileOrigin::Source { is_picture })];
        for copy in content.copies {
            let out = match address(&copy.hash, copy.format.extension()) {
                Ok(out) => out,
                Err(fault) => return findings.push(fault),
            };
            asset.copies.push(PictureCopy {
                url: UrlPath::root().file(out.as_str()),
                size: copy.size,
                format: copy.format,
            });
            files.push(((out, copy.len as u64, copy.hash), copy.origin));
        }
        self.content.insert(path.clone(), asset);
        for ((out, len, hash), origin) in files {
            // Identical pictures share one file.
            if written.insert(out.clone()) {
                self.files.push(ContentFile {
                    path: out,
                    source: path.clone(),
                    len,
                    hash,
                    origin,
                });
            }
        }
    }
}

/// The readable part of a published file's name.
fn stem(path: &SourcePath) -> String {
    let name = path
        .file_name()
        .rsplit_once('.')
        .map_or(path.file_name(), |(stem, _)| stem);
    let stem = Slug::from_text(name).map_or_else(|| "file".to_owned(), |slug| slug.to_string());
    let short: String = stem.chars().take(40).collect();
    short.trim_end_matches('-').to_owned()
}
