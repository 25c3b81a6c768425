//! Splits HTML into tags, as a browser would.

use std::ops::Range;

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text between tags.
    Text,
    /// `<!-- … -->`.
    Comment,
    /// `<!…>` or `<?…>`, which browsers ignore.
    Declaration,
    /// A tag.
    Tag(Tag),
    /// An unterminated tag or comment.
    Unfinished,
}

/// A tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// The name of the element, in lower case.
    pub(super) name: String,
    /// Whether it is a closing tag.
    pub(super) closes: bool,
    /// Names, in lower case, and raw values.
    pub(super) attributes: Vec<(String, String)>,
}

impl Tag {
    /// Whether it opens an element whose content no page shows.
    pub(super) fn is_unread(&self) -> bool {
        !self.closes && matches!(self.name.as_str(), "script" | "style")
    }
}

/// Splits HTML into its pieces, in order.
pub(super) fn pieces(html: &str) -> Vec<(Piece, Range<usize>)> {
    let mut found: Vec<(Piece, Range<usize>)> = Vec::new();
    let mut at = 0;
    while at < html.len() {
        let rest = html.get(at..).unwrap_or_default();
        let (piece, length) = match rest.find('<') {
            Some(0) => match markup(rest) {
                Some(markup) => markup,
                None => (Piece::Text, 1),
            },
            Some(length) => (Piece::Text, length),
            None => (Piece::Text, rest.len()),
        };
        let end = at + length.max(1);
        match found.last_mut() {
            Some((Piece::Text, before)) if piece == Piece::Text => before.end = end,
            _ => found.push((piece, at..end)),
        }
        at = end;
    }
    found
}

/// The markup that begins with `<`, and its length; `None` if the `<` is ordinary text.
fn markup(rest: &str) -> Option<(Piece, usize)> {
    if let Some(comment) = rest.strip_prefix("<!--") {
        if let Some(sign) = [">", "->"].iter().find(|sign| comment.starts_with(**sign)) {
            return Some((Piece::Comment, "<!--".len() + sign.len()));
        }
        let ends = ["-->", "--!>"].iter();
        let end = ends
            .filter_map(|end| Some(comment.find(end)? + end.len()))
            .min();
        return Some(match end {
            Some(end) => (Piece::Comment, "<!--".len() + end),
            None => (Piece::Unfinished, rest.len()),
        });
    }
    if rest.starts_with("<!") || rest.starts_with("<?") {
        return Some(match rest.find('>') {
            Some(end) => (Piece::Declaration, end + 1),
            None => (Piece::Unfinished, rest.len()),
        });
    }
    let closes = rest.starts_with("</");
    let name_at = if closes { 2 } else { 1 };
    let after = rest.get(name_at..)?;
    if !after.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let ends = |c: char| c.is_ascii_whitespace() || c == '/' || c == '>';
    let Some(length) = after.find(ends) else {
        return Some((Piece::Unfinished, rest.len()));
    };
    let name = after.get(..length)?.to_ascii_lowercase();
    let Some((attributes, end)) = attributes(after.get(length..)?) else {
        return Some((Piece::Unfinished, rest.len()));
    };
    let tag = Tag {
        name,
        closes,
        attributes,
    };
    Some((Piece::Tag(tag), name_at + length + end))
}

/// The attributes of a tag and where it ends; `None` if it does not end.
fn attributes(text: &str) -> Option<(Vec<(String, String)>, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let skipped = rest.find(|c: char| !c.is_ascii_whitespace() && c != '/')?;
        at += skipped;
        let rest = text.get(at..)?;
        if rest.starts_with('>') {
            return Some((found, at + 1));
        }
        let first = rest.chars().next()?.len_utf8();
        let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=');
        let length = first + rest.get(first..)?.find(ends)?;
        let name = rest.get(..length)?.to_ascii_lowercase();
        at += length;
        let rest = text.get(at..)?;
        let blank = rest.len()
            - rest
                .trim_start_matches(|c: char| c.is_ascii_whitespace())
                .len();
        let Some(value) = rest.get(blank..)?.strip_prefix('=') else {
            found.push((name, String::new()));
            continue;
        };
        let before = value.len();
        let value = value.trim_start_matches(|c: char| c.is_ascii_whitespace());
        at += blank + 1 + (before - value.len());
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (start, end, next) = if let Some(quote) = quote {
            let end = 1 + value.get(1..)?.find(quote)?;
            (1, end, end + 1)
        } else {
            let end = value.find(|c: char| c.is_ascii_whitespace() || c == '>')?;
            (0, end, end)
        };
        found.push((name, value.get(start..end)?.to_owned()));
        at += next;
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};

    fn kinds(html: &str) -> Vec<(&'static str, &str)> {
        let kind = |piece: &Piece| match piece {
            Piece::Text => "text",
            Piece::Comment => "comment",
            Piece::Declaration => "declaration",
            Piece::Tag(_) => "tag",
            Piece::Unfinished => "unfinished",
        };
        let all = pieces(html).into_iter();
        all.map(|(piece, range)| (kind(&piece), html.get(range).unwrap_or_default()))
            .collect()
    }

    #[test]
    fn tags_are_cut_as_a_browser_does() {
        assert_eq!(
            kinds("a<b c='>' d>e</b>5 < 6<br/>"),
            [
                ("text", "a"),
                ("tag", "<b c='>' d>"),
                ("text", "e"),
                ("tag", "</b>"),
                ("text", "5 < 6"),
                ("tag", "<br/>")
            ]
        );
        assert_eq!(
            kinds("<!-- a > b -->c<!-->d"),
            [
                ("comment", "<!-- a > b -->"),
                ("text", "c"),
                ("comment", "<!-->"),
                ("text", "d")
            ]
        );
        assert_eq!(
            kinds("<!DOCTYPE x><?php y ?>"),
            [
                ("declaration", "<!DOCTYPE x>"),
                ("declaration", "<?php y ?>")
            ]
        );
    }

    #[test]
    fn unterminated_markup_is_one_piece() {
        for html in [
            "<!-- a\nb",
            "<div a",
            "<div a=\"b>c",
            "<p",
            "</p",
            "<!x",
            "<a href=",
        ] {
            assert_eq!(kinds(html), [("unfinished", html)], "{html}");
        }
    }

    #[test]
    fn attributes_have_names_and_values() {
        let all = pieces("<A Href = x onclick=\"a()\" hidden/>");
        let Some((Piece::Tag(tag), _)) = all.first() else {
            panic!("no tag");
        };
        let attributes: Vec<String> = tag
            .attributes
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        assert_eq!(attributes, ["href=x", "onclick=a()", "hidden="]);
        assert!(tag.name == "a" && !tag.closes);
    }
}
