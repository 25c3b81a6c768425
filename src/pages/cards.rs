//! An entry as templates receive it: as a card, and for its own page.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use tera::Value;

use super::pairs::{Pairs, array, map, object, part, text_or_null};
use super::shared::Shared;
use super::values::fields;
use crate::insight::chart::Standings;
use crate::locale::{DateForm, bind};
use crate::markdown;
use crate::ordered::OrderedMap;
use crate::plan::EntryIndex;
use crate::present::{EntryView, Scope, Site};
use crate::schema::Lang;

/// How many measured properties a card shows.
const KEY_PROPERTIES: usize = 4;

/// The least number of cached cards.
const MIN_KEPT: usize = 256;

/// The cards of all entries in one language, rendered on request. The most recent ones are
/// cached: pages that show the same entries are rendered close together. All cards together
/// would take more memory than everything else.
pub(crate) struct Cards {
    site: Arc<Site>,
    lang: Lang,
    most: usize,
    kept: RwLock<Kept>,
    shared: Shared,
    standings: Arc<OnceLock<Standings>>,
}

#[derive(Default)]
struct Kept {
    cards: OrderedMap<EntryIndex, Value>,
    /// The cached entries, oldest first.
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
    pub(super) fn new(site: &Arc<Site>, lang: &Lang, standings: &Arc<OnceLock<Standings>>) -> Self {
        Self {
            site: site.clone(),
            lang: lang.clone(),
            most: site.card_window(lang).max(MIN_KEPT),
            kept: RwLock::default(),
            shared: Shared::default(),
            standings: standings.clone(),
        }
    }

    /// The card of an entry, if it has a page.
    pub(super) fn get(&self, index: EntryIndex) -> Option<Value> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(card) = kept.cards.get(&index) {
            return Some(card.clone());
        }
        drop(kept);
        let view = Scope::of(&self.site, &self.lang)?.entry(index)?;
        let card = Value::from(card(&self.shared, &view, &self.lang));
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        kept.keep(index, card.clone(), self.most);
        Some(card)
    }

    /// The content of an entry's card.
    fn fields(&self, index: EntryIndex) -> Option<Pairs> {
        let card = self.get(index)?;
        let pairs = card.as_map()?.iter();
        Some(
            pairs
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect(),
        )
    }

    /// The data of an entry's own page: its card, its text, and the entries that refer to it.
    pub(super) fn entry(
        &self,
        scope: Scope<'_>,
        index: EntryIndex,
        rendered: &markdown::RenderedText,
    ) -> Value {
        let mut view: Pairs = self.fields(index).unwrap_or_default();
        let toc = rendered.toc.iter().map(|heading| {
            object([
                ("level", Value::from(heading.level)),
                ("id", Value::from(heading.id.as_str())),
                ("text", Value::from(heading.text.as_str())),
            ])
        });
        let body = if rendered.html.is_empty() {
            Value::none()
        } else {
            Value::safe_string(&rendered.html)
        };
        let shown = scope.text_language(index);
        let notice = (shown != scope.lang).then(|| {
            let name = scope.texts.or(&format!("language_{shown}"), shown.as_str());
            object([("shown", Value::from(name))])
        });
        let left = scope.former_since(index);
        let left = left.map(|date| scope.formats.date(date, DateForm::Long));
        view.extend(map([
            ("body", body),
            ("toc", array(toc.collect())),
            ("relations", array(self.relations(scope, index))),
            ("similar", array(similar(scope, index))),
            ("asked", Value::from(scope.is_asked(index))),
            ("compared", Value::from(scope.is_compared(index))),
            ("standings", self.standings(scope, index)),
            ("fallback_notice", notice.unwrap_or_else(Value::none)),
            ("former_since", text_or_null(left.as_deref())),
            ("source", Value::from(scope.source(index).as_str())),
        ]));
        Value::from(view)
    }

    /// The ranks of measured values, to be shared with cards of the same site.
    pub(super) fn shared_standings(&self) -> &Arc<OnceLock<Standings>> {
        &self.standings
    }

    /// The rank of each measured value among all comparable ones, by field and row; null if
    /// there are too few.
    fn standings(&self, scope: Scope<'_>, index: EntryIndex) -> Value {
        let all = self.standings.get_or_init(|| Standings::of(scope.site));
        let mut of_fields: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
        for stated in scope.site.stated(index) {
            let standing = all.view(scope, index, stated);
            let standing = standing.map_or_else(Value::none, |own| Value::from_serializable(&own));
            of_fields.entry(stated.field).or_default().push(standing);
        }
        let of_fields = of_fields.into_iter();
        let of_fields = of_fields.map(|(field, rows)| (field.to_owned().into(), array(rows)));
        Value::from(of_fields.collect::<tera::Map>())
    }

    /// The entries that refer to an entry, by collection, each with its role.
    fn relations(&self, scope: Scope<'_>, index: EntryIndex) -> Vec<Value> {
        let groups = scope.relations(index).into_iter().map(|group| {
            let entries = group.entries.iter().filter_map(|relation| {
                let mut card = self.fields(relation.entry)?;
                card.insert("role", text_or_null(relation.role.as_deref()));
                Some(Value::from(card))
            });
            object([
                ("collection", Value::from(group.collection)),
                ("name", text_or_null(group.name)),
                ("label", Value::from(group.label)),
                ("entries", array(entries.collect())),
            ])
        });
        groups.collect()
    }
}

/// The entries most similar to an entry, as lines: cards would be rendered only for this
/// purpose.
fn similar(scope: Scope<'_>, index: EntryIndex) -> Vec<Value> {
    let all = scope.similar(index).into_iter().map(|other| {
        let shared = other.shared.iter().map(|label| Value::from(*label));
        object([
            ("id", Value::from(other.id)),
            ("collection", Value::from(other.collection)),
            ("title", Value::from(&*bind(other.title, scope.lang))),
            ("title_lang", Value::from(other.title_lang.as_str())),
            ("link", Value::from(other.link.to_string())),
            ("shared", array(shared.collect())),
        ])
    });
    all.collect()
}

/// The initials of a title's first two words, in place of a picture.
fn initials(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric());
    let first = words.filter_map(|word| word.chars().next()).take(2);
    first.flat_map(char::to_uppercase).collect()
}

fn card(shared: &Shared, view: &EntryView<'_>, lang: &Lang) -> Pairs {
    let fields = fields(shared, &view.fields);
    let shown = |place: Option<usize>| {
        let field = fields.values().nth(place?)?;
        part(field, "value").cloned()
    };
    let key_properties: Vec<Value> = fields
        .values()
        .filter(|field| part(field, "type").and_then(Value::as_str) == Some("measurements"))
        .filter_map(|field| part(part(field, "value")?, "rows")?.as_array())
        .flatten()
        .take(KEY_PROPERTIES)
        .cloned()
        .collect();
    let (image, date) = (shown(view.image), shown(view.date));
    let summary = view.summary.map(|text| bind(text, lang));
    map([
        ("id", Value::from(view.id)),
        ("collection", Value::from(view.collection)),
        ("singular", Value::from(view.singular)),
        ("title", Value::from(&*bind(view.title, lang))),
        ("summary", text_or_null(summary.as_deref())),
        ("link", Value::from(view.link.to_string())),
        ("title_lang", Value::from(view.title_lang.as_str())),
        (
            "summary_lang",
            text_or_null(view.summary_lang.map(Lang::as_str)),
        ),
        ("lang", Value::from(view.lang.as_str())),
        ("image", image.unwrap_or_else(Value::none)),
        ("initials", Value::from(initials(view.title))),
        ("date", date.unwrap_or_else(Value::none)),
        ("sample", Value::from(view.sample)),
        ("draft", Value::from(view.draft)),
        ("former", Value::from(view.former)),
        ("fallback", Value::from(view.fallback)),
        ("called_off", text_or_null(view.called_off.as_deref())),
        ("fields", Value::from(fields)),
        ("key_properties", array(key_properties)),
    ])
}
