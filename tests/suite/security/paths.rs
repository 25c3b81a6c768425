//! Names that try to leave their folder: nothing outside the project is read, and
//! nothing outside the output is written.

use std::fs;
use std::os::unix::fs::symlink;

use crate::support::{AS_OF, SiteTest, Tree, expect_none};

/// A site in `site/`, beside a folder that is none of its business.
fn site() -> SiteTest {
    SiteTest::fixture_in("minimal", "site")
        .file(
            "outside/secret.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><desc>canary-outside</desc></svg>",
        )
        .file(
            "outside/secret.yaml",
            "name: canary-outside\nkind: company\nsummary: canary-outside\njoined: 2020\n",
        )
        .file("outside/templates/404.html", "canary-outside\n")
        .file("outside/theme.yaml", "name: outside\n")
}

/// Builds, whether or not it succeeds, and holds what is around the output to
/// what it was.
#[track_caller]
fn stays_inside(what: &str, site: &SiteTest) {
    let around = |site: &SiteTest| {
        let tree = Tree::of(&site.root());
        let paths: Vec<String> = tree
            .paths()
            .filter(|path| !path.starts_with("site/public/"))
            .map(str::to_owned)
            .collect();
        (paths, tree.below("outside"))
    };
    let before = around(site);
    let run = site.run(&["build", "--no-sync", "--project", "site", "--as-of", AS_OF]);
    assert!(matches!(run.status, 0..=2), "{what}: {}", run.said());
    assert_eq!(
        before,
        around(site),
        "{what}: something has changed outside the output"
    );
    let output = Tree::of(&site.path("site/public"));
    expect_none(what, &output.holding("canary-outside"));
    assert!(
        !run.said().contains("canary-outside"),
        "{what}: the message shows what is outside: {}",
        run.said()
    );
}

/// Slugs, aliases, routes, editions and ids that climb.
#[test]
fn addresses_that_climb() {
    for climb in [
        "../../outside/x",
        "..",
        "/etc/x",
        "..%2f..%2foutside",
        "..\\..\\outside",
        "x\0y",
    ] {
        let text = serde_json::to_string(climb).expect("a text");
        stays_inside(
            climb,
            &site().file(
                "site/content/pages/p.md",
                &format!("---\ntitle: {{en: P, cs: P}}\nslug: {text}\n---\nText.\n"),
            ),
        );
        stays_inside(
            climb,
            &site().file(
                "site/content/pages/p.md",
                &format!("---\ntitle: {{en: P, cs: P}}\naliases: [{text}]\n---\nText.\n"),
            ),
        );
        stays_inside(
            climb,
            &site().file(
                "site/content/schema/x.yaml",
                &format!("collection: x\nroute: {text}\nfields: {{title: {{type: string}}}}\n"),
            ),
        );
        stays_inside(
            climb,
            &site().file(
                "site/content/schema/x.yaml",
                &format!("collection: {text}\nfields: {{title: {{type: string}}}}\n"),
            ),
        );
        stays_inside(
            climb,
            &site().replaced(
                "site/content/site.yaml",
                "offline: {}",
                &format!("{text}: {{}}"),
            ),
        );
        stays_inside(
            climb,
            &site().file(
                "site/content/vocabularies/topics.yaml",
                &format!("label: x\nterms: {{{text}: {{label: x, slug: {text}}}}}\n"),
            ),
        );
        stays_inside(
            climb,
            &site().file(
                "site/content/pages/p.md",
                &format!("---\ntitle: {{en: P, cs: P}}\ntemplate: {text}\n---\nText.\n"),
            ),
        );
    }
}

/// Pictures, files and themes that are named outside the project.
#[test]
fn files_that_climb() {
    for path in [
        "../../outside/secret.svg",
        "../outside/secret.svg",
        "/outside/secret.svg",
        "file:../../outside/secret.svg",
    ] {
        stays_inside(
            path,
            &site().file(
                "site/content/events/e.yaml",
                &format!("title: E\nsummary: E.\nimage: {{file: \"{path}\", alt: x}}\n"),
            ),
        );
        stays_inside(
            path,
            &site().file(
                "site/content/pages/p.md",
                &format!("---\ntitle: {{en: P, cs: P}}\n---\n![x]({path}) [y]({path})\n"),
            ),
        );
        stays_inside(
            path,
            &site().file(
                "site/themes/bare/templates/404.html",
                &format!("{{{{ asset(path=\"{path}\") }}}}\n"),
            ),
        );
    }
    for theme in ["../../outside", "../outside", "/outside", "..", "."] {
        stays_inside(
            theme,
            &site().replaced(
                "site/content/site.yaml",
                "theme: bare",
                &format!("theme: {theme}"),
            ),
        );
        stays_inside(
            theme,
            &site().file(
                "site/themes/bare/theme.yaml",
                &format!("name: bare\nextends: {theme}\n"),
            ),
        );
        stays_inside(
            theme,
            &site().file(
                "site/themes/bare/templates/404.html",
                &format!("{{% include \"{theme}/templates/404.html\" %}}\n"),
            ),
        );
    }
}

/// Symbolic links to files and folders outside, from the content and the theme.
#[test]
fn links_that_lead_out() {
    for (link, target) in [
        (
            "site/content/members/secret.yaml",
            "../../../outside/secret.yaml",
        ),
        ("site/content/members", "../../outside"),
        ("site/content/assets", "../../outside"),
        (
            "site/content/news/secret/secret.svg",
            "../../../../outside/secret.svg",
        ),
        (
            "site/themes/bare/assets/secret.svg",
            "../../../../outside/secret.svg",
        ),
        (
            "site/themes/bare/templates/term.html",
            "../../../../outside/templates/404.html",
        ),
        ("site/themes/other", "../../outside"),
    ] {
        let site = site();
        let link = site.path(link);
        fs::create_dir_all(link.parent().expect("a folder")).expect("a folder");
        symlink(target, &link).expect("a link");
        let site = if link.ends_with("other") {
            site.replaced("site/content/site.yaml", "theme: bare", "theme: other")
        } else {
            site
        };
        stays_inside(&link.to_string_lossy(), &site);
    }
}

/// An output that is a link in the project is refused: a commit can bring one.
#[test]
fn an_output_that_is_a_link() {
    let site = site();
    symlink("../outside", site.path("site/public")).expect("a link");
    let before = Tree::of(&site.path("outside"));
    site.run(&["build", "--no-sync", "--project", "site"])
        .ended_with(2)
        .says("is in the project");
    assert_eq!(before, Tree::of(&site.path("outside")));
}

/// A picture that would run something where it is opened on its own is not
/// published.
#[test]
fn pictures_that_run() {
    let mut harmful = Vec::new();
    for picture in [
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><script>alert(1)</script></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\" onload=\"alert(1)\"/>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><a href=\"javascript:alert(1)\"><text>x</text></a></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><foreignObject><iframe xmlns=\"http://www.w3.org/1999/xhtml\" src=\"//evil.example\"/></foreignObject></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><image href=\"https://evil.example/x.png\"/></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><style>@import url(https://evil.example/x.css)</style></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><use href=\"https://evil.example/x.svg#a\"/></svg>",
        "<?xml-stylesheet href=\"https://evil.example/x.xsl\" type=\"text/xsl\"?><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>",
        "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><text>&x;</text></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><set attributeName=\"href\" to=\"javascript:alert(1)\"/></svg>",
    ] {
        let site = SiteTest::minimal().file("content/assets/picture.svg", picture);
        let run = site.build();
        let published = site.output();
        let bad = ["script", "onload", "evil.example", "ENTITY", "javascript"];
        let left = published
            .texts(".svg")
            .any(|(_, text)| bad.iter().any(|bad| text.contains(bad)));
        if left && run.status != 1 {
            harmful.push(picture);
        }
    }
    expect_none(
        "pictures that run or load something are published",
        &harmful,
    );
}
