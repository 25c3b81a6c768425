//! The YAML at the top of a Markdown file, between two lines of `---`.

use std::ops::Range;

/// The two parts of a Markdown file, as byte ranges of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The YAML between the lines of `---`, if the file begins with one.
    pub front_matter: Option<Range<usize>>,
    /// The Markdown.
    pub body: Range<usize>,
    /// Whether the opening line has no closing one.
    pub unclosed: bool,
}

/// Splits a Markdown file. A `---` further down is a rule of Markdown and stays.
#[must_use]
pub fn front_matter(text: &str) -> Parts {
    let whole = Parts {
        front_matter: None,
        body: 0..text.len(),
        unclosed: false,
    };
    let Some(first) = text.lines().next() else {
        return whole;
    };
    if first.trim_end() != "---" {
        return whole;
    }
    let start = (first.len() + 1).min(text.len());
    let mut at = start;
    for line in text.get(start..).unwrap_or_default().split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Parts {
                front_matter: Some(start..at),
                body: at + line.len()..text.len(),
                unclosed: false,
            };
        }
        at += line.len();
    }
    Parts {
        unclosed: true,
        ..whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_once_and_at_the_top_only() {
        let text = "---\ntitle: x\n---\nbody\n\n---\n\nmore\n";
        let parts = front_matter(text);
        assert_eq!(
            parts.front_matter.and_then(|r| text.get(r)),
            Some("title: x\n")
        );
        assert_eq!(text.get(parts.body), Some("body\n\n---\n\nmore\n"));
        assert_eq!(front_matter("a\n---\nb\n---\n").front_matter, None);
        assert!(front_matter("---\ntitle: x\n").unclosed);
    }
}
