//! The indexes of a catalogue: by name, by the terms of each filter field, and by the entries
//! that other entries refer to. They are sorted and grouped by letter as the language
//! requires; the template adds the page numbers.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::writer::ProjectWriter;
use crate::ordered::OrderedMap;
use crate::plan::EntryIndex;
use crate::present::{Detail, ValueView};
use crate::schema::Facet;

/// A line of an index: its text, and the entries that it points to.
type Line = (String, Vec<EntryIndex>);

impl ProjectWriter<'_, '_> {
    /// The indexes of the entries of a collection.
    pub(super) fn indexes(&self, position: usize, entries: &[EntryIndex]) -> Value {
        let title = self.scope.title_field(position).unwrap_or_default();
        let names = entries.iter();
        let names = names.map(|index| (self.scope.title(*index).to_owned(), vec![*index]));
        let mut indexes = vec![json!({
            "kind": "names",
            "field": title,
            "label": null,
            "letters": self.letters(names.collect()),
        })];
        let grouped = self.scope.grouping(position);
        for list in self.scope.term_lists(position) {
            let lines = list.terms.iter();
            let lines = lines.map(|(term, uses)| ((*term).to_owned(), uses.to_vec()));
            indexes.push(json!({
                "kind": "terms",
                "field": list.field,
                "label": list.label,
                "grouped": grouped == Some(list.field),
                "letters": self.letters(lines.collect()),
            }));
        }
        for field in self.scope.fields_of_collection(position) {
            if !field.refers() || (field.facet() == Facet::No && !field.is_column()) {
                continue;
            }
            let lines = self.referred(field.name(), entries);
            if !lines.is_empty() {
                indexes.push(json!({
                    "kind": "entries",
                    "field": field.name(),
                    "label": field.label,
                    "letters": self.letters(lines),
                }));
            }
        }
        Value::from(indexes)
    }

    /// The entries that a field refers to, by name.
    fn referred(&self, name: &str, entries: &[EntryIndex]) -> Vec<Line> {
        let mut lines: OrderedMap<String, Vec<EntryIndex>> = OrderedMap::default();
        for index in entries {
            let entry = self.scope.entry(*index);
            let fields = entry.iter().flat_map(|entry| &entry.fields);
            let own = fields.filter(|field| field.info.name() == name);
            for title in own.flat_map(|field| titles(&field.value)) {
                let of_title = lines.entry(title).or_default();
                if !of_title.contains(index) {
                    of_title.push(*index);
                }
            }
        }
        lines.into_iter().collect()
    }

    /// Sorted lines, grouped by letter.
    fn letters(&self, mut lines: Vec<Line>) -> Value {
        lines.sort_by_cached_key(|(text, _)| self.scope.sort_key(text));
        let mut letters: OrderedMap<Cow<'_, str>, Vec<Value>> = OrderedMap::default();
        for (text, entries) in &lines {
            let entries = entries.iter().filter_map(|index| self.named(*index));
            let line = json!({"text": text, "entries": entries.collect::<Vec<_>>()});
            let letter = self.scope.letter(text);
            letters.entry(letter).or_default().push(line);
        }
        let letters = letters.into_iter();
        letters
            .map(|(letter, lines)| json!({"letter": letter, "lines": lines}))
            .collect()
    }
}

/// The headings of the entries that a value refers to, in groups and lists too.
fn titles(value: &ValueView<'_>) -> Vec<String> {
    match &value.detail {
        Detail::Ref { .. } => vec![value.text.to_string()],
        Detail::List { items, .. } => items.iter().flat_map(titles).collect(),
        Detail::Group(fields) => {
            let values = fields.iter().map(|field| &field.value);
            values.flat_map(titles).collect()
        }
        _ => Vec::new(),
    }
}
