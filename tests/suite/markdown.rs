//! Long texts: what Markdown says stands on the page.

use crate::support::SiteTest;

fn text(body: &str) -> SiteTest {
    SiteTest::minimal().file(
        "content/pages/text.md",
        &format!("---\ntitle: {{en: Text, cs: Text}}\n---\n{body}"),
    )
}

/// Headings of one name have anchors of their own, and one that is called like a
/// numbered one keeps its name.
#[test]
fn headings_have_anchors_of_their_own() {
    let site = text("## A\n\n## A\n\n## A 2\n\n## B\n\n## C {#b}\n");
    site.build().ended_with(0);
    let page = site.output().text("web/text/index.html");
    for anchor in ["a", "a-3", "a-2", "b", "b-2"] {
        let times = page.matches(&format!("id=\"{anchor}\"")).count();
        assert_eq!(times, 1, "{anchor}\n{page}");
    }
}

/// Nothing of a footnote is lost, whatever is missing, and it is said at the note.
#[test]
fn notes_without_a_partner() {
    let site =
        text("Used[^one].\n\n[^one]: First note.\n\n[^two]: Nobody asks.\n\n[^one]: Once more.\n");
    site.build()
        .ended_with(0)
        .says("warning[K022]: nothing refers to the footnote `two`")
        .says("warning[K023]: the footnote `one` is there twice")
        .says("content/pages/text.md:8:1");
    let page = site.output().text("web/text/index.html");
    for words in ["First note.", "Nobody asks.", "Once more."] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert_eq!(page.matches("href=\"#fnref-").count(), 1, "{page}");
}
