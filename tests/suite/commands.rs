//! The errors of commands, in the language of the messages.

use std::io::Error;
use std::path::PathBuf;

use spunweb::testing::messages::Message;
use spunweb::testing::publish::{Names, PublishError, Refusal};

use crate::support::{SiteTest, expect_none};

fn errors() -> Vec<PublishError> {
    let path = || PathBuf::from("/srv/www");
    let names = || Names {
        first: vec!["a.html".to_owned(), "b.html".to_owned()],
        more: 3,
    };
    let refusals = [
        Refusal::Root,
        Refusal::Home,
        Refusal::WorkingFolder,
        Refusal::Project(path()),
        Refusal::Source(path()),
        Refusal::GitRoot,
        Refusal::InsideGit,
        Refusal::InsideOutput(path()),
        Refusal::OwnName,
        Refusal::NotAFolder,
        Refusal::LinkLoop,
        Refusal::NotOurs(names()),
    ];
    let refused = |reason| PublishError::Refused {
        path: path(),
        reason,
    };
    let locked = |holder| PublishError::Locked {
        path: path(),
        holder,
    };
    let full = |free, quota| PublishError::DiskFull {
        path: path(),
        needed: 4096,
        free,
        quota,
    };
    let io = || PublishError::Io {
        action: "action.make_the_folder",
        path: path(),
        source: Error::from_raw_os_error(13),
    };
    let manifest = |problem: &str| PublishError::Manifest {
        path: path(),
        problem: Message::new("manifest.hash").with("text", problem),
    };
    let further = [
        PublishError::ForeignFiles {
            path: path(),
            files: names(),
        },
        locked(Some(7)),
        locked(None),
        full(Some(12), false),
        full(None, false),
        full(None, true),
        io(),
        manifest("x"),
        PublishError::Interfered { path: path() },
        PublishError::Unfinished {
            path: path(),
            reason: Box::new(io()),
        },
        PublishError::CarryOver {
            path: path(),
            problem: Message::new("publish.not_as_published"),
        },
        PublishError::NoPrevious { path: path() },
        PublishError::Clash {
            path: "a.html".to_owned(),
        },
        PublishError::UnsafePath {
            path: "../a".to_owned(),
        },
        PublishError::PlanMismatch {
            missing: Names::default(),
            extra: names(),
        },
    ];
    refusals.into_iter().map(refused).chain(further).collect()
}

/// Every error of publishing, and its remedy, in Czech.
#[test]
fn errors_of_publishing_in_czech() {
    let mut said = String::new();
    let mut english = Vec::new();
    for error in errors() {
        for message in std::iter::once(error.message()).chain(error.help()) {
            let (line, czech) = (message.text("en"), message.text("cs"));
            let words = [" the ", " is ", " it ", " and ", " or ", " of "];
            if czech == line || words.iter().any(|word| czech.contains(word)) {
                english.push(format!("{line}\n→ {czech}"));
            }
            said.push_str(&czech);
            said.push('\n');
        }
        said.push('\n');
    }
    expect_none("errors stay English", &english);
    insta::assert_snapshot!(said);
}

/// The errors of the commands themselves.
#[test]
fn refusals_of_commands_in_czech() {
    let site = SiteTest::minimal().and("showcase").replaced(
        "content/site.yaml",
        "  web: {}",
        "  web: {}\n  offline: {}",
    );
    let mut wrong = Vec::new();
    for (arguments, expected) in [
        (
            &["build", "--lang", "cs", "--edition", "ofline"][..],
            "error: vydání `ofline` neexistuje; jsou tu: web, offline; nemělo tu být `offline`?\nnic nebylo zveřejněno\n",
        ),
        (
            &["build", "--lang", "cs", "--out", "content"],
            "nemůže být výstupní složka: ",
        ),
        (
            &["build", "--lang", "cs", "--as-of", "dnes"],
            "error: `dnes` není datum jako 2026-11-23\n",
        ),
        (
            &["check", "--lang", "cs", "--base-url", "web"],
            "error: `web` není adresa",
        ),
        (
            &["check", "--lang", "cs", "--project", "content"],
            "error: `content` není projekt: chybí v něm složka `content`\n",
        ),
        (
            &["serve", "--lang", "cs", "--project", "nikde"],
            "error: projekt `nikde` nelze otevřít: soubor ani složka neexistuje",
        ),
        (
            &["report", "--lang", "cs", "membres"],
            "error: o `membres` není co hlásit; ",
        ),
        (
            &["report", "--lang", "cs", "--as-of", "dnes"],
            "error: `dnes` není datum",
        ),
        (
            &["translations", "confirm", "members/byloo", "--lang", "cs"],
            "error: záznam `members/byloo` neexistuje; nemělo tu být `members/bylo`?\n",
        ),
        (
            &[
                "translations",
                "confirm",
                "members/bylo",
                "xy.cs",
                "--lang",
                "cs",
            ],
            "error: překlad `xy.cs` neexistuje; jsou tu: ",
        ),
        (
            &["explain", "S02", "--lang", "cs"],
            "error: kód `S02` neexistuje; nemělo tu být S002?\n",
        ),
        (
            &["rollback", "--lang", "cs"],
            "není předchozí verze, ke které by se šlo vrátit\nhelp: sestavte tu verzi obsahu",
        ),
    ] {
        let said = site.run(arguments).ended_with(2).said();
        if !said.contains(expected) {
            wrong.push(format!("{arguments:?}: {said}"));
        }
    }
    expect_none("refusals are not told in Czech", &wrong);
}

/// Going back, with and without a version to go back to.
#[test]
fn previous_versions_in_czech() {
    let site = SiteTest::minimal();
    site.build().is_clean();
    site.put("content/pages/index.md", "---\ntitle: Second\n---\nTwo.\n");
    site.build().ended_with(0);
    site.run(&["rollback", "--lang", "cs"])
        .ended_with(0)
        .says("je znovu předchozí verze, souborů: ");
    site.run(&["forget", "--lang", "cs"])
        .ended_with(0)
        .says("je odstraněna");
    site.run(&["forget", "--lang", "cs"])
        .ended_with(0)
        .says("není předchozí verze");
}

/// Code hosts use paths relative to the repository, whose root need not be the project.
#[test]
fn paths_in_a_repository() {
    let site = SiteTest::minimal().file("content/members/a.yaml", "name: A\n");
    let folder = site
        .path("content")
        .parent()
        .expect("a folder")
        .join("docs/site");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::rename(site.path("content"), folder.join("content")).expect("renamed");
    std::fs::rename(site.path("themes"), folder.join("themes")).expect("renamed");
    std::fs::create_dir(site.path(".git")).expect("a folder");
    for (form, expected) in [
        ("github", "file=docs/site/content/members/a.yaml"),
        ("gitlab", "\"docs/site/content/members/a.yaml\""),
        ("sarif", "\"docs/site/content/members/a.yaml\""),
        ("short", "\ncontent/members/a.yaml:"),
    ] {
        let run = site.run(&["check", "--project", "docs/site", "--format", form]);
        run.ended_with(1).says(expected);
    }
}

/// A command that runs inside the content uses the project around it.
#[test]
fn the_project_around() {
    let site = SiteTest::minimal();
    let folder = site.path("content/vocabularies");
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_spunweb"))
        .args(["check", "--quiet"])
        .current_dir(&folder)
        .output()
        .expect("the program runs");
    assert_eq!(run.status.code(), Some(0), "{run:?}");
}
