//! How much a page may load.

use super::{photograph, site};

/// A page over the budget of its kind is a warning that names its heaviest pictures; the
/// others are silent.
#[test]
fn a_page_over_its_budget() {
    let fair = |budgets: &str| {
        let theme = format!("name: fair\nextends: cluster\nversion: 1.0.0\nbudgets: {budgets}\n");
        let site = site("a.jpg", &photograph(700, 500, None)).theme("cluster");
        site.replaced("content/site.yaml", "theme: cluster", "theme: fair")
            .file("themes/fair/theme.yaml", &theme)
    };
    let run = fair("{list: 100000, entry: 20, home: 100000}")
        .check()
        .ended_with(0);
    run.says("warning[I025]: the page `")
        .says("/one/index.html` loads ")
        .says("kB; its budget is 20 kB")
        .says("assets/a-");
    let run = fair("{list: 20, entry: 100000, home: 100000}")
        .check()
        .ended_with(0);
    let said = run.said();
    assert!(
        ["members", "cs/clenove"]
            .iter()
            .any(|list| said.contains(&format!("the page `{list}/index.html` loads"))),
        "{said}"
    );
    assert!(!said.contains("/one/index.html`"), "{said}");
    let run = fair("{list: 100000, entry: 100000, home: 100000}")
        .check()
        .ended_with(0);
    assert!(!run.said().contains("I025"), "{}", run.said());
}

/// One photograph is one warning, though two languages and two editions show it.
#[test]
fn a_heavy_page_is_told_once() {
    let theme = "name: fair\nextends: cluster\nversion: 1.0.0\nbudgets: {entry: 20, list: 20}\n";
    let run = site("a.jpg", &photograph(700, 500, None))
        .theme("cluster")
        .replaced("content/site.yaml", "theme: cluster", "theme: fair")
        .file("themes/fair/theme.yaml", theme)
        .run(&["check", "--format", "short", "--all"]);
    let said = run.said();
    let of = |pages: &[&str]| {
        let heavy = said.lines().filter(|line| line.contains("warning[I025]"));
        let is_of = |line: &&str| pages.iter().any(|page| line.contains(page));
        heavy.filter(is_of).count()
    };
    assert_eq!(of(&["content/members/one.yaml:1:1"]), 1, "{said}");
    assert_eq!(
        of(&["`members/index.html`", "`cs/clenove/index.html`"]),
        1,
        "{said}"
    );
}
