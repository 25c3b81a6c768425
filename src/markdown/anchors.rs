//! Anchors of headings. Each is unique in its text, and differs from the ids that the theme
//! uses. Ids given by hand are assigned before those derived from the text of a heading.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::in_words;
use super::syntax::options;
use super::tags::{Piece, pieces};
use crate::path::{Slug, decoded};
use crate::theme::ThemeIds;

/// The anchor of a heading without letters or digits.
const NAMELESS: &str = "section";
/// The prefixes of footnote ids.
const OF_NOTES: &[&str] = &["fn-", "fnref-"];

/// The anchors of a text.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    headings: Vec<Heading>,
    /// The headings by the names that links use for them.
    called: BTreeMap<String, usize>,
    /// The ids of the author's HTML.
    of_html: BTreeSet<String>,
    /// How many headings `next` has returned.
    given: usize,
}

#[derive(Debug)]
struct Heading {
    /// The slug of the id given by hand, or of the heading's text.
    name: String,
    by_hand: bool,
    id: String,
}

impl Anchors {
    /// Parses a text and collects its anchors.
    pub(super) fn of_text(text: &str, theme: &ThemeIds) -> Self {
        let events = Parser::new_ext(text, options()).into_offset_iter();
        let events = in_words::split(text, events.collect());
        Self::of(events.iter().map(|(event, _)| event), theme)
    }

    /// Collects the anchors from the events of a text.
    pub(super) fn of<'e>(events: impl Iterator<Item = &'e Event<'e>>, theme: &ThemeIds) -> Self {
        let mut anchors = Self::default();
        let mut open: Option<(Option<String>, String)> = None;
        for event in events {
            match (event, &mut open) {
                (Event::Start(Tag::Heading { id, .. }), _) => {
                    let by_hand = id.as_ref().map(ToString::to_string);
                    open = Some((by_hand, String::new()));
                }
                (Event::Text(piece) | Event::Code(piece), Some((_, text))) => text.push_str(piece),
                (Event::End(TagEnd::Heading(_)), _) => {
                    if let Some((by_hand, text)) = open.take() {
                        anchors.headings.push(Heading {
                            name: slug(by_hand.as_deref().unwrap_or(&text)),
                            by_hand: by_hand.is_some(),
                            id: String::new(),
                        });
                    }
                }
                (Event::Html(html) | Event::InlineHtml(html), _) => {
                    anchors.of_html.extend(ids(html));
                }
                _ => {}
            }
        }
        anchors.give(theme);
        anchors
    }

    /// Gives each heading its anchor, those named by hand first.
    fn give(&mut self, theme: &ThemeIds) {
        let names: BTreeSet<String> = self.headings.iter().map(|one| one.name.clone()).collect();
        let mut used: BTreeSet<String> = self.of_html.clone();
        let by_hand = |wanted: bool| move |one: &&mut Heading| one.by_hand == wanted;
        // A used id stays used, so each search resumes where the last one ended.
        let mut next: BTreeMap<String, usize> = BTreeMap::new();
        for wanted in [true, false] {
            for heading in self.headings.iter_mut().filter(by_hand(wanted)) {
                let is_put_together = OF_NOTES.iter().any(|of| heading.name.starts_with(of))
                    || theme.may_hold(&heading.name);
                let base = if is_put_together {
                    format!("text-{}", heading.name)
                } else {
                    heading.name.clone()
                };
                let is_free = |id: &String| !used.contains(id) && !theme.holds(id);
                let id = if is_free(&base) {
                    base
                } else {
                    let number = next.entry(base.clone()).or_insert(2);
                    loop {
                        let id = format!("{base}-{number}");
                        *number += 1;
                        if !names.contains(&id) && is_free(&id) {
                            break id;
                        }
                    }
                };
                used.insert(id.clone());
                heading.id = id;
            }
        }
        self.called = self.names();
    }

    /// Maps each name to its heading: the one with this id by hand, else the first one with
    /// this text, else the one with this anchor.
    fn names(&self) -> BTreeMap<String, usize> {
        let mut called = BTreeMap::new();
        let headings = || self.headings.iter().enumerate();
        let by_hand = headings().filter(|(_, heading)| heading.by_hand);
        let names = by_hand.chain(headings());
        let names = names.map(|(index, heading)| (&heading.name, index));
        let anchors = headings().map(|(index, heading)| (&heading.id, index));
        for (name, index) in names.chain(anchors) {
            called.entry(name.clone()).or_insert(index);
        }
        called
    }

    /// The anchor of the next heading.
    pub(super) fn next(&mut self) -> String {
        let heading = self.headings.get(self.given);
        self.given += 1;
        heading.map_or_else(|| NAMELESS.to_owned(), |heading| heading.id.clone())
    }

    /// The anchor that a link's fragment refers to: the heading of this name, in any spelling.
    pub(super) fn find(&self, fragment: &str) -> Option<&str> {
        let written = decoded(fragment);
        if let Some(id) = self.of_html.get(&*written) {
            return Some(id);
        }
        let name = Slug::from_text(&written)?;
        let index = self.called.get(name.as_str())?;
        self.headings.get(*index).map(|heading| &*heading.id)
    }
}

fn slug(text: &str) -> String {
    Slug::from_text(text).map_or_else(|| NAMELESS.to_owned(), |slug| slug.to_string())
}

/// The values of `id` attributes in HTML.
fn ids(html: &str) -> Vec<String> {
    let tags = pieces(html).into_iter();
    tags.filter_map(|(piece, _)| match piece {
        Piece::Tag(tag) => tag.attributes.into_iter().find(|(name, _)| name == "id"),
        _ => None,
    })
    .map(|(_, id)| id)
    .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Options, Parser};

    use super::*;

    fn anchors(text: &str) -> Vec<String> {
        let events: Vec<Event<'_>> =
            Parser::new_ext(text, Options::ENABLE_HEADING_ATTRIBUTES).collect();
        let anchors = Anchors::of(events.iter(), &theme());
        anchors
            .headings
            .into_iter()
            .map(|heading| heading.id)
            .collect()
    }

    fn theme() -> ThemeIds {
        ThemeIds::of(["<p id=\"menu\"><p id=\"group-{{ x }}\">"].into_iter())
    }

    #[test]
    fn ids_of_the_theme_are_reserved() {
        assert_eq!(anchors("# Menu\n\n# Menu 2\n"), ["menu-3", "menu-2"]);
        assert_eq!(
            anchors("# Group A\n\n# Fn 1\n"),
            ["text-group-a", "text-fn-1"]
        );
        assert_eq!(anchors("# A\n\n<p id=\"a\">x</p>\n"), ["a-2"]);
    }

    #[test]
    fn links_find_headings_by_their_names() {
        let text = "# Poznámka\n\n# Menu\n\n# A\n\n# A\n\n# A 2\n\n# B {#žlutá}\n";
        let anchors = Anchors::of_text(text, &theme());
        for (written, meant) in [
            ("poznamka", "poznamka"),
            ("Poznámka", "poznamka"),
            ("pozn%C3%A1mka", "poznamka"),
            ("POZNAMKA", "poznamka"),
            ("menu", "menu-2"),
            ("a", "a"),
            ("a-2", "a-2"),
            ("a-3", "a-3"),
            ("žlutá", "zluta"),
        ] {
            assert_eq!(anchors.find(written), Some(meant), "{written}");
        }
        assert_eq!(anchors.find("b"), None);
    }

    #[test]
    fn headings_that_look_like_numbered_ones_keep_their_names() {
        assert_eq!(anchors("# A\n\n# A\n\n# A 2\n"), ["a", "a-3", "a-2"]);
        assert_eq!(anchors("# A 2\n\n# A\n\n# A\n"), ["a-2", "a", "a-3"]);
        assert_eq!(anchors("# …\n\n# …\n"), ["section", "section-2"]);
    }

    /// Each search for a free number resumes where the last one ended.
    #[test]
    fn many_headings_of_one_name() {
        let found = anchors(&"# A\n".repeat(50_000));
        assert_eq!(found.last().map(String::as_str), Some("a-50000"));
    }

    #[test]
    fn an_anchor_by_hand_is_kept() {
        assert_eq!(anchors("# B\n\n# B\n\n# C {#b-2}\n"), ["b", "b-3", "b-2"]);
        assert_eq!(anchors("# B\n\n# C {#b}\n"), ["b-2", "b"]);
    }

    proptest! {
        #[test]
        fn anchors_are_unique(names in proptest::collection::vec("[ab](-[23]){0,2}", 1..12)) {
            let text = format!("# {}\n", names.join("\n\n# "));
            let mut found = anchors(&text);
            let all = found.len();
            found.sort();
            found.dedup();
            prop_assert_eq!(found.len(), all);
        }
    }
}
