//! The text of a field of Markdown, which is a paragraph or two.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

use super::in_words;
use crate::locale::bind_events;
use crate::schema::Lang;

/// Renders the text of a field: it stands on many pages, so links to entries are
/// the long text's alone. Raw HTML shows as it is written; a link to elsewhere
/// must name its scheme.
pub(crate) fn render_field(text: &str, lang: &Lang) -> String {
    let allowed = |dest: &str| {
        ["https://", "http://", "mailto:"]
            .iter()
            .any(|scheme| dest.starts_with(scheme))
    };
    let mut open = Vec::new();
    let options =
        Options::ENABLE_STRIKETHROUGH | Options::ENABLE_SUBSCRIPT | Options::ENABLE_SUPERSCRIPT;
    let events = Parser::new_ext(text, options).into_offset_iter().collect();
    let mut events: Vec<Event<'_>> = in_words::split(text, events)
        .into_iter()
        .map(|(event, _)| event)
        .filter_map(|event| match event {
            Event::Html(html) | Event::InlineHtml(html) => Some(Event::Text(html)),
            Event::Start(Tag::Link { ref dest_url, .. }) => {
                open.push(allowed(dest_url));
                allowed(dest_url).then_some(event)
            }
            Event::End(TagEnd::Link) => open.pop().unwrap_or(false).then_some(event),
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
            event => Some(event),
        })
        .collect();
    bind_events(&mut events, lang);
    let mut rendered = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut rendered, events.into_iter());
    rendered
}
