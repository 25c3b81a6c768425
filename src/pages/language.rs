//! What all pages of a language share: cards, the site, the edition, the collections. It is
//! built once for each language.

use std::sync::{Arc, OnceLock};

use tera::Value;
use tera::value::Key;

use super::cards::Cards;
use super::pairs::{Pairs, array, object, text_or_null};
use super::shared::Shared;
use super::values::{fields, link, plain_value};
use crate::diagnostic::Diagnostic;
use crate::insight::chart::Standings;
use crate::plan::Tool;
use crate::present::{FundingView, OrganisationView, Scope, Site, SiteView, ValueView};
use crate::schema::{Lang, View};

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
    /// Updates it for a site in which only entries have changed: their funding is shown on
    /// every page.
    fn renewed(&self, site: &Arc<Site>, standings: &Arc<OnceLock<Standings>>) -> Self {
        let scope = Scope::of(site, &self.lang);
        Self {
            lang: self.lang.clone(),
            cards: Cards::new(site, &self.lang, standings),
            site: scope.map_or_else(|| self.site.clone(), |scope| site_value(&scope.site_view())),
            edition: self.edition.clone(),
            collections: self.collections.clone(),
            tools: self.tools.clone(),
        }
    }

    /// The same for the single-page edition: without the pages that need data files.
    pub(crate) fn for_one_page(&self, site: &Arc<Site>) -> Self {
        let none = Tool::ALL.map(|tool| (tool.name().into(), Value::none()));
        let mut edition = self.edition.as_map().cloned().unwrap_or_default();
        edition.insert("single".into(), Value::from(true));
        Self {
            lang: self.lang.clone(),
            cards: Cards::new(site, &self.lang, self.cards.shared_standings()),
            site: self.site.clone(),
            edition: Value::from(edition),
            collections: self.collections.clone(),
            tools: Value::from(none.into_iter().collect::<tera::Map>()),
        }
    }
}

/// Updates what pages share for a site in which only entries have changed. The ranks of
/// measured values are kept unless one of the values has changed.
pub(crate) fn renewed(all: &[Language], site: &Arc<Site>, is_measured_anew: bool) -> Vec<Language> {
    let kept = all.first().filter(|_| !is_measured_anew);
    let standings = kept.map_or_else(Arc::default, |own| own.cards.shared_standings().clone());
    all.iter()
        .map(|own| own.renewed(site, &standings))
        .collect()
}

/// Builds what the pages of each language share. Reports a language without theme texts, and
/// broken menu links.
pub(crate) fn languages(site: &Arc<Site>, findings: &mut Vec<Diagnostic>) -> Option<Vec<Language>> {
    let mut all = Vec::new();
    let standings = Arc::new(OnceLock::new());
    for lang in &site.plan.edition.languages {
        site.frame_faults(lang, findings);
        let Some(scope) = Scope::of(site, lang) else {
            continue;
        };
        let cards = Cards::new(site, lang, &standings);
        all.push(Language {
            lang: lang.clone(),
            site: site_value(&scope.site_view()),
            cards,
            edition: Value::from_serializable(&scope.edition_view()),
            collections: collections(scope),
            tools: tools(scope),
        });
    }
    (all.len() == site.plan.edition.languages.len()).then_some(all)
}

fn site_value(view: &SiteView<'_>) -> Value {
    let mut pairs = Pairs::default();
    pairs.insert("title", Value::from(view.title));
    pairs.insert("tagline", Value::from(view.tagline));
    pairs.insert("description", Value::from(view.description));
    pairs.insert("organisation", organisation(&view.organisation));
    pairs.insert("funding", funding(&view.funding));
    pairs.insert("base_url", Value::from(view.base_url));
    pairs.insert("sample_notice", Value::from(view.sample_notice));
    pairs.insert("languages", Value::from_serializable(&view.languages));
    pairs.insert("brand", Value::from_serializable(&view.brand));
    pairs.insert("icons", Value::from_serializable(&view.icons));
    pairs.insert("card", text_or_null(view.card.as_deref()));
    pairs.insert("version", Value::from(env!("CARGO_PKG_VERSION")));
    Value::from(pairs)
}

/// The sentences and emblems of funders, each with its entry.
fn funding(views: &[FundingView<'_>]) -> Value {
    let all = views.iter().map(|view| {
        let value = |of: &Option<ValueView<'_>>| of.as_ref().map_or_else(Value::none, plain_value);
        object([
            ("title", Value::from(view.title)),
            ("title_lang", Value::from(view.title_lang.as_str())),
            ("link", Value::from(view.link.to_string())),
            ("statement", value(&view.statement)),
            ("emblem", value(&view.emblem)),
            ("is_owed", Value::from(view.is_owed)),
        ])
    });
    array(all.collect())
}

/// The organisation as a record, and its plain texts.
fn organisation(view: &OrganisationView<'_>) -> Value {
    let mut pairs = Pairs::default();
    for (name, text) in &view.texts {
        pairs.insert(Key::String((*name).into()), text_or_null(text.as_deref()));
    }
    let own = fields(&Shared::default(), &view.fields);
    pairs.insert("fields", Value::from(own));
    Value::from(pairs)
}

/// Links to the pages of tools by name; null if the theme lacks the tool.
fn tools(scope: Scope<'_>) -> Value {
    let all = Tool::ALL.into_iter().map(|tool| {
        let page = scope.site.plan.tool(tool, scope.lang);
        (tool.name().into(), link(page))
    });
    Value::from(all.collect::<tera::Map>())
}

fn collections(scope: Scope<'_>) -> Value {
    let positions = scope.site.plan.edition.collections.iter();
    let all = positions.filter_map(|position| {
        let view = scope.collection(*position)?;
        let listed = scope.view(*position)? != View::None;
        listed.then(|| (view.id.to_string().into(), Value::from_serializable(&view)))
    });
    Value::from(all.collect::<tera::Map>())
}
