//! The search index of one language: the search terms of entries, in a form that a script
//! reads without a server and almost at once.
//!
//! 1. [`Folding`] splits texts into tokens, the same ones that the script gets from a query,
//!    and [`Stemming`] reduces these to stems, by language.
//! 2. `document` collects the stems of an entry, each with its impact; lists and the pages of
//!    terms are documents too, after all entries.
//! 3. `results` keeps the displayed data of each entry.
//! 4. `dictionary` packs terms and postings. Together with the result lines they become one
//!    file, or several if there are many entries; a browser then loads only those that a query
//!    needs.

mod dictionary;
mod document;
mod folding;
mod results;
mod stemming;

use rayon::prelude::*;
use serde_json::{Value, json};

use dictionary::{Postings, encode};
pub(super) use document::Words;
pub(super) use folding::Folding;
pub(super) use results::Results;
pub(super) use stemming::Stemming;

use super::file::{File, Naming, base64, names_of};
use crate::present::{Scope, WayView};

/// The most entries whose index is a single file.
const ONE_FILE: usize = 3000;
/// The most characters of a summary in the results.
const MAX_SUMMARY: usize = 240;

/// The parts of the index besides the words of entries.
pub(super) struct Beside<'a> {
    /// The lists and the pages of terms, each with its link.
    pub ways: Vec<(WayView<'a>, String)>,
    /// The filters for a number in a query.
    pub ranges: Vec<Value>,
}

/// The files of the index of a language; the first is `search`, which names the others.
pub(super) fn files(
    scope: Scope<'_>,
    parts: Vec<Words<'_>>,
    results: &Results<'_>,
    beside: &Beside<'_>,
    naming: &Naming,
) -> Vec<File> {
    let (encoded, (titles, labels)) = rayon::join(|| encode(&words(parts)), || results.parts());
    let texts = results.texts();
    let way = |of: &dyn Fn(&WayView<'_>) -> Value| -> Value {
        beside.ways.iter().map(|(way, _)| of(way)).collect()
    };
    let links: Vec<&str> = beside.ways.iter().map(|(_, link)| link.as_str()).collect();
    let mut root = json!({
        "folding": Folding::table(),
        "stemming": Stemming::table(scope.lang.as_str()),
        "documents": results.count(),
        "terms": encoded.terms,
        "block": dictionary::BLOCK,
        "dictionary": base64(&encoded.dictionary),
        "shards": encoded.first_blocks,
        "titles": results::TITLES,
        "texts": results::TEXTS,
        "collections": results.runs(),
        "labels": labels,
        "others": results.others(),
        "broader": results.broader(),
        "ranges": beside.ranges,
        "ways": {
            "title": way(&|way| way.title.into()),
            "link": links,
            "collection": way(&|way| way.position.into()),
            "field": way(&|way| way.field.into()),
            "count": way(&|way| way.count.into()),
        },
    });
    let postings = encoded.shards.par_iter();
    let postings: Vec<Value> = postings.map(|bytes| base64(bytes).into()).collect();
    let numbered = |prefix: &'static str, values: Vec<Value>| {
        let values = values.into_iter().enumerate();
        values.map(move |(at, value)| (format!("search-{prefix}{at}"), value))
    };
    let of = |(name, value): (String, Value)| File::of(naming, &name.clone(), vec![(name, value)]);
    let texts: Vec<(String, Value)> = numbered("x", texts).collect();
    let mut apart: Vec<File> = texts.into_par_iter().map(of).collect();
    let mut all: Vec<(String, Value)> = numbered("p", postings)
        .chain(numbered("t", titles))
        .collect();
    if results.count() > ONE_FILE {
        let parts: Vec<File> = all.into_par_iter().map(of).collect();
        apart.extend(parts);
        all = Vec::new();
    }
    if let Some(root) = root.as_object_mut() {
        root.insert("files".to_owned(), names_of(&apart));
    }
    all.insert(0, ("search".to_owned(), root));
    let mut files = vec![File::of(naming, "search", all)];
    files.extend(apart);
    files
}

/// The words of all parts, sorted, each with the entries that contain it. A word that occurs
/// in several parts is repeated, in the order of the parts; the documents of each part follow
/// those of the previous one.
fn words(parts: Vec<Words<'_>>) -> Vec<(Box<str>, Postings)> {
    let parts: Vec<_> = parts.into_par_iter().map(Words::finish).collect();
    let mut all: Vec<_> = parts.into_iter().flatten().collect();
    all.par_sort_by(|one, other| one.0.cmp(&other.0));
    all
}

/// The beginning of a summary, as results show it.
fn shortened(text: &str) -> String {
    match word_end(text, MAX_SUMMARY) {
        Some(end) => format!("{}…", text.get(..end).unwrap_or(text)),
        None => text.to_owned(),
    }
}

/// The end of the last whole word within `most` characters, if a text is longer.
fn word_end(text: &str, most: usize) -> Option<usize> {
    let (end, _) = text.char_indices().nth(most)?;
    let kept = text.get(..end).unwrap_or(text);
    Some(kept.rfind(' ').unwrap_or(end))
}
