//! The data that scripts of a theme read: the search index, the columns of lists,
//! the texts of the interface. One folder a language, named by the hash of all
//! that is in it.
//!
//! A page that is opened from a folder may load nothing but classic scripts, so
//! each file is one: it calls `spunweb.put(name, json)` for every part it holds.
//! The same files serve over HTTP.

mod explore;
mod search;

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde_json::{Value, json};

use crate::artifact::Artifact;
use crate::model::EntryIndex;
use crate::path::{OutPath, Slug, UrlPath};
use crate::present::{Scope, asset, file_of};
use crate::schema::{Lang, View};
use crate::text::Sources;

/// A data file: its name, and the calls it is made of.
pub(crate) struct File {
    name: String,
    script: String,
}

impl File {
    /// A file of named parts.
    pub(crate) fn of(name: &str, parts: Vec<(String, Value)>) -> Self {
        let calls = parts.into_iter().map(|(name, value)| {
            format!("spunweb.put('{name}','{}');\n", escaped(&value.to_string()))
        });
        Self {
            name: name.to_owned(),
            script: calls.collect(),
        }
    }
}

/// JSON inside a text of JavaScript in single quotes. Parsing such a text is
/// faster than an object literal; `<` is escaped for the sake of files that are
/// put into a page.
fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len() + json.len() / 16);
    for character in json.chars() {
        match character {
            '\\' => text.push_str("\\\\"),
            '\'' => text.push_str("\\'"),
            '<' => text.push_str("\\x3c"),
            '\u{2028}' => text.push_str("\\u2028"),
            '\u{2029}' => text.push_str("\\u2029"),
            other => text.push(other),
        }
    }
    text
}

/// Base64 (RFC 4648) with padding, as `atob` reads it.
pub(crate) fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let index = bits >> (18 - 6 * place) & 63;
            let shown = place <= chunk.len();
            let letter = ALPHABET.get(index as usize).filter(|_| shown);
            text.push(letter.map_or('=', |letter| char::from(*letter)));
        }
    }
    text
}

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
        let collections = listed(scope).filter_map(|at| scope.site.catalog.collections.get(at));
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
pub(crate) fn files(scope: Scope<'_>, sources: &Sources) -> Vec<File> {
    let links = Links::new(scope);
    let mut files = vec![site(scope, &links)];
    let positions: Vec<usize> = listed(scope).collect();
    let (words, lists) = rayon::join(
        || search::files(scope, sources, &links),
        || -> Vec<Vec<File>> {
            let positions = positions.par_iter();
            positions
                .map(|position| explore::files(scope, *position, &links))
                .collect()
        },
    );
    files.extend(words);
    files.extend(lists.into_iter().flatten());
    files
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
    let site = scope.site;
    site.plan
        .edition
        .collections
        .iter()
        .copied()
        .filter(|position| {
            let collection = site.catalog.collections.get(*position);
            collection.is_some_and(|collection| collection.list.view != View::None)
        })
}

/// Links as they stand in data files: from the file itself, by the link style of
/// the edition, so that a script resolves them against the file's address.
pub(crate) struct Links<'a> {
    scope: Scope<'a>,
    /// Any file of the folder; all are at the same depth.
    from: UrlPath,
}

impl<'a> Links<'a> {
    fn new(scope: Scope<'a>) -> Self {
        let from = UrlPath::root().file("assets/data/site.js");
        Self { scope, from }
    }

    /// The link to an address.
    pub(crate) fn to(&self, url: &UrlPath) -> String {
        self.scope.site.plan.edition.links.print(&self.from, url)
    }

    /// The link to the page of an entry; empty where it has none.
    pub(crate) fn entry(&self, index: EntryIndex) -> String {
        let plan = &self.scope.site.plan;
        plan.entry(index, self.scope.lang)
            .map_or_else(String::new, |route| self.to(&plan.route(route).url))
    }

    /// The link to the picture of an entry; empty where it has none.
    pub(crate) fn image(&self, index: EntryIndex) -> String {
        let catalog = &self.scope.site.catalog;
        let entry = catalog.entry(index);
        let display = &catalog.collection_of(index).display;
        let file = display
            .image
            .as_ref()
            .and_then(|field| match &entry.record.get(field)?.value {
                crate::schema::Value::Image(record) => file_of(record),
                _ => None,
            });
        let asset = file.and_then(|file| asset(self.scope, file));
        asset.map_or_else(String::new, |(_, asset)| self.to(&asset.url))
    }
}

/// What every script needs: the texts, the marks of numbers, the collections and
/// the pages with a part of their own.
fn site(scope: Scope<'_>, links: &Links<'_>) -> File {
    let catalog = &scope.site.catalog;
    let plan = &scope.site.plan;
    let with_list: Vec<usize> = listed(scope).collect();
    let collections: Vec<Value> = catalog
        .collections
        .iter()
        .enumerate()
        .map(|(position, collection)| {
            json!({
                "id": &*collection.id,
                "label": catalog.label(&collection.label, scope.lang),
                "singular": catalog.label(&collection.singular, scope.lang),
                "list": with_list.contains(&position),
                "compare": collection.fields.iter().any(|field| field.compare && !field.private),
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
        "title": catalog.label(&catalog.config.title, scope.lang),
        "email": catalog.config.organisation.text("email").map(|email| &**email),
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

#[cfg(test)]
mod tests {
    use super::{File, base64};

    #[test]
    fn what_a_text_holds_cannot_end_it() {
        let value = serde_json::json!("a'b\\c</script>\u{2028}");
        let file = File::of("x", vec![("x".to_owned(), value)]);
        assert_eq!(
            file.script,
            "spunweb.put('x','\"a\\'b\\\\\\\\c\\x3c/script>\\u2028\"');\n"
        );
    }

    #[test]
    fn base64_pads() {
        assert_eq!(base64(b""), "");
        assert_eq!(base64(b"f"), "Zg==");
        assert_eq!(base64(b"fo"), "Zm8=");
        assert_eq!(base64(b"foo"), "Zm9v");
        assert_eq!(base64(b"\xff\xfe"), "//4=");
    }
}
