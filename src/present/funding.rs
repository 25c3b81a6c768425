//! The funding of the organisation's work, which every page must acknowledge: the sentences
//! and emblems of all funded entries of an edition, each once. `publicity` of a collection
//! declares which entries are funded, and where they have sentence and emblem.

use super::value::Owner;
use super::{Scope, ValueView};
use crate::model::EntryIndex;
use crate::plan::RouteId;
use crate::schema::{Collection, FieldPath, FieldType, Item, Lang, PartialDate, Record};

/// The acknowledgement of an entry's funding.
#[derive(Debug, Clone)]
pub(crate) struct FundingView<'a> {
    /// The heading of the entry.
    pub title: &'a str,
    /// The language of the heading.
    pub title_lang: &'a Lang,
    /// Its page.
    pub link: RouteId,
    /// The sentence that names the funder.
    pub statement: Option<ValueView<'a>>,
    /// The emblem of the funder.
    pub emblem: Option<ValueView<'a>>,
    /// Whether the emblem must be shown, and no other one may be larger than it.
    pub is_owed: bool,
}

impl<'a> Scope<'a> {
    /// The acknowledgements of the site: of listed entries that are not samples, until the
    /// promised day. Those with a mandatory emblem come first; duplicates are removed.
    #[must_use]
    pub(crate) fn funding(self) -> Vec<FundingView<'a>> {
        let catalog = self.catalog();
        let declared = catalog.collections.iter();
        if declared.map(|one| one.publicity.len()).sum::<usize>() == 0 {
            return Vec::new();
        }
        let edition = self.site.plan.edition.collections.iter();
        let entries = edition.flat_map(|at| self.site.plan.listed(*at, self.lang));
        let mut found: Vec<FundingView<'a>> = Vec::new();
        for view in entries.filter_map(|index| self.funding_of(*index)) {
            if !found.iter().any(|known| is_same(known, &view)) {
                found.push(view);
            }
        }
        found.sort_by_key(|view| !view.is_owed);
        found
    }

    fn funding_of(self, index: EntryIndex) -> Option<FundingView<'a>> {
        let catalog = self.catalog();
        let collection = catalog.collection_of(index);
        let record = &catalog.entry(index).record;
        let met = collection.publicity.iter();
        let met: Vec<_> = met.filter(|rule| rule.of.met(record).is_some()).collect();
        let first = |path: &FieldPath| path.values(record).into_iter().next();
        let ends = met.iter().filter_map(|rule| first(rule.until.as_ref()?));
        let is_over = |item: &Item| {
            let last = item.value.date().map(PartialDate::last_day);
            last.is_some_and(|last| last < catalog.as_of)
        };
        let ends: Vec<&Item> = ends.collect();
        let is_past = !ends.is_empty() && ends.into_iter().all(is_over);
        if met.is_empty() || is_past || record.is_true("sample") {
            return None;
        }
        let seen = |path: &FieldPath| self.seen_at(index, (collection, record), path);
        let statement = met.iter().find_map(|rule| seen(rule.statement.as_ref()?));
        // An emblem is shown even if it is not mandatory.
        let all = collection.publicity.iter();
        let emblem = all.clone().find_map(|rule| seen(rule.emblem.as_ref()?));
        (statement.is_some() || emblem.is_some()).then_some(FundingView {
            title: self.title(index),
            title_lang: self.language_of(index, &collection.display.title),
            link: self.site.plan.entry(index, self.lang)?,
            is_owed: emblem.is_some() && met.iter().any(|rule| rule.emblem.is_some()),
            statement,
            emblem,
        })
    }

    /// The first value at a path without private fields.
    fn seen_at(
        self,
        index: EntryIndex,
        (collection, record): (&'a Collection, &'a Record),
        path: &FieldPath,
    ) -> Option<ValueView<'a>> {
        if !path.is_public(&collection.fields) {
            return None;
        }
        let field = collection.fields.at(path.as_str())?;
        let field = match &field.kind {
            FieldType::List(of) => of,
            _ => field,
        };
        let item = path.values(record).into_iter().next()?;
        self.value(field, item, Owner::of(self.catalog().entry(index), field))
    }
}

/// Whether two acknowledgements are equal.
fn is_same(one: &FundingView<'_>, other: &FundingView<'_>) -> bool {
    let text = |value: &Option<ValueView<'_>>| value.as_ref().map(|view| view.text.to_string());
    let file = |value: &Option<ValueView<'_>>| match value.as_ref().map(|view| &view.detail) {
        Some(super::Detail::Picture(picture)) => Some(picture.path.clone()),
        _ => None,
    };
    text(&one.statement) == text(&other.statement) && file(&one.emblem) == file(&other.emblem)
}
