//! Long texts: the page shows what Markdown says.

use crate::support::SiteTest;

fn text(body: &str) -> SiteTest {
    SiteTest::minimal().file(
        "content/pages/text.md",
        &format!("---\ntitle: {{en: Text, cs: Text}}\n---\n{body}"),
    )
}

/// Headings with the same name get different anchors, and one that is called like a numbered
/// one keeps its name.
#[test]
fn headings_have_anchors_of_their_own() {
    let site = text("## A\n\n## A\n\n## A 2\n\n## B\n\n## C {#b}\n");
    site.build().ended_with(0);
    let page = site.output().text("web/text/index.html");
    assert!(page.contains("<h2 id=\"b-2\">B"), "{page}");
    for anchor in ["a", "a-3", "a-2", "b", "b-2"] {
        let times = page.matches(&format!("id=\"{anchor}\"")).count();
        assert_eq!(times, 1, "{anchor}\n{page}");
    }
}

/// Unmatched footnotes lose no text, and are reported at the note.
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

/// The page of a text in English.
fn page(site: &SiteTest) -> String {
    site.output().text("web/text/index.html").to_owned()
}

/// A heading whose anchor is an id of the theme gets another anchor, and the links to it
/// follow, from its own page and from others.
#[test]
fn headings_give_way_to_the_theme() {
    let site = text("## Menu\n\n## Main\n\n[a](#menu) [b](#Main)\n")
        .theme("cluster")
        .file(
            "content/pages/other.md",
            "---\ntitle: {en: Other, cs: Jiná}\n---\n[c](pages:text#menu)\n",
        );
    site.build().ended_with(0);
    let page = page(&site);
    for id in [
        "id=\"menu-2\"",
        "id=\"main-2\"",
        "href=\"#menu-2\"",
        "href=\"#main-2\"",
    ] {
        assert!(page.contains(id), "{id}\n{page}");
    }
    let other = site.output().text("web/other/index.html").to_owned();
    assert!(other.contains("text/#menu-2"), "{other}");
}

/// An anchor is found by the text of the heading, however it is written.
#[test]
fn anchors_are_found_by_names() {
    let site = text(
        "## Poznámka\n\n## B {#žlutá}\n\n[a](#Poznámka) [b](#pozn%C3%A1mka) [c](#POZNAMKA) \
         [d](#žlutá) [e](pages:text#Poznámka)\n",
    );
    site.build().is_clean();
    let page = page(&site);
    assert_eq!(page.matches("#poznamka\"").count(), 4, "{page}");
    assert_eq!(page.matches("#zluta\"").count(), 1, "{page}");
}

/// A wrong anchor is reported at each link, with a suggestion.
#[test]
fn wrong_anchors_are_told_at_the_link() {
    let site = text("## Poznámka\n\nText [a](#poznamky).\n")
        .file(
            "content/pages/two.md",
            "---\ntitle: {en: Two, cs: Dvě}\n---\n\n[x](pages:text#pozmamka)\n",
        )
        .file(
            "content/pages/three.md",
            "---\ntitle: {en: C, cs: C}\n---\n[x](pages:text#pozmamka)\n",
        );
    let run = site.check().ended_with(1).says("did you mean `#poznamka`?");
    let run = run.says("content/pages/text.md:6:10");
    assert!(
        run.stderr.contains("content/pages/two.md:5:15"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("content/pages/three.md:4:15"),
        "{}",
        run.stderr
    );
}

/// Formulas and units, in long texts and in fields.
#[test]
fn sub_and_superscript_within_words() {
    let site = text("H~2~O, m^2^, 10^-6^, g·m^-2^, ~~old~~.\n").file(
        "content/schema/news.yaml",
        "extend: news\nfields:\n  note: {type: markdown, label: {en: Note, cs: Poznámka}}\n",
    ).file(
        "content/news/a.yaml",
        "title: {en: A, cs: A}\nsummary: {en: A, cs: A}\ndate: 2026-05-01\nnote: CO~2~ at 10^-6^ and ~~x~~\n",
    );
    site.build().ended_with(0);
    let page = page(&site);
    let meant = "H<sub>2</sub>O, m<sup>2</sup>, 10<sup>-6</sup>, g·m<sup>-2</sup>, <del>old</del>.";
    assert!(page.contains(meant), "{page}");
    let news = site.output().text("web/news/a/index.html").to_owned();
    assert!(
        news.contains("CO<sub>2</sub> at 10<sup>-6</sup> and <del>x</del>"),
        "{news}"
    );
}

/// Forbidden HTML is reported at its tag; words in angle brackets and unclosed tags are
/// printed.
#[test]
fn what_is_taken_out_is_told() {
    let site = text(
        "<iframe src=\"https://maps.example/\"></iframe>\n\nA <font color=\"red\">red</font> word, \
         <span style=\"x\" onclick=\"y()\">s</span>.\n\nPress <name> and \
         <script>alert(1)</script>go.\n\n<div hello\n\nAfter.\n\n<!-- never ended\n\nThe end.\n",
    );
    let run = site.build().ended_with(0);
    for (message, place) in [
        ("warning[K031]: `<iframe>` is omitted", ":4:1"),
        ("`<font>` is omitted", ":6:3"),
        ("warning[K032]: the attribute `style` of `<span>`", ":6:38"),
        ("the attribute `onclick` of `<span>`", ":6:38"),
        ("`<name>` is not an HTML tag", ":8:7"),
        ("`<script>` is omitted", ":8:18"),
        ("warning[K035]: this tag or comment has no end", ":10:1"),
    ] {
        assert!(run.stderr.contains(message), "{message}\n{}", run.stderr);
        assert!(
            run.stderr.contains(&format!("text.md{place}")),
            "{place}\n{}",
            run.stderr
        );
    }
    let page = page(&site);
    for words in [
        "A red word",
        "&lt;name&gt;",
        "&lt;div hello",
        "After.",
        "never ended",
        "The end.",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert!(!page.contains("alert(1)"), "{page}");
}

/// Dates and years that Markdown parses as list items.
#[test]
fn dates_are_no_lists() {
    for (body, place) in [
        ("5. listopadu 2026 začínáme.\n", ":4:1"),
        ("Text.\n\n2026. rok nano.\n", ":6:1"),
        ("Text\n1. listopadu 2026 začínáme.\n", ":5:1"),
        ("12. Mai 2026\n", ":4:1"),
        ("2026. november 5.\n", ":4:1"),
        ("1. one\n3. three\n", ":5:1"),
        ("- x\n\n  7. července konec\n", ":6:3"),
    ] {
        text(body)
            .check()
            .says("warning[K033]")
            .says(&format!("text.md{place}"));
    }
    for body in [
        "1. one\n2. two\n3. three\n",
        "1. one\n1. two\n",
        "5. five\n6. six\n",
        "5\\. listopadu 2026\n",
        "1. leden\n2. únor\n",
        "3) x\n",
    ] {
        let run = text(body).check();
        assert!(!run.stderr.contains("K033"), "{body}\n{}", run.said());
    }
}

/// An address with a space is reported where Markdown sees no link.
#[test]
fn addresses_with_blanks_are_told() {
    for body in [
        "See [a](assets/dva slova.pdf).\n",
        "A picture: ![a](assets/my photo.png)\n",
        "[a](https://a.example/x y)\n",
    ] {
        text(body).check().says("warning[K034]").says("text.md:4:");
    }
    for body in [
        "[a] (an aside, in brackets)\n",
        "[x](a note that is none)\n",
        "`[a](b c.pdf)`\n",
    ] {
        let run = text(body).check();
        assert!(!run.stderr.contains("K034"), "{body}\n{}", run.said());
    }
}

/// Links to the files of entries, as a git host follows them.
#[test]
fn links_to_files_of_entries() {
    let member = "name: Spin\nkind: company\nsummary: S.\njoined: 2020\n";
    let site = text(
        "## Here\n\n[a](../members/spin.yaml) [b](other.md#part) [c](./text.md#here) \
         [d](../members/_index.md) [e](other.cs.md) [f](../members/box/index.md)\n",
    )
    .file("content/members/spin.yaml", member)
    .file("content/members/box/index.yaml", member)
    .file("content/members/_index.md", "Members.\n")
    .file(
        "content/pages/other.md",
        "---\ntitle: {en: Other, cs: Jiná}\n---\n## Part\n",
    );
    let run = site.build();
    assert_eq!(run.status, 0, "{}", run.said());
    let page = page(&site);
    for to in [
        "/members/spin/\"",
        "/other/#part\"",
        "/text/#here\"",
        "/members/\"",
        "/other/\"",
        "/members/box/\"",
    ] {
        assert!(page.contains(to), "{to}\n{page}");
    }
    text("[a](../members/spinn.yaml)\n")
        .file("content/members/spin.yaml", member)
        .check()
        .ended_with(1)
        .says("error[K005]")
        .says("content/pages/text.md:4:5");
}

/// The columns of a table are aligned by classes; elements of a text have no inline styles.
#[test]
fn columns_are_aligned_by_classes() {
    let site = text("| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 | 3 | 4 |\n");
    site.build().is_clean();
    let page = page(&site);
    let head = "<tr><th>a</th><th class=\"align-left\">b</th><th class=\"align-center\">c</th>\
                <th class=\"align-right\">d</th></tr>";
    assert!(page.contains(head), "{page}");
    assert!(
        page.contains("<td>1</td><td class=\"align-left\">2</td>"),
        "{page}"
    );
    assert!(!page.contains("style="), "{page}");
}

/// Text that Markdown parses but never prints is reported.
#[test]
fn unseen_words_are_told() {
    for (body, code, place) in [
        ("## Size {in mm}\n", "K032", ":4:9"),
        ("| a | b |\n|---|---|\n| 1 | 2 | lost |\n", "K037", ":6:11"),
        ("A.\n\n[note]: something\n", "K036", ":6:1"),
        ("``` A remark\ncode\n```\n", "K038", ":4:5"),
    ] {
        let run = text(body).check().says(&format!("warning[{code}]"));
        assert!(
            run.stderr.contains(&format!("text.md{place}")),
            "{place}\n{}",
            run.said()
        );
    }
    let fine = "## A {#b}\n\n| a |\n|---|\n| 1 |\n\n[A Link][x]\n\n[X]: https://a.example/\n\n\
                ```rust,no_run title=x\nlet a;\n```\n";
    text(fine).build().is_clean();
}

/// A collection with a field of Markdown, and a page of it.
fn note(text: &str) -> SiteTest {
    let schema = "collection: notes\nlabel: {en: Notes, cs: Zápisky}\n\
                  route: {en: notes, cs: zapisky}\nfields:\n  \
                  title: {type: string, label: {en: Title, cs: Název}, required: true}\n  \
                  says: {type: markdown, column: true, label: {en: Says, cs: Říká}}\n";
    let member = "name: Spin\nkind: company\nsummary: S.\njoined: 2020\n";
    SiteTest::minimal()
        .file("content/schema/notes.yaml", schema)
        .file("content/members/spin.yaml", member)
        .file(
            "content/notes/one.yaml",
            &format!("title: One\nsays: \"{text}\"\n"),
        )
}

/// A Markdown field links to entries, by their names and by their files; the links resolve on
/// each page and edition that shows it.
#[test]
fn a_field_links_to_entries() {
    let built = note("By [spin](members:spin), [all](members:), [file](../members/spin.yaml)");
    assert_eq!(built.build().status, 0);
    for (page, start) in [
        ("public/web/notes/one/index.html", "/members/"),
        ("public/offline/notes/one/index.html", "../../members/"),
        ("public/offline/cs/zapisky/one/index.html", "../../clenove/"),
    ] {
        let html = built.read(page);
        let spin = format!("<a href=\"{start}spin/");
        assert_eq!(html.matches(&spin).count(), 2, "{page}\n{html}");
        assert!(html.contains(&format!("<a href=\"{start}")), "{page}");
    }
}

/// A broken link in a field is reported at the field.
#[test]
fn a_field_links_to_nothing() {
    for (link, says) in [
        ("members:spn", "error[K005]"),
        ("../members/spn.yaml", "error[K005]"),
        ("membrs:spin", "error[K002]"),
        ("javascript:x", "error[K003]"),
        ("assets/a.pdf", "error[S053]"),
    ] {
        note(&format!("[a]({link})"))
            .check()
            .ended_with(1)
            .says(says)
            .says("content/notes/one.yaml:2:");
    }
    let draft = "name: Spin\nkind: company\nsummary: S.\njoined: 2020\ndraft: true\n";
    note("[a](members:spin)")
        .file("content/members/spin.yaml", draft)
        .build()
        .ended_with(0)
        .says("warning[K004]");
}

/// Links to entries or collections that an edition excludes are not findings: a part of the
/// catalogue may refer to the rest.
#[test]
fn links_to_what_an_edition_leaves_out() {
    let member = "name: Spin\nkind: company\nsummary: S.\njoined: 2020\n";
    let text = "[a](members:spin) [b](members:) [c](members:spin)";
    let run = self::text(text)
        .file("content/members/spin.yaml", member)
        .replaced(
            "content/site.yaml",
            "  offline: {}",
            "  offline: {}\n  part: {collections: [pages]}",
        )
        .build_with(&["--edition", "part"])
        .ended_with(0);
    assert!(!run.said().contains("K004"), "{}", run.said());
}

/// A picture on another site is not loaded: its description is printed, as a link unless it is
/// inside one. The page is published.
#[test]
fn pictures_on_other_sites() {
    let site = text(
        "![A mat](https://a.example/mat.png)\n\n[![Build](https://ci.example/b.svg)](https://ci.example/)\n\n\
         <p><a href=\"https://b.example/\"><img src=\"https://b.example/b.svg\" alt=\"Version &amp; date\"></a>\n\
         <img src='https://c.example/c.svg' alt='Docs' width=20></p>\n\n![](//d.example/d.png)\n",
    );
    let run = site.build().ended_with(0).says("warning[I006]");
    assert_eq!(
        run.stdout.matches("[I006]").count() + run.stderr.matches("[I006]").count(),
        1
    );
    run.says("the attribute `width` of `<img>` is omitted");
    let page = site.output().text("web/text/index.html");
    for said in [
        "<a href=\"https://a.example/mat.png\">A mat</a>",
        "<a href=\"https://ci.example/\">Build</a>",
        "<a href=\"https://b.example/\">Version &amp; date</a>",
        "<a href=\"https://c.example/c.svg\">Docs</a>",
        "<a href=\"https://d.example/d.png\">https://d.example/d.png</a>",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    assert!(!page.contains("src=\"http"), "{page}");
}

/// A picture in HTML is resolved relative to the text, like one in Markdown.
#[test]
fn pictures_that_html_names() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"2\"/>";
    let site = text("A <img src=\"assets/a.svg\" alt=\"One\"> line.\n\n<div>\n<img alt='Two' src='assets/a.svg'>\n</div>\n\n<img src=\"assets/a.svg\" alt='Caf&eacute; &#8211; \"&amp;lt;\"'>\n")
        .file("content/assets/a.svg", svg);
    site.build().ended_with(0);
    let page = site.output().text("web/text/index.html");
    for alt in ["One", "Two", "Café – &quot;&amp;lt;&quot;"] {
        assert!(
            page.contains(&format!(" alt=\"{alt}\" width=\"4\" height=\"2\"")),
            "{page}"
        );
    }
}
