//! Who answers enquiries about an entry, and at which address, as the schema declares in
//! `enquiry`; private data is excluded.

use super::role::Roles;
use super::{Detail, EntryView, FieldView, Scope, ValueView};
use crate::schema::{Enquiry, EntryIndex};

impl<'a> Scope<'a> {
    /// The entries that answer enquiries about an entry, as `collection:id`.
    #[must_use]
    pub(crate) fn asked(self, view: &EntryView<'a>) -> Vec<String> {
        let enquiry = self.enquiry(view);
        let Some((enquiry, to)) = enquiry.and_then(|own| Some((own, own.to.as_deref()?))) else {
            return Vec::new();
        };
        let field = view.fields.iter().find(|field| field.info.name() == to);
        let items = field.map_or(&[][..], |field| field.value.items());
        let mut asked: Vec<String> = Vec::new();
        for item in items.iter().filter(|item| holds(enquiry, item.group())) {
            let inside = item.group().iter().map(|field| &field.value);
            let named = std::iter::once(item).chain(inside).find_map(reference);
            asked.extend(named.filter(|name| !asked.contains(name)));
        }
        asked
    }

    /// The address for enquiries to an entry: of the contact with the best role, or else its
    /// own.
    #[must_use]
    pub(crate) fn enquiry_address(self, view: &EntryView<'a>) -> Option<String> {
        let enquiry = self.enquiry(view)?;
        let contacts = view.fields.of("contactPoint");
        let contacts = contacts.map_or(&[][..], ValueView::items);
        let of_role = |role: &String| {
            let mut contacts = contacts.iter().map(ValueView::group);
            contacts.find_map(|contact| {
                let own = contact.of("contactType").map(word)?;
                contact.text("email").filter(|_| own == *role)
            })
        };
        let best = enquiry.roles.iter().find_map(of_role);
        best.or_else(|| view.fields.text("email"))
    }

    /// Whether the schema declares `enquiry` for an entry.
    #[must_use]
    pub(crate) fn is_asked(self, index: EntryIndex) -> bool {
        self.catalog().collection_of(index).enquiry.is_some()
    }

    /// Whether an entry can be compared.
    #[must_use]
    pub(crate) fn is_compared(self, index: EntryIndex) -> bool {
        let mut fields = self.catalog().collection_of(index).fields.iter();
        fields.any(|field| field.compare && field.is_public())
    }

    fn enquiry(self, view: &EntryView<'a>) -> Option<&'a Enquiry> {
        let collection = self.catalog().collections.get(view.position)?;
        collection.enquiry.as_ref()
    }
}

/// Whether the fields beside a reference have the required values.
fn holds(enquiry: &Enquiry, group: &[FieldView<'_>]) -> bool {
    enquiry.given.iter().all(|(name, values)| {
        let mut fields = group.iter();
        let field = fields.find(|field| field.info.name() == *name);
        field.is_some_and(|field| values.iter().any(|value| *value == word(&field.value)))
    })
}

/// A value as written in the content.
fn word<'v>(value: &'v ValueView<'_>) -> &'v str {
    match &value.detail {
        Detail::Term(term) => term.id,
        Detail::Choice { id, .. } => id,
        Detail::Written(raw) => raw,
        _ => &value.text,
    }
}

/// The published entry that a value refers to, as `collection:id`.
fn reference(value: &ValueView<'_>) -> Option<String> {
    match &value.detail {
        Detail::Ref {
            entry: Some(_),
            id,
            collection,
            ..
        } => Some(format!("{collection}:{id}")),
        _ => None,
    }
}
