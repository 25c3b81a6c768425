//! What an entry is found by: the words of its fields, each with a weight by the
//! field's part in the schema and by its type. Nothing private, and nothing in
//! another language than what its page shows.

use pulldown_cmark::{Event, Options, Parser};

use crate::listing::search::dictionary::Postings;
use crate::listing::search::folding::{Folding, Tokens};
use crate::ordered::OrderedMap;
use crate::present::{Detail, EntryView, RowView, Scope, ValueView};
use crate::schema::TermIndex;

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

/// What a whole title begins with among the terms; no word does.
const WHOLE: &str = "=";

/// The longest title that is a term as a whole, in bytes.
const MAX_WHOLE: usize = 48;

/// What joins the parts of a code.
const HYPHENS: [char; 4] = ['-', '\u{2010}', '\u{2011}', '/'];

/// What each doubling or so of a word's places adds to its weight.
const REPEATED: f32 = 1.2;

/// The words of some entries, each with the documents that hold it.
pub(crate) struct Words<'a> {
    scope: Scope<'a>,
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

/// Counts a place of a term.
fn count(
    term: &str,
    weight: f32,
    terms: &mut OrderedMap<Box<str>, Postings>,
    uses: &mut Vec<Uses>,
    of_entry: &mut Vec<usize>,
) {
    let at = terms.get_index_of(term).unwrap_or_else(|| {
        uses.push(Uses::default());
        terms.insert_full(term.into(), Postings::new()).0
    });
    if let Some(own) = uses.get_mut(at) {
        if own.count == 0.0 {
            of_entry.push(at);
        }
        own.highest = own.highest.max(weight);
        own.count += 1.0;
    }
}

impl<'a> Words<'a> {
    /// No words yet.
    pub(crate) fn new(scope: Scope<'a>, folding: &'a Folding) -> Self {
        Self {
            scope,
            tokens: folding.reader(),
            plain: String::new(),
            terms: OrderedMap::default(),
            uses: Vec::new(),
            used: Vec::new(),
        }
    }

    /// Reads the words of an entry, which is a document of the index; documents
    /// come in their order.
    pub(crate) fn read(&mut self, document: u32, view: &EntryView<'a>, text: Option<&str>) {
        let summary = self.scope.summary_field(view.position);
        for field in &view.fields {
            let name = field.info.name();
            let is_title = self.scope.is_in_title(view.position, name);
            let own = if is_title || field.info.is_unique() {
                Some(weight::NAME)
            } else {
                (summary == Some(name)).then_some(weight::SUMMARY)
            };
            self.value(&field.value, own);
        }
        if let Some(text) = text {
            self.markdown(text);
        }
        self.whole_title(view.title);
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

    /// The title as one term, by which a query that is a title finds it first.
    fn whole_title(&mut self, title: &str) {
        let mut whole = String::from(WHOLE);
        self.tokens.read(title, &mut |token: &str| {
            if whole.len() > WHOLE.len() {
                whole.push(' ');
            }
            whole.push_str(token);
        });
        if whole.len() > WHOLE.len() && whole.len() <= MAX_WHOLE {
            let (terms, uses) = (&mut self.terms, &mut self.uses);
            count(&whole, weight::NAME, terms, uses, &mut self.used);
        }
    }

    fn add(&mut self, text: &str, weight: f32) {
        let Self {
            tokens,
            terms,
            uses,
            used,
            ..
        } = self;
        let mut see = |token: &str| count(token, weight, terms, uses, used);
        tokens.read(text, &mut see);
        for code in codes_within(text) {
            let is_code = |token: &str| {
                token.chars().any(char::is_alphabetic) && token.chars().any(|c| c.is_ascii_digit())
            };
            tokens.read(code, |token| {
                if is_code(token) {
                    see(token);
                }
            });
        }
    }

    fn value(&mut self, view: &ValueView<'a>, own: Option<f32>) {
        match &view.detail {
            Detail::List { items, .. } => items.iter().for_each(|item| self.value(item, own)),
            Detail::Group(fields) => fields
                .iter()
                .for_each(|field| self.value(&field.value, None)),
            Detail::Rows(rows) => rows.iter().for_each(|row| self.measurement(row)),
            Detail::Term(term) => self.term(term.term),
            Detail::Choice { .. } => self.add(&view.text, weight::TERM),
            Detail::Ref {
                entry: Some(entry), ..
            } => self.add(self.scope.title(*entry), weight::REFERENCE),
            Detail::File { .. } => self.add(&view.text, weight::REST),
            Detail::Markdown(_) => self.markdown(&view.text),
            Detail::Written(raw) => match view.kind {
                "country" => self.add(&view.text, weight::LINE),
                "language" => self.add(&view.text, weight::REST),
                "string" => self.add(raw, own.unwrap_or(weight::LINE)),
                "text" => self.add(raw, own.unwrap_or(weight::TEXT)),
                _ => self.add(raw, own.unwrap_or(weight::REST)),
            },
            // Nobody looks for a phone number, and its digits look like codes.
            Detail::Address(_) if view.kind == "phone" => {}
            Detail::Address(href) if view.kind == "url" => self.add(href, weight::REST),
            Detail::Address(_) => self.add(&view.text, own.unwrap_or(weight::REST)),
            _ => {}
        }
    }

    /// A term with its other names, and what includes it.
    fn term(&mut self, term: TermIndex) {
        let mut factor = 1.0;
        let scope = self.scope;
        for term in scope.with_broader(term) {
            self.add(term.label, weight::TERM * factor);
            for synonym in term.synonyms {
                self.add(synonym, weight::SYNONYM * factor);
            }
            factor = weight::BROADER / weight::TERM;
        }
    }

    /// A measured property by its name, its method and its standard. Its numbers
    /// are for the filters.
    fn measurement(&mut self, row: &RowView<'a>) {
        self.add(row.label, weight::PROPERTY);
        if let Some(method) = row.method_term {
            self.term(method);
        }
        if let Some(standard) = row.standard {
            self.add(standard, weight::LINE);
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

/// The codes that are parts of longer ones: *BK7* of *N-BK7*, *6061* being a number.
fn codes_within(text: &str) -> impl Iterator<Item = &str> {
    let words = text
        .split_whitespace()
        .filter(|word| word.contains(HYPHENS));
    let parts = words.flat_map(|word| word.split(HYPHENS));
    parts.filter(|part| {
        part.chars().any(char::is_alphabetic) && part.chars().any(|sign| sign.is_ascii_digit())
    })
}
