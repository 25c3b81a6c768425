//! The figures of the cluster, as the program computes them: the golden fixture of eighteen
//! members, a site's own formulas over a collection that is not built in, and errors in
//! formulas.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::SiteTest;

/// The members with known figures, and the seat of the cluster.
fn members() -> SiteTest {
    SiteTest::minimal().and("members-18").file(
        "content/schema/indicators.yaml",
        "seat: {lat: 50.0386, lon: 15.7791}\n",
    )
}

/// The indicators of a built site by their ids.
fn indicators(site: &SiteTest) -> BTreeMap<String, Value> {
    let all: Value = serde_json::from_str(&site.read("public/web/excellence.json")).unwrap();
    let indicators = all["indicators"].as_array().unwrap().iter();
    indicators
        .map(|own| (own["id"].as_str().unwrap().to_owned(), own.clone()))
        .collect()
}

fn built(site: &SiteTest) -> BTreeMap<String, Value> {
    site.build_with(&["--edition", "web"]).ended_with(0);
    indicators(site)
}

/// The value of an indicator, as JSON writes it.
fn value(all: &BTreeMap<String, Value>, id: &str) -> String {
    all[id]["value"].to_string()
}

/// Eighteen members give exactly the figures computed beforehand.
#[test]
fn the_golden_fixture() {
    let all = built(&members());
    for (id, expected) in [
        ("participants", "16.0"),
        ("sme_of_all", "56.25"),
        ("sme_of_businesses", "90.0"),
        ("within_50", "31.25"),
        ("within_100", "62.5"),
        ("within_150", "75.0"),
        ("within_200", "93.75"),
        ("distance_median", "95.84"),
        ("distance_80", "163.44"),
        ("distance_maximum", "2088.07"),
    ] {
        assert_eq!(value(&all, id), expected, "{id}");
    }
    for (id, part, of) in [
        ("businesses", 10, 16),
        ("sme_of_all", 9, 16),
        ("sme_of_businesses", 9, 10),
        ("within_50", 5, 16),
        ("within_100", 10, 16),
        ("within_150", 12, 16),
        ("within_200", 15, 16),
    ] {
        let fraction = (&all[id]["numerator"], &all[id]["denominator"]);
        assert_eq!(fraction, (&part.into(), &of.into()), "{id}");
        assert_eq!(all[id]["unknown"], 0, "{id}");
    }
    let years = all["participants"]["years"].as_array().unwrap();
    let counts: Vec<(i64, f64)> = years
        .iter()
        .map(|year| {
            (
                year["year"].as_i64().unwrap(),
                year["value"].as_f64().unwrap(),
            )
        })
        .collect();
    let expected = [
        4.0, 5.0, 7.0, 8.0, 9.0, 10.0, 12.0, 13.0, 15.0, 14.0, 15.0, 16.0, 17.0, 17.0, 16.0, 16.0,
        16.0,
    ];
    let expected: Vec<(i64, f64)> = (2010..).zip(expected).collect();
    assert_eq!(counts, expected);
}

/// Growth, retention and days refer to the day of the build, not to the clock.
#[test]
fn figures_are_of_a_day() {
    let site = members();
    let on = |day: &str| {
        site.run(&["build", "--no-sync", "--edition", "web", "--as-of", day])
            .ended_with(0);
        indicators(&site)
    };
    let all = on("2024-06-01");
    // Seventeen members two years before, of whom one has left.
    assert_eq!(value(&all, "participants"), "16.0");
    assert_eq!(value(&all, "change"), "-1.0");
    assert_eq!(all["retention"]["numerator"], 16);
    assert_eq!(all["retention"]["denominator"], 17);
    assert_eq!(value(&all, "gone"), "1.0");
    let all = on("2022-06-01");
    assert_eq!(value(&all, "participants"), "17.0");
    assert_eq!(value(&all, "joined"), "1.0");
    // From thirteen to seventeen in five years.
    assert_eq!(value(&all, "growth_rate"), "5.51");
}

/// Members without a position or a size are counted as unknown beside the figure.
#[test]
fn what_is_unknown_is_told() {
    let site = members()
        .replaced(
            "content/members/m01.yaml",
            "location: {lat: 50.0386, lon: 15.7791}\n",
            "",
        )
        .replaced("content/members/m02.yaml", "size: micro\n", "");
    let all = built(&site);
    assert_eq!(all["within_50"]["numerator"], 4);
    assert_eq!(all["within_50"]["denominator"], 16);
    assert_eq!(all["within_50"]["unknown"], 1);
    assert_eq!(all["distance_median"]["unknown"], 1);
    assert_eq!(all["sme_of_businesses"]["numerator"], 8);
    assert_eq!(all["sme_of_businesses"]["denominator"], 10);
    assert_eq!(all["sme_of_businesses"]["unknown"], 1);
}

/// Drafts are never counted.
#[test]
fn what_is_not_published_is_not_counted() {
    let site = members().replaced("content/members/m03.yaml", "sample: true", "draft: true");
    let all = built(&site);
    assert_eq!(value(&all, "participants"), "15.0");
    let written = site.read("public/web/excellence.json");
    assert!(written.contains("\"entries\": 17"), "{written}");
}

/// A collection that is not built in, counted by formulas of the site.
const BOATS: &str = "
    collection: boats
    label: Boats
    route: boats
    display: {title: title}
    complete: [title, port]
    fields:
      title: {type: string, required: true, label: Title}
      rig: {type: enum, values: {sloop: Sloop, ketch: Ketch}, label: Rig}
      length: {type: decimal, label: Length}
      launched: {type: date, label: Launched}
      sunk: {type: date, label: Sunk}
      port: {type: geo, label: Port}
      mates: {type: list, of: {type: ref, to: boats}, label: Mates}
      owner: {type: string, private: true, label: Owner}
    ";

const COUNTED: &str = "
    seat: {lat: 0, lon: 0}
    groups: {fleet: {label: Fleet}}
    sets:
      afloat: {label: boats afloat, from: boats, since: launched, until: sunk}
      sloops: {label: sloops, in: afloat, where: {rig: sloop}}
      others: {label: others, in: afloat, except: {rig: [sloop]}}
      escorts: {label: escorts, from: boats, at_least: {field: mates, values: 2}}
      escorted: {label: escorted boats, in: afloat, named_in: {set: escorts, field: mates}}
      whole: {label: whole entries, in: afloat, complete: true}
      near: {label: near boats, in: afloat, within: {field: port, km: 120}}
      new: {label: new boats, from: boats, during: {start: launched, months: 12}}
    indicators:
      afloat: {label: Afloat, group: fleet, count: afloat, by_year: true}
      sloops: {label: Sloops, group: fleet, share: {part: sloops, of: afloat}}
      others: {label: Others, group: fleet, count: others}
      escorted: {label: Escorted, group: fleet, count: escorted}
      together: {label: Together, group: fleet, pairs: {of: afloat, sharing: escorts, field: mates}}
      whole: {label: Whole, count: whole}
      near: {label: Near, count: near}
      new: {label: New, count: new, by_year: true}
      longest: {label: Longest, unit: m, maximum: {of: afloat, field: length}}
      total: {label: Total, unit: m, sum: {of: afloat, field: length}}
      rigs: {label: Rigs, split: {of: afloat, field: rig}}
      kinds: {label: Kinds of rig, distinct: {of: afloat, field: rig}}
      age: {label: Age of the newest, days_since: {of: afloat, field: launched}}
      crew: {label: Crew, declared: {value: 12.5, date: 2026-05-01, months: 6, source: the log}}
      old: {label: Old count, declared: {value: 3, date: 2020, months: 6}}
      then: {label: Afloat then, on: 2020-12-31, count: afloat}
    checks:
      fleet: {label: Two boats, indicator: afloat, at_least: 2}
      crew: {label: Twenty hands, indicator: crew, at_least: 20}
      past: {label: Old figure, indicator: old, at_least: 1}
    labels:
      - {name: Blue Ribbon, number: '7', valid_until: 2026-12-31}
    ";

fn boats() -> SiteTest {
    SiteTest::minimal()
        .file("content/schema/boats.yaml", BOATS)
        .file("content/schema/indicators.yaml", COUNTED)
        .file(
            "content/boats/a.yaml",
            "title: A\nrig: sloop\nlength: 10.5\nlaunched: 2019\nport: {lat: 0, lon: 1}\nmates: [b, c]\n",
        )
        .file(
            "content/boats/b.yaml",
            "title: B\nrig: ketch\nlength: 8\nlaunched: 2026-02-01\nport: {lat: 0, lon: 2}\n",
        )
        .file("content/boats/c.yaml", "title: C\nlaunched: 2021-03\n")
        .file("content/boats/d.yaml", "title: D\nrig: sloop\nlaunched: 2018\nsunk: 2022\n")
}

/// Every formula, over fields that no code names.
#[test]
fn formulas_over_a_collection_of_the_site() {
    let all = built(&boats());
    for (id, expected) in [
        ("afloat", "3.0"),
        ("sloops", "33.33"),
        ("others", "2.0"),
        ("escorted", "2.0"),
        ("together", "33.33"),
        ("whole", "2.0"),
        ("near", "1.0"),
        ("new", "1.0"),
        ("longest", "10.5"),
        ("total", "18.5"),
        ("kinds", "2.0"),
        ("age", "120.0"),
        ("crew", "12.5"),
        ("then", "2.0"),
    ] {
        assert_eq!(value(&all, id), expected, "{id}");
    }
    assert_eq!(all["sloops"]["unknown"], 1, "C says nothing of its rig");
    assert_eq!(all["near"]["unknown"], 1, "nor of its port");
    assert_eq!(all["crew"]["status"], "declared");
    assert_eq!(all["old"]["status"], "stale");
    let split = all["rigs"]["split"].as_array().unwrap();
    let split: Vec<(String, &Value)> = split
        .iter()
        .map(|row| (row["id"].to_string(), &row["count"]))
        .collect();
    let (one, names) = (Value::from(1), ["\"sloop\"", "\"ketch\"", "null"]);
    assert_eq!(split, names.map(|name| (name.to_owned(), &one)));
    let years = |id: &str| -> Vec<String> {
        let years = all[id]["years"].as_array().unwrap().iter();
        years.map(|year| year["value"].to_string()).collect()
    };
    // From 2018 to 2026; D sank in the year 2022.
    assert_eq!(
        years("afloat").join(" "),
        "1.0 2.0 2.0 3.0 2.0 2.0 2.0 2.0 3.0"
    );
    assert_eq!(
        years("new").join(" "),
        "1.0 1.0 0.0 1.0 0.0 0.0 0.0 0.0 1.0"
    );
    // Built-in indicators that refer to something the site lacks are left out.
    assert!(all.contains_key("participants") && all.contains_key("languages"));
}

/// A requirement is met, not met, or unknown; a label is printed only if one is declared.
#[test]
fn checks_and_labels() {
    let site = boats();
    built(&site);
    let all: Value = serde_json::from_str(&site.read("public/web/excellence.json")).unwrap();
    let states: BTreeMap<&str, &str> = all["readiness"]
        .as_array()
        .unwrap()
        .iter()
        .map(|check| {
            (
                check["id"].as_str().unwrap(),
                check["state"].as_str().unwrap(),
            )
        })
        .collect();
    for (id, state) in [
        ("fleet", "met"),
        ("crew", "not_met"),
        ("past", "unknown"),
        ("members", "unknown"),
        ("english", "met"),
        ("management", "unknown"),
    ] {
        assert_eq!(states[id], state, "{id}");
    }
    assert_eq!(all["labels"][0]["state"], "soon");
    let bare = members();
    built(&bare);
    let all: Value = serde_json::from_str(&bare.read("public/web/excellence.json")).unwrap();
    assert_eq!(all["labels"], Value::Array(Vec::new()));
}

/// The same figures on a terminal and as a table.
#[test]
fn report_excellence() {
    let site = members();
    let args = [
        "report",
        "excellence",
        "--as-of",
        "2026-06-01",
        "--lang",
        "en",
    ];
    let shown = site.run(&args);
    insta::assert_snapshot!("figures-on-a-terminal", shown.stdout);
    let csv = site.run(&[&args[..], &["--format", "csv"]].concat()).stdout;
    assert!(
        csv.contains(
            "composition,sme_of_all,\"SMEs, of all members\",,56.25,%,9,16,0,computed,2026-06-01,"
        ),
        "{csv}"
    );
    assert!(csv.contains("participants,Members,2019,14,"), "{csv}");
    let czech = site.run(&[
        "report",
        "excellence",
        "--as-of",
        "2026-06-01",
        "--lang",
        "cs",
    ]);
    assert!(czech.stdout.contains("9 z 16"), "{}", czech.stdout);
    site.run(&["report", "excellence", "--lang", "fr"])
        .ended_with(1);
    site.run(&["report", "excellence", "--format", "letter"])
        .ended_with(2);
}

/// A site without indicators of its own has no files of them.
#[test]
fn the_files_are_there_where_the_site_declares_its_indicators() {
    let site = SiteTest::minimal().and("members-18");
    site.build_with(&["--edition", "web"]).ended_with(0);
    assert!(!site.path("public/web/excellence.json").exists());
    let site = members();
    built(&site);
    let csv = site.read("public/web/excellence.csv");
    assert!(csv.starts_with("group,id,label,"), "{csv}");
    assert!(site.path("public/web/cs/excellence.json").exists());
}

/// An indicator that the site turns off is gone, and one that it redeclares replaces the
/// built-in one.
#[test]
fn the_site_s_file_is_laid_over_the_built_in_one() {
    let site = SiteTest::minimal().and("members-18").file(
        "content/schema/indicators.yaml",
        "
        indicators:
          change:
          news:
          businesses: {count: businesses}
        sets:
          businesses: {in: participants, where: {kind: [university, research]}}
          small_businesses:
        ",
    );
    let all = built(&site);
    assert!(!all.contains_key("change") && !all.contains_key("news"));
    assert_eq!(value(&all, "businesses"), "4.0");
    assert_eq!(all["businesses"]["label"], "Businesses");
    assert!(!all.contains_key("sme_of_all"));
}

/// Every wrong name or type in a formula is an error at its place.
#[test]
fn what_is_wrong_in_formulas() {
    let site = boats().file(
        "content/schema/indicators.yaml",
        "
        sets:
          afloat: {label: afloat, from: boats, since: lanched}
          fleet: {label: fleet, from: bots}
          sloops: {label: sloops, from: boats, where: {rigg: sloop}}
          yawls: {label: yawls, from: boats, where: {rig: yawl}}
          near: {label: near, from: boats, within: {field: rig, km: 5}}
          owned: {label: owned, from: boats, states: [owner]}
          both: {label: both, from: boats, in: near}
          one: {label: one, in: two}
          two: {label: two, in: one}
          boats: {label: boats, from: boats}
        indicators:
          none: {label: None}
          several: {label: Several, count: boats, languages: true}
          missing: {label: Missing, count: boat}
          mixed: {label: Mixed, share: {part: boats, of: participants}}
          bare: {label: Bare, median: {of: boats}}
          rank: {label: Rank, percentile: {of: boats, field: length}}
          grouped: {label: Grouped, group: flete, count: boats}
        groups: {fleet: {label: Fleet}}
        checks:
          few: {label: Few, indicator: mised, at_least: 1}
        ",
    );
    let run = site.check().ended_with(1);
    insta::assert_snapshot!("what-is-wrong-in-formulas", run.stderr);
}
