//! What pages know of a file of the content: its address, and the copies of a picture.

use super::NamedPictures;
use crate::path::UrlPath;
use crate::pictures::{Border, CopyFormat, Sizes};

/// The least width of a copy in lists that scripts render.
pub(super) const SMALL: u32 = 300;

/// A file of the content.
#[derive(Debug, Clone)]
pub struct ContentAsset {
    /// The address of the file itself.
    pub url: UrlPath,
    /// Its length in bytes.
    pub len: usize,
    /// Width and height of a picture as shown, if the file states them.
    pub size: Option<(u32, u32)>,
    /// The copies of a picture: first the one that every program can show, then those for
    /// browsers, from the narrowest to the widest. A drawing has at most one, without its
    /// empty border; other files have none.
    pub copies: Vec<PictureCopy>,
    /// Whether they keep the empty border of the file.
    pub(crate) border: Border,
}

/// A copy of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureCopy {
    /// Its address.
    pub url: UrlPath,
    /// Its width and height.
    pub size: (u32, u32),
    /// Its format.
    pub(crate) format: CopyFormat,
}

impl ContentAsset {
    /// Width and height in pixels; `None` for a drawing, which has none.
    #[must_use]
    pub fn pixels(&self) -> Option<(u32, u32)> {
        let first = self.copies.first()?;
        self.size.filter(|_| first.format != CopyFormat::Svg)
    }

    /// The address to show: for a picture, its copy that every program can show.
    #[must_use]
    pub fn shown(&self) -> &UrlPath {
        self.copies.first().map_or(&self.url, |copy| &copy.url)
    }

    /// Width and height of what [`ContentAsset::shown`] leads to.
    #[must_use]
    pub fn shown_size(&self) -> Option<(u32, u32)> {
        self.copies.first().map(|copy| copy.size).or(self.size)
    }

    /// The address of a small copy, for lists that scripts render.
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
            media_type: copies.first()?.format.media_type(),
            copies,
            // A picture is never enlarged.
            width: (*first).min(own),
        })
    }
}

/// The copies of a picture for one place.
pub(crate) struct CopySet<'a> {
    copies: Vec<&'a PictureCopy>,
    /// Their type, as HTML names it.
    pub media_type: &'static str,
    /// How wide a picture is in the place, in pixels.
    width: u32,
}

impl CopySet<'_> {
    /// Records that a page refers to them.
    pub(crate) fn name(&self, named: &NamedPictures) {
        self.copies.iter().for_each(|copy| named.name(&copy.url));
    }

    /// The `sizes` attribute: the width of the place or, in a window that is hardly wider, the
    /// window's width minus the margins of the page.
    pub(crate) fn sizes(&self, margins: Option<&str>) -> String {
        let window = margins.map_or("100vw".to_owned(), |own| format!("calc(100vw - {own})"));
        let width = self.width;
        format!("(max-width: {}px) {window}, {width}px", width + width / 10)
    }

    /// The `srcset` attribute: their addresses with their widths.
    pub(crate) fn srcset(&self, print: impl Fn(&UrlPath) -> String) -> String {
        let copies = self.copies.iter();
        let copies = copies.map(|copy| format!("{} {}w", print(&copy.url), copy.size.0));
        copies.collect::<Vec<_>>().join(", ")
    }
}
