//! Links and pictures that the parser does not recognise because their address contains a
//! space: the page would show the brackets.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::in_words::Placed;
use crate::config::limits::ASSET_EXTENSIONS;
use crate::diagnostic::Diagnostic;
use crate::load::Body;
use crate::path::{Slug, has_scheme};
use crate::schema::is_email;

/// The most characters of an address.
const MAX_LENGTH: usize = 500;

/// Schemes; an address that starts with one does not name an entry.
const SCHEMES: [&str; 6] = ["https:", "http:", "mailto:", "tel:", "data:", "file:"];

/// Reports addresses that contain a space.
pub(super) fn addresses(
    text: &str,
    events: &[Placed<'_>],
    body: Body,
    findings: &mut Vec<Diagnostic>,
) {
    let mut in_code = false;
    for pair in events.windows(2) {
        if let [
            (Event::Start(Tag::Link { .. }), range),
            (Event::End(TagEnd::Link), _),
        ] = pair
        {
            findings.push(Diagnostic::new("K039.empty", body.span.part(range.clone())));
        }
    }
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(piece) if !in_code && piece.starts_with('(') => {
                findings.extend(address(text, range.start, body));
            }
            _ => {}
        }
    }
}

/// The finding for the address that follows a closing bracket.
fn address(text: &str, start: usize, body: Body) -> Option<Diagnostic> {
    let rest = text.get(start + 1..).filter(|_| {
        let before = text.get(..start);
        before.is_some_and(|before| before.ends_with(']'))
    })?;
    let mut ahead = rest.char_indices().take(MAX_LENGTH);
    let closing = ahead.find(|(_, c)| matches!(c, ')' | '\n' | '('));
    let (end, sign) = closing.unwrap_or((rest.len(), '\n'));
    if sign != ')' {
        return open(rest, start + 1, body);
    }
    let address = rest.get(..end)?;
    let span = body.span.part(start + 1..start + 1 + address.len());
    let mailbox = address.trim().strip_prefix("mailto: ").map(str::trim);
    if let Some(mailbox) = mailbox.filter(|mailbox| is_email(mailbox)) {
        return Some(Diagnostic::new("K034", span).fix(span, format!("mailto:{mailbox}")));
    }
    if let Some(meant) = entry(address.trim()) {
        return Some(Diagnostic::new("K034", span).fix(span, meant));
    }
    if let Some(at) = size(address) {
        let span = body.span.part(start + 1 + at..start + 1 + address.len());
        let mark = address.get(at..).unwrap_or_default().trim();
        let found = Diagnostic::new("K039.size", span).arg("mark", mark);
        return Some(found.fix(span, ""));
    }
    if let Some(meant) = anchor_or_number(address.trim()) {
        return Some(Diagnostic::new("K034", span).fix(span, meant));
    }
    if !address.trim().contains(' ') || !is_address(address.trim()) {
        return None;
    }
    if address.matches('\u{22}').count() == 1 {
        let end = body
            .span
            .part(start + 1 + address.len()..start + 1 + address.len());
        return Some(Diagnostic::new("K034.title", span).fix(end, "\u{22}"));
    }
    Some(Diagnostic::new("K034", span).fix(span, format!("<{}>", address.trim())))
}

/// An address with an unclosed bracket; it ends at the first space.
fn open(rest: &str, start: usize, body: Body) -> Option<Diagnostic> {
    let far = rest.char_indices().nth(MAX_LENGTH);
    let near = rest.get(..far.map_or(rest.len(), |(at, _)| at))?;
    let words = near.split(char::is_whitespace).next()?;
    let address = words.trim_end_matches(['.', ',', ';', '(']);
    let is_short = address.len() < MAX_LENGTH && !address.contains(')');
    let is_link = address.starts_with("mailto:") || (is_address(address) && address.len() > 3);
    let span = body.span.part(start..start + address.len());
    let end = body.span.part(start + address.len()..start + address.len());
    (is_short && is_link).then(|| Diagnostic::new("K034.open", span).fix(end, ")"))
}

/// The entry of `members: acme` or `members:Acme Ltd`.
fn entry(address: &str) -> Option<String> {
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let (collection, id) = address.split_once(':')?;
    let is_spaced = id.starts_with(' ');
    let id = id.trim();
    let is_typed = !collection.is_empty() && collection.chars().all(is_name);
    if !is_typed || id.is_empty() || has_scheme(address, &SCHEMES) {
        return None;
    }
    if id.chars().all(is_name) {
        return Some(format!("{collection}:{id}"));
    }
    // `(viz: něco)` is a remark in parentheses.
    let slug = Slug::from_text(id).filter(|_| !is_spaced && id.contains(' '))?;
    Some(format!("{collection}:{slug}"))
}

/// Where the size of a picture begins, in the syntax of some programs: `a.png =300x200`.
fn size(address: &str) -> Option<usize> {
    let at = address.find(" =")?;
    let size = address.get(at + 2..)?.trim_end();
    let is_size = |sign: char| sign.is_ascii_digit() || "x*%px".contains(sign);
    let has_number = size.contains(|sign: char| sign.is_ascii_digit());
    (has_number && size.chars().all(is_size)).then_some(at)
}

/// `#our-team` of `#our team`, and `tel:+420466036111` of `+420 466 036 111`.
fn anchor_or_number(address: &str) -> Option<String> {
    if !address.contains(' ') {
        return None;
    }
    if let Some(heading) = address.strip_prefix('#') {
        return Some(format!("#{}", Slug::from_text(heading)?));
    }
    let number = address.strip_prefix("tel:").unwrap_or(address).trim();
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let is_number = number
        .chars()
        .all(|sign| sign.is_ascii_digit() || "+ -/()".contains(sign));
    let plus = if number.starts_with('+') { "+" } else { "" };
    let is_telephone = is_number && (!plus.is_empty() || address.starts_with("tel:"));
    (is_telephone && digits.len() >= 8).then(|| format!("tel:{plus}{digits}"))
}

fn is_address(text: &str) -> bool {
    let beginnings = ["assets/", "./", "../", "/", "http://", "https://"];
    let ending = text
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    beginnings
        .iter()
        .any(|beginning| text.starts_with(beginning))
        || ending.is_some_and(|ending| {
            let ending = ending.as_str();
            ASSET_EXTENSIONS.contains(&ending) || matches!(ending, "md" | "yaml" | "html")
        })
}
