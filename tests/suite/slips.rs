//! Typing mistakes: each is one finding, at its own line, that names the cause.

use std::process::Stdio;

use crate::support::SiteTest;

const FIELDS: &str = "  mass: {type: quantity, unit: kg, label: Mass}\n  \
     tags: {type: list, of: {type: string}, label: Tags}\n  \
     place: {type: geo, label: Place}\n  \
     name: {type: string, localized: true, label: Name}\n  \
     picture: {type: image, label: Picture}\n  \
     sheet: {type: file, label: Sheet}\n  \
     count: {type: int, label: Count}\n";

fn things(fields: &str) -> SiteTest {
    let schema = format!(
        "collection: things\nlabel: Things\nsingular: thing\nroute: things\nfields:\n  \
         title: {{type: string, required: true, label: Title}}\n{fields}"
    );
    SiteTest::minimal().file("content/schema/things.yaml", &schema)
}

fn with(entry: &str) -> SiteTest {
    things(FIELDS).file("content/things/one.yaml", &format!("title: One\n{entry}"))
}

/// The only error of a site: its place and its text.
#[track_caller]
fn one_error(site: &SiteTest, file: &str, place: &str, said: &[&str]) {
    let shown = site
        .run(&["check", "--format", "short"])
        .ended_with(1)
        .said();
    let errors: Vec<&str> = shown
        .lines()
        .filter(|line| line.contains(": error["))
        .collect();
    assert_eq!(errors.len(), 1, "{shown}");
    assert!(errors[0].contains(&format!("{file}:{place}")), "{shown}");
    for said in said {
        site.check().says(said);
    }
}

#[track_caller]
fn one_error_of(entry: &str, place: &str, said: &[&str]) {
    one_error(&with(entry), "content/things/one.yaml", place, said);
}

/// `>` begins a text of several lines in YAML.
#[test]
fn more_than() {
    for (entry, place, meant) in [
        ("mass: >= 12 kg\ncount: 4\n", "2:7", "\">= 12 kg\""),
        ("mass: > 12 kg # at least\n", "2:7", "\"> 12 kg\""),
        ("mass: >5\ncount: 4\n", "2:7", "\">5\""),
        ("tags:\n  - > 5\n  - b\n", "3:5", "\"> 5\""),
        ("place: {lat: >5, lon: 4}\n", "2:14", "\">5\""),
        ("name: | Foo\n", "2:7", "\"| Foo\""),
    ] {
        one_error_of(entry, place, &["error[Y020]", "several lines", meant]);
    }
    let site = with("mass: >= 12 kg\n");
    site.run(&["check", "--fix"]).ended_with(0);
    assert!(
        site.read("content/things/one.yaml")
            .contains("mass: \">= 12 kg\"")
    );
    with("mass: < 12 kg\ntags: [\"> 1\"]\nname: >-\n  a\n  b\n")
        .check()
        .ended_with(0);
}

#[test]
fn brackets_and_quotes_that_nothing_closes() {
    for (entry, place, said) in [
        ("tags: [a, b\ncount: 4\n", "2:7", "write `]` at its end"),
        ("tags: [a,\n  b\ncount: 4\n", "2:7", "`[` is not closed"),
        (
            "place: {lat: 5, lon: 4\ncount: 4\n",
            "2:8",
            "write `}` at its end",
        ),
        ("place: {lat: 5, lon: 4\n", "2:8", "`{` is not closed"),
        ("tags: [a, b}\ncount: 4\n", "2:12", "`[` is closed by `}`"),
        (
            "name: \"Foo\ncount: 4\n",
            "2:7",
            "write `\"` at the end of the text",
        ),
        (
            "name: \"Foo\nsheet: \"a\"\n",
            "2:7",
            "the quote is not closed",
        ),
        (
            "tags:\n  - 'a\n  - b\n",
            "3:5",
            "write `'` at the end of the text",
        ),
        (
            "tags: [\"a, b]\ncount: 4\n",
            "2:8",
            "the quote is not closed",
        ),
    ] {
        one_error_of(entry, place, &["error[Y001]", said]);
    }
    let text = "---\ntitle: One\ntags: [a, b\ncount: 4\n---\nText [with] \"marks.\n";
    let site = things(FIELDS).file("content/things/one.md", text);
    one_error(
        &site,
        "content/things/one.md",
        "3:7",
        &["`[` is not closed"],
    );
}

#[test]
fn blanks_that_are_missing() {
    for (entry, place, said) in [
        ("name:Foo\ncount: 3\n", "2:1", "after the colon of `name`"),
        ("name:Foo\n", "2:1", "name: Foo"),
        (
            "place:\n  lat:5\n  lon: 4\n",
            "3:3",
            "after the colon of `lat`",
        ),
        // YAML reads both lines as one text.
        (
            "name:\n  en:Foo\n  cs:Bar\n",
            "3:3",
            "after the colon of `en`",
        ),
        (
            "tags:\n  - a\n  -b\n",
            "4:3",
            "a space is missing after the hyphen",
        ),
    ] {
        one_error_of(entry, place, &["error[Y001]", said]);
    }
    one_error_of(
        "count: 3\n  sheet: a\n",
        "3:3",
        &["error[Y001]", "indented further"],
    );
    let site = things(FIELDS).file("content/things/one.yaml", "title:One\n");
    one_error(
        &site,
        "content/things/one.yaml",
        "1:1",
        &["colon of `title`"],
    );
    with("name: see https://x.example/ at 10:30\ntags:\n  - a:b\n")
        .check()
        .ended_with(0);
}

#[test]
fn indents_of_other_blanks() {
    for (entry, place) in [
        ("place:\n\u{a0}\u{a0}lat: 5\n\u{a0}\u{a0}lon: 4\n", "3:1"),
        ("tags:\n\u{a0}\u{a0}- a\n\u{a0} - b\n", "3:1"),
        ("place:\n \u{202f}lat: 5\n \u{202f}lon: 4\n", "3:1"),
    ] {
        one_error_of(entry, place, &["error[Y003]", "no-break space"]);
        let site = with(entry);
        site.run(&["check", "--fix"]).ended_with(0);
        assert!(site.read("content/things/one.yaml").is_ascii());
    }
    one_error_of("place:\n\tlat: 5\n\tlon: 4\n", "3:1", &["error[Y003]"]);
    with("count:\t4\n").check().ended_with(0);
}

/// Type names of other languages.
#[test]
fn types_of_other_languages() {
    for (word, meant) in [
        ("integer", "int"),
        ("float", "decimal"),
        ("number", "decimal"),
        ("boolean", "bool"),
        ("array", "list"),
        ("reference", "ref"),
        ("Dropdown", "enum"),
    ] {
        let site = things(&format!("  more: {{type: {word}, label: More}}\n"))
            .file("content/things/one.yaml", "title: One\n");
        let meant = format!("type: {meant}, label: More");
        let said = ["error[S007]", "quantity", &meant];
        one_error(&site, "content/schema/things.yaml", "7:16", &said);
    }
}

/// A picture or a document is a file of the content, never an address.
#[test]
fn addresses_for_files() {
    for (entry, place) in [
        ("picture: {file: https://x.example/a.jpg, alt: A}\n", "2:17"),
        ("sheet: https://x.example/a.pdf\n", "2:8"),
        ("sheet: www.x.example/a.pdf\n", "2:8"),
    ] {
        one_error_of(entry, place, &["on another site", "beside the entry"]);
    }
}

#[test]
fn links_without_their_scheme() {
    for (link, meant) in [
        ("www.example.org", "https://www.example.org"),
        ("example.org/x", "https://example.org/x"),
        ("//example.org", "https://example.org"),
        ("https//example.org/a", "https://example.org/a"),
        ("info@example.org", "mailto:info@example.org"),
    ] {
        let text = format!("---\ntitle: One\n---\n[y]({link})\n");
        let site = things("").file("content/things/one.md", &text);
        let said = ["error[K001]", "begins with `https://`", meant];
        one_error(&site, "content/things/one.md", "4:5", &said);
    }
    for link in ["other.html", "missing.pdf", "things/two"] {
        let text = format!("---\ntitle: One\n---\n[y]({link})\n");
        let site = things("").file("content/things/one.md", &text);
        let said = site.check().ended_with(1).said();
        assert!(!said.contains("begins with `https://`"), "{said}");
    }
    let site = things("").file(
        "content/things/one.md",
        "---\ntitle: One\n---\n[y](things:two)\n",
    );
    let said = ["error[K005]", "there is no entry `two` in things"];
    one_error(&site, "content/things/one.md", "4:5", &said);
}

/// Country codes instead of language codes: one cause, one finding.
#[test]
fn countries_for_languages() {
    for (written, name, meant) in [
        ("cz", "Czech", "cs"),
        ("ua", "Ukrainian", "uk"),
        ("dk", "Danish", "da"),
        ("gr", "Greek", "el"),
        ("cn", "Chinese", "zh"),
        ("jp", "Japanese", "ja"),
    ] {
        let site = things(FIELDS).file(
            "content/things/one.yaml",
            &format!("title: One\nname: {{en: A, {meant}: B}}\n"),
        );
        let declared = format!("languages: [en, {written}]");
        let site = site.replaced("content/site.yaml", "languages: [en, cs]", &declared);
        let said = format!("`{written}` is not a language: {name} is `{meant}`");
        one_error(&site, "content/site.yaml", "", &[&said]);
        let said = site.check().said();
        assert!(
            !said.contains(&format!("has no language `{meant}`")),
            "{said}"
        );
        // A language that is not built in still lacks its texts.
        let lacks = format!("are not in `{meant}`");
        assert_eq!(said.contains(&lacks), written != "cz", "{said}");
        assert!(!said.contains(&format!("are not in `{written}`")), "{said}");
    }
}

/// A text without front matter is one finding, not one for each field.
#[test]
fn a_text_without_data() {
    let site = things("  day: {type: date, required: true, label: Day}\n");
    let site = site.file("content/things/m.md", "# Hello\n\nText.\n");
    let said = ["error[Y030]", "things need title, day", "a line of `---`"];
    one_error(&site, "content/things/m.md", "1:1", &said);
    let site = site.file("content/things/m.md", "title: Hello\n\nText.\n");
    one_error(
        &site,
        "content/things/m.md",
        "1:1",
        &["begins without the line `---`"],
    );
}

/// The value of a private field is in no message.
#[test]
fn private_values() {
    let schema = "collection: things\nlabel: Things\nsingular: thing\nroute: things\n\
        expiry: [lease]\nreview: {field: seen, months: 2}\nfields:\n  \
        title: {type: string, required: true, label: Title}\n  \
        lease: {type: date, private: true, label: Lease}\n  \
        seen: {type: date, private: true, label: Seen}\n  \
        number: {type: string, private: true, unique: true, label: Number}\n";
    let entry = |title: &str| {
        format!("title: {title}\nlease: 2021-02-03\nseen: 2022-03-04\nnumber: S3CRET\n")
    };
    let site = SiteTest::minimal()
        .file("content/schema/things.yaml", schema)
        .file("content/things/one.yaml", &entry("One"))
        .file("content/things/two.yaml", &entry("Two"));
    let shown = site
        .run(&["check", "--format", "short"])
        .ended_with(1)
        .said();
    for code in ["D004", "P003", "S021"] {
        assert!(shown.contains(code), "{shown}");
    }
    for value in ["2021-02-03", "2022-03-04", "S3CRET"] {
        assert!(!shown.contains(value), "{shown}");
    }
}

/// A failed write to standard output is an error, and is reported.
#[test]
#[cfg(target_os = "linux")]
fn standard_output_that_is_full() {
    let site = with("count: 4\n");
    for command in [
        &["check"][..],
        &["check", "--format", "json"],
        &["build"],
        &["report"],
        &["explain", "S002"],
        &["schema"],
        &["export", "things"],
        &["--help"],
    ] {
        let full = std::fs::File::options()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let mut run = site.command(command);
        let run = run.stdout(Stdio::from(full)).output().unwrap();
        let said = String::from_utf8_lossy(&run.stderr);
        assert_eq!(run.status.code(), Some(3), "{command:?}: {said}");
        assert!(
            said.contains("standard output cannot be written"),
            "{command:?}: {said}"
        );
    }
}

/// A text in place of a group: the message shows how to write the group, and its keys; also
/// for a list of groups.
#[test]
fn a_text_for_a_group() {
    let member = "name: A\nkind: company\njoined: 2020\nsummary: B.\n";
    let site = SiteTest::minimal();
    for (line, help) in [
        (
            "address: Brno",
            "write it as `{locality: …, country: …}`; its keys are: street, postal_code, locality, country",
        ),
        (
            "certificates: ISO 9001",
            "write it as `[{standard: …, scope: …}]`; its keys are: standard, scope, valid_until",
        ),
    ] {
        site.put("content/members/a.yaml", &format!("{member}{line}\n"));
        site.check().ended_with(1).says("S003").says(help);
    }
}

/// Words with numbers are suggested only if the number is the same.
#[test]
fn another_number_is_not_meant() {
    let member = "name: A\nkind: company\njoined: 2020\nsummary: B.\n";
    let site = SiteTest::minimal();
    for (written, is_offered) in [("50+", false), ("750", true)] {
        site.put(
            "content/members/a.yaml",
            &format!("{member}employees: {written}\n"),
        );
        let said = site.check().ended_with(1).stderr;
        assert!(said.contains("10-49, 50-249"), "{said}");
        assert_eq!(said.contains("did you mean"), is_offered, "{said}");
    }
}
