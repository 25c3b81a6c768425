//! Files as people write them: small deviations are accepted as intended, or reported once, at
//! their line, and never printed.

use crate::support::{Run, SiteTest};

const RECORD: &str = "title: {en: Open day, cs: Den otevřených dveří}\nsummary: {en: Come, cs: Přijďte}\ndate: 2026-05-01\n";

/// A site with one news item and the text of another file.
fn site(path: &str, text: &str) -> SiteTest {
    let site = SiteTest::minimal().file("content/news/day.yaml", RECORD);
    site.put_exactly(path, text);
    site
}

/// The only error of a run.
#[track_caller]
fn one_error(run: &Run, code: &str, place: &str) {
    assert_eq!(run.status, 1, "{}", run.said());
    let errors: Vec<&str> = run
        .stderr
        .lines()
        .filter(|l| l.starts_with("error"))
        .collect();
    assert_eq!(errors.len(), 1, "{}", run.said());
    assert!(
        errors[0].starts_with(&format!("error[{code}]")),
        "{}",
        run.said()
    );
    assert!(run.stderr.contains(place), "{place}\n{}", run.said());
}

/// Blank lines, invisible characters and spaces around the `---` lines change nothing, in an
/// entry, a translation and an introduction.
#[test]
fn front_matter_is_read_where_it_can_only_be_meant() {
    let texts = [
        "\n---\nTITLE---\nText.\n",
        "\n \n---  \nTITLE---\t\nText.\n",
        "\u{feff}\u{feff}---\nTITLE---\nText.\n",
        "\u{200b}---\nTITLE---\u{200b}\nText.\n",
        "  ---\nTITLE---\nText.\n",
        "\u{a0}\r\n---\r\nTITLE---\r\nText.\r\n",
    ];
    for text in texts {
        let with = |title: &str| text.replace("TITLE", title);
        let site = site(
            "content/news/day.cs.md",
            &with("title: Jiný den\nx-note: jen pro redakci\n"),
        )
        .replaced("content/news/day.yaml", ", cs: Den otevřených dveří", "");
        site.put_exactly(
            "content/news/other.md",
            &with("title: {en: Other, cs: Jiné}\nsummary: {en: A, cs: B}\ndate: 2026-05-02\n"),
        );
        site.put_exactly(
            "content/news/_index.cs.md",
            &with("title: Všechny zprávy\n"),
        );
        let run = site.build();
        assert_eq!(run.status, 0, "{text:?}\n{}", run.said());
        let output = site.output();
        let page = output.text("web/cs/aktuality/day/index.html");
        assert!(
            page.contains("Jiný den") && !page.contains("redakci"),
            "{text:?}\n{page}"
        );
        assert!(output.text("web/news/other/index.html").contains("Text."));
        let list = output.text("web/cs/aktuality/index.html");
        assert!(
            list.contains("Všechny zprávy") && !list.contains("title:"),
            "{list}"
        );
    }
}

/// Invalid front matter is one error at the offending line.
#[test]
fn front_matter_that_is_off_is_one_error() {
    let keys = "title: {en: Other, cs: Jiné}\nsummary: {en: A, cs: B}\ndate: 2026-05-02\n";
    let cases = [
        (format!("----\n{keys}---\nText.\n"), ":1:1"),
        (format!("\n---- \n{keys}----\nText.\n"), ":2:1"),
        (format!("—\n{keys}—\nText.\n"), ":1:1"),
        (format!("–––\n{keys}---\nText.\n"), ":1:1"),
        (format!("- - -\n{keys}---\nText.\n"), ":1:1"),
        ("+++\ntitle = \"Other\"\n+++\nText.\n".to_owned(), ":1:1"),
        (format!("<!-- checked -->\n---\n{keys}---\nText.\n"), ":1:1"),
        (format!("\n# checked\n\n---\n{keys}---\nText.\n"), ":2:1"),
        (format!("%YAML 1.2\n---\n{keys}---\nText.\n"), ":1:1"),
        (format!("{keys}---\nText.\n"), ":1:1"),
        (format!("---\n{keys}----\nText.\n"), ":5:1"),
        (format!("---\n{keys}...\nText.\n"), ":5:1"),
        (format!("---\n{keys}—\nText.\n\n---\n\nMore.\n"), ":5:1"),
    ];
    let files = [
        "content/news/other.md",
        "content/news/day.cs.md",
        "content/news/_index.cs.md",
    ];
    for (text, line) in &cases {
        for path in files {
            let run = site(path, text).check();
            one_error(&run, "Y030", &format!("{path}{line}"));
        }
    }
}

/// A conflict marker of git is one error at its line, whatever the file is.
#[test]
fn conflicts_are_told() {
    let conflict = "<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> branch\n";
    let indented = conflict.replace('\n', "\n  ");
    let three = conflict.replace("=======", "||||||| base\nzero\n=======");
    let of_yaml = "<<<<<<< HEAD\ndate: 2026-05-01\n=======\ndate: 2026-05-02\n>>>>>>> b\n";
    let text = |body: &str| format!("---\n{RECORD}---\n{body}");
    let cases = [
        ("content/news/b.md", text(conflict), ":6:1"),
        (
            "content/news/b.md",
            text(&format!("- A list\n\n{three}")),
            ":8:1",
        ),
        (
            "content/news/b.md",
            text("one\n=======\ntwo\n>>>>>>> branch\n"),
            ":7:1",
        ),
        (
            "content/news/b.md",
            format!("---\ntitle: X\n{of_yaml}---\nText.\n"),
            ":3:1",
        ),
        (
            "content/news/b.md",
            format!("{conflict}---\n{RECORD}---\nText.\n"),
            ":1:1",
        ),
        (
            "content/news/b.yaml",
            format!("title: X\n{of_yaml}"),
            ":2:1",
        ),
        (
            "content/news/b.yaml",
            format!("{RECORD}location: |\n  {indented}\n"),
            ":5:1",
        ),
        ("content/news/_index.md", conflict.to_owned(), ":1:1"),
        ("content/news/day.cs.md", conflict.to_owned(), ":1:1"),
        (
            "content/schema/news.yaml",
            format!("extend: news\n{of_yaml}"),
            ":2:1",
        ),
        (
            "themes/bare/assets/bare.css",
            format!("p {{}}\n{conflict}"),
            ":2:1",
        ),
        ("themes/bare/assets/more.js", conflict.to_owned(), ":1:1"),
        (
            "themes/bare/templates/404.html",
            format!("<p>x</p>\n{conflict}"),
            ":2:1",
        ),
    ];
    for (path, text, line) in &cases {
        one_error(&site(path, text).check(), "Y031", &format!("{path}{line}"));
    }
    for path in [
        "content/site.yaml",
        "content/vocabularies/topics.yaml",
        "themes/bare/texts/cs.yaml",
    ] {
        let site = SiteTest::minimal();
        let text = format!("{}{conflict}", site.read(path));
        site.put_exactly(path, &text);
        site.check()
            .ended_with(1)
            .says("error[Y031]")
            .says(&format!("{path}:"));
    }
}

/// A page that shows a conflict in a code block is published, with a warning.
#[test]
fn conflicts_in_code_are_shown() {
    let body = "```\n<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> branch\n```\n\nHeading\n=======\n";
    let site = site("content/news/b.md", &format!("---\n{RECORD}---\n{body}"));
    site.build()
        .ended_with(0)
        .says("warning[Y032]")
        .says("content/news/b.md:7:1");
    assert!(
        site.output()
            .text("web/news/b/index.html")
            .contains("&lt;&lt;&lt;&lt;&lt;&lt;&lt; HEAD")
    );
}

/// Hidden names are ignored before anything else: broken symbolic links, as Emacs creates
/// them, in the content, among the files and in a theme.
#[test]
fn hidden_names_are_ignored() {
    let site = SiteTest::minimal()
        .file("content/.news.yaml", ": [")
        .file("content/news/.a.md.swp", "x");
    for folder in [
        "content",
        "content/pages",
        "content/assets",
        "themes/bare",
        "themes/bare/assets",
    ] {
        std::fs::create_dir_all(site.path(folder)).expect("a folder");
        for name in [".#index.md", ".#x"] {
            std::os::unix::fs::symlink("jana@pc.1:2", site.path(folder).join(name))
                .expect("a link");
        }
        std::fs::create_dir_all(site.path(folder).join(".git")).expect("a folder");
    }
    site.build().is_clean();
    site.check().is_clean();
}
