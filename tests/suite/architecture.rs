//! The rules of the architecture, checked against the source files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use spunweb::testing::messages;

use crate::support::{PACKAGE, expect_none};

/// The stages, with their dependencies: each may use only the rows above it, and in its own
/// row only the stages that are listed.
const ORDER: &[&[&str]] = &[
    &["guarded", "ordered", "system"],
    &["messages"],
    &["path"],
    &["artifact", "text"],
    &["diagnostic"],
    &["disk", "yaml", "quantity", "typesetter"],
    &["schema"],
    &["config", "locale"],
    &["load"],
    &["model"],
    &["check", "plan"],
    &["pictures"],
    &["theme"],
    &["markdown"],
    &["present"],
    &["insight"],
    &["export", "listing"],
    &["pages"],
    &["handout"],
    &["audit"],
    &["publish", "fix", "maintenance", "starter"],
    &["editor", "format", "import", "rename"],
    &["compose"],
    &["pipeline"],
    &["serve"],
    &["cli"],
];

/// A stage imports only earlier stages, never later ones or those beside it.
#[test]
fn imports_go_one_way() {
    let rank = |module: &str| ORDER.iter().position(|row| row.contains(&module));
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let module = path.split(['/', '.']).next().unwrap().to_owned();
        let Some(own) = rank(&module) else { continue };
        for used in used_modules(&text) {
            let fine = used == module || rank(&used).is_some_and(|used| used < own);
            if !fine {
                wrong.push(format!("{path} uses {used}"));
            }
        }
    }
    expect_none("imports go against the direction of the stages", &wrong);
}

/// The modules of the crate that a file names as `crate::module`.
fn used_modules(text: &str) -> BTreeSet<String> {
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let mut used = BTreeSet::new();
    for line in code {
        for after in line.split("crate::").skip(1) {
            let name: String = after
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                .collect();
            used.insert(name);
        }
    }
    used.remove("");
    used
}

/// Two files of a room do not import each other, directly or indirectly, so that either can be
/// read without the other. Imports between a room's `mod.rs` and one of its files are not a
/// cycle, since the file belongs to the room.
#[test]
fn no_circles_between_files_of_a_room() {
    let mut rooms: BTreeMap<String, Vec<(String, String, String)>> = BTreeMap::new();
    for (path, text) in sources() {
        if path.ends_with("tests.rs") || path.contains("/tests/") {
            continue;
        }
        let names: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
        let is_mod = names.last() == Some(&"mod");
        // A folder counts as one file of the room that contains it.
        for depth in 1..names.len() - usize::from(is_mod) {
            let climb = "super::".repeat(names.len() - depth - usize::from(is_mod));
            let of_room = rooms.entry(names[..depth].join("/")).or_default();
            of_room.push((names[depth].to_owned(), climb, text.clone()));
        }
    }
    let mut wrong = Vec::new();
    for (room, files) in &rooms {
        let names: BTreeSet<&str> = files.iter().map(|(name, ..)| &**name).collect();
        let mut uses: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for (name, climb, text) in files {
            let used = used_files(text, climb, room, name, &names);
            uses.entry(name).or_default().extend(used);
        }
        for circle in circles(&uses) {
            wrong.push(format!("{room}: {}", circle.join(", ")));
        }
    }
    expect_none("files of a room import each other in a circle", &wrong);
}

/// The files of a room that a file of it imports, as `super::file`, in the list of
/// `use super::{…}`, or from the root of the crate; `climb` is the path from the file to the
/// room.
fn used_files(
    text: &str,
    climb: &str,
    room: &str,
    own: &str,
    names: &BTreeSet<&str>,
) -> BTreeSet<String> {
    let code = text.split("\nmod tests {").next().unwrap_or_default();
    let code: String = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| format!("{line}\n"))
        .collect();
    let rooted = format!("crate::{}::", room.replace('/', "::"));
    let mut used = BTreeSet::new();
    for prefix in [climb, &rooted] {
        for (at, _) in code.match_indices(prefix) {
            let climbs = code[..at].ends_with("super::");
            let after = &code[at + prefix.len()..];
            let listed = after.strip_prefix('{').map(|list| parts(list));
            let named = listed.unwrap_or_else(|| vec![after]);
            used.extend(named.into_iter().filter(|_| !climbs).filter_map(|part| {
                let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
                let name = part.trim_start().split(|c| !is_name(c)).next()?;
                (names.contains(name) && name != own).then(|| name.to_owned())
            }));
        }
    }
    used
}

/// The parts of a list in braces, without those of nested lists.
fn parts(list: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&list[start..at]);
                start = at + 1;
            }
            '}' => {
                parts.push(&list[start..at]);
                break;
            }
            _ => {}
        }
    }
    parts
}

/// Sets of files that reach one another, sorted and without duplicates.
fn circles(uses: &BTreeMap<&str, BTreeSet<String>>) -> BTreeSet<Vec<String>> {
    let reached = |from: &str| {
        let mut reached = BTreeSet::new();
        let mut next: Vec<&str> = vec![from];
        while let Some(file) = next.pop() {
            for used in uses.get(file).into_iter().flatten() {
                if reached.insert(used.clone()) {
                    next.push(used);
                }
            }
        }
        reached
    };
    let all: BTreeMap<&str, BTreeSet<String>> =
        uses.keys().map(|file| (*file, reached(file))).collect();
    let circle = |file: &str| -> Vec<String> {
        let both = all[file].iter().filter(|other| {
            let back = all.get(&***other);
            back.is_some_and(|back| back.contains(file))
        });
        both.cloned().collect()
    };
    let circles = all.keys().map(|file| circle(file));
    circles.filter(|circle| !circle.is_empty()).collect()
}

#[test]
fn a_circle_is_seen() {
    let names: BTreeSet<&str> = ["a", "b", "c"].into();
    let of = |name: &str, text: &str| used_files(text, "super::", "room", name, &names);
    let uses = BTreeMap::from([
        ("a", of("a", "use super::{X, b::{Y, Z}, d};\n")),
        ("b", of("b", "fn f() { crate::room::c::g(); }\n")),
        ("c", of("c", "use super::super::b::X;\nuse super::a::W;\n")),
    ]);
    let all: Vec<String> = ["a", "b", "c"].map(str::to_owned).into();
    assert_eq!(circles(&uses), [all].into());
    let cut = BTreeMap::from([
        ("a", of("a", "use super::b;")),
        ("b", of("b", "// super::a\n")),
    ]);
    assert!(circles(&cut).is_empty());
}

/// Every file begins with a paragraph for newcomers.
#[test]
fn every_file_introduces_itself() {
    let silent: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(path, _)| path)
        .collect();
    expect_none("files do not begin with `//!`", &silent);
}

/// Every code that the program reports is in the table with its texts, and every code in the
/// table is used.
#[test]
fn codes_and_their_table_agree() {
    let table: BTreeSet<String> = spunweb::testing::diagnostic::codes()
        .keys()
        .map(str::to_owned)
        .collect();
    let mut used = BTreeSet::new();
    for (_, text) in sources() {
        for piece in text.split('"').skip(1).step_by(2) {
            let code = piece.split('.').next().unwrap_or_default();
            let is_code = code.len() == 4
                && code.starts_with(|c: char| c.is_ascii_uppercase())
                && code[1..].chars().all(|c| c.is_ascii_digit());
            if is_code {
                used.insert(piece.to_owned());
            }
        }
    }
    let unknown: Vec<&String> = used.difference(&table).collect();
    expect_none("codes are not in codes.yaml", &unknown);
    let idle: Vec<&String> = table.difference(&used).collect();
    expect_none("codes of codes.yaml are never reported", &idle);
}

/// The files of `src/`, by path relative to it.
pub(crate) fn sources() -> Vec<(String, String)> {
    let root = Path::new(PACKAGE).join("src");
    let mut files: Vec<(String, String)> = walkdir::WalkDir::new(&root)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|e| e == "rs"))
        .map(|entry| {
            let below = entry
                .path()
                .strip_prefix(&root)
                .unwrap()
                .to_string_lossy()
                .into_owned();
            (below, std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    assert!(files.len() > 50);
    files
}

/// The catalogue and its inputs: code that writes output reads views instead.
const BEHIND_THE_GATE: &[&str] = &["config", "load", "model", "check"];

/// Earlier stages that a stage must not use, and why.
const APART: &[(&str, &[&str], &str)] = &[
    (
        "publish",
        &[
            "text",
            "diagnostic",
            "disk",
            "yaml",
            "quantity",
            "schema",
            "config",
            "load",
            "model",
            "check",
            "plan",
            "theme",
            "markdown",
            "present",
            "pages",
            "audit",
        ],
        "publishing moves bytes and knows nothing of what they are",
    ),
    (
        "maintenance",
        &["load", "plan", "audit"],
        "what an entry needs is asked of the catalogue and the rules",
    ),
    (
        "fix",
        &[
            "yaml", "quantity", "schema", "config", "load", "model", "check", "plan", "theme",
            "markdown", "present", "pages", "audit",
        ],
        "fixing moves bytes by what findings say, and asks them whether it helped",
    ),
    (
        "pages",
        BEHIND_THE_GATE,
        "what leaves goes through `present`",
    ),
    (
        "listing",
        BEHIND_THE_GATE,
        "what leaves goes through `present`",
    ),
    (
        "export",
        BEHIND_THE_GATE,
        "what leaves goes through `present`",
    ),
    (
        "insight",
        BEHIND_THE_GATE,
        "what leaves goes through `present`",
    ),
    (
        "handout",
        BEHIND_THE_GATE,
        "what leaves goes through `present`",
    ),
    (
        "audit",
        &["load", "check"],
        "the finished pages are all that is looked at",
    ),
];

/// Some stages must not use certain earlier stages.
#[test]
fn some_stages_keep_apart() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        for (module, others, why) in APART {
            let own = path.split(['/', '.']).next() == Some(*module);
            let used = used_modules(&text);
            let bad = others.iter().filter(|other| own && used.contains(**other));
            wrong.extend(bad.map(|other| format!("{path} uses {other}: {why}")));
        }
    }
    expect_none("stages that keep apart meet", &wrong);
}

/// Code that writes output reads views: neither the catalogue, which `Site` shows only to its
/// own room, nor decoded values and their records.
#[test]
fn nothing_goes_round_the_gate() {
    let rooms = ["pages/", "listing/", "export/", "insight/", "handout/"];
    let decoded = ["Record", "Item", "Value", "Field", "Fields", "Collection"];
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        if path == "present/site.rs" {
            let private = text.contains("\n    catalog: Arc<Catalog>,");
            assert!(private, "the catalogue of a site is a private field");
        }
        if !rooms.iter().any(|room| path.starts_with(room)) {
            continue;
        }
        for import in text.split("use crate::schema::").skip(1) {
            let import = import.split(';').next().unwrap_or_default();
            let names = import.split(|c: char| !c.is_ascii_alphanumeric());
            wrong.extend(
                names
                    .filter(|name| decoded.contains(name))
                    .map(|name| format!("{path} uses schema::{name}")),
            );
        }
    }
    expect_none("values leave without passing the gate", &wrong);
}

/// Only the model parses amounts and rows of measured values; later stages use the result. The
/// schema contains the values that rules compare with.
#[test]
fn amounts_are_read_by_the_model_alone() {
    let readers = ["Amount::parse(", "AmountParts {", "Measurement::new("];
    // A spreadsheet cell is not content yet.
    let may = [
        "quantity/",
        "model/",
        "check/rules.rs",
        "fix/measure.rs",
        "import/wide.rs",
    ];
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        if may.iter().any(|own| path.starts_with(own)) || path.contains("tests") {
            continue;
        }
        let found = readers.iter().filter(|reader| text.contains(**reader));
        wrong.extend(found.map(|reader| format!("{path} has {reader}")));
    }
    expect_none("measured values are read again", &wrong);
}

/// A file imports other stages from the root of the crate, where the tests above see it, and
/// not through `super`.
#[test]
fn nobody_climbs_out_of_a_stage() {
    let climbing: Vec<String> = sources()
        .into_iter()
        .filter(|(path, text)| {
            let module = path.trim_end_matches(".rs").trim_end_matches("/mod");
            let climb = "super::".repeat(module.split('/').count());
            let tests = path.ends_with("tests.rs") || path.contains("/tests/");
            !tests
                && text
                    .split("mod tests {")
                    .next()
                    .is_some_and(|code| code.contains(&climb))
        })
        .map(|(path, _)| path)
        .collect();
    expect_none("files climb to the root of the crate", &climbing);
}

/// Codes belong to a family, and their titles are one line, without words from inside the
/// program.
#[test]
fn codes_read_well() {
    let mut faults = Vec::new();
    for key in spunweb::testing::diagnostic::codes().keys() {
        let texts = ["message", "label", "help"].into_iter().flat_map(|part| {
            let key = format!("codes.{key}.{part}");
            let text = move |lang| messages::find(lang, &key).map(|(text, _)| text);
            messages::languages().into_iter().filter_map(text)
        });
        let page: String = texts
            .filter_map(|text| match text {
                messages::Text::Plain(text) => Some(format!("{text}\n")),
                messages::Text::Plural(_) => None,
            })
            .collect();
        if !key.starts_with(|family| "YSRQLKIDUVTCOPM".contains(family)) {
            faults.push(format!("{key}: there is no such family"));
        }
        if page.lines().next().unwrap_or_default().ends_with('.') {
            faults.push(format!("{key}: the message ends with a full stop"));
        }
        for word in [
            "serde",
            "enum variant",
            "deserialize",
            "struct ",
            "panic",
            "unwrap",
        ] {
            if page.contains(word) {
                faults.push(format!("{key}: says `{word}`"));
            }
        }
    }
    expect_none("texts of codes", &faults);
}

/// How many types may share a name: a type that is named by its module needs no longer name,
/// but a name with many meanings cannot be searched for.
const NAMESAKES: usize = 2;

/// Few types share a name.
#[test]
fn types_have_names_of_their_own() {
    let mut declared: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, text) in sources() {
        for line in text.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            let is_public = |word: &&str| word.starts_with("pub");
            let rest = &words[usize::from(words.first().is_some_and(is_public))..];
            let [kind @ ("struct" | "enum" | "trait"), name, ..] = rest else {
                continue;
            };
            let name = name.split(|c: char| !c.is_alphanumeric()).next().unwrap();
            declared
                .entry(name.to_owned())
                .or_default()
                .push(format!("{kind} in {path}"));
        }
    }
    let shared = declared
        .iter()
        .filter(|(_, places)| places.len() > NAMESAKES);
    let shared: Vec<String> = shared
        .map(|(name, places)| format!("{name}: {}", places.join(", ")))
        .collect();
    expect_none("names stand for many types", &shared);
}
