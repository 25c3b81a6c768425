//! What the pages of one edition are made from.

use std::sync::Arc;

use super::assets::ContentAsset;
use super::functions::ByLang;
use super::view::Shared;
use super::{AssetTable, Formats, Texts};
use crate::model::Catalog;
use crate::path::SourcePath;
use crate::plan::Plan;
use crate::schema::Lang;

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
    pub(super) fn shared(&self, lang: &Lang) -> Option<&Shared> {
        self.shared.get(lang)
    }

    /// A file of the content, by its path from `content/` or beside an entry.
    #[must_use]
    pub fn content_asset(&self, path: &str, folder: Option<&SourcePath>) -> Option<&ContentAsset> {
        let below = folder.and_then(|folder| folder.join(path));
        let beside = below.and_then(|path| self.assets.content(&path));
        beside.or_else(|| {
            let path = SourcePath::new(&format!("content/{}", path.trim_start_matches('/')))?;
            self.assets.content(&path)
        })
    }

    /// As [`Site::content_asset`], with the file's own path.
    #[must_use]
    pub fn find_asset(
        &self,
        path: &str,
        folder: Option<&SourcePath>,
    ) -> Option<(SourcePath, &ContentAsset)> {
        let below = folder.and_then(|folder| folder.join(path));
        let full = SourcePath::new(&format!("content/{}", path.trim_start_matches('/')));
        below.into_iter().chain(full).find_map(|path| {
            self.assets
                .content(&path)
                .map(|asset| (path.clone(), asset))
        })
    }
}
