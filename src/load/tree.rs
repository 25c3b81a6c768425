//! What each file of the content tree is, decided by its path alone.

use super::copies::copy_of;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Files, TextFile};
use crate::diagnostic::{Diagnostic, Place, closest};
use crate::path::{Slug, SourcePath, composed};
use crate::schema::Lang;
use crate::text::{SourceId, Span};

/// The files of a content tree by what they are.
#[derive(Debug, Default)]
pub struct ContentTree {
    /// `content/site.yaml`.
    pub site: Option<TextFile>,
    /// `content/schema/*.yaml`, except the registry of properties and the indicators.
    pub schema: Vec<TextFile>,
    /// `content/schema/properties.yaml`.
    pub properties: Option<TextFile>,
    /// `content/schema/indicators.yaml`.
    pub indicators: Option<TextFile>,
    /// `content/vocabularies/<id>.yaml`.
    pub vocabularies: Vec<(Arc<str>, TextFile)>,
    /// `content/translations.yaml`.
    pub confirmed: Option<TextFile>,
    /// `content/letters.yaml`.
    pub letters: Option<TextFile>,
    /// Entries by collection and id.
    pub entries: BTreeMap<(Arc<str>, Arc<str>), EntryFiles>,
    /// `content/<collection>/_index.md` and `_index.<lang>.md`.
    pub introductions: Vec<(Arc<str>, Option<Lang>, TextFile)>,
    /// `content/assets/**` and the pictures in entries' folders.
    pub assets: Vec<SourcePath>,
}

/// The files of one entry.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct EntryFiles {
    /// `<id>.yaml` or `<id>/index.yaml`.
    pub record: Option<TextFile>,
    /// `<id>.md`, `<id>.<lang>.md`, or the same named `index` in its folder.
    pub texts: Vec<(Option<Lang>, TextFile)>,
    /// `content/<collection>/<id>`, for an entry that is a folder.
    pub folder: Option<SourcePath>,
}

impl EntryFiles {
    /// The files' texts.
    pub(crate) fn sources(&self) -> impl Iterator<Item = SourceId> {
        let texts = self.texts.iter().map(|(_, file)| file);
        self.record.iter().chain(texts).map(|file| file.source)
    }

    /// Whether the entry consists of more than translations.
    #[must_use]
    pub(crate) fn has_original(&self, default: &Lang) -> bool {
        let mut texts = self.texts.iter();
        self.record.is_some()
            || texts.any(|(lang, _)| lang.as_ref().is_none_or(|lang| lang == default))
    }
}

/// Sorts the files of a content tree.
pub fn sort_files(files: Files, findings: &mut Vec<Diagnostic>) -> ContentTree {
    let mut tree = ContentTree::default();
    for file in files.texts {
        let path = file.path.clone();
        let below = path.below("content").unwrap_or_default().to_owned();
        let parts: Vec<&str> = below.split('/').collect();
        if path.extension() == "yml" {
            let meant = format!("{}.yaml", path.file_name().trim_end_matches(".yml"));
            findings.push(Diagnostic::new("C010", Place::File(path.clone())).arg("meant", meant));
            // It is still read, so that references to it are not reported as well.
            if parts.len() != 2 {
                continue;
            }
        }
        match parts.as_slice() {
            ["site.yaml"] => tree.site = Some(file),
            ["letters.yaml"] => tree.letters = Some(file),
            ["translations.yaml"] => tree.confirmed = Some(file),
            ["schema", "properties.yaml"] => tree.properties = Some(file),
            ["schema", "indicators.yaml"] => tree.indicators = Some(file),
            ["schema", _] if is_record(&path) => tree.schema.push(file),
            ["vocabularies", name] if is_record(&path) => {
                tree.vocabularies.push((record_name(name).into(), file));
            }
            ["schema" | "vocabularies", ..] => findings.push(ignored(file.path)),
            // A git host shows it beside the files of a folder.
            [.., name] if name.eq_ignore_ascii_case("readme.md") => {
                findings.push(ignored(file.path));
            }
            [collection, name] => tree.add(collection, name, None, file, findings),
            [collection, folder, name] => tree.add(collection, name, Some(folder), file, findings),
            _ => findings.push(ignored(file.path)),
        }
    }
    findings.extend(twins(&files.others));
    for path in files.others {
        let below = path.below("content").unwrap_or_default().to_owned();
        let parts: Vec<&str> = below.split('/').collect();
        match parts.as_slice() {
            ["assets", _, ..] | [_, _, _] => tree.assets.push(path),
            _ => findings.push(ignored(path)),
        }
    }
    tree.assets.retain(|path| {
        let known = crate::config::limits::ASSET_EXTENSIONS.contains(&path.extension().as_str());
        if !known {
            findings.push(
                Diagnostic::new("I013", Place::File(path.clone()))
                    .arg("extension", path.extension()),
            );
        }
        known
    });
    tree
}

/// The name of a data file without its extension.
pub(super) fn record_name(file_name: &str) -> &str {
    let ends = [".yaml", ".yml"];
    let mut names = ends.iter().filter_map(|end| file_name.strip_suffix(end));
    names.next().unwrap_or(file_name)
}

/// Whether a file contains data; this includes extensions that a finding asks to change.
fn is_record(path: &SourcePath) -> bool {
    matches!(path.extension().as_str(), "yaml" | "yml")
}

/// Files whose names differ only in case or in Unicode normalisation: on another system
/// they are one file. Names of entries have neither capitals nor accents.
fn twins(paths: &[SourcePath]) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<String, &SourcePath> = BTreeMap::new();
    let mut found = Vec::new();
    for path in paths {
        let folded = composed(path.as_str()).to_lowercase();
        if let Some(other) = seen.insert(folded, path) {
            let place = Place::File(path.clone());
            found.push(Diagnostic::new("I030", place).arg("other", other.as_str()));
        }
    }
    found
}

fn ignored(path: SourcePath) -> Diagnostic {
    let meant = meant_name(path.file_name());
    let key = if meant.is_some() { "C011.name" } else { "C011" };
    Diagnostic::new(key, Place::File(path)).arg_if("meant", meant)
}

/// The probable name of a text or a record that another program saved with its own
/// extension.
fn meant_name(name: &str) -> Option<String> {
    const ENDINGS: [(&str, &str); 7] = [
        (".yaml.txt", ".yaml"),
        (".yml.txt", ".yaml"),
        (".md.txt", ".md"),
        (".markdown", ".md"),
        (".mdown", ".md"),
        (".mkd", ".md"),
        (".mdx", ".md"),
    ];
    let lower = name.to_ascii_lowercase();
    let mut endings = ENDINGS.into_iter();
    endings.find_map(|(ending, meant)| Some(format!("{}{meant}", lower.strip_suffix(ending)?)))
}

/// `one.cs.md` of `one_cs.md` and of `one.cs.yaml`, and `one.yaml` of `one.YAML`.
fn in_another_form(stem: &str) -> Option<String> {
    if let Some((id, ending)) = stem.rsplit_once('.') {
        let lower = ending.to_ascii_lowercase();
        let is_id = Slug::parse(id).is_ok();
        let small = Slug::from_text(id);
        return match lower.as_str() {
            "yaml" | "yml" => Some(format!("{}.yaml", small?.as_str())),
            "md" => Some(format!("{}.md", small?.as_str())),
            _ if is_id && Lang::parse(ending).is_some() => Some(format!("{id}.{ending}.md")),
            _ => None,
        };
    }
    let (id, tag) = stem.rsplit_once('_')?;
    let lang = Lang::meant_or_same(tag).filter(|_| tag.len() == 2 && Slug::parse(id).is_ok())?;
    Some(format!("{id}.{lang}.md"))
}

/// `about.cs` of `about.czech`, whose last part is not a language code.
fn in_a_language(stem: &str) -> Option<String> {
    let (id, written) = stem.rsplit_once('.')?;
    let lang = Lang::meant(written).filter(|_| Slug::parse(id).is_ok())?;
    Some(format!("{id}.{lang}.md"))
}

impl ContentTree {
    /// The entry that a translation without an original was probably meant for: the one
    /// with the nearest id, else the only one without such a translation.
    pub(super) fn original_of(
        &self,
        (collection, id): (&str, &str),
        lang: &Lang,
        default: &Lang,
    ) -> Option<&str> {
        let all = self.entries.iter();
        let beside =
            all.filter(|((of, _), files)| **of == *collection && files.has_original(default));
        let without = beside.clone().filter(|(_, files)| {
            let mut texts = files.texts.iter();
            texts.all(|(own, _)| own.as_ref() != Some(lang))
        });
        closest(id, beside.map(|(key, _)| &*key.1)).or_else(|| {
            let mut without = without.map(|(key, _)| &*key.1);
            without.next().filter(|_| without.next().is_none())
        })
    }

    fn add(
        &mut self,
        collection: &str,
        name: &str,
        folder: Option<&str>,
        file: TextFile,
        findings: &mut Vec<Diagnostic>,
    ) {
        let (stem, lang) = match name.strip_suffix(".md") {
            Some(stem) => match stem.rsplit_once('.') {
                Some((id, tag)) if Lang::parse(tag).is_some() => (id, Lang::parse(tag)),
                _ => (stem, None),
            },
            None => (record_name(name), None),
        };
        let id = match (folder, stem) {
            (Some(folder), "index") => folder,
            (Some(_), _) => {
                findings.push(ignored(file.path));
                return;
            }
            (None, "_index") => {
                self.introductions.push((collection.into(), lang, file));
                return;
            }
            (None, stem) => stem,
        };
        if let Err(why) = Slug::parse(id) {
            if let Some(original) = copy_of(id) {
                let copy = Diagnostic::new("U003.copy", Span::start_of(file.source));
                findings.push(copy.arg("id", id).arg("original", original.as_str()));
                return;
            }
            let meant = in_another_form(id)
                .or_else(|| in_a_language(id))
                .or_else(|| Slug::from_text(id).map(|slug| slug.to_string()));
            findings.push(
                Diagnostic::new("U003", Span::start_of(file.source))
                    .arg("id", id)
                    .arg("why", why.message())
                    .arg_if("meant", meant),
            );
            return;
        }
        let parent = folder.and_then(|_| {
            let (folder, _) = file.path.as_str().rsplit_once('/')?;
            SourcePath::new(folder)
        });
        let entry = self
            .entries
            .entry((collection.into(), id.into()))
            .or_default();
        let clash = match &entry.record {
            Some(first) if is_record(&file.path) => Some(first),
            _ => entry
                .texts
                .iter()
                .find(|(other, _)| file.path.extension() == "md" && *other == lang)
                .map(|(_, first)| first),
        };
        if let Some(first) = clash {
            findings.push(
                Diagnostic::new("S020", Span::start_of(file.source))
                    .arg("id", id)
                    .arg("other", first.path.as_str()),
            );
            return;
        }
        entry.folder = entry.folder.take().or(parent);
        if is_record(&file.path) {
            entry.record = Some(file);
        } else {
            entry.texts.push((lang, file));
        }
    }
}
