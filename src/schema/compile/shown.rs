//! Compiles how entries are shown: which field is their title, and in which order and
//! groups lists show them.

use std::sync::Arc;

use super::{Compiler, reaches};
use crate::schema::spec::{DisplaySpec, ListSpec};
use crate::schema::{Display, Field, FieldType, Fields, ListOptions, SortKey, TitlePart, View};

/// The most entries on a page of a list.
const MAX_PAGE: usize = 200;

/// The types of a short text about an entry.
const WORDS: &[&str] = &["text", "string", "markdown"];

/// The types that give a day, a month or a year.
const DAYS: &[&str] = &["date", "datetime", "year"];

/// The types whose values can be a title.
const TITLES: &[&str] = &[
    "string", "text", "enum", "term", "ref", "int", "decimal", "year", "quantity", "slug",
    "country", "language", "url", "email", "phone",
];

/// The types whose values can group entries, as single values or in a list.
const GROUPS: &[&str] = &[
    "term", "enum", "ref", "bool", "year", "date", "datetime", "string", "country", "language",
    "int",
];

/// The types by which lists can be sorted.
const SORTED: &[&str] = &[
    "string", "text", "date", "datetime", "year", "int", "decimal", "quantity", "bool", "term",
    "enum", "ref", "slug", "country", "language", "url", "email", "phone",
];

/// The default title field.
const TITLE: &str = "title";

impl Compiler<'_> {
    pub(super) fn display(&mut self, spec: DisplaySpec, fields: &Fields) -> Display {
        let Some(title) = spec.title.or_else(|| self.title_by_name(fields)) else {
            return Display {
                title: TITLE.into(),
                ..Display::default()
            };
        };
        let mut form = TitlePart::parse(&title);
        for name in form.iter().filter_map(TitlePart::field) {
            self.named(&["display", "title"], Some(name.to_string()), fields);
        }
        if let [TitlePart::Field(_)] | [] = form.as_slice() {
            self.is_of_type(&["display", "title"], &title, TITLES, fields);
        }
        let title = match main_field(&form, fields) {
            Some(main) => main,
            None => self
                .named(&["display", "title"], Some(title), fields)
                .unwrap_or_default(),
        };
        // A title that pages format differently from the file is composed for each
        // language.
        let is_written = |field: &Field| matches!(field.kind, FieldType::String | FieldType::Text);
        if form.is_empty() && fields.get(&title).is_some_and(|field| !is_written(field)) {
            form = vec![TitlePart::Field(title.clone())];
        }
        Display {
            title,
            form,
            summary: self.of_type(&["display"], "summary", spec.summary, WORDS, fields),
            image: self.of_type(&["display"], "image", spec.image, &["image"], fields),
            date: self.of_type(&["display"], "date", spec.date, DAYS, fields),
        }
    }

    /// The field `title`, which is the default title. Reports if it is missing, and
    /// suggests a text field.
    fn title_by_name(&mut self, fields: &Fields) -> Option<String> {
        if fields.get(TITLE).is_some() {
            return Some(TITLE.to_owned());
        }
        // A value of another form has its own finding.
        if self
            .written
            .iter()
            .any(|file| reaches(file, &["fields", TITLE]))
        {
            return None;
        }
        let is_text = |field: &&Field| matches!(field.kind, FieldType::String | FieldType::Text);
        let mut texts = fields
            .iter()
            .filter(is_text)
            .filter(|field| field.is_public());
        let example = texts.next().map_or("name", |field| &*field.name).to_owned();
        self.report("S035.no_title", &["fields"], "", |found| {
            found.arg("field", TITLE).arg("example", example)
        });
        None
    }

    pub(super) fn list_options(&mut self, spec: ListSpec, fields: &Fields) -> ListOptions {
        let group_by = self.named(&["list", "group_by"], spec.group_by, fields);
        if let Some(name) = &group_by {
            self.is_of_type(&["list", "group_by"], name, GROUPS, fields);
        }
        let timeline = spec.timeline.map(|spec| self.timeline(spec, fields));
        ListOptions {
            view: spec.view.unwrap_or(View::Cards),
            letters: spec.letters.unwrap_or(false),
            group_by,
            timeline,
            page_size: spec.page_size.unwrap_or(MAX_PAGE).clamp(1, MAX_PAGE),
        }
    }

    pub(super) fn sort_keys(&mut self, keys: Vec<String>, fields: &Fields) -> Vec<SortKey> {
        keys.into_iter()
            .enumerate()
            .map(|(position, key)| {
                let position = position.to_string();
                let descending = key.starts_with('-');
                let field = key.trim_start_matches('-').to_owned();
                // A text that is not a valid field name is reported for its form.
                if field
                    .contains(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'))
                {
                    return SortKey {
                        field: "".into(),
                        descending,
                    };
                }
                self.is_of_type(&["sort", &position], &field, SORTED, fields);
                SortKey {
                    field: self
                        .named(&["sort", &position], Some(field), fields)
                        .unwrap_or_default(),
                    descending,
                }
            })
            .collect()
    }
}

/// Sort keys for titles: their fields, in the order of the title.
pub(super) fn by_title(display: &Display) -> Vec<SortKey> {
    let fields = display.form.iter().filter_map(TitlePart::field);
    let fields: Vec<_> = match display.form.as_slice() {
        [] => vec![display.title.clone()],
        _ => fields.cloned().collect(),
    };
    let key = |field| SortKey {
        field,
        descending: false,
    };
    fields.into_iter().map(key).collect()
}

/// The main field of a composed title: the first text field, else the first field.
fn main_field(form: &[TitlePart], fields: &Fields) -> Option<Arc<str>> {
    let names = || form.iter().filter_map(TitlePart::field);
    let is_text = |name: &&Arc<str>| {
        let field = fields.get(name);
        field.is_some_and(|field| matches!(field.kind, FieldType::String | FieldType::Text))
    };
    names().find(is_text).or_else(|| names().next()).cloned()
}
