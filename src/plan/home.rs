//! The home page: each language of an edition has one, or a finding says why not.

use std::collections::BTreeSet;

use super::Plan;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Catalog, EntryIndex, State};
use crate::path::SourcePath;
use crate::schema::Lang;
use crate::text::Span;

/// The id of the entry at the root.
const HOME: &str = "index";

impl Plan {
    /// Whether each language has a page at its root.
    #[must_use]
    pub(crate) fn has_homes(&self) -> bool {
        let mut languages = self.edition.languages.iter();
        languages.all(|lang| self.home(lang).is_some())
    }

    /// Why a language has no page at its root, each reason once.
    pub(super) fn home_faults(&self, catalog: &Catalog) -> Vec<Diagnostic> {
        let languages = self.edition.languages.iter();
        let without = languages.filter(|lang| self.home(lang).is_none());
        let mut reported = BTreeSet::new();
        let faults = without.filter_map(|lang| {
            let (entry, link) = wanted(self, catalog, lang)?;
            let (key, place) = self.home_fault(catalog, entry, &link);
            let of_language = key == "U030.language";
            let is_new = of_language || reported.insert(key);
            let state = entry.map_or(State::Published, |entry| catalog.state(entry));
            let of = |wanted, value: &str| (key == wanted).then(|| value.to_owned());
            is_new.then(|| {
                Diagnostic::new(key, place)
                    .arg("link", link)
                    .arg_if("lang", of("U030.language", lang.as_str()))
                    .arg_if("edition", of("U030.left_out", &self.edition.name))
                    .arg("state", state.name())
            })
        });
        faults.collect()
    }

    fn home_fault(
        &self,
        catalog: &Catalog,
        entry: Option<EntryIndex>,
        link: &str,
    ) -> (&'static str, Place) {
        let Some(index) = entry else {
            let path = SourcePath::new(&format!("content/{}.md", link.replace(':', "/")));
            return ("U030.absent", path.map_or(Place::Run, Place::File));
        };
        let entry = catalog.entry(index);
        let in_collection = self.edition.collections.contains(&entry.collection);
        if !in_collection || !self.edition.contains(index) {
            return ("U030.left_out", self.edition.span.into());
        }
        let field = match catalog.state(index) {
            State::Draft => "draft",
            State::Scheduled => "publish",
            State::Expired => "expires",
            State::Published | State::Former => return ("U030.language", entry.span.into()),
        };
        let at: Span = entry.record.get(field).map_or(entry.span, |item| item.span);
        ("U030.state", at.into())
    }
}

/// The entry at the root of a language, and how links name it; `None` if no collection has
/// one.
fn wanted(plan: &Plan, catalog: &Catalog, lang: &Lang) -> Option<(Option<EntryIndex>, String)> {
    let named = |index: EntryIndex| {
        let collection = &catalog.collection_of(index).id;
        format!("{collection}:{}", catalog.entry(index).id)
    };
    if let Some(home) = plan.edition.home {
        return Some((Some(home), named(home)));
    }
    let at_root =
        |collection: &&crate::schema::Collection| catalog.label(&collection.route, lang).is_empty();
    let collection = catalog.collections.iter().find(at_root)?;
    let position = catalog.collection(&collection.id)?;
    let link = format!("{}:{HOME}", collection.id);
    Some((catalog.find(position, HOME), link))
}
