//! The Markdown extensions that are enabled.

use pulldown_cmark::{Event, Options, Parser};

use super::in_words::Placed;
use super::{bare_links, in_words};
use crate::config::limits::MAX_TEXT_PARTS;

/// The extensions in the text of a field, which has no blocks.
pub(super) fn field_options() -> Options {
    Options::ENABLE_STRIKETHROUGH | Options::ENABLE_SUBSCRIPT | Options::ENABLE_SUPERSCRIPT
}

/// The extensions in long texts.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_SUPERSCRIPT
        | Options::ENABLE_SUBSCRIPT
}

/// The events of a long text, as pages read it; none if it has too many of them.
pub(crate) fn events(text: &str) -> impl Iterator<Item = Event<'_>> {
    let parts = Parser::new_ext(text, options()).into_offset_iter();
    let events = unless_too_many(parts.take(MAX_TEXT_PARTS + 1).collect());
    let events = in_words::split(text, bare_links::links(text, events));
    unless_too_many(events).into_iter().map(|(event, _)| event)
}

/// The events of a text, unless there are more than a page can show.
fn unless_too_many(mut events: Vec<Placed<'_>>) -> Vec<Placed<'_>> {
    if events.len() > MAX_TEXT_PARTS {
        events.clear();
    }
    events
}

/// The info string of a block that lists entries.
pub(super) const LIST: &str = "catalog";
/// The info string of a block that shows a view.
pub(super) const VIEW: &str = "view";

/// The info string of such a block in a text that does not become HTML; the content of the
/// block is its number. An author cannot write it, since it is not a plain word.
pub(super) const ASKED: &str = "catalog view";

/// Whether an info string is that of a list or a view.
pub(crate) fn is_request(info: &str) -> bool {
    matches!(info.trim(), LIST | VIEW)
}
