//! Raw HTML in a text, tag by tag. What pages may not contain is removed here, and reported at
//! its place; words in angle brackets and unterminated tags are escaped. The sanitiser that
//! runs later thus finds nothing to remove.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use html5gum::{Token, Tokenizer};
use pulldown_cmark::{Event, LinkType, Tag as Block, TagEnd};

use super::in_words::Placed;
use super::sanitiser::SANITISER;
use super::tags::{Piece, Tag, pieces};
use super::unclosed;
use crate::config::limits::MAX_ATTRIBUTES;
use crate::diagnostic::Diagnostic;
use crate::load::Body;
use crate::text::escape_html_into;

/// Elements of HTML and SVG that texts may not contain. A name in angle brackets that is
/// neither here nor allowed is a word.
const KNOWN: &str = " address applet audio base basefont bgsound blink body button canvas circle \
    clippath command content datalist defs desc dialog dir ellipse embed fieldset filter font \
    foreignobject form frame frameset g head html iframe image input isindex keygen label legend \
    line lineargradient link main mark marker marquee mask math menu meta meter mfrac mi mn mo \
    mrow msub msup mtext nobr noembed noframes noscript object optgroup option output param path \
    pattern picture plaintext polygon polyline portal progress radialgradient rect script search \
    select slot source stop strike style svg symbol template text textarea title track tspan tt \
    use video xmp ";

/// Purely presentational elements; most of them are obsolete in HTML.
const LOOKS: [&str; 9] = [
    "basefont", "big", "blink", "center", "font", "marquee", "strike", "tt", "u",
];

/// Attributes that are written without a value.
const BARE_ATTRIBUTES: &[&str] = &[
    "open",
    "hidden",
    "checked",
    "controls",
    "disabled",
    "download",
    "required",
    "reversed",
    "selected",
    "autofocus",
    "autoplay",
    "loop",
    "muted",
    "multiple",
    "readonly",
    "async",
    "defer",
];

/// The elements and attributes that the sanitiser allows.
struct Allowed {
    tags: BTreeSet<&'static str>,
    attributes: BTreeMap<&'static str, BTreeSet<&'static str>>,
    everywhere: BTreeSet<&'static str>,
    schemes: BTreeSet<&'static str>,
}

static ALLOWED: LazyLock<Allowed> = LazyLock::new(|| Allowed {
    // Only the program writes the tags for the copies of pictures.
    tags: SANITISER
        .clone_tags()
        .into_iter()
        .filter(|tag| !matches!(*tag, "picture" | "source"))
        .collect(),
    attributes: SANITISER
        .clone_tag_attributes()
        .into_iter()
        .map(|(tag, attributes)| (tag, attributes.into_iter().collect()))
        .collect(),
    everywhere: SANITISER.clone_generic_attributes().into_iter().collect(),
    schemes: SANITISER.clone_url_schemes().into_iter().collect(),
});

/// Removes from the events of a text what pages may not contain.
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
        unclosed: unclosed::tags(&events),
        text,
        body,
        findings,
        done: Vec::with_capacity(events.len()),
    };
    let unread = unread(&events);
    let mut events = events.into_iter().enumerate().peekable();
    while let Some((at, (event, range))) = events.next() {
        match event {
            Event::Html(first) => {
                let mut block = vec![(first.to_string(), range)];
                while let Some((_, (Event::Html(piece), range))) =
                    events.next_if(|(_, (event, _))| matches!(event, Event::Html(_)))
                {
                    block.push((piece.to_string(), range));
                }
                cleaner.block(&block);
            }
            Event::InlineHtml(tag) => {
                // The content of a script is removed with it.
                let mut place = range.clone();
                let end = unread.get(&at).copied().unwrap_or(at);
                while let Some((_, (_, range))) = events.next_if(|(at, _)| *at <= end) {
                    place.end = place.end.max(range.end);
                }
                cleaner.inline(&tag, range, place);
            }
            event => cleaner.done.push((event, range)),
        }
    }
    cleaner.done
}

/// Maps the event of each opening tag whose content no page shows to that of its closing tag,
/// if that is in the same block.
fn unread(events: &[Placed<'_>]) -> BTreeMap<usize, usize> {
    let mut found = BTreeMap::new();
    // From the end backwards, the nearest closing tag of each name.
    let mut closing: BTreeMap<String, usize> = BTreeMap::new();
    for (at, (event, _)) in events.iter().enumerate().rev() {
        match event {
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item,
            )
            | Event::Start(Block::Paragraph | Block::List(_) | Block::Item) => closing.clear(),
            Event::InlineHtml(tag) => {
                let Some((Piece::Tag(tag), _)) = pieces(tag).into_iter().next() else {
                    continue;
                };
                if tag.closes {
                    closing.insert(tag.name, at);
                } else if let Some(end) = closing.get(&tag.name).filter(|_| tag.is_unread()) {
                    found.insert(at, *end);
                }
            }
            _ => {}
        }
    }
    found
}

struct Cleaner<'a, 't, 'f> {
    /// The offsets of tags that are never closed.
    unclosed: BTreeSet<usize>,
    text: &'t str,
    body: Body,
    findings: &'f mut Vec<Diagnostic>,
    done: Vec<Placed<'a>>,
}

impl Cleaner<'_, '_, '_> {
    /// Cleans a block of HTML, given as lines with their byte ranges.
    fn block(&mut self, lines: &[(String, Range<usize>)]) {
        let whole: String = lines.iter().map(|(line, _)| line.as_str()).collect();
        let ends = lines.iter().scan(0, |end, (line, _)| {
            *end += line.len();
            Some(*end)
        });
        let ends: Vec<usize> = ends.collect();
        let offset = |at: usize| {
            let number = ends.partition_point(|end| *end <= at);
            let line = lines.get(number).zip(ends.get(number));
            line.map_or_else(
                || lines.last().map_or(0, |(_, place)| place.end),
                |((line, place), end)| place.start + at + line.len() - end,
            )
        };
        let place = |range: &Range<usize>| {
            let last = range.end.saturating_sub(1);
            offset(range.start)..(offset(last) + 1).max(offset(range.start))
        };
        let mut html = String::with_capacity(whole.len());
        let all = pieces(&whole);
        let mut until: Option<usize> = None;
        let mut start = lines.first().map_or(0, |(_, range)| range.start);
        let closed = last_ends(&all);
        for (at, (piece, range)) in all.iter().enumerate() {
            if until.is_some_and(|end| range.start < end) {
                continue;
            }
            let written = whole.get(range.clone()).unwrap_or_default();
            let mut extent = range.clone();
            if let Piece::Tag(tag) = piece
                && tag.is_unread()
                && closed.get(&*tag.name).is_some_and(|last| *last > at)
            {
                let mut rest = all.iter().skip(at + 1);
                let end = rest.find(|(piece, _)| {
                    matches!(piece, Piece::Tag(end) if end.closes && end.name == tag.name)
                });
                until = end.map(|(_, range)| range.end);
                extent.end = until.unwrap_or(extent.end);
            }
            match self.judge(piece, place(&extent)) {
                Fate::Stays => html.push_str(written),
                Fate::Goes => {}
                Fate::IsText => escape_html_into(&mut html, written),
                Fate::IsPicture(picture) => {
                    let own = place(range);
                    self.html(std::mem::take(&mut html), start..own.start);
                    start = own.end;
                    self.picture(*picture, &own);
                }
            }
        }
        let last = lines.last().map_or(start, |(_, range)| range.end);
        self.html(html, start..last.max(start));
    }

    fn html(&mut self, html: String, range: Range<usize>) {
        if !html.trim().is_empty() {
            self.done.push((Event::Html(html.into()), range));
        }
    }

    /// Emits a picture as Markdown does, so that it is resolved like any other.
    fn picture(&mut self, picture: HtmlPicture, range: &Range<usize>) {
        let tag = Block::Image {
            link_type: LinkType::Inline,
            dest_url: picture.src.into(),
            title: picture.title.into(),
            id: "".into(),
        };
        let alt = Event::Text(picture.alt.into());
        for event in [Event::Start(tag), alt, Event::End(TagEnd::Image)] {
            self.done.push((event, range.clone()));
        }
    }

    /// Cleans a tag inside a line; `extent` also covers the content that is removed with it.
    fn inline(&mut self, written: &str, range: Range<usize>, extent: Range<usize>) {
        let all = pieces(written);
        let Some((piece, _)) = all.first() else {
            return;
        };
        let written = written.to_owned().into();
        match self.judge(piece, extent) {
            Fate::Stays => self.done.push((Event::InlineHtml(written), range)),
            Fate::IsText => self.done.push((Event::Text(written), range)),
            Fate::IsPicture(picture) => self.picture(*picture, &range),
            Fate::Goes => {}
        }
    }

    /// Decides what happens to a piece, and reports what is removed.
    fn judge(&mut self, piece: &Piece, place: Range<usize>) -> Fate {
        match piece {
            Piece::Text => Fate::Stays,
            Piece::Comment => Fate::Goes,
            Piece::Declaration => {
                self.report("K031", place, |found, written| found.arg("tag", written));
                Fate::Goes
            }
            Piece::Unfinished => {
                self.report("K035", place, |found, _| found);
                Fate::IsText
            }
            Piece::Tag(tag) => self.tag(tag, place),
        }
    }

    fn tag(&mut self, tag: &Tag, place: Range<usize>) -> Fate {
        let name = tag.name.as_str();
        if tag.attributes.len() > MAX_ATTRIBUTES {
            self.report("K021.attributes", place, |found, _| {
                let limit = MAX_ATTRIBUTES.to_string();
                found.arg("name", name).arg("limit", limit)
            });
            return Fate::Goes;
        }
        if self.is_word(tag, &place) {
            self.report("K031.word", place, |found, written| {
                found.arg("tag", written)
            });
            return Fate::IsText;
        }
        if self.unclosed.contains(&place.start) {
            self.report("K035.tag", place, |found, _| found.arg("name", name));
            return Fate::IsText;
        }
        if LOOKS.contains(&name) {
            if !tag.closes {
                self.report("K031.look", place, |found, _| {
                    found.arg("tag", format!("<{name}>"))
                });
            }
            return Fate::Goes;
        }
        let typed_link = tag.attributes.iter().find(|(name, _)| name == "href");
        let typed_link = typed_link.filter(|(_, value)| names_an_entry(value));
        if let Some((_, link)) = typed_link.filter(|_| name == "a") {
            // The link's text stays.
            self.report("K032.href", place, |found, _| found.arg("link", &**link));
            return Fate::Goes;
        }
        if let Some(picture) = HtmlPicture::of(tag) {
            self.attributes_of_picture(tag, &place);
            return Fate::IsPicture(Box::new(picture));
        }
        if ALLOWED.tags.contains(name) {
            self.attributes(tag, &place);
            return Fate::Stays;
        }
        let is_known = KNOWN.split_whitespace().any(|known| known == name);
        if !is_known {
            self.report("K031.word", place, |found, written| {
                found.arg("tag", written)
            });
            return Fate::IsText;
        }
        if tag.closes {
            return Fate::Goes;
        }
        self.report("K031", place, |found, _| {
            found.arg("tag", format!("<{name}>"))
        });
        Fate::Goes
    }

    /// Whether text in angle brackets is part of a sentence, although it begins with the name
    /// of an element: `a<b und c>d`, `a<b>c`, `<Title>`.
    fn is_word(&self, tag: &Tag, place: &Range<usize>) -> bool {
        let written = self.text.get(place.clone()).unwrap_or_default();
        let name = written.trim_start_matches(['<', '/']);
        let mut letters = name.chars().take(tag.name.len());
        let is_capitalised = letters.next().is_some_and(char::is_uppercase)
            && letters.clone().next().is_some()
            && letters.all(char::is_lowercase);
        if is_capitalised && tag.attributes.is_empty() && !ALLOWED.tags.contains(&*tag.name) {
            return !matches!(tag.name.as_str(), "script" | "style");
        }
        let is_known =
            |name: &str| BARE_ATTRIBUTES.contains(&name) || ALLOWED.everywhere.contains(name);
        let mut names = tag.attributes.iter();
        let only_words = !tag.attributes.is_empty()
            && names.all(|(name, value)| value.is_empty() && !is_known(name));
        let before = self.text.get(..place.start).unwrap_or_default();
        let is_glued = before.ends_with(char::is_alphanumeric);
        let is_open = self.unclosed.contains(&place.start);
        (only_words && (is_open || is_glued)) || (is_glued && is_open)
    }

    fn attributes(&mut self, tag: &Tag, place: &Range<usize>) {
        let own = ALLOWED.attributes.get(tag.name.as_str());
        for (name, value) in &tag.attributes {
            let name = name.as_str();
            let is_allowed =
                ALLOWED.everywhere.contains(name) || own.is_some_and(|own| own.contains(name));
            if !is_allowed || (matches!(name, "href" | "src") && !leads_on(value)) {
                self.report("K032", place.clone(), |found, _| {
                    found
                        .arg("attribute", name)
                        .arg("tag", format!("<{}>", tag.name))
                });
            }
        }
    }

    /// The theme decides the layout of pictures, so other attributes are reported.
    fn attributes_of_picture(&mut self, tag: &Tag, place: &Range<usize>) {
        for (name, _) in &tag.attributes {
            let is_read = matches!(name.as_str(), "src" | "alt" | "title" | "loading");
            if !is_read {
                self.report("K032", place.clone(), |found, _| {
                    found.arg("attribute", &**name).arg("tag", "<img>")
                });
            }
        }
    }

    fn report(
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

/// The last closing tag of each element whose content no page shows. An opening tag after it
/// is unclosed, so no search is needed.
fn last_ends(pieces: &[(Piece, Range<usize>)]) -> BTreeMap<&str, usize> {
    let mut last = BTreeMap::new();
    for (at, (piece, _)) in pieces.iter().enumerate() {
        match piece {
            Piece::Tag(tag) if tag.closes => last.insert(tag.name.as_str(), at),
            _ => None,
        };
    }
    last
}

/// An `<img>` in raw HTML.
struct HtmlPicture {
    src: String,
    alt: String,
    title: String,
}

impl HtmlPicture {
    /// The picture of a tag; `None` if it has no file.
    fn of(tag: &Tag) -> Option<Self> {
        let value = |wanted: &str| {
            let mut attributes = tag.attributes.iter();
            let (_, value) = attributes.find(|(name, _)| name == wanted)?;
            Some(unescaped(value.trim()))
        };
        let src = value("src").filter(|src| !src.is_empty())?;
        (tag.name == "img" && !tag.closes).then(|| Self {
            src,
            alt: value("alt").unwrap_or_default(),
            title: value("title").unwrap_or_default(),
        })
    }
}

/// The value of an attribute with its character references decoded, as a browser does it.
fn unescaped(value: &str) -> String {
    let tag = format!("<a a=\"{}\">", value.replace('"', "&quot;"));
    let mut tokens = Tokenizer::new(&tag);
    let decoded = tokens.find_map(|token| match token {
        Ok(Token::StartTag(tag)) => tag.attributes.get(&b"a"[..]).cloned(),
        _ => None,
    });
    decoded.map_or_else(String::new, |bytes| {
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// What happens to a piece of HTML.
enum Fate {
    Stays,
    Goes,
    /// It is resolved like a Markdown picture.
    IsPicture(Box<HtmlPicture>),
    /// It is escaped.
    IsText,
}

/// Whether an address in HTML names an entry, as in `members:acme`: only links in Markdown are
/// resolved to entries.
fn names_an_entry(value: &str) -> bool {
    let value = value.trim();
    value.split_once(':').is_some_and(|(name, _)| {
        let is_sign = |c: char| c.is_ascii_lowercase() || c == '-';
        !leads_on(value) && !name.is_empty() && name.chars().all(is_sign) && name != "javascript"
    })
}

/// Whether the sanitiser allows an address.
fn leads_on(value: &str) -> bool {
    let value = value.trim().to_ascii_lowercase();
    let before_path = value.split(['/', '?', '#']).next().unwrap_or_default();
    match before_path.split_once(':') {
        Some((scheme, _)) => ALLOWED.schemes.contains(scheme),
        None => true,
    }
}
