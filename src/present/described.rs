//! What an entry and the organisation behind the site are for machines: a type of
//! schema.org, a name that is the same in every language, and the fields that state
//! something there.

use jiff::civil::DateTime;

use super::{FieldView, Scope, entry::public};
use crate::model::{EntryIndex, State};
use crate::schema::{Collection, EntryType, Field, Statement};

/// An entry as machines see it.
#[derive(Debug, Clone)]
pub(crate) struct DescriptionView<'a> {
    /// Its type.
    pub kind: &'a str,
    /// Its name among all things of the web, the same in every language.
    pub id: String,
    /// Its heading.
    pub title: &'a str,
    /// The property that names the organisation behind the site; a former entry has
    /// none.
    pub organisation: Option<&'a str>,
    /// The language of its texts.
    pub lang: &'a str,
    /// The fields that state something.
    pub fields: Vec<FieldView<'a>>,
}

impl<'a> Scope<'a> {
    /// An entry with what its fields state; `None` where its collection has no type at
    /// schema.org, or the entry no page.
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
            fields: stated,
        })
    }

    /// The type and the name of another entry.
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

    /// The name of an entry among all things of the web: of its page in the first
    /// language of the site that has one.
    fn thing(self, index: EntryIndex) -> Option<String> {
        let plan = &self.site.plan;
        let mut pages = self.site.languages().iter();
        let page = pages.find_map(|lang| plan.entry(index, lang))?;
        let address = plan.edition.absolute(&plan.route(page).url);
        Some(format!("{address}#this"))
    }

    /// A day and a time with the distance of the site's time zone from UTC.
    #[must_use]
    pub(crate) fn with_offset(self, moment: &str) -> Option<String> {
        let moment: DateTime = moment.parse().ok()?;
        let zone = &self.catalog().config.time_zone;
        let moment = zone.to_zoned_datetime(moment).ok()?;
        Some(moment.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
    }
}

/// Whether a field of a collection, or one in it, states something, or decides whether
/// another one does.
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
