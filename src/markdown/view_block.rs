//! A fenced `view` block: a map, a matrix, a chart of entries. It names its kind, a
//! collection, and the fields that it shows. All of them are checked when the block is parsed;
//! the [table of kinds](super::view_kinds) says which fields are allowed.

use std::sync::Arc;

use super::fenced::{chosen, decoded, from, parse};
use super::view_kinds::{DeclaredFields, FieldKey, KINDS, NAMES, Reach, ViewKind, kind_named};
use crate::diagnostic::Diagnostic;
use crate::model::{Catalog, EntryIndex, no_entry};
use crate::plan::Plan;
use crate::schema::{Collection, DecodedIn, Field, Fields, Item, Lang, Record, Value};
use crate::text::Span;
use crate::yaml::{Kind, Node};

/// The parsed block.
#[derive(Debug, Clone)]
pub(crate) struct ViewBlock {
    /// Its kind.
    pub kind: &'static ViewKind,
    /// The collection, by position; `None` if the kind needs none.
    pub collection: Option<usize>,
    /// The entries, in order.
    pub entries: Vec<EntryIndex>,
    /// The fields that it names, in the order of the kind's keys.
    fields: Vec<(&'static str, NamedField)>,
    /// The whole block.
    record: Record,
}

/// A field that a block names.
#[derive(Debug, Clone)]
pub(crate) struct NamedField {
    /// The name as written.
    pub name: Arc<str>,
    /// The collection of the entries with the field, by position, and the name of the relation
    /// by which they refer to the block's entries; `None` for the block's own collection.
    pub through: Option<(usize, Arc<str>)>,
    /// Its path in that collection; empty for the relation itself.
    pub path: Arc<str>,
}

impl ViewBlock {
    /// The fields that a key names.
    pub(crate) fn fields(&self, key: &str) -> impl Iterator<Item = &NamedField> {
        let named = self.fields.iter().filter(move |(own, _)| *own == key);
        named.map(|(_, field)| field)
    }

    /// The field that a key names.
    #[must_use]
    pub(crate) fn field(&self, key: &str) -> Option<&NamedField> {
        self.fields(key).next()
    }

    /// The text value of a key.
    #[must_use]
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.record.text(key).map(|text| &**text)
    }

    /// The texts of a list value.
    pub(crate) fn texts(&self, key: &str) -> impl Iterator<Item = &str> {
        let items = self.record.get(key).map_or(&[][..], Item::items);
        items
            .iter()
            .filter_map(|item| Some(&**item.value.as_text()?))
    }

    /// The value of a flag; `unsaid` is the default.
    #[must_use]
    pub(crate) fn flag(&self, key: &str, unsaid: bool) -> bool {
        match self.record.get(key).map(|item| &item.value) {
            Some(Value::Bool(flag)) => *flag,
            _ => unsaid,
        }
    }
}

/// Parses the YAML of a block at a span; `None` if it is invalid, which `read` reports.
pub(crate) fn read(
    text: &str,
    span: Span,
    lang: &Lang,
    (catalog, plan): (&Catalog, &Plan),
    findings: &mut Vec<Diagnostic>,
) -> Option<ViewBlock> {
    let root = parse(text, span, findings)?;
    let kind = kind_of(&root, findings)?;
    let properties = catalog.registry.properties.keys();
    let properties: Vec<Arc<str>> = properties.map(|id| id.as_str().into()).collect();
    let before = findings.len();
    let shape = (kind.shape, "place.view_block");
    let record = decoded(&root, shape, &properties, catalog, findings)?;
    declared_names(&record, kind, catalog, findings);
    let mut block = ViewBlock {
        kind,
        collection: None,
        entries: Vec::new(),
        fields: Vec::new(),
        record,
    };
    if block.record.get("from").is_some() {
        let position = from(&block.record, catalog, findings)?;
        block.collection = Some(position);
        block.entries = entries(&block.record, position, lang, (catalog, plan), findings)?;
        for key in kind.keys {
            let items = block.record.get(key.key).map_or(&[][..], Item::items);
            for item in items {
                let field = named(catalog, position, (kind, key), item, findings);
                block.fields.extend(field.map(|field| (key.key, field)));
            }
        }
    }
    (findings.len() == before).then_some(block)
}

/// Reports groups and indicators that a block names but that are not declared.
fn declared_names(
    record: &Record,
    kind: &ViewKind,
    catalog: &Catalog,
    findings: &mut Vec<Diagnostic>,
) {
    let indicators = &catalog.indicators;
    for (_, key, declared) in NAMES.iter().filter(|(own, ..)| *own == kind.name) {
        let (code, argument, known): (_, _, Vec<&str>) = match declared {
            DeclaredFields::Groups => {
                let groups = indicators.groups.keys().map(|id| &**id);
                ("S080.group", "group", groups.collect())
            }
            DeclaredFields::Indicators => {
                let all = indicators.all.iter().map(|own| &*own.id);
                ("S080.indicator", "indicator", all.collect())
            }
        };
        for item in record.get(key).map_or(&[][..], Item::items) {
            let Some(name) = item
                .value
                .as_text()
                .filter(|name| !known.contains(&&***name))
            else {
                continue;
            };
            findings.push(
                Diagnostic::new(code, item.span)
                    .arg(argument, &**name)
                    .did_you_mean(item.span, name, known.iter().copied()),
            );
        }
    }
}

/// The kind that a block names.
fn kind_of(root: &Node, findings: &mut Vec<Diagnostic>) -> Option<&'static ViewKind> {
    let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    if !matches!(root.kind, Kind::Mapping(_) | Kind::Null) {
        let wrong = Diagnostic::new("S003", root.span)
            .arg("field", DecodedIn::Text("place.view_block"))
            .arg("expected", crate::messages::Message::new("value.group"))
            .arg("found", root.kind_name());
        findings.push(wrong);
        return None;
    }
    let Some(node) = root.get("view") else {
        let missing = Diagnostic::new("S004", root.span)
            .arg("field", "view")
            .arg("place", DecodedIn::Text("place.view_block"))
            .arg("expected", names.join(", "));
        findings.push(missing);
        return None;
    };
    let written = node.as_text().unwrap_or_default();
    let kind = kind_named(written);
    if kind.is_none() {
        findings.push(
            Diagnostic::new("S007", node.span)
                .arg("text", written)
                .arg("field", "view")
                .arg("words", names.join(", "))
                .did_you_mean(node.span, written, names.iter().copied()),
        );
    }
    kind
}

/// The entries that a block selects: those in `entries` if it lists some.
fn entries(
    record: &Record,
    collection: usize,
    lang: &Lang,
    (catalog, plan): (&Catalog, &Plan),
    findings: &mut Vec<Diagnostic>,
) -> Option<Vec<EntryIndex>> {
    let mut all = chosen(record, collection, lang, (catalog, plan), findings)?;
    let Some(named) = record.get("entries") else {
        return Some(all);
    };
    let mut wanted = Vec::new();
    for item in named.items() {
        let id = item.value.as_text()?;
        match catalog.find(collection, id) {
            Some(index) => wanted.push(index),
            None => findings.extend(no_entry(catalog, collection, ("entries", id), item.span)),
        }
    }
    all.retain(|index| wanted.contains(index));
    // An entry that is no longer listed still has a page that may show it.
    let pages = wanted
        .into_iter()
        .filter(|index| plan.entry(*index, lang).is_some());
    let unlisted: Vec<EntryIndex> = pages.filter(|index| !all.contains(index)).collect();
    if record.get("where").is_none() {
        all.extend(unlisted);
    }
    Some(all)
}

/// The field that a key of a block names. `named` reports fields that do not exist, are
/// private or do not fit.
fn named(
    catalog: &Catalog,
    position: usize,
    (kind, key): (&'static ViewKind, &FieldKey),
    item: &Item,
    findings: &mut Vec<Diagnostic>,
) -> Option<NamedField> {
    let written = item.value.as_text()?;
    let own = catalog.collections.get(position)?;
    let (first, rest) = written.split_once('.').unwrap_or((written, ""));
    let relation = (key.reach != Reach::Own && own.fields.get(first).is_none())
        .then(|| referring(catalog, own, first))
        .flatten();
    let (of, through, path) = match relation {
        Some(from) => (
            catalog.collections.get(from)?,
            Some((from, first.into())),
            rest,
        ),
        None => (own, None, &**written),
    };
    let field = NamedField {
        name: written.clone(),
        through,
        path: path.into(),
    };
    if field.through.is_some() && path.is_empty() && key.reach == Reach::Relation {
        return Some(field);
    }
    let Some(declared) = of.fields.at(path) else {
        let known = fitting(catalog, own, key);
        let near = own.fields.names().chain(known.iter().map(|name| &**name));
        findings.push(
            Diagnostic::new("S035", item.span)
                .arg("field", &**written)
                .did_you_mean_name(item.span, written, near),
        );
        return None;
    };
    if !is_public_at(&of.fields, path) {
        findings.push(
            Diagnostic::new("S059.named", item.span)
                .arg("field", &**written)
                .arg("role", key.key),
        );
        return None;
    }
    if !fits(declared, key) || (field.through.is_some() && key.reach == Reach::Relation) {
        let known = fitting(catalog, own, key);
        let only = (known.len() == 1).then(|| known.first()).flatten();
        let wrong = Diagnostic::new("S065", item.span)
            .arg("role", format!("{}.{}", kind.name, key.key))
            .arg("field", &**written)
            .arg("type", declared.kind.single().name())
            .arg("types", key.types.join("`, `"));
        findings.push(match only {
            Some(only) => wrong.fix(item.span, only.as_str()),
            None => wrong.did_you_mean(item.span, written, known.iter().map(String::as_str)),
        });
        return None;
    }
    Some(field)
}

/// Whether a field has one of the types that a key accepts.
fn fits(field: &Field, key: &FieldKey) -> bool {
    key.types.is_empty() || key.types.contains(&field.kind.single().name())
}

/// Whether a field and every group around it are public.
fn is_public_at(fields: &Fields, path: &str) -> bool {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    let field = fields.get(first).filter(|field| field.is_public());
    field.is_some_and(|field| {
        let inside = field.kind.fields().filter(|_| !rest.is_empty());
        inside.is_none_or(|inside| is_public_at(inside, rest))
    })
}

/// The collection, by position, whose entries refer to those of another by a relation.
fn referring(catalog: &Catalog, own: &Collection, relation: &str) -> Option<usize> {
    let mut all = catalog.collections.iter();
    all.position(|other| other.fields.relations_to(&own.id).contains(&relation))
}

/// The names of fields that fit a key.
fn fitting(catalog: &Catalog, own: &Collection, key: &FieldKey) -> Vec<String> {
    let mut names = paths(&own.fields, key);
    if key.reach == Reach::Own {
        return names;
    }
    for other in catalog.collections.iter() {
        let mut relations = other.fields.relations_to(&own.id);
        relations.dedup();
        for relation in relations {
            match key.reach {
                Reach::Relation => names.push(relation.to_owned()),
                _ => names.extend(
                    paths(&other.fields, key)
                        .iter()
                        .map(|path| format!("{relation}.{path}")),
                ),
            }
        }
    }
    names
}

/// The paths of the public fields that fit a key, including those in groups.
fn paths(fields: &Fields, key: &FieldKey) -> Vec<String> {
    let public = fields.iter().filter(|field| field.is_public());
    let each = public.flat_map(|field| {
        let own = fits(field, key).then(|| field.name.to_string());
        let inside = field.kind.fields().map(|inside| paths(inside, key));
        let inside = inside.unwrap_or_default().into_iter();
        let inside = inside.map(|path| format!("{}.{path}", field.name));
        own.into_iter().chain(inside).collect::<Vec<_>>()
    });
    each.collect()
}
