//! The schema: the content of a collection's entries, declared in YAML, and the one
//! mechanism that reads any YAML according to such a declaration.
//!
//! 1. The tables of types (`types.rs`) and modifiers (`modifiers.rs`) define the language;
//!    everything else follows from them.
//! 2. `spec` contains the declarations as written; the built-in ones and a site's own have
//!    the same form.
//! 3. [`compile()`] merges the site's extensions over the built-in collections and compiles
//!    them into [`Collection`]s with typed [`Field`]s.
//! 4. [`decode()`] reads a YAML node by the fields of a collection into a [`Record`] of
//!    [`Value`]s, and reports every fault with its place. The same mechanism reads
//!    `site.yaml`, vocabularies and the schema files themselves, by the [`shapes()`] that
//!    are declared in the same language.
//! 5. [`JsonSchemas`] gives editors the same rules as JSON Schema; the rows of the tables
//!    provide its parts.

mod builtin;
mod checksum;
mod collection;
mod comparison;
mod compile;
mod counted;
mod country;
mod date;
mod decode;
mod field;
mod field_type;
mod index;
mod json_form;
mod json_schema;
mod labels;
mod language;
mod licence;
mod modifier_json;
mod modifier_rules;
mod modifiers;
mod other_names;
mod read;
mod record;
mod schema_org;
mod shapes;
mod spec;
mod title;
mod types;
mod untranslated;
mod value;
mod walk;
mod words;

pub(crate) use builtin::{
    INDICATORS as BUILT_IN_INDICATORS, sources as builtin_sources,
    vocabularies as builtin_vocabularies,
};
pub(crate) use checksum::Checksum;
pub(crate) use collection::{
    CardKind, Collection, Condition, Demand, Display, Enquiry, Feed, FieldPath, ListOptions,
    MissingTranslation, Publicity, RelatedFacet, Review, Rule, SortKey, Timeline, View,
};
pub(crate) use comparison::{Comparison, Operand, Operator};
pub(crate) use compile::{Declared, SchemaFile, compile, no_collection};
pub(crate) use counted::Counted;
pub(crate) use country::{country_codes, country_name, other_country_names};
pub(crate) use date::PartialDate;
pub(crate) use decode::{
    DecodedIn, Decoder, NO, YES, decode, is_email, is_rounded, said_day, said_flag, said_moment,
    test_defaults,
};
pub(crate) use field::{Facet, Field, FieldType, Fields, OnDelete, Required};
pub(crate) use index::{EntryIndex, FileIndex, TermIndex};
pub(crate) use json_form::{Choice, ChoiceOf};
pub(crate) use json_schema::JsonSchemas;
pub(crate) use labels::BUILT_IN_LANGUAGES;
pub(crate) use language::{Lang, Localized};
pub(crate) use licence::{Licence, named as licence_named};
pub(crate) use record::Record;
pub(crate) use schema_org::{EntryType, Statement, Vocabulary};
pub(crate) use shapes::{is_of_every_entry, shapes};
pub(crate) use title::TitlePart;
pub(crate) use untranslated::untranslated;
pub(crate) use value::{Item, Named, Row, StatedQuantity, Unlinked, Value, WebUrl};
pub(crate) use walk::{Visit, walk, walk_all, walk_measurements};
pub(crate) use words::no_word;
