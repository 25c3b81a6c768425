//! Content that cannot be read is neither missing from an export nor new to an import.

use super::{import_csv, site};
use crate::support::SiteTest;

/// Entries whose files cannot be read, each with the finding that says why.
fn broken() -> Vec<(&'static str, SiteTest, &'static str)> {
    let tab = "title: Three\nparts:\n\t- {name: Nut}\n";
    let not_utf8 = b"title: T\xf8i\n".as_slice();
    let text = "---\ntitle: Three\n";
    vec![
        (
            "syntax",
            site().file("content/things/three.yaml", tab),
            "three.yaml:3",
        ),
        (
            "a text beside a broken record",
            site()
                .file("content/things/three.yaml", tab)
                .file("content/things/three.md", "---\ntitle: Other\n---\nText.\n"),
            "three.yaml:3",
        ),
        (
            "encoding",
            site().bytes("content/things/three.yaml", not_utf8),
            "error[Y011]",
        ),
        (
            "front matter that is not closed",
            site().file("content/things/three.md", text),
            "error[Y004]",
        ),
        (
            "another ending",
            site().file("content/things/three.yml", "title: Three\n"),
            "error[C010]",
        ),
        (
            "two files",
            site()
                .file("content/things/three.yaml", "title: Three\n")
                .file("content/things/three/index.yaml", "title: Four\n"),
            "error[S020]",
        ),
    ]
}

/// An export without some of the entries would be taken for the whole.
#[test]
fn an_export_is_whole_or_is_none() {
    for (what, site, says) in broken() {
        let run = site.run(&["export", "things", "--to", "t.csv"]);
        assert_eq!(run.status, 1, "{what}: {}", run.said());
        assert!(run.stderr.contains(says), "{what}: {}", run.said());
        assert!(!site.path("t.csv").exists(), "{what}");
        let run = site.run(&["export", "things"]);
        assert_eq!((run.status, &*run.stdout), (1, ""), "{what}");
    }
}

/// A row of an entry that cannot be read is no new entry; nothing is half-written, and
/// nothing is said to be lacking.
#[test]
fn an_import_knows_what_it_cannot_read() {
    for (what, site, says) in broken() {
        let before = site.read("content/things/two.yaml");
        for table in [
            "id,title [en],count\ntwo,Two,1\nthree,Three,2\n",
            "code,title [en],count\nB,Two,1\nC,Three,2\n",
        ] {
            for further in [&[][..], &["--skip-bad"]] {
                let run = import_csv(&site, table, further);
                assert_eq!(run.status, 1, "{what}: {}", run.said());
                assert!(run.stderr.contains(says), "{what}: {}", run.said());
                assert_eq!(site.read("content/things/two.yaml"), before, "{what}");
            }
        }
    }
}

/// Other collections are none of its business, save that their entries can be named.
#[test]
fn other_collections() {
    let site = site()
        .replaced(
            "content/schema/things.yaml",
            "  code: {",
            "  near: {type: ref, to: members, label: {en: Near, cs: U}}\n  code: {",
        )
        .file("content/members/spin.yaml", "name: Spin\n\tkind: company\n");
    site.run(&["export", "things"]).ended_with(0);
    import_csv(&site, "id,near\none,spin\n", &[]).ended_with(0);
    assert!(site.read("content/things/one.yaml").contains("near: spin"));
}

/// Without the file that declares it, a collection is not unknown; without a vocabulary,
/// nobody knows which words are allowed.
#[test]
fn declarations() {
    for (path, text) in [
        (
            "content/schema/things.yaml",
            "collection: things\n\tfields: {}\n",
        ),
        (
            "content/vocabularies/topics.yaml",
            "terms:\n\tresearch: {}\n",
        ),
    ] {
        let site = site().file(path, text);
        site.run(&["export", "things"]).ended_with(1).says(path);
        import_csv(&site, "id,topics\none,Research\n", &[])
            .ended_with(1)
            .says(path);
    }
}

/// A map needs no entries.
#[test]
fn a_first_map_is_made() {
    let site = site().file("content/things/three.yaml", "title: Three\n\tcount: 1\n");
    import_csv(&site, "id,Code\ntwo,B\n", &["--guess"])
        .ended_with(0)
        .says("Code: code");
}

/// Where one file cannot be made, none is written.
#[test]
fn all_files_or_none() {
    let site = site();
    let before = site.read("content/things/two.yaml");
    let table = "id,title [en],count\ntwo,Two,1\nnew,New,2\nthree,Three,3\n";
    // A folder in the place of the file.
    std::fs::create_dir(site.path("content/things/three.yaml")).expect("a folder");
    import_csv(&site, table, &[]).ended_with(1).says("I010");
    assert_eq!(site.read("content/things/two.yaml"), before);
    assert!(!site.path("content/things/new.yaml").exists());
}
