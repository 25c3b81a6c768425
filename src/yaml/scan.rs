//! What a line of YAML looks like to a person: its indent, its key, where its value begins,
//! and which of its quotes and brackets are closed.

use std::ops::Range;

/// The whitespace at the beginning of a line, whether or not YAML accepts it.
pub(super) fn indent(line: &str) -> &str {
    let written =
        line.trim_start_matches(|sign: char| sign == ' ' || sign == '\t' || is_other_blank(sign));
    line.get(..line.len() - written.len()).unwrap_or_default()
}

/// Whether a character looks like a space but is not one.
pub(super) fn is_other_blank(sign: char) -> bool {
    sign.is_whitespace() && !sign.is_ascii() && !matches!(sign, '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The key of `name:Foo`, where the space after the colon is missing; not a URL, not a time
/// of day.
pub(super) fn tight_colon(line: &str) -> Option<Range<usize>> {
    let start = line.len() - line.trim_start_matches([' ', '-']).len();
    let (key, value) = line.get(start..)?.split_once(':')?;
    let is_key = key.starts_with(|sign: char| sign.is_ascii_alphabetic())
        && key
            .chars()
            .all(|sign| sign.is_ascii_alphanumeric() || "_-".contains(sign));
    let is_tight = value.starts_with(|sign: char| !sign.is_whitespace() && !"/:".contains(sign));
    (is_key && is_tight).then(|| start..start + key.len())
}

/// Where the value of a line begins, after its hyphens and its key.
pub(super) fn value(line: &str) -> Option<usize> {
    let mut start = indent(line).len();
    while line.get(start..)?.starts_with("- ") {
        let item = line.get(start + 1..)?;
        start += 1 + item.len() - item.trim_start_matches(' ').len();
    }
    let rest = line.get(start..)?;
    let is_key = |key: &str| {
        !key.is_empty()
            && key
                .chars()
                .all(|sign| sign.is_alphanumeric() || "_-. ".contains(sign))
    };
    let after = rest
        .split_once(": ")
        .filter(|(key, _)| is_key(key.trim_matches(['"', '\''])));
    Some(match after {
        Some((_, value)) => line.len() - value.trim_start_matches(' ').len(),
        None => start,
    })
}

/// The bracket that closes another one.
pub(super) fn closing(bracket: &str) -> &'static str {
    if bracket == "[" { "]" } else { "}" }
}

/// The quotes and brackets of a value.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// The brackets that are not closed.
    pub open: Vec<usize>,
    /// The quote that is not closed, and its sign.
    pub quote: Option<(usize, char)>,
    /// A bracket closed by one of another kind, and that one.
    pub other: Option<(usize, usize)>,
    /// The end of the value, judged by its indent.
    pub end: usize,
    signs: Vec<char>,
}

impl Scan {
    /// The quotes and brackets of the value that begins on the first line of a text, up to
    /// where the next key begins; `None` where it has neither.
    pub(super) fn of_value(text: &str) -> Option<Self> {
        let first = text.lines().next()?;
        let start = value(first)?;
        if !first.get(start..)?.starts_with(['"', '\'', '[', '{']) {
            return None;
        }
        let mut scan = Self::default();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let is_first = at == 0;
            if !is_first && is_next(first, line) {
                break;
            }
            let from = if is_first { start } else { 0 };
            scan.line(line, at, from);
            if scan.is_closed() || scan.other.is_some() {
                break;
            }
            at += line.len();
        }
        Some(scan)
    }

    /// The quotes and brackets of a part of a line.
    pub(super) fn of(part: &str) -> Self {
        let mut scan = Self::default();
        scan.line(part, 0, value(part).unwrap_or_default());
        scan
    }

    /// Whether everything that was opened is closed.
    pub(super) fn is_closed(&self) -> bool {
        self.open.is_empty() && self.quote.is_none()
    }

    fn line(&mut self, line: &str, at: usize, from: usize) {
        // A quote begins a text only where a text may begin.
        let mut may_begin = true;
        let mut signs = line
            .char_indices()
            .skip_while(|(place, _)| *place < from)
            .peekable();
        let mut before = ' ';
        while let Some((place, sign)) = signs.next() {
            if self.quote.is_none() && sign == '#' && before == ' ' {
                return;
            }
            before = sign;
            if !sign.is_whitespace() {
                self.end = at + place + sign.len_utf8();
            }
            let next = signs.peek().map(|(_, next)| *next);
            match (self.quote, sign) {
                (Some((_, '"')), '\\') => {
                    signs.next();
                }
                (Some((_, '\'')), '\'') if next == Some('\'') => {
                    signs.next();
                }
                (Some((_, quote)), _) => {
                    if sign == quote {
                        self.quote = None;
                        may_begin = false;
                        if self.open.is_empty() {
                            return;
                        }
                    }
                }
                (None, '"' | '\'') if may_begin => self.quote = Some((at + place, sign)),
                (None, '[' | '{') if may_begin => {
                    self.open.push(at + place);
                    self.signs.push(sign);
                }
                (None, ']' | '}') => {
                    let opened = self.open.pop();
                    let fits = matches!(
                        (self.signs.pop(), sign),
                        (Some('['), ']') | (Some('{'), '}')
                    );
                    if let (Some(opened), false) = (opened, fits) {
                        self.other = Some((opened, at + place));
                    }
                    if self.open.is_empty() || self.other.is_some() {
                        return;
                    }
                    may_begin = false;
                }
                (None, ',') => may_begin = true,
                (None, ':') if next.is_none_or(char::is_whitespace) => may_begin = true,
                (None, sign) if sign.is_whitespace() => {}
                (None, _) => may_begin = false,
            }
        }
    }
}

/// Whether a line is beside the first one, not inside its value: a key or an item that is
/// indented no further.
fn is_next(first: &str, line: &str) -> bool {
    let written = line.trim();
    if written.is_empty() {
        return false;
    }
    // If a bracket begins the file, all lines are inside it.
    if matches!(first.trim_end(), "{" | "[") {
        return false;
    }
    let within = if first.trim_start().starts_with("- ") {
        indent(line).len() > indent(first).len()
    } else {
        indent(line).len() > indent(first).len() || written.starts_with([']', '}'])
    };
    !within
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_begin_behind_their_keys() {
        for (line, expected) in [
            ("name: Foo", 6),
            ("  - name: Foo", 10),
            ("- > 5", 2),
            ("\"a b\": x", 7),
            ("https://x.example/: y", 0),
        ] {
            assert_eq!(value(line), Some(expected), "{line}");
        }
    }

    #[test]
    fn what_is_closed_and_what_is_not() {
        let scan = |text: &str| Scan::of_value(text).unwrap_or_default();
        for closed in [
            "a: [b, c]\n",
            "a: [b,\n  c]\nd: e\n",
            "a: {b: \"]\", c: 'it''s'}\n",
            "a: \"one\n  two\"\nb: c\n",
            "a: [b, \"c # d\"] # [e\n",
            "a: [it's, 5\" pipe]\n",
            "a: [\n  b\n]\n",
        ] {
            assert!(scan(closed).is_closed(), "{closed}");
        }
        assert_eq!(scan("a: [b, c\nd: e]\n").open, [3]);
        assert_eq!(scan("a: [b,\n  c\nd: e]\n").end, 10);
        assert_eq!(scan("a: {b: [c\n").open, [3, 7]);
        assert_eq!(scan("a: \"b\nc: \"d\"\n").quote, Some((3, '"')));
        assert_eq!(scan("a: [\"b, c]\nd: e\n").quote, Some((4, '"')));
        assert_eq!(scan("a: [b}\n").other, Some((3, 5)));
    }

    #[test]
    fn keys_without_a_blank() {
        for (line, expected) in [
            ("name:Foo", Some(0..4)),
            ("  - en:Foo", Some(4..6)),
            ("https://x.example", None),
            ("10:30", None),
            ("name: Foo", None),
            ("name:", None),
        ] {
            assert_eq!(tight_colon(line), expected, "{line}");
        }
    }
}
