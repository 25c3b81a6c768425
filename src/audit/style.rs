//! Collects the files that a style sheet loads, and the features that do not work in a
//! page opened from a folder.

use super::facts::{PageFacts, PageFault};
use crate::text::{CssForm, css_addresses};

/// Properties whose `url(file)` a browser does not load from a folder; an element with
/// such a mask is invisible.
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
    for found in css_addresses(css) {
        let address = found.to.trim();
        if address.starts_with("data:") || address.starts_with('#') {
            continue;
        }
        facts.loads(address.split('#').next().unwrap_or_default());
        let property = without_ending(&found.property);
        let never = NEVER.iter().find(|name| property.ends_with(**name));
        if let Some(name) = never.filter(|_| found.form == CssForm::Url) {
            let at = found.range.start;
            facts.faults.push(PageFault::at("O006", name, at, address));
        }
    }
}

/// A property without `-image` or `-box-source`: `-webkit-mask-image` becomes
/// `-webkit-mask`.
fn without_ending(property: &str) -> &str {
    property
        .trim_end_matches("-image")
        .trim_end_matches("-box-source")
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
        assert_eq!(loaded(css), ["x.css", "a.png"]);
        let set = "a{background:image-set(\"b.avif\" type(\"image/avif\"), url(\"c.png\"))}";
        assert_eq!(loaded(set), ["b.avif", "c.png"]);
        let capitals = "@IMPORT 'x.css'; a{background:URL(https://a.example/b.png#c)}";
        assert_eq!(loaded(capitals), ["x.css", "https://a.example/b.png"]);
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
