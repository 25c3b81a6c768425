//! The data that scripts of a theme read: the search index, the columns of lists, the texts of
//! the interface. Each language has one folder; each file name contains the hash of its
//! content, and index files refer to the others. Pages name only `site`, which changes with
//! the texts and collections; `files.js` leads to the rest.
//!
//! A page that is opened from a folder can load only classic scripts, so each file is one: it
//! calls `spunweb.put(name, json)` for each of its parts. The same files work over HTTP.

mod explore;
mod file;
mod search;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde_json::{Value, json};

use explore::{Columns, ListPart, related_terms};
pub(crate) use file::{DataVersion, File, Naming, base64};
use file::{INDEX, Links};
use search::{Beside, Folding, Results, Stemming, Words};

use crate::artifact::Artifact;
use crate::path::{OutPath, Slug, UrlPath};
use crate::present::{Detail, EntryView, FieldInfo, Scope};
use crate::schema::{Lang, View};
use crate::text::Sources;
use crate::theme::ContentAsset;

/// The data files of an edition.
#[derive(Default)]
pub(crate) struct Data {
    folders: BTreeMap<Lang, Folder>,
    /// All files to write.
    pub artifacts: Vec<Artifact>,
}

/// The data files of a language.
struct Folder {
    path: String,
    /// The files that pages name, with their file names; these files name the others.
    files: BTreeMap<String, String>,
}

impl Data {
    /// Adds the data of a language.
    pub(crate) fn add(&mut self, scope: Scope<'_>, files: Vec<File>) {
        let Some(path) = folder_of(scope.lang) else {
            return;
        };
        let named: Vec<String> = named_by_pages(scope).collect();
        let files_of_pages = files.iter().filter(|file| named.contains(&file.name));
        let folder = Folder {
            files: files_of_pages
                .map(|file| (file.name.clone(), file.lies_under.clone()))
                .collect(),
            path: path.clone(),
        };
        self.folders.insert(scope.lang.clone(), folder);
        self.artifacts.extend(artifacts(files, &path));
    }

    /// Sets the addresses of a language's data before the files exist. They change with the
    /// version of the content.
    pub(crate) fn announce(&mut self, scope: Scope<'_>, version: &DataVersion) {
        let Some(path) = folder_of(scope.lang) else {
            return;
        };
        let named = named_by_pages(scope);
        let folder = Folder {
            files: named
                .map(|name| (name.clone(), version.file_name(&name)))
                .collect(),
            path,
        };
        self.folders.insert(scope.lang.clone(), folder);
    }

    /// The address of a file.
    pub(crate) fn url(&self, lang: &Lang, name: &str) -> Option<UrlPath> {
        let folder = self.folders.get(lang)?;
        let file = folder.files.get(name)?;
        Some(UrlPath::root().file(&format!("{}/{file}", folder.path)))
    }

    /// The folder of a language.
    pub(crate) fn folder(&self, lang: &Lang) -> Option<&str> {
        self.folders.get(lang).map(|folder| folder.path.as_str())
    }

    /// The language whose data is in a folder.
    pub(crate) fn language_of(&self, folder: &str) -> Option<&Lang> {
        let found = self.folders.iter().find(|(_, own)| own.path == folder);
        found.map(|(lang, _)| lang)
    }
}

/// The folder of the data of a language.
fn folder_of(lang: &Lang) -> Option<String> {
    let tag = Slug::parse(&lang.as_str().to_ascii_lowercase()).ok()?;
    Some(format!("assets/data-{tag}"))
}

/// The files that pages may name: the data for every script, the search index, the index of
/// the other files, and each list.
fn named_by_pages(scope: Scope<'_>) -> impl Iterator<Item = String> {
    let collections = listed(scope).filter_map(move |at| scope.collection(at));
    let lists = collections.map(|collection| format!("list-{}", collection.id));
    ["site", "search", INDEX]
        .map(str::to_owned)
        .into_iter()
        .chain(lists)
}

/// The data of a language.
///
/// 1. Every entry with a page is read once: its words for search, and its row in the list of
///    its collection.
/// 2. Then lists and the pages of terms are read for search.
/// 3. The words become the index, the rows become the lists.
pub(crate) fn files(scope: Scope<'_>, sources: &Sources, naming: &Naming) -> Vec<File> {
    let links = Links::new(scope);
    let plans: Vec<Columns<'_>> = listed(scope).map(|at| Columns::new(scope, at)).collect();
    let entries = scope.site.entries_with_page(scope.lang);
    let (folding, stemming) = (Folding::new(), Stemming::of(scope.lang.as_str()));
    let mut read: Vec<ReadEntries<'_>> = entries
        .par_chunks(PART)
        .enumerate()
        .map(|(part, entries)| {
            let mut read = ReadEntries {
                words: Words::new(scope, &folding, &stemming),
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
    let mut words: Vec<Words<'_>> = read.into_iter().map(|part| part.words).collect();
    let ways = scope.ways().into_iter();
    let ways = ways.map(|way| {
        let link = links.to(&scope.site.plan.route(way.link).url);
        (way, link)
    });
    let beside = Beside {
        ways: ways.collect(),
        ranges: lists.iter().flat_map(|list| list.ranges(scope)).collect(),
    };
    let mut words_of_ways = Words::new(scope, &folding, &stemming);
    for (document, (way, _)) in (entries.len()..).zip(&beside.ways) {
        words_of_ways.read_way(u32::try_from(document).unwrap_or(u32::MAX), way);
    }
    words.push(words_of_ways);
    let (words, lists) = rayon::join(
        || search::files(scope, words, &results, &beside, naming),
        || -> Vec<(File, Vec<File>)> {
            let lists = lists.into_par_iter();
            lists.map(|list| list.files(scope, naming)).collect()
        },
    );
    let (lists, parts): (Vec<File>, Vec<Vec<File>>) = lists.into_iter().unzip();
    let index = File::index_of(words.iter().take(1).chain(&lists));
    let mut files = vec![site(scope, &links, naming), index];
    files.extend(words);
    files.extend(lists);
    files.extend(parts.into_iter().flatten());
    files
}

/// The data of a language, part by part, for the single page of an edition; empty if the theme
/// has no page that reads it.
pub(crate) fn inside(scope: Scope<'_>, sources: &Sources) -> Vec<(String, Value)> {
    if scope.site.plan.tools(scope.lang).next().is_none() {
        return Vec::new();
    }
    let files = files(scope, sources, &Naming::Inside).into_iter();
    files.flat_map(|file| file.parts).collect()
}

/// How many entries one thread reads at a time.
const PART: usize = 1024;

/// The result of reading a part of the entries.
struct ReadEntries<'a> {
    words: Words<'a>,
    results: Results<'a>,
    lists: Vec<ListPart<'a>>,
}

impl<'a> ReadEntries<'a> {
    fn take(
        &mut self,
        document: usize,
        view: &EntryView<'a>,
        scope: Scope<'a>,
        sources: &Sources,
        links: &Links<'_>,
    ) {
        let link = links.to(&scope.site.plan.route(view.link).url);
        let image = picture(view).map(|asset| {
            let url = asset.small();
            scope.site.named_pictures.name(url);
            links.to(url)
        });
        let image = image.unwrap_or_default();
        let text = scope.text_of(view.index);
        let text = text.map(|text| text.markdown(sources));
        let document = u32::try_from(document).unwrap_or(u32::MAX);
        let related = related_terms(scope, view);
        let text = self.words.read(document, view, text, &related);
        let shown = (link.as_str(), image.as_str());
        self.results.push(scope, view, shown, text, &related);
        let is_listed = scope.site.plan.place(view.index, scope.lang).is_some();
        let mut lists = self.lists.iter_mut();
        let list = lists.find(|list| list.position() == view.position);
        if let Some(list) = list.filter(|_| is_listed) {
            list.push(scope, view, link, image);
        }
    }
}

/// The picture of an entry.
fn picture<'a>(view: &EntryView<'a>) -> Option<&'a ContentAsset> {
    match &view.fields.get(view.image?)?.value.detail {
        Detail::Picture(picture) => Some(picture.asset),
        _ => None,
    }
}

/// The data files of a language in a folder.
pub(crate) fn artifacts(files: Vec<File>, folder: &str) -> Vec<Artifact> {
    let all = files.into_iter().filter_map(|file| {
        Some(Artifact {
            path: OutPath::new(&format!("{folder}/{}", file.lies_under)).ok()?,
            bytes: file.script.into_bytes(),
        })
    });
    all.collect()
}

/// The collections of an edition with a non-empty list.
fn listed(scope: Scope<'_>) -> impl Iterator<Item = usize> {
    let plan = &scope.site.plan;
    let positions = plan.edition.collections.iter().copied();
    positions.filter(move |at| {
        let has_list = scope.view(*at).is_some_and(|view| view != View::None);
        has_list && !plan.listed(*at, scope.lang).is_empty()
    })
}

/// The data for every script: the texts, the number separators, the collections and the pages
/// with data of their own.
fn site(scope: Scope<'_>, links: &Links<'_>, naming: &Naming) -> File {
    let plan = &scope.site.plan;
    let with_list: Vec<usize> = listed(scope).collect();
    let entries = scope.site.entries_with_page(scope.lang);
    let shown: BTreeSet<usize> = entries
        .into_iter()
        .map(|index| scope.site.collection_of(index))
        .collect();
    let collections: Vec<Value> = scope
        .collections()
        .map(|(position, collection)| {
            // Scripts find a collection by its position; one without a page needs no texts.
            if !shown.contains(&position) {
                return json!({"id": collection.id, "label": "", "singular": ""});
            }
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
    File::of(naming, "site", vec![("site".to_owned(), value)])
}
