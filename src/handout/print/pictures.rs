//! The pictures of a print project: photographs at print size, without metadata; drawings
//! unchanged.

use std::collections::BTreeMap;

use crate::disk::Disk;
use crate::path::SourcePath;
use crate::pictures::{for_print, is_picture};
use crate::present::Site;
use crate::theme::AssetError;

/// The widest picture in pixels: 180 mm at 300 dpi.
const WIDEST: u32 = 2126;

/// The files that documents have named so far.
pub(super) struct Pictures<'a> {
    site: &'a Site,
    disk: &'a dyn Disk,
    names: BTreeMap<String, Option<String>>,
    /// The files by their path in the project.
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// The error of the first picture that could not be read.
    pub(super) failed: Option<AssetError>,
}

impl<'a> Pictures<'a> {
    /// No picture is named yet.
    pub(super) fn new(site: &'a Site, disk: &'a dyn Disk) -> Self {
        Self {
            site,
            disk,
            names: BTreeMap::new(),
            files: BTreeMap::new(),
            failed: None,
        }
    }

    /// The path of a picture of the content in the project; `None` if it cannot be printed.
    pub(super) fn name(&mut self, path: &str) -> Option<String> {
        if let Some(known) = self.names.get(path) {
            return known.clone();
        }
        let name = self.add(path);
        self.names.insert(path.to_owned(), name.clone());
        name
    }

    fn add(&mut self, path: &str) -> Option<String> {
        let source = SourcePath::new(path)?;
        let asset = self.site.assets.content(&source)?;
        let extension = source.extension();
        let is_drawing = extension == "svg";
        let url = if is_drawing {
            asset.shown()
        } else {
            &asset.url
        };
        let file = self.site.assets.file(url.as_str())?;
        let bytes = match file.read(self.disk) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.failed.get_or_insert(error);
                return None;
            }
        };
        let (bytes, extension) = if is_drawing {
            (bytes, "svg")
        } else if is_picture(&extension) {
            let copy = for_print(&bytes, WIDEST, asset.border).ok()?;
            (copy.bytes, copy.format.extension())
        } else {
            return None;
        };
        // The name includes a hash of the bytes: two pictures with the same name are two
        // files.
        let hash = blake3::hash(&bytes).to_hex();
        let name = format!("pictures/{}.{extension}", hash.get(..16)?);
        self.files.insert(name.clone(), bytes);
        Some(name)
    }
}
