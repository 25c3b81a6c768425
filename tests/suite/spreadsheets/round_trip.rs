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
