//! `check --fix`: certain fixes are applied, everything else stays byte for byte.

use std::fs;

use crate::broken::TREES;
use crate::support::{AS_OF, Run, SiteTest, Tree, expect_none};

fn fix(site: &SiteTest, further: &[&str]) -> Run {
    let mut arguments = vec!["check", "--fix", "--as-of", AS_OF];
    arguments.extend(further);
    site.run(&arguments)
}

fn text(site: &SiteTest, path: &str) -> String {
    fs::read_to_string(site.path(path)).expect(path)
}

/// A member with one mistake of each kind that has exactly one fix.
const SLIPS: &str = "\
# Confirmed by phone.
name: Nanotex   # short
kind: compny
ico: 99542269
joined: 2020-01-01
sumary: {en: Makes fibres., cs: 'Vyrábí vlákna.'}

seeks: partners
";

/// Each mistake is fixed in place, and reported with its line; comments, quotes and spaces
/// stay.
#[test]
fn slips_are_mended() {
    let site = SiteTest::minimal()
        .file("content/members/nanotex.yaml", SLIPS)
        .file(
            "content/news/one.md",
            "---\ntitle: Meeting: programme\ndate: 2026-01-01\n---\nText: stays.\n",
        );
    let run = fix(&site, &[]);
    let mended = text(&site, "content/members/nanotex.yaml");
    assert_eq!(
        mended,
        SLIPS
            .replace("compny", "company")
            .replace("sumary", "summary")
            .replace("seeks: partners", "seeks: [partners]")
    );
    assert_eq!(
        text(&site, "content/news/one.md"),
        "---\ntitle: \"Meeting: programme\"\ndate: 2026-01-01\n---\nText: stays.\n"
    );
    run.says("content/members/nanotex.yaml:6: fixed S002: sumary → summary\n")
        .says("content/members/nanotex.yaml:3: fixed V001: compny → company\n")
        .says("content/news/one.md:2: fixed Y006: Meeting: programme → \"Meeting: programme\"\n")
        .says("fixed 4 findings in 2 files");
}

/// Values written as on paper have one meaning, which the fix writes.
#[test]
fn words_of_an_office_are_fixed() {
    let written = "name:\u{a0}Nanotex\nkind: company\nsummary: S.\njoined: 5. 3. 2026  # by phone\n\
                   website: www.nanotex.example/cs\nemail: 'info @nanotex.example'\nico: 000 64 581\n";
    let site = SiteTest::minimal().file("content/members/nanotex.yaml", written);
    fix(&site, &[]).ended_with(0);
    assert_eq!(
        text(&site, "content/members/nanotex.yaml"),
        "name: Nanotex\nkind: company\nsummary: S.\njoined: 2026-03-05  # by phone\n\
         website: https://www.nanotex.example/cs\nemail: info@nanotex.example\nico: \"00064581\"\n"
    );
}

/// With slashes the month may come first: there is no suggestion, and no change.
#[test]
fn a_date_with_two_readings_stays() {
    let written = "name: Nanotex\nkind: company\nsummary: S.\njoined: 5/3/2026\n";
    let site = SiteTest::minimal().file("content/members/nanotex.yaml", written);
    let run = fix(&site, &[]).ended_with(1).says("D001");
    assert!(!run.said().contains("did you mean"), "{}", run.said());
    assert_eq!(text(&site, "content/members/nanotex.yaml"), written);
}

/// Fixing a syntax error reveals others; one run fixes all of them.
#[test]
fn faults_behind_faults_are_mended() {
    let site = SiteTest::minimal().file(
        "content/members/nanotex.yaml",
        "name: Nanotex\nkind: company\njoined: 2020-01-01\nsumary:\n\ten: Fibres: all kinds\n\tcs: Vlákna: vše\nico: 216275\n",
    );
    fix(&site, &["--lang", "cs"]).says("opraveno S014: 216275 → \"00216275\"");
    assert_eq!(
        text(&site, "content/members/nanotex.yaml"),
        "name: Nanotex\nkind: company\njoined: 2020-01-01\nsummary:\n  en: \"Fibres: all kinds\"\n  cs: \"Vlákna: vše\"\nico: \"00216275\"\n",
    );
}

/// Measured values: swapped limits, decimal commas, words for units.
#[test]
fn measured_values_are_mended() {
    let site = SiteTest::minimal().file(
        "content/structures/ns-001.yaml",
        "\
code: NS-001
title: {en: A, cs: A}
properties:
  - {property: fibre_diameter, min: \"300\", max: \"100\", unit: nm}
  - {property: thickness, value: \"1,50\", unit: um}
  - {property: thicknes, value: 1,5, unit: um}
",
    );
    let run = fix(&site, &[]);
    let mended = text(&site, "content/structures/ns-001.yaml");
    let row = |row: &str| assert!(mended.contains(row), "{mended}\n{}", run.said());
    row("min: \"100\", max: \"300\", unit: nm");
    row("value: \"1.50\", unit: um");
    row("property: thickness, value: \"1.5\", unit: um");
}

/// Ambiguous values are left to a person.
#[test]
fn guesses_are_left() {
    let member = "name: Nanotex\nkind: company\njoined: 1/3/2020\nemployes_count: 5\n";
    let structure = "code: NS-001\ntitle: {en: A, cs: A}\npolymers: [pa66]\n";
    let site = SiteTest::minimal()
        .file("content/members/nanotex.yaml", member)
        .file("content/structures/ns-001.yaml", structure)
        .file(
            "content/vocabularies/polymers.yaml",
            "label: {en: Polymers}\nterms:\n  pa6: {label: {en: PA 6, cs: PA 6}}\n",
        );
    let before = Tree::of(&site.path("content"));
    fix(&site, &[])
        .ended_with(1)
        .says("nothing could be fixed automatically");
    assert_eq!(Tree::of(&site.path("content")), before);
}

/// A fix that adds more errors than it removes is dropped; the other fixes of its file are
/// still applied.
#[test]
fn a_fix_that_makes_it_worse_is_not_kept() {
    let site = SiteTest::minimal().file(
        "content/members/nanotex.yaml",
        "name: Nanotex\nkind: compny\njoined: 2020-01-01\nsummary: A.\nfacilites:\n  - {name: A, shred: 1}\n  - {name: B, shred: 2}\n",
    );
    let run = fix(&site, &[]).ended_with(1);
    let mended = text(&site, "content/members/nanotex.yaml");
    assert!(mended.contains("kind: company"), "{}", run.said());
    assert!(mended.contains("facilites:"), "{}", run.said());
}

/// Fixing is idempotent, on every broken site.
#[test]
fn mending_twice_is_mending_once() {
    let mut wrong = Vec::new();
    for (name, spoil) in TREES {
        let site = spoil(SiteTest::minimal());
        fix(&site, &[]);
        let once = Tree::of(&site.path("content"));
        let again = fix(&site, &[]);
        if Tree::of(&site.path("content")) != once {
            wrong.push(format!("{name}: mended again: {}", again.said()));
        }
    }
    expect_none("mending is not idempotent", &wrong);
}

/// Windows line ends and a byte-order mark stay.
#[test]
fn line_ends_stay() {
    let windows = format!("\u{feff}{}", SLIPS.replace('\n', "\r\n"));
    let site = SiteTest::minimal().bytes("content/members/nanotex.yaml", windows.as_bytes());
    fix(&site, &[]);
    assert_eq!(
        text(&site, "content/members/nanotex.yaml"),
        windows
            .replace("compny", "company")
            .replace("sumary", "summary")
            .replace("seeks: partners", "seeks: [partners]")
    );
}

/// The mode of a file stays, no temporary file is left, and a symbolic link is followed only
/// within the content.
#[test]
fn files_are_replaced_in_place() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let site = SiteTest::minimal()
        .file("content/members/nanotex.yaml", SLIPS)
        .file("shared/outside.yaml", SLIPS);
    let path = site.path("content/members/nanotex.yaml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(
        site.path("shared/outside.yaml"),
        site.path("content/members/linked.yaml"),
    )
    .unwrap();
    let run = fix(&site, &[]).ended_with(1);
    run.says("the symbolic link `content/members/linked.yaml` is not followed");
    assert_eq!(text(&site, "shared/outside.yaml"), SLIPS);
    assert!(text(&site, "content/members/nanotex.yaml").contains("company"));
    let mode = fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    let left: Vec<String> = fs::read_dir(site.path("content/members"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with('.'))
        .collect();
    expect_none("files are left behind", &left);
}

/// A dry run shows a diff that `git apply` accepts, and writes nothing.
#[test]
fn a_dry_run_shows_a_patch() {
    let site = SiteTest::minimal().file("content/members/nanotex.yaml", SLIPS);
    let before = Tree::of(&site.path("content"));
    let run = fix(&site, &["--dry-run", "--quiet"]);
    assert_eq!(Tree::of(&site.path("content")), before);
    fs::write(site.path("fix.patch"), &run.stdout).unwrap();
    let applied = std::process::Command::new("git")
        .args(["apply", "--verbose", "fix.patch"])
        .current_dir(site.root())
        .env("GIT_CEILING_DIRECTORIES", site.root().parent().unwrap())
        .output()
        .expect("git");
    assert!(applied.status.success(), "{}\n{applied:?}", run.stdout);
    let patched = text(&site, "content/members/nanotex.yaml");
    site.put("content/members/nanotex.yaml", SLIPS);
    fix(&site, &[]);
    assert_eq!(patched, text(&site, "content/members/nanotex.yaml"));
}

/// The summary is written in the language of the messages, even if there are errors, and no
/// content can become Markdown in it.
#[test]
fn the_summary_is_markdown() {
    let site = SiteTest::minimal().file(
        "content/members/nanotex.yaml",
        "name: Nanotex\nkind: company\njoined: 2020-01-01\n\"```\\n# <b>|\": 1\n",
    );
    let summary = |lang: &str| {
        let run = site.run(&[
            "check",
            "--as-of",
            AS_OF,
            "--summary",
            "summary.md",
            "--lang",
            lang,
        ]);
        run.ended_with(1);
        text(&site, "summary.md")
    };
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("summary_en", summary("en"));
        insta::assert_snapshot!("summary_cs", summary("cs"));
    });
    let run = site.run(&["check", "--summary", "no/such/folder/summary.md"]);
    run.ended_with(3).says("cannot be written");
}

/// A comma in braces splits a text: the fix quotes the whole text, in localised texts and in
/// groups, however many parts there are.
#[test]
fn a_comma_in_braces() {
    let written = "name: {en: Nanotex, cs: Nanotex}\nkind: company\njoined: 2020\n\
                   summary: {en: Lathes, mills, presses, cs: \"Lisy\"}\n\
                   address: {street: Long, 5, locality: Brno, country: CZ}\n";
    let site = SiteTest::minimal().file("content/members/nanotex.yaml", written);
    site.check()
        .ended_with(1)
        .says("this text contains a comma");
    fix(&site, &[]).ended_with(0);
    assert_eq!(
        text(&site, "content/members/nanotex.yaml"),
        written
            .replace("Lathes, mills, presses", "\"Lathes, mills, presses\"")
            .replace("Long, 5", "\"Long, 5\"")
    );
}

/// A key without a value in a block is a missing value, and not a part of a text.
#[test]
fn a_key_without_a_value_is_no_piece() {
    let written = "name: Nanotex\nkind: company\njoined: 2020\nsummary: S.\nstreet:\n";
    let site = SiteTest::minimal().file("content/members/nanotex.yaml", written);
    let run = site.check().ended_with(1).says("unknown field `street`");
    assert!(!run.said().contains("comma"), "{}", run.said());
}

/// A copy made by a file manager is reported as a copy: under another name it would be a
/// duplicate member.
#[test]
fn copies_are_called_copies() {
    let member = "name: Nanotex\nkind: company\nsummary: S.\njoined: 2020\n";
    let site = SiteTest::minimal()
        .file("content/members/nanotex.yaml", member)
        .file("content/members/nanotex (1).yaml", member)
        .file("content/members/Nanotex - kopie.yaml", member);
    let run = site.check().ended_with(1);
    assert_eq!(
        run.said().matches("looks like a copy of `nanotex`").count(),
        2
    );
    assert!(!run.said().contains("rename it to `"), "{}", run.said());
}
