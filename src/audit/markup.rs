//! A page as start tags and the texts of its scripts and style sheets, which is all that
//! an audit needs. Every published byte is tokenised here, so the tokeniser gets a custom
//! emitter: it keeps one tag at a time, in reused buffers, and discards all other text.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::{Emitter, naive_next_state};
use html5gum::{Error, State, Tokenizer};

/// A piece of a page.
pub(super) enum Piece<'a> {
    /// A start tag.
    Start(&'a Tag),
    /// The content of the `script` or `style` whose start tag came before.
    Text(&'a str),
}

/// Reads a page and hands over its pieces in their order.
pub(super) fn read(html: &str, see: impl FnMut(Piece<'_>)) {
    let Ok(()) = Tokenizer::new_with_emitter(html, Markup::new(see)).finish();
}

/// A start tag.
#[derive(Default)]
pub(super) struct Tag {
    /// The name of the element, then the names and values of its attributes, one
    /// after another.
    text: String,
    /// Where the name of the element ends in it.
    name_end: usize,
    attributes: Vec<Attribute>,
}

/// The position of an attribute in the text of its tag.
struct Attribute {
    name: Range<usize>,
    value: Range<usize>,
}

impl Tag {
    /// The name of the element, in lower case.
    pub(super) fn name(&self) -> &str {
        self.text.get(..self.name_end).unwrap_or_default()
    }

    /// Whether there is nothing to it but its name.
    pub(super) fn is_bare(&self) -> bool {
        self.attributes.is_empty()
    }

    /// The attributes as names and values, in the order of the page.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.attributes.iter();
        all.map(|attribute| (self.part(&attribute.name), self.part(&attribute.value)))
    }

    /// The value of an attribute; of two with the same name, the first counts.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        let found = all.find(|attribute| self.part(&attribute.name) == name)?;
        Some(self.part(&found.value))
    }

    fn part(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }
}

/// What kind of tag is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TagKind {
    Start,
    End,
}

/// The emitter: takes what the tokeniser has read.
struct Markup<F> {
    see: F,
    tag: Tag,
    /// The text of the tag that is being read; bytes, since the tokeniser hands over
    /// some characters in pieces.
    bytes: Vec<u8>,
    kind: TagKind,
    /// The name of the last start tag, whose end tag ends a raw text such as a script.
    last_start: Vec<u8>,
    /// The text since then, in an element whose text is needed.
    text: Vec<u8>,
    keeps_text: bool,
}

impl<F: FnMut(Piece<'_>)> Markup<F> {
    fn new(see: F) -> Self {
        Self {
            see,
            tag: Tag::default(),
            bytes: Vec::new(),
            kind: TagKind::Start,
            last_start: Vec::new(),
            text: Vec::new(),
            keeps_text: false,
        }
    }

    fn end_of_text(&mut self) {
        if self.keeps_text && !self.text.is_empty() {
            (self.see)(Piece::Text(&String::from_utf8_lossy(&self.text)));
            self.text.clear();
        }
    }

    fn start_of(&mut self, kind: TagKind) {
        self.bytes.clear();
        self.tag.name_end = 0;
        self.tag.attributes.clear();
        self.kind = kind;
    }
}

impl<F: FnMut(Piece<'_>)> Emitter for Markup<F> {
    type Token = Infallible;

    fn should_emit_errors(&mut self) -> bool {
        // The Nu checker validates the markup of themes; this audit does not.
        false
    }

    fn emit_error(&mut self, _error: Error) {}

    fn pop_token(&mut self) -> Option<Self::Token> {
        None
    }

    fn set_last_start_tag(&mut self, last_start_tag: Option<&[u8]>) {
        self.last_start.clear();
        self.last_start
            .extend_from_slice(last_start_tag.unwrap_or_default());
    }

    fn emit_eof(&mut self) {
        self.end_of_text();
    }

    fn emit_string(&mut self, bytes: &[u8]) {
        if self.keeps_text {
            self.text.extend_from_slice(bytes);
        }
    }

    fn init_start_tag(&mut self) {
        self.start_of(TagKind::Start);
    }

    fn init_end_tag(&mut self) {
        self.start_of(TagKind::End);
    }

    fn push_tag_name(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        self.tag.name_end = self.bytes.len();
    }

    fn init_attribute(&mut self) {
        let at = self.bytes.len();
        self.tag.attributes.push(Attribute {
            name: at..at,
            value: at..at,
        });
    }

    fn push_attribute_name(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        let end = self.bytes.len();
        if let Some(attribute) = self.tag.attributes.last_mut() {
            attribute.name.end = end;
            attribute.value = end..end;
        }
    }

    fn push_attribute_value(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        if let Some(attribute) = self.tag.attributes.last_mut() {
            attribute.value.end = self.bytes.len();
        }
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.end_of_text();
        self.keeps_text = false;
        if self.kind == TagKind::End {
            self.last_start.clear();
            return None;
        }
        self.tag.text.clear();
        // The page is valid UTF-8, and so is each complete tag of it.
        let text = str::from_utf8(&self.bytes).unwrap_or_default();
        self.tag.text.push_str(text);
        (self.see)(Piece::Start(&self.tag));
        let name = self.tag.name();
        self.last_start.clear();
        self.last_start.extend_from_slice(name.as_bytes());
        self.keeps_text = matches!(name, "script" | "style");
        // The content of `noscript` is part of the page for browsers without scripts.
        let is_markup = name == "noscript";
        naive_next_state(name.as_bytes()).filter(|_| !is_markup)
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        let name = self.bytes.get(..self.tag.name_end).unwrap_or_default();
        self.kind == TagKind::End && !name.is_empty() && self.last_start == name
    }

    fn init_comment(&mut self) {}
    fn push_comment(&mut self, _bytes: &[u8]) {}
    fn emit_current_comment(&mut self) {}
    fn init_doctype(&mut self) {}
    fn push_doctype_name(&mut self, _bytes: &[u8]) {}
    fn set_doctype_public_identifier(&mut self, _value: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _value: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _bytes: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _bytes: &[u8]) {}
    fn set_force_quirks(&mut self) {}
    fn emit_current_doctype(&mut self) {}
    fn set_self_closing(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::{Piece, read};

    fn pieces(html: &str) -> Vec<String> {
        let mut pieces = Vec::new();
        read(html, |piece| {
            pieces.push(match piece {
                Piece::Start(tag) => {
                    let all: Vec<String> = tag
                        .attributes()
                        .map(|(name, value)| format!(" {name}={value}"))
                        .collect();
                    format!("<{}{}>", tag.name(), all.concat())
                }
                Piece::Text(text) => text.to_owned(),
            });
        });
        pieces
    }

    #[test]
    fn tags_come_with_their_attributes() {
        assert_eq!(
            pieces(
                "<!doctype html><A Href='x&amp;y' hidden id=č title='č&nbsp;ř'>Text</a><br/><!-- <b> -->"
            ),
            ["<a href=x&y hidden= id=č title=č\u{a0}ř>", "<br>"]
        );
    }

    #[test]
    fn the_text_of_a_script_is_no_markup() {
        assert_eq!(
            pieces("<script>if (a<b) '</i>'</script><i>x</i><style>p{}</style><title><b></title>"),
            [
                "<script>",
                "if (a<b) '</i>'",
                "<i>",
                "<style>",
                "p{}",
                "<title>"
            ]
        );
    }

    #[test]
    fn links_for_those_without_scripts_are_seen() {
        assert_eq!(
            pieces("<noscript><a href=x>y</a></noscript><script>never ended"),
            ["<noscript>", "<a href=x>", "<script>", "never ended"]
        );
    }
}
