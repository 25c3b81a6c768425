//! The pages of the project's own content, in both editions, checked as a browser would. The
//! test resolves links by itself, since the program's `audit` is under test.

use std::collections::{BTreeMap, BTreeSet};

use url::Url;

use crate::support::{Element, Page, SiteTest, Tree, expect_none};

/// Where the pages of the web edition are, as `site.yaml` says.
const WEB: &str = "https://www.example.org/";

/// Every link, anchor and file of every page exists, nothing is loaded from elsewhere, and
/// each page has the required elements.
#[test]
fn pages_of_both_editions() {
    let site = SiteTest::project();
    site.build().ended_with(0);
    let output = site.output();
    for (name, base) in [("web", WEB), ("offline", "file:///stick/")] {
        let edition = Edition::new(output.below(name), base);
        assert!(
            edition.pages.len() > 100,
            "{name}: {} pages",
            edition.pages.len()
        );
        expect_none(name, &edition.faults());
        expect_none(
            "pages that no chain of links leads to",
            &edition.unreached(),
        );
    }
}

/// A site under a path of its host keeps all its links there.
#[test]
fn pages_under_a_base_path() {
    let about = "---\ntitle: {en: About, cs: O nás}\naliases: [/old/]\n---\n[home](pages:index)\n";
    let site = SiteTest::minimal().file("content/pages/about.md", about);
    let base = "https://cluster.example/preview/42/";
    site.build_with(&["--base-url", base]).is_clean();
    let web = Edition::new(site.output().below("web"), base);
    expect_none("web", &web.faults());
    let redirects = web.files.text("_redirects");
    assert_eq!(redirects, "/preview/42/old/ /preview/42/about/ 301\n");
}

/// The parsed pages of an edition, by their address.
struct Edition {
    files: Tree,
    base: Url,
    pages: BTreeMap<String, Page>,
}

/// How a browser uses an address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// It follows the address when a person asks.
    Follow,
    /// It loads the address by itself.
    Load,
    /// It ignores the address; search engines read it.
    Name,
}

impl Edition {
    fn new(files: Tree, base: &str) -> Self {
        let base = Url::parse(base).expect("an address");
        let pages = files
            .texts(".html")
            .map(|(path, text)| (format!("{base}{path}"), Page::parse(&text)))
            .collect();
        Self { files, base, pages }
    }

    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for (url, page) in &self.pages {
            let mut all = frame(page);
            for (to, usage) in addresses(page) {
                let why = self.why_not(url, &to, usage);
                all.extend(why.map(|why| format!("`{to}` {why}")));
            }
            faults.extend(all.into_iter().map(|fault| format!("{url}: {fault}")));
        }
        for (path, css) in self.files.texts(".css") {
            let url = format!("{}{path}", self.base);
            for to in loaded_by_style(&css) {
                let why = self.why_not(&url, &to, Use::Load);
                faults.extend(why.map(|why| format!("{path}: `{to}` {why}")));
            }
        }
        faults
    }

    /// The problem with an address on a page.
    fn why_not(&self, page: &str, to: &str, usage: Use) -> Option<&'static str> {
        let Ok(url) = Url::parse(page).and_then(|page| page.join(to)) else {
            return Some("is no address");
        };
        match url.scheme() {
            "data" if usage == Use::Load => return None,
            // A table of a page, for download.
            "data" if to.starts_with("data:text/csv;") => return None,
            "mailto" | "tel" => return (usage != Use::Follow).then_some("cannot be loaded"),
            "http" | "https" | "file" => {}
            _ => return Some("has a scheme that is not allowed"),
        }
        if !url.as_str().starts_with(self.base.as_str()) {
            let leaves = url.scheme() == "file" || usage == Use::Load;
            return leaves.then_some("leaves the site");
        }
        if !self.is_served() && to.starts_with('/') {
            return Some("begins at the root of a server");
        }
        let Some(file) = self.file(&url) else {
            return Some("is not there");
        };
        let anchor = url
            .fragment()
            .filter(|anchor| !anchor.is_empty() && usage == Use::Follow)?;
        let target = self.pages.get(&file);
        let there = target.is_some_and(|page| page.text_of(&decoded(anchor)).is_some());
        (!there).then_some("names an anchor that is not there")
    }

    fn is_served(&self) -> bool {
        self.base.scheme() != "file"
    }

    /// The file that a server, or a folder, returns for an address.
    fn file(&self, url: &Url) -> Option<String> {
        let mut plain = url.clone();
        plain.set_fragment(None);
        plain.set_query(None);
        let below = plain.as_str().strip_prefix(self.base.as_str())?;
        let folder = below.is_empty() || below.ends_with('/');
        let index = if folder && self.is_served() {
            "index.html"
        } else {
            ""
        };
        let path = format!("{below}{index}");
        self.files
            .has(&path)
            .then(|| format!("{}{path}", self.base))
    }

    /// Pages that no chain of links leads to, except those that are not meant to be found.
    fn unreached(&self) -> Vec<&String> {
        let home = format!("{}index.html", self.base);
        let mut reached = BTreeSet::from([home.clone()]);
        let mut next = vec![home];
        while let Some(file) = next.pop() {
            let Some((url, page)) = self.pages.get_key_value(&file) else {
                continue;
            };
            let url = Url::parse(url).expect("an address");
            for link in page.links() {
                let to = url.join(link).ok().and_then(|to| self.file(&to));
                next.extend(to.filter(|to| reached.insert(to.clone())));
            }
        }
        let hidden = |page: &Page| {
            page.attribute("meta", "http-equiv", "refresh", "content")
                .is_some()
        };
        self.pages
            .iter()
            .filter(|(url, page)| {
                !hidden(page) && !url.ends_with("/404.html") && !url.ends_with("/START.html")
            })
            // A file that only scripts open, in a frame.
            .filter(|(url, _)| !url.contains("/assets/"))
            .map(|(url, _)| url)
            .filter(|url| !reached.contains(*url))
            .collect()
    }
}

/// The elements that every page has exactly once.
fn frame(page: &Page) -> Vec<String> {
    let mut faults = Vec::new();
    let lang = page.all("html").next().and_then(|html| html.get("lang"));
    if lang.is_none_or(str::is_empty) {
        faults.push("the page has no `lang`".to_owned());
    }
    // The marks of a drawing also have titles, inside its elements.
    let head = page
        .elements()
        .iter()
        .take_while(|element| element.name != "body");
    let titles = head.filter(|element| element.name == "title").count();
    if titles != 1 {
        faults.push(format!("{titles} elements `title`"));
    }
    for name in ["h1", "main"] {
        let count = page.all(name).count();
        if count != 1 {
            faults.push(format!("{count} elements `{name}`"));
        }
    }
    if page
        .attribute("meta", "charset", "utf-8", "charset")
        .is_none()
    {
        faults.push("the page does not say that it is UTF-8".to_owned());
    }
    for image in page.all("img").filter(|image| image.get("alt").is_none()) {
        faults.push(format!("a picture without `alt`: {:?}", image.get("src")));
    }
    let mut ids = BTreeSet::new();
    for id in page
        .elements()
        .iter()
        .filter_map(|element| element.get("id"))
    {
        if !ids.insert(id) {
            faults.push(format!("the id `{id}` is there twice"));
        }
    }
    for id in named_ids(page).filter(|id| !ids.contains(id)) {
        faults.push(format!(
            "an attribute names the id `{id}`, which is not there"
        ));
    }
    for forgiven in &page.faults {
        faults.push(format!("the parser had to forgive: {forgiven}"));
    }
    faults
}

/// The ids that attributes of a page refer to.
fn named_ids(page: &Page) -> impl Iterator<Item = &str> {
    const NAMES: &[&str] = &[
        "for",
        "headers",
        "list",
        "popovertarget",
        "commandfor",
        "aria-labelledby",
        "aria-describedby",
        "aria-controls",
        "aria-owns",
        "aria-details",
    ];
    let attributes = page
        .elements()
        .iter()
        .flat_map(|element| &element.attributes);
    attributes
        .filter(|(name, _)| NAMES.contains(&name.as_str()))
        .flat_map(|(_, value)| value.split_whitespace())
}

/// Every address on a page.
fn addresses(page: &Page) -> Vec<(String, Use)> {
    page.elements().iter().flat_map(addresses_of).collect()
}

fn addresses_of(element: &Element) -> Vec<(String, Use)> {
    let rel = element.get("rel").unwrap_or_default();
    let named = [
        "canonical",
        "alternate",
        "author",
        "license",
        "prev",
        "next",
    ];
    let href = match element.name.as_str() {
        "link" if rel.split(' ').all(|rel| named.contains(&rel)) => Use::Name,
        "link" | "use" | "image" | "script" => Use::Load,
        _ => Use::Follow,
    };
    let mut found = Vec::new();
    for (name, value) in &element.attributes {
        match name.as_str() {
            "href" | "xlink:href" => found.push((value.clone(), href)),
            "src" | "poster" | "data" => found.push((value.clone(), Use::Load)),
            "action" | "formaction" => found.push((value.clone(), Use::Follow)),
            "srcset" | "imagesrcset" => {
                let candidates = value.split(',').filter_map(|c| c.split_whitespace().next());
                found.extend(candidates.map(|c| (c.to_owned(), Use::Load)));
            }
            "style" => found.extend(loaded_by_style(value).into_iter().map(|to| (to, Use::Load))),
            "content" if element.is("http-equiv", "refresh") => {
                let to = value.split_once("url=").map_or("", |(_, to)| to);
                found.push((to.to_owned(), Use::Follow));
            }
            _ => {}
        }
    }
    found
}

/// The addresses in a style sheet.
fn loaded_by_style(css: &str) -> Vec<String> {
    let comment = regex_lite::Regex::new(r"(?s)/\*.*?\*/").expect("a pattern");
    let address = regex_lite::Regex::new(r#"url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)"#);
    let css = comment.replace_all(css, "");
    let found = address.expect("a pattern");
    found
        .captures_iter(&css)
        .filter_map(|found| Some(found.get(1).or_else(|| found.get(2))?.as_str().to_owned()))
        .filter(|to| !to.starts_with('#'))
        .collect()
}

/// A percent-decoded anchor.
fn decoded(anchor: &str) -> String {
    // The rule for queries differs only in `+`, which no anchor has.
    let query = format!("a={anchor}");
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    pairs
        .next()
        .map_or_else(String::new, |(_, value)| value.into_owned())
}

/// A term beside a reference in a group is its role; a term of the entry itself, such as the
/// region of an event, is not.
#[test]
fn a_role_belongs_to_one_reference() {
    let site = SiteTest::minimal()
        .file(
            "content/members/one.yaml",
            "name: One\nkind: company\nsummary: Spins.\njoined: 2020\n",
        )
        .file(
            "content/events/day.yaml",
            "title: Day\nsummary: Meets.\nstart: 2026-05-04\nregion: prague\nmembers: [one]\n",
        )
        .file(
            "content/projects/net.yaml",
            "title: Net\nsummary: Works.\nstatus: running\npartners: [{member: one, role: partner}]\n",
        );
    site.build().ended_with(0);
    let page = site.output().text("web/members/one/index.html");
    assert!(page.contains(">Net</a> Partner</li>"), "{page}");
    assert!(page.contains(">Day</a> </li>"), "{page}");
}

/// An alias that is the address of a page, however it is written, is an error at its line: in
/// `check`, and in `build`, which then publishes nothing.
#[test]
fn an_alias_of_a_page_that_is_there() {
    for alias in ["/index.html", "/", "/cs/index.html", "/p/index.html"] {
        let site = SiteTest::minimal().file(
            "content/pages/p.md",
            &format!("---\ntitle: {{en: P, cs: P}}\naliases: [{alias}]\n---\nx\n"),
        );
        for run in [site.check(), site.build()] {
            run.ended_with(1)
                .says("error[U002]")
                .says("content/pages/p.md:3:11");
        }
        assert!(site.output().is_empty());
    }
}

/// Schemes are case-insensitive, in fields and in texts; capitals do not bypass the check of
/// outside requests.
#[test]
fn schemes_in_capitals() {
    let site = SiteTest::minimal()
        .replaced("content/site.yaml", "offline: {}", "offline: {single_file: true}")
        .file(
            "content/members/spin.yaml",
            "name: Spin\nkind: company\nsummary: S.\njoined: 2020\nwebsite: HTTPS://Spin.example/A\n",
        )
        .file(
            "content/pages/text.md",
            "---\ntitle: {en: Text, cs: Text}\n---\n[a](HTTPS://b.example/) [b](Mailto:a@b.example)\n",
        );
    site.build().ended_with(0);
    let page = site.output().text("web/members/spin/index.html").to_owned();
    assert!(page.contains("HTTPS://Spin.example/A"), "{page}");
    let text = "---\ntitle: {en: Text, cs: Text}\n---\n<p><img src=\"HTTPS://b.example/x.png\" alt=\"x\"></p>\n";
    let site = site.file("content/pages/text.md", text);
    site.build().ended_with(0).says("I006");
    let page = site.output().text("web/text/index.html").to_owned();
    assert!(!page.to_lowercase().contains("src=\"https:"), "{page}");
}
