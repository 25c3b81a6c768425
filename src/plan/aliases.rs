//! Where the former addresses of entries redirect to.

use std::collections::{BTreeMap, BTreeSet};

use super::Redirect;
use super::lay_out::Surveyor;
use super::old_address::OldAddress;
use super::{RouteId, Target};
use crate::config::limits::MAX_ALIASES;
use crate::diagnostic::Diagnostic;
use crate::messages::message;
use crate::model::EntryIndex;
use crate::path::UrlPath;
use crate::schema::Lang;
use crate::text::Span;

/// The machine-readable files that the site itself generates.
const FILES: [&str; 6] = [
    "/sitemap.xml",
    "/robots.txt",
    "/favicon.ico",
    "/.well-known/security.txt",
    "/_redirects",
    "/_headers",
];

/// The former addresses read so far, each with its place.
type Claimed = BTreeMap<String, Span>;

impl Surveyor<'_, '_> {
    /// Adds the former addresses. Each belongs to one entry only, and none may be the address
    /// of a page.
    pub(super) fn aliases(&mut self) {
        let mut claimed = Claimed::new();
        for index in self.catalog.all() {
            let entry = self.catalog.entry(index);
            let Some(aliases) = entry.record.get("aliases") else {
                continue;
            };
            if let Some(over) = aliases.items().get(MAX_ALIASES) {
                let found = Diagnostic::new("U005.many", over.span);
                self.findings
                    .push(found.arg("limit", MAX_ALIASES.to_string()));
            }
            let mut own = BTreeSet::new();
            for item in aliases.items().iter().take(MAX_ALIASES) {
                let Some(alias) = item.value.as_text() else {
                    continue;
                };
                match OldAddress::parse(alias) {
                    Ok(old) if own.insert(old.key()) => {
                        self.alias(index, &old, item.span, &mut claimed);
                    }
                    // An entry may list one address twice.
                    Ok(_) => {}
                    Err(why) => self.findings.push(
                        Diagnostic::new("U005", item.span)
                            .arg("alias", &**alias)
                            .arg("why", why),
                    ),
                }
            }
        }
        // Servers follow the first line that matches, so lines with a query come first.
        self.plan
            .redirects
            .sort_by_key(|redirect| !redirect.from.contains(' '));
    }

    fn alias(&mut self, index: EntryIndex, old: &OldAddress, span: Span, claimed: &mut Claimed) {
        let Some((lang, to)) = self.page_of(index, old) else {
            return;
        };
        let page = old.page().filter(|page| {
            let out = page.out_path();
            out.is_ok_and(|out| !out.as_str().starts_with("assets/"))
        });
        if let Some(page) = page {
            claimed.entry(old.key()).or_insert(span);
            let added = self.add(page.clone(), &lang, Target::Redirect(to), Some(span));
            if added.is_some() {
                self.redirect(page.as_str().to_owned(), to, false);
            }
            return;
        }
        let file = UrlPath::root().file(old.line("").as_str());
        if FILES.contains(&old.line("/").as_str()) || self.plan.at(&file).is_some() {
            self.findings.push(
                Diagnostic::new("U006", span)
                    .arg("url", old.path())
                    .arg("why", message!("address.kept")),
            );
            return;
        }
        if let Some(first) = claimed.get(&old.key()) {
            self.findings.push(
                Diagnostic::new("U002", span)
                    .arg("url", old.line("/"))
                    .related(*first, "first"),
            );
            return;
        }
        claimed.insert(old.key(), span);
        if self.plan.edition.offline {
            return;
        }
        let without_query = OldAddress::parse(&old.path()).ok();
        let beside = without_query.and_then(|old| old.page());
        let over_a_page = beside.is_some_and(|page| self.plan.at(&page).is_some());
        self.redirect(old.line(""), to, over_a_page);
    }

    fn redirect(&mut self, from: String, to: RouteId, over_a_page: bool) {
        self.plan.redirects.push(Redirect {
            from,
            to,
            over_a_page,
        });
    }

    /// The page that a former address of an entry redirects to, and the language of the
    /// request: the language of the address, or else the first one in which the entry has a
    /// page.
    fn page_of(&self, index: EntryIndex, old: &OldAddress) -> Option<(Lang, RouteId)> {
        let own = self.language_of(old);
        let mut languages = std::iter::once(&own).chain(&self.plan.edition.languages);
        languages.find_map(|lang| Some((lang.clone(), self.plan.entry(index, lang)?)))
    }

    /// The language whose part of the site contains an address.
    fn language_of(&self, old: &OldAddress) -> Lang {
        let edition = &self.plan.edition;
        let default = &edition.default_language;
        let mut others = edition.languages.iter().filter(|lang| *lang != default);
        let path = old.path();
        let below = |lang: &&Lang| path.starts_with(&edition.root(lang).to_string());
        others.find(below).unwrap_or(default).clone()
    }
}
