//! The built-in defaults apply where a site declares nothing, and can be overridden or turned
//! off: vocabularies, collections, labels.

use crate::support::SiteTest;

/// A site in English and Czech with a member and no declarations of its own.
fn bare() -> SiteTest {
    SiteTest::empty()
        .file(
            "content/site.yaml",
            "
            title: Test Cluster
            organisation: {name: Test Cluster}
            base_url: https://cluster.example/
            languages: [en, cs]
            time_zone: Europe/Prague
            theme: cluster
            ",
        )
        .file(
            "content/pages/index.md",
            "---\ntitle: {en: Home, cs: Domů}\n---\nText.\n",
        )
        .file("content/pages/index.cs.md", "Text.\n")
        .file("content/members/acme.yaml", ACME)
}

const ACME: &str = "name: Acme\nkind: company\nregion: cz064\njoined: 2020\nsummary: {en: Builds., cs: Staví.}\nsample: true\n";

/// Vocabularies are built in: a site without any has their terms.
#[test]
fn vocabularies_are_there() {
    let site = bare();
    site.build().ended_with(0);
    let member = site.output().text("web/cs/clenove/acme/index.html");
    assert!(
        member.contains("Firma") && member.contains("Jihomoravský kraj"),
        "{member}"
    );
}

/// A site's own file replaces the built-in one.
#[test]
fn a_vocabulary_is_replaced() {
    let site = bare().file(
        "content/vocabularies/regions.yaml",
        "label: Areas\nterms: {north: {label: The North}}\n",
    );
    site.build().ended_with(1).says("V001").says("cz064");
    site.put("content/members/acme.yaml", &ACME.replace("cz064", "north"));
    site.build().ended_with(0);
    assert!(
        site.output()
            .text("web/members/acme/index.html")
            .contains("The North")
    );
}

/// `extend:` adds terms, changes the label of one in one language, and removes one.
#[test]
fn a_vocabulary_is_extended() {
    let site = bare().file(
        "content/vocabularies/regions.yaml",
        "
            extend: regions
            terms:
              north: {label: {en: The North, cs: Sever}}
              cz064: {label: {en: Moravia, xx: Wrong}}
              cz010:
            ",
    );
    site.build()
        .ended_with(0)
        .says("L003")
        .says("regions.yaml:4:32");
    site.put(
        "content/vocabularies/regions.yaml",
        "extend: regions\nterms:\n  north: {label: {en: The North, cs: Sever}}\n  cz064: {label: {en: Moravia}}\n  cz010:\n",
    );
    site.put(
        "content/members/bcd.yaml",
        &ACME.replace("cz064", "north").replace("Acme", "Bcd"),
    );
    site.build().ended_with(0);
    let text = |path: &str| site.output().text(path);
    assert!(text("web/members/acme/index.html").contains("Moravia"));
    assert!(text("web/cs/clenove/acme/index.html").contains("Jihomoravský kraj"));
    assert!(text("web/members/bcd/index.html").contains("The North"));
    site.put("content/members/bcd.yaml", &ACME.replace("cz064", "cz010"));
    site.build().ended_with(1).says("V001").says("cz010");
}

/// A term that a built-in vocabulary lacks: the message names no file that does not exist, and
/// following its advice adds the term.
#[test]
fn a_term_for_a_vocabulary_of_the_program() {
    let site = bare().file(
        "content/members/acme.yaml",
        &ACME.replace("kind: company", "kind: start-up"),
    );
    let said = site.check().ended_with(1).stderr;
    assert!(
        said.contains("not in the vocabulary `member-kinds`, which comes with Spunweb"),
        "{said}"
    );
    assert!(
        said.contains("begins with `extend: member-kinds`"),
        "{said}"
    );
    site.put(
        "content/vocabularies/member-kinds.yaml",
        "extend: member-kinds\nterms: {start-up: {label: {en: Start-up, cs: Startup}}}\n",
    );
    site.check().ended_with(0);
    site.put(
        "content/members/acme.yaml",
        &ACME.replace("kind: company", "kind: startup"),
    );
    site.check()
        .ended_with(1)
        .says("not in content/vocabularies/member-kinds.yaml");
}

/// An extension names the vocabulary of its own file.
#[test]
fn an_extension_of_nothing() {
    bare()
        .file(
            "content/vocabularies/areas.yaml",
            "extend: regions\nterms: {}\n",
        )
        .check()
        .ended_with(1)
        .says("V004")
        .says("areas.yaml:1:9");
}

/// A field of the site that names an unknown vocabulary is an error at its place; a built-in
/// field never is.
#[test]
fn a_vocabulary_of_ones_own() {
    bare()
        .file(
            "content/schema/machines.yaml",
            "collection: machines\nfields:\n  title: {type: string}\n  axes: {type: term, vocabulary: axis}\n",
        )
        .check()
        .ended_with(1)
        .says("V002")
        .says("machines.yaml:4");
}

/// A collection without entries has no page, no entry in the sitemap, and no menu item; a menu
/// that names it gets a note.
#[test]
fn nothing_of_an_empty_collection() {
    let site = bare();
    site.put(
        "content/site.yaml",
        &(site.read("content/site.yaml") + "menus: {main: [{to: 'members:'}, {to: 'news:'}]}\n"),
    );
    site.check()
        .ended_with(0)
        .says("note[C039]")
        .says("site.yaml:7:39");
    site.build().ended_with(0);
    let output = site.output();
    let sitemap = output.text("web/sitemap.xml");
    assert!(sitemap.contains("/members/"));
    for gone in ["news", "events", "projects", "structures"] {
        assert!(!sitemap.contains(gone), "{sitemap}");
        assert!(
            !output
                .paths()
                .any(|path| path.starts_with(&format!("web/{gone}/"))),
            "{gone}"
        );
    }
    let home = output.text("web/index.html");
    assert!(
        home.contains("href=\"/members/\"") && !home.contains("href=\"/news/\""),
        "{home}"
    );
    site.put("content/news/one.md", "---\ntitle: {en: One, cs: Jedna}\nsummary: {en: One., cs: Jedna.}\ndate: 2026-01-01\n---\nText.\n");
    site.build().ended_with(0);
    assert!(
        site.output()
            .text("web/index.html")
            .contains("href=\"/news/\"")
    );
}

/// In both themes, a site with only members has no word from the program's original subject.
#[test]
fn no_word_of_nanofibres() {
    for theme in ["cluster", "plain"] {
        let site = bare().replaced(
            "content/site.yaml",
            "theme: cluster",
            &format!("theme: {theme}"),
        );
        site.build().ended_with(0);
        expect_no_nanofibres(&site);
    }
}

/// Searches every file of the output, names and texts.
pub(crate) fn expect_no_nanofibres(site: &SiteTest) {
    let output = site.output();
    let mut found = Vec::new();
    for (path, text) in output.texts("") {
        let text = format!("{path} {}", text.to_lowercase());
        for word in ["nano", "vlák", "fibre", "polymer", "electrosp"] {
            if let Some(at) = text.find(word) {
                let from = text.floor_char_boundary(at.saturating_sub(40));
                let to = text.floor_char_boundary(at + 40);
                found.push(format!("{path}: {}", &text[from..to]));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// `collections: {structures: off}` removes a collection with the fields that refer to it.
#[test]
fn a_collection_is_turned_off() {
    let off = |site: SiteTest, names: &str| {
        let text = site.read("content/site.yaml") + &format!("collections: {{{names}}}\n");
        site.file("content/site.yaml", &text)
    };
    off(bare(), "structures: off, projects: off")
        .build()
        .ended_with(0);
    let news = "---\ntitle: {en: One, cs: Jedna}\nsummary: {en: One., cs: Jedna.}\ndate: 2026-01-01\nstructures: [x]\n---\nText.\n";
    let site = off(bare(), "structures: off").file("content/news/one.md", news);
    site.build()
        .ended_with(1)
        .says("unknown field `structures`")
        .says("one.md:5");
    let own = "extend: members\nfields:\n  best: {type: ref, to: structures}\n";
    off(bare(), "structures: off")
        .file("content/schema/members.yaml", own)
        .check()
        .ended_with(1)
        .says("error[S031]: the collection `structures` is turned off")
        .says("members.yaml:3:25");
    off(bare(), "structures: off")
        .file("content/schema/structures.yaml", "extend: structures\n")
        .check()
        .ended_with(1)
        .says("structures.yaml:1:9");
    off(bare(), "news: off")
        .file("content/news/one.md", news)
        .check()
        .ended_with(0)
        .says("warning[C038]: `news` is turned off: 1 entry");
    off(bare(), "pages: off").check().ended_with(1).says("C037");
    off(bare(), "structure: off")
        .check()
        .ended_with(1)
        .says("did you mean")
        .says("structures");
    off(bare(), "news: on")
        .check()
        .ended_with(1)
        .says("site.yaml:7");
}

/// A site may replace a built-in collection with its own.
#[test]
fn a_built_in_collection_is_replaced() {
    let site = bare()
        .file(
            "content/schema/news.yaml",
            "collection: news\nfields:\n  title: {type: string, required: true}\n",
        )
        .file("content/news/one.yaml", "title: One\n");
    site.check().ended_with(1).says("S030");
    let text = site.read("content/site.yaml") + "collections: {news: off}\n";
    site.put("content/site.yaml", &text);
    site.build().ended_with(0);
    assert!(
        site.output()
            .text("web/news/one/index.html")
            .contains("One")
    );
}

/// An extension that sets one language leaves the others unchanged.
#[test]
fn labels_merge_by_language() {
    let site = bare();
    site.put(
        "content/schema/members.yaml",
        "
        extend: members
        label: {en: Companies}
        route: {en: companies}
        fields:
          region: {label: {en: Area}}
          employees: {values: {'1-9': 1–9, '0': {en: nobody}}}
        ",
    );
    site.put(
        "content/members/acme.yaml",
        &(ACME.to_owned() + "employees: '0'\n"),
    );
    site.build().ended_with(0);
    let output = site.output();
    let english = output.text("web/companies/acme/index.html");
    assert!(
        english.contains("Area") && english.contains("Companies"),
        "{english}"
    );
    assert!(english.contains("nobody"), "{english}");
    let czech = output.text("web/cs/clenove/acme/index.html");
    assert!(
        czech.contains("Kraj") && czech.contains("Členové"),
        "{czech}"
    );
    assert!(czech.contains("žádní"), "{czech}");
}

/// Whatever is turned off, the rest of the built-in schema stays consistent.
#[test]
fn any_collection_can_be_turned_off() {
    let names = ["members", "structures", "projects", "events", "news"];
    for set in 1..1_u32 << names.len() {
        let off = names
            .iter()
            .enumerate()
            .filter(|(at, _)| set & (1 << at) != 0);
        let off: Vec<String> = off.map(|(_, name)| format!("{name}: off")).collect();
        let text = bare().read("content/site.yaml");
        let line = format!("collections: {{{}}}\n", off.join(", "));
        let site = bare().file("content/site.yaml", &(text + &line));
        let check = site.check();
        assert!(!check.said().contains("error["), "{line}{}", check.said());
        check.ended_with(0);
    }
}
