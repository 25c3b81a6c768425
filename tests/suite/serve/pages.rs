//! The pages of the preview are those of a build, but for the script that
//! reloads them.

use crate::support::SiteTest;

/// A site with entries, terms, an old address and a picture.
pub(crate) fn site() -> SiteTest {
    SiteTest::minimal()
        .file(
            "content/members/alpha.yaml",
            "name: Alpha\nkind: company\njoined: 2020\nsummary: S\naliases: [/old/alpha/]\n",
        )
        .file(
            "content/news/one.md",
            "---\ntitle: One\ndate: 2026-05-01\nsummary: S\nmembers: [alpha]\n---\nHello.\n",
        )
        .file(
            "content/assets/dot.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>",
        )
        .file(
            "content/pages/picture.md",
            "---\ntitle: Picture\n---\n![A dot](assets/dot.svg)\n",
        )
}

/// Every file of a build is answered with the same bytes and a right type.
#[test]
fn the_pages_are_those_of_a_build() {
    let site = site();
    site.build().ended_with(0);
    for (edition, slash) in [("web", true), ("offline", false)] {
        let serving = site.serve_with(&["--edition", edition]);
        let output = site.output().below(edition);
        // The sums of an edition to hand out are of a build alone.
        let pages = output.paths().filter(|path| *path != "SHA256SUMS.txt");
        for path in pages {
            let expected = output.text(path);
            let address = match path.strip_suffix("index.html") {
                Some(folder) if slash => format!("/{folder}"),
                _ => format!("/{path}"),
            };
            let answer = serving.get(&address);
            let wanted = match path {
                "404.html" | "cs/404.html" => 200,
                _ if expected.contains("http-equiv=\"refresh\"") => 302,
                _ => 200,
            };
            assert_eq!(answer.status, wanted, "{address}");
            assert_eq!(answer.without_script(), expected, "{address}");
            assert_eq!(answer.header("Cache-Control"), Some("no-store"));
            if path.ends_with(".html") {
                assert_eq!(
                    answer.header("Content-Type"),
                    Some("text/html; charset=utf-8")
                );
                assert!(answer.text().contains("/.spunweb/reload.js"), "{address}");
            }
        }
        assert!(output.paths().count() > 15);
    }
}

/// What a host does round the pages: folders, old addresses, what is not there.
#[test]
fn it_answers_as_a_host_does() {
    let site = site().replaced(
        "content/site.yaml",
        "https://cluster.example/",
        "https://cluster.example/nano/",
    );
    let serving = site.serve();
    let leads = |path: &str| {
        let answer = serving.get(path);
        assert_eq!(answer.status, 302, "{path}");
        answer.header("Location").expect("a place").to_owned()
    };
    assert_eq!(leads("/"), "/nano/");
    assert_eq!(leads("/nano"), "/nano/");
    assert_eq!(leads("/nano/members"), "/nano/members/");
    assert_eq!(leads("/nano/old/alpha/"), "/nano/members/alpha/");
    assert_eq!(serving.get("/nano/members/alpha/").status, 200);
    assert_eq!(serving.get("/members/alpha/").status, 404);
    for (path, lang) in [("/nano/nothing/", "en"), ("/nano/cs/nothing/", "cs")] {
        let answer = serving.get(path);
        assert_eq!(answer.status, 404);
        assert!(
            answer.text().contains(&format!("<html lang=\"{lang}\"")),
            "{}",
            answer.text()
        );
    }
    let answer = serving.ask("HEAD", "/nano/", "");
    assert_eq!((answer.status, answer.body.len()), (200, 0));
    let policy = answer.header("Content-Security-Policy").expect("a policy");
    assert!(policy.contains("default-src 'none'; script-src 'self'; style-src 'self'"));
    let base = format!("http://127.0.0.1:{}/nano/", serving.port);
    serving.says(&base);
}

/// A folder with letters of a language stands encoded in addresses, and decoded in requests.
#[test]
fn a_site_below_a_folder_with_accents() {
    let site = site().replaced(
        "content/site.yaml",
        "https://cluster.example/",
        "https://cluster.example/Češi/",
    );
    let serving = site.serve();
    let leads = |path: &str| serving.get(path).header("Location").map(str::to_owned);
    assert_eq!(leads("/").as_deref(), Some("/%C4%8Ce%C5%A1i/"));
    assert_eq!(serving.get("/%C4%8Ce%C5%A1i/").status, 200);
    let member = "/%C4%8Ce%C5%A1i/members/alpha";
    assert_eq!(leads(member), Some(format!("{member}/")));
    assert_eq!(serving.get(&format!("{member}/")).status, 200);
}

/// Drafts, and what is not published yet or any more, are shown when asked for.
#[test]
fn drafts() {
    let site = SiteTest::minimal()
        .file(
            "content/news/draft.md",
            "---\ntitle: Draft\ndate: 2026-05-01\nsummary: S\ndraft: true\n---\nx\n",
        )
        .file(
            "content/news/later.md",
            "---\ntitle: Later\ndate: 2026-05-01\nsummary: S\npublish: 2027-01-01\n---\nx\n",
        )
        .file(
            "content/news/past.md",
            "---\ntitle: Past\ndate: 2026-05-01\nsummary: S\nexpires: 2026-05-02\n---\nx\n",
        );
    let published = site.serve();
    let all = site.serve_with(&["--drafts"]);
    for id in ["draft", "later", "past"] {
        let address = format!("/news/{id}/");
        assert_eq!(published.get(&address).status, 404, "{id}");
        assert_eq!(all.get(&address).status, 200, "{id}");
    }
    assert!(!published.get("/news/").text().contains("/news/draft/"));
    assert!(all.get("/news/").text().contains("/news/draft/"));
}
