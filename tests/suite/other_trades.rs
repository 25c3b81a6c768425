//! Mistakes in the words of other trades and languages: an association of breweries, an
//! archive, a machine shop, in German and Polish. Each is one finding with a suggestion.

use crate::support::{self, SiteTest, faults};

const BREWERIES: &str = "collection: breweries\nlabel: {de: Brauereien, pl: Browary}\n\
     singular: {de: Brauerei, pl: browar}\nroute: {de: brauereien, pl: browary}\n\
     display: {title: name}\nfields:\n  \
     name: {type: string, localized: true, required: true, label: Name}\n  \
     founded: {type: year, label: Founded}\n  \
     abv: {type: quantity, unit: \"%\", label: Alcohol}\n  \
     style: {type: term, vocabulary: styles, label: Style}\n  \
     styles: {type: list, of: {type: term, vocabulary: styles}, label: Styles}\n  \
     opened: {type: date, label: Opened}\n  \
     mail: {type: email, label: Mail}\n  \
     place: {type: geo, label: Place}\n  \
     beers: {type: list, label: Beers, of: {type: object, fields: {beer: {type: string, label: Beer}, ibu: {type: int, label: IBU}}}}\n  \
     motto: {type: text, label: Motto}\n  \
     power: {type: quantity, unit: kW, label: Power}\n  \
     speed: {type: quantity, unit: 1/min, label: Speed}\n  \
     extent: {type: quantity, unit: m, label: Extent}\n  \
     colour: {type: color, label: Colour}\n";

const STYLES: &str = "label: {de: Sorten, pl: Style}\nterms:\n  pils: {label: {de: Pils, pl: Pils}}\n  \
     weizen: {label: {de: Weizen, pl: Pszeniczne}}\n";

fn site() -> SiteTest {
    let site = SiteTest::minimal().theme("plain").replaced(
        "content/site.yaml",
        "languages: [en, cs]",
        "languages: [de, pl]",
    );
    std::fs::remove_dir_all(site.path("content/vocabularies")).unwrap();
    std::fs::remove_dir_all(site.path("content/pages")).unwrap();
    site.file("content/pages/index.md", "---\ntitle: Start\n---\nText.\n")
        .file("content/schema/breweries.yaml", BREWERIES)
        .file("content/vocabularies/styles.yaml", STYLES)
}

fn with(entry: &str) -> SiteTest {
    site().file(
        "content/breweries/one.yaml",
        &format!("name: Eins\n{entry}\n"),
    )
}

fn text(text: &str) -> SiteTest {
    let text = format!("---\nname: Eins\n---\n{text}\n");
    site().file("content/breweries/one.md", &text)
}

/// The site has one error, with this code and this text.
#[track_caller]
fn one_fault(site: &SiteTest, code: &str, said: &str) {
    support::one_fault(site, code, &[said]);
}

#[test]
fn files_of_entries() {
    let one = |name: &str, text: &str| site().file(&format!("content/breweries/{name}"), text);
    let twice = one("one.yaml", "---\nname: A\n---\n");
    assert!(faults(&twice).is_empty(), "{:?}", faults(&twice));
    one_fault(
        &one("one.yaml", "---\nname: A\n---\nname: B\n"),
        "Y005",
        "second document",
    );
    one_fault(
        &one("one.yml", "name: A\n"),
        "C010",
        "rename it to `one.yaml`",
    );
    let translated = one("one.yaml", "name: A\n").file("content/breweries/one-pl.md", "Tekst.\n");
    one_fault(&translated, "Y030", "rename it to `one.pl.md`");
    let vocabulary = with("style: pils").file("content/vocabularies/styles.yml", STYLES);
    std::fs::remove_file(vocabulary.path("content/vocabularies/styles.yaml")).unwrap();
    one_fault(&vocabulary, "C010", "rename it to `styles.yaml`");
}

#[test]
fn terms_of_a_vocabulary() {
    let terms = |terms: &str| {
        site().file(
            "content/vocabularies/styles.yaml",
            &format!("label: S\nterms:{terms}\n"),
        )
    };
    one_fault(&terms(" [pils, ipa]"), "S003", "as in `pils: …`");
    one_fault(
        &terms("\n  - id: Pils\n    label: Pils"),
        "S003",
        "as in `pils: …`",
    );
    one_fault(
        &terms("\n  Pils: {label: Pils}"),
        "U003",
        "rename it to `pils`",
    );
    one_fault(&terms("\n  pils: Pils"), "S003", "pils: {label: Pils}");
}

#[test]
fn values() {
    for (entry, code, said) in [
        ("founded: anno 1842", "S003", "founded: 1842"),
        ("founded: ok. 1842", "S003", "founded: 1842"),
        ("founded: ~1842", "S003", "founded: 1842"),
        (
            "opened: Donnerstag, 5. März 2026",
            "D001",
            "opened: 2026-03-05",
        ),
        ("opened: 5 mars 2026", "D001", "opened: 2026-03-05"),
        ("opened: 00.00.1842", "D001", "opened: 1842"),
        (
            "mail: info(at)brau.example",
            "S003",
            "mail: info@brau.example",
        ),
        (
            "mail: \"info [at] brau [dot] example\"",
            "S003",
            "mail: info@brau.example",
        ),
        (
            "place: 50.03, 15.77",
            "S003",
            "place: {lat: 50.03, lon: 15.77}",
        ),
        (
            "place: [50.03, 15.77]",
            "S003",
            "place: {lat: 50.03, lon: 15.77}",
        ),
        (
            "place: {latitude: 50.03, longitude: 15.77}",
            "S003",
            "place: {lat: 50.03, lon: 15.77}",
        ),
        (
            "place: {lat: 50.03, lng: 15.77}",
            "S003",
            "place: {lat: 50.03, lon: 15.77}",
        ),
        (
            "place: \"50°30'N 15°45'E\"",
            "S003",
            "place: {lat: 50.5, lon: 15.75}",
        ),
        ("styles: pils und weizen", "S003", "styles: [pils, weizen]"),
        ("beers: [Hell]", "S003", "beers: [{beer: Hell}]"),
        ("motto: B&auml;r", "S009", "is plain text"),
        ("speed: 3000 U/min", "Q002", "speed: 3000 1/min"),
        ("speed: 3000 ot./min", "Q002", "speed: 3000 1/min"),
        ("speed: 3000 rpm", "Q002", "speed: 3000 1/min"),
        ("power: bis 7,5 kW", "Q006", "<= 7.5 kW"),
        ("extent: 2 lfm", "Q002", "extent: 2 m"),
        ("abv: 4.8 Vol.-%", "Q002", "abv: 4.8 %"),
        ("colour: rgb(10, 41, 137)", "S003", "#0a2989"),
    ] {
        one_fault(&with(entry), code, said);
    }
    // Ambiguous values get no suggestion.
    for entry in [
        "founded: 1842/43",
        "opened: 1842–1850",
        "place: 500.3, 15.77",
    ] {
        let said = with(entry).check().ended_with(1).said();
        assert!(!said.contains("did you mean"), "{entry}: {said}");
    }
}

#[test]
fn marks_that_are_no_markdown() {
    for (written, said) in [
        (
            "Das ist **fett **und mehr.",
            "a space stands on the inner side",
        ),
        (
            "(der Link)[https://x.example]",
            "[der Link](https://x.example)",
        ),
        ("[Mail](mailto: info@x.example)", "mailto:info@x.example"),
        ("Text.\n\n\\newpage\n\nMehr.", "`\\newpage`"),
        ("Prost :beer: und danke.", "`:beer:`"),
        ("[b]Fett[/b] und mehr", "`[b]Fett[/b]`"),
        (
            "[url=https://x.example]Link[/url]",
            "is a mark of another program",
        ),
        ("Das ist '''fett''' hier.", "`'''fett'''`"),
        ("h2. Überschrift", "`h2. Überschrift`"),
        (".. note:: Achtung", "`.. note:: Achtung`"),
        ("== Überschrift\n\nText", "`== Überschrift`"),
        ("{# Notiz #}", "`{# Notiz #}`"),
    ] {
        let code = if written.contains("mailto") {
            "K034"
        } else {
            "K039"
        };
        one_fault(&text(written), code, said);
    }
    for fine in [
        "Von 10:30 bis 12:00 Uhr; Preis: 5 ** 2 ** 3.",
        "**Fett**und **noch** mehr.",
        "a (b) [c] d",
        "Wert == 5",
        "und/oder [1]/[2]",
    ] {
        let found = faults(&text(fine));
        assert!(found.is_empty(), "{fine}: {found:?}");
    }
}

#[test]
fn declarations() {
    let schema = |from: &str, to: &str| site().replaced("content/schema/breweries.yaml", from, to);
    one_fault(
        &schema("required: true", "required: yes"),
        "S003",
        "required: true",
    );
    one_fault(&schema("unit: kW", "unit: Kilowatt"), "S063", "unit: kW");
    let config = |from: &str, to: &str| site().replaced("content/site.yaml", from, to);
    one_fault(
        &config("Europe/Prague", "Berlin"),
        "C004",
        "time_zone: Europe/Berlin",
    );
    one_fault(
        &config("theme: plain", "theme: Plain"),
        "S006",
        "theme: plain",
    );
    one_fault(
        &config("{name: Test Cluster}", "Test Cluster"),
        "S003",
        "organisation: {name: Test Cluster}",
    );
}
