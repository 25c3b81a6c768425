//! Content lines, the format that calendars and cards share (RFC 5545 and RFC 6350): a name,
//! parameters, a value; folded so that no line has more than 75 octets.

use crate::text::escape_content_line;

/// The most octets of a line, without its end.
const MAX_LINE: usize = 75;

/// A file under construction.
#[derive(Debug, Default)]
pub(super) struct ContentLines {
    text: String,
}

impl ContentLines {
    /// Adds a line whose value needs no escaping, or is already escaped: a date, an address, a
    /// structured value.
    pub(super) fn raw(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{}", without_controls(value));
        let mut room = MAX_LINE;
        for character in line.chars() {
            if character.len_utf8() > room {
                self.text.push_str("\r\n ");
                room = MAX_LINE - 1;
            }
            room -= character.len_utf8();
            self.text.push(character);
        }
        self.text.push_str("\r\n");
    }

    /// Adds a line with a text.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        self.raw(name, &escape_content_line(value));
    }

    /// The bytes of the file.
    pub(super) fn finish(self) -> Vec<u8> {
        self.text.into_bytes()
    }
}

/// A value without control characters, which are not allowed.
fn without_controls(value: &str) -> String {
    let is_allowed = |c: &char| *c == '\t' || !c.is_control();
    value.chars().filter(is_allowed).collect()
}

#[cfg(test)]
mod tests {
    use super::ContentLines;

    fn line(value: &str) -> String {
        let mut lines = ContentLines::default();
        lines.text("SUMMARY", value);
        String::from_utf8(lines.finish()).unwrap_or_default()
    }

    #[test]
    fn structural_characters_are_escaped() {
        assert_eq!(
            line("a, b; c\\d\r\ne\u{7}"),
            "SUMMARY:a\\, b\\; c\\\\d\\ne\r\n"
        );
    }

    proptest::proptest! {
        /// Every line has at most 75 octets and ends between characters; unfolding restores
        /// the text.
        #[test]
        fn folds_between_characters(text in "[a-zř,;\u{1f9f5}ů é]{0,300}") {
            let folded = line(&text);
            for line in folded.trim_end_matches("\r\n").split("\r\n") {
                proptest::prop_assert!(line.len() <= 75);
            }
            let whole = folded.replace("\r\n ", "");
            let value = whole.trim_end_matches("\r\n").trim_start_matches("SUMMARY:");
            let read = value.replace("\\,", ",").replace("\\;", ";");
            proptest::prop_assert_eq!(read, text);
        }
    }
}
