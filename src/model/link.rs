//! Links entries into a catalogue.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::catalog::{BackLink, Catalog};
use super::names::{Names, ids};
use super::resolve::{Files, Known, resolve};
use super::titles::titles;
use super::unlink::unlink;
use super::withheld::withheld;
use super::{State, Visibility, order};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, MAX_HINTED, Place, closest};
use crate::load::{Declarations, Entries, Entry};
use crate::locale::Collation;
use crate::path::SourcePath;
use crate::schema::{EntryIndex, Field, Fields, FileIndex, Lang, TermIndex, Value, Visit, walk};
use crate::text::{Sources, Span};

/// What was loaded.
#[derive(Debug)]
pub struct Loaded {
    /// What the site declares.
    pub declarations: Declarations,
    /// The entries and introductions.
    pub entries: Entries,
    /// The files that are copied as they are.
    pub assets: Vec<SourcePath>,
    /// Which entries have a page.
    pub visibility: Visibility,
}

/// Links what was loaded, as of a day.
pub fn link(
    loaded: Loaded,
    as_of: Date,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> Catalog {
    let Loaded {
        declarations,
        entries,
        assets,
        visibility,
    } = loaded;
    let Declarations {
        config,
        collections,
        unread_collections,
        vocabularies,
        registry,
        ranges,
        confirmed,
        letters,
        indicators,
        ..
    } = declarations;
    let states = entries.entries.iter().map(|entry| {
        let collection = &collections[entry.collection];
        State::of(&entry.record, collection, as_of, visibility)
    });
    let states: Vec<State> = states.collect();
    let ids = ids(entries.entries.iter());
    let names = Names::new(&collections, &entries.entries);
    let mut entries = entries;
    let unread = entries.unread.clone();
    let files = Files::new(assets);
    let known = Known {
        config: &config,
        collections: &collections,
        vocabularies: &vocabularies,
        registry: &registry,
        files: &files,
        ids: &ids,
        names: &names,
        states: &states,
        unread: &unread,
    };
    findings.extend(resolve_all(&mut entries.entries, known));
    let collations = collations(&config);
    let mut catalog = Catalog {
        back_links: Arc::default(),
        entries: entries.entries,
        unread: entries.unread,
        introductions: entries.introductions,
        orders: Arc::default(),
        config,
        collections,
        unread_collections,
        vocabularies,
        registry,
        ranges,
        assets: Vec::new(),
        withholds: false,
        files: Arc::new(files),
        confirmed,
        letters,
        indicators,
        as_of,
        states: Arc::new(states),
        ids: Arc::new(ids),
        names: Arc::new(names),
        titles: Arc::default(),
        collations,
    };
    complete(&mut catalog, sources, findings);
    catalog
}

/// Resolves the references and values of all entries.
fn resolve_all(entries: &mut [Arc<Entry>], known: Known<'_>) -> Vec<Diagnostic> {
    let each = entries.par_iter_mut().zip(known.states);
    let found: Vec<Vec<Diagnostic>> = each
        .map(|(entry, state)| {
            let mut findings = Vec::new();
            unlink(entry, *state, known, &mut findings);
            resolve(entry, *state, known, &mut findings);
            findings
        })
        .collect();
    found.into_iter().flatten().collect()
}

/// Adds what follows from all entries: titles, files, back links, orders.
fn complete(catalog: &mut Catalog, sources: &Sources, findings: &mut Vec<Diagnostic>) {
    catalog.titles = Arc::new(titles(catalog));
    meant_by_title(catalog, findings);
    let withheld = withheld(catalog, sources, findings);
    catalog.assets = published_assets(catalog, &withheld.files);
    catalog.withholds = withheld.may_change;
    let ((back_links, found), orders) = rayon::join(
        || {
            let mut found = Vec::new();
            let back_links = back_links(catalog);
            unique_values(catalog, &back_links, &mut found);
            (back_links, found)
        },
        || orders(catalog),
    );
    findings.extend(found);
    catalog.back_links = Arc::new(back_links);
    catalog.orders = Arc::new(orders);
}

/// Suggests the entry whose title was written instead of its id.
fn meant_by_title(catalog: &Catalog, findings: &mut [Diagnostic]) {
    let mut called: BTreeMap<usize, BTreeMap<String, BTreeSet<EntryIndex>>> = BTreeMap::new();
    let unknown = findings
        .iter_mut()
        .filter(|found| found.code() == "R001" && found.fix.is_none());
    for (number, found) in unknown.enumerate() {
        let collection = found
            .text("collection")
            .and_then(|id| catalog.collection(id));
        let (Some(title), Some(collection)) = (found.text("id"), collection) else {
            continue;
        };
        // The titles of a collection are collected once, however many references are wrong.
        let titles = called
            .entry(collection)
            .or_insert_with(|| by_title(catalog, collection));
        let title = title.trim().to_lowercase();
        // A misspelt title is compared with all titles, so only the first findings get this
        // hint.
        let near = || {
            let hinted = titles.keys().filter(|_| number < MAX_HINTED);
            titles.get(closest(&title, hinted.map(String::as_str))?)
        };
        let entries = titles.get(&title).or_else(near);
        let only = entries.filter(|entries| entries.len() == 1);
        if let (Some(only), Place::Span(span)) = (only.and_then(BTreeSet::first), &found.place) {
            let name = match found.text("by") {
                // Of a field, each entry is looked at, which only the first ones are.
                Some(by) => catalog.name_by(*only, by).filter(|_| number < MAX_HINTED),
                None => Some(catalog.entry(*only).id.clone()),
            };
            if let Some(name) = name {
                *found = found.clone().fix(*span, &*name);
            }
        }
    }
}

/// The entries of a collection by their titles, without regard to capitals.
fn by_title(catalog: &Catalog, collection: usize) -> BTreeMap<String, BTreeSet<EntryIndex>> {
    let mut titles: BTreeMap<String, BTreeSet<EntryIndex>> = BTreeMap::new();
    let own = |index: &EntryIndex| catalog.entry(*index).collection == collection;
    for index in catalog.all().filter(own) {
        for lang in &catalog.config.languages {
            let title = catalog.title(index, lang).to_lowercase();
            titles.entry(title).or_default().insert(index);
        }
    }
    titles
}

/// How each language of the site sorts.
fn collations(config: &Config) -> Arc<BTreeMap<Lang, Collation>> {
    let languages = config.languages.iter();
    Arc::new(
        languages
            .map(|lang| (lang.clone(), Collation::of(lang)))
            .collect(),
    )
}

/// The files that may be published: not those in the folder of an entry that has
/// no page, and not those that are withheld.
fn published_assets(catalog: &Catalog, withheld: &BTreeSet<FileIndex>) -> Vec<SourcePath> {
    let hidden: Vec<&SourcePath> = catalog
        .all()
        .filter(|index| !catalog.state(*index).has_page())
        .filter_map(|index| catalog.entry(index).folder.as_ref())
        .collect();
    let is_hidden = |path: &SourcePath| {
        hidden
            .iter()
            .any(|folder| path.below(folder.as_str()).is_some())
    };
    let files = catalog.files.paths().iter().enumerate();
    files
        .filter(|(at, path)| !withheld.contains(&FileIndex::new(*at)) && !is_hidden(path))
        .map(|(_, path)| path.clone())
        .collect()
}

/// Inverts every public reference: the target lists the entries that refer to it.
/// Unpublished entries neither list nor are listed.
fn back_links(catalog: &Catalog) -> Vec<Vec<BackLink>> {
    let mut back_links = vec![Vec::new(); catalog.entries.len()];
    let published = |index: &EntryIndex| catalog.state(*index).has_page();
    for index in catalog.all().filter(published) {
        let fields = &catalog.collection_of(index).fields;
        let asked = |field: &Field| field.inverse.is_some();
        walk(&catalog.entry(index).record, fields, &asked, &mut |visit| {
            let (Value::Ref(named), Some(inverse)) = (&visit.item.value, &visit.field.inverse)
            else {
                return;
            };
            let target = named.to;
            if visit.private || target == index || !catalog.state(target).has_page() {
                return;
            }
            let link = BackLink {
                from: index,
                inverse: inverse.as_str().into(),
                role: role(&visit, fields),
            };
            if let Some(list) = back_links.get_mut(target.position())
                && !is_listed(list, &link)
            {
                list.push(link);
            }
        });
    }
    back_links
}

/// Whether a link is already among the back links of an entry. Entries are processed in
/// order, so the links of one entry are at the end; only those are searched, since a
/// popular target has many.
fn is_listed(links: &[BackLink], link: &BackLink) -> bool {
    let own = links.iter().rev();
    let mut own = own.take_while(|other| other.from == link.from);
    own.any(|other| other == link)
}

/// The term next to the reference in its group. A term of the entry itself, whose fields
/// are `fields`, says nothing about a single reference.
fn role(visit: &Visit<'_>, fields: &Fields) -> Option<TermIndex> {
    if std::ptr::eq(visit.siblings, fields) {
        return None;
    }
    visit.siblings.iter().find_map(|field| {
        let item = visit.parent.get(&field.name).filter(|_| !field.private)?;
        match &item.value {
            Value::Term(named) => Some(named.to),
            _ => None,
        }
    })
}

/// The first occurrence of a value of a unique field.
struct FirstUse<'a> {
    entry: EntryIndex,
    span: Span,
    lang: Option<&'a Lang>,
}

/// No two entries of a collection share the value of a unique field, and no
/// entry has it twice; the same text in two languages is one value.
fn unique_values(catalog: &Catalog, back_links: &[Vec<BackLink>], findings: &mut Vec<Diagnostic>) {
    // The address of the declaration distinguishes fields of the same name.
    let mut seen: BTreeMap<(usize, *const Field, String), FirstUse<'_>> = BTreeMap::new();
    // The entry with more references is the one to keep; of two with as many, the
    // one with the shorter id, since a second one is named `nano-tex` or `nanotex-2`.
    let weight = |index: EntryIndex| {
        let references = back_links.get(index.position()).map_or(0, Vec::len);
        let length = catalog.entry(index).id.len();
        (std::cmp::Reverse(references), length, index)
    };
    let mut all: Vec<EntryIndex> = catalog.all().collect();
    all.sort_by_key(|index| weight(*index));
    for index in all {
        let entry = catalog.entry(index);
        let fields = &catalog.collection_of(index).fields;
        walk(&entry.record, fields, &|field| field.unique, &mut |visit| {
            let Some(text) = visit.item.value.written() else {
                return;
            };
            let field = std::ptr::from_ref(visit.field);
            let key = (entry.collection, field, text.to_lowercase());
            match seen.get(&key) {
                Some(first) if first.entry == index && first.lang != visit.lang => {}
                Some(first) => {
                    let key = match (first.entry == index, visit.private) {
                        (true, false) => "S021.within",
                        (true, true) => "S021.within_private",
                        (false, false) => "S021",
                        (false, true) => "S021.private",
                    };
                    findings.push(
                        Diagnostic::new(key, visit.item.span)
                            .arg("field", name_of(visit.field))
                            .arg_if("value", (!visit.private).then_some(text))
                            .arg("collection", &*catalog.collection_of(index).id)
                            .arg("first", &*catalog.entry(first.entry).id)
                            .arg("second", &*entry.id)
                            .related(first.span, "first"),
                    );
                }
                None => {
                    let (entry, span, lang) = (index, visit.item.span, visit.lang);
                    seen.insert(key, FirstUse { entry, span, lang });
                }
            }
        });
    }
}

/// The name of a field for messages: that of its kind of identifier, or its own.
fn name_of(field: &Field) -> String {
    match field.checksum {
        Some(checksum) => checksum.name().to_owned(),
        None => format!("`{}`", field.name),
    }
}

fn orders(catalog: &Catalog) -> BTreeMap<Lang, Vec<Vec<EntryIndex>>> {
    catalog
        .collations
        .iter()
        .map(|(lang, collation)| {
            let lists = catalog
                .collections
                .iter()
                .enumerate()
                .map(|(position, collection)| {
                    let listed: Vec<EntryIndex> = catalog
                        .all()
                        .filter(|index| catalog.entry(*index).collection == position)
                        .filter(|index| catalog.state(*index) == State::Published)
                        .collect();
                    order::sorted(catalog, listed, &collection.sort, lang, collation)
                })
                .collect();
            (lang.clone(), lists)
        })
        .collect()
}
