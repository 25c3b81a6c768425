//! Marks in plain text, which has none.

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
    marks.find(|mark| text.contains(*mark)).or_else(is_bold)
}
