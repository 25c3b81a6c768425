//! An edition: what it contains and how it prints links.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::data_file::{DataFile, DataOf, Purpose};
use super::selection;
use crate::config::{DataAmount, EditionConfig};
use crate::diagnostic::{Diagnostic, closest};
use crate::model::{Catalog, EntryIndex};
use crate::path::{LinkStyle, Slug, UrlPath};
use crate::schema::{Lang, Localized, PartialDate};
use crate::text::Span;

/// One way of publishing the catalogue: on the Web, or as a folder to hand out.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is what site.yaml says of the edition"
)]
pub struct Edition {
    /// The name, which is the folder of the edition.
    pub name: Arc<str>,
    /// Where it is declared.
    pub span: Span,
    /// The name that visitors see.
    pub label: Localized<String>,
    /// How links are printed.
    pub links: LinkStyle,
    /// Whether visitors open it without a server.
    pub offline: bool,
    /// The languages, in the site's order.
    pub languages: Vec<Lang>,
    /// The collections that it contains, by position.
    pub collections: Vec<usize>,
    /// The entries of its collections that it does not contain.
    pub left_out: BTreeSet<EntryIndex>,
    /// The entry that is its title page, instead of the site's home page.
    pub home: Option<EntryIndex>,
    /// The last day on which it is valid.
    pub valid_until: Option<PartialDate>,
    /// The folder inside its zip file.
    pub folder: Slug,
    /// Whether it is also built as a zip file.
    pub zip: bool,
    /// Whether it is also built as a single page.
    pub single_file: bool,
    /// Whether each page has its own social card.
    pub social_cards: bool,
    /// Whether it has an icon at its root, where browsers look if pages name none.
    pub favicon: bool,
    /// Its PDF files, as the arguments of `spunweb print`, each with its place.
    pub print: Vec<(Arc<str>, Span)>,
    /// How much machine-readable data it has.
    pub data: DataAmount,
    /// The site's default language, which is at the root.
    pub default_language: Lang,
    /// The address of the site on the Web, ending with a slash.
    pub base_url: String,
}

impl Edition {
    /// Whether it includes a kind of machine-readable file.
    pub(super) fn has_data(&self, file: DataFile) -> bool {
        let facts = file.format.facts();
        let is_asked_for = match (facts.purpose, self.data) {
            (Purpose::Subscribe | Purpose::Save | Purpose::Search, _)
            | (_, DataAmount::Entries) => true,
            (Purpose::Data, DataAmount::Lists) => !matches!(file.of, DataOf::Entry(_)),
            (Purpose::Data, DataAmount::None) => false,
        };
        is_asked_for && (!self.offline || facts.is_offline)
    }

    /// An edition as `site.yaml` declares it.
    pub fn new(
        declared: &EditionConfig,
        catalog: &Catalog,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let config = &catalog.config;
        let known = || config.languages.iter().map(Lang::as_str);
        for (lang, span) in &declared.languages {
            if !config.languages.contains(lang) {
                findings.push(
                    Diagnostic::new("C006", *span)
                        .arg("lang", lang.as_str())
                        .did_you_mean(*span, lang.as_str(), known()),
                );
            }
        }
        let named = |lang: &Lang| declared.languages.iter().any(|(named, _)| named == lang);
        let all_languages = declared.languages.is_empty();
        let collections = collections(declared, catalog, findings);
        let home = home(declared, catalog, findings);
        let left_out = selection::left_out(declared, catalog, &collections, home, findings);
        if let (Some(home), Some((link, span))) = (home, &declared.home) {
            let there = collections.contains(&catalog.entry(home).collection)
                && !left_out.contains(&home)
                && catalog.state(home).has_page();
            if !there {
                findings.push(
                    Diagnostic::new("C022", *span)
                        .arg("link", &**link)
                        .arg("edition", &*declared.name),
                );
            }
        }
        if let Some((date, span)) = declared.valid_until
            && date.last_day() < catalog.as_of
        {
            findings.push(
                Diagnostic::new("C024", span)
                    .arg("edition", &*declared.name)
                    .arg("date", date.to_string()),
            );
        }
        Self {
            name: declared.name.clone(),
            span: declared.span,
            label: declared.label.clone(),
            links: config.link_style(declared),
            offline: declared.offline,
            languages: config
                .languages
                .iter()
                .filter(|lang| all_languages || named(lang))
                .cloned()
                .collect(),
            collections,
            left_out,
            home,
            valid_until: declared.valid_until.map(|(date, _)| date),
            folder: declared.folder.clone(),
            zip: declared.zip,
            single_file: declared.single_file,
            social_cards: config.social_cards && !declared.offline,
            favicon: false,
            print: declared.print.clone(),
            data: declared.data,
            default_language: config.default_language().clone(),
            base_url: config.base_url.clone(),
        }
    }

    /// Whether an entry belongs to the edition, published or not.
    #[must_use]
    pub fn contains(&self, index: EntryIndex) -> bool {
        !self.left_out.contains(&index)
    }

    /// The root page of a language: the root itself for the default language,
    /// `/cs/` for another one.
    #[must_use]
    pub fn root(&self, lang: &Lang) -> UrlPath {
        let root = UrlPath::root();
        if *lang == self.default_language {
            return root;
        }
        let slug = Slug::parse(&lang.as_str().to_ascii_lowercase());
        slug.map_or(root.clone(), |slug| root.child(&slug))
    }

    /// The address of a page on the Web.
    #[must_use]
    pub fn absolute(&self, url: &UrlPath) -> String {
        format!("{}{}", self.base_url, url.as_str())
    }
}

/// The collections of an edition, by position.
fn collections(
    declared: &EditionConfig,
    catalog: &Catalog,
    findings: &mut Vec<Diagnostic>,
) -> Vec<usize> {
    let mut named = Vec::new();
    for (name, span) in &declared.collections {
        match catalog.collection(name) {
            Some(position) => named.push(position),
            None => findings.extend(catalog.no_collection(name, *span)),
        }
    }
    let all = 0..catalog.collections.len();
    all.filter(|position| declared.collections.is_empty() || named.contains(position))
        .collect()
}

/// The entry that an edition names as its title page.
fn home(
    declared: &EditionConfig,
    catalog: &Catalog,
    findings: &mut Vec<Diagnostic>,
) -> Option<EntryIndex> {
    let (link, span) = declared.home.as_ref()?;
    let (name, id) = link.split_once(':').unwrap_or((link, ""));
    let collection = catalog.collection(name);
    let entry = collection.and_then(|collection| catalog.find(collection, id));
    if entry.is_none() {
        let ids = catalog.collections.iter().map(|collection| &*collection.id);
        let near = match collection {
            Some(position) => closest(id, catalog.ids(position)).map(|id| format!("{name}:{id}")),
            None => closest(name, ids).map(|name| format!("{name}:{id}")),
        };
        let mut found = Diagnostic::new("C021", *span).arg("link", &**link);
        if let Some(near) = near.filter(|_| !id.is_empty()) {
            found = found.fix(*span, near);
        }
        findings.push(found);
    }
    entry
}
