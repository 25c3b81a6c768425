//! An event that does not take place as planned: its page and its list say so prominently, and
//! its page offers no calendar file.

use crate::support::{Page, SiteTest};

fn site() -> SiteTest {
    let event = |title: &str, status: &str| {
        format!(
            "title: {title}\nsummary: A meeting.\nstatus: {status}\nstart: 2027-05-03\nvenue: Hall\n"
        )
    };
    crate::explore::site()
        .file("content/members/weavers.yaml", crate::explore::MEMBER)
        .file("content/events/fair.yaml", &event("Fair", "cancelled"))
        .file("content/events/day.yaml", &event("Day", "scheduled"))
}

#[test]
fn a_cancelled_event_says_so() {
    let site = site();
    site.build().ended_with(0);
    let fair = site.read("public/web/events/fair/index.html");
    let day = site.read("public/web/events/day/index.html");
    assert!(fair.contains("notice-off"), "the page says it first");
    assert!(!day.contains("notice-off"));
    let saved = |html: &str| {
        let page = Page::parse(html);
        page.links()
            .iter()
            .any(|link| link.ends_with(".ics") && !link.contains("events.ics"))
    };
    assert!(!saved(&fair), "nobody notes down what is cancelled");
    assert!(saved(&day));
    let list = site.read("public/web/events/index.html");
    assert_eq!(list.matches("event-off").count(), 1, "{list}");
}

/// `timeline` determines what is cancelled in any collection, by a word or by yes and no.
#[test]
fn any_timeline_says_what_is_off() {
    let talk = |title: &str, more: &str| format!("title: {title}\nday: 2027-05-03\n{more}\n");
    let site = crate::explore::site()
        .file("content/members/weavers.yaml", crate::explore::MEMBER)
        .file(
            "content/schema/talks.yaml",
            "
            collection: talks
            label: {en: Talks, cs: Přednášky}
            route: {en: talks, cs: prednasky}
            display: {title: title}
            list: {timeline: {start: day, cancelled: {field: gone, is: true}, tentative: {field: sure, is: no_speaker}}}
            fields:
              title: {type: string, required: true, label: {en: Title, cs: Název}}
              day: {type: date, label: {en: Day, cs: Den}}
              gone: {type: bool, label: {en: Called off, cs: Zrušeno}}
              sure: {type: enum, values: {yes_it_is: {en: sure, cs: jistá}, no_speaker: {en: no speaker yet, cs: bez řečníka}}, label: {en: State, cs: Stav}}
            ",
        )
        .file("content/talks/off.yaml", &talk("Off", "gone: true"))
        .file("content/talks/open.yaml", &talk("Open", "sure: no_speaker"))
        .file("content/talks/on.yaml", &talk("On", "gone: false\nsure: yes_it_is"));
    site.build().ended_with(0);
    for (path, said) in [
        ("talks/off", Some("Called off")),
        ("cs/prednasky/off", Some("Zrušeno")),
        ("talks/open", Some("no speaker yet")),
        ("talks/on", None),
    ] {
        let html = site.read(&format!("public/web/{path}/index.html"));
        let notice = said.map(|said| format!("notice-off\"><strong>{said}</strong>"));
        assert_eq!(html.contains("notice-off"), said.is_some(), "{path}");
        assert!(
            notice.is_none_or(|notice| html.contains(&notice)),
            "{path}: {html}"
        );
    }
    let list = site.read("public/web/talks/index.html");
    assert_eq!(list.matches("badge-off").count(), 2, "{list}");
}
