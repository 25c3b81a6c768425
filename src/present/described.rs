//! An entry and the organisation as machine-readable data: a schema.org type, an id that is
//! the same in every language, and the fields with statements.

use std::borrow::Cow;

use jiff::civil::DateTime;

use super::{Detail, FieldView, Scope, entry::public};
use crate::model::{EntryIndex, State};
use crate::path::{SourcePath, UrlPath};
use crate::plan::{Route, Target};
use crate::schema::{Collection, EntryType, Field, PartialDate, Statement};

/// An entry as machine-readable data.
#[derive(Debug, Clone)]
pub(crate) struct DescriptionView<'a> {
    /// Its type.
    pub kind: &'a str,
    /// Its globally unique id, the same in every language.
    pub id: String,
    /// Its heading.
    pub title: &'a str,
    /// The property that refers to the organisation; a former entry has none.
    pub organisation: Option<&'a str>,
    /// The language of its texts.
    pub lang: &'a str,
    /// Whether it is a sample.
    pub is_sample: bool,
    /// The fields with statements.
    pub fields: Vec<FieldView<'a>>,
}

/// The picture of a shared link.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SocialPicture<'a> {
    /// Its address.
    pub url: &'a UrlPath,
    /// Width and height, if its header states them.
    pub size: Option<(u32, u32)>,
    /// What it shows.
    pub alt: &'a str,
}

impl<'a> Scope<'a> {
    /// An entry with the statements of its fields; `None` if its collection has no schema.org
    /// type, or the entry has no page.
    #[must_use]
    pub(crate) fn described(self, index: EntryIndex) -> Option<DescriptionView<'a>> {
        let catalog = self.catalog();
        let collection = catalog.collection_of(index);
        let declared = collection.schema_org.as_ref()?;
        let is_former = catalog.state(index) == State::Former;
        let stated = self.fields_where(index, |field| states(collection, field));
        Some(DescriptionView {
            kind: self.type_of(index, collection, declared),
            id: self.thing(index)?,
            title: self.title(index),
            organisation: declared.organisation.as_deref().filter(|_| !is_former),
            lang: self.text_language(index).as_str(),
            is_sample: catalog.entry(index).record.is_true("sample"),
            fields: stated,
        })
    }

    /// The type and the id of another entry.
    #[must_use]
    pub(crate) fn named_thing(self, index: EntryIndex) -> Option<(&'a str, Option<String>)> {
        let collection = self.catalog().collection_of(index);
        let declared = collection.schema_org.as_ref()?;
        let kind = self.type_of(index, collection, declared);
        Some((kind, self.thing(index)))
    }

    fn type_of(self, index: EntryIndex, of: &'a Collection, declared: &'a EntryType) -> &'a str {
        let own = || {
            let field = public(of, declared.field.as_deref()?)?;
            let item = self.catalog().entry(index).record.get(&field.name)?;
            declared.values.get(&item.value.written()?)
        };
        own().map_or(&declared.name, |name| name)
    }

    /// The globally unique id of an entry: the address of its page in the first language of
    /// the site that has one.
    fn thing(self, index: EntryIndex) -> Option<String> {
        let plan = &self.site.plan;
        let mut pages = self.site.languages().iter();
        let page = pages.find_map(|lang| plan.entry(index, lang))?;
        let address = plan.edition.absolute(&plan.route(page).url);
        Some(format!("{address}#this"))
    }

    /// The picture of a shared link: that of the entry, or else of the house style. Only
    /// raster pictures are suitable.
    #[must_use]
    pub(crate) fn social_picture(self, route: &Route) -> Option<SocialPicture<'a>> {
        let own = match &route.target {
            Target::Entry(index) => self.picture_of(*index),
            _ => None,
        };
        own.or_else(|| self.picture_of_site()).or_else(|| {
            let logo = self.catalog().config.brand.logo.as_ref()?;
            let path = logo.path.as_ref()?;
            let asset = self.site.shown_file(path)?;
            is_raster(path).then(|| SocialPicture {
                url: asset.shown(),
                size: asset.shown_size(),
                alt: self.site_title(),
            })
        })
    }

    /// The house style's picture for shared links.
    fn picture_of_site(self) -> Option<SocialPicture<'a>> {
        let picture = self.catalog().config.brand.social_image.as_ref()?;
        let path = picture.file.path.as_ref()?;
        let asset = self.site.assets.content(path)?;
        is_raster(path).then(|| SocialPicture {
            url: &asset.url,
            size: asset.size,
            alt: self.catalog().label(&picture.alt, self.lang),
        })
    }

    fn picture_of(self, index: EntryIndex) -> Option<SocialPicture<'a>> {
        let display = &self.catalog().collection_of(index).display;
        let name = display.image.as_deref()?;
        let views = self.fields_where(index, |field| *field.name == *name);
        let value = views.into_iter().next()?.value;
        let Detail::Picture(picture) = value.detail else {
            return None;
        };
        is_raster(picture.path).then_some(SocialPicture {
            url: picture.url,
            size: picture.size,
            alt: match value.text {
                Cow::Borrowed(alt) => alt,
                Cow::Owned(_) => "",
            },
        })
    }

    /// The day on an entry's card, unless its collection has a timeline.
    #[must_use]
    pub(crate) fn dated(self, index: EntryIndex) -> Option<PartialDate> {
        let collection = self.catalog().collection_of(index);
        if collection.list.timeline.is_some() {
            return None;
        }
        let field = public(collection, collection.display.date.as_deref()?)?;
        self.catalog().entry(index).record.date(&field.name)
    }

    /// The entries that a term's page is about.
    #[must_use]
    pub(crate) fn uses(self, target: &Target) -> Option<&'a [EntryIndex]> {
        let Target::Term {
            collection,
            field,
            term,
            ..
        } = target
        else {
            return None;
        };
        let mut uses = self
            .site
            .plan
            .term_uses(*collection, field, self.lang)
            .iter();
        let listed = uses.find(|listed| listed.term == *term)?;
        Some(&listed.entries)
    }

    /// A date and time with the UTC offset of the site's time zone.
    #[must_use]
    pub(crate) fn with_offset(self, moment: &str) -> Option<String> {
        let moment: DateTime = moment.parse().ok()?;
        let zone = &self.catalog().config.time_zone;
        let moment = zone.to_zoned_datetime(moment).ok()?;
        Some(moment.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
    }
}

/// Whether a picture is a raster picture.
fn is_raster(path: &SourcePath) -> bool {
    let ending = path.extension().to_lowercase();
    matches!(&*ending, "png" | "jpg" | "jpeg" | "webp" | "gif")
}

/// Whether a field of a collection, or one inside it, has a statement, or is the condition of
/// one.
fn states(collection: &Collection, field: &Field) -> bool {
    let inside = |field: &Field| {
        let below = field.kind.fields();
        below.is_some_and(|below| below.iter().any(|own| own.schema_org.is_some()))
    };
    let decides = |other: &Field| {
        let statement: Option<&Statement> = other.schema_org.as_ref();
        statement.is_some_and(|own| own.given.contains_key(&*field.name))
    };
    field.schema_org.is_some() || inside(field) || collection.fields.iter().any(decides)
}
