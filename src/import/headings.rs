//! Matches headings to columns: by the path in the schema, or by the labels in any language,
//! followed by the language of the values.

use std::collections::BTreeMap;

use super::Column;
use crate::diagnostic::closest;
use crate::schema::{BUILT_IN_LANGUAGES, Lang, Localized};
use crate::text::without_unseen;

/// The number of rows in which the heading row is searched.
pub(super) const FIRST_ROWS: usize = 8;
/// The heading of the column with the ids of entries.
pub(super) const ID: &str = "id";
/// The heading of the column with the numbers of the items of a list.
pub(super) const NUMBER: &str = "no";

/// The names of columns.
pub(super) struct Headings {
    /// The positions of columns by their names, without a language.
    by_name: BTreeMap<String, Vec<usize>>,
    /// The positions of columns in groups, by the last part of their names.
    by_last: BTreeMap<String, Vec<usize>>,
    languages: Vec<Option<Lang>>,
    paths: Vec<String>,
}

impl Headings {
    /// Collects the names of columns, in the languages of the site and of the program.
    pub(super) fn of(columns: &[Column<'_>], languages: &[Lang]) -> Self {
        let mut all: Vec<Lang> = languages.to_vec();
        all.extend(BUILT_IN_LANGUAGES.iter().filter_map(|tag| Lang::parse(tag)));
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut by_last: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, column) in columns.iter().enumerate() {
            let mut add = |name: String| {
                let numbers = by_name.entry(heading_name(&name)).or_default();
                if !numbers.contains(&number) {
                    numbers.push(number);
                }
            };
            add(column.steps.join("."));
            for lang in &all {
                if let Some(name) = label(&column.labels, lang) {
                    add(name);
                }
                let last = column.labels.last().and_then(|last| last.exact(lang));
                if let Some(last) = last.filter(|_| column.labels.len() > 1) {
                    let numbers = by_last.entry(heading_name(last)).or_default();
                    if !numbers.contains(&number) {
                        numbers.push(number);
                    }
                }
            }
        }
        Self {
            by_name,
            by_last,
            languages: columns.iter().map(|column| column.lang.cloned()).collect(),
            paths: columns.iter().map(Column::path).collect(),
        }
    }

    /// The column that a heading names, if it is unambiguous.
    pub(super) fn column(&self, heading: &str) -> Option<usize> {
        let heading = heading_name(heading);
        let exact = self.paths.iter().position(|path| folded(path) == heading);
        let (base, lang) = with_language(&heading);
        exact
            .or_else(|| self.one(&self.by_name, &heading, None))
            .or_else(|| self.one(&self.by_name, base, lang.as_ref()))
            .or_else(|| self.one(&self.by_last, &heading, None))
            .or_else(|| self.one(&self.by_last, base, lang.as_ref()))
    }

    fn one(
        &self,
        names: &BTreeMap<String, Vec<usize>>,
        name: &str,
        lang: Option<&Lang>,
    ) -> Option<usize> {
        let numbers = names.get(name)?.iter().copied();
        let mut fitting = numbers.filter(|number| {
            let own = self.languages.get(*number);
            own.is_some_and(|own| own.as_ref() == lang)
        });
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }

    /// The column with the most similar name.
    pub(super) fn meant(&self, heading: &str) -> Option<usize> {
        let heading = heading_name(heading);
        let (base, lang) = with_language(&heading);
        // Text in brackets may only explain the name: `Summary (600 characters)`.
        let before = base.split(['(', '[']).next().unwrap_or_default();
        let before = before.trim_end();
        let base = if self.by_name.contains_key(before) {
            before
        } else {
            base
        };
        let meant = closest(base, self.by_name.keys().map(String::as_str))?;
        self.one(&self.by_name, meant, lang.as_ref())
            .or_else(|| self.by_name.get(meant)?.first().copied())
    }

    /// The heading of a column in a language: its label, or its path if the label would not
    /// resolve to the column.
    pub(super) fn heading(&self, number: usize, column: &Column<'_>, lang: &Lang) -> String {
        let path = column.path();
        let Some(label) = label(&column.labels, lang) else {
            return path;
        };
        let heading = match column.lang {
            Some(own) => format!("{label} [{}]", own.as_str()),
            None => label,
        };
        if self.column(&heading) == Some(number) {
            heading
        } else {
            path
        }
    }
}

/// The labels along the path of a value, if the language has them all.
fn label(labels: &[&Localized<String>], lang: &Lang) -> Option<String> {
    let labels = labels
        .iter()
        .map(|label| label.exact(lang).map(String::as_str));
    let labels: Option<Vec<&str>> = labels.collect();
    labels.map(|labels| labels.join(": "))
}

/// Splits `title [cs]`, `title (cs)`, `title_cs` into a name and a language.
fn with_language(heading: &str) -> (&str, Option<Lang>) {
    let bare = heading.trim_end_matches([']', ')']);
    let cut = bare.rfind(['[', '(', '_', ' ']);
    let parts = cut.and_then(|cut| {
        let tag = bare.get(cut + 1..)?;
        let tag = tag.split_once('-').map_or_else(
            || tag.to_owned(),
            |(tag, region)| format!("{tag}-{}", region.to_uppercase()),
        );
        Some((bare.get(..cut)?.trim_end(), Lang::parse(&tag)?))
    });
    match parts {
        Some((name, lang)) => (name, Some(lang)),
        None => (heading, None),
    }
}

/// A heading without trailing marks that are not part of the name: `IČO *`, `Name:`.
pub(super) fn heading_name(heading: &str) -> String {
    let folded = folded(heading);
    folded.trim_end_matches([' ', '*', ':']).to_owned()
}

/// A text without invisible characters, with spaces and case normalised.
pub(super) fn folded(heading: &str) -> String {
    let seen = without_unseen(heading);
    let words: Vec<&str> = seen.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
