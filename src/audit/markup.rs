//! A page as start tags and the texts of its scripts and style sheets, which is all
//! that an audit asks. Every byte that is published passes here, so the tokeniser
//! is given an emitter of our own: it keeps one tag at a time, in buffers that are
//! used again, and drops all other text unread.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::{Emitter, naive_next_state};
use html5gum::{Error, State, Tokenizer};

/// A piece of a page.
pub(super) enum Piece<'a> {
    /// A start tag.
    Start(&'a Tag),
    /// What stands in the `script` or `style` whose start tag came before.
    Text(&'a str),
}

/// Reads a page and hands over its pieces in their order.
pub(super) fn read(html: &str, see: impl FnMut(Piece<'_>)) {
    let Ok(()) = Tokenizer::new_with_emitter(html, Markup::new(see)).finish();
}

/// A start tag.
#[derive(Default)]
pub(super) struct Tag {
    name: String,
    /// The names and values of the attributes, one after another; bytes, since the
    /// tokeniser hands over some characters in pieces.
    text: Vec<u8>,
    attributes: Vec<Attribute>,
}

/// Where an attribute stands in the text of its tag.
struct Attribute {
    name: Range<usize>,
    value: Range<usize>,
}

impl Tag {
    /// The name of the element, in lower case.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The attributes as names and values, in the order of the page.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        let text = |range: &Range<usize>| {
            let bytes = self.text.get(range.clone()).unwrap_or_default();
            // The page was text, and so is each whole part of it.
            str::from_utf8(bytes).unwrap_or_default()
        };
        let all = self.attributes.iter();
        all.map(move |attribute| (text(&attribute.name), text(&attribute.value)))
    }

    /// The value of an attribute; of two with the same name, the first counts.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes().find(|(own, _)| *own == name);
        found.map(|(_, value)| value)
    }

    fn clear(&mut self) {
        self.name.clear();
        self.text.clear();
        self.attributes.clear();
    }
}

/// What kind of tag is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Start,
    End,
}

/// The emitter: takes what the tokeniser has read.
struct Markup<F> {
    see: F,
    tag: Tag,
    kind: Kind,
    /// The name of the last start tag, by which a text such as a script's ends.
    last_start: String,
    /// The text since then, in an element whose text is asked for.
    text: Vec<u8>,
    keeps_text: bool,
}

impl<F: FnMut(Piece<'_>)> Markup<F> {
    fn new(see: F) -> Self {
        Self {
            see,
            tag: Tag::default(),
            kind: Kind::Start,
            last_start: String::new(),
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

    fn start_of(&mut self, kind: Kind) {
        self.tag.clear();
        self.kind = kind;
    }
}

impl<F: FnMut(Piece<'_>)> Emitter for Markup<F> {
    type Token = Infallible;

    fn should_emit_errors(&mut self) -> bool {
        // The Nu checker looks at the markup of themes; a page is not held to it.
        false
    }

    fn emit_error(&mut self, _error: Error) {}

    fn pop_token(&mut self) -> Option<Self::Token> {
        None
    }

    fn set_last_start_tag(&mut self, last_start_tag: Option<&[u8]>) {
        self.last_start.clear();
        let name = last_start_tag.unwrap_or_default();
        self.last_start.push_str(&String::from_utf8_lossy(name));
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
        self.start_of(Kind::Start);
    }

    fn init_end_tag(&mut self) {
        self.start_of(Kind::End);
    }

    fn push_tag_name(&mut self, bytes: &[u8]) {
        self.tag.name.push_str(&String::from_utf8_lossy(bytes));
    }

    fn init_attribute(&mut self) {
        let at = self.tag.text.len();
        self.tag.attributes.push(Attribute {
            name: at..at,
            value: at..at,
        });
    }

    fn push_attribute_name(&mut self, bytes: &[u8]) {
        self.tag.text.extend_from_slice(bytes);
        let end = self.tag.text.len();
        if let Some(attribute) = self.tag.attributes.last_mut() {
            attribute.name.end = end;
            attribute.value = end..end;
        }
    }

    fn push_attribute_value(&mut self, bytes: &[u8]) {
        self.tag.text.extend_from_slice(bytes);
        if let Some(attribute) = self.tag.attributes.last_mut() {
            attribute.value.end = self.tag.text.len();
        }
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.end_of_text();
        self.keeps_text = false;
        if self.kind == Kind::End {
            self.last_start.clear();
            return None;
        }
        (self.see)(Piece::Start(&self.tag));
        self.last_start.clone_from(&self.tag.name);
        self.keeps_text = matches!(self.tag.name.as_str(), "script" | "style");
        // What stands in `noscript` is a part of the page for those whom it is for.
        let is_markup = self.tag.name == "noscript";
        naive_next_state(self.tag.name.as_bytes()).filter(|_| !is_markup)
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.kind == Kind::End && !self.last_start.is_empty() && self.last_start == self.tag.name
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
