//! Markup in plain text, which does not support it.

/// The first mark of Markdown or HTML in a text that shows them as they are written.
pub(super) fn markup(text: &str) -> Option<&'static str> {
    const MARKS: [&str; 19] = [
        "](https://",
        "](http://",
        "](mailto:",
        "<br>",
        "<br/>",
        "<br />",
        "<b>",
        "<i>",
        "<p>",
        "<em>",
        "<strong>",
        "<sub>",
        "<sup>",
        "<a href",
        "&amp;",
        "&nbsp;",
        "&lt;",
        "&gt;",
        "&quot;",
    ];
    if !text.contains(['<', '&', ']', '*']) {
        return None;
    }
    let is_bold = || {
        let (_, rest) = text.split_once("**")?;
        let (inner, _) = rest.split_once("**")?;
        let is_word = !inner.is_empty() && inner.trim().len() == inner.len();
        is_word.then_some("**")
    };
    let mut marks = MARKS.into_iter();
    let found = marks.find(|mark| text.contains(*mark));
    found
        .or_else(is_bold)
        .or_else(|| has_entity(text).then_some("&…;"))
}

/// Whether a text contains an HTML entity: `&auml;` or `&#228;`.
fn has_entity(text: &str) -> bool {
    let mut places = text.split('&').skip(1);
    places.any(|rest| {
        let Some((name, _)) = rest.split_once(';') else {
            return false;
        };
        let number = name.strip_prefix('#');
        match number {
            Some(digits) => {
                !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_hexdigit() || b == b'x')
            }
            None => (2..=8).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphabetic()),
        }
    })
}
