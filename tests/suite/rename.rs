//! `spunweb rename`: an entry gets another id, and all references to it are updated.

use crate::support::SiteTest;

/// A site in which everything that can refer to an entry refers to `spin`.
fn site() -> SiteTest {
    let member = "name: Spin  # the first\nkind: company\nsummary: S.\njoined: 2020\n";
    SiteTest::minimal()
        .file("content/members/spin.yaml", member)
        .file("content/members/spin.md", "## x\n\nThe [list](members:) and [me](spin.yaml).\n")
        .file(
            "content/members/spinner.yaml",
            "name: Spinner\nkind: company\nsummary: spin is no name here.\njoined: 2020\n",
        )
        .file(
            "content/news/one.md",
            "---\ntitle: One\ndate: 2026-01-01\nsummary: S.\n# members are named\nmembers: [spinner, spin]\n---\n\
             [a](members:spin#x), [b](../members/spin.yaml) and `spin` [c][d]\n\n\
             ## x\n\n[d]: members:spin\n\n```catalog\nfrom: members\nview: list\n```\n",
        )
        .file(
            "content/news/draft.md",
            "---\ntitle: Draft\ndate: 2026-01-01\nsummary: S.\ndraft: true\nmembers: [spin]\n---\n[a](members:spin)\n",
        )
        .replaced("content/site.yaml", "  web: {}", "  web: {entries: {members: [spin, spinner]}}")
}

/// References, links, editions and files get the new id; comments and other words stay, and
/// the old address redirects to the entry.
#[test]
fn everything_that_names_the_entry() {
    let site = site();
    site.build().ended_with(0);
    site.run(&["rename", "members/spin", "twist"])
        .ended_with(0)
        .says("members/spin is now members/twist")
        .says("content/news/one.md:6: spin → twist");
    assert!(!site.path("content/members/spin.yaml").exists());
    insta::assert_snapshot!(
        [
            "content/members/twist.yaml",
            "content/members/twist.md",
            "content/members/spinner.yaml",
            "content/news/one.md",
            "content/news/draft.md",
        ]
        .map(|path| format!("== {path}\n{}", site.read(path)))
        .concat()
    );
    site.build().ended_with(0);
    let old = site.read("public/web/members/spin/index.html");
    assert!(old.contains("/members/twist/"), "{old}");
    assert!(
        site.read("content/site.yaml")
            .contains("members: [twist, spinner]")
    );
}

/// After renaming there and back, only the former addresses differ.
#[test]
fn there_and_back() {
    let site = site();
    let files = [
        "members/spin.md",
        "news/one.md",
        "news/draft.md",
        "site.yaml",
    ];
    let read = || files.map(|file| site.read(&format!("content/{file}")));
    let before = read();
    let member = site.read("content/members/spin.yaml");
    site.run(&["rename", "members/spin", "twist"]).ended_with(0);
    site.run(&["rename", "members/twist", "spin"]).ended_with(0);
    assert_eq!(read(), before);
    let aliases = "aliases: [/cs/clenove/twist/, /members/twist/]\n";
    assert_eq!(
        site.read("content/members/spin.yaml"),
        format!("{member}{aliases}")
    );
    site.check().ended_with(0);
}

/// A folder with its pictures is moved as a whole.
#[test]
fn a_folder() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>";
    let site = SiteTest::minimal()
        .file(
            "content/members/spin/index.yaml",
            "name: Spin\nkind: company\nsummary: S.\njoined: 2020\nlogo: {file: logo.svg, alt: A sign}\n",
        )
        .file("content/members/spin/logo.svg", svg);
    site.build().ended_with(0);
    site.run(&["rename", "members/spin", "twist"]).ended_with(0);
    assert!(!site.path("content/members/spin").exists());
    assert!(site.path("content/members/twist/logo.svg").exists());
    site.build().ended_with(0);
}

/// Nothing is written if the new id is unavailable, or if the content has errors.
#[test]
fn refused() {
    for (arguments, status, says) in [
        (
            ["members/spin", "Twist"],
            2,
            "`Twist` cannot be an id: `T` is not a lower-case letter, a digit or a hyphen; did you mean `twist`?",
        ),
        (
            ["members/spin", "spinner"],
            2,
            "there is an entry `members/spinner` already",
        ),
        (["members/spn", "twist"], 2, "did you mean `members/spin`?"),
        (
            ["vocabularies/topics", "twist"],
            2,
            "there is no entry `vocabularies/topics`",
        ),
        (["spin", "twist"], 2, "write collection and id"),
    ] {
        site()
            .run(&["rename", arguments[0], arguments[1]])
            .ended_with(status)
            .says(says);
    }
    let site = site().file("content/news/bad.md", "---\ntitel: Bad\n---\n");
    site.run(&["rename", "members/spin", "twist"])
        .ended_with(1)
        .says("error[S002]")
        .says("nothing was renamed");
    assert!(site.path("content/members/spin.yaml").exists());
}

/// Texts that only pages show are checked too: a link that was already broken prevents the
/// rename, and one to the entry is edited wherever it is.
#[test]
fn what_only_pages_show() {
    let broken = site().file(
        "content/news/bad.md",
        "---\ntitle: Bad\ndate: 2026-01-01\nsummary: S.\n---\n[a](members:nobody) [b](members:spin)\n",
    );
    broken
        .run(&["rename", "members/spin", "twist"])
        .ended_with(1)
        .says("members:nobody")
        .says("nothing was renamed");
    assert!(broken.path("content/members/spin.yaml").exists());
    let site = site().file(
        "content/news/good.md",
        "---\ntitle: Good\ndate: 2026-01-01\nsummary: S.\n---\n<a href=\"members:spin\">a</a> [b](<../members/spin.yaml>)\n",
    );
    site.build().ended_with(0);
    site.run(&["rename", "members/spin", "twist"]).ended_with(0);
    site.build().ended_with(0);
    let text = site.read("content/news/good.md");
    assert!(!text.contains("spin"), "{text}");
}

/// A dry run shows the differences and writes nothing.
#[test]
fn a_dry_run() {
    let site = site();
    site.run(&["rename", "members/spin", "twist", "--dry-run"])
        .ended_with(0)
        .says("-members: [spinner, spin]")
        .says("+members: [spinner, twist]")
        .says("rename from content/members/spin.md");
    assert!(site.path("content/members/spin.yaml").exists());
    assert!(site.read("content/news/one.md").contains("[spinner, spin]"));
}

/// Folders within the folder of an entry go with it.
#[test]
fn folders_within_a_folder() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>";
    let site = SiteTest::minimal()
        .file(
            "content/members/spin/index.yaml",
            "name: Spin\nkind: company\nsummary: S.\njoined: 2020\n",
        )
        .file("content/members/spin/pictures/a.svg", svg)
        .file("content/members/spin/pictures/old/older/b.svg", svg);
    let run = site.run(&["rename", "members/spin", "twist"]);
    assert!(run.status == 0, "{}", run.said());
    assert!(!site.path("content/members/spin").exists());
    assert!(
        site.path("content/members/twist/pictures/old/older/b.svg")
            .exists()
    );
    assert!(site.path("content/members").exists());
}

/// If something is in the way, files already moved are moved back, and folders created for
/// them are removed.
#[test]
fn taken_back() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>";
    let site = SiteTest::minimal()
        .file(
            "content/members/spin/index.yaml",
            "name: Spin\nkind: company\nsummary: S.\njoined: 2020\n",
        )
        .file("content/members/spin/pictures/old/a.svg", svg)
        .file("content/members/spin/z.svg", svg);
    // A folder in place of a file; the content does not see it.
    let in_the_way = site.path("content/members/twist/z.svg");
    std::fs::create_dir_all(&in_the_way).expect("a folder");
    let before = site.read("content/members/spin/index.yaml");
    site.run(&["rename", "members/spin", "twist"])
        .ended_with(3)
        .says("z.svg");
    assert_eq!(site.read("content/members/spin/index.yaml"), before);
    assert!(
        site.path("content/members/spin/pictures/old/a.svg")
            .exists()
    );
    assert!(!site.path("content/members/twist/pictures").exists());
    assert!(in_the_way.exists());
}
