//! Files that pages name: those of the theme and those of the content. Their
//! addresses hold a hash of their bytes, so that a browser may keep them for
//! ever and a changed file is a new one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::artifact::{Artifact, Deferred, Sink, SinkError};
use crate::diagnostic::{Diagnostic, Place};
use crate::disk::Disk;
use crate::messages::{Message, display_in_english, message, system};
use crate::path::{NamedFiles, OutPath, Slug, SourcePath, UrlPath};
use crate::pictures::{self, CopyFormat, Made, Sizes};
use crate::theme::gathered::gathered;
use crate::theme::{Theme, magic, svg};

/// The least width of a copy in a list that a script makes.
const SMALL: u32 = 300;

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
    sizes: Arc<Sizes>,
}

/// A file of the content that is to be copied.
#[derive(Debug)]
pub struct ContentFile {
    /// Where it goes.
    pub path: OutPath,
    source: SourcePath,
    len: u64,
    hash: blake3::Hash,
    origin: Origin,
}

/// What the bytes of a file are.
#[derive(Debug)]
enum Origin {
    /// Those of a file of the content.
    Source {
        /// Whether it is published only where a page names it, since it is a picture of
        /// which there are copies.
        is_picture: bool,
    },
    /// Those of a copy of a picture, which the cache of the project holds.
    Copy {
        /// The name in the cache.
        key: blake3::Hash,
        /// The place among the copies.
        place: usize,
        /// The hash of the picture.
        source: blake3::Hash,
        /// What copies are made.
        sizes: Arc<Sizes>,
    },
    /// Those of a copy of a picture, where there is no cache.
    Memory(Vec<u8>),
}

/// The files of pictures that pages of an edition name: all others are not published.
#[derive(Debug, Default)]
pub struct NamedPictures(Mutex<BTreeSet<String>>);

impl NamedPictures {
    /// Notes that a page names a file.
    pub fn name(&self, url: &UrlPath) {
        let mut named = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !named.contains(url.as_str()) {
            named.insert(url.as_str().to_owned());
        }
    }

    fn has(&self, path: &OutPath) -> bool {
        let named = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        named.contains(path.as_str())
    }
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
        let (key, place, source, sizes) = match &self.origin {
            Origin::Source { .. } => return self.read_source(disk, &self.hash),
            Origin::Memory(bytes) => return Ok(bytes.clone()),
            Origin::Copy {
                key,
                place,
                source,
                sizes,
            } => (key, *place, source, sizes),
        };
        let copy = |mut made: Made| {
            let copy = (place < made.copies.len()).then(|| made.copies.swap_remove(place).bytes);
            copy.filter(|bytes| blake3::hash(bytes) == self.hash)
        };
        if let Some(bytes) = pictures::cached(key, disk).and_then(copy) {
            return Ok(bytes);
        }
        // The cache may be deleted at any time.
        let made = pictures::make(&self.read_source(disk, source)?, sizes);
        let made = made.ok().and_then(copy);
        made.ok_or_else(|| AssetError::Changed(self.source.clone()))
    }

    fn read_source(&self, disk: &dyn Disk, hash: &blake3::Hash) -> Result<Vec<u8>, AssetError> {
        let bytes = disk.read(&self.source);
        let bytes = bytes.map_err(|why| AssetError::Unreadable {
            path: self.source.clone(),
            why,
        })?;
        if blake3::hash(&bytes) == *hash {
            Ok(bytes)
        } else {
            Err(AssetError::Changed(self.source.clone()))
        }
    }

    /// Whether it is published in an edition whose pages name these pictures.
    fn is_published(&self, named: &NamedPictures) -> bool {
        matches!(self.origin, Origin::Source { is_picture: false }) || named.has(&self.path)
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
    /// The address of the file itself.
    pub url: UrlPath,
    /// Its length in bytes.
    pub len: usize,
    /// Width and height of a picture as it is shown, where the file says so.
    pub size: Option<(u32, u32)>,
    /// The copies of a picture: first the one that every program can show, then those
    /// for browsers, from the narrowest to the widest. None of another file.
    pub copies: Vec<PictureCopy>,
}

/// A copy of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureCopy {
    /// Its address.
    pub url: UrlPath,
    /// Its width and height.
    pub size: (u32, u32),
    /// Its type, as HTML names it.
    pub media_type: &'static str,
}

impl ContentAsset {
    /// Width and height in pixels; `None` of a drawing, which has none.
    #[must_use]
    pub fn pixels(&self) -> Option<(u32, u32)> {
        self.size.filter(|_| !self.copies.is_empty())
    }

    /// The address that stands for the file: of a picture, that of the copy that every
    /// program can show.
    #[must_use]
    pub fn shown(&self) -> &UrlPath {
        self.copies.first().map_or(&self.url, |copy| &copy.url)
    }

    /// Width and height of what [`ContentAsset::shown`] leads to.
    #[must_use]
    pub fn shown_size(&self) -> Option<(u32, u32)> {
        self.copies.first().map(|copy| copy.size).or(self.size)
    }

    /// The address of a small copy, for lists that scripts make.
    #[must_use]
    pub fn small(&self) -> &UrlPath {
        let mut copies = self.copies.iter().skip(1);
        let fitting = copies.find(|copy| copy.size.0 >= SMALL);
        let copy = fitting.or_else(|| self.copies.last());
        copy.map_or(&self.url, |copy| &copy.url)
    }

    /// The copies for browsers in a place of the theme; `None` where there are none.
    pub(crate) fn copies_in(&self, place: &str, sizes: &Sizes) -> Option<CopySet<'_>> {
        let own = self.size?.0;
        let wanted = sizes.of(place);
        let widths: Vec<u32> = wanted.iter().map(|width| (*width).min(own)).collect();
        let copies = self.copies.iter().skip(1);
        let copies = copies.filter(|copy| widths.contains(&copy.size.0));
        let copies: Vec<&PictureCopy> = copies.collect();
        let first = wanted.first()?;
        Some(CopySet {
            media_type: copies.first()?.media_type,
            copies,
            // Where a window is hardly wider than the place, it is the whole window's.
            sizes: format!("(max-width: {}px) 100vw, {first}px", first + first / 10),
        })
    }
}

/// The copies of a picture for one place.
pub(crate) struct CopySet<'a> {
    copies: Vec<&'a PictureCopy>,
    /// Their type, as HTML names it.
    pub media_type: &'static str,
    /// How wide the place is, as `sizes` has it.
    pub sizes: String,
}

impl CopySet<'_> {
    /// Notes that a page names them.
    pub(crate) fn name(&self, named: &NamedPictures) {
        self.copies.iter().for_each(|copy| named.name(&copy.url));
    }

    /// Their addresses with their widths, as `srcset` has them.
    pub(crate) fn srcset(&self, print: impl Fn(&UrlPath) -> String) -> String {
        let copies = self.copies.iter();
        let copies = copies.map(|copy| format!("{} {}w", print(&copy.url), copy.size.0));
        copies.collect::<Vec<_>>().join(", ")
    }
}

impl AssetTable {
    /// Reads the files and gives them their addresses.
    pub fn new(
        theme: &Theme,
        content: &[SourcePath],
        disk: &dyn Disk,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut table = Self {
            sizes: theme.pictures.clone(),
            ..Self::default()
        };
        table.add_theme(theme, findings);
        // The font of a house style is among the files of the theme.
        let is_own = |path: &&SourcePath| theme.brand_font.as_ref() != Some(*path);
        let is_picture = |path: &&SourcePath| pictures::is_picture(&path.extension());
        let pictures = content.iter().filter(is_picture).count();
        let ready = AtomicUsize::new(0);
        let looked_at: Vec<_> = content
            .par_iter()
            .filter(is_own)
            .map(|path| {
                let read = disk.read(path);
                let of = |bytes: Vec<u8>| Content::of(path, &bytes, &theme.pictures, disk);
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

    /// How many files there are that may be published.
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
        };
        let is_picture = !content.copies.is_empty();
        let file = (out, content.len as u64, content.hash);
        let mut files = vec![(file, Origin::Source { is_picture })];
        for copy in content.copies {
            let out = match address(&copy.hash, copy.format.extension()) {
                Ok(out) => out,
                Err(fault) => return findings.push(fault),
            };
            asset.copies.push(PictureCopy {
                url: UrlPath::root().file(out.as_str()),
                size: copy.size,
                media_type: copy.format.media_type(),
            });
            files.push(((out, copy.len as u64, copy.hash), copy.origin));
        }
        self.content.insert(path.clone(), asset);
        for ((out, len, hash), origin) in files {
            // The same picture twice is one file.
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

/// The readable part of the name of a published file.
fn stem(path: &SourcePath) -> String {
    let name = path
        .file_name()
        .rsplit_once('.')
        .map_or(path.file_name(), |(stem, _)| stem);
    let stem = Slug::from_text(name).map_or_else(|| "file".to_owned(), |slug| slug.to_string());
    let short: String = stem.chars().take(40).collect();
    short.trim_end_matches('-').to_owned()
}

/// What is to be known of a file of the content, whose bytes are not kept.
struct Content {
    len: usize,
    hash: blake3::Hash,
    size: Option<(u32, u32)>,
    has_position: bool,
    copies: Vec<ContentCopy>,
    fault: Option<Diagnostic>,
}

/// What is to be known of a copy of a picture.
struct ContentCopy {
    size: (u32, u32),
    format: CopyFormat,
    len: usize,
    hash: blake3::Hash,
    origin: Origin,
}

impl Content {
    fn of(path: &SourcePath, bytes: &[u8], sizes: &Arc<Sizes>, disk: &dyn Disk) -> Self {
        let mut content = Self {
            len: bytes.len(),
            hash: blake3::hash(bytes),
            size: None,
            has_position: false,
            copies: Vec::new(),
            fault: None,
        };
        let extension = path.extension();
        let looked_at = match magic::mismatch(&extension, bytes) {
            Some(why) => Err(svg::Fault::Unreadable(why)),
            None if extension == "svg" => svg::size(bytes).map(|size| content.size = size),
            None if pictures::is_picture(&extension) => content
                .add_copies(bytes, sizes, disk)
                .map_err(svg::Fault::Unreadable),
            None => Ok(()),
        };
        content.fault = looked_at.err().map(|fault| finding(path, fault));
        content
    }

    /// Looks at a picture whole, and notes its copies.
    fn add_copies(
        &mut self,
        bytes: &[u8],
        sizes: &Arc<Sizes>,
        disk: &dyn Disk,
    ) -> Result<(), Message> {
        let key = pictures::cache_key(&self.hash, sizes);
        let (made, is_kept) = pictures::made(bytes, &key, sizes, disk)?;
        self.size = Some(made.size);
        self.has_position = made.has_position;
        let copies = made.copies.into_iter().enumerate();
        let copies = copies.map(|(place, copy)| ContentCopy {
            size: copy.size,
            format: copy.format,
            len: copy.bytes.len(),
            hash: blake3::hash(&copy.bytes),
            origin: if is_kept {
                Origin::Copy {
                    key,
                    place,
                    source: self.hash,
                    sizes: sizes.clone(),
                }
            } else {
                Origin::Memory(copy.bytes)
            },
        });
        self.copies = copies.collect();
        Ok(())
    }
}

/// What is wrong with a file, as it is reported.
fn finding(path: &SourcePath, fault: svg::Fault) -> Diagnostic {
    let place = Place::File(path.clone());
    match fault {
        svg::Fault::Unreadable(why) => {
            // Nothing is wrong with the file but its size.
            let key = if why.key() == "file.too_large" {
                "I023.large"
            } else {
                "I023"
            };
            Diagnostic::new(key, place)
                .arg("file", path.as_str())
                .arg("why", why)
        }
        svg::Fault::Part { part, line } => Diagnostic::new("I021", place)
            .arg("file", path.as_str())
            .arg("part", part)
            .arg("line", line.to_string()),
    }
}
