//! One part of an address: lower-case ASCII letters, digits and hyphens.

use crate::messages::{Message, display_in_english, message};
use std::fmt;
use std::sync::Arc;

/// The longest slug, in characters; longer names break on some file systems
/// once a suffix and an extension are added.
pub(super) const MAX_SLUG: usize = 60;

/// Names that Windows reserves for devices, in any folder and with any extension.
const RESERVED: &[&str] = &[
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    "conin$", "conout$",
];

/// A name of `[a-z0-9-]`, 1 to 60 characters, no hyphen at either end, and not
/// a device name of Windows. Ids of entries and terms have the same form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(Arc<str>);

/// Why a text is not a [`Slug`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlugError {
    /// The text is empty.
    Empty,
    /// The text has more than [`MAX_SLUG`] characters.
    TooLong,
    /// The text has a character other than `[a-z0-9-]`.
    Character(char),
    /// The text begins or ends with a hyphen.
    Hyphen,
    /// Windows reserves this name for a device.
    Reserved,
}

impl SlugError {
    /// What is wrong, as a translatable message.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => message!("slug.empty"),
            Self::TooLong => message!("slug.too_long", limit = MAX_SLUG),
            Self::Character(sign) => message!("slug.character", sign = sign.to_string()),
            Self::Hyphen => message!("slug.hyphen"),
            Self::Reserved => message!("slug.reserved"),
        }
    }
}

display_in_english!(SlugError);

impl Slug {
    /// Parses a slug exactly as written.
    ///
    /// # Errors
    /// Says which rule the text breaks.
    pub fn parse(text: &str) -> Result<Self, SlugError> {
        if text.is_empty() {
            return Err(SlugError::Empty);
        }
        if let Some(character) = text
            .chars()
            .find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-'))
        {
            return Err(SlugError::Character(character));
        }
        if text.len() > MAX_SLUG {
            return Err(SlugError::TooLong);
        }
        if text.starts_with('-') || text.ends_with('-') {
            return Err(SlugError::Hyphen);
        }
        if is_reserved(text) {
            return Err(SlugError::Reserved);
        }
        Ok(Self(text.into()))
    }

    /// Parses an id that a user has typed.
    ///
    /// # Errors
    /// Says why it is not an id, and suggests one that is similar.
    pub fn typed(text: &str) -> Result<Self, Message> {
        Self::parse(text).map_err(|why| {
            let why = why.message();
            match Self::from_text(text) {
                Some(meant) => message!(
                    "rename.not_an_id_meant",
                    id = text,
                    why = why,
                    meant = meant.as_str()
                ),
                None => message!("rename.not_an_id", id = text, why = why),
            }
        })
    }

    /// Makes a slug from any text by transliteration (`Příliš` → `prilis`);
    /// `None` where nothing of the text is left.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let mut slug = String::new();
        for character in deunicode::deunicode(text).chars() {
            let character = character.to_ascii_lowercase();
            if character.is_ascii_alphanumeric() {
                slug.push(character);
            } else if !slug.ends_with('-') && !slug.is_empty() {
                slug.push('-');
            }
        }
        slug.truncate(MAX_SLUG);
        Self::parse(slug.trim_matches('-')).ok()
    }

    /// The slug as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Tells whether Windows keeps this stem for a device; case does not matter.
#[must_use]
pub(super) fn is_reserved(stem: &str) -> bool {
    let lower = stem.to_ascii_lowercase();
    RESERVED.contains(&lower.as_str())
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transliterates_and_shortens() {
        let slug = |text: &str| Slug::from_text(text).map(|s| s.to_string());
        assert_eq!(
            slug("Příliš žluťoučký kůň").as_deref(),
            Some("prilis-zlutoucky-kun")
        );
        assert_eq!(
            slug("Łódź & Söhne, e.V.").as_deref(),
            Some("lodz-sohne-e-v")
        );
        assert_eq!(slug("…"), None);
        assert!(slug(&"x".repeat(300)).is_some_and(|s| s.len() == MAX_SLUG));
    }

    #[test]
    fn refuses_what_breaks_elsewhere() {
        assert_eq!(Slug::parse("con"), Err(SlugError::Reserved));
        assert_eq!(Slug::parse("a_b"), Err(SlugError::Character('_')));
        assert_eq!(Slug::parse("-a"), Err(SlugError::Hyphen));
        assert_eq!(Slug::parse(""), Err(SlugError::Empty));
    }

    proptest::proptest! {
        /// For any text the result is a slug or nothing.
        #[test]
        fn from_text_is_always_a_slug(text: String) {
            if let Some(slug) = Slug::from_text(&text) {
                proptest::prop_assert_eq!(Slug::parse(slug.as_str()), Ok(slug));
            }
        }
    }
}
