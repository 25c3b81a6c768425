//! Content from people whom nobody knows: whatever they write, a page of theirs
//! runs nothing, calls nobody, and no file of theirs is read or written outside
//! of its place.

mod commands;
mod escapes;
mod fields;
mod files;
mod markdown;
mod paths;

use crate::support::{Element, Page, Tree};

/// Elements that have no place on a page, whoever wrote them.
const NEVER: &[&str] = &[
    "iframe",
    "object",
    "embed",
    "applet",
    "base",
    "frame",
    "frameset",
    "portal",
    "form",
    "input",
    "textarea",
    "select",
    "style",
    "math",
    "marquee",
    "xss",
    "template",
    "noscript",
    "plaintext",
];

/// What is dangerous on the pages of a tree, read as a browser reads them.
fn dangers(tree: &Tree) -> Vec<String> {
    let mut dangers = Vec::new();
    for (path, text) in tree.texts(".html") {
        let page = Page::parse(&text);
        // The one page of an edition has a script and a style in it, which its own
        // policy names: one of each.
        let mut own = if path.contains('/') {
            Vec::new()
        } else {
            vec!["meta", "style", "script"]
        };
        for element in page.elements() {
            // Pages that work by scripts alone say so where scripts are off.
            let works_by_script = page
                .elements()
                .iter()
                .any(|element| element.name == "script" && is_harmless_script(element));
            if works_by_script && element.name == "noscript" && element.attributes.is_empty() {
                continue;
            }
            let place = own.iter().position(|name| *name == element.name);
            let policy = element.is("http-equiv", "Content-Security-Policy");
            let bare = element.attributes.is_empty() && element.name != "meta";
            if let Some(place) = place.filter(|_| policy || bare) {
                own.remove(place);
                continue;
            }
            if !path.contains('/') && is_picture_inside(element) {
                continue;
            }
            if let Some(why) = danger(element) {
                dangers.push(format!(
                    "{path}: <{}> {why}: {:?}",
                    element.name, element.attributes
                ));
            }
        }
    }
    dangers
}

fn danger(element: &Element) -> Option<&'static str> {
    if is_search(element) {
        return None;
    }
    if NEVER.contains(&element.name.as_str()) {
        return Some("has no place here");
    }
    if element.name == "script" && !is_harmless_script(element) {
        return Some("is not the theme's");
    }
    if element.name == "meta"
        && element
            .get("http-equiv")
            .is_some_and(|what| what != "refresh")
    {
        return Some("speaks for the server");
    }
    for (name, value) in &element.attributes {
        if name.starts_with("on") {
            return Some("runs something");
        }
        if matches!(
            name.as_str(),
            "style" | "srcdoc" | "ping" | "formaction" | "background"
        ) {
            return Some("has an attribute that nobody needs");
        }
        let address = matches!(
            name.as_str(),
            "href"
                | "src"
                | "action"
                | "xlink:href"
                | "poster"
                | "cite"
                | "data"
                | "srcset"
                | "longdesc"
        );
        if address && !is_harmless_address(value) {
            return Some("leads to what is not allowed");
        }
        if address
            && element.name != "a"
            && leaves(value)
            && !element.is("rel", "canonical")
            && !element.is("rel", "alternate")
        {
            return Some("calls another site");
        }
    }
    None
}

/// The theme's own form for the search: its box and what it goes with.
fn is_search(element: &Element) -> bool {
    let runs = element
        .attributes
        .iter()
        .any(|(name, _)| name.starts_with("on") || name == "formaction");
    let own = element.name == "form" && element.is("role", "search")
        || element.name == "input" && element.is("type", "search");
    own && !runs && element.get("action").is_none_or(is_harmless_address)
}

/// A picture whose bytes are in its address.
fn is_picture_inside(element: &Element) -> bool {
    let mut attributes = element.attributes.iter();
    let fine = attributes.all(|(name, value)| match name.as_str() {
        "src" | "href" => value.starts_with("data:image/"),
        _ => !name.starts_with("on") && name != "srcset" && name != "style",
    });
    fine && matches!(element.name.as_str(), "img" | "image")
}

/// A script of the theme, or data that reads as such.
fn is_harmless_script(element: &Element) -> bool {
    match element.get("src") {
        Some(src) => src.contains("assets/") || src == "scripts/store.js",
        // Data, which no browser runs. Nothing ends these letters and digits early; what
        // ends JSON early would leave none.
        None if element.is("type", "text/plain") && element.get("data-packed").is_some() => {
            let mut letters = element.text.bytes();
            letters.all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte))
        }
        None if element.is("type", "application/ld+json") => {
            serde_json::from_str::<serde_json::Value>(&element.text).is_ok()
        }
        None => false,
    }
}

/// An address in the eyes of a browser, which drops control characters and white
/// space before it looks for the scheme.
fn is_harmless_address(value: &str) -> bool {
    let seen: String = value
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect();
    let seen = seen.to_lowercase();
    match seen.split_once(':') {
        Some((scheme, _))
            if scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)) =>
        {
            matches!(scheme, "http" | "https" | "mailto" | "tel")
        }
        _ => true,
    }
}

fn leaves(value: &str) -> bool {
    let value = value.trim();
    value.starts_with("//") || value.starts_with("\\\\") || value.contains("://")
}
