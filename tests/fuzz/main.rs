//! Bytes that nobody would write, put where a stranger may put them: a file of a small
//! site, a spreadsheet for it, a request to the preview, a manifest of an output. They are
//! made from a corpus by small changes. The program reads them, in memory. Whatever stands
//! there, the run ends, without a panic, in bounded time, and each finding has a place that
//! can be printed.
//!
//! `cargo test` tries a few hundred inputs; `tests/fuzz/run [N] [SEED]` as many as asked
//! for. An input that fails is kept in `tests/artefacts/fuzz/`, and belongs into the
//! corpus of its target once it is mended.

#![allow(
    clippy::pedantic,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test reads its own corpus, reports what it tries, and stops where it cannot go on"
)]

use std::fs;
use std::io::{Cursor, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Component, Path, PathBuf};
use std::time::{Duration, Instant};

use spunweb::testing::diagnostic::{Report, Short};
use spunweb::testing::disk::MemoryDisk;
use spunweb::testing::pipeline::{self, Request};
use spunweb::testing::publish::Manifest;
use spunweb::testing::serve;
use spunweb::testing::text::Sources;

/// How many inputs `cargo test` tries for each target.
const FEW: u64 = 15;
/// What an input may take; the slowest takes a hundredth of it on a machine of today.
const LONGEST: Duration = Duration::from_mins(1);
/// The largest input, in bytes.
const LARGEST: usize = 16 * 1024;

/// Where bytes are put.
#[derive(Clone, Copy)]
enum Place {
    /// A file of the site.
    File(&'static str),
    /// A spreadsheet that is imported, whatever its name says it is.
    Table,
    /// The only sheet of a workbook.
    Sheet,
    Request,
    Manifest,
}
use Place::File;

/// Where the bytes are put, by the name of the corpus.
const TARGETS: &[(&str, Place)] = &[
    ("yaml", File("content/news/fuzzed.yaml")),
    ("front-matter", File("content/news/fuzzed.md")),
    ("markdown", File("content/pages/index.md")),
    ("amount", File("content/structures/fuzzed.yaml")),
    ("site", File("content/site.yaml")),
    ("schema", File("content/schema/things.yaml")),
    ("vocabulary", File("content/vocabularies/topics.yaml")),
    ("svg", File("content/assets/fuzzed.svg")),
    ("template", File("themes/bare/templates/entry.html")),
    ("table", Place::Table),
    ("workbook", Place::Sheet),
    ("container", Place::Table),
    ("request", Place::Request),
    ("manifest", Place::Manifest),
];

/// What inputs are spliced with: the signs that mean something to some reader.
const WORDS: &[&str] = &[
    "---\n",
    "\n",
    "\r",
    "\t",
    ": ",
    "- ",
    "? ",
    "&a ",
    "*a",
    "!!binary ",
    "<<: ",
    "|\n ",
    ">-\n ",
    "\"",
    "'",
    "#",
    "[",
    "]",
    "{",
    "}",
    "{{ ",
    " }}",
    "{% ",
    " %}",
    "{# ",
    "`",
    "```\n",
    "~~",
    "^",
    "[^1]",
    "[^1]: ",
    "](",
    "![",
    "<!--",
    "<?",
    "<![CDATA[",
    "</",
    "/>",
    "&#0;",
    "&amp;",
    "xlink:href=",
    "javascript:",
    "data:image/svg+xml,",
    "1e9999",
    "-0",
    "0x1",
    "±",
    "×10",
    "⁻³",
    "\u{feff}",
    "\u{0}",
    "\u{202e}",
    "\u{301}",
    "É",
    "𝒳",
    "../",
    "%00",
    "%2e",
    "2026-02-30",
    "2026-11-26T02:30+99:99",
    "\r\n",
    "\r\nHost: localhost:1111",
    " HTTP/1.1\r\n",
    "\";\"",
    "<c r=\"XFD1048576\"><v>1</v></c>",
    "<row r=\"0\">",
    "18446744073709551616",
];

/// A collection of the site that has a table.
const THINGS: &str = "collection: things
label: {en: Things, cs: Věci}
singular: {en: thing, cs: věc}
route: things
fields:
  title: {type: string, localized: true, required: true, label: {en: Title, cs: Název}}
  code: {type: string, unique: true, label: Code}
  weight: {type: decimal, label: Weight}
  since: {type: date, label: Since}
  open: {type: bool, label: Open}
  topics: {type: list, of: {type: term, vocabulary: topics}, label: Topics}
  parts:
    type: list
    label: Parts
    of: {type: object, fields: {name: {type: string, label: Name}, price: {type: decimal, label: Price}}}
";

/// The parts of a workbook around its only sheet.
const WORKBOOK: &[(&str, &str)] = &[
    (
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>",
    ),
    (
        "_rels/.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
    ),
    (
        "xl/workbook.xml",
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Things\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
    ),
];

/// A sequence of numbers from a seed (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end.max(1) as u64)).unwrap_or_default()
    }
}

/// The inputs that a target begins with.
fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fuzz/corpus")
        .join(name);
    let files =
        fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = files.map(|file| file.expect("an entry").path()).collect();
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read(path).expect("a file"))
        .collect()
}

/// An input of the corpus with a few changes.
fn changed(corpus: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = corpus[chance.below(corpus.len())].clone();
    for _ in 0..=chance.below(6) {
        let at = chance.below(bytes.len() + 1);
        let end = (at + chance.below(24)).min(bytes.len());
        match chance.below(6) {
            0 => drop(bytes.drain(at..end)),
            1 => {
                let word = WORDS[chance.below(WORDS.len())];
                bytes.splice(at..at, word.bytes());
            }
            2 => {
                let other = &corpus[chance.below(corpus.len())];
                let from = chance.below(other.len() + 1);
                let to = (from + chance.below(200)).min(other.len());
                bytes.splice(at..at, other[from..to].iter().copied());
            }
            3 => {
                let part = bytes[at..end].repeat(1 + chance.below(30));
                bytes.splice(at..at, part);
            }
            4 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
            _ => {
                let word = WORDS[chance.below(WORDS.len())].repeat(1 + chance.below(40));
                bytes.splice(at..end, word.bytes());
            }
        }
        bytes.truncate(LARGEST);
    }
    bytes
}

/// The site around the file, which is that of most tests.
fn site() -> MemoryDisk {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/minimal");
    let mut disk = MemoryDisk::new("2026-06-01".parse().expect("a day"));
    for file in walkdir::WalkDir::new(&root).sort_by_file_name() {
        let file = file.expect("a file");
        if file.file_type().is_file() {
            let path = file.path().strip_prefix(&root).expect("within");
            let path = path.to_str().expect("text");
            disk = disk.with(path, fs::read(file.path()).expect("bytes"));
        }
    }
    disk.with(
        "content/pages/picture.md",
        "---\ntitle: {en: P, cs: P}\n---\n![x](assets/fuzzed.svg)\n",
    )
    .with(
        "content/assets/fuzzed.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>",
    )
}

/// The site with entries that a spreadsheet can change.
fn office(site: MemoryDisk) -> MemoryDisk {
    site.with("content/schema/things.yaml", THINGS)
        .with(
            "content/things/one.yaml",
            "title: {en: One, cs: Jedna}\nparts: [{name: Wheel}]\n",
        )
        .with("content/things/two.yaml", "title: Two\nweight: \"1.50\"\n")
}

/// A workbook with a sheet.
fn workbook(sheet: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let texts = WORKBOOK.iter().map(|(name, text)| (*name, text.as_bytes()));
    for (name, bytes) in texts.chain([("xl/worksheets/sheet1.xml", sheet)]) {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name, options).expect("a part");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("a workbook").into_inner()
}

/// Has an input read, and says what is wrong with how it went.
fn try_out(site: &MemoryDisk, place: Place, bytes: &[u8]) -> Result<(), String> {
    let begun = Instant::now();
    let ended = catch_unwind(AssertUnwindSafe(|| {
        let found = match place {
            File(path) => {
                let disk = site.clone().with(path, bytes);
                let outcome = pipeline::check(&disk, &Request::default()).ok();
                outcome.map(|outcome| (outcome.report, outcome.sources))
            }
            Place::Table => Some(imported(site, bytes.to_vec())),
            Place::Sheet => Some(imported(site, workbook(bytes))),
            Place::Request => {
                let path = serve::asked_path(bytes, 1111);
                // Whatever is answered lies below the site.
                let climbs = |path: &str| path.split('/').any(|name| matches!(name, "." | ".."));
                assert!(!path.is_some_and(|path| !path.starts_with('/') || climbs(&path)));
                None
            }
            Place::Manifest => {
                if let Ok(manifest) = Manifest::parse(bytes, Path::new("m.json")) {
                    let mut paths = manifest.files().map(|(path, _)| Path::new(path));
                    let normal = |part| matches!(part, Component::Normal(_));
                    assert!(paths.all(|path| path.components().all(normal)));
                }
                None
            }
        };
        if let Some((report, sources)) = found {
            for lang in ["en", "cs"] {
                let _ = Short { lang, most: None }.render(&report, &sources);
            }
        }
    }));
    if ended.is_err() {
        return Err("a panic".to_owned());
    }
    let took = begun.elapsed();
    if took > LONGEST {
        return Err(format!("{} s", took.as_secs()));
    }
    Ok(())
}

fn imported(office: &MemoryDisk, bytes: Vec<u8>) -> (Report, Sources) {
    pipeline::import(office, "things", bytes).expect("the collection is declared")
}

/// Keeps an input that fails.
fn kept(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/artefacts/fuzz")
        .join(name);
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(&blake3::hash(bytes).to_hex()[..16]);
    #[expect(clippy::disallowed_methods, reason = "a test keeps what failed")]
    fs::write(&path, bytes).expect("a new file");
    path
}

fn number(variable: &str, otherwise: u64) -> u64 {
    let value = std::env::var(variable).ok();
    value
        .and_then(|value| value.parse().ok())
        .unwrap_or(otherwise)
}

#[test]
fn nothing_panics_or_hangs() {
    let (inputs, seed) = (number("SPUNWEB_FUZZ", FEW), number("SPUNWEB_SEED", 1));
    let only = std::env::var("SPUNWEB_TARGET").ok();
    let site = site();
    let office = office(site.clone());
    let mut failed = Vec::new();
    for (name, place) in TARGETS {
        if only.as_deref().is_some_and(|only| only != *name) {
            continue;
        }
        let corpus = corpus(name);
        let mut chance = Chance(seed);
        let made = (0..inputs)
            .map(|_| changed(&corpus, &mut chance))
            .collect::<Vec<_>>();
        let begun = Instant::now();
        let disk = match place {
            Place::Table | Place::Sheet => &office,
            _ => &site,
        };
        for bytes in corpus.iter().chain(&made) {
            if let Err(why) = try_out(disk, *place, bytes) {
                failed.push(format!("{name}: {why}: {}", kept(name, bytes).display()));
            }
        }
        println!(
            "{name}: {} inputs in {} s",
            corpus.len() + made.len(),
            begun.elapsed().as_secs()
        );
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
