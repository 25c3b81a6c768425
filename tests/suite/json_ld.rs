//! The structured data of pages: JSON-LD that conforms to the vocabulary of schema.org, with
//! the values of the files.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::support::{PACKAGE, Page, SiteTest, expect_none};

/// The vocabulary, parsed independently from the table.
#[derive(Default)]
struct Vocabulary {
    parents: BTreeMap<String, Vec<String>>,
    /// Domains and ranges of each property.
    properties: BTreeMap<String, (Vec<String>, Vec<String>)>,
    members: BTreeMap<String, String>,
}

impl Vocabulary {
    fn read() -> Self {
        let path = format!("{PACKAGE}/src/schema/builtin/schema-org.txt");
        let table = std::fs::read_to_string(path).unwrap();
        let mut read = Self::default();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
            let (name, rest) = (words[1].clone(), &words[2..]);
            match &*words[0] {
                "type" => drop(read.parents.insert(name, rest.to_vec())),
                "member" => drop(read.members.insert(name, rest[0].clone())),
                _ => {
                    let cut = rest.iter().position(|word| word == ">").unwrap();
                    let both = (rest[..cut].to_vec(), rest[cut + 1..].to_vec());
                    read.properties.insert(name, both);
                }
            }
        }
        assert!(read.parents.len() > 800 && read.properties.len() > 1300);
        read
    }

    fn is_a(&self, name: &str, other: &str) -> bool {
        let parents = self.parents.get(name);
        name == other || parents.is_some_and(|all| all.iter().any(|up| self.is_a(up, other)))
    }

    /// The errors in a thing and in all things inside it.
    fn faults(&self, thing: &Value, known: &BTreeMap<String, String>, found: &mut Vec<String>) {
        let kind = thing["@type"].as_str().unwrap_or_default();
        if !self.parents.contains_key(kind) {
            found.push(format!("no type `{kind}`"));
        }
        for (name, values) in thing.as_object().unwrap() {
            // The input of an action, by the rules for actions.
            if name.starts_with('@') || name.ends_with("-input") {
                continue;
            }
            let Some((domains, ranges)) = self.properties.get(name) else {
                found.push(format!("no property `{name}`"));
                continue;
            };
            if !domains.iter().any(|domain| self.is_a(kind, domain)) {
                found.push(format!("`{name}` is not of `{kind}`"));
            }
            let one = std::slice::from_ref(values);
            for value in values.as_array().map_or(one, Vec::as_slice) {
                let fits = |kind: &str| ranges.iter().any(|range| self.is_a(kind, range));
                let of_text = || {
                    let text = value.as_str().unwrap_or_default();
                    let member = text.strip_prefix("https://schema.org/");
                    match member.and_then(|member| self.members.get(member)) {
                        Some(kind) => fits(kind),
                        None => ["Text", "URL", "Date", "DateTime"].iter().any(|kind| {
                            ranges.iter().any(|range| range == kind)
                                && match *kind {
                                    "URL" => text.starts_with("https://"),
                                    "Date" | "DateTime" => text.as_bytes()[..4].is_ascii(),
                                    _ => true,
                                }
                        }),
                    }
                };
                let right = match value {
                    Value::String(_) => of_text(),
                    Value::Number(_) => ["Number", "Integer", "Float"]
                        .iter()
                        .any(|kind| ranges.iter().any(|range| range == kind)),
                    Value::Bool(_) => ranges.iter().any(|range| range == "Boolean"),
                    Value::Object(object) if object.contains_key("@type") => {
                        self.faults(value, known, found);
                        fits(value["@type"].as_str().unwrap())
                    }
                    Value::Object(_) => {
                        let id = value["@id"].as_str().unwrap_or_default();
                        known.get(id).is_some_and(|kind| fits(kind))
                    }
                    _ => false,
                };
                if !right {
                    found.push(format!("`{name}` of `{kind}` cannot be {value}"));
                }
            }
        }
    }
}

/// The things that each page describes, by its path.
fn described(site: &SiteTest) -> BTreeMap<String, Vec<Value>> {
    let output = site.output().below("web");
    let pages = output.texts(".html").filter_map(|(path, html)| {
        let page = Page::parse(&html);
        let mut scripts = page.all("script");
        let script = scripts.find(|script| script.is("type", "application/ld+json"))?;
        let read: Value = serde_json::from_str(&script.text).expect("JSON");
        assert_eq!(read["@context"], "https://schema.org");
        let graph = read["@graph"].as_array().unwrap().clone();
        Some((path.to_owned(), graph))
    });
    pages.collect()
}

/// Every statement of every page, in both languages, uses a property that its thing may have,
/// with a value that the property allows.
#[test]
fn every_statement_fits_the_vocabulary() {
    let site = SiteTest::project();
    site.build_with(&["--edition", "web"]);
    let pages = described(&site);
    assert!(pages.len() > 300, "{}", pages.len());
    let things = || pages.values().flatten();
    let known: BTreeMap<String, String> = things()
        .filter_map(|thing| {
            let text = |name: &str| Some(thing[name].as_str()?.to_owned());
            Some((text("@id")?, text("@type")?))
        })
        .collect();
    let vocabulary = Vocabulary::read();
    let mut wrong = BTreeSet::new();
    for (path, graph) in &pages {
        for thing in graph {
            let mut found = Vec::new();
            vocabulary.faults(thing, &known, &mut found);
            wrong.extend(found.into_iter().map(|fault| format!("{path}: {fault}")));
        }
    }
    expect_none("statements", &wrong.into_iter().collect::<Vec<_>>());
    let kinds: BTreeSet<&str> = known.values().map(String::as_str).collect();
    for kind in [
        "BusinessEvent",
        "CollectionPage",
        "CollegeOrUniversity",
        "Dataset",
        "NewsArticle",
        "Organization",
        "Product",
        "Project",
        "ResearchOrganization",
        "WebSite",
    ] {
        assert!(kinds.contains(kind), "{kind} among {kinds:?}");
    }
}

/// The JSON of a page with every number as the text of its digits.
fn with_digits(json: &str) -> Value {
    let mut quoted = String::new();
    let (mut in_text, mut in_number, mut is_escaped) = (false, false, false);
    for c in json.chars() {
        let is_digit = !in_text && (c.is_ascii_digit() || "+-.eE".contains(c) && in_number);
        let begins = !in_text && !in_number && (c.is_ascii_digit() || c == '-');
        if begins || (in_number && !is_digit) {
            quoted.push('"');
            in_number = begins;
        }
        if c == '"' && !is_escaped {
            in_text = !in_text;
        }
        is_escaped = c == '\\' && !is_escaped;
        quoted.push(c);
    }
    serde_json::from_str(&quoted).expect("JSON")
}

/// A value from a file in a language, as text.
fn written(value: &serde_yaml::Value, lang: &str) -> Option<String> {
    match value {
        serde_yaml::Value::String(text) => Some(text.trim_end().to_owned()),
        serde_yaml::Value::Number(number) => Some(number.to_string()),
        serde_yaml::Value::Mapping(by) => {
            let own = by.get(lang).or_else(|| by.get("en"));
            own.and_then(|own| written(own, lang))
        }
        _ => None,
    }
}

/// The schema.org property of each key of an entry's file.
const STATED: &[(&str, &[(&str, &str)])] = &[
    (
        "members",
        &[
            ("name", "name"),
            ("description", "summary"),
            ("legalName", "legal_name"),
            ("foundingDate", "founded"),
            ("telephone", "phone"),
            ("email", "email"),
            ("url", "website"),
        ],
    ),
    (
        "events",
        &[
            ("name", "title"),
            ("description", "summary"),
            ("startDate", "start"),
            ("endDate", "end"),
        ],
    ),
    (
        "news",
        &[
            ("headline", "title"),
            ("description", "summary"),
            ("datePublished", "date"),
            ("dateModified", "updated"),
        ],
    ),
    (
        "projects",
        &[
            ("name", "title"),
            ("description", "summary"),
            ("foundingDate", "start"),
            ("dissolutionDate", "end"),
        ],
    ),
    (
        "structures",
        &[("name", "title"), ("description", "summary")],
    ),
    (
        "downloads",
        &[
            ("name", "title"),
            ("description", "summary"),
            ("dateModified", "updated"),
        ],
    ),
    ("services", &[("name", "title"), ("description", "summary")]),
    (
        "stories",
        &[
            ("headline", "title"),
            ("description", "summary"),
            ("datePublished", "date"),
        ],
    ),
];

/// The file of an entry, by its name or the slug in it.
fn file_of(site: &SiteTest, collection: &str, entry: &str) -> Option<serde_yaml::Value> {
    let files = std::fs::read_dir(site.path(&format!("content/{collection}"))).ok()?;
    let paths = files.filter_map(|file| Some(file.ok()?.path()));
    let mut read = paths.filter(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    read.find_map(|path| {
        let text = std::fs::read_to_string(&path).ok()?;
        let file: serde_yaml::Value = serde_yaml::from_str(&text).ok()?;
        let name = path.file_stem()?.to_str()?;
        let slug = written(&file["slug"], "en").unwrap_or_else(|| name.to_owned());
        (slug == entry).then_some(file)
    })
}

/// The structured data of every entry matches its file, in the language of the page; measured
/// values row by row, digit by digit.
#[test]
fn values_are_those_of_the_files() {
    let site = SiteTest::project();
    site.build_with(&["--edition", "web"]);
    let output = site.output().below("web");
    let mut compared: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (path, html) in output.texts(".html") {
        let page = Page::parse(&html);
        let mut scripts = page.all("script");
        let Some(script) = scripts.find(|script| script.is("type", "application/ld+json")) else {
            continue;
        };
        let lang = if path.starts_with("cs/") { "cs" } else { "en" };
        let read = with_digits(&script.text);
        for thing in read["@graph"].as_array().unwrap() {
            let id = thing["@id"].as_str().unwrap_or_default();
            let Some(address) = id.strip_suffix("/#this") else {
                continue;
            };
            for (collection, keys) in STATED {
                let Some((_, entry)) = address.split_once(&format!("/{collection}/")) else {
                    continue;
                };
                let Some(file) = file_of(&site, collection, entry) else {
                    continue;
                };
                let mut same = |of: &Value, property: &str, value: Option<String>| {
                    let stated = of[property]
                        .as_str()
                        .map(|text| text.replace('\u{a0}', " "));
                    let value = value.map(|text| text.replace('\u{a0}', " "));
                    if stated != value {
                        wrong.push(format!("{path}: {property}: {stated:?}, not {value:?}"));
                    }
                    *compared.entry(collection).or_default() += usize::from(value.is_some());
                };
                for (property, key) in *keys {
                    same(thing, property, written(&file[key], lang));
                }
                if *collection == "members" {
                    let ico = file["ico"].as_str().map(|ico| format!("0154:{ico}"));
                    same(thing, "iso6523Code", ico);
                    for (property, key) in [
                        ("streetAddress", "street"),
                        ("postalCode", "postal_code"),
                        ("addressLocality", "locality"),
                    ] {
                        same(
                            &thing["address"],
                            property,
                            written(&file["address"][key], lang),
                        );
                    }
                }
                let rows = file["properties"].as_sequence();
                let rows = rows.filter(|_| *collection == "structures");
                let rows = rows.map_or(&[][..], Vec::as_slice);
                let all = &thing["additionalProperty"];
                let one = std::slice::from_ref(all);
                let stated = match all {
                    Value::Null => &[],
                    Value::Array(all) => all.as_slice(),
                    _ => one,
                };
                let is_level = |one: &&Value| one["propertyID"] == "trl";
                let levels: Vec<&Value> = stated.iter().filter(is_level).collect();
                if *collection == "structures" {
                    let level = levels
                        .first()
                        .map_or(Value::Null, |one| one["value"].clone());
                    same(&json!({"trl": level}), "trl", written(&file["trl"], lang));
                }
                let stated: Vec<&Value> = stated.iter().filter(|one| !is_level(one)).collect();
                assert_eq!(stated.len(), rows.len(), "{path}");
                for (stated, row) in stated.into_iter().zip(rows) {
                    same(stated, "propertyID", written(&row["property"], lang));
                    for (name, key) in
                        [("value", "value"), ("minValue", "min"), ("maxValue", "max")]
                    {
                        same(stated, name, written(&row[key], lang));
                    }
                }
            }
        }
    }
    expect_none("values", &wrong);
    for (collection, keys) in STATED {
        let count = compared.get(collection).copied().unwrap_or_default();
        assert!(count > 4 * keys.len(), "{collection}: {count}");
    }
}

/// The structured data of a page has the title and the summary of its file, in its language.
#[test]
fn pages_say_what_their_files_say() {
    let site = SiteTest::project();
    site.build_with(&["--edition", "web"]).ended_with(0);
    let output = site.output().below("web");
    let mut stated: BTreeSet<(String, String)> = BTreeSet::new();
    for (_, html) in output.texts(".html") {
        let page = Page::parse(&html);
        let mut scripts = page.all("script");
        let script = scripts.find(|script| script.is("type", "application/ld+json"));
        let Some(script) = script else { continue };
        let read: Value = serde_json::from_str(&script.text).unwrap();
        for thing in read["@graph"].as_array().unwrap() {
            let text = |name: &str| {
                thing[name]
                    .as_str()
                    .unwrap_or_default()
                    .replace('\u{a0}', " ")
            };
            if thing["@type"] == "WebPage" {
                stated.insert((text("name"), text("description")));
            }
        }
    }
    let mut wrong = Vec::new();
    let mut compared = 0;
    for file in std::fs::read_dir(site.path("content/pages")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // The home page of another edition is not online.
        let is_elsewhere = name == "filtration.md";
        if name.matches('.').count() > 1 || name.starts_with('_') || is_elsewhere {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let data = text.split("---\n").nth(1).unwrap();
        let data: serde_yaml::Value = serde_yaml::from_str(data).unwrap();
        for lang in ["en", "cs"] {
            let own = |key: &str| written(&data[key], lang).unwrap_or_default();
            let own = (own("title"), own("summary"));
            if !stated.contains(&own) {
                wrong.push(format!("{name}: {own:?}"));
            }
            compared += 1;
        }
    }
    expect_none("pages", &wrong);
    assert!(compared > 20, "{compared}");
}

/// The catalogue of every list names its download files: each exists and has the type of its
/// address, and a list without data names none.
#[test]
fn a_catalogue_names_its_files() {
    let site = SiteTest::project();
    site.build_with(&["--edition", "web"]);
    let output = site.output().below("web");
    let pages = described(&site);
    let home = &pages["index.html"];
    let root = home
        .iter()
        .find(|thing| thing["@type"] == "WebSite")
        .unwrap();
    let root = root["url"].as_str().unwrap();
    let mut formats = BTreeSet::new();
    for (path, graph) in &pages {
        let is_set = |thing: &&Value| thing["@type"] == "Dataset";
        let Some(set) = graph.iter().find(is_set) else {
            continue;
        };
        let files = set["distribution"].as_array().expect(path);
        let page = Page::parse(&output.text(path));
        for file in files {
            assert_eq!(file["@type"], "DataDownload");
            let address = file["contentUrl"].as_str().unwrap();
            let local = address.strip_prefix(root).expect("an address of the web");
            assert!(output.has(local), "{path}: {local}");
            let ending = local.rsplit('.').next().unwrap();
            let format = file["encodingFormat"].as_str().unwrap();
            assert!(format.contains(match ending {
                "xlsx" => "spreadsheetml",
                "geojson" => "geo+json",
                other => other,
            }));
            let mut links = page.all("a");
            let name = file["name"].as_str().unwrap();
            assert!(links.any(|link| link.text.contains(name)), "{path}: {name}");
            formats.insert(ending.to_owned());
        }
    }
    let formats: Vec<&str> = formats.iter().map(String::as_str).collect();
    assert_eq!(formats, ["csv", "geojson", "json", "xlsx"]);
}

/// A text that would end the element is escaped.
#[test]
fn a_text_does_not_end_the_element() {
    let title = "Ends </script><script>alert(1)</script> & <!-- no";
    let site = SiteTest::minimal().theme("plain").file(
        "content/news/one.md",
        &format!("---\ntitle: \"{title}\"\ndate: 2026-01-01\nsummary: S\n---\n"),
    );
    site.build();
    let pages = described(&site);
    let mut things = pages.values().flatten();
    assert!(things.any(|thing| thing["headline"] == title), "{pages:?}");
}

/// A shared link shows the picture of the entry if it is a bitmap, with its size and
/// alternative text; a page of a list states the number of entries.
#[test]
fn a_shared_link_shows_a_picture() {
    let points = image::RgbImage::new(1200, 630);
    let png = crate::pictures::encoded(points, image::ImageFormat::Png);
    let entry = "---\ntitle: One\ndate: 2026-01-01\nsummary: S\nimage: {file: assets/p.png, alt: Fibres}\n---\n";
    let site = SiteTest::minimal()
        .theme("plain")
        .bytes("content/assets/p.png", &png)
        .file("content/news/one.md", entry);
    site.build();
    let output = site.output().below("web");
    let content = |path: &str, name: &str| {
        let page = Page::parse(&output.text(path));
        let mut all = page.all("meta");
        let meta = all.find(|meta| meta.is("property", name) || meta.is("name", name));
        meta.and_then(|meta| meta.get("content").map(str::to_owned))
    };
    let entry = "news/one/index.html";
    let image = content(entry, "og:image").unwrap_or_default();
    assert!(
        image.starts_with("https://") && image.ends_with(".png"),
        "{image}"
    );
    for (name, value) in [
        ("og:type", "article"),
        ("og:locale", "en_GB"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", "Fibres"),
        ("twitter:card", "summary_large_image"),
    ] {
        assert_eq!(content(entry, name).as_deref(), Some(value), "{name}");
    }
    let list = content("news/index.html", "description").unwrap_or_default();
    assert!(list.ends_with(": 1 entry"), "{list}");
}

/// The structured data marks a sample entry, as its page does, and no other.
#[test]
fn an_invented_entry_says_so() {
    let member = "name: Spin\nkind: company\nsummary: S.\njoined: 2020\n";
    let site = SiteTest::minimal()
        .theme("plain")
        .file("content/members/real.yaml", member)
        .file(
            "content/members/spin.yaml",
            &format!("{member}sample: true\n"),
        );
    site.build().ended_with(0);
    let says_so = |id: &str| {
        let page = site
            .output()
            .text(&format!("web/members/{id}/index.html"))
            .to_owned();
        page.contains("\"disambiguatingDescription\":\"Sample data: this entry is invented")
    };
    assert!(says_so("spin"));
    assert!(!says_so("real"));
}

/// A type never depends on a private field, since it would reveal the field.
#[test]
fn a_private_field_decides_no_type() {
    let schema = |private: &str| {
        format!(
            "collection: things\nlabel: Things\nsingular: thing\nroute: things\n\
             schema_org: {{type: Organization, field: rank, values: {{a: NGO}}}}\nfields:\n  \
             title: {{type: string, label: Title, schema_org: name}}\n  \
             rank: {{type: enum, values: {{a: A}}, label: Rank{private}}}\n"
        )
    };
    let site = SiteTest::minimal()
        .theme("plain")
        .file("content/schema/things.yaml", &schema(", private: true"))
        .file("content/things/one.yaml", "title: One\nrank: a\n");
    site.check().ended_with(1).says("`rank` is private");
    let site = site.file("content/schema/things.yaml", &schema(""));
    site.build().ended_with(0);
    let page = site.output().text("web/things/one/index.html").to_owned();
    assert!(page.contains("\"@type\":\"NGO\""), "{page}");
}

/// A quantity, a number and a word outside measured rows are values with a name or a unit, in
/// a collection that is not built in.
#[test]
fn quantities_are_values_with_units() {
    let schema = "collection: pumps\nlabel: Pumps\nsingular: pump\nroute: pumps\n\
         schema_org: Product\nfields:\n  \
         title: {type: string, label: Title, schema_org: name}\n  \
         mass: {type: quantity, unit: kg, label: Mass, schema_org: weight}\n  \
         head: {type: quantity, unit: m, label: Head, schema_org: additionalProperty}\n  \
         stages: {type: int, label: Stages, schema_org: additionalProperty}\n  \
         drive: {type: enum, values: {ac: Mains}, label: Drive, schema_org: additionalProperty}\n";
    let site = SiteTest::minimal()
        .theme("plain")
        .file("content/schema/pumps.yaml", schema)
        .file(
            "content/pumps/one.yaml",
            "title: One\nmass: \"12.50 kg\"\nhead: \"10–12 m\"\nstages: 3\ndrive: ac\n",
        );
    site.build().ended_with(0);
    let described = described(&site);
    let things = &described["pumps/one/index.html"];
    let thing = things.iter().find(|thing| thing["@type"] == "Product");
    let thing = thing.unwrap();
    let weight =
        json!({"@type": "QuantitativeValue", "value": 12.50, "unitCode": "KGM", "unitText": "kg"});
    assert_eq!(thing["weight"], weight);
    let further = json!([
        {"@type": "PropertyValue", "propertyID": "head", "name": "Head", "minValue": 10, "maxValue": 12, "unitCode": "MTR", "unitText": "m"},
        {"@type": "PropertyValue", "propertyID": "stages", "name": "Stages", "value": 3},
        {"@type": "PropertyValue", "propertyID": "drive", "name": "Drive", "value": "Mains"},
    ]);
    assert_eq!(thing["additionalProperty"], further);
}
