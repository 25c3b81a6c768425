//! The links and anchors of an HTML page.

use std::collections::BTreeSet;

use html5gum::{Token, Tokenizer};

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
    for token in Tokenizer::new(html) {
        let Ok(Token::StartTag(tag)) = token else {
            continue;
        };
        let attribute = |name: &[u8]| {
            tag.attributes
                .get(name)
                .map(|value| String::from_utf8_lossy(value).into_owned())
        };
        if let Some(id) = attribute(b"id")
            && !facts.ids.insert(id.clone())
        {
            facts.repeated_ids.push(id);
        }
        let name: &[u8] = &tag.name;
        for (attribute_name, kind) in addresses(name, attribute(b"rel").as_deref()) {
            if let Some(to) = attribute(attribute_name) {
                facts.references.push(Reference { to, kind });
            }
        }
        for (candidate, _) in attribute(b"srcset").iter().flat_map(|set| {
            set.split(',')
                .filter_map(|c| c.trim().split_once(' ').or(Some((c.trim(), ""))))
                .map(|(a, b)| (a.to_owned(), b.to_owned()))
                .collect::<Vec<_>>()
        }) {
            facts.loads(&candidate);
        }
    }
    facts.references.sort();
    facts.references.dedup();
    facts
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
