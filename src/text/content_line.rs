//! Texts in the lines that calendars and cards share (RFC 5545, 3.3.11; RFC 6350, 3.4).

/// Escapes a text for a value, so that commas, semicolons and line ends are not
/// structure.
#[must_use]
pub(crate) fn escape_content_line(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ',' | ';' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            other => out.push(other),
        }
    }
    out
}
