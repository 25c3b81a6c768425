//! The findings section of `site.yaml`: severities, and findings that are allowed with a
//! reason.

use crate::support::SiteTest;

/// A site with a missing translation, a finding whose severity can be changed and which can be
/// allowed.
fn half() -> SiteTest {
    SiteTest::minimal().file(
        "content/pages/half.md",
        "---\ntitle: {en: Half}\n---\nText.\n",
    )
}

fn with(site: SiteTest, findings: &str) -> SiteTest {
    let file = std::fs::read_to_string(site.path("content/site.yaml")).expect("site.yaml");
    site.file(
        "content/site.yaml",
        &format!("{file}findings: {findings}\n"),
    )
}

/// A site raises a warning to an error, and lowers it again.
#[test]
fn a_severity_of_ones_own() {
    half().build().ended_with(0).says("warning[L001]");
    let strict = with(half(), "{severity: {L001: error}}");
    strict.build().ended_with(1).says("error[L001]");
    assert!(strict.output().is_empty());
    let mild = with(half(), "{severity: {L001: note}}");
    mild.build_with(&["--deny-warnings"])
        .ended_with(0)
        .says("1 note;");
    mild.check().ended_with(0).says("note[L001]");
}

/// Every output format has the severity of the site, and none reports allowed findings.
#[test]
fn it_holds_for_every_form() {
    let strict = with(half(), "{severity: {L001: error}}");
    let allowed = with(half(), "{allow: [{code: L001, reason: It is a stub.}]}");
    for (form, error) in [
        ("human", "error[L001]"),
        ("short", "error[L001]"),
        ("json", "\"severity\": \"error\""),
        ("sarif", "\"level\": \"error\""),
        ("github", "::error "),
        ("gitlab", "\"severity\": \"major\""),
    ] {
        let run = |site: &SiteTest| site.run(&["check", "--as-of", "2026-06-01", "--format", form]);
        run(&strict).ended_with(1).says(error);
        let run = run(&allowed).ended_with(0).says("1 finding suppressed");
        assert!(
            !run.said().contains("`title` has no text"),
            "{form}: {}",
            run.said()
        );
    }
    let json = allowed.run(&["check", "--as-of", "2026-06-01", "--format", "json"]);
    json.says("\"allowed\": 1");
}

/// An allowance applies to its file, or to the files of its folder.
#[test]
fn an_allowance_has_its_place() {
    for file in ["content/pages/half.md", "content/pages/", "content"] {
        let site = with(
            half(),
            &format!("{{allow: [{{code: L001, file: {file}, reason: A stub.}}]}}"),
        );
        site.build()
            .ended_with(0)
            .says("1 finding suppressed; published");
    }
    let elsewhere = with(
        half(),
        "{allow: [{code: L001, file: content/page, reason: A stub.}]}",
    );
    elsewhere
        .build()
        .ended_with(0)
        .says("warning[L001]")
        .says("warning[C033]")
        .says("no such finding in content/page");
}

/// An allowance expires, and `check` reports an unused one.
#[test]
fn an_allowance_ends() {
    let of = |until: &str| {
        with(
            half(),
            &format!("{{allow: [{{code: L001, reason: A stub., until: {until}}}]}}"),
        )
    };
    of("2026-06-01")
        .build()
        .ended_with(0)
        .says("1 finding suppressed");
    of("2026-05-31")
        .build()
        .ended_with(0)
        .says("warning[L001]")
        .says("warning[C032]: L001 was suppressed until 2026-05-31");
    let idle = with(
        SiteTest::minimal(),
        "{allow: [{code: L001, reason: A stub.}]}",
    );
    idle.build()
        .ended_with(0)
        .says("warning[C033]: L001 is suppressed here, but there is no such finding");
    // A build of one edition cannot tell.
    let run = idle.build_with(&["--edition", "web"]).ended_with(0);
    assert!(!run.said().contains("C033"));
}

/// An error that keeps something wrong from being published cannot be lowered.
#[test]
fn errors_that_guard_the_site_stay() {
    let spoil = |findings: &str| {
        with(half(), findings).file(
            "content/news/one.md",
            "---\ntitle: One\ndate: 2026-01-01\nmembers: [nobody]\n---\nText.\n",
        )
    };
    let lowered = spoil("{severity: {R001: warning}}");
    lowered
        .build()
        .ended_with(1)
        .says("error[R001]")
        .says("error[C031]: R001 cannot be less than an error");
    let allowed = spoil("{allow: [{code: R001, reason: It comes later.}]}");
    allowed
        .build()
        .ended_with(1)
        .says("error[R001]")
        .says("error[C034]: R001 cannot be suppressed");
}

/// Mistakes in `findings:` are reported with the fix.
#[test]
fn slips_are_told() {
    let site = with(
        half(),
        "
  severity: {L01: error, l001: note, P004: fatal}
  allow:
    - {code: L0001, reason: A stub.}
    - {code: L001}
    - {code: L001, reason: ''}
    - {code: L001, file: ../pages/half.md, reason: A stub.}
    - {code: L001, untl: 2026-01-01, reason: A stub.}",
    );
    let run = site.check().ended_with(1);
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("slips_in_findings", run.said());
    });
}
