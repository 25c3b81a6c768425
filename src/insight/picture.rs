//! A picture of an entry in a view, as templates show it.

use serde::Serialize;

use crate::present::{Detail, ValueView};

/// A picture.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Picture<'a> {
    /// The path of its file, for `asset` and `copies`.
    asset: &'a str,
    /// Its alternative text.
    alt: String,
    /// Its width in pixels.
    width: Option<u32>,
    /// Its height.
    height: Option<u32>,
}

/// The picture in a value.
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
