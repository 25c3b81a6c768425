//! Style sheets and scripts are published without their comments, which are for theme authors.
//! A file that cannot be parsed with certainty is published unchanged.

mod script;
mod style;

use std::borrow::Cow;

/// The file of a theme as it is published.
pub(super) fn published<'b>(path: &str, bytes: &'b [u8]) -> Cow<'b, [u8]> {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let text = std::str::from_utf8(bytes).ok();
    let without = match ending {
        "css" => text.and_then(style::without_comments),
        "js" => text.and_then(script::without_comments),
        _ => None,
    };
    without.map_or(Cow::Borrowed(bytes), |text| Cow::Owned(text.into_bytes()))
}

/// A script as it is published.
pub(crate) fn published_script(text: &str) -> Cow<'_, str> {
    script::without_comments(text).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Whether a comment is a licence notice, by the marks that tools agree on.
fn is_notice(comment: &str) -> bool {
    let inside = comment.get(2..).unwrap_or_default();
    inside.starts_with(['!', '#'])
        || ["@license", "@preserve"]
            .iter()
            .any(|mark| comment.contains(mark))
}

/// The text that is kept so far, and the rest that has not been read.
struct Kept<'t> {
    text: String,
    rest: &'t str,
}

impl<'t> Kept<'t> {
    fn of(text: &'t str) -> Self {
        Self {
            text: String::with_capacity(text.len()),
            rest: text,
        }
    }

    /// Consumes `len` bytes of the rest; `None` past the end and inside a character.
    fn take(&mut self, len: usize) -> Option<&'t str> {
        let (taken, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        Some(taken)
    }

    /// Keeps `len` bytes of the rest.
    fn keep(&mut self, len: usize) -> Option<&'t str> {
        let taken = self.take(len)?;
        self.text.push_str(taken);
        Some(taken)
    }

    /// Keeps a quoted string; `None` if the line ends first.
    fn keep_string(&mut self, quote: char) -> Option<()> {
        self.keep(quote.len_utf8())?;
        loop {
            let at = self.rest.find([quote, '\\', '\n', '\r'])?;
            self.keep(at)?;
            let sign = self.rest.chars().next()?;
            match sign {
                '\\' => self.keep_escaped()?,
                _ if sign == quote => return self.keep(1).map(|_| ()),
                _ => return None,
            }
        }
    }

    /// Keeps a backslash and what follows it.
    fn keep_escaped(&mut self) -> Option<()> {
        self.keep(1)?;
        let escaped = self.rest.chars().next()?.len_utf8();
        let is_line = self.rest.starts_with("\r\n");
        self.keep(if is_line { 2 } else { escaped }).map(|_| ())
    }

    /// Removes the comment at the start of the rest, and its line if nothing else is on it.
    /// Returns whether the comment has whitespace, or a start or end of the file, on a side.
    fn leave_out(&mut self, len: usize) -> Option<bool> {
        self.take(len)?;
        let line = self.text.rsplit('\n').next().unwrap_or_default();
        let is_first = line.trim_matches(BLANK).is_empty();
        let after = self.rest.trim_start_matches(BLANK);
        let ends_line = after.is_empty() || after.starts_with(['\n', '\r']);
        if is_first && ends_line {
            self.text.truncate(self.text.len() - line.len());
            let line_end = after
                .strip_prefix("\r\n")
                .or_else(|| after.strip_prefix('\n'));
            self.rest = line_end.unwrap_or(after);
            return Some(true);
        }
        let is_apart =
            is_first || self.text.ends_with(BLANK) || after.len() < self.rest.len() || ends_line;
        if ends_line {
            self.text.truncate(self.text.trim_end_matches(BLANK).len());
            self.rest = after;
        } else if is_first || self.text.ends_with(BLANK) {
            self.rest = after;
        }
        Some(is_apart)
    }
}

/// Whitespace inside a line.
const BLANK: [char; 2] = [' ', '\t'];

#[cfg(test)]
mod tests;
