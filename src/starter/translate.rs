//! Converts a kit to the languages of a new project. It finds groups of texts by language in
//! the YAML and rewrites them in place, so that everything else stays as it is, including
//! comments.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};

use super::kit::Tree;
use super::{StarterFile, StarterRequest};
use crate::schema::Lang;
use crate::text::{Sources, Span};
use crate::yaml::{self, Kind, Node, Pair, quote_if_needed};

/// The language of files without one in their name, and the fallback for missing texts.
const ORIGINAL: &str = "en";

/// The day in kits that represents the first day of a project; later days are relative to it.
const FIRST_DAY: Date = date(2000, 1, 1);

/// How many days from the first one count as relative.
const DAYS: i32 = 366;

/// The files of a project, by path.
pub(super) fn translate(files: Tree, wanted: &StarterRequest) -> Vec<StarterFile> {
    let mut pages: BTreeMap<String, BTreeMap<String, &str>> = BTreeMap::new();
    let mut done = Vec::new();
    for (path, bytes) in files {
        let text = std::str::from_utf8(bytes);
        match (text, path.rsplit_once('.')) {
            (Ok(text), Some((stem, "md"))) => {
                let (name, lang) = match stem.rsplit_once('.') {
                    Some((name, tag)) if Lang::parse(tag).is_some() => (name, tag),
                    _ => (stem, ORIGINAL),
                };
                let page = pages.entry(name.to_owned()).or_default();
                page.insert(lang.to_owned(), text);
            }
            (Ok(text), Some((_, "yaml"))) if path.starts_with("content/") => {
                let bytes = texts(text, &path, wanted).into_bytes();
                done.push(StarterFile { path, bytes });
            }
            _ => {
                let bytes = bytes.to_vec();
                done.push(StarterFile { path, bytes });
            }
        }
    }
    for (name, texts) in pages {
        done.extend(page(&name, &texts, wanted));
    }
    done.sort_by(|a, b| a.path.cmp(&b.path));
    done
}

/// The files of a page: the file of the default language has the front matter, and each
/// language has its text. A page outside the content has one file, in the first language for
/// which the kit has a text.
fn page(
    name: &str,
    texts_of: &BTreeMap<String, &str>,
    wanted: &StarterRequest,
) -> Vec<StarterFile> {
    let Some(original) = texts_of.get(ORIGINAL) else {
        return Vec::new();
    };
    let text_in = |lang: &Lang| texts_of.get(lang.as_str()).copied();
    if !name.starts_with("content/") {
        let text = wanted.languages.iter().find_map(text_in);
        return vec![StarterFile {
            path: format!("{name}.md"),
            bytes: text.unwrap_or(original).as_bytes().to_vec(),
        }];
    }
    let top = parts(original).0.unwrap_or_default();
    let languages = wanted.languages.iter().enumerate();
    languages
        .map(|(at, lang)| {
            let own = text_in(lang);
            let body = parts(own.unwrap_or(original)).1;
            let mut above = String::new();
            let mut path = format!("{name}.{lang}.md");
            if at == 0 {
                path = format!("{name}.md");
                above = texts(top, &path, wanted);
            }
            if own.is_none() {
                above.push_str(&format!("# translate: {lang}\n"));
            }
            let text = match &*above {
                "" => body.to_owned(),
                above => format!("---\n{above}---\n{body}"),
            };
            let bytes = text.into_bytes();
            StarterFile { path, bytes }
        })
        .collect()
}

/// The front matter between the two lines `---`, and the text below it.
fn parts(text: &str) -> (Option<&str>, &str) {
    let below = text.strip_prefix("---\n");
    match below.and_then(|below| below.split_once("---\n")) {
        Some((top, body)) => (Some(top), body),
        None => (None, text),
    }
}

/// A YAML text in the languages of a project, with its dates relative to today.
fn texts(text: &str, path: &str, wanted: &StarterRequest) -> String {
    let nowhere = Sources::default().next_id();
    let Ok(parsed) = yaml::parse(nowhere, text, 0, &mut Vec::new()) else {
        return text.to_owned();
    };
    let mut writer = TranslationWriter {
        text,
        wanted,
        edits: Vec::new(),
        untranslated: BTreeMap::new(),
    };
    if path == "content/site.yaml" {
        writer.site(&parsed.root);
    }
    writer.node(&parsed.root, None);
    writer.finish()
}

struct TranslationWriter<'a> {
    text: &'a str,
    wanted: &'a StarterRequest,
    /// The pieces that change, with their new text.
    edits: Vec<(usize, usize, String)>,
    /// The languages that a line has no text in, by where the line ends.
    untranslated: BTreeMap<usize, BTreeSet<String>>,
}

impl TranslationWriter<'_> {
    /// Applies the options that describe the site.
    fn site(&mut self, root: &Node) {
        if let Some(languages) = root.get("languages") {
            let all = self.wanted.languages.iter().map(Lang::as_str);
            let all: Vec<&str> = all.collect();
            self.replace(languages.span, format!("[{}]", all.join(", ")));
        }
        if let Some(title) = &self.wanted.title {
            let title = quote_if_needed(title);
            let name = root.get("organisation").and_then(|node| node.get("name"));
            for node in [root.get("title"), name].into_iter().flatten() {
                self.replace(node.span, title.clone());
            }
        }
    }

    fn node(&mut self, node: &Node, key: Option<&Pair>) {
        match &node.kind {
            Kind::Mapping(pairs) if is_by_language(pairs) => self.languages(node, pairs, key),
            Kind::Mapping(pairs) => {
                for pair in pairs {
                    self.node(&pair.value, Some(pair));
                }
            }
            Kind::Sequence(items) => items.iter().for_each(|item| self.node(item, None)),
            Kind::Scalar(scalar) if scalar.plain => {
                let day = scalar.text.parse::<Date>().ok();
                if let Some(day) = day.and_then(|day| self.counted(day)) {
                    self.replace(node.span, day.to_string());
                }
            }
            _ => {}
        }
    }

    /// The date that replaces a date of a kit.
    fn counted(&self, day: Date) -> Option<Date> {
        let after = day.since(FIRST_DAY).ok()?.get_days();
        let is_counted = (0..DAYS).contains(&after);
        let later = jiff::Span::new().days(after);
        is_counted.then(|| self.wanted.today.checked_add(later).ok())?
    }

    /// Reduces texts by language to the languages of the project, in its order.
    fn languages(&mut self, node: &Node, pairs: &[Pair], key: Option<&Pair>) {
        let start = node.span.start as usize;
        // Texts replaced by an option have no languages.
        if self.edits.iter().any(|(edited, ..)| *edited == start) {
            return;
        }
        let is_flow = self.text.get(start..).is_some_and(|at| at.starts_with('{'));
        let value = |lang: &str| {
            let pair = pairs.iter().find(|pair| *pair.key == *lang)?;
            self.text.get(range(pair.value.span))
        };
        // Plural forms have keys of their own, beside which none of a language is left out.
        let has_forms = pairs.iter().any(|pair| !pair.value.pairs().is_empty());
        let original = value(ORIGINAL).unwrap_or_default();
        let languages = &self.wanted.languages;
        let mut lines = Vec::new();
        let mut missing = BTreeSet::new();
        for lang in languages.iter().map(Lang::as_str) {
            let own = value(lang);
            let mut line = format!("{lang}: {}", own.unwrap_or(original));
            if own.is_none() && is_flow {
                missing.insert(lang.to_owned());
            } else if own.is_none() {
                line.push_str(&format!("  # translate: {lang}"));
            }
            lines.push(line);
        }
        let one = match (languages.as_slice(), key) {
            ([lang], Some(key)) if !has_forms => value(lang.as_str()).map(|own| (key, own)),
            _ => None,
        };
        if let Some((key, own)) = one {
            let span = Span {
                start: key.key_span.end,
                ..node.span
            };
            self.replace(span, format!(": {own}"));
        } else if is_flow {
            self.replace(node.span, format!("{{{}}}", lines.join(", ")));
        } else {
            let before = self.text.get(..start).unwrap_or_default();
            let indent = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
            let between = format!("\n{}", " ".repeat(indent));
            self.replace(node.span, lines.join(&between));
        }
        if !missing.is_empty() {
            let end = node.span.end as usize;
            let rest = self.text.get(end..).unwrap_or_default();
            let end = end + rest.find('\n').unwrap_or(rest.len());
            self.untranslated.entry(end).or_default().extend(missing);
        }
    }

    fn replace(&mut self, span: Span, text: String) {
        let range = range(span);
        self.edits.push((range.start, range.end, text));
    }

    /// The text with its changes.
    fn finish(mut self) -> String {
        for (end, languages) in self.untranslated {
            let languages: Vec<String> = languages.into_iter().collect();
            let note = format!("  # translate: {}", languages.join(", "));
            self.edits.push((end, end, note));
        }
        self.edits.sort_by_key(|(start, end, _)| (*start, *end));
        let mut text = self.text.to_owned();
        for (start, end, new) in self.edits.into_iter().rev() {
            if text.is_char_boundary(start) && text.is_char_boundary(end) && start <= end {
                text.replace_range(start..end, &new);
            }
        }
        text
    }
}

/// Whether the keys are languages: every localised text of a kit is also in English.
fn is_by_language(pairs: &[Pair]) -> bool {
    let mut keys = pairs.iter().map(|pair| &*pair.key);
    pairs.iter().any(|pair| &*pair.key == ORIGINAL) && keys.all(|key| Lang::parse(key).is_some())
}

fn range(span: Span) -> std::ops::Range<usize> {
    span.start as usize..span.end as usize
}
