//! What office staff type into YAML and Markdown: syntax of other programs, amounts with a
//! currency, dates of other countries, a group in place of a list.

use crate::support::{SiteTest, faults, one_fault};

const FIELDS: &str = "  title: {type: string, localized: true, required: true, label: {en: Title, cs: Název}}\n  \
     price: {type: decimal, label: {en: Price, cs: Cena}}\n  \
     cost: {type: quantity, unit: \"{EUR}\", label: Cost}\n  \
     power: {type: quantity, unit: kW, label: Power}\n  \
     day: {type: date, label: Day}\n  \
     parts: {type: list, label: Parts, of: {type: object, fields: {name: {type: string, label: Name}, n: {type: int, label: N}}}}\n";

fn site() -> SiteTest {
    let head = "collection: things\nlabel: Things\nsingular: thing\nroute: things\nfields:\n";
    SiteTest::minimal().file("content/schema/things.yaml", &format!("{head}{FIELDS}"))
}

fn with(entry: &str) -> SiteTest {
    site().file("content/things/one.yaml", &format!("title: One\n{entry}"))
}

fn text(text: &str) -> SiteTest {
    let text = format!("---\ntitle: One\n---\n{text}\n");
    site().file("content/things/one.md", &text)
}

/// Front matter of other generators is one error, which says what to write.
#[test]
fn front_matter_as_toml() {
    for data in [
        "title = \"One\"\nday = 2026-03-05",
        "title = \"One\"\ntags = [\"a\"]\n\n[address]\nstreet = \"x\"",
        "[extra]\nx = 1",
    ] {
        let entry = format!("+++\n{data}\n+++\n\nText.\n");
        let site = site().file("content/things/one.md", &entry);
        one_fault(
            &site,
            "one.md:1:1",
            &["error[Y030]", "written as TOML", "`key: value`"],
        );
    }
    let site = with("").file(
        "content/things/one.cs.md",
        "+++\ntitle = \"x\"\n+++\nText.\n",
    );
    one_fault(&site, "one.cs.md:1:1", &["written as TOML"]);
    let site = self::site().file("content/things/one.md", "+++\ntitle: One\n+++\nText.\n");
    one_fault(
        &site,
        "one.md:1:1",
        &["the line above the data of the file must be `---`"],
    );
}

/// A number with a word or a symbol beside it: the fix offers the number.
#[test]
fn numbers_with_something_beside_them() {
    for (written, meant) in [
        ("1 250 €", "1250"),
        ("€1250", "1250"),
        ("EUR 1250.50", "1250.50"),
        ("1250,- Kč", "1250"),
        ("1.250,00 Kč", "1250.00"),
        ("15 %", "15"),
        ("-4.5 °C", "-4.5"),
        ("cca 2,5", "2.5"),
    ] {
        let site = with(&format!("price: {written}\n"));
        let meant = format!("price: {meant}\n");
        one_fault(
            &site,
            "one.yaml:2:8",
            &["error[Q001]", "is more than a number", &meant],
        );
    }
    for written in ["1/2", "2–3 kg", "<5 kg", "five"] {
        let site = with(&format!("price: \"{written}\"\n"));
        one_fault(&site, "one.yaml:2:8", &["error[Q001]", "is not a number"]);
    }
    with("price: n/a\n")
        .check()
        .says("says that `price` has no value");
}

/// A currency is a unit of its own kind, in braces and after the number.
#[test]
fn amounts_of_money() {
    for written in [
        "€ 1250",
        "EUR 1250",
        "EUR 1 250",
        "1250 €",
        "1250 EUR",
        "€1250",
    ] {
        let site = with(&format!("cost: {written}\n"));
        one_fault(&site, "one.yaml:2:", &["error[Q00", "cost: 1250 {EUR}\n"]);
    }
    with("cost: 1250 {EUR}\n").check().ended_with(0);
}

/// Everyday abbreviations, which UCUM reads as units of another size or not at all.
#[test]
fn words_that_are_no_units() {
    for (written, said) in [
        ("100 PS", "`PS` is not a unit"),
        ("20 PA", "`PA` is not a unit"),
        ("5 KW", "power: 5 kW\n"),
        ("5 kw", "power: 5 kW\n"),
        ("5 kWh", "power: 5 kW.h\n"),
        ("5 Nm", "power: 5 N.m\n"),
    ] {
        let site = with(&format!("power: {written}\n"));
        one_fault(&site, "one.yaml:2:", &["error[Q002]", said]);
    }
}

/// Dates in the formats of other countries.
#[test]
fn days_of_other_countries() {
    for written in [
        "2026. 03. 05.",
        "2026. március 5.",
        "5. III. 2026",
        "5.iii.2026",
        "5-Mar-2026",
        "5. 3. 2026.",
    ] {
        let site = with(&format!("day: {written}\n"));
        one_fault(&site, "one.yaml:2:6", &["error[D001]", "day: 2026-03-05\n"]);
    }
    for written in ["05/03/2026", "5-3-2026", "3/5/2026"] {
        let site = with(&format!("day: {written}\n"));
        let said = ["error[D001]", "2026-03-05", "2026-05-03", "two days"];
        one_fault(&site, "one.yaml:2:6", &said);
    }
}

/// A group in place of a list of groups is its only item.
#[test]
fn a_group_for_a_list_of_groups() {
    for (written, meant) in [
        ("parts: {name: a, n: 3}\n", "parts: [{name: a, n: 3}]\n"),
        ("parts:\n  name: a b\n  n: 3\n", "- name: a b\n"),
        ("parts: {en: a}\n", "parts: [{en: a}]\n"),
    ] {
        one_fault(
            &with(written),
            "one.yaml:",
            &["error[S003]", "must be a list", meant],
        );
    }
    let site = SiteTest::minimal().replaced(
        "content/site.yaml",
        "main: [{to: \"home:\"}]",
        "main: {to: \"home:\"}",
    );
    one_fault(&site, "site.yaml:8:9", &["main: [{to: \"home:\"}]\n"]);
}

/// A key written as the label of its field.
#[test]
fn labels_for_keys() {
    one_fault(
        &with("Cena: 5\n"),
        "one.yaml:2:1",
        &["error[S002]", "price: 5\n"],
    );
    let site = site().file("content/things/one.yaml", "Název: One\n");
    one_fault(&site, "one.yaml:1:1", &["error[S002]", "title: One\n"]);
}

/// HTML elements for styling are dropped, and their text is kept.
#[test]
fn words_with_a_look() {
    for tag in ["center", "u", "big", "tt", "strike", "font"] {
        let site = text(&format!("A <{tag}>word</{tag}> here."));
        one_fault(
            &site,
            "one.md:4:3",
            &["warning[K031]", "what words look like"],
        );
        site.run(&["build"]).ended_with(0);
        let page = site.read("public/web/things/one/index.html");
        assert!(page.contains("<p>A word here.</p>"), "{page}");
    }
}

/// Syntax with a meaning in other programs.
#[test]
fn marks_of_page_builders() {
    for mark in [
        "[@novak2020]",
        "[see @novak2020, p. 3]",
        "[gallery ids=\"1,2\"]",
        "[gallery]",
        "[youtube https://youtu.be/x]",
        "[contact-form-7 id=\"5\"]",
    ] {
        one_fault(
            &text(&format!("Words {mark} more.")),
            "one.md:4:7",
            &["K039", mark],
        );
    }
    one_fault(
        &text("*[HTML]: A language\n\nHTML."),
        "one.md:4:1",
        &["K039"],
    );
    one_fault(
        &text("[Web](https://x.example){target=_blank}"),
        "one.md:4:25",
        &["K039"],
    );
    for fine in [
        "[info@x.example]",
        "[a word] and [x = 1]",
        "[A](https://x.example){",
        "f(x){y}",
    ] {
        assert_eq!(faults(&text(fine)), [""; 0], "{fine}");
    }
}

/// Picture sizes in the syntax of other programs.
#[test]
fn sizes_of_pictures() {
    for size in ["=300x200", "=50%", "=300x"] {
        let site = text(&format!("![A](a.png {size})"));
        one_fault(&site, "one.md:4:11", &["K039", size, "![A](a.png)\n"]);
    }
}

/// Markdown reads sentences after four spaces as code.
#[test]
fn paragraphs_that_are_code() {
    for prose in [
        "    Our company was founded in 1992 and makes fibres.",
        "\tOur company was founded in 1992 and makes fibres.",
    ] {
        one_fault(
            &text(&format!("First.\n\n{prose}")),
            "one.md:6:",
            &["K039", "as code"],
        );
    }
    for code in ["    let x = 1;", "    make all", "    Run this."] {
        assert_eq!(
            faults(&text(&format!("First.\n\n{code}"))),
            [""; 0],
            "{code}"
        );
    }
}

/// A list within a numbered item must be indented as far as the item's text.
#[test]
fn lists_that_end_a_numbered_list() {
    for (list, blanks) in [("1. a\n  - x\n2. b", "3"), ("10. a\n   - x\n11. b", "4")] {
        one_fault(
            &text(list),
            "one.md:5:",
            &["K039", &format!("put {blanks} spaces")],
        );
    }
    for fine in ["1. a\n   - x\n2. b", "1. a\n\n- x", "1) a\n2) b"] {
        assert_eq!(faults(&text(fine)), [""; 0], "{fine}");
    }
}

/// Anchors and telephone numbers with spaces are not addresses in Markdown.
#[test]
fn blanks_in_anchors_and_numbers() {
    one_fault(
        &text("## Our team\n\n[x](#our team)"),
        "one.md:6:5",
        &["[x](#our-team)"],
    );
    let call = text("[Call](+420 466 036 111)");
    one_fault(&call, "one.md:4:8", &["[Call](tel:+420466036111)"]);
}

/// A field of one type with one value.
fn of_type(kind: &str, value: &str) -> SiteTest {
    let field = format!("  value: {{type: {kind}, label: Value}}\n");
    let head = "collection: things\nlabel: Things\nsingular: thing\nroute: things\nfields:\n";
    SiteTest::minimal()
        .file(
            "content/schema/things.yaml",
            &format!("{head}{FIELDS}{field}"),
        )
        .file(
            "content/things/one.yaml",
            &format!("title: One\nvalue: {value}\n"),
        )
}

/// The finding for several values in a single-value field says so.
#[test]
fn several_values_for_one() {
    for (kind, value) in [
        ("phone", "466 036 111, 466 036 112"),
        ("phone", "+420 466 036 111; +420 466 036 112"),
        ("email", "a@b.example, c@d.example"),
        ("email", "a@b.example c@d.example"),
        ("email", "a@b.example/c@d.example"),
    ] {
        let said = ["error[S003]", "takes one value", "here are 2"];
        one_fault(&of_type(kind, value), "one.yaml:2:8", &said);
    }
}

/// Text around a number or an e-mail address is not part of it.
#[test]
fn words_around_numbers_and_mailboxes() {
    for (kind, value, meant) in [
        (
            "email",
            "Jan Novák <jan@b.example>",
            "value: jan@b.example\n",
        ),
        (
            "phone",
            "466 036 111 (vrátnice)",
            "value: \"466 036 111\"\n",
        ),
        (
            "phone",
            "\"tel.: +420 466 036 111\"",
            "value: \"+420 466 036 111\"\n",
        ),
    ] {
        one_fault(
            &of_type(kind, value),
            "one.yaml:2:8",
            &["error[S003]", meant],
        );
    }
}

/// Digits that a spreadsheet has dropped cannot be guessed.
#[test]
fn digits_that_are_lost() {
    for kind in ["phone", "string, checksum: ico"] {
        for value in ["2.52E+07", "4.20466E+11", "\"4,2E+11\""] {
            let said = ["error[S003]", "has shortened", "all digits"];
            one_fault(&of_type(kind, value), "one.yaml:2:8", &said);
        }
    }
}

/// Country names, and three-letter country codes.
#[test]
fn names_of_countries() {
    for (written, code) in [
        ("Česká republika", "CZ"),
        ("Czech Republic", "CZ"),
        ("Česko", "CZ"),
        ("CZE", "CZ"),
        ("SVK", "SK"),
        ("Deutschland", "DE"),
        ("USA", "US"),
    ] {
        let meant = format!("value: {code}\n");
        one_fault(
            &of_type("country", written),
            "one.yaml:2:8",
            &["error[S054]", &meant],
        );
    }
}

/// Dates that name no day, or several.
#[test]
fn dates_that_are_none() {
    for (written, said, meant) in [
        ("2026-13-05", "there is no month 13", "day: 2026-05-13\n"),
        ("45000", "as spreadsheets count it", "day: 2023-03-15\n"),
        ("5.-7. 3. 2026", "names several days", "day: 2026-03-05\n"),
        (
            "5.–7. března 2026",
            "names several days",
            "day: 2026-03-05\n",
        ),
        (
            "28. 2. – 2. 3. 2026",
            "names several days",
            "day: 2026-02-28\n",
        ),
        (
            "2026-03-05 – 2026-03-07",
            "names several days",
            "day: 2026-03-05\n",
        ),
        ("2024–2026", "names several days", "the first day"),
        ("2024-2026", "names several days", "the first day"),
    ] {
        let site = with(&format!("day: {written}\n"));
        one_fault(&site, "one.yaml:2:6", &["error[D001]", said, meant]);
    }
    one_fault(
        &with("day: 2026-13-50\n"),
        "one.yaml:2:6",
        &["there is no month 13"],
    );
}

/// Fraction characters, such as one half, are numbers.
#[test]
fn fractions_of_one_sign() {
    for (written, meant) in [("½", "0.5"), ("2½", "2.5"), ("1 ¾", "1.75")] {
        let meant = format!("price: {meant}\n");
        let site = with(&format!("price: {written}\n"));
        one_fault(&site, "one.yaml:2:8", &["error[Q001]", &meant]);
    }
}

/// HTML pictures are reported with the Markdown to write.
#[test]
fn pictures_of_html() {
    let site = text("A <img src=\"gone.png\" alt=\"A\"> here.");
    one_fault(
        &site,
        "one.md:4:",
        &["error[I003]", "there is no file `gone.png`"],
    );
}

/// A table whose delimiter row lacks a column is not a table.
#[test]
fn tables_that_lack_a_column() {
    for table in [
        "| A | B | C |\n|---|---|\n| 1 | 2 | 3 |",
        "A | B\n--- | --- | ---\n1 | 2",
    ] {
        let said = ["K039", "another number of columns"];
        one_fault(&text(table), "one.md:5:1", &said);
    }
    assert_eq!(faults(&text("| A | B |\n|---|---|\n| 1 | 2 |")), [""; 0]);
}

/// A line of hyphens below a paragraph turns it into a heading.
#[test]
fn lines_that_make_headings() {
    for words in ["Our company makes fibres.", "First line\nsecond line"] {
        let site = text(&format!("{words}\n---\nMore."));
        one_fault(&site, "one.md:", &["K039", "makes a heading", "empty line"]);
    }
    for fine in [
        "Our fibres\n---\nMore.",
        "Words.\n\n---\n\nMore.",
        "## Fibres\n\nMore.",
    ] {
        assert_eq!(faults(&text(fine)), [""; 0], "{fine}");
    }
}

/// Lists with letters or dashes as markers, and bold text with spaces on both sides.
#[test]
fn marks_with_blanks() {
    for list in ["a) first\nb) second", "– first\n– second"] {
        one_fault(&text(list), "one.md:4:1", &["K039", "is not a list"]);
    }
    one_fault(
        &text("The ** bold ** word."),
        "one.md:4:5",
        &["K039", "is not bold"],
    );
    for fine in ["Version a) is here.", "He came – she went.", "2 ** 3 ** 4"] {
        assert_eq!(faults(&text(fine)), [""; 0], "{fine}");
    }
}

/// Items with the bullets of other programs.
#[test]
fn bullets_of_other_programs() {
    let field = "  tags: {type: list, of: {type: string}, label: Tags}\n";
    for bullet in ["•", "–", "▪", "*"] {
        let head = "collection: things\nlabel: Things\nsingular: thing\nroute: things\nfields:\n";
        let entry = format!("title: One\ntags:\n  {bullet} a b\n  {bullet} c\n");
        let site = SiteTest::minimal()
            .file(
                "content/schema/things.yaml",
                &format!("{head}{FIELDS}{field}"),
            )
            .file("content/things/one.yaml", &entry);
        let meant = if bullet == "*" { "- c\n" } else { "[a b, c]\n" };
        one_fault(&site, "one.yaml:3:3", &["error[", meant]);
    }
}

/// YAML reads a text with a colon as a key.
#[test]
fn colons_in_items() {
    let site = of_type("list, of: {type: string}", "\n  - Hall 3: entrance");
    one_fault(
        &site,
        "one.yaml:3:5",
        &["error[S003]", "- \"Hall 3: entrance\"\n"],
    );
}

/// Two concatenated files have a byte-order mark in the middle.
#[test]
fn marks_of_files_put_together() {
    let site = site().file("content/things/one.yaml", "title: One\n\u{feff}price: 5\n");
    one_fault(&site, "one.yaml:2:1", &["error[Y001]", "BOM"]);
}

/// A file extension in capitals.
#[test]
fn endings_in_capitals() {
    let site = site().file("content/things/One.YAML", "title: One\n");
    one_fault(
        &site,
        "One.YAML:1:1",
        &["error[U003]", "rename it to `one.yaml`"],
    );
}

/// A schema without valid fields is one error, and its entries have none.
#[test]
fn schemas_with_one_slip() {
    let head = "collection: things\nlabel: Things\nsingular: thing\nroute: things\n";
    for (fields, said) in [
        (
            "fields:\n  - title: {type: string, required: true, label: Title}\n",
            "S003",
        ),
        ("", "S004"),
        (
            "fields:\n  title: {Type: string, required: true, label: Title}\n",
            "S002",
        ),
        (
            "fields:\n  title: {type: string, required: true, label: {english: A, cs: B}}\n",
            "L004",
        ),
    ] {
        let site = SiteTest::minimal()
            .file("content/schema/things.yaml", &format!("{head}{fields}"))
            .file("content/things/one.yaml", "title: One\n");
        one_fault(&site, "things.yaml:", &[said]);
    }
}

/// Menu keys of other generators.
#[test]
fn menus_of_other_generators() {
    let site = SiteTest::minimal().replaced(
        "content/site.yaml",
        "main: [{to: \"home:\"}]",
        "main: [{url: \"home:\", name: Home}]",
    );
    let faults = faults(&site);
    assert_eq!(faults.len(), 2, "{faults:#?}");
    site.check()
        .says("{to: \"home:\", name: Home}")
        .says("label: Home");
}

/// Lists with the markers of other notations: the fix suggests every item, and none is
/// certain.
#[test]
fn lists_with_other_signs() {
    let site = |list: &str| {
        let field = "  tags: {type: list, of: {type: string}, label: Tags}\n";
        let schema = format!("collection: things\nlabel: Things\nfields:\n{FIELDS}{field}");
        self::site()
            .file("content/schema/things.yaml", &schema)
            .file(
                "content/things/one.yaml",
                &format!("title: One\ntags:{list}\n"),
            )
    };
    for list in ["\n  1. red\n  2. blue", " red | blue", " |\n  red\n  blue"] {
        one_fault(&site(list), "one.yaml:", &["error[S003]", "[red, blue]"]);
    }
}

/// Words for thousands and millions are a part of the number.
#[test]
fn numbers_with_words_for_zeros() {
    for (written, meant) in [
        ("1,5 mil. Kč", "1500000"),
        ("25 tis. Kč", "25000"),
        ("25k", "25000"),
        ("3 mld", "3000000000"),
    ] {
        let site = with(&format!("price: {written}\n"));
        let meant = format!("price: {meant}\n");
        one_fault(&site, "one.yaml:2:8", &["error[Q001]", &meant]);
    }
}

/// Comments, punctuation and lines in other notations than YAML.
#[test]
fn lines_of_other_notations() {
    for (line, said) in [
        ("// later", "`//` does not begin a comment"),
        ("<!-- later -->", "`<!--` does not begin a comment"),
        ("-- later", "`--` does not begin a comment"),
        ("price： 5", "is between a key and its value"),
        ("and the rest", "has no key"),
    ] {
        let site = with(&format!("{line}\nday: 2026-03-05\n"));
        one_fault(&site, "one.yaml:2:", &["error[Y001]", said]);
    }
}

/// Menus as names, or as names with addresses, are one error.
#[test]
fn menus_of_names() {
    for menu in [
        "[Home, News]",
        "[\"home:\", \"things:\"]",
        "\n    - Home: /\n    - News: /news/",
    ] {
        let site = site().replaced("content/site.yaml", "[{to: \"home:\"}]", menu);
        one_fault(&site, "site.yaml:", &["error[S003]", "{to: …, label: …}"]);
    }
}
