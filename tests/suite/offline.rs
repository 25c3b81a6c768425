//! The rules for an edition that is opened from a folder: each test breaks one rule in a theme
//! or a text, and expects the finding there.

use crate::support::SiteTest;

const BASE: &str = "themes/bare/templates/base.html";

/// The minimal site with an additional line in the head of every page, as line 6.
fn planted(line: &str) -> SiteTest {
    SiteTest::minimal().replaced(BASE, "<title>", &format!("{line}\n<title>"))
}

#[track_caller]
fn says(site: &SiteTest, finding: &str) {
    let run = site.run(&[
        "check",
        "--as-of",
        "2026-06-01",
        "--edition",
        "offline",
        "--format",
        "short",
    ]);
    run.ended_with(1).says(finding);
}

/// Template errors are reported at their line and column.
#[test]
fn faults_of_templates() {
    for (line, finding) in [
        (
            "<link rel=\"stylesheet\" href=\"https://fonts.example/f.css?a=1&amp;b=2\">",
            "5:30: error[O001]",
        ),
        (
            "<link rel=\"stylesheet\" href=\"/x.css\">",
            "5:30: error[O002]: `/x.css`",
        ),
        (
            "<a href=\"../members/\">x</a>",
            "5:10: error[O003]: `../members/`",
        ),
        ("<base href=\"./\">", "5:1: error[O004]: <base>"),
        (
            "<script type=\"module\" src=\"x.js\"></script>",
            "5:9: error[O005]",
        ),
        (
            "<script src=\"x.js\" integrity=\"sha256-x\"></script>",
            "5:20: error[O005]",
        ),
        (
            "<link rel=\"manifest\" href=\"x.json\">",
            "5:7: error[O005]",
        ),
        (
            "<svg><use href=\"sprite.svg#a\"/></svg>",
            "5:17: error[O005]",
        ),
        ("<style>p { mask: url(m.svg) }</style>", "5:22: error[O006]"),
        ("<script>fetch('x.json')</script>", "5:9: error[O007]"),
        (
            "<p onclick=\"new Worker('w.js')\">x</p>",
            "5:17: error[O007]",
        ),
        (
            "<a href=\"Index.html\">x</a>",
            "5:10: error[O008]: `Index.html`",
        ),
        (
            "<meta http-equiv=\"refresh\" content=\"0; url=https://a.example/\"><img src=\"//a.example/x.png\" alt=\"\">",
            "5:74: error[O001]",
        ),
        (
            "<a href=\"x\" ping=\"https://a.example/\">x</a>",
            "5:19: error[O001]",
        ),
    ] {
        says(&planted(line), &format!("{BASE}:{finding}"));
    }
}

/// A link that a template concatenates from pieces is reported at the first piece.
#[test]
fn a_link_put_together_by_hand() {
    let site = planted("<a href=\"/members/{{ page.kind }}.html\">x</a>");
    says(
        &site,
        &format!("{BASE}:5:10: error[O002]: `/members/home.html`"),
    );
}

/// Errors in the theme's own files are reported in them.
#[test]
fn faults_of_scripts_and_styles() {
    let site = planted("<script src=\"{{ asset(path=\"x.js\") }}\" defer></script>")
        .file("themes/bare/assets/x.js", "// fetch('no')\nvar a = 'fetch(b)';\nvar b = new XMLHttpRequest();\n")
        .file("themes/bare/assets/bare.css", "/* url(no.png) */\np { color: red; -webkit-mask-image: url(bare.svg); }\n@import \"https://a.example/x.css\";\n")
        .file("themes/bare/assets/bare.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>");
    says(&site, "themes/bare/assets/x.js:3:13: error[O007]");
    says(&site, "themes/bare/assets/bare.css:2:41: error[O006]");
    says(&site, "themes/bare/assets/bare.css:3:10: error[O001]");
}

/// Errors in raw HTML are reported in the text.
#[test]
fn faults_of_texts() {
    let site = SiteTest::minimal().file(
        "content/pages/about.md",
        "---\ntitle: {en: About, cs: O nás}\n---\nText <a href=\"/members/\">here</a>.\n",
    );
    says(
        &site,
        "content/pages/about.md:4:15: error[O002]: `/members/`",
    );
}

/// The web edition may use what a server provides, but nothing from elsewhere.
#[test]
fn the_web_edition_has_a_server() {
    let site = planted("<script>fetch('x.json')</script>").replaced(
        "content/site.yaml",
        "  offline: {}\n",
        "",
    );
    site.check().ended_with(0);
    let site = planted("<img src=\"https://a.example/x.png\" alt=\"\">").replaced(
        "content/site.yaml",
        "  offline: {}\n",
        "",
    );
    site.check().ended_with(1).says("error[O001]");
}

/// File names and types that are not portable.
#[test]
fn names_of_files() {
    let long = "a-name-of-a-file-that-is-rather-long-for-a-stick";
    let site = SiteTest::minimal()
        .file(
            &format!("themes/bare/assets/{long}/{long}.css"),
            "p { color: red }\n",
        )
        .file("themes/bare/assets/setup.exe", "MZ");
    says(&site, "error[O010]: the path `assets/bare-");
    says(&site, "error[O011]: `assets/bare-");
}

/// A style sheet is published with its imports, and an error in these is reported once, where
/// it was written.
#[test]
fn one_style_sheet() {
    let site = SiteTest::minimal()
        .file(
            "themes/bare/assets/all.css",
            "@import \"first.css\";\nb{}\n",
        )
        .file(
            "themes/bare/assets/first.css",
            "a{background:url(there.svg)}\n",
        )
        .file(
            "themes/bare/assets/there.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>",
        );
    site.build().ended_with(0);
    let output = site.output();
    let mut sheets = output.texts("/all.css");
    let (path, text) = sheets.next().expect("the style sheet");
    assert_eq!(text, "a{background:url(there.svg)}\nb{}\n");
    assert!(output.has(&path.replace("all.css", "first.css")));

    site.put(
        "themes/bare/assets/first.css",
        "a{}\nc{background:url(gone.svg)}\n",
    );
    let said = site.build().ended_with(1).said();
    assert_eq!(said.matches("gone.svg").count(), 2, "{said}");
    assert!(said.contains("themes/bare/assets/first.css:2:18"), "{said}");
}
