//! The content that the tables of a collection need: its schema, its entries, and the titles
//! of what they refer to. An unreadable entry is never treated as missing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::SpreadsheetError;
use crate::diagnostic::{Diagnostic, Place, Severity, closest, codes};
use crate::disk::Disk;
use crate::import::{self, Titles, WrittenEntry};
use crate::load::{self, ContentTree, Declarations, EntryReader};
use crate::messages::message;
use crate::pipeline::run::{HistoryUse, Purpose, Run};
use crate::pipeline::{Request, stages};
use crate::schema::{Collection, Field, FieldType, Fields};
use crate::text::Sources;

/// A collection with the site's declarations.
pub(super) struct DeclaredCollection {
    /// The site's declarations.
    pub declared: Declarations,
    position: usize,
}

/// A collection with its entries.
pub(super) struct CollectionContent {
    /// The collection.
    pub own: DeclaredCollection,
    /// Its entries.
    pub entries: BTreeMap<Arc<str>, WrittenEntry>,
    /// The titles of the entries that references may name.
    pub titles: Titles,
}

/// The files of the content, sorted, and parsed where declarations need it.
struct SortedContent<'r> {
    run: Run<'r>,
    tree: ContentTree,
    own: DeclaredCollection,
    findings: Vec<Diagnostic>,
}

impl DeclaredCollection {
    /// Reads the declaration of a collection.
    ///
    /// # Errors
    /// There is no such collection, or the declarations cannot be read.
    pub(super) fn open(
        disk: &dyn Disk,
        request: &Request,
        collection: &str,
    ) -> Result<Self, SpreadsheetError> {
        SortedContent::read(disk, request, collection).map(|content| content.own)
    }

    /// The collection's schema.
    pub(super) fn schema(&self) -> Option<&Collection> {
        self.declared.collections.get(self.position)
    }
}

impl CollectionContent {
    /// Reads the content of a collection.
    ///
    /// # Errors
    /// As [`DeclaredCollection::open`]; or a file of the collection, or one that its fields
    /// depend on, has errors.
    pub(super) fn open(
        disk: &dyn Disk,
        request: &Request,
        collection: &str,
    ) -> Result<Self, SpreadsheetError> {
        let mut content = SortedContent::read(disk, request, collection)?;
        let entries = content.entries(collection);
        let titles = content.titles();
        let SortedContent {
            run, own, findings, ..
        } = content;
        let is_in_the_way = |found: &Diagnostic| {
            hidden_entry(found, collection, &run.sources).is_some()
                || hides_declarations(found, &run.sources)
        };
        let faults: Vec<Diagnostic> = findings.into_iter().filter(is_in_the_way).collect();
        if faults.is_empty() {
            return Ok(Self {
                own,
                entries,
                titles,
            });
        }
        Err(stopped(run, faults))
    }

    /// The collection's schema.
    pub(super) fn schema(&self) -> Option<&Collection> {
        self.own.schema()
    }
}

impl<'r> SortedContent<'r> {
    fn read(
        disk: &dyn Disk,
        request: &'r Request,
        collection: &str,
    ) -> Result<Self, SpreadsheetError> {
        let mut run = Run::new(request, Purpose::Check, HistoryUse::Ignored);
        let mut findings = Vec::new();
        let files = load::read(disk, &mut run.sources, &mut findings);
        let tree = load::sort_files(files, &mut findings);
        let Some(declared) = stages::declare(&tree, None, &mut run.sources, &mut findings) else {
            return Err(stopped(run, findings));
        };
        let mut collections = declared.collections.iter();
        let position = collections.position(|own| *own.id == *collection);
        if let Some(position) = position {
            return Ok(Self {
                run,
                tree,
                own: DeclaredCollection { declared, position },
                findings,
            });
        }
        // The collection may be declared in an unreadable file.
        let faults = findings.into_iter();
        let faults: Vec<Diagnostic> = faults
            .filter(|found| hides_declarations(found, &run.sources))
            .collect();
        if faults.is_empty() {
            Err(no_collection(collection, &declared))
        } else {
            Err(stopped(run, faults))
        }
    }

    /// The entries of the collection; unreadable ones add to the findings.
    fn entries(&mut self, collection: &str) -> BTreeMap<Arc<str>, WrittenEntry> {
        let declared = &self.own.declared;
        let reader = EntryReader::new(declared, &self.run.sources);
        let default = declared.config.default_language();
        let mut entries = BTreeMap::new();
        for ((of, id), files) in &self.tree.entries {
            if **of != *collection {
                continue;
            }
            let mut found = Vec::new();
            let decoded = reader.entry(&self.tree, (of, id), files, &mut found);
            match WrittenEntry::read(files, default, &self.run.sources)
                .filter(|_| decoded.is_some())
            {
                Some(entry) => {
                    entries.insert(id.clone(), entry);
                }
                None if found.iter().any(is_error) => self.findings.extend(found),
                None => {
                    let first = files.record.as_ref();
                    let first = first.or(files.texts.first().map(|(_, file)| file));
                    let place = first.map_or(Place::Run, |file| Place::File(file.path.clone()));
                    let found = Diagnostic::new("M022.layout", place).arg("id", &**id);
                    self.findings.push(found);
                }
            }
        }
        entries
    }

    /// The titles of the entries that fields of the collection refer to.
    fn titles(&self) -> Titles {
        let referred = self.own.schema().map(|own| referred(&own.fields));
        let each = referred.into_iter().flatten().map(|to| {
            let titles = self.titles_of(&to);
            (to, titles)
        });
        each.collect()
    }

    /// The titles of the entries of a collection. Unreadable entries have no title, and can be
    /// named by id.
    fn titles_of(&self, collection: &str) -> Vec<(Arc<str>, Vec<String>)> {
        let declared = &self.own.declared;
        let mut collections = declared.collections.iter();
        let Some(schema) = collections.find(|own| *own.id == *collection) else {
            return Vec::new();
        };
        let tables = import::Tables::of(&schema.fields, &declared.config.languages);
        let of_title = |column: &&import::Column<'_>| column.steps == [&*schema.display.title];
        let columns: Vec<_> = tables.columns.iter().filter(of_title).collect();
        let default = declared.config.default_language();
        let titles = |entry: WrittenEntry| -> Vec<String> {
            let texts = columns.iter().filter_map(|column| entry.cell(column).ok());
            let texts = texts.map(|(_, text)| text);
            texts.filter(|text| !text.is_empty()).collect()
        };
        let own = self.tree.entries.iter();
        let own = own.filter(|((of, _), _)| **of == *collection);
        let read = own.map(|((_, id), files)| {
            let entry = WrittenEntry::read(files, default, &self.run.sources);
            (id.clone(), entry.map(titles).unwrap_or_default())
        });
        let unread = self.findings.iter().filter_map(|found| {
            let id = hidden_entry(found, collection, &self.run.sources)?;
            Some((id.into(), Vec::new()))
        });
        let mut all: BTreeMap<Arc<str>, Vec<String>> = unread.collect();
        all.extend(read);
        all.into_iter().collect()
    }
}

fn stopped(mut run: Run<'_>, faults: Vec<Diagnostic>) -> SpreadsheetError {
    run.report.merge(faults);
    SpreadsheetError::Faults(Box::new(run.finish()))
}

fn no_collection(collection: &str, declared: &Declarations) -> SpreadsheetError {
    let known: Vec<&str> = declared.collections.iter().map(|own| &*own.id).collect();
    let meant = closest(collection, known.iter().copied());
    SpreadsheetError::Usage(match meant {
        Some(meant) => message!(
            "sheet.no_collection_meant",
            collection = collection,
            meant = meant
        ),
        None => message!(
            "sheet.no_collection",
            collection = collection,
            collections = known.join(", ")
        ),
    })
}

fn is_error(found: &Diagnostic) -> bool {
    codes().severity(found.key) == Severity::Error
}

/// The id of the entry of a collection that a finding makes unreadable.
fn hidden_entry<'a>(
    found: &'a Diagnostic,
    collection: &str,
    sources: &'a Sources,
) -> Option<&'a str> {
    let path = found.path(sources).filter(|_| is_error(found))?;
    let is_text = match &*path.extension() {
        "yaml" | "yml" | "md" => true,
        // A folder, or a link to a folder or to nothing.
        "" => matches!(found.code(), "I010" | "I011"),
        _ => false,
    };
    let below = path.below("content")?.strip_prefix(collection)?;
    let id = below.strip_prefix('/')?.split(['.', '/']).next()?;
    (is_text && id != "_index").then_some(id)
}

/// Whether a finding hides the declaration of a field, or a vocabulary.
fn hides_declarations(found: &Diagnostic, sources: &Sources) -> bool {
    let path = found.path(sources).filter(|_| is_error(found));
    let below = path.and_then(|path| path.below("content"));
    match below.and_then(|below| below.split_once('/')) {
        Some(("schema", name)) => name != "indicators.yaml",
        // A single invalid term is reported at its cell.
        Some(("vocabularies", _)) => found.code().starts_with(['I', 'Y']) || found.code() == "C010",
        _ => false,
    }
}

/// The collections that fields refer to.
fn referred(fields: &Fields) -> BTreeSet<Arc<str>> {
    let found = std::cell::RefCell::new(BTreeSet::new());
    let none = fields.any(&|field: &Field| {
        if let FieldType::Ref { to, by: None } = &field.kind {
            found.borrow_mut().insert(to.clone());
        }
        // Every field is looked at.
        false
    });
    debug_assert!(!none);
    found.into_inner()
}
