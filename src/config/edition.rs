//! The editions of `site.yaml`: what each contains and how it is built.

use std::sync::Arc;

use super::text;
use crate::diagnostic::Diagnostic;
use crate::path::Slug;
use crate::schema::{Item, Lang, Localized, PartialDate, Record, Value};
use crate::text::Span;
use crate::yaml::{Kind, Node};

/// The longest name of a folder inside a zip file. Windows opens paths of at most 260
/// characters, and unpacking often repeats the folder's name.
const MAX_FOLDER: usize = 20;

/// A name or a value of `site.yaml` with its place.
pub(crate) type SpannedText = (Arc<str>, Span);

/// An edition as declared.
#[derive(Debug, Clone)]
pub struct EditionConfig {
    /// The edition's name, which is its folder in the output.
    pub name: Arc<str>,
    /// Where it is declared.
    pub span: Span,
    /// The name that visitors see.
    pub label: Localized<String>,
    /// Whether links are printed for a folder that is opened without a server.
    pub offline: bool,
    /// The languages it has, each with its place; empty means all.
    pub languages: Vec<(Lang, Span)>,
    /// The collections it has, each with its place; empty means all.
    pub collections: Vec<SpannedText>,
    /// Which entries of a collection it has; a collection that is not named keeps all.
    pub selections: Vec<SelectionConfig>,
    /// The entry that is its title page, as a typed link.
    pub home: Option<SpannedText>,
    /// The last day on which it is valid.
    pub valid_until: Option<(PartialDate, Span)>,
    /// The folder inside its zip file.
    pub folder: Slug,
    /// Whether it is also built as a zip file.
    pub zip: bool,
    /// Whether it is also built as a single page.
    pub single_file: bool,
    /// Its PDF files, as the arguments of `spunweb print`.
    pub print: Vec<SpannedText>,
    /// How much machine-readable data it has.
    pub data: DataAmount,
}

/// How much machine-readable data an edition has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataAmount {
    /// None.
    None,
    /// The data of its lists: tables, and one JSON file each.
    Lists,
    /// The data of its lists, and one JSON file for each entry.
    Entries,
}

/// Which entries of one collection an edition has.
#[derive(Debug, Clone)]
pub struct SelectionConfig {
    /// The collection.
    pub collection: SpannedText,
    /// Conditions: a field, and the values of which it must have one.
    pub conditions: Vec<(SpannedText, Vec<SpannedText>)>,
    /// Entries by id. They are added to the entries that meet the conditions; without
    /// conditions, only they are included.
    pub include: Option<Vec<SpannedText>>,
    /// Entries by id that are always left out.
    pub except: Vec<SpannedText>,
}

/// Reads the editions; the default is only `web`. `root` is the file, for the places of keys.
pub(super) fn editions(
    record: &Record,
    root: &Node,
    findings: &mut Vec<Diagnostic>,
) -> Vec<EditionConfig> {
    let declared: Vec<EditionConfig> = match record.get("editions").map(|item| &item.value) {
        Some(Value::Object(editions)) => editions
            .iter()
            .filter_map(|(name, item)| {
                let node = root.get("editions").and_then(|node| node.get(name));
                edition(name, item, node, findings)
            })
            .collect(),
        _ => Vec::new(),
    };
    if declared.is_empty() {
        let web = Record::empty(record.span);
        return edition_of("web", &web, None, findings)
            .into_iter()
            .collect();
    }
    declared
}

fn edition(
    name: &str,
    item: &Item,
    node: Option<&Node>,
    findings: &mut Vec<Diagnostic>,
) -> Option<EditionConfig> {
    let Value::Object(record) = &item.value else {
        return None;
    };
    let mut edition = edition_of(name, record, node, findings)?;
    edition.span = item.span;
    Some(edition)
}

fn edition_of(
    name: &str,
    record: &Record,
    node: Option<&Node>,
    findings: &mut Vec<Diagnostic>,
) -> Option<EditionConfig> {
    let own_name = match Slug::parse(name) {
        Ok(slug) => slug,
        Err(why) => {
            findings.push(
                Diagnostic::new("U001", record.span)
                    .arg("text", name)
                    .arg("why", why.message()),
            );
            return None;
        }
    };
    let offline = match record.text("link_style").map(|style| &**style) {
        Some("relative") => true,
        Some(_) => false,
        None => name != "web",
    };
    let languages = list(record, "languages").into_iter();
    let selections = node.and_then(|node| node.get("entries"));
    let selections = selections.map_or(&[][..], Node::pairs).iter();
    let not_off = |key: &str| {
        let written = record.get(key).map(|item| &item.value);
        offline && !matches!(written, Some(Value::Bool(false)))
    };
    Some(EditionConfig {
        name: name.into(),
        span: record.span,
        label: text(record, "label"),
        offline,
        languages: languages
            .filter_map(|(lang, span)| Some((Lang::parse(&lang)?, span)))
            .collect(),
        collections: list(record, "collections"),
        selections: selections
            .map(|pair| selection((pair.key.clone(), pair.key_span), &pair.value))
            .collect(),
        home: record
            .get("home")
            .and_then(|item| Some((item.value.as_text()?.clone(), item.span))),
        valid_until: record
            .get("valid_until")
            .and_then(|item| Some((record.date("valid_until")?, item.span))),
        folder: folder(record, own_name, findings),
        zip: not_off("zip"),
        single_file: not_off("single_file"),
        print: list(record, "print"),
        data: match record.text("data").map(|amount| &**amount) {
            Some("none") => DataAmount::None,
            Some("lists") => DataAmount::Lists,
            _ => DataAmount::Entries,
        },
    })
}

/// The folder inside the zip file: as written, or else the edition's name.
fn folder(record: &Record, name: Slug, findings: &mut Vec<Diagnostic>) -> Slug {
    let Some(item) = record.get("folder") else {
        let short = name.as_str().get(..MAX_FOLDER).unwrap_or(name.as_str());
        return Slug::parse(short.trim_end_matches('-')).unwrap_or(name);
    };
    let Value::Slug(slug) = &item.value else {
        return name;
    };
    if slug.as_str().len() > MAX_FOLDER {
        let found = Diagnostic::new("C020", item.span)
            .arg("folder", slug.as_str())
            .arg("length", slug.as_str().len().to_string());
        findings.push(found.arg("limit", MAX_FOLDER.to_string()));
    }
    slug.clone()
}

fn list(record: &Record, key: &str) -> Vec<SpannedText> {
    let items = record.get(key).map_or(&[][..], Item::items).iter();
    items
        .filter_map(|item| Some((item.value.as_text()?.clone(), item.span)))
        .collect()
}

/// Reads a selection: a list of ids, or `where`, `include` and `except`. The decoder has
/// already checked its form.
fn selection(collection: SpannedText, node: &Node) -> SelectionConfig {
    let part = |key: &str| node.get(key);
    let conditions = part("where").map_or(&[][..], Node::pairs).iter();
    let include = match &node.kind {
        Kind::Sequence(_) => Some(words(node)),
        _ => part("include").map(words),
    };
    SelectionConfig {
        collection,
        conditions: conditions
            .map(|pair| ((pair.key.clone(), pair.key_span), words(&pair.value)))
            .collect(),
        include,
        except: part("except").map(words).unwrap_or_default(),
    }
}

/// The words of a list, or a single word in place of a list.
fn words(node: &Node) -> Vec<SpannedText> {
    let nodes = match &node.kind {
        Kind::Sequence(items) => items,
        _ => std::slice::from_ref(node),
    };
    nodes
        .iter()
        .filter_map(|node| Some((node.as_text()?.into(), node.span)))
        .collect()
}
