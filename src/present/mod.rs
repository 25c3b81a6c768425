//! What templates see: values of Tera, made from the schema. A view holds no
//! private field, no draft, and links only as references that the function
//! `url` prints; a template cannot show what is not here.

mod card;
mod list;
mod measurement;
mod pairs;
mod shared;
mod site;
mod value;

pub(crate) use card::{Cards, entry_view};
pub(crate) use list::{ListOf, block_view, collection_view, list_view};
pub(crate) use measurement::row_note;
use pairs::Pairs;
pub(crate) use shared::Shared;

pub use site::Site;
pub(crate) use value::{asset, entry_field, file_of, organisation};

use tera::Value;
use tera::value::Key;

use crate::locale::Formats;
use crate::schema::Lang;
use crate::theme::Texts;

/// What making a view needs.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub site: &'a Site,
    pub lang: &'a Lang,
    pub texts: &'a Texts,
    pub formats: &'a Formats,
    shared: &'a Shared,
}

impl<'a> Scope<'a> {
    /// The scope of a language; `None` where the theme has no texts in it.
    pub(crate) fn of(site: &'a Site, lang: &'a Lang) -> Option<Self> {
        Some(Self {
            site,
            lang,
            texts: site.texts(lang)?,
            formats: site.formats(lang)?,
            shared: site.shared(lang)?,
        })
    }
}

/// Keys and values, in this order, for more to come.
pub(crate) fn map<const N: usize>(pairs: [(&'static str, Value); N]) -> Pairs {
    pairs
        .into_iter()
        .map(|(key, value)| (Key::Str(key), value))
        .collect()
}

/// As [`map`], as a value.
pub(crate) fn object<const N: usize>(pairs: [(&'static str, Value); N]) -> Value {
    Value::from(map(pairs))
}

/// What a view holds under a key. Views are small: to look is faster than to hash.
fn part<'a>(view: &'a Value, key: &str) -> Option<&'a Value> {
    let mut pairs = view.as_map()?.iter();
    let (_, value) = pairs.find(|(own, _)| own.as_str() == Some(key))?;
    Some(value)
}

/// A text, or null.
pub(crate) fn text_or_null(text: Option<&str>) -> Value {
    text.map_or_else(Value::none, Value::from)
}

/// A list of values.
pub(crate) fn array(values: Vec<Value>) -> Value {
    Value::from(values)
}
