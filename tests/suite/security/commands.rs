//! What a commit can bring against the commands beside `build`: links in the place of
//! what they read or write, and a repository that is none of the project's.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, symlink};
use std::process::Command;

use crate::support::{AS_OF, SiteTest, Tree, wait_for};

const CANARY: &str = "canary-outside";

/// A site beside a folder that is none of its business.
fn site() -> SiteTest {
    SiteTest::fixture_in("minimal", "site").file("outside/top", CANARY)
}

fn link(test: &SiteTest, path: &str, target: &str) {
    let path = test.path("site").join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    let _ = fs::remove_file(&path);
    symlink(target, path).expect("a link");
}

/// A file for an editor that is a link is neither written nor read, even where it leads to
/// the very bytes that would be written: it could as well lead to what has no end.
#[test]
fn files_for_editors_are_no_links() {
    let test = site();
    let schema = ["schema", "--editor", "vscode", "--project", "site"];
    test.run(&schema).ended_with(0);
    for file in [".spunweb/schema/site.json", ".spunweb/.gitignore"] {
        let whole = test.path("site").join(file);
        let bytes = fs::read(&whole).expect("a file");
        fs::write(test.path("outside/same"), bytes).expect("a new file");
        let up = "../".repeat(file.matches('/').count() + 1);
        link(&test, file, &format!("{up}outside/same"));
        let check = ["check", "--project", "site", "--as-of", AS_OF];
        test.run(&check).ended_with(0).says("symbolic link");
        test.run(&schema).ended_with(3).says("symbolic link");
        fs::remove_file(whole).expect("a link");
    }
}

/// The settings of an editor that lead elsewhere are not asked whether schemas are wanted.
#[test]
fn settings_of_an_editor_are_no_link() {
    let test = site().file("outside/settings.json", "{\"x\": \"./.spunweb/schema/\"}");
    link(
        &test,
        ".vscode/settings.json",
        "../../outside/settings.json",
    );
    let mut check = test.command(&["check", "--project", "site", "--as-of", AS_OF]);
    check.env_remove("CI");
    test.finish(check).ended_with(0);
    assert!(!test.path("site/.spunweb/schema").exists());
    test.run(&["schema", "--editor", "vscode", "--project", "site"])
        .ended_with(3)
        .says("symbolic link");
}

/// The preview watches the folders of the project, and no other one that a link leads to.
#[cfg(target_os = "linux")]
#[test]
fn the_preview_does_not_watch_what_is_outside() {
    let test = site().file("outside/sub/below", "x");
    link(&test, "content/assets/all", "../../../outside");
    link(&test, "themes/bare/assets/all", "../../../../outside/sub");
    let serving = test.serve_with(&["--project", "site"]);
    let watched = || -> BTreeSet<u64> {
        let open = fs::read_dir(format!("/proc/{}/fdinfo", serving.id())).expect("open files");
        let texts = open.filter_map(|file| fs::read_to_string(file.ok()?.path()).ok());
        let lines = texts.flat_map(|text| {
            let lines = text.lines().filter(|line| line.starts_with("inotify "));
            lines.map(str::to_owned).collect::<Vec<_>>()
        });
        let number = |line: String| {
            let hex = line.split("ino:").nth(1)?.split(' ').next()?.to_owned();
            u64::from_str_radix(&hex, 16).ok()
        };
        lines.filter_map(number).collect()
    };
    let inode = |path: &str| fs::metadata(test.path(path)).expect("a folder").ino();
    let watched = wait_for("watches", || {
        let watched = watched();
        watched
            .contains(&inode("site/content/pages"))
            .then_some(watched)
    });
    for folder in ["outside", "outside/sub"] {
        assert!(!watched.contains(&inode(folder)), "{folder}");
    }
}

/// The tables of lists are found beside the one that is named: a commit can bring them.
#[test]
fn tables_beside_the_named_one_are_no_links() {
    let things = "collection: things\nlabel: Things\nsingular: thing\nroute: things\nfields:\n  title: {type: string, required: true, label: Title}\n  parts: {type: list, label: Parts, of: {type: object, fields: {name: {type: string, label: Name}}}}\n";
    let test = site().file("site/content/schema/things.yaml", things).file(
        "site/content/things/one.yaml",
        "title: One\nparts:\n  - {name: Wheel}\n",
    );
    let export = [
        "export",
        "things",
        "--to",
        "site/t.csv",
        "--project",
        "site",
    ];
    test.run(&export).ended_with(0);
    let beside = fs::read_to_string(test.path("site/t.parts.csv")).expect("a table");
    let outside = beside.replace("Wheel", CANARY);
    fs::write(test.path("outside/list.csv"), outside).expect("a new file");
    link(&test, "t.parts.csv", "../outside/list.csv");
    let import = ["import", "things", "site/t.csv", "--project", "site"];
    let run = test.run(&import).ended_with(2).says("symbolic link");
    assert!(!run.said().contains(CANARY), "{}", run.said());
    let content = Tree::of(&test.path("site/content"));
    assert_eq!(content.holding(CANARY), Vec::<&str>::new());

    // So is the table that is named.
    fs::remove_file(test.path("site/t.parts.csv")).expect("a link");
    fs::copy(test.path("site/t.csv"), test.path("outside/t.csv")).expect("a copy");
    test.run(&["import", "things", "outside/t.csv", "--project", "site"])
        .ended_with(0);
    link(&test, "t.csv", "../outside/t.csv");
    test.run(&import).ended_with(2).says("symbolic link");
}

/// Nothing new is made where a link leads out of the content or to what is hidden in it.
#[test]
fn new_entries_are_not_made_through_links() {
    let new = [
        "new",
        "news",
        "x",
        "--set",
        "title=X",
        "--set",
        "summary=S",
        "--set",
        "date=2026-01-01",
        "--project",
        "site",
    ];
    for (target, said) in [
        (".hidden", "hidden"),
        ("../../outside", "out of the folder"),
        ("../.git", "out of the folder"),
        ("../themes/bare", "out of the folder"),
    ] {
        let test = site()
            .file("site/content/.hidden/y.txt", "y")
            .file("site/.git/config", "");
        link(&test, "content/news", target);
        let before = Tree::of(&test.root());
        test.run(&new).ended_with(3).says(said);
        assert_eq!(Tree::of(&test.root()).difference(&before), "", "{target}");
    }
}

/// The files of a bare repository that are committed like any others are none: their
/// configuration could name folders elsewhere to read from.
#[test]
fn a_repository_of_a_commit_is_none() {
    let test = site();
    let git = |folder: &str, arguments: &[&str]| {
        let done = Command::new("git")
            .args(["-c", "user.name=Eva", "-c", "user.email=eva@example.org"])
            .args(arguments)
            .current_dir(test.path(folder))
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output();
        let done = done.expect("git");
        assert!(done.status.success(), "{arguments:?}: {done:?}");
    };
    let check = ["check", "--notes", "--project", "site", "--as-of", AS_OF];
    git(".", &["init", "--quiet"]);
    git(".", &["add", "--all"]);
    git(".", &["commit", "--quiet", "--message", "one"]);
    let clean = test.run(&check).ended_with(0);
    assert!(!clean.said().contains("[L005]"), "{}", clean.said());
    git("site", &["init", "--quiet", "--bare", "bare"]);
    for name in ["HEAD", "config", "objects", "refs"] {
        let (from, to) = (format!("site/bare/{name}"), format!("site/{name}"));
        fs::rename(test.path(&from), test.path(&to)).expect("a move");
    }
    assert_eq!(test.run(&check).said(), clean.said());
}
