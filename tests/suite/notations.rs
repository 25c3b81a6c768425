//! Habits from other notations: JSON, Markdown, spreadsheets, other generators. Each cause is
//! one finding at its place, with a suggestion.

use crate::support::{SiteTest, faults, one_fault};

const SCHEMA: &str = "collection: things\nlabel: Things\nsingular: thing\nroute: things\nfields:\n  \
     title: {type: string, localized: true, required: true, label: {en: Title, cs: Název}}\n  \
     summary: {type: text, label: Summary}\n  \
     price: {type: decimal, label: Price}\n  \
     at: {type: datetime, label: At}\n  \
     web: {type: url, label: Web}\n  \
     mail: {type: email, label: Mail}\n  \
     tel: {type: phone, label: Phone}\n  \
     topic: {type: term, vocabulary: topics2, label: Topic}\n  \
     topics: {type: list, of: {type: term, vocabulary: topics2}, label: Topics}\n  \
     state: {type: enum, values: [new, used], label: State}\n  \
     ok: {type: bool, label: OK}\n  \
     tags: {type: list, of: {type: string}, label: Tags}\n  \
     addr: {type: object, label: Address, fields: {street: {type: string, label: Street}, town: {type: string, label: Town}}}\n  \
     photo: {type: image, label: Photo}\n";

const TERMS: &str = "label: Topics\nterms:\n  spinning: {label: {en: Spinning, cs: Zvlákňování}}\n  \
     filtration: {label: {en: Filtration, cs: Filtrace}}\n";

const ENTRY: &str = "content/things/one.yaml";

fn site() -> SiteTest {
    SiteTest::minimal()
        .file("content/schema/things.yaml", SCHEMA)
        .file("content/vocabularies/topics2.yaml", TERMS)
        .file("content/things/two.yaml", "title: Second thing\n")
}

fn with(entry: &str) -> SiteTest {
    raw(&format!("title: One\n{entry}\n"))
}

fn raw(entry: &str) -> SiteTest {
    site().file(ENTRY, entry)
}

/// Each case is one finding with this code, and suggests the intended line.
fn each(cases: &[(&str, &str, &str)]) {
    for (written, code, meant) in cases {
        one_fault(
            &with(written),
            "one.yaml:",
            &[&format!("[{code}]")[..], meant],
        );
    }
}

/// Each entry is valid after `--fix`, and a second run changes nothing.
fn mended(cases: &[(&str, &str)]) {
    for (written, meant) in cases {
        let site = raw(written);
        site.run(&["check", "--fix"]).ended_with(0);
        assert_eq!(site.read(ENTRY), *meant, "{written:?}");
        site.run(&["check", "--fix"]).ended_with(0);
        assert_eq!(site.read(ENTRY), *meant, "{written:?}");
    }
}

/// A tab before a key is an indent only where the line above has no value of its own.
#[test]
fn tabs_before_keys() {
    mended(&[
        (
            "title: One\n\tsummary: Text\n",
            "title: One\nsummary: Text\n",
        ),
        (
            "title: One\nprice: 5\n\t\tsummary: Text\n\ttags: [a]\n",
            "title: One\nprice: 5\nsummary: Text\ntags: [a]\n",
        ),
        (
            "title: One\naddr:\n\tstreet: Husova\n\ttown: Liberec\n",
            "title: One\naddr:\n  street: Husova\n  town: Liberec\n",
        ),
        (
            "title:\n\ten: One\n\tcs: Jedna\n\nprice: 5\n",
            "title:\n  en: One\n  cs: Jedna\n\nprice: 5\n",
        ),
    ]);
}

/// Several terms in one text, by their ids or by their labels.
#[test]
fn several_terms_in_one_text() {
    each(&[
        (
            "topics: spinning/filtration",
            "S003",
            "topics: [spinning, filtration]",
        ),
        ("topics: [spinning/filtration]", "V001", "names 2 terms"),
        ("topics: [Spinning; Filtrace]", "V001", "names 2 terms"),
        ("topic: spinning/filtration", "V001", "names 2 terms"),
        ("topic: Spinning + Filtration", "V001", "names 2 terms"),
        ("topic: spinning filtration", "V001", "names 2 terms"),
        ("topic: {spinning}", "S003", "topic: spinning\n"),
        ("state: new/used", "S003", "there are 2 here"),
        (
            "topics: {spinning, filtration}",
            "S003",
            "topics: [spinning, filtration]",
        ),
        (
            "topics:\n  spinning: ano\n  filtration: ano",
            "S003",
            "  [spinning, filtration]",
        ),
    ]);
}

/// The name of a time zone after a time.
#[test]
fn times_with_a_zone() {
    mended(&[
        (
            "title: One\nat: 2026-11-12 9:00 CET\n",
            "title: One\nat: 2026-11-12T09:00\n",
        ),
        (
            "title: One\nat: 2026-07-12T09:00 Europe/Prague\n",
            "title: One\nat: 2026-07-12T09:00\n",
        ),
        (
            "title: One\nat: 12. 11. 2026 9:00 (SEČ)\n",
            "title: One\nat: 2026-11-12T09:00\n",
        ),
        (
            "title: One\nat: 2026-07-12 9:00 UTC\n",
            "title: One\nat: 2026-07-12T09:00Z\n",
        ),
    ]);
    // In summer, people say CET and mean their local time: it is not certain.
    each(&[("at: 2026-07-12 9:00 CET", "D002", "at: 2026-07-12T09:00\n")]);
}

/// A date and time with a missing part, or with too many.
#[test]
fn moments_that_are_none() {
    each(&[
        ("at: 2026-06-03", "D002", "`2026-06-03T09:30`"),
        ("at: 3. 6. 2026", "D002", "`2026-06-03T09:30`"),
        ("at: 10:00", "D002", "needs a day"),
        ("at: 2026-06-03 25:00", "D002", "there is no hour 25"),
        ("at: 2026-12-31 24:00", "D002", "at: 2027-01-01T00:00\n"),
        (
            "at: 3. 6. 2026 10:00 - 12:00",
            "D002",
            "at: 2026-06-03T10:00\n",
        ),
    ]);
}

/// A Markdown link in place of a value.
#[test]
fn links_of_markdown_as_values() {
    mended(&[
        (
            "title: One\nweb: [a](https://a.example/)\n",
            "title: One\nweb: https://a.example/\n",
        ),
        (
            "title: One\nmail: [a@b.example](mailto:a@b.example)\n",
            "title: One\nmail: a@b.example\n",
        ),
        (
            "title: One\nsummary: See [a](https://a.example/)\n",
            "title: One\nsummary: See [a](https://a.example/)\n",
        ),
    ]);
    each(&[
        ("photo: '![alt](foto.jpg)'", "I005", "photo: foto.jpg\n"),
        ("photo: C:\\fotky\\foto.jpg", "I003", "is on your own disk"),
        ("web: viz a.example", "S003", "web: https://a.example\n"),
        ("tel: 466.036.111", "S003", "tel: \"466 036 111\"\n"),
        ("price: 5,-", "Q001", "price: 5\n"),
    ]);
}

/// Lists with other markers than hyphens, or on the line of their key.
#[test]
fn lists_in_other_notations() {
    each(&[
        ("tags:\n  *one\n  *two", "Y001", "  - one\n"),
        ("tags:\n  * one\n  * two", "Y001", "  - one\n"),
        ("tags:\n  • one\n  • two", "S003", "  [one, two]\n"),
        ("tags:\n  + one\n  + two", "S003", "  [one, two]\n"),
        ("tags: - one, two", "Y001", "tags: [one, two]\n"),
        (
            "tags: \"one\", \"two\"",
            "Y001",
            "tags: [\"one\", \"two\"]\n",
        ),
        ("tags: 'one'; 'two'", "Y001", "tags: ['one', 'two']\n"),
        (
            "addr:\n  - street: Husova\n  - town: Liberec",
            "S003",
            "  {street: Husova, town: Liberec}\n",
        ),
    ]);
    // An emphasis at the beginning of a text is not a list item.
    each(&[("summary:\n  *One* word", "Y020", "\"*One* word\"")]);
}

/// A hyphen in another column than that of the items above it: YAML joins both lines, and two
/// items would become one.
#[test]
fn items_in_another_column() {
    for entry in [
        "tags:\n  - one\n   - two",
        "tags:\n- one\n  - two\n  - three",
        "tags:\n  - one\n    - two",
    ] {
        one_fault(
            &with(entry),
            "one.yaml:4:",
            &["[Y001]", "as part of the item above it"],
        );
    }
    assert_eq!(
        faults(&with("tags:\n  - one\n    -two\n  - a - b")),
        [""; 0]
    );
}

/// A comma after each value, quoted keys, and braces over several lines.
#[test]
fn habits_of_json() {
    for (entry, meant) in [
        ("\"title\": \"One\",\n\"price\": 5,\n", "\"price\": 5\n"),
        ("title: \"One\";\nprice: 5;\n", "price: 5\n"),
        (
            "\"title\": \"One\",\n\"tags\": [\n  \"a\",\n  \"b\",\n],\n\"price\": 5\n",
            "]\n",
        ),
    ] {
        one_fault(
            &raw(entry),
            "one.yaml:1:",
            &["[Y001]", "does not end a value", meant],
        );
    }
    let braces = "{\n\"title\": \"One\"\n\"price\": 5\n}\n";
    one_fault(&raw(braces), "one.yaml:3:", &["[Y001]", "a `,` or a `}`"]);
    let right = "{\n  \"title\": \"One\",\n  \"price\": 5,\n}\n";
    assert_eq!(faults(&raw(right)), [""; 0]);
}

/// A vocabulary of bare keys, and terms that are not mappings.
#[test]
fn vocabularies_in_short() {
    for (text, meant) in [
        ("spinning:\nfiltration:\n", "write `terms:` above them"),
        (
            "spinning: Spinning\nfiltration: Filtration\n",
            "  spinning: {label: Spinning}",
        ),
        (
            "label: T\nterms: spinning, filtration\n",
            "terms: {spinning: {label: spinning}, filtration: {label: filtration}}",
        ),
        (
            "label: T\nterms:\n  - Spinning\n  - Filtration\n",
            "{spinning: {label: Spinning}, filtration: {label: Filtration}}",
        ),
    ] {
        let site = site().file("content/vocabularies/topics2.yaml", text);
        one_fault(&site, "topics2.yaml:", &[meant]);
    }
}

/// A line without its colon, and text after the closing line of the front matter.
#[test]
fn lines_that_lack_a_sign() {
    one_fault(
        &raw("title One\n"),
        "one.yaml:1:1",
        &["[S003]", "a `:` is missing after `title`"],
    );
    let page = "---\ntitle: {en: P, cs: P}\n---Text.\n";
    let site = site().file("content/pages/p.md", page);
    one_fault(&site, "p.md:3:1", &["[Y030]"]);
}

/// Yes and no, sort orders and names of keys in a block of a page.
#[test]
fn blocks_of_pages() {
    let block = |block: &str| {
        let page = format!("---\ntitle: {{en: P, cs: P}}\n---\n```catalog\n{block}\n```\n");
        site().file("content/pages/p.md", &page)
    };
    for (written, meant) in [
        ("from: things\nwhere: {ok: ano}", "where: {ok: true}\n"),
        ("from: things\nsort: title desc", "sort: [-title]\n"),
        ("from: things\nsort: [title sestupně]", "sort: [-title]\n"),
        ("collection: things", "from: things\n"),
        ("of: things\nlimit: 5", "from: things\n"),
    ] {
        one_fault(&block(written), "p.md:", &[meant]);
    }
}

/// Other programs' words in a schema.
#[test]
fn schemas_in_other_words() {
    let declared = |from: &str, to: &str| {
        assert!(SCHEMA.contains(from), "{from}");
        site().file("content/schema/things.yaml", &SCHEMA.replace(from, to))
    };
    let state = declared("values: [new, used]", "values: \"new, used\"");
    one_fault(&state, "things.yaml:", &["values: [new, used]"]);
    let named = declared(
        "topic: {type: term, vocabulary: topics2,",
        "topic: {type: term, vocabulary: topics2.yaml,",
    );
    one_fault(&named, "things.yaml:", &["vocabulary: topics2,"]);
    // A list is not changed into a single value.
    let list = declared(
        "tags: {type: list, of: {type: string},",
        "tags: {type: \"string[]\",",
    );
    list.run(&["check", "--fix"]).ended_with(1);
    assert!(list.read("content/schema/things.yaml").contains("string[]"));
}

/// One text in several languages is reported with the form to write.
#[test]
fn texts_of_two_languages_in_one() {
    for (written, meant) in [
        ("'en: Lens, cs: Čočka'", "{en: Lens, cs: Čočka}"),
        ("\"cs: Čočka / en: Lens\"", "{cs: Čočka, en: Lens}"),
        ("'EN: Lens | CZ: Čočka'", "{en: Lens, cs: Čočka}"),
        ("'Čočka (cs) / Lens (en)'", "{cs: Čočka, en: Lens}"),
        ("'[en] Lens; [cs] Čočka'", "{en: Lens, cs: Čočka}"),
        (
            "'en: Lens: a short one. cs: Čočka, krátká'",
            "{en: \"Lens: a short one.\", cs: \"Čočka, krátká\"}",
        ),
    ] {
        mended(&[(&format!("title: {written}\n"), &format!("title: {meant}\n"))]);
        one_fault(
            &raw(&format!("title: {written}\n")),
            "one.yaml:1:8",
            &["error[L010]", meant],
        );
    }
    let block = "title: |\n  en: Lens\n  cs: Čočka\n";
    one_fault(
        &raw(block),
        "one.yaml:",
        &["error[L010]", "{en: Lens, cs: Čočka}"],
    );
    for fine in [
        "title: 'Notes: en: and cs'\n",
        "title: 'Lens (en) / another'\n",
        "title: 'en: Lens, de: Linse'\n",
        "title: {en: 'cs: is a language', cs: Čočka}\n",
    ] {
        assert!(faults(&raw(fine)).is_empty(), "{:#?}", faults(&raw(fine)));
    }
}

/// A group that an extra `-` splits in two is one finding, not one for each part.
#[test]
fn groups_that_are_cut_in_two() {
    let part = |required: &str| {
        format!(
            "  parts: {{type: list, label: Parts, of: {{type: object, fields: {{name: {{type: string, \
             required: {required}, label: Name}}, size: {{type: string, required: true, label: Size}}, \
             note: {{type: string, label: Note}}}}}}}}\n"
        )
    };
    let with = |required: &str, parts: &str| {
        let schema = format!("{SCHEMA}{}", part(required));
        let site = site().file("content/schema/things.yaml", &schema);
        site.file(ENTRY, &format!("title: One\nparts:\n{parts}"))
    };
    let cut = with("true", "  - name: A\n  - size: 2 m\n");
    let said = [
        "error[S004]",
        "look like one group",
        "two spaces in place of the `-` before `size`",
    ];
    one_fault(&cut, "one.yaml:4:5", &said);
    let three = with(
        "true",
        "  - name: A\n  - note: x\n  - size: 2 m\n  - {name: B, size: 3 m}\n",
    );
    one_fault(&three, "one.yaml:4:5", &["3 items of `parts`"]);
    // An independent missing value stays a separate finding.
    let other = with(
        "true",
        "  - name: A\n    size: 1 m\n  - note: x\n    size: 2 m\n",
    );
    one_fault(&other, "one.yaml:5:5", &["`name` is missing"]);
    let photo = raw("title: One\nphotos:\n  - file: assets/a.svg\n  - alt: A\n");
    let list = SCHEMA.replace(
        "  photo: {",
        "  photos: {type: list, of: {type: image}, label: Photos}\n  photo: {",
    );
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>";
    let photo = photo.file("content/schema/things.yaml", &list);
    let photo = photo.file("content/assets/a.svg", svg);
    one_fault(
        &photo,
        "one.yaml:4:5",
        &["`file` begins the first, `alt` the next"],
    );
}

/// References by a field get suggestions from the values of that field, not the file's name.
#[test]
fn references_by_a_field() {
    let schema = format!(
        "{SCHEMA}  code: {{type: string, unique: true, label: Code}}\n  \
         after: {{type: ref, to: things, by: code, label: After}}\n"
    );
    for written in ["two", "Second thing", "c-2", "content/things/two.yaml"] {
        let site = site()
            .file("content/schema/things.yaml", &schema)
            .file(
                "content/things/two.yaml",
                "title: Second thing\ncode: C-2\n",
            )
            .file(ENTRY, &format!("title: One\nafter: {written}\n"));
        one_fault(
            &site,
            "one.yaml:2:8",
            &["error[R001]", "named by their `code`", "+ after: C-2"],
        );
    }
}

/// Addresses with leftovers of copying and other notations at their ends.
#[test]
fn addresses_with_something_at_their_ends() {
    mended(&[
        (
            "title: One\nweb: https://a.example/,\n",
            "title: One\nweb: https://a.example/\n",
        ),
        (
            "title: One\nweb: \"https://a.example/\u{200b}\"\n",
            "title: One\nweb: https://a.example/\n",
        ),
        (
            "title: One\nmail: \"a@a.example\u{200b}\"\n",
            "title: One\nmail: a@a.example\n",
        ),
        ("title: One\nok: ☑\n", "title: One\nok: true\n"),
        ("title: One\nok: ✗\n", "title: One\nok: false\n"),
        (
            "title: One\nat: 5.3.2026 v 14 hodin\n",
            "title: One\nat: 2026-03-05T14:00\n",
        ),
    ]);
    let two = with("web: https://a.example/ a https://b.example/");
    one_fault(&two, "one.yaml:2:6", &["there are 2 here"]);
}

/// A misspelt key beside the intended one: the message says that the latter already exists.
#[test]
fn keys_beside_the_one_that_is_meant() {
    let site = site().replaced("content/site.yaml", "menus:", "menu:\n  main: []\nmenus:");
    one_fault(
        &site,
        "site.yaml:",
        &["error[S002]", "`menus` is there already"],
    );
}
