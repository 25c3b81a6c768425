//! Collects the references and anchors of an HTML page, and the features that do not work
//! in a page opened from a folder.

use super::facts::{PageFacts, PageFault, Reference, Use};
use super::markup::{self, Piece, Tag};
use super::{style, weight};
use crate::text::candidates;

/// Reads a page.
pub(super) fn facts(html: &str) -> PageFacts {
    let mut facts = PageFacts::default();
    let mut inside = Inside::Text;
    let mut widest = None;
    markup::read(html, |piece| match (piece, inside) {
        (Piece::Start(tag), _) => {
            inside = Inside::of(tag);
            element(tag, &mut facts);
            picture(tag, &mut widest, &mut facts);
        }
        (Piece::Text(text), Inside::Script) => facts.runs(text),
        (Piece::Text(text), Inside::Style) => style::read(text, &mut facts),
        (Piece::Text(_), Inside::Text) => {}
    });
    // An offset in the page is not one in the template that it comes from.
    for fault in &mut facts.faults {
        fault.at = None;
    }
    facts.references.sort_unstable();
    facts.references.dedup();
    // The facts of all pages stay in memory until the last page is read.
    facts.references.shrink_to_fit();
    facts.ids.shrink_to_fit();
    facts.faults.sort();
    facts.faults.dedup();
    facts.ids.sort_unstable();
    let ids = facts.ids.windows(2);
    let twice = ids.filter_map(|pair| pair.first().filter(|id| pair.last() == Some(id)));
    facts.repeated_ids = twice.map(ToString::to_string).collect();
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
    fn of(tag: &Tag) -> Self {
        let runs = || {
            let kind = tag.attribute("type").unwrap_or_default();
            let is_script = kind.is_empty() || kind.contains("javascript") || kind == "module";
            is_script && tag.attribute("src").is_none()
        };
        match tag.name() {
            "script" if runs() => Self::Script,
            "style" => Self::Style,
            _ => Self::Text,
        }
    }
}

fn element(tag: &Tag, facts: &mut PageFacts) {
    // Most elements have no attribute, and of those only `base` matters.
    if tag.is_bare() && tag.name() != "base" {
        return;
    }
    if let Some(id) = tag.attribute("id") {
        facts.ids.push(id.into());
    }
    let rel = tag.attribute("rel").map(str::to_ascii_lowercase);
    let rel = rel.unwrap_or_default();
    for (name, kind) in addresses(tag.name(), &rel) {
        if let Some(to) = tag.attribute(name) {
            facts.references.push(Reference {
                to: to.to_owned(),
                kind: *kind,
            });
        }
    }
    for (name, value) in tag.attributes() {
        match name {
            "srcset" | "imagesrcset" => {
                candidates(value).for_each(|copy| facts.loads(copy.address));
            }
            "style" => style::read(value, facts),
            _ if name.starts_with("on") => facts.runs(value),
            _ => {}
        }
    }
    if tag.name() == "meta"
        && tag
            .attribute("http-equiv")
            .is_some_and(|what| what.eq_ignore_ascii_case("refresh"))
        && let Some(to) = tag.attribute("content").and_then(refresh)
    {
        let kind = Use::Link;
        facts.references.push(Reference { to, kind });
    }
    never(tag, &rel, &mut facts.faults);
}

/// Records the first pictures of a page; of several copies, the widest.
fn picture(tag: &Tag, widest: &mut Option<String>, facts: &mut PageFacts) {
    if facts.pictures.len() >= weight::COUNTED {
        return;
    }
    match tag.name() {
        "picture" => *widest = None,
        "source" => {
            let copies = candidates(tag.attribute("srcset").unwrap_or_default());
            let copies = copies.filter_map(|copy| Some((copy.width()?, copy.address)));
            *widest = copies.max().map(|(_, address)| address.to_owned());
        }
        "img" => {
            let own = || tag.attribute("src").map(str::to_owned);
            facts.pictures.extend(widest.take().or_else(own));
        }
        _ => {}
    }
}

/// The address of `0; url=x.html`.
fn refresh(content: &str) -> Option<String> {
    let (_, after) = content.split_once(['u', 'U'])?;
    let (_, address) = after.split_once('=')?;
    Some(address.trim().trim_matches(['\u{22}', '\'']).to_owned())
}

/// Records features of an element that a browser refuses in a page opened from a folder.
fn never(tag: &Tag, rel: &str, faults: &mut Vec<PageFault>) {
    let name = tag.name();
    let is = |key: &str, value: &str| {
        tag.attribute(key)
            .is_some_and(|own| own.eq_ignore_ascii_case(value))
    };
    let written = |key: &str, value: &str| {
        [
            format!("{key}=\"{value}\""),
            format!("{key}='{value}'"),
            format!("{key}={value}"),
        ]
    };
    if name == "base" {
        faults.push(PageFault::of("O004", "<base>", ["<base".to_owned()]));
    }
    if name == "script" && is("type", "module") && tag.attribute("src").is_some() {
        let needles = written("type", "module");
        faults.push(PageFault::of("O005", "type=\"module\"", needles));
    }
    if name == "script" && is("type", "importmap") {
        let needles = written("type", "importmap");
        faults.push(PageFault::of("O005", "type=\"importmap\"", needles));
    }
    let keys = tag.attributes().map(|(key, _)| key);
    for key in keys.filter(|key| matches!(*key, "integrity" | "crossorigin")) {
        let needles = [format!("{key}="), format!(" {key}")];
        faults.push(PageFault::of("O005", key, needles));
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
            faults.push(PageFault::of("O005", &format!("rel=\"{word}\""), needles));
        }
    }
    let href = || {
        tag.attribute("href")
            .or_else(|| tag.attribute("xlink:href"))
    };
    if name == "use"
        && let Some(href) = href().filter(|href| !href.starts_with('#'))
    {
        faults.push(PageFault::of(
            "O005",
            "<use> of another file",
            [href.to_owned(), "<use".to_owned()],
        ));
    }
}

/// The attributes of an element that contain an address, and how it is used.
fn addresses(element: &str, rel: &str) -> &'static [(&'static str, Use)] {
    /// Values of `rel` that load nothing: addresses of the page itself on the Web, and of
    /// related pages.
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
        "a" | "area" => &[("href", Use::Link), ("ping", Use::Load)],
        "link" => {
            let mut words = rel.split_whitespace();
            let loads = words.any(|word| !NAMES.contains(&word)) && !rel.is_empty();
            if loads { &[("href", Use::Load)] } else { &[] }
        }
        "form" => &[("action", Use::Link)],
        "button" => &[("formaction", Use::Link)],
        "video" => &[("src", Use::Load), ("poster", Use::Load)],
        "object" => &[("data", Use::Load)],
        "body" => &[("background", Use::Load)],
        "use" | "image" | "feimage" => &[("href", Use::Load), ("xlink:href", Use::Load)],
        "img" | "script" | "iframe" | "source" | "audio" | "track" | "embed" | "frame" => {
            &[("src", Use::Load)]
        }
        "input" => &[("src", Use::Load), ("formaction", Use::Link)],
        _ => &[],
    }
}
