//! Translations older than their original, tested with real git repositories.

use std::process::Command;

use crate::support::{AS_OF, Run, SiteTest};

/// Git without the user's own settings.
fn git(site: &SiteTest, day: &str, arguments: &[&str]) {
    let date = format!("{day}T12:00:00+0100");
    let done = Command::new("git")
        .args(["-c", "user.name=Eva", "-c", "user.email=eva@example.org"])
        .args(["-c", "init.defaultBranch=main", "-c", "gc.auto=0"])
        .args(arguments)
        .current_dir(site.root())
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_AUTHOR_DATE", &date)
        .env("GIT_COMMITTER_DATE", &date)
        .output()
        .expect("git");
    assert!(done.status.success(), "{arguments:?}: {done:?}");
}

fn commit(site: &SiteTest, day: &str) {
    git(site, day, &["add", "--all"]);
    git(
        site,
        day,
        &["commit", "--quiet", "--allow-empty", "--message", day],
    );
}

/// A site whose first language is Czech, with its first commit.
fn site() -> SiteTest {
    let site = SiteTest::minimal().replaced(
        "content/site.yaml",
        "languages: [en, cs]",
        "languages: [cs, en]",
    );
    // The default language has one file.
    site.remove("content/pages/index.cs.md");
    git(&site, "2024-12-01", &["init", "--quiet"]);
    site
}

fn member(czech: &str, english: &str) -> String {
    format!(
        "# Checked with the office.\nname: Nanotex\nkind: company\nsize: small\njoined: 2020-01-01\n\nsummary:\n  cs: {czech}\n  en: {english}\n"
    )
}

const MEMBER: &str = "content/members/nanotex.yaml";

fn check(site: &SiteTest, further: &[&str]) -> Run {
    let mut arguments = vec!["check", "--notes", "--as-of", AS_OF];
    arguments.extend(further);
    site.run(&arguments)
}

/// The finding only, from its first line to the next blank line.
fn finding(run: &Run, code: &str) -> String {
    let start = run.stderr.find(&format!("[{code}]"));
    let start = start.unwrap_or_else(|| panic!("no {code} in:\n{}", run.said()));
    let line = run.stderr[..start].rfind('\n').map_or(0, |at| at + 1);
    let rest = &run.stderr[line..];
    rest.split("\n\n").next().unwrap_or(rest).to_owned()
}

fn has(run: &Run, code: &str) -> bool {
    run.stderr.contains(&format!("[{code}]"))
}

/// Sample L002 of the diagnostics: the value, the original beside it, both dates.
#[test]
fn an_old_translation_is_told() {
    let site = site();
    site.put(
        MEMBER,
        &member("Výrobce membrán", "Maker of nanofibre membranes"),
    );
    commit(&site, "2025-01-14");
    let old = member("Výrobce membrán a filtrů", "Maker of nanofibre membranes");
    site.put(MEMBER, &old);
    commit(&site, "2025-09-02");
    // Other lines of the file may change, and lines may move.
    site.put(MEMBER, &format!("# Moved.\n{old}"));
    commit(&site, "2026-02-03");
    let run = check(&site, &[]).ended_with(0);
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("stale_en", finding(&run, "L002"));
        insta::assert_snapshot!("stale_cs", finding(&check(&site, &["--lang", "cs"]), "L002"));
    });
    assert!(!has(&site.build(), "L002"), "a build looks at the history");
}

/// A confirmation applies until the original changes again.
#[test]
fn a_confirmation_holds_until_the_original_changes() {
    let site = site();
    site.put(MEMBER, &member("Výrobce", "Maker"));
    commit(&site, "2025-01-14");
    site.put(MEMBER, &member("Výrobce vláken", "Maker"));
    commit(&site, "2025-09-02");
    assert!(has(&check(&site, &[]), "L002"));
    let confirm = ["translations", "confirm", "members/nanotex", "summary.en"];
    site.run(&confirm)
        .ended_with(0)
        .says("confirmed 1 translation in content/translations.yaml");
    assert!(!has(&check(&site, &[]), "L002"));
    commit(&site, "2025-09-03");
    assert!(!has(&check(&site, &[]), "L002"));
    site.put(MEMBER, &member("Výrobce vláken a vrstev", "Maker"));
    commit(&site, "2025-10-01");
    assert!(has(&check(&site, &[]), "L002"));
    site.run(&["translations", "confirm", "members/nanotex"])
        .ended_with(0);
    assert!(!has(&check(&site, &[]), "L002"));
    site.run(&["translations", "confirm", "members/nanotecs"])
        .ended_with(2)
        .says("did you mean `members/nanotex`?");
    site.run(&["translations", "confirm", "members/nanotex", "sumary.en"])
        .ended_with(2)
        .says("there are: summary.en");
}

/// Long texts are files of their own; an uncommitted change dates from today.
#[test]
fn long_texts_and_work_in_progress() {
    let site = site();
    let news = |day: &str| {
        format!("---\ntitle: {{cs: A, en: A}}\nsummary: Same.\ndate: 2025-01-01\n---\n{day}\n")
    };
    site.put("content/news/one.md", &news("První"));
    site.put("content/news/one.en.md", "First\n");
    commit(&site, "2025-01-14");
    assert!(!has(&check(&site, &[]), "L002"));
    site.put("content/news/one.md", &news("První a druhý"));
    let run = check(&site, &[]);
    let said = finding(&run, "L002");
    assert!(said.contains("content/news/one.en.md:1:1"), "{said}");
    assert!(said.contains("last changed 2025-01-14"), "{said}");
    assert!(said.contains(&format!("changed {AS_OF}")), "{said}");
    site.run(&["translations", "confirm", "news/one", "long-text.en"])
        .ended_with(0);
    assert!(!has(&check(&site, &[]), "L002"));
}

/// Commits on a branch keep their dates through a merge, and through a rebase.
#[test]
fn merges_and_the_author_s_day() {
    let site = site();
    site.put(MEMBER, &member("Výrobce", "Maker"));
    commit(&site, "2025-01-14");
    git(&site, "2025-02-01", &["checkout", "--quiet", "-b", "czech"]);
    site.put(MEMBER, &member("Výrobce vláken", "Maker"));
    commit(&site, "2025-02-02");
    git(&site, "2025-02-03", &["checkout", "--quiet", "main"]);
    site.put(
        "content/news/x.md",
        "---\ntitle: {cs: A, en: A}\nsummary: Same.\ndate: 2025-01-01\n---\n",
    );
    commit(&site, "2025-03-01");
    git(
        &site,
        "2025-06-06",
        &["merge", "--quiet", "--no-edit", "czech"],
    );
    let said = finding(&check(&site, &[]), "L002");
    assert!(said.contains("changed 2025-02-02"), "{said}");
    git(
        &site,
        "2025-07-07",
        &["commit", "--quiet", "--amend", "--no-edit"],
    );
    let said = finding(&check(&site, &[]), "L002");
    assert!(said.contains("changed 2025-02-02"), "{said}");
}

/// Without a history the age is unknown, and that is reported once.
#[test]
fn an_unknown_age_is_said_once() {
    let site = SiteTest::minimal();
    let run = check(&site, &[]).ended_with(0);
    assert_eq!(run.stderr.matches("[L005]").count(), 1, "{}", run.stderr);
    run.says("out of date: there is no git history");

    let whole = self::site();
    commit(&whole, "2025-01-14");
    whole.put(MEMBER, &member("Výrobce", "Maker"));
    commit(&whole, "2025-01-15");
    assert!(!has(&check(&whole, &[]), "L005"));
    let shallow = SiteTest::empty();
    let from = format!("file://{}", whole.root().display());
    git(
        &shallow,
        "2025-01-16",
        &["clone", "--quiet", "--depth", "1", &from, "."],
    );
    check(&shallow, &["--lang", "cs"])
        .ended_with(0)
        .says("než originál: historie v gitu je useknutá");
    // Notes need no action, however strict the run is.
    check(&shallow, &["--deny-warnings"]).says("note[L005]");
}

/// A project may be a folder of a larger repository.
#[test]
fn a_project_below_a_repository() {
    let site = SiteTest::fixture_in("minimal", "site");
    git(&site, "2024-12-01", &["init", "--quiet"]);
    let path = "site/content/members/nanotex.yaml";
    site.put(path, &member("Výrobce", "Maker"));
    commit(&site, "2025-01-14");
    // English is the first language here.
    site.put(path, &member("Výrobce", "Maker of fibres"));
    commit(&site, "2025-09-02");
    let run = site.run(&["check", "--as-of", AS_OF, "--project", "site"]);
    let said = finding(&run, "L002");
    assert!(
        said.contains("Czech `summary` is older than the English one"),
        "{said}"
    );
}
