//! What an HTML page names, what it may be named by, and what it does that a page
//! opened from a folder cannot.

use std::collections::BTreeSet;

use html5gum::{StartTag, Token, Tokenizer};

use super::{script, style};

/// What an artifact names and what it may be named by.
#[derive(Debug, Default)]
pub(super) struct PageFacts {
    pub references: Vec<Reference>,
    pub repeated_ids: Vec<String>,
    pub faults: Vec<Fault>,
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

/// Something that does not work in a page opened from a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fault {
    /// The code.
    pub key: &'static str,
    /// What it is.
    pub feature: String,
    /// Where it stands in the artifact, where that is a file of the theme.
    pub at: Option<usize>,
    /// Texts by one of which it is found in a template.
    pub needles: Vec<String>,
}

impl Fault {
    /// A fault at a place of a style sheet or a script.
    pub(super) fn at(key: &'static str, feature: &str, at: usize, needle: &str) -> Self {
        Self {
            key,
            feature: feature.to_owned(),
            at: Some(at),
            needles: vec![needle.to_owned()],
        }
    }

    fn of<const N: usize>(key: &'static str, feature: &str, needles: [String; N]) -> Self {
        Self {
            key,
            feature: feature.to_owned(),
            at: None,
            needles: needles.into(),
        }
    }
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

    /// Notes what a script does.
    pub(super) fn runs(&mut self, text: &str) {
        for found in script::forbidden(text) {
            let fault = Fault::at("O007", found.name, found.at, found.name);
            self.faults.push(fault);
        }
    }
}

/// Reads a page.
pub(super) fn facts(html: &str) -> PageFacts {
    let mut facts = PageFacts::default();
    let mut inside = Inside::Text;
    for token in Tokenizer::new(html) {
        match token {
            Ok(Token::StartTag(tag)) => {
                inside = Inside::of(&tag);
                element(&tag, &mut facts);
            }
            Ok(Token::EndTag(_)) => inside = Inside::Text,
            Ok(Token::String(text)) => {
                let text = String::from_utf8_lossy(&text);
                match inside {
                    Inside::Script => facts.runs(&text),
                    Inside::Style => style::read(&text, &mut facts),
                    Inside::Text => {}
                }
            }
            _ => {}
        }
    }
    // A place inside the page is none in the template that it comes from.
    for fault in &mut facts.faults {
        fault.at = None;
    }
    facts.references.sort();
    facts.references.dedup();
    facts.faults.sort();
    facts.faults.dedup();
    facts
}

/// What the text after a tag is.
#[derive(Debug, Clone, Copy)]
enum Inside {
    Text,
    Script,
    Style,
}

impl Inside {
    fn of(tag: &StartTag<()>) -> Self {
        let kind = attribute(tag, "type").unwrap_or_default();
        let runs = kind.is_empty() || kind.contains("javascript") || kind == "module";
        let name: &[u8] = &tag.name;
        match name {
            b"script" if runs && attribute(tag, "src").is_none() => Self::Script,
            b"style" => Self::Style,
            _ => Self::Text,
        }
    }
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).into_owned())
}

fn element(tag: &StartTag<()>, facts: &mut PageFacts) {
    if let Some(id) = attribute(tag, "id")
        && !facts.ids.insert(id.clone())
    {
        facts.repeated_ids.push(id);
    }
    let rel = attribute(tag, "rel")
        .unwrap_or_default()
        .to_ascii_lowercase();
    for (name, kind) in addresses(&tag.name, &rel) {
        if let Some(to) = attribute(tag, name) {
            facts.references.push(Reference { to, kind });
        }
    }
    for name in ["srcset", "imagesrcset"] {
        let set = attribute(tag, name).unwrap_or_default();
        let candidates = set
            .split(',')
            .filter_map(|one| one.split_whitespace().next());
        candidates.for_each(|to| facts.loads(to));
    }
    for (name, value) in &tag.attributes {
        let value = String::from_utf8_lossy(value);
        if &**name == b"style" {
            style::read(&value, facts);
        } else if name.starts_with(b"on") {
            facts.runs(&value);
        }
    }
    if &*tag.name == b"meta"
        && attribute(tag, "http-equiv").is_some_and(|what| what.eq_ignore_ascii_case("refresh"))
        && let Some(to) = attribute(tag, "content").and_then(|content| refresh(&content))
    {
        let kind = Use::Link;
        facts.references.push(Reference { to, kind });
    }
    facts.faults.extend(never(tag, &rel));
}

/// The address of `0; url=x.html`.
fn refresh(content: &str) -> Option<String> {
    let (_, after) = content.split_once(['u', 'U'])?;
    let (_, address) = after.split_once('=')?;
    Some(address.trim().trim_matches(['\u{22}', '\'']).to_owned())
}

/// What an element asks for that a browser refuses from a folder.
fn never(tag: &StartTag<()>, rel: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let name = String::from_utf8_lossy(&tag.name).into_owned();
    let is = |key: &str, value: &str| {
        attribute(tag, key).is_some_and(|own| own.eq_ignore_ascii_case(value))
    };
    let written = |key: &str, value: &str| {
        [
            format!("{key}=\"{value}\""),
            format!("{key}='{value}'"),
            format!("{key}={value}"),
        ]
    };
    if name == "base" {
        faults.push(Fault::of("O004", "<base>", ["<base".to_owned()]));
    }
    if name == "script" && is("type", "module") && attribute(tag, "src").is_some() {
        let needles = written("type", "module");
        faults.push(Fault::of("O005", "type=\"module\"", needles));
    }
    if name == "script" && is("type", "importmap") {
        let needles = written("type", "importmap");
        faults.push(Fault::of("O005", "type=\"importmap\"", needles));
    }
    for key in ["integrity", "crossorigin"] {
        if attribute(tag, key).is_some() {
            let needles = [format!("{key}="), format!(" {key}")];
            faults.push(Fault::of("O005", key, needles));
        }
    }
    for word in rel.split_whitespace().filter(|_| name == "link") {
        let font = word == "preload" && is("as", "font");
        if font
            || matches!(
                word,
                "manifest" | "modulepreload" | "prefetch" | "prerender"
            )
        {
            let needles = written("rel", word);
            faults.push(Fault::of("O005", &format!("rel=\"{word}\""), needles));
        }
    }
    let href = attribute(tag, "href").or_else(|| attribute(tag, "xlink:href"));
    if let Some(href) = href.filter(|href| name == "use" && !href.starts_with('#')) {
        faults.push(Fault::of(
            "O005",
            "<use> of another file",
            [href, "<use".to_owned()],
        ));
    }
    faults
}

/// The attributes of an element that hold an address, and what becomes of it.
fn addresses(element: &[u8], rel: &str) -> Vec<(&'static str, Use)> {
    /// Words of `rel` by which nothing is loaded: addresses of the page itself on
    /// the Web, and of what belongs to it.
    const NAMES: &[&str] = &[
        "canonical",
        "alternate",
        "license",
        "author",
        "me",
        "prev",
        "next",
        "help",
        "search",
    ];
    match element {
        b"a" | b"area" => vec![("href", Use::Link), ("ping", Use::Load)],
        b"link" => {
            let mut words = rel.split_whitespace();
            let loads = words.any(|word| !NAMES.contains(&word)) && !rel.is_empty();
            if loads {
                vec![("href", Use::Load)]
            } else {
                Vec::new()
            }
        }
        b"form" => vec![("action", Use::Link)],
        b"button" => vec![("formaction", Use::Link)],
        b"video" => vec![("src", Use::Load), ("poster", Use::Load)],
        b"object" => vec![("data", Use::Load)],
        b"body" => vec![("background", Use::Load)],
        b"use" | b"image" | b"feimage" => vec![("href", Use::Load), ("xlink:href", Use::Load)],
        b"img" | b"script" | b"iframe" | b"source" | b"audio" | b"track" | b"embed" | b"frame" => {
            vec![("src", Use::Load)]
        }
        b"input" => vec![("src", Use::Load), ("formaction", Use::Link)],
        _ => Vec::new(),
    }
}
