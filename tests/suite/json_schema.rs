//! The JSON Schemas that `spunweb schema` writes for editors: they accept whatever the program
//! accepts, and reject whatever it refuses for its form.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::{PACKAGE, SiteTest, Tree, expect_none};

/// The schemas of a site, compiled for validation.
struct Schemas {
    all: boon::Schemas,
    by_file: BTreeMap<String, boon::SchemaIndex>,
}

impl Schemas {
    /// The schemas in a folder of a site.
    fn of(site: &SiteTest, folder: &str) -> Self {
        let mut compiler = boon::Compiler::new();
        let mut all = boon::Schemas::new();
        let mut by_file = BTreeMap::new();
        for path in Tree::of(&site.path(folder)).paths() {
            let text = site.read(&format!("{folder}/{path}"));
            let schema: Value = serde_json::from_str(&text).expect("a schema is JSON");
            let address = format!("https://schemas.example/{path}");
            compiler.add_resource(&address, schema).expect("a schema");
            let index = compiler.compile(&address, &mut all).expect(path);
            by_file.insert(path.to_owned(), index);
        }
        Self { all, by_file }
    }

    /// The error of a document by the schema of a file; `None` if it is valid.
    #[track_caller]
    fn fault(&self, schema: &str, document: &Value) -> Option<String> {
        let index = self.by_file.get(schema).expect(schema);
        let result = self.all.validate(document, *index);
        result.err().map(|error| format!("{error:#}"))
    }
}

/// The site with all its schemas written.
fn with_schemas(site: SiteTest) -> SiteTest {
    site.run(&["schema", "--editor", "vscode"]).ended_with(0);
    site
}

fn parsed(yaml: &str) -> Value {
    serde_yaml::from_str(yaml).expect("the file is YAML")
}

/// The schema for a file of a project, as the settings map them; `None` if it is not YAML, or
/// only a part of an entry.
fn schema_of(site: &SiteTest, path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('/').collect();
    let known = match parts.as_slice() {
        ["content", "site.yaml"] => "site.json",
        ["content", "vocabularies", _] => "vocabulary.json",
        ["content", "schema", "properties.yaml"] => "properties.json",
        ["content", "schema", "indicators.yaml"] => "indicators.json",
        ["content", "schema", _] => "collection.json",
        ["themes", _, "theme.yaml"] => "theme.json",
        ["themes", _, "texts", _] => "texts.json",
        ["content", collection, name] | ["content", collection, _, name] => {
            let is_entry = match name.strip_suffix(".md") {
                Some(stem) => {
                    let beside = path.replace(".md", ".yaml");
                    !stem.contains('.') && *name != "_index.md" && !site.path(&beside).exists()
                }
                None => name.ends_with(".yaml"),
            };
            return is_entry.then(|| format!("collections/{collection}.json"));
        }
        _ => return None,
    };
    Some(known.to_owned())
}

/// The YAML of a file, or that of its front matter.
fn yaml_of(path: &str, text: &str) -> Value {
    if !path.ends_with(".md") {
        return parsed(text);
    }
    let front = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---"));
    front.map_or_else(|| json!({}), |(front, _)| parsed(front))
}

/// Validates every file of a site against both copies of its schemas, and returns the number
/// of files.
#[track_caller]
fn all_files_are_valid(site: SiteTest) -> usize {
    let site = with_schemas(site);
    let mut wrong = Vec::new();
    let mut count = 0;
    for folder in [".schema", ".spunweb/schema"] {
        let schemas = Schemas::of(&site, folder);
        for path in Tree::of(&site.root()).paths() {
            let Some(schema) = schema_of(&site, path) else {
                continue;
            };
            count += 1;
            let document = yaml_of(path, &site.read(path));
            if let Some(fault) = schemas.fault(&schema, &document) {
                wrong.push(format!("{folder}: {path}: {fault}"));
            }
        }
    }
    expect_none("files that the program accepts are not valid", &wrong);
    count
}

/// The built-in content and themes.
#[test]
fn the_content_is_valid() {
    let site = SiteTest::project();
    for theme in ["cluster", "plain"] {
        for file in ["theme.yaml", "texts/en.yaml", "texts/cs.yaml"] {
            let path = format!("themes/{theme}/{file}");
            let text = fs::read_to_string(Path::new(PACKAGE).join(&path)).expect("a theme");
            site.put_exactly(&path, &text);
        }
    }
    assert!(all_files_are_valid(site) > 150);
}

/// The sites of the other tests.
#[test]
fn the_fixtures_are_valid() {
    assert!(all_files_are_valid(SiteTest::minimal().and("showcase")) > 60);
    assert!(all_files_are_valid(SiteTest::minimal().and("members-18")) > 60);
}

/// A site with an entry in which each type and modifier is written in every way.
fn every_spelling() -> SiteTest {
    let entry = "
        title: {en: One, cs: Jedna}
        text: 2026
        count: '4'
        amount: −1,5
        weight: 1.5 kg
        day: 2026-05
        year: 2026
        flag: true
        kind: '1'
        tags: alone
        when: unknown
        picture: assets/one.png
        other: {file: assets/one.png, alt: {en: One, x-fr: Un}, x-note: 3}
        groups: [{name: a, x-free: [1]}]
        free: {any: a, thing: b}
        note:
        x-own: {anything: [1, 2]}
        ";
    let png =
        fs::read(Path::new(PACKAGE).join("tests/fixtures/showcase/content/assets/square.png"));
    let site = SiteTest::minimal()
        .file(
            "content/schema/things.yaml",
            "
            collection: things
            label: Things
            fields:
              title: {type: string, localized: true, required: [en]}
              text: {type: string, pattern: '[0-9]+', max: 4}
              count: {type: int, min: 1, max: 10}
              amount: {type: decimal}
              weight: {type: quantity}
              day: {type: date}
              year: {type: year, min: 2000}
              flag: {type: bool}
              kind: {type: enum, values: {'1': One, two: Two}}
              tags: {type: list, single: true, of: {type: string}}
              when: {type: date, unknown: true}
              picture: {type: image}
              other: {type: image, alt: required}
              groups: {type: list, min: 1, of: {type: object, fields: {name: {type: string, required: true}}}}
              free: {type: map, of: {type: string}}
              note: {type: text, help: {en: For the office}}
              page: {type: ref, to: pages}
            ",
        )
        .file("content/things/one.yaml", entry);
    match png {
        Ok(png) => site.bytes("content/assets/one.png", &png),
        Err(_) => site,
    }
}

/// Localised texts or groups, numbers in quotes, a list as its one item, a picture as its
/// path, empty values: everything that is accepted in two ways is valid in both.
#[test]
fn every_spelling_is_valid() {
    let site = every_spelling().replaced("content/things/one.yaml", "−1,5", "'−1.5'");
    let run = site.run(&["check", "--as-of", "2026-06-01", "--format", "short"]);
    for found in run.stdout.lines().filter(|line| line.contains("one.yaml")) {
        // The picture does not exist.
        assert!(found.contains("[I0") || found.contains("[R0"), "{found}");
    }
    all_files_are_valid(site);
}

/// A change that the program refuses is rejected by both copies.
#[test]
fn mutants_are_flagged() {
    let site = with_schemas(every_spelling());
    let entry = site.read("content/things/one.yaml");
    let right = parsed(&entry);
    let mutants = [
        ("a wrong key", json!({"titel": "One"})),
        ("no title", json!({"title": {"cs": "Jedna"}})),
        (
            "a language that there is not",
            json!({"title": {"en": "One", "de": "Eins"}}),
        ),
        ("a list for a text", json!({"text": ["1"]})),
        ("another form", json!({"text": "abc"})),
        ("too long", json!({"text": "12345"})),
        ("a word for a number", json!({"count": "four"})),
        ("too large", json!({"count": 11})),
        ("a day that is none", json!({"day": "1. 5. 2026"})),
        ("too early", json!({"year": 1900})),
        ("a word for a truth value", json!({"flag": "yes"})),
        ("a word that there is not", json!({"kind": "three"})),
        ("a group for a list", json!({"tags": {"a": 1}})),
        ("no description", json!({"other": "assets/one.png"})),
        ("no file", json!({"other": {"alt": "One"}})),
        ("too few", json!({"groups": []})),
        ("nothing in a group", json!({"groups": [{}]})),
        (
            "a wrong key in a group",
            json!({"groups": [{"name": "a", "nmae": "b"}]}),
        ),
        ("a list in a map", json!({"free": {"a": []}})),
        ("nothing in a list", json!({"tags": [null]})),
    ];
    for folder in [".schema", ".spunweb/schema"] {
        let schemas = Schemas::of(&site, folder);
        assert_eq!(schemas.fault("collections/things.json", &right), None);
        for (what, change) in &mutants {
            let mut mutant = right.clone();
            let members = mutant.as_object_mut().expect("an entry");
            members.extend(change.as_object().expect("a change").clone());
            let fault = schemas.fault("collections/things.json", &mutant);
            assert!(fault.is_some(), "{folder}: {what} is not flagged");
        }
    }
}

/// The copy with all names lists the entries; the other one depends only on the schema, so
/// that it stays the same when entries change.
#[test]
fn one_copy_lists_what_can_be_named() {
    let site = with_schemas(every_spelling());
    let entry = |page: &str| json!({"title": "One", "page": page});
    let schema = "collections/things.json";
    let structure = Schemas::of(&site, ".schema");
    assert_eq!(structure.fault(schema, &entry("nowhere")), None);
    let enriched = Schemas::of(&site, ".spunweb/schema");
    assert_eq!(enriched.fault(schema, &entry("index")), None);
    assert!(enriched.fault(schema, &entry("nowhere")).is_some());
    let before = Tree::of(&site.path(".schema"));
    site.put("content/pages/further.md", "---\ntitle: Further\n---\n");
    site.run(&["schema"])
        .ended_with(0)
        .says("0 schemas written to .schema");
    assert_eq!(before.difference(&Tree::of(&site.path(".schema"))), "");
}

/// Labels and help are those of the schema, in the language of the site.
#[test]
fn fields_say_what_they_are_for() {
    let site = with_schemas(every_spelling());
    let schema: Value = serde_json::from_str(&site.read(".schema/collections/things.json"))
        .expect("a schema is JSON");
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    assert_eq!(
        schema["properties"]["note"]["description"],
        "For the office"
    );
    assert_eq!(schema["properties"]["draft"]["title"], "Draft");
}

/// `check` writes the schemas if somebody asked for it, and only then.
#[test]
fn check_keeps_the_copy_up_to_date() {
    let names_further = |site: &SiteTest| {
        let schema = site.read(".spunweb/schema/collections/things.json");
        schema.contains("\"further\"")
    };
    let site = every_spelling();
    site.check();
    assert!(!site.path(".spunweb").exists() && !site.path(".schema").exists());
    let site = with_schemas(site);
    assert_eq!(site.read(".spunweb/.gitignore"), "*\n");
    site.put("content/pages/further.md", "---\ntitle: Further\n---\n");
    assert!(!names_further(&site));
    site.check();
    assert!(names_further(&site));
    // The project's settings also ask for it, but not in CI.
    fs::remove_dir_all(site.path(".spunweb")).expect("the copy");
    let mut in_ci = site.command(&["check"]);
    in_ci.env("CI", "true");
    site.finish(in_ci);
    assert!(!site.path(".spunweb").exists());
    let mut by_hand = site.command(&["check"]);
    by_hand.env_remove("CI");
    site.finish(by_hand);
    assert!(names_further(&site));
}

/// A copy that cannot be written is reported, but is not an error of the content.
#[test]
fn a_copy_that_cannot_be_written_fails_no_check() {
    let site = SiteTest::minimal().file(".spunweb/schema/site.json/in-the-way", "");
    let run = site.run(&["check", "--as-of", "2026-06-01"]).ended_with(0);
    run.says("warning: `[site]/.spunweb/schema/site.json` is not written");
}

/// Settings made by hand are never changed.
#[test]
fn settings_are_never_changed() {
    let site = SiteTest::minimal().file(".vscode/settings.json", "{\"mine\": 1}\n");
    site.run(&["schema", "--editor", "vscode"])
        .ended_with(0)
        .says(".vscode/settings.json is there and is left as it is")
        .says("\"./.spunweb/schema/site.json\"");
    assert_eq!(site.read(".vscode/settings.json"), "{\"mine\": 1}\n");
}

/// A symbolic link in a commit under the temporary name of a schema is removed, and never
/// written through.
#[cfg(unix)]
#[test]
fn links_are_not_written_through() {
    let site = SiteTest::minimal().file("outside.txt", "theirs\n");
    std::fs::create_dir_all(site.path(".spunweb/schema")).unwrap();
    for name in ["site.json.tmp", "vocabulary.json.tmp"] {
        let link = site.path(&format!(".spunweb/schema/{name}"));
        std::os::unix::fs::symlink(site.path("outside.txt"), link).unwrap();
    }
    site.check().ended_with(0);
    assert_eq!(site.read("outside.txt"), "theirs\n");
    assert!(site.read(".spunweb/schema/site.json").contains("$schema"));
}
