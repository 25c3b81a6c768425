//! The language of the messages, and of the files beside an edition.

use crate::support::{AS_OF, SiteTest};

/// The output of `explain` with some environment variables set.
fn explained(variables: &[(&str, &str)], further: &[&str]) -> String {
    let site = SiteTest::empty();
    let mut arguments = vec!["explain", "S002"];
    arguments.extend(further);
    let mut command = site.command(&arguments);
    command.env_remove("LC_ALL").env_remove("LC_MESSAGES");
    command.env_remove("LANG").envs(variables.iter().copied());
    site.finish(command).ended_with(0).stdout
}

/// The option, otherwise `SPUNWEB_LANG`, otherwise the locale, otherwise English.
#[test]
fn messages_follow_the_locale() {
    let (english, czech) = (explained(&[], &[]), explained(&[], &["--lang", "cs"]));
    assert!(
        english.contains("field") && czech.contains("pole"),
        "{english}{czech}"
    );
    for (variables, further, wanted) in [
        (&[("LANG", "cs_CZ.UTF-8")][..], &[][..], &czech),
        (
            &[("LANG", "cs_CZ.UTF-8"), ("LC_ALL", "C.UTF-8")],
            &[],
            &english,
        ),
        (
            &[("LANG", "en_GB.UTF-8"), ("LC_MESSAGES", "cs_CZ.UTF-8")],
            &[],
            &czech,
        ),
        (&[("LC_ALL", "C"), ("SPUNWEB_LANG", "cs")], &[], &czech),
        (&[("LANG", "ja_JP.UTF-8")], &[], &english),
        (&[("LANG", "cs_CZ.UTF-8")], &["--lang", "en"], &english),
    ] {
        assert_eq!(&explained(variables, further), wanted, "{variables:?}");
    }
}

/// Every command follows the environment, including those that change files.
#[test]
fn every_command_follows_the_environment() {
    let site = SiteTest::empty();
    for arguments in [
        &["check"][..],
        &["rename", "members/one", "two"],
        &["export", "members"],
        &["import", "members", "one.csv"],
        &["fmt"],
        &["schema"],
        &["theme", "new", "own"],
        &["theme", "show", "/"],
    ] {
        let mut command = site.command(arguments);
        command.env("SPUNWEB_LANG", "cs");
        site.finish(command).ended_with(2).says("není projekt");
    }
}

/// The read-me of an edition is in each language of the site that is built in.
#[test]
fn the_read_me_is_in_its_language() {
    let site = SiteTest::minimal().replaced(
        "content/site.yaml",
        "languages: [en, cs]",
        "languages: [en, cs, de, sk, pl]",
    );
    site.run(&["build", "--no-sync", "--as-of", AS_OF])
        .ended_with(0);
    let english = site.output().text("offline/README-en.txt");
    for lang in spunweb::testing::messages::languages() {
        let readme = site.output().text(&format!("offline/README-{lang}.txt"));
        assert!(readme.contains("START.html"), "{lang}: {readme}");
        let same = readme.lines().filter(|line| line.len() > 40);
        let same = same.filter(|line| english.contains(line)).count();
        assert!(lang == "en" || same == 0, "{lang}: {readme}");
    }
}
