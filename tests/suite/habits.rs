//! Habits of people who write entries without knowing YAML: punctuation after values, keys
//! without their indent, several numbers in one field, names instead of ids. Each cause is one
//! finding, at its place, with a suggestion.

use crate::support::{SiteTest, faults, one_fault};

const HEAD: &str = "collection: things\nlabel: Things\nsingular: thing\nroute: things\nfields:\n";

const FIELDS: &str = "  title: {type: string, localized: true, required: true, max: 40, label: {en: Title, cs: Název}}\n  \
     price: {type: decimal, label: Price}\n  \
     width: {type: quantity, unit: m, label: Width}\n  \
     temp: {type: quantity, unit: Cel, label: Temperature}\n  \
     day: {type: date, label: Day}\n  \
     at: {type: datetime, label: At}\n  \
     web: {type: url, label: Web}\n  \
     tel: {type: phone, label: Phone}\n  \
     ico: {type: string, checksum: ico, label: Registration}\n  \
     orcid: {type: string, checksum: orcid, label: ORCID}\n  \
     place: {type: geo, label: Place}\n  \
     topic: {type: term, vocabulary: topics2, label: Topic}\n  \
     topics: {type: list, of: {type: term, vocabulary: topics2}, label: Topics}\n  \
     state: {type: enum, values: [new, used], label: State}\n  \
     other: {type: ref, to: things, label: Other}\n  \
     others: {type: list, of: {type: ref, to: things}, label: Others}\n  \
     tags: {type: list, of: {type: string}, label: Tags}\n  \
     addr: {type: object, label: Address, fields: {street: {type: string, label: Street}, town: {type: string, label: Town}}}\n  \
     more: {type: markdown, label: More}\n";

const TERMS: &str =
    "label: Topics\nterms:\n  spinning: {label: Spinning}\n  filtration: {label: Filtration}\n";

fn site() -> SiteTest {
    SiteTest::minimal()
        .file("content/schema/things.yaml", &format!("{HEAD}{FIELDS}"))
        .file("content/vocabularies/topics2.yaml", TERMS)
        .file("content/things/two.yaml", "title: Second thing\n")
        .file("content/things/three.yaml", "title: Nanofibre filter\n")
}

fn with(entry: &str) -> SiteTest {
    site().file("content/things/one.yaml", &format!("title: One\n{entry}\n"))
}

fn text(text: &str) -> SiteTest {
    let text = format!("---\ntitle: One\n---\n{text}\n");
    site().file("content/things/one.md", &text)
}

/// Each case is one finding with this code, and suggests the intended line.
fn each(cases: &[(&str, &str, &str)]) {
    for (written, code, meant) in cases {
        let said = [&format!("[{code}]")[..], meant];
        one_fault(&with(written), "one.yaml:2:", &said);
    }
}

/// A comma, a semicolon or a full stop after a value, and after the items of a list.
#[test]
fn signs_behind_values() {
    each(&[
        ("width: 3 m,", "Q002", "width: 3 m\n"),
        ("width: 1.5 m;", "Q002", "width: 1.5 m\n"),
        ("width: 3 m.", "Q002", "width: 3 m\n"),
        ("width: 2–3 m,", "Q002", "width: 2–3 m\n"),
        ("topic: spinning,", "S009", "topic: spinning\n"),
        ("state: new;", "S009", "state: new\n"),
        ("other: two,", "S009", "other: two\n"),
    ]);
    for (list, meant) in [
        (
            "topics:\n  - spinning,\n  - filtration,",
            "  - filtration\n",
        ),
        ("others:\n- two;\n- three;", "- three\n"),
        ("tags:\n  - red,\n  - blue,\n  - green", "  - blue\n"),
    ] {
        let said = ["warning[S009]", "2 items of", meant];
        one_fault(&with(list), "one.yaml:3:", &said);
    }
    // Text in quotes is intended, and an enum may have such a word.
    assert_eq!(faults(&with("tags: [\"red,\", \"blue,\"]")), [""; 0]);
}

/// A list of ids is read without its punctuation, and `--fix` removes it.
#[test]
fn signs_behind_ids_are_not_read() {
    let site = with("topics:\n  - spinning,\n  - filtration,");
    site.run(&["check", "--fix"]).ended_with(0);
    let entry = site.read("content/things/one.yaml");
    assert_eq!(entry, "title: One\ntopics:\n  - spinning\n  - filtration\n");
}

/// Several numbers in one amount, and ranges in words with decimal commas.
#[test]
fn amounts_with_several_numbers() {
    for written in ["3 x 2 m", "2× 1.5 m", "5 m 30 cm", "100/300 m"] {
        let site = with(&format!("width: {written}"));
        one_fault(&site, "one.yaml:2:", &["Q006", "at most two numbers"]);
    }
    each(&[
        ("width: od 0,8 do 1,6 m", "Q006", "`0.8–1.6 m`"),
        ("temp: 37 C", "Q003", "temp: 37 Cel\n"),
        ("price: O.5", "Q001", "price: 0.5\n"),
        ("price: 1O0", "Q001", "price: 100\n"),
    ]);
}

/// Dates with impossible days, and dates in words without a space or with `of` and `v`.
#[test]
fn days_in_words() {
    each(&[
        ("day: 31. 11. 2026", "D001", "2026-11 has 30 days"),
        ("day: 30.2.2027", "D001", "2027-02 has 28 days"),
        ("day: 12.listopadu 2026", "D001", "day: 2026-11-12\n"),
        ("day: 12th of November 2026", "D001", "day: 2026-11-12\n"),
        ("at: 12. 11. 2026 v 9.30", "D002", "at: 2026-11-12T09:30\n"),
        ("at: 12. 11. 2026 um 9:30", "D002", "at: 2026-11-12T09:30\n"),
    ]);
}

/// Addresses, telephone numbers, registration numbers and positions.
#[test]
fn addresses_and_numbers() {
    each(&[
        (
            "web: https://a.example/our firm",
            "S003",
            "web: https://a.example/our%20firm\n",
        ),
        (
            "web: www.a.example/o nás/x",
            "S003",
            "web: https://www.a.example/o%20nás/x\n",
        ),
        ("tel: 466 036 111 / 112", "S003", "takes one value"),
        ("tel: 466036111/466036112", "S003", "takes one value"),
        (
            "tel: +42O 466 036 111",
            "S003",
            "tel: \"+420 466 036 111\"\n",
        ),
        ("ico: 27074358 (OR Praha)", "S014", "ico: \"27074358\"\n"),
        (
            "orcid: https://orcid.org/0000-0002-1825-0097",
            "S014",
            "orcid: \"0000-0002-1825-0097\"\n",
        ),
        (
            "orcid: 0000000218250097",
            "S014",
            "orcid: \"0000-0002-1825-0097\"\n",
        ),
        (
            "place: 50.77N 15.06E",
            "S003",
            "place: {lat: 50.77, lon: 15.06}\n",
        ),
    ]);
    assert_eq!(faults(&with("tel: 046/603 61 11")), [""; 0]);
}

/// The keys of a group without their indent are one finding, and so are those of a localised
/// text.
#[test]
fn keys_without_their_indent() {
    for (entry, line, meant) in [
        (
            "addr:\nstreet: Husova 5\ntown: Liberec",
            "3:1",
            "  town: Liberec\n",
        ),
        ("addr:\nstreet: Husova 5", "3:1", "  street: Husova 5\n"),
    ] {
        one_fault(
            &with(entry),
            &format!("one.yaml:{line}"),
            &["error[S002]", "under `addr`", meant],
        );
    }
    for entry in [
        "title:\nen: One\ncs: Jedna\n",
        "title:\ncs: Jedna\nen: One\nprice: 5\n",
    ] {
        let site = site().file("content/things/one.yaml", entry);
        one_fault(
            &site,
            "one.yaml:2:1",
            &["error[S002]", "under `title`", "  en: One\n"],
        );
    }
}

/// Languages around fields, as a list, or joined to their text.
#[test]
fn languages_in_other_places() {
    for (entry, place, said) in [
        (
            "en:\n  title: One\ncs:\n  title: Jedna\n",
            "1:1",
            "stands around fields",
        ),
        (
            "title:\n- en: One\n- cs: Jedna\n",
            "2:3",
            "these are not a list",
        ),
        (
            "title: {en:One, cs: Jedna}\n",
            "1:9",
            "a space is missing after the colon",
        ),
        (
            "title: en: One, cs: Jedna\n",
            "1:10",
            "title: {en: One, cs: Jedna}\n",
        ),
    ] {
        let site = site().file("content/things/one.yaml", entry);
        one_fault(&site, &format!("one.yaml:{place}"), &["error[", said]);
    }
    let terms = TERMS.replace("{label: Spinning}", "{en: Spinning, cs: Zvlákňování}");
    let site = site().file("content/vocabularies/topics2.yaml", &terms);
    one_fault(&site, "topics2.yaml:3:", &["error[S002]", "under `label`"]);
}

/// Possibly two values are never fixed as one.
#[test]
fn values_that_may_be_two() {
    for entry in [
        "title: en: One, cs: Jedna\n",
        "title: One\ntags:\n  - name: a, n: 3\n",
    ] {
        let site = site().file("content/things/one.yaml", entry);
        site.run(&["check", "--fix"]).ended_with(1);
        assert_eq!(site.read("content/things/one.yaml"), entry);
    }
}

/// Two texts of one field that are too long are one finding.
#[test]
fn lengths_in_two_languages() {
    let long = "A title of very many letters, more than it may have";
    let entry = format!("title:\n  en: \"{long}\"\n  cs: \"{long} a víc\"\n");
    let site = site().file("content/things/one.yaml", &entry);
    one_fault(&site, "one.yaml:2:7", &["error[S008]", "and here"]);
}

/// Whether an entry is published, in the words of other generators.
#[test]
fn words_for_published() {
    for (written, meant) in [
        ("published: false", "draft: true\n"),
        ("publish: false", "draft: true\n"),
        ("visible: ne", "draft: true\n"),
        ("publish: true", "draft: false\n"),
    ] {
        one_fault(
            &with(written),
            "one.yaml:2:1",
            &["error[S002]", "`draft` does", meant],
        );
    }
    let never = with("publish: 2026-12-24\nexpires: 2026-12-01");
    one_fault(
        &never,
        "one.yaml:3:10",
        &["warning[D005]", "before it is published"],
    );
    assert_eq!(
        faults(&with("publish: 2026-01\nexpires: 2026-01-31")),
        [""; 0]
    );
}

/// A built-in field of every entry keeps its type: a redefined `draft` would publish drafts.
#[test]
fn fields_of_every_entry() {
    for field in [
        "draft: {type: string, label: Draft}",
        "publish: {type: bool, label: Publish}",
    ] {
        let schema = format!("{HEAD}{FIELDS}  {field}\n");
        let site = site()
            .file("content/schema/things.yaml", &schema)
            .file("content/things/one.yaml", "title: One\ndraft: true\n");
        one_fault(
            &site,
            "things.yaml:25:",
            &["error[S034]", "every entry has a field"],
        );
    }
    let schema = format!("{HEAD}{FIELDS}  draft: {{type: bool, label: Not yet}}\n");
    assert_eq!(
        faults(&site().file("content/schema/things.yaml", &schema)),
        [""; 0]
    );
}

/// References by a misspelt title, by two names, and repeated ones.
#[test]
fn names_for_ids() {
    each(&[
        ("other: Second thing", "R001", "other: two\n"),
        ("other: Nanofiber filter", "R001", "other: three\n"),
        ("other: two, three", "R001", "names 2 entries"),
        (
            "other: Some Firm s.r.o.",
            "R001",
            "by its file without the ending",
        ),
        ("others: [two, three, two]", "S021", "names `two` twice"),
        (
            "topics: [spinning, spinning]",
            "S021",
            "names `spinning` twice",
        ),
    ]);
}

/// Lists in other brackets, or without the first one.
#[test]
fn lists_in_other_brackets() {
    each(&[
        ("tags: (red, blue)", "S003", "tags: [red, blue]\n"),
        ("tags: red]", "S003", "tags: [red]\n"),
        ("tags: red, blue]", "S003", "tags: [red, blue]\n"),
    ]);
}

/// A schema with one slip is one finding.
#[test]
fn schemas_of_beginners() {
    for (field, said) in [
        (
            "a: {type: enum, options: [a, b], label: A}",
            "values: [a, b]",
        ),
        (
            "a: {type: term, vocabulary: Topics2, label: A}",
            "vocabulary: topics2",
        ),
        (
            "a: {type: list, off: {type: string}, label: A}",
            "of: {type: string}",
        ),
    ] {
        let schema = format!("{HEAD}{FIELDS}  {field}\n");
        let site = site().file("content/schema/things.yaml", &schema);
        one_fault(&site, "things.yaml:25:", &["error[S00", said]);
    }
    for (line, said) in [
        ("route: Naše věci", "S006"),
        ("route: /things/", "S006"),
        ("route: things\nsort: [Title]", "S006"),
        ("route: things\nsort: [title desc]", "S006"),
        (
            "route: things\ncounted: {en: {one: \"{count} thing\", other: \"{count} things\"}, cz: {other: \"{count} věcí\"}}",
            "L004",
        ),
        (
            "route: things\ncounted: {english: {other: \"{count} things\"}}",
            "L004",
        ),
        (
            "route: things\ncounted: {one: \"{count} thing\"}",
            "no language `one`",
        ),
        (
            "route: things\ncounted: {en: {plural: \"{count} things\"}}",
            "S002",
        ),
    ] {
        let schema = format!("{HEAD}{FIELDS}").replace("route: things", line);
        let site = site().file("content/schema/things.yaml", &schema);
        one_fault(&site, "things.yaml:", &[said]);
    }
    let counted = "route: things\ncounted: {en: {one: \"{count} thing\", other: \"{count} things\"}, cs: {other: \"{count} věcí\"}}";
    let schema = format!("{HEAD}{FIELDS}").replace("route: things", counted);
    assert_eq!(
        faults(&site().file("content/schema/things.yaml", &schema)),
        [""; 0]
    );
}

/// An unknown key in a group is reported with its group, and long lists of fields are cut.
#[test]
fn unknown_keys() {
    let site = with("addr: {strasse: Husova 5}");
    one_fault(
        &site,
        "one.yaml:2:8",
        &["unknown field `strasse` in `addr`"],
    );
    let site = with("qqqq: 5");
    one_fault(&site, "one.yaml:2:1", &["fields: title, price", ", …"]);
    for note in ["x_note: a", "X-note: a"] {
        one_fault(&with(note), "one.yaml:2:1", &["error[S002]", "x-note: a\n"]);
    }
}

/// Links without text or with spaces, and HTML links to pages.
#[test]
fn links_that_nobody_sees() {
    for (written, place, said) in [
        ("See [](things:two).", "4:5", "has no words"),
        (
            "See [two](things:Second thing).",
            "4:11",
            "things:second-thing",
        ),
        (
            "See <a href=\"things:two\">two</a>.",
            "4:5",
            "cannot lead to `things:two`",
        ),
        ("15. 3. 2026 začínáme.", "4:1", "begins a list"),
        ("Words <o:p></o:p>more.", "4:7", "mark of another program"),
    ] {
        one_fault(
            &text(written),
            &format!("one.md:{place}"),
            &["warning[K03", said],
        );
    }
    for fine in [
        "See (things: all of them) [here].",
        "1. 1. First",
        "a <https://o.example/>",
    ] {
        assert_eq!(faults(&text(fine)), [""; 0], "{fine}");
    }
}

/// The fix for a link in a field replaces only the link.
#[test]
fn links_in_fields() {
    let site = with("more: Text and [y](things:tow) and more");
    let meant = "more: Text and [y](things:two) and more\n";
    one_fault(&site, "one.yaml:2:20", &["error[K005]", meant]);
    let site = with("more: \"A \\\"text\\\" and [y](things:tow)\"");
    one_fault(&site, "one.yaml:2:7", &["error[K005]"]);
}

/// Front matter on the line of its `---` is one finding.
#[test]
fn data_behind_its_line() {
    let site = site().file("content/things/one.md", "---title: One\n---\nText.\n");
    one_fault(&site, "one.md:1:1", &["error[Y030]", "must be `---`"]);
}
