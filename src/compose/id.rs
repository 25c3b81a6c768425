//! The id of a new entry: the requested one, or one derived as in the rest of the collection.

use super::given::Group;
use crate::messages::{Message, message};
use crate::model::Catalog;
use crate::path::Slug;
use crate::schema::{Collection, EntryIndex, Required};

/// Derives an id: from the field that the other ids come from, such as a code, or else from
/// the title. A number is appended if the id is taken.
pub(super) fn proposed(catalog: &Catalog, position: usize, given: &Group) -> Option<Slug> {
    let collection = &catalog.collections[position];
    let others: Vec<EntryIndex> = catalog
        .all()
        .filter(|index| catalog.entry(*index).collection == position)
        .collect();
    if let Some(code) = source_of_ids(catalog, collection, &others) {
        return Slug::from_text(given.text(&[code])?);
    }
    let slug = Slug::from_text(title(catalog, collection, given)?)?;
    if !is_taken(catalog, position, slug.as_str()) {
        return Some(slug);
    }
    let numbered = (2..1000).filter_map(|n| Slug::from_text(&format!("{}-{n}", slug.as_str())));
    let mut free = numbered.filter(|slug| !is_taken(catalog, position, slug.as_str()));
    free.next()
}

/// The given title, in the default language if there are several.
fn title<'g>(catalog: &Catalog, collection: &Collection, given: &'g Group) -> Option<&'g str> {
    let field = &*collection.display.title;
    let lang = catalog.config.default_language().as_str();
    given.text(&[field, lang]).or_else(|| given.text(&[field]))
}

/// The unique field that all other ids are derived from.
fn source_of_ids<'c>(
    catalog: &Catalog,
    collection: &'c Collection,
    others: &[EntryIndex],
) -> Option<&'c str> {
    let mut codes = collection.fields.iter();
    let code = codes.find(|field| {
        let from_it = |index: &EntryIndex| {
            let entry = catalog.entry(*index);
            let code = entry.record.text(&field.name);
            code.and_then(|code| Slug::from_text(code))
                .is_some_and(|slug| slug.as_str() == &*entry.id)
        };
        field.unique && field.required != Required::No && others.iter().all(from_it)
    });
    code.filter(|_| !others.is_empty())
        .map(|field| &*field.name)
}

/// Checks a requested id.
///
/// # Errors
/// It is not a valid id, or another entry has it.
pub(super) fn wanted(catalog: &Catalog, position: usize, id: &str) -> Result<Slug, Message> {
    let slug = Slug::typed(id)?;
    if is_taken(catalog, position, id) {
        let collection = &catalog.collections[position].id;
        let entry = format!("{collection}/{id}");
        return Err(message!("rename.taken", entry = entry));
    }
    Ok(slug)
}

fn is_taken(catalog: &Catalog, position: usize, id: &str) -> bool {
    let collection = &catalog.collections[position].id;
    catalog.find(position, id).is_some() || catalog.is_unread(collection, id)
}
