//! Links in Markdown fields. A field appears on many pages, cards and lists among them. So
//! its links must lead to another site or to a page; links to a file, a picture or an
//! anchor on the same page belong in the long text.

use pulldown_cmark::{Event, LinkType, Parser, Tag};

use crate::diagnostic::Diagnostic;
use crate::model::{Catalog, EntryIndex, LinkError, Named, entry_of_file, leads_elsewhere};
use crate::schema::{Field, FieldType, walk};
use crate::text::Span;

/// Every link in a Markdown field leads to another site or to a page, and the field has no
/// picture.
pub(super) fn links_of_fields_lead_somewhere(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for index in catalog
        .all()
        .filter(|index| catalog.state(*index).has_page())
    {
        let fields = &catalog.collection_of(index).fields;
        let asked = |field: &Field| matches!(field.kind, FieldType::Markdown);
        walk(&catalog.entry(index).record, fields, &asked, &mut |visit| {
            if visit.private {
                return;
            }
            let Some(text) = visit.item.value.as_text() else {
                return;
            };
            for link in links(text) {
                let name = &*visit.field.name;
                let place = (&**text, visit.item.span);
                findings.extend(finding(catalog, index, name, &link, place));
            }
        });
    }
}

/// A link or picture of a text.
enum LinkOrPicture {
    Link(String),
    Picture(String),
}

fn links(text: &str) -> Vec<LinkOrPicture> {
    Parser::new(text)
        .filter_map(|event| match event {
            Event::Start(Tag::Link {
                link_type: LinkType::Email,
                ..
            }) => None,
            Event::Start(Tag::Link { dest_url, .. }) => {
                Some(LinkOrPicture::Link(dest_url.into_string()))
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                Some(LinkOrPicture::Picture(dest_url.into_string()))
            }
            _ => None,
        })
        .collect()
}

fn finding(
    catalog: &Catalog,
    index: EntryIndex,
    field: &str,
    written: &LinkOrPicture,
    (text, span): (&str, Span),
) -> Option<Diagnostic> {
    let cannot = |link: &str| {
        let found = Diagnostic::new("S053", span);
        Some(found.arg("field", field).arg("link", link))
    };
    let link = match written {
        LinkOrPicture::Picture(link) => return cannot(link),
        LinkOrPicture::Link(link) => link,
    };
    if leads_elsewhere(link) {
        return None;
    }
    let typed = entry_of_file(&catalog.entry(index).path, link);
    let typed = typed.as_deref().unwrap_or(link);
    let name = typed.split_once('#').map_or(typed, |(name, _)| name);
    let error = match catalog.named_by(name) {
        Ok(Named::Entry(named)) if !catalog.state(named).has_page() => LinkError::NoPage {
            id: name.to_owned(),
        },
        Ok(_) => return None,
        Err(LinkError::NotTyped) => return cannot(link),
        Err(error) => error,
    };
    match place_of(text, link, span) {
        Some(place) => error.finding(link, place, catalog),
        // The fix would replace the link, but the link cannot be located in the source.
        None => error
            .finding(link, span, catalog)
            .map(Diagnostic::without_fix),
    }
}

/// The span of a link that occurs once in a text, if the source contains the text verbatim.
fn place_of(text: &str, link: &str, span: Span) -> Option<Span> {
    let at = text.find(link).filter(|_| !link.is_empty())?;
    let is_once = text.matches(link).count() == 1;
    let written = (span.end as usize).saturating_sub(span.start as usize);
    let quote = match written.checked_sub(text.len()) {
        Some(0) => 0,
        Some(2) if !text.contains(['\n', '\\', '"', '\'']) => 1,
        _ => return None,
    };
    let start = quote + at;
    is_once.then(|| span.part(start..start + link.len()))
}
