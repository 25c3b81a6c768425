//! A small part of the content that is whole in itself: an entry or two of every
//! collection, the schema, the vocabularies, an edition for the Web and one to hand
//! out. What these entries say of others, they say of those that are there. So its
//! pages are made in a fraction of the time.

use std::collections::{BTreeMap, BTreeSet};

use spunweb::testing::diagnostic::{Diagnostic, Place, Severity};
use spunweb::testing::disk::Disk;

use super::keeping::KeepingDisk;
use super::{Content, everything, today};

/// The entries that are kept: they differ in what they hold, such as a long text,
/// measurements, pictures, a translation, front matter.
const KEPT: &[(&str, &[&str])] = &[
    ("members", &["labenit", "fiolume"]),
    ("structures", &["ns-002", "ns-001"]),
    ("projects", &["clean-litre"]),
    ("events", &["third-cluster-day", "matchmaking-2027"]),
    ("news", &["common-form-for-values"]),
    ("pages", &["index", "filtration", "about"]),
    ("services", &["publicity"]),
    ("stories", &["a-cartridge-for-the-well"]),
    ("downloads", &["polymers-list"]),
];

/// Folders whose files are no entries.
const NO_ENTRIES: &[&str] = &["schema", "vocabularies", "assets"];

/// The edition that is as the one of the Web, and is left out.
const OFFLINE: &str = "  offline: {label: {en: Offline edition, cs: Offline vydání}, entries: {pages: {except: [filtration]}}}\n";

/// A place in a file, and what is to stand there.
type Edit = (usize, usize, String);

impl Content {
    /// The part.
    pub(super) fn small(&self) -> Self {
        let mut part = self.part();
        loop {
            let edits = part.dangling();
            if edits.is_empty() {
                return part;
            }
            for (path, mut all) in edits {
                let text = part.texts.get_mut(&path).expect("a finding is in a text");
                all.sort();
                all.dedup();
                for (start, end, other) in all.into_iter().rev() {
                    text.replace_range(start..end, &other);
                }
            }
        }
    }

    fn part(&self) -> Self {
        let texts = self.texts.iter().filter(|(path, _)| is_kept(path));
        let texts = texts.map(|(path, text)| (path.clone(), text.replace(OFFLINE, "")));
        let mut part = Self {
            texts: texts.collect(),
            others: KeepingDisk::new(today()),
        };
        for file in self.others.walk("content").files {
            let name = file.path.file_name();
            if part.texts.values().any(|text| text.contains(name)) {
                let bytes = self.others.read(&file.path).expect("it was walked");
                part.others = part.others.with(file.path.as_str(), bytes);
            }
        }
        part
    }

    /// What refers to entries that are not there, with others in their place.
    fn dangling(&self) -> BTreeMap<String, Vec<Edit>> {
        let outcome = everything(&self.disk(None));
        let mut edits: BTreeMap<String, Vec<Edit>> = BTreeMap::new();
        let found = outcome.report.findings().iter();
        let errors = found.filter(|found| outcome.report.severity(found) == Severity::Error);
        for found in errors {
            let Place::Span(span) = &found.place else {
                panic!("{found:?}")
            };
            let file = outcome.sources.get(span.source).expect("of this run");
            let other = instead(found);
            let other = other.unwrap_or_else(|| panic!("{found:?} in {}", file.path));
            let edit = (span.start as usize, span.end as usize, other);
            edits.entry(file.path.to_string()).or_default().push(edit);
        }
        edits
    }
}

/// What is written in place of a reference to an entry that is not kept.
fn instead(found: &Diagnostic) -> Option<String> {
    let argument = |name: &str| {
        let mut all = found.args.iter().filter(|(known, _)| *known == name);
        all.next().map(|(_, value)| value.text("en"))
    };
    let id = |collection: &str| {
        let (_, ids) = KEPT.iter().find(|(known, _)| *known == collection)?;
        ids.last().copied()
    };
    match found.code() {
        "R001" => id(&argument("collection")?).map(str::to_owned),
        "K005" => {
            let collection = argument("collection")?;
            Some(format!("{collection}:{}", id(&collection)?))
        }
        "C008" => {
            let link = argument("link")?;
            let (collection, _) = link.split_once(':')?;
            Some(format!("\"{collection}:{}\"", id(collection)?))
        }
        _ => None,
    }
}

/// The collection and the id of the entry that a file belongs to.
fn entry_of(path: &str) -> Option<(&str, &str)> {
    let (collection, name) = path.strip_prefix("content/")?.split_once('/')?;
    let id = name.split(['/', '.']).next()?;
    (!NO_ENTRIES.contains(&collection)).then_some((collection, id))
}

fn is_kept(path: &str) -> bool {
    entry_of(path).is_none_or(|(collection, id)| {
        let mut kept = KEPT.iter().filter(|(known, _)| *known == collection);
        id == "_index" || kept.any(|(_, ids)| ids.contains(&id))
    })
}

/// The part holds what the whole has: every collection and both languages, an
/// edition for a server and one to be opened from a folder.
#[test]
fn the_part_is_whole() {
    let whole = Content::read();
    let part = whole.small();
    let outcome = everything(&part.disk(None));
    assert!(!outcome.report.has_errors());
    let collections = |content: &Content| -> BTreeSet<String> {
        let entries = content.texts.keys().filter_map(|path| entry_of(path));
        entries.map(|(name, _)| name.to_owned()).collect()
    };
    assert_eq!(collections(&part), collections(&whole));
    assert!(part.texts.keys().any(|path| path.ends_with(".cs.md")));
    let site = &part.texts["content/site.yaml"];
    assert!(site.contains("  web:") && site.contains("  filtration:"));
    assert!(!site.contains("  offline:"));
}
