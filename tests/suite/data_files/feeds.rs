//! Feeds, read back by `feed-rs`: every value is the one of the YAML, and every link
//! leads to a page that is there.

use feed_rs::model::{Entry, Feed, Link};
use feed_rs::parser;

use crate::support::{Page, SiteTest};

const HARD: &str = "Příliš & žluťoučký <kůň> \"úpěl\" 'ódy'; \u{1f9f5}";

fn read(site: &SiteTest, path: &str) -> Feed {
    parser::parse(site.output().text(path).as_bytes()).expect("a feed")
}

fn links<'a>(links: &'a [Link], rel: &str, kind: &str) -> Vec<(&'a str, &'a str)> {
    let is =
        |link: &&Link| link.rel.as_deref() == Some(rel) && link.media_type.as_deref() == Some(kind);
    let all = links.iter().filter(is);
    all.map(|link| (link.href_lang.as_deref().unwrap_or_default(), &*link.href))
        .collect()
}

fn title(entry: &Entry) -> &str {
    &entry.title.as_ref().expect("a title").content
}

fn site() -> SiteTest {
    SiteTest::minimal()
        .file(
            "content/news/hard.yaml",
            &format!("title: {{en: Hard, cs: '{}'}}\nsummary: {{en: Yes., cs: 'A & b.'}}\ndate: 2026-03-01\nupdated: 2026-04-02\ntopics: [research]\nmembers: [one]\n", HARD.replace('\'', "''")),
        )
        .file("content/news/hard.md", "About [one](members:one#history), [below](#why), [out](https://a.example/?b=1&c=2).\n\n## Why {#why}\n\n![A layer](assets/layer.svg)\n")
        .file("content/news/hard.cs.md", "O [jedné](members:one).\n")
        .file("content/assets/layer.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>")
        .file("content/news/newest.yaml", "title: {en: Newest, cs: Nejnovější}\nsummary: {en: N., cs: N.}\ndate: 2026-05-01\n")
        .file("content/members/one.yaml", "name: One\nkind: company\nsummary: S.\njoined: 2020\n")
        .file("content/members/one.md", "## History {#history}\n")
}

/// Atom in both languages: what the feed says of itself, and of its entries.
#[test]
fn atom() {
    let site = site();
    site.build().ended_with(0);
    let feed = read(&site, "web/cs/aktuality/feed.xml");
    let own = "https://cluster.example/cs/aktuality/feed.xml";
    assert_eq!(feed.id, own);
    assert_eq!(feed.language.as_deref(), Some("cs"));
    assert_eq!(
        feed.title.expect("a title").content,
        "Aktuality – Test Cluster"
    );
    assert_eq!(feed.authors[0].name.as_deref(), Some("Test Cluster"));
    assert_eq!(
        feed.updated.expect("a time").to_rfc3339(),
        "2026-04-30T22:00:00+00:00"
    );
    assert_eq!(
        links(&feed.links, "self", "application/atom+xml"),
        [("cs", own)]
    );
    assert_eq!(
        links(&feed.links, "alternate", "text/html"),
        [("cs", "https://cluster.example/cs/aktuality/")]
    );
    let other = [("en", "https://cluster.example/news/feed.xml")];
    assert_eq!(
        links(&feed.links, "alternate", "application/atom+xml"),
        other
    );
    let [newest, hard] = &feed.entries[..] else {
        panic!("two entries");
    };
    assert_eq!((title(newest), title(hard)), ("Nejnovější", HARD));
    assert_eq!(hard.id, "https://cluster.example/cs/aktuality/hard/");
    assert_eq!(
        hard.published.expect("a time").to_rfc3339(),
        "2026-02-28T23:00:00+00:00"
    );
    assert_eq!(
        hard.updated.expect("a time").to_rfc3339(),
        "2026-04-01T22:00:00+00:00"
    );
    assert_eq!(hard.summary.as_ref().expect("a text").content, "A & b.");
    assert_eq!(hard.categories[0].term, "research");
    assert!(newest.content.is_none());
}

/// The text of an entry has whole addresses, each of which is there.
#[test]
fn addresses_are_whole_and_lead_somewhere() {
    let site = site();
    site.build().ended_with(0);
    let output = site.output();
    let there = |address: &str| {
        let path = address
            .strip_prefix("https://cluster.example/")
            .expect(address);
        let (path, anchor) = path.split_once('#').unwrap_or((path, ""));
        let file = if path.is_empty() || path.ends_with('/') {
            format!("web/{path}index.html")
        } else {
            format!("web/{path}")
        };
        assert!(output.has(&file), "{address}");
        assert!(
            anchor.is_empty() || output.text(&file).contains(&format!("id=\"{anchor}\"")),
            "{address}"
        );
    };
    for path in [
        "web/news/feed.xml",
        "web/news/feed.json",
        "web/cs/aktuality/feed.xml",
        "web/cs/aktuality/feed.json",
    ] {
        let feed = read(&site, path);
        for link in feed
            .links
            .iter()
            .chain(feed.entries.iter().flat_map(|entry| &entry.links))
        {
            there(&link.href);
        }
        for entry in &feed.entries {
            there(&entry.id);
            let html = entry
                .content
                .as_ref()
                .and_then(|content| content.body.as_deref());
            let page = Page::parse(html.unwrap_or_default());
            for link in page
                .links()
                .into_iter()
                .filter(|link| *link != "https://a.example/?b=1&c=2")
            {
                there(link);
            }
            for picture in page.all("img") {
                there(picture.get("src").expect("a picture"));
            }
        }
    }
    let feed = read(&site, "web/news/feed.xml");
    let html = feed.entries[1]
        .content
        .as_ref()
        .and_then(|content| content.body.clone())
        .expect("a text");
    let page = Page::parse(&html);
    let links = page.links();
    for link in [
        "https://cluster.example/members/one/#history",
        "https://cluster.example/news/hard/#why",
        "https://a.example/?b=1&c=2",
    ] {
        assert!(links.contains(&link), "{link}: {links:?}");
    }
}

/// JSON Feed says the same as Atom.
#[test]
fn json_feed() {
    let site = site();
    site.build().ended_with(0);
    let (atom, json) = (
        read(&site, "web/news/feed.xml"),
        read(&site, "web/news/feed.json"),
    );
    let said = |feed: &Feed| -> Vec<(String, String, String)> {
        let time = |entry: &Entry| format!("{:?} {:?}", entry.published, entry.updated);
        let entries = feed.entries.iter();
        entries
            .map(|entry| (entry.id.clone(), title(entry).to_owned(), time(entry)))
            .collect()
    };
    assert_eq!(said(&atom), said(&json));
    let json: serde_json::Value =
        serde_json::from_str(&site.output().text("web/cs/aktuality/feed.json")).expect("JSON");
    assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(json["language"], "cs");
    assert_eq!(
        json["feed_url"],
        "https://cluster.example/cs/aktuality/feed.json"
    );
    assert_eq!(
        json["home_page_url"],
        "https://cluster.example/cs/aktuality/"
    );
    assert_eq!(json["items"][1]["title"], HARD);
    assert_eq!(
        json["items"][1]["date_published"],
        "2026-03-01T00:00:00+01:00"
    );
    assert_eq!(
        json["items"][1]["date_modified"],
        "2026-04-02T00:00:00+02:00"
    );
    assert!(
        !site.output().has("offline/news/feed.xml"),
        "a folder has nothing to subscribe to"
    );
}

/// What is not translated is left out; the feed stays. A limit holds for what is left.
#[test]
fn limits_and_other_languages() {
    let site = site()
        .file("content/news/only-english.yaml", "title: {en: Only}\nsummary: {en: Only.}\ndate: 2026-05-20\n")
        .file("content/schema/news.yaml", "extend: news\nfeed: {date: date, limit: 1}\nmissing_translation: show_default_with_notice\n");
    site.build().ended_with(0);
    let titles = |path: &str| -> Vec<String> {
        let feed = read(&site, path);
        feed.entries
            .iter()
            .map(|entry| title(entry).to_owned())
            .collect()
    };
    assert_eq!(titles("web/news/feed.xml"), ["Only"]);
    assert_eq!(titles("web/cs/aktuality/feed.xml"), ["Nejnovější"]);
}

/// The date of a feed is a date; what was meant is offered.
#[test]
fn the_date_is_a_date() {
    let with = |feed: &str| {
        site()
            .file(
                "content/schema/news.yaml",
                &format!("extend: news\nfeed: {feed}\n"),
            )
            .check()
            .ended_with(1)
    };
    with("{date: dat}").says("error[S035]").says("date");
    with("{date: title}")
        .says("error[S065]")
        .says("`feed.date` needs a field of type `date`, `datetime`; `title` is `string`");
    with("{date: date, limit: 0}").says("limit");
    with("{updated: date}").says("date");
    site()
        .file(
            "content/schema/news.yaml",
            "extend: news\nfields: {date: {private: true}}\n",
        )
        .check()
        .ended_with(1)
        .says("error[S059]");
}

/// A collection without a feed has none, and one that takes it away neither.
#[test]
fn only_where_it_is_declared() {
    let site = site().file("content/schema/news.yaml", "extend: news\nfeed: null\n");
    site.build().ended_with(0);
    let output = site.output();
    assert_eq!(output.paths().find(|path| path.contains("/feed.")), None);
}
