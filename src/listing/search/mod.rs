//! The search index of one language: what entries are found by, in a form that
//! a script reads without a server and almost at once.
//!
//! 1. [`Folding`] turns texts into tokens, the same ones that the script makes
//!    of what a visitor types.
//! 2. `document` collects the tokens of an entry, each with its impact.
//! 3. `dictionary` packs terms and postings; together with the lines that a
//!    list of results shows they become one file, or several where there are
//!    many entries, of which a browser loads those that a query needs.

mod dictionary;
mod document;
mod folding;

use rayon::prelude::*;
use serde_json::{Value, json};

use dictionary::{Postings, encode};
use document::Words;
use folding::Folding;

use crate::listing::{File, Links, base64};
use crate::model::EntryIndex;
use crate::present::Scope;
use crate::text::Sources;

/// The most entries whose index is one file.
const ONE_FILE: usize = 3000;
/// How many entries' lines one file of a larger index holds.
const TITLES: usize = 512;
/// How many entries are read for words by one thread at a time.
const PART: usize = 1024;
/// The most characters of a summary in the results.
const MAX_SUMMARY: usize = 240;

/// The files of the index of a language; the first is `search`.
pub(crate) fn files(scope: Scope<'_>, sources: &Sources, links: &Links<'_>) -> Vec<File> {
    let entries = entries(scope);
    let (encoded, titles) = rayon::join(
        || encode(&words(scope, sources, &entries)),
        || -> Vec<Value> {
            let chunks = entries.par_chunks(TITLES);
            chunks.map(|chunk| titles_of(scope, chunk, links)).collect()
        },
    );
    let root = json!({
        "folding": Folding::table(),
        "documents": entries.len(),
        "terms": encoded.terms,
        "block": dictionary::BLOCK,
        "dictionary": base64(&encoded.dictionary),
        "shards": encoded.first_blocks,
        "titles": TITLES,
        "collections": collections(scope, &entries),
    });
    let postings = encoded.shards.par_iter();
    let postings: Vec<Value> = postings.map(|bytes| base64(bytes).into()).collect();
    let numbered = |prefix: &'static str, values: Vec<Value>| {
        let values = values.into_iter().enumerate();
        values.map(move |(at, value)| (format!("search-{prefix}{at}"), value))
    };
    let mut parts = vec![("search".to_owned(), root)];
    parts.extend(numbered("p", postings));
    parts.extend(numbered("t", titles));
    if entries.len() <= ONE_FILE {
        return vec![File::of("search", parts)];
    }
    parts
        .into_par_iter()
        .map(|(name, value)| File::of(&name.clone(), vec![(name, value)]))
        .collect()
}

/// The words of entries, sorted, each with the entries that hold it. What several
/// parts hold is there several times, in the order of the parts, whose documents come
/// one after another.
fn words(scope: Scope<'_>, sources: &Sources, entries: &[EntryIndex]) -> Vec<(Box<str>, Postings)> {
    let folding = Folding::new();
    let parts: Vec<_> = entries
        .par_chunks(PART)
        .enumerate()
        .map(|(part, entries)| {
            let mut words = Words::new(scope, &folding, sources);
            for (document, index) in (part * PART..).zip(entries) {
                words.read(u32::try_from(document).unwrap_or(u32::MAX), *index);
            }
            words.finish()
        })
        .collect();
    let mut all: Vec<_> = parts.into_iter().flatten().collect();
    all.par_sort_by(|one, other| one.0.cmp(&other.0));
    all
}

/// The entries that have a page or lead to one, in the order of their lists;
/// what stands in no list comes after it.
fn entries(scope: Scope<'_>) -> Vec<EntryIndex> {
    let catalog = &scope.site.catalog;
    let plan = &scope.site.plan;
    let mut entries: Vec<EntryIndex> = Vec::new();
    let mut seen = vec![false; catalog.all().count()];
    let listed = plan
        .edition
        .collections
        .iter()
        .flat_map(|collection| plan.listed(*collection, scope.lang).iter().copied());
    for index in listed.chain(catalog.all()) {
        let new = seen
            .get_mut(index.position())
            .is_some_and(|seen| !std::mem::replace(seen, true));
        if new && plan.entry(index, scope.lang).is_some() {
            entries.push(index);
        }
    }
    entries
}

/// Where the entries of each collection begin: pairs of a document and a
/// collection, one for each run of documents.
fn collections(scope: Scope<'_>, entries: &[EntryIndex]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (document, index) in entries.iter().enumerate() {
        let collection = scope.site.catalog.entry(*index).collection;
        if runs.last().is_none_or(|(_, last)| *last != collection) {
            runs.push((document, collection));
        }
    }
    runs
}

/// What a result shows, one column a kind of thing.
fn titles_of(scope: Scope<'_>, entries: &[EntryIndex], links: &Links<'_>) -> Value {
    let catalog = &scope.site.catalog;
    let column = |of: &dyn Fn(EntryIndex) -> Value| -> Value {
        entries.iter().map(|index| of(*index)).collect()
    };
    json!({
        "title": column(&|index| catalog.title(index, scope.lang).into()),
        "link": column(&|index| links.entry(index).into()),
        "collection": column(&|index| catalog.entry(index).collection.into()),
        "summary": column(&|index| summary(scope, index).into()),
        "image": column(&|index| links.image(index).into()),
    })
}

fn summary(scope: Scope<'_>, index: EntryIndex) -> String {
    let catalog = &scope.site.catalog;
    let field = catalog.collection_of(index).display.summary.as_ref();
    let text = field.and_then(|field| catalog.text(index, field, scope.lang));
    let text = text.map_or("", |text| text);
    match text.char_indices().nth(MAX_SUMMARY) {
        Some((end, _)) => {
            let kept = text.get(..end).unwrap_or(text);
            let whole_words = kept.rfind(' ').and_then(|space| kept.get(..space));
            format!("{}…", whole_words.unwrap_or(kept))
        }
        None => text.to_owned(),
    }
}
