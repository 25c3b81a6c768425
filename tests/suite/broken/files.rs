//! Files that cannot be read, are too much, or are in the wrong place.

use std::fmt::Write as _;

use crate::support::SiteTest;

/// Bytes that are no text: other encodings, with the place where they begin.
pub(super) fn encodings(site: SiteTest) -> SiteTest {
    let utf16: Vec<u8> = "title: Valná hromada\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    site.bytes(
        "content/news/windows.yaml",
        b"title: Opened\nsummary: Valn\xe1 hromada\n",
    )
    .bytes(
        "content/news/utf16.yaml",
        &[&[0xff, 0xfe], utf16.as_slice()].concat(),
    )
    .bytes("content/news/control.yaml", b"title: Bell\x07\n")
    .bytes("content/news/zeros.md", b"---\ntitle: Zeros\n---\n\0\0\n")
    .bytes("content/pages/picture.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    .bytes(
        "themes/bare/templates/term.html",
        b"{% extends \"base.html\" %}\n\xff\n",
    )
}

/// Little input that would become much: aliases, nesting, sheer length.
pub(super) fn too_much(site: SiteTest) -> SiteTest {
    let mut bomb = String::from("x-a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for level in 1..12 {
        let list = vec![format!("*a{}", level - 1); 10].join(", ");
        let _ = writeln!(bomb, "x-a{level}: &a{level} [{list}]");
    }
    let deep = format!("x-deep: {}{}\n", "[".repeat(5000), "]".repeat(5000));
    let mut block = String::new();
    for level in 0..200 {
        let _ = writeln!(block, "{}a:", "  ".repeat(level));
    }
    site.file("content/news/bomb.yaml", &bomb)
        .file("content/news/deep.yaml", &deep)
        .file("content/news/block.yaml", &block)
        .file(
            "content/news/long.yaml",
            &format!("title: {}\n", "x".repeat(300 * 1024)),
        )
        .file("content/news/long.md", &"text ".repeat(300 * 1024))
}

/// Files under a name or in a place that means nothing.
pub(super) fn misplaced(site: SiteTest) -> SiteTest {
    site.file("content/members/spinworks.yml", "name: Spinworks\n")
        .file("content/members/Spin Works.yaml", "name: Spinworks\n")
        .file("content/members/nový.md", "---\nname: Nový\n---\n")
        .file("content/members/con.yaml", "name: Console\n")
        .file("content/member/spinworks.yaml", "name: Spinworks\n")
        .file("content/members/spinworks/notes.md", "Notes.\n")
        .file("content/members/a/b/c.yaml", "name: Deep\n")
        .file("content/readme.md", "Read me.\n")
        .file("content/assets/page.html", "<p>A page</p>\n")
        .file("content/assets/script.js", "alert(1)\n")
        .file("content/assets/noextension", "?\n")
        .file("content/vocabularies/topics.md", "Topics.\n")
        .file("content/.hidden.yaml", "left: alone\n")
}

/// Links of the file system that lead out of the project, to nothing, or round
/// in a circle.
pub(super) fn symbolic_links(site: SiteTest) -> SiteTest {
    use std::os::unix::fs::symlink;

    let members = site.path("content/members");
    std::fs::create_dir_all(&members).expect("a folder");
    symlink("/etc/hostname", members.join("host.yaml")).expect("a link");
    symlink("/etc", members.join("etc")).expect("a link");
    symlink("nowhere.yaml", members.join("dangling.yaml")).expect("a link");
    symlink(".", members.join("circle")).expect("a link");
    site
}
