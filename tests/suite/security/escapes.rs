//! What a commit can bring beside the content: links, folders with the names that the
//! program uses, manifests and markers that say what they please. Nothing outside the
//! project is changed, nothing that was not built is published, and no secret.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use crate::support::{AS_OF, Run, SiteTest, Tree};

const CANARY: &str = "canary-outside";

/// A site, a folder that is none of its business, and another site that is published.
struct Yard {
    test: SiteTest,
    before: (Tree, Tree),
}

impl Yard {
    fn new() -> Self {
        let test = SiteTest::fixture_in("minimal", "site")
            .file("outside/top", CANARY)
            .file("outside/sub/below", CANARY);
        let yard = SiteTest::fixture("minimal");
        copy(&yard.root(), &test.path("other"));
        test.run(&["build", "--no-sync", "--project", "other", "--as-of", AS_OF])
            .ended_with(0);
        let before = around(&test);
        Self { test, before }
    }

    fn put(&self, path: &str, text: &str) {
        self.test.put_exactly(&format!("site/{path}"), text);
    }

    fn link(&self, path: &str, target: &str) {
        let path = self.test.path("site").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        symlink(target, path).expect("a link");
    }

    /// A manifest that lists these files, by their paths, with the hash of no bytes.
    fn manifest(&self, folder: &str, paths: &[&str]) {
        let rows = paths.iter().map(|path| {
            let zeros = "0".repeat(64);
            format!("{{\"path\": \"{path}\", \"size\": 1, \"blake3\": \"{zeros}\"}}")
        });
        let rows = rows.collect::<Vec<_>>().join(",");
        self.put(
            &format!("{folder}/.spunweb-manifest.json"),
            &format!("{{\"format\": 1, \"files\": [{rows}]}}"),
        );
    }

    /// A page that leads to a file among the assets.
    fn page_with(&self, asset: &str) {
        let text = format!("---\ntitle: {{en: P, cs: P}}\n---\n[x](assets/{asset})\n");
        self.put("content/pages/p.md", &text);
    }

    fn build(&self) -> Run {
        self.run(&["build", "--no-sync", "--as-of", AS_OF])
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let arguments: Vec<&str> = arguments
            .iter()
            .chain(&["--project", "site"])
            .copied()
            .collect();
        let run = self.test.run(&arguments);
        assert!(matches!(run.status, 0..=3), "{}", run.said());
        assert_eq!(self.before, around(&self.test), "changed outside");
        let output = Tree::of(&self.test.path("site/public"));
        assert_eq!(output.holding(CANARY), Vec::<&str>::new());
        assert_eq!(output.holding("evil"), Vec::<&str>::new());
        assert!(!run.said().contains(CANARY), "{}", run.said());
        run
    }
}

fn around(test: &SiteTest) -> (Tree, Tree) {
    let tree = |folder| Tree::of(&test.path(folder));
    (tree("outside"), tree("other"))
}

fn copy(from: &Path, to: &Path) {
    let copied = Command::new("cp").arg("-r").args([from, to]).status();
    assert!(copied.expect("cp runs").success());
}

/// A stage with the right marker, whose parts are links, and an intent to use them.
#[test]
fn a_stage_of_a_commit_is_left_alone() {
    for part in ["tree", "previous", "older"] {
        for target in ["../../outside", "../../other/public"] {
            for intent in [None, Some("swap"), Some("rollback"), Some("in-place")] {
                let yard = Yard::new();
                yard.put(".public.stage-1/spunweb-stage", "");
                yard.link(&format!(".public.stage-1/{part}"), target);
                if let Some(step) = intent {
                    let text = format!("{step} {} 0\n", "0".repeat(64));
                    yard.put(".public.stage-1/intent", &text);
                }
                yard.build().ended_with(0);
                assert!(
                    yard.test
                        .path("site/.public.stage-1/spunweb-stage")
                        .exists()
                );
            }
        }
    }
}

/// A stage does not bring a version that nobody built.
#[test]
fn a_stage_of_a_commit_is_not_published() {
    let yard = Yard::new();
    yard.put(".public.stage-1/spunweb-stage", "");
    let intent = format!("rollback {} 0\n", "0".repeat(64));
    yard.put(".public.stage-1/intent", &intent);
    yard.put(".public.stage-1/tree/x.html", "evil");
    yard.manifest(".public.stage-1/tree", &["x.html"]);
    yard.put("content/pages/index.md", "---\ntitel: x\n---\n");
    yard.build().ended_with(1);
    assert!(!yard.test.path("site/public").exists());
}

/// A marker whose rights, owner and time are right, in another folder than the one that
/// it was made for, is no proof: a copy of a stage that a killed build left.
#[test]
fn a_copy_of_a_stage_is_no_stage() {
    let yard = Yard::new();
    yard.put(".public.stage-1/spunweb-stage", "");
    yard.put(".public.stage-1/tree/thesis.txt", "Years of work.");
    let marker = yard.test.path("site/.public.stage-1/spunweb-stage");
    let mut rights = fs::metadata(&marker).expect("a marker").permissions();
    rights.set_readonly(true);
    fs::set_permissions(&marker, rights).expect("rights");
    yard.build().ended_with(0);
    assert!(
        yard.test
            .path("site/.public.stage-1/tree/thesis.txt")
            .exists()
    );
}

/// A previous version that a commit brings is not removed, nor gone back to; `forget`
/// removes it for who asks for that, and no link.
#[test]
fn a_previous_version_of_a_commit() {
    let yard = Yard::new();
    yard.build().ended_with(0);
    yard.put(".public.prev/x.html", "evil");
    yard.manifest(".public.prev", &["x.html"]);
    yard.run(&["rollback"]).ended_with(2).says("nothing proves");
    yard.put(
        "content/pages/index.md",
        "---\ntitle: {en: N, cs: N}\n---\nNew.\n",
    );
    yard.build().ended_with(2).says("nothing proves");
    assert!(yard.test.path("site/.public.prev/x.html").exists());
    yard.run(&["forget"]).ended_with(0);
    yard.build().ended_with(0);
    yard.run(&["rollback"]).ended_with(0);

    let yard = Yard::new();
    yard.build().ended_with(0);
    yard.link(".public.prev", "../other/public");
    for command in ["rollback", "forget"] {
        yard.run(&[command]).ended_with(2);
    }
    yard.put(
        "content/pages/index.md",
        "---\ntitle: {en: N, cs: N}\n---\nNew.\n",
    );
    yard.build().ended_with(2);
}

/// Manifests that list a link and what is beyond it.
#[test]
fn a_manifest_does_not_lead_out() {
    for folder in ["public", ".public.prev"] {
        let yard = Yard::new();
        yard.put(&format!("{folder}/x.html"), "x");
        yard.link(&format!("{folder}/web"), "../../other/public/web");
        yard.manifest(folder, &["x.html", "web", "web/index.html", "web/404.html"]);
        yard.build().ended_with(2).says("did not make");
        if folder != "public" {
            yard.run(&["forget"]).ended_with(2);
        }
    }
    let yard = Yard::new();
    let other = "../../other/public/.spunweb-manifest.json";
    yard.link("public/.spunweb-manifest.json", other);
    yard.build().ended_with(3);
}

/// A committed output is replaced by a build of all, and nothing of it is carried over;
/// so is one that a cache brought back. Once a build has made it, it is.
#[test]
fn only_what_was_made_here_is_carried_over() {
    let yard = Yard::new();
    let one = ["build", "--no-sync", "--as-of", AS_OF, "--edition", "web"];
    yard.build().ended_with(0);
    yard.run(&one).ended_with(0);
    let site = yard.test.path("site");
    // As a cache does: all bytes, and the times of change.
    let cached = Command::new("sh")
        .args([
            "-c",
            "sleep 1.1 && cp -a public cached && rm -rf public && mv cached public",
        ])
        .current_dir(&site)
        .status();
    assert!(cached.expect("a shell").success());
    yard.run(&one).ended_with(2).says("build all editions");
    yard.build().ended_with(0).says("0 written");
    yard.run(&one).ended_with(0);
}

/// What a build found in the output, and did not make, may be removed later, and is not
/// gone back to.
#[test]
fn a_committed_output_does_not_come_back() {
    let yard = Yard::new();
    yard.put("public/web/x.html", "x");
    yard.manifest("public", &["web/x.html"]);
    yard.build().ended_with(0);
    assert!(yard.test.path("site/.public.prev/web/x.html").exists());
    yard.run(&["rollback"]).ended_with(2).says("nothing proves");
    yard.put(
        "content/pages/index.md",
        "---\ntitle: {en: N, cs: N}\n---\nNew.\n",
    );
    yard.build().ended_with(0);
    assert!(!yard.test.path("site/.public.prev/web/x.html").exists());
    yard.run(&["rollback"]).ended_with(0);
}

/// Links in the project on the way to what is written.
#[test]
fn nothing_is_written_through_a_link() {
    let yard = Yard::new();
    yard.link("dist", "../outside");
    yard.link("summary.md", "../outside/top");
    yard.link(".public.changes.json", "../outside/top");
    yard.put("m.json", "{\"format\": 1, \"files\": []}");
    let (out, summary, before) = ("site/dist/site", "site/summary.md", "site/m.json");
    let build = ["build", "--no-sync", "--as-of", AS_OF];
    let with = |more: [&'static str; 2]| [&build[..], &more].concat();
    yard.run(&with(["--out", out]))
        .ended_with(2)
        .says("is in the project");
    for option in ["--summary", "--trace"] {
        let run = yard.run(&with([option, summary]));
        run.ended_with(3).says("symbolic link");
    }
    // The site is published by then.
    let run = yard.run(&with(["--previous-manifest", before]));
    run.ended_with(0).says("could not write");
    yard.link(".public.lock", "../outside/top");
    yard.build().ended_with(3);
}

/// A link that an administrator makes outside the project is followed, as ever.
#[test]
fn an_output_may_be_a_link_outside_the_project() {
    let yard = Yard::new();
    fs::create_dir(yard.test.path("www")).expect("a folder");
    symlink("www", yard.test.path("current")).expect("a link");
    let out = ["build", "--no-sync", "--as-of", AS_OF, "--out", "current"];
    yard.run(&out).ended_with(0);
    assert!(yard.test.path("www/web/index.html").exists());
}

/// What lies in the project and not in the content is nobody's to publish, nor are
/// hidden files: a key that CI puts there, the configuration of git.
#[test]
fn a_link_stays_in_its_folder() {
    for (secret, link, target) in [
        (".git/config", "content/assets/c.txt", "../../.git/config"),
        (".env", "content/assets/c.txt", "../../.env"),
        (
            "deploy/key.txt",
            "content/assets/c.txt",
            "../../deploy/key.txt",
        ),
        ("content/assets/.token", "content/assets/c.txt", ".token"),
        ("content/.x/c.txt", "content/assets/d", "../.x"),
        (
            ".secrets/c.css",
            "themes/bare/assets/more",
            "../../../.secrets",
        ),
        (
            ".git/config",
            "themes/bare/templates/x.html",
            "../../../.git/config",
        ),
        (
            "deploy/x.yaml",
            "content/news/x.yaml",
            "../../deploy/x.yaml",
        ),
    ] {
        let yard = Yard::new();
        yard.put(secret, CANARY);
        yard.link(link, target);
        yard.page_with(if link.ends_with('d') {
            "d/c.txt"
        } else {
            "c.txt"
        });
        yard.build().ended_with(1).says("is not followed");
    }
    let yard = Yard::new();
    let site = yard.test.path("site");
    yard.put("content/assets/c.txt", CANARY);
    yard.page_with("c.txt");
    fs::rename(site.join("content"), site.join(".hidden")).expect("a move");
    yard.link("content", ".hidden");
    yard.build().ended_with(1).says("is not followed");

    let yard = Yard::new();
    yard.put("content/assets/real.txt", "text");
    yard.link("content/assets/c.txt", "../assets/real.txt");
    yard.page_with("c.txt");
    yard.build().ended_with(0);
}

/// FIFOs, sockets and folders too deep are findings, and nothing waits for them.
#[test]
fn what_is_no_file_is_told() {
    let fifo = |yard: &Yard, path: &str| {
        let path = yard.test.path("site").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        let made = Command::new("mkfifo").arg(path).status();
        assert!(made.expect("mkfifo runs").success());
    };
    for path in [
        "content/pages/f.md",
        "content/assets/f.txt",
        "content/letters.yaml",
        "themes/bare/assets/f.css",
        "themes/bare/templates/f.html",
    ] {
        let yard = Yard::new();
        fifo(&yard, path);
        yard.build().ended_with(1).says("it is a FIFO");
    }
    for path in [".public.lock", "public/.spunweb-manifest.json"] {
        let yard = Yard::new();
        fifo(&yard, path);
        let build = ["build", "--no-sync", "--project", "site", "--as-of", AS_OF];
        let run = yard.test.run(&build);
        run.ended_with(3).says("it is not a regular file");
    }
    for folder in ["content/news", "content/assets", "themes/bare/assets"] {
        let yard = Yard::new();
        yard.put(&format!("{folder}/{}x.css", "a/".repeat(40)), "x");
        yard.build().ended_with(1).says("folders deep");
    }
}

/// A lock that a power cut has left without its bytes is taken up.
#[test]
fn a_lock_of_a_power_cut() {
    for text in ["", "\0\0\0\0\0\0\0\0\0\0\0\0", "spunw", "spunweb 12\n"] {
        let yard = Yard::new();
        yard.put(".public.lock", text);
        yard.build().ended_with(0);
        assert!(!yard.test.path("site/.public.lock").exists());
    }
    let yard = Yard::new();
    yard.put(".public.lock", "my own notes");
    yard.build().ended_with(2);
}
