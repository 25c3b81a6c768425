//! Languages that the theme or the built-in labels lack: another one replaces them, and that
//! is reported once.

use crate::support::{Run, SiteTest};

/// The minimal site in other languages.
fn in_languages(languages: &str) -> SiteTest {
    let member = "name: Spin\nkind: company\nsummary: S.\njoined: 2020\n";
    SiteTest::minimal()
        .file("content/members/spin.yaml", member)
        .replaced(
            "content/site.yaml",
            "languages: [en, cs]",
            &format!("languages: {languages}"),
        )
}

/// How many findings of a code there are.
#[track_caller]
fn count(run: &Run, code: &str) -> usize {
    let lines = run.stderr.lines();
    lines
        .filter(|line| line.contains(&format!("[{code}]")))
        .count()
}

/// How many texts the theme has.
fn texts_of_cluster() -> usize {
    let texts = include_str!("../../themes/cluster/texts/en.yaml").lines();
    let is_key = |line: &&str| !line.starts_with([' ', '#', '-']) && line.contains(':');
    texts.filter(is_key).count()
}

/// A language without built-in texts is shown in English, and each cause is one warning with
/// the number of texts and how to add them.
#[test]
fn a_language_that_the_program_lacks() {
    let site = in_languages("[en, hu]").theme("cluster");
    let run = site.build().ended_with(0);
    assert_eq!(count(&run, "T011"), 1, "{}", run.said());
    assert_eq!(count(&run, "L009"), 1, "{}", run.said());
    assert_eq!(count(&run, "T009"), 0, "{}", run.said());
    let texts = texts_of_cluster();
    let run = run
        .says(&format!(
            "the theme `cluster` has no texts in `hu`; {texts} texts are shown in `en`"
        ))
        .says("texts/hu.yaml")
        .says("labels of collections, fields and properties are not in `hu` and are shown in `en`");
    assert!(run.said().contains("content/site.yaml:4"), "{}", run.said());
    let page = site.output().text("web/hu/members/index.html");
    assert!(
        page.contains("lang=\"hu\"") && page.contains("Main menu"),
        "{page}"
    );
}

/// `fallback` sets the language to use instead, for the theme and for labels.
#[test]
fn a_declared_chain() {
    for (fallback, shown, text, route) in [
        ("", "en", "Page not found", "members"),
        (
            "fallback: {hu: [cs, en]}",
            "cs",
            "Stránka nenalezena",
            "clenove",
        ),
        (
            "fallback: {hu: [de, cs]}",
            "cs",
            "Stránka nenalezena",
            "mitglieder",
        ),
    ] {
        let site = in_languages("[en, hu]");
        let declared = format!("{}{fallback}\n", site.read("content/site.yaml"));
        let site = site.file("content/site.yaml", &declared);
        let run = site.build().ended_with(0);
        assert_eq!(count(&run, "T011"), 1, "{}", run.said());
        run.says(&format!("shown in `{shown}`"));
        let page = site.page("web/hu/404.html");
        assert_eq!(page.all("h1").next().map(|h1| h1.text.as_str()), Some(text));
        assert!(
            site.output().has(&format!("web/hu/{route}/index.html")),
            "{route}"
        );
    }
}

/// A regional variant uses the texts of its language, and nothing is missing.
#[test]
fn a_region_has_the_texts_of_its_language() {
    let site = in_languages("[en, de-AT]").theme("cluster");
    let run = site.build().ended_with(0);
    assert_eq!(
        count(&run, "T011") + count(&run, "L009"),
        0,
        "{}",
        run.said()
    );
    assert!(
        site.output()
            .text("web/de-at/mitglieder/index.html")
            .contains("Hauptmenü")
    );
}

/// A chain for a language that the site does not have is an error with a suggestion.
#[test]
fn a_chain_for_no_language_of_the_site() {
    let site = in_languages("[en, sk]");
    let declared = format!("{}fallback: {{sl: [en]}}\n", site.read("content/site.yaml"));
    site.file("content/site.yaml", &declared)
        .check()
        .ended_with(1)
        .says("error[C040]")
        .says("languages of the site: en, sk");
}

/// A theme that extends another one and translates some texts inherits the rest; missing ones
/// are one finding.
#[test]
fn a_theme_with_some_texts_of_a_language() {
    let site = in_languages("[en, hu]")
        .theme("ours")
        .file("themes/ours/theme.yaml", "name: ours\nextends: cluster\n")
        .file(
            "themes/ours/texts/hu.yaml",
            "main_menu: Főmenü\nlanguage_name: Magyar\n",
        )
        .file("themes/ours/texts/en.yaml", "main_menu: The menu\n");
    let run = site.build().ended_with(0);
    assert_eq!(
        (count(&run, "T011"), count(&run, "T009")),
        (0, 1),
        "{}",
        run.said()
    );
    let missing = texts_of_cluster() - 2;
    run.says(&format!("the theme lacks {missing} texts in `hu`"))
        .says("a_to_z");
    let hungarian = site.output().text("web/hu/members/index.html");
    assert!(hungarian.contains("Főmenü") && hungarian.contains("Skip to content"));
    let english = site.output().text("web/members/index.html");
    assert!(english.contains("The menu") && english.contains("Skip to content"));
}

/// Values in a language that the site does not have are one finding for people, whatever the
/// fields; the formats for programs list every place.
#[test]
fn values_in_a_language_that_the_site_does_not_have() {
    let site = SiteTest::minimal()
        .file(
            "content/news/one.yaml",
            "title: {en: One, cs: Jedna, de: Eins}\ndate: 2026-01-01\nsummary: {en: One., cs: Jedna., de: Eins.}\n",
        )
        .file(
            "content/members/one.yaml",
            "name: {en: One, cs: Jedna, de: Eins}\nkind: company\nsummary: {en: A., cs: A., de: A.}\njoined: 2020\n",
        );
    let run = site.check().ended_with(0);
    assert_eq!(count(&run, "L003"), 1, "{}", run.said());
    let run = site.run(&["check", "--as-of", "2026-06-01", "--format", "short"]);
    let all = run.said().matches("[L003]").count();
    assert_eq!(all, 4, "{}", run.said());
}
