//! The findings of one broken site in every form, in English and in Czech, and
//! what the programs that read a form ask of it.

use serde_json::Value;

use crate::support::{PACKAGE, Run, SiteTest, expect_none};

/// A site with an error and a fix, a warning, two places, a finding of a file as a
/// whole, and one of the run; with signs that every form has to escape.
fn broken() -> SiteTest {
    SiteTest::minimal()
        .file(
            "content/members/nanotex.yaml",
            "name: Nanotex, s.r.o.: 50 %\nname: {en: N, cs: N}\nkind: companny\njoined: 2020-01-01\n",
        )
        .file(
            "content/members/spinworks.yaml",
            "name: Spinworks\nkind: company\njoined: 1. 3. 2020\nsumary: {en: Žluťoučký kůň, cs: Žluťoučký kůň}\n",
        )
        .file(
            "content/pages/half.md",
            "---\ntitle: {en: Half}\n---\nSee [none](/nowhere/).\n",
        )
        .bytes("content/news/latin.md", b"---\ntitle: \xE8\n---\n")
}

fn run(form: &str, lang: &str) -> Run {
    broken()
        .run(&[
            "check",
            "--as-of",
            "2026-06-01",
            "--format",
            form,
            "--lang",
            lang,
        ])
        .ended_with(1)
}

fn parse(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).expect("one JSON document on the output")
}

/// The version of the program is no part of a form.
fn without_version(text: &str) -> String {
    text.replace(env!("CARGO_PKG_VERSION"), "[version]")
}

macro_rules! forms {
    ($($name:ident: $form:literal, $lang:literal;)*) => {$(
        #[test]
        fn $name() {
            let run = run($form, $lang);
            let said = format!("{}---\n{}", run.stdout, run.stderr);
            insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
                insta::assert_snapshot!(stringify!($name), without_version(&said));
            });
        }
    )*};
}

forms! {
    human_en: "human", "en";
    human_cs: "human", "cs";
    short_cs: "short", "cs";
    json_en: "json", "en";
    sarif_en: "sarif", "en";
    github_en: "github", "en";
    gitlab_en: "gitlab", "en";
}

/// SARIF follows the schema that OASIS publishes, in every language and with
/// nothing found.
#[test]
fn sarif_is_valid() {
    let schema = format!("{PACKAGE}/tests/fixtures/schemas/sarif-2.1.0.json");
    let mut schemas = boon::Schemas::new();
    let text = std::fs::read_to_string(schema).expect("the schema");
    let text: Value = serde_json::from_str(&text).expect("the schema is JSON");
    let mut compiler = boon::Compiler::new();
    compiler.enable_format_assertions();
    let address = "https://schemas.example/sarif.json";
    compiler.add_resource(address, text).expect("a schema");
    let schema = compiler.compile(address, &mut schemas).expect("a schema");
    let clean = SiteTest::minimal().run(&["check", "--as-of", "2026-06-01", "--format", "sarif"]);
    let clean = clean.ended_with(0);
    for run in [run("sarif", "en"), run("sarif", "cs"), clean] {
        let document = parse(&run);
        let valid = schemas.validate(&document, schema);
        assert!(valid.is_ok(), "{}", valid.unwrap_err());
    }
    // The validator does its work.
    let mut wrong = parse(&run_of_sarif());
    wrong["runs"][0]["results"][0]["level"] = Value::from("grave");
    assert!(schemas.validate(&wrong, schema).is_err());
}

fn run_of_sarif() -> Run {
    run("sarif", "en")
}

/// Every line for GitHub is one command of the documented form.
#[test]
fn github_commands_have_their_form() {
    let command = regex_lite::Regex::new(
        "^::(error|warning|notice) ((file=[^,:]+,line=[0-9]+,endLine=[0-9]+(,col=[0-9]+,endColumn=[0-9]+)?,|file=[^,:]+,)?)title=[A-Z][0-9]{3}::.+$",
    )
    .expect("a pattern");
    let run = run("github", "cs");
    let wrong: Vec<&str> = run
        .stdout
        .lines()
        .filter(|line| !command.is_match(line))
        .collect();
    expect_none("lines are no commands", &wrong);
    assert!(run.stdout.lines().count() > 4);
}

/// GitLab's report has what its documentation asks for, and no fingerprint twice.
#[test]
fn gitlab_issues_have_their_form() {
    let report = parse(&run("gitlab", "en"));
    let issues = report.as_array().expect("a list");
    let mut fingerprints: Vec<&str> = Vec::new();
    for issue in issues {
        for key in ["description", "check_name", "fingerprint", "severity"] {
            assert!(
                issue[key].as_str().is_some_and(|text| !text.is_empty()),
                "{key}: {issue}"
            );
        }
        let severity = issue["severity"].as_str().unwrap_or_default();
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&severity));
        assert!(
            issue["location"]["path"]
                .as_str()
                .is_some_and(|path| !path.starts_with('/'))
        );
        assert!(
            issue["location"]["lines"]["begin"]
                .as_u64()
                .is_some_and(|line| line > 0)
        );
        fingerprints.extend(issue["fingerprint"].as_str());
    }
    let all = fingerprints.len();
    fingerprints.sort_unstable();
    fingerprints.dedup();
    assert!(all > 4);
    assert_eq!(fingerprints.len(), all, "a fingerprint is there twice");
}

/// A fingerprint stays when the lines around a finding move, and in every
/// language, so that a known finding is not told anew.
#[test]
fn fingerprints_do_not_move() {
    let of = |site: SiteTest, lang: &str| -> Vec<String> {
        let run = site.run(&[
            "check",
            "--as-of",
            "2026-06-01",
            "--format",
            "gitlab",
            "--lang",
            lang,
        ]);
        let report = parse(&run);
        let mut all: Vec<String> = report
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|issue| issue["fingerprint"].as_str().map(str::to_owned))
            .collect();
        all.sort();
        all
    };
    let moved = broken().replaced(
        "content/members/spinworks.yaml",
        "name: Spinworks",
        "# a note\n\nname: Spinworks",
    );
    assert_eq!(of(broken(), "en"), of(moved, "cs"));
}

/// The places of the JSON form cover what they say: cut out of the file, the
/// bytes are the value, and its fix put there is what was meant.
#[test]
fn json_places_cut_out_the_value() {
    let site = broken();
    let report = parse(&site.run(&["check", "--as-of", "2026-06-01", "--format", "json"]));
    let findings = report["findings"].as_array().expect("a list");
    let found = findings
        .iter()
        .find(|found| found["code"] == "S002")
        .expect("a misspelt key");
    let path = found["place"]["path"].as_str().expect("a path");
    let text = std::fs::read_to_string(site.path(path)).expect("the file");
    let byte = |end: &str| found["place"][end]["byte"].as_u64().expect("a number") as usize;
    assert_eq!(&text[byte("start")..byte("end")], "sumary");
    assert_eq!(found["place"]["start"]["line"], 4);
    assert_eq!(found["place"]["start"]["column"], 1);
    let fix = &found["fixes"][0];
    assert_eq!(fix["applicability"], "safe");
    assert_eq!(fix["edits"][0]["replacement"], "summary");
}

/// A page of `explain` in both languages, the list, and a code that is none.
#[test]
fn explain_has_pages() {
    let site = SiteTest::empty();
    site.run(&["explain", "s002"])
        .ended_with(0)
        .says("unknown field");
    site.run(&["explain", "S008.short", "--lang", "cs"])
        .ended_with(0)
        .says("Jak to opravit");
    let list = site.run(&["explain"]).ended_with(0);
    assert_eq!(
        list.stdout.lines().filter(|line| !line.is_empty()).count(),
        spunweb::testing::diagnostic::codes().codes().len() + 1
    );
    site.run(&["explain", "S0O2"])
        .ended_with(2)
        .says("did you mean");
    let page = site.run(&["explain", "Q005", "--lang", "cs"]).stdout;
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("explain_cs", page);
    });
}

/// The last line counts in Czech as Czech does.
#[test]
fn the_last_line_is_czech() {
    run("short", "cs").says("5 chyb ve 4 souborech, 1 varování; zkontrolováno: 3 záznamy");
    broken()
        .build_with(&["--lang", "cs"])
        .ended_with(1)
        .says("nic nebylo zveřejněno");
    SiteTest::minimal()
        .build_with(&["--lang", "hu"])
        .ended_with(2)
        .says("[possible values: en, cs, de, pl, sk]");
}
