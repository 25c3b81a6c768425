//! Lists as tables, read back by programs that know nothing of Spunweb: every value is
//! the one of the YAML, of a collection that the code has never seen.

use std::collections::BTreeMap;
use std::io::Cursor;

use boon::{Compiler, Schemas};
use calamine::{Data, Reader, Xlsx};
use serde_json::{Value, json};

use crate::support::SiteTest;

/// A collection with every type of field.
const SCHEMA: &str = r#"
collection: things
label: {en: Things, cs: Věci}
singular: {en: thing, cs: věc}
route: {en: things, cs: veci}
fields:
  title: {type: string, localized: true, label: {en: Title, cs: Název}}
  note: {type: text, help: {en: What is said., cs: Co se říká.}, label: {en: Note, cs: Poznámka}}
  prose: {type: markdown, label: Prose}
  size: {type: decimal, label: {en: Size, cs: Velikost}}
  count: {type: int, label: Count, unknown: true}
  since: {type: date, label: Since}
  at: {type: datetime, label: At}
  made: {type: year, label: Made}
  good: {type: bool, label: Good}
  web: {type: url, label: Web, schema_org: url}
  mail: {type: email, label: Mail}
  phone: {type: phone, label: Phone}
  land: {type: country, label: Land}
  word: {type: enum, values: {one: {en: One, cs: Jedna}}, label: Word}
  birds: {type: list, of: {type: term, vocabulary: birds}, label: Birds}
  friend: {type: ref, to: things, label: Friend}
  place: {type: geo, label: Place}
  width: {type: quantity, unit: nm, label: Width}
  diameter: {type: quantity, property: fibre_diameter, label: Diameter}
  picture: {type: image, label: Picture}
  inside: {type: object, label: Inside, fields: {deep: {type: string, label: Deep}, hidden: {type: string, private: true}}}
  rows: {type: measurements, label: Rows}
  parts: {type: list, label: Parts, of: {type: object, fields: {part: {type: string, label: Part}, more: {type: measurements, label: More}}}}
  free: {type: map, of: {type: int}, label: Free}
  secret: {type: string, private: true}
"#;

const ONE: &str = r#"
title: {en: "=Sum; \"one\"", cs: "První, věc"}
note: "-5 is\nno number"
prose: "A **bold** [word](things:two)"
size: "1.50"
count: -7
since: 2026-03-01
at: 2026-03-01T10:30
made: 1999
good: true
web: https://a.example/?b=1
mail: a@b.example
phone: "+420 777 777 771"
land: CZ
word: one
birds: [jay, owl]
friend: two
place: {lat: 50.10, lon: -14.25}
width: "0.5 um"
diameter: "100..300 nm"
picture: {file: assets/layer.svg, alt: A layer}
inside: {deep: Yes, hidden: canary}
rows: [{property: fibre_diameter, value: "1.50", unit: um, n: 3, standard: ISO 1}]
parts: [{part: A, more: [{property: fibre_diameter, min: "5", unit: nm}]}, {part: B}]
free: {x: 1, y: 2}
secret: canary
"#;

fn site() -> SiteTest {
    SiteTest::minimal()
        .theme("plain")
        .file("content/schema/things.yaml", SCHEMA)
        .file("content/things/one.yaml", ONE)
        .file(
            "content/things/two.yaml",
            "title: {en: Two, cs: Dvě}\nsize: 2e-3\ncount: unknown\nsince: 2026-03\n",
        )
        .file(
            "content/vocabularies/birds.yaml",
            "label: Birds\nterms:\n  jay: {label: {en: Jay, cs: Sojka}}\n  owl: {label: {en: Owl, cs: Sova}}\n",
        )
        .file(
            "content/assets/layer.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>",
        )
}

/// The rows of a table by the heading of each cell.
fn rows(text: &str, delimiter: u8) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.delimiter(delimiter).from_reader(text.as_bytes());
    let all = reader.deserialize();
    all.collect::<Result<_, _>>().expect("rows")
}

/// The table for programs has ids, digits as written and keys of the schema; texts are
/// as they are.
#[test]
fn for_programs() {
    let site = site();
    site.build().ended_with(0);
    let text = site.output().text("web/things/things.csv");
    let all = rows(&text, b',');
    assert_eq!(all.len(), 2);
    for (key, expected) in [
        ("id", "one"),
        ("url", "https://cluster.example/things/one/"),
        ("title", "=Sum; \"one\""),
        ("note", "-5 is\nno number"),
        ("prose", "A bold word"),
        ("size", "1.50"),
        ("count", "-7"),
        ("since", "2026-03-01"),
        ("made", "1999"),
        ("good", "true"),
        ("web", "https://a.example/?b=1"),
        ("mail", "a@b.example"),
        ("phone", "+420 777 777 771"),
        ("word", "one"),
        ("birds", "jay; owl"),
        ("friend", "two"),
        ("place.lat", "50.10"),
        ("place.lon", "-14.25"),
        ("width.min", "500"),
        ("width.max", "500"),
        ("diameter.min", "100"),
        ("diameter.max", "300"),
        ("picture.alt", "A layer"),
        ("inside.deep", "Yes"),
        ("parts", "A; B"),
        ("free", "x: 1, y: 2"),
    ] {
        assert_eq!(all[0][key], expected, "{key}");
    }
    assert_eq!(all[1]["size"], "2e-3");
    assert_eq!(all[1]["since"], "2026-03");
    assert_eq!(all[1]["count"], "");
    assert!(!all[0].contains_key("secret") && !text.contains("canary"));
    assert!(!all[0].contains_key("draft"), "how it is published");
    assert!(text.contains("\r\n"));
}

/// The table for Czech Excel: BOM, semicolons, decimal commas, names; no formula, and a
/// negative number stays one.
#[test]
fn for_excel_by_double_click() {
    let site = site();
    site.build().ended_with(0);
    let text = site.output().text("web/cs/veci/things-excel.csv");
    let text = text.strip_prefix('\u{feff}').expect("a BOM");
    let all = rows(text, b';');
    for (heading, expected) in [
        ("Název", "První, věc"),
        ("Poznámka", "'-5 is\nno number"),
        ("Velikost", "1,50"),
        ("Count", "-7"),
        ("Phone", "'+420 777 777 771"),
        ("Word", "Jedna"),
        ("Birds", "Sojka; Sova"),
        ("Friend", "Dvě"),
        ("Inside: Deep", "Yes"),
        ("Width: Dolní mez [nm]", "500"),
    ] {
        assert_eq!(all[1][heading], expected, "{heading}");
    }
    let english = site.output().text("web/things/things-excel.csv");
    assert!(english.contains(",\"'=Sum; \"\"one\"\"\","), "{english}");
}

/// Measured values, a row each, wherever they stand.
#[test]
fn measured_values() {
    let site = site();
    site.build().ended_with(0);
    let text = site.output().text("web/things/things-measurements.csv");
    let all = rows(&text, b',');
    let of = |key: &str| -> Vec<&str> { all.iter().map(|row| &*row[key]).collect() };
    assert_eq!(of("path"), ["rows", "parts[1].more"]);
    assert_eq!(of("property"), ["fibre_diameter"; 2]);
    assert_eq!(of("value"), ["1.50", ""]);
    assert_eq!(of("min"), ["", "5"]);
    assert_eq!(of("max"), ["", ""]);
    assert_eq!(of("unit"), ["um", "nm"]);
    assert_eq!(of("n"), ["3", ""]);
    assert_eq!(of("standard"), ["ISO 1", ""]);
    assert_eq!(of("canonical_min"), ["1500", "5"]);
    assert!(!site.output().has("web/news/news-measurements.csv"));
}

fn workbook(site: &SiteTest, path: &str) -> Xlsx<Cursor<Vec<u8>>> {
    let bytes = std::fs::read(site.path("public").join(path)).expect("a file");
    Xlsx::new(Cursor::new(bytes)).expect("a workbook")
}

/// The workbook has numbers, dates and links as such, and explains its columns.
#[test]
fn workbooks() {
    let site = site();
    site.build().ended_with(0);
    let mut book = workbook(&site, "web/things/things.xlsx");
    assert_eq!(
        book.sheet_names(),
        ["Things", "Measured values", "Explanations"]
    );
    let sheet = book.worksheet_range("Things").expect("a sheet");
    let of = |row: usize, heading: &str| -> Data {
        let headings = sheet.rows().next().expect("headings");
        let at = headings.iter().position(|cell| *cell == heading);
        sheet.rows().nth(row).expect("a row")[at.expect(heading)].clone()
    };
    assert_eq!(of(1, "Title"), Data::String("=Sum; \"one\"".into()));
    assert_eq!(of(1, "Size"), Data::Float(1.5));
    assert_eq!(of(1, "Count"), Data::Float(-7.0));
    assert_eq!(of(1, "Made"), Data::Float(1999.0));
    assert_eq!(of(1, "Good"), Data::Bool(true));
    assert_eq!(of(1, "Birds"), Data::String("Jay; Owl".into()));
    assert_eq!(of(1, "Width: Lower limit [nm]"), Data::Float(500.0));
    let Data::DateTime(since) = of(1, "Since") else {
        panic!("no date: {:?}", of(1, "Since"));
    };
    assert_eq!(since.to_ymd_hms_milli(), (2026, 3, 1, 0, 0, 0, 0));
    let Data::DateTime(at) = of(1, "At") else {
        panic!("no time: {:?}", of(1, "At"));
    };
    assert_eq!(at.to_ymd_hms_milli(), (2026, 3, 1, 10, 30, 0, 0));
    assert_eq!(of(2, "Since"), Data::String("2026-03".into()));
    let said = book.worksheet_range("Explanations").expect("a sheet");
    let said: Vec<String> = said.cells().map(|(_, _, cell)| cell.to_string()).collect();
    for text in ["What is said.", "size", "https://cluster.example/things/"] {
        assert!(said.iter().any(|cell| cell == text), "{text}: {said:?}");
    }
    assert!(site.output().holding("canary").is_empty());
}

fn json(site: &SiteTest, path: &str) -> Value {
    serde_json::from_str(&site.output().text(path)).expect("JSON")
}

/// The JSON of a list and its entries is as its own schema says, and says what the YAML
/// does.
#[test]
fn json_by_its_own_schema() {
    let site = site();
    site.build().ended_with(0);
    for (folder, collection) in [("web", "things"), ("web/cs", "things"), ("web", "news")] {
        let path = format!("{folder}/api/{collection}-schema.json");
        if !site.output().has(&path) {
            continue;
        }
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler
            .add_resource("https://s.example/s", json(&site, &path))
            .expect("a schema");
        let schema = compiler
            .compile("https://s.example/s", &mut schemas)
            .expect("it compiles");
        let output = site.output();
        let below = format!("{folder}/api/{collection}/");
        let list = format!("{folder}/api/{collection}.json");
        let files = output
            .paths()
            .filter(|path| path.starts_with(&below) || **path == *list);
        let mut count = 0;
        for file in files {
            count += 1;
            let document = json(&site, file);
            let found = schemas.validate(&document, schema);
            assert!(
                found.is_ok(),
                "{file}: {:?}",
                found.err().map(|e| e.to_string())
            );
            let mut other = document.clone();
            other["more"] = json!(1);
            assert!(schemas.validate(&other, schema).is_err(), "{file}");
        }
        assert!(count > 1, "{folder} {collection}");
    }
    let list = json(&site, "web/cs/api/things.json");
    assert_eq!(
        list["entries"][0]["data"],
        "https://cluster.example/cs/api/things/two.json"
    );
    let fields = &json(&site, "web/api/things/one.json")["fields"];
    assert_eq!(fields["size"], "1.50");
    assert_eq!(fields["count"], -7);
    assert_eq!(fields["word"], json!({"id": "one", "label": "One"}));
    assert_eq!(fields["friend"]["title"], "Two");
    assert_eq!(
        fields["friend"]["url"],
        "https://cluster.example/things/two/"
    );
    assert_eq!(fields["diameter"]["min"], "100");
    assert_eq!(
        fields["width"]["canonical"],
        json!({"unit": "nm", "value": "500"})
    );
    assert_eq!(fields["rows"][0]["quantity"]["value"], "1.50");
    assert_eq!(
        json(&site, "web/api/things/two.json")["fields"]["count"],
        Value::Null
    );
}

/// A position has its degrees east first.
#[test]
fn positions() {
    let site = site();
    site.build().ended_with(0);
    let all = json(&site, "web/things/things.geojson");
    assert_eq!(all["features"].as_array().expect("a list").len(), 1);
    let one = &all["features"][0];
    assert_eq!(
        one["geometry"],
        json!({"type": "Point", "coordinates": [-14.25, 50.1]})
    );
    assert_eq!(
        one["properties"]["url"],
        "https://cluster.example/things/one/"
    );
    assert!(!site.output().has("web/news/news.geojson"));
}

/// Places of one entry have ids that no other entry has.
#[test]
fn several_positions_of_an_entry() {
    let schema = "
        collection: places
        label: {en: Places, cs: Místa}
        fields:
          title: {type: string, required: true}
          at: {type: list, of: {type: geo}}
        ";
    let site = SiteTest::minimal()
        .file("content/schema/places.yaml", schema)
        .file(
            "content/places/a.yaml",
            "title: A\nat: [{lat: 50, lon: 14}, {lat: 51, lon: 15}]\n",
        )
        .file(
            "content/places/a-2.yaml",
            "title: B\nat: [{lat: 52, lon: 16}]\n",
        );
    site.build().ended_with(0);
    let all = json(&site, "web/places/places.geojson");
    let ids = all["features"].as_array().into_iter().flatten();
    let ids: std::collections::BTreeSet<&str> = ids.filter_map(|one| one["id"].as_str()).collect();
    assert_eq!(ids.into_iter().collect::<Vec<_>>(), ["a", "a#2", "a-2"]);
}

/// What is said of tables names files and columns that are there.
#[test]
fn packages_and_metadata() {
    let site = site();
    site.build().ended_with(0);
    for (root, list) in [
        ("web/", "things/"),
        ("web/cs/", "veci/"),
        ("offline/", "things/"),
    ] {
        let package = json(&site, &format!("{root}datapackage.json"));
        let mut seen = Vec::new();
        for resource in package["resources"].as_array().expect("a list") {
            let path = resource["path"].as_str().expect("a path");
            let text = site.output().text(&format!("{root}{path}"));
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let fields = resource["schema"]["fields"].as_array().expect("a list");
            let names: Vec<&str> = fields.iter().filter_map(|f| f["name"].as_str()).collect();
            assert_eq!(
                reader
                    .headers()
                    .expect("headings")
                    .iter()
                    .collect::<Vec<_>>(),
                names
            );
            seen.push(path.to_owned());
        }
        assert!(seen.contains(&format!("{list}things.csv")), "{seen:?}");
        assert!(
            seen.contains(&format!("{list}things-measurements.csv")),
            "{seen:?}"
        );
        let metadata = json(&site, &format!("{root}{list}csv-metadata.json"));
        assert_eq!(metadata["url"], "things.csv");
        assert_eq!(metadata["tableSchema"]["primaryKey"], "id");
        let columns = metadata["tableSchema"]["columns"]
            .as_array()
            .expect("a list");
        let of = |name: &str| columns.iter().find(|column| column["name"] == name);
        let size = of("size").expect("a column");
        assert_eq!(size["datatype"], "number");
        assert_eq!(of("since").expect("a column")["datatype"], "string");
        assert_eq!(
            of("web").expect("a column")["propertyUrl"],
            "https://schema.org/url"
        );
        assert_eq!(of("width.min").expect("a column")["schema:unitCode"], "nm");
    }
}

/// Pages of lists name the tables; an edition says how much data it has.
#[test]
fn as_an_edition_asks() {
    let site = site();
    site.build().ended_with(0);
    let links = site.page("offline/things/index.html");
    for file in ["things.csv", "things.xlsx", "../api/things.json"] {
        assert!(links.links().contains(&file), "{file}: {:?}", links.links());
    }
    assert!(!site.output().has("offline/api/things/one.json"));
    let site = site
        .replaced("content/site.yaml", "offline: {}", "offline: {data: none}")
        .replaced("content/site.yaml", "web: {}", "web: {data: lists}");
    site.build().ended_with(0);
    let output = site.output();
    assert!(output.has("web/api/things.json") && !output.has("web/api/things/one.json"));
    assert!(!output.has("offline/things/things.csv") && !output.has("offline/datapackage.json"));
}

/// A group in a list is one cell: keys and ids for programs, labels and names for people.
#[test]
fn groups_in_lists() {
    let site = SiteTest::minimal()
        .theme("plain")
        .file(
            "content/schema/things.yaml",
            "
            collection: things
            label: Things
            singular: thing
            route: things
            fields:
              title: {type: string, localized: true, label: Title}
              makers: {type: list, label: Makers, of: {type: object, fields: {
                who: {type: ref, to: things, label: {en: Who, cs: Kdo}},
                how: {type: list, label: How, of: {type: enum, values: {fast: {en: Quickly, cs: Rychle}, slow: {en: Slowly, cs: Pomalu}}}}}}}
            ",
        )
        .file(
            "content/things/one.yaml",
            "
            title: {en: First, cs: První}
            makers: [{who: two, how: [fast, slow]}, {who: one}]
            ",
        )
        .file("content/things/two.yaml", "title: {en: Second, cs: Druhá}\n");
    site.build().ended_with(0);
    let output = site.output();
    for file in ["web/things/things.csv", "web/cs/things/things.csv"] {
        let text = output.text(file);
        assert!(
            text.contains(",\"who: two, how: fast|slow; one\""),
            "{text}"
        );
    }
    let people = output.text("web/cs/things/things-excel.csv");
    assert!(
        people.contains("Kdo: Druhá, How: Rychle; Pomalu; První"),
        "{people}"
    );
}
