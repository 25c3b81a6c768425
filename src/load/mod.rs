//! Files to entries.
//!
//! 1. [`mod@read`] reads every file of the content tree as text.
//! 2. [`ContentTree`] sorts the files by kind: vocabularies, schema, records with their
//!    texts, introductions, files to copy.
//! 3. [`site`], [`vocabularies`], [`schema`] and [`registry`] read the declarations.
//! 4. [`entries`] merges the texts of an entry into its record and decodes it by its
//!    collection.

mod confirmed;
mod copies;
mod damage;
mod declarations;
mod document;
mod entry;
mod indicators;
mod merge;
mod read;
mod tree;
mod vocabulary;
mod vocabulary_over;
pub use declarations::{Declarations, declarations};
pub use entry::{Entries, entries};
pub use read::read;
pub use tree::{ContentTree, sort_files};

pub(crate) use confirmed::{CONFIRMED_PATH, Confirmed, confirmed};
pub(crate) use entry::{Body, Entry, EntryReader, Introduction};
pub(crate) use indicators::{
    EntrySet, Formula, Indicator, Indicators, Magnitude, SetCondition, Statistic,
};
pub(crate) use read::{Files, TextFile, oddity, read_text, sort_in};
pub(crate) use tree::EntryFiles;
use tree::record_name;
pub(crate) use vocabulary::{Term, Vocabulary, vocabularies};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::messages::message;
use crate::quantity::Registry;
use crate::schema::{
    Collection, Declared, DecodedIn, Decoder, SchemaFile, builtin_sources, compile, decode, shapes,
    test_defaults, untranslated,
};
use crate::text::{SourceId, Sources, Span};
use crate::yaml::{Kind, Node};

/// Reads `content/site.yaml`.
pub(crate) fn site(
    tree: &ContentTree,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> Option<Config> {
    let file = tree.site.as_ref().or_else(|| {
        findings.push(Diagnostic::new("C001", Place::Run));
        None
    })?;
    let root = document::yaml(file.source, sources, findings)?;
    config::read(&root, file.source, findings)
}

/// The schema of a site.
pub(crate) struct ReadSchema {
    /// The collections.
    pub collections: Vec<Collection>,
    /// The collections whose declaration cannot be read, which is reported there.
    /// References to them, and the content of their entries, are not reported as well.
    pub unread: BTreeSet<Arc<str>>,
}

/// Reads the built-in schema and the site's own, and compiles them.
pub(crate) fn schema(
    tree: &ContentTree,
    config: &Config,
    vocabularies: &[Vocabulary],
    properties: &[Arc<str>],
    sources: &mut Sources,
    findings: &mut Vec<Diagnostic>,
) -> ReadSchema {
    let mut unread = BTreeSet::new();
    let built_in: Vec<_> = builtin_sources()
        .iter()
        .map(|(name, text)| sources.add(crate::path::SourcePath::built_in(name), *text))
        .collect();
    let own = tree.schema.iter().map(|file| file.source);
    let decoder = Decoder {
        languages: &config.languages,
        place: DecodedIn::Text("place.schema"),
        properties,
        zone: Some(&config.time_zone),
    };
    let files = built_in
        .iter()
        .copied()
        .chain(own)
        .filter_map(|source| {
            let root = document::yaml(source, sources, findings);
            if root.is_none() {
                unread.extend(collection_of(source, sources));
            }
            let root = root?;
            let built_in = built_in.contains(&source);
            if !built_in {
                let shape = shapes().get("collection")?;
                let before = findings.len();
                let record = decode(&root, shape, decoder, findings);
                let is_slip = |found: &Diagnostic| {
                    let mut keys = root.pairs().iter().map(|pair| Place::Span(pair.key_span));
                    matches!(found.key, "S002" | "S002.taken") && keys.any(|key| key == found.place)
                };
                let has_slip = findings.iter().skip(before).any(is_slip);
                untranslated(&record, shape, &config.languages, findings);
                if lacks_fields(&root, source, findings) {
                    unread.extend(collection_of(source, sources));
                    return None;
                }
                let is_named = root.get("collection").or(root.get("extend")).is_some();
                let is_read = is_named && (!has_slip || root.get("fields").is_some());
                if !is_read || has_field_of_another_form(&root) {
                    unread.extend(collection_of(source, sources));
                }
                // Decoding reports a misspelt `collection` or `fields`.
                if !is_read && has_slip {
                    return None;
                }
            }
            SchemaFile::read(root)
        })
        .collect();
    let ids: Vec<Arc<str>> = vocabularies.iter().map(|v| v.id.clone()).collect();
    let declared = Declared {
        vocabularies: &ids,
        off: &config.collections_off,
        built_in: &built_in,
        unread: &unread,
    };
    let collections = compile(files, declared, findings);
    test_defaults(&collections, decoder, findings);
    ReadSchema {
        collections,
        unread,
    }
}

/// Whether the declaration of a field has another form, which is reported; the entries are
/// not at fault for what they say in it.
fn has_field_of_another_form(root: &Node) -> bool {
    let fields = root.get("fields").map(Node::pairs).unwrap_or_default();
    let is_form = |node: &Node| matches!(node.kind, Kind::Mapping(_) | Kind::Null);
    fields.iter().any(|pair| !is_form(&pair.value))
}

/// Whether a new collection has no group of fields, so that nothing more can be checked in
/// it or in its entries. Reports the missing group.
fn lacks_fields(root: &Node, source: SourceId, findings: &mut Vec<Diagnostic>) -> bool {
    let is_new = root.get("collection").is_some() && root.get("extend").is_none();
    match root.get("fields").map(|fields| &fields.kind) {
        Some(Kind::Sequence(_)) => true,
        None | Some(Kind::Null) if is_new && root.get("display").is_none() => {
            let expected = message!("value.group");
            findings.push(
                Diagnostic::new("S004", Span::start_of(source))
                    .arg("field", "fields")
                    .arg("place", message!("place.schema"))
                    .arg("expected", expected),
            );
            true
        }
        _ => false,
    }
}

/// The collections that an unreadable schema file may be about: the one that a line of it
/// names, and the one with the name of the file.
fn collection_of(source: SourceId, sources: &Sources) -> Vec<Arc<str>> {
    let Some(file) = sources.get(source) else {
        return Vec::new();
    };
    let named = file.text.lines().filter_map(|line| {
        let rest = line.strip_prefix("collection:");
        let name = rest.or_else(|| line.strip_prefix("extend:"))?;
        let name = name
            .split('#')
            .next()?
            .trim()
            .trim_matches(['\u{22}', '\'']);
        Some(Arc::from(name))
    });
    let stem = record_name(file.path.file_name()).into();
    let mut all: Vec<Arc<str>> = named.collect();
    if all.is_empty() {
        all.push(stem);
    }
    all
}

/// Where a site sets the usual range of properties, by their ids.
#[must_use]
pub(crate) fn ranges(tree: &ContentTree, sources: &Sources) -> BTreeMap<String, Span> {
    let file = tree.properties.as_ref();
    // `registry` reports what is wrong with the file.
    let root = file.and_then(|file| document::yaml(file.source, sources, &mut Vec::new()));
    let properties = root.as_ref().and_then(|root| root.get("properties"));
    let pairs = properties.map_or(&[][..], Node::pairs).iter();
    let ranges = pairs.filter_map(|pair| {
        let range = pair.value.pair("plausible")?;
        Some((pair.key.to_string(), range.key_span))
    });
    ranges.collect()
}

/// Reads `content/letters.yaml`, the site's own words for letters.
pub(crate) fn letters(
    tree: &ContentTree,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> Option<Node> {
    document::yaml(tree.letters.as_ref()?.source, sources, findings)
}

/// Reads the registry of measurable properties: the built-in one, and over it
/// `content/schema/properties.yaml`.
pub(crate) fn registry(
    tree: &ContentTree,
    config: &Config,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> Option<Registry> {
    let overlay = tree.properties.as_ref();
    let root = match overlay {
        Some(file) => Some(document::yaml(file.source, sources, findings)?),
        None => None,
    };
    let before = findings.len();
    if let Some(root) = &root {
        let decoder = Decoder {
            languages: &config.languages,
            place: DecodedIn::Text("place.registry"),
            properties: &[],
            zone: None,
        };
        let shape = shapes().get("registry")?;
        let record = decode(root, shape, decoder, findings);
        untranslated(&record, shape, &config.languages, findings);
    }
    // A file of another form cannot be merged over the built-in registry. Entries are then
    // checked against the built-in one, so that only the real fault is reported.
    let table = crate::diagnostic::codes();
    let is_error = |found: &Diagnostic| table.severity(found.key) == Severity::Error;
    let has_form = !findings.iter().skip(before).any(is_error);
    let text = overlay
        .filter(|_| has_form)
        .and_then(|file| sources.get(file.source));
    let overlays: Vec<(&str, &str)> = text
        .iter()
        .map(|source| (source.path.as_str(), &*source.text))
        .collect();
    match Registry::with_overlays(&overlays) {
        Ok(registry) => Some(registry),
        Err(errors) => {
            for error in errors {
                // `units[1]` is a step to the list and one into it.
                let path = error.path.replace('[', ".").replace(']', "");
                let steps: Vec<&str> = path.split('.').collect();
                let place = root
                    .as_ref()
                    .map_or(Place::Run, |root| root.nearest(&steps).span.into());
                findings.push(
                    Diagnostic::new("Q020", place)
                        .arg("path", error.path.as_str())
                        .arg("why", error.problem.message()),
                );
            }
            None
        }
    }
}
