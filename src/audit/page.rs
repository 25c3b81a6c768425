//! The links and anchors of an HTML page.

use std::collections::BTreeSet;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// What an artifact names and what it may be named by.
#[derive(Debug, Default)]
pub(super) struct PageFacts {
    pub references: Vec<Reference>,
    pub repeated_ids: Vec<String>,
    ids: BTreeSet<String>,
}

/// Something that a page names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Reference {
    /// The address as it stands there.
    pub to: String,
    /// What happens with it.
    pub kind: Use,
}

/// What a browser does with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Use {
    /// It goes there when a person asks.
    Link,
    /// It loads it by itself.
    Load,
}

impl PageFacts {
    /// Whether an anchor is on the page; `top` always is.
    pub(super) fn has_id(&self, anchor: &str) -> bool {
        anchor == "top" || self.ids.contains(anchor)
    }

    /// Notes what a tag names and what it is named by.
    fn note(&mut self, tag: &mut StartTag) {
        tag.is_open = false;
        if let Some(id) = tag.get(b"id")
            && !self.ids.insert(id.to_owned())
        {
            self.repeated_ids.push(id.to_owned());
        }
        for (attribute, kind) in addresses(&tag.name, tag.get(b"rel")) {
            if let Some(to) = tag.get(attribute) {
                let to = to.to_owned();
                self.references.push(Reference { to, kind });
            }
        }
        for candidate in tag.get(b"srcset").iter().flat_map(|set| set.split(',')) {
            let candidate = candidate.trim();
            self.loads(candidate.split_once(' ').map_or(candidate, |(to, _)| to));
        }
    }

    /// Notes something that is loaded.
    pub(super) fn loads(&mut self, to: &str) {
        self.references.push(Reference {
            to: to.to_owned(),
            kind: Use::Load,
        });
    }
}

/// Reads a page.
pub(super) fn facts(html: &str) -> PageFacts {
    let mut facts = PageFacts::default();
    let mut tag = StartTag::default();
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<()> {
        match event {
            CallbackEvent::OpenStartTag { name } => tag.open(name),
            CallbackEvent::AttributeName { name } => tag.attribute(name),
            CallbackEvent::AttributeValue { value } => tag.value(value),
            CallbackEvent::CloseStartTag { .. } => facts.note(&mut tag),
            _ => {}
        }
        None
    });
    let mut tokens = Tokenizer::new_with_emitter(html, emitter);
    while tokens.next().is_some() {}
    drop(tokens);
    facts.references.sort();
    facts.references.dedup();
    facts
}

/// The attributes that are looked at.
const ATTRIBUTES: &[&[u8]] = &[
    b"id",
    b"rel",
    b"href",
    b"src",
    b"srcset",
    b"action",
    b"poster",
    b"data",
    b"xlink:href",
];

/// A tag on its way, with the attributes that are looked at.
#[derive(Default)]
struct StartTag {
    is_open: bool,
    name: Vec<u8>,
    attributes: Vec<(&'static [u8], String)>,
    /// Whether a value that comes is of the last of these attributes.
    expects_value: bool,
}

impl StartTag {
    fn open(&mut self, name: &[u8]) {
        self.is_open = true;
        self.name.clear();
        self.name.extend_from_slice(name);
        self.attributes.clear();
        self.expects_value = false;
    }

    /// The first of two attributes of one name counts, as in a browser.
    fn attribute(&mut self, name: &[u8]) {
        let known = ATTRIBUTES.iter().find(|known| **known == name);
        let new = known.filter(|known| self.get(known).is_none() && self.is_open);
        self.expects_value = new.is_some();
        self.attributes
            .extend(new.map(|name| (*name, String::new())));
    }

    fn value(&mut self, value: &[u8]) {
        if let Some((_, own)) = self.attributes.last_mut().filter(|_| self.expects_value) {
            *own = String::from_utf8_lossy(value).into_owned();
        }
    }

    fn get(&self, name: &[u8]) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|(own, _)| *own == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// The attributes of an element that hold an address, and what becomes of it.
fn addresses(element: &[u8], rel: Option<&str>) -> Vec<(&'static [u8], Use)> {
    match element {
        b"a" | b"area" => vec![(b"href", Use::Link)],
        b"link" => match rel {
            // Addresses of the page itself on the Web, which nothing loads.
            Some("canonical" | "alternate" | "license" | "author" | "me" | "prev" | "next")
            | None => Vec::new(),
            Some(_) => vec![(b"href", Use::Load)],
        },
        b"form" => vec![(b"action", Use::Link)],
        b"video" => vec![(b"src", Use::Load), (b"poster", Use::Load)],
        b"object" => vec![(b"data", Use::Load)],
        b"use" | b"image" => vec![(b"href", Use::Load), (b"xlink:href", Use::Load)],
        b"img" | b"script" | b"iframe" | b"source" | b"audio" | b"track" | b"embed" | b"input" => {
            vec![(b"src", Use::Load)]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Reference, Use, facts};

    #[test]
    fn attributes_are_read_as_a_browser_reads_them() {
        let html = "<a href=x href=y id=one></a><img src='a&amp;b.png' srcset='c.png 1x, d.png'>\
                    <p id=one></p></p href=no><link rel=canonical href=z><script src></script>";
        let facts = facts(html);
        let named: Vec<(&str, Use)> = facts
            .references
            .iter()
            .map(|Reference { to, kind }| (to.as_str(), *kind))
            .collect();
        let loads = |to| (to, Use::Load);
        assert_eq!(
            named,
            [
                loads(""),
                loads("a&b.png"),
                loads("c.png"),
                loads("d.png"),
                ("x", Use::Link)
            ]
        );
        assert_eq!(facts.repeated_ids, ["one"]);
        assert!(facts.has_id("one"));
    }
}
