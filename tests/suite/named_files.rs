//! File names in texts and fields, and the required home page.

use crate::support::SiteTest;

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>";
/// `dům` with a combining ring, as macOS writes it.
const DECOMPOSED: &str = "du\u{30a}m";

fn text(body: &str) -> SiteTest {
    SiteTest::minimal().file(
        "content/pages/text.md",
        &format!("---\ntitle: {{en: Text, cs: Text}}\n---\n{body}\n"),
    )
}

/// A name matches in any Unicode normalisation, in links, pictures and fields.
#[test]
fn accents_may_be_written_either_way() {
    for (on_disk, named) in [(DECOMPOSED, "dům"), ("dům", DECOMPOSED)] {
        let site = text(&format!(
            "![x](assets/{named}.svg) [ceník](assets/{named}.pdf) [y](assets/d%C5%AFm.pdf)"
        ))
        .file(&format!("content/assets/{on_disk}.svg"), SVG)
        .file(&format!("content/assets/{on_disk}.pdf"), "%PDF-1.4\n%%EOF\n")
        .file(
            "content/members/spin.yaml",
            &format!("name: Spin\nkind: company\nsummary: S.\njoined: 2020\nlogo: {{file: assets/{named}.svg, alt: L}}\n"),
        );
        let run = site.build();
        assert_eq!(run.status, 0, "{}", run.said());
        let page = site.output().text("web/text/index.html").to_owned();
        assert_eq!(page.matches("assets/dum-").count(), 3, "{page}");
    }
}

/// A space in a name may be written as `%20`, or inside angle brackets; one that hides a link
/// from Markdown is reported.
#[test]
fn blanks_in_names() {
    let pdf = "%PDF-1.4\n%%EOF\n";
    let site = text("[a](assets/dva%20slova.pdf) [b](<assets/dva slova.pdf>)")
        .file("content/assets/dva slova.pdf", pdf);
    site.build().is_clean();
    let page = site.output().text("web/text/index.html").to_owned();
    assert_eq!(page.matches("assets/dva-slova-").count(), 2, "{page}");
}

/// A link to a missing file is reported as a missing file; the nearest one is suggested.
#[test]
fn links_to_missing_files() {
    let pdf = "%PDF-1.4\n%%EOF\n";
    let cases = [
        ("assets/Cenik.pdf", "assets/cenik.pdf"),
        ("assets/cenk.pdf", "assets/cenik.pdf"),
        ("assets/ceník.PDF", "assets/cenik.pdf"),
        ("cenik.pdf", "assets/cenik.pdf"),
        ("assets/dva%20slovo.pdf", "assets/dva%20slova.pdf"),
    ];
    for (written, meant) in cases {
        let site = text(&format!("Text.\n\nSee [a]({written})."))
            .file("content/assets/cenik.pdf", pdf)
            .file("content/assets/dva slova.pdf", pdf);
        site.check()
            .ended_with(1)
            .says("error[K001]: link goes to a file that does not exist")
            .says("content/pages/text.md:6:9")
            .says(&format!("[a]({meant})."));
    }
}

/// Names that are the same file on another system are both reported.
#[test]
fn twins_are_told() {
    for (one, other) in [
        ("a.svg", "A.svg"),
        ("dům.svg", "du\u{30a}m.svg"),
        ("x.PNG.svg", "x.png.svg"),
    ] {
        let site = SiteTest::minimal()
            .file(&format!("content/assets/{one}"), SVG)
            .file(&format!("content/assets/{other}"), SVG);
        site.check()
            .says("warning[I030]")
            .says(&format!("content/assets/{one}"));
    }
}

/// A site without a home page is not published; the error gives the reason, at the line.
#[test]
fn there_is_a_home_page() {
    let cases = [
        ("draft: true", "content/pages/index.md:3:8"),
        ("publish: 2026-07-01", "content/pages/index.md:3:10"),
        ("expires: 2026-05-01", "content/pages/index.md:3:10"),
    ];
    for theme in ["bare", "cluster", "plain"] {
        for (line, place) in cases {
            let site = SiteTest::minimal();
            let site = if theme == "bare" {
                site
            } else {
                site.theme(theme)
            };
            site.build_with(&["--force"]);
            let site = site.replaced(
                "content/pages/index.md",
                "\n---\nWelcome",
                &format!("\n{line}\n---\nWelcome"),
            );
            let run = site.build().ended_with(1).says("error[U030]").says(place);
            assert!(!run.stderr.contains("error[T002]"), "{}", run.said());
            assert!(!run.stderr.contains("error[K01"), "{}", run.said());
        }
        let site = SiteTest::minimal();
        let site = if theme == "bare" {
            site
        } else {
            site.theme(theme)
        };
        let site = site
            .without("content/pages/index.md")
            .without("content/pages/index.cs.md");
        let run = site
            .build()
            .ended_with(1)
            .says("error[U030]: the site has no home page");
        let run = run.says("content/pages/index.md");
        assert!(!run.stderr.contains("error[T002]"), "{}", run.said());
    }
}

/// An edition that excludes the home page, and one that names another page.
#[test]
fn editions_have_home_pages() {
    let with = |edition: &str| {
        let site = SiteTest::minimal();
        let text = site.read("content/site.yaml");
        let text = text.split("editions:").next().expect("a text").to_owned();
        site.file(
            "content/site.yaml",
            &format!("{text}\neditions:\n  {edition}\n"),
        )
        .file(
            "content/pages/fair.md",
            "---\ntitle: {en: Fair, cs: Veletrh}\n---\nFair.\n",
        )
    };
    with("web: {collections: [members]}")
        .build()
        .ended_with(1)
        .says("error[U030]: the edition `web` has no home page: it leaves out `pages:index`")
        .says("content/site.yaml:");
    with("web: {home: \"pages:fair\"}").build().ended_with(0);
}

/// A home page that is missing in a language is reported for that language.
#[test]
fn each_language_has_a_home_page() {
    let site = SiteTest::minimal()
        .file(
            "content/schema/pages.yaml",
            "extend: pages\nmissing_translation: omit\n",
        )
        .file(
            "content/pages/index.md",
            "---\ntitle: {en: Home}\n---\nWelcome.\n",
        )
        .without("content/pages/index.cs.md");
    let run = site.build();
    run.ended_with(1).says("error[U030]").says("language `cs`");
}

/// An invalid home page is not missing: it is the only error.
#[test]
fn a_home_page_that_cannot_be_read() {
    let site = SiteTest::minimal();
    site.put_exactly(
        "content/pages/index.md",
        "----\ntitle: {en: Home, cs: Domů}\n---\nWelcome.\n",
    );
    let run = site.check().ended_with(1).says("error[Y030]");
    assert!(!run.stderr.contains("U030"), "{}", run.said());
}

/// Files and pictures are resolved relative to the text, as a git host shows them.
#[test]
fn files_from_where_the_text_stands() {
    let site = text("[form](../assets/form.pdf) ![x](../assets/x.svg)")
        .file("content/assets/form.pdf", "%PDF-1.4\n%%EOF\n")
        .file("content/assets/x.svg", SVG)
        .file(
            "content/members/spin.yaml",
            "name: Spin\nkind: company\nsummary: S.\njoined: 2020\nlogo: {file: ../assets/x.svg, alt: L}\n",
        );
    site.build().ended_with(0);
    let page = site.output().text("web/text/index.html").to_owned();
    assert!(
        page.contains("assets/form-") && page.contains("assets/x-"),
        "{page}"
    );
}

/// A path outside the content resolves to nothing.
#[test]
fn no_file_outside_of_the_content() {
    let site = text("[key](../../key.pdf) [other](../../../etc/x.pdf)").file("key.pdf", "%PDF");
    site.check().ended_with(1).says("K001");
    assert!(!site.path("public").exists());
}
