//! Everyday input that no schema foresees: syntax of other programs, a list for one value,
//! units in words, empty files and files called `index`.

use crate::support::{SiteTest, faults, one_fault};

const FIELDS: &str = "  title: {type: string, localized: true, required: true, label: Title}\n  \
     note: {type: text, label: Note}\n  \
     n: {type: int, label: N}\n  \
     mass: {type: quantity, unit: kg, label: Mass}\n  \
     length: {type: quantity, unit: m, label: Length}\n  \
     day: {type: date, label: Day}\n  \
     tags: {type: list, of: {type: string}, label: Tags}\n  \
     kind: {type: term, vocabulary: kinds, label: Kind}\n  \
     friend: {type: ref, to: things, label: Friend}\n";

const KINDS: &str = "label: Kinds\nterms:\n  malt: {label: {en: Malt, cs: Slad}}\n  \
     hops: {label: {en: Hops, cs: Chmel}}\n";

fn site() -> SiteTest {
    let head = "collection: things\nlabel: Things\nsingular: thing\nroute: things\nfields:\n";
    SiteTest::minimal()
        .file("content/schema/things.yaml", &format!("{head}{FIELDS}"))
        .file("content/vocabularies/kinds.yaml", KINDS)
}

fn with(entry: &str) -> SiteTest {
    site().file("content/things/one.yaml", &format!("title: One\n{entry}"))
}

fn text(text: &str) -> SiteTest {
    let text = format!("---\ntitle: One\n---\n{text}\n");
    site().file("content/things/one.md", &text)
}

/// YAML reads an unfilled template placeholder as a mapping.
#[test]
fn braces_of_a_template() {
    for (entry, place, fixed) in [
        ("note: {{ x }}\n", "2:7", "note: \"{{ x }}\""),
        ("note: {{x}} more # c\n", "2:7", "note: \"{{x}} more\" # c"),
        ("tags: [{{ a }}, b]\n", "2:8", "tags: [\"{{ a }}\", b]"),
        (
            "tags:\n  - {{ page.title }}\n",
            "3:5",
            "- \"{{ page.title }}\"",
        ),
    ] {
        let site = with(entry);
        one_fault(&site, &format!("one.yaml:{place}"), &["error[Y008]", fixed]);
        site.run(&["check", "--fix"]).ended_with(0);
        assert!(site.read("content/things/one.yaml").contains(fixed));
    }
    // Its end is unknown.
    let site = with("note: {{ x\n  }}\n");
    one_fault(&site, "one.yaml:2:7", &["error[Y008]", "must be quoted"]);
    // In quotes it is not a number either, which is then reported.
    let site = with("n: {{ count }}\n");
    site.run(&["check", "--fix"])
        .ended_with(1)
        .says("error[S003]");
}

/// A list in place of one value: a single item is suggested, but not one of several.
#[test]
fn a_list_for_one_value() {
    for (entry, place, fixed) in [
        ("kind: [malt]\n", "2:7", "kind: malt"),
        ("kind:\n  - malt\n", "3:3", "kind:\n  malt"),
        ("friend: [one]\n", "2:9", "friend: one"),
        ("day: [2026-01-01]\n", "2:6", "day: 2026-01-01"),
        ("mass: [5 kg]\n", "2:7", "mass: 5 kg"),
        ("n: [5]\n", "2:4", "n: 5"),
    ] {
        let site = with(entry);
        one_fault(&site, &format!("one.yaml:{place}"), &["error[S003]"]);
        site.run(&["check", "--fix"]).ended_with(0);
        assert!(
            site.read("content/things/one.yaml").contains(fixed),
            "{entry}: {}",
            site.read("content/things/one.yaml")
        );
    }
    // The brackets may belong to a text.
    let site = with("note: [draft]\n");
    one_fault(&site, "one.yaml:2:7", &["note: draft"]);
    site.run(&["check", "--fix"]).ended_with(1);
    one_fault(
        &with("kind: [malt, hops]\n"),
        "one.yaml:2:7",
        &["takes one value", "there are 2 here", "keep one of them"],
    );
    one_fault(
        &with("kind: malt, hops\n"),
        "one.yaml:2:7",
        &["error[V001]", "names 2 terms", "keep one of them"],
    );
    one_fault(
        &with("kind: malt, mash\n"),
        "one.yaml:2:7",
        &["there is no term"],
    );
}

/// Units as words, in the built-in languages: the fix offers the code.
#[test]
fn units_in_words() {
    for (written, meant) in [
        ("mass: 5 kilograms", "mass: 5 kg"),
        ("mass: 5 kgs", "mass: 5 kg"),
        ("mass: 5 Kilogramm", "mass: 5 kg"),
        ("mass: 5 kilogramů", "mass: 5 kg"),
        ("mass: 5 tun", "mass: 5 t"),
        ("length: 5 metres", "length: 5 m"),
        ("length: 5 Millimeter", "length: 5 mm"),
        ("length: 5 metrů", "length: 5 m"),
        ("length: 5 metrów", "length: 5 m"),
    ] {
        let site = with(&format!("{written}\n"));
        one_fault(&site, "one.yaml:2:", &["error[Q002]", meant]);
    }
    one_fault(&with("mass: 5 barrels\n"), "one.yaml:2:9", &["error[Q002]"]);
}

/// An empty file is one finding.
#[test]
fn an_empty_file_is_one_finding() {
    for empty in ["", "# nothing yet\n", "---\n"] {
        let site = site().file("content/vocabularies/kinds.yaml", empty);
        let said = ["error[S004]", "the file is empty", "label, terms"];
        one_fault(&site, "vocabularies/kinds.yaml:", &said);
    }
    let fields = FIELDS.replace("note: {", "note: {required: true, ");
    let head = "collection: things\nlabel: Things\nsingular: thing\nroute: things\nfields:\n";
    let site = site()
        .file("content/schema/things.yaml", &format!("{head}{fields}"))
        .file("content/things/one.yaml", "");
    one_fault(&site, "things/one.yaml:1:1", &["things needs title, note"]);
}

/// A reference link without a definition is printed with its brackets.
#[test]
fn links_by_a_name_without_an_address() {
    for (written, place, said) in [
        (
            "See [the text][missing] here.",
            "4:5",
            "for the link `missing`",
        ),
        ("See [missing][] here.", "4:5", "for the link `missing`"),
        ("![the hall][hall]", "4:1", "for the link `hall`"),
        (
            "- An item with [a][beer hall]",
            "4:16",
            "for the link `beer hall`",
        ),
        (
            "[the text][linq]\n\n[link]: https://x.example",
            "4:1",
            "[the text][link]",
        ),
    ] {
        one_fault(
            &text(written),
            &format!("one.md:{place}"),
            &["warning[K036]", said],
        );
    }
    for fine in [
        "[a][link] and [link][]\n\n[link]: https://x.example",
        "As shown in [1][2] and [Novák][3].",
        "The cell a[i][jk] of b[ab][cd].",
        "`[a][missing]`",
        "```\n[a][missing]\n```",
        "[only brackets]",
    ] {
        let found = faults(&text(fine));
        assert!(found.is_empty(), "{fine}: {found:?}");
    }
}

/// A picture in a text needs alternative text, like one in a field.
#[test]
fn pictures_without_words() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";
    let with_picture = |written: &str| text(written).file("content/assets/hall.svg", svg);
    for written in ["![](assets/hall.svg)", "![ ](assets/hall.svg)"] {
        let said = ["warning[I001]", "write what is seen between the brackets"];
        one_fault(&with_picture(written), "one.md:4:1", &said);
    }
    let found = faults(&with_picture("![The hall](assets/hall.svg)"));
    assert!(found.is_empty(), "{found:?}");
    // A missing picture is one error.
    one_fault(&text("![](assets/hall.svg)"), "one.md:4:", &["error[I003]"]);
}

/// `index.md` in the folder of a collection was meant to introduce its list.
#[test]
fn an_index_in_a_collection() {
    let data = "---\ntitle: Our things\n---\nHello.\n";
    let site = site().file("content/things/index.md", data);
    let said = ["warning[U003]", "an entry called `index`", "`_index.md`"];
    one_fault(&site, "things/index.md:1:1", &said);
    let site = self::site().file("content/things/index.md", "# Our things\n\nHello.\n");
    one_fault(
        &site,
        "things/index.md:1:1",
        &["error[Y030]", "`_index.md`"],
    );
    // An entry in a folder of its own, and the home page, may have this name.
    let site = self::site().file("content/things/one/index.md", data);
    assert!(faults(&site).is_empty());
}

/// Syntax of other programs outside paragraphs, each reported once.
#[test]
fn marks_outside_paragraphs() {
    for (written, place, mark) in [
        ("- See [[one]] here\n- b", "4:7", "`[[one]]`"),
        ("1. a\n2. {{ x }}", "5:4", "`{{ x }}`"),
        ("- a\n  - **{{ x }}** b", "5:7", "`{{ x }}`"),
        ("## A {{ x }}", "4:6", "`{{ x }}`"),
        ("| a | b |\n|---|---|\n| [[x]] | 1 |", "6:3", "`[[x]]`"),
        ("Term\n: ::: note\n  Foo\n  :::", "5:3", "`::: note`"),
        (
            "Term\n:   Definition\n    ::: warning\n    Foo\n    :::",
            "6:5",
            "`::: warning`",
        ),
        (
            "Term\n\n:   Definition\n\n    ::: note\n    Foo\n    :::",
            "8:5",
            "`::: note`",
        ),
        ("::: note\n\nFoo\n\n:::", "4:1", "`::: note`"),
        (":::tip\nFoo\n:::", "4:1", "`:::tip`"),
        ("::: {.warning}\nFoo\n:::", "4:1", "`::: {.warning}`"),
        ("`[[a]]` and [[b]]", "4:13", "`[[b]]`"),
    ] {
        let said = ["warning[K039]", mark];
        one_fault(&text(written), &format!("one.md:{place}"), &said);
    }
    for fine in [
        "Term\n:   Definition\n\n    More.",
        "- `[[one]]`\n- b",
        "| a |\n|---|\n| `{{ x }}` |",
        "## C# and F#",
    ] {
        let found = faults(&text(fine));
        assert!(found.is_empty(), "{fine}: {found:?}");
    }
}

/// E-mail addresses become links, like web addresses, in long texts and in fields.
#[test]
fn bare_mailboxes() {
    let head = "collection: things\nlabel: Things\nsingular: thing\nroute: things\nfields:\n";
    let site = text("Write to info@example.org, or to `a@code.example`.")
        .theme("plain")
        .file(
            "content/schema/things.yaml",
            &format!("{head}{FIELDS}  md: {{type: markdown, label: Md}}\n"),
        )
        .replaced(
            "content/things/one.md",
            "title: One\n",
            "title: One\nmd: \"Or to desk@example.org.\"\n",
        );
    site.build().ended_with(0);
    let page = site.output().text("web/things/one/index.html").to_owned();
    for mailbox in ["info@example.org", "desk@example.org"] {
        let link = format!("<a href=\"mailto:{mailbox}\">{mailbox}</a>");
        assert!(page.contains(&link), "{page}");
    }
    assert!(!page.contains("mailto:a@code.example"), "{page}");
}
