//! Charts of measured properties, over a collection that is not built in: which values share
//! an axis, how marks are drawn, and the position of a value among all.

use crate::support::{Page, SiteTest, wait_for};

const ROPES: &str = "
    collection: ropes
    label: Ropes
    route: ropes
    display: {title: title}
    fields:
      title: {type: string, required: true, label: Title}
      lay: {type: enum, values: {left: Left lay, right: Right lay}, label: Lay}
      tests: {type: measurements, label: Tests}
    ";

/// A rope with a fibre diameter and a porosity, each as the keys of a row.
fn rope(diameter: &str, porosity: &str, more: &str) -> String {
    format!(
        "title: Rope\n{more}tests:\n  - {{property: fibre_diameter, {diameter}, unit: nm, method: sem, source: lab}}\n  - {{property: porosity, {porosity}, unit: '%', method: gravimetric, source: lab}}\n"
    )
}

const CHART: &str = "
    ---
    title: Chart
    ---
    ```view
    view: chart
    from: ropes
    x: fibre_diameter
    y: porosity
    by: lay
    ```
    ";

fn ropes() -> SiteTest {
    let terms = |ids: &[&str]| {
        let lines = ids.iter().map(|id| format!("  {id}: {{label: {id}}}\n"));
        format!("label: Terms\nterms:\n{}", lines.collect::<String>())
    };
    SiteTest::minimal()
        .file("content/schema/ropes.yaml", ROPES)
        .file(
            "content/vocabularies/methods.yaml",
            &terms(&["sem", "afm", "gravimetric"]),
        )
        .file("content/vocabularies/sources.yaml", &terms(&["lab"]))
        .file("content/pages/chart.md", CHART)
        .file(
            "content/ropes/a.yaml",
            &rope("value: '10'", "value: '50'", "lay: left\n"),
        )
        .file(
            "content/ropes/b.yaml",
            &rope("min: '20', max: '40'", "value: '60'", "lay: right\n"),
        )
        .file(
            "content/ropes/c.yaml",
            &rope("value: '1000'", "min: '90'", "lay: right\n"),
        )
        .file(
            "content/ropes/d.yaml",
            &rope("value: '500'", "value: '70'", "").replace("method: sem", "method: afm"),
        )
        .file("content/ropes/e.yaml", "title: Bare\n")
}

fn chart(site: &SiteTest) -> (Page, String) {
    site.build_with(&["--edition", "web"]).ended_with(0);
    let path = "web/chart/index.html";
    (site.page(path), site.read(&format!("public/{path}")))
}

/// Values of one method share the axes; another method is listed beside them.
#[test]
fn comparable_values_share_the_axes() {
    let (page, html) = chart(&ropes());
    let marks: Vec<&str> = page
        .all("a")
        .filter(|a| {
            a.get("class")
                .is_some_and(|class| class.starts_with("mark "))
        })
        .filter_map(|a| a.get("href"))
        .collect();
    assert_eq!(marks, ["/ropes/a/", "/ropes/b/", "/ropes/c/"]);
    assert!(html.contains("3 entries state both comparably."), "{html}");
    let (_, others) = html.split_once("1 entry measured in another way").unwrap();
    assert!(
        others.contains("/ropes/d/") && others.contains("500\u{a0}nm"),
        "{others}"
    );
    assert!(!html.contains("/ropes/e/"), "e states neither");
}

/// A range is a box or a line, a limit an open one, a point only a mark; each mark has a name
/// with its values, and is in the table.
#[test]
fn marks_say_what_they_are() {
    let (page, html) = chart(&ropes());
    let name = "Rope: 20–40\u{a0}nm, 60\u{a0}%";
    assert!(
        page.all("a").any(|a| a.get("aria-label") == Some(name)),
        "{html}"
    );
    let lines: Vec<&str> = page
        .all("line")
        .filter_map(|line| line.get("class"))
        .collect();
    assert_eq!(lines, ["mark-range", "mark-range is-open"]);
    assert!(html.contains("A dashed box is a limit"));
    let rows = page.all("th").filter(|th| th.is("scope", "row"));
    assert_eq!(rows.filter(|th| th.text == "Rope").count(), 4);
    // The mark of the other lay has another shape, and the legend explains both.
    assert!(html.contains("Left lay") && html.contains("Right lay"));
}

/// An axis over decades is logarithmic: equal steps are equal ratios.
#[test]
fn an_axis_over_decades_is_logarithmic() {
    let (page, _) = chart(&ropes());
    let at = |text: &str| -> f64 {
        let mut ticks = page.all("text").filter(|tick| tick.text == text);
        let tick = ticks.next().unwrap_or_else(|| panic!("no tick {text}"));
        tick.get("x")
            .unwrap()
            .trim_end_matches('%')
            .parse()
            .unwrap()
    };
    let (ten, hundred, thousand) = (at("10"), at("100"), at("1,000"));
    assert!(((hundred - ten) - (thousand - hundred)).abs() < 0.05);
    assert!(ten < 10.0 && thousand > 90.0);
}

/// The same values give the same chart in another language.
#[test]
fn a_chart_in_another_language() {
    let site = ropes().file(
        "content/pages/chart.cs.md",
        CHART.replace("title: Chart", "title: Graf").as_str(),
    );
    chart(&site);
    let html = site.read("public/web/cs/chart/index.html");
    assert!(
        html.contains("Obě vlastnosti srovnatelně uvádějí 3 záznamy."),
        "{html}"
    );
    assert!(html.contains("60\u{a0}%"));
}

/// Names in a block are checked where they are written.
#[test]
fn wrong_names_in_blocks() {
    let site = ropes()
        .replaced(
            "content/pages/chart.md",
            "y: porosity\nby: lay",
            "y: porostiy\nby: lai",
        )
        .file(
            "content/pages/figures.md",
            "
            ---
            title: Figures
            ---
            ```view
            view: figures
            groups: [compositon]
            indicators: [particpants]
            ```
            ",
        );
    site.check()
        .ended_with(1)
        .says("content/pages/chart.md:8:4")
        .says("porosity")
        .says("there is no group `compositon`")
        .says("there is no indicator `particpants`");
}

/// In the preview, editing the text of one entry keeps the strips of the others, and editing a
/// measured value of it moves them.
#[test]
fn where_a_value_stands_after_an_edit() {
    let site = ropes()
        .replaced("content/site.yaml", "theme: bare", "theme: cluster")
        .file(
            "content/ropes/f.yaml",
            &rope("value: '100'", "value: '55'", ""),
        );
    let serving = site.serve();
    let shows = |path: &str, text: &str| {
        let is_shown = serving.get(path).text().contains(text);
        is_shown.then_some(())
    };
    assert!(shows("/ropes/f/", "lower: 2, higher: 1").is_some());
    let again = rope("value: '10'", "value: '50'", "lay: right\n");
    site.put("content/ropes/a.yaml", &again);
    wait_for("the text", || shows("/ropes/a/", "Right lay"));
    assert!(shows("/ropes/f/", "lower: 2, higher: 1").is_some());
    let larger = rope("value: '500'", "value: '50'", "lay: right\n");
    site.put("content/ropes/a.yaml", &larger);
    wait_for("the value", || shows("/ropes/f/", "lower: 1, higher: 2"));
}

/// The page of an entry shows the position of a value among the comparable ones, if there are
/// enough.
#[test]
fn where_a_value_stands() {
    let site = ropes()
        .replaced("content/site.yaml", "theme: bare", "theme: cluster")
        .file(
            "content/ropes/f.yaml",
            &rope("value: '100'", "value: '55'", ""),
        );
    site.build_with(&["--edition", "web"]).ended_with(0);
    let standings = |id: &str| -> Vec<String> {
        let page = site.page(&format!("web/ropes/{id}/index.html"));
        let strips = page.all("svg").filter(|svg| svg.is("class", "strip"));
        strips
            .filter_map(|svg| svg.get("aria-label").map(str::to_owned))
            .collect()
    };
    // Four diameters by one method, and five porosities, one of them a limit.
    assert_eq!(
        standings("f")[0],
        "Other comparable values: 3, of them lower: 2, higher: 1; all lie from 10\u{a0}nm to 1,000\u{a0}nm."
    );
    assert_eq!(
        standings("d").len(),
        1,
        "its diameter compares with nothing"
    );
    let before = ropes().replaced("content/site.yaml", "theme: bare", "theme: cluster");
    before.build_with(&["--edition", "web"]).ended_with(0);
    let page = before.page("web/ropes/a/index.html");
    let diameters = page.all("svg").filter(|svg| svg.is("class", "strip"));
    assert_eq!(
        diameters.count(),
        1,
        "three diameters are too few, four porosities are not"
    );
}

/// The figures on a page: all with every required note, or only some of them.
#[test]
fn figures_on_a_page() {
    let page = |block: &str| {
        let site = SiteTest::minimal()
            .and("members-18")
            .file(
                "content/schema/indicators.yaml",
                "seat: {lat: 50.0386, lon: 15.7791}\n",
            )
            .file(
                "content/pages/figures.md",
                &format!("---\ntitle: Figures\n---\n```view\nview: figures\n{block}```\n"),
            );
        site.build_with(&["--edition", "web"]).ended_with(0);
        site.read("public/web/figures/index.html")
    };
    let whole = page("");
    for text in [
        "A self-assessment",
        "56.25\u{a0}%",
        "9 of 16",
        "95.84\u{a0}km",
        "small and medium-sized enterprises ÷ full members",
        "At least 15 committed members",
        "Members: 18 entries, 18 of them invented examples",
        "href=\"/excellence.json\"",
        "2018: 15",
    ] {
        assert!(whole.contains(text), "`{text}` is not in {whole}");
    }
    assert!(
        !whole.contains("not available"),
        "what is not known is left out"
    );
    let some = page("indicators: [participants]\n");
    assert!(some.contains("figure-participants") && !some.contains("figure-sme_of_all"));
    assert!(!some.contains("A self-assessment") && !some.contains("committed members"));
}

/// Thousands of marks become dots with their names, so that the page stays light; its tables
/// are cut short and link to the list.
#[test]
fn a_crowded_chart_is_light() {
    let mut site = ropes();
    for number in 0..2000 {
        let lay = ["left", "right"][number % 2];
        site = site.file(
            &format!("content/ropes/rope-{number:04}.yaml"),
            &rope(
                &format!("value: '{}'", 10 + number % 97),
                &format!("value: '{}'", 5 + number % 89),
                &format!("lay: {lay}\n"),
            )
            .replace("title: Rope", &format!("title: Rope of the kind {number}")),
        );
    }
    let (_, block) = CHART.split_once("Chart\n    ---\n").unwrap();
    let twice = format!("{}\n\n{block}", CHART.trim_end());
    let site = site.file("content/pages/chart.md", &twice);
    let (page, html) = chart(&site);
    assert!(html.len() < 500_000, "{}", html.len());
    let names = page
        .all("title")
        .filter(|title| title.text.starts_with("Rope"));
    assert_eq!(names.count(), 2 * 2003);
    assert!(html.contains("<title>Rope of the kind 0: 10\u{a0}nm, 5\u{a0}%</title>"));
    let rows = page.all("th").filter(|th| th.is("scope", "row"));
    assert_eq!(rows.count(), 2 * 251);
    assert!(html.contains("753 more entries are in the list."));
    assert!(page.links().contains(&"/ropes/"));
}
