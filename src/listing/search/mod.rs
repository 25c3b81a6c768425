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
pub(super) use document::Words;
pub(super) use folding::Folding;

use super::file::{File, Naming, base64, names_of};
use crate::present::EntryView;

/// The most entries whose index is one file.
const ONE_FILE: usize = 3000;
/// How many entries' lines one file of a larger index holds.
const TITLES: usize = 512;
/// The most characters of a summary in the results.
const MAX_SUMMARY: usize = 240;

/// What a result shows of each entry, one column a kind of thing.
#[derive(Default)]
pub(super) struct Results {
    title: Vec<String>,
    link: Vec<String>,
    collection: Vec<usize>,
    summary: Vec<String>,
    image: Vec<String>,
}

impl Results {
    /// Adds an entry.
    pub(super) fn push(&mut self, view: &EntryView<'_>, link: &str, image: &str) {
        self.title.push(view.title.to_owned());
        self.link.push(link.to_owned());
        self.collection.push(view.position);
        self.summary
            .push(shortened(view.summary.unwrap_or_default()));
        self.image.push(image.to_owned());
    }

    /// Adds the entries that come after these.
    pub(super) fn append(&mut self, other: Self) {
        self.title.extend(other.title);
        self.link.extend(other.link);
        self.collection.extend(other.collection);
        self.summary.extend(other.summary);
        self.image.extend(other.image);
    }

    /// What results show of a part of the entries, in as many parts as there are.
    fn parts(&self) -> Vec<Value> {
        let columns = self.title.chunks(TITLES).zip(self.link.chunks(TITLES));
        let columns = columns.zip(self.collection.chunks(TITLES));
        let columns = columns.zip(self.summary.chunks(TITLES));
        let columns = columns.zip(self.image.chunks(TITLES));
        columns
            .map(|((((title, link), collection), summary), image)| {
                json!({
                    "title": title,
                    "link": link,
                    "collection": collection,
                    "summary": summary,
                    "image": image,
                })
            })
            .collect()
    }

    /// Where the entries of each collection begin: pairs of a document and a
    /// collection, one for each run of documents.
    fn runs(&self) -> Vec<(usize, usize)> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for (document, collection) in self.collection.iter().enumerate() {
            if runs.last().is_none_or(|(_, last)| last != collection) {
                runs.push((document, *collection));
            }
        }
        runs
    }
}

/// The files of the index of a language; the first is `search`, which names the others.
pub(super) fn files(parts: Vec<Words<'_>>, results: &Results, naming: &Naming) -> Vec<File> {
    let (encoded, titles) = rayon::join(|| encode(&words(parts)), || results.parts());
    let documents = results.title.len();
    let mut root = json!({
        "folding": Folding::table(),
        "documents": documents,
        "terms": encoded.terms,
        "block": dictionary::BLOCK,
        "dictionary": base64(&encoded.dictionary),
        "shards": encoded.first_blocks,
        "titles": TITLES,
        "collections": results.runs(),
    });
    let postings = encoded.shards.par_iter();
    let postings: Vec<Value> = postings.map(|bytes| base64(bytes).into()).collect();
    let numbered = |prefix: &'static str, values: Vec<Value>| {
        let values = values.into_iter().enumerate();
        values.map(move |(at, value)| (format!("search-{prefix}{at}"), value))
    };
    let parts = numbered("p", postings).chain(numbered("t", titles));
    let of = |(name, value): (String, Value)| File::of(naming, &name.clone(), vec![(name, value)]);
    if documents <= ONE_FILE {
        let mut all = vec![("search".to_owned(), root)];
        all.extend(parts);
        return vec![File::of(naming, "search", all)];
    }
    let parts: Vec<(String, Value)> = parts.collect();
    let parts: Vec<File> = parts.into_par_iter().map(of).collect();
    if let Some(root) = root.as_object_mut() {
        root.insert("files".to_owned(), names_of(&parts));
    }
    let mut files = vec![of(("search".to_owned(), root))];
    files.extend(parts);
    files
}

/// The words of all parts, sorted, each with the entries that hold it. What several
/// parts hold is there several times, in the order of the parts, whose documents come
/// one after another.
fn words(parts: Vec<Words<'_>>) -> Vec<(Box<str>, Postings)> {
    let parts: Vec<_> = parts.into_par_iter().map(Words::finish).collect();
    let mut all: Vec<_> = parts.into_iter().flatten().collect();
    all.par_sort_by(|one, other| one.0.cmp(&other.0));
    all
}

/// As much of a summary as results show.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_SUMMARY) {
        Some((end, _)) => {
            let kept = text.get(..end).unwrap_or(text);
            let whole_words = kept.rfind(' ').and_then(|space| kept.get(..space));
            format!("{}…", whole_words.unwrap_or(kept))
        }
        None => text.to_owned(),
    }
}
