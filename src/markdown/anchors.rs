//! Anchors of headings: each its own, whatever headings come later, and the same
//! heading the same anchor wherever that is free.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::path::Slug;

/// The anchor of a heading without a letter or a digit.
const NAMELESS: &str = "section";

/// The anchors of a text.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// What headings are called by themselves or by hand; a heading that comes twice
    /// gets none of these.
    kept: BTreeSet<String>,
    used: BTreeSet<String>,
}

impl Anchors {
    /// Looks through all headings of a text.
    pub(super) fn of<'e>(events: impl Iterator<Item = &'e Event<'e>>) -> Self {
        let mut kept = BTreeSet::new();
        let mut open: Option<String> = None;
        for event in events {
            match (event, &mut open) {
                (Event::Start(Tag::Heading { id: Some(id), .. }), _) => {
                    kept.insert(slug(id));
                }
                (Event::Start(Tag::Heading { .. }), _) => open = Some(String::new()),
                (Event::Text(piece) | Event::Code(piece), Some(text)) => text.push_str(piece),
                (Event::End(TagEnd::Heading(_)), _) => {
                    kept.extend(open.take().map(|text| slug(&text)));
                }
                _ => {}
            }
        }
        Self {
            kept,
            used: BTreeSet::new(),
        }
    }

    /// The anchor of the next heading: its own name, or else the first free one with
    /// a number. A name that was given by hand comes before one that follows from a
    /// text.
    pub(super) fn next(&mut self, text: &str) -> String {
        let base = slug(text);
        if self.used.insert(base.clone()) {
            return base;
        }
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let mut free =
            numbered.filter(|anchor| !self.kept.contains(anchor) && !self.used.contains(anchor));
        let anchor = free.next().unwrap_or(base);
        self.used.insert(anchor.clone());
        anchor
    }
}

fn slug(text: &str) -> String {
    Slug::from_text(text).map_or_else(|| NAMELESS.to_owned(), |slug| slug.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Options, Parser};

    use super::*;

    fn anchors(text: &str) -> Vec<String> {
        let events: Vec<Event<'_>> =
            Parser::new_ext(text, Options::ENABLE_HEADING_ATTRIBUTES).collect();
        let mut anchors = Anchors::of(events.iter());
        let mut found = Vec::new();
        let mut heading: Option<(Option<String>, String)> = None;
        for event in &events {
            match (event, &mut heading) {
                (Event::Start(Tag::Heading { id, .. }), _) => {
                    heading = Some((id.as_ref().map(ToString::to_string), String::new()));
                }
                (Event::Text(piece), Some((_, text))) => text.push_str(piece),
                (Event::End(TagEnd::Heading(_)), _) => {
                    if let Some((id, text)) = heading.take() {
                        found.push(anchors.next(id.as_deref().unwrap_or(&text)));
                    }
                }
                _ => {}
            }
        }
        found
    }

    #[test]
    fn headings_that_look_like_numbered_ones_keep_their_names() {
        assert_eq!(anchors("# A\n\n# A\n\n# A 2\n"), ["a", "a-3", "a-2"]);
        assert_eq!(anchors("# A 2\n\n# A\n\n# A\n"), ["a-2", "a", "a-3"]);
        assert_eq!(anchors("# …\n\n# …\n"), ["section", "section-2"]);
    }

    #[test]
    fn an_anchor_by_hand_is_kept() {
        assert_eq!(anchors("# B\n\n# B\n\n# C {#b-2}\n"), ["b", "b-3", "b-2"]);
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
