//! The linked catalogue and its queries.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::IndexMap;
use jiff::civil::Date;

use super::State;
use super::names::{Ids, Names};
use super::resolve::Files;
use crate::config::Config;
use crate::config::limits::MAX_BROADER;
use crate::diagnostic::Diagnostic;
use crate::load::{Confirmed, Entry, Indicators, Introduction, Term, Vocabulary};
use crate::locale::Collation;
use crate::path::SourcePath;
use crate::quantity::{Label, Registry};
use crate::schema::{
    Collection, EntryIndex, FieldPath, FieldType, FileIndex, Item, Lang, Localized, TermIndex,
    Value, no_collection,
};
use crate::text::Span;
use crate::yaml::Node;

/// An entry that refers to another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackLink {
    /// The entry that refers.
    pub from: EntryIndex,
    /// The name under which the other one lists it.
    pub inverse: Arc<str>,
    /// Its role for the other entry.
    pub role: Option<TermIndex>,
}

/// A term with the entries of one collection that use it.
#[derive(Debug, Clone)]
pub struct TermUse {
    /// The term's id.
    pub term: Arc<str>,
    /// The published entries that use it or a narrower one, in the
    /// collection's order.
    pub entries: Vec<EntryIndex>,
}

/// All entries, linked: immutable from here on.
pub struct Catalog {
    /// What `site.yaml` says.
    pub config: Arc<Config>,
    /// The schema.
    pub collections: Arc<Vec<Collection>>,
    /// The vocabularies by id.
    pub vocabularies: Arc<IndexMap<Arc<str>, Vocabulary>>,
    /// The measurable properties.
    pub registry: Arc<Registry>,
    /// Where the site sets the usual range of a property.
    pub ranges: Arc<BTreeMap<String, Span>>,
    /// The introductions of collections.
    pub introductions: Vec<Introduction>,
    /// The files that are copied as they are.
    pub assets: Vec<SourcePath>,
    /// Whether some file may be withheld because only non-public content uses it.
    pub(super) withholds: bool,
    /// All files of the content, published or not.
    pub(super) files: Arc<Files>,
    /// The translations that were checked against their original.
    pub confirmed: Arc<Confirmed>,
    /// The site's own words for letters.
    pub letters: Option<Arc<Node>>,
    /// The indicators of the cluster.
    pub(crate) indicators: Arc<Indicators>,
    /// The day that decides what is upcoming, published or expired.
    pub as_of: Date,
    pub(super) entries: Vec<Arc<Entry>>,
    /// The collections whose declaration cannot be read.
    pub(super) unread_collections: Arc<BTreeSet<Arc<str>>>,
    /// Entries that cannot be read, by collection and id.
    pub(super) unread: BTreeSet<(Arc<str>, Arc<str>)>,
    pub(super) states: Arc<Vec<State>>,
    pub(super) ids: Arc<Ids>,
    pub(super) names: Arc<Names>,
    /// The titles composed of several fields.
    pub(super) titles: Arc<BTreeMap<Lang, Vec<Option<Arc<str>>>>>,
    pub(super) back_links: Arc<Vec<Vec<BackLink>>>,
    /// The entries that lists show, by language and collection.
    pub(super) orders: Arc<BTreeMap<Lang, Vec<Vec<EntryIndex>>>>,
    pub(super) collations: Arc<BTreeMap<Lang, Collation>>,
}

impl Catalog {
    /// Whether the files of an entry exist but cannot be read, which is reported.
    #[must_use]
    pub(crate) fn is_unread(&self, collection: &str, id: &str) -> bool {
        super::names::is_unread(&self.unread, collection, id)
    }

    /// Whether the declaration of a collection exists but cannot be read, which is
    /// reported.
    #[must_use]
    pub(crate) fn is_unread_collection(&self, collection: &str) -> bool {
        self.unread_collections.contains(collection)
    }

    /// The finding for the name of an unknown collection; `None` if its declaration cannot
    /// be read.
    #[must_use]
    pub(crate) fn no_collection(&self, name: &str, span: Span) -> Option<Diagnostic> {
        let known = self.collections.iter().map(|collection| &*collection.id);
        let is_off = self.config.is_off(name);
        (!self.is_unread_collection(name)).then(|| no_collection((name, span), is_off, known))
    }

    /// The ids of a collection's entries whose files exist but cannot be read.
    pub(crate) fn unread_of(&self, collection: &str) -> impl Iterator<Item = &str> {
        let unread = self.unread.iter();
        let of = unread.filter(move |(own, _)| **own == *collection);
        of.map(|(_, id)| &**id)
    }

    /// An entry by its index.
    #[must_use]
    pub fn entry(&self, index: EntryIndex) -> &Entry {
        // Only `link` creates indices, from positions that exist.
        &self.entries[index.position()]
    }

    /// The collection of an entry.
    #[must_use]
    pub fn collection_of(&self, index: EntryIndex) -> &Collection {
        &self.collections[self.entry(index).collection]
    }

    /// An entry by the key that a reference field uses: its id, or a unique field.
    #[must_use]
    pub(crate) fn named(
        &self,
        collection: usize,
        by: Option<&Arc<str>>,
        name: &str,
    ) -> Option<EntryIndex> {
        self.names.of(&self.ids, collection, by)?.get(name).copied()
    }

    /// What a field of references names an entry by; `None` where the entry lacks that.
    #[must_use]
    pub(super) fn name_by(&self, index: EntryIndex, by: &str) -> Option<Arc<str>> {
        let collection = self.entry(index).collection;
        let names = self.names.of(&self.ids, collection, Some(&by.into()))?;
        let mut names = names.iter();
        let (name, _) = names.find(|(_, named)| **named == index)?;
        Some(name.clone())
    }

    /// The state of an entry.
    #[must_use]
    pub fn state(&self, index: EntryIndex) -> State {
        self.states[index.position()]
    }

    /// All entries, published or not, by collection and id.
    pub fn all(&self) -> impl Iterator<Item = EntryIndex> + '_ {
        (0..self.entries.len()).map(EntryIndex::new)
    }

    /// The position of a collection.
    #[must_use]
    pub fn collection(&self, id: &str) -> Option<usize> {
        self.collections
            .iter()
            .position(|collection| *collection.id == *id)
    }

    /// An entry by collection and id.
    #[must_use]
    pub fn find(&self, collection: usize, id: &str) -> Option<EntryIndex> {
        self.ids.get(&collection)?.get(id).copied()
    }

    /// The ids of a collection's entries.
    pub fn ids(&self, collection: usize) -> impl Iterator<Item = &str> {
        self.entries
            .iter()
            .filter(move |entry| entry.collection == collection)
            .map(|entry| &*entry.id)
    }

    /// The entries that refer to an entry and are published, by the name under
    /// which it lists them.
    #[must_use]
    pub fn referring_to(&self, index: EntryIndex) -> &[BackLink] {
        &self.back_links[index.position()]
    }

    /// The entries that the lists of a collection show, in a language's order.
    #[must_use]
    pub fn listed(&self, collection: usize, lang: &Lang) -> &[EntryIndex] {
        self.orders
            .get(lang)
            .and_then(|orders| orders.get(collection))
            .map_or(&[], Vec::as_slice)
    }

    /// How a language orders texts.
    #[must_use]
    pub fn collation(&self, lang: &Lang) -> Option<&Collation> {
        self.collations.get(lang)
    }

    /// A file of the content.
    #[must_use]
    pub fn file(&self, index: FileIndex) -> Option<&SourcePath> {
        self.files.paths().get(index.position())
    }

    /// A term by its index.
    #[must_use]
    pub fn term_at(&self, index: TermIndex) -> Option<&Term> {
        let (_, vocabulary) = self.vocabularies.get_index(index.vocabulary())?;
        Some(vocabulary.terms.get_index(index.term())?.1)
    }

    /// A term and all its broader terms, the term itself first.
    pub fn with_broader(&self, index: TermIndex) -> impl Iterator<Item = TermIndex> {
        // Reading the vocabularies reports a cycle and a chain that is too deep.
        let terms = self.vocabularies.get_index(index.vocabulary());
        let terms = terms.map(|(_, vocabulary)| &vocabulary.terms);
        let limit = terms.map_or(0, |terms| terms.len().min(MAX_BROADER + 1));
        std::iter::successors(Some(index), move |index| {
            let terms = terms?;
            let (_, term) = terms.get_index(index.term())?;
            let broader = terms.get_index_of(term.broader.as_ref()?)?;
            Some(TermIndex::new(index.vocabulary(), broader))
        })
        .take(limit)
    }

    /// A term by vocabulary and id.
    #[must_use]
    pub fn term(&self, vocabulary: &str, id: &str) -> Option<&Term> {
        self.vocabularies.get(vocabulary)?.terms.get(id)
    }

    /// Whether an entry's own text exists in a language: its title, and its
    /// long text if it has one in any language.
    #[must_use]
    pub fn is_translated(&self, index: EntryIndex, lang: &Lang) -> bool {
        let entry = self.entry(index);
        let collection = self.collection_of(index);
        let title = &collection.display.title;
        if entry.record.localized(title, lang).is_none() {
            return false;
        }
        let differs = |item: &Item| matches!(item.value, Value::Localized(_));
        if !entry.bodies.is_empty() || entry.record.get(title).is_some_and(differs) {
            return entry.bodies.is_empty() || entry.bodies.contains_key(lang);
        }
        // A name that is the same in all languages says nothing about that; its other texts
        // do.
        let public = collection.fields.iter().filter(|field| field.is_public());
        let mut texts = public.filter_map(|field| match &entry.record.get(&field.name)?.value {
            Value::Localized(values) => Some(values.contains_key(lang)),
            _ => None,
        });
        match texts.next() {
            Some(first) => first || texts.any(|is_there| is_there),
            None => true,
        }
    }

    /// The value of a field in a language. The fallbacks are the default language, then the
    /// first one that exists; a fallback is returned with its language.
    #[must_use]
    pub fn value<'a>(&self, item: &'a Item, lang: &Lang) -> Option<(&'a Item, Option<&'a Lang>)> {
        let Value::Localized(values) = &item.value else {
            return Some((item, None));
        };
        if let Some(exact) = values.get(lang) {
            return Some((exact, None));
        }
        let default = self.config.default_language();
        values
            .get_key_value(default)
            .or_else(|| values.first())
            .map(|(other, item)| (item, Some(other)))
    }

    /// The text of a field of an entry in a language or its fallback.
    #[must_use]
    pub fn text(&self, index: EntryIndex, field: &str, lang: &Lang) -> Option<&Arc<str>> {
        let item = self.entry(index).record.get(field)?;
        self.value(item, lang)?.0.value.as_text()
    }

    /// The heading of an entry if it is composed of several fields.
    #[must_use]
    pub(crate) fn composed(&self, index: EntryIndex, lang: &Lang) -> Option<&str> {
        let titles = self.titles.get(lang)?;
        titles.get(index.position())?.as_deref()
    }

    /// The heading of an entry; its id if it has none.
    #[must_use]
    pub fn title(&self, index: EntryIndex, lang: &Lang) -> &str {
        if let Some(title) = self.composed(index, lang) {
            return title;
        }
        let field = &self.collection_of(index).display.title;
        self.text(index, field, lang)
            .map_or(&self.entry(index).id, |text| text)
    }

    /// A text of the schema or of a vocabulary in a language or its first fallback.
    #[must_use]
    pub fn label<'a>(&self, text: &'a Localized<String>, lang: &Lang) -> &'a str {
        let found = text.along(lang, self.standing_in(lang));
        found.map_or("", String::as_str)
    }

    /// Words in a language or its first fallback.
    #[must_use]
    pub fn words<'a>(&self, words: &'a Localized<Vec<String>>, lang: &Lang) -> &'a [String] {
        let found = words.along(lang, self.standing_in(lang));
        found.map_or(&[], Vec::as_slice)
    }

    /// A label of the registry in a language or its first fallback.
    #[must_use]
    pub fn registry_label<'a>(&self, label: &'a Label, lang: &Lang) -> &'a str {
        let chain = self.standing_in(lang).iter();
        let mut languages = std::iter::once(lang).chain(chain).map(Lang::as_str);
        let own = languages.find(|lang| label.has(lang));
        label.get(own.unwrap_or(lang.as_str()))
    }

    /// The fallback languages of a language; for a language that the site does not have,
    /// the default one.
    fn standing_in(&self, lang: &Lang) -> &[Lang] {
        if self.config.languages.contains(lang) {
            self.config.fallback.of(lang)
        } else {
            std::slice::from_ref(self.config.default_language())
        }
    }

    /// The terms that entries of a collection use in a field, in the vocabulary's order. An
    /// entry counts for its terms and their broader terms.
    #[must_use]
    pub fn term_uses(
        &self,
        collection: usize,
        field: &str,
        entries: &[EntryIndex],
    ) -> Vec<TermUse> {
        let Some(vocabulary) = self
            .collections
            .get(collection)
            .and_then(|c| c.fields.at(field))
            .and_then(|field| field.kind.vocabulary())
            .and_then(|id| self.vocabularies.get(id))
        else {
            return Vec::new();
        };
        let mut uses: Vec<Vec<EntryIndex>> = vec![Vec::new(); vocabulary.terms.len()];
        for &index in entries {
            for at in self.terms_with_broader(index, field) {
                if let Some(entries) = uses.get_mut(at.term()) {
                    entries.push(index);
                }
            }
        }
        let terms = vocabulary.terms.keys().cloned();
        terms
            .zip(uses)
            .filter(|(_, entries)| !entries.is_empty())
            .map(|(term, entries)| TermUse { term, entries })
            .collect()
    }

    fn terms_with_broader(&self, index: EntryIndex, field: &str) -> Vec<TermIndex> {
        let mut terms: Vec<TermIndex> = Vec::new();
        let mut known = BTreeSet::new();
        let values = FieldPath::new(field).values(&self.entry(index).record);
        for item in values {
            if let Value::Term(named) = &item.value {
                for term in self.with_broader(named.to) {
                    if !known.insert(term) {
                        break;
                    }
                    terms.push(term);
                }
            }
        }
        terms
    }

    /// The label of a value of an enum or a term in a language.
    #[must_use]
    pub fn choice_label<'a>(&'a self, kind: &'a FieldType, id: &'a str, lang: &Lang) -> &'a str {
        match kind {
            FieldType::Enum(values) => values.get(id).map_or(id, |label| self.label(label, lang)),
            FieldType::Term { vocabulary } => self
                .term(vocabulary, id)
                .map_or(id, |term| self.label(&term.label, lang)),
            _ => id,
        }
    }

    /// The same as a heading above several entries: in the plural, if the term has one in
    /// the language.
    #[must_use]
    pub fn group_label<'a>(&'a self, kind: &'a FieldType, id: &'a str, lang: &Lang) -> &'a str {
        let term = match kind {
            FieldType::Term { vocabulary } => self.term(vocabulary, id),
            _ => None,
        };
        let plural = term.and_then(|term| term.plural.exact(lang));
        plural.map_or_else(|| self.choice_label(kind, id, lang), String::as_str)
    }
}
