//! Texts that exist in several languages, and which of them are older than their original:
//! the text in the default language.
//!
//! 1. [`translatable`] lists the localised texts of an entry.
//! 2. Each of these texts is looked up in the older versions of its file, by its path in
//!    the YAML tree; the last version that changed it gives its day.
//! 3. [`stale`] returns the translations that are older than the original and have not been
//!    confirmed since.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use super::{Catalog, EntryIndex};
use crate::disk::{FileVersion, History};
use crate::path::SourcePath;
use crate::schema::{FieldType, Item, Lang, Record, Value, Visit, walk_all};
use crate::text::{SourceId, Sources, Span, decode};
use crate::yaml::{Kind, Node, front_matter, parse};

/// The name of an entry's long text among its translations. Fields have no
/// hyphen in their names.
pub(crate) const LONG_TEXT: &str = "long-text";

/// Something that an entry says in several languages.
#[derive(Debug, Clone)]
pub(crate) struct Translatable {
    /// Its path: `summary`, `facilities.0.name`.
    pub name: String,
    /// The texts, by language.
    pub texts: Vec<TextInLanguage>,
}

/// A text in one language.
#[derive(Debug, Clone)]
pub(crate) struct TextInLanguage {
    /// The language.
    pub lang: Lang,
    /// Where it is.
    pub span: Span,
    /// The text.
    pub content: String,
}

/// A translation that is older than its original.
#[derive(Debug, Clone)]
pub(crate) struct Stale {
    /// The entry.
    pub entry: EntryIndex,
    /// Its path.
    pub name: String,
    /// The translation.
    pub translation: Dated,
    /// The original.
    pub original: Dated,
}

/// A text with the day of its last change.
#[derive(Debug, Clone)]
pub(crate) struct Dated {
    /// The language.
    pub lang: Lang,
    /// Its key; for a long text its start.
    pub span: Span,
    /// The day.
    pub day: Date,
}

impl Catalog {
    /// The name of an entry in commands and in the file of confirmations:
    /// `members/nanotex`.
    #[must_use]
    pub fn entry_name(&self, index: EntryIndex) -> String {
        let collection = &self.collection_of(index).id;
        format!("{collection}/{}", self.entry(index).id)
    }

    /// An entry by that name.
    #[must_use]
    pub fn entry_named(&self, name: &str) -> Option<EntryIndex> {
        let (collection, id) = name.split_once('/')?;
        self.find(self.collection(collection)?, id)
    }
}

/// The texts of an entry that exist in the default language and in another one, except
/// private fields and slugs.
#[must_use]
pub(crate) fn translatable(
    catalog: &Catalog,
    sources: &Sources,
    index: EntryIndex,
) -> Vec<Translatable> {
    let entry = catalog.entry(index);
    let fields = &catalog.collection_of(index).fields;
    let mut hidden = BTreeSet::new();
    walk_all(&entry.record, fields, &mut |visit| {
        if is_hidden(&visit) {
            hidden.insert(visit.item.span);
        }
    });
    let mut found = Vec::new();
    for (name, item) in entry.record.iter() {
        collect(name, item, &mut found);
    }
    found.retain(|one| !one.texts.iter().any(|text| hidden.contains(&text.span)));
    let texts = entry.bodies.iter().map(|(lang, body)| TextInLanguage {
        lang: lang.clone(),
        span: body.span,
        content: sources.slice(body.span).to_owned(),
    });
    found.push(Translatable {
        name: LONG_TEXT.to_owned(),
        texts: texts.collect(),
    });
    let default = catalog.config.default_language();
    found.retain(|one| one.texts.len() > 1 && one.texts.iter().any(|text| text.lang == *default));
    found
}

fn collect(name: &str, item: &Item, found: &mut Vec<Translatable>) {
    let mut inside = |record: &Record, name: &str| {
        for (key, item) in record.iter() {
            collect(&format!("{name}.{key}"), item, found);
        }
    };
    match &item.value {
        Value::Localized(values) => {
            let texts = values.iter().map(|(lang, item)| TextInLanguage {
                lang: lang.clone(),
                span: item.span,
                content: content(item),
            });
            found.push(Translatable {
                name: name.to_owned(),
                texts: texts.collect(),
            });
        }
        Value::Object(record) | Value::Image(record) => inside(record, name),
        Value::Measurements(rows) => {
            for (at, row) in rows.iter().enumerate() {
                inside(&row.record, &format!("{name}.{at}"));
            }
        }
        Value::List(items) => {
            for (at, item) in items.iter().enumerate() {
                collect(&format!("{name}.{at}"), item, found);
            }
        }
        _ => {}
    }
}

fn content(item: &Item) -> String {
    match &item.value {
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(content).collect();
            items.join("\n")
        }
        value => value.as_text().map(ToString::to_string).unwrap_or_default(),
    }
}

/// A text that exists in the default language but is missing in another one.
#[derive(Debug, Clone)]
pub(crate) struct Untranslated {
    /// Its path without list positions: `certificates.scope`.
    pub name: String,
    /// The last name of the path.
    pub field: String,
    /// The language.
    pub lang: Lang,
    /// The existing text.
    pub span: Span,
}

/// The localised fields of an entry that lack a language of the site, except private ones
/// and slugs.
#[must_use]
pub(crate) fn untranslated(catalog: &Catalog, index: EntryIndex) -> Vec<Untranslated> {
    let fields = &catalog.collection_of(index).fields;
    let mut found = Vec::new();
    walk_all(&catalog.entry(index).record, fields, &mut |visit| {
        let Value::Localized(values) = &visit.item.value else {
            return;
        };
        if is_hidden(&visit) {
            return;
        }
        let field = visit.field.name.to_string();
        let name = if visit.top.name == visit.field.name {
            field.clone()
        } else {
            format!("{}.{field}", visit.top.name)
        };
        let languages = catalog.config.languages.iter();
        let missing = languages.filter(|lang| !values.contains_key(*lang));
        found.extend(missing.map(|lang| Untranslated {
            name: name.clone(),
            field: field.clone(),
            lang: lang.clone(),
            span: visit.item.span,
        }));
    });
    found
}

/// A text that no page shows needs no translation.
fn is_hidden(visit: &Visit<'_>) -> bool {
    visit.private || matches!(visit.field.kind, FieldType::Slug)
}

/// The files whose history [`stale`] needs.
#[must_use]
pub(crate) fn dated_files(catalog: &Catalog, sources: &Sources) -> BTreeSet<SourcePath> {
    let wanted = current(catalog).flat_map(|index| translatable(catalog, sources, index));
    let spans = wanted.flat_map(|one| one.texts).map(|text| text.span);
    spans
        .filter_map(|span| Some(sources.get(span.source)?.path.clone()))
        .collect()
}

fn current(catalog: &Catalog) -> impl Iterator<Item = EntryIndex> + '_ {
    catalog
        .all()
        .filter(|index| catalog.state(*index).has_page())
}

/// The translations that are older than their original and were not confirmed since, by
/// entry. Days are compared, not hours, so that the order of one day's commits in several
/// languages does not matter.
#[must_use]
pub(crate) fn stale(catalog: &Catalog, sources: &Sources, history: &History) -> Vec<Stale> {
    let texts: Vec<(EntryIndex, Translatable)> = current(catalog)
        .flat_map(|index| {
            let found = translatable(catalog, sources, index).into_iter();
            found.map(move |one| (index, one))
        })
        .collect();
    let mut by_file: BTreeMap<SourceId, Vec<Span>> = BTreeMap::new();
    for text in texts.iter().flat_map(|(_, one)| &one.texts) {
        by_file.entry(text.span.source).or_default().push(text.span);
    }
    let by_file: Vec<(SourceId, Vec<Span>)> = by_file.into_iter().collect();
    let dated: BTreeMap<Span, (Span, Date)> = by_file
        .par_iter()
        .flat_map_iter(|(source, spans)| days(catalog.as_of, sources, *source, spans, history))
        .collect();
    let default = catalog.config.default_language();
    let mut stale = Vec::new();
    for (index, one) in texts {
        let entry = catalog.entry_name(index);
        let date = |text: &TextInLanguage| {
            let (span, day) = *dated.get(&text.span)?;
            let lang = text.lang.clone();
            Some(Dated { lang, span, day })
        };
        let original = one.texts.iter().find(|text| text.lang == *default);
        let Some((written, original)) = original.and_then(|text| Some((text, date(text)?))) else {
            continue;
        };
        for text in one.texts.iter().filter(|text| text.lang != *default) {
            let name = format!("{}.{}", one.name, text.lang);
            let Some(translation) = date(text).filter(|it| it.day < original.day) else {
                continue;
            };
            if !catalog.confirmed.holds(&entry, &name, &written.content) {
                stale.push(Stale {
                    entry: index,
                    name: one.name.clone(),
                    translation,
                    original: original.clone(),
                });
            }
        }
    }
    stale
}

/// The location of a text in its file, independent of line numbers.
enum TextLocation {
    /// Keys and positions in lists.
    Steps(Vec<String>),
    /// The Markdown below the front matter.
    Body,
}

/// Texts of one file with the span to point at and the day of their last change.
fn days(
    today: Date,
    sources: &Sources,
    id: SourceId,
    spans: &[Span],
    history: &History,
) -> Vec<(Span, (Span, Date))> {
    let Some(source) = sources.get(id) else {
        return Vec::new();
    };
    let markdown = source.path.extension() == "md";
    let Some(now) = Parsed::of(&source.text, id, markdown) else {
        return Vec::new();
    };
    let wanted: Vec<(Span, Span, TextLocation)> = spans
        .iter()
        .filter_map(|span| {
            let (shown, place) = now.place(*span)?;
            Some((*span, shown, place))
        })
        .collect();
    let versions: Vec<(Date, Parsed<'_>)> = history
        .of(&source.path)
        .iter()
        .filter_map(|version| Parsed::of_version(version, id, markdown))
        .collect();
    let dated = wanted.into_iter().map(|(span, shown, place)| {
        let is = now.content(&place);
        let mut day = today;
        for (since, version) in &versions {
            if version.content(&place) != is {
                break;
            }
            day = *since;
        }
        (span, (shown, day))
    });
    dated.collect()
}

/// A version of a file, parsed.
struct Parsed<'t> {
    text: std::borrow::Cow<'t, str>,
    body: std::ops::Range<usize>,
    root: Option<Node>,
}

impl<'t> Parsed<'t> {
    fn of(text: &'t str, id: SourceId, markdown: bool) -> Option<Self> {
        Self::parse(text.into(), id, markdown)
    }

    /// `None` for a version that could not be parsed; it is ignored.
    fn of_version(version: &FileVersion, id: SourceId, markdown: bool) -> Option<(Date, Self)> {
        let text = decode(version.bytes.clone()).ok()?;
        Some((version.day, Self::parse(text.into(), id, markdown)?))
    }

    fn parse(text: std::borrow::Cow<'t, str>, id: SourceId, markdown: bool) -> Option<Self> {
        let (yaml, body) = if markdown {
            let parts = front_matter(&text);
            (parts.front_matter, parts.body)
        } else {
            (Some(0..text.len()), 0..0)
        };
        // Loading reports the faults of the current version.
        let mut findings = Vec::new();
        let root = match yaml {
            Some(range) => {
                let yaml = text.get(range.clone())?;
                Some(parse(id, yaml, range.start, &mut findings).ok()?.root)
            }
            None => None,
        };
        Some(Self { text, body, root })
    }

    /// The location of a text, and the span to point at.
    fn place(&self, span: Span) -> Option<(Span, TextLocation)> {
        if span.range() == self.body && !self.body.is_empty() {
            let at = self.body.start;
            return Some((Span::new(span.source, at..at), TextLocation::Body));
        }
        let mut steps = Vec::new();
        let shown = steps_to(self.root.as_ref()?, span, span, &mut steps)?;
        Some((shown, TextLocation::Steps(steps)))
    }

    fn content(&self, place: &TextLocation) -> Option<String> {
        match place {
            TextLocation::Body => Some(self.text.get(self.body.clone())?.trim().to_owned()),
            TextLocation::Steps(steps) => {
                let root = self.root.as_ref()?;
                let node = steps.iter().try_fold(root, |node, step| node.below(step))?;
                let mut out = String::new();
                write_content(node, &mut out);
                Some(out)
            }
        }
    }
}

/// Finds the node of a span; returns the key above it.
fn steps_to(node: &Node, span: Span, key: Span, steps: &mut Vec<String>) -> Option<Span> {
    if node.span == span {
        return Some(key);
    }
    let positions = node.items().iter().enumerate();
    let items = positions.map(|(at, item)| (at.to_string(), key, item));
    let pairs = node.pairs().iter();
    let pairs = pairs.map(|pair| (pair.key.to_string(), pair.key_span, &pair.value));
    for (step, key, below) in items.chain(pairs) {
        steps.push(step);
        if let Some(found) = steps_to(below, span, key, steps) {
            return Some(found);
        }
        steps.pop();
    }
    None
}

fn write_content(node: &Node, out: &mut String) {
    match &node.kind {
        Kind::Null => {}
        Kind::Scalar(scalar) => out.push_str(&scalar.text),
        Kind::Sequence(items) => {
            for item in items {
                write_content(item, out);
                out.push('\n');
            }
        }
        Kind::Mapping(pairs) => {
            for pair in pairs {
                out.push_str(&pair.key);
                out.push('\n');
                write_content(&pair.value, out);
                out.push('\n');
            }
        }
    }
}
