//! Translations and their originals.

use crate::support::SiteTest;

const NEWS: &str = "title: Doors\nsummary: Open.\ndate: 2026-05-01\n";

/// A translation that was left behind is told as that, once.
#[test]
fn a_translation_without_its_original_is_one_finding() {
    for (path, meant) in [
        ("content/news/old-name.cs.md", "new-name"),
        ("content/news/new-nam.cs.md", "new-name"),
        ("content/news/old-name/index.cs.md", "new-name"),
    ] {
        let site = SiteTest::minimal()
            .file("content/news/new-name.yaml", NEWS)
            .file(path, "---\ntitle: Dveře\n---\nText.\n");
        let run = site.check().ended_with(1);
        run.says("error[S061]")
            .says(path)
            .says("there is no entry")
            .says(&format!("did you mean `{meant}`?"))
            .says("1 error");
    }
}

/// Whatever else is there, only the translation is told.
#[test]
fn nothing_follows_from_it() {
    let site = SiteTest::minimal()
        .file("content/news/a.yaml", NEWS)
        .file("content/news/b.yaml", NEWS)
        .file(
            "content/news/zebra.cs.md",
            "---\ntitle: Zebra\nsummary: X.\n---\n",
        );
    let run = site.check().ended_with(1);
    assert!(!run.said().contains("is missing"), "{}", run.said());
    assert!(!run.said().contains("did you mean"), "{}", run.said());
}

/// A file in the default language is an original, whether it says so or not; there
/// can be one.
#[test]
fn the_default_language_is_written_once() {
    let front = "---\ntitle: Doors\nsummary: Open.\ndate: 2026-05-01\n---\nText.\n";
    let site = SiteTest::minimal()
        .file("content/news/a.en.md", front)
        .file(
            "content/news/a.cs.md",
            "---\ntitle: Dveře\nsummary: Otevřeno.\n---\nText.\n",
        );
    site.build().is_clean();
    let site = site.file("content/news/a.md", front);
    let run = site.check().ended_with(1);
    run.says("error[S020]")
        .says("content/news/a.en.md:1:1")
        .says("content/news/a.md")
        .says("1 error");
    let folder = SiteTest::minimal()
        .file("content/news/b/index.yaml", NEWS)
        .file("content/news/b/index.md", "One.\n")
        .file("content/news/b/index.en.md", "Two.\n");
    folder.check().ended_with(1).says("error[S020]");
    // What one of them leaves out, the other may say; it is told all the same.
    let parts = SiteTest::minimal()
        .file(
            "content/news/c.md",
            "---\ntitle: Doors\ndate: 2026-05-01\n---\n",
        )
        .file("content/news/c.en.md", "---\nsummary: Open.\n---\nText.\n");
    parts.check().ended_with(0).says("warning[S020]");
    let introduction = SiteTest::minimal()
        .file("content/news/_index.md", "One.\n")
        .file("content/news/_index.en.md", "Two.\n");
    introduction.check().ended_with(1).says("error[S020]");
}
