//! Addresses that pages had before.

use crate::support::SiteTest;

fn site(aliases: &str) -> SiteTest {
    SiteTest::minimal().file(
        "content/news/a.yaml",
        &format!("title: A\nsummary: B.\ndate: 2026-05-01\naliases: [{aliases}]\n"),
    )
}

/// The lines of the file of redirects that lead to the entry.
fn lines(site: &SiteTest) -> Vec<String> {
    let text = site.output().text("web/_redirects");
    text.lines().map(str::to_owned).collect()
}

/// Each address of another system is a line, as a host compares requests with it.
#[test]
fn addresses_of_other_systems_are_lines() {
    for (alias, line) in [
        ("/data_protection/", "/data_protection/ /news/a/ 301"),
        ("/About.html", "/About.html /news/a/ 301"),
        ("/Old/", "/Old/ /news/a/ 301"),
        ("\"/index.php?id=5\"", "/index.php id=5 /news/a/ 301"),
        ("\"/?p=12\"", "/ p=12 /news/a/ 301!"),
        ("/čaj/", "/%C4%8Daj/ /news/a/ 301"),
        ("/%C4%8Daj/", "/%C4%8Daj/ /news/a/ 301"),
        ("/caf%e9/", "/caf%E9/ /news/a/ 301"),
        ("\"/o nas.aspx\"", "/o%20nas.aspx /news/a/ 301"),
        ("/a_b/c_d.htm", "/a_b/c_d.htm /news/a/ 301"),
        ("/open-day/", "/open-day/ /news/a/ 301"),
    ] {
        let site = site(alias);
        site.build().is_clean();
        assert_eq!(lines(&site), [line], "{alias}");
    }
}

/// Where a file of that name is safe on every system, a page leads on too.
#[test]
fn a_page_leads_on_where_a_file_can_be() {
    let site = site("/data_protection/, /About.html, /x/y_z.htm, /k.php");
    site.build().is_clean();
    let tree = site.output();
    assert!(
        tree.text("web/data_protection/index.html")
            .contains("/news/a/")
    );
    assert!(tree.text("web/x/y_z.htm").contains("/news/a/"));
    let offline = tree.text("offline/data_protection/index.html");
    assert!(offline.contains("../news/a/index.html"), "{offline}");
    assert_eq!(lines(&site).len(), 4);
}

/// No address leads to two pages, however it is written.
#[test]
fn no_address_leads_to_two_pages() {
    for (first, second) in [
        ("/Old/", "/Old"),
        ("/čaj/", "/%c4%8daj/"),
        ("\"/i.php?a=1&b=2\"", "\"/i.php?b=2&a=1\""),
        ("/a_b/", "/a_b/index.html"),
        ("/%6Fld/", "/old/"),
    ] {
        let site = site(first).file(
            "content/news/b.yaml",
            &format!("title: B\nsummary: B.\ndate: 2026-05-01\naliases: [{second}]\n"),
        );
        site.check()
            .ended_with(1)
            .says("error[U002]")
            .says("content/news/b.yaml:4");
    }
    // The address of a page is taken, also in another spelling.
    site("/n%65ws/").check().ended_with(1).says("U002");
    site("/robots.txt").check().ended_with(1).says("U006");
}

/// What no request can be is refused with its reason.
#[test]
fn what_is_no_address_is_refused() {
    for (wrong, why) in [
        ("\"https://old.example/a/\"", "only the path"),
        ("\"/a/#part\"", "follows the `#`"),
        ("/a/../b/", "`../`"),
        ("\"/a\\\\b/\"", "cannot be part of an address"),
    ] {
        site(wrong)
            .check()
            .ended_with(1)
            .says("error[U005]")
            .says(why);
    }
}

/// The preview answers them as a host does.
#[test]
fn the_preview_leads_on() {
    let site = site("/About.html, /čaj/, /data_protection/");
    let serving = site.serve_with(&[]);
    for address in ["/About.html", "/%C4%8Daj/", "/data_protection/"] {
        let answer = serving.get(address);
        assert_eq!(answer.status, 302, "{address}");
        assert_eq!(answer.header("Location"), Some("/news/a/"), "{address}");
    }
    assert_eq!(serving.get("/Nothing.html").status, 404);
}
