//! A list of entries as templates see it: the page's own entries, and the same
//! ones by group, by letter and by date.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::Value;

use crate::locale::letter;
use crate::model::EntryIndex;
use crate::plan::RouteId;
use crate::present::card::{Cards, day};
use crate::present::{Scope, array, object, text_or_null};
use crate::schema::{Collection, Facet, Named, Value as Decoded, View};

/// What a list page lists.
pub(crate) struct ListOf<'a> {
    /// The collection, by position.
    pub position: usize,
    /// All entries of the list, in order.
    pub entries: &'a [EntryIndex],
    /// The list's pages, and which one this is, from 1.
    pub pages: &'a [RouteId],
    pub page: usize,
    /// The heading.
    pub title: String,
    /// What introduces the list, on its first page.
    pub intro: Option<String>,
}

/// The view of one page of a list.
pub(crate) fn list_view(scope: Scope<'_>, cards: &Cards, of: &ListOf<'_>) -> Option<Value> {
    let catalog = &scope.site.catalog;
    let collection = catalog.collections.get(of.position)?;
    let size = collection.list.page_size;
    let start = (of.page - 1) * size;
    let on_page = of.entries.iter().skip(start).take(size);
    let cards = made(cards, on_page);
    let shown: Vec<EntryIndex> = of
        .entries
        .iter()
        .skip(start)
        .take(size)
        .copied()
        .filter(|index| cards.contains_key(index))
        .collect();
    let intro = of.intro.as_deref().filter(|html| !html.is_empty());
    Some(object([
        ("collection", collection_view(scope, of.position)),
        ("title", Value::from(of.title.as_str())),
        ("intro", intro.map_or_else(Value::none, Value::safe_string)),
        ("view", Value::from(collection.list.view.as_str())),
        ("total", Value::from(of.entries.len())),
        ("entries", cards_of(&cards, &shown)),
        ("columns", array(columns(scope, collection))),
        (
            "groups",
            array(groups(scope, &cards, collection, of.position, &shown)),
        ),
        ("letters", array(letters(scope, &cards, collection, &shown))),
        ("timeline", timeline(scope, &cards, collection, &shown)),
        ("facets", array(facets(scope, collection, of.position))),
        ("pagination", pagination(of)),
        ("data", data(scope, collection)),
    ]))
}

/// The view of a list inside a text, in the form of a list page without its
/// navigation.
pub(crate) fn block_view(
    scope: Scope<'_>,
    cards: &Cards,
    position: usize,
    entries: &[EntryIndex],
    view: View,
) -> Option<Value> {
    let collection = scope.site.catalog.collections.get(position)?;
    let title = scope.site.catalog.label(&collection.label, scope.lang);
    Some(object([
        ("collection", collection_view(scope, position)),
        ("title", Value::from(title)),
        ("view", Value::from(view.as_str())),
        ("total", Value::from(entries.len())),
        ("entries", cards_of(&made(cards, entries.iter()), entries)),
        ("columns", array(columns(scope, collection))),
    ]))
}

/// The name of the data file with all entries of the collection, where the theme
/// has scripts that read it.
fn data(scope: Scope<'_>, collection: &Collection) -> Value {
    let mut tools = scope.site.plan.tools(scope.lang);
    match tools.next() {
        Some(_) => Value::from(format!("list-{}", collection.id)),
        None => Value::none(),
    }
}

/// The fields that are columns of a table.
fn columns(scope: Scope<'_>, collection: &Collection) -> Vec<Value> {
    collection
        .fields
        .iter()
        .filter(|field| field.column && !field.private)
        .map(|field| {
            object([
                ("name", Value::from(&*field.name)),
                (
                    "label",
                    Value::from(scope.site.catalog.label(&field.label, scope.lang)),
                ),
            ])
        })
        .collect()
}

/// A collection with the link to its list.
pub(crate) fn collection_view(scope: Scope<'_>, position: usize) -> Value {
    let catalog = &scope.site.catalog;
    let Some(collection) = catalog.collections.get(position) else {
        return Value::none();
    };
    let link = scope
        .site
        .plan
        .list(position, scope.lang)
        .first()
        .map(ToString::to_string);
    object([
        ("id", Value::from(&*collection.id)),
        (
            "label",
            Value::from(catalog.label(&collection.label, scope.lang)),
        ),
        (
            "singular",
            Value::from(catalog.label(&collection.singular, scope.lang)),
        ),
        (
            "catalog_label",
            Value::from(catalog.label(&collection.catalog_label, scope.lang)),
        ),
        ("link", text_or_null(link.as_deref())),
        (
            "count",
            Value::from(scope.site.plan.listed(position, scope.lang).len()),
        ),
    ])
}

/// The cards of one page, which may show each more than once.
type Made = BTreeMap<EntryIndex, Value>;

fn made<'a>(cards: &Cards, entries: impl Iterator<Item = &'a EntryIndex>) -> Made {
    entries
        .filter_map(|index| Some((*index, cards.get(*index)?)))
        .collect()
}

fn cards_of(cards: &Made, entries: &[EntryIndex]) -> Value {
    array(
        entries
            .iter()
            .filter_map(|index| cards.get(index).cloned())
            .collect(),
    )
}

/// A group of a list: the term, if there is one, and its entries.
type Group = (Option<Arc<str>>, Vec<EntryIndex>);

/// The entries by the term of the field that the collection groups by, in the
/// vocabulary's order; those without one come last.
fn groups(
    scope: Scope<'_>,
    cards: &Made,
    collection: &Collection,
    position: usize,
    shown: &[EntryIndex],
) -> Vec<Value> {
    let catalog = &scope.site.catalog;
    let Some(field) = collection
        .list
        .group_by
        .as_ref()
        .and_then(|name| collection.fields.get(name))
    else {
        return Vec::new();
    };
    let mut by_term: BTreeMap<usize, Group> = BTreeMap::new();
    let rank = |id: &str| match field
        .kind
        .vocabulary()
        .and_then(|v| catalog.vocabularies.get(v))
    {
        Some(vocabulary) => vocabulary.terms.get_index_of(id),
        None => match &field.kind {
            crate::schema::FieldType::Enum(values) => values.get_index_of(id),
            _ => None,
        },
    };
    for &index in shown {
        let item = catalog.entry(index).record.get(&field.name);
        let first = item.and_then(|item| item.items().first());
        let id = match first.map(|item| &item.value) {
            Some(Decoded::Term(Named { written: id, .. }) | Decoded::Choice(id)) => {
                Some(id.clone())
            }
            _ => None,
        };
        // What has no term comes after all terms.
        let place = id.as_deref().and_then(rank).map_or(usize::MAX, |rank| rank);
        let group = by_term.entry(place).or_insert_with(|| (id, Vec::new()));
        group.1.push(index);
    }
    by_term
        .into_values()
        .map(|(id, entries)| {
            let label = id
                .as_ref()
                .map(|id| catalog.choice_label(&field.kind, id, scope.lang));
            let link = id.as_ref().and_then(|id| {
                scope
                    .site
                    .plan
                    .term(position, &field.name, id, scope.lang)
                    .first()
                    .copied()
            });
            object([
                ("id", Value::from(id.as_deref().unwrap_or("none"))),
                (
                    "label",
                    Value::from(
                        label.map_or_else(|| scope.texts.or("group_none", "—"), str::to_owned),
                    ),
                ),
                (
                    "link",
                    text_or_null(link.map(|link| link.to_string()).as_deref()),
                ),
                ("entries", cards_of(cards, &entries)),
            ])
        })
        .collect()
}

fn letters(
    scope: Scope<'_>,
    cards: &Made,
    collection: &Collection,
    shown: &[EntryIndex],
) -> Vec<Value> {
    let catalog = &scope.site.catalog;
    let Some(collation) = catalog
        .collation(scope.lang)
        .filter(|_| collection.list.letters)
    else {
        return Vec::new();
    };
    let mut groups: Vec<(&'static str, Vec<EntryIndex>)> = Vec::new();
    for &index in shown {
        let first = letter(catalog.title(index, scope.lang), scope.lang, collation);
        match groups.iter_mut().find(|(letter, _)| *letter == first) {
            Some((_, entries)) => entries.push(index),
            None => groups.push((first, vec![index])),
        }
    }
    groups
        .into_iter()
        .map(|(letter, entries)| {
            let plain = crate::path::Slug::from_text(letter);
            let code = letter.chars().next().map_or(0, u32::from);
            // `C` and `Č` would both be `c`, so the code point is the anchor.
            let anchor = match plain {
                Some(slug) if letter.is_ascii() => format!("letter-{slug}"),
                _ => format!("letter-u{code:x}"),
            };
            object([
                ("letter", Value::from(letter)),
                ("anchor", Value::from(anchor)),
                ("entries", cards_of(cards, &entries)),
            ])
        })
        .collect()
}

/// The entries by date: upcoming ones the next first, past ones the last first.
fn timeline(
    scope: Scope<'_>,
    cards: &Made,
    collection: &Collection,
    shown: &[EntryIndex],
) -> Value {
    let Some(fields) = &collection.list.timeline else {
        return Value::none();
    };
    let today = scope.site.catalog.as_of;
    let mut upcoming = Vec::new();
    let mut past = Vec::new();
    let mut undated = Vec::new();
    for &index in shown {
        let start = day(scope, index, &fields.start);
        let end = fields
            .end
            .as_ref()
            .and_then(|end| day(scope, index, end))
            .or(start);
        match end {
            Some(end) if end.last_day() >= today => upcoming.push((start, index)),
            Some(_) => past.push((start, index)),
            None => undated.push(index),
        }
    }
    upcoming.sort();
    past.sort_by(|a, b| b.cmp(a));
    let only = |dated: Vec<(Option<crate::schema::PartialDate>, EntryIndex)>| -> Vec<EntryIndex> {
        dated.into_iter().map(|(_, index)| index).collect()
    };
    object([
        ("upcoming", cards_of(cards, &only(upcoming))),
        ("past", cards_of(cards, &only(past))),
        ("undated", cards_of(cards, &undated)),
    ])
}

fn facets(scope: Scope<'_>, collection: &Collection, position: usize) -> Vec<Value> {
    let site = scope.site;
    let catalog = &site.catalog;
    collection
        .fields
        .iter()
        .filter(|field| field.facet == Facet::Value && !field.private)
        .filter_map(|field| {
            let vocabulary = catalog.vocabularies.get(field.kind.vocabulary()?)?;
            let terms: Vec<Value> = site
                .plan
                .term_uses(position, &field.name, scope.lang)
                .iter()
                .filter_map(|used| {
                    let term = vocabulary.terms.get(&used.term)?;
                    let link = site
                        .plan
                        .term(position, &field.name, &used.term, scope.lang)
                        .first()?;
                    Some(object([
                        ("id", Value::from(&*used.term)),
                        ("label", Value::from(catalog.label(&term.label, scope.lang))),
                        ("count", Value::from(used.entries.len())),
                        ("link", Value::from(link.to_string())),
                    ]))
                })
                .collect();
            (!terms.is_empty()).then(|| {
                object([
                    ("field", Value::from(&*field.name)),
                    (
                        "label",
                        Value::from(catalog.label(&field.label, scope.lang)),
                    ),
                    ("terms", array(terms)),
                ])
            })
        })
        .collect()
}

fn pagination(of: &ListOf<'_>) -> Value {
    let link = |page: Option<usize>| {
        let route = page.and_then(|page| of.pages.get(page.checked_sub(1)?));
        text_or_null(route.map(ToString::to_string).as_deref())
    };
    let pages: Vec<Value> = of
        .pages
        .iter()
        .enumerate()
        .map(|(position, route)| {
            object([
                ("number", Value::from(position + 1)),
                ("link", Value::from(route.to_string())),
                ("current", Value::from(position + 1 == of.page)),
            ])
        })
        .collect();
    object([
        ("number", Value::from(of.page)),
        ("count", Value::from(of.pages.len())),
        ("previous", link(of.page.checked_sub(1))),
        ("next", link(Some(of.page + 1))),
        ("pages", array(pages)),
    ])
}
