//! The displayed data of each entry in search results: heading, sentence, picture, code, two
//! figures, and the values of its fields, among which the script finds the matching one. Long
//! texts are separate files, loaded only if a word occurs nowhere else.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::listing::search::{shortened, word_end};
use crate::locale::bind;
use crate::ordered::OrderedMap;
use crate::present::{Detail, EntryView, FieldView, Scope, ValueView};
use crate::schema::TermIndex;

/// The number of entries whose result lines share a file of a larger index.
pub(super) const TITLES: usize = 512;
/// The number of entries whose long texts share a file.
pub(super) const TEXTS: usize = 128;
/// The most measured values in a result line.
const FIGURES: usize = 2;
/// The most characters of a value.
const MAX_VALUE: usize = 120;
/// The most values of an entry.
const MAX_FACTS: usize = 40;

/// The displayed data of results, one line per entry.
#[derive(Default)]
pub(crate) struct Results<'a> {
    lines: Vec<ResultLine<'a>>,
    /// The other names of terms and properties, by their name.
    others: BTreeMap<&'a str, Vec<&'a str>>,
    /// The broader terms of a term, by its name.
    broader: BTreeMap<&'a str, Vec<&'a str>>,
}

struct ResultLine<'a> {
    id: &'a str,
    title: String,
    link: String,
    collection: usize,
    summary: String,
    image: String,
    is_sample: bool,
    code: &'a str,
    figures: Vec<(Cow<'a, str>, String)>,
    facts: Vec<(Cow<'a, str>, String)>,
    text: String,
}

impl<'a> Results<'a> {
    /// Adds an entry with its long texts.
    pub(crate) fn push(
        &mut self,
        scope: Scope<'a>,
        view: &EntryView<'a>,
        (address, image): (&str, &str),
        text: String,
        related: &[(String, TermIndex)],
    ) {
        let summary = scope.summary_field(view.position);
        let mut line = ResultLine {
            id: view.id,
            title: bind(view.title, scope.lang).into_owned(),
            link: address.to_owned(),
            collection: view.position,
            summary: bind(&shortened(view.summary.unwrap_or_default()), scope.lang).into_owned(),
            image: image.to_owned(),
            is_sample: view.sample,
            code: "",
            figures: Vec::new(),
            facts: Vec::new(),
            text,
        };
        for field in view.fields.iter().filter(|own| own.info.is_searched()) {
            let name = field.info.name();
            if summary == Some(name) || scope.is_in_title(view.position, name) {
                continue;
            }
            match field.value.detail {
                Detail::Written(code) if field.info.is_unique() && field.info.is_column() => {
                    line.code = code;
                }
                _ => self.facts(scope, field, field.info.label, &mut line),
            }
            let rows = field.value.rows().iter();
            let figures = rows.map(|row| (row.label.into(), row.text.clone()));
            line.figures.extend(figures);
        }
        for (label, term) in related {
            if let Some(own) = scope.term(*term) {
                self.other_names(scope, *term, own.label);
                let label = Cow::Owned(label.clone());
                line.facts.push((label, own.label.to_owned()));
            }
        }
        let heading = scope.heading(view.position).unwrap_or(view.singular);
        for title in scope.titles_elsewhere(view.index) {
            let title = bind(title, scope.lang).into_owned();
            line.facts.push((heading.into(), title));
        }
        line.figures.truncate(FIGURES);
        line.facts.truncate(MAX_FACTS);
        self.lines.push(line);
    }

    /// The values that a result may show: short and readable ones. A group is labelled by its
    /// heading: *Equipment: Loom*.
    fn facts(
        &mut self,
        scope: Scope<'a>,
        field: &FieldView<'a>,
        label: &'a str,
        line: &mut ResultLine<'a>,
    ) {
        for value in field.value.items() {
            self.fact(scope, label, value, line);
            for row in value.rows() {
                let text = [Some(&*row.text), row.method, row.standard].into_iter();
                let text: Vec<&str> = text.flatten().collect();
                line.facts.push((row.label.into(), text.join(", ")));
                if !row.synonyms.is_empty() {
                    let names = row.synonyms.iter().map(String::as_str);
                    self.others
                        .entry(row.label)
                        .or_insert_with(|| names.collect());
                }
            }
            for (place, part) in value.group().iter().enumerate() {
                let label = if place == 0 { label } else { part.info.label };
                self.facts(scope, part, label, line);
            }
        }
    }

    fn fact(
        &mut self,
        scope: Scope<'a>,
        label: &'a str,
        value: &ValueView<'a>,
        line: &mut ResultLine<'a>,
    ) {
        let shown = match &value.detail {
            Detail::Term(term) => {
                if let Some(own) = scope.term(term.term) {
                    self.other_names(scope, term.term, own.label);
                }
                true
            }
            Detail::Choice { .. } | Detail::Ref { entry: Some(_), .. } => true,
            Detail::Written(_) => matches!(value.kind, "string" | "country" | "language"),
            _ => false,
        };
        if shown {
            let end = word_end(&value.text, MAX_VALUE);
            let text = end.map_or(&*value.text, |end| value.text.get(..end).unwrap_or(""));
            line.facts.push((label.into(), text.to_owned()));
        }
    }

    /// Keeps the other names of a term and of its broader terms.
    fn other_names(&mut self, scope: Scope<'a>, term: TermIndex, label: &'a str) {
        if self.others.contains_key(label) {
            return;
        }
        for term in scope.with_broader(term) {
            self.others
                .entry(term.label)
                .or_insert_with(|| term.other_names());
        }
        let broader = scope.with_broader(term).skip(1).map(|term| term.label);
        self.broader.insert(label, broader.collect());
    }

    /// Appends the later entries.
    pub(crate) fn append(&mut self, other: Self) {
        self.lines.extend(other.lines);
        self.others.extend(other.others);
        self.broader.extend(other.broader);
    }

    /// The number of entries.
    pub(super) fn count(&self) -> usize {
        self.lines.len()
    }

    /// The displayed data split into parts, and the names of fields, which the parts refer to
    /// by index.
    pub(super) fn parts(&self) -> (Vec<Value>, Vec<&str>) {
        let mut labels: OrderedMap<&str, ()> = OrderedMap::default();
        let parts = self.lines.chunks(TITLES).map(|lines| {
            let column =
                |of: &dyn Fn(&ResultLine<'a>) -> Value| -> Value { lines.iter().map(of).collect() };
            let marked = lines.iter().enumerate().filter(|(_, line)| line.is_sample);
            let samples: Vec<usize> = marked.map(|(at, _)| at).collect();
            let mut figures = Vec::new();
            let mut facts = Vec::new();
            for line in lines {
                figures.push(numbered(&line.figures, &mut labels));
                facts.push(numbered(&line.facts, &mut labels));
            }
            json!({
                "id": column(&|line| line.id.into()),
                "title": column(&|line| line.title.as_str().into()),
                "link": column(&|line| line.link.as_str().into()),
                "collection": column(&|line| line.collection.into()),
                "summary": column(&|line| line.summary.as_str().into()),
                "image": column(&|line| line.image.as_str().into()),
                "samples": samples,
                "code": column(&|line| line.code.into()),
                "figures": figures,
                "facts": facts,
            })
        });
        let parts = parts.collect();
        (parts, labels.into_keys().collect())
    }

    /// The long texts split into parts.
    pub(super) fn texts(&self) -> Vec<Value> {
        let parts = self.lines.chunks(TEXTS);
        parts
            .map(|lines| lines.iter().map(|line| line.text.as_str()).collect())
            .collect()
    }

    /// The other names of terms and properties, by their name.
    pub(super) fn others(&self) -> Value {
        by_name(&self.others)
    }

    /// The broader terms of terms, by their name.
    pub(super) fn broader(&self) -> Value {
        by_name(&self.broader)
    }

    /// Where the entries of each collection begin: pairs of a document and a collection, one
    /// per run of documents.
    pub(super) fn runs(&self) -> Vec<(usize, usize)> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for (document, line) in self.lines.iter().enumerate() {
            if runs.last().is_none_or(|(_, last)| *last != line.collection) {
                runs.push((document, line.collection));
            }
        }
        runs
    }
}

/// The non-empty lists by name.
fn by_name(all: &BTreeMap<&str, Vec<&str>>) -> Value {
    let some = all.iter().filter(|(_, names)| !names.is_empty());
    let some = some.map(|(label, names)| ((*label).to_owned(), json!(names)));
    Value::Object(some.collect())
}

/// Pairs of names and values, with the names replaced by indexes.
fn numbered<'a>(
    pairs: &'a [(Cow<'_, str>, String)],
    labels: &mut OrderedMap<&'a str, ()>,
) -> Value {
    let pairs = pairs.iter();
    let pairs = pairs.flat_map(|(label, text)| {
        let number = labels.insert_full(&**label, ()).0;
        [json!(number), json!(text)]
    });
    pairs.collect()
}
