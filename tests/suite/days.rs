//! When an entry of a list by date is over: on the home page, in its list, and in the finding
//! about past entries that the home page still links to.

use crate::support::SiteTest;

/// A site with a talk on these days, which the home page links to, and a home page that lists
/// upcoming entries.
fn talk(days: &str) -> SiteTest {
    SiteTest::minimal()
        .file(
            "content/schema/talks.yaml",
            "
            collection: talks
            label: {en: Talks, cs: Přednášky}
            route: {en: talks, cs: prednasky}
            list: {timeline: {start: start, end: end}}
            fields:
              title: {type: string, required: true}
              start: {type: datetime}
              end: {type: date}
            ",
        )
        .file("content/talks/one.yaml", &format!("title: One\n{days}\n"))
        .file(
            "content/pages/index.md",
            "---\ntitle: {en: Home, cs: Domů}\n---\n[A talk](talks:one)\n",
        )
        .file(
            "themes/bare/templates/home.html",
            "
            {% extends \"base.html\" %}
            {% block main %}{{ entry.body | safe }}
            {% for talk in latest.talks %}<b class=\"latest\">{{ talk.title }}</b>{% endfor %}{% endblock main %}
            ",
        )
}

/// Whether the home page lists a talk on these days as upcoming, and whether it is reported as
/// over, as of a day.
fn seen(days: &str, as_of: &str) -> (bool, bool) {
    let site = talk(days);
    let run = site
        .run(&["build", "--no-sync", "--as-of", as_of])
        .ended_with(0);
    let home = site.page("web/index.html");
    let is_listed = home.all("b").any(|element| element.is("class", "latest"));
    (is_listed, run.said().contains("[D003]"))
}

/// An entry is not over on its last day, but on the next one; it is reported after another
/// week. A moment is over with its day.
#[test]
fn over_after_the_last_day_and_reported_after_a_week() {
    for days in [
        "start: 2026-05-20T10:00",
        "start: 2026-05-18T10:00\nend: 2026-05-20",
    ] {
        assert_eq!(
            seen(days, "2026-05-20"),
            (true, false),
            "{days}: its last day"
        );
        assert_eq!(
            seen(days, "2026-05-21"),
            (false, false),
            "{days}: the day after"
        );
        assert_eq!(
            seen(days, "2026-05-27"),
            (false, false),
            "{days}: seven days after"
        );
        assert_eq!(
            seen(days, "2026-05-28"),
            (false, true),
            "{days}: eight days after"
        );
    }
}

/// Events of one day are sorted by the hour at which they begin, and numbers by their exact
/// value, however long they are.
#[test]
fn hours_and_long_numbers_have_their_order() {
    let schema = "
        collection: talks
        label: {en: Talks, cs: Přednášky}
        list: {timeline: {start: start}}
        sort: [number, exact]
        fields:
          title: {type: string, required: true}
          start: {type: datetime}
          number: {type: int}
          exact: {type: decimal}
        ";
    let talk = |title: &str, start: &str, number: &str, exact: &str| {
        format!("title: {title}\nstart: {start}\nnumber: {number}\nexact: \"{exact}\"\n")
    };
    let long = "9007199254740993";
    let site = SiteTest::minimal()
        .file("content/schema/talks.yaml", schema)
        .file(
            "content/talks/a.yaml",
            &talk("Last", "2027-01-05T18:00", long, "0.10000000000000000002"),
        )
        .file(
            "content/talks/b.yaml",
            &talk("Middle", "2027-01-05T09:00", long, "0.10000000000000000001"),
        )
        .file(
            "content/talks/c.yaml",
            &talk("First", "2027-01-06T09:00", "9007199254740992", "1"),
        );
    site.build().ended_with(0);
    let csv = site.output().text("web/talks/talks.csv");
    let ids: Vec<&str> = csv
        .lines()
        .skip(1)
        .filter_map(|line| line.get(..1))
        .collect();
    assert_eq!(ids, ["c", "b", "a"]);
    let shown = site
        .run(&["theme", "show", "/talks/", "--as-of", "2026-11-28"])
        .ended_with(0)
        .said();
    let upcoming = shown.split("\"upcoming\"").nth(1).unwrap_or_default();
    let place = |title: &str| upcoming.find(&format!("\"{title}\""));
    assert!(place("Middle") < place("Last"), "{upcoming}");
    assert!(place("Last") < place("First"), "{upcoming}");
}
