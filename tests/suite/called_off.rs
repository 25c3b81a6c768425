//! An event that does not take place as planned: its page and its list say so at first
//! sight, and nobody is asked to note it down.

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
