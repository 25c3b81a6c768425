//! `security:` of `site.yaml`: whom to tell about security holes of the site (RFC 9116).

use std::sync::Arc;

use jiff::civil::Date;

use crate::schema::{Record, Value};
use crate::text::Span;

/// Whom to tell about security holes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityConfig {
    /// The email address.
    pub email: Arc<str>,
    /// A page with a form.
    pub page: Option<Arc<str>>,
    /// The last day on which this is valid.
    pub expires: Date,
    /// Where the date is written.
    pub expires_span: Span,
    /// Pages, each by the name of its field in the file (`Policy`).
    pub pages: Vec<(&'static str, Arc<str>)>,
}

/// The pages that may be named, by their key in `site.yaml`.
const PAGES: [(&str, &str); 4] = [
    ("encryption", "Encryption"),
    ("acknowledgments", "Acknowledgments"),
    ("policy", "Policy"),
    ("hiring", "Hiring"),
];

/// Reads `security:`. Rejected values have been reported, and are ignored.
pub(super) fn read(record: &Record) -> Option<SecurityConfig> {
    let Value::Object(security) = &record.get("security")?.value else {
        return None;
    };
    let expires = security.get("expires")?;
    let pages = PAGES.iter().filter_map(|(key, field)| {
        let page = security.get(key)?.value.as_text()?;
        Some((*field, page.clone()))
    });
    Some(SecurityConfig {
        expires: security.date("expires")?.last_day(),
        expires_span: expires.span,
        pages: pages.collect(),
        email: security.get("email")?.value.as_text()?.clone(),
        page: security
            .get("page")
            .and_then(|page| page.value.as_text().cloned()),
    })
}
