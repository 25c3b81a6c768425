//! Files that are no YAML. A file ends at its first such fault, so each fault
//! has a file of its own.

use crate::support::SiteTest;

/// The slips of people who write YAML by hand.
pub(super) fn slips_of_syntax(site: SiteTest) -> SiteTest {
    site.file(
        "content/members/tab.yaml",
        "name: Tab\naddress:\n\tlocality: Praha\n\tcountry: CZ\n",
    )
    .file(
        "content/members/tab-after-dash.yaml",
        "name: Tab\ncertificates:\n-\tstandard: ISO 9001\n\tscope: all\n",
    )
    .file(
        "content/news/colon.md",
        "---\ntitle: Valná hromada: program\ndate: 2026-05-01\n---\nText.\n",
    )
    .file(
        "content/news/colon-at-end.md",
        "---\ntitle: What we do:\ndate: 2026-05-01\n---\nText.\n",
    )
    .file(
        "content/news/quote.yaml",
        "title: \"Opened\nsummary: Yes.\ndate: 2026-05-01\n",
    )
    .file(
        "content/news/apostrophe.yaml",
        "title: 'The cluster's day'\ndate: 2026-05-01\n",
    )
    .file(
        "content/news/bracket.yaml",
        "title: Opened\nmembers: [a, b\ndate: 2026-05-01\n",
    )
    .file(
        "content/news/indent.yaml",
        "title: Opened\n  date: 2026-05-01\nsummary: Yes.\n",
    )
    .file(
        "content/news/outdent.yaml",
        "title: Opened\nmembers:\n    - a\n  - b\n",
    )
    .file("content/news/at.yaml", "title: @cluster\n")
    .file("content/news/percent.yaml", "title: %off\n")
    .file(
        "content/news/equals.yaml",
        "title = Opened\ndate = 2026-05-01\n",
    )
    .file(
        "content/news/no-space.yaml",
        "title:Opened\ndate:2026-05-01\n",
    )
    .file("content/news/star.yaml", "title: *bold*\n")
}

/// Constructions of YAML that an entry cannot use, and front matter that does
/// not end.
pub(super) fn constructions_without_meaning(site: SiteTest) -> SiteTest {
    site.file("content/news/two.yaml", "title: One\n---\ntitle: Two\n")
        .file("content/news/alias.yaml", "title: *unknown\n")
        .file("content/news/key.yaml", "? [a, b]\n: value\n")
        .file(
            "content/news/merge.yaml",
            "x-base: &base {summary: Yes.}\n<<: *base\ntitle: Merged\ndate: 2026\n",
        )
        .file(
            "content/news/tag.yaml",
            "title: !!binary aGVsbG8=\nsummary: Yes.\ndate: !!timestamp 2026-05-01\n",
        )
        .file(
            "content/news/open.md",
            "---\ntitle: Open\ndate: 2026-05-01\n\nText.\n",
        )
        .file(
            "content/news/dots.md",
            "---\ntitle: Dots\ndate: 2026-05-01\n...\nText.\n",
        )
        .file(
            "content/news/html.yaml",
            "<html>\n<body>This is a page.</body>\n</html>\n",
        )
        .file(
            "content/news/conflict.yaml",
            "<<<<<<< HEAD\ntitle: Mine\n=======\ntitle: Yours\n>>>>>>> branch\n",
        )
}
