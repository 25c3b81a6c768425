//! Help for theme authors: a new theme, the data of a page, and suggestions for unknown names.

use serde_json::Value;

use crate::support::SiteTest;

/// A new theme extends another one, and changes nothing until files are added to it.
#[test]
fn a_new_theme() {
    let site = SiteTest::minimal();
    let run = site.run(&["theme", "new", "mine", "--extends", "plain"]);
    run.ended_with(0).says("themes/mine/theme.yaml written");
    let site = site.theme("mine");
    site.build().is_clean();
    site.run(&["theme", "new", "mine"])
        .ended_with(2)
        .says("there is a theme `mine` already");
    site.run(&["theme", "new", "Mine!"])
        .ended_with(2)
        .says("cannot be called `Mine!`");
    let run = site.run(&["theme", "new", "other", "--extends", "clutser"]);
    run.ended_with(2)
        .says("there is no theme `clutser`; there are: bare, cluster, mine, plain");
}

/// The files of a theme are listed, each with the theme that it comes from, and copied into
/// the site's own theme, where they change nothing until they are edited.
#[test]
fn files_are_listed_and_copied() {
    let site = SiteTest::minimal();
    let listed = |site: &SiteTest, name: &str| -> Vec<(String, String)> {
        let run = site.run(&["theme", "files", name]).ended_with(0);
        let lines = run.stdout.lines().filter_map(|line| line.split_once(' '));
        let lines = lines.map(|(theme, path)| (theme.to_owned(), path.trim().to_owned()));
        lines.collect()
    };
    let has = |all: &[(String, String)], theme: &str, path: &str| {
        let wanted = (theme.to_owned(), path.to_owned());
        assert!(all.contains(&wanted), "{theme} {path}: {all:?}");
    };
    site.run(&["theme", "new", "mine"]).ended_with(0);
    let site = site.theme("mine");
    let before = listed(&site, "mine");
    has(&before, "mine", "theme.yaml");
    has(&before, "cluster", "templates/entry.html");
    has(&before, "cluster", "print/catalog.typ");
    has(&before, "built-in", "templates/views/map.html");
    has(&listed(&site, "plain"), "plain", "templates/entry.html");
    site.build().is_clean();
    let page = "web/index.html";
    let published = site.output().text(page).to_owned();

    let wanted = [
        "templates/base.html",
        "templates/views/map.html",
        "print/style.typ",
        "templates/base.html",
    ];
    let command = [&["theme", "copy", "mine"][..], &wanted].concat();
    // A file named twice is copied once.
    let said = site.run(&command).ended_with(0).stdout;
    let lines = said.matches("themes/mine/templates/base.html written");
    assert_eq!(lines.count(), 1, "{said}");
    let after = listed(&site, "mine");
    for path in wanted {
        has(&after, "mine", path);
    }
    assert_eq!(before.len(), after.len());
    assert_eq!(
        site.read("themes/mine/templates/base.html"),
        std::fs::read_to_string("themes/cluster/templates/base.html").expect("the theme")
    );
    site.build().is_clean();
    assert_eq!(site.output().text(page), published);
}

/// A copy overwrites no file, changes no built-in theme, and is complete or not made.
#[test]
fn copies_that_are_not_made() {
    let site = SiteTest::minimal();
    site.run(&["theme", "new", "mine"]).ended_with(0);
    let refused = |arguments: &[&str], why: &str| {
        let command = [&["theme", "copy"][..], arguments].concat();
        site.run(&command).ended_with(2).says(why);
    };
    refused(
        &["cluster", "templates/base.html"],
        "comes with the program",
    );
    refused(&["mnie", "templates/base.html"], "there is no theme `mnie`");
    refused(&["mine", "theme.yaml"], "has the file `theme.yaml` already");
    refused(
        &["mine", "templates/base.html", "base.htm"],
        "has no file `base.htm`",
    );
    refused(
        &["mine", "base.html"],
        "did you mean `templates/base.html`?",
    );
    refused(&["mine", "../../x"], "has no file");
    assert!(!site.path("themes/mine/templates").exists());
    assert!(!site.path("themes/cluster").exists());
    site.run(&["theme", "files", "plian"])
        .ended_with(2)
        .says("bare, cluster, mine, plain");
}

/// The data of a page, by its address and by its entry.
#[test]
fn the_data_of_a_page() {
    let site = SiteTest::project();
    let seen = |page: &str| -> Value {
        let run = site.run(&["theme", "show", page, "--as-of", "2026-12-01"]);
        serde_json::from_str(&run.ended_with(0).stdout).expect("JSON")
    };
    let by_entry = seen("members/fiolume");
    assert_eq!(by_entry["template"], "members/entry.html");
    let data = &by_entry["data"];
    assert_eq!(data["page"]["kind"], "entry");
    assert_eq!(data["entry"]["id"], "fiolume");
    assert_eq!(data["site"]["title"], "Nanoprogress");
    assert_eq!(data["lang"], "en");
    let url = data["page"]["url"].as_str().unwrap_or("/members/fiolume/");
    assert_eq!(seen("/members/fiolume/"), by_entry, "{url}");
    assert_eq!(seen("/cs/")["data"]["lang"], "cs");
    assert_eq!(seen("/members/")["data"]["page"]["kind"], "list");
    let run = site.run(&["theme", "show", "/members/fiolme/", "--as-of", "2026-12-01"]);
    run.ended_with(2).says("did you mean `/members/fiolume/`?");
}

/// The default edition is `web`, wherever it is declared, otherwise the first one.
#[test]
fn the_edition_of_the_data() {
    let shown = |editions: &str| -> String {
        let site = SiteTest::minimal().replaced(
            "content/site.yaml",
            "editions:\n  web: {}\n  offline: {}",
            &format!("editions: {editions}"),
        );
        let run = site.run(&["theme", "show", "/", "--as-of", "2026-12-01"]);
        let data: Value = serde_json::from_str(&run.ended_with(0).stdout).expect("JSON");
        data["data"]["edition"]["name"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(shown("{offline: {}, web: {}}"), "web");
    assert_eq!(shown("{fair: {}, offline: {}}"), "fair");
}

/// A private field is in no view, so this command never prints it.
#[test]
fn private_fields_are_not_printed() {
    let site = SiteTest::minimal()
        .file(
            "content/schema/news.yaml",
            "
            extend: news
            fields: {secret: {type: string, private: true}}
            ",
        )
        .file(
            "content/news/one.md",
            "---\ntitle: One\ndate: 2026-01-01\nsecret: hush-hush\n---\n",
        );
    let run = site
        .run(&["theme", "show", "news/one", "--as-of", "2026-06-01"])
        .ended_with(0);
    assert!(run.stdout.contains("\"One\"") && !run.stdout.contains("hush-hush"));
}

/// The site with a part in its theme's template for pages.
fn with(template: &str) -> SiteTest {
    SiteTest::minimal()
        .theme("mine")
        .file("themes/mine/theme.yaml", "name: mine\nextends: plain\n")
        .file("themes/mine/templates/entry.html", template)
}

/// Each unknown name is reported with a suggestion.
#[test]
fn names_in_templates() {
    for (template, code, meant) in [
        ("{{ pgae.title }}", "T002", "page"),
        ("{{ page.titel }}", "T002", "title"),
        ("{{ site.organisaton.name }}", "T002", "organisation"),
        ("{{ page.title | uper }}", "T003", "upper"),
        ("{{ urll(to=\"home:\") }}", "T003", "url"),
        ("{% if page is defned %}x{% endif %}", "T003", "defined"),
        ("{{ <foregin of=\"en\" /> }}", "T003", "foreign"),
    ] {
        let run = with(template).check().ended_with(1);
        let run = run.says(&format!("[{code}]")).says("help: did you mean");
        let fixed = run
            .stderr
            .split("did you mean")
            .nth(1)
            .is_some_and(|after| after.contains(meant));
        assert!(fixed, "{template}: {}", run.stderr);
    }
}

/// An unknown text of the interface.
#[test]
fn texts_in_templates() {
    with("{{ t(key=\"seach_title\") }}{{ t(key=\"sikp\") }}")
        .check()
        .ended_with(1)
        .says("there is no text");
    with("{{ t(key=\"skp\") }}")
        .check()
        .ended_with(1)
        .says("did you mean `skip`?");
}

/// An unclosed tag is reported where it is opened.
#[test]
fn a_tag_that_is_not_closed() {
    with("<p>\n{% for a in page.alternates %}\n{% if a.current %}x\n{% endfor %}\n")
        .check()
        .ended_with(1)
        .says("error[T001]: `{% if %}` is not closed")
        .says("--> themes/mine/templates/entry.html:3:1");
    with("<p>\n{% if page.title %}\n")
        .check()
        .ended_with(1)
        .says("--> themes/mine/templates/entry.html:2:1");
}

/// If `themes` is a symbolic link, nothing is created at its target.
#[cfg(unix)]
#[test]
fn a_theme_behind_a_link_is_not_begun() {
    let site = SiteTest::minimal().replaced("content/site.yaml", "theme: bare", "theme: plain");
    std::fs::remove_dir_all(site.path("themes")).unwrap();
    std::fs::create_dir(site.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink(site.path("elsewhere"), site.path("themes")).unwrap();
    site.run(&["theme", "new", "ours", "--extends", "plain"])
        .ended_with(3);
    assert!(!site.path("elsewhere/ours").exists());
}
