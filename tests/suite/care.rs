//! Maintenance that is easily forgotten: for every row of `check::CHECKS` there is a site with
//! a finding and one without.

use crate::support::{AS_OF, SiteTest, expect_none};

/// A complete member.
const MEMBER: &str = "
    name: Spinworks
    kind: company
    summary: {en: It spins., cs: Zvlákňuje.}
    address: {locality: Praha, country: CZ}
    region: prague
    location: {lat: 50, lon: 14}
    website: https://spinworks.example/
    contacts: [{role: sales, email: sales@spinworks.example}]
    competences: [spinning]
    logo: {file: assets/mark.svg, alt: {en: Mark, cs: Značka}}
    joined: 2020
    profile_updated: 2026-01
    ";

fn member(more: &str, from: &str, to: &str) -> SiteTest {
    let text = format!("{MEMBER}{more}");
    assert!(text.contains(from), "{from}");
    site().file(
        "content/members/spinworks.yaml",
        &text.replacen(from, to, 1),
    )
}

/// The day until which a page is promised is not printed if it is private.
const PRIVATE_PROMISE: &str =
    "extend: projects\nfields:\n  funding: {fields: {publicity_until: {private: true}}}\n";

fn project(funding: &str, more: &str) -> SiteTest {
    let text = format!(
        "title: {{en: Clean air, cs: Čistý vzduch}}\nsummary: {{en: Filters., cs: Filtry.}}\nstatus: running\nfunding: {{provider: Ministry, recipient: Cluster{funding}}}\n{more}"
    );
    site().file("content/projects/air.yaml", &text)
}

fn site() -> SiteTest {
    SiteTest::minimal()
        .file(
            "content/assets/mark.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>",
        )
        .file(
            "content/pages/index.md",
            "---\ntitle: {en: Home, cs: Domů}\n---\n![Mark](assets/mark.svg)\n",
        )
        .file("content/pages/index.cs.md", "![Značka](assets/mark.svg)\n")
}

fn said(site: &SiteTest) -> String {
    let said = site
        .run(&["check", "--as-of", AS_OF, "--format", "short"])
        .said();
    // The folder of a test has no git history, which is reported for every site.
    let is_of_the_site = |line: &&str| line.contains('[') && !line.contains("[L005]");
    let findings = said.lines().filter(is_of_the_site);
    findings.collect::<Vec<_>>().join("\n")
}

const STATEMENT: &str = ", statement: {en: Supported., cs: Podpořeno.}";

/// The finding for each site; empty if there is none.
fn cases() -> Vec<(&'static str, SiteTest, &'static str)> {
    let m = |more, from, to| member(more, from, to);
    vec![
        ("a whole member", m("", "", ""), ""),
        (
            "a certificate that holds",
            m(
                "certificates: [{standard: ISO 9001, valid_until: 2026-06}]\n    ",
                "",
                "",
            ),
            "",
        ),
        (
            "one that has expired",
            m(
                "certificates: [{standard: ISO 9001, valid_until: 2026-05}]\n    ",
                "",
                "",
            ),
            "warning[D004]: ",
        ),
        (
            "a file that is not there",
            m("", "assets/mark.svg", "assets/mork.svg"),
            "error[I003]: there is no file `assets/mork.svg`",
        ),
        (
            "a text in one language",
            m("", ", cs: Zvlákňuje.", ""),
            "warning[L001]: `summary` has no text in `cs`",
        ),
        (
            "a text in one language, in a list of groups",
            m("facilities: [{name: {en: Line}}]\n    ", "", ""),
            "warning[L001]: `name` has no text in `cs`",
        ),
        (
            "a mailbox of a person",
            m("", "sales@", "jana.novakova@"),
            "warning[P002]: `jana.novakova@spinworks.example`",
        ),
        (
            "an old confirmation",
            m("", "profile_updated: 2026-01", "profile_updated: 2025-01"),
            "warning[P003]: ",
        ),
        (
            "an incomplete member",
            m("", "region: prague", ""),
            "warning[P004]: the entry is 87 % complete; missing: region",
        ),
        (
            "a person without a basis",
            m("", "{role: sales, ", "{role: sales, person: Jana, "),
            "warning[S041]: `contacts.basis` is missing",
        ),
        (
            "two persons, one with a basis",
            m(
                "",
                "contacts: [",
                "contacts: [{role: sales, person: Eva, basis: consent}, {role: sales, person: Jan}, ",
            ),
            "warning[S041]: `contacts.basis` is missing",
        ),
        (
            "a person to be asked again",
            m(
                "",
                "{role: sales, ",
                "{role: sales, person: Jana, basis: consent, review_by: 2026-05-01, ",
            ),
            "warning[D004]: ",
        ),
        (
            "a person with a basis",
            m(
                "",
                "{role: sales, ",
                "{role: sales, person: Jana, basis: consent, review_by: 2027, ",
            ),
            "",
        ),
        (
            "a file that no page uses",
            m("", "", "").file("content/assets/left.csv", "a,b\n"),
            "content/assets/left.csv: warning[I020]",
        ),
        (
            "a link to nothing",
            m("", "", "")
                .file("content/members/spinworks.md", "[x](members:nobody)\n")
                .file("content/members/spinworks.cs.md", "x\n"),
            "error[K005]",
        ),
        (
            "an anchor that is not there",
            m("", "", "")
                .file("content/members/spinworks.md", "[x](#nowhere)\n")
                .file("content/members/spinworks.cs.md", "x\n"),
            "error[K011]",
        ),
        ("public funding", project(STATEMENT, ""), ""),
        (
            "no statement",
            project("", ""),
            "warning[P010]: the funding has no statement: `funding.statement` is missing",
        ),
        (
            "a statement in one language",
            project(", statement: {en: Supported.}", ""),
            "warning[P010]: the statement about the funding, `funding.statement`, is missing in `cs`",
        ),
        (
            "no emblem of the Union",
            project(
                ", statement: {en: Supported., cs: Podpořeno.}, source: european-union",
                "",
            ),
            "warning[P010]: the funding has no emblem: `funding.emblem` is missing",
        ),
        (
            "a page that stays",
            project(
                ", statement: {en: Supported., cs: Podpořeno.}, publicity_until: 2028",
                "",
            ),
            "",
        ),
        (
            "a page that leaves too early",
            project(
                ", statement: {en: Supported., cs: Podpořeno.}, publicity_until: 2028",
                "expires: 2027-01-01\n",
            ),
            "warning[P011]: the page has to stay until 2028-12-31",
        ),
        (
            "a page that is a draft",
            project(
                ", statement: {en: Supported., cs: Podpořeno.}, publicity_until: 2028",
                "draft: true\n",
            ),
            "warning[P011]: ",
        ),
        (
            "a promise that is nobody's business",
            project(
                ", statement: {en: Supported., cs: Podpořeno.}, publicity_until: 2028",
                "expires: 2027-01-01\n",
            )
            .file("content/schema/projects.yaml", PRIVATE_PROMISE),
            "warning[P011]: the page has to stay until the day in `funding.publicity_until`",
        ),
        (
            "a draft after its time",
            project(", publicity_until: 2025", "draft: true\n"),
            "",
        ),
    ]
}

#[test]
fn what_an_office_forgets_is_told() {
    let mut wrong = Vec::new();
    for (name, site, wanted) in cases() {
        let found = said(&site);
        // A missing translation of a statement is also reported as a missing text.
        let fits = match wanted {
            "" => found.is_empty(),
            wanted => {
                found.contains(wanted)
                    && found
                        .lines()
                        .filter(|line| !line.contains("`statement`"))
                        .count()
                        == 1
            }
        };
        if !fits {
            wrong.push(format!("{name}: {found}"));
        }
    }
    expect_none("sites say something else", &wrong);
}

/// Every code of the maintenance checks has a case above.
#[test]
fn every_check_of_care_has_a_case() {
    let cases = cases();
    let silent: Vec<&str> = spunweb::testing::check::CHECKS
        .iter()
        .filter(|check| check.of_care)
        .flat_map(|check| check.codes)
        .copied()
        // Measured values are in `quantities/`.
        .filter(|code| *code != "Q013")
        .filter(|code| !cases.iter().any(|(_, _, wanted)| wanted.contains(code)))
        .collect();
    expect_none("codes have no case", &silent);
}
