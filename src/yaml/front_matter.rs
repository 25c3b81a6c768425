//! The YAML at the top of a Markdown file, between two lines of `---`. Small deviations
//! with only one possible meaning are accepted. Others are reported, since the data would
//! otherwise be printed as text, internal notes included.

use std::ops::Range;

/// The two parts of a Markdown file, as byte ranges of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The YAML between the lines of `---`, if the file begins with one.
    pub front_matter: Option<Range<usize>>,
    /// The Markdown.
    pub body: Range<usize>,
    /// Why the front matter cannot be read.
    pub fault: Option<FrontMatterFault>,
}

/// A line that makes the front matter unreadable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatterFault {
    /// What is wrong with it.
    pub what: Wrong,
    /// The line.
    pub line: Range<usize>,
}

/// What is wrong with a line at the edge of front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// It opens front matter that is never closed.
    Unclosed,
    /// It is nearly the opening line.
    Opening,
    /// It is the first key, and there is no opening line before it.
    NoOpening,
    /// It precedes the opening line.
    Before,
    /// It is nearly the closing line.
    Closing,
    /// It opens a block of code that holds the data.
    Fenced,
    /// It begins the data as JSON.
    Json,
    /// It begins the data as TOML.
    Toml,
}

/// The most lines before front matter that is still recognised; further down, two lines of
/// `---` are thematic breaks of Markdown.
const MAX_BEFORE: usize = 12;

/// A line of a text.
#[derive(Clone)]
struct FrontMatterLine<'t> {
    /// Its byte range, without the line end.
    range: Range<usize>,
    /// Where the next one begins.
    next: usize,
    /// The text of the line.
    text: &'t str,
}

/// Splits a Markdown file. A `---` further down is a thematic break and stays.
#[must_use]
pub fn front_matter(text: &str) -> Parts {
    let whole = |fault| Parts {
        front_matter: None,
        body: 0..text.len(),
        fault,
    };
    let Some(first) = lines(text, 0).find(|line| !line.is_blank()) else {
        return whole(None);
    };
    if !first.is_fence() {
        return whole(misspelt(text, &first));
    }
    let is_exact = first.range.start == 0 && !first.is_indented();
    if !is_exact && !first_said(text, first.next).is_none_or(|line| line.is_key()) {
        return whole(None);
    }
    let (closing, near) = closing(text, first.next);
    match (closing, near) {
        (_, Some(near)) => whole(Some(near.wrong(Wrong::Closing))),
        (Some(closing), None) => Parts {
            front_matter: Some(first.next..closing.range.start),
            body: closing.next..text.len(),
            fault: None,
        },
        (None, None) => whole(Some(first.wrong(Wrong::Unclosed))),
    }
}

/// The closing line, or an earlier line that was probably meant as one.
fn closing(text: &str, from: usize) -> (Option<FrontMatterLine<'_>>, Option<FrontMatterLine<'_>>) {
    let mut near = None;
    for line in lines(text, from) {
        if line.is_fence() && !line.is_indented() {
            return (
                Some(line),
                near.filter(|near: &FrontMatterLine<'_>| !near.is_indented()),
            );
        }
        if near.is_none() && (line.is_near_fence() || line.is_fence() || line.is_fence_with_text())
        {
            near = Some(line);
        }
    }
    (None, near)
}

/// Text that was meant as front matter but is not, with the line that is at fault.
fn misspelt(text: &str, first: &FrontMatterLine<'_>) -> Option<FrontMatterFault> {
    let closed = |from| is_closed(text, from);
    if is_toml(text, first) {
        return Some(first.wrong(Wrong::Toml));
    }
    if first.is_near_fence()
        && first_said(text, first.next).is_none_or(|line| line.is_key_or_assignment())
    {
        let is_rule = first.bare().chars().all(|c| "*_=~".contains(c)) || first.bare() == "-";
        return (closed(first.next) || !is_rule).then(|| first.wrong(Wrong::Opening));
    }
    if first.is_fence_with_data() && closed(first.next) {
        return Some(first.wrong(Wrong::Opening));
    }
    if is_fenced(text, first) {
        return Some(first.wrong(Wrong::Fenced));
    }
    if is_json(text, first) {
        return Some(first.wrong(Wrong::Json));
    }
    if first.is_office_key() && closed(first.range.start) {
        return Some(first.wrong(Wrong::NoOpening));
    }
    let mut before = lines(text, first.range.start).take(MAX_BEFORE);
    let fence = before.find(FrontMatterLine::is_fence)?;
    let held =
        first_said(text, fence.next).is_none_or(|line| line.is_office_key()) && closed(fence.next);
    held.then(|| first.wrong(Wrong::Before))
}

/// Whether a text begins with a code block that contains the front matter, as programs that
/// generate Markdown write it.
fn is_fenced(text: &str, first: &FrontMatterLine<'_>) -> bool {
    let bare = first.bare();
    let Some(mark) = bare.chars().next().filter(|c| matches!(c, '`' | '~')) else {
        return false;
    };
    let info = bare.trim_start_matches(mark);
    let is_fence = bare.len() - info.len() >= 3;
    let info = info.trim().to_ascii_lowercase();
    let is_data = matches!(info.as_str(), "" | "yaml" | "yml" | "markdown" | "md");
    let closing: String = std::iter::repeat_n(mark, 3).collect();
    let is_closed = || lines(text, first.next).any(|line| line.bare().starts_with(&closing));
    let holds = |line: FrontMatterLine<'_>| {
        let after_rule = || first_said(text, line.next).is_some_and(|next| next.is_office_key());
        line.is_office_key() && !info.is_empty() || line.is_fence() && after_rule()
    };
    is_fence && is_data && first_said(text, first.next).is_some_and(holds) && is_closed()
}

/// Whether a text begins with TOML front matter: `+++`, and below it `key = …` or
/// `[table]`.
fn is_toml(text: &str, first: &FrontMatterLine<'_>) -> bool {
    let is_data = |line: FrontMatterLine<'_>| {
        let is_table = line.bare().starts_with('[') && line.bare().ends_with(']');
        !line.is_key() && (line.is_key_or_assignment() || is_table)
    };
    first.bare() == "+++" && first_said(text, first.next).is_some_and(is_data)
}

/// Whether a text begins with `{ "key": `, on one line or on two.
fn is_json(text: &str, first: &FrontMatterLine<'_>) -> bool {
    let Some(rest) = first.bare().strip_prefix('{') else {
        return false;
    };
    let next = first_said(text, first.next);
    let rest = match (rest.trim_start(), &next) {
        ("", Some(next)) => next.bare(),
        (rest, _) => rest,
    };
    let quoted = rest.strip_prefix('"').and_then(|rest| rest.split_once('"'));
    quoted.is_some_and(|(key, rest)| is_name(key) && rest.trim_start().starts_with(':'))
}

/// The first line from an offset on that is neither blank nor a comment.
fn first_said(text: &str, from: usize) -> Option<FrontMatterLine<'_>> {
    let mut lines = lines(text, from);
    lines.find(|line| !line.is_blank() && !line.text.starts_with('#'))
}

/// Whether only lines of YAML precede a line that closes front matter.
fn is_closed(text: &str, from: usize) -> bool {
    for line in lines(text, from) {
        if line.is_fence() || line.is_near_fence() {
            return true;
        }
        let goes_on = line.is_indented() || line.text.starts_with(['-', '#', ']', '}']);
        if !line.is_blank() && !goes_on && !line.is_key_or_assignment() {
            return false;
        }
    }
    false
}

/// The lines of a text from an offset on.
fn lines(text: &str, from: usize) -> impl Iterator<Item = FrontMatterLine<'_>> {
    let mut next = from;
    let rest = text.get(from..).unwrap_or_default();
    rest.split_inclusive('\n').map(move |line| {
        let start = next;
        next += line.len();
        let text = line.strip_suffix('\n').unwrap_or(line);
        FrontMatterLine {
            range: start..start + text.len(),
            next,
            text,
        }
    })
}

impl FrontMatterLine<'_> {
    fn wrong(&self, what: Wrong) -> FrontMatterFault {
        FrontMatterFault {
            what,
            line: self.range.clone(),
        }
    }

    /// The visible part of the line.
    fn bare(&self) -> &str {
        let unseen = |c: char| c.is_whitespace() || is_invisible(c);
        self.text.trim_matches(unseen)
    }

    fn is_blank(&self) -> bool {
        self.bare().is_empty()
    }

    fn is_indented(&self) -> bool {
        self.text
            .trim_start_matches(is_invisible)
            .starts_with([' ', '\t'])
    }

    fn is_fence(&self) -> bool {
        self.bare() == "---"
    }

    /// Whether the line was perhaps meant as `---`.
    fn is_near_fence(&self) -> bool {
        let bare: String = self.bare().chars().filter(|c| !c.is_whitespace()).collect();
        let of = |set: &str| bare.chars().all(|c| set.contains(c) || is_invisible(c));
        let is_alone = !bare.is_empty() && bare.chars().count() <= 20;
        let with_more =
            bare.starts_with("---") && (self.bare().contains("yaml") || bare.contains('#'));
        !self.is_fence()
            && is_alone
            && (of("-‐‑‒–—―−")
                || of("+")
                || of("*")
                || of("_")
                || of("~")
                || bare == "..."
                || with_more)
    }

    /// Whether a key follows `---` on the opening line: `---title: One`.
    fn is_fence_with_data(&self) -> bool {
        let behind = self.bare().strip_prefix("---");
        let key = behind.and_then(|rest| rest.trim_start().split_once(':'));
        key.is_some_and(|(key, _)| is_name(key))
    }

    /// Whether text follows `---` on the closing line: `---Text`.
    fn is_fence_with_text(&self) -> bool {
        let behind = self.text.strip_prefix("---");
        behind.is_some_and(|rest| rest.starts_with(char::is_alphabetic))
    }

    /// `key:` at the beginning of the line.
    fn is_key(&self) -> bool {
        let text = self.text.trim_start_matches(is_invisible);
        let Some((key, value)) = text.split_once(':') else {
            return false;
        };
        let key = key.trim_end().trim_matches(['"', '\'']);
        is_name(key) && !value.starts_with("//")
    }

    fn is_key_or_assignment(&self) -> bool {
        let assigned = self.text.split_once('=');
        self.is_key() || assigned.is_some_and(|(key, _)| is_name(key.trim_end()))
    }

    /// A lower-case key, like the field names of entries; a sentence does not begin with
    /// one.
    fn is_office_key(&self) -> bool {
        self.is_key() && self.text.starts_with(|c: char| c.is_ascii_lowercase())
    }
}

fn is_name(key: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && key.chars().all(is_letter)
}

/// Characters that no editor shows.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<&str> {
        front_matter(text)
            .front_matter
            .and_then(|range| text.get(range))
    }

    fn wrong(text: &str) -> Option<(Wrong, &str)> {
        let fault = front_matter(text).fault?;
        Some((fault.what, text.get(fault.line)?))
    }

    #[test]
    fn splits_once_and_at_the_top_only() {
        let text = "---\ntitle: x\n---\nbody\n\n---\n\nmore\n";
        assert_eq!(read(text), Some("title: x\n"));
        assert_eq!(
            text.get(front_matter(text).body),
            Some("body\n\n---\n\nmore\n")
        );
        assert_eq!(front_matter("a\n---\nb\n---\n").front_matter, None);
        assert_eq!(wrong("---\ntitle: x\n"), Some((Wrong::Unclosed, "---")));
        assert_eq!(read("---\n---\nbody"), Some(""));
    }

    #[test]
    fn what_can_only_be_meant_is_taken() {
        for before in [
            "\n",
            "\n \n\t\n",
            "\u{feff}",
            "\u{200b}",
            "  ",
            "\n\u{a0}",
            "\u{2060}\n",
        ] {
            for after in ["", "  ", "\t", "\u{200b}", "\u{a0}"] {
                let text = format!("{before}---{after}\ntitle: x\n---{after}\nbody\n");
                assert_eq!(read(&text), Some("title: x\n"), "{text:?}");
            }
        }
    }

    #[test]
    fn what_is_a_little_off_is_reported() {
        let body = "\ntitle: x\n---\nText.\n";
        for opening in [
            "----",
            "--",
            "—",
            "– – –",
            "-\u{2010}-",
            "+++",
            "***",
            "- - -",
            "--- # notes",
            "---yaml",
        ] {
            let text = format!("{opening}{body}");
            assert_eq!(wrong(&text), Some((Wrong::Opening, opening)), "{text:?}");
        }
        for before in [
            "<!-- draft -->",
            "# notes of the office",
            "%YAML 1.2",
            "Draft, not yet.",
        ] {
            let text = format!("{before}\n---{body}");
            assert_eq!(wrong(&text), Some((Wrong::Before, before)), "{text:?}");
        }
        assert_eq!(
            wrong(body.trim_start()),
            Some((Wrong::NoOpening, "title: x"))
        );
        assert_eq!(
            wrong("+++\ntitle = \"x\"\n+++\nText.\n"),
            Some((Wrong::Toml, "+++"))
        );
        for closing in ["----", "—", "...", "+++", " ---"] {
            let text = format!("---\ntitle: x\n{closing}\nText.\n");
            assert_eq!(wrong(&text), Some((Wrong::Closing, closing)), "{text:?}");
        }
        let text = "---\ntitle: x\n----\nText.\n\n---\n\nMore.\n";
        assert_eq!(wrong(text), Some((Wrong::Closing, "----")));
    }

    #[test]
    fn data_in_code_or_as_json_is_reported() {
        for (text, line) in [
            ("```yaml\ntitle: x\n```\nText.\n", "```yaml"),
            ("~~~ yml\ntitle: x\n~~~\nText.\n", "~~~ yml"),
            ("```\n---\ntitle: x\n---\n```\nText.\n", "```"),
        ] {
            assert_eq!(wrong(text), Some((Wrong::Fenced, line)), "{text:?}");
        }
        for text in [
            "{ \"title\": \"x\" }\n\nText.\n",
            "{\n  \"title\": \"x\"\n}\n",
        ] {
            assert!(matches!(wrong(text), Some((Wrong::Json, _))), "{text:?}");
        }
    }

    #[test]
    fn texts_are_no_front_matter() {
        for text in [
            "\n---\n\nText between rules.\n\n---\n",
            "***\n\nText: a sentence.\n",
            "Heading\n---\n\nText.\n",
            "Note: a heading\n---\n",
            "A\n\n---\n\nTime: noon\n\n---\n",
            "- a: b\n- c\n\n---\n",
            "---x\n",
            "```sh\nmake: all\n```\n",
            "```\nnote: a\n```\n",
            "{note} a: b\n",
            "",
        ] {
            let parts = front_matter(text);
            assert_eq!((parts.front_matter, parts.fault), (None, None), "{text:?}");
        }
        let indented = "---\ntitle: |\n  a\n  ---\n  b\n---\nText.\n";
        assert_eq!(read(indented), Some("title: |\n  a\n  ---\n  b\n"));
    }
}
