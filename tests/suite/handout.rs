//! Handouts: the folder with its start page, its read-me and its checksums, the zip file, and
//! the single page.
#![expect(
    clippy::print_stdout,
    reason = "a test says which other program it has used"
)]

use std::collections::BTreeSet;
use std::io::Read as _;
use std::process::Command;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use flate2::read::DeflateDecoder;
use serde_json::Value;

use crate::support::{Page, SiteTest, Tree};

/// A picture that two entries show, and a text in two languages.
fn site() -> SiteTest {
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30 20\"><title>{}</title></svg>",
        "a layer ".repeat(200)
    );
    SiteTest::minimal()
        .file("content/assets/layer.svg", &svg)
        .file("content/pages/about.md", "---\ntitle: {en: About, cs: O nás}\n---\n[One](members:one#history), [up](#why)\n\n## Why {#why}\n\n![A layer](assets/layer.svg)\n")
        .file("content/members/one.yaml", "name: {en: One, cs: Jedna}\nkind: company\nsummary: {en: Spins., cs: Spřádá.}\njoined: 2020\n")
        .file("content/members/one.md", "## History {#history}\n\n![A layer](assets/layer.svg)\n")
        .file("content/members/one.cs.md", "## Historie {#history}\n\n![Vrstva](assets/layer.svg)\n")
}

fn file(site: &SiteTest, below: &str) -> Vec<u8> {
    std::fs::read(site.path("public").join(below)).expect(below)
}

/// The same content gives the same zip file, in whatever folder, and two independent programs
/// unpack it to the same folder.
#[test]
fn the_zip_file() {
    let (one, two) = (site(), site());
    one.build().ended_with(0);
    two.build().ended_with(0);
    assert_eq!(file(&one, "offline.zip"), file(&two, "offline.zip"));
    let zip = one.path("public/offline.zip");
    let python = "import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])";
    let mut used = Vec::new();
    for (name, arguments) in [("python3", vec!["-c", python]), ("unzip", vec!["-qq"])] {
        let to = one.path(name);
        let mut command = Command::new(name);
        command.args(&arguments).arg(&zip);
        if name == "unzip" {
            command.arg("-d");
        }
        let Ok(output) = command.arg(&to).output() else {
            continue;
        };
        assert!(output.status.success(), "{name}: {output:?}");
        used.push(name);
        let unpacked = Tree::of(&to.join("offline"));
        assert_eq!(
            unpacked.difference(&one.output().below("offline")),
            "",
            "{name}"
        );
        assert!(
            Tree::of(&to)
                .paths()
                .all(|path| path.starts_with("offline/"))
        );
    }
    println!("the zip file was unpacked by: {used:?}");
    assert!(
        !used.is_empty(),
        "neither python3 nor unzip is here to unpack it"
    );
}

/// The checksums are those that another program computes.
#[test]
fn the_sums() {
    let site = site();
    site.build().ended_with(0);
    for (folder, sums) in [
        ("public/offline", "SHA256SUMS.txt"),
        ("public", "offline.sha256"),
    ] {
        let mut command = Command::new("sha256sum");
        command
            .args(["--check", "--strict", sums])
            .current_dir(site.path(folder));
        let Ok(output) = command.output() else {
            println!("sha256sum is not here; {sums} was not checked");
            continue;
        };
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        println!("sha256sum checked {sums}");
    }
    let text = site.output().text("offline/SHA256SUMS.txt");
    let named: BTreeSet<&str> = text.lines().filter_map(|line| line.get(66..)).collect();
    let output = site.output().below("offline");
    let there: BTreeSet<&str> = output
        .paths()
        .filter(|path| *path != "SHA256SUMS.txt")
        .collect();
    assert_eq!(named, there);
}

/// Files beside the folder belong to its edition: they stay when another edition is built, and
/// are removed when they are no longer wanted.
#[test]
fn what_is_beside_the_folder() {
    let site = site();
    site.build().ended_with(0);
    let beside = ["offline.html", "offline.sha256", "offline.zip"];
    let before = site.output();
    assert!(beside.iter().all(|path| before.has(path)));
    site.build_with(&["--edition", "web"]).ended_with(0);
    let after = site.output();
    assert_eq!(before.difference(&after), "");
    assert_eq!(before.touched(&after), [""; 0]);
    let site = site.replaced("content/site.yaml", "offline: {}", "offline: {zip: false}");
    site.build().ended_with(0);
    assert!(site.output().has("offline.html") && !site.output().has("offline.zip"));
    let site = site.replaced(
        "content/site.yaml",
        "{zip: false}",
        "{zip: false, single_file: false}",
    );
    site.build().ended_with(0);
    assert!(!beside.iter().any(|path| site.output().has(path)));
    assert!(site.output().has("offline/START.html"));
}

/// The single page contains every page of the edition once, with pictures and styles embedded,
/// and all its links lead to places in it.
#[test]
fn the_single_page() {
    let site = site();
    site.build().ended_with(0);
    let text = site.output().text("offline.html");
    let page = Page::parse(&text);
    assert_eq!(page.faults, [""; 0]);
    let ids: Vec<&str> = page.elements().iter().filter_map(|e| e.get("id")).collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "an id is there twice: {ids:?}");
    for section in [
        "_home",
        "cs",
        "about",
        "cs.about",
        "members",
        "cs.clenove",
        "members.one",
        "cs.clenove.one",
    ] {
        assert!(unique.contains(section), "{section} is not among {ids:?}");
    }
    for link in page.links() {
        let fine = match link.strip_prefix('#') {
            Some(anchor) => unique.contains(anchor),
            None => link.starts_with("https://"),
        };
        assert!(fine, "{link}");
    }
    assert!(page.links().contains(&"#members.one_history") && page.links().contains(&"#about_why"));
    for element in page.elements() {
        for attribute in ["src", "href", "data", "poster"] {
            let value = element.get(attribute).unwrap_or("#");
            let inside = value.starts_with("data:") || value.starts_with('#');
            assert!(inside || element.name == "a", "{}: {value}", element.name);
        }
        let forbidden = ["style", "onclick", "integrity", "crossorigin"];
        assert!(
            !forbidden.iter().any(|name| element.get(name).is_some()),
            "{element:?}"
        );
    }
    // The picture that both languages show is embedded once.
    assert_eq!(text.matches("data:image/svg+xml").count(), 1);
    let levels: Vec<&str> = page
        .elements()
        .iter()
        .map(|e| e.name.as_str())
        .filter(|name| matches!(*name, "h1" | "h2" | "h3" | "h4"))
        .collect();
    assert!(
        levels.starts_with(&["h2", "h1"]) || levels.starts_with(&["h1"]),
        "{levels:?}"
    );
    let czech = page
        .all("div")
        .find(|e| e.is("id", "block-cs"))
        .expect("a part in Czech");
    assert!(czech.is("lang", "cs") && czech.text.contains("Spřádá."));
}

/// Decompresses the data in the single page, as a browser does.
fn unpacked(letters: &str) -> Value {
    let bytes = BASE64_STANDARD.decode(letters).expect("letters of base64");
    let mut text = String::new();
    DeflateDecoder::new(&*bytes)
        .read_to_string(&mut text)
        .expect("compressed text");
    serde_json::from_str(&text).expect("JSON")
}

/// With a theme that has a search and filters, the single page has them too, with the
/// compressed data of each language.
#[test]
fn the_tools_of_the_single_page() {
    let site = site().theme("cluster");
    site.build().ended_with(0);
    let text = site.output().text("offline.html");
    let page = Page::parse(&text);
    assert_eq!(page.faults, [""; 0]);
    let packed = page.all("script");
    let packed: Vec<&str> = packed
        .filter(|script| script.get("data-packed").is_some())
        .map(|script| script.text.as_str())
        .collect();
    assert_eq!(packed.len(), 2);
    for letters in packed {
        let parts = unpacked(letters);
        for part in ["site", "search", "list-members", "list-members-0"] {
            let json = parts[part].as_str().expect(part);
            assert!(serde_json::from_str::<Value>(json).is_ok(), "{part}");
        }
    }
    assert!(
        page.all("section")
            .any(|section| section.is("data-explore", "list-members"))
    );
    assert!(text.contains("tools.search = function") && text.contains("tools.list = function"));
    // A theme without them gets the page's own search.
    let site = site.replaced("content/site.yaml", "theme: cluster", "theme: plain");
    site.build().ended_with(0);
    let text = site.output().text("offline.html");
    assert!(!text.contains("data-packed>") && !text.contains("tools.search = function"));
}

/// What many pages draw or load is embedded once in the single page: the outline of the
/// country on the page of each member, and a font that the theme has under two names.
#[test]
fn what_is_there_once_in_the_single_page() {
    let site = SiteTest::project();
    site.build_with(&["--edition", "offline"]).ended_with(0);
    let text = site.output().text("offline.html");
    for font in text.split("data:font/woff2;base64,").skip(1) {
        let data = font.split(')').next().unwrap();
        assert_eq!(
            text.matches(data).count(),
            1,
            "a font of {} bytes",
            data.len()
        );
    }
    let page = Page::parse(&text);
    let regions = |name: &str| {
        let all = page.all(name);
        let own = all.filter(|part| {
            part.get("class")
                .is_some_and(|class| class.contains("view-map-region"))
        });
        own.count()
    };
    // A short path is not longer than a reference to it.
    let long = page.all("path").filter(|part| {
        part.get("class").is_some() && part.get("d").is_some_and(|path| path.len() > 2_000)
    });
    let mut long: Vec<_> = long.filter_map(|part| part.get("d")).collect();
    let all = long.len();
    long.sort_unstable();
    long.dedup();
    assert_eq!(long.len(), all);
    assert!(regions("use") > 200, "{}", regions("use"));
    let ids = page.elements().iter().filter_map(|one| one.get("id"));
    let ids: BTreeSet<&str> = ids.collect();
    for part in page.all("use") {
        let id = part.get("href").and_then(|to| to.strip_prefix('#'));
        assert!(id.is_some_and(|id| ids.contains(id)), "{part:?}");
    }
    assert!(text.len() < 2_450_000, "{}", text.len());
}

/// The policy of the single page allows its own script and style, and nothing else.
#[test]
fn the_policy_of_the_single_page() {
    let site = site();
    site.build().ended_with(0);
    let text = site.output().text("offline.html");
    let page = Page::parse(&text);
    let policy = page.attribute("meta", "http-equiv", "Content-Security-Policy", "content");
    let policy = policy.expect("a policy").to_owned();
    assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"));
    let python = "import sys, hashlib, base64; print(base64.b64encode(hashlib.sha256(open(sys.argv[1],'rb').read()).digest()).decode())";
    for (element, directive) in [("script", "script-src"), ("style", "style-src")] {
        let start = text.find(&format!("<{element}>")).expect(element) + element.len() + 2;
        let end = text[start..].find(&format!("</{element}>")).expect(element) + start;
        site.put_exactly("inside", &text[start..end]);
        let command = Command::new("python3")
            .args(["-c", python])
            .arg(site.path("inside"))
            .output();
        let Ok(output) = command else {
            println!("python3 is not here; the hash of the {element} was not checked");
            continue;
        };
        let hash = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        assert!(
            policy.contains(&format!("{directive} 'sha256-{hash}'")),
            "{directive}: {policy}"
        );
    }
}

/// The start page links to each language; the read-me opens in Notepad.
#[test]
fn the_page_to_begin_with() {
    let site = site();
    site.build().ended_with(0);
    let start = site.page("offline/START.html");
    let links = start.links();
    assert!(
        links.contains(&"index.html") && links.contains(&"cs/index.html"),
        "{links:?}"
    );
    let readme = site.output().text("offline/README-cs.txt");
    assert!(readme.starts_with('\u{feff}') && readme.contains("června 2026."));
    assert!(readme.lines().count() > 10 && !readme.replace("\r\n", "").contains('\n'));
    assert!(
        site.output()
            .text("offline/README-en.txt")
            .contains("https://cluster.example/")
    );
    assert!(!site.output().has("web/START.html"));
    let site = site.theme("plain");
    site.build().ended_with(0);
    for page in ["offline/index.html", "offline/cs/index.html"] {
        let home = site.page(page);
        assert!(
            home.all("p")
                .any(|p| p.is("class", "unpack") && p.text.contains("START.html"))
        );
    }
    let style = site
        .output()
        .texts("plain.css")
        .map(|(_, text)| text)
        .collect::<String>();
    assert!(style.contains(".unpack { display: none; }"));
}
