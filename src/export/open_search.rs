//! Lets browsers search the site from the address bar: one description for each language
//! (`OpenSearch` 1.1, draft 6).

use std::fmt::Write;

use super::feed::escaped;
use crate::plan::Tool;
use crate::present::Scope;

/// The most characters of a short name.
const MAX_SHORT_NAME: usize = 16;
/// The most characters of a long name.
const MAX_LONG_NAME: usize = 48;
/// The most characters of a description.
const MAX_DESCRIPTION: usize = 1024;

/// The description of the search page; `own` is its address.
pub(super) fn description(scope: Scope<'_>, own: &str) -> Option<Vec<u8>> {
    let plan = &scope.site.plan;
    let page = plan.absolute(plan.tool(Tool::Search, scope.lang)?);
    let title = scope.site_title();
    let about = match scope.site_description() {
        "" => title,
        said => said,
    };
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n",
    );
    for (name, text, most) in [
        ("ShortName", title, MAX_SHORT_NAME),
        ("LongName", title, MAX_LONG_NAME),
        ("Description", about, MAX_DESCRIPTION),
        ("Language", scope.lang.as_str(), usize::MAX),
    ] {
        let text = escaped(&short(text, most));
        let _ = writeln!(xml, "<{name}>{text}</{name}>");
    }
    for name in ["InputEncoding", "OutputEncoding"] {
        let _ = writeln!(xml, "<{name}>UTF-8</{name}>");
    }
    for (rel, media_type, template) in [
        ("results", "text/html", format!("{page}?q={{searchTerms}}")),
        (
            "self",
            "application/opensearchdescription+xml",
            own.to_owned(),
        ),
    ] {
        let template = escaped(&template);
        let _ = writeln!(
            xml,
            "<Url rel=\"{rel}\" type=\"{media_type}\" template=\"{template}\"/>"
        );
    }
    xml.push_str("</OpenSearchDescription>\n");
    Some(xml.into_bytes())
}

/// Shortens a text to the limit, at the end of a word.
fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let start: String = text.chars().take(most).collect();
    match start.rsplit_once(' ') {
        Some((words, _)) if !words.is_empty() => words.trim_end().to_owned(),
        _ => start,
    }
}
