//! `spunweb fmt`: the layout of YAML files.

use crate::support::SiteTest;

const UNTIDY: &str = "# A member.\n\nkind:   company\nname: Spin  \nwebsite: https://spin.example\n\
    # who to call\ncontacts:\n- name: Jana\n  private: true\nsummary: S.\nico: 00216275\nx-note: kept\n";

/// Fields in schema order with their comments, two spaces per level, and digits in quotes; a
/// second run changes nothing.
#[test]
fn an_entry() {
    let site = SiteTest::minimal()
        .file("content/members/spin.yaml", UNTIDY)
        .file(
            "content/news/one.md",
            "---\nsummary: S.\ntitle: One   \ndate: 2026-01-01\n---\n# Text  \n- a\n",
        );
    site.run(&["fmt", "--check"])
        .ended_with(1)
        .says("content/members/spin.yaml")
        .says("files would change");
    assert_eq!(site.read("content/members/spin.yaml"), UNTIDY);
    site.run(&["fmt"]).ended_with(0).says("content/news/one.md");
    insta::assert_snapshot!(site.read("content/members/spin.yaml"));
    assert_eq!(
        site.read("content/news/one.md"),
        "---\ntitle: One\ndate: 2026-01-01\nsummary: S.\n---\n# Text  \n- a\n"
    );
    site.run(&["fmt"])
        .ended_with(0)
        .says("every file is formatted already");
    site.run(&["fmt", "--check"]).ended_with(0);
}

/// A file that cannot be parsed stays as it is and is named; line ends stay.
#[test]
fn left_alone() {
    let site = SiteTest::minimal()
        .file("content/members/bad.yaml", "name: [a\n")
        .file(
            "content/members/spin.yaml",
            "name: Spin\r\ncontacts:\r\n- name: Jana\r\n",
        );
    site.run(&["fmt"])
        .ended_with(0)
        .says("`content/members/bad.yaml` was left as it is");
    assert_eq!(site.read("content/members/bad.yaml"), "name: [a\n");
    assert_eq!(
        site.read("content/members/spin.yaml"),
        "name: Spin\r\ncontacts:\r\n  - name: Jana\r\n"
    );
}

/// A dry run shows the differences.
#[test]
fn a_dry_run() {
    let site = SiteTest::minimal().file("content/members/spin.yaml", "name: Spin  \n");
    site.run(&["fmt", "--dry-run"])
        .ended_with(0)
        .says("-name: Spin  \n+name: Spin\n");
    assert_eq!(site.read("content/members/spin.yaml"), "name: Spin  \n");
}

/// The files of `init` are formatted, and so is the content of this project.
#[test]
fn what_comes_with_the_program() {
    for kind in ["cluster", "nanofibre", "catalogue", "plain"] {
        let site = SiteTest::empty();
        site.run(&["init", "site", "--kind", kind, "--languages", "cs,en"]);
        site.run(&["fmt", "--check", "--project", "site"])
            .ended_with(0);
    }
    SiteTest::project().run(&["fmt", "--check"]).ended_with(0);
}
