//! An entry as a contact card. The schema.org properties of its public fields decide what the
//! card contains.

use super::role::Roles;
use super::{Detail, FieldView, Scope, ValueView};
use crate::model::{EntryIndex, State};
use crate::path::UrlPath;
use crate::plan::RouteId;
use crate::schema::PartialDate;

/// A contact card.
#[derive(Debug, Clone)]
pub(crate) struct CardView<'a> {
    /// Its vCard kind: `org`, `individual`, `group`, `location`.
    pub kind: &'static str,
    /// A unique id within the site.
    pub uid: String,
    /// Its page.
    pub link: RouteId,
    /// The name.
    pub name: &'a str,
    /// The legal name.
    pub legal_name: Option<String>,
    /// A sentence that says what it is.
    pub summary: Option<&'a str>,
    /// The postal address.
    pub address: Option<PostalAddress>,
    /// The general contact details.
    pub general: Reach,
    /// The contact details by role.
    pub contacts: Vec<(Option<String>, Reach)>,
    /// The website.
    pub website: Option<String>,
    /// The position in degrees, north and east.
    pub position: Option<(&'a str, &'a str)>,
    /// The logo, or a picture.
    pub logo: Option<&'a UrlPath>,
    /// The day of the last confirmation.
    pub revised: Option<PartialDate>,
}

/// The parts of a postal address.
#[derive(Debug, Clone, Default)]
pub(crate) struct PostalAddress {
    /// Street and number.
    pub street: String,
    /// The town.
    pub locality: String,
    /// The region.
    pub region: String,
    /// The postal code.
    pub code: String,
    /// The country.
    pub country: String,
}

/// Contact details.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reach {
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Phone numbers.
    pub phones: Vec<String>,
    /// The languages spoken there, as tags.
    pub languages: Vec<String>,
}

impl<'a> Scope<'a> {
    /// An entry as a card; `None` if its collection has no cards, or the entry has no page or
    /// is a former one.
    #[must_use]
    pub(crate) fn card(self, index: EntryIndex) -> Option<CardView<'a>> {
        let link = self.site.plan.entry(index, self.lang)?;
        let catalog = self.catalog();
        let collection = catalog.collection_of(index);
        let kind = collection
            .card
            .filter(|_| catalog.state(index) == State::Published)?;
        let record = &catalog.entry(index).record;
        let fields = self.fields(index);
        let review = collection.review.as_ref();
        let review = review.filter(|review| review.field.is_public(&collection.fields));
        let contacts = fields.of("contactPoint").map_or(&[][..], ValueView::items);
        Some(CardView {
            kind: kind.as_str(),
            uid: format!("{}.{}", collection.id, catalog.entry(index).id),
            link,
            name: self.title(index),
            legal_name: fields.text("legalName"),
            summary: self.summary(index),
            address: fields.of("address").map(postal_address),
            general: reach(&fields),
            contacts: contacts
                .iter()
                .map(|contact| (contact.group().text("contactType"), reach(contact.group())))
                .collect(),
            website: fields.address("url"),
            position: fields.position(),
            logo: fields.picture("logo").or_else(|| fields.picture("image")),
            revised: review.and_then(|review| record.date(review.field.as_str())),
        })
    }

    /// The organisation as a card; `None` if the site has no home page.
    #[must_use]
    pub(crate) fn organisation_card(self) -> Option<CardView<'a>> {
        let link = self.site.plan.home(self.lang)?;
        let fields = self.organisation().fields;
        let part = |name: &str| {
            let field = fields.iter().find(|field| field.info.name() == name);
            field.map_or_else(String::new, |field| field.value.text.to_string())
        };
        let address = PostalAddress {
            street: part("street"),
            locality: part("locality"),
            region: String::new(),
            code: part("postal_code"),
            country: part("country"),
        };
        let is_placed = !address.street.is_empty() || !address.locality.is_empty();
        Some(CardView {
            kind: "org",
            uid: "organisation".to_owned(),
            link,
            name: self.organisation_text("name")?,
            legal_name: fields.text("legalName"),
            summary: self.organisation_text("description"),
            address: is_placed.then_some(address),
            general: reach(&fields),
            contacts: Vec::new(),
            website: fields.address("url"),
            position: None,
            logo: None,
            revised: None,
        })
    }
}

fn reach(fields: &[FieldView<'_>]) -> Reach {
    let all = |role: &str| -> Vec<String> {
        let items = fields.of(role).map_or(&[][..], ValueView::items);
        items.iter().map(written).collect()
    };
    Reach {
        emails: all("email"),
        phones: all("telephone"),
        languages: all("availableLanguage"),
    }
}

fn written(value: &ValueView<'_>) -> String {
    match &value.detail {
        Detail::Written(raw) => (*raw).to_owned(),
        _ => value.text.to_string(),
    }
}

/// Splits an address into parts; an address without parts becomes the street.
fn postal_address(value: &ValueView<'_>) -> PostalAddress {
    let fields = value.group();
    if fields.is_empty() {
        return PostalAddress {
            street: written(value),
            ..PostalAddress::default()
        };
    }
    let part = |role: &str| {
        let value = fields.of(role);
        // A country is written as its name.
        value.map_or_else(String::new, |value| value.text.to_string())
    };
    PostalAddress {
        street: part("streetAddress"),
        locality: part("addressLocality"),
        region: part("addressRegion"),
        code: part("postalCode"),
        country: part("addressCountry"),
    }
}
