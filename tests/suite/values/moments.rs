//! Times with an offset, and times that no clock shows.

use crate::schema::{Things as _, shown, things};
use crate::support::SiteTest;

fn site(time: &str) -> SiteTest {
    things("at: {type: datetime}\n", "").thing("one", &format!("at: {time}\n"))
}

/// A time with an offset is that instant, as the clocks of the site show it.
#[test]
fn an_offset_is_turned_into_the_time_of_the_site() {
    for (written, expected) in [
        ("2026-11-23T09:30+01:00", "9:30"),
        ("2026-11-23T09:30Z", "10:30"),
        ("2026-07-23T09:30:00Z", "11:30"),
        ("2026-07-23 09:30-04:00", "15:30"),
        ("2026-07-23T09:30+0530", "6:00"),
        ("2026-03-29T01:30Z", "3:30"),
        ("2026-10-25T00:30Z", "2:30"),
    ] {
        let site = site(written);
        site.build().is_clean();
        let page = site.page("web/things/one/index.html");
        let text = shown(&page, "at");
        assert!(
            text.ends_with(expected) || text.contains(&format!("{expected} ")),
            "{written}: {text}"
        );
    }
    let site = site("2026-12-31T23:30Z");
    site.build().is_clean();
    let page = site.page("web/things/one/index.html");
    assert!(
        shown(&page, "at").contains("2027"),
        "{}",
        shown(&page, "at")
    );
}

/// An hour that is left out is told, in the zone of the site, with the time after it.
#[test]
fn an_hour_that_is_left_out_is_told() {
    let run = site("2026-03-29T02:30").check().ended_with(1);
    run.says("error[D010]")
        .says("Europe/Prague")
        .says("2026-03-29T03:30");
    site("2025-03-30 02:00:00")
        .check()
        .says("2025-03-30 03:00:00");
    site("2026-03-08T02:30").check().ended_with(0);
    site("2026-03-08T02:30")
        .replaced("content/site.yaml", "Europe/Prague", "America/New_York")
        .check()
        .ended_with(1)
        .says("D010");
    site("2026-10-25T02:30").build().is_clean();
}

/// Other forms stay faults.
#[test]
fn other_forms_are_refused() {
    for wrong in [
        "2026-11-23T9:30Z",
        "2026-11-23Z",
        "2026-11-23T09:30+25:00",
        "2026-02-30T09:30Z",
    ] {
        site(wrong).check().ended_with(1).says("error[D002]");
    }
}
