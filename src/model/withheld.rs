//! Files that only non-public content uses: a private field, a draft, an entry that is not
//! yet or no longer published. They are not copied, since anybody who guesses or reads
//! their URL would see them.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, Parser, Tag};

use super::Catalog;
use crate::diagnostic::Diagnostic;
use crate::load::Body;
use crate::path::SourcePath;
use crate::schema::{EntryIndex, Field, FieldType, FileIndex, Value, walk};
use crate::text::{Sources, Span};

/// The files that non-public content uses.
#[derive(Default)]
pub(super) struct Withheld {
    /// The files that no public content uses.
    pub files: BTreeSet<FileIndex>,
    /// Whether non-public content uses any file, even if public content uses it too: then
    /// every text may affect whether a file is withheld.
    pub may_change: bool,
}

/// The files that are withheld; each is reported where it is used.
pub(super) fn withheld(
    catalog: &Catalog,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> Withheld {
    let uses = Uses { catalog, sources };
    let mut hidden: BTreeMap<FileIndex, Span> = BTreeMap::new();
    for (file, span) in uses.of_fields(&|is_public| !is_public) {
        hidden.entry(file).or_insert(span);
    }
    for index in catalog.all().filter(|index| !uses.has_page(*index)) {
        for (file, span) in uses.of_texts(index) {
            hidden.entry(file).or_insert(span);
        }
    }
    if hidden.is_empty() {
        return Withheld::default();
    }
    for (file, _) in uses.of_fields(&|is_public| is_public) {
        hidden.remove(&file);
    }
    for index in catalog.all().filter(|index| uses.has_page(*index)) {
        for (file, _) in uses.of_texts(index) {
            hidden.remove(&file);
        }
    }
    for introduction in &catalog.introductions {
        for (file, _) in uses.of_text(introduction.body) {
            hidden.remove(&file);
        }
    }
    for (file, span) in &hidden {
        let path = catalog.file(*file).map_or("", SourcePath::as_str);
        findings.push(Diagnostic::new("I022", *span).arg("file", path));
    }
    Withheld {
        files: hidden.into_keys().collect(),
        may_change: true,
    }
}

/// The first use of each file: in a field, else in a text.
pub(crate) fn first_uses(catalog: &Catalog, sources: &Sources) -> BTreeMap<SourcePath, Span> {
    let uses = Uses { catalog, sources };
    let in_texts = catalog.all().flat_map(|index| uses.of_texts(index));
    let introductions = catalog.introductions.iter();
    let in_introductions = introductions.flat_map(|own| uses.of_text(own.body));
    let in_fields = uses.of_fields(&|_| true).into_iter();
    let mut first = BTreeMap::new();
    for (file, span) in in_fields.chain(in_texts).chain(in_introductions) {
        if let Some(path) = catalog.file(file) {
            first.entry(path.clone()).or_insert(span);
        }
    }
    first
}

struct Uses<'a> {
    catalog: &'a Catalog,
    sources: &'a Sources,
}

impl Uses<'_> {
    fn has_page(&self, index: EntryIndex) -> bool {
        self.catalog.state(index).has_page()
    }

    /// The files in fields with public or non-public values, as `asked` selects.
    fn of_fields(&self, asked: &dyn Fn(bool) -> bool) -> Vec<(FileIndex, Span)> {
        let mut found = Vec::new();
        let names_files = |field: &Field| matches!(field.kind, FieldType::File { .. });
        for index in self.catalog.all() {
            let entry = self.catalog.entry(index);
            let fields = &self.catalog.collection_of(index).fields;
            let has_page = self.has_page(index);
            walk(&entry.record, fields, &names_files, &mut |visit| {
                if let Value::File(named) = &visit.item.value
                    && asked(has_page && !visit.private)
                {
                    found.push((named.to, visit.item.span));
                }
            });
        }
        found
    }

    /// The files that the long texts of an entry name.
    fn of_texts(&self, index: EntryIndex) -> Vec<(FileIndex, Span)> {
        let entry = self.catalog.entry(index);
        let bodies = entry.bodies.values();
        bodies.flat_map(|body| self.of_text(*body)).collect()
    }

    fn of_text(&self, body: Body) -> Vec<(FileIndex, Span)> {
        let text = self.sources.slice(body.span);
        // Most texts have no link at all, and this check is faster than parsing.
        if !text.contains("](") && !text.contains("]:") {
            return Vec::new();
        }
        let source = self.sources.get(body.span.source);
        let from = source.map(|source| &source.path);
        let events = Parser::new(text).into_offset_iter();
        let links = events.filter_map(|(event, range)| match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                let file = self.catalog.files.find(&dest_url, from)?;
                Some((file, body.span.part(range)))
            }
            _ => None,
        });
        links.collect()
    }
}
