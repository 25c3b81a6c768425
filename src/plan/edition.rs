//! An edition: what it contains and how it prints links.

use std::sync::Arc;

use crate::config::{Config, EditionConfig};
use crate::diagnostic::Diagnostic;
use crate::path::{LinkStyle, Slug, UrlPath};
use crate::schema::{Collection, Lang, Localized};

/// One way of publishing the catalogue: on the Web, or as a folder to hand out.
#[derive(Debug, Clone)]
pub struct Edition {
    /// The name, which is the folder of the edition.
    pub name: Arc<str>,
    /// The name that visitors see.
    pub label: Localized<String>,
    /// How links are printed.
    pub links: LinkStyle,
    /// Whether it is opened without a server.
    pub offline: bool,
    /// The languages, in the site's order.
    pub languages: Vec<Lang>,
    /// The collections that it contains, by position.
    pub collections: Vec<usize>,
    /// The site's default language, which is at the root.
    pub default_language: Lang,
    /// The address of the site on the Web, ending with a slash.
    pub base_url: String,
}

impl Edition {
    /// An edition as `site.yaml` declares it.
    pub fn new(
        declared: &EditionConfig,
        config: &Config,
        collections: &[Collection],
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        for lang in &declared.languages {
            if !config.languages.contains(lang) {
                findings.push(Diagnostic::new("C006", declared.span).arg("lang", lang.as_str()));
            }
        }
        let known = || collections.iter().map(|collection| &*collection.id);
        for (name, span) in &declared.collections {
            if !known().any(|id| *id == **name) {
                findings.push(
                    Diagnostic::new("S031", *span)
                        .arg("collection", &**name)
                        .did_you_mean_name(*span, name, known()),
                );
            }
        }
        let all_languages = declared.languages.is_empty();
        let all_collections = declared.collections.is_empty();
        Self {
            name: declared.name.clone(),
            label: declared.label.clone(),
            links: config.link_style(declared),
            offline: declared.offline,
            languages: config
                .languages
                .iter()
                .filter(|lang| all_languages || declared.languages.contains(lang))
                .cloned()
                .collect(),
            collections: (0..collections.len())
                .filter(|position| {
                    let id = collections.get(*position).map(|collection| &collection.id);
                    all_collections
                        || id.is_some_and(|id| {
                            declared.collections.iter().any(|(name, _)| name == id)
                        })
                })
                .collect(),
            default_language: config.default_language().clone(),
            base_url: config.base_url.clone(),
        }
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
