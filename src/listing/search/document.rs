//! What an entry is found by: the words of its fields, each with a weight by the
//! field's part in the schema and by its type. Nothing private, and nothing in
//! another language than what its page shows.

use pulldown_cmark::{Event, Options, Parser};

use crate::listing::search::dictionary::Postings;
use crate::listing::search::folding::{Folding, Tokens};
use crate::model::{EntryIndex, TermIndex};
use crate::ordered::OrderedMap;
use crate::present::Scope;
use crate::schema::{Field, FieldType, Fields, Item, Record, Row, Value, shapes};
use crate::text::Sources;

/// Weights, by how likely it is that a visitor means the field.
mod weight {
    /// The heading, and a code that names the one entry.
    pub(crate) const NAME: f32 = 9.0;
    pub(crate) const TERM: f32 = 5.0;
    pub(crate) const SUMMARY: f32 = 4.0;
    pub(crate) const SYNONYM: f32 = 4.0;
    pub(crate) const REFERENCE: f32 = 3.0;
    pub(crate) const BROADER: f32 = 2.0;
    pub(crate) const PROPERTY: f32 = 3.0;
    pub(crate) const LINE: f32 = 2.5;
    pub(crate) const TEXT: f32 = 1.5;
    pub(crate) const REST: f32 = 1.0;
}

/// The strongest impact of a term, which four bits hold.
const MAX_IMPACT: f32 = 15.0;

/// What each doubling or so of a word's places adds to its weight.
const REPEATED: f32 = 1.2;

/// The words of some entries, each with the documents that hold it.
pub(crate) struct Words<'a> {
    scope: Scope<'a>,
    sources: &'a Sources,
    tokens: Tokens<'a>,
    /// A text without its marks.
    plain: String,
    terms: OrderedMap<Box<str>, Postings>,
    /// By the place of a term: its places in the entry that is being read.
    uses: Vec<Uses>,
    /// The terms of that entry.
    used: Vec<usize>,
}

/// The places of a word in one entry.
#[derive(Default, Clone, Copy)]
struct Uses {
    /// The weight of the one that says most.
    highest: f32,
    count: f32,
}

impl Uses {
    /// From 1 to 15. A word that stands often says more, but not so many times more.
    fn impact(self) -> u8 {
        let score = self.highest + f32::ln(self.count) * REPEATED;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to 1 to 15"
        )]
        let impact = score.round().clamp(1.0, MAX_IMPACT) as u8;
        impact
    }
}

impl<'a> Words<'a> {
    /// No words yet.
    pub(crate) fn new(scope: Scope<'a>, folding: &'a Folding, sources: &'a Sources) -> Self {
        Self {
            scope,
            sources,
            tokens: folding.reader(),
            plain: String::new(),
            terms: OrderedMap::default(),
            uses: Vec::new(),
            used: Vec::new(),
        }
    }

    /// Reads the words of an entry, which is a document of the index; documents
    /// come in their order.
    pub(crate) fn read(&mut self, document: u32, index: EntryIndex) {
        let catalog = &self.scope.site.catalog;
        let entry = catalog.entry(index);
        let collection = catalog.collection_of(index);
        for (name, item) in entry.record.iter() {
            let Some(field) = collection.fields.get(name).filter(|field| !field.private) else {
                continue;
            };
            let is = |part: &Option<std::sync::Arc<str>>| part.as_deref() == Some(name);
            let own = if *collection.display.title == *name || field.unique {
                Some(weight::NAME)
            } else {
                is(&collection.display.summary).then_some(weight::SUMMARY)
            };
            self.value(field, item, own);
        }
        let default = catalog.config.default_language();
        let body = entry
            .bodies
            .get(self.scope.lang)
            .or_else(|| entry.bodies.get(default));
        if let Some(body) = body.or_else(|| entry.bodies.values().next()) {
            self.markdown(self.sources.slice(body.span));
        }
        for at in self.used.drain(..) {
            let uses = self.uses.get_mut(at).map(std::mem::take);
            if let (Some(uses), Some((_, postings))) = (uses, self.terms.get_index_mut(at)) {
                postings.push((document, uses.impact()));
            }
        }
    }

    /// The words, sorted.
    pub(crate) fn finish(mut self) -> Vec<(Box<str>, Postings)> {
        self.terms.sort_unstable_keys();
        self.terms.into_iter().collect()
    }

    fn add(&mut self, text: &str, weight: f32) {
        let Self {
            tokens,
            terms,
            uses,
            used,
            ..
        } = self;
        tokens.read(text, |token| {
            let at = terms.get_index_of(token).unwrap_or_else(|| {
                uses.push(Uses::default());
                terms.insert_full(token.into(), Postings::new()).0
            });
            if let Some(own) = uses.get_mut(at) {
                if own.count == 0.0 {
                    used.push(at);
                }
                own.highest = own.highest.max(weight);
                own.count += 1.0;
            }
        });
    }

    fn value(&mut self, field: &Field, item: &Item, own: Option<f32>) {
        let catalog = &self.scope.site.catalog;
        let Some((item, _)) = catalog
            .value(item, self.scope.lang)
            .filter(|_| !field.private)
        else {
            return;
        };
        match (&item.value, &field.kind) {
            (Value::List(items), FieldType::List(of)) => {
                for item in items {
                    self.value(of, item, own);
                }
            }
            (Value::Object(record), FieldType::Object(fields)) => self.record(fields, record),
            (Value::Object(record), FieldType::Shape(name)) => {
                if let Some(fields) = shapes().get(name) {
                    self.record(fields, record);
                }
            }
            (Value::Measurements(rows), _) => rows.iter().for_each(|row| self.measurement(row)),
            (Value::Term(named), _) => self.term(named.to),
            (Value::Choice(id), kind) => {
                let label = catalog.choice_label(kind, id, self.scope.lang).to_owned();
                self.add(&label, weight::TERM);
            }
            (Value::Ref(named), _) => self.reference(named.to),
            (Value::Text(text), kind) => self.text(text, kind, own),
            (Value::Url(url), _) => self.add(url.as_str(), weight::REST),
            (Value::File(named), _) => self.add(&named.written, weight::REST),
            _ => {}
        }
    }

    fn record(&mut self, fields: &Fields, record: &Record) {
        for (name, item) in record.iter() {
            if let Some(field) = fields.get(name) {
                self.value(field, item, None);
            }
        }
    }

    fn text(&mut self, text: &str, kind: &FieldType, own: Option<f32>) {
        match kind {
            FieldType::Markdown => self.markdown(text),
            FieldType::Country => {
                let name = self.scope.texts.country(text, self.scope.lang);
                self.add(&name, weight::LINE);
            }
            FieldType::Language => {
                let name = self.scope.texts.or(&format!("language_{text}"), text);
                self.add(&name, weight::REST);
            }
            FieldType::String => self.add(text, own.unwrap_or(weight::LINE)),
            FieldType::Text => self.add(text, own.unwrap_or(weight::TEXT)),
            // Nobody looks for a phone number, and its digits look like codes.
            FieldType::Phone | FieldType::Unit | FieldType::Property => {}
            _ => self.add(text, own.unwrap_or(weight::REST)),
        }
    }

    /// A term with its other names, and what includes it.
    fn term(&mut self, term: TermIndex) {
        let catalog = self.scope.site.catalog.clone();
        let mut factor = 1.0;
        for term in catalog.with_broader(term) {
            let Some(term) = catalog.term_at(term) else {
                return;
            };
            let label = catalog.label(&term.label, self.scope.lang);
            self.add(label, weight::TERM * factor);
            for synonym in &term.synonyms {
                self.add(synonym, weight::SYNONYM * factor);
            }
            factor = weight::BROADER / weight::TERM;
        }
    }

    fn reference(&mut self, target: EntryIndex) {
        let catalog = self.scope.site.catalog.clone();
        if catalog.state(target).has_page() {
            self.add(catalog.title(target, self.scope.lang), weight::REFERENCE);
        }
    }

    /// A measured property by its name, its method and its standard. Its numbers
    /// are for the filters.
    fn measurement(&mut self, row: &Row) {
        let catalog = self.scope.site.catalog.clone();
        if let Some((_, property)) = catalog.registry.properties.get_index(row.property) {
            self.add(
                property.label.get(self.scope.lang.as_str()),
                weight::PROPERTY,
            );
        }
        let Some(fields) = shapes().get("measurement") else {
            return;
        };
        for name in ["method", "standard"] {
            if let (Some(field), Some(item)) = (fields.get(name), row.record.get(name)) {
                self.value(field, item, None);
            }
        }
    }

    fn markdown(&mut self, text: &str) {
        let mut plain = std::mem::take(&mut self.plain);
        plain.clear();
        for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
            match event {
                Event::Text(text) | Event::Code(text) => plain.push_str(&text),
                Event::End(_) | Event::SoftBreak | Event::HardBreak => plain.push(' '),
                _ => {}
            }
        }
        self.add(&plain, weight::REST);
        self.plain = plain;
    }
}
