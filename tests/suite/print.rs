//! Print projects: the files for the compiler, the errors without one or when it fails, and
//! editions with PDFs. The compiler is a small script here; `tests/print/run` uses the real
//! one.

use std::os::unix::fs::PermissionsExt as _;

use serde_json::Value;

use crate::support::{AS_OF, Run, SiteTest, Tree};

const MEMBER: &str =
    "name: Spin\nkind: company\nsummary: {en: Spins., cs: Spřádá.}\njoined: 2020\n";

fn site() -> SiteTest {
    SiteTest::minimal()
        .theme("cluster")
        .file("content/members/spin.yaml", &format!("{MEMBER}website: https://spin.example/\nemail: office@spin.example\ncontacts:\n  - {{role: sales, email: sales@spin.example}}\n"))
        .file("content/members/chemie.yaml", &MEMBER.replace("Spin\n", "Chemie\n"))
        .file("content/members/hotel.yaml", &MEMBER.replace("Spin\n", "Hotel\n"))
        .file("content/members/spin.md", "## Why {#why}\n\n- one *two*\n- [Hotel](members:hotel), [x](https://x.example/)\n\n| a | b |\n|---|--:|\n| #let | $x$ |\n\n```catalog\nfrom: members\nsort: [name]\n```\n\nNote[^1].\n\n[^1]: #panic()\n")
}

fn print(site: &SiteTest, further: &[&str]) -> Run {
    let mut arguments = vec!["print", "--as-of", AS_OF];
    arguments.extend(further);
    site.run(&arguments)
}

fn data(site: &SiteTest, project: &str) -> Value {
    let text = site.read(&format!(".spunweb/print/{project}/data.json"));
    serde_json::from_str(&text).unwrap()
}

/// A compiler that runs a script.
fn compiler(site: &SiteTest, script: &str) -> String {
    let path = site.path("bin/typst");
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path.display().to_string()
}

/// A script that writes to its last argument.
const WRITES: &str = "for out; do :; done; printf '%%PDF' > \"$out\"";

/// A project contains templates, fonts and data; the same content gives the same bytes.
#[test]
fn a_project() {
    let site = site();
    print(
        &site,
        &["catalog", "members", "--lang", "cs", "--project-only"],
    )
    .ended_with(0)
    .says(".spunweb/print/catalog-members-cs");
    let folder = site.path(".spunweb/print/catalog-members-cs");
    let first = Tree::of(&folder);
    for path in [
        "catalog.typ",
        "style.typ",
        "fonts/spun-sans-regular.ttf",
        "data.json",
    ] {
        assert!(first.has(path), "{path}");
    }
    std::fs::write(folder.join("fonts/left-over.ttf"), "of another time").unwrap();
    print(
        &site,
        &["catalog", "members", "--lang", "cs", "--project-only"],
    )
    .ended_with(0);
    assert_eq!(Tree::of(&folder).difference(&first), "");
}

/// CH is sorted after H in Czech, as a separate letter.
#[test]
fn indexes_are_in_the_order_of_the_language() {
    let site = site();
    print(&site, &["catalog", "members", "--project-only"]).ended_with(0);
    let letters = |lang: &str| -> Vec<String> {
        let data = data(&site, &format!("catalog-members-{lang}"));
        let letters = data["indexes"][0]["letters"].as_array().unwrap();
        letters
            .iter()
            .map(|one| one["letter"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(letters("cs"), ["H", "CH", "S"]);
    assert_eq!(letters("en"), ["C", "H", "S"]);
}

/// A text is data: its blocks, the entries of the document by their anchors, and nothing that
/// the compiler would execute.
#[test]
fn texts_are_data() {
    let site = site();
    print(
        &site,
        &["catalog", "members", "--lang", "en", "--project-only"],
    )
    .ended_with(0);
    let data = data(&site, "catalog-members-en");
    let entries = data["groups"][0]["entries"].as_array().unwrap();
    let spin = entries.iter().find(|entry| entry["id"] == "spin").unwrap();
    let blocks = spin["text"]["blocks"].as_array().unwrap();
    let kinds: Vec<&str> = blocks
        .iter()
        .map(|block| block["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["heading", "list", "table", "entries", "paragraph"]);
    let link = &blocks[1]["items"][1][0]["text"][0];
    assert_eq!(link["to"], "members/hotel");
    assert_eq!(link["href"], "https://cluster.example/members/hotel/");
    assert_eq!(blocks[2]["columns"][1], "right");
    assert_eq!(blocks[2]["rows"][1][0][0]["text"], "#let");
    assert_eq!(blocks[3]["entries"].as_array().unwrap().len(), 3);
    assert_eq!(spin["text"]["notes"][0][0]["text"][0]["text"], "#panic()");
    let templates = Tree::of(&site.path(".spunweb/print/catalog-members-en"));
    assert_eq!(templates.holding("#panic()"), ["data.json"]);
}

/// A collection that is not built in is printed as its schema says.
#[test]
fn any_collection() {
    let site = site()
        .file("content/schema/yarns.yaml", "collection: yarns\nlabel: Yarns\nsingular: yarn\nroute: yarns\nfields:\n  title: {type: string}\n  number: {type: string, unique: true, column: true, label: Number}\n  makers: {type: list, facet: true, label: Makers, of: {type: ref, to: members}}\n  twist: {type: int, min: 1, max: 5, steps: true, label: Twist}\n")
        .file("content/yarns/one.yaml", "title: One\nnumber: Y-1\nmakers: [hotel]\ntwist: 3\n");
    print(
        &site,
        &["catalog", "yarns", "--lang", "en", "--project-only"],
    )
    .ended_with(0);
    let data = data(&site, "catalog-yarns-en");
    let entry = &data["groups"][0]["entries"][0];
    assert_eq!(entry["code"], "Y-1");
    let twist = entry["fields"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&twist["label"], &twist["steps"]),
        (&Value::from("Twist"), &Value::from(5))
    );
    let makers = &data["indexes"].as_array().unwrap()[1];
    assert_eq!(makers["label"], "Makers");
    assert_eq!(
        makers["letters"][0]["lines"][0]["entries"][0]["to"],
        "yarns/one"
    );
}

/// The figures of a text are printed; a block for another view names its kind, so that a theme
/// may print it, and an invalid one is reported as on a page.
#[test]
fn views_of_a_text() {
    let site = site().file(
        "content/pages/glance.md",
        "---\ntitle: Glance\n---\n```view\nview: figures\nindicators: [participants]\n```\n\n```view\nview: timeline\nfrom: members\nstart: joined\n```\n",
    );
    let flyer = ["flyer", "pages/glance", "--lang", "en", "--project-only"];
    print(&site, &flyer).ended_with(0);
    let data = data(&site, "flyer-pages-glance-en");
    let blocks = &data["entries"][0]["text"]["blocks"];
    let figure = &blocks[0]["view"]["groups"][0]["figures"][0];
    assert_eq!(
        (&blocks[0]["kind"], &blocks[0]["name"]),
        (&Value::from("view"), &Value::from("figures"))
    );
    assert_eq!(figure["text"], "3");
    assert_eq!(blocks[1]["name"], "timeline");
    let site = site.replaced("content/pages/glance.md", "participants", "particpants");
    print(&site, &flyer)
        .ended_with(1)
        .says("there is no indicator `particpants`");
}

/// A contact gets a card only if the legal basis is stated, which itself is never printed.
#[test]
fn cards_need_a_basis() {
    let site = site();
    print(&site, &["cards", "--lang", "en", "--project-only"])
        .ended_with(0)
        .says("warning: nobody is on `cards-en`");
    let cards = |site: &SiteTest| data(site, "cards-en")["cards"].clone();
    let of_spin = |cards: &Value| {
        let cards = cards.as_array().unwrap();
        cards.iter().filter(|card| card["name"] == "Spin").count()
    };
    assert_eq!(of_spin(&cards(&site)), 0);
    let site = site.replaced(
        "content/members/spin.yaml",
        "email: sales@spin.example",
        "email: sales@spin.example, person: Jan Canary, basis: consent",
    );
    print(&site, &["cards", "--lang", "en", "--project-only"]).ended_with(0);
    let cards = cards(&site);
    assert_eq!(of_spin(&cards), 1);
    let text = cards.to_string();
    assert!(
        text.contains("sales@spin.example")
            && !text.contains("Canary")
            && !text.contains("consent")
    );
}

/// With a second language, each participant is found in both, though the order of the names
/// differs.
#[test]
fn badges_in_two_languages() {
    let site = site()
        .replaced(
            "content/members/chemie.yaml",
            "name: Chemie",
            "name: {en: Chemistry, cs: Zlatá chemie}",
        )
        .file(
            "content/events/day.yaml",
            "title: {en: Day, cs: Den}\nsummary: {en: A day., cs: Den.}\nstart: 2027-01-01\nmembers: [spin, chemie]\n",
        );
    let asked = ["badges", "day", "--lang", "en", "--beside", "cs"];
    print(&site, &[&asked[..], &["--project-only"]].concat()).ended_with(0);
    let data = data(&site, "badges-events-day-en");
    let anchors = |of: &Value| -> Vec<String> {
        let all = of["participants"].as_array().expect("participants");
        let anchors = all.iter().filter_map(|one| one["anchor"].as_str());
        anchors.map(str::to_owned).collect()
    };
    assert_eq!(anchors(&data), ["members/chemie", "members/spin"]);
    assert_eq!(anchors(&data["beside"]), ["members/spin", "members/chemie"]);
}

/// Unknown names are reported with a suggestion.
#[test]
fn what_is_not_there() {
    let site = site();
    for (what, said) in [
        (&["catalogue", "members"][..], "did you mean `catalog`?"),
        (&["catalog", "membres"], "did you mean `members`?"),
        (&["sheet", "members/spinn"], "did you mean `members/spin`?"),
        (&["catalog"], "as in `catalog members`"),
        (&["badges"], "as in `badges events/fair`"),
        (&["members"], "`members` is not a document"),
        (
            &["cards", "members"],
            "`cards members` has more words than this document takes",
        ),
        (
            &["catalog", "members", "--lang", "xx"],
            "the edition is not in `xx`",
        ),
        (
            &["catalog", "members", "--edition", "wbe"],
            "did you mean `web`?",
        ),
    ] {
        let mut arguments = what.to_vec();
        arguments.push("--project-only");
        print(&site, &arguments).ended_with(2).says(said);
    }
}

/// Without a compiler the project is kept, and the error is one of the environment.
#[test]
fn without_a_compiler() {
    let site = site();
    let mut command = site.command(&[
        "print",
        "sheet",
        "members/spin",
        "--lang",
        "en",
        "--as-of",
        AS_OF,
    ]);
    command.env("PATH", site.path("nothing"));
    site.finish(command)
        .ended_with(3)
        .says("no PDF was made: there is no program `typst` on the PATH")
        .says("typst compile --root . --font-path fonts");
    assert!(
        site.path(".spunweb/print/sheet-members-spin-en/sheet.typ")
            .exists()
    );
}

/// The compiler gets the folder of the project and a day, and its PDF is kept.
#[test]
fn a_document() {
    let site = site();
    let typst = compiler(
        &site,
        &format!("echo \"$@\" > \"$(dirname \"$0\")/said\"\n{WRITES}"),
    );
    print(
        &site,
        &["sheet", "members/spin", "--lang", "en", "--typst", &typst],
    )
    .ended_with(0)
    .says("print/sheet-members-spin-en.pdf written");
    assert_eq!(site.read("print/sheet-members-spin-en.pdf"), "%PDF");
    let said = site.read("bin/said");
    for option in [
        "--ignore-system-fonts",
        "--pdf-standard ua-1",
        "--creation-timestamp 1780272000",
    ] {
        assert!(said.contains(option), "{said}");
    }
}

/// The path of the compiler may be relative to the current folder.
#[test]
fn a_compiler_with_a_relative_path() {
    let site = site();
    compiler(&site, WRITES);
    let typst = "bin/typst";
    print(
        &site,
        &["sheet", "members/spin", "--lang", "en", "--typst", typst],
    )
    .ended_with(0);
    assert_eq!(site.read("print/sheet-members-spin-en.pdf"), "%PDF");
}

/// A failing template is a finding at its line.
#[test]
fn a_template_that_fails() {
    let site = site();
    let typst = compiler(
        &site,
        "echo \"$PWD/sheet.typ:3:9: error: unknown variable: x\" >&2; exit 1",
    );
    print(
        &site,
        &["sheet", "members/spin", "--lang", "en", "--typst", &typst],
    )
    .ended_with(1)
    .says("error[T013]")
    .says("unknown variable: x")
    .says("themes/cluster/print/sheet.typ:3:9")
    .says("nothing was printed");
    assert!(!site.path("print").exists());
}

/// An edition contains its PDFs, also in the zip file, and its pages link to them.
#[test]
fn an_edition_with_documents() {
    let site = site().replaced(
        "content/site.yaml",
        "offline: {}",
        "offline: {print: [catalog members]}",
    );
    compiler(&site, WRITES);
    let build = |path: std::path::PathBuf| {
        let mut command = site.command(&["build", "--no-sync", "--as-of", AS_OF]);
        command.env("PATH", path);
        site.finish(command)
    };
    build(site.path("nothing"))
        .ended_with(3)
        .says("the edition `offline` has printed documents")
        .says("nothing was published");
    assert!(!site.path("public").exists());
    // A check only verifies that there is something to print.
    site.check().ended_with(0);
    build(site.path("bin")).ended_with(0);
    let output = site.output();
    for lang in ["cs", "en"] {
        let path = format!("offline/print/catalog-members-{lang}.pdf");
        assert_eq!(output.bytes(&path), b"%PDF");
    }
    assert!(
        output
            .text("offline/SHA256SUMS.txt")
            .contains("print/catalog-members-en.pdf")
    );
    assert!(
        output
            .text("offline/index.html")
            .contains("href=\"print/catalog-members-en.pdf\"")
    );
    assert!(!output.text("web/index.html").contains(".pdf"));
}

/// A document that an edition cannot print is reported at its place.
#[test]
fn an_edition_that_prints_what_is_not_there() {
    let site = site().replaced(
        "content/site.yaml",
        "offline: {}",
        "offline: {print: [catalogue members]}",
    );
    site.check()
        .ended_with(1)
        .says("error[C042]")
        .says("did you mean `catalog`?")
        .says("content/site.yaml:");
}

/// Nothing is written through a state folder that is a symbolic link.
#[test]
fn no_link_is_followed() {
    let site = site();
    std::fs::create_dir_all(site.path("elsewhere")).unwrap();
    std::fs::create_dir_all(site.path(".spunweb")).unwrap();
    std::os::unix::fs::symlink(site.path("elsewhere"), site.path(".spunweb/print")).unwrap();
    print(&site, &["catalog", "members", "--project-only"]).ended_with(3);
    assert!(Tree::of(&site.path("elsewhere")).is_empty());
}
