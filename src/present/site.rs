//! What the pages of one edition are made from.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::locale::Formats;
use crate::model::Catalog;
use crate::plan::Plan;
use crate::present::Shared;
use crate::schema::Lang;
use crate::theme::{AssetTable, Texts};

/// What is kept by language.
pub(crate) type ByLang<T> = BTreeMap<Lang, T>;

/// Everything that pages of one edition are made from.
pub struct Site {
    /// The catalogue.
    pub catalog: Arc<Catalog>,
    /// The edition's addresses.
    pub plan: Arc<Plan>,
    /// The files that pages name.
    pub assets: Arc<AssetTable>,
    /// The texts of the interface.
    pub interface: Arc<ByLang<Texts>>,
    formats: Arc<ByLang<Formats>>,
    shared: ByLang<Shared>,
}

impl Site {
    /// Puts together what an edition is made from.
    #[must_use]
    pub fn new(
        catalog: Arc<Catalog>,
        plan: Plan,
        assets: Arc<AssetTable>,
        interface: Arc<ByLang<Texts>>,
    ) -> Self {
        let languages = || plan.edition.languages.iter().cloned();
        let formats = languages().map(|lang| (lang.clone(), Formats::of(&lang)));
        let shared = languages().map(|lang| (lang, Shared::default()));
        let (formats, shared) = (formats.collect(), shared.collect());
        Self {
            catalog,
            plan: Arc::new(plan),
            assets,
            interface,
            formats: Arc::new(formats),
            shared,
        }
    }

    /// The same site with a catalogue that has the same addresses and orders.
    #[must_use]
    pub fn with_catalog(&self, catalog: Arc<Catalog>) -> Self {
        Self {
            catalog,
            plan: self.plan.clone(),
            assets: self.assets.clone(),
            interface: self.interface.clone(),
            formats: self.formats.clone(),
            shared: self
                .shared
                .keys()
                .map(|lang| (lang.clone(), Shared::default()))
                .collect(),
        }
    }

    /// The texts of the interface in a language.
    #[must_use]
    pub fn texts(&self, lang: &Lang) -> Option<&Texts> {
        self.interface.get(lang)
    }

    /// How a language writes numbers and dates.
    #[must_use]
    pub fn formats(&self, lang: &Lang) -> Option<&Formats> {
        self.formats.get(lang)
    }

    /// The views that entries have in common in a language.
    pub(crate) fn shared(&self, lang: &Lang) -> Option<&Shared> {
        self.shared.get(lang)
    }
}
