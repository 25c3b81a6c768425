//! Business cards, and the badges and table signs of an event. Only people whom the content
//! names in public appear; a contact without a stated legal basis gets no card.

use serde_json::{Value, json};

use super::writer::{ProjectWriter, anchor, contact, qr, shown_address};
use crate::plan::EntryIndex;
use crate::present::{Detail, FieldView, ValueView};
use crate::text::escape_content_line;

impl ProjectWriter<'_, '_> {
    /// The cards of the organisation and of all contacts that may have one.
    pub(super) fn cards(&mut self) -> Value {
        let scope = self.scope;
        let mut cards: Vec<Value> = self.own_card().into_iter().collect();
        let entries = scope.site.entries_with_page(scope.lang);
        for index in entries {
            let Some(card) = scope.card(index) else {
                continue;
            };
            let general = contact(&card);
            let logo = self.logo(index);
            for view in scope.contacts_for_cards(index) {
                let fields = view.group();
                let role = said(fields, "contactType");
                let details = Reached {
                    name: card.name,
                    role: role.as_deref(),
                    email: said(fields, "email"),
                    phone: said(fields, "telephone"),
                    website: card.website.clone(),
                };
                let mut own = details.json();
                if let Value::Object(own) = &mut own {
                    own.insert("address".to_owned(), general["address"].clone());
                    own.insert("logo".to_owned(), logo.clone());
                }
                cards.push(own);
            }
        }
        Value::from(cards)
    }

    /// The card of the organisation behind the site.
    fn own_card(&mut self) -> Option<Value> {
        let site = self.scope.site_view();
        let fields = site.organisation.fields;
        let name = said(&fields, "name")?;
        let website = said(&fields, "url");
        let details = Reached {
            name: &name,
            role: None,
            email: said(&fields, "email"),
            phone: said(&fields, "telephone"),
            website: Some(website.unwrap_or_else(|| site.base_url.to_owned())),
        };
        let mut card = details.json();
        if let Value::Object(card) = &mut card {
            card.insert("address".to_owned(), json!([]));
            card.insert("logo".to_owned(), self.brand_logo());
        }
        (details.email.is_some() || details.phone.is_some()).then_some(card)
    }

    /// The logo of the house style.
    pub(super) fn brand_logo(&mut self) -> Value {
        let brand = self.scope.site_view().brand;
        let logo = brand.and_then(|brand| brand.logo);
        json!(logo.and_then(|logo| self.pictures.name(logo.asset)))
    }

    /// The logo of an entry; null if it has none.
    fn logo(&mut self, index: EntryIndex) -> Value {
        let entry = self.scope.entry(index);
        let field = entry.and_then(|entry| {
            let mut fields = entry.fields.into_iter();
            fields.find(|field| field.info.schema_org() == Some("logo"))
        });
        field.map_or(Value::Null, |field| self.value(&field.value))
    }

    /// The contact details of the entries that an entry refers to, each with its role.
    pub(super) fn contacts(&self, index: EntryIndex) -> Value {
        let scope = self.scope;
        let entry = scope.entry(index);
        let fields = entry.iter().flat_map(|entry| &entry.fields);
        let mut named: Vec<(EntryIndex, Option<String>)> = Vec::new();
        for field in fields {
            for item in field.value.items() {
                let mut own = Vec::new();
                entries(item, &mut own);
                let beside = item.group().iter();
                let mut roles = beside.filter(|field| field.info.kind() == "term");
                let role = roles.next().map(|field| field.value.text.to_string());
                let new = own
                    .into_iter()
                    .filter(|one| named.iter().all(|(own, _)| own != one));
                let new: Vec<_> = new.map(|one| (one, role.clone())).collect();
                named.extend(new);
            }
        }
        let contacts = named.into_iter().filter_map(|(index, role)| {
            let mut contact = contact(&scope.card(index)?);
            if let Value::Object(contact) = &mut contact {
                contact.insert("role".to_owned(), json!(role));
            }
            Some(contact)
        });
        contacts.collect()
    }

    /// The participants of an event: the entries that it refers to and that have a card, by
    /// name.
    pub(super) fn participants(&mut self, event: EntryIndex) -> Value {
        let scope = self.scope;
        let Some(entry) = scope.entry(event) else {
            return Value::Null;
        };
        let mut named: Vec<EntryIndex> = Vec::new();
        for field in &entry.fields {
            entries(&field.value, &mut named);
        }
        named.sort_by_cached_key(|index| scope.sort_key(scope.title(*index)));
        let all = named.into_iter().filter_map(|index| {
            let card = scope.card(index)?;
            let entry = scope.entry(index)?;
            let grouping = scope.grouping(entry.position);
            let mut fields = entry.fields.iter();
            let kind = fields.find(|field| Some(field.info.name()) == grouping);
            let address = self.address(entry.link);
            Some(json!({
                "anchor": anchor(&entry),
                "name": entry.title,
                "summary": entry.summary,
                "kind": kind.map(|field| field.value.text.to_string()),
                "town": card.address.as_ref().map(|address| address.locality.clone()),
                "country": card.address.as_ref().map(|address| address.country.clone()),
                "logo": self.logo(index),
                "url": address,
                "url_text": shown_address(&address),
                "qr": qr(&address),
            }))
        });
        Value::from(all.collect::<Vec<_>>())
    }
}

/// The details on a card.
struct Reached<'a> {
    name: &'a str,
    role: Option<&'a str>,
    email: Option<String>,
    phone: Option<String>,
    website: Option<String>,
}

impl Reached<'_> {
    fn json(&self) -> Value {
        json!({
            "name": self.name,
            "role": self.role,
            "email": self.email,
            "phone": self.phone,
            "website": self.website,
            "website_text": self.website.as_deref().map(shown_address),
            "qr": qr(&self.vcard()),
        })
    }

    /// The vCard 3.0 for the QR code, which every phone can read.
    fn vcard(&self) -> String {
        let mut card = String::from("BEGIN:VCARD\nVERSION:3.0\n");
        let mut line = |name: &str, text: Option<&str>| {
            if let Some(text) = text {
                card.push_str(&format!("{name}:{}\n", escape_content_line(text)));
            }
        };
        let full = match self.role {
            Some(role) => format!("{} – {role}", self.name),
            None => self.name.to_owned(),
        };
        line("N", Some(&full));
        line("FN", Some(&full));
        line("ORG", Some(self.name));
        line("EMAIL", self.email.as_deref());
        line("TEL", self.phone.as_deref());
        if let Some(website) = &self.website {
            // A URL is not a text value, so it needs no escaping (RFC 2426, 3.6.8).
            card.push_str(&format!("URL:{website}\n"));
        }
        card.push_str("END:VCARD\n");
        card
    }
}

/// The text of the field with the given schema.org property.
fn said(fields: &[FieldView<'_>], property: &str) -> Option<String> {
    let mut all = fields.iter();
    let field = all.find(|field| field.info.schema_org() == Some(property))?;
    Some(match &field.value.detail {
        // Web addresses are used in full; mail and phone as they are written.
        Detail::Address(href) if href.starts_with("http") => href.to_string(),
        Detail::Written(raw) => (*raw).to_owned(),
        _ => field.value.text.to_string(),
    })
}

/// The entries that a value refers to, without duplicates.
fn entries(value: &ValueView<'_>, all: &mut Vec<EntryIndex>) {
    match &value.detail {
        Detail::Ref {
            entry: Some(index), ..
        } if !all.contains(index) => all.push(*index),
        Detail::List { items, .. } => items.iter().for_each(|item| entries(item, all)),
        Detail::Group(fields) => fields.iter().for_each(|field| entries(&field.value, all)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text values are escaped; a URL is not.
    #[test]
    fn a_card_for_a_phone() {
        let card = Reached {
            name: "Weave, Spin; Co.",
            role: Some("Sales"),
            email: Some("sales@weave.example".to_owned()),
            phone: None,
            website: Some("https://weave.example/contact,2;a".to_owned()),
        };
        assert_eq!(
            card.vcard().lines().collect::<Vec<_>>(),
            [
                "BEGIN:VCARD",
                "VERSION:3.0",
                "N:Weave\\, Spin\\; Co. – Sales",
                "FN:Weave\\, Spin\\; Co. – Sales",
                "ORG:Weave\\, Spin\\; Co.",
                "EMAIL:sales@weave.example",
                "URL:https://weave.example/contact,2;a",
                "END:VCARD",
            ]
        );
    }
}
