//! The text of a Markdown field: a paragraph or two.

use pulldown_cmark::{CowStr, Event, LinkType, Parser, Tag, TagEnd, html};

use super::syntax::field_options;
use super::{bare_links, in_words};
use crate::locale::bind_events;
use crate::model::leads_elsewhere;
use crate::schema::Lang;
use crate::text::escape_html_into;

/// The text of a field as HTML. It appears on many pages, so each page prints the addresses of
/// links to pages of the edition for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FieldText<L> {
    /// The HTML, split at the addresses.
    pub parts: Vec<FieldPart<L>>,
    /// The target of each link that does not lead to another site.
    pub links: Vec<Option<L>>,
}

/// A part of a field's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FieldPart<L> {
    /// Safe HTML.
    Html(String),
    /// The address of a page, within the quotes of an attribute.
    Address(L),
}

/// Renders the text of a field. Raw HTML is escaped, pictures are left out, and a link is
/// reduced to its text if it leads neither to another site nor to a page that `page` finds.
pub(crate) fn render_field<L: Clone>(
    text: &str,
    lang: &Lang,
    page: impl Fn(&str) -> Option<L>,
) -> FieldText<L> {
    let mut written = FieldWriter {
        parts: Vec::new(),
        events: Vec::new(),
        links: Vec::new(),
        lang,
        page,
    };
    read_field(text, &mut written);
    written.flush();
    FieldText {
        parts: written.parts,
        links: written.links,
    }
}

/// Receives the events of a field's text.
pub(super) trait FieldTaker<'a> {
    /// Receives any event but the start of a link.
    fn event(&mut self, event: Event<'a>);

    /// Receives the start of a link; `false` if it has no target, so that only its text is
    /// kept.
    fn link(&mut self, link: LinkStart<'a>) -> bool;
}

/// The start of a link.
pub(super) struct LinkStart<'a> {
    /// How it is written.
    pub kind: LinkType,
    /// Where it leads.
    pub address: CowStr<'a>,
    /// Its title.
    pub title: CowStr<'a>,
    /// The label of a reference link.
    pub id: CowStr<'a>,
}

/// Parses the text of a field: raw HTML becomes text, and pictures their descriptions.
pub(super) fn read_field<'a>(text: &'a str, taker: &mut impl FieldTaker<'a>) {
    let events = Parser::new_ext(text, field_options())
        .into_offset_iter()
        .collect();
    // For each open link, whether it has a target.
    let mut open = Vec::new();
    for (event, _) in in_words::split(text, bare_links::links(text, events)) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => taker.event(Event::Text(html)),
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => {}
            Event::Start(Tag::Link {
                link_type: kind,
                dest_url: address,
                title,
                id,
            }) => open.push(taker.link(LinkStart {
                kind,
                address,
                title,
                id,
            })),
            Event::End(TagEnd::Link) if !open.pop().unwrap_or(false) => {}
            event => taker.event(event),
        }
    }
}

/// The absolute address of a link that leads to another site.
pub(super) fn leads_out(kind: LinkType, address: &str) -> Option<String> {
    if kind == LinkType::Email {
        return Some(format!("mailto:{address}"));
    }
    leads_elsewhere(address).then(|| address.to_owned())
}

/// Writes a field's text as HTML.
struct FieldWriter<'a, 'l, L, P> {
    parts: Vec<FieldPart<L>>,
    /// The events after the last part.
    events: Vec<Event<'a>>,
    links: Vec<Option<L>>,
    lang: &'l Lang,
    /// Finds the page that a link leads to.
    page: P,
}

impl<'a, L: Clone, P: Fn(&str) -> Option<L>> FieldTaker<'a> for FieldWriter<'a, '_, L, P> {
    fn event(&mut self, event: Event<'a>) {
        self.events.push(event);
    }

    fn link(&mut self, link: LinkStart<'a>) -> bool {
        if leads_out(link.kind, &link.address).is_some() {
            self.events.push(Event::Start(Tag::Link {
                link_type: link.kind,
                dest_url: link.address,
                title: link.title,
                id: link.id,
            }));
            return true;
        }
        let page = (self.page)(&link.address);
        self.links.push(page.clone());
        let leads = page.is_some();
        if let Some(page) = page {
            self.address(page, &link.title);
        }
        leads
    }
}

impl<L, P> FieldWriter<'_, '_, L, P> {
    /// The start of a link to a page of the edition.
    fn address(&mut self, page: L, title: &str) {
        self.events.push(Event::InlineHtml("<a href=\"".into()));
        self.flush();
        self.parts.push(FieldPart::Address(page));
        let mut rest = String::from("\"");
        if !title.is_empty() {
            rest.push_str(" title=\"");
            escape_html_into(&mut rest, title);
            rest.push('"');
        }
        rest.push('>');
        self.events.push(Event::InlineHtml(rest.into()));
    }

    fn flush(&mut self) {
        let mut events = std::mem::take(&mut self.events);
        bind_events(&mut events, self.lang);
        let mut rendered = String::new();
        html::push_html(&mut rendered, events.into_iter());
        self.parts.push(FieldPart::Html(rendered));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(text: &str) -> Vec<FieldPart<String>> {
        let lang = Lang::parse("en").expect("a language");
        let page = |link: &str| link.starts_with("members:").then(|| link.to_owned());
        render_field(text, &lang, page).parts
    }

    #[test]
    fn a_link_to_a_page_is_an_address_between_parts() {
        let parts = rendered("See [the *team*](members:a \"T<\") and [b](https://b.example).");
        let html = |text: &str| FieldPart::Html(text.to_owned());
        let rest = "\" title=\"T&lt;\">the <em>team</em></a> and \
                    <a href=\"https://b.example\">b</a>.</p>\n";
        let address = FieldPart::Address("members:a".to_owned());
        assert_eq!(parts, [html("<p>See <a href=\""), address, html(rest)]);
    }

    #[test]
    fn a_link_without_a_target_is_its_text() {
        let parts = rendered("[a](nothing:b) ![c](d.png) <b>");
        assert_eq!(
            parts,
            [FieldPart::Html("<p>a c &lt;b&gt;</p>\n".to_owned())]
        );
    }
}
