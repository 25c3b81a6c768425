//! A picture of an entry in a view, in the form in which templates show pictures.

use serde::Serialize;

use crate::present::{Detail, ValueView};

/// A picture.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Picture<'a> {
    /// The path of its file, as `asset` and `copies` take it.
    asset: &'a str,
    /// What it shows.
    alt: String,
    /// Its width in pixels.
    width: Option<u32>,
    /// Its height.
    height: Option<u32>,
}

/// The picture that a value is.
pub(super) fn picture<'a>(value: &ValueView<'a>) -> Option<Picture<'a>> {
    match &value.detail {
        Detail::Picture(picture) => Some(Picture {
            asset: picture.path.as_str(),
            alt: value.text.to_string(),
            width: picture.size.map(|(width, _)| width),
            height: picture.size.map(|(_, height)| height),
        }),
        _ => None,
    }
}
