//! The slips: each spoils one file of the content.

use spunweb::testing::quantity::Unit;

use super::Content;
use super::chance::Chance;

/// One file, spoilt.
pub(super) struct Slip {
    /// The file.
    pub(super) path: String,
    /// What is in it now.
    pub(super) text: String,
    /// Its new name, where it has one.
    pub(super) renamed: Option<String>,
    /// One of these codes has to be told in this line of the file.
    pub(super) expected: Option<(&'static [&'static str], usize)>,
    /// What was done, for a message.
    pub(super) what: String,
}

/// Makes a slip; nothing where the content has no place for it.
type Spoil = fn(&Content, &mut Chance) -> Option<Slip>;

/// Every kind of slip by name. The last five have a known outcome.
pub(super) const KINDS: &[(&str, Spoil)] = &[
    ("deleted character", deleted_character),
    ("moved line", moved_line),
    ("swapped type", swapped_type),
    ("renamed id", renamed_id),
    ("wrong unit", wrong_unit),
    ("renamed field", renamed_field),
    ("dangling id", dangling_id),
    ("wrong dimension", wrong_dimension),
    ("duplicate key", duplicate_key),
    ("missing required value", missing_required),
];

/// The required fields of the collections whose entries are spoilt.
const REQUIRED: &[(&str, &[&str])] = &[
    ("members", &["name", "kind", "summary", "joined"]),
    (
        "structures",
        &[
            "code",
            "title",
            "summary",
            "polymers",
            "technology",
            "form",
            "applications",
        ],
    ),
    ("events", &["title", "summary"]),
];

/// Keys that hold the id of an entry or of a term.
const IDS: &[&str] = &[
    "member",
    "part_of",
    "technology",
    "form",
    "kind",
    "region",
    "role",
    "method",
    "source",
    "availability",
    "size",
    "owner",
];

/// A file whose line numbers are counted from 1.
struct Lines<'c> {
    path: &'c str,
    lines: Vec<&'c str>,
}

impl<'c> Lines<'c> {
    fn with(&self, at: usize, line: &str) -> String {
        let mut lines = self.lines.clone();
        lines[at] = line;
        lines.join("\n")
    }

    fn slip(&self, text: String, what: String) -> Slip {
        Slip {
            path: self.path.to_owned(),
            text,
            renamed: None,
            expected: None,
            what: format!("{}: {what}", self.path),
        }
    }

    fn told(&self, text: String, codes: &'static [&'static str], line: usize, what: &str) -> Slip {
        Slip {
            expected: Some((codes, line)),
            ..self.slip(text, what.to_owned())
        }
    }
}

fn any(content: &Content, chance: &mut Chance) -> Option<Lines<'static>> {
    pick(content, chance, |_| true)
}

/// Records of entries.
fn record(content: &Content, chance: &mut Chance) -> Option<Lines<'static>> {
    pick(content, chance, |path| {
        let collections = ["members", "structures", "projects", "events", "news"];
        let folder = path.split('/').nth(1).unwrap_or_default();
        path.ends_with(".yaml") && collections.contains(&folder)
    })
}

fn pick(content: &Content, chance: &mut Chance, fits: fn(&str) -> bool) -> Option<Lines<'static>> {
    let fitting: Vec<(&String, &String)> = content
        .texts
        .iter()
        .filter(|(path, _)| fits(path))
        .collect();
    let (path, text) = chance.of(&fitting)?;
    // The tests are short-lived, and the lines of a file are read more than once.
    let path: &'static str = Box::leak((*path).clone().into_boxed_str());
    let text: &'static str = Box::leak((*text).clone().into_boxed_str());
    Some(Lines {
        path,
        lines: text.split('\n').collect(),
    })
}

/// Tries until a file has a place for the slip.
fn until<T>(mut make: impl FnMut() -> Option<T>) -> Option<T> {
    (0..5000).find_map(|_| make())
}

fn deleted_character(content: &Content, chance: &mut Chance) -> Option<Slip> {
    let file = any(content, chance)?;
    let text = file.lines.join("\n");
    let places: Vec<(usize, char)> = text.char_indices().collect();
    let (at, character) = *chance.of(&places)?;
    let mut spoilt = text.clone();
    spoilt.remove(at);
    let line = text[..at].matches('\n').count() + 1;
    Some(file.slip(spoilt, format!("{character:?} deleted in line {line}")))
}

fn moved_line(content: &Content, chance: &mut Chance) -> Option<Slip> {
    let file = any(content, chance)?;
    let mut lines = file.lines.clone();
    let from = chance.below(lines.len());
    let line = lines.remove(from);
    let to = chance.below(lines.len() + 1);
    lines.insert(to, line);
    let what = format!("line {} moved to {}", from + 1, to + 1);
    Some(file.slip(lines.join("\n"), what))
}

fn swapped_type(content: &Content, chance: &mut Chance) -> Option<Slip> {
    const VALUES: &[&str] = &[
        "[]",
        "{}",
        "true",
        "12",
        "-1.5e3",
        "\"\"",
        "~",
        "[a, b]",
        "{en: a}",
        "2026-13-01",
        "[[1], {a: b}]",
        "*x",
        "&y z",
        "!!int 3",
        "|",
        "'",
        "{cs: [1, 2], en: {a: 1}}",
        "{property: fibre_diameter}",
        "99999999999999999999",
        "1,5",
        "<b>x</b>",
        "{{ x }}",
        "\u{feff}",
    ];
    until(|| {
        let file = any(content, chance)?;
        let at = chance.below(file.lines.len());
        let (key, value) = file.lines[at].split_once(": ")?;
        let new = chance.of(VALUES)?;
        let line = format!("{key}: {new}");
        let what = format!("line {}: `{value}` became `{new}`", at + 1);
        Some(file.slip(file.with(at, &line), what))
    })
}

fn renamed_id(content: &Content, chance: &mut Chance) -> Option<Slip> {
    let file = any(content, chance)?;
    let (folder, name) = file.path.rsplit_once('/')?;
    let suffix = chance.of(&["x", "-2", "é", " ", "_", ".de", "X"])?;
    let (id, ending) = name.split_once('.')?;
    let new = format!("{folder}/{id}{suffix}.{ending}");
    let text = file.lines.join("\n");
    Some(Slip {
        renamed: Some(new.clone()),
        ..file.slip(text, format!("renamed to {new}"))
    })
}

fn wrong_unit(content: &Content, chance: &mut Chance) -> Option<Slip> {
    const UNITS: &[&str] = &[
        "um", "mm", "gsm", "µm", "Pa", "%", "Nm", "m²", "l/m2/s", "x", "''", "[nm]", "g.m-2",
    ];
    let (file, at, unit) = unit(content, chance)?;
    let new = chance.of(UNITS)?;
    let line = file.lines[at].replacen(&format!("unit: {unit}"), &format!("unit: {new}"), 1);
    let what = format!("line {}: `{unit}` became `{new}`", at + 1);
    Some(file.slip(file.with(at, &line), what))
}

/// A line with the unit of a measured value.
fn unit(content: &Content, chance: &mut Chance) -> Option<(Lines<'static>, usize, String)> {
    until(|| {
        let file = record(content, chance)?;
        let with_unit: Vec<(usize, String)> = file
            .lines
            .iter()
            .enumerate()
            .filter_map(|(at, line)| {
                let (_, rest) = line.split_once("unit: ")?;
                let unit = rest.split([',', '}', ' ']).next()?;
                let plain = !unit.is_empty() && !unit.starts_with(['"', '\'']);
                plain.then(|| (at, unit.to_owned()))
            })
            .collect();
        let (at, unit) = chance.of(&with_unit)?.clone();
        Some((file, at, unit))
    })
}

fn renamed_field(content: &Content, chance: &mut Chance) -> Option<Slip> {
    until(|| {
        let file = record(content, chance)?;
        let (at, key) = chance.of(&keys(&file))?.clone();
        let letters: Vec<char> = key.chars().collect();
        let swap = chance.below(letters.len() - 1);
        let mut swapped = letters.clone();
        swapped.swap(swap, swap + 1);
        let new: String = swapped.into_iter().collect();
        if new == key {
            return None;
        }
        let line = file.lines[at].replacen(&key, &new, 1);
        Some(file.told(
            file.with(at, &line),
            &["S002"],
            at + 1,
            &format!("`{key}` became `{new}`"),
        ))
    })
}

/// The keys of a record and their lines.
fn keys(file: &Lines<'_>) -> Vec<(usize, String)> {
    let lines = file.lines.iter().enumerate();
    let keys = lines.filter_map(|(at, line)| {
        let (key, _) = line.split_once(':')?;
        let plain = key.len() > 2 && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        plain.then(|| (at, key.to_owned()))
    });
    keys.collect()
}

fn dangling_id(content: &Content, chance: &mut Chance) -> Option<Slip> {
    until(|| {
        let file = record(content, chance)?;
        let at = chance.below(file.lines.len());
        let line = file.lines[at];
        let key = chance.of(IDS)?;
        let start = line.find(&format!("{key}: "))?;
        let before = line[..start].chars().last();
        if before.is_some_and(|c| !" {-".contains(c)) {
            return None;
        }
        let value = start + key.len() + 2;
        let length = line[value..]
            .find([',', '}', ' ', ']'])
            .unwrap_or(line.len() - value);
        let id = &line[value..value + length];
        if id.is_empty() || !id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return None;
        }
        let cut = chance.below(id.len());
        let new = format!("{}q{}", &id[..cut], &id[cut..]);
        let spoilt = format!("{}{new}{}", &line[..value], &line[value + length..]);
        let what = format!("line {}: `{id}` became `{new}`", at + 1);
        Some(file.told(file.with(at, &spoilt), &["R001", "V001"], at + 1, &what))
    })
}

fn wrong_dimension(content: &Content, chance: &mut Chance) -> Option<Slip> {
    until(|| {
        let (file, at, unit) = unit(content, chance)?;
        let dimension = Unit::parse(&unit).ok()?.dimension();
        let new = chance.of(&["nm", "kPa", "s", "g/m2", "Hz"])?;
        if Unit::parse(new).ok()?.dimension() == dimension {
            return None;
        }
        let line = file.lines[at].replacen(&format!("unit: {unit}"), &format!("unit: {new}"), 1);
        let what = format!("line {}: `{unit}` became `{new}`", at + 1);
        Some(file.told(file.with(at, &line), &["Q003"], at + 1, &what))
    })
}

fn duplicate_key(content: &Content, chance: &mut Chance) -> Option<Slip> {
    until(|| {
        let file = record(content, chance)?;
        let (_, key) = chance.of(&keys(&file))?.clone();
        let mut lines = file.lines.clone();
        while lines.last().is_some_and(|line| line.trim().is_empty()) {
            lines.pop();
        }
        let again = format!("{key}: again");
        lines.push(&again);
        let line = lines.len();
        Some(file.told(
            lines.join("\n"),
            &["S010"],
            line,
            &format!("`{key}` once more"),
        ))
    })
}

fn missing_required(content: &Content, chance: &mut Chance) -> Option<Slip> {
    until(|| {
        let file = record(content, chance)?;
        let folder = file.path.split('/').nth(1)?;
        let (_, required) = REQUIRED.iter().find(|(name, _)| *name == folder)?;
        let key = chance.of(required)?;
        let keys = keys(&file);
        let (at, _) = keys.iter().find(|(_, name)| name == key)?;
        let below = file.lines[at + 1..]
            .iter()
            .take_while(|line| line.is_empty() || line.starts_with([' ', '-', '#']))
            .count();
        let mut lines = file.lines.clone();
        lines.drain(*at..at + 1 + below);
        let first = lines
            .iter()
            .position(|line| !line.is_empty() && !line.starts_with('#'))?;
        Some(file.told(
            lines.join("\n"),
            &["S004"],
            first + 1,
            &format!("`{key}` removed"),
        ))
    })
}
