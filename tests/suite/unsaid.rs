//! Content that would be lost silently: front matter that a page prints, characters and words
//! that Markdown reads as markup, blocks that stay empty.

use crate::support::{Run, SiteTest};

fn news(text: &str) -> SiteTest {
    let file = format!("---\ntitle: One\ndate: 2026-05-01\nsummary: S.\n---\n\n{text}\n");
    SiteTest::minimal().file("content/news/one.md", &file)
}

fn said(text: &str) -> Run {
    news(text).check()
}

/// Front matter in the formats of other Markdown programs.
#[test]
fn data_of_another_form() {
    for (file, words) in [
        (
            "```yaml\ntitle: One\ndate: 2026-05-01\n```\n\nText.\n",
            "error[Y030]",
        ),
        (
            "```yaml\n---\ntitle: One\n---\n```\n\nText.\n",
            "in a block of code",
        ),
        (
            "{ \"title\": \"One\", \"date\": \"2026-05-01\" }\n\nText.\n",
            "as JSON",
        ),
        ("{\n  \"title\": \"One\"\n}\n\nText.\n", "as JSON"),
    ] {
        let site = SiteTest::minimal().file("content/news/one.md", file);
        let run = site.check().ended_with(1).says(words);
        assert_eq!(run.said().matches("error[").count(), 1, "{}", run.said());
    }
}

/// A signed number is not a list.
#[test]
fn signs_of_numbers() {
    for text in [
        "- 20 °C was the lowest.",
        "+ 5 °C",
        "- + 5 kg",
        "A\n\n- 3,5 %\n\nB",
    ] {
        said(text).ended_with(0).says("K033");
    }
    let site = news("- 20 °C in the night");
    site.check().says("`- 20` begins a list here");
    for text in [
        "- 20 mills\n- 3 lathes",
        "- mills",
        "* 20 mills",
        "- a\n  - 3 lathes",
        "- 1. a",
    ] {
        let run = said(text).ended_with(0);
        assert!(!run.said().contains("K033"), "{text}: {}", run.said());
    }
}

/// Comparisons are not tags, and a tag must be closed.
#[test]
fn angle_brackets_in_sentences() {
    for text in [
        "Wenn a<b und c>d, dann",
        "Wenn a<b>c, dann",
        "Choose <Select> and <Title>.",
    ] {
        said(text)
            .ended_with(0)
            .says("K031")
            .says("is not an HTML tag");
    }
    said("Now <b>bold to the end.\n\nMore.")
        .ended_with(0)
        .says("close it with `</b>`");
    let site = news("Wenn a<b und c>d, dann").theme("plain");
    site.build().ended_with(0);
    let page = site.output().text("web/news/one/index.html").to_owned();
    assert!(page.contains("a&lt;b und c&gt;d"), "{page}");
    for text in [
        "x<sub>2</sub>",
        "<b>a</b>",
        "<b>a\n\nb</b>",
        "<p>a",
        "a <kbd>Ctrl</kbd>+C",
    ] {
        let run = said(text).ended_with(0);
        assert!(!run.said().contains("K03"), "{text}: {}", run.said());
    }
}

/// Markdown begins only after an empty line.
#[test]
fn markdown_in_html() {
    for text in [
        "<div>\n**Bold** and\n</div>",
        "<div>\n- a\n- b\n</div>",
        "<p>See [the list](news:one)</p>",
        "<textarea>\n# Heading\n</textarea>",
    ] {
        said(text).ended_with(0).says("below an empty line");
    }
    for text in [
        "<div>\n\n**Bold**\n\n</div>",
        "<pre>\n- a\n</pre>",
        "<p>a * b</p>",
    ] {
        let run = said(text).ended_with(0);
        assert!(!run.said().contains("K039"), "{text}: {}", run.said());
    }
}

#[test]
fn fences() {
    said("```\ncode\n\nAnd the rest.")
        .ended_with(0)
        .says("is never closed");
    for name in ["katalog", "Catalog", "catalogue", "catalog:"] {
        said(&format!("```{name}\nfrom: news\n```"))
            .ended_with(0)
            .says("+ ```catalog");
    }
    said("```views\nview: map\n```").says("+ ```view\n");
    for text in [
        "```\ncode\n```",
        "- a\n\n  ```\n  code\n  ```",
        "> ```\n> a\n> ```",
        "    code",
    ] {
        let run = said(text).ended_with(0);
        assert!(!run.said().contains("K035"), "{text}: {}", run.said());
    }
}

/// A selection of entries by a value that a field can never have.
#[test]
fn choices_in_vain() {
    let schema = "collection: things\nlabel: Things\nsingular: thing\nroute: things\nfields:\n  \
                  title: {type: string, localized: true, label: Title}\n  \
                  about: {type: text, label: About}\n  \
                  mass: {type: quantity, property: thickness, label: Mass}\n  \
                  open: {type: bool, label: Open}\n  \
                  day: {type: date, label: Day}\n";
    let block = |condition: &str| {
        news(&format!(
            "```catalog\nfrom: things\nwhere: {{{condition}}}\n```"
        ))
        .file("content/schema/things.yaml", schema)
        .file(
            "content/things/one.yaml",
            "title: {en: One, cs: Jedna}\nabout: A.\nmass: 5 um\nopen: true\nday: 2026-05-01\n",
        )
    };
    for (condition, code) in [
        ("about: A.", "error[S065]"),
        ("mass: 5", "error[S003]"),
        ("open: ja", "error[S003]"),
        ("day: May", "error[S003]"),
    ] {
        block(condition).check().ended_with(1).says(code);
    }
    block("title: Other").check().ended_with(0).says("K040");
    for condition in [
        "title: Jedna",
        "title: One",
        "open: true",
        "day: 2026-05-01",
    ] {
        let run = block(condition).check().ended_with(0);
        assert!(!run.said().contains("K040"), "{condition}: {}", run.said());
    }
}

/// `C #` is a name.
#[test]
fn a_sharp_at_the_end() {
    let schema = "collection: things\nlabel: Things\nsingular: thing\nroute: things\nfields:\n  \
                  title: {type: string, label: Title}\n  \
                  of: {type: list, of: {type: string}, label: Of}\n";
    for entry in ["title: One\nof:\n  - C #\n", "title: C #\n"] {
        let site = SiteTest::minimal()
            .file("content/schema/things.yaml", schema)
            .file("content/things/one.yaml", entry);
        site.check().ended_with(0).says("Y020").says("`C`");
    }
}

#[test]
fn several_lines_in_one() {
    let schema = "collection: things\nlabel: Things\nsingular: thing\nroute: things\nfields:\n  \
                  title: {type: string, label: Title}\n";
    let site = |entry: &str| {
        SiteTest::minimal()
            .file("content/schema/things.yaml", schema)
            .file("content/things/one.yaml", entry)
    };
    site("title: \"One\\nTwo\"\n")
        .check()
        .ended_with(0)
        .says("S009");
    let run = site("title: >\n  One\n  Two\n").check().ended_with(0);
    assert!(!run.said().contains("S009"), "{}", run.said());
}
