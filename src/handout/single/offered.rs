//! Selects one copy of each picture for the single page: the smallest that is as wide as a
//! picture on a sheet.

use html5gum::StartTag;

use crate::text::candidates;

/// About the width of a picture on a sheet, in pixels.
const WIDTH: u32 = 480;

/// The copies available for the next picture.
#[derive(Debug, Default)]
pub(crate) struct Offered(Vec<(u32, String)>);

impl Offered {
    /// Records the copies in a `source` tag.
    pub(crate) fn note(&mut self, tag: &StartTag<()>) {
        let name = &*tag.name;
        if name == b"picture" {
            self.0.clear();
        }
        let value = tag
            .attributes
            .get(&b"srcset"[..])
            .filter(|_| name == b"source");
        let Some(value) = value else { return };
        let value = String::from_utf8_lossy(value);
        let copies = candidates(&value);
        let copies = copies.filter_map(|copy| Some((copy.width()?, copy.address.to_owned())));
        self.0.extend(copies);
    }

    /// The address of the picture that a tag shows: the best copy, otherwise its own `src`.
    pub(crate) fn taken(&mut self, tag: &StartTag<()>) -> Option<String> {
        let own = tag.attributes.get(&b"src"[..]);
        let own = own.map(|value| String::from_utf8_lossy(value).into_owned());
        if &*tag.name != b"img" {
            return own;
        }
        let copies = std::mem::take(&mut self.0);
        let fitting = copies.iter().filter(|(width, _)| *width >= WIDTH).min();
        let chosen = fitting.or_else(|| copies.iter().max());
        chosen.map(|(_, address)| address.clone()).or(own)
    }
}
