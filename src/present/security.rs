//! Whom to tell about security holes of the site.

use jiff::ToSpan;

use super::Scope;
use crate::plan::Target;
use crate::schema::Lang;

/// Whom to tell about security holes, with absolute addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SecurityView<'a> {
    /// Addresses with their scheme, the preferred one first.
    pub contacts: Vec<String>,
    /// The end of its validity, in UTC (RFC 3339).
    pub expires: String,
    /// Pages, each by its name in the file.
    pub pages: Vec<(&'static str, &'a str)>,
    /// The languages in which reports may be written.
    pub languages: Vec<&'a str>,
    /// The address of the file itself.
    pub own: String,
}

impl<'a> Scope<'a> {
    /// The security contacts; `None` if there are none.
    #[must_use]
    pub(crate) fn security(self) -> Option<SecurityView<'a>> {
        let config = &self.catalog().config;
        let declared = config.security.as_ref()?;
        let plan = &self.site.plan;
        let mut routes = plan.routes();
        let (own, _) = routes.find(|(_, route)| route.target == Target::Security)?;
        let mailbox = format!("mailto:{}", declared.email);
        let page = declared.page.iter().map(ToString::to_string);
        let next = declared.expires.checked_add(1.day()).ok()?;
        let last = config
            .time_zone
            .to_zoned_datetime(next.at(0, 0, 0, 0))
            .ok()?;
        let last = last.timestamp().checked_sub(1.second()).ok()?;
        let pages = declared.pages.iter();
        Some(SecurityView {
            contacts: std::iter::once(mailbox).chain(page).collect(),
            expires: last.to_string(),
            pages: pages.map(|(field, page)| (*field, &**page)).collect(),
            languages: plan.edition.languages.iter().map(Lang::as_str).collect(),
            own: plan.absolute(own),
        })
    }
}
