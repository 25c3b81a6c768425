//! Publishing is atomic, and publishes nothing private.

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustix::fs::{FlockOperation, flock};
use spunweb::testing::disk::{Disk, OperatingSystemDisk, Walk};
use spunweb::testing::path::SourcePath;
use spunweb::testing::pipeline::{Output, Request, build};
use spunweb::testing::publish::{Forbidden, Options};

use crate::support::{AS_OF, SiteTest, Tree, copy};

/// A template error after a good build leaves the output and its time stamps unchanged.
#[test]
fn a_template_error_leaves_the_output_alone() {
    let site = SiteTest::minimal();
    site.build().is_clean();
    let before = site.output();
    let template = std::fs::read_to_string(site.path("themes/bare/templates/entry.html")).unwrap();
    for fault in ["{{ nothing.here }}", "{% if %}", "{{ unknown() }}"] {
        site.put(
            "themes/bare/templates/entry.html",
            &format!("{template}{fault}"),
        );
        site.build().ended_with(1).says("nothing was published");
        let after = site.output();
        assert_eq!(before.difference(&after), "", "after {fault}");
        assert!(before.touched(&after).is_empty(), "after {fault}");
    }
}

/// A second build of the same input changes no time stamp; only a changed page is rewritten; a
/// page removed from the content is removed from the output.
#[test]
fn only_what_changed_is_written() {
    let site = SiteTest::minimal()
        .file(
            "content/pages/canary.md",
            "---\ntitle: Canary Qx7\n---\nHere is Qx7.\n",
        )
        .file("content/pages/steady.md", "---\ntitle: Steady\n---\nOne.\n");
    site.build().ended_with(0);
    let first = site.output();
    assert!(!first.holding("Qx7").is_empty());
    site.build().ended_with(0).says("0 written");
    assert!(first.touched(&site.output()).is_empty());
    site.put("content/pages/steady.md", "---\ntitle: Steady\n---\nTwo.\n");
    site.remove("content/pages/canary.md");
    site.build().ended_with(0);
    let second = site.output();
    assert!(second.holding("Qx7").is_empty());
    let touched = first.touched(&second);
    assert!(touched.contains(&"web/steady/index.html"), "{touched:?}");
    assert!(!touched.contains(&"web/index.html"), "{touched:?}");
}

/// Drafts, entries not yet or no longer published, and private fields are nowhere in the
/// output, in no file and no name.
#[test]
fn what_is_not_published_is_nowhere() {
    let site = SiteTest::minimal()
        .file(
            "content/pages/draft.md",
            "---\ntitle: Secretdraft\ndraft: true\n---\nSecretdraft\n",
        )
        .file(
            "content/pages/later.md",
            "---\ntitle: Secretlater\npublish: 2026-06-02\n---\nx\n",
        )
        .file(
            "content/pages/gone.md",
            "---\ntitle: Secretgone\nexpires: 2026-05-31\n---\nx\n",
        )
        .file(
            "content/pages/now.md",
            "---\ntitle: Shown\npublish: 2026-06-01\nexpires: 2026-06-01\n---\nx\n",
        )
        .file(
            "content/members/spinworks.yaml",
            "
            name: Spinworks
            kind: company
            summary: {en: They spin., cs: Zvlákňují.}
            joined: 2020
            contacts: [{role: sales, email: sales@spinworks.example, person: Secretperson}]
            ",
        );
    site.build().ended_with(0);
    let output = site.output();
    assert_eq!(output.holding("Secret"), Vec::<&str>::new());
    assert_eq!(output.holding("secret"), Vec::<&str>::new());
    assert!(!output.holding("Shown").is_empty());
}

/// `--edition` rebuilds one edition and keeps the other unchanged.
#[test]
fn one_edition_is_renewed() {
    let site = SiteTest::minimal();
    site.build().is_clean();
    let before = site.output();
    site.put("content/pages/new.md", "---\ntitle: New\n---\nNew.\n");
    site.build_with(&["--edition", "web"]).ended_with(0);
    let after = site.output();
    assert!(after.has("web/new/index.html"));
    assert!(!after.has("offline/new/index.html"));
    assert_eq!(
        before.below("offline").difference(&after.below("offline")),
        ""
    );
    site.build_with(&["--edition", "paper"])
        .ended_with(2)
        .says("there is no edition `paper`");
}

/// A copied output is not trusted until a full build finds it identical to its own.
#[test]
fn a_copy_is_taken_for_ours_after_a_whole_build() {
    let site = SiteTest::minimal();
    site.build().is_clean();
    let public = site.path("public");
    let brought = site.path("brought");
    copy(&public, &brought);
    fs::remove_dir_all(&public).expect("the output goes");
    fs::rename(&brought, &public).expect("the copy takes its place");
    let renew = || site.build_with(&["--edition", "web"]);
    renew().ended_with(2).says("nothing proves");
    site.build().ended_with(0);
    renew().ended_with(0);
}

/// A new version keeps the permissions of the output folder.
#[cfg(unix)]
#[test]
fn the_rights_of_the_output_folder_stay() {
    use std::os::unix::fs::PermissionsExt;

    let site = SiteTest::minimal();
    site.build().is_clean();
    let public = site.path("public");
    let rights = || {
        let metadata = fs::metadata(&public).expect("the output is there");
        metadata.permissions().mode() & 0o7777
    };
    for given in [0o750, 0o755] {
        fs::set_permissions(&public, fs::Permissions::from_mode(given)).expect("new rights");
        site.put(
            "content/pages/new.md",
            &format!("---\ntitle: New {given}\n---\nNew.\n"),
        );
        site.build().ended_with(0);
        assert_eq!(rights(), given);
    }
}

/// A folder that is not ours is refused, and its content stays.
#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let site = SiteTest::minimal().file("public/thesis.txt", "Years of work.");
    site.build().ended_with(2).says("thesis.txt");
    assert_eq!(site.output().text("thesis.txt"), "Years of work.");
    for folder in ["content", ".", "..", "themes/bare"] {
        site.build_with(&["--out", folder]).ended_with(2);
    }
    assert!(site.path("content/site.yaml").exists());
}

/// A foreign file inside our output is not deleted.
#[test]
fn a_foreign_file_among_ours_stays() {
    let site = SiteTest::minimal();
    site.build().is_clean();
    site.put("public/web/thesis.txt", "Years of work.");
    let before = site.output();
    site.build().ended_with(2).says("thesis.txt");
    assert_eq!(site.output(), before);
}

/// The project, its parents, its sources, a file and the root are never an output, however
/// they are named.
#[test]
fn impossible_output_folders() {
    let site = SiteTest::minimal();
    let before = Tree::of(&site.root());
    for folder in [
        "/",
        "content/pages",
        "content/../content",
        "themes/new",
        "content/site.yaml",
    ] {
        site.build_with(&["--out", folder])
            .ended_with(2)
            .says("cannot be the output folder");
    }
    assert_eq!(Tree::of(&site.root()), before);
}

/// If another build has the lock, this one reports that and changes nothing.
#[test]
fn one_build_at_a_time() {
    let site = SiteTest::minimal();
    site.build().is_clean();
    let before = site.output();
    let lock = std::fs::File::create(site.path(".public.lock")).expect("a lock");
    flock(&lock, FlockOperation::NonBlockingLockExclusive).expect("the lock is free");
    site.put("content/pages/new.md", "---\ntitle: New\n---\nNew.\n");
    site.build().ended_with(3).says("another build");
    assert_eq!(site.output(), before);
    drop(lock);
    site.build().ended_with(0);
    assert!(site.output().has("web/new/index.html"));
}

/// Wrong command lines and folders that are no project end with status 2 and a
/// reason.
#[test]
fn wrong_command_lines() {
    let site = SiteTest::minimal();
    for line in [
        "",
        "bild",
        "build --colour",
        "build --as-of tomorrow",
        "build --base-url javascript:alert(1)",
        "build --base-url https://cluster.example/?a",
        "build --project nowhere",
        "check --project content",
        "check --edition wbe",
        "check --format xml",
        "explain S999",
    ] {
        let arguments: Vec<&str> = line.split_whitespace().collect();
        let run = site.run(&arguments);
        assert_eq!(run.status, 2, "`{line}` says {}", run.said());
        assert!(!run.stderr.is_empty(), "`{line}` gives no reason");
    }
    assert!(site.output().is_empty());
    site.run(&["explain", "s002"]).is_clean().says("x-");
}

/// A disk on which a picture has other bytes when it is read again.
struct Restless {
    disk: OperatingSystemDisk,
    reads: AtomicUsize,
}

impl Disk for Restless {
    fn walk(&self, folder: &str) -> Walk {
        self.disk.walk(folder)
    }

    fn read(&self, path: &SourcePath) -> std::io::Result<Vec<u8>> {
        let mut bytes = self.disk.read(path)?;
        if path.extension() == "png" && self.reads.fetch_add(1, Ordering::SeqCst) > 0 {
            bytes.push(0);
        }
        Ok(bytes)
    }

    fn today(&self, zone: &jiff::tz::TimeZone) -> jiff::civil::Date {
        self.disk.today(zone)
    }
}

/// A content file is read once for its address and once for copying. The copied bytes must be
/// those that the address was computed from, or nothing is published.
#[test]
fn a_file_that_changes_during_the_build_is_not_published() {
    let site = SiteTest::minimal().bytes("content/assets/dot.png", b"no picture yet");
    let root = site.root();
    let folder = root.join("public");
    let (content, themes) = (root.join("content"), root.join("themes"));
    let output = Output {
        folder: &folder,
        forbidden: Forbidden::new(&root, &content, &themes),
        options: Options {
            sync: false,
            ..Options::default()
        },
    };
    let request = Request {
        as_of: AS_OF.parse().ok(),
        ..Request::default()
    };
    let disk = Restless {
        disk: OperatingSystemDisk::new(&root).expect("a project"),
        reads: AtomicUsize::new(0),
    };
    let error = build(&disk, &request, &output).expect_err("the picture has changed");
    assert_eq!(
        error.to_string(),
        "`content/assets/dot.png` has changed during the run; run it again"
    );
    assert!(!folder.join("web").exists());
}
