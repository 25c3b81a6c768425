//! `spunweb init`: a new project, created as a whole or not at all.

use std::fs;

use crate::support::SiteTest;

/// The kits, as `--help` names them.
const KINDS: [&str; 4] = ["catalogue", "cluster", "nanofibre", "plain"];

/// Sets of languages: one, two, and all built-in ones.
const LANGUAGES: [&str; 5] = ["en", "cs", "de", "cs,en", "sk,pl,cs,de,en"];

/// A site that the command creates in a folder `p`.
fn started(arguments: &[&str]) -> SiteTest {
    let site = SiteTest::empty();
    let all: Vec<&str> = ["init", "p"].iter().chain(arguments).copied().collect();
    site.run(&all).ended_with(0);
    site
}

/// Every kit in every set of languages has no error and no warning, and builds.
#[test]
fn every_kit_is_clean() {
    for kind in KINDS {
        for languages in LANGUAGES {
            let site = started(&["--kind", kind, "--languages", languages]);
            let check = site.run(&["check", "--project", "p", "--deny-warnings"]);
            assert_eq!(check.status, 0, "{kind} {languages}: {}", check.said());
        }
    }
}

/// The files of a project, and that a build of it contains nothing about nanofibres.
#[test]
fn a_project_is_whole() {
    for kind in ["cluster", "catalogue", "plain"] {
        let site = started(&[
            "--kind",
            kind,
            "--languages",
            "cs,en",
            "--title",
            "A \"B\": c",
        ]);
        for path in [
            ".gitignore",
            ".gitattributes",
            ".editorconfig",
            ".githooks/pre-commit",
            "README.md",
            "content/site.yaml",
            "content/pages/index.md",
            "content/pages/about.en.md",
            "content/pages/contact.md",
            "content/pages/privacy.md",
        ] {
            assert!(site.path("p").join(path).is_file(), "{kind}: {path}");
        }
        site.run(&["build", "--project", "p", "--no-sync", "--out", "public"])
            .ended_with(0);
        let output = site.output();
        assert!(output.text("web/index.html").contains("A &quot;B&quot;: c"));
        assert!(output.has("web/en/index.html") && output.has("offline.zip"));
        crate::defaults::expect_no_nanofibres(&site);
    }
}

/// The pages of a new site contain no instructions for editors; `report` lists what is to be
/// added.
#[test]
fn what_is_to_be_added_is_for_editors() {
    for kind in KINDS {
        let site = started(&["--kind", kind, "--languages", "cs,en,de,sk,pl"]);
        site.run(&["build", "--project", "p", "--no-sync", "--out", "public"])
            .ended_with(0);
        let output = site.output();
        for words in [
            "Say in",
            "Napište, ",
            "Schreiben Sie in",
            "Napíšte, ",
            "Proszę napisać w",
            "dvě nebo tři věty",
            "Fill in",
            "a draft",
            "je návrh",
        ] {
            let mut pages = output.holding(words);
            pages.retain(|path| {
                path.ends_with(".html")
                    && !path.contains("contact")
                    && !path.contains("kontakt")
                    && !path.ends_with("offline.html")
            });
            assert_eq!(pages, Vec::<&str>::new(), "{kind}: {words}");
        }
        let privacy = output.text("web/en/privacy/index.html");
        assert!(privacy.contains("id=\"browser\""), "{privacy}");
        let report = site.run(&["report", "--project", "p", "--format", "json"]);
        let said = report.said();
        for point in [
            "who runs the server, and how long it keeps records of requests",
            "who runs the organisation, and who answers for this site",
            "two or three sentences on what ",
        ] {
            assert!(said.contains(point), "{kind}: {point}: {said}");
        }
    }
}

/// A kit is invented: each of its entries is marked as a sample, and addresses end in
/// `.example`.
#[test]
fn samples_are_samples() {
    for kind in KINDS {
        let site = started(&["--kind", kind]);
        let mut entries = 0;
        for collection in ["members", "products", "structures", "services"] {
            let Ok(files) = fs::read_dir(site.path("p/content").join(collection)) else {
                continue;
            };
            for file in files {
                let text = fs::read_to_string(file.unwrap().path()).unwrap();
                assert!(text.contains("sample: true"), "{text}");
                assert!(!text.contains("2000-"), "a day that nobody counted: {text}");
                let sites = text.matches("https://").count();
                assert_eq!(sites, text.matches(".example/").count(), "{text}");
                entries += 1;
            }
        }
        assert!(entries >= 2, "{kind}");
    }
}

/// A single language gives plain texts; several are written in the requested order, and
/// missing texts are marked.
#[test]
fn texts_of_the_languages_asked_for() {
    let member = "p/content/members/orlinec.yaml";
    let czech = started(&["--languages", "cs"]).read(member);
    assert!(czech.starts_with("name: Zkušebna Orlinec\n"), "{czech}");
    let both = started(&["--languages", "cs,en"]).read(member);
    let line = "name: {cs: Zkušebna Orlinec, en: Orlinec Testing}\n";
    assert!(both.starts_with(line), "{both}");
    let site = started(&["--languages", "hu,cs"]);
    let hungarian = site.read(member);
    let line = "name: {hu: Orlinec Testing, cs: Zkušebna Orlinec}  # translate: hu\n";
    assert!(hungarian.starts_with(line), "{hungarian}");
    let lines = "summary:\n  hu: An invented laboratory";
    assert!(hungarian.contains(lines), "{hungarian}");
    assert!(
        hungarian.contains("looks like.  # translate: hu\n  cs: Smyšlená"),
        "{hungarian}"
    );
    assert!(
        site.read("p/content/pages/about.md")
            .contains("# translate: hu\n---\nOn this site")
    );
    assert!(
        site.read("p/content/pages/about.cs.md")
            .starts_with("Na tomto webu")
    );
    assert!(site.read("p/README.md").starts_with("# Pro redakci"));
    let site_file = site.read("p/content/site.yaml");
    assert!(site_file.contains("languages: [hu, cs]\n"), "{site_file}");
}

/// The next steps can be copied: a name with a space is in quotes, and there is no `cd` to the
/// current folder.
#[test]
fn the_next_steps() {
    let site = SiteTest::empty();
    site.run(&["init", "our site"])
        .ended_with(0)
        .says("  cd 'our site'\n  spunweb serve --open\n");
    let said = site.run(&["init", "."]).ended_with(0).stdout;
    assert!(said.contains("Next:\n  spunweb serve --open\n"), "{said}");
}

/// The read-me of a new project explains texts with one line per language, and its sample
/// message is the program's message in that language.
#[test]
fn the_readme_of_a_project() {
    for lang in ["en", "cs", "de", "sk", "pl"] {
        let site = SiteTest::empty();
        site.run(&["init", "p", "--languages", lang]).ended_with(0);
        let readme = site.read("p/README.md");
        assert!(readme.contains("```yaml\ntitle:\n"), "{readme}");
        site.put("p/content/members/acme.yaml", "name: Acme\nkind: compny\n");
        let said = site
            .run(&["check", "--project", "p", "--lang", lang])
            .stderr;
        let shown = readme
            .lines()
            .find(|line| line.starts_with("error[V001]"))
            .expect("an example");
        assert!(said.contains(shown), "{said}");
    }
}

/// Existing files are not overwritten; if there is one, nothing is written.
#[test]
fn files_that_are_there_stay() {
    let site = SiteTest::empty()
        .file("p/README.md", "Mine.\n")
        .file("p/notes.txt", "Notes.\n");
    let before: Vec<_> = walk(&site);
    site.run(&["init", "p"])
        .ended_with(2)
        .says("1 file is there already: README.md");
    assert_eq!(walk(&site), before);
    assert_eq!(site.read("p/README.md"), "Mine.\n");
    site.remove("p/README.md");
    site.run(&["init", "p"]).ended_with(0);
    assert_eq!(site.read("p/notes.txt"), "Notes.\n");
    site.run(&["init", "p"]).ended_with(2);
}

/// A folder that is a symbolic link is not followed.
#[cfg(unix)]
#[test]
fn nothing_goes_through_a_link() {
    let site = SiteTest::empty()
        .file("else/x.txt", "x\n")
        .file("p/x.txt", "x\n");
    std::os::unix::fs::symlink(site.path("else"), site.path("p/content")).unwrap();
    let before = walk(&site);
    site.run(&["init", "p"]).ended_with(2).says("p/content");
    assert_eq!(walk(&site), before);
}

/// If the system refuses midway, the files already written are removed.
#[cfg(unix)]
#[test]
fn all_or_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let site = SiteTest::empty().file("p/content/pages/mine.md", "Mine.\n");
    let pages = site.path("p/content/pages");
    fs::set_permissions(&pages, fs::Permissions::from_mode(0o555)).unwrap();
    let before = walk(&site);
    let is_root = fs::write(pages.join("probe"), "").is_ok();
    if !is_root {
        site.run(&["init", "p"]).ended_with(3);
        assert_eq!(walk(&site), before);
    }
    fs::set_permissions(&pages, fs::Permissions::from_mode(0o755)).unwrap();
}

/// A file in place of a folder, and a folder that cannot be created.
#[test]
fn a_folder_that_cannot_be() {
    let site = SiteTest::empty().file("p", "A file.\n");
    site.run(&["init", "p"]).ended_with(2);
    site.run(&["init", "p/q"])
        .ended_with(3)
        .says("cannot write");
    assert_eq!(site.read("p"), "A file.\n");
}

/// Unknown languages, kinds or services are usage errors that list the known ones.
#[test]
fn wrong_words() {
    let site = SiteTest::empty();
    let run = |arguments: &[&str]| site.run(arguments).ended_with(2);
    run(&["init", "p", "--languages", "cz"]).says("did you mean `cs`");
    run(&["init", "p", "--languages", "English"]).says("did you mean `en`");
    run(&["init", "p", "--languages", ","]).says("at least one language");
    run(&["init", "p", "--kind", "shop"]).says("plain");
    run(&["init", "p", "--ci", "jenkins"]).says("forgejo");
    run(&["init", "p", "--languages", "cz", "--lang", "cs"]).says("není jazyk");
    assert!(!site.path("p").exists());
}

/// Every path in a site's folder.
fn walk(site: &SiteTest) -> Vec<std::path::PathBuf> {
    let entries = walkdir::WalkDir::new(site.root()).sort_by_file_name();
    entries
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .collect()
}

/// A language without built-in texts is reported, and the project builds.
#[test]
fn languages_without_texts() {
    for (languages, said) in [
        (
            "de,fr",
            "no texts in fr: labels, buttons and samples are shown in `de`",
        ),
        (
            "fr,de",
            "no texts in fr: labels, buttons and samples are shown in `de`",
        ),
        (
            "fr",
            "no texts in fr: labels, buttons and samples are shown in `en`",
        ),
        ("en,fr,ja", "no texts in fr, ja: labels"),
    ] {
        let site = SiteTest::empty();
        site.run(&["init", "p", "--languages", languages])
            .ended_with(0)
            .says(said);
        site.run(&["build", "--project", "p"]).ended_with(0);
    }
    let site = SiteTest::empty();
    let run = site
        .run(&["init", "p", "--languages", "cs,de"])
        .ended_with(0);
    assert!(!run.said().contains("no texts"), "{}", run.said());
}
