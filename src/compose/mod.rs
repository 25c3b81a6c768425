//! A new entry, from what its collection declares.
//!
//! 1. [`Group`] collects the given values by path.
//! 2. [`EntryForm::missing`] is what the entry still needs.
//! 3. [`EntryForm::entry`] gives it an id and writes its text, with the optional fields as
//!    comments.
//!
//! Nothing is written before the content including the new entry has been checked.

mod given;
mod id;
mod question;
mod text;

use crate::diagnostic::closest;
use crate::format;
use crate::messages::{Message, message};
use crate::model::Catalog;
use crate::path::{Slug, SourcePath};
use crate::schema::{Collection, Lang};

pub(crate) use given::Group;
use question::Asker;
pub(crate) use question::Question;
use text::EntryWriter;

/// The form of a new entry of a collection.
pub(crate) struct EntryForm<'a> {
    catalog: &'a Catalog,
    position: usize,
    lang: Lang,
}

/// A file that is to be created.
#[derive(Debug)]
pub(crate) struct NewEntry {
    /// Its path.
    pub path: SourcePath,
    /// Its content.
    pub text: String,
}

impl<'a> EntryForm<'a> {
    /// The form of a collection, for somebody who reads `lang`.
    ///
    /// # Errors
    /// There is no such collection.
    pub(crate) fn new(catalog: &'a Catalog, collection: &str, lang: &str) -> Result<Self, Message> {
        let Some(position) = catalog.collection(collection) else {
            let known = catalog.collections.iter();
            let known: Vec<&str> = known.map(|collection| &*collection.id).collect();
            return Err(match closest(collection, known.iter().copied()) {
                Some(near) => message!("new.no_collection_meant", name = collection, meant = near),
                None => message!(
                    "new.no_collection",
                    name = collection,
                    known = known.join(", ")
                ),
            });
        };
        let lang = Lang::parse(lang).unwrap_or_else(|| catalog.config.default_language().clone());
        Ok(Self {
            catalog,
            position,
            lang,
        })
    }

    fn collection(&self) -> &'a Collection {
        &self.catalog.collections[self.position]
    }

    fn asker(&self) -> Asker<'_> {
        Asker {
            catalog: self.catalog,
            lang: &self.lang,
        }
    }

    /// Adds a value typed as `path=value`.
    ///
    /// # Errors
    /// As [`Group::set`].
    pub(crate) fn set(&self, given: &mut Group, typed: &str) -> Result<(), Message> {
        given.set(
            typed,
            &self.collection().fields,
            &self.catalog.config.languages,
        )
    }

    /// What the entry still needs.
    pub(crate) fn missing(&self, given: &Group) -> Vec<Question> {
        self.asker()
            .missing(&self.collection().fields, Some(given), &[], &[])
    }

    /// The id that the entry gets if none is requested.
    pub(crate) fn proposed_id(&self, given: &Group) -> Option<Slug> {
        id::proposed(self.catalog, self.position, given)
    }

    /// Checks a requested id.
    ///
    /// # Errors
    /// It is not a valid id, or another entry has it.
    pub(crate) fn id(&self, wanted: &str) -> Result<Slug, Message> {
        id::wanted(self.catalog, self.position, wanted)
    }

    /// The entry as a file, in the format of its collection: YAML, or Markdown with front
    /// matter if most entries use that.
    ///
    /// # Errors
    /// Its path is not valid.
    pub(crate) fn entry(&self, id: &Slug, given: &Group) -> Result<NewEntry, Message> {
        let collection = self.collection();
        let writer = EntryWriter(self.asker());
        let fields = &collection.fields;
        let yaml = writer.entry(fields, given);
        let yaml = format::format(&yaml, Some(fields)).unwrap_or(yaml);
        let (extension, text) = if self.is_markdown() {
            ("md", format!("---\n{yaml}---\n\n"))
        } else {
            ("yaml", yaml)
        };
        let path = SourcePath::of_entry(&collection.id, id.as_str(), extension);
        let path = path.ok_or_else(|| message!("new.no_path", id = id.as_str()))?;
        Ok(NewEntry { path, text })
    }

    fn is_markdown(&self) -> bool {
        let catalog = self.catalog;
        let of_collection = catalog
            .all()
            .filter(|index| catalog.entry(*index).collection == self.position);
        let endings = of_collection.map(|index| catalog.entry(index).path.extension());
        let (markdown, yaml): (Vec<String>, Vec<String>) =
            endings.partition(|ending| ending == "md");
        markdown.len() > yaml.len()
    }
}
