//! A resolved text as HTML.

use pulldown_cmark::{Event, html};

use super::notes::Note;
use super::resolve::Resolved;
use super::sanitiser::SANITISER;
use crate::locale::bind_events;
use crate::schema::Lang;

/// Writes a text as HTML; a text with raw HTML is sanitised as a whole.
pub(super) fn write(text: &Resolved<'_>, lang: &Lang) -> String {
    let mut written = String::with_capacity(text.length * 3 / 2);
    push(&mut written, &text.events, lang);
    let notes: Vec<_> = text.notes.iter().collect();
    if notes.iter().any(|(_, note)| !note.text.is_empty()) {
        written.push_str("<section class=\"footnotes\"><ol>\n");
        for (place, (_, note)) in notes.into_iter().enumerate() {
            push_note(&mut written, place + 1, note, lang);
        }
        written.push_str("</ol></section>\n");
    }
    if text.has_raw_html {
        written = SANITISER.clean(&written).to_string();
    }
    text.blocks.put_in(written)
}

fn push(written: &mut String, events: &[Event<'_>], lang: &Lang) {
    let mut events = events.to_vec();
    bind_events(&mut events, lang);
    html::push_html(written, events.into_iter());
}

/// A note without a reference gets no backlink.
fn push_note(written: &mut String, number: usize, note: &Note<'_>, lang: &Lang) {
    written.push_str(&format!("<li id=\"fn-{number}\">"));
    push(written, &note.text, lang);
    if note.references > 0 {
        written.push_str(&format!(
            "<a class=\"footnote-back\" href=\"#fnref-{number}\">↩</a>"
        ));
    }
    written.push_str("</li>\n");
}
