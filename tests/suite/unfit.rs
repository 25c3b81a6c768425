//! Impossible requirements of a schema, a link or a value.

use crate::support::{Run, SiteTest};

const FIELDS: &str = "collection: things\nlabel: Things\nsingular: thing\nroute: things\nfields:\n  \
    title: {type: string, label: Title}\n  \
    q: {type: quantity, unit: kg, label: Q}\n  \
    n: {type: int, label: N}\n  \
    day: {type: date, label: Day}\n  \
    open: {type: bool, label: Open}\n  \
    kind: {type: enum, values: {a: A, b: B}, label: Kind}\n  \
    file: {type: file, label: File}\n  \
    at: {type: geo, label: At}\n  \
    note: {type: text, label: Note}\n";

fn things(more: &str) -> SiteTest {
    SiteTest::minimal()
        .file("content/schema/things.yaml", &format!("{FIELDS}{more}"))
        .file("content/things/one.yaml", "title: One\nq: 5\nn: 1\n")
}

fn entry(text: &str) -> Run {
    things("")
        .file("content/things/one.yaml", &format!("title: One\n{text}"))
        .check()
}

/// A rule that can never fire.
#[test]
fn rules_in_vain() {
    for (rule, code) in [
        ("{compare: q > 1, message: M.}", "error[S051]"),
        ("{compare: day > 5, message: M.}", "error[S051]"),
        ("{compare: n < day, message: M.}", "error[S051]"),
        (
            "{if: {field: kind, is: c}, require: [note], message: M.}",
            "error[S007]",
        ),
        (
            "{if: {field: open, is: ja}, require: [note], message: M.}",
            "error[S003]",
        ),
    ] {
        let site = things(&format!("rules:\n  - {rule}\n"));
        site.check().ended_with(1).says(code);
    }
    for rule in [
        "{compare: n > 0, message: M.}",
        "{compare: day > 2020-01, message: M.}",
        "{if: {field: kind, is: a}, require: [note], message: M.}",
        "{if: {field: open, is: true}, require: [note], message: M.}",
    ] {
        things(&format!("rules:\n  - {rule}\n"))
            .check()
            .ended_with(0);
    }
}

/// A field in a role that its type cannot have.
#[test]
fn parts_that_do_not_fit() {
    for part in [
        "display: {title: at}",
        "display: {title: open}",
        "display: {title: title, image: file}",
        "display: {title: title, date: note}",
        "former: note",
        "review: {field: note, months: 3}",
        "expiry: [note]",
        "sort: [at]",
        "list: {group_by: at}",
    ] {
        things(&format!("{part}\n"))
            .check()
            .ended_with(1)
            .says("error[S065]");
    }
    let fits = "display: {title: title, summary: note, date: day}\nformer: day\nsort: [n]\n";
    things(fits).check().ended_with(0);
}

#[test]
fn modifiers_that_do_not_fit() {
    let more = |field: &str| {
        let schema = format!("{FIELDS}  more: {{{field}, label: More}}\n");
        SiteTest::minimal()
            .file("content/schema/things.yaml", &schema)
            .file("content/things/one.yaml", "title: One\n")
            .check()
    };
    for field in [
        "type: quantity, facet: range",
        "type: list, of: {type: string}, facet: range",
        "type: geo, facet: true",
        "type: markdown, unique: true",
        "type: markdown, sort: true",
        "type: markdown, compare: true",
    ] {
        more(field).says("warning[S050]");
    }
    more("type: int, min: 5, max: 2")
        .ended_with(1)
        .says("error[S051]");
    more("type: date, min: 2026, max: 2025")
        .ended_with(1)
        .says("error[S051]");
    let run = more("type: quantity, unit: kg, facet: range").ended_with(0);
    assert!(!run.said().contains("S050"), "{}", run.said());
}

fn text(text: &str) -> Run {
    let file = format!("---\ntitle: One\ndate: 2026-05-01\nsummary: S.\n---\n\n{text}\n");
    SiteTest::minimal()
        .file("content/news/one.md", &file)
        .check()
}

#[test]
fn footnotes_without_a_note() {
    for written in [
        "A[^1] b.",
        "| a[^1] | b |\n|---|---|\n| c | d |",
        "A[^1] b.\n\n[^1] The note.",
    ] {
        let run = text(written).ended_with(0).says("there is no footnote `1`");
        assert_eq!(run.said().matches("K022").count(), 1, "{}", run.said());
    }
    for written in ["A[^1] b.\n\n[^1]: The note.", "`A[^1]`", "A\\[^1] b."] {
        let run = text(written).ended_with(0);
        assert!(!run.said().contains("K022"), "{}", run.said());
    }
}

#[test]
fn links_to_nobody() {
    for link in ["http:/x.org", "mailto:", "mailto:a", "tel:abc", "tel:"] {
        text(&format!("[a]({link})"))
            .ended_with(1)
            .says("error[U008]");
    }
    for link in [
        "http://x.org",
        "mailto:a@b.example?subject=c",
        "tel:+420123456789",
    ] {
        text(&format!("[a]({link})")).ended_with(0);
    }
}

#[test]
fn conflicts_in_a_quotation() {
    text("> <<<<<<< HEAD\n> a\n> =======\n> b\n> >>>>>>> c")
        .ended_with(1)
        .says("error[Y031]");
    text("||||||| base\na\n=======\nb")
        .ended_with(1)
        .says("error[Y031]");
}

/// Almost valid values get a suggestion in the site's own notation.
#[test]
fn values_that_are_meant() {
    for (written, meant) in [
        ("day: 2026-1-5", "day: 2026-01-05"),
        ("day: 2026/11/23", "day: 2026-11-23"),
        ("day: 20261123", "day: 2026-11-23"),
        ("day: \"23. November 2026\"", "day: 2026-11-23"),
        ("n: 1 000", "n: 1000"),
        ("n: 5.0", "n: 5"),
        ("open: \"false\"", "open: false"),
    ] {
        let site = things("").file(
            "content/things/one.yaml",
            &format!("title: One\n{written}\n"),
        );
        site.check().ended_with(1);
        site.run(&["check", "--fix"]).ended_with(0);
        let fixed = site.read("content/things/one.yaml");
        assert!(fixed.contains(meant), "{fixed}");
    }
    entry("day: 0000\n").ended_with(1).says("error[D001]");
    for empty in ["day: \"\"\n", "file: \"\"\n", "kind: \"\"\n"] {
        entry(empty)
            .ended_with(1)
            .says("is empty")
            .says("remove the line");
    }
    entry("open: \"false\"\n").says("remove the quotation marks");
}

/// Leftover files of other programs, and duplicate addresses.
#[test]
fn what_is_no_fault() {
    let site = SiteTest::minimal()
        .file("content/assets/Thumbs.db", "x")
        .file("content/assets/desktop.ini", "x")
        .file("content/assets/~$letter.docx", "x")
        .file("content/assets/.~lock.letter.odt#", "x")
        .file(
            "content/news/one.md",
            "---\ntitle: One\ndate: 2026-05-01\nsummary: S.\naliases: [/old, /old/]\n---\n\nText.\n",
        );
    site.check().ended_with(0);
    site.file("content/site.yaml", "title: {en: T}\nlanguages: [en, en]\n")
        .check()
        .ended_with(1)
        .says("error[C003]");
}

/// No file declares a page that the site generates: the finding names the file that takes its
/// address, since that is what can be changed.
#[test]
fn who_takes_the_address_of_a_made_page() {
    let site = SiteTest::minimal().file(
        "content/news/one.md",
        "---\ntitle: One\ndate: 2026-05-01\nsummary: S.\naliases: [/404.html]\n---\n\nText.\n",
    );
    site.check()
        .ended_with(1)
        .says("content/news/one.md:5:11")
        .says("remove the alias");
}

/// `mailto:` links without a recipient, and telephone numbers with parameters, are valid.
#[test]
fn addresses_of_mail_and_telephone() {
    let text = |link: &str| {
        SiteTest::minimal().file(
            "content/news/one.md",
            &format!("---\ntitle: One\ndate: 2026-05-01\nsummary: S.\n---\n\n[x]({link})\n"),
        )
    };
    for fine in [
        "mailto:?subject=Look",
        "mailto:a@x.example,b@x.example",
        "mailto:info@příklad.example",
        "tel:+420123456789;ext=12",
    ] {
        text(fine).check().ended_with(0);
    }
    for wrong in ["mailto:", "mailto:a@x.example,", "tel:abc", "tel:;ext=1"] {
        text(wrong).check().ended_with(1).says("error[U008]");
    }
}
