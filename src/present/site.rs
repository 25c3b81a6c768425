//! What the pages of one edition are made from.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::entry::public;
use crate::locale::Formats;
use crate::model::{Catalog, EntryIndex};
use crate::path::{OutPath, SourcePath, UrlPath};
use crate::plan::{LinkError, LinkTarget, Plan, Route, RouteId, Target};
use crate::schema::{Collection, Field, Lang, Value};
use crate::theme::{AssetTable, ContentAsset, CopySet, NamedPictures, Texts, ThemeIds};

/// What is kept by language.
pub(crate) type ByLang<T> = BTreeMap<Lang, T>;

/// Everything that pages of one edition are built from. Only this module may access the
/// catalogue.
pub struct Site {
    catalog: Arc<Catalog>,
    /// The edition's addresses.
    pub plan: Arc<Plan>,
    /// The files that pages refer to.
    pub assets: Arc<AssetTable>,
    /// The pictures that pages of the edition refer to.
    pub named_pictures: Arc<NamedPictures>,
    /// The texts of the interface.
    pub interface: Arc<ByLang<Texts>>,
    /// The ids that templates use.
    pub theme_ids: Arc<ThemeIds>,
    /// The print documents of the edition.
    pub printed: Vec<PrintedFile>,
    formats: Arc<ByLang<Formats>>,
}

/// The fields with the last change of an entry: those with the property `dateModified`, and
/// that of the feed.
pub(super) fn of_changes(collection: &Collection) -> impl Iterator<Item = &str> {
    let says_so = |field: &&Field| {
        let statement = field.schema_org.as_ref();
        statement.is_some_and(|own| &*own.property == "dateModified")
    };
    let feed = collection.feed.as_ref();
    let of_feed = feed.and_then(|feed| feed.updated.as_deref());
    let fields = collection.fields.iter().filter(says_so);
    fields.map(|field| &*field.name).chain(of_feed)
}

/// A PDF of an edition.
#[derive(Debug, Clone)]
pub struct PrintedFile {
    /// The language that it is in.
    pub lang: Lang,
    /// Its heading.
    pub title: String,
    /// Its path, relative to the edition's folder.
    pub path: OutPath,
    /// Its length in bytes.
    pub len: usize,
}

impl Site {
    /// The date of an entry's last change in ISO 8601; the feed's date is the fallback.
    #[must_use]
    pub(crate) fn modified(&self, index: EntryIndex) -> Option<String> {
        let collection = self.catalog.collection_of(index);
        let feed = collection.feed.as_ref();
        let mut fields = of_changes(collection).chain(feed.map(|feed| &*feed.date));
        fields.find_map(|name| match self.says(index, name)? {
            Value::Date(date) => Some(date.to_string()),
            Value::DateTime(moment) => Some(moment.date().to_string()),
            _ => None,
        })
    }

    /// The value of a field that visitors may see.
    pub(super) fn says(&self, index: EntryIndex, name: &str) -> Option<&Value> {
        let field = public(self.catalog.collection_of(index), name)?;
        let item = self.catalog.entry(index).record.get(&field.name)?;
        Some(&item.value)
    }

    /// Combines what an edition is built from.
    #[must_use]
    pub fn new(
        catalog: Arc<Catalog>,
        plan: Plan,
        assets: Arc<AssetTable>,
        interface: Arc<ByLang<Texts>>,
        theme_ids: Arc<ThemeIds>,
    ) -> Self {
        let languages = plan.edition.languages.iter().cloned();
        let formats = languages.map(|lang| (lang.clone(), Formats::of(&lang)));
        Self {
            formats: Arc::new(formats.collect()),
            catalog,
            plan: Arc::new(plan),
            assets,
            named_pictures: Arc::default(),
            interface,
            theme_ids,
            printed: Vec::new(),
        }
    }

    /// The same site with a catalogue whose addresses and orders are unchanged.
    #[must_use]
    pub fn with_catalog(&self, catalog: Arc<Catalog>) -> Self {
        Self {
            catalog,
            plan: self.plan.clone(),
            assets: self.assets.clone(),
            named_pictures: self.named_pictures.clone(),
            interface: self.interface.clone(),
            theme_ids: self.theme_ids.clone(),
            printed: self.printed.clone(),
            formats: self.formats.clone(),
        }
    }

    /// The same site with a plan that has other links.
    #[must_use]
    pub fn with_plan(&self, plan: Plan) -> Self {
        let (catalog, assets) = (self.catalog.clone(), self.assets.clone());
        let (interface, theme_ids) = (self.interface.clone(), self.theme_ids.clone());
        Self {
            named_pictures: self.named_pictures.clone(),
            printed: self.printed.clone(),
            ..Self::new(catalog, plan, assets, interface, theme_ids)
        }
    }

    /// The places in which the theme shows pictures.
    pub(crate) fn picture_places(&self) -> Vec<&str> {
        self.assets.sizes().places().collect()
    }

    /// The copies of a picture for a place; records that a page refers to them.
    pub(crate) fn picture_copies(&self, path: &SourcePath, place: &str) -> Option<CopySet<'_>> {
        let copies = self
            .assets
            .content(path)?
            .copies_in(place, self.assets.sizes())?;
        copies.name(&self.named_pictures);
        Some(copies)
    }

    /// A file of the content; records that a page refers to its shown copy.
    pub(crate) fn shown_file(&self, path: &SourcePath) -> Option<&ContentAsset> {
        let asset = self.assets.content(path)?;
        self.named_pictures.name(asset.shown());
        Some(asset)
    }

    /// The catalogue.
    pub(super) fn catalog(&self) -> &Catalog {
        &self.catalog
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

    /// The languages of the site, the default one first.
    #[must_use]
    pub fn languages(&self) -> &[Lang] {
        &self.catalog.config.languages
    }

    /// The default language of the site.
    #[must_use]
    pub fn default_language(&self) -> &Lang {
        self.catalog.config.default_language()
    }

    /// The path part of the site's address.
    #[must_use]
    pub fn base_path(&self) -> String {
        self.catalog.config.base_path()
    }

    /// Resolves a typed link to a page, as seen from a page in a language.
    ///
    /// # Errors
    /// The part of the link that does not exist.
    pub fn resolve<'l>(&self, link: &'l str, lang: &Lang) -> Result<LinkTarget<'l>, LinkError> {
        self.plan.resolve(link, lang, &self.catalog)
    }

    /// The collection of an entry, by position.
    #[must_use]
    pub fn collection_of(&self, index: EntryIndex) -> usize {
        self.catalog.entry(index).collection
    }

    /// How many entries a page of a collection's list shows.
    #[must_use]
    pub fn page_size(&self, collection: usize) -> Option<usize> {
        let collection = self.catalog.collections.get(collection)?;
        Some(collection.list.page_size)
    }

    /// The number of entries that the catalogue has, published or not.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.catalog.all().count()
    }

    /// The entries that have a page in a language, those of lists first, in the order
    /// of the lists.
    #[must_use]
    pub fn entries_with_page(&self, lang: &Lang) -> Vec<EntryIndex> {
        let plan = &self.plan;
        let mut entries: Vec<EntryIndex> = Vec::new();
        let mut seen = vec![false; self.entries()];
        let collections = plan.edition.collections.iter();
        let listed = collections.flat_map(|at| plan.listed(*at, lang).iter().copied());
        for index in listed.chain(self.catalog.all()) {
            let new = seen
                .get_mut(index.position())
                .is_some_and(|seen| !std::mem::replace(seen, true));
            if new && plan.entry(index, lang).is_some() {
                entries.push(index);
            }
        }
        entries
    }

    /// Whether search engines may index a page: an entry in its own language, or any other
    /// page for people.
    #[must_use]
    pub fn is_indexed(&self, route: &Route) -> bool {
        match &route.target {
            Target::Entry(index) => self.catalog.is_translated(*index, &route.lang),
            target => target.is_page(),
        }
    }

    /// The same page in a language of the edition: an entry, a page of a list or of a
    /// term.
    #[must_use]
    pub fn same_page(&self, target: &Target, lang: &Lang) -> Option<RouteId> {
        let plan = &self.plan;
        match target {
            Target::Entry(index) => plan.entry(*index, lang),
            Target::List { collection, page } => {
                plan.list(*collection, lang).get(page - 1).copied()
            }
            Target::Term {
                collection,
                field,
                term,
                page,
            } => plan
                .term(*collection, field, term, lang)
                .get(page - 1)
                .copied(),
            _ => None,
        }
    }

    /// Whether a fallback language replaces a missing translation.
    #[must_use]
    pub fn is_fallback(&self, index: EntryIndex, lang: &Lang) -> bool {
        !self.catalog.is_translated(index, lang)
    }

    /// The page that shows the original of an entry that is not translated into a
    /// language.
    #[must_use]
    pub fn original(&self, index: EntryIndex, lang: &Lang) -> Option<&UrlPath> {
        if self.catalog.is_translated(index, lang) {
            return None;
        }
        let mut languages = self.languages().iter();
        let own = languages.find(|lang| self.catalog.is_translated(index, lang))?;
        let page = self.plan.entry(index, own)?;
        Some(&self.plan.route(page).url)
    }
}
