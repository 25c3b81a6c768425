//! What all pages of a language share: cards, the site, the edition, the
//! collections. Made once a language.

use std::sync::Arc;

use tera::Value;

use crate::diagnostic::Diagnostic;
use crate::locale::DateForm;
use crate::plan::{LinkError, Tool};
use crate::present::Site;
use crate::present::{Cards, Scope, array, collection_view, object, organisation, text_or_null};
use crate::schema::{Lang, PartialDate, View};
use crate::text::Span;
use crate::theme::Texts;

/// What all pages of a language share.
pub(crate) struct Language {
    pub lang: Lang,
    pub cards: Cards,
    pub site: Value,
    pub edition: Value,
    pub collections: Value,
    pub tools: Value,
}

impl Language {
    /// The same for a site in which nothing of it has changed but the entries.
    pub(crate) fn renewed(&self, site: &Arc<Site>) -> Self {
        Self {
            lang: self.lang.clone(),
            cards: Cards::new(site, &self.lang),
            site: self.site.clone(),
            edition: self.edition.clone(),
            collections: self.collections.clone(),
            tools: self.tools.clone(),
        }
    }

    /// The same for one document that holds all pages: without the pages that
    /// work on data files.
    pub(crate) fn for_one_page(&self, site: &Arc<Site>) -> Self {
        let none = Tool::ALL.map(|tool| (tool.name().into(), Value::none()));
        let mut edition = self.edition.as_map().cloned().unwrap_or_default();
        edition.insert("single".into(), Value::from(true));
        Self {
            lang: self.lang.clone(),
            cards: Cards::new(site, &self.lang),
            site: self.site.clone(),
            edition: Value::from(edition),
            collections: self.collections.clone(),
            tools: Value::from(none.into_iter().collect::<tera::Map>()),
        }
    }
}

/// Makes what the pages of each language share. A language that the theme has no
/// texts for, and menus that lead nowhere, are reported.
pub(crate) fn languages(site: &Arc<Site>, findings: &mut Vec<Diagnostic>) -> Option<Vec<Language>> {
    let mut all = Vec::new();
    for lang in &site.plan.edition.languages {
        let Some(scope) = Scope::of(site, lang) else {
            let span = Span::start_of(site.catalog.config.source);
            findings.push(Diagnostic::new("T007", span).arg("lang", lang.as_str()));
            continue;
        };
        all.push(Language {
            lang: lang.clone(),
            cards: Cards::new(site, lang),
            site: site_view(scope),
            edition: edition_view(scope),
            collections: collections_view(scope),
            tools: tools_view(scope),
        });
        menus_lead_somewhere(site, lang, findings);
        texts_are_there(site, scope.texts, lang, findings);
    }
    (all.len() == site.plan.edition.languages.len()).then_some(all)
}

/// Every text that the theme has in the default language, it has in each.
fn texts_are_there(site: &Site, texts: &Texts, lang: &Lang, findings: &mut Vec<Diagnostic>) {
    let Some(default) = site.texts(site.catalog.config.default_language()) else {
        return;
    };
    let known: Vec<&str> = texts.keys().collect();
    for key in default.keys().filter(|key| !known.contains(key)) {
        let found = Diagnostic::new("T009", Span::start_of(texts.source()))
            .arg("key", key)
            .arg("lang", lang.as_str());
        if !findings.contains(&found) {
            findings.push(found);
        }
    }
}

fn menus_lead_somewhere(site: &Site, lang: &Lang, findings: &mut Vec<Diagnostic>) {
    for entry in site.catalog.config.menus.values().flatten() {
        let Err(error) = site.plan.resolve(&entry.to, lang, &site.catalog) else {
            continue;
        };
        let meant = match error {
            // A menu may name what an edition leaves out.
            LinkError::NoPage { .. } | LinkError::LeftOut { .. } => continue,
            LinkError::NotTyped => None,
            LinkError::Collection { name, meant } => {
                meant.map(|near| entry.to.replacen(&name, &near, 1))
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

fn site_view(scope: Scope<'_>) -> Value {
    let catalog = &scope.site.catalog;
    let config = &catalog.config;
    let languages: Vec<Value> = scope
        .site
        .plan
        .edition
        .languages
        .iter()
        .map(|lang| {
            object([
                ("code", Value::from(lang.as_str())),
                ("name", Value::from(endonym(scope.site, lang))),
            ])
        })
        .collect();
    object([
        (
            "title",
            Value::from(catalog.label(&config.title, scope.lang)),
        ),
        (
            "tagline",
            Value::from(catalog.label(&config.tagline, scope.lang)),
        ),
        (
            "description",
            Value::from(catalog.label(&config.description, scope.lang)),
        ),
        ("organisation", organisation(scope)),
        ("base_url", Value::from(config.base_url.as_str())),
        ("sample_notice", Value::from(config.sample_notice)),
        ("languages", array(languages)),
        ("version", Value::from(env!("CARGO_PKG_VERSION"))),
    ])
}

/// The name of a language in itself, from the texts of the theme.
pub(crate) fn endonym(site: &Site, lang: &Lang) -> String {
    site.texts(lang).map_or_else(
        || lang.to_string(),
        |texts| texts.or("language_name", lang.as_str()),
    )
}

fn edition_view(scope: Scope<'_>) -> Value {
    let edition = &scope.site.plan.edition;
    let label = scope.site.catalog.label(&edition.label, scope.lang);
    let as_of = scope.site.catalog.as_of.to_string();
    let until = edition.valid_until.map(|date| date.to_string());
    let until_text = edition
        .valid_until
        .map(|date| scope.formats.date(date, DateForm::Long));
    let date = PartialDate::parse(&as_of).map_or_else(
        || as_of.clone(),
        |date| scope.formats.date(date, DateForm::Long),
    );
    object([
        ("name", Value::from(&*edition.name)),
        (
            "label",
            Value::from(if label.is_empty() {
                &edition.name
            } else {
                label
            }),
        ),
        ("offline", Value::from(edition.offline)),
        ("single", Value::from(false)),
        ("date", Value::from(as_of)),
        ("date_text", Value::from(date)),
        ("valid_until", text_or_null(until.as_deref())),
        ("valid_until_text", text_or_null(until_text.as_deref())),
        ("online_url", Value::from(edition.base_url.as_str())),
    ])
}

/// The pages of tools by name, as links; null where the theme has none.
fn tools_view(scope: Scope<'_>) -> Value {
    let all = Tool::ALL.into_iter().map(|tool| {
        let page = scope.site.plan.tool(tool, scope.lang);
        let link = page.map(|page| page.to_string());
        (tool.name().into(), text_or_null(link.as_deref()))
    });
    Value::from(all.collect::<tera::Map>())
}

fn collections_view(scope: Scope<'_>) -> Value {
    let all = scope
        .site
        .plan
        .edition
        .collections
        .iter()
        .filter_map(|position| {
            let collection = scope.site.catalog.collections.get(*position)?;
            (collection.list.view != View::None).then(|| {
                (
                    collection.id.to_string().into(),
                    collection_view(scope, *position),
                )
            })
        });
    Value::from(all.collect::<tera::Map>())
}
