//! What an SVG must not hold. A picture in a page cannot run scripts, but a
//! visitor can open its file by itself, and then it can.

use html5gum::{Token, Tokenizer};

/// The first thing in an SVG that could run, load or leave; `None` for a picture
/// that is nothing but a picture.
pub(super) fn danger(svg: &str) -> Option<String> {
    for token in Tokenizer::new(svg) {
        let Ok(Token::StartTag(tag)) = token else {
            continue;
        };
        let name = String::from_utf8_lossy(&tag.name).to_ascii_lowercase();
        if matches!(
            name.as_str(),
            "script" | "foreignobject" | "iframe" | "object" | "embed"
        ) {
            return Some(format!("<{name}>"));
        }
        for (attribute, value) in &tag.attributes {
            let attribute = String::from_utf8_lossy(attribute).to_ascii_lowercase();
            let value = String::from_utf8_lossy(value).trim().to_ascii_lowercase();
            if attribute.starts_with("on") {
                return Some(attribute);
            }
            let address = matches!(attribute.as_str(), "href" | "xlink:href" | "src");
            let inside = value.starts_with('#') || value.starts_with("data:image/");
            if address && !inside && name != "a" || attribute == "style" && value.contains("url(") {
                return Some(format!("{attribute}=\"{value}\""));
            }
            if name == "a" && address && value.starts_with("javascript:") {
                return Some(format!("{attribute}=\"{value}\""));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::danger;

    #[test]
    fn finds_what_can_run_or_load() {
        for bad in [
            "<svg><script>1</script></svg>",
            "<svg onload=\"x()\"/>",
            "<svg><foreignObject/></svg>",
            "<svg><image href=\"https://example.org/x.png\"/></svg>",
            "<svg><use xlink:href=\"other.svg#a\"/></svg>",
        ] {
            assert!(danger(bad).is_some(), "{bad}");
        }
        assert_eq!(
            danger("<svg viewBox=\"0 0 1 1\"><use href=\"#a\"/><path id=\"a\" d=\"M0 0\"/></svg>"),
            None
        );
    }
}
