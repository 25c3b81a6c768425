//! JSON documents for programs, which logs may show.

use super::is_plain;

/// A document as JSON, with a line break at its end. A log may show it, so characters
/// that a terminal or a CI would act on are written as JSON escapes, which keeps every
/// value the same.
#[must_use]
pub(crate) fn pretty(document: &impl serde::Serialize) -> String {
    // Serialising texts, numbers and lists cannot fail.
    let text = serde_json::to_string_pretty(document).unwrap_or_default();
    let mut out = String::with_capacity(text.len() + 1);
    let mut last = ' ';
    for c in text.chars() {
        // Outside of strings JSON has no such characters.
        if (c == '#' && last == '#') || !(c == '\n' || is_plain(c)) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
        last = c;
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::pretty;

    #[test]
    fn what_a_log_acts_upon_is_an_escape_and_the_value_stays() {
        let value = "a\u{1b}[2J\u{9b}\u{202e}\u{e0041}\u{7f}##[error]###vso[\n::error::";
        let text = pretty(&[value]);
        assert!(!text.contains("##") && text.chars().all(|c| c == '\n' || super::is_plain(c)));
        let read: Vec<String> = serde_json::from_str(&text).unwrap();
        assert_eq!(read, [value]);
    }
}
