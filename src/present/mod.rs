//! The access filter: what an audience may see of the catalogue, in one language of an
//! edition.
//!
//! This is the only module with access to both the catalogue and an audience. Its views
//! ([`EntryView`], [`FieldView`], [`RowView`], [`ListView`], …) contain nothing that is
//! private, unpublished, or left out of the edition; pages, script data, machine-readable
//! files and the handout read these views and cannot reach the catalogue, which [`Site`]
//! exposes only to this module.
//!
//! 1. A [`Scope`] is a site and one of its languages.
//! 2. It creates views: of an entry, of a list, of a term's page, of the site.
//! 3. A view names other pages by their [`RouteId`](crate::plan::RouteId); the code that
//!    writes the page prints the link.

mod card;
mod collection;
mod counted;
mod described;
mod enquiry;
mod entry;
mod event;
mod feed;
mod field;
mod frame;
mod funding;
mod list;
mod list_facets;
mod list_groups;
mod measurement;
mod menus;
mod named;
mod picture;
mod print;
mod related;
mod role;
mod security;
mod similar;
mod site;
mod term;
mod text;
mod untranslated;
mod value;
mod value_of;
mod way;
pub use site::Site;

/// The indicators that a site declares: formulas without any entry data.
pub(crate) use crate::load::{
    EntrySet, Formula, Indicator, Indicators, Magnitude, SetCondition, Statistic,
};
pub(crate) use card::{CardView, Reach};
pub(crate) use collection::CollectionView;
pub(crate) use counted::Fact;
pub(crate) use described::DescriptionView;
pub(crate) use entry::EntryView;
pub(crate) use event::{EventState, EventTime, EventView};
pub(crate) use feed::FeedItem;
pub(crate) use field::{FieldInfo, FieldView};
pub(crate) use frame::{OrganisationView, SiteView};
pub(crate) use funding::FundingView;
pub(crate) use list::ListView;
pub(crate) use list_groups::ListKind;
pub(crate) use measurement::{ConditionView, RowView, Stated};
pub(crate) use named::{ChoiceView, MarkView};
pub(crate) use picture::AboutPicture;
pub(crate) use related::RelatedFacetView;
pub(crate) use site::PrintedFile;
pub(crate) use term::{TermInfo, TermPage};
pub(crate) use text::TextOf;
pub(crate) use value::{Detail, PageLink, ValueView};
pub(crate) use way::WayView;

use crate::locale::Formats;
use crate::model::Catalog;
use crate::schema::Lang;
use crate::theme::Texts;

/// A site in one of its languages.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    /// The site.
    pub site: &'a Site,
    /// The language.
    pub lang: &'a Lang,
    /// The texts of the interface.
    pub texts: &'a Texts,
    /// How the language writes numbers and dates.
    pub formats: &'a Formats,
}

impl<'a> Scope<'a> {
    /// The scope of a language; `None` if the theme has no texts in it.
    #[must_use]
    pub(crate) fn of(site: &'a Site, lang: &'a Lang) -> Option<Self> {
        Some(Self {
            site,
            lang,
            texts: site.texts(lang)?,
            formats: site.formats(lang)?,
        })
    }

    fn catalog(self) -> &'a Catalog {
        self.site.catalog()
    }
}
