//! Near-misses of Markdown: the parser reads them as text, and the page would show the marks.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::byte_set::ByteSet;
use super::foreign::{FENCE, mark};
use super::in_words::Placed;
use super::left_out::LeftOut;
use crate::diagnostic::Diagnostic;
use crate::load::Body;

/// Reports marks without effect in a paragraph or in a part of it.
pub(super) fn marks(text: &str, events: &[Placed<'_>], body: Body, findings: &mut Vec<Diagnostic>) {
    let mut code = LeftOut::default();
    for (event, range) in events {
        if matches!(event, Event::Code(_) | Event::Start(Tag::Link { .. })) {
            code.add(range);
        }
    }
    let is_code = |at: usize| code.holds(at);
    let mut is_in_block = false;
    for Passage { range, has_lines } in passages(events) {
        let range = with_colon(text, range);
        let (start, Some(paragraph)) = (range.start, text.get(range)) else {
            continue;
        };
        let span = |at: Range<usize>| body.span.part(start + at.start..start + at.end);
        let bytes = ByteSet::of(paragraph);
        let may_be_lines = has_lines && may_be_lines(&bytes);
        if let Some((key, at)) = may_be_lines.then(|| of_lines(paragraph)).flatten() {
            findings.push(Diagnostic::new(key, span(at)));
        }
        let marks = mark(paragraph, &bytes, &|at| is_code(start + at));
        let marks = marks.filter(|at| {
            let mark = paragraph.get(at.clone()).unwrap_or_default();
            let ends_block = is_in_block && mark == FENCE;
            is_in_block = mark.starts_with(FENCE) && mark != FENCE || is_in_block && !ends_block;
            !ends_block
        });
        findings.extend(marks.into_iter().map(|at| {
            let mark = paragraph.get(at.clone()).unwrap_or_default().to_owned();
            Diagnostic::new("K039.foreign", span(at)).arg("mark", mark)
        }));
        if bytes.has(b'*')
            && let Some(at) = spaced_bold(paragraph, &|at| is_code(start + at))
        {
            findings.push(Diagnostic::new("K039.bold", span(at)));
        }
        if let Some(at) = open_bold(paragraph) {
            findings.push(Diagnostic::new("K039.open", span(at)));
        }
        if !bytes.has(b'[') {
            continue;
        }
        findings.extend(
            turned_link(paragraph)
                .filter(|(at, ..)| !is_code(start + at.start))
                .map(|(at, meant)| {
                    Diagnostic::new("K039.turned", span(at.clone())).fix(span(at), meant)
                }),
        );
        let apart = links_apart(paragraph).filter(|at| !is_code(start + at.start));
        findings.extend(apart.map(|at| {
            let blank = at.start..at.start + 1;
            Diagnostic::new("K039.link", span(at)).fix(span(blank), "")
        }));
    }
}

/// A passage with the colon before it, if it begins a `:::` block: the parser reads the first
/// colon as the mark of a definition.
fn with_colon(text: &str, range: Range<usize>) -> Range<usize> {
    let is_fence = text
        .get(range.clone())
        .is_some_and(|words| words.starts_with("::"));
    let before = text.get(..range.start).unwrap_or_default();
    if is_fence && before.ends_with(':') {
        return range.start - 1..range.end;
    }
    range
}

/// A passage of continuous text.
struct Passage {
    range: Range<usize>,
    /// Whether it has its own lines, so that a list or a table may be meant.
    has_lines: bool,
}

/// The paragraphs, headings and cells of a text, and the text of items and definitions without
/// a paragraph.
fn passages(events: &[Placed<'_>]) -> Vec<Passage> {
    let mut all: Vec<Passage> = Vec::new();
    // The end of the current passage.
    let mut end = 0;
    let mut is_open = false;
    for (event, range) in events {
        match event {
            Event::Start(Tag::Paragraph | Tag::DefinitionListTitle) => {
                all.push(Passage {
                    range: range.clone(),
                    has_lines: true,
                });
                end = range.end;
            }
            Event::Start(Tag::Heading { .. } | Tag::TableCell) => {
                all.push(Passage {
                    range: range.clone(),
                    has_lines: false,
                });
                end = range.end;
            }
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => end = range.end,
            _ if range.start < end => {}
            event if is_block(event) => is_open = false,
            _ => {
                if let Some(passage) = all.last_mut().filter(|_| is_open) {
                    passage.range.end = passage.range.end.max(range.end);
                    continue;
                }
                all.push(Passage {
                    range: range.clone(),
                    has_lines: true,
                });
                is_open = true;
            }
        }
    }
    all
}

/// Whether an event is of a block, not inline.
fn is_block(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => !matches!(
            tag,
            Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Subscript
                | Tag::Superscript
                | Tag::Link { .. }
                | Tag::Image { .. }
        ),
        Event::End(tag) => !matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Subscript
                | TagEnd::Superscript
                | TagEnd::Link
                | TagEnd::Image
        ),
        Event::Html(_) | Event::Rule => true,
        _ => false,
    }
}

/// The first byte of `•` and similar characters.
const BULLET: u8 = 0xe2;

/// Whether lines can be a failed list or table: a single line cannot.
fn may_be_lines(bytes: &ByteSet) -> bool {
    [b'\n', b'#', BULLET]
        .into_iter()
        .any(|byte| bytes.has(byte))
}

/// What the lines of a paragraph were probably meant to be.
fn of_lines(paragraph: &str) -> Option<(&'static str, Range<usize>)> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in paragraph.split_inclusive('\n') {
        let (bare, rest) = (line.trim(), line.trim_start());
        let start = at + line.len() - rest.len();
        lines.push((bare, start..start + bare.len()));
        at += line.len();
    }
    let first = lines.iter().find(|(line, _)| is_heading(line));
    if let Some((_, at)) = first {
        return Some(("K039.heading", at.clone()));
    }
    let several = |of: fn(&str) -> bool| {
        let mut like = lines.iter().filter(|(line, _)| of(line));
        let (_, first) = like.next()?;
        like.next().map(|_| first.clone())
    };
    if is_short_of_columns(&lines) {
        return Some(("K039.columns", lines.get(1)?.1.clone()));
    }
    let bullets = lines
        .iter()
        .find(|(line, _)| line.starts_with(['•', '◦', '▪', '‣']));
    let listed = bullets.map(|(_, at)| at.clone());
    if let Some(at) = listed.or_else(|| several(is_item)) {
        return Some(("K039.list", at));
    }
    if let Some(at) = several(|line| line.starts_with('|') && line.matches('|').count() > 1) {
        return Some(("K039.table", at));
    }
    let at = several(|line| line.contains('\t'))?;
    Some(("K039.cells", at))
}

/// `#Word` or `##Word`; `#1` is a number.
fn is_heading(line: &str) -> bool {
    let bare = line.trim_start_matches('#');
    let marks = line.len() - bare.len();
    // One `#` before one word is a hashtag.
    let is_subject = marks == 1 && !bare.contains(' ');
    (1..=6).contains(&marks) && bare.starts_with(char::is_alphabetic) && !is_subject
}

/// Whether the first two lines are those of a table with different numbers of columns.
fn is_short_of_columns(lines: &[(&str, Range<usize>)]) -> bool {
    let [(first, _), (second, _), ..] = lines else {
        return false;
    };
    let is_rule = second.contains("--") && second.chars().all(|sign| "|-: ".contains(sign));
    is_rule && first.contains('|') && second.contains('|')
}

/// `-word`, `1.word`, `1)word`, `– word`, `a) word`.
fn is_item(line: &str) -> bool {
    let mut signs = line.chars();
    let lettered =
        signs.next().is_some_and(char::is_alphabetic) && signs.as_str().starts_with(") ");
    if lettered || line.starts_with("– ") {
        return true;
    }
    let after_digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if after_digits.len() < line.len() {
        after_digits.strip_prefix(['.', ')'])
    } else {
        line.strip_prefix(['-', '–'])
    };
    rest.is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// Two `**` that are not bold, because there is a space on the inner side of one:
/// `**bold **and`.
fn spaced_bold(paragraph: &str, is_code: &impl Fn(usize) -> bool) -> Option<Range<usize>> {
    const MARK: &str = "**";
    let mut marks = paragraph.match_indices(MARK).map(|(at, _)| at);
    let mut marks = marks.by_ref().filter(|at| !is_code(*at));
    let (open, close) = (marks.next()?, marks.next()?);
    let inner = paragraph.get(open + MARK.len()..close)?;
    let has_words = inner.contains(char::is_alphabetic) && !inner.contains('\n');
    let has_space = inner.starts_with(' ') || inner.ends_with(' ');
    (marks.next().is_none() && has_words && has_space).then(|| open..close + MARK.len())
}

/// An unclosed `**` before the first word of a paragraph.
fn open_bold(paragraph: &str) -> Option<Range<usize>> {
    let mark = ["**", "__"]
        .into_iter()
        .find(|mark| paragraph.starts_with(mark))?;
    let rest = paragraph.get(mark.len()..)?;
    let is_open = rest.starts_with(char::is_alphabetic) && !rest.contains(mark);
    is_open.then_some(0..mark.len())
}

/// The first `(text)[https://…]`, and the corrected link.
fn turned_link(paragraph: &str) -> Option<(Range<usize>, String)> {
    let middle = ["http", "mailto:", "www."].iter();
    let at = middle
        .filter_map(|begins| paragraph.find(&format!(")[{begins}")))
        .min()?;
    let open = paragraph.get(..at)?.rfind('(')?;
    let text = paragraph.get(open + 1..at)?;
    let after = paragraph.get(at + 2..)?;
    let address = after.get(..after.find(']')?)?;
    let end = at + 2 + address.len() + 1;
    let is_plain = !text.is_empty() && !text.contains('\n') && !address.contains([' ', '\n']);
    is_plain.then(|| (open..end, format!("[{text}]({address})")))
}

/// The ranges of ` (address)` after a `]`, from the space on.
fn links_apart(paragraph: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let opening = paragraph.find('[').unwrap_or(paragraph.len());
    paragraph.match_indices("] (").filter_map(move |(at, _)| {
        let address = paragraph.get(at + 3..)?;
        let address = address.get(..address.find([')', ' ', '\n'])?)?;
        let has_opening = opening < at;
        let end = at + 3 + address.len();
        let is_closed = paragraph.get(end..)?.starts_with(')');
        (has_opening && is_closed && is_address(address)).then_some(at + 1..end + 1)
    })
}

/// Whether text in parentheses can only be an address: `members:acme`, `https://…`,
/// `assets/form.pdf`.
fn is_address(words: &str) -> bool {
    let is_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let typed = words.split_once(':').is_some_and(|(collection, id)| {
        !collection.is_empty() && collection.chars().all(is_id) && id.starts_with(is_id)
    });
    let beginnings = ["https://", "http://", "mailto:", "assets/", "./", "../"];
    typed
        || beginnings
            .iter()
            .any(|beginning| words.starts_with(beginning))
}
