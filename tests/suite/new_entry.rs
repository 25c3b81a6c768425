//! `spunweb new`: an entry from the declarations of its collection.

use crate::support::SiteTest;

const NEW: &[&str] = &["new", "members"];

fn with<'a>(command: &[&'a str], values: &[&'a str]) -> Vec<&'a str> {
    let mut all = command.to_vec();
    for value in values {
        all.extend(["--set", value]);
    }
    all
}

/// The file describes each field, contains the given values, and is formatted like `fmt`.
#[test]
fn what_is_given_is_in_the_file() {
    let site = SiteTest::minimal();
    let values = [
        "name=Příliš žluťoučký, a. s.",
        "kind=company",
        "summary=It spins: thin # fibres.",
        "joined=2026-01-05",
        "founded=1994",
        "ico=00064581",
        "address.locality=Liberec",
        "address.country=CZ",
        "location.lat=-50.5",
        "location.lon=15",
        "contacts.role=sales",
        "contacts.email=sales@spin.example",
        "contacts.languages=cs, en",
    ];
    site.run(&with(NEW, &values))
        .ended_with(0)
        .says("content/members/prilis-zlutoucky-a-s.yaml was written");
    let written = site.read("content/members/prilis-zlutoucky-a-s.yaml");
    insta::assert_snapshot!(written);
    site.build().ended_with(0);
    site.run(&["fmt", "--check"]).ended_with(0);
    let page = site.read("public/web/members/prilis-zlutoucky-a-s/index.html");
    for shown in ["It spins: thin # fibres.", "00064581", "Liberec", "1994"] {
        assert!(page.contains(shown), "{shown}");
    }
}

/// The languages of a text that are still missing are comments below it, and a comment that is
/// filled in becomes the text.
#[test]
fn other_languages_are_offered() {
    let site = SiteTest::empty();
    site.run(&["init", "p", "--languages", "en,cs,de"])
        .ended_with(0);
    let values = [
        "name=Spin",
        "kind=company",
        "summary.en=We spin.",
        "summary.cs=Předeme.",
        "joined=2026",
    ];
    let command = ["new", "members", "spin", "--project", "p"];
    site.run(&with(&command, &values)).ended_with(0);
    let path = "p/content/members/spin.yaml";
    let written = site.read(path);
    for part in [
        "\nname:\n  en: Spin\n  #cs:\n  #de:\n\n",
        "\nsummary:\n  en: We spin.\n  cs: Předeme.\n  #de:\n\n",
    ] {
        assert!(written.contains(part), "{written}");
    }
    site.run(&["fmt", "--check", "--project", "p"])
        .ended_with(0);
    site.put(path, &written.replacen("  #cs:", "  cs: Spin CZ", 1));
    site.run(&["build", "--project", "p", "--no-sync"])
        .ended_with(0);
    let page = site.read("p/public/web/cs/clenove/spin/index.html");
    assert!(
        page.contains("<h1>Spin CZ") || page.contains("Spin CZ</h1>"),
        "{page}"
    );
}

/// Missing values are listed with their options, and nothing is written.
#[test]
fn what_is_missing_is_listed() {
    let site = SiteTest::minimal();
    let run = site.run(&with(NEW, &["name=Spin"])).ended_with(2);
    insta::assert_snapshot!(run.stderr);
    assert!(!site.path("content/members/spin.yaml").exists());
}

/// An invalid word is reported with a suggestion.
#[test]
fn slips_of_the_command_line() {
    let site = SiteTest::minimal();
    for (arguments, expected) in [
        (&["new", "membrs"][..], "did you mean `members`?"),
        (
            &["new", "members", "--set", "kin=x"],
            "did you mean `kind`?",
        ),
        (
            &["new", "members", "--set", "adress.locality=x"],
            "did you mean `address.locality`?",
        ),
        (&["new", "members", "--set", "kind"], "`kind` has no value"),
        (
            &["new", "members", "--set", "kind.x=y"],
            "`kind` has no fields of its own",
        ),
        (
            &["new", "members", "--set", "name=a", "--set", "name.en=b"],
            "is given twice",
        ),
        (&["new", "members", "A B"], "did you mean `a-b`?"),
    ] {
        site.run(arguments).ended_with(2).says(expected);
    }
}

/// With values that the schema refuses, or with unknown names, nothing is written.
#[test]
fn nothing_is_written_with_an_error() {
    let site = SiteTest::minimal();
    let sound = [
        "name=Spin",
        "kind=company",
        "summary=S.",
        "joined=2026-01-05",
    ];
    for (value, code) in [
        ("joined=2026-13-05", "D001"),
        ("kind=compny", "V001"),
        ("ico=00064582", "error[S"),
        ("part_of=nobody", "R001"),
    ] {
        let name = value.split('=').next().expect("a name");
        let mut values: Vec<&str> = sound.to_vec();
        values.retain(|sound| !sound.starts_with(name));
        values.push(value);
        site.run(&with(NEW, &values)).ended_with(1).says(code);
        assert!(!site.path("content/members/spin.yaml").exists(), "{value}");
    }
    site.run(&with(NEW, &sound)).ended_with(0);
}

/// Errors elsewhere in the content do not prevent a new entry.
#[test]
fn faults_elsewhere_do_not_stop_it() {
    let site = SiteTest::minimal().file("content/members/bad.yaml", "name: Bad\nkind: nothing\n");
    let values = [
        "name=Spin",
        "kind=company",
        "summary=S.",
        "joined=2026-01-05",
    ];
    site.run(&with(NEW, &values)).ended_with(0);
    assert!(site.path("content/members/spin.yaml").exists());
}

/// The id follows the pattern of the others, is unused, and never replaces another entry.
#[test]
fn ids() {
    let site = SiteTest::minimal()
        .file(
            "content/schema/machines.yaml",
            "collection: machines\nlabel: Machines\nsingular: machine\nroute: machines\nfields:\n  \
             title: {type: string, required: true, label: Title}\n  \
             code: {type: string, required: true, unique: true, label: Code}\n",
        )
        .file("content/machines/m-1.yaml", "title: One\ncode: M 1\n");
    let machine = ["new", "machines"];
    site.run(&with(&machine, &["title=Two", "code=M 2"]))
        .ended_with(0);
    assert!(site.path("content/machines/m-2.yaml").exists());
    let member = [
        "name=Spin",
        "kind=company",
        "summary=S.",
        "joined=2026-01-05",
    ];
    site.run(&with(NEW, &member)).ended_with(0);
    site.run(&with(NEW, &member)).ended_with(0);
    assert!(site.path("content/members/spin-2.yaml").exists());
    site.run(&with(&["new", "members", "spin"], &member))
        .ended_with(2)
        .says("there is an entry `members/spin` already");
    site.run(&with(
        NEW,
        &["name=???", "kind=company", "summary=S.", "joined=2026"],
    ))
    .ended_with(2)
    .says("the entry has no id");
}

/// If the other entries are Markdown, so is the new one; a missing folder is created.
#[test]
fn files_like_the_others() {
    let site = SiteTest::minimal().file(
        "content/news/one.md",
        "---\ntitle: One\ndate: 2026-01-01\nsummary: S.\n---\nText.\n",
    );
    let values = ["title=Two", "date=2026-02-01", "summary=S."];
    site.run(&with(&["new", "news"], &values)).ended_with(0);
    let written = site.read("content/news/two.md");
    assert!(
        written.starts_with("---\n# ") && written.ends_with("---\n\n"),
        "{written}"
    );
    let event = ["title=Day", "summary=S.", "start=2026-12-01"];
    site.run(&with(&["new", "events"], &event)).ended_with(0);
    assert!(site.path("content/events/day.yaml").exists());
    site.build().ended_with(0);
}

/// Values of every type, in a collection that is not built in, in two languages: as text, in
/// parts, and as YAML on one line.
#[test]
fn every_type() {
    let site = SiteTest::minimal()
        .file("content/assets/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>")
        .file(
            "content/schema/things.yaml",
            "collection: things\nlabel: Things\nsingular: thing\nroute: things\nfields:\n  \
             title: {type: string, localized: true, required: true, label: Title}\n  \
             code: {type: string, label: Code}\n  \
             notes: {type: list, localized: true, of: {type: string}, label: Notes}\n  \
             count: {type: int, label: Count}\n  \
             share: {type: decimal, label: Share}\n  \
             open: {type: bool, label: Open}\n  \
             moment: {type: datetime, label: Moment}\n  \
             land: {type: country, label: Land}\n  \
             picture: {type: image, label: Picture}\n  \
             mass: {type: quantity, label: Mass}\n  \
             values: {type: measurements, label: Values}\n  \
             words: {type: map, of: {type: string}, label: Words}\n  \
             makers: {type: list, label: Makers, of: {type: object, fields: {note: {type: string, label: Note}, year: {type: year, required: true, label: Year}}}}\n",
        );
    let values = ["title=One", "title.cs=Jedna", "code=007"];
    site.run(&with(&["new", "things"], &values))
        .ended_with(2)
        .says("is given twice");
    let values = [
        "title.en=One: \"1\"",
        "title.cs=Jedna",
        "code=007",
        "notes.en=first, and more",
        "notes.en=- second",
        "count=12",
        "share=1.50",
        "open=true",
        "moment=2026-03-29T09:30",
        "land=CZ",
        "picture.file=assets/a.svg",
        "picture.alt=A line",
        "mass=30 g/m2",
        "values=[{property: fibre_diameter, value: \"150\", unit: nm}]",
        "words.a=x",
        "makers.year=1999",
    ];
    site.run(&with(&["new", "things"], &values)).ended_with(0);
    insta::assert_snapshot!(site.read("content/things/one-1.yaml"));
    site.build().ended_with(0);
}

/// Nothing is written through a collection folder that is a symbolic link.
#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let site = SiteTest::minimal();
    let link = site.path("content/events");
    let _ = std::fs::remove_dir_all(&link);
    std::os::unix::fs::symlink(elsewhere.path(), &link).expect("a link");
    let event = ["title=Day", "summary=S.", "start=2026-12-01"];
    let run = site.run(&with(&["new", "events"], &event));
    assert_ne!(run.status, 0);
    assert_eq!(elsewhere.path().read_dir().expect("a folder").count(), 0);
}

/// The example of a quantity in a comment is in the unit of its field.
#[test]
fn an_example_in_the_unit_of_the_field() {
    let site = SiteTest::minimal().file(
        "content/schema/stops.yaml",
        "collection: stops\nlabel: Stops\nsingular: stop\nroute: stops\nfields:\n  \
         title: {type: string, required: true, label: Title}\n  \
         wait: {type: quantity, unit: wk, label: Lead time}\n",
    );
    site.run(&["new", "stops", "--set", "title=One"])
        .ended_with(0);
    let yaml = site.read("content/stops/one.yaml");
    let about = "# Lead time: a number and a unit, such as \"30 wk\"\n";
    assert!(yaml.contains(about), "{yaml}");
}
