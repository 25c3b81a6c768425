//! Views of many entries: `view` blocks and the template function, on a collection that is not
//! built in.

use crate::schema::{Things as _, things};
use crate::support::{AS_OF, Page, SiteTest};

/// Mills: their position, what they spin, what they offer and seek.
const FIELDS: &str = "
    spot: {type: geo}
    secret_spot: {type: geo, private: true}
    county: {type: term, vocabulary: counties, facet: true}
    fibre: {type: list, of: {type: term, vocabulary: yarns}, facet: true}
    state: {type: enum, values: [new, old]}
    mark: {type: image, alt: required}
    gives: {type: list, localized: true, of: {type: string}}
    wants: {type: list, localized: true, of: {type: string}}
    built: {type: year}
    closed: {type: date}
    office: {type: email, schema_org: email}
    peers: {type: list, inverse: named_by, of: {type: ref, to: things}}
";

const COUNTIES: &str = "label: {en: Counties, cs: Kraje}
terms:
  cz-010: {label: {en: Prague, cs: Praha}}
  cz-051: {label: {en: Liberec Region, cs: Liberecký kraj}}
";

const YARNS: &str = "label: {en: Yarns, cs: Příze}
terms:
  pcl: {label: {en: PCL, cs: PCL}}
  pa6: {label: {en: PA 6, cs: PA 6}}
  pvdf: {label: {en: PVDF, cs: PVDF}}
";

const ROADS: &str = "collection: roads\nlabel: {en: Roads, cs: Cesty}\nroute: {en: roads, cs: cesty}\nfields:\n  title: {type: string, required: true}\n  ends: {type: list, of: {type: ref, to: things, inverse: roads}}\n  surface: {type: term, vocabulary: yarns, facet: true}\n";

/// A site with mills, and a page with one block.
fn mills(block: &str) -> SiteTest {
    let page =
        format!("---\ntitle: {{en: Views, cs: Pohledy}}\n---\nText.\n\n```view\n{block}```\n");
    things(FIELDS, "enquiry: {}")
        .file("content/schema/roads.yaml", ROADS)
        .file("content/vocabularies/counties.yaml", COUNTIES)
        .file("content/vocabularies/yarns.yaml", YARNS)
        .file("content/pages/views.md", &page)
}

fn view(site: &SiteTest) -> Page {
    site.build().ended_with(0);
    site.page("web/views/index.html")
}

/// The number of elements with a class, by name.
fn count(page: &Page, name: &str, class: &str) -> usize {
    let is_it = |text: &str| text.split(' ').any(|one| one == class);
    let all = page.all(name);
    all.filter(|element| element.get("class").is_some_and(is_it))
        .count()
}

const MAP: &str = "view: map\nfrom: things\nposition: spot\nregion: county\nthreads: roads\n";

#[test]
fn a_map_of_a_country() {
    let site = mills(MAP)
        .thing("praha", "spot: {lat: 50.09, lon: 14.42}\ncounty: cz-010\n")
        .thing(
            "liberec",
            "spot: {lat: 50.77, lon: 15.06}\ncounty: cz-051\n",
        )
        .thing("near", "spot: {lat: 50.771, lon: 15.061}\ncounty: cz-051\n")
        .thing("nowhere", "built: 1900\n")
        .file(
            "content/roads/r10.yaml",
            "title: Road Ten\nends: [praha, liberec]\n",
        );
    let page = view(&site);
    assert_eq!(count(&page, "path", "view-map-region"), 14);
    assert_eq!(count(&page, "a", "view-map-dot"), 1, "Prague");
    assert_eq!(count(&page, "g", "view-map-several"), 1, "two in Liberec");
    assert_eq!(count(&page, "path", "view-map-thread"), 1);
    let html = site.output().text("web/views/index.html");
    for text in [
        "href=\"/things/counties/cz-010/\" tabindex=\"-1\" aria-label=\"Prague: 1\"",
        "<title>Liberec Region: 2</title>",
        "<title>Road Ten</title>",
        "aria-label=\"2: liberec, near\"",
        "Position not stated <span class=\"view-count\">1</span>",
        "<a href=\"/roads/r10/\">Road Ten</a>",
    ] {
        assert!(html.contains(text), "{text}\n{html}");
    }
    // The same without a server, in the single page, and in the other language.
    let output = site.output();
    assert!(output.text("web/cs/views/index.html").contains("Praha: 1"));
    let offline = output.text("offline/views/index.html");
    assert!(offline.contains("href=\"../things/counties/cz-010/index.html\""));
    assert!(output.text("offline.html").contains("view-map-region"));
}

/// All in one town, only one, none, members abroad, and one at 0/0.
#[test]
fn maps_of_odd_places() {
    let plain = "view: map\nfrom: things\nposition: spot\n";
    let town = (0..5).fold(mills(plain), |site, number| {
        let text = format!("spot: {{lat: 50.77, lon: 15.06{number}}}\n");
        site.thing(&format!("t{number}"), &text)
    });
    let page = view(&town);
    assert_eq!(count(&page, "g", "view-map-several"), 1);
    assert_eq!(count(&page, "path", "view-map-region"), 14);

    let page = view(&mills(plain).thing("one", "spot: {lat: 48.15, lon: 17.11}\n"));
    assert_eq!(count(&page, "a", "view-map-dot"), 1);
    assert_eq!(count(&page, "path", "view-map-region"), 8, "Slovakia");

    let none = mills(plain).thing("one", "built: 1900\n");
    let page = view(&none);
    assert_eq!(count(&page, "a", "view-map-dot"), 0);
    let empty = mills(plain);
    let html = {
        view(&empty);
        empty.output().text("web/views/index.html")
    };
    assert!(
        html.contains("There is nothing to show here yet."),
        "{html}"
    );
    assert!(
        !html.contains("view-map-drawing"),
        "outlines with nothing on them: {html}"
    );

    let null_island = mills(plain)
        .thing("zero", "spot: {lat: 0, lon: 0.0}\n")
        .thing("one", "spot: {lat: 50.09, lon: 14.42}\n");
    let run = null_island.run(&["check", "--as-of", AS_OF, "--format", "short"]);
    let said = run.said();
    assert!(
        said.contains("content/things/zero.yaml:2:7: warning[S070]: `spot` is 0° north"),
        "{said}"
    );
    assert_eq!(count(&view(&null_island), "a", "view-map-dot"), 1);
}

/// On a phone more dots would touch: the map has separate marks for it, with their own
/// threads, and the style sheets show one or the other.
#[test]
fn maps_have_fewer_marks_on_a_phone() {
    let apart = mills(MAP)
        .thing("praha", "spot: {lat: 50.09, lon: 14.42}\n")
        .thing("brno", "spot: {lat: 49.19, lon: 16.61}\n");
    let page = view(&apart);
    assert_eq!(count(&page, "a", "view-map-dot"), 2);
    assert_eq!(count(&page, "g", "view-map-narrow"), 0, "no marks twice");

    // Twenty kilometres east of Prague.
    let near = apart
        .thing("brod", "spot: {lat: 50.07, lon: 14.86}\n")
        .file(
            "content/roads/r10.yaml",
            "title: Road Ten\nends: [praha, brod, brno]\n",
        );
    let page = view(&near);
    assert_eq!(count(&page, "g", "view-map-wide"), 2, "threads and marks");
    assert_eq!(count(&page, "g", "view-map-narrow"), 2);
    assert_eq!(
        count(&page, "a", "view-map-dot"),
        4,
        "three, and Brno again"
    );
    assert_eq!(count(&page, "g", "view-map-several"), 1);
    assert_eq!(count(&page, "path", "view-map-thread"), 3, "two, and one");
    for theme in ["cluster", "plain"] {
        let css = std::fs::read_dir(format!(
            "{}/themes/{theme}/assets",
            env!("CARGO_MANIFEST_DIR")
        ));
        let css = css
            .unwrap()
            .filter_map(|file| std::fs::read_to_string(file.unwrap().path()).ok());
        assert!(
            css.into_iter().any(|text| text.contains("view-map-narrow")),
            "{theme}"
        );
    }
}

/// A distant place appears at the edge; the country stays as large as it was.
#[test]
fn maps_with_places_abroad() {
    let plain = "view: map\nfrom: things\nposition: spot\n";
    let home = mills(plain)
        .thing("praha", "spot: {lat: 50.09, lon: 14.42}\n")
        .thing("brno", "spot: {lat: 49.19, lon: 16.61}\n");
    view(&home);
    let regions = |site: &SiteTest| -> Vec<String> {
        let page = site.page("web/views/index.html");
        let all = page.all("path").filter(|path| {
            path.get("class")
                .is_some_and(|class| class.contains("view-map-region"))
        });
        all.filter_map(|path| path.get("d").map(str::to_owned))
            .collect()
    };
    let before = regions(&home);
    let far = home.thing("austin", "spot: {lat: 30.27, lon: -97.74}\n");
    let page = view(&far);
    assert_eq!(regions(&far), before);
    assert_eq!(count(&page, "g", "view-map-away"), 1);
    let html = far.output().text("web/views/index.html");
    assert!(
        html.contains("<title>United States: austin</title>"),
        "{html}"
    );

    let five = mills(plain)
        .thing("praha", "spot: {lat: 50.09, lon: 14.42}\n")
        .thing("vienna", "spot: {lat: 48.21, lon: 16.37}\n")
        .thing("munich", "spot: {lat: 48.14, lon: 11.58}\n")
        .thing("warsaw", "spot: {lat: 52.23, lon: 21.01}\n")
        .thing("paris", "spot: {lat: 48.86, lon: 2.35}\n");
    let page = view(&five);
    assert_eq!(count(&page, "path", "view-map-region"), 0);
    assert_eq!(count(&page, "a", "view-map-dot"), 5);
    // A place at sea is in no country: it comes last, and not under the country before it.
    let sea = five.thing("buoy", "spot: {lat: 46.0, lon: -5.0}\n");
    view(&sea);
    let html = sea.output().text("web/views/index.html");
    let list = html.split("view-map-list").last().unwrap();
    let at = |text: &str| list.find(text).unwrap_or_else(|| panic!("{text}: {list}"));
    assert!(at("Poland") < at(">Others&#160;") && at(">Others&#160;") < at(">buoy<"));
    assert_eq!(count(&page, "g", "view-map-away"), 0);
}

/// Places on both sides of the 180th meridian are near one another.
#[test]
fn maps_across_the_last_meridian() {
    let plain = "view: map\nfrom: things\nposition: spot\n";
    let ocean = mills(plain)
        .thing("suva", "spot: {lat: -18.14, lon: 178.44}\n")
        .thing("apia", "spot: {lat: -13.83, lon: -171.77}\n")
        .thing("auckland", "spot: {lat: -36.85, lon: 174.76}\n")
        .thing("tokyo", "spot: {lat: 35.68, lon: 139.69}\n")
        .thing("honolulu", "spot: {lat: 21.31, lon: -157.86}\n");
    let page = view(&ocean);
    assert_eq!(count(&page, "a", "view-map-dot"), 5);
    let at = |title: &str| -> f64 {
        let dot = page.all("a").find(|dot| {
            dot.is("aria-label", title)
                && dot
                    .get("class")
                    .is_some_and(|class| class.contains("view-map-dot"))
        });
        assert!(dot.is_some(), "{title}");
        let html = ocean.output().text("web/views/index.html");
        let after = html
            .split(&format!("aria-label=\"{title}\""))
            .nth(1)
            .unwrap();
        let x = after
            .split(" cx=\"")
            .nth(1)
            .unwrap()
            .split('%')
            .next()
            .unwrap();
        x.parse().unwrap()
    };
    let order = ["tokyo", "auckland", "suva", "apia", "honolulu"].map(at);
    assert!(order.is_sorted(), "{order:?}");
    // A country with land on both sides keeps its size, and does not become a map of the
    // world.
    let fiji = mills(plain)
        .thing("suva", "spot: {lat: -18.14, lon: 178.44}\n")
        .thing("labasa", "spot: {lat: -16.43, lon: 179.36}\n");
    let page = view(&fiji);
    assert_eq!(count(&page, "a", "view-map-dot"), 2);
    // Its outline is that of one island: the map shows the area of the others.
    let isles = mills(plain)
        .thing("suva", "spot: {lat: -18.14, lon: 178.44}\n")
        .thing("taveuni", "spot: {lat: -16.8, lon: -179.98}\n");
    let page = view(&isles);
    assert_eq!(count(&page, "a", "view-map-dot"), 2);
    assert_eq!(count(&page, "g", "view-map-away"), 0);
}

/// The years above a timeline are round, and it begins at one of them.
#[test]
fn a_time_line_names_round_years() {
    let site = mills("view: timeline\nfrom: things\nstart: built\n").file(
        "content/schema/mended.yaml",
        "extend: things\nfields:\n  built: {type: year, min: 1700, label: Built}\n",
    );
    let site = site
        .thing("first", "built: 1873\n")
        .thing("last", "built: 1999\n");
    view(&site);
    let html = site.output().text("web/views/index.html");
    let named = html.split("class=\"view-years\"").nth(1).unwrap();
    let named = named.split("</svg>").next().unwrap();
    for year in ["1860", "1880", "1980"] {
        assert!(named.contains(&format!(">{year}</text>")), "{named}");
    }
    assert!(!named.contains("1873"), "{named}");
}

#[test]
fn a_matrix_names_what_nobody_has() {
    let block = "view: matrix\nfrom: things\ncolumns: [fibre, state, roads.surface]\n";
    let site = mills(block)
        .thing("one", "fibre: [pcl, pa6]\nstate: new\n")
        .thing("two", "fibre: [pcl]\n")
        .file(
            "content/roads/r.yaml",
            "title: R\nends: [two]\nsurface: pvdf\n",
        );
    let page = view(&site);
    assert_eq!(count(&page, "td", "view-has"), 5);
    let html = site.output().text("web/views/index.html");
    for text in [
        "<a href=\"/things/yarns/pcl/\">",
        "<a href=\"/roads/yarns/pvdf/\">",
        "Nobody yet – State</dt><dd>Old",
        "Nobody yet – Fibre</dt><dd>PVDF<",
        "Roads: Surface",
    ] {
        assert!(html.contains(text), "{text}\n{html}");
    }
    let file = html
        .split("base64,")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let bytes = crate::support::packed::from_base64(file.unwrap());
    let csv = String::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines.len(), 4, "{csv}");
    let cells = |line: &str| line.split(',').count();
    assert!(
        lines.iter().all(|line| cells(line) == cells(lines[1])),
        "{csv}"
    );
    assert_eq!(lines[2].matches('1').count(), 3, "{csv}");
}

#[test]
fn a_landscape_shows_every_entry() {
    let block = "view: landscape\nfrom: things\ncolumns: state\nlogo: mark\n";
    let site = mills(block)
        .file("content/assets/m.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\"><rect width=\"20\" height=\"10\"/></svg>\n")
        .thing("first-mill", "state: new\nmark: {file: assets/m.svg, alt: {en: M, cs: M}}\n")
        .thing("second", "built: 1900\n");
    let page = view(&site);
    assert_eq!(count(&page, "li", "view-column"), 2);
    assert_eq!(
        page.all("img")
            .filter(|img| img.get("src").is_some_and(|src| src.ends_with(".svg")))
            .count(),
        1
    );
    let html = site.output().text("web/views/index.html");
    assert!(
        html.contains(">Others: <a href=\"/things/second/\">"),
        "{html}"
    );
}

#[test]
fn a_market_has_a_way_to_ask() {
    let block = "view: market\nfrom: things\nlines: [gives, wants]\nfilters: [fibre]\n";
    let site = mills(block)
        .thing(
            "one",
            "fibre: [pcl]\noffice: mill@example.org\ngives: {en: [Yarn & thread], cs: [Příze]}\n",
        )
        .thing("two", "wants: {en: [Wool], cs: [Vlna]}\n");
    view(&site);
    let html = site.output().text("web/views/index.html");
    for text in [
        "Yarn &amp; thread</span>",
        "href=\"mailto:mill@example.org?subject=Yarn%20%26%20thread%20%28one%29\"",
        "data-terms=\"pcl\"",
        ">Wool</span>",
    ] {
        assert!(html.contains(text), "{text}\n{html}");
    }
    assert!(
        site.output()
            .text("web/cs/views/index.html")
            .contains(">Příze</span>")
    );
}

#[test]
fn a_timeline_has_bars_and_marks() {
    let block = "view: timeline\nfrom: things\nstart: built\nend: closed\ngroup: state\n";
    let site = mills(block)
        .thing("bar", "built: 2000\nclosed: 2009-12-31\nstate: old\n")
        .thing("point", "built: 2005\n")
        .thing("undated", "state: new\n");
    let page = view(&site);
    let bars: Vec<Option<&str>> = page
        .all("rect")
        .filter(|rect| rect.get("rx").is_some())
        .map(|rect| rect.get("width"))
        .collect();
    assert_eq!(bars, [Some("100.00%"), Some("9.99%")], "ten years, and one");
    let html = site.output().text("web/views/index.html");
    assert!(html.contains("2000 – 31\u{a0}December 2009"), "{html}");
    let day = "view: timeline\nfrom: things\nstart: closed\n";
    let site = mills(day).thing("day", "closed: 2009-07-02\n");
    let page = view(&site);
    let marks: Vec<Option<&str>> = page.all("circle").map(|circle| circle.get("cx")).collect();
    assert_eq!(marks, [Some("49.86%")]);
}

/// All names in a block are checked at their place.
#[test]
fn what_a_block_names_is_checked() {
    let cases = [
        (
            "view: mapp\nfrom: things\n",
            "7:7: error[S007]: `mapp` is not one of the allowed words of `view`",
        ),
        ("from: things\n", "error[S004]: `view` is missing"),
        (
            "view: map\nfrom: thing\nposition: spot\n",
            "8:7: error[S031]",
        ),
        (
            "view: map\nfrom: things\nposition: spott\n",
            "9:11: error[S035]: the collection has no field `spott`",
        ),
        (
            "view: map\nfrom: things\nposition: built\n",
            "9:11: error[S065]: `map.position` needs a field of type `geo`; `built` is `year`",
        ),
        (
            "view: map\nfrom: things\nposition: secret_spot\n",
            "9:11: error[S059]: `secret_spot` is private",
        ),
        (
            "view: map\nfrom: things\n",
            "error[S004]: `position` is missing",
        ),
        (
            "view: map\nfrom: things\nposition: spot\nthreads: rods\n",
            "10:10: error[S035]",
        ),
        (
            "view: map\nfrom: things\nposition: spot\ncolour: red\n",
            "10:1: error[S002]",
        ),
        (
            "view: map\nfrom: things\nposition: spot\nentries: [on]\n",
            "10:11: error[R001]",
        ),
        (
            "view: map\nfrom: things\nposition: spot\nwhere: {state: odd}\n",
            "10:16: error[S007]",
        ),
        (
            "view: matrix\nfrom: things\ncolumns: [fibre, roads.title]\n",
            "9:18: error[S065]",
        ),
        (
            "view: matrix\nfrom: things\ncolumns: [roads.surfac]\n",
            "9:11: error[S035]",
        ),
    ];
    for (block, wanted) in cases {
        let site = mills(block).thing("one", "built: 1900\n");
        let run = site.run(&["check", "--as-of", AS_OF, "--format", "short"]);
        let said = run.said();
        assert!(said.contains(wanted), "{block}\n{wanted}\n{said}");
        assert_eq!(said.matches("error[").count(), 1, "{block}\n{said}");
    }
}

/// Misspelt names get a suggestion, for relations too.
#[test]
fn what_was_meant_is_offered() {
    for (block, meant) in [
        ("view: mapp\nfrom: things\n", "+ view: map"),
        (
            "view: map\nfrom: things\nposition: spott\n",
            "+ position: spot",
        ),
        (
            "view: matrix\nfrom: things\ncolumns: [roads.surfac]\n",
            "columns: [roads.surface]",
        ),
        (
            "view: map\nfrom: things\nposition: spot\nthreads: rods\n",
            "threads: roads",
        ),
        (
            "view: map\nfrom: things\nposition: title\n",
            "+ position: spot",
        ),
    ] {
        let site = mills(block).thing("one", "built: 1900\n");
        let said = site.run(&["check", "--as-of", AS_OF]).said();
        assert!(said.contains(meant), "{block}\n{said}");
    }
}

/// A template requests a view with the keys of a block, and gets the same errors as a block.
#[test]
fn templates_ask_for_views() {
    let with = |call: &str| {
        let template = format!(
            "{{% extends \"base.html\" %}}{{% block content %}}{{% set view = {call} %}}{{% include \"views/map.html\" %}}{{% endblock content %}}"
        );
        mills(MAP)
            .thing("praha", "spot: {lat: 50.09, lon: 14.42}\n")
            .thing("brno", "spot: {lat: 49.19, lon: 16.61}\n")
            .file("themes/own/theme.yaml", "name: own\nextends: plain\n")
            .file("themes/own/templates/things/entry.html", &template)
            .theme("own")
    };
    let site = with(
        "view(view=\"map\", from=entry.collection, position=\"spot\", entries=[entry.id], list=false)",
    );
    site.build().ended_with(0);
    let page = site.page("web/things/brno/index.html");
    assert_eq!(count(&page, "a", "view-map-dot"), 1);
    let site = with("view(view=\"map\", from=\"things\", position=\"spott\")");
    let run = site.build().ended_with(1);
    let said = run.said();
    assert!(
        said.contains(
            "the view cannot be made: the collection has no field `spott`; did you mean `spot`?"
        ),
        "{said}"
    );
}

/// Raw HTML in a text does not remove the output of a block, and that output is not sanitised
/// with it.
#[test]
fn a_view_beside_raw_html() {
    let page = format!(
        "---\ntitle: {{en: Views, cs: Pohledy}}\n---\n<div class=\"note\">Own</div>\n\n```view\n{MAP}```\n\n<script>x()</script>\n"
    );
    let site = mills(MAP)
        .thing("praha", "spot: {lat: 50.09, lon: 14.42}\n")
        .file("content/pages/views.md", &page);
    site.build().ended_with(0);
    let page = site.page("web/views/index.html");
    assert_eq!(count(&page, "a", "view-map-dot"), 1);
    let html = site.output().text("web/views/index.html");
    assert!(html.contains("<div class=\"note\">Own</div>") && !html.contains("x()"));
}
