//! The content in memory: the text of every file, the site's declarations, and every entry.
//! Each is read again only when one of its inputs has changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::disk::{Changes, Disk, Snapshot};
use crate::load::{
    self, ContentTree, Declarations, Entries, Entry, EntryFiles, EntryReader, Files, TextFile,
};
use crate::path::SourcePath;
use crate::pipeline::stages;
use crate::schema::Lang;
use crate::text::{SourceId, Sources};

/// The collection and the id of an entry.
pub(super) type Key = (Arc<str>, Arc<str>);

/// The content as of the last read.
#[derive(Default)]
pub(super) struct ContentCache {
    /// The texts, including those of themes.
    pub sources: Sources,
    texts: BTreeMap<SourcePath, Result<SourceId, Diagnostic>>,
    tree: ContentTree,
    /// The entries by their source files.
    of_sources: BTreeMap<SourceId, Key>,
    tree_findings: Vec<Diagnostic>,
    declarations: Option<Declarations>,
    declared_findings: Vec<Diagnostic>,
    entries: BTreeMap<Key, ReadEntry>,
}

/// An entry as it was read.
struct ReadEntry {
    files: EntryFiles,
    entry: Option<Arc<Entry>>,
    findings: Vec<Diagnostic>,
}

/// What was read again.
pub(super) struct Renewed {
    /// The entries; all of them if the declarations have changed.
    pub entries: Vec<Key>,
    /// The collections with a changed introduction.
    pub introductions: Vec<Arc<str>>,
    /// Whether the declarations have changed.
    pub declarations: bool,
}

impl Renewed {
    /// Only some entries.
    pub(super) fn of(entries: Vec<Key>) -> Self {
        Self {
            entries,
            introductions: Vec::new(),
            declarations: false,
        }
    }
}

/// The content of a site, ready to be linked.
pub(super) struct Content {
    pub declarations: Declarations,
    pub entries: Entries,
    pub assets: Vec<SourcePath>,
}

impl ContentCache {
    /// Reads what has changed.
    pub(super) fn renew(
        &mut self,
        disk: &dyn Disk,
        snapshot: &Snapshot,
        changes: &Changes,
    ) -> Renewed {
        let mut structure = changes.structure;
        let mut renewed = BTreeSet::new();
        for path in &changes.files {
            structure |= self.read_text(disk, snapshot, path, &mut renewed);
        }
        if structure {
            self.sort_files(snapshot);
        }
        let declares = |path: &SourcePath| {
            let below = path.below("content").unwrap_or_default();
            let folder = below.split('/').next().unwrap_or_default();
            matches!(
                folder,
                "site.yaml" | "schema" | "vocabularies" | "letters.yaml" | "translations.yaml"
            )
        };
        let declarations = changes.files.iter().any(declares) || self.declarations.is_none();
        if declarations {
            self.declare();
        }
        let introductions = self.tree.introductions.iter();
        Renewed {
            introductions: introductions
                .filter(|(_, _, file)| renewed.contains(&file.source))
                .map(|(collection, ..)| collection.clone())
                .collect(),
            entries: self.read_entries(&renewed, structure || declarations),
            declarations,
        }
    }

    /// Reads a file again. Returns whether the set of readable text files has changed, or the
    /// file is unreadable.
    fn read_text(
        &mut self,
        disk: &dyn Disk,
        snapshot: &Snapshot,
        path: &SourcePath,
        changed: &mut BTreeSet<SourceId>,
    ) -> bool {
        let found = snapshot
            .file(path)
            .filter(|file| file.is_text() && path.below("content").is_some());
        let Some(file) = found else {
            if let Some(Ok(_)) = self.texts.remove(path) {
                // The source id stays reserved for the path; the text is dropped.
                changed.insert(self.sources.add(path.clone(), ""));
            }
            return true;
        };
        let read = match load::read_text(disk, file) {
            Ok(text) => Ok(self.sources.add(path.clone(), text)),
            Err(finding) => Err(*finding),
        };
        changed.extend(read.as_ref().ok());
        let readable = read.is_ok();
        let before = self.texts.insert(path.clone(), read);
        before.is_none_or(|before| before.is_ok() != readable) || !readable
    }

    fn sort_files(&mut self, snapshot: &Snapshot) {
        let mut findings: Vec<Diagnostic> = snapshot
            .oddities()
            .iter()
            .filter(|oddity| oddity.path().starts_with("content"))
            .map(load::oddity)
            .collect();
        let mut files = Files::default();
        for (path, read) in &self.texts {
            match read {
                Ok(source) => files.texts.push(TextFile {
                    path: path.clone(),
                    source: *source,
                }),
                Err(finding) => findings.push(finding.clone()),
            }
        }
        let others = snapshot.files().filter(|file| !file.is_text());
        for file in others.filter(|file| file.path.below("content").is_some()) {
            load::sort_in(file.clone(), &mut files, &mut findings);
        }
        self.tree = load::sort_files(files, &mut findings);
        let of_sources = self.tree.entries.iter();
        let of_sources =
            of_sources.flat_map(|(key, files)| files.sources().map(move |id| (id, key)));
        self.of_sources = of_sources.map(|(id, key)| (id, key.clone())).collect();
        self.tree_findings = findings;
    }

    fn declare(&mut self) {
        let mut findings = Vec::new();
        let sources = &mut self.sources;
        self.declarations = stages::declare(&self.tree, None, sources, &mut findings);
        self.declared_findings = findings;
        self.entries.clear();
    }

    /// Reads the entries whose files have changed and, if `all` are checked, new ones.
    fn read_entries(&mut self, changed: &BTreeSet<SourceId>, all: bool) -> Vec<Key> {
        let Some(declarations) = &self.declarations else {
            return Vec::new();
        };
        let of = &self.tree.entries;
        if all {
            self.entries.retain(|key, _| of.contains_key(key));
        }
        let old: Vec<(&Key, &EntryFiles)> = if all {
            let default = declarations.config.default_language();
            let entries = of.iter();
            entries
                .filter(|(key, files)| self.is_old(key, files, changed, default))
                .collect()
        } else {
            let keys: BTreeSet<&Key> = changed
                .iter()
                .filter_map(|id| self.of_sources.get(id))
                .collect();
            keys.into_iter()
                .filter_map(|key| of.get_key_value(key))
                .collect()
        };
        let reader = EntryReader::new(declarations, &self.sources);
        let read: Vec<(Key, ReadEntry)> = old
            .into_par_iter()
            .map(|(key, files)| {
                let mut findings = Vec::new();
                let (collection, id) = key;
                let entry = reader.entry(&self.tree, (collection, id), files, &mut findings);
                let read = ReadEntry {
                    files: files.clone(),
                    entry: entry.map(Arc::new),
                    findings,
                };
                (key.clone(), read)
            })
            .collect();
        let keys = read.iter().map(|(key, _)| key.clone()).collect();
        self.entries.extend(read);
        keys
    }

    /// Whether an entry is out of date.
    fn is_old(
        &self,
        key: &Key,
        files: &EntryFiles,
        changed: &BTreeSet<SourceId>,
        default: &Lang,
    ) -> bool {
        // Files of other entries decide which entry a translation without an original belongs
        // to.
        !files.has_original(default)
            || self
                .entries
                .get(key)
                .is_none_or(|read| read.files != *files)
            || files.sources().any(|source| changed.contains(&source))
    }

    /// The current state of some entries, with their findings; `None` if one of them could not
    /// be read.
    pub(super) fn some(
        &self,
        keys: &BTreeSet<Key>,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Vec<Arc<Entry>>> {
        let mut entries = Some(Vec::new());
        for read in keys.iter().map(|key| self.entries.get(key)) {
            findings.extend(
                read.into_iter()
                    .flat_map(|read| read.findings.iter().cloned()),
            );
            match (read.and_then(|read| read.entry.clone()), &mut entries) {
                (Some(entry), Some(entries)) => entries.push(entry),
                _ => entries = None,
            }
        }
        entries
    }

    /// The files of some entries.
    pub(super) fn sources_of(&self, keys: &BTreeSet<Key>) -> BTreeSet<SourceId> {
        let read = keys.iter().filter_map(|key| self.entries.get(key));
        read.flat_map(|read| read.files.sources()).collect()
    }

    /// The current content, with its findings.
    pub(super) fn content(&self, findings: &mut Vec<Diagnostic>) -> Option<Content> {
        findings.extend(self.tree_findings.iter().cloned());
        findings.extend(self.declared_findings.iter().cloned());
        let declarations = self.declarations.as_ref()?;
        let mut entries = Entries::default();
        for (name, read) in &self.entries {
            if read.entry.is_none() {
                entries.unread.insert(name.clone());
            }
            entries.entries.extend(read.entry.clone());
            findings.extend(read.findings.iter().cloned());
        }
        entries.sort();
        let reader = EntryReader::new(declarations, &self.sources);
        entries.introductions = reader.introductions(&self.tree, findings);
        Some(Content {
            declarations: declarations.clone(),
            entries,
            assets: self.tree.assets.clone(),
        })
    }
}
