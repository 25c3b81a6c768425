//! Every text of the program, by key, in each language.
//!
//! 1. A text is in `languages/LANG.yaml`: plain, or with plural forms by the categories
//!    of CLDR. A further language is one further file there.
//! 2. Code that reports something creates a [`Message`]: a key, and arguments that are
//!    values, numbers or messages themselves. Errors keep their parts and have a method
//!    `message`; nothing is translated before it is printed.
//! 3. The code that prints looks up the text in a language, and [`mod@printable`] escapes
//!    what a terminal or the log of a CI would act on.
//!
//! Texts outside the program, those of themes and of a site's letters, use the same
//! [`mod@fill`] and the same [`Plurals`].

mod document;
mod fill;
mod languages;
mod message;
mod plurals;
mod printable;
mod system;
mod text;
pub use languages::{all_keys, find, keys, languages};
pub use message::Message;
pub use text::Text;

pub(crate) use document::pretty;
pub(crate) use fill::{fill, fill_all};
pub(crate) use languages::text;
pub(crate) use message::Arg;
pub(crate) use message::{display_in_english, language_name, message};
pub(crate) use plurals::{Category, Plurals};
pub(crate) use printable::{MOST_OF_A_VALUE, is_plain, one_line, printable, same_width, shortened};
pub(crate) use system::system;
