//! Entries to spreadsheets and back: the content read, what a spreadsheet changes, and the
//! content examined as it would be, before anything is written.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::format::file_with;
use super::run::{Past, Purpose, Run};
use super::{Outcome, Request, stages};
use crate::diagnostic::{Diagnostic, Edit, Place, Report, Severity, closest};
use crate::disk::{Disk, Overlay};
use crate::fix::FixedFile;
use crate::import::{self, Entry, ExportWish, Exported, Plan, PlannedEntry, Sheet, Titles, Wish};
use crate::load::{self, ContentTree, Declarations};
use crate::messages::{Message, message};
use crate::path::SourcePath;
use crate::schema::{Collection, Field, FieldType, Fields, Lang};
use crate::text::Sources;

/// How often rows are left out until what is left is sound.
const MAX_ROUNDS: usize = 16;

/// Why there is no table, or nothing can be taken from one.
pub(crate) enum SpreadsheetError {
    /// What the site declares cannot be read; the findings say why.
    Faults(Box<Outcome>),
    /// There is no such collection or language.
    Usage(Message),
}

/// What is to be exported.
pub(crate) struct ExportRequest {
    /// The collection's id.
    pub collection: String,
    /// The languages with columns; all of the site where none is named.
    pub languages: Vec<String>,
    /// The language of headings and explanations.
    pub lang: String,
}

/// What is to be imported.
pub(crate) struct ImportRequest {
    /// The collection's id.
    pub collection: String,
    /// The spreadsheet's name and bytes.
    pub file: (String, Vec<u8>),
    /// Further files with the items of lists, by the paths of the lists.
    pub beside: Vec<(String, Vec<u8>)>,
    /// The name and the text of the map.
    pub map: Option<(String, String)>,
    /// Whether an empty cell takes its value out.
    pub clear: bool,
    /// Whether rows with errors are left out.
    pub skip_bad: bool,
}

/// What an import comes to.
pub(crate) struct Imported {
    /// The files that change.
    pub changed: Vec<FixedFile>,
    /// The files of new entries.
    pub created: Vec<(SourcePath, Vec<u8>)>,
    /// What was found, at the cells.
    pub report: Report,
    /// What the findings point into.
    pub sources: Sources,
    /// Whether nothing may be written.
    pub is_refused: bool,
    /// The entries that were left out.
    pub skipped: BTreeSet<Arc<str>>,
    /// The entries that the sheet does not have.
    pub lacking: Vec<Arc<str>>,
    /// How many values were kept whose cells are empty.
    pub kept: usize,
}

/// The content of a collection.
struct Office {
    declared: Declarations,
    collection: usize,
    entries: BTreeMap<Arc<str>, Entry>,
    titles: Titles,
}

impl Office {
    fn open(
        disk: &dyn Disk,
        request: &Request,
        collection: &str,
        sources: &Sources,
    ) -> Result<Self, SpreadsheetError> {
        let mut run = Run::new(request, Purpose::Check, Past::Ignored);
        run.sources = sources.clone();
        let mut findings = Vec::new();
        let files = load::read(disk, &mut run.sources, &mut findings);
        let tree = load::sort_files(files, &mut findings);
        let Some(declared) = stages::declare(&tree, None, &mut run.sources, &mut findings) else {
            run.report.merge(findings);
            return Err(SpreadsheetError::Faults(Box::new(run.finish())));
        };
        let position = declared
            .collections
            .iter()
            .position(|own| *own.id == *collection);
        let Some(position) = position else {
            let known: Vec<&str> = declared.collections.iter().map(|own| &*own.id).collect();
            let meant = closest(collection, known.iter().copied());
            return Err(SpreadsheetError::Usage(match meant {
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
            }));
        };
        let default = declared.config.default_language();
        let entries = entries_of(&tree, collection, default, &run.sources);
        let mut titles = Titles::new();
        if let Some(own) = declared.collections.get(position) {
            for to in referred(&own.fields) {
                let titles_of = titles_of(&tree, &declared, &to, &run.sources);
                titles.insert(to, titles_of);
            }
        }
        Ok(Self {
            declared,
            collection: position,
            entries,
            titles,
        })
    }

    fn schema(&self) -> Option<&Collection> {
        self.declared.collections.get(self.collection)
    }
}

fn entries_of(
    tree: &ContentTree,
    collection: &str,
    default: &Lang,
    sources: &Sources,
) -> BTreeMap<Arc<str>, Entry> {
    let own = tree
        .entries
        .iter()
        .filter(|((of, _), _)| **of == *collection);
    own.filter_map(|((_, id), files)| {
        let entry = Entry::read(files, default, sources)?;
        Some((id.clone(), entry))
    })
    .collect()
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

fn titles_of(
    tree: &ContentTree,
    declared: &Declarations,
    collection: &str,
    sources: &Sources,
) -> Vec<(Arc<str>, Vec<String>)> {
    let schema = declared
        .collections
        .iter()
        .find(|own| *own.id == *collection);
    let Some(schema) = schema else {
        return Vec::new();
    };
    let tables = import::Tables::of(&schema.fields, &declared.config.languages);
    let of_title = |column: &&import::Column<'_>| column.steps == [&*schema.display.title];
    let columns: Vec<_> = tables.columns.iter().filter(of_title).collect();
    let default = declared.config.default_language();
    let entries = entries_of(tree, collection, default, sources);
    let titles = |entry: &Entry| {
        let texts = columns.iter().filter_map(|column| entry.cell(column).ok());
        texts
            .map(|(_, text)| text)
            .filter(|text| !text.is_empty())
            .collect()
    };
    entries
        .iter()
        .map(|(id, entry)| (id.clone(), titles(entry)))
        .collect()
}

/// Makes the tables of a collection.
///
/// # Errors
/// There is no such collection, or the site's declarations cannot be read.
pub(crate) fn export_tables(
    disk: &dyn Disk,
    request: &Request,
    wish: &ExportRequest,
) -> Result<Exported, SpreadsheetError> {
    let office = Office::open(disk, request, &wish.collection, &Sources::default())?;
    let own = &office.declared.config.languages;
    let mut languages = Vec::new();
    for name in &wish.languages {
        let lang = own.iter().find(|lang| lang.as_str() == name);
        let all: Vec<&str> = own.iter().map(Lang::as_str).collect();
        languages.push(lang.cloned().ok_or_else(|| {
            SpreadsheetError::Usage(message!(
                "sheet.no_language",
                lang = name,
                languages = all.join(", ")
            ))
        })?);
    }
    if languages.is_empty() {
        languages.clone_from(own);
    }
    let lang = Lang::parse(&wish.lang);
    let (Some(collection), Some(lang)) = (office.schema(), lang) else {
        return Ok(Exported::default());
    };
    Ok(import::export(ExportWish {
        collection,
        declared: &office.declared,
        entries: &office.entries,
        languages: &languages,
        lang: &lang,
    }))
}

/// Finds what a spreadsheet changes; writes nothing.
///
/// # Errors
/// As [`export_tables`].
pub(crate) fn import_tables(
    disk: &dyn Disk,
    request: &Request,
    wish: &ImportRequest,
) -> Result<Imported, SpreadsheetError> {
    let mut sources = Sources::default();
    let mut report = Report::new(false);
    let (sheets, is_read) = sheets(wish, &mut sources, &mut report);
    let mut findings = Vec::new();
    let map = wish.map.as_ref().map(|(name, text)| {
        let path = SourcePath::new(name).unwrap_or_else(|| SourcePath::built_in("map"));
        let source = sources.add(path, text.as_str());
        import::read_map(source, &sources, &mut findings)
    });
    report.merge(findings);
    let office = Office::open(disk, request, &wish.collection, &sources)?;
    let mut importing = Importing {
        disk,
        request,
        sources,
        report,
        bad: BTreeSet::new(),
        plan: Plan::default(),
    };
    if let (true, false, Some(collection)) = (is_read, matches!(map, Some(None)), office.schema()) {
        importing.plan = import::plan(
            &sheets,
            Wish {
                collection,
                declared: &office.declared,
                entries: &office.entries,
                titles: &office.titles,
                map: map.as_ref().and_then(Option::as_ref),
                clear: wish.clear,
            },
        );
    }
    Ok(importing.finish(wish.skip_bad))
}

/// What is found in a spreadsheet of any bytes, for a test that makes them up; nothing
/// where there is no such collection.
#[must_use]
pub fn import(disk: &dyn Disk, collection: &str, bytes: Vec<u8>) -> Option<(Report, Sources)> {
    let wish = ImportRequest {
        collection: collection.to_owned(),
        file: ("table".to_owned(), bytes),
        beside: Vec::new(),
        map: None,
        clear: false,
        skip_bad: false,
    };
    let imported = import_tables(disk, &Request::default(), &wish).ok()?;
    Some((imported.report, imported.sources))
}

/// A first map for a spreadsheet; nothing where it cannot be read.
///
/// # Errors
/// As [`export_tables`].
pub(crate) fn guess_map(
    disk: &dyn Disk,
    request: &Request,
    wish: &ImportRequest,
) -> Result<Option<String>, SpreadsheetError> {
    let mut sources = Sources::default();
    let (sheets, is_read) = sheets(wish, &mut sources, &mut Report::new(false));
    let office = Office::open(disk, request, &wish.collection, &sources)?;
    let collection = office.schema().filter(|_| is_read);
    Ok(collection.map(|collection| import::guess(&sheets, collection, &office.declared)))
}

/// The sheets of all files, and whether they could be read.
fn sheets(wish: &ImportRequest, sources: &mut Sources, report: &mut Report) -> (Vec<Sheet>, bool) {
    let (name, bytes) = &wish.file;
    let mut sheets = Vec::new();
    let mut is_read = true;
    let own = std::iter::once((None, bytes));
    let beside = wish.beside.iter().map(|(list, bytes)| (Some(list), bytes));
    for (list, bytes) in own.chain(beside) {
        match import::read(bytes, name) {
            Ok(book) => {
                // What is said of the first file holds for those beside it.
                report.merge(book.findings.into_iter().filter(|_| list.is_none()));
                for mut grid in book.grids {
                    if let Some(list) = list {
                        grid.name.clone_from(list);
                    }
                    sheets.push(Sheet::new(grid, name, sources));
                }
            }
            Err(found) => {
                report.add(*found);
                is_read = false;
            }
        }
    }
    (sheets, is_read)
}

/// An import on its way.
struct Importing<'a> {
    disk: &'a dyn Disk,
    request: &'a Request,
    sources: Sources,
    report: Report,
    bad: BTreeSet<Arc<str>>,
    plan: Plan,
}

impl Importing<'_> {
    fn finish(mut self, skip_bad: bool) -> Imported {
        let mut is_refused = self.report.has_errors();
        for (entry, found) in std::mem::take(&mut self.plan.findings) {
            if self.report.severity(&found) == Severity::Error {
                let is_of_a_row = entry.is_some() || matches!(found.code(), "M005" | "M024");
                is_refused |= !is_of_a_row || !skip_bad;
                self.bad.extend(entry);
            }
            self.report.add(found);
        }
        let before = counted(&self.examined(self.disk));
        let mut new = Vec::new();
        let mut sources = self.sources.clone();
        for _ in 0..MAX_ROUNDS {
            let outcome = self.examined(&self.overlay());
            new = self.found(&outcome, &before);
            sources = outcome.sources;
            let errors = new
                .iter()
                .filter(|(_, found)| self.report.severity(found) == Severity::Error);
            let bad: Vec<Option<Arc<str>>> = errors.map(|(entry, _)| entry.clone()).collect();
            if bad.is_empty() {
                break;
            }
            if !skip_bad || bad.contains(&None) {
                is_refused = true;
                break;
            }
            self.bad.extend(bad.into_iter().flatten());
            let (own, left) = (&self.bad, &mut self.plan.entries);
            left.retain(|entry| !own.contains(&entry.id));
            self.report.merge(new.drain(..).map(|(_, found)| found));
        }
        self.report.merge(new.into_iter().map(|(_, found)| found));
        let (changed, created) = self.files();
        Imported {
            changed,
            created,
            report: self.report,
            sources,
            is_refused,
            skipped: self.bad,
            lacking: self.plan.lacking,
            kept: self.plan.kept,
        }
    }

    fn files(&self) -> (Vec<FixedFile>, Vec<(SourcePath, Vec<u8>)>) {
        let (mut changed, mut created) = (Vec::new(), Vec::new());
        let texts = self.plan.entries.iter().flat_map(|entry| &entry.texts);
        for text in texts {
            match &text.before {
                Some(before) => {
                    changed.extend(file_with(self.disk, &text.path, before, &text.after));
                }
                None => created.push((text.path.clone(), text.after.as_bytes().to_vec())),
            }
        }
        (changed, created)
    }

    fn overlay(&self) -> Overlay<'_> {
        let (changed, created) = self.files();
        let changed = changed.into_iter().map(|file| (file.path, file.after));
        Overlay::new(self.disk, changed.chain(created).collect())
    }

    /// What the data says; the sheets keep their numbers among the sources.
    fn examined(&self, disk: &dyn Disk) -> Outcome {
        let mut run = Run::new(self.request, Purpose::Check, Past::Ignored);
        run.sources = self.sources.clone();
        if let Some(catalog) = run.read(disk) {
            run.hold_to_rules(&catalog, disk);
        }
        run.finish()
    }

    /// What was not found before, at the cells that it comes from.
    fn found(
        &self,
        outcome: &Outcome,
        before: &BTreeMap<String, usize>,
    ) -> Vec<(Option<Arc<str>>, Diagnostic)> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut new = Vec::new();
        for found in outcome.report.findings() {
            let name = name_of(found, &outcome.sources);
            let count = counts.entry(name.clone()).or_default();
            *count += 1;
            let is_note = outcome.report.severity(found) == Severity::Note;
            if !is_note && *count > before.get(&name).copied().unwrap_or_default() {
                new.push(self.at_its_cell(found, &outcome.sources));
            }
        }
        new
    }

    fn at_its_cell(&self, found: &Diagnostic, sources: &Sources) -> (Option<Arc<str>>, Diagnostic) {
        let mut found = found.clone();
        let Place::Span(span) = found.place else {
            return (None, found);
        };
        // Of two files that clash, the other one may be what the sheet changes.
        let places = std::iter::once(span).chain(found.related.iter().map(|other| other.span));
        let cell = places.into_iter().find_map(|place| {
            let path = &sources.get(place.source)?.path;
            let mut entries = self.plan.entries.iter();
            entries.find_map(|entry| Some((entry, entry.cell_of(path, place)?)))
        });
        let Some((entry, cell)): Option<(&PlannedEntry, _)> = cell else {
            return (None, found);
        };
        found.place = cell.into();
        found.related.clear();
        if let Some(fix) = &mut found.fix {
            let edits = std::mem::take(&mut fix.edits);
            let own = edits.into_iter().filter(|edit| edit.span == span);
            let unquoted = own.map(|edit| Edit {
                span: cell,
                text: edit.text.trim_matches('"').to_owned(),
            });
            fix.edits = unquoted.collect();
        }
        found.fix = found.fix.filter(|fix| !fix.edits.is_empty());
        (Some(entry.id.clone()), found)
    }
}

fn counted(outcome: &Outcome) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    for found in outcome.report.findings() {
        *counted.entry(name_of(found, &outcome.sources)).or_default() += 1;
    }
    counted
}

/// What a finding says of which file, wherever it stands there.
fn name_of(found: &Diagnostic, sources: &Sources) -> String {
    let path = match &found.place {
        Place::Span(span) => sources
            .get(span.source)
            .map(|source| source.path.to_string()),
        Place::File(path) => Some(path.to_string()),
        Place::Run => None,
    };
    format!(
        "{}: {} {:?}",
        path.unwrap_or_default(),
        found.key,
        found.args
    )
}
