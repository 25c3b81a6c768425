//! Who answers enquiries about an entry, and at which address: what the schema declares
//! as `enquiry`, as far as visitors may see it.

use super::role::Roles;
use super::{Detail, EntryView, FieldView, Scope, ValueView};
use crate::schema::{Enquiry, EntryIndex};

impl<'a> Scope<'a> {
    /// The entries that answer enquiries about an entry, each as its collection and id.
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

    /// The address that an entry answers enquiries at: of the contact with the best role,
    /// else its own.
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

    /// Whether the schema says who answers enquiries about an entry.
    #[must_use]
    pub(crate) fn is_asked(self, index: EntryIndex) -> bool {
        self.catalog().collection_of(index).enquiry.is_some()
    }

    /// Whether visitors can see an entry beside others in the comparison.
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

/// Whether the fields beside a reference have the values that are asked for.
fn holds(enquiry: &Enquiry, group: &[FieldView<'_>]) -> bool {
    enquiry.given.iter().all(|(name, values)| {
        let mut fields = group.iter();
        let field = fields.find(|field| field.info.name() == *name);
        field.is_some_and(|field| values.iter().any(|value| *value == word(&field.value)))
    })
}

/// A value as the content writes it.
fn word<'v>(value: &'v ValueView<'_>) -> &'v str {
    match &value.detail {
        Detail::Term(term) => term.id,
        Detail::Choice { id, .. } => id,
        Detail::Written(raw) => raw,
        _ => &value.text,
    }
}

/// The entry that a value refers to, where visitors find it.
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
