//! Reports parser errors by their cause. The parser says where it stopped; the cause is
//! mostly earlier on that line or on the line before, so the two most common slips are
//! looked for first.

use granit_parser::ScanError;

use super::cut::{in_brackets, reserved};
use super::scan::{self, Scan};
use super::slips::Slips;
use super::tabs::{indenting_tab, tabs};
use super::write::quote_if_needed;
use crate::diagnostic::{Applicability, Diagnostic, Edit};
use crate::messages::{Message, message};
use crate::text::{SourceId, Span};

/// The byte order mark that some programs write at the start of a file.
const BOM: char = '\u{feff}';

/// A list whose items begin with `*`, as in Markdown.
fn starred(
    source: SourceId,
    text: &str,
    offset: usize,
    line: &std::ops::Range<usize>,
) -> Option<Diagnostic> {
    let first = text.get(line.clone())?;
    let indent = first.len() - first.trim_start().len();
    let starts = |line: &str| {
        let bare = line.get(indent..).filter(|bare| bare.starts_with('*'));
        line.trim_start().len() + indent == line.len() && bare.is_some()
    };
    let is_spaced = |line: &str| starts(line) && line.trim_start().starts_with("* ");
    // `*Note* and more` is a text with an emphasis.
    let is_tight = |line: &str| starts(line) && line.matches('*').count() == 1;
    let below_key = text.get(..line.start)?.trim_end().ends_with(':');
    let next = text.get(line.end..)?.lines().nth(1);
    let are_tight = below_key
        && is_tight(first)
        && next.is_none_or(|next| is_tight(next) || scan::indent(next).len() < indent);
    let is_item = |line: &str| is_spaced(line) || are_tight && is_tight(line);
    if !is_item(first) {
        return None;
    }
    let mut at = line.start;
    let rest = text.get(line.start..)?.split_inclusive('\n');
    let edits = rest.take_while(|line| is_item(line)).map(|line| {
        let star = at + indent + offset;
        at += line.len();
        let hyphen = if is_spaced(line) { "-" } else { "- " };
        Edit {
            span: Span::new(source, star..star + 1),
            text: hyphen.to_owned(),
        }
    });
    let edits: Vec<Edit> = edits.collect();
    let span = edits.first()?.span;
    Some(Diagnostic::new("Y001.star", span).edits(edits, Applicability::Suggested))
}

/// The diagnostic for an error of the parser.
pub(super) fn explain(
    source: SourceId,
    text: &str,
    offset: usize,
    error: &ScanError,
) -> Diagnostic {
    let at = error.marker().byte_offset().unwrap_or(0).min(text.len());
    let span =
        |range: std::ops::Range<usize>| Span::new(source, range.start + offset..range.end + offset);
    let lines = suspicious_lines(text, at);
    let behind = next_line(text, at).filter(|_| error.info().contains("tab"));
    let mut indented = lines.iter().cloned().chain(behind);
    if let Some(tab) = indented.find_map(|line| indenting_tab(text, line)) {
        return tabs(source, text, offset, tab);
    }
    let slips = Slips {
        source,
        text,
        offset,
    };
    if let Some(found) = slips.of_signs(at, &lines) {
        return found;
    }
    let mark = text.get(at..).and_then(|rest| rest.find(BOM));
    if let Some(mark) = mark.filter(|mark| *mark < BOM.len_utf8() + 1) {
        let mark = span(at + mark..at + mark + BOM.len_utf8());
        return Diagnostic::new("Y001.mark", mark).safe_fix(mark, "");
    }
    if let Some(found) = lines
        .first()
        .and_then(|line| starred(source, text, offset, line))
    {
        return found;
    }
    if let Some(found) = lines.iter().find_map(|line| slips.comment(line)) {
        return found;
    }
    if let Some(found) = lines.first().and_then(|line| kept_sign(text, line, &span)) {
        return found;
    }
    for line in &lines {
        if let Some(sign) = invisible_after_colon(text, line) {
            return Diagnostic::new("Y001.invisible", span(sign.clone())).safe_fix(span(sign), " ");
        }
        if let Some((hash, value)) = in_brackets(text, line) {
            let quoted = quote_if_needed(text.get(value.clone()).unwrap_or_default());
            let found = Diagnostic::new("Y020.brackets", span(hash.clone()));
            let digit = text
                .get(hash.end..)
                .is_some_and(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit()));
            return if digit {
                found.safe_fix(span(value), quoted)
            } else {
                found.fix(span(value), quoted)
            };
        }
    }
    if let Some(found) = lines
        .first()
        .and_then(|line| link(text, line, &span).or_else(|| slips.behind_quotes(line)))
    {
        return found;
    }
    let whole = lines.first().and_then(|line| whole(text, line, at));
    if let Some(whole) = whole {
        let meant = in_quotes(within_quotes(text.get(whole.clone()).unwrap_or_default()));
        let written = text.get(whole.clone()).unwrap_or_default();
        let found = match written.chars().next() {
            Some(sign @ ('@' | '`' | '%' | '*' | '&' | '[' | '{')) => {
                Diagnostic::new("Y020.start", span(whole.clone())).arg("sign", sign.to_string())
            }
            _ => Diagnostic::new("Y001", span(at..(at + 1).min(text.len())))
                .arg("why", cause(&error.info())),
        };
        return found.fix(span(whole), meant);
    }
    if let Some(found) = slips.of_marks(at, &lines) {
        return found;
    }
    let colon = lines.iter().find_map(|line| with_colon(text, line, &span));
    if let Some(found) = colon {
        return found;
    }
    if error.info().contains("simple key")
        && let Some(found) = without_key(slips, &lines)
    {
        return found;
    }
    let end = text
        .get(at..)
        .and_then(|rest| rest.chars().next())
        .map_or(at, |c| at + c.len_utf8());
    let sign = text.get(at..end).and_then(|sign| sign.chars().next());
    if sign.is_some_and(|sign| sign.is_control() && sign != '\n') {
        let why = message!("yaml.invisible");
        return Diagnostic::new("Y001", span(at..end)).arg("why", why);
    }
    Diagnostic::new("Y001", span(at..end)).arg("why", cause(&error.info()))
}

/// A value that is a Markdown link. In quotes, a field for a URL accepts it, and a text
/// prints it.
fn link(
    text: &str,
    line: &std::ops::Range<usize>,
    span: &impl Fn(std::ops::Range<usize>) -> Span,
) -> Option<Diagnostic> {
    let written = text.get(line.clone())?;
    let start = scan::value(written)?;
    let value = written.get(start..)?.trim_end();
    let inner = value
        .strip_prefix('[')
        .filter(|_| !value.contains('\u{22}'))?;
    let (name, target) = inner.split_once("](")?;
    let is_one = !name.contains(['[', ']']) && target.contains(')');
    let place = line.start + start..line.start + start + value.len();
    is_one.then(|| {
        Diagnostic::new("Y020.link", span(place.clone()))
            .safe_fix(span(place), quote_if_needed(value))
    })
}

/// A list that begins on the line of its key: `tags: - one, two`, or with its further items
/// on the lines below.
fn begun_beside_key(
    text: &str,
    line: &std::ops::Range<usize>,
    value: &std::ops::Range<usize>,
    span: &impl Fn(std::ops::Range<usize>) -> Span,
) -> Option<Diagnostic> {
    let written = text.get(value.clone())?;
    let items = written.strip_prefix("- ")?;
    let found = Diagnostic::new("Y001.beside", span(value.clone()));
    let key_line = text.get(line.clone())?;
    let indent = scan::indent(key_line);
    let below = text.get(line.end..)?.lines().nth(1);
    if let Some(below) = below.filter(|below| below.trim_start().starts_with("- ")) {
        let own = scan::indent(below);
        let column = if own.len() >= indent.len() {
            own
        } else {
            indent
        };
        let blank = value.start..value.start;
        return Some(found.fix(span(blank), format!("\n{column}")));
    }
    let is_plain =
        items.contains(", ") && !items.contains(['[', ']', '{', '}', '#', ':', '\u{22}']);
    is_plain.then(|| found.fix(span(value.clone()), format!("[{items}]")))
}

/// A value that begins with a reserved character, with a fix that quotes it.
fn kept_sign(
    text: &str,
    line: &std::ops::Range<usize>,
    span: &impl Fn(std::ops::Range<usize>) -> Span,
) -> Option<Diagnostic> {
    // A text of several lines may contain such a character, so only the line where the
    // parser stopped is checked.
    let value = reserved(text, line)?;
    if let Some(found) = begun_beside_key(text, line, &value, span) {
        return Some(found);
    }
    let written = text.get(value.clone()).unwrap_or_default();
    let sign: String = written.chars().take(1).collect();
    let found = Diagnostic::new("Y020.start", span(value.clone())).arg("sign", sign);
    // A lone hyphen means that there is no value.
    let is_nothing = matches!(written, "-" | "?");
    let quoted = if is_nothing {
        String::new()
    } else {
        quote_if_needed(written)
    };
    // A hyphen may begin a list on lines of its own.
    let found = if written.contains(['#', '[', ']', '{', '}']) || written.starts_with(['-', '?']) {
        found.fix(span(value), quoted)
    } else {
        found.safe_fix(span(value), quoted)
    };
    Some(found)
}

/// An unquoted text with a colon; if it may be several values, the fix is only suggested.
fn with_colon(
    text: &str,
    line: &std::ops::Range<usize>,
    span: &impl Fn(std::ops::Range<usize>) -> Span,
) -> Option<Diagnostic> {
    let slip = unquoted_colon(text, line.clone())?;
    let value = text.get(slip.value.clone()).unwrap_or_default();
    let found = Diagnostic::new("Y006", span(slip.colon));
    let quoted = quote_if_needed(value);
    // A comment or a bracket at the end may not be part of the text.
    let is_unclear = value.contains([']', '}', '[', '{', '#']) || holds_key(value);
    Some(match as_group(value) {
        Some(group) => found.fix(span(slip.value), group),
        None if is_unclear => found.fix(span(slip.value), quoted),
        None => found.safe_fix(span(slip.value), quoted),
    })
}

/// Whether something after a comma looks like a key: `a, count: 3` may be two values.
fn holds_key(value: &str) -> bool {
    let parts = value.split(", ").skip(1);
    parts
        .filter_map(|part| part.split_once(": "))
        .any(|(key, _)| is_key(key))
}

/// A group that lacks its braces: `en: One, cs: Jedna`.
fn as_group(value: &str) -> Option<String> {
    let is_pair = |part: &str| part.split_once(": ").is_some_and(|(key, _)| is_key(key));
    let are_pairs = value.contains(", ") && value.split(", ").all(is_pair);
    (are_pairs && !value.contains(['\u{22}', '\'', '[', ']', '{', '}', '#']))
        .then(|| format!("{{{value}}}"))
}

fn is_key(word: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    !word.is_empty() && word.chars().all(is_sign)
}

/// A line without a key and colon: with another character for the colon, or a continued
/// text.
fn without_key(slips: Slips<'_>, lines: &[std::ops::Range<usize>]) -> Option<Diagnostic> {
    let sign = lines.iter().find_map(|line| slips.sign(line));
    let goes_on = || slips.goes_on(lines.first()?, lines.get(1)?);
    sign.or_else(goes_on)
}

/// The parser's message in the words of an editor.
fn cause(info: &str) -> Message {
    const CAUSES: &[(&str, &str)] = &[
        ("recursion", "yaml.nested"),
        ("unclosed quote", "yaml.quote"),
        ("found unexpected document indicator", "yaml.quote"),
        ("unclosed bracket", "yaml.bracket"),
        ("misplaced bracket", "yaml.closing_bracket"),
        ("trailing content after", "yaml.after_quote"),
        ("multiline quoted", "yaml.quoted_indent"),
        ("while parsing a quoted scalar", "yaml.escape"),
        ("',' or ']'", "yaml.list_comma"),
        ("',' or '}'", "yaml.group_comma"),
        ("flow", "yaml.flow"),
        ("tab", "yaml.tab"),
        ("mapping values", "yaml.colon"),
        ("mapping keys", "yaml.key"),
        ("placement of ':'", "yaml.colon"),
        ("simple key", "yaml.colon_missing"),
        ("block sequence entries", "yaml.dash"),
        ("block collection", "yaml.not_in_list"),
        ("block mapping, did", "yaml.not_in_keys"),
        ("EOF", "yaml.end"),
        ("comments must", "yaml.comment"),
        ("unexpected character", "yaml.sign"),
        ("cannot start with '-'", "yaml.sign"),
        ("anchor", "yaml.anchor"),
        ("tag", "yaml.tag"),
        ("TAG", "yaml.tag"),
        ("directive", "yaml.directive"),
        ("block scalar", "yaml.block"),
        ("document", "yaml.document"),
        ("indentation", "yaml.indent"),
    ];
    let known = CAUSES.iter().find(|(part, _)| info.contains(part));
    Message::new(known.map_or("yaml.other", |(_, cause)| *cause))
}

/// The text that must be quoted as a whole: one that continues after a closing quote or
/// bracket, or that begins with a reserved character.
fn whole(text: &str, line: &std::ops::Range<usize>, at: usize) -> Option<std::ops::Range<usize>> {
    let written = text.get(line.clone())?;
    let start = scan::value(written)?;
    let value = written.get(start..)?.trim_end();
    let all = line.start + start..line.start + start + value.len();
    if value.starts_with(['[', '{']) {
        let sign = text.get(at..)?;
        if sign.starts_with(['@', '`', '%', '*', '&']) && all.contains(&at) {
            let end = sign.find([',', ']', '}', '\n'])?;
            return Some(at..at + sign.get(..end)?.trim_end().len());
        }
        let scan = Scan::of_value(written)?;
        let rest = written.get(scan.end..)?;
        let goes_on = rest.trim_start().starts_with(char::is_alphanumeric);
        return (scan.is_closed() && scan.other.is_none() && goes_on).then_some(all);
    }
    let is_quoted = value.starts_with(['\u{22}', '\'']);
    let closes = |quote: char| value.get(1..).and_then(|rest| rest.find(quote));
    let first = value.chars().next()?;
    let goes_on = is_quoted
        && closes(first).is_some_and(|end| {
            let rest = value.get(end + 2..).unwrap_or_default().trim_start();
            !rest.is_empty() && !rest.starts_with([',', ':', '#', ']', '}'])
        });
    (goes_on || value.starts_with(['*', '&'])).then_some(all)
}

/// A text in the kind of quotes that it does not contain.
fn in_quotes(written: &str) -> String {
    if written.contains('\u{22}') && !written.contains(['\'', '\n']) {
        format!("'{written}'")
    } else {
        quote_if_needed(written)
    }
}

/// A text without the quotes around it, if there are others inside.
fn within_quotes(written: &str) -> &str {
    ['\u{22}', '\'']
        .into_iter()
        .filter(|quote| written.matches(*quote).count() > 2)
        .find_map(|quote| written.strip_prefix(quote)?.strip_suffix(quote))
        .filter(|inner| {
            let inner = inner.trim();
            !inner.is_empty()
        })
        .unwrap_or(written)
}

/// A no-break space or another character that is not a space in YAML, after a key's colon:
/// word processors insert it on their own.
fn invisible_after_colon(
    text: &str,
    line: &std::ops::Range<usize>,
) -> Option<std::ops::Range<usize>> {
    let written = text.get(line.clone())?;
    let (key, rest) = written.split_once(':')?;
    let is_other_blank = |c: char| {
        (c.is_whitespace() && !c.is_ascii())
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    let end = rest
        .find(|c: char| !is_other_blank(c))
        .unwrap_or(rest.len());
    let start = line.start + key.len() + 1;
    let name = key.trim_start_matches([' ', '-']);
    let is_key = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    (is_key && end > 0).then_some(start..start + end)
}

/// The line after the one where the parser stopped.
fn next_line(text: &str, at: usize) -> Option<std::ops::Range<usize>> {
    let start = at + text.get(at..)?.find('\n')? + 1;
    let length = text.get(start..)?.find('\n');
    Some(start..length.map_or(text.len(), |length| start + length))
}

/// The line where the parser gave up and the nearest written one before it.
fn suspicious_lines(text: &str, at: usize) -> Vec<std::ops::Range<usize>> {
    let mut lines = Vec::new();
    let mut end = at;
    while lines.len() < 2 {
        let start = text
            .get(..end)
            .and_then(|t| t.rfind('\n'))
            .map_or(0, |n| n + 1);
        let line_end = text
            .get(start..)
            .and_then(|t| t.find('\n'))
            .map_or(text.len(), |n| start + n);
        if text
            .get(start..line_end)
            .is_some_and(|line| !line.trim().is_empty())
        {
            lines.push(start..line_end);
        }
        if start == 0 {
            break;
        }
        end = start - 1;
    }
    lines
}

struct Slip {
    colon: std::ops::Range<usize>,
    value: std::ops::Range<usize>,
}

/// `title: Valná hromada: program`: a second `: ` in an unquoted value.
fn unquoted_colon(text: &str, line: std::ops::Range<usize>) -> Option<Slip> {
    let written = text.get(line.clone())?;
    let first = written.find(": ")?;
    let value_start = first + 2 + written.get(first + 2..)?.find(|c| c != ' ')?;
    let value = written.get(value_start..)?;
    if value.starts_with(['\u{22}', '\'', '{', '[', '|', '>', '&', '*', '#']) {
        return None;
    }
    let second = value
        .find(": ")
        .or_else(|| value.strip_suffix(':').map(str::len))?;
    Some(Slip {
        colon: line.start + value_start + second..line.start + value_start + second + 1,
        value: line.start + value_start..line.start + value_start + value.trim_end().len(),
    })
}
