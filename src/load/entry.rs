//! Entries: a record decoded by its collection, with its texts.

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;
use rayon::prelude::*;

use super::merge::merge;
use super::{ContentTree, Declarations, EntryFiles, TextFile, document};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::messages::message;
use crate::path::SourcePath;
use crate::schema::{Collection, DecodedIn, Decoder, Lang, Record, Required, decode};
use crate::text::{Sources, Span};
use crate::yaml::{Kind, Node};

/// One member, structure, event, …
#[derive(Debug, Clone)]
pub struct Entry {
    /// The file's name.
    pub id: Arc<str>,
    /// The position of its collection in the schema.
    pub collection: usize,
    /// Its fields.
    pub record: Record,
    /// Its long texts by language.
    pub bodies: IndexMap<Lang, Body>,
    /// The file that holds its record.
    pub path: SourcePath,
    /// The start of that file.
    pub span: Span,
    /// Its folder, if it has one of its own.
    pub folder: Option<SourcePath>,
}

/// A long text: the Markdown below the front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Body {
    /// Where the Markdown is.
    pub span: Span,
}

/// The parts from which an entry is assembled.
struct EntryParts<'f> {
    /// Its fields.
    record: Node,
    /// The file that holds them.
    path: SourcePath,
    /// Whether no file holds them yet.
    is_bare: bool,
    /// Its long texts by language.
    bodies: IndexMap<Lang, Body>,
    /// The file with the text of the default language.
    original: Option<&'f TextFile>,
}

/// The introduction to the list of a collection.
#[derive(Debug, Clone)]
pub struct Introduction {
    /// The position of the collection in the schema.
    pub collection: usize,
    /// `title` and `summary`, where given.
    pub title: Option<Arc<str>>,
    /// A sentence for search engines.
    pub summary: Option<Arc<str>>,
    /// The text's language.
    pub lang: Lang,
    /// The text.
    pub body: Body,
}

/// The name of an entry's file within its folder.
const INDEX: &str = "index";

/// All entries, by collection and id, and what introduces the collections.
#[derive(Debug, Default)]
pub struct Entries {
    /// The entries.
    pub entries: Vec<Arc<Entry>>,
    /// The introductions.
    pub introductions: Vec<Introduction>,
    /// Entries whose files exist but cannot be read, by collection and id. The reason is
    /// reported, so references to them are not reported as well.
    pub unread: BTreeSet<(Arc<str>, Arc<str>)>,
}

/// Reads the entries of all collections.
pub fn entries(
    tree: &ContentTree,
    declarations: &Declarations,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> Entries {
    let reader = EntryReader::new(declarations, sources);
    let read: Vec<(_, Option<Entry>, Vec<Diagnostic>)> = tree
        .entries
        .par_iter()
        .map(|(name, files)| {
            let mut found = Vec::new();
            let entry = reader.entry(tree, (&name.0, &name.1), files, &mut found);
            (name, entry, found)
        })
        .collect();
    let mut all = Entries::default();
    for (name, entry, found) in read {
        if entry.is_none() {
            all.unread.insert(name.clone());
        }
        all.entries.extend(entry.map(Arc::new));
        findings.extend(found);
    }
    findings.extend(of_collections_off(tree, declarations));
    all.sort();
    all.introductions = reader.introductions(tree, findings);
    all
}

/// Reports entries in the folders of collections that the site turns off.
fn of_collections_off(tree: &ContentTree, declarations: &Declarations) -> Vec<Diagnostic> {
    let is_own = |id: &str| declarations.collections.iter().any(|own| *own.id == *id);
    let off = declarations.config.collections_off.iter();
    off.filter(|(id, _)| !is_own(id))
        .filter_map(|(id, span)| {
            let entries = tree.entries.keys().filter(|(of, _)| of == id).count();
            let found = Diagnostic::new("C038", *span)
                .arg("collection", &**id)
                .arg("count", entries);
            (entries > 0).then_some(found)
        })
        .collect()
}

impl Entries {
    /// Puts the entries in the order of the catalogue: by collection and id.
    pub fn sort(&mut self) {
        self.entries
            .sort_by(|a, b| (a.collection, &a.id).cmp(&(b.collection, &b.id)));
    }
}

/// Reads single entries according to the site's declarations.
#[derive(Clone, Copy)]
pub(crate) struct EntryReader<'a> {
    collections: &'a [Collection],
    /// The collections whose declaration cannot be read.
    unread: &'a BTreeSet<Arc<str>>,
    config: &'a Config,
    properties: &'a [Arc<str>],
    sources: &'a Sources,
}

impl<'a> EntryReader<'a> {
    /// A reader of the files in `sources`.
    #[must_use]
    pub(crate) fn new(declarations: &'a Declarations, sources: &'a Sources) -> Self {
        Self {
            collections: &declarations.collections,
            unread: &declarations.unread_collections,
            config: &declarations.config,
            properties: &declarations.properties,
            sources,
        }
    }

    /// Reads the introductions of collections.
    pub(crate) fn introductions(
        self,
        tree: &ContentTree,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<Introduction> {
        let default = self.config.default_language();
        let lang_of = |lang: &Option<Lang>| lang.clone().unwrap_or_else(|| default.clone());
        let mut read = Vec::new();
        for (at, (collection, lang, file)) in tree.introductions.iter().enumerate() {
            let mut before = tree.introductions.iter().take(at);
            let first = before.find(|(other, other_lang, _)| {
                other == collection && lang_of(other_lang) == lang_of(lang)
            });
            match first {
                Some((_, _, first)) => findings.push(twice("S020", "_index", file, first)),
                None => {
                    read.extend(self.introduction(collection, lang.as_ref(), file, findings));
                }
            }
        }
        read
    }

    fn collection(&self, id: &str, at: Span, findings: &mut Vec<Diagnostic>) -> Option<usize> {
        let found = self
            .collections
            .iter()
            .position(|collection| *collection.id == *id);
        // A collection that the site turns off has one finding for all its entries. An
        // unreadable declaration has its own finding.
        if found.is_none() && !self.config.is_off(id) && !self.unread.contains(id) {
            let known = self.collections.iter().map(|collection| &*collection.id);
            let meant = crate::diagnostic::closest(id, known);
            findings.push(
                Diagnostic::new("C012", at)
                    .arg("folder", id)
                    .arg_if("meant", meant),
            );
        }
        found
    }

    /// Reads an entry; reports an unreadable one and returns `None`.
    pub(crate) fn entry(
        &self,
        tree: &ContentTree,
        (collection_id, id): (&str, &Arc<str>),
        files: &EntryFiles,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Entry> {
        let default = self.config.default_language();
        let first = files
            .record
            .as_ref()
            .or(files.texts.first().map(|(_, file)| file))?;
        let span = Span::start_of(first.source);
        let position = self.collection(collection_id, span, findings)?;
        if self.unread.contains(collection_id) {
            return None;
        }
        if !files.has_original(default) {
            findings.extend(self.no_original(tree, (collection_id, id), files));
            return None;
        }
        let collection = position;
        let schema = self.collections.get(collection)?;
        let record = match &files.record {
            Some(file) => document::yaml(file.source, self.sources, findings)?,
            None => Node {
                span,
                kind: Kind::Mapping(Vec::new()),
            },
        };
        let mut parts = EntryParts {
            record,
            path: first.path.clone(),
            is_bare: files.record.is_none(),
            bodies: IndexMap::new(),
            original: None,
        };
        // The text of the default language comes first: it may be the record.
        let mut texts: Vec<_> = files.texts.iter().collect();
        texts.sort_by_key(|(tag, _)| (tag.as_ref() != Some(default), tag.clone()));
        texts.sort_by_key(|(tag, _)| tag.is_some());
        for (tag, file) in texts {
            let lang = tag.as_ref().unwrap_or(default);
            self.add_text(&mut parts, (id, schema), (lang, file), findings)?;
        }
        let EntryParts {
            record,
            path,
            bodies,
            is_bare,
            ..
        } = parts;
        let decoder = Decoder {
            languages: &self.config.languages,
            place: DecodedIn::Named(&schema.id),
            properties: self.properties,
            zone: Some(&self.config.time_zone),
        };
        let before = findings.len();
        let record = decode(&record, &schema.fields, decoder, findings);
        // At the root of the site, it is the home page.
        let is_root = schema.route.texts().any(str::is_empty);
        let is_index = &**id == INDEX && files.folder.is_none() && !is_root;
        if is_bare {
            self.without_data((schema, is_index), &record, span, before, findings);
            if let Some(meant) = self.translation_meant(tree, (collection_id, id)) {
                let of_form = |finding: &&mut Diagnostic| finding.key == "Y030.missing";
                let mut own = findings.iter_mut().skip(before);
                if let Some(finding) = own.find(of_form) {
                    *finding = Diagnostic::new("Y030.translation", span).arg("meant", meant);
                }
            }
        }
        let is_told = |finding: &Diagnostic| {
            matches!(finding.key, "Y030.index" | "Y030.none" | "Y030.translation")
        };
        if is_index && !findings.iter().skip(before).any(is_told) {
            findings.push(Diagnostic::new("U003.index", span).arg("collection", &*schema.id));
        }
        Some(Entry {
            id: id.clone(),
            collection,
            record,
            bodies,
            path,
            span,
            folder: files.folder.clone(),
        })
    }

    /// Adds the text of a language and its front matter; reports an unreadable text and
    /// returns `None`.
    fn add_text<'f>(
        &self,
        parts: &mut EntryParts<'f>,
        (id, schema): (&Arc<str>, &Collection),
        (lang, file): (&Lang, &'f TextFile),
        findings: &mut Vec<Diagnostic>,
    ) -> Option<()> {
        let default = self.config.default_language();
        let (front, body) = document::markdown(file.source, self.sources, findings)?;
        let is_empty = self.sources.slice(body).trim().is_empty();
        if lang == default {
            match parts.original {
                Some(first) if !is_empty && parts.bodies.contains_key(lang) => {
                    findings.push(twice("S020", id, file, first));
                    return Some(());
                }
                Some(first) => findings.push(twice("S020.language", id, file, first)),
                None => parts.original = Some(file),
            }
        }
        if !self.config.languages.contains(lang) {
            findings.push(self.undeclared(lang, Span::start_of(file.source)));
            return Some(());
        }
        match front {
            Some(front) if parts.is_bare && lang == default => {
                parts.record = front;
                parts.path = file.path.clone();
                parts.is_bare = false;
            }
            Some(front) => {
                let record = &mut parts.record;
                merge(record, front, lang, default, &schema.fields, findings);
            }
            None => {}
        }
        if !is_empty {
            parts.bodies.insert(lang.clone(), Body { span: body });
        }
        Some(())
    }

    /// `one.pl.md` of `one-pl.md`, where there is an entry `one` and the site has Polish.
    fn translation_meant(
        &self,
        tree: &ContentTree,
        (collection, id): (&str, &Arc<str>),
    ) -> Option<String> {
        let (original, tag) = id.rsplit_once('-')?;
        let lang = self
            .config
            .languages
            .iter()
            .find(|lang| lang.as_str() == tag)?;
        let key = (Arc::from(collection), Arc::from(original));
        tree.entries
            .contains_key(&key)
            .then(|| format!("{original}.{lang}.md"))
    }

    /// Replaces the findings about missing fields of a text without data by one that lists
    /// these fields. An `index.md` is probably meant as the introduction of the list.
    fn without_data(
        &self,
        (schema, is_index): (&Collection, bool),
        record: &Record,
        span: Span,
        before: usize,
        findings: &mut Vec<Diagnostic>,
    ) {
        let own = findings.split_off(before);
        let (missing, others): (Vec<_>, Vec<_>) = own
            .into_iter()
            .partition(|finding| finding.code() == "S004");
        findings.extend(others);
        if missing.is_empty() {
            return;
        }
        let fields = schema.fields.iter();
        let wanted = fields
            .filter(|field| field.required != Required::No && record.get(&field.name).is_none());
        let wanted: Vec<&str> = wanted.map(|field| &*field.name).collect();
        let source = self.sources.get(span.source);
        let text = source.map_or("", |source| &source.text);
        let key = text.split_once(':').map(|(key, _)| key.trim());
        let begins_with_key = key.is_some_and(|key| schema.fields.get(key).is_some());
        let key = if begins_with_key {
            "Y030.none"
        } else if is_index {
            "Y030.index"
        } else {
            "Y030.missing"
        };
        findings.push(
            Diagnostic::new(key, span)
                .arg("collection", &*schema.id)
                .arg("fields", wanted.join(", ")),
        );
    }

    /// The finding for translations whose entry does not exist.
    fn no_original(
        &self,
        tree: &ContentTree,
        (collection, id): (&str, &Arc<str>),
        files: &EntryFiles,
    ) -> Option<Diagnostic> {
        let default = self.config.default_language();
        let (lang, file) = files.texts.first()?;
        let lang = lang.as_ref()?;
        let meant = tree.original_of((collection, id), lang, default);
        Some(
            Diagnostic::new("S061", Span::start_of(file.source))
                .arg("id", &**id)
                .arg("lang", lang.as_str())
                .arg("default", default.as_str())
                .arg_if("meant", meant),
        )
    }

    fn introduction(
        &self,
        collection: &str,
        tag: Option<&Lang>,
        file: &TextFile,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Introduction> {
        let span = Span::start_of(file.source);
        let collection = self.collection(collection, span, findings)?;
        let (front, body) = document::markdown(file.source, self.sources, findings)?;
        let lang = tag
            .unwrap_or_else(|| self.config.default_language())
            .clone();
        if !self.config.languages.contains(&lang) {
            findings.push(self.undeclared(&lang, span));
            return None;
        }
        let mut text = |name: &str| -> Option<Arc<str>> {
            let node = front.as_ref()?.get(name)?;
            if node.as_text().is_none() {
                findings.push(
                    Diagnostic::new("S003", node.span)
                        .arg("field", name)
                        .arg("expected", message!("value.text"))
                        .arg("found", node.kind_name()),
                );
            }
            node.as_text().map(Arc::from)
        };
        let (title, summary) = (text("title"), text("summary"));
        for pair in front.as_ref().map(Node::pairs).unwrap_or_default() {
            if !matches!(&*pair.key, "title" | "summary") && !pair.key.starts_with("x-") {
                findings.push(
                    Diagnostic::new("S002", pair.key_span)
                        .arg("field", &*pair.key)
                        .arg("place", message!("place.introduction"))
                        .arg("fields", "title, summary")
                        .did_you_mean_key(pair.key_span, &pair.key, ["title", "summary"], |name| {
                            front.as_ref().is_some_and(|f| f.pair(name).is_some())
                        }),
                );
            }
        }
        Some(Introduction {
            collection,
            title,
            summary,
            lang,
            body: Body { span: body },
        })
    }

    fn undeclared(&self, lang: &Lang, at: Span) -> Diagnostic {
        let languages = self.config.languages.iter().map(Lang::as_str);
        Diagnostic::new("L003", at)
            .arg("lang", lang.as_str())
            .arg("languages", languages.collect::<Vec<_>>().join(", "))
            .arg_if(
                "meant",
                Lang::meant_among(lang.as_str(), &self.config.languages).map(Lang::as_str),
            )
    }
}

/// The finding for a second file where only one is allowed.
fn twice(key: &'static str, id: &str, file: &TextFile, first: &TextFile) -> Diagnostic {
    Diagnostic::new(key, Span::start_of(file.source))
        .arg("id", id)
        .arg("other", first.path.as_str())
}
