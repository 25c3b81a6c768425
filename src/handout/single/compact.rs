//! Minifies the markup of the single page: drops the quotes and the end tags that HTML does
//! not need, and the white space that templates leave. A browser parses it into the same tree,
//! apart from white space that it does not show.

/// Elements that preserve white space.
const AS_WRITTEN: [&str; 4] = ["pre", "textarea", "style", "script"];

/// Elements whose end tag may be omitted before the next item or at the end of their parent.
/// White space after them may be visible, so the tag is omitted only if there is none.
const ITEMS: [&str; 3] = ["li", "dt", "dd"];

/// The same for tables, where white space between the parts is never visible.
const PARTS_OF_TABLES: [&str; 6] = ["td", "th", "tr", "thead", "tbody", "tfoot"];

/// Minifies markup as [`super::transform`] writes it, with all values in double quotes.
pub(super) fn compact(html: &str) -> String {
    let mut writer = Writer {
        out: String::with_capacity(html.len()),
        kept: 0,
        left_out: None,
        between_cells: false,
    };
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        writer.text(text);
        let end = end_of_tag(after);
        let (tag, after) = after.split_at_checked(end).unwrap_or((after, ""));
        writer.tag(tag);
        rest = after.strip_prefix('>').unwrap_or(after);
    }
    writer.text(rest);
    writer.end_left_out();
    writer.out
}

struct Writer<'h> {
    out: String,
    /// How many elements that preserve white space are open.
    kept: usize,
    /// The element whose end tag is held back.
    left_out: Option<&'h str>,
    /// Whether this white space is between the parts of a table.
    between_cells: bool,
}

impl<'h> Writer<'h> {
    fn text(&mut self, text: &str) {
        if text.is_empty() || self.between_cells && is_white(text) {
            return;
        }
        self.end_left_out();
        if self.kept > 0 {
            self.out.push_str(text);
            return;
        }
        let text = text.replace("&nbsp;", "\u{a0}");
        let mut was_white = false;
        for character in text.chars() {
            let white = character.is_ascii_whitespace();
            if !white {
                self.out.push(character);
            } else if !was_white {
                self.out.push('\n');
            }
            was_white = white;
        }
    }

    fn tag(&mut self, tag: &'h str) {
        let (name, is_end) = match tag.strip_prefix('/') {
            Some(name) => (name, true),
            None => (name_of(tag), false),
        };
        if is_end || self.left_out.is_some_and(|left_out| ends(name, left_out)) {
            self.left_out = None;
        }
        self.end_left_out();
        let is_part = PARTS_OF_TABLES.contains(&name);
        let holds_parts = name == "table" || is_part && !matches!(name, "td" | "th");
        self.between_cells = if is_end { is_part } else { holds_parts };
        if AS_WRITTEN.contains(&name) {
            self.kept = if is_end {
                self.kept.saturating_sub(1)
            } else {
                self.kept + 1
            };
        }
        if is_end && (is_part || ITEMS.contains(&name)) {
            self.left_out = Some(name);
        } else if is_end {
            self.out.push_str(&format!("</{name}>"));
        } else {
            self.start(tag);
        }
    }

    /// A start tag, with quotes where the values need them.
    fn start(&mut self, tag: &str) {
        let (tag, closes) = match tag.strip_suffix('/') {
            Some(tag) => (tag.trim_end(), true),
            None => (tag, false),
        };
        self.out.push('<');
        let mut rest = tag;
        while let Some((before, after)) = rest.split_once("=\"") {
            let (value, after) = after.split_once('"').unwrap_or((after, ""));
            // A slash directly before the `>` would be parsed as part of the value.
            let is_last = closes && after.trim().is_empty();
            self.out.push_str(before);
            match value {
                "" => {}
                _ if !is_last && is_plain(value) => self.out.push_str(&format!("={value}")),
                _ => self
                    .out
                    .push_str(&format!("=\"{}\"", value.replace("&nbsp;", "\u{a0}"))),
            }
            rest = after;
        }
        self.out.push_str(rest);
        self.out.push_str(if closes { "/>" } else { ">" });
    }

    /// Writes the end tag that was held back; the next tag does not imply it.
    fn end_left_out(&mut self) {
        if let Some(name) = self.left_out.take() {
            self.out.push_str(&format!("</{name}>"));
        }
    }
}

/// Whether a start tag implies the end tag of the element before it.
fn ends(name: &str, before: &str) -> bool {
    match before {
        "li" => name == "li",
        "dt" | "dd" => matches!(name, "dt" | "dd"),
        _ => PARTS_OF_TABLES.contains(&name),
    }
}

/// The end of a tag, from after its `<`: the first `>` outside a value.
fn end_of_tag(after: &str) -> usize {
    let mut in_value = false;
    let end = after.bytes().position(|byte| {
        in_value ^= byte == b'"';
        byte == b'>' && !in_value
    });
    end.unwrap_or(after.len())
}

fn name_of(tag: &str) -> &str {
    let end = tag.find(|c: char| c.is_ascii_whitespace() || c == '/');
    tag.split_at_checked(end.unwrap_or(tag.len()))
        .map_or(tag, |(name, _)| name)
}

fn is_white(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}

/// Whether a value needs no quotes.
fn is_plain(value: &str) -> bool {
    value
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"-_.#:%".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn only_what_says_nothing_is_left_out() {
        for (written, expected) in [
            (
                "<a class=\"x\" href=\"#a.b\">A</a>",
                "<a class=x href=#a.b>A</a>",
            ),
            (
                "<a class=\"x y\" title=\"a>b\">A</a>",
                "<a class=\"x y\" title=\"a>b\">A</a>",
            ),
            (
                "<use class=\"x\" href=\"#a\"/>",
                "<use class=x href=\"#a\"/>",
            ),
            (
                "<img alt=\"\" src=\"data:a/b\">",
                "<img alt src=\"data:a/b\">",
            ),
            ("a&nbsp;b \n\n  c", "a\u{a0}b\nc"),
            ("<pre>a\n\n  b</pre>  c", "<pre>a\n\n  b</pre>\nc"),
            // White space between items may be visible, so they keep their end tags.
            (
                "<ul>\n<li>a</li>\n<li>b</li>\n</ul>",
                "<ul>\n<li>a</li>\n<li>b</li>\n</ul>",
            ),
            ("<ul><li>a</li><li>b</li></ul>", "<ul><li>a<li>b</ul>"),
            ("<div><dt>a</dt><dd>b</dd></div>", "<div><dt>a<dd>b</div>"),
            (
                "<tbody>\n<tr>\n<th>a</th>\n<td>b</td>\n</tr>\n</tbody></table> x",
                "<tbody><tr><th>a<td>b</table>\nx",
            ),
            ("<li>a</li>", "<li>a</li>"),
            ("<ul><li>a</li><p>b</p></ul>", "<ul><li>a</li><p>b</p></ul>"),
            ("<input disabled>", "<input disabled>"),
        ] {
            assert_eq!(compact(written), expected, "{written}");
        }
    }
}
