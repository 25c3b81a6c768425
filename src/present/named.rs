//! The data of a `view` block: the marks of its entries, the values of the named fields, the
//! terms that these can have, and the relations between entries. Names were checked when the
//! block was parsed; private fields cannot be named.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Serialize;

use super::value::Owner;
use super::{Scope, ValueView};
use crate::config::limits::MAX_BROADER;
use crate::diagnostic::Diagnostic;
use crate::locale::bind;
use crate::markdown::view_block::{self, NamedField, ViewBlock};
use crate::model::EntryIndex;
use crate::plan::RouteId;
use crate::schema::{Field, FieldType};
use crate::text::Span;

/// An entry as a mark in a view: its name and its page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MarkView<'a> {
    /// Its index in the catalogue.
    #[serde(skip)]
    pub index: EntryIndex,
    /// Its id.
    pub id: &'a str,
    /// The id of its collection.
    pub collection: &'a str,
    /// Its heading.
    pub title: Cow<'a, str>,
    /// The language of the heading.
    pub title_lang: &'a str,
    /// Its page.
    pub link: RouteId,
    /// Whether it is a sample.
    pub sample: bool,
}

/// One of the values that a field can have.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ChoiceView<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name.
    pub label: &'a str,
    /// The page of the entries that have it.
    pub link: Option<RouteId>,
    /// The broader terms, nearest first.
    #[serde(skip)]
    pub broader: Vec<&'a str>,
}

impl<'a> Scope<'a> {
    /// An entry as a mark; `None` if it has no page.
    #[must_use]
    pub(crate) fn mark(self, index: EntryIndex) -> Option<MarkView<'a>> {
        let link = self.site.plan.entry(index, self.lang)?;
        let catalog = self.catalog();
        let collection = catalog.collection_of(index);
        let entry = catalog.entry(index);
        Some(MarkView {
            index,
            id: &entry.id,
            collection: &collection.id,
            title: bind(self.title(index), self.lang),
            title_lang: self.language_of(index, &collection.display.title).as_str(),
            link,
            sample: entry.record.is_true("sample"),
        })
    }

    /// The collection that declares a named field, by position, and the field.
    fn declared(self, position: usize, named: &NamedField) -> Option<(usize, &'a Field)> {
        let holder = named.through.as_ref().map_or(position, |(from, _)| *from);
        let collection = self.catalog().collections.get(holder)?;
        Some((holder, collection.fields.at(&named.path)?))
    }

    /// The label of a named field; through a relation, it is preceded by the collection.
    #[must_use]
    pub(crate) fn named_label(self, position: usize, named: &NamedField) -> String {
        let catalog = self.catalog();
        let field = self.declared(position, named);
        let label = field.map_or("", |(_, field)| catalog.label(&field.label, self.lang));
        let through = named.through.as_ref();
        let holder = through.and_then(|(from, _)| catalog.collections.get(*from));
        match holder.map(|holder| catalog.label(&holder.label, self.lang)) {
            Some(holder) if label.is_empty() => holder.to_owned(),
            Some(holder) => format!("{holder}: {label}"),
            None => label.to_owned(),
        }
    }

    /// The values of an entry in a named field; lists and groups are flattened. Through a
    /// relation, they are those of the listed entries that refer to it.
    #[must_use]
    pub(crate) fn named_values(self, index: EntryIndex, named: &NamedField) -> Vec<ValueView<'a>> {
        let mut values = Vec::new();
        match &named.through {
            None => self.values_at(index, &named.path, &mut values),
            Some(_) => {
                for from in self.referring(index, named) {
                    self.values_at(from, &named.path, &mut values);
                }
            }
        }
        values
    }

    /// The listed entries that refer to one through the relation of a named field.
    pub(crate) fn referring(
        self,
        index: EntryIndex,
        named: &NamedField,
    ) -> impl Iterator<Item = EntryIndex> {
        let through = named.through.clone();
        let links = self.catalog().referring_to(index).iter();
        let mut seen: Vec<EntryIndex> = Vec::new();
        links.filter_map(move |link| {
            let (from, relation) = through.as_ref()?;
            let is_one = *link.inverse == **relation
                && self.catalog().entry(link.from).collection == *from
                && self.site.plan.place(link.from, self.lang).is_some()
                && !seen.contains(&link.from);
            is_one.then(|| {
                seen.push(link.from);
                link.from
            })
        })
    }

    fn values_at(self, index: EntryIndex, path: &str, values: &mut Vec<ValueView<'a>>) {
        let catalog = self.catalog();
        let (first, rest) = path.split_once('.').unwrap_or((path, ""));
        let entry = catalog.entry(index);
        let field = catalog.collection_of(index).fields.get(first);
        let held = field.and_then(|field| {
            let item = entry.record.get(first)?;
            self.field(field, item, Owner::of(entry, field))
        });
        if let Some(held) = held {
            descend(held.value, rest, values);
        }
    }

    /// The values that a named field can have: the terms of its vocabulary or its words, in
    /// order.
    #[must_use]
    pub(crate) fn choices(self, position: usize, named: &NamedField) -> Vec<ChoiceView<'a>> {
        let Some((holder, field)) = self.declared(position, named) else {
            return Vec::new();
        };
        let catalog = self.catalog();
        let page = |id: &Arc<str>| {
            let pages = self.site.plan.term(holder, &named.path, id, self.lang);
            pages.first().copied()
        };
        let kind = field.kind.single();
        if let FieldType::Enum(words) = kind {
            let all = words.iter().map(|(id, label)| ChoiceView {
                id,
                label: catalog.label(label, self.lang),
                link: page(&id.as_str().into()),
                broader: Vec::new(),
            });
            return all.collect();
        }
        let vocabulary = kind.vocabulary();
        let vocabulary = vocabulary.and_then(|id| catalog.vocabularies.get(id));
        let Some(vocabulary) = vocabulary else {
            return Vec::new();
        };
        let terms = vocabulary.terms.values().map(|term| {
            let next = |id: &Arc<str>| vocabulary.terms.get(id)?.broader.clone();
            let mut broader: Vec<&'a str> = Vec::new();
            let mut above = term.broader.clone();
            while let Some(id) = above.filter(|_| broader.len() <= MAX_BROADER) {
                match vocabulary.terms.get(&id) {
                    Some(found) if !broader.contains(&&*found.id) => broader.push(&found.id),
                    _ => break,
                }
                above = next(&id);
            }
            ChoiceView {
                id: &term.id,
                label: catalog.label(&term.label, self.lang),
                link: page(&term.id),
                broader,
            }
        });
        terms.collect()
    }

    /// Parses a `view` block in the language; `None` if it has errors, which are reported.
    #[must_use]
    pub(crate) fn view_block(
        self,
        text: &str,
        span: Span,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<ViewBlock> {
        let site = (self.catalog(), &*self.site.plan);
        view_block::read(text, span, self.lang, site, findings)
    }

    /// The name of a country by its code.
    #[must_use]
    pub(crate) fn country(self, code: &str) -> String {
        self.texts.country(code, self.lang)
    }
}

/// The values at a path inside a value.
fn descend<'a>(value: ValueView<'a>, path: &str, out: &mut Vec<ValueView<'a>>) {
    if let super::Detail::List { items, .. } = value.detail {
        for item in items {
            descend(item, path, out);
        }
        return;
    }
    if path.is_empty() {
        out.push(value);
        return;
    }
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    let field = value
        .group()
        .iter()
        .find(|field| field.info.name() == first);
    if let Some(field) = field {
        descend(field.value.clone(), rest, out);
    }
}
