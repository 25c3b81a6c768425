//! Content as people write it: values in plain words, broken declarations, bare addresses,
//! names of files. Each is either accepted as intended, or is one finding that says what to
//! write.

use crate::support::{SiteTest, faults, one_fault};

const FIELDS: &str = "  title: {type: string, localized: true, required: true, label: Title}\n  \
     note: {type: text, label: Note}\n  \
     md: {type: markdown, label: Md}\n  \
     n: {type: int, label: N}\n  \
     mass: {type: quantity, unit: kg, label: Mass}\n  \
     heat: {type: quantity, unit: Cel, label: Heat}\n  \
     day: {type: date, label: Day}\n  \
     when: {type: datetime, label: When}\n  \
     year: {type: year, label: Year}\n  \
     web: {type: url, label: Web}\n  \
     open: {type: bool, label: Open}\n  \
     tags: {type: list, of: {type: string}, label: Tags}\n  \
     at: {type: geo, label: At}\n  \
     kind: {type: term, vocabulary: kinds, label: Kind}\n  \
     friend: {type: ref, to: things, label: Friend}\n  \
     file: {type: file, label: File}\n";

const KINDS: &str = "label: Kinds\nterms:\n  pardubice: {label: {en: Pardubice Region, cs: Pardubický kraj}}\n  \
     zlin: {label: {en: Zlín Region, cs: Zlínský kraj}}\n";

fn schema(fields: &str) -> String {
    format!("collection: things\nlabel: Things\nsingular: thing\nroute: things\nfields:\n{fields}")
}

fn site() -> SiteTest {
    SiteTest::minimal()
        .file("content/schema/things.yaml", &schema(FIELDS))
        .file("content/vocabularies/kinds.yaml", KINDS)
}

fn with(entry: &str) -> SiteTest {
    site().file("content/things/one.yaml", &format!("title: One\n{entry}"))
}

#[test]
fn values_in_words_of_an_office() {
    for (entry, meant) in [
        ("day: March 5, 2026\n", "2026-03-05"),
        ("day: 5th March 2026\n", "2026-03-05"),
        ("day: 31/12/2026\n", "2026-12-31"),
        ("day: 12/31/2026\n", "2026-12-31"),
        ("day: 2026–03–05\n", "2026-03-05"),
        ("day: March 2026\n", "2026-03"),
        ("day: březen 2026\n", "2026-03"),
        ("day: 3/2026\n", "2026-03"),
        ("day: 2026-03-05 10:00\n", "2026-03-05"),
        ("day: Q3 2026\n", "2026"),
        ("when: 2026-03-05 10.30\n", "2026-03-05T10:30"),
        ("when: 2026-03-05 1:30 PM\n", "2026-03-05T13:30"),
        ("when: 5. 3. 2026 9:05\n", "2026-03-05T09:05"),
        ("web: bambulab.example\n", "https://bambulab.example"),
        ("web: <https://x.example/>\n", "https://x.example/"),
        ("web: https:\\\\x.example\n", "https://x.example"),
        ("year: 2026.\n", "2026"),
        ("year: 2026-03-05\n", "2026"),
        ("n: 1'000\n", "1000"),
        ("n: 1_000\n", "1000"),
        ("n: ca. 50\n", "50"),
        ("open: ja\n", "true"),
        ("open: nie\n", "false"),
        ("mass: 1,2–1,5 kg\n", "1.2–1.5 kg"),
        ("mass: 1,2 ± 0,5 kg\n", "1.2 ± 0.5 kg"),
        ("mass: \"1,2–1,5 kg\"\n", "\"1.2–1.5 kg\""),
        ("mass: od 1 do 2 kg\n", "1–2 kg"),
        ("mass: mezi 1 a 2 kg\n", "1–2 kg"),
        ("mass: ½ kg\n", "0.5 kg"),
        ("mass: 1 1/2 kg\n", "1.5 kg"),
        ("heat: 20 stupňů\n", "20 Cel"),
        ("heat: 20 degrees\n", "20 Cel"),
        ("heat: 20 °\n", "20 Cel"),
    ] {
        let key = entry.split(':').next().unwrap();
        let shown = format!("{key}: {meant}");
        let said = one_fault(&with(entry), "things/one.yaml:2:", &[meant]).said();
        assert!(said.contains(&shown) || said.contains(meant), "{said}");
    }
    with("mass: 1 bis 2 kg\n").check().ended_with(0);
    // The month may come first; the order is unknown.
    let said = one_fault(&with("day: 03/05/2026\n"), "one.yaml:2:6", &["D001"]).said();
    assert!(!said.contains("did you mean"), "{said}");
}

/// Words for a missing value.
#[test]
fn values_that_are_not_there() {
    for entry in [
        "n: n/a\n",
        "n: none\n",
        "day: TBD\n",
        "day: bude doplněno\n",
        "open: \"?\"\n",
        "year: unbekannt\n",
    ] {
        one_fault(
            &with(entry),
            "one.yaml:2:",
            &["error[S003]", "remove the line"],
        );
    }
    with("note: none\n").check().ended_with(0);
}

/// YAML's special characters: the fix quotes the text.
#[test]
fn texts_that_need_quotes() {
    for (entry, place, meant) in [
        ("note: @firma on the net\n", "2:7", "\"@firma on the net\""),
        ("note: `code` first\n", "2:7", "\"`code` first\""),
        ("note: % of all\n", "2:7", "\"% of all\""),
        ("note: \"Foo\" is good\n", "2:", "'\"Foo\" is good'"),
        (
            "note: \"He said \"no\" again\"\n",
            "2:",
            "'He said \"no\" again'",
        ),
        ("note: 'Don't'\n", "2:", "\"Don't\""),
        ("note: *important*\n", "2:7", "\"*important*\""),
        ("note: [draft] Foo\n", "2:7", "\"[draft] Foo\""),
        ("note: ? what\n", "2:7", "\"? what\""),
        ("tags: [@firma, b]\n", "2:8", "\"@firma\""),
        ("tags: [`a`, b]\n", "2:8", "\"`a`\""),
        ("tags:\n  - @firma\n  - b\n", "3:5", "\"@firma\""),
    ] {
        one_fault(&with(entry), &format!("one.yaml:{place}"), &[meant]);
    }
}

/// An invalid declaration is one finding; no entry, text or `site.yaml` gets an error because
/// of it.
#[test]
fn declarations_that_cannot_be_read() {
    let full = || {
        with("kind: pardubice\nfriend: two\n")
            .file("content/things/two.yaml", "title: Two\nkind: zlin\n")
            .file(
                "content/news/one.md",
                "---\ntitle: N\ndate: 2026-01-01\nsummary: S.\n---\n[a](things:one) [b](things:)\n\n```catalog\nfrom: things\nwhere: {kind: zlin}\n```\n",
            )
            .replaced(
                "content/site.yaml",
                "main: [",
                "main: [{to: \"things:\"}, ",
            )
    };
    full().check().ended_with(0);
    for broken in [
        "label: Kinds\nterms: [\n",
        "label: Kinds\nterms:\n  zlin: {label: A\n",
        "<<<<<<< HEAD\nlabel: Kinds\n",
        "label: Kinds\ntermns:\n  zlin: {label: A}\n",
        "",
    ] {
        let site = full().file("content/vocabularies/kinds.yaml", broken);
        let faults = faults(&site);
        assert!(!faults.is_empty(), "{broken}");
        for fault in faults {
            assert!(
                fault.contains("vocabularies/kinds.yaml"),
                "{broken}: {fault}"
            );
        }
    }
    let good = schema(FIELDS);
    for broken in [
        format!("{good}  more: [\n"),
        good.replace("  note:", "\tnote:"),
        good.replace("collection:", "colection:"),
        good.replace("fields:", "feilds:"),
        format!("<<<<<<< HEAD\n{good}"),
        String::new(),
    ] {
        let site = full().file("content/schema/things.yaml", &broken);
        let faults = faults(&site);
        assert!(!faults.is_empty(), "{broken}");
        for fault in faults {
            assert!(fault.contains("schema/things.yaml"), "{broken}: {fault}");
        }
    }
    // A built-in collection whose extension cannot be read.
    let site = full().file(
        "content/schema/news.yaml",
        "extend: news\nfields:\n  extra: {type: int\n",
    );
    let site = site.file(
        "content/news/two.yaml",
        "title: T\ndate: 2026-01-01\nsummary: S.\nextra: 5\n",
    );
    one_fault(&site, "schema/news.yaml", &[]);
}

#[test]
fn conflicts_in_files_that_are_copied() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">\n<<<<<<< HEAD\n<rect width=\"5\" height=\"5\"/>\n=======\n<rect width=\"6\" height=\"5\"/>\n>>>>>>> b\n</svg>\n";
    for (name, text, line) in [
        ("a.svg", svg, 2),
        (
            "a.csv",
            "a;b\n<<<<<<< HEAD\n1;2\n=======\n1;3\n>>>>>>> x\n",
            2,
        ),
        (
            "a.txt",
            "one\n\n<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> x\n",
            3,
        ),
        (
            "a.json",
            "{\n<<<<<<< HEAD\n\"a\": 1\n=======\n>>>>>>> x\n}\n",
            2,
        ),
    ] {
        let path = format!("content/assets/{name}");
        let site = with(&format!("file: assets/{name}\n")).file(&path, text);
        one_fault(&site, &format!("{path}:{line}:1: error[Y031]"), &[]);
    }
}

/// A group without visible fields has no label on its page.
#[test]
fn labels_without_a_value() {
    let fields = "  title: {type: string, label: Title}\n  \
         single: {type: object, label: Single, fields: {a: {type: string, label: A}}}\n  \
         several: {type: list, label: Several, of: {type: object, fields: {a: {type: string, label: A}, b: {type: string, private: true, label: B}}}}\n  \
         rows: {type: measurements, label: Rows}\n";
    for entry in [
        "single: {}\nseveral: []\n",
        "single:\nseveral:\n",
        "several: [{}]\n",
        "several: [{b: secret}]\nrows: []\n",
    ] {
        let site = SiteTest::minimal()
            .theme("plain")
            .file("content/schema/things.yaml", &schema(fields))
            .file("content/things/one.yaml", &format!("title: One\n{entry}"));
        let run = site.build();
        if run.said().contains("error[") {
            continue;
        }
        let page = site.output().text("web/things/one/index.html").to_owned();
        for label in ["Single", "Several", "Rows"] {
            assert!(!page.contains(label), "{entry}: {page}");
        }
    }
}

/// Requirements of schemas for fields in groups, and for enums.
#[test]
fn schemas_that_ask_in_vain() {
    for (field, said) in [
        (
            "type: list, of: {type: object, fields: {a: {type: string, column: true}}}",
            "`column` has no effect on `a`",
        ),
        (
            "type: object, fields: {a: {type: string, compare: true}}",
            "`compare` has no effect on `a`",
        ),
        (
            "type: list, of: {type: string, sort: true}",
            "`sort` has no effect",
        ),
        ("type: enum, values: []", "`values` is empty"),
        ("type: enum, values: {}", "`values` is empty"),
        (
            "type: enum, values: [a, b, a]",
            "`a` is twice among the words",
        ),
    ] {
        let fields = format!("{FIELDS}  more: {{{field}, label: More}}\n");
        let site = with("").file("content/schema/things.yaml", &schema(&fields));
        one_fault(&site, "content/schema/things.yaml:22:", &[said]);
    }
    // A filter by what is in a list of groups works.
    let more = "  more: {type: list, label: More, of: {type: object, fields: {c: {type: term, vocabulary: kinds, facet: true, label: C}}}}\n";
    let site = with("more: [{c: zlin}]\n").theme("cluster").file(
        "content/schema/things.yaml",
        &schema(&format!("{FIELDS}{more}")),
    );
    site.build().ended_with(0);
    assert!(site.output().has("web/things/kinds/zlin/index.html"));
}

/// Marks that are almost Markdown, in fields as in long texts.
#[test]
fn almost_markdown_in_fields() {
    for (written, code) in [
        ("\"##Heading of it\"", "K039"),
        ("\"See [the news] (news:one).\"", "K039"),
        ("|\n  -first\n  -second\n", "K039"),
        ("\"- 20 °C was the lowest.\"", "K033"),
        ("\"See [the form](assets/my form.pdf).\"", "K034"),
    ] {
        one_fault(&with(&format!("md: {written}\n")), "one.yaml:", &[code]);
    }
    for fine in [
        "\"A **bold** word\"",
        "\"#nanofibres\"",
        "|\n  - a\n  - b\n",
    ] {
        let faults = faults(&with(&format!("md: {fine}\n")));
        assert!(faults.is_empty(), "{fine}: {faults:?}");
    }
}

/// A title that YAML reads as another type is printed as its language writes it.
#[test]
fn titles_of_other_types() {
    let fields = "  size: {type: quantity, unit: kg, label: Size}\n  \
                  kind: {type: term, vocabulary: kinds, label: Kind}\n";
    let site = |title: &str| {
        SiteTest::minimal()
            .theme("plain")
            .file(
                "content/schema/things.yaml",
                &format!("{}display: {{title: {title}}}\n", schema(fields)),
            )
            .file("content/vocabularies/kinds.yaml", KINDS)
            .file("content/things/one.yaml", "size: 1.5 kg\nkind: zlin\n")
    };
    for (title, english, czech) in [
        ("size", "1.5 kg", "1,5 kg"),
        ("kind", "Zlín Region", "Zlínský kraj"),
    ] {
        let site = site(title);
        site.build().ended_with(0);
        let output = site.output();
        for (page, title) in [
            ("web/things/one/index.html", english),
            ("web/cs/things/one/index.html", czech),
        ] {
            let html = output
                .text(page)
                .replace('\u{a0}', " ")
                .replace("&nbsp;", " ");
            let heading = html.split("<h1").nth(1).unwrap_or_default();
            let heading = heading.split("</h1>").next().unwrap_or_default();
            assert!(heading.contains(title), "{page}: {heading}");
        }
    }
}

#[test]
fn languages_of_a_site() {
    for (written, place, meant) in [
        ("de, en", "", "[de, en]"),
        ("[deutsch, en]", "", "de"),
        ("[de, EN]", "", "en"),
    ] {
        let site = SiteTest::minimal();
        let declared = format!("languages: {written}");
        let site = site.replaced("content/site.yaml", "languages: [en, cs]", &declared);
        let said = site.run(&["check", "--format", "short"]).said();
        let errors = said.lines().filter(|line| line.contains(": error["));
        let errors: Vec<&str> = errors.collect();
        assert_eq!(errors.len(), 1, "{written}: {said}");
        assert!(
            errors[0].contains(&format!("content/site.yaml:{place}")),
            "{said}"
        );
        site.check().says(meant);
    }
}

#[test]
fn keys_for_languages() {
    for entry in ["title: {EN: One, CS: Jedna}\n", "title: {english: One}\n"] {
        let site = site().file("content/things/one.yaml", entry);
        let faults = faults(&site);
        assert!(
            faults.iter().all(|fault| fault.contains("[L00")),
            "{faults:?}"
        );
    }
    let site = site().file(
        "content/things/one.yaml",
        "title_en: One\ntitle_cs: Jedna\n",
    );
    let found = faults(&site);
    assert!(
        found.iter().all(|fault| fault.contains("[S002]")),
        "{found:?}"
    );
    site.check()
        .says("write `title:` with a line for each language");
}

#[test]
fn addresses_of_a_site() {
    for (written, said) in [
        ("\"https://www.exa mple.org/\"", "https://www.example.org/"),
        ("www.example.org", "https://www.example.org"),
        ("example.org", "https://example.org"),
    ] {
        let site = SiteTest::minimal();
        let old = site
            .read("content/site.yaml")
            .lines()
            .find(|line| line.starts_with("base_url:"))
            .unwrap()
            .to_owned();
        let site = site.replaced("content/site.yaml", &old, &format!("base_url: {written}"));
        one_fault(&site, "content/site.yaml:", &["error[S003]", said]);
    }
}

#[test]
fn positions_with_one_degree() {
    one_fault(
        &with("at: {lat: 50.1}\n"),
        "one.yaml:2:5",
        &["has no `lon`"],
    );
    one_fault(
        &with("at: {lon: 14.2}\n"),
        "one.yaml:2:5",
        &["has no `lat`"],
    );
}

/// Menu links that almost match a page.
#[test]
fn links_of_menus() {
    for (written, meant) in [
        ("news:oen", "news:one"),
        ("new:one", "news:one"),
        ("/news/one/", "news:one"),
        ("news/one.md", "news:one"),
        ("one", "news:one"),
        ("news", "news:"),
        ("/", "home:"),
    ] {
        let site = SiteTest::minimal()
            .file(
                "content/news/one.md",
                "---\ntitle: N\ndate: 2026-01-01\nsummary: S.\n---\nText.\n",
            )
            .replaced(
                "content/site.yaml",
                "main: [",
                &format!("main: [{{to: \"{written}\"}}, "),
            );
        one_fault(
            &site,
            "content/site.yaml:",
            &["C008", &format!("\"{meant}\"")],
        );
    }
}

/// A folder in place of a file.
#[test]
fn a_folder_in_the_place_of_a_file() {
    let site = site().file("content/pages/about.md/text.txt", "x");
    one_fault(&site, "content/pages/about.md", &["is a folder"]);
    let site = site_with_folder("content/pages/about.md");
    one_fault(&site, "content/pages/about.md", &["is a folder"]);
}

fn site_with_folder(path: &str) -> SiteTest {
    let site = SiteTest::minimal();
    std::fs::create_dir_all(site.path(path)).unwrap();
    site
}

#[test]
fn names_of_files() {
    let text = "title: One\n";
    for (name, meant) in [
        ("one.YAML", "one.yaml"),
        ("one.yaml.txt", "one.yaml"),
        ("one.markdown", "one.md"),
        ("one.cs.yaml", "one.cs.md"),
    ] {
        let site = site().file(&format!("content/things/{name}"), text);
        one_fault(
            &site,
            &format!("content/things/{name}"),
            &[&format!("`{meant}`")],
        );
    }
    let site = with("").file("content/things/one_cs.md", "Text.\n");
    one_fault(&site, "content/things/one_cs.md", &["`one.cs.md`"]);
    let site = with("").file("content/things/README.md", "# How we write\n");
    one_fault(&site, "content/things/README.md", &["is ignored"]);
}

/// Bare addresses become links.
#[test]
fn bare_addresses() {
    let site = SiteTest::minimal().theme("plain").file(
        "content/news/one.md",
        "---\ntitle: N\ndate: 2026-01-01\nsummary: S.\n---\nSee www.example.org, (https://example.org/a_b_c) and `www.code.example`.\n\n\
         <a href=\"https://x.example/\">www.x.example</a>\n",
    );
    site.build().ended_with(0);
    let page = site.output().text("web/news/one/index.html").to_owned();
    assert!(page.contains("href=\"https://www.example.org\""), "{page}");
    assert!(
        page.contains("href=\"https://example.org/a_b_c\""),
        "{page}"
    );
    assert!(!page.contains("https://www.code.example"), "{page}");
    assert!(!page.contains("https://www.x.example"), "{page}");
}

/// A part of a label, and a title instead of an id.
#[test]
fn names_for_ids() {
    for written in ["Pardubice", "pardubický", "Pardubice Reg"] {
        one_fault(
            &with(&format!("kind: {written}\n")),
            "one.yaml:2:7",
            &["error[V001]", "kind: pardubice"],
        );
    }
    // Both regions contain the word.
    let said = one_fault(&with("kind: region\n"), "one.yaml:2:7", &["error[V001]"]).said();
    assert!(!said.contains("+ kind:"), "{said}");
    for written in [
        "\"[Two](things:two)\"",
        "/things/two/",
        "https://cluster.example/things/two/",
    ] {
        let site =
            with(&format!("friend: {written}\n")).file("content/things/two.yaml", "title: Two\n");
        one_fault(&site, "one.yaml:2:9", &["error[R001]", "friend: two"]);
    }
    for written in [
        "doc.pdf",
        "content/assets/doc.pdf",
        "assets/doc",
        "C:\\Users\\x\\Doc.pdf",
    ] {
        let site =
            with(&format!("file: {written}\n")).bytes("content/assets/doc.pdf", b"%PDF-1.4\n");
        let said = site.check().ended_with(1).said();
        assert!(said.contains("file: assets/doc.pdf"), "{said}");
    }
    let site = with("friend: The Other Thing\n")
        .file("content/things/two.yaml", "title: The other thing\n");
    one_fault(&site, "one.yaml:2:9", &["error[R001]", "friend: two"]);
}

/// A wrong anchor in the texts of two languages: each is reported at its place.
#[test]
fn wrong_anchors_in_two_languages() {
    let site = SiteTest::minimal()
        .theme("plain")
        .file(
            "content/news/one.md",
            "---\ntitle: {en: N, cs: N}\ndate: 2026-01-01\nsummary: {en: S., cs: S.}\n---\n## Part\n\n[x](#nowhere)\n",
        )
        .file("content/news/one.cs.md", "## Díl\n\nText.\n\n[x](news:one#nikde)\n");
    let found = faults(&site);
    let anchors: Vec<&String> = found.iter().filter(|line| line.contains("K011")).collect();
    assert_eq!(anchors.len(), 2, "{found:#?}");
    assert!(anchors[0].contains("one.cs.md:5:"), "{anchors:?}");
    assert!(anchors[1].contains("one.md:8:5"), "{anchors:?}");
}

/// Letters with broken encoding, and invisible characters.
#[test]
fn damaged_letters() {
    for title in ["DÄ›kan", "On\u{fffd}", "20 Â°C"] {
        let site = site().file("content/things/one.yaml", &format!("title: {title}\n"));
        one_fault(&site, "one.yaml:1:", &["warning[Y011]", "wrong encoding"]);
    }
    let site = site().file(
        "content/things/one.md",
        "---\ntitle: One\n---\nText \u{0} more.\n",
    );
    one_fault(&site, "one.md:4:6", &["control character U+0000"]);
}

/// Markdown syntax of other programs.
#[test]
fn marks_of_other_programs() {
    for text in [
        "See [[one]] and more.",
        "{{< youtube abc >}}",
        "{% include x %}",
        "!!! note\n    Foo",
        "::: warning\nFoo\n:::",
        "[TOC]",
        "A ==marked== word",
        "Energy $$E = mc^2$$",
        "> [!NOTE]\n> Foo",
        "A^[inline note] b",
    ] {
        let site = site().file(
            "content/things/one.md",
            &format!("---\ntitle: One\n---\n{text}\n"),
        );
        one_fault(&site, "one.md:4:", &["warning[K039]", "of another program"]);
    }
    for text in [
        "a == b and c == d",
        "`[[one]]`",
        "[x]: https://x.example/\n\n[x]",
        "5 $ and 6 $",
    ] {
        let site = site().file(
            "content/things/one.md",
            &format!("---\ntitle: One\n---\n{text}\n"),
        );
        let found = faults(&site);
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

/// The letters of a country are also those of a rare language.
#[test]
fn a_rare_language() {
    let site = SiteTest::minimal().replaced(
        "content/site.yaml",
        "languages: [en, cs]",
        "languages: [en, se]",
    );
    site.check()
        .says("warning[L009]")
        .says("`se` is a language of its own")
        .says("write `sv`");
}

/// Markdown and HTML in a plain field.
#[test]
fn markup_in_plain_text() {
    for text in [
        "\"**One**\"",
        "\"One<br>Two\"",
        "One &amp; Two",
        "\"[One](https://one.example/)\"",
        "H<sub>2</sub>O",
    ] {
        let site = site().file("content/things/one.yaml", &format!("title: {text}\n"));
        one_fault(&site, "one.yaml:1:8", &["warning[S009]", "is plain text"]);
    }
    for text in [
        "One & Two",
        "\"a < b > c\"",
        "\"5 ** 2\"",
        "\"[One] (two)\"",
    ] {
        let site = site().file("content/things/one.yaml", &format!("title: {text}\n"));
        let found = faults(&site);
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}
