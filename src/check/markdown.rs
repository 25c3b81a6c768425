//! Links in fields of Markdown. A field stands on many pages, cards and lists
//! among them, so that its links lead elsewhere; what leads to an entry or a file
//! belongs in the long text, and would be dropped here.

use pulldown_cmark::{Event, Parser, Tag};

use crate::diagnostic::Diagnostic;
use crate::model::Catalog;
use crate::schema::{Field, FieldType, walk};

/// Every link of a field of Markdown leads elsewhere, and there is no picture.
pub(super) fn links_of_fields_lead_elsewhere(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
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
            for link in dropped(text) {
                findings.push(
                    Diagnostic::new("S053", visit.item.span)
                        .arg("field", &*visit.field.name)
                        .arg("link", link),
                );
            }
        });
    }
}

/// The addresses of links and pictures that pages leave out.
fn dropped(text: &str) -> Vec<String> {
    let elsewhere = ["https://", "http://", "mailto:"];
    Parser::new(text)
        .filter_map(|event| match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                let leads = elsewhere.iter().any(|scheme| dest_url.starts_with(scheme));
                (!leads).then(|| dest_url.into_string())
            }
            Event::Start(Tag::Image { dest_url, .. }) => Some(dest_url.into_string()),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::dropped;

    #[test]
    fn links_to_entries_and_pictures_are_dropped() {
        let text = "[a](https://a.example) [b](members:b) ![c](assets/c.png) <mailto:d@e.example>";
        assert_eq!(dropped(text), ["members:b", "assets/c.png"]);
    }
}
