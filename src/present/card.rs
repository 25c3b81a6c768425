//! An entry as templates see it: on a card, and on its own page.

use std::collections::VecDeque;
use std::sync::{Arc, PoisonError, RwLock};

use tera::Value;

use crate::locale::bind;
use crate::markdown;
use crate::model::{EntryIndex, State};
use crate::ordered::OrderedMap;
use crate::present::Site;
use crate::present::value::{Owner, fields_view};
use crate::present::{Pairs, Scope, array, map, object, part, text_or_null};
use crate::schema::{Lang, PartialDate, Value as Decoded};

/// How many measured properties a card shows.
const KEY_PROPERTIES: usize = 4;

/// How many are kept of however few.
const MIN_KEPT: usize = 256;

/// The cards of all entries in one language, each made when it is asked for. The
/// last ones are kept: pages are rendered in an order in which those that show the
/// same entries are near one another. All cards together would take more memory
/// than all else.
pub(crate) struct Cards {
    site: Arc<Site>,
    lang: Lang,
    most: usize,
    kept: RwLock<Kept>,
}

#[derive(Default)]
struct Kept {
    cards: OrderedMap<EntryIndex, Value>,
    /// The kept ones in the order in which they came.
    order: VecDeque<EntryIndex>,
}

impl Kept {
    fn keep(&mut self, index: EntryIndex, card: Value, most: usize) {
        if self.cards.insert(index, card).is_some() {
            return;
        }
        self.order.push_back(index);
        if self.order.len() > most
            && let Some(first) = self.order.pop_front()
        {
            self.cards.swap_remove(&first);
        }
    }
}

impl Cards {
    /// The cards of a language.
    pub(crate) fn new(site: &Arc<Site>, lang: &Lang) -> Self {
        Self {
            site: site.clone(),
            lang: lang.clone(),
            most: window(site, lang).max(MIN_KEPT),
            kept: RwLock::default(),
        }
    }

    /// The card of an entry, if it has a page to lead to.
    pub(crate) fn get(&self, index: EntryIndex) -> Option<Value> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(card) = kept.cards.get(&index) {
            return Some(card.clone());
        }
        drop(kept);
        let card = Value::from(card(Scope::of(&self.site, &self.lang)?, index)?);
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        kept.keep(index, card.clone(), self.most);
        Some(card)
    }

    /// What is on the card of an entry.
    fn fields(&self, index: EntryIndex) -> Option<Pairs> {
        let card = self.get(index)?;
        let pairs = card.as_map()?.iter();
        Some(
            pairs
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect(),
        )
    }
}

/// How many entries lie between the first one that a page being rendered shows and the
/// last one: with the cards of so many kept, each is made about once.
///
/// A page of a list by term shows `page_size` of the entries that use the term, which
/// spread over so much more of their collection as they are few in it. The mean of these
/// spreads is taken, each list weighing by what it shows, and some more for threads that
/// run ahead.
fn window(site: &Site, lang: &Lang) -> usize {
    let (plan, catalog) = (&site.plan, &site.catalog);
    let of_collection = |position: usize| {
        let collection = catalog.collections.get(position)?;
        let entries = plan.listed(position, lang).len();
        let page_size = collection.list.page_size;
        let by_terms = collection.fields.iter().filter_map(|field| {
            let lists = plan.term_uses(position, &field.name, lang);
            let lengths = || lists.iter().map(|list| list.entries.len());
            let shown: usize = lengths().map(|length| length.min(page_size)).sum();
            (entries * shown).checked_div(lengths().sum())
        });
        Some(by_terms.fold(page_size, usize::max))
    };
    let collections = plan.edition.collections.iter().copied();
    let widest = collections.filter_map(of_collection).max();
    widest.map_or(0, |widest| widest + widest / 8)
}

fn card(scope: Scope<'_>, index: EntryIndex) -> Option<Pairs> {
    let site = scope.site;
    let route = site.plan.entry(index, scope.lang)?;
    let catalog = &site.catalog;
    let entry = catalog.entry(index);
    let collection = catalog.collection_of(index);
    let owner = Owner {
        collection: Some(entry.collection),
        field: None,
    };
    let display = &collection.display;
    let fields = fields_view(scope, &collection.fields, &entry.record, &owner);
    let shown = |field: &Option<std::sync::Arc<str>>| -> Option<Value> {
        let field = collection.fields.get(field.as_ref()?)?;
        let made = fields.get(&field.name)?;
        part(made, "value").cloned()
    };
    let key_properties: Vec<Value> = fields
        .values()
        .filter(|field| part(field, "type").and_then(Value::as_str) == Some("measurements"))
        .filter_map(|field| part(part(field, "value")?, "rows")?.as_array())
        .flatten()
        .take(KEY_PROPERTIES)
        .cloned()
        .collect();
    let (image, date) = (shown(&display.image), shown(&display.date));
    let fallback = !catalog.is_translated(index, scope.lang);
    let summary = display
        .summary
        .as_ref()
        .and_then(|field| catalog.text(index, field, scope.lang))
        .map(|text| bind(text, scope.lang));
    // The title may be translated where the long text is not.
    let language_of = |field: &std::sync::Arc<str>| {
        let item = entry.record.get(field);
        let other = item.and_then(|item| catalog.value(item, scope.lang)?.1);
        Value::from(other.as_ref().unwrap_or(scope.lang).as_str())
    };
    Some(map([
        ("id", Value::from(&*entry.id)),
        ("collection", Value::from(&*collection.id)),
        (
            "singular",
            Value::from(catalog.label(&collection.singular, scope.lang)),
        ),
        (
            "title",
            Value::from(&*bind(catalog.title(index, scope.lang), scope.lang)),
        ),
        ("summary", text_or_null(summary.as_deref())),
        ("link", Value::from(route.to_string())),
        ("title_lang", language_of(&display.title)),
        (
            "summary_lang",
            display
                .summary
                .as_ref()
                .map_or_else(Value::none, language_of),
        ),
        ("lang", Value::from(text_language(scope, index))),
        ("image", image.unwrap_or_else(Value::none)),
        ("date", date.unwrap_or_else(Value::none)),
        ("sample", Value::from(entry.record.is_true("sample"))),
        ("draft", Value::from(entry.record.is_true("draft"))),
        ("former", Value::from(catalog.state(index) == State::Former)),
        ("fallback", Value::from(fallback)),
        ("fields", Value::from(fields)),
        ("key_properties", array(key_properties)),
    ]))
}

/// The language of the page whose long text is shown.
fn text_language(scope: Scope<'_>, index: EntryIndex) -> &str {
    let catalog = &scope.site.catalog;
    if catalog.is_translated(index, scope.lang) {
        return scope.lang.as_str();
    }
    let languages = &catalog.config.languages;
    languages
        .iter()
        .find(|lang| catalog.is_translated(index, lang))
        .map_or(scope.lang.as_str(), |lang| lang.as_str())
}

/// An entry on its own page: its card, its text, and what refers to it.
pub(crate) fn entry_view(
    scope: Scope<'_>,
    cards: &Cards,
    index: EntryIndex,
    rendered: &markdown::Rendered,
) -> Value {
    let catalog = &scope.site.catalog;
    let entry = catalog.entry(index);
    let mut view: Pairs = cards.fields(index).unwrap_or_default();
    let toc: Vec<Value> = rendered
        .toc
        .iter()
        .map(|heading| {
            object([
                ("level", Value::from(heading.level)),
                ("id", Value::from(heading.id.as_str())),
                ("text", Value::from(heading.text.as_str())),
            ])
        })
        .collect();
    let body = if rendered.html.is_empty() {
        Value::none()
    } else {
        Value::safe_string(&rendered.html)
    };
    let shown = text_language(scope, index);
    let notice = (shown != scope.lang.as_str()).then(|| {
        object([(
            "shown",
            Value::from(scope.texts.or(&format!("language_{shown}"), shown)),
        )])
    });
    let former = catalog.collection_of(index).former.as_ref();
    let left: Option<PartialDate> = former
        .filter(|_| catalog.state(index) == State::Former)
        .and_then(|field| entry.record.date(field));
    let left = left.map(|date| scope.formats.date(date, crate::locale::DateForm::Long));
    view.extend(map([
        ("body", body),
        ("toc", array(toc)),
        ("relations", array(relations(scope, cards, index))),
        ("fallback_notice", notice.unwrap_or_else(Value::none)),
        ("former_since", text_or_null(left.as_deref())),
        ("source", Value::from(entry.path.as_str())),
    ]));
    Value::from(view)
}

/// What refers to an entry, by collection, each with its role.
fn relations(scope: Scope<'_>, cards: &Cards, index: EntryIndex) -> Vec<Value> {
    let catalog = &scope.site.catalog;
    let links = catalog.referring_to(index);
    let mut groups = Vec::new();
    for (position, collection) in catalog.collections.iter().enumerate() {
        let mut of: Vec<_> = links
            .iter()
            .filter(|link| catalog.entry(link.from).collection == position)
            .collect();
        of.sort_by_key(|link| scope.site.plan.place(link.from, scope.lang));
        let mut inverses: Vec<&str> = of.iter().map(|link| &*link.inverse).collect();
        inverses.dedup();
        let entries: Vec<Value> = of
            .iter()
            .filter_map(|link| {
                let mut card = cards.fields(link.from)?;
                let role = link.role.and_then(|term| catalog.term_at(term));
                let role = role.map(|term| catalog.label(&term.label, scope.lang));
                card.insert("role", text_or_null(role));
                Some(Value::from(card))
            })
            .collect();
        if entries.is_empty() {
            continue;
        }
        groups.push(object([
            ("collection", Value::from(&*collection.id)),
            ("name", text_or_null(inverses.first().copied())),
            (
                "label",
                Value::from(catalog.label(&collection.label, scope.lang)),
            ),
            ("entries", array(entries)),
        ]));
    }
    groups
}

/// The first day of an entry by one of its fields, for lists by date.
pub(crate) fn day(scope: Scope<'_>, index: EntryIndex, field: &str) -> Option<PartialDate> {
    let item = scope.site.catalog.entry(index).record.get(field)?;
    match &item.value {
        Decoded::Date(date) => Some(*date),
        Decoded::DateTime(moment) => PartialDate::parse(&moment.date().to_string()),
        _ => None,
    }
}
