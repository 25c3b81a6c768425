//! What goes out comes back as it was: a spreadsheet that nobody has touched changes
//! nothing.

use crate::support::SiteTest;

/// The whole content of the sample site, in both forms and both languages.
#[test]
fn the_sample_site() {
    let site = SiteTest::project();
    let collections = [
        "members",
        "structures",
        "projects",
        "events",
        "news",
        "pages",
        "services",
        "stories",
        "downloads",
    ];
    for collection in collections {
        for (lang, file) in [
            ("en", "t.xlsx"),
            ("cs", "t.xlsx"),
            ("en", "t.csv"),
            ("cs", "t.csv"),
        ] {
            // What one collection has left beside its table is not of another.
            let file = &*format!("{collection}-{file}");
            site.run(&[
                "export",
                collection,
                "--to",
                file,
                "--overwrite",
                "--lang",
                lang,
            ])
            .ended_with(0);
            let run = site.run(&["import", collection, file, "--as-of", "2026-11-26"]);
            run.ended_with(0).says("nothing to change");
        }
    }
}

/// The same tables give the same bytes.
#[test]
fn the_same_bytes() {
    let site = SiteTest::project();
    let bytes = |name: &str| {
        site.run(&["export", "members", "--to", name]).ended_with(0);
        std::fs::read(site.path(name)).unwrap()
    };
    assert!(bytes("a.xlsx") == bytes("b.xlsx"));
}

/// Private fields are in the editors' form, ids and headings in the language.
#[test]
fn what_is_in_it() {
    let site = super::site().replaced(
        "content/things/two.yaml",
        "open: true",
        "open: true\nnote: Secret",
    );
    let run = site
        .run(&["export", "things", "--lang", "cs"])
        .ended_with(0);
    let first = run.stdout.lines().next().unwrap();
    let own = "id;Kód;Název;Název [en];Název [cs];IČO;Hmotnost;Počet;Od;Velikost;Otevřeno;Témata;Poznámka;";
    assert!(first.starts_with(own), "{first}");
    assert!(
        run.stdout
            .contains("\r\ntwo;B;Two;;;;;;2026-03-05;;true;;Secret;")
    );
}

/// What no cell can hold is said, and an import leaves it alone.
#[test]
fn what_no_cell_holds() {
    let site = super::site().replaced("content/things/two.yaml", "code: B", "code: \"a\\u0007b\"");
    site.run(&["export", "things", "--to", "t.csv"])
        .ended_with(0)
        .says("no cell can hold `code` of two");
    super::import(&site, "t.csv", &[])
        .ended_with(0)
        .says("nothing to change");
    site.put_exactly("t.csv", "id,code\ntwo,C\n");
    super::import(&site, "t.csv", &[])
        .ended_with(1)
        .says("error[M022]");
    assert!(site.read("content/things/two.yaml").contains("\\u0007"));
}

/// What a spreadsheet would calculate is a text in it, and comes back as it was. Numbers of
/// telephones stay as they are written.
#[test]
fn texts_are_no_formulas() {
    let site = super::site();
    let texts = [
        "=HYPERLINK(\"http://evil.example\")",
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "+420-123-456",
        "@SUM(1)",
        "＝1+1",
        "'=1+1",
    ];
    for (number, text) in texts.iter().enumerate() {
        let yaml = format!("title: {}\n", serde_json::Value::from(*text));
        site.put(&format!("content/things/f{number}.yaml"), &yaml);
    }
    site.put("content/things/t.yaml", "title: \"+420 123 456\"\n");
    for lang in ["en", "cs"] {
        let run = site
            .run(&["export", "things", "--lang", lang])
            .ended_with(0);
        let signs = |cell: &str| cell.starts_with(['=', '+', '-', '@', '＝']);
        let cells = run.stdout.split([',', ';', '\n', '\r']);
        let cells: Vec<&str> = cells.map(|cell| cell.trim_matches('"')).collect();
        let calculated: Vec<&str> = cells.into_iter().filter(|cell| signs(cell)).collect();
        assert!(
            calculated.iter().all(|cell| *cell == "+420 123 456"),
            "{calculated:?}"
        );
        site.run(&[
            "export",
            "things",
            "--to",
            "f.csv",
            "--overwrite",
            "--lang",
            lang,
        ])
        .ended_with(0);
        super::import(&site, "f.csv", &[])
            .ended_with(0)
            .says("nothing to change");
    }
}
