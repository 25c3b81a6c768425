//! What is in the output folder that must not be there: what was removed, what is
//! not published, and what is nobody's business.

mod interference;
mod matrix;

use crate::support::{SiteTest, expect_none};

const NEWS: &str =
    "title: {en: Opened, cs: Otevřeno}\ndate: 2026-05-01\nsummary: {en: Yes., cs: Ano.}\n";

/// An entry that is removed is gone from every file, and so are the pages that
/// it alone kept alive.
#[test]
fn a_removed_entry_is_gone() {
    let token = "canary";
    let site = SiteTest::minimal()
        .file(
            "content/members/stays.yaml",
            "name: Stays\nkind: company\nsummary: Here.\njoined: 2020\n",
        )
        .file(
            "content/members/canary-s-r-o.yaml",
            "
            name: {en: The canary Ltd, cs: The canary s.r.o.}
            kind: university
            summary: {en: About canary., cs: O canary.}
            joined: 2020
            aliases: [/old/canary/]
            ",
        )
        .file("content/members/canary-s-r-o.md", "The text of canary.\n");
    site.build().ended_with(0);
    assert!(site.output().holding(token).len() > 8);
    let page_of_its_kind = "web/members/member-kinds/university/index.html";
    assert!(site.output().has(page_of_its_kind));
    site.remove("content/members/canary-s-r-o.yaml");
    site.remove("content/members/canary-s-r-o.md");
    site.build().ended_with(0);
    expect_none("still there", &site.output().holding(token));
    assert!(!site.output().has(page_of_its_kind));
}

/// No word of a draft, of what is not due yet or expired, nor the files in its
/// folder or the pages of terms that it alone uses.
#[test]
fn nothing_of_what_is_not_published() {
    let hidden = |state: &str| {
        format!(
            "
            name: canary-name
            kind: university
            summary: {{en: canary-summary, cs: canary-summary}}
            joined: 2020
            aliases: [/canary-alias/]
            slug: canary-slug
            {state}
            "
        )
    };
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><desc>canary-picture</desc></svg>";
    let site = SiteTest::minimal()
        .file("content/members/canary-draft.yaml", &hidden("draft: true"))
        .file("content/members/canary-draft.md", "canary-text\n")
        .file(
            "content/members/canary-later.yaml",
            &hidden("publish: 2026-06-02"),
        )
        .file(
            "content/members/canary-gone.yaml",
            &hidden("expires: 2026-05-31"),
        )
        .file(
            "content/news/canary-folder/index.md",
            &format!("---\n{NEWS}draft: true\n---\n![A hall](hall.svg)\n"),
        )
        .file("content/news/canary-folder/hall.svg", picture)
        .file(
            "content/members/due.yaml",
            "name: Due\nkind: company\nsummary: Here.\njoined: 2020\npublish: 2026-06-01\n",
        )
        .file(
            "content/members/last.yaml",
            "name: Last\nkind: company\nsummary: Here.\njoined: 2020\nexpires: 2026-06-01\n",
        );
    site.build().ended_with(0);
    let listed = site.page("web/members/index.html");
    assert_eq!(listed.texts("entries", "li"), ["Due", "Last"]);
    let output = site.output();
    assert!(!output.has("web/members/member-kinds/university/index.html"));
    expect_none("not published, and there", &output.holding("canary"));
}

/// Private fields, free keys and comments stay in the repository.
#[test]
fn nothing_that_is_private() {
    let site = SiteTest::minimal()
        .file("content/schema/members.yaml", "extend: members\nfields:\n  billing: {type: object, private: true, fields: {iban: {type: string}}}\n  account_manager: {type: ref, to: members, private: true}\n")
        .file(
            "content/members/open.yaml",
            "
            # canary-comment
            name: Open
            kind: company
            summary: Here.
            joined: 2020 # canary-remark
            x-note: canary-note
            billing: {iban: canary-iban}
            account_manager: broker
            contacts:
              - {role: sales, email: sales@open.example, person: canary-person, x-note: canary-inner}
            ",
        )
        .file("content/members/broker.yaml", "name: Broker\nkind: company\nsummary: Here.\njoined: 2020\n")
        .file("content/members/open.md", "Text. <!-- canary-inline -->\n\n<!--\ncanary-block\n-->\n\n[canary-label]: https://canary-unused.example/\n")
        .file("content/vocabularies/topics.yaml", "label: Topics\nterms:\n  # canary-term\n  research: {label: Research, x-note: canary-term-note}\n");
    site.build().ended_with(0);
    expect_none("private, and there", &site.output().holding("canary"));
    let broker = site.page("web/members/broker/index.html");
    assert!(
        !broker.links().contains(&"/members/open/"),
        "a private reference has a way back"
    );
}

/// What is not published is named by those who refer to it by its id at most:
/// neither its title nor a link gives it away.
#[test]
fn references_to_a_draft_say_little() {
    let site = SiteTest::minimal()
        .file("content/members/secret.yaml", "name: canary-name\nkind: company\nsummary: canary-summary\njoined: 2020\ndraft: true\n")
        .file("content/news/opened.md", &format!("---\n{NEWS}members: [secret]\n---\nSee [them](members:secret).\n"));
    site.build()
        .ended_with(0)
        .says("warning[R002]")
        .says("warning[K004]");
    expect_none("of a draft, and there", &site.output().holding("canary"));
    let news = site.page("web/news/opened/index.html");
    assert!(
        !news.links().iter().any(|link| link.contains("secret")),
        "{:?}",
        news.links()
    );
    assert!(!site.output().has("web/members/secret/index.html"));
}

/// An edition holds the languages and collections that it names, and its links
/// lead to no others.
#[test]
fn an_edition_holds_what_it_names() {
    let site = SiteTest::minimal()
        .replaced(
            "content/site.yaml",
            "offline: {}",
            "stick: {languages: [cs], collections: [members, pages]}",
        )
        .file(
            "content/members/spinworks.yaml",
            "name: Spinworks\nkind: company\nsummary: Spins.\njoined: 2020\n",
        )
        .file(
            "content/news/opened.md",
            &format!("---\n{NEWS}members: [spinworks]\n---\ncanary\n"),
        );
    site.build().ended_with(0);
    let stick = site.output().below("stick");
    expect_none("of another collection", &stick.holding("canary"));
    let paths: Vec<&str> = stick
        .paths()
        .filter(|path| path.ends_with(".html"))
        .collect();
    assert!(
        paths.contains(&"cs/clenove/spinworks/index.html"),
        "{paths:?}"
    );
    assert!(
        !paths
            .iter()
            .any(|path| path.contains("news") || path.contains("aktuality")),
        "{paths:?}"
    );
    assert!(
        !paths.iter().any(|path| path.starts_with("members")),
        "{paths:?}"
    );
}
