//! Calendars, read back by `calcard`: every value is the one of the YAML.

use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry};

use super::unfolded;
use crate::support::SiteTest;

/// What a text may hold that a calendar has other uses for.
const HARD: &str = "Příliš žluťoučký kůň, úpěl ďábelské ódy; a \\ zpětné lomítko: \u{1f9f5}\u{1f9ec} nanovlákna, nanovlákna, nanovlákna.";

/// The events of a calendar, and the values of its own lines by name.
struct Read {
    calendar: ICalendarComponent,
    events: Vec<ICalendarComponent>,
}

fn read(site: &SiteTest, path: &str) -> Read {
    let text = site.output().text(path);
    unfolded(&text);
    let parsed = ICalendar::parse(&text).expect("a calendar");
    let is = |kind: &ICalendarComponentType| {
        let all = parsed
            .components
            .iter()
            .filter(|one| one.component_type == *kind);
        all.cloned().collect::<Vec<_>>()
    };
    Read {
        calendar: is(&ICalendarComponentType::VCalendar).remove(0),
        events: is(&ICalendarComponentType::VEvent),
    }
}

fn entry<'a>(of: &'a ICalendarComponent, name: &str) -> Option<&'a ICalendarEntry> {
    of.entries.iter().find(|entry| entry.name.as_str() == name)
}

fn text<'a>(of: &'a ICalendarComponent, name: &str) -> Option<&'a str> {
    entry(of, name)?.values.first()?.as_text()
}

/// A date as `2026-06-10`, a moment as `2026-06-10T08:00Z`.
fn time(of: &ICalendarComponent, name: &str) -> Option<String> {
    let value = entry(of, name)?.values.first()?;
    let time = value.as_partial_date_time()?;
    let day = format!("{:04}-{:02}-{:02}", time.year?, time.month?, time.day?);
    let Some(hour) = time.hour else {
        return Some(day);
    };
    assert_eq!((time.tz_hour, time.tz_minute), (Some(0), Some(0)), "in UTC");
    Some(format!("{day}T{hour:02}:{:02}Z", time.minute?))
}

impl Read {
    fn event(&self, id: &str) -> &ICalendarComponent {
        let uid = format!("events.{id}@cluster.example");
        let mut all = self.events.iter();
        all.find(|event| text(event, "UID") == Some(&uid))
            .expect("the event")
    }

    /// Begin and end of an event.
    fn times(&self, id: &str) -> (String, Option<String>) {
        let event = self.event(id);
        (
            time(event, "DTSTART").expect("a begin"),
            time(event, "DTEND"),
        )
    }
}

fn event(site: SiteTest, id: &str, more: &str) -> SiteTest {
    let text = format!("title: {id}\nsummary: {{en: S., cs: S.}}\n{more}\n");
    site.file(&format!("content/events/{id}.yaml"), &text)
}

/// Every value of an event is there again, whatever it holds.
#[test]
fn every_value_is_the_one_of_the_yaml() {
    let yaml = format!(
        "title: {{en: 'Fair, one; two', cs: '{HARD}'}}\nsummary:\n  en: One.\n  cs: |\n    {HARD}\n    Druhý řádek.\nstart: 2026-06-10\nend: 2026-06-12\nvenue: {{en: 'Hall 1, Brno', cs: 'Hala 1, Brno'}}\nwebsite: https://fair.example/a,b\nstatus: cancelled\nrevision: 3\npublish: 2026-02-03\n"
    );
    let site = SiteTest::minimal().file("content/events/fair.yaml", &yaml);
    site.build().ended_with(0);
    for path in [
        "web/cs/akce/calendar.ics",
        "web/cs/akce/fair/event.ics",
        "offline/cs/akce/fair/event.ics",
    ] {
        let read = read(&site, path);
        let event = read.event("fair");
        assert_eq!(text(event, "SUMMARY"), Some(HARD));
        let described = format!(
            "{HARD}\nDruhý řádek.\n\nhttps://fair.example/a,b\n\nhttps://cluster.example/cs/akce/fair/"
        );
        assert_eq!(text(event, "DESCRIPTION"), Some(&*described));
        assert_eq!(text(event, "LOCATION"), Some("Hala 1, Brno"));
        assert_eq!(
            text(event, "URL"),
            Some("https://cluster.example/cs/akce/fair/")
        );
        assert_eq!(text(event, "STATUS"), Some("CANCELLED"));
        assert_eq!(
            entry(event, "SEQUENCE").expect("a number").values[0].as_integer(),
            Some(3)
        );
        assert_eq!(time(event, "DTSTAMP").as_deref(), Some("2026-02-03T00:00Z"));
        // Three days: the end is the day after the last one.
        let days = ("2026-06-10".to_owned(), Some("2026-06-13".to_owned()));
        assert_eq!(read.times("fair"), days);
    }
    let own = read(&site, "web/events/calendar.ics").calendar;
    assert_eq!(text(&own, "NAME"), Some("Events – Test Cluster"));
    assert_eq!(
        text(&own, "SOURCE"),
        Some("https://cluster.example/events/calendar.ics")
    );
    assert_eq!(text(&own, "METHOD"), Some("PUBLISH"));
    assert!(entry(&own, "REFRESH-INTERVAL").is_some());
}

/// Hours are those of the clocks of the site, in summer and in winter, over midnight and
/// over a change of the clocks.
#[test]
fn times_in_three_zones() {
    for (zone, summer, winter, night, change) in [
        (
            "Europe/Prague",
            ("2026-06-10T07:30Z", "2026-06-10T13:00Z"),
            ("2026-12-10T08:30Z", "2026-12-10T14:00Z"),
            ("2026-06-10T20:00Z", "2026-06-11T00:00Z"),
            ("2026-03-28T22:00Z", "2026-03-29T02:00Z"),
        ),
        (
            "America/New_York",
            ("2026-06-10T13:30Z", "2026-06-10T19:00Z"),
            ("2026-12-10T14:30Z", "2026-12-10T20:00Z"),
            ("2026-06-11T02:00Z", "2026-06-11T06:00Z"),
            ("2026-03-29T03:00Z", "2026-03-29T08:00Z"),
        ),
        (
            "Asia/Kolkata",
            ("2026-06-10T04:00Z", "2026-06-10T09:30Z"),
            ("2026-12-10T04:00Z", "2026-12-10T09:30Z"),
            ("2026-06-10T16:30Z", "2026-06-10T20:30Z"),
            ("2026-03-28T17:30Z", "2026-03-28T22:30Z"),
        ),
    ] {
        let site = SiteTest::minimal().replaced("content/site.yaml", "Europe/Prague", zone);
        let site = event(site, "summer", "start: 2026-06-10\ntime: 9.30–15.00");
        let site = event(site, "winter", "start: 2026-12-10\ntime: 9:30 - 15:00");
        let site = event(site, "night", "start: 2026-06-10\ntime: 22.00–2.00");
        let site = event(
            site,
            "change",
            "start: 2026-03-28\nend: 2026-03-29\ntime: 23.00–4.00",
        );
        site.build().ended_with(0);
        let read = read(&site, "web/events/calendar.ics");
        for (id, (begin, end)) in [
            ("summer", summer),
            ("winter", winter),
            ("night", night),
            ("change", change),
        ] {
            assert_eq!(
                read.times(id),
                (begin.to_owned(), Some(end.to_owned())),
                "{zone}: {id}"
            );
        }
    }
}

/// A collection that the code has never seen, with moments instead of days.
#[test]
fn moments_of_another_collection() {
    let site = SiteTest::minimal()
        .file(
            "content/schema/shows.yaml",
            "collection: shows\nlabel: Shows\nsingular: show\nlist: {view: list, timeline: {start: opens, end: closes}}\nfields:\n  title: {type: string, required: true}\n  opens: {type: datetime}\n  closes: {type: datetime}\n",
        )
        .file("content/shows/a.yaml", "title: A\nopens: 2026-10-24T22:00\ncloses: 2026-10-25T04:00\n")
        .file("content/shows/b.yaml", "title: B\nopens: 2026-06-10T18:00\n");
    site.build().ended_with(0);
    let read = read(&site, "web/shows/calendar.ics");
    let times = |at: usize| {
        let event = &read.events[at];
        (
            time(event, "DTSTART").expect("a begin"),
            time(event, "DTEND"),
        )
    };
    let mut all = [times(0), times(1)];
    all.sort();
    assert_eq!(
        all,
        [
            ("2026-06-10T16:00Z".to_owned(), None),
            // Seven hours: the night has one more.
            (
                "2026-10-24T20:00Z".to_owned(),
                Some("2026-10-25T03:00Z".to_owned())
            ),
        ]
    );
}

/// What has no day is in no calendar, and hours that are not read stay a text.
#[test]
fn what_is_not_known_is_not_stated() {
    let site = event(SiteTest::minimal(), "month", "start: 2026-09");
    let site = event(site, "none", "time: 9.30–15.00");
    let site = event(site, "morning", "start: 2026-06-10\ntime: in the morning");
    let site = event(site, "maybe", "start: 2026-06-11\nstatus: postponed");
    site.build().ended_with(0);
    let output = site.output();
    assert!(!output.has("web/events/month/event.ics") && !output.has("web/events/none/event.ics"));
    let read = read(&site, "web/events/calendar.ics");
    assert_eq!(read.events.len(), 2);
    assert_eq!(
        read.times("morning"),
        ("2026-06-10".to_owned(), Some("2026-06-11".to_owned()))
    );
    let morning = text(read.event("morning"), "DESCRIPTION").expect("a text");
    assert!(morning.starts_with("in the morning\n\nS.\n\n"), "{morning}");
    assert_eq!(text(read.event("maybe"), "STATUS"), Some("TENTATIVE"));
    assert_eq!(text(read.event("morning"), "STATUS"), Some("CONFIRMED"));
    assert!(entry(read.event("maybe"), "SEQUENCE").is_none());
}

/// An event over midnight may name its day as the last one too.
#[test]
fn an_event_over_midnight() {
    let event = |last: &str| {
        format!(
            "title: {{en: Night, cs: Noc}}\nsummary: {{en: S., cs: S.}}\nstart: 2027-01-05\n{last}time: 22:00–2:00\n"
        )
    };
    let site = SiteTest::minimal()
        .file("content/events/one.yaml", &event("end: 2027-01-05\n"))
        .file("content/events/two.yaml", &event(""))
        .file("content/events/three.yaml", &event("end: 2027-01-07\n"));
    site.build().ended_with(0);
    let read = read(&site, "web/events/calendar.ics");
    for (id, end) in [
        ("one", "2027-01-06T01:00Z"),
        ("two", "2027-01-06T01:00Z"),
        ("three", "2027-01-07T01:00Z"),
    ] {
        assert_eq!(time(read.event(id), "DTEND").as_deref(), Some(end), "{id}");
    }
}
