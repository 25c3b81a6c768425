//! Addresses and directions as standards ask for them.

use crate::support::SiteTest;

fn site(base_url: &str) -> SiteTest {
    SiteTest::minimal().replaced("content/site.yaml", "https://cluster.example/", base_url)
}

/// The host is printed in ASCII letters, the path percent-encoded once.
#[test]
fn the_address_of_the_site_is_ascii_everywhere() {
    let printed = "https://www.xn--hky-ela4t.cz/%C4%8Ce%C5%A1i/";
    for written in [
        "https://www.háčky.cz/Češi/",
        "https://www.xn--hky-ela4t.cz/%C4%8Ce%C5%A1i",
    ] {
        let site = site(written);
        site.build().is_clean();
        let tree = site.output();
        let sitemap = tree.text("web/sitemap.xml");
        assert!(
            sitemap.contains(&format!("<loc>{printed}</loc>")),
            "{sitemap}"
        );
        assert!(sitemap.is_ascii(), "{sitemap}");
        let robots = tree.text("web/robots.txt");
        assert!(
            robots.contains(&format!("Sitemap: {printed}sitemap.xml")),
            "{robots}"
        );
        let page = site.page("web/index.html");
        let canonical = page.attribute("link", "rel", "canonical", "href");
        assert_eq!(canonical, Some(printed));
        assert!(
            page.links().contains(&"/%C4%8Ce%C5%A1i/cs/"),
            "{:?}",
            page.links()
        );
    }
}

/// Nobody's password is published, by the file or from the command line.
#[test]
fn passwords_are_refused() {
    let run = site("https://ana:secret@cluster.example/")
        .build()
        .ended_with(1);
    run.says("error[C036]");
    let site = SiteTest::minimal();
    site.build_with(&["--base-url", "https://ana@cluster.example/"])
        .ended_with(2)
        .says("name or a password");
    site.build_with(&["--base-url", "https://bücher.example/x y"])
        .ended_with(0);
    let robots = site.output().text("web/robots.txt");
    assert!(
        robots.contains("https://xn--bcher-kva.example/x%20y/sitemap.xml"),
        "{robots}"
    );
}

/// Pages in languages that are written from right to left say so, and so do parts
/// in another language.
#[test]
fn pages_are_written_in_their_direction() {
    for (lang, dir) in [
        ("ar", "rtl"),
        ("he", "rtl"),
        ("fa", "rtl"),
        ("ur", "rtl"),
        ("ckb", "rtl"),
        ("pa-PK", "rtl"),
        ("pa", "ltr"),
        ("de", "ltr"),
    ] {
        let texts = SiteTest::minimal().read("themes/bare/texts/en.yaml");
        let site = SiteTest::minimal()
            .replaced(
                "content/site.yaml",
                "languages: [en, cs]",
                &format!("languages: [en, cs, {lang}]"),
            )
            .file(&format!("themes/bare/texts/{lang}.yaml"), &texts);
        site.build().ended_with(0);
        let folder = lang.to_lowercase();
        let page = site.page(&format!("web/{folder}/index.html"));
        let html = page.all("html").next().expect("a page");
        assert_eq!(html.get("dir").unwrap_or("ltr"), dir, "{lang}");
    }
}

/// A part in another language than its page has its own direction.
#[test]
fn parts_are_written_in_their_direction() {
    for theme in ["plain", "cluster"] {
        let texts = std::fs::read_to_string(format!(
            "{}/themes/{theme}/texts/en.yaml",
            crate::support::PACKAGE
        ))
        .expect("texts");
        let site = SiteTest::minimal()
            .theme("own")
            .file(
                "themes/own/theme.yaml",
                &format!("name: own\nextends: {theme}\n"),
            )
            .replaced(
                "content/site.yaml",
                "languages: [en, cs]",
                "languages: [en, cs, ar]",
            )
            .file("themes/own/texts/ar.yaml", &texts);
        site.build().ended_with(0);
        let page = site.page("web/ar/index.html");
        assert!(
            page.all("html").any(|html| html.is("dir", "rtl")),
            "{theme}"
        );
        let part = page.all("h1").find(|part| part.is("lang", "en"));
        assert_eq!(
            part.and_then(|part| part.get("dir")),
            Some("ltr"),
            "{theme}"
        );
    }
}
