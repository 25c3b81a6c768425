//! Resolves values that name something: terms, entries and files become positions, and
//! texts of quantities become amounts. Each is looked up or parsed here, once. What cannot
//! be resolved is reported and stays unlinked, so that no later stage shows it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::IndexMap;

use super::names::{Ids, Names, is_unread};
use super::quantity_faults::QuantityFaults;
use super::{State, measurement};
use crate::config::Config;
use crate::config::limits::MAX_TERMS;
use crate::diagnostic::{Diagnostic, MAX_HINTED};
use crate::load::{Entry, Vocabulary};
use crate::path::{NamedFiles, Slug, SourcePath};
use crate::quantity::{Amount, Registry, Unit};
use crate::schema::{
    Collection, EntryIndex, Field, FieldType, Fields, FileIndex, Item, Named, OnDelete, Record,
    Row, StatedQuantity, TermIndex, Unlinked, Value, shapes,
};
use crate::text::{Span, link_target};

/// Everything that a value may name.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) config: &'a Config,
    pub(super) collections: &'a [Collection],
    pub(super) vocabularies: &'a IndexMap<Arc<str>, Vocabulary>,
    pub(super) registry: &'a Registry,
    pub(super) files: &'a Files,
    pub(super) ids: &'a Ids,
    pub(super) names: &'a Names,
    pub(super) states: &'a [State],
    /// Entries that cannot be read, by collection and id.
    pub(super) unread: &'a BTreeSet<(Arc<str>, Arc<str>)>,
}

/// The files of the content, found by their paths.
#[derive(Debug, Default)]
pub(super) struct Files {
    paths: Vec<SourcePath>,
    named: NamedFiles<FileIndex>,
}

impl Files {
    pub(super) fn new(paths: Vec<SourcePath>) -> Self {
        let mut named = NamedFiles::default();
        for (position, path) in paths.iter().cloned().enumerate() {
            named.insert(path, FileIndex::new(position));
        }
        Self { paths, named }
    }

    /// The files in their order.
    pub(super) fn paths(&self) -> &[SourcePath] {
        &self.paths
    }

    /// A file by a path in the file `from`: relative to that file, or to `content/`.
    pub(super) fn find(&self, path: &str, from: Option<&SourcePath>) -> Option<FileIndex> {
        self.named.find(path, from).map(|(_, file)| *file)
    }
}

/// Links the values of an entry.
pub(super) fn resolve(
    entry: &mut Arc<Entry>,
    state: State,
    known: Known<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    let Some(collection) = known.collections.get(entry.collection) else {
        return;
    };
    let asked = |field: &Field| names_something(&field.kind);
    if !collection.fields.any(&asked) {
        return;
    }
    // Entries are shared with those who keep them for the next version.
    let entry = Arc::make_mut(entry);
    let path = entry.path.clone();
    let mut run = Resolver {
        known,
        from: &path,
        state,
        terms: BTreeSet::new(),
        findings,
    };
    run.record(&mut entry.record, &collection.fields);
}

fn names_something(kind: &FieldType) -> bool {
    matches!(
        kind,
        FieldType::Term { .. }
            | FieldType::Ref { .. }
            | FieldType::File { .. }
            | FieldType::Quantity { .. }
            | FieldType::Measurements
    )
}

/// Whether a quantity is written without a unit.
fn is_bare(written: &str) -> bool {
    Amount::parse(written).is_ok_and(|parsed| parsed.spans.unit.is_none())
}

/// The first number of terms that is refused.
const TOO_MANY_TERMS: usize = MAX_TERMS + 1;

struct Resolver<'a, 'f> {
    known: Known<'a>,
    from: &'a SourcePath,
    state: State,
    /// The terms that the entry names.
    terms: BTreeSet<TermIndex>,
    findings: &'f mut Vec<Diagnostic>,
}

impl Resolver<'_, '_> {
    fn record(&mut self, record: &mut Record, fields: &Fields) {
        for (name, item) in record.iter_mut() {
            if let Some(field) = fields.get(name) {
                self.item(item, field);
            }
        }
    }

    fn item(&mut self, item: &mut Item, field: &Field) {
        let span = item.span;
        match (&mut item.value, &field.kind) {
            (Value::Localized(values), _) => {
                for item in values.values_mut() {
                    self.item(item, field);
                }
            }
            (Value::List(items), FieldType::List(of)) => {
                for item in items {
                    self.item(item, of);
                }
            }
            (Value::Object(record), FieldType::Object(fields)) => self.record(record, fields),
            (Value::Object(record), FieldType::Map(of)) => {
                for (_, item) in record.iter_mut() {
                    self.item(item, of);
                }
            }
            (Value::Object(record), FieldType::Shape(name)) => self.shape(record, name),
            (Value::Image(record), _) => self.shape(record, "image"),
            (value @ Value::Unlinked(_), kind) => {
                let Value::Unlinked(unlinked) = std::mem::replace(value, Value::Any) else {
                    return;
                };
                *value = self.linked(unlinked, field, kind, span);
            }
            _ => {}
        }
    }

    fn shape(&mut self, record: &mut Record, name: &str) {
        if let Some(fields) = shapes().get(name) {
            self.record(record, fields);
        }
    }

    /// Resolves an unlinked value; returns it unchanged if it refers to nothing.
    fn linked(&mut self, unlinked: Unlinked, field: &Field, kind: &FieldType, span: Span) -> Value {
        match (unlinked, kind) {
            (Unlinked::Term(id), FieldType::Term { vocabulary }) => {
                match self.term(vocabulary, &id, span) {
                    Some(to) => Value::Term(Named { written: id, to }),
                    None => Value::Unlinked(Unlinked::Term(id)),
                }
            }
            (Unlinked::Ref(id), FieldType::Ref { to, by }) => {
                match self.reference(field, (to, by.as_ref()), &id, span) {
                    Some(to) => Value::Ref(Named { written: id, to }),
                    None => Value::Unlinked(Unlinked::Ref(id)),
                }
            }
            (Unlinked::File(path), FieldType::File { .. }) => match self.file(&path, span) {
                Some(to) => Value::File(Named { written: path, to }),
                None => Value::Unlinked(Unlinked::File(path)),
            },
            (Unlinked::Quantity(text), FieldType::Quantity { property, unit }) => {
                let declared = (property.as_deref(), unit.as_deref());
                self.quantity(text, &field.name, declared, span)
            }
            (Unlinked::Rows(rows), FieldType::Measurements) => self.rows(rows),
            (other, _) => Value::Unlinked(other),
        }
    }

    fn term(&mut self, vocabulary: &str, id: &str, span: Span) -> Option<TermIndex> {
        // Compiling the schema already reports an unknown vocabulary.
        let (position, _, known) = self.known.vocabularies.get_full(vocabulary)?;
        let unknown = if self.findings.len() < MAX_HINTED {
            known.no_term(id, span)
        } else {
            known.no_term_in_short(id, span)
        };
        self.findings.extend(unknown);
        let named = TermIndex::new(position, known.terms.get_index_of(id)?);
        self.terms.insert(named);
        // Only the first one above the limit is reported.
        match self.terms.len() {
            0..=MAX_TERMS => return Some(named),
            TOO_MANY_TERMS => {
                let found = Diagnostic::new("V001.many", span);
                self.findings
                    .push(found.arg("limit", MAX_TERMS.to_string()));
            }
            _ => {}
        }
        None
    }

    fn reference(
        &mut self,
        field: &Field,
        (to, by): (&str, Option<&Arc<str>>),
        id: &str,
        span: Span,
    ) -> Option<EntryIndex> {
        let known = self.known;
        // Compiling the schema already reports an unknown collection.
        let mut collections = known.collections.iter().enumerate();
        let (position, collection) = collections.find(|(_, c)| *c.id == *to)?;
        let names = known.names.of(known.ids, position, by);
        let Some(target) = names.and_then(|names| names.get(id).copied()) else {
            if is_unread(known.unread, to, id) {
                return None;
            }
            let default = known.config.default_language();
            let hinted = names.filter(|_| self.findings.len() < MAX_HINTED);
            let ids = hinted.into_iter().flat_map(BTreeMap::keys);
            let by_file = names.and_then(|names| names.get_key_value(id_of_file(id, to)));
            let parts: Vec<&str> = id.split([',', ';']).map(str::trim).collect();
            let is_entry = |part: &&str| names.is_some_and(|names| names.contains_key(*part));
            if parts.len() > 1 && parts.iter().all(is_entry) {
                let found = Diagnostic::new("R001.several", span);
                let found = found.arg("field", &*field.name).arg("id", id);
                self.findings
                    .push(found.arg("items", parts.len().to_string()));
                return None;
            }
            // A text that is not a valid file name was not meant as an id.
            let key = match by {
                Some(_) => "R001.by",
                None if Slug::parse(id).is_ok() => "R001",
                None => "R001.name",
            };
            // An entry may be named by its file where its field is asked for.
            let by_file = by_file.or_else(|| {
                let entries = known.ids.get(&position).filter(|_| by.is_some());
                let entry = entries.and_then(|entries| entries.get(id_of_file(id, to)));
                let mut names = hinted.into_iter().flatten();
                names.find(|(_, named)| Some(*named) == entry)
            });
            self.findings.push(
                Diagnostic::new(key, span)
                    .arg("field", &*field.name)
                    .arg("id", id)
                    .arg("collection", to)
                    .arg_if("by", by.map(|by| &**by))
                    .arg("singular", collection.singular.text(default, default))
                    .did_you_mean_called(
                        span,
                        id,
                        by_file.map(|(id, _)| &**id),
                        ids.map(|id| &**id),
                    ),
            );
            return None;
        };
        let state = known.states.get(target.position()).copied()?;
        if !state.has_page() && self.state.has_page() {
            let key = match field.on_delete {
                OnDelete::Restrict => "S056",
                OnDelete::Tell | OnDelete::Unlink => "R002",
            };
            self.findings.push(
                Diagnostic::new(key, span)
                    .arg("id", id)
                    .arg("collection", to)
                    .arg("state", state.name()),
            );
        }
        Some(target)
    }

    fn file(&mut self, path: &str, span: Span) -> Option<FileIndex> {
        let found = self.known.files.find(path, Some(self.from));
        if found.is_none() {
            self.findings.push(self.no_file(path, span));
        }
        found
    }

    /// The finding for a file that is not there, or that is on another site.
    fn no_file(&self, path: &str, span: Span) -> Diagnostic {
        if is_address(path) {
            return Diagnostic::new("I003.address", span).arg("file", path);
        }
        if self.findings.len() >= MAX_HINTED {
            return Diagnostic::new("I003", span).arg("file", path);
        }
        let files = self.known.files.paths().iter();
        let files = files.filter_map(|path| path.below("content"));
        let key = if is_on_a_disk(path) {
            "I003.disk"
        } else {
            "I003"
        };
        let found = Diagnostic::new(key, span).arg("file", path);
        match self.named_alone(path) {
            Some(meant) => found.fix(span, meant),
            None => found.did_you_mean(span, path, files),
        }
    }

    /// The only file with the name at the end of a path, relative to `content/`. The
    /// folders of the path may be those of an editor's disk, and its extension may be
    /// missing.
    fn named_alone(&self, path: &str) -> Option<&str> {
        let name = path.rsplit(['/', '\\']).next()?.to_lowercase();
        let has_name = |file: &&SourcePath| {
            let own = file.file_name().to_lowercase();
            own == name || own.rsplit_once('.').is_some_and(|(stem, _)| stem == name)
        };
        let mut files = self.known.files.paths().iter().filter(has_name);
        let only = files.next().filter(|_| files.next().is_none())?;
        only.below("content")
    }

    fn quantity(
        &mut self,
        written: Arc<str>,
        field: &str,
        (property, unit): (Option<&str>, Option<&str>),
        span: Span,
    ) -> Value {
        let registry = self.known.registry;
        let property = property.and_then(|id| registry.properties.get(id));
        // Compiling the schema reports a unit that cannot be parsed.
        let scale = unit.and_then(|unit| Unit::parse(unit).ok());
        let read = |text: &str| {
            let quantity = match (property, &scale) {
                (Some(property), _) => registry.read_text(&property.id, &property.scale, text)?,
                (None, Some(unit)) => Registry::read_in(field, unit, text)?,
                (None, None) => return Ok((Amount::parse(text)?.amount, None)),
            };
            Ok((quantity.amount, Some(quantity.interval)))
        };
        // A bare number is in the unit of its field.
        let in_unit = unit.filter(|_| is_bare(&written));
        let read = match in_unit {
            Some(unit) => read(&format!("{written} {unit}")),
            None => read(&written),
        };
        match read {
            Ok((amount, interval)) => Value::Quantity(Box::new(StatedQuantity {
                written,
                amount,
                interval,
            })),
            Err(error) => {
                self.faults().of_text(span, &written, &error);
                Value::Unlinked(Unlinked::Quantity(written))
            }
        }
    }

    /// The rows that can be read; reports the others.
    fn rows(&mut self, rows: Vec<Record>) -> Value {
        let fields = shapes().get("measurement");
        let registry = self.known.registry;
        let default = self.known.config.default_language();
        let mut read = Vec::with_capacity(rows.len());
        for mut record in rows {
            if let Some(fields) = fields {
                self.record(&mut record, fields);
            }
            self.faults().of_conditions(registry, &record);
            let Some(id) = record.text("property") else {
                continue;
            };
            let Some((property, _, _)) = registry.properties.get_full(&**id) else {
                continue;
            };
            match measurement::read(registry, property, &record, default) {
                Some(Ok(measurement)) => read.push(Row {
                    record,
                    measurement,
                    property,
                }),
                Some(Err(errors)) => self.faults().of_row(&record, &errors),
                None => {}
            }
        }
        Value::Measurements(read)
    }

    fn faults(&mut self) -> QuantityFaults<'_> {
        QuantityFaults {
            findings: self.findings,
        }
    }
}

/// The id in the name of an entry's file, in a link to it or in the address of its page:
/// `acme` in `acme.yaml`, `members/acme.md`, `members:acme`, `[Acme](members:acme)` and
/// `https://www.example.org/members/acme/`.
fn id_of_file<'t>(text: &'t str, collection: &str) -> &'t str {
    let text = link_target(text).unwrap_or(text).trim();
    let folder = format!("/{collection}/");
    let below = text
        .find(&folder)
        .and_then(|at| text.get(at + folder.len()..));
    let text = below.map_or(text, |below| below.trim_end_matches('/'));
    let within = text.strip_prefix(collection);
    let within = within.and_then(|rest| rest.strip_prefix(['/', ':']));
    let name = within.unwrap_or(text);
    let bare = name
        .strip_suffix(".yaml")
        .or_else(|| name.strip_suffix(".md"));
    bare.unwrap_or(name)
}

/// Whether a path leads to a place on somebody's own disk.
fn is_on_a_disk(path: &str) -> bool {
    let mut signs = path.chars();
    let is_letter = signs.next().is_some_and(|sign| sign.is_ascii_alphabetic());
    let is_drive = is_letter
        && path
            .get(1..3)
            .is_some_and(|rest| matches!(rest, ":\\" | ":/"));
    let homes = ["file:", "~/", "/home/", "/Users/", "\\\\"];
    is_drive || homes.iter().any(|home| path.starts_with(home))
}

/// Whether a path is the address of another site.
fn is_address(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    path.contains("://") || path.starts_with("www.") || path.starts_with("//")
}
