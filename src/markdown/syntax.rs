//! The Markdown that is read.

use pulldown_cmark::{Event, Options, Parser};

use super::in_words::Placed;
use super::{bare_links, in_words};
use crate::config::limits::MAX_TEXT_PARTS;

/// What is read beside plain Markdown in the text of a field, which has no parts.
pub(super) fn field_options() -> Options {
    Options::ENABLE_STRIKETHROUGH | Options::ENABLE_SUBSCRIPT | Options::ENABLE_SUPERSCRIPT
}

/// What is read beside plain Markdown.
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

/// The parts of a long text, as pages read it; none of one that has too many of them.
pub(crate) fn events(text: &str) -> impl Iterator<Item = Event<'_>> {
    let parts = Parser::new_ext(text, options()).into_offset_iter();
    let events = unless_too_many(parts.take(MAX_TEXT_PARTS + 1).collect());
    let events = in_words::split(text, bare_links::links(text, events));
    unless_too_many(events).into_iter().map(|(event, _)| event)
}

/// The parts of a text, unless there are more than a page can show.
fn unless_too_many(mut events: Vec<Placed<'_>>) -> Vec<Placed<'_>> {
    if events.len() > MAX_TEXT_PARTS {
        events.clear();
    }
    events
}

/// What the fence of a block says that asks for a list of entries.
pub(super) const LIST: &str = "catalog";
/// What the fence of a block says that asks for a view.
pub(super) const VIEW: &str = "view";

/// What the fence of such a block says where a text is no HTML: the block's text is the
/// number of what it asks for. No text can say it, since it is no plain word.
pub(super) const ASKED: &str = "catalog view";

/// Whether what the fence of a block says asks for a list or a view in its place.
pub(crate) fn is_request(info: &str) -> bool {
    matches!(info.trim(), LIST | VIEW)
}
