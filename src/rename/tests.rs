//! Tests of names in texts, and of the field `aliases`.

use std::collections::BTreeSet;

use super::*;
use crate::text::Span;

fn request() -> RenameRequest {
    RenameRequest {
        collection: "members".to_owned(),
        from: "acme".to_owned(),
        to: "zenit".to_owned(),
    }
}

/// A text with the edits of names applied.
fn renamed(path: &str, text: &str) -> String {
    let path = SourcePath::new(path).unwrap();
    let mut text = text.to_owned();
    for edit in words::edits(&path, &text, &request()).into_iter().rev() {
        text.replace_range(edit.range, &edit.text);
    }
    text
}

#[test]
fn names_in_full_are_found_and_parts_of_others_are_not() {
    for (before, after) in [
        ("[a](members:acme#team)", "[a](members:zenit#team)"),
        ("to: \"members:acme\"", "to: \"members:zenit\""),
        (
            "file: content/members/acme.yaml",
            "file: content/members/zenit.yaml",
        ),
        (
            "members/acme:\n  summary.en: x",
            "members/zenit:\n  summary.en: x",
        ),
        (
            "[a](../members/acme.cs.md#x)",
            "[a](../members/zenit.cs.md#x)",
        ),
        (
            "[a][b]\n\n[b]: ../members/acme.md",
            "[a][b]\n\n[b]: ../members/zenit.md",
        ),
        (
            "members:acme-two members:acme2 x-members:acme",
            "members:acme-two members:acme2 x-members:acme",
        ),
        (
            "https://other.example/members/acme",
            "https://other.example/members/acme",
        ),
        ("aliases: [/members/acme/]", "aliases: [/members/acme/]"),
        (
            "file: assets/members/acme.pdf",
            "file: assets/members/acme.pdf",
        ),
        (
            "logo: ./members/acme/logo.svg",
            "logo: ./members/zenit/logo.svg",
        ),
        ("acme", "acme"),
    ] {
        assert_eq!(renamed("content/news/one.md", before), after);
    }
}

#[test]
fn a_link_in_the_same_folder_is_found() {
    let text = "[acme](acme.md) [b](./acme/index.yaml) `acme.md`";
    let wanted = "[acme](zenit.md) [b](./zenit/index.yaml) `acme.md`";
    assert_eq!(renamed("content/members/other.md", text), wanted);
    assert_eq!(renamed("content/news/other.md", text), text);
}

/// The file of an entry that lost `/a/` and has `/b/`.
fn with_aliases(text: &str) -> String {
    let source = Sources::default().next_id();
    let own = BTreeSet::from(["/b/".to_owned()]);
    let mut edits = aliases::edits(text, source, &["/a/"], &own);
    edits.sort_by_key(|edit| edit.span.start);
    let mut text = text.to_owned();
    for edit in edits.into_iter().rev() {
        let range = Span::range(edit.span);
        text.replace_range(range, &edit.text);
    }
    text
}

#[test]
fn former_addresses_are_kept_and_own_ones_are_none() {
    for (before, after) in [
        ("name: x\n", "name: x\naliases: [/a/]\n"),
        ("name: x", "name: x\naliases: [/a/]\n"),
        (
            "---\nname: x\n---\ntext\n",
            "---\nname: x\naliases: [/a/]\n---\ntext\n",
        ),
        (
            "aliases: [/c/]\nname: x\n",
            "aliases: [/c/, /a/]\nname: x\n",
        ),
        ("aliases: [/b/, /c/] # old\n", "aliases: [/c/, /a/] # old\n"),
        ("aliases:\nname: x\n", "aliases: [/a/]\nname: x\n"),
        ("aliases: # none\n", "aliases: [/a/] # none\n"),
        ("aliases: ~\n", "aliases: [/a/]\n"),
        (
            "aliases: [\"/c, d/\", '/e: f', /g.php?x=1]\n",
            "aliases: [\"/c, d/\", '/e: f', /g.php?x=1, /a/]\n",
        ),
        ("aliases: /c, d/\n", "aliases: [\"/c, d/\", /a/]\n"),
        ("aliases:\n- /c/\n", "aliases:\n- /c/\n- /a/\n"),
        ("aliases:\n- /c/", "aliases:\n- /c/\n- /a/\n"),
        ("{name: x}\n", "{name: x, aliases: [/a/]}\n"),
        ("{name: x,}\n", "{name: x,aliases: [/a/]}\n"),
        ("{}\n", "{aliases: [/a/]}\n"),
        ("---\nname: x\n...\n", "---\nname: x\naliases: [/a/]\n...\n"),
        ("aliases: [/a/]\n", "aliases: [/a/]\n"),
        (
            "aliases:\n  - /c/ # first\n  - /b/\nname: x\n",
            "aliases:\n  - /c/ # first\n  - /a/\nname: x\n",
        ),
        (
            "aliases:\n  - /b/\n  - /c/\nname: x\n",
            "aliases:\n  - /c/\n  - /a/\nname: x\n",
        ),
    ] {
        assert_eq!(with_aliases(before), after);
    }
}
