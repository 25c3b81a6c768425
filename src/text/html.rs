//! Escapes texts for HTML and XML.

/// Escapes a text for HTML and XML, in an element as well as in an attribute with either
/// kind of quotes.
pub(crate) fn escape_html_into(out: &mut String, text: &str) {
    replace_into(out, text, |c| match c {
        '\'' => Some("&#39;"),
        _ => special(c),
    });
}

/// As [`escape_html_into`].
#[must_use]
pub(crate) fn escape_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    escape_html_into(&mut out, text);
    out
}

/// Escapes a text of a parsed document as the HTML standard serialises it: for double
/// quotes, so an apostrophe stays, and a no-break space becomes visible.
pub(crate) fn serialise_html_into(out: &mut String, text: &str) {
    replace_into(out, text, |c| match c {
        '\u{a0}' => Some("&nbsp;"),
        _ => special(c),
    });
}

fn special(c: char) -> Option<&'static str> {
    Some(match c {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        _ => return None,
    })
}

fn replace_into(out: &mut String, text: &str, name: impl Fn(char) -> Option<&'static str>) {
    let mut from = 0;
    for (at, c) in text.char_indices() {
        if let Some(name) = name(c) {
            out.push_str(text.get(from..at).unwrap_or_default());
            out.push_str(name);
            from = at + c.len_utf8();
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_an_attribute_or_begins_a_tag() {
        assert_eq!(
            escape_html("<a b='č' c=\"&\">\u{a0}"),
            "&lt;a b=&#39;č&#39; c=&quot;&amp;&quot;&gt;\u{a0}"
        );
        let mut out = String::new();
        serialise_html_into(&mut out, "it's <\u{a0}>");
        assert_eq!(out, "it's &lt;&nbsp;&gt;");
    }
}
