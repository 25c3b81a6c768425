//! HTML in a text, tag by tag. What pages may not hold is taken out here, and told at
//! its place; what was meant as words, or has no end, is printed as it is written. The
//! sanitiser that comes after it thus finds nothing to take away.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::{Event, Tag as Block, TagEnd};

use super::in_words::Placed;
use super::sanitiser::SANITISER;
use super::tags::{Piece, Tag, pieces};
use crate::diagnostic::Diagnostic;
use crate::load::Body;
use crate::text::escape_html_into;

/// Elements that are none of a text; anything else in angle brackets is a word.
const KNOWN: &str = " address applet audio base basefont bgsound blink body button canvas circle \
    clippath command content datalist defs desc dialog dir ellipse embed fieldset filter font \
    foreignobject form frame frameset g head html iframe image input isindex keygen label legend \
    line lineargradient link main mark marker marquee mask math menu meta meter mfrac mi mn mo \
    mrow msub msup mtext nobr noembed noframes noscript object optgroup option output param path \
    pattern picture plaintext polygon polyline portal progress radialgradient rect script search \
    select slot source stop strike style svg symbol template text textarea title track tspan tt \
    use video xmp ";

/// What the sanitiser leaves in.
struct Allowed {
    tags: HashSet<&'static str>,
    attributes: HashMap<&'static str, HashSet<&'static str>>,
    everywhere: HashSet<&'static str>,
    schemes: HashSet<&'static str>,
}

static ALLOWED: LazyLock<Allowed> = LazyLock::new(|| Allowed {
    tags: SANITISER.clone_tags(),
    attributes: SANITISER.clone_tag_attributes(),
    everywhere: SANITISER.clone_generic_attributes(),
    schemes: SANITISER.clone_url_schemes(),
});

/// Takes out of the events of a text what pages may not hold.
pub(super) fn clean<'a>(
    text: &str,
    events: Vec<Placed<'a>>,
    body: Body,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Placed<'a>> {
    if !text.contains('<') {
        return events;
    }
    let mut cleaner = Cleaner {
        text,
        body,
        findings,
        done: Vec::with_capacity(events.len()),
    };
    let mut events = events.into_iter().peekable();
    while let Some((event, range)) = events.next() {
        match event {
            Event::Html(first) => {
                let mut block = vec![(first.to_string(), range)];
                while let Some((Event::Html(piece), range)) =
                    events.next_if(|(event, _)| matches!(event, Event::Html(_)))
                {
                    block.push((piece.to_string(), range));
                }
                cleaner.block(&block);
            }
            Event::InlineHtml(tag) => {
                let unread = cleaner.inline(&tag, range);
                if let Some(name) = unread {
                    skip(&mut events, &name);
                }
            }
            event => cleaner.done.push((event, range)),
        }
    }
    cleaner.done
}

/// Passes over the text of a script within a line, if it has an end there.
fn skip<'a, I>(events: &mut std::iter::Peekable<I>, name: &str)
where
    I: Iterator<Item = Placed<'a>> + Clone,
{
    let ends = |event: &Event<'_>| match event {
        Event::InlineHtml(tag) => {
            let tag = tag.to_ascii_lowercase();
            tag.strip_prefix("</")
                .is_some_and(|tag| tag.starts_with(name))
        }
        _ => false,
    };
    let is_inside = |event: &Event<'_>| {
        !matches!(
            event,
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item)
                | Event::Start(Block::Paragraph | Block::List(_) | Block::Item)
        )
    };
    let mut ahead = events.clone();
    let length = ahead.by_ref().take_while(|(event, _)| is_inside(event));
    if let Some(length) = length.into_iter().position(|(event, _)| ends(&event)) {
        for _ in 0..=length {
            events.next();
        }
    }
}

struct Cleaner<'a, 't, 'f> {
    text: &'t str,
    body: Body,
    findings: &'f mut Vec<Diagnostic>,
    done: Vec<Placed<'a>>,
}

impl Cleaner<'_, '_, '_> {
    /// A block of HTML, line by line with the places of the lines.
    fn block(&mut self, lines: &[(String, Range<usize>)]) {
        let whole: String = lines.iter().map(|(line, _)| line.as_str()).collect();
        let place = |range: &Range<usize>| {
            let mut before = 0;
            for (line, place) in lines {
                if range.start < before + line.len() {
                    let start = place.start + (range.start - before);
                    return start..(start + range.len()).min(place.end);
                }
                before += line.len();
            }
            0..0
        };
        let mut html = String::with_capacity(whole.len());
        let all = pieces(&whole);
        let mut until: Option<usize> = None;
        for (at, (piece, range)) in all.iter().enumerate() {
            if until.is_some_and(|end| range.start < end) {
                continue;
            }
            let written = whole.get(range.clone()).unwrap_or_default();
            match self.judge(piece, place(range)) {
                Fate::Stays => html.push_str(written),
                Fate::Goes => {}
                Fate::IsText => escape_html_into(&mut html, written),
                Fate::GoesWithText(name) => {
                    let rest = all.iter().skip(at + 1);
                    let mut ends = rest.filter(|(piece, _)| {
                        matches!(piece, Piece::Tag(tag) if tag.closes && tag.name == name)
                    });
                    until = ends.next().map(|(_, range)| range.end);
                }
            }
        }
        let first = lines.first().map_or(0, |(_, range)| range.start);
        let last = lines.last().map_or(first, |(_, range)| range.end);
        if !html.trim().is_empty() {
            self.done.push((Event::Html(html.into()), first..last));
        }
    }

    /// A tag within a line; the name of an element whose text goes with it.
    fn inline(&mut self, written: &str, range: Range<usize>) -> Option<String> {
        let all = pieces(written);
        let Some((piece, _)) = all.first() else {
            return None;
        };
        match self.judge(piece, range.clone()) {
            Fate::Stays => self
                .done
                .push((Event::InlineHtml(written.to_owned().into()), range)),
            Fate::IsText => self
                .done
                .push((Event::Text(written.to_owned().into()), range)),
            Fate::Goes => {}
            Fate::GoesWithText(name) => return Some(name),
        }
        None
    }

    /// What becomes of a piece; what is taken out is told.
    fn judge(&mut self, piece: &Piece, place: Range<usize>) -> Fate {
        match piece {
            Piece::Text => Fate::Stays,
            Piece::Comment => Fate::Goes,
            Piece::Declaration => {
                self.tell("K031", place, |found, written| found.arg("tag", written));
                Fate::Goes
            }
            Piece::Unfinished => {
                self.tell("K035", place, |found, _| found);
                Fate::IsText
            }
            Piece::Tag(tag) => self.tag(tag, place),
        }
    }

    fn tag(&mut self, tag: &Tag, place: Range<usize>) -> Fate {
        let name = tag.name.as_str();
        if ALLOWED.tags.contains(name) {
            self.attributes(tag, &place);
            return Fate::Stays;
        }
        let is_known = KNOWN.split_whitespace().any(|known| known == name);
        if !is_known {
            self.tell("K031.word", place, |found, written| {
                found.arg("tag", written)
            });
            return Fate::IsText;
        }
        if tag.closes {
            return Fate::Goes;
        }
        self.tell("K031", place, |found, _| {
            found.arg("tag", format!("<{name}>"))
        });
        if matches!(name, "script" | "style") {
            return Fate::GoesWithText(name.to_owned());
        }
        Fate::Goes
    }

    fn attributes(&mut self, tag: &Tag, place: &Range<usize>) {
        let own = ALLOWED.attributes.get(tag.name.as_str());
        for (name, value) in &tag.attributes {
            let name = name.as_str();
            let is_allowed =
                ALLOWED.everywhere.contains(name) || own.is_some_and(|own| own.contains(name));
            if !is_allowed || (matches!(name, "href" | "src") && !leads_on(value)) {
                self.tell("K032", place.clone(), |found, _| {
                    found
                        .arg("attribute", name)
                        .arg("tag", format!("<{}>", tag.name))
                });
            }
        }
    }

    fn tell(
        &mut self,
        key: &'static str,
        place: Range<usize>,
        with: impl FnOnce(Diagnostic, &str) -> Diagnostic,
    ) {
        let written = self.text.get(place.clone()).unwrap_or_default();
        let line = written.lines().next().unwrap_or_default();
        let found = Diagnostic::new(key, self.body.span.part(place));
        self.findings.push(with(found, line));
    }
}

/// What becomes of a piece of HTML.
enum Fate {
    Stays,
    Goes,
    /// It goes with all up to its closing tag.
    GoesWithText(String),
    /// It is printed as it is written.
    IsText,
}

/// Whether the sanitiser leaves an address in.
fn leads_on(value: &str) -> bool {
    let value = value.trim().to_ascii_lowercase();
    let before_path = value.split(['/', '?', '#']).next().unwrap_or_default();
    match before_path.split_once(':') {
        Some((scheme, _)) => ALLOWED.schemes.contains(scheme),
        None => true,
    }
}
