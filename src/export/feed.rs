//! Feeds of a list: Atom (RFC 4287) and JSON Feed 1.1.
//!
//! An entry's id is the address of its page: it stays as long as the page does, and differs
//! between languages, as the texts do. Its content is the text of the page with absolute
//! addresses. Entries that are not translated into the language are left out.

use std::fmt::Write;

use serde_json::{Value, json};

use super::absolute::absolute;
use crate::diagnostic::Diagnostic;
use crate::markdown::Block;
use crate::plan::{DataFile, RouteId, Target};
use crate::present::{FeedItem, Scope};
use crate::text::{Sources, escape_html};

/// The namespace of Atom.
const ATOM: &str = "http://www.w3.org/2005/Atom";

/// A feed as Atom; `own` is its route.
pub(super) fn atom(
    scope: Scope<'_>,
    position: usize,
    own: RouteId,
    sources: &Sources,
) -> Option<Vec<u8>> {
    let feed = scope.feed(position)?;
    let about = About::of(scope, position, own)?;
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"{ATOM}\" xml:lang=\"{}\">\n",
        scope.lang
    );
    element(&mut xml, "id", &about.own);
    element(&mut xml, "title", &about.title);
    element(&mut xml, "updated", &feed.updated.text);
    let _ = writeln!(
        xml,
        "<author><name>{}</name></author>",
        escaped(about.author)
    );
    link(
        &mut xml,
        "self",
        "application/atom+xml",
        scope.lang.as_str(),
        &about.own,
    );
    link(
        &mut xml,
        "alternate",
        "text/html",
        scope.lang.as_str(),
        &about.page,
    );
    for (lang, address) in &about.others {
        link(&mut xml, "alternate", "application/atom+xml", lang, address);
    }
    xml.push_str("<generator>Spunweb</generator>\n");
    for item in &feed.items {
        entry(&mut xml, scope, item, sources);
    }
    xml.push_str("</feed>\n");
    Some(xml.into_bytes())
}

fn entry(xml: &mut String, scope: Scope<'_>, item: &FeedItem<'_>, sources: &Sources) {
    let page = scope.site.plan.absolute(item.link);
    xml.push_str("<entry>\n");
    element(xml, "id", &page);
    element(xml, "title", item.title);
    element(xml, "published", &item.published.text);
    element(xml, "updated", &item.updated.text);
    link(xml, "alternate", "text/html", scope.lang.as_str(), &page);
    for tag in &item.tags {
        let _ = writeln!(
            xml,
            "<category term=\"{}\" label=\"{}\"/>",
            escaped(tag.id),
            escaped(&tag.label)
        );
    }
    if let Some(summary) = item.summary {
        element(xml, "summary", summary);
    }
    if let Some(html) = content(scope, item, sources) {
        let _ = writeln!(xml, "<content type=\"html\">{}</content>", escaped(&html));
    }
    xml.push_str("</entry>\n");
}

fn element(xml: &mut String, name: &str, text: &str) {
    let _ = writeln!(xml, "<{name}>{}</{name}>", escaped(text));
}

fn link(xml: &mut String, rel: &str, kind: &str, lang: &str, address: &str) {
    let address = escaped(address);
    let _ = writeln!(
        xml,
        "<link rel=\"{rel}\" type=\"{kind}\" hreflang=\"{lang}\" href=\"{address}\"/>"
    );
}

/// A feed as JSON Feed; `own` is its route.
pub(super) fn json(
    scope: Scope<'_>,
    position: usize,
    own: RouteId,
    sources: &Sources,
) -> Option<Vec<u8>> {
    let feed = scope.feed(position)?;
    let about = About::of(scope, position, own)?;
    let items = feed.items.iter().map(|item| {
        let page = scope.site.plan.absolute(item.link);
        let summary = item.summary;
        let html = content(scope, item, sources);
        let html = html.or_else(|| Some(format!("<p>{}</p>", escaped(summary?))));
        let image = item.image.map(|url| scope.site.plan.edition.absolute(url));
        let tags: Vec<&str> = item.tags.iter().map(|tag| &*tag.label).collect();
        let mut value = json!({
            "id": page,
            "url": page,
            "title": item.title,
            "content_html": html.unwrap_or_default(),
            "date_published": item.published.text,
            "date_modified": item.updated.text,
        });
        let more = [
            ("summary", summary.map(Value::from)),
            ("image", image.map(Value::from)),
            ("tags", (!tags.is_empty()).then(|| json!(tags))),
        ];
        for (key, of) in more {
            if let (Some(fields), Some(of)) = (value.as_object_mut(), of) {
                fields.insert(key.to_owned(), of);
            }
        }
        value
    });
    let document = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": about.title,
        "home_page_url": about.page,
        "feed_url": about.own,
        "language": scope.lang.as_str(),
        "authors": [{"name": about.author, "url": scope.site.plan.edition.base_url}],
        "items": items.collect::<Vec<Value>>(),
    });
    serde_json::to_vec_pretty(&document).ok()
}

/// The metadata of a feed.
struct About<'a> {
    title: String,
    author: &'a str,
    /// Its address.
    own: String,
    /// The address of its list.
    page: String,
    /// The same feed in other languages.
    others: Vec<(&'a str, String)>,
}

impl<'a> About<'a> {
    fn of(scope: Scope<'a>, position: usize, own: RouteId) -> Option<Self> {
        let collection = scope.collection(position)?;
        let plan = &scope.site.plan;
        let Target::Data(file) = &plan.route(own).target else {
            return None;
        };
        let others = plan.edition.languages.iter();
        let others = others
            .filter(|lang| *lang != scope.lang)
            .filter_map(|lang| {
                let page = plan.list(position, lang).first()?;
                let mut beside = plan.data_beside(*page).iter();
                let same = beside.find(|id| is_same(&plan.route(**id).target, *file))?;
                Some((lang.as_str(), scope.site.plan.absolute(*same)))
            });
        Some(Self {
            title: format!("{} – {}", collection.label, scope.site_title()),
            author: scope
                .organisation_text("name")
                .unwrap_or_else(|| scope.site_title()),
            own: scope.site.plan.absolute(own),
            page: scope.site.plan.absolute(collection.link?),
            others: others.collect(),
        })
    }
}

fn is_same(target: &Target, file: DataFile) -> bool {
    matches!(target, Target::Data(other) if *other == file)
}

/// The text of an entry's page; `None` where it has none.
fn content(scope: Scope<'_>, item: &FeedItem<'_>, sources: &Sources) -> Option<String> {
    let text = scope.text_of(item.index)?;
    let url = &scope.site.plan.route(item.link).url;
    // Lists on the page are reduced to links with titles. Errors of the text are reported with
    // the page.
    let blocks = |block: &Block, _: &mut Vec<Diagnostic>| {
        let entries = match block {
            Block::List(list) => &list.entries,
            Block::View(view) => &view.entries,
        };
        let entries = entries.iter().filter_map(|index| scope.entry(*index));
        let lines = entries.map(|entry| {
            let (page, title) = (scope.site.plan.absolute(entry.link), entry.title);
            format!(
                "<li><a href=\"{}\">{}</a></li>",
                escaped(&page),
                escaped(title)
            )
        });
        Some(format!("<ul>{}</ul>", lines.collect::<String>()))
    };
    let html = scope
        .render(text, url, sources, &blocks, &mut Vec::new())
        .html;
    let page = scope.site.plan.absolute(item.link);
    (!html.trim().is_empty()).then(|| absolute(&html, &page))
}

/// Escapes a text for XML, and drops control characters, which XML does not allow.
pub(super) fn escaped(text: &str) -> String {
    let is_allowed = |c: &char| {
        let is_control = c.is_control() && !matches!(c, '\t' | '\n' | '\r');
        !is_control && !matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    escape_html(&text.chars().filter(is_allowed).collect::<String>())
}
