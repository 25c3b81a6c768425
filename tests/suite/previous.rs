//! Going back to the previous version, forgetting it, and the changes since.

use crate::support::{SiteTest, Tree};

/// A rollback restores the previous version byte for byte; a second one undoes the first.
#[test]
fn rollback_and_back_again() {
    let site = SiteTest::minimal();
    site.run(&["rollback"])
        .ended_with(2)
        .says("there is no previous version");
    site.build().is_clean();
    let first = site.output();
    site.put("content/pages/index.md", "---\ntitle: Second\n---\nTwo.\n");
    site.build().ended_with(0);
    let second = site.output();
    assert_ne!(first.difference(&second), "");
    site.run(&["rollback"])
        .ended_with(0)
        .says("is the previous version again");
    assert_eq!(first.difference(&site.output()), "");
    site.run(&["rollback"]).ended_with(0);
    assert_eq!(second.difference(&site.output()), "");
}

/// After `forget` no file of the previous version is left, and there is nothing to go back to.
#[test]
fn forget_removes_what_was() {
    let site = SiteTest::minimal().file(
        "content/pages/canary.md",
        "---\ntitle: Canary Qx7\n---\nHere is Qx7.\n",
    );
    site.build().ended_with(0);
    site.remove("content/pages/canary.md");
    site.build().ended_with(0);
    let whole = Tree::of(&site.root());
    assert!(!whole.holding("Qx7").is_empty());
    site.run(&["forget"]).ended_with(0).says("was deleted");
    let whole = Tree::of(&site.root());
    assert_eq!(whole.holding("Qx7"), Vec::<&str>::new());
    site.run(&["forget"])
        .ended_with(0)
        .says("there is no previous version");
    site.run(&["rollback"]).ended_with(2);
    assert!(site.output().has("web/index.html"));
}

/// On a fresh machine the manifest of a server tells what to upload and what to delete there.
#[test]
fn changes_since_a_manifest() {
    let site = SiteTest::minimal().file("content/pages/old.md", "---\ntitle: Old\n---\nx\n");
    site.build().ended_with(0);
    std::fs::copy(
        site.path("public/.spunweb-manifest.json"),
        site.path("deployed.json"),
    )
    .unwrap();
    std::fs::remove_dir_all(site.path("public")).unwrap();
    site.remove("content/pages/old.md");
    site.put("content/pages/new.md", "---\ntitle: New\n---\nx\n");
    site.build_with(&["--previous-manifest", "deployed.json"])
        .ended_with(0)
        .says("since the previous manifest: ");
    let changes = std::fs::read_to_string(site.path(".public.changes.json")).unwrap();
    let changes: serde_json::Value = serde_json::from_str(&changes).unwrap();
    let has = |list: &str, path: &str| {
        let paths = changes[list].as_array().unwrap();
        paths.iter().any(|one| one == path)
    };
    assert!(has("added", "web/new/index.html"), "{changes}");
    assert!(has("changed", "web/sitemap.xml"), "{changes}");
    assert!(has("removed", "web/old/index.html"), "{changes}");
    assert!(!has("changed", "web/404.html"), "{changes}");
    site.build_with(&["--previous-manifest", "nowhere.json"])
        .ended_with(2)
        .says("could not read the manifest");
}
