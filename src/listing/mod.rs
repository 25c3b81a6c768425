//! The data that scripts of a theme read: the search index, the columns of lists,
//! the texts of the interface. One folder a language, named by the hash of all
//! that is in it.
//!
//! A page that is opened from a folder may load nothing but classic scripts, so
//! each file is one: it calls `spunweb.put(name, json)` for every part it holds.
//! The same files serve over HTTP.

mod explore;
mod file;
mod search;

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde_json::{Value, json};

use explore::{Columns, ListPart};
use file::Links;
pub(crate) use file::{File, base64};
use search::{Folding, Results, Words};

use crate::artifact::Artifact;
use crate::path::{OutPath, Slug, UrlPath};
use crate::present::{Detail, EntryView, FieldInfo, Scope};
use crate::schema::{Lang, View};
use crate::text::Sources;

/// The data files of an edition.
#[derive(Default)]
pub(crate) struct Data {
    folders: BTreeMap<Lang, Folder>,
    /// Everything that is to be written.
    pub artifacts: Vec<Artifact>,
}

/// The data files of a language.
struct Folder {
    path: String,
    /// The files that pages name; these name the others.
    names: Vec<String>,
}

impl Data {
    /// Adds the data of a language.
    pub(crate) fn add(&mut self, scope: Scope<'_>, files: Vec<File>) {
        let mut hasher = blake3::Hasher::new();
        for file in &files {
            hasher.update(file.name.as_bytes());
            hasher.update(&(file.script.len() as u64).to_le_bytes());
            hasher.update(file.script.as_bytes());
        }
        let hash = hasher.finalize().to_hex();
        if let Some(folder) = self.announce(scope, &hash[..16]) {
            self.artifacts.extend(artifacts(files, &folder));
        }
    }

    /// Gives the data of a language their addresses, under a name that changes
    /// with the data, before they are made. Returns their folder.
    pub(crate) fn announce(&mut self, scope: Scope<'_>, version: &str) -> Option<String> {
        let tag = Slug::parse(&scope.lang.as_str().to_ascii_lowercase()).ok()?;
        let path = format!("assets/data-{tag}-{version}");
        let mut names = vec!["site".to_owned(), "search".to_owned()];
        let collections = listed(scope).filter_map(|at| scope.collection(at));
        names.extend(collections.map(|collection| format!("list-{}", collection.id)));
        let folder = Folder {
            path: path.clone(),
            names,
        };
        self.folders.insert(scope.lang.clone(), folder);
        Some(path)
    }

    /// The address of a file.
    pub(crate) fn url(&self, lang: &Lang, name: &str) -> Option<UrlPath> {
        let folder = self.folders.get(lang)?;
        let known = folder.names.iter().any(|known| known == name);
        known.then(|| UrlPath::root().file(&format!("{}/{name}.js", folder.path)))
    }

    /// The folder of a language.
    pub(crate) fn folder(&self, lang: &Lang) -> Option<&str> {
        self.folders.get(lang).map(|folder| folder.path.as_str())
    }

    /// The language whose data are in a folder.
    pub(crate) fn language_of(&self, folder: &str) -> Option<&Lang> {
        let found = self.folders.iter().find(|(_, own)| own.path == folder);
        found.map(|(lang, _)| lang)
    }
}

/// The data of a language.
///
/// 1. Every entry with a page is read once: its words for search, its row in the list
///    of its collection.
/// 2. The words become the index, the rows the lists.
pub(crate) fn files(scope: Scope<'_>, sources: &Sources) -> Vec<File> {
    let links = Links::new(scope);
    let plans: Vec<Columns<'_>> = listed(scope).map(|at| Columns::new(scope, at)).collect();
    let entries = scope.site.entries_with_page(scope.lang);
    let folding = Folding::new();
    let mut read: Vec<Read<'_>> = entries
        .par_chunks(PART)
        .enumerate()
        .map(|(part, entries)| {
            let mut read = Read {
                words: Words::new(scope, &folding),
                results: Results::default(),
                lists: plans.iter().map(ListPart::new).collect(),
            };
            for (document, index) in (part * PART..).zip(entries) {
                if let Some(view) = scope.entry(*index) {
                    read.take(document, &view, scope, sources, &links);
                }
            }
            read
        })
        .collect();
    let mut lists: Vec<ListPart<'_>> = plans.iter().map(ListPart::new).collect();
    let mut results = Results::default();
    for part in &mut read {
        results.append(std::mem::take(&mut part.results));
        for (list, part) in lists.iter_mut().zip(part.lists.drain(..)) {
            list.append(part);
        }
    }
    let words = read.into_iter().map(|part| part.words).collect();
    let mut files = vec![site(scope, &links)];
    let (words, lists) = rayon::join(
        || search::files(words, &results),
        || -> Vec<Vec<File>> {
            let lists = lists.into_par_iter();
            lists.map(|list| list.files(scope)).collect()
        },
    );
    files.extend(words);
    files.extend(lists.into_iter().flatten());
    files
}

/// How many entries are read by one thread at a time.
const PART: usize = 1024;

/// What a part of the entries gives.
struct Read<'a> {
    words: Words<'a>,
    results: Results,
    lists: Vec<ListPart<'a>>,
}

impl<'a> Read<'a> {
    fn take(
        &mut self,
        document: usize,
        view: &EntryView<'a>,
        scope: Scope<'a>,
        sources: &Sources,
        links: &Links<'_>,
    ) {
        let link = links.to(&scope.site.plan.route(view.link).url);
        let image = picture(view).map_or_else(String::new, |url| links.to(url));
        let text = scope.text_of(view.index);
        let text = text.map(|text| text.markdown(sources));
        let document = u32::try_from(document).unwrap_or(u32::MAX);
        self.words.read(document, view, text);
        self.results.push(view, &link, &image);
        let is_listed = scope.site.plan.place(view.index, scope.lang).is_some();
        let mut lists = self.lists.iter_mut();
        let list = lists.find(|list| list.position() == view.position);
        if let Some(list) = list.filter(|_| is_listed) {
            list.push(view, link, image);
        }
    }
}

/// The address of the picture of an entry.
fn picture<'a>(view: &EntryView<'a>) -> Option<&'a UrlPath> {
    match &view.fields.get(view.image?)?.value.detail {
        Detail::Picture(picture) => Some(picture.url),
        _ => None,
    }
}

/// The data of a language as they lie in a folder.
pub(crate) fn artifacts(files: Vec<File>, folder: &str) -> Vec<Artifact> {
    let all = files.into_iter().filter_map(|file| {
        Some(Artifact {
            path: OutPath::new(&format!("{folder}/{}.js", file.name)).ok()?,
            bytes: file.script.into_bytes(),
        })
    });
    all.collect()
}

/// The collections of an edition that have a list.
fn listed(scope: Scope<'_>) -> impl Iterator<Item = usize> {
    let positions = scope.site.plan.edition.collections.iter().copied();
    positions.filter(move |at| scope.view(*at).is_some_and(|view| view != View::None))
}

/// What every script needs: the texts, the marks of numbers, the collections and
/// the pages with a part of their own.
fn site(scope: Scope<'_>, links: &Links<'_>) -> File {
    let plan = &scope.site.plan;
    let with_list: Vec<usize> = listed(scope).collect();
    let collections: Vec<Value> = scope
        .collections()
        .map(|(position, collection)| {
            let fields = scope.fields_of_collection(position);
            json!({
                "id": collection.id,
                "label": collection.label,
                "singular": collection.singular,
                "list": with_list.contains(&position),
                "compare": fields.iter().any(FieldInfo::is_compared),
            })
        })
        .collect();
    let tools: serde_json::Map<String, Value> = plan
        .tools(scope.lang)
        .map(|(tool, route)| {
            (
                tool.name().to_owned(),
                links.to(&plan.route(route).url).into(),
            )
        })
        .collect();
    let format = crate::quantity::NumberFormat::of(scope.lang.as_str());
    let value = json!({
        "lang": scope.lang.as_str(),
        "title": scope.site_title(),
        "email": scope.organisation_text("email"),
        "edition": &*plan.edition.name,
        "offline": plan.edition.offline,
        "online": plan.edition.base_url,
        "decimal": format.decimal_mark,
        "group": format.group_mark,
        "root": links.to(&UrlPath::root()),
        "tools": tools,
        "collections": collections,
        "texts": scope.texts.of_scripts(),
    });
    File::of("site", vec![("site".to_owned(), value)])
}
