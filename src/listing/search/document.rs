//! The search terms of an entry: the words of its fields, each weighted by the field's role in
//! the schema and by its type. Private data is excluded. Of the other languages, only headings
//! and the names of terms are included.

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use crate::listing::search::dictionary::Postings;
use crate::listing::search::folding::{Folding, Tokens};
use crate::listing::search::stemming::Stemming;
use crate::markdown;
use crate::ordered::OrderedMap;
use crate::present::{Detail, EntryView, RowView, Scope, ValueView, WayView};
use crate::schema::TermIndex;

/// Weights, by how likely it is that a visitor means the field.
mod weight {
    /// The heading, and a code that is unique to the entry.
    pub(crate) const NAME: f32 = 9.0;
    pub(crate) const TERM: f32 = 5.0;
    pub(crate) const SUMMARY: f32 = 4.0;
    /// The heading in another language.
    pub(crate) const ELSEWHERE: f32 = 4.0;
    pub(crate) const SYNONYM: f32 = 4.0;
    pub(crate) const REFERENCE: f32 = 3.0;
    pub(crate) const BROADER: f32 = 2.0;
    pub(crate) const PROPERTY: f32 = 3.0;
    pub(crate) const LINE: f32 = 2.5;
    pub(crate) const TEXT: f32 = 1.5;
    pub(crate) const HEADING: f32 = 2.5;
    pub(crate) const REST: f32 = 1.0;
}

/// The highest impact of a term, which fits in four bits.
const MAX_IMPACT: f32 = 15.0;

/// The prefix of a term that is a whole title; no word starts with it.
const WHOLE: &str = "=";

/// The longest title that is indexed as a whole, in bytes.
const MAX_WHOLE: usize = 48;

/// The characters that join the parts of a code.
const HYPHENS: [char; 4] = ['-', '\u{2010}', '\u{2011}', '/'];

/// The weight of the words of a method: they say how a value was obtained and not what the
/// entry is.
const METHOD: f32 = 0.4;

/// The weight of terms from entries that refer to this one, such as the products of a member:
/// less than its own.
const RELATED: f32 = 0.2;

/// The weight of the words of a former entry.
const FORMER: f32 = 0.6;

/// What each doubling or so of a word's occurrences adds to its weight.
const REPEATED: f32 = 1.2;

/// The words of some entries, each with the documents that contain it.
pub(crate) struct Words<'a> {
    scope: Scope<'a>,
    tokens: Tokens<'a>,
    /// A text without its markup.
    plain: String,
    /// The long texts of the current entry, without their markup.
    long: String,
    terms: Terms<'a>,
}

/// Terms, which are stems of words, with the documents that contain them.
struct Terms<'a> {
    stemming: &'a Stemming,
    /// The index of each word's term, so that a word is stemmed once.
    words: OrderedMap<Box<str>, usize>,
    stem: String,
    postings: OrderedMap<Box<str>, Postings>,
    /// By the index of a term: its occurrences in the current entry.
    uses: Vec<Uses>,
    /// The terms of the current entry.
    used: Vec<usize>,
    /// Whether another occurrence of a term in the entry adds to its weight.
    adds: bool,
}

/// The occurrences of a word in one entry.
#[derive(Default, Clone, Copy)]
struct Uses {
    /// The highest weight among them.
    highest: f32,
    count: f32,
}

impl Uses {
    /// The impact, from 1 to 15. Frequent words weigh more, but not in proportion.
    fn impact(self, share: f32) -> u8 {
        let score = (self.highest + f32::ln(self.count) * REPEATED) * share;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to 1 to 15"
        )]
        let impact = score.round().clamp(1.0, MAX_IMPACT) as u8;
        impact
    }
}

impl Terms<'_> {
    /// Counts an occurrence of a word.
    fn word(&mut self, word: &str, weight: f32) {
        let known = self.words.get(word).copied();
        let at = known.unwrap_or_else(|| {
            self.stemming.stem(word, &mut self.stem);
            let at = place(&mut self.postings, &mut self.uses, &self.stem);
            self.words.insert(word.into(), at);
            at
        });
        self.count(at, weight);
    }

    /// Counts an occurrence of a term that is not a word.
    fn whole(&mut self, term: &str, weight: f32) {
        let at = place(&mut self.postings, &mut self.uses, term);
        self.count(at, weight);
    }

    fn count(&mut self, at: usize, weight: f32) {
        if let Some(own) = self.uses.get_mut(at) {
            if own.count == 0.0 {
                self.used.push(at);
            }
            own.highest = own.highest.max(weight);
            if self.adds || own.count == 0.0 {
                own.count += 1.0;
            }
        }
    }

    /// Ends a document and scales the weight of its words by `share`.
    fn close(&mut self, document: u32, share: f32) {
        for at in self.used.drain(..) {
            let uses = self.uses.get_mut(at).map(std::mem::take);
            if let (Some(uses), Some((_, postings))) = (uses, self.postings.get_index_mut(at)) {
                postings.push((document, uses.impact(share)));
            }
        }
    }
}

/// The index of a term, which is added if it is new.
fn place(postings: &mut OrderedMap<Box<str>, Postings>, uses: &mut Vec<Uses>, term: &str) -> usize {
    postings.get_index_of(term).unwrap_or_else(|| {
        uses.push(Uses::default());
        postings.insert_full(term.into(), Postings::new()).0
    })
}

impl<'a> Words<'a> {
    /// No words yet.
    pub(crate) fn new(scope: Scope<'a>, folding: &'a Folding, stemming: &'a Stemming) -> Self {
        Self {
            scope,
            tokens: folding.reader(),
            plain: String::new(),
            long: String::new(),
            terms: Terms {
                stemming,
                words: OrderedMap::default(),
                stem: String::new(),
                postings: OrderedMap::default(),
                uses: Vec::new(),
                used: Vec::new(),
                adds: true,
            },
        }
    }

    /// Reads the words of an entry, which is a document of the index; documents come in order.
    /// Returns the long texts without their markup.
    pub(crate) fn read(
        &mut self,
        document: u32,
        view: &EntryView<'a>,
        text: Option<&str>,
        related: &[(String, TermIndex)],
    ) -> String {
        let summary = self.scope.summary_field(view.position);
        for field in view.fields.iter().filter(|own| own.info.is_searched()) {
            let name = field.info.name();
            let is_title = self.scope.is_in_title(view.position, name);
            let own = if is_title || field.info.is_unique() {
                Some(weight::NAME)
            } else {
                (summary == Some(name)).then_some(weight::SUMMARY)
            };
            self.value(&field.value, own);
            if is_part(&field.value) {
                self.add(field.info.label, weight::HEADING);
                for synonym in field.info.synonyms {
                    self.add(synonym, weight::HEADING);
                }
            }
            if field.info.is_unique()
                && let Detail::Written(code) = field.value.detail
            {
                self.code(code);
            }
        }
        if let Some(text) = text {
            self.markdown(text);
        }
        self.terms.adds = false;
        for (_, term) in related {
            self.term(*term, RELATED);
        }
        self.terms.adds = true;
        self.whole(view.title);
        for title in self.scope.titles_elsewhere(view.index) {
            self.add(title, weight::ELSEWHERE);
        }
        let share = if view.former { FORMER } else { 1.0 };
        self.terms.close(document, share);
        std::mem::take(&mut self.long)
    }

    /// Reads the words of a list or of the page of a term, which is also a document.
    pub(crate) fn read_way(&mut self, document: u32, way: &WayView<'a>) {
        self.add(way.title, weight::NAME);
        self.whole(way.title);
        for name in &way.names {
            self.add(name, weight::SYNONYM);
            self.whole(name);
        }
        if let Some(collection) = self.scope.collection(way.position) {
            self.add(collection.label, weight::REST);
        }
        self.add(way.field.unwrap_or_default(), weight::REST);
        self.terms.close(document, 1.0);
    }

    /// The words, sorted.
    pub(crate) fn finish(self) -> Vec<(Box<str>, Postings)> {
        let mut terms = self.terms.postings;
        terms.sort_unstable_keys();
        terms.into_iter().collect()
    }

    /// Adds a name as one term, so that a query with the exact name ranks it first.
    fn whole(&mut self, name: &str) {
        let mut whole = String::from(WHOLE);
        let Self { tokens, terms, .. } = self;
        tokens.read(name, &mut |token: &str| {
            if whole.len() > WHOLE.len() {
                whole.push(' ');
            }
            terms.stemming.stem(token, &mut terms.stem);
            whole.push_str(&terms.stem);
        });
        if whole.len() > WHOLE.len() && whole.len() <= MAX_WHOLE {
            terms.whole(&whole, weight::NAME);
        }
    }

    /// Adds a code without the leading zeros of its numbers.
    fn code(&mut self, code: &str) {
        let mut short = String::with_capacity(code.len());
        for character in code.chars() {
            let begins = !short.ends_with(|last: char| last.is_ascii_digit());
            if character != '0' || !begins {
                short.push(character);
            }
        }
        if short.len() < code.len() {
            self.add(&short, weight::NAME);
        }
    }

    fn add(&mut self, text: &str, weight: f32) {
        let Self { tokens, terms, .. } = self;
        let mut see = |token: &str| terms.word(token, weight);
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
            Detail::Term(term) => self.term(term.term, 1.0),
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
                "text" => {
                    self.add(raw, own.unwrap_or(weight::TEXT));
                    if own.is_none() {
                        self.keep(raw);
                    }
                }
                _ => self.add(raw, own.unwrap_or(weight::REST)),
            },
            // Nobody searches for a phone number, and its digits look like codes.
            Detail::Address(_) if view.kind == "phone" => {}
            Detail::Address(href) if view.kind == "url" => self.add(href, weight::REST),
            Detail::Address(_) => self.add(&view.text, own.unwrap_or(weight::REST)),
            _ => {}
        }
    }

    /// Adds a term with its other names and its broader terms, weighted by `share`.
    fn term(&mut self, term: TermIndex, share: f32) {
        let mut factor = share;
        let scope = self.scope;
        for term in scope.with_broader(term) {
            self.add(term.label, weight::TERM * factor);
            for name in term.other_names() {
                self.add(name, weight::SYNONYM * factor);
            }
            factor = share * weight::BROADER / weight::TERM;
        }
    }

    /// Adds a measured property by its name, its method, its standard, its conditions and its
    /// source. Its numbers belong to the filters.
    fn measurement(&mut self, row: &RowView<'a>) {
        self.add(row.label, weight::PROPERTY);
        for synonym in row.synonyms {
            self.add(synonym, weight::LINE);
        }
        if let Some(method) = row.method_term {
            self.term(method, METHOD);
        }
        if let Some(standard) = row.standard {
            self.add(standard, weight::LINE);
        }
        for condition in &row.conditions {
            self.add(&condition.text, weight::REST);
        }
        if let Some(source) = row.source {
            self.add(source.text, weight::REST);
        }
    }

    /// Keeps a long text, to show an excerpt with the word.
    fn keep(&mut self, text: &str) {
        for word in text.split_whitespace() {
            if !self.long.is_empty() {
                self.long.push(' ');
            }
            self.long.push_str(word);
        }
    }

    fn markdown(&mut self, text: &str) {
        let mut plain = std::mem::take(&mut self.plain);
        plain.clear();
        let mut heading = None;
        let mut is_block = false;
        for event in markdown::events(text) {
            match event {
                // The parameters of a block are not words of the text.
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                    is_block = markdown::is_request(&info);
                }
                Event::End(TagEnd::CodeBlock) => {
                    is_block = false;
                    plain.push(' ');
                }
                _ if is_block => {}
                Event::Text(text) | Event::Code(text) => plain.push_str(&text),
                Event::Start(Tag::Heading { .. }) => heading = Some(plain.len()),
                Event::End(TagEnd::Heading(_)) => {
                    // A heading says what a text is about.
                    let from = heading.take().unwrap_or(plain.len());
                    self.add(plain.get(from..).unwrap_or_default(), weight::HEADING);
                    plain.push(' ');
                }
                // Inline markup within a word, as in `H~2~O`, does not end the word.
                Event::End(
                    TagEnd::Emphasis
                    | TagEnd::Strong
                    | TagEnd::Strikethrough
                    | TagEnd::Subscript
                    | TagEnd::Superscript
                    | TagEnd::Link,
                ) => {}
                Event::End(_) | Event::SoftBreak | Event::HardBreak => plain.push(' '),
                _ => {}
            }
        }
        self.add(&plain, weight::REST);
        self.keep(&plain);
        self.plain = plain;
    }
}

/// Whether a value is a part of an entry with its own heading. Visitors search for the name of
/// such a part if they know none of its values: *equipment*, *funding*, *offers*.
fn is_part(value: &ValueView<'_>) -> bool {
    let says = |item: &ValueView<'_>| {
        matches!(&item.detail, Detail::Group(_))
            || matches!(&item.detail, Detail::Written(_)) && item.kind == "string"
    };
    match &value.detail {
        Detail::Group(_) => true,
        Detail::List { items, .. } => items.iter().any(says),
        _ => false,
    }
}

/// The codes within longer ones: *BK7* in *N-BK7*; *6061* is only a number.
fn codes_within(text: &str) -> impl Iterator<Item = &str> {
    let words = text
        .split_whitespace()
        .filter(|word| word.contains(HYPHENS));
    let parts = words.flat_map(|word| word.split(HYPHENS));
    parts.filter(|part| {
        part.chars().any(char::is_alphabetic) && part.chars().any(|sign| sign.is_ascii_digit())
    })
}
