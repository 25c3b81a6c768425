//! What an SVG must not hold. A picture in a page cannot run scripts, but a
//! visitor can open its file by itself, and then it can.

use html5gum::{StartTag, Token, Tokenizer};

/// The first thing in an SVG that could run, load or leave; `None` for a picture
/// that is nothing but a picture.
pub(crate) fn danger(svg: &str) -> Option<String> {
    // Entities are refused by their declaration: which of them is used, and what
    // for, is known only to an XML parser that would have to open them.
    if svg.to_ascii_lowercase().contains("<!entity") {
        return Some("<!ENTITY>".to_owned());
    }
    let mut in_style = false;
    for token in Tokenizer::new(svg) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).to_ascii_lowercase();
                in_style = name == "style" && !tag.self_closing;
                if let Some(danger) = danger_of_tag(&name, &tag) {
                    return Some(danger);
                }
            }
            Token::EndTag(_) => in_style = false,
            Token::String(text) if in_style => {
                let text = String::from_utf8_lossy(&text).to_ascii_lowercase();
                // A backslash could spell either of the two in another way.
                if text.contains("@import") || text.contains('\\') || loads(&text) {
                    return Some("<style>".to_owned());
                }
            }
            // A processing instruction is a comment to a reader of HTML.
            Token::Comment(text) if text.starts_with(b"?xml-") => {
                return Some("<?xml-stylesheet?>".to_owned());
            }
            _ => {}
        }
    }
    None
}

fn danger_of_tag(name: &str, tag: &StartTag<()>) -> Option<String> {
    if matches!(
        name,
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
        let leaves = address && !inside && name != "a";
        let runs = name == "a" && address && value.starts_with("javascript:");
        // An animation may give an address to what had none.
        let animates = attribute == "attributename" && value.ends_with("href");
        if leaves || runs || animates || loads(&value) {
            return Some(format!("{attribute}=\"{value}\""));
        }
    }
    None
}

/// Whether a lower-case style refers to something outside of its picture.
fn loads(style: &str) -> bool {
    style.match_indices("url(").any(|(at, found)| {
        let target = style[at + found.len()..].trim_start_matches([' ', '"', '\'']);
        !target.starts_with('#') && !target.starts_with("data:image/")
    })
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
            "<svg><style>@import 'x.css';</style></svg>",
            "<svg><style>p { fill: url( \"//example.org/x\") }</style></svg>",
            "<svg><path fill=\"url(https://example.org/x)\"/></svg>",
            "<?xml-stylesheet href=\"x.xsl\"?><svg/>",
            "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///x\">]><svg/>",
            "<svg><a><set attributeName=\"xlink:href\" to=\"javascript:x()\"/></a></svg>",
        ] {
            assert!(danger(bad).is_some(), "{bad}");
        }
        assert_eq!(
            danger(
                "<svg viewBox=\"0 0 1 1\"><use href=\"#a\"/><path id=\"a\" fill=\"url(#b)\"/></svg>"
            ),
            None
        );
    }
}
