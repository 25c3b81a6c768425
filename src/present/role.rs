//! Finds fields by their schema.org property, so that machine-readable formats need no field
//! names: `telephone` is a phone number in any collection.

use super::{Detail, FieldView, ValueView};
use crate::path::UrlPath;
use crate::schema::Statement;

/// Looks up fields by their schema.org property.
pub(crate) trait Roles<'a> {
    /// The value of the first field with a property.
    fn of(&self, role: &str) -> Option<&ValueView<'a>>;

    /// Its text, as written if possible.
    fn text(&self, role: &str) -> Option<String> {
        let value = self.of(role)?;
        Some(match &value.detail {
            Detail::Written(raw) => (*raw).to_owned(),
            _ => value.text.to_string(),
        })
    }

    /// The address of its picture.
    fn picture(&self, role: &str) -> Option<&'a UrlPath> {
        match &self.of(role)?.detail {
            Detail::Picture(picture) => Some(picture.url),
            _ => None,
        }
    }

    /// The first position among all fields, in degrees north and east.
    fn position(&self) -> Option<(&'a str, &'a str)>;

    /// The absolute address of its link.
    fn address(&self, role: &str) -> Option<String> {
        match &self.of(role)?.detail {
            Detail::Address(href) => Some(href.to_string()),
            _ => None,
        }
    }
}

impl<'a> Roles<'a> for [FieldView<'a>] {
    fn of(&self, role: &str) -> Option<&ValueView<'a>> {
        let first = |is_meant: &dyn Fn(&Statement) -> bool| {
            let mut all = self.iter();
            let field = all.find(|field| field.info.statement().is_some_and(is_meant));
            field.map(|field| &field.value)
        };
        // The property of the entry itself takes precedence over parts of other things.
        let itself = |own: &Statement| *own.property == *role && own.inner.is_none();
        let around = |own: &Statement| *own.property == *role;
        let within = |own: &Statement| own.inner.as_deref() == Some(role);
        first(&itself)
            .or_else(|| first(&around))
            .or_else(|| first(&within))
    }
    fn position(&self) -> Option<(&'a str, &'a str)> {
        self.iter().find_map(|field| match field.value.detail {
            Detail::Geo { lat, lon } => Some((lat, lon)),
            _ => None,
        })
    }
}
