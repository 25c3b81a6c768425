//! Embeds files in the single page as `data:` URLs. A picture that is shown more than once, as
//! in two languages, is embedded once, as a symbol that every place refers to.

use std::collections::BTreeMap;

use crate::listing::base64;
use crate::path::media_type;
use crate::theme::svg_size;

/// The least size of a picture, in bytes, for which a symbol saves space.
const WORTH_SHARING: usize = 1024;

/// The files that pages refer to, by path.
pub(crate) struct Pictures<'a> {
    files: BTreeMap<&'a str, &'a [u8]>,
    symbols: BTreeMap<&'a str, Symbol>,
}

/// A picture that is embedded once and shared.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Symbol {
    pub number: usize,
    pub size: (u32, u32),
}

impl<'a> Pictures<'a> {
    /// The pictures of a document, with how often each is shown.
    pub(crate) fn new(files: BTreeMap<&'a str, &'a [u8]>, shown: &BTreeMap<String, usize>) -> Self {
        let mut symbols = BTreeMap::new();
        for (path, bytes) in &files {
            let often = shown.get(*path).is_some_and(|count| *count > 1);
            let size = (often && bytes.len() >= WORTH_SHARING)
                .then(|| size(path, bytes))
                .flatten();
            if let Some(size) = size {
                let number = symbols.len() + 1;
                symbols.insert(*path, Symbol { number, size });
            }
        }
        Self { files, symbols }
    }

    /// The symbol of a picture, if it has one.
    pub(crate) fn symbol(&self, path: &str) -> Option<Symbol> {
        self.symbols.get(path).copied()
    }

    /// A file as a `data:` URL.
    pub(crate) fn data(&self, path: &str) -> Option<String> {
        if path.starts_with("data:") {
            return Some(path.to_owned());
        }
        let bytes = self.files.get(path)?;
        Some(format!(
            "data:{};base64,{}",
            media_type(path),
            base64(bytes)
        ))
    }

    /// A drawing as a `data:` URL for an attribute in double quotes. It stays text, which
    /// takes a quarter fewer bytes than base64.
    fn drawn(&self, path: &str) -> Option<String> {
        let media = media_type(path);
        let drawing = self.files.get(path).filter(|_| media == "image/svg+xml");
        match drawing.map(|bytes| std::str::from_utf8(bytes)) {
            Some(Ok(text)) => Some(format!("data:{media},{}", legible(text))),
            _ => self.data(path),
        }
    }

    /// The text of a file.
    pub(crate) fn text(&self, path: &str) -> Option<String> {
        let bytes = self.files.get(path)?;
        Some(String::from_utf8_lossy(bytes).into_owned())
    }

    /// All symbols, in an element that shows nothing itself.
    pub(crate) fn symbols(&self) -> String {
        let symbols = self.symbols.iter().map(|(path, Symbol { number, size })| {
            let (width, height) = size;
            let data = self.drawn(path).unwrap_or_default();
            format!(
                "<symbol id=\"picture-{number}\" viewBox=\"0 0 {width} {height}\"><image width=\"{width}\" height=\"{height}\" href=\"{data}\"/></symbol>\n"
            )
        });
        symbols.collect()
    }
}

/// Escapes text for a URL: the characters that end the URL or the attribute, and the white
/// space that a browser would drop.
fn legible(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for character in text.trim().chars() {
        match character {
            '%' => out.push_str("%25"),
            '#' => out.push_str("%23"),
            '"' => out.push_str("%22"),
            '&' => out.push_str("%26"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\n' => out.push_str("%0A"),
            '\r' => out.push_str("%0D"),
            '\t' => out.push_str("%09"),
            other => out.push(other),
        }
    }
    out
}

fn size(path: &str, bytes: &[u8]) -> Option<(u32, u32)> {
    if media_type(path) == "image/svg+xml" {
        return svg_size(bytes);
    }
    let size = imagesize::blob_size(bytes).ok()?;
    Some((
        u32::try_from(size.width).ok()?,
        u32::try_from(size.height).ok()?,
    ))
}
