//! Bare addresses in a text, `https://www.example.org/x`, `www.example.org` and
//! `info@example.org`, become links, as in the services where people keep their texts.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::in_words::Placed;
use crate::config::limits::ASSET_EXTENSIONS;
use crate::schema::is_email;

/// The prefixes of a web address.
const BEGINNINGS: [&str; 3] = ["https://", "http://", "www."];

/// Characters that end a sentence or surround an address.
const AROUND: &[char] = &[
    '.', ',', ';', ':', '!', '?', '\'', '"', '*', '_', '~', '“', '”', '‘', '’', '»', '«', '…',
];

/// Turns bare addresses into links, except in code, in other links and in pictures.
pub(super) fn links<'a>(text: &'a str, events: Vec<Placed<'a>>) -> Vec<Placed<'a>> {
    let has_beginning = BEGINNINGS.iter().any(|beginning| text.contains(beginning));
    if !has_beginning && !text.contains('@') {
        return events;
    }
    let mut done = Vec::with_capacity(events.len());
    let mut run: Vec<Placed<'a>> = Vec::new();
    // The number of open code blocks, links and pictures.
    let mut open = 0_usize;
    for (event, range) in events {
        match &event {
            Event::Text(_) if open == 0 => {
                run.push((event, range));
                continue;
            }
            Event::Start(Tag::CodeBlock(_) | Tag::Link { .. } | Tag::Image { .. }) => open += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Link | TagEnd::Image) => {
                open = open.saturating_sub(1);
            }
            Event::InlineHtml(html) if is_tag(html, "<a") => open += 1,
            Event::InlineHtml(html) if is_tag(html, "</a") => open = open.saturating_sub(1),
            _ => {}
        }
        close(text, &mut run, &mut done);
        done.push((event, range));
    }
    close(text, &mut run, &mut done);
    done
}

fn is_tag(html: &str, begins: &str) -> bool {
    let rest = html.get(begins.len()..);
    let is_named = html
        .get(..begins.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(begins));
    is_named && rest.is_some_and(|rest| rest.starts_with([' ', '>', '\n', '\t']))
}

/// Ends a run of text events. Adjacent ones are searched together, since the parser splits
/// text at every character that could be a mark.
fn close<'a>(text: &'a str, run: &mut Vec<Placed<'a>>, done: &mut Vec<Placed<'a>>) {
    let mut pending = std::mem::take(run).into_iter().peekable();
    while let Some((event, range)) = pending.next() {
        let as_written = |event: &Event<'_>, range: &Range<usize>| match event {
            Event::Text(piece) => text.get(range.clone()) == Some(&**piece),
            _ => false,
        };
        if !as_written(&event, &range) {
            done.push((event, range));
            continue;
        }
        let mut whole = range.clone();
        let mut pieces = vec![(event, range)];
        while let Some(next) =
            pending.next_if(|(event, range)| range.start == whole.end && as_written(event, range))
        {
            whole.end = next.1.end;
            pieces.push(next);
        }
        let found = found(text, &whole);
        if found.is_empty() {
            done.append(&mut pieces);
        } else {
            push(text, whole, &found, done);
        }
    }
}

/// An address in a text.
struct FoundAddress {
    range: Range<usize>,
    /// The start of the mailbox, after an explicit `mailto:`.
    mailbox: Option<usize>,
}

/// The addresses in a part of a text, in order. A mailbox inside a web address belongs to the
/// web address.
fn found(text: &str, whole: &Range<usize>) -> Vec<FoundAddress> {
    let mut web = addresses(text, whole).into_iter().peekable();
    let mut all = Vec::new();
    let of_web = |range: Range<usize>| FoundAddress {
        range,
        mailbox: None,
    };
    for found in mailboxes(text, whole) {
        while let Some(before) = web.next_if(|web| web.end <= found.range.start) {
            all.push(of_web(before));
        }
        // `info@www.example.org` is a mailbox, although it contains a host.
        if web.peek().is_some_and(|web| web.start <= found.range.start) {
            continue;
        }
        while web.next_if(|web| web.start < found.range.end).is_some() {}
        all.push(found);
    }
    all.extend(web.map(of_web));
    all
}

/// The mailboxes in a part of a text, in linear time: the search around an `@` ends at the
/// next one.
fn mailboxes(text: &str, whole: &Range<usize>) -> Vec<FoundAddress> {
    let part = text.get(whole.clone()).unwrap_or_default();
    let places = part.match_indices('@');
    places
        .filter_map(|(at, _)| mailbox(text, whole.start + at, whole))
        .collect()
}

/// The mailbox around an `@`, if there is one.
fn mailbox(text: &str, at: usize, whole: &Range<usize>) -> Option<FoundAddress> {
    const SCHEME: &str = "mailto:";
    let before = text.get(whole.start..at)?;
    let is_of_name = |sign: char| sign.is_alphanumeric() || "._%+-".contains(sign);
    let name = before.len() - before.trim_end_matches(is_of_name).len();
    let name = text.get(at - name..at)?;
    let name = name.trim_start_matches(['.', '-', '_', '%', '+']);
    let start = at - name.len();
    let after = text.get(at + 1..whole.end)?;
    let is_of_host = |sign: char| sign.is_alphanumeric() || matches!(sign, '.' | '-');
    let run = after.get(..after.find(|sign| !is_of_host(sign)).unwrap_or(after.len()))?;
    let host = run.trim_end_matches(['.', '-']);
    let end = at + 1 + host.len();
    let (_, ending) = host.rsplit_once('.')?;
    let is_host = ending.len() > 1
        && ending.chars().all(|sign| sign.is_ascii_alphabetic())
        && !ASSET_EXTENSIONS.contains(&&*ending.to_ascii_lowercase());
    if !is_host || !is_email(text.get(start..end)?) {
        return None;
    }
    // `git@example.org:team/texts` and `a@b.example@c` are not mailboxes.
    let mut behind = text.get(end..whole.end)?.chars();
    let goes_on = match behind.next() {
        Some(':' | '/') => behind.next().is_some_and(|sign| !sign.is_whitespace()),
        Some(sign) => sign == '@' || sign == '_',
        None => false,
    };
    let written_before = text.get(..start)?;
    let with_scheme = written_before.ends_with(SCHEME);
    let sign_before = written_before.chars().next_back().filter(|_| !with_scheme);
    let is_part =
        sign_before.is_some_and(|sign| sign.is_alphanumeric() || "/@:=&#?".contains(sign));
    let shown = if with_scheme && start >= whole.start + SCHEME.len() {
        start - SCHEME.len()
    } else {
        start
    };
    (!goes_on && !is_part).then_some(FoundAddress {
        range: shown..end,
        mailbox: Some(start),
    })
}

/// A text with its addresses as links.
fn push<'a>(
    text: &'a str,
    whole: Range<usize>,
    found: &[FoundAddress],
    done: &mut Vec<Placed<'a>>,
) {
    let piece = |range: Range<usize>| {
        let words: CowStr<'a> = text.get(range.clone()).unwrap_or_default().into();
        (Event::Text(words), range)
    };
    let mut at = whole.start;
    for FoundAddress {
        range: address,
        mailbox,
    } in found
    {
        if at < address.start {
            done.push(piece(at..address.start));
        }
        let written = text.get(address.clone()).unwrap_or_default();
        let box_of = mailbox.and_then(|start| text.get(start..address.end));
        let dest_url: CowStr<'a> = match box_of {
            Some(mailbox) => mailbox.into(),
            None if written.starts_with("www.") => format!("https://{written}").into(),
            None => written.into(),
        };
        let link_type = if box_of.is_some() {
            LinkType::Email
        } else {
            LinkType::Autolink
        };
        let link = Tag::Link {
            link_type,
            dest_url,
            title: "".into(),
            id: "".into(),
        };
        done.push((Event::Start(link), address.clone()));
        done.push(piece(address.clone()));
        done.push((Event::End(TagEnd::Link), address.clone()));
        at = address.end;
    }
    if at < whole.end {
        done.push(piece(at..whole.end));
    }
}

/// The byte ranges of addresses in a part of a text, in linear time: a failed match reads only
/// the host name, which ends before the next prefix.
fn addresses(text: &str, whole: &Range<usize>) -> Vec<Range<usize>> {
    let Some(part) = text.get(whole.clone()) else {
        return Vec::new();
    };
    let places = BEGINNINGS
        .iter()
        .flat_map(|begins| part.match_indices(begins));
    let mut places: Vec<(usize, &str)> = places
        .map(|(at, begins)| (whole.start + at, begins))
        .collect();
    places.sort_unstable();
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, begins) in places {
        let is_behind = found.last().is_none_or(|last| last.end <= start);
        if is_behind && let Some(end) = address(text, start, begins, whole.end) {
            found.push(start..end);
        }
    }
    found
}

/// The end of the address that starts at an offset, if there is one.
fn address(text: &str, start: usize, begins: &str, most: usize) -> Option<usize> {
    let before = text.get(..start)?.chars().next_back();
    if before.is_some_and(|sign| sign.is_alphanumeric() || "/@.-:=&#%".contains(sign)) {
        return None;
    }
    let rest = text.get(start..most)?;
    let after = rest.get(begins.len()..)?;
    let is_of_host = |sign: char| sign.is_alphanumeric() || matches!(sign, '.' | '-');
    let run = after.get(..after.find(|sign| !is_of_host(sign)).unwrap_or(after.len()))?;
    let host = run.trim_end_matches(['.', '-']);
    let mut names = host.trim_start_matches("www.").split('.');
    if names.clone().count() < 2 || names.any(str::is_empty) {
        return None;
    }
    let goes_on = after.get(run.len()..)?.starts_with(['/', '?', '#', ':']);
    if !goes_on || host.len() < run.len() {
        return Some(start + begins.len() + host.len());
    }
    let ends = |sign: char| sign.is_whitespace() || matches!(sign, '<' | '>' | '`' | '|');
    let written = rest.get(..rest.find(ends).unwrap_or(rest.len()))?;
    Some(start + without_end(written).len())
}

/// An address without the end of the sentence: punctuation, and a closing bracket whose
/// opening one precedes the address.
fn without_end(written: &str) -> &str {
    const BRACKETS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('{', '}')];
    let mut surplus = BRACKETS.map(|(open, close)| {
        let closed = written.matches(close).count();
        closed.saturating_sub(written.matches(open).count())
    });
    let mut end = written.len();
    for (at, sign) in written.char_indices().rev() {
        let kind = BRACKETS.iter().position(|(_, close)| *close == sign);
        match kind.and_then(|kind| surplus.get_mut(kind)) {
            Some(left) if *left > 0 => *left -= 1,
            None if AROUND.contains(&sign) => {}
            _ => break,
        }
        end = at;
    }
    written.get(..end).unwrap_or(written)
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Parser, html};

    use super::links;

    fn rendered(text: &str) -> String {
        let events = Parser::new(text).into_offset_iter().collect();
        let events = links(text, events).into_iter().map(|(event, _)| event);
        let mut written = String::new();
        html::push_html(&mut written, events);
        written.replace("<p>", "").replace("</p>\n", "")
    }

    #[test]
    fn addresses_are_links() {
        for (text, href, shown) in [
            (
                "See www.example.org.",
                "https://www.example.org",
                "www.example.org",
            ),
            (
                "(https://example.org/a_b_c)",
                "https://example.org/a_b_c",
                "https://example.org/a_b_c",
            ),
            (
                "https://example.org/a_(b), and",
                "https://example.org/a_(b)",
                "https://example.org/a_(b)",
            ),
            (
                "**www.example.org/x?y=1**",
                "https://www.example.org/x?y=1",
                "www.example.org/x?y=1",
            ),
            (
                "„www.háčky.example“",
                "https://www.h%C3%A1%C4%8Dky.example",
                "www.háčky.example",
            ),
        ] {
            let meant = format!("<a href=\"{href}\">{shown}</a>");
            assert!(
                rendered(text).contains(&meant),
                "{text}: {}",
                rendered(text)
            );
        }
    }

    /// Punctuation at the end of a sentence is not part of an address, however long it is.
    #[test]
    fn the_ends_of_sentences() {
        for (text, shown) in [
            ("(see www.example.org/a(b)).", "www.example.org/a(b)"),
            ("[{www.example.org}],", "www.example.org"),
            ("www.example.org/(a", "www.example.org/(a"),
            ("www.,www.example.org!", "www.example.org"),
        ] {
            let written = rendered(text);
            assert!(written.contains(&format!(">{shown}</a>")), "{written}");
        }
        let closed = format!("www.example.org/{}", ").".repeat(50_000));
        assert!(rendered(&closed).contains(">www.example.org/</a>"));
        let two = rendered("www.example.org,www.example.com: both");
        assert_eq!(two.matches("<a ").count(), 2, "{two}");
    }

    #[test]
    fn mailboxes_are_links() {
        for (text, to, shown) in [
            (
                "Write to info@example.org.",
                "info@example.org",
                "info@example.org",
            ),
            (
                "(a.b+c@x-y.example)",
                "a.b+c@x-y.example",
                "a.b+c@x-y.example",
            ),
            (
                "**info@www.example.org**,",
                "info@www.example.org",
                "info@www.example.org",
            ),
            (
                "mailto:info@example.org",
                "info@example.org",
                "mailto:info@example.org",
            ),
            (
                "first_last@example.org: both",
                "first_last@example.org",
                "first_last@example.org",
            ),
            ("„info@example.cz“", "info@example.cz", "info@example.cz"),
        ] {
            let meant = format!("<a href=\"mailto:{to}\">{shown}</a>");
            let written = rendered(text);
            assert!(written.contains(&meant), "{text}: {written}");
            assert_eq!(written.matches("<a ").count(), 1, "{written}");
        }
        let two = rendered("a@x.example;b@x.example, www.x.example and https://x.example/@c");
        assert_eq!(two.matches("<a ").count(), 4, "{two}");
        assert_eq!(two.matches("mailto:").count(), 2, "{two}");
        let many = rendered(&"a@x.example ".repeat(50_000));
        assert_eq!(many.matches("<a ").count(), 50_000);
    }

    #[test]
    fn what_is_no_mailbox() {
        for text in [
            "@team",
            "a@b",
            "logo@2x.png",
            "node@18.2.1",
            "git@example.org:team/texts",
            "@user@example.social",
            "čapek@x.example",
            "`a@x.example`",
            "a@x.example@y.example",
            &"a@".repeat(250_000),
            &"@a.b".repeat(125_000),
        ] {
            let written = rendered(text);
            assert!(
                !written.contains("<a "),
                "{}",
                written.get(..60).unwrap_or(&written)
            );
        }
        let link = "[write to a@x.example](mailto:a@x.example)";
        assert_eq!(rendered(link).matches("<a ").count(), 1);
        assert_eq!(rendered("<a@x.example>").matches("<a ").count(), 1);
    }

    #[test]
    fn other_text_is_not_linked() {
        for text in [
            "`www.example.org`",
            "awww.example.org",
            "www. example",
            "https://",
            "www.",
            "www..example.org",
            "https://localhost/x",
            &"www.,".repeat(50_000),
        ] {
            assert!(
                !rendered(text).contains("<a "),
                "{text}: {}",
                rendered(text)
            );
        }
        let link = "[see www.example.org](https://x.example/)";
        assert_eq!(rendered(link).matches("<a ").count(), 1);
        let html = "<a href=\"x\">www.example.org</a>";
        assert_eq!(rendered(html).matches("<a ").count(), 1);
    }
}
