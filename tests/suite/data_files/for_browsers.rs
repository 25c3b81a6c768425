//! What browsers, search engines and those who find faults look for at fixed places.

use crate::support::{Page, SiteTest};

/// A browser finds how to search the site, in the language of the page.
#[test]
fn searching_from_the_address_line() {
    let long = "A title of a site that is & stays longer than what browsers show of a name";
    let site = SiteTest::minimal().theme("cluster").replaced(
        "content/site.yaml",
        "title: Test Cluster",
        &format!("title: '{long}'"),
    );
    site.build().ended_with(0);
    let page = site.page("web/cs/index.html");
    let mut links = page.all("link").filter(|link| link.is("rel", "search"));
    let link = links.next().expect("a link");
    assert!(link.is("type", "application/opensearchdescription+xml"));
    assert_eq!(link.get("href"), Some("/cs/search.xml"));
    assert!(links.next().is_none());
    let read = Page::parse(&site.output().text("web/search.xml"));
    let said = |name: &str| {
        read.all(name)
            .map(|one| one.text.clone())
            .collect::<String>()
    };
    assert_eq!(said("shortname"), "A title of a");
    assert_eq!(
        said("longname"),
        "A title of a site that is & stays longer than"
    );
    let addresses = read.all("url").filter_map(|url| url.get("template"));
    assert_eq!(
        addresses.collect::<Vec<&str>>(),
        [
            "https://cluster.example/search/?q={searchTerms}",
            "https://cluster.example/search.xml"
        ]
    );
}

/// A theme without a search page, and a folder without a server, have no such file.
#[test]
fn no_search_no_description() {
    let site = SiteTest::minimal();
    site.build().ended_with(0);
    assert!(!site.output().has("web/search.xml"));
}

/// Who is told of faults of security stands at the place of RFC 9116, until the end of
/// the last day where the site is.
#[test]
fn whom_to_tell_of_faults_of_security() {
    let security = "security:\n  email: security@cluster.example\n  page: https://cluster.example/report/\n  expires: 2026-12-31\n  policy: https://cluster.example/policy/\n";
    let site = SiteTest::minimal().replaced(
        "content/site.yaml",
        "theme: bare\n",
        &format!("theme: bare\n{security}"),
    );
    site.build().ended_with(0);
    assert_eq!(
        site.output().text("web/.well-known/security.txt"),
        "Contact: mailto:security@cluster.example\nContact: https://cluster.example/report/\nExpires: 2026-12-31T22:59:59Z\nPolicy: https://cluster.example/policy/\nPreferred-Languages: en, cs\nCanonical: https://cluster.example/.well-known/security.txt\n"
    );
    site.run(&["build", "--as-of", "2027-01-01"])
        .says("D004")
        .says("security.expires");
}

/// Without a day or a contact it says what is missing.
#[test]
fn half_a_notice() {
    let site = SiteTest::minimal().replaced(
        "content/site.yaml",
        "theme: bare\n",
        "theme: bare\nsecurity: {page: https://cluster.example/}\n",
    );
    site.build().ended_with(1).says("expires").says("email");
}

/// The sitemap and a feed read the day of the last change from the same field.
#[test]
fn the_field_of_a_feed_says_the_last_change() {
    let schema = "collection: notes\nlabel: Notes\nsingular: note\nroute: notes\n\
                  feed: {date: written, updated: changed}\nfields:\n  \
                  title: {type: string, label: Title}\n  \
                  written: {type: date, label: Written}\n  \
                  changed: {type: date, label: Changed}\n";
    let site = SiteTest::minimal()
        .file("content/schema/notes.yaml", schema)
        .file(
            "content/notes/one.yaml",
            "title: One\nwritten: 2026-03-01\nchanged: 2026-04-02\n",
        );
    site.build().ended_with(0);
    let sitemap = site.output().text("web/sitemap.xml");
    let (_, page) = sitemap.split_once("/notes/one/</loc>").expect("a page");
    assert!(page.starts_with("<lastmod>2026-04-02</lastmod>"), "{page}");
}

/// A search engine finds the day of the last change where an entry states one: its own
/// field before the date of a feed.
#[test]
fn the_day_of_the_last_change() {
    let news = |more: &str| format!("title: T\nsummary: S\ndate: 2026-03-01\n{more}");
    let site = SiteTest::minimal()
        .file(
            "content/members/one.yaml",
            "name: One\nkind: company\nsummary: S.\njoined: 2020\n",
        )
        .file("content/news/dated.yaml", &news(""))
        .file("content/news/renewed.yaml", &news("updated: 2026-04-02\n"));
    site.build().ended_with(0);
    let sitemap = site.output().text("web/sitemap.xml");
    let day = |page: &str| {
        let (_, rest) = sitemap
            .split_once(&format!("{page}</loc>"))
            .expect("a page");
        let own = rest.split("</url>").next().unwrap_or_default();
        let (_, from) = own.split_once("<lastmod>")?;
        from.split_once("</lastmod>").map(|(day, _)| day.to_owned())
    };
    assert_eq!(day("/news/dated/").as_deref(), Some("2026-03-01"));
    assert_eq!(day("/cs/aktuality/renewed/").as_deref(), Some("2026-04-02"));
    assert_eq!(day("/members/one/"), None);
    assert_eq!(day("/news/"), None);
}

/// Browsers that are told of no icon look at the root; a folder has none there, nor has a
/// site whose theme has no icon.
#[test]
fn an_icon_at_the_root() {
    let site = SiteTest::minimal().theme("cluster");
    site.build().ended_with(0);
    let output = site.output();
    let bytes = std::fs::read(site.path("public/web/favicon.ico")).expect("an icon");
    assert!(bytes.starts_with(&[0, 0, 1, 0]), "no icon");
    assert!(output.has("web/favicon.ico") && !output.has("offline/favicon.ico"));
    let bare = SiteTest::minimal();
    bare.build().ended_with(0);
    assert!(!bare.output().has("web/favicon.ico"));
    // No entry had its former address there.
    site.file(
        "content/pages/old.md",
        "---\ntitle: Old\naliases: [/favicon.ico]\n---\nText.\n",
    )
    .check()
    .ended_with(1)
    .says("/favicon.ico");
}
