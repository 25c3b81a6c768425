//! Converts the HTML of a page for use elsewhere: every address becomes absolute.

use html5gum::{Token, Tokenizer};
use url::Url;

use crate::text::{candidates, serialise_html_into};

/// The attributes with a single address.
const ADDRESSES: [&str; 4] = ["href", "src", "poster", "cite"];

/// Makes the addresses of a piece of HTML absolute; `page` is their base.
pub(super) fn absolute(html: &str, page: &str) -> String {
    let Ok(page) = Url::parse(page) else {
        return html.to_owned();
    };
    let mut out = String::with_capacity(html.len() + html.len() / 4);
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                out.push('<');
                out.push_str(&String::from_utf8_lossy(&tag.name));
                for (name, value) in &tag.attributes {
                    let name = String::from_utf8_lossy(name);
                    let value = whole(&name, &String::from_utf8_lossy(value), &page);
                    out.push(' ');
                    out.push_str(&name);
                    out.push_str("=\"");
                    serialise_html_into(&mut out, &value);
                    out.push('"');
                }
                out.push_str(if tag.self_closing { "/>" } else { ">" });
            }
            Token::EndTag(tag) => {
                out.push_str("</");
                out.push_str(&String::from_utf8_lossy(&tag.name));
                out.push('>');
            }
            Token::String(text) => serialise_html_into(&mut out, &String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    out
}

fn whole(name: &str, value: &str, page: &Url) -> String {
    let join = |address: &str| page.join(address).map(|url| url.to_string());
    if ADDRESSES.contains(&name) {
        return join(value).unwrap_or_else(|_| value.to_owned());
    }
    if name == "srcset" {
        let copies = candidates(value).map(|copy| {
            let address = join(copy.address).unwrap_or_else(|_| copy.address.to_owned());
            format!("{address} {}", copy.size).trim_end().to_owned()
        });
        return copies.collect::<Vec<_>>().join(", ");
    }
    value.to_owned()
}

#[cfg(test)]
mod tests {
    use super::absolute;

    #[test]
    fn addresses_become_absolute_and_the_rest_is_unchanged() {
        let html = "<p>A &amp; <a href=\"/b/?c=1&amp;d\">b</a> <a href=\"#e\">e</a><br><img src=\"f.png\" srcset=\"f.png 1x, g.png 2x\" alt=\"&quot;\"> <a href=\"mailto:a@b.example\">m</a>";
        assert_eq!(
            absolute(html, "https://a.example/x/y/"),
            "<p>A &amp; <a href=\"https://a.example/b/?c=1&amp;d\">b</a> <a href=\"https://a.example/x/y/#e\">e</a><br><img alt=\"&quot;\" src=\"https://a.example/x/y/f.png\" srcset=\"https://a.example/x/y/f.png 1x, https://a.example/x/y/g.png 2x\"> <a href=\"mailto:a@b.example\">m</a>"
        );
    }
}
