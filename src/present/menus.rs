//! The navigation of a page: the menus, and the same page in other languages; and the faults
//! of menus.

use serde::Serialize;

use super::{Scope, Site};
use crate::diagnostic::Diagnostic;
use crate::locale::open_graph_locale;
use crate::plan::{LinkError, Route, RouteId, Target};
use crate::schema::{Lang, View};

/// An item of a menu.
#[derive(Debug, Clone)]
pub(crate) struct MenuLine {
    /// What it is called.
    pub label: String,
    /// The page that it leads to.
    pub link: RouteId,
}

/// The same page in a language of the edition, or else its nearest ancestor.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AlternateView<'a> {
    /// The language.
    pub lang: &'a str,
    /// Its name in itself.
    pub name: String,
    /// Its Open Graph locale, if known.
    pub locale: Option<&'static str>,
    /// The page.
    pub link: RouteId,
    /// Its absolute address.
    pub href: String,
    /// Whether it is this page.
    pub current: bool,
    /// Whether it is another page, or shows a fallback language.
    pub fallback: bool,
}

impl<'a> Scope<'a> {
    /// The menus of the site by name, each with the items that have a page.
    #[must_use]
    pub(crate) fn menus(self) -> Vec<(&'a str, Vec<MenuLine>)> {
        let menus = self.catalog().config.menus.iter();
        let all = menus.map(|(name, entries)| {
            let lines = entries.iter().filter_map(|entry| {
                let target = self.site.resolve(&entry.to, self.lang).ok()?;
                let own = self.catalog().label(&entry.label, self.lang);
                let label = match own {
                    "" => self.route_title(target.route).to_owned(),
                    own => own.to_owned(),
                };
                let link = target.route;
                Some(MenuLine { label, link })
            });
            (&**name, lines.collect())
        });
        all.collect()
    }

    /// The title of a planned page: of an entry, a list, a term.
    #[must_use]
    pub(crate) fn route_title(self, id: RouteId) -> &'a str {
        let catalog = self.catalog();
        let collection = |position: usize| catalog.collections.get(position);
        match &self.site.plan.route(id).target {
            Target::Entry(index) => self.title(*index),
            Target::List { collection: at, .. } => collection(*at)
                .map(|collection| catalog.label(&collection.label, self.lang))
                .unwrap_or_default(),
            Target::Term {
                collection: at,
                field,
                term,
                ..
            } => {
                let field = collection(*at).and_then(|one| super::entry::public(one, field));
                let kind = field.map(|field| field.kind.single());
                kind.map_or(term, |kind| catalog.choice_label(kind, term, self.lang))
            }
            _ => "",
        }
    }

    /// The same page in every language of the edition, or else its nearest ancestor.
    #[must_use]
    pub(crate) fn alternates(self, route: &Route) -> Vec<AlternateView<'a>> {
        let site = self.site;
        let plan = &site.plan;
        let languages = plan.edition.languages.iter();
        let all = languages.filter_map(|lang| {
            let same = match &route.target {
                Target::Tool(tool) => plan.tool(*tool, lang),
                target => site.same_page(target, lang),
            };
            let is_entry = matches!(route.target, Target::Entry(_));
            let same = same.filter(|id| !is_entry || plan.route(*id).lang == *lang);
            let translated = match &route.target {
                Target::Entry(index) => self.catalog().is_translated(*index, lang),
                _ => true,
            };
            let above = match &route.target {
                Target::Entry(index) => Some(site.collection_of(*index)),
                Target::List { collection, .. } | Target::Term { collection, .. } => {
                    Some(*collection)
                }
                _ => None,
            };
            let above = above.and_then(|position| plan.list(position, lang).first().copied());
            let link = same.or(above).or_else(|| plan.home(lang))?;
            Some(AlternateView {
                lang: lang.as_str(),
                name: site.endonym(lang),
                locale: open_graph_locale(lang),
                link,
                href: plan.edition.absolute(&plan.route(link).url),
                current: lang == self.lang,
                fallback: same.is_none() || !translated,
            })
        });
        all.collect()
    }
}

impl Site {
    /// The faults of navigation in a language: broken menu links, and missing texts and
    /// labels.
    pub fn frame_faults(&self, lang: &Lang, findings: &mut Vec<Diagnostic>) {
        let faults = super::untranslated::untranslated(self, lang);
        findings.extend(faults.into_iter().flatten());
        if self.texts(lang).is_some() {
            self.menus_lead_somewhere(lang, findings);
        }
    }

    /// Whether a link names the list of a collection without published entries.
    fn has_nothing_to_list(&self, link: &str, lang: &Lang) -> bool {
        let catalog = self.catalog();
        let collection = link.strip_suffix(':').and_then(|id| catalog.collection(id));
        collection.is_some_and(|position| {
            let collection = catalog.collections.get(position);
            let has_list = collection.is_some_and(|it| it.list.view != View::None);
            has_list && catalog.listed(position, lang).is_empty()
        })
    }

    fn menus_lead_somewhere(&self, lang: &Lang, findings: &mut Vec<Diagnostic>) {
        for entry in self.catalog().config.menus.values().flatten() {
            let Err(error) = self.resolve(&entry.to, lang) else {
                continue;
            };
            let meant = match error {
                LinkError::NoPage { id } if self.catalog().is_of_unread(&id) => continue,
                LinkError::NoPage { id } if self.has_nothing_to_list(&id, lang) => {
                    let found = Diagnostic::new("C039", entry.span).arg("link", id);
                    if !findings.contains(&found) {
                        findings.push(found);
                    }
                    continue;
                }
                // A menu may name what an edition leaves out.
                LinkError::NoPage { .. } | LinkError::LeftOut { .. } => continue,
                LinkError::NotTyped => self.catalog().typed(&entry.to),
                LinkError::Collection { name, .. }
                    if self.catalog().is_unread_collection(&name) =>
                {
                    continue;
                }
                LinkError::Collection { name, .. } if self.catalog().config.is_off(&name) => {
                    let found = self.catalog().no_collection(&name, entry.span);
                    let new = |found: &Diagnostic| !findings.contains(found);
                    let found: Option<Diagnostic> = found.filter(new);
                    findings.extend(found);
                    continue;
                }
                LinkError::Collection { name, meant } => {
                    meant.map(|near| entry.to.replacen(&name, &near, 1))
                }
                LinkError::Entry { collection, id, .. }
                    if self.catalog().is_unread(&collection, &id) =>
                {
                    continue;
                }
                LinkError::Entry {
                    collection, meant, ..
                } => meant.map(|near| format!("{collection}:{near}")),
            };
            let mut found = Diagnostic::new("C008", entry.span).arg("link", &*entry.to);
            if let Some(meant) = meant {
                found = found.fix(entry.span, format!("\"{meant}\""));
            }
            if !findings.contains(&found) {
                findings.push(found);
            }
        }
    }
}
