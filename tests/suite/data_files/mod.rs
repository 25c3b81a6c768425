//! The files for machines that lie beside pages: where they are, what names them, and
//! what is in them, as programs read it that know nothing of Spunweb.

mod calendars;
mod cards;
mod feeds;
mod for_browsers;
mod tables;

use crate::support::{Page, SiteTest};

/// The lines of a calendar or a card, each at most 75 octets long and ended as the
/// standards ask.
fn unfolded(text: &str) -> String {
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
    }
    text.replace("\r\n ", "")
}

/// A site with an event in both languages.
fn site() -> SiteTest {
    SiteTest::minimal().theme("plain").file(
        "content/events/fair.yaml",
        "title: {en: Fair, cs: Veletrh}\nsummary: {en: Come., cs: Přijďte.}\nstart: 2026-06-10\n",
    )
}

/// The addresses that a page names in `rel="alternate"` for a type.
fn alternates<'a>(page: &'a Page, kind: &str) -> Vec<&'a str> {
    let links = page.all("link").filter(|link| link.is("type", kind));
    links.filter_map(|link| link.get("href")).collect()
}

/// Files lie beside the pages that name them, in every language and edition; what they
/// name is there, which the build itself makes sure of.
#[test]
fn beside_the_pages_that_name_them() {
    let site = site();
    site.build().ended_with(0);
    for (page, named) in [
        ("web/events/index.html", "/events/calendar.ics"),
        ("web/events/fair/index.html", "/events/fair/event.ics"),
        ("web/cs/akce/index.html", "/cs/akce/calendar.ics"),
        ("web/cs/akce/fair/index.html", "/cs/akce/fair/event.ics"),
        ("web/index.html", "/events/calendar.ics"),
        ("offline/events/index.html", "calendar.ics"),
        ("offline/cs/akce/fair/index.html", "event.ics"),
        ("offline/cs/index.html", "akce/calendar.ics"),
    ] {
        let seen = site.page(page);
        assert_eq!(alternates(&seen, "text/calendar"), [named], "{page}");
        assert!(seen.links().contains(&named), "{page}");
    }
}

/// One document that holds all pages holds no files, and names none.
#[test]
fn not_in_the_one_page() {
    let site = site();
    site.build().ended_with(0);
    let single = site.output().text("offline.html");
    assert!(single.contains("Veletrh"));
    assert!(
        !single.contains(".ics"),
        "a file that is not there is named"
    );
}

/// A former address that is now a file for machines is reported.
#[test]
fn a_former_address_of_a_file() {
    site()
        .file(
            "content/news/old.yaml",
            "title: {en: Old, cs: Staré}\nsummary: {en: Old., cs: Staré.}\ndate: 2026-05-01\naliases: [/events/calendar.ics]\n",
        )
        .build()
        .ended_with(1)
        .says("/events/calendar.ics");
}

/// The preview makes a file when it is asked for, with its type.
#[test]
fn in_the_preview() {
    let site = site();
    let preview = site.serve();
    let answer = preview.get("/events/fair/event.ics");
    assert_eq!(
        answer.header("Content-Type"),
        Some("text/calendar; charset=utf-8")
    );
    assert!(answer.text().contains("SUMMARY:Fair\r\n"));
}
