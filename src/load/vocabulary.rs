//! Vocabularies: terms with a label per language, synonyms, and broader terms. A site's
//! vocabulary overrides the built-in one of the same name.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::vocabulary_over::over;
use super::{ContentTree, document};
use crate::config::limits::MAX_BROADER;
use crate::config::{self, Config};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Place, closest};
use crate::ordered::OrderedMap;
use crate::path::{Slug, SourcePath};
use crate::schema::{
    DecodedIn, Decoder, Item, Lang, Localized, Record, Value, builtin_vocabularies, decode, shapes,
    untranslated,
};
use crate::text::{Sources, Span, folded};
use crate::yaml::{Kind, Node, Pair, quote_if_needed};

/// The most terms that one text is split into.
const MOST_PARTS: usize = 12;

/// A list of terms, named by its file.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    /// The file's name.
    pub id: Arc<str>,
    /// The vocabulary's name in each language.
    pub label: Localized<String>,
    /// The part of the addresses of its terms; the id where none is given.
    pub route: Localized<String>,
    /// Whether it is built in, and no file of the site changes it.
    pub built_in: bool,
    /// The terms in the order of the file.
    pub terms: OrderedMap<Arc<str>, Term>,
    /// The narrower terms of each term that has any, in the order of the file.
    pub narrower: BTreeMap<Arc<str>, Vec<Arc<str>>>,
    /// Whether its file cannot be read in full, so that terms may be missing here.
    pub is_partial: bool,
}

impl Vocabulary {
    /// One whose file cannot be read.
    fn unread(id: &Arc<str>) -> Self {
        Self {
            id: id.clone(),
            label: Localized::default(),
            route: Localized::default(),
            built_in: false,
            terms: OrderedMap::default(),
            narrower: BTreeMap::new(),
            is_partial: true,
        }
    }

    /// The finding for a term id that the vocabulary lacks; it suggests the term with this
    /// label, or with a similar one.
    #[must_use]
    pub(crate) fn no_term(&self, id: &str, span: Span) -> Option<Diagnostic> {
        // A fault in the file is reported there.
        if self.is_partial || self.terms.contains_key(id) {
            return None;
        }
        if let Some(several) = self.several(id) {
            let found = Diagnostic::new("V001.several", span).arg("term", id);
            let found = found.arg("items", several.len().to_string());
            return Some(found.arg("meant", several.join(", ")));
        }
        let called = self.terms.iter().filter(|(_, term)| term.label.says(id));
        let found = Diagnostic::new(self.unknown(), span)
            .arg("term", id)
            .arg("vocabulary", &*self.id);
        let found = found.did_you_mean_called(
            span,
            id,
            called.map(|(id, _)| &**id),
            self.terms.keys().map(|id| &**id),
        );
        Some(
            match self.called_in_part(id).filter(|_| found.fix.is_none()) {
                Some(meant) => found.fix(span, meant),
                None => found,
            },
        )
    }

    /// The terms of `air/water`, `Air; Water` or `air water`, by their ids or labels.
    fn several(&self, written: &str) -> Option<Vec<&str>> {
        const BETWEEN: [&[char]; 4] = [&[',', ';'], &['/', '|'], &['+', '&'], &[' ']];
        let term = |part: &str| {
            if let Some((id, _)) = self.terms.get_key_value(part) {
                return Some(&**id);
            }
            let mut called = self.terms.iter().filter(|(_, term)| term.label.says(part));
            let (id, _) = called.next().filter(|_| called.next().is_none())?;
            Some(&**id)
        };
        BETWEEN.iter().find_map(|signs| {
            let parts: Vec<&str> = written.split(*signs).map(str::trim).collect();
            if !(2..=MOST_PARTS).contains(&parts.len()) {
                return None;
            }
            parts.into_iter().map(term).collect()
        })
    }

    /// The same without a suggestion.
    #[must_use]
    pub(crate) fn no_term_in_short(&self, id: &str, span: Span) -> Option<Diagnostic> {
        if self.is_partial || self.terms.contains_key(id) {
            return None;
        }
        let found = Diagnostic::new(self.unknown(), span).arg("term", id);
        Some(found.arg("vocabulary", &*self.id))
    }

    /// The message for an unknown term.
    fn unknown(&self) -> &'static str {
        if self.built_in {
            "V001.built_in"
        } else {
            "V001"
        }
    }

    /// Whether every term that its file names could be read.
    fn has_all_of(&self, written: &Node) -> bool {
        let terms = match written.get("terms") {
            Some(terms) => terms.pairs(),
            // An extension may change only the label.
            None => return written.get("extend").is_some(),
        };
        // A term with no value after its name is removed.
        let is_read = |pair: &Pair| {
            matches!(pair.value.kind, Kind::Null) || self.terms.contains_key(&*pair.key)
        };
        !terms.is_empty() && terms.iter().all(is_read)
    }

    /// The one term with a label or a synonym that begins with a text, or has it among its
    /// words.
    fn called_in_part(&self, text: &str) -> Option<&str> {
        let wanted = folded(text.trim());
        if wanted.chars().count() < 3 {
            return None;
        }
        let says = |name: &str| {
            let name = folded(name);
            let mut words = name.split(|c: char| !c.is_alphanumeric());
            name.starts_with(&wanted) || words.any(|word| word == wanted)
        };
        let mut called = self.terms.iter().filter(|(_, term)| {
            let names = term.names.iter().map(|(_, name)| &**name);
            term.label.texts().chain(names).any(says)
        });
        let (only, _) = called.next()?;
        called.next().is_none().then_some(&**only)
    }
}

/// A term.
#[derive(Debug, Clone)]
pub struct Term {
    /// The key in the file.
    pub id: Arc<str>,
    /// Where it is declared.
    pub span: Span,
    /// The name in each language.
    pub label: Localized<String>,
    /// The name of several of them, for headings above entries.
    pub plural: Localized<String>,
    /// Its names by language, for search: the other ones, and the labels.
    pub names: Vec<(Lang, Arc<str>)>,
    /// The term that includes this one.
    pub broader: Option<Arc<str>>,
    /// What it means.
    pub description: Localized<String>,
    /// The part of its address by language.
    pub slug: BTreeMap<Lang, Slug>,
    /// A page elsewhere that says more.
    pub url: Option<Arc<str>>,
}

/// Reads the vocabularies: the built-in ones, each replaced or extended by the site's own
/// of the same name.
pub(crate) fn vocabularies(
    tree: &ContentTree,
    config: &Config,
    sources: &mut Sources,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Vocabulary> {
    let base: Vec<(&str, Node)> = builtin_vocabularies()
        .into_iter()
        .filter_map(|(id, text)| {
            let path = SourcePath::built_in(&format!("vocabularies/{id}.yaml"));
            let source = sources.add(path, text);
            Some((id, document::yaml(source, sources, &mut Vec::new())?))
        })
        .collect();
    let base_of = |id: &str| {
        base.iter()
            .find(|(own, _)| *own == id)
            .map(|(_, root)| root)
    };
    let is_own = |id: &str| tree.vocabularies.iter().any(|(own, _)| **own == *id);
    let unchanged = base.iter().filter(|(id, _)| !is_own(id));
    let mut all: Vec<Vocabulary> = unchanged
        .filter_map(|(id, root)| {
            let record = decoded(root, &languages_in(root, config), &mut Vec::new())?;
            let read = vocabulary(&Arc::from(*id), &record, config, &mut Vec::new());
            Some(Vocabulary {
                built_in: true,
                ..read
            })
        })
        .collect();
    for (id, file) in &tree.vocabularies {
        let own = document::yaml(file.source, sources, findings);
        let read = own.as_ref().and_then(|own| {
            let mut read = own_vocabulary((id, own), base_of(id), config, findings)?;
            read.is_partial = !read.has_all_of(own);
            Some(read)
        });
        all.push(read.unwrap_or_else(|| Vocabulary::unread(id)));
    }
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all
}

/// Terms at the level of a vocabulary's keys: one finding, instead of one for each term and
/// each missing key.
fn without_terms(own: &Node) -> Option<Diagnostic> {
    let fields = shapes().get("vocabulary")?;
    let pairs: Vec<&Pair> = own.pairs().iter().collect();
    let is_known = |key: &str| {
        let is_called = fields
            .iter()
            .any(|field| field.also.iter().any(|also| also == key));
        is_called || fields.get(key).is_some() || closest(key, fields.names()).is_some()
    };
    let first = pairs.first()?;
    if pairs.iter().any(|pair| is_known(&pair.key)) {
        return None;
    }
    let found = Diagnostic::new("S004.terms", first.key_span).arg("term", &*first.key);
    let mut edits = Vec::new();
    for pair in &pairs {
        let label = pair.value.as_text().filter(|text| !text.contains('\n'));
        let Some(label) = label else {
            return Some(found);
        };
        let head = if edits.is_empty() { "terms:\n  " } else { "  " };
        let key = pair.key_span.part(0..0);
        let text = head.to_owned();
        edits.push(Edit { span: key, text });
        let text = format!("{{label: {}}}", quote_if_needed(label));
        let span = pair.value.span;
        edits.push(Edit { span, text });
    }
    Some(found.edits(edits, Applicability::Suggested))
}

/// A vocabulary of the site, which may extend the built-in one of its name.
fn own_vocabulary(
    (id, own): (&Arc<str>, &Node),
    base: Option<&Node>,
    config: &Config,
    findings: &mut Vec<Diagnostic>,
) -> Option<Vocabulary> {
    if let Some(found) = without_terms(own) {
        findings.push(found);
        return None;
    }
    let extended = match own.get("extend") {
        Some(node) if base.is_none() || node.as_text() != Some(id) => {
            let named = node.as_text().unwrap_or_default();
            findings.push(
                Diagnostic::new("V004", node.span)
                    .arg("vocabulary", named)
                    .arg("own", &**id),
            );
            // An extension alone lacks most keys, so their absence is not reported.
            let record = decoded(own, &config.languages, &mut Vec::new())?;
            return Some(vocabulary(id, &record, config, &mut Vec::new()));
        }
        Some(_) => base.map(|base| over(base, own)),
        None => None,
    };
    let Some(root) = extended else {
        let record = decoded(own, &config.languages, findings)?;
        return Some(vocabulary(id, &record, config, findings));
    };
    // The site cannot correct what is built in, such as a language that is missing there.
    let mut found = Vec::new();
    decoded(&root, &config.languages, &mut found);
    let record = decoded(&root, &languages_in(&root, config), &mut Vec::new())?;
    let vocabulary = vocabulary(id, &record, config, &mut found);
    let is_own = |found: &Diagnostic| !matches!(found.place, Place::Span(span) if span.source != own.span.source);
    findings.extend(found.into_iter().filter(is_own));
    Some(vocabulary)
}

fn decoded(root: &Node, languages: &[Lang], findings: &mut Vec<Diagnostic>) -> Option<Record> {
    let decoder = Decoder {
        languages,
        place: DecodedIn::Text("place.vocabulary"),
        properties: &[],
        zone: None,
    };
    let shape = shapes().get("vocabulary")?;
    let record = decode(root, shape, decoder, findings);
    untranslated(&record, shape, languages, findings);
    Some(record)
}

/// The languages of the site, and those of the vocabulary's label: text that is missing in
/// a language of the site exists in another one.
fn languages_in(root: &Node, config: &Config) -> Vec<Lang> {
    let mut languages = config.languages.clone();
    let label = root.get("label").map(Node::pairs).unwrap_or_default();
    for lang in label.iter().filter_map(|pair| Lang::parse(&pair.key)) {
        if !languages.contains(&lang) {
            languages.push(lang);
        }
    }
    languages
}

fn vocabulary(
    id: &Arc<str>,
    record: &Record,
    config: &Config,
    findings: &mut Vec<Diagnostic>,
) -> Vocabulary {
    let mut terms = OrderedMap::default();
    if let Some(Value::Object(written)) = record.get("terms").map(|item| &item.value) {
        for (name, item) in written.iter() {
            if let Err(why) = Slug::parse(name) {
                findings.push(
                    Diagnostic::new("U003", item.span)
                        .arg("id", name)
                        .arg("why", why.message())
                        .arg_if("meant", Slug::from_text(name).map(|slug| slug.to_string())),
                );
            } else if let Some(term) = term(name, item, config) {
                terms.insert(term.id.clone(), term);
            }
        }
        broader_terms_exist(written, &terms, findings);
    }
    Vocabulary {
        id: id.clone(),
        label: config::text(record, "label"),
        route: config::text(record, "route"),
        built_in: false,
        narrower: narrower(&terms),
        terms,
        is_partial: false,
    }
}

fn term(id: &str, item: &Item, config: &Config) -> Option<Term> {
    let Value::Object(record) = &item.value else {
        return None;
    };
    let slug = config
        .languages
        .iter()
        .filter_map(|lang| match &record.localized("slug", lang)?.value {
            Value::Slug(slug) => Some((lang.clone(), slug.clone())),
            _ => None,
        })
        .collect();
    let label = config::text(record, "label");
    let names = config.languages.iter().flat_map(|lang| {
        let synonyms = record.localized("synonyms", lang).into_iter();
        let synonyms = synonyms.flat_map(|item| item.items().iter());
        let synonyms = synonyms.filter_map(|item| item.value.as_text().cloned());
        let own = label.exact(lang).map(|name| name.as_str().into());
        synonyms.chain(own).map(move |name| (lang.clone(), name))
    });
    let names = names.collect();
    Some(Term {
        id: id.into(),
        span: item.span,
        label,
        plural: config::text(record, "plural"),
        names,
        broader: record.text("broader").cloned(),
        description: config::text(record, "description"),
        slug,
        url: record.text("url").cloned(),
    })
}

/// Checks that every `broader` names a term, and that the chain has no cycle and is not too
/// deep.
fn broader_terms_exist(
    written: &Record,
    terms: &OrderedMap<Arc<str>, Term>,
    findings: &mut Vec<Diagnostic>,
) {
    let mut is_deep = false;
    for (name, item) in written.iter() {
        let Value::Object(record) = &item.value else {
            continue;
        };
        let Some(broader) = record.get("broader") else {
            continue;
        };
        let Some(id) = broader.value.as_text() else {
            continue;
        };
        if !terms.contains_key(id) {
            findings.push(
                Diagnostic::new("V001", broader.span)
                    .arg("term", &**id)
                    .did_you_mean_name(broader.span, id, terms.keys().map(|id| &**id)),
            );
            continue;
        }
        match above(name, id, terms) {
            Above::Ends => {}
            Above::Itself => {
                findings.push(Diagnostic::new("V003", broader.span).arg("term", name));
            }
            // One finding per chain is enough: the narrower terms are in the same chain.
            Above::TooMany if is_deep => {}
            Above::TooMany => {
                is_deep = true;
                let found = Diagnostic::new("V003.deep", broader.span).arg("term", name);
                findings.push(found.arg("limit", MAX_BROADER.to_string()));
            }
        }
    }
}

/// Where the chain of `broader` leads.
enum Above {
    /// To a term without a broader one, or to a cycle that is reported at its own terms.
    Ends,
    /// Back to its start, which is a cycle.
    Itself,
    /// Beyond the depth limit.
    TooMany,
}

/// Follows the chain of `broader` from a term.
fn above(name: &str, broader: &str, terms: &OrderedMap<Arc<str>, Term>) -> Above {
    let mut passed: Vec<&str> = Vec::new();
    let mut next = terms.get(broader);
    while let Some(term) = next {
        if &*term.id == name {
            return Above::Itself;
        }
        if passed.contains(&&*term.id) {
            return Above::Ends;
        }
        passed.push(&term.id);
        if passed.len() > MAX_BROADER {
            return Above::TooMany;
        }
        next = term.broader.as_ref().and_then(|id| terms.get(id));
    }
    Above::Ends
}

/// The narrower terms of each term, in their order.
fn narrower(terms: &OrderedMap<Arc<str>, Term>) -> BTreeMap<Arc<str>, Vec<Arc<str>>> {
    let mut narrower: BTreeMap<Arc<str>, Vec<Arc<str>>> = BTreeMap::new();
    for term in terms.values() {
        if let Some(broader) = &term.broader {
            let below = narrower.entry(broader.clone()).or_default();
            below.push(term.id.clone());
        }
    }
    narrower
}
