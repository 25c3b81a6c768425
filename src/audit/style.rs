//! The files that a style sheet loads, and what it does with them that a page
//! opened from a folder cannot.

use super::facts::{Fault, PageFacts};

/// Properties whose `url(file)` a browser does not load from a folder; an element
/// with such a mask is not seen at all.
const NEVER: &[&str] = &["mask", "clip-path", "filter"];

/// Reads a style sheet: every `url(…)`, every `@import` of a plain text, and every
/// text of an `image-set(…)`.
pub(super) fn facts(css: &str) -> PageFacts {
    let mut facts = PageFacts::default();
    read(css, &mut facts);
    facts
}

/// As [`facts`], added to those of a page.
pub(super) fn read(css: &str, facts: &mut PageFacts) {
    let css = without_comments(css);
    for (at, found) in css.match_indices("url(") {
        let inside = css.get(at + found.len()..).unwrap_or_default();
        let inside = inside.trim_start();
        let quote = inside.chars().next().filter(|c| matches!(c, '"' | '\''));
        let end = quote.unwrap_or(')');
        let inside = inside.trim_start_matches(['"', '\'']);
        let Some(address) = inside.split(end).next() else {
            continue;
        };
        if note(facts, address) {
            let property = property(css.get(..at).unwrap_or_default());
            if let Some(name) = NEVER.iter().find(|name| property.ends_with(**name)) {
                facts.faults.push(Fault::at("O006", name, at, address));
            }
        }
    }
    for after in css.split("@import").skip(1) {
        let statement = after.split(';').next().unwrap_or_default().trim();
        if statement.starts_with(['"', '\'']) {
            note(
                facts,
                statement.split_whitespace().next().unwrap_or_default(),
            );
        }
    }
    for after in css.split("image-set(").skip(1) {
        let mut parts = after.split(';').next().unwrap_or_default().split('"');
        while let (Some(before), Some(text)) = (parts.next(), parts.next()) {
            // `type("image/avif")` and `url("…")` hold no name of their own here.
            if !before.trim_end().ends_with('(') {
                note(facts, text);
            }
        }
    }
}

/// The property whose value ends here: `-webkit-mask-image` counts as `mask`.
fn property(before: &str) -> &str {
    let declaration = before.rsplit([';', '{', '}']).next().unwrap_or_default();
    let name = declaration.split(':').next().unwrap_or_default().trim();
    name.trim_end_matches("-image")
        .trim_end_matches("-box-source")
}

/// Notes an address; tells whether it is that of a file.
fn note(facts: &mut PageFacts, address: &str) -> bool {
    let address = address.trim().trim_matches(['"', '\'']);
    let is_file = !address.starts_with("data:") && !address.starts_with('#');
    if is_file {
        facts.loads(address.split('#').next().unwrap_or_default());
    }
    is_file
}

/// The style sheet with its comments blanked, so that places stay what they are.
fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        let (comment, behind) = after.split_once("*/").unwrap_or((after, ""));
        kept.extend(std::iter::repeat_n(' ', comment.len() + 4));
        rest = behind;
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::facts;

    fn loaded(css: &str) -> Vec<String> {
        facts(css).references.into_iter().map(|r| r.to).collect()
    }

    #[test]
    fn finds_what_is_loaded() {
        let css =
            "/* url(no.png) */ @import \"x.css\"; a{background:url('a.png')} b{src:url(data:x)}";
        assert_eq!(loaded(css), ["a.png", "x.css"]);
        let set = "a{background:image-set(\"b.avif\" type(\"image/avif\"), url(\"c.png\"))}";
        assert_eq!(loaded(set), ["c.png", "b.avif"]);
    }

    #[test]
    fn finds_masks_of_files() {
        let faults = |css: &str| facts(css).faults.len();
        assert_eq!(faults("a{-webkit-mask-image:url(m.svg)}"), 1);
        assert_eq!(faults("a{color:red;clip-path: url(m.svg#c)}"), 1);
        assert_eq!(
            faults("a{mask:url('data:image/svg+xml,x')} b{filter:url(#f)}"),
            0
        );
        assert_eq!(faults("a{background:url(mask.png)}"), 0);
    }
}
