//! Languages: the order of names and codes, words and numbers as each language writes them,
//! and fallbacks for missing translations.

use std::collections::BTreeMap;

use crate::support::{Page, SiteTest, expect_none};

fn member(name: &str) -> String {
    format!("name: {name}\nkind: company\nsummary: Spins.\njoined: 2020\n")
}

fn names(names: &[&str]) -> SiteTest {
    names
        .iter()
        .enumerate()
        .fold(SiteTest::minimal(), |site, (number, name)| {
            site.file(
                &format!("content/members/m-{number}.yaml"),
                &member(&format!("\"{name}\"")),
            )
        })
}

/// Czech sorts `CH` after `H` and letters with a háček after the plain ones; English does
/// neither.
#[test]
fn order_of_names() {
    let site = names(&[
        "Žďár", "Chrudim", "Zlín", "Iveta", "Cuketa", "Hanák", "Čapek", "Ábel", "Adam", "CHEMIE",
        "Šumperk", "Svitavy", "3D tisk",
    ]);
    site.build().ended_with(0);
    let czech = site.page("web/cs/clenove/index.html");
    assert_eq!(
        czech.texts("entries", "li"),
        [
            "3D tisk", "Ábel", "Adam", "Cuketa", "Čapek", "Hanák", "CHEMIE", "Chrudim", "Iveta",
            "Svitavy", "Šumperk", "Zlín", "Žďár"
        ]
    );
    let letters = czech.texts("letters", "li").join(" ");
    assert_eq!(
        letters,
        "#: 3D tisk; A: Ábel; Adam; C: Cuketa; Č: Čapek; H: Hanák; CH: CHEMIE; Chrudim; I: Iveta; S: Svitavy; Š: Šumperk; Z: Zlín; Ž: Žďár;"
    );
    let english = site.page("web/members/index.html");
    assert_eq!(
        english.texts("entries", "li"),
        [
            "3D tisk", "Ábel", "Adam", "Čapek", "CHEMIE", "Chrudim", "Cuketa", "Hanák", "Iveta",
            "Šumperk", "Svitavy", "Žďár", "Zlín"
        ]
    );
    assert!(
        english
            .texts("letters", "li")
            .contains(&"C: Čapek; CHEMIE; Chrudim; Cuketa;")
    );
}

/// Numbers inside a name count as numbers: `PA 6` comes before `PA 12`.
#[test]
fn order_of_codes() {
    let site = names(&["PA 12", "PA 6", "PA 66", "PA 6.6", "PA 6 T"]);
    site.build().ended_with(0);
    for page in ["web/members/index.html", "web/cs/clenove/index.html"] {
        let order: Vec<String> = site
            .page(page)
            .texts("entries", "li")
            .into_iter()
            .map(str::to_owned)
            .collect();
        let place = |name: &str| order.iter().position(|own| own == name);
        assert!(
            place("PA 6") < place("PA 12") && place("PA 12") < place("PA 66"),
            "{page}: {order:?}"
        );
    }
    let structure = |code: &str| {
        format!(
            "code: {code}\ntitle: {code}\nsummary: Fine.\npolymers: [pa6]\ntechnology: electrospinning\nform: membrane\napplications: [air-filtration]\n"
        )
    };
    let site = ["NS-1000", "NS-200", "NS-030"]
        .iter()
        .fold(SiteTest::minimal(), |site, code| {
            site.file(
                &format!("content/structures/{}.yaml", code.to_lowercase()),
                &structure(code),
            )
        });
    site.build().ended_with(0);
    assert_eq!(
        site.page("web/structures/index.html")
            .texts("entries", "li"),
        ["NS-030", "NS-200", "NS-1000"]
    );
}

/// Czech has three forms of a counted noun, and English two.
#[test]
fn plural_forms() {
    for (count, english, czech) in [
        (1, "1 entry", "1 záznam"),
        (2, "2 entries", "2 záznamy"),
        (5, "5 entries", "5 záznamů"),
    ] {
        let all: Vec<String> = (0..count)
            .map(|number| format!("Member {number}"))
            .collect();
        let site = names(&all.iter().map(String::as_str).collect::<Vec<_>>());
        site.build().ended_with(0);
        assert_eq!(
            site.page("web/members/index.html").text_of("count"),
            Some(english)
        );
        assert_eq!(
            site.page("web/cs/clenove/index.html").text_of("count"),
            Some(czech)
        );
    }
}

/// Dates and numbers are formatted in the page's language; digits are kept as they were
/// written.
#[test]
fn dates_and_numbers() {
    let site = SiteTest::minimal()
        .file(
            "content/schema/members.yaml",
            "extend: members\nfields:\n  share: {type: decimal}\n  seen: {type: datetime}\n",
        )
        .file(
            "content/members/spinworks.yaml",
            "
            name: Spinworks
            kind: company
            summary: Spins.
            joined: 2016-04-28
            left: 2030-09
            founded: 1999
            share: 12345.60
            seen: 2026-03-01T09:05
            address: {locality: Praha, country: CZ}
            ",
        );
    site.build().ended_with(0);
    let values = |path: &str| {
        site.page(path)
            .texts("fields", "dd")
            .join(" | ")
            .replace('\u{a0}', " ")
    };
    let english = values("web/members/spinworks/index.html");
    for wanted in [
        "28 April 2016",
        "September 2030",
        "| 1999 |",
        "12,345.60",
        "1 March 2026, 9:05",
    ] {
        assert!(english.contains(wanted), "`{wanted}` is not in {english}");
    }
    let czech = values("web/cs/clenove/spinworks/index.html");
    for wanted in [
        "28. dubna 2016",
        "září 2030",
        "| 1999 |",
        "12 345,60",
        "1. března 2026, 9:05",
    ] {
        assert!(czech.contains(wanted), "`{wanted}` is not in {czech}");
    }
}

/// An English page that replaces a missing Czech one says so, names the original as canonical
/// for search engines, and is not listed as its translation.
#[test]
fn a_fallback_page_says_so() {
    let site = SiteTest::minimal()
        .theme("cluster")
        .file(
            "content/members/spinworks.yaml",
            "name: {en: Spinworks}\nkind: company\nsummary: {en: It spins.}\njoined: 2020\n",
        )
        .file(
            "content/members/filtrex.yaml",
            &member("{en: Filtrex, cs: Filtrex}"),
        );
    site.build().ended_with(0).says("warning[L001]");
    let fallback = site.page("web/cs/clenove/spinworks/index.html");
    let original = site.page("web/members/spinworks/index.html");
    let address = Some("https://cluster.example/members/spinworks/");
    assert_eq!(fallback.attribute("html", "lang", "cs", "lang"), Some("cs"));
    assert_eq!(
        fallback.attribute("meta", "name", "robots", "content"),
        Some("noindex")
    );
    assert_eq!(
        fallback.attribute("link", "rel", "canonical", "href"),
        address
    );
    assert!(
        fallback.all("h1").all(|h1| h1.is("lang", "en")),
        "the text's language is not told"
    );
    assert!(
        fallback.all("p").any(|p| p.text.contains("anglič")),
        "the reader is not told"
    );
    assert!(
        alternates(&fallback).is_empty(),
        "{:?}",
        alternates(&fallback)
    );
    assert_eq!(
        original.attribute("meta", "name", "robots", "content"),
        None
    );
    assert_eq!(
        original.attribute("link", "rel", "canonical", "href"),
        address
    );
    assert!(
        !alternates(&original).contains_key("cs"),
        "{:?}",
        alternates(&original)
    );
    let translated = alternates(&site.page("web/cs/clenove/filtrex/index.html"));
    assert_eq!(
        translated.keys().map(String::as_str).collect::<Vec<_>>(),
        ["cs", "en", "x-default"]
    );
    assert_eq!(
        translated["x-default"],
        "https://cluster.example/members/filtrex/"
    );
}

/// A collection sets the fallback for a missing translation: the page with a notice, a link to
/// the existing page, or nothing.
#[test]
fn missing_translations_by_collection() {
    let site = SiteTest::minimal()
        .file("content/schema/notes.yaml", "collection: notes\nmissing_translation: omit\nfields: {title: {type: string, localized: true, required: true}}\n")
        .file("content/notes/half.yaml", "title: {en: Half}\n")
        .file("content/notes/whole.yaml", "title: {en: Whole, cs: Celý}\n")
        .file("content/news/half.yaml", "title: {en: Half}\ndate: 2026-05-01\nsummary: {en: Yes.}\nmembers: [spinworks]\n")
        .file("content/members/spinworks.yaml", &member("{en: Spinworks}"));
    site.build().ended_with(0);
    let output = site.output();
    assert!(output.has("web/notes/half/index.html") && !output.has("web/cs/notes/half/index.html"));
    assert_eq!(
        site.page("web/cs/notes/index.html").texts("entries", "li"),
        ["Celý"]
    );
    assert!(!output.has("web/cs/aktuality/half/index.html"));
    let news = site.page("web/cs/aktuality/index.html");
    assert_eq!(
        news.inside("entries", "a")[0].get("href"),
        Some("/news/half/")
    );
    assert!(output.has("web/cs/clenove/spinworks/index.html"));
    let member = site.page("web/cs/clenove/spinworks/index.html");
    assert_eq!(member.text_of("fallback"), Some("Zobrazeno: anglicky"));
    assert!(
        member.links().contains(&"/news/half/"),
        "{:?}",
        member.links()
    );
}

/// Addresses are in the language of the page; the id replaces a missing slug.
#[test]
fn addresses_by_language() {
    let site = SiteTest::minimal()
        .file("content/pages/membership.md", "---\ntitle: {en: Membership, cs: Členství}\nslug: {cs: clenstvi}\naliases: [/join/, /cs/pripojte-se/]\n---\nText.\n")
        .file("content/pages/membership.cs.md", "Text.\n");
    site.build().ended_with(0);
    let output = site.output();
    assert!(output.has("web/membership/index.html") && output.has("web/cs/clenstvi/index.html"));
    let redirect = |path: &str| {
        let page = site.page(path);
        page.attribute("meta", "http-equiv", "refresh", "content")
            .map(str::to_owned)
    };
    assert_eq!(
        redirect("web/join/index.html").as_deref(),
        Some("0; url=/membership/")
    );
    assert_eq!(
        redirect("web/cs/pripojte-se/index.html").as_deref(),
        Some("0; url=/cs/clenstvi/")
    );
    assert_eq!(output.text("web/_redirects").lines().count(), 2);
}

/// If a page names its translations, each of them names it in return, and each names itself.
#[test]
fn hreflang_both_ways() {
    let site = SiteTest::minimal()
        .theme("cluster")
        .file("content/members/spinworks.yaml", &member("{en: Spinworks}"))
        .file("content/members/filtrex.yaml", &member("Filtrex"))
        .file(
            "content/pages/about.md",
            "---\ntitle: {en: About, cs: O nás}\nslug: {cs: o-nas}\n---\nText.\n",
        );
    site.build().ended_with(0);
    let web = site.output().below("web");
    let address = |path: &str| {
        format!(
            "https://cluster.example/{}",
            path.trim_end_matches("index.html")
        )
    };
    let pages: BTreeMap<String, Page> = web
        .texts(".html")
        .map(|(path, text)| (address(path), Page::parse(&text)))
        .collect();
    let mut faults = Vec::new();
    let mut named = 0;
    for (own, page) in &pages {
        let all = alternates(page);
        if !all.is_empty() && !all.values().any(|address| address == own) {
            faults.push(format!("{own} does not name itself"));
        }
        for (lang, other) in all {
            named += 1;
            let back = pages
                .get(&other)
                .is_some_and(|page| alternates(page).values().any(|back| back == own));
            if !back {
                faults.push(format!(
                    "{own} names {other} for {lang}, which does not name it"
                ));
            }
        }
    }
    assert!(named > 20, "{named} translations");
    expect_none("hreflang", &faults);
}

/// Each language has its own page for unknown addresses.
#[test]
fn not_found_by_language() {
    let site = SiteTest::minimal();
    site.build().ended_with(0);
    for (path, lang, text) in [
        ("web/404.html", "en", "Page not found"),
        ("web/cs/404.html", "cs", "Stránka nenalezena"),
    ] {
        let page = site.page(path);
        assert!(page.all("html").all(|html| html.is("lang", lang)));
        assert_eq!(page.all("h1").next().map(|h1| h1.text.as_str()), Some(text));
        assert_eq!(
            page.attribute("meta", "name", "robots", "content"),
            Some("noindex")
        );
    }
    assert!(
        !site.output().has("offline/404.html"),
        "nobody serves a folder"
    );
}

/// The sitemap lists exactly the pages that search engines may index, each with its
/// translations.
#[test]
fn sitemap() {
    let site = SiteTest::minimal()
        .file("content/members/spinworks.yaml", &member("{en: Spinworks}"))
        .file("content/members/filtrex.yaml", &member("Filtrex & Sons"))
        .file(
            "content/pages/about.md",
            "---\ntitle: {en: About, cs: O nás}\naliases: [/old/]\n---\nText.\n",
        );
    site.build().ended_with(0);
    let web = site.output().below("web");
    let text = web.text("sitemap.xml");
    let mut listed: Vec<&str> = text
        .split("<loc>")
        .skip(1)
        .filter_map(|rest| rest.split('<').next())
        .collect();
    listed.sort_unstable();
    let read = |text: &str| {
        let page = Page::parse(text);
        page.attribute("meta", "name", "robots", "content")
            .is_none()
    };
    let mut wanted: Vec<String> = web
        .texts(".html")
        .filter(|(_, text)| read(text))
        .map(|(path, _)| {
            format!(
                "https://cluster.example/{}",
                path.trim_end_matches("index.html")
            )
        })
        .collect();
    wanted.sort_unstable();
    assert_eq!(listed, wanted);
    assert!(listed.contains(&"https://cluster.example/cs/clenove/filtrex/"));
    assert!(!listed.contains(&"https://cluster.example/cs/clenove/spinworks/"));
    let entry = text
        .split("<url>")
        .find(|url| url.contains("<loc>https://cluster.example/members/filtrex/"));
    assert!(entry.is_some_and(|url| {
        url.contains("hreflang=\"cs\" href=\"https://cluster.example/cs/clenove/filtrex/\"")
    }));
    assert!(
        web.text("robots.txt")
            .contains("Sitemap: https://cluster.example/sitemap.xml")
    );
}

/// The translations that a page names for search engines, by language.
fn alternates(page: &Page) -> BTreeMap<String, String> {
    page.all("link")
        .filter(|link| link.is("rel", "alternate"))
        .filter_map(|link| {
            Some((
                link.get("hreflang")?.to_owned(),
                link.get("href")?.to_owned(),
            ))
        })
        .collect()
}

/// No line of Czech ends in a one-letter word, in titles, texts and links; English is
/// unchanged.
#[test]
fn short_czech_words_stay_with_the_next_one() {
    let site = SiteTest::minimal()
        .file(
            "content/news/one.md",
            "---\ntitle: {en: A day with a net, cs: Den s sítí}\ndate: 2026-05-04\nsummary: {en: I came., cs: V hale od 13. do 15. května.}\n---\nA text.\n",
        )
        .file(
            "content/news/one.cs.md",
            "Jdeme k [výrobcům](home:) a\nk měření.\n",
        );
    site.build().ended_with(0);
    let output = site.output();
    let czech = output.text("web/cs/aktuality/one/index.html");
    for bound in [
        "Den s\u{a0}sítí",
        "V\u{a0}hale od 13.\u{a0}do 15.\u{a0}května",
        "Jdeme k\u{a0}<a",
        "</a> a\u{a0}k\u{a0}měření",
    ] {
        assert!(czech.contains(bound), "{bound} is not in\n{czech}");
    }
    assert!(
        output
            .text("web/news/one/index.html")
            .contains("A day with a net")
    );
}

/// A translated title is not marked as foreign because the long text below it is.
#[test]
fn a_title_is_in_its_own_language() {
    let site = SiteTest::minimal().theme("plain").file(
        "content/pages/guide.md",
        "---\ntitle: {en: Guide, cs: Návod}\n---\nOnly in English.\n",
    );
    site.build().ended_with(0);
    let page = site.output().text("web/cs/guide/index.html");
    assert!(page.contains("<h1>Návod</h1>"), "{page}");
    assert!(page.contains("<div lang=\"en\"><p>Only"), "{page}");
}

/// Declarations need translations too: names of fields, terms, properties, menus. Texts that
/// visitors never see do not.
#[test]
fn declared_texts_in_every_language() {
    let site = SiteTest::minimal();
    let site = site
        .replaced(
            "content/site.yaml",
            "{to: \"home:\"}",
            "{to: \"home:\", label: {en: Home}}",
        )
        .file(
            "content/schema/pumps.yaml",
            "collection: pumps\nlabel: {en: Pumps}\nsingular: {en: pump, cs: čerpadlo}\n\
             route: {en: pumps}\nfields:\n  \
             title: {type: string, label: {cs: Název}, help: {en: The name.}}\n  \
             drive: {type: term, vocabulary: drives, label: Drive}\n  \
             parts: {type: list, label: {en: Parts, cs: Části}, of: {type: object, fields: \
             {of: {type: string, label: {en: Part}}}}}\n",
        )
        .file(
            "content/vocabularies/drives.yaml",
            "label: {en: Drives, cs: Pohony}\nterms:\n  \
             mains: {label: {en: Mains}, synonyms: {en: [plug]}, slug: {en: mains}}\n",
        )
        .file(
            "content/schema/properties.yaml",
            "properties:\n  lift: {label: {en: Lift}, kind: length, unit: m}\n",
        );
    let mut run = site.run(&["check", "--all"]).ended_with(0);
    for place in [
        "content/site.yaml",
        "content/schema/pumps.yaml:2:8",
        "content/schema/pumps.yaml:6:32",
        "content/schema/pumps.yaml:8:",
        "content/vocabularies/drives.yaml:3:18",
        "content/schema/properties.yaml:2:17",
    ] {
        run = run.says(place);
    }
    run.says("6 warnings");
}
