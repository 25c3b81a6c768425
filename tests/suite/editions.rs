//! Editions: the contents of a part of the catalogue, and that nothing in it mentions excluded
//! entries.

use crate::support::SiteTest;

const FAIR: &str = r#"
    title: Test Cluster
    organisation: {name: Test Cluster}
    base_url: https://cluster.example/
    languages: [en, cs]
    time_zone: Europe/Prague
    theme: bare
    menus:
      main: [{to: "members:"}, {to: "news:"}, {to: "pages:about"}]
    editions:
      web: {entries: {pages: {except: [fair]}}}
      fair:
        label: {en: At the fair, cs: Na veletrhu}
        collections: [pages, members, structures]
        entries:
          pages: []
          members: {where: {kind: university}, include: [makers], except: [old-school]}
          structures: [ns-001, ns-002]
        home: pages:fair
        valid_until: 2027-01-31
"#;

fn member(name: &str, kind: &str) -> String {
    format!("name: {name}\nkind: {kind}\nsummary: Spins.\njoined: 2020\n")
}

fn structure(code: &str, polymer: &str, producer: &str) -> String {
    format!(
        "code: {code}\ntitle: Layer {code}\nsummary: Filters.\ntechnology: electrospinning\nform: membrane\napplications: [air-filtration]\npolymers: [{polymer}]\nproducers: [{{member: {producer}, role: developer}}]\n"
    )
}

/// Three structures, four members; the fair has two of each.
fn site() -> SiteTest {
    SiteTest::minimal()
        .file("content/site.yaml", FAIR)
        .file("content/pages/fair.md", "---\ntitle: {en: Our stand, cs: Náš stánek}\n---\n[One](structures:ns-001), [three](structures:ns-003).\n")
        .file("content/pages/about.md", "---\ntitle: {en: About, cs: O nás}\n---\n")
        .file("content/members/north.yaml", &member("North", "university"))
        .file("content/members/old-school.yaml", &member("Old School", "university"))
        .file("content/members/makers.yaml", &member("Makers", "company"))
        .file("content/members/weavers.yaml", &member("Weavers", "company"))
        .file("content/structures/ns-001.yaml", &structure("NS-001", "pa6", "north"))
        .file("content/structures/ns-002.yaml", &structure("NS-002", "pa6", "weavers"))
        .file("content/structures/ns-003.yaml", &structure("NS-003", "pvdf", "north"))
}

/// Lists, counts, terms, menus, back-links and data contain only the selected entries;
/// excluded entries have neither page nor link.
#[test]
fn a_part_of_the_catalogue() {
    let site = site();
    // The title page names `ns-003`, which is excluded on purpose.
    let said = site.build().ended_with(0).said();
    assert!(!said.contains("K004"), "{said}");
    assert!(
        !site
            .page("fair/index.html")
            .links()
            .iter()
            .any(|link| link.contains("ns-003"))
    );
    let members = site.page("fair/members/index.html");
    assert_eq!(members.texts("entries", "li"), ["Makers", "North"]);
    assert_eq!(members.text_of("count"), Some("2 entries"));
    assert_eq!(members.texts("menu", "a"), ["Members"]);
    let structures = site.page("fair/structures/index.html");
    assert_eq!(
        structures.texts("entries", "li"),
        ["Layer NS-001", "Layer NS-002"]
    );
    let facets = structures.texts("facets", "li").join(", ");
    assert!(
        facets.contains("PA 6 2") && !facets.contains("PVDF"),
        "{facets}"
    );
    let north = site.page("fair/members/north/index.html");
    assert!(
        north
            .links()
            .iter()
            .any(|link| link.ends_with("ns-001/index.html"))
    );
    assert!(!north.links().iter().any(|link| link.contains("ns-003")));
    // The producer of a selected structure is named, though it has no page here.
    let second = site.page("fair/structures/ns-002/index.html");
    assert!(second.all("dd").any(|field| field.text.contains("Weavers")));
    assert!(!second.links().iter().any(|link| link.contains("weavers")));
    let fair = site.output().below("fair");
    for left_out in ["old-school", "ns-003", "members/weavers", "about/", "pvdf"] {
        let pages: Vec<&str> = fair
            .paths()
            .filter(|path| path.contains(left_out))
            .collect();
        assert!(pages.is_empty(), "{left_out}: {pages:?}");
    }
    assert_eq!(fair.holding("Old School"), [""; 0]);
    let web = site.output().below("web");
    assert!(web.has("members/old-school/index.html") && !web.has("fair/index.html"));
}

/// The title page is at the root of each language, and links to excluded entries are printed
/// as text.
#[test]
fn its_title_page() {
    let site = site();
    site.build().ended_with(0);
    for (page, title) in [
        ("fair/index.html", "Our stand"),
        ("fair/cs/index.html", "Náš stánek"),
    ] {
        let home = site.page(page);
        assert_eq!(
            home.all("h1").next().map(|h1| h1.text.as_str()),
            Some(title)
        );
        let text = home.text_of("body").unwrap_or_default();
        assert!(text.contains("One, three."), "{text}");
        assert!(!home.links().iter().any(|link| link.contains("ns-003")));
    }
    assert!(!site.output().has("fair/fair/index.html"));
}

/// The search of an edition finds its entries, and states the day of the build and the last
/// day of its validity.
#[test]
fn its_search_and_its_date() {
    let site = site().theme("cluster");
    site.build().ended_with(0);
    let data = |edition: &str| -> String {
        let tree = site.output().below(edition);
        tree.texts(".js")
            .map(|(path, text)| {
                if path.contains("data-en/search-") {
                    text
                } else {
                    String::new()
                }
            })
            .collect()
    };
    assert!(data("web").contains("Old School") && data("web").contains("Layer NS-003"));
    assert!(data("fair").contains("North") && data("fair").contains("Layer NS-001"));
    for left_out in ["Old School", "NS-003", "About"] {
        assert!(!data("fair").contains(left_out), "{left_out}");
    }
    for (page, said) in [
        (
            "fair/members/north/index.html",
            [
                "At the fair",
                "1 June 2026",
                "31 January 2027",
                "https://cluster.example/",
            ],
        ),
        (
            "fair/cs/clenove/north/index.html",
            [
                "Na veletrhu",
                "1. června 2026",
                "31. ledna 2027",
                "https://cluster.example/",
            ],
        ),
    ] {
        let page = site.page(page);
        let footer = &page.all("footer").next().expect("a footer").text;
        for text in said {
            assert!(footer.contains(text), "{text}: {footer}");
        }
    }
}

/// The names in a selection are checked; each error has its place and a suggestion.
#[test]
fn faults_of_a_selection() {
    let declared = r#"
  fair:
    languages: [en, sc]
    collections: [pages, members]
    entries:
      mebmers: [makers]
      members: {where: {knid: university}, include: [makres]}
      structures: [ns-001]
    home: pages:fiar
    valid_until: 2025-12-31
    folder: a-folder-with-a-long-name
"#;
    let text = FAIR.replace("\n    ", "\n");
    let head = text.split("  fair:").next().expect("it has one");
    site()
        .file(
            "content/site.yaml",
            &format!("{}{}", head.trim_start(), declared.trim_start_matches('\n')),
        )
        .build_with(&["--format", "short"])
        .ended_with(1)
        .says("content/site.yaml:12:21: error[C006]")
        .says("content/site.yaml:15:7: error[S031]: there is no collection `mebmers`")
        .says("content/site.yaml:16:25: error[S035]: the collection has no field `knid`")
        .says("content/site.yaml:16:54: error[R001]: entries `makres` is not an entry in members")
        .says("content/site.yaml:17:7: error[C023]")
        .says("content/site.yaml:18:11: error[C021]: `pages:fiar`")
        .says("content/site.yaml:19:18: warning[C024]")
        .says("content/site.yaml:20:13: error[C020]");
}

/// A value that a field cannot have is reported with a suggestion.
#[test]
fn a_condition_that_cannot_hold() {
    site()
        .replaced("content/site.yaml", "kind: university", "kind: univercity")
        .build()
        .ended_with(1)
        .says("there is no term `univercity`")
        .says("kind: university");
}

/// An edition for a server need not have the site's default language: its files for machines
/// are in a language that it has, and former addresses lead to existing pages.
#[test]
fn an_edition_without_the_default_language() {
    let news = "---\ntitle: {en: One, cs: Jedna}\ndate: 2026-01-01\nsummary: {en: S., cs: S.}\n\
                aliases: [/old/, /old.php]\n---\n";
    let site = SiteTest::minimal()
        .replaced("content/site.yaml", "  web: {}", "  web: {languages: [cs]}")
        .file("content/news/one.md", news);
    site.build().ended_with(0);
    let web = site.output();
    assert!(web.has("web/manifest.webmanifest"));
    let redirects = web.text("web/_redirects");
    assert!(
        redirects.contains("/old/ /cs/aktuality/one/ 301"),
        "{redirects}"
    );
    assert!(
        redirects.contains("/old.php /cs/aktuality/one/ 301"),
        "{redirects}"
    );
}

/// The former address of an entry without a page in the language of the address leads to the
/// page that exists; two addresses that look alike are two.
#[test]
fn former_addresses_of_what_is_in_one_language() {
    let news = "---\ntitle: {cs: Jedna}\ndate: 2026-01-01\nsummary: {cs: S.}\n\
                aliases: [/m/, /mindex.html]\n---\n";
    let site = SiteTest::minimal()
        .file(
            "content/schema/news.yaml",
            "extend: news\nmissing_translation: omit\n",
        )
        .file("content/news/one.md", news);
    site.build().ended_with(0);
    let redirects = site.output().text("web/_redirects");
    let lines: Vec<&str> = redirects.lines().collect();
    assert_eq!(
        lines,
        [
            "/m/ /cs/aktuality/one/ 301",
            "/mindex.html /cs/aktuality/one/ 301"
        ]
    );
}
