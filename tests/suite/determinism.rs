//! The same input gives the same bytes.

use crate::support::{AS_OF, PACKAGE, SiteTest, Tree};

/// The project's content, built in two folders, with one thread and with two, in
/// two time zones and two locales: the same files, byte for byte.
#[test]
fn the_same_tree_gives_the_same_bytes() {
    let surroundings = [
        ("1", "UTC", "C"),
        ("2", "Pacific/Kiritimati", "tr_TR.UTF-8"),
    ];
    let built: Vec<Tree> = surroundings
        .iter()
        .map(|(threads, zone, locale)| {
            let site = SiteTest::project();
            let mut command = site.command(&["build", "--no-sync", "--as-of", "2026-11-23"]);
            command
                .env("RAYON_NUM_THREADS", threads)
                .env("TZ", zone)
                .env("LC_ALL", locale);
            site.finish(command).ended_with(0);
            site.output()
        })
        .collect();
    assert!(!built[0].is_empty());
    assert_eq!(built[0].difference(&built[1]), "");
}

/// The day is an input: as an option, or as the variable of reproducible builds.
#[test]
fn the_day_is_an_input() {
    let site = SiteTest::minimal();
    let mut command = site.command(&["check"]);
    command.env("SOURCE_DATE_EPOCH", "1461801600");
    site.finish(command)
        .ended_with(0)
        .says("(as of 2016-04-28)");
    site.run(&["check", "--as-of", "2020-02-29"])
        .ended_with(0)
        .says("(as of 2020-02-29)");
    site.run(&["check", "--as-of", "2021-02-29"])
        .ended_with(2)
        .says("is not a date");
}

/// Other differences between two machines: more threads, the order in which files were
/// created, the names of the folders, the home folder.
#[test]
fn other_machines_give_the_same_bytes() {
    let build = |site: &SiteTest, further: &[&str], environment: &[(&str, &str)]| {
        let mut arguments = vec!["build", "--no-sync", "--as-of", AS_OF, "--out", "out"];
        arguments.extend(further);
        let mut command = site.command(&arguments);
        command.envs(environment.iter().copied());
        site.finish(command).ended_with(0);
        Tree::of(&site.path("out"))
    };
    let usual = build(&many(false), &[], &[]);
    let threads = [("RAYON_NUM_THREADS", "8"), ("HOME", "/nonexistent")];
    assert_eq!(usual.difference(&build(&many(true), &[], &threads)), "");
    let site = many(false);
    let folder = "a folder/with ünusual names";
    std::fs::create_dir_all(site.path(folder)).expect("a folder");
    for part in ["content", "themes"] {
        let to = site.path(folder).join(part);
        std::fs::rename(site.path(part), to).expect("a move");
    }
    let moved = build(&site, &["--project", folder], &[]);
    assert_eq!(usual.difference(&moved), "");
    let root = site.root().to_string_lossy().into_owned();
    for of_the_machine in [&*root, "ünusual", PACKAGE] {
        assert!(moved.holding(of_the_machine).is_empty(), "{of_the_machine}");
    }
}

/// A site of many entries that share sort keys, terms and references, written in
/// one order of files or the other.
fn many(reversed: bool) -> SiteTest {
    let mut files = Vec::new();
    for number in 0..30 {
        let kind = if number % 2 == 0 {
            "company"
        } else {
            "university"
        };
        let other = (number + 1) % 30;
        files.push((
            format!("content/members/member-{number}.yaml"),
            format!("name: Same name\nkind: {kind}\nsummary: Spins.\njoined: 2020\npart_of: member-{other}\ncompetences: [spinning, testing]\n"),
        ));
        files.push((
            format!("content/news/news-{number}.md"),
            format!("---\ntitle: News\ndate: 2026-01\nsummary: One.\nmembers: [member-1, member-2]\n---\nText[^a].\n\n[^a]: Note {number}.\n"),
        ));
        files.push((
            format!("content/assets/picture-{number}.svg"),
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} 1\"/>",
                number % 3 + 1
            ),
        ));
    }
    if reversed {
        files.reverse();
    }
    let site = SiteTest::minimal();
    files
        .iter()
        .fold(site, |site, (path, text)| site.file(path, text))
}
