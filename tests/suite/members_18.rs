//! Eighteen invented members with known figures: `tests/fixtures/members-18/`. Counts that the
//! program publishes (who is a member today, how many of each kind and size) are read from its
//! lists. The others (shares, distances from the seat, members by year) are computed here from
//! the members' pages.

use std::collections::BTreeMap;

use crate::support::{Page, SiteTest};

/// The seat of the cluster, in degrees.
const SEAT: (f64, f64) = (50.0386, 15.7791);

/// The mean radius of the Earth, in kilometres.
const EARTH: f64 = 6371.0088;

fn built() -> SiteTest {
    let site = SiteTest::minimal().and("members-18");
    site.build_with(&["--edition", "web"]).ended_with(0);
    site
}

/// What the site shows of a member.
struct Member {
    place: (f64, f64),
    joined: i32,
    left: Option<i32>,
}

fn member(page: &Page) -> Member {
    let field = |name: &str| {
        let shown = page.all("dd").find(|dd| dd.is("class", name));
        shown.map(|dd| dd.text.clone())
    };
    let place = field("location").unwrap();
    let (lat, lon) = place.split_once(", ").unwrap();
    Member {
        place: (lat.parse().unwrap(), lon.parse().unwrap()),
        joined: field("joined").unwrap().parse().unwrap(),
        left: field("left").map(|year| year.parse().unwrap()),
    }
}

fn members(site: &SiteTest) -> BTreeMap<String, Member> {
    (1..=18)
        .map(|number| format!("m{number:02}"))
        .map(|id| {
            let page = site.page(&format!("web/members/{id}/index.html"));
            (id, member(&page))
        })
        .collect()
}

/// The great-circle distance in kilometres (haversine).
fn kilometres(from: (f64, f64), to: (f64, f64)) -> f64 {
    let half = |a: f64, b: f64| ((b - a).to_radians() / 2.0).sin().powi(2);
    let across = half(from.0, to.0)
        + from.0.to_radians().cos() * to.0.to_radians().cos() * half(from.1, to.1);
    2.0 * EARTH * across.sqrt().asin()
}

/// The list shows the members on the day, and counts its terms.
#[test]
fn the_program_counts_members_kinds_and_sizes() {
    let site = built();
    let list = site.page("web/members/index.html");
    assert_eq!(list.text_of("count"), Some("16 entries"));
    let listed = list.texts("entries", "li");
    assert!(
        !listed.contains(&"m08") && !listed.contains(&"m18"),
        "{listed:?}"
    );
    let counts: BTreeMap<String, usize> = list
        .texts("facets", "li")
        .into_iter()
        .map(|text| {
            let (label, count) = text.rsplit_once(' ').unwrap();
            (label.to_owned(), count.parse().unwrap())
        })
        .collect();
    for (label, count) in [
        ("Company", 10),
        ("University", 2),
        ("Research organisation", 2),
        ("Public body", 1),
        ("Association", 1),
        ("Small and medium-sized", 9),
        ("Large", 1),
    ] {
        assert_eq!(counts.get(label), Some(&count), "{label} in {counts:?}");
    }
    // Nine of sixteen members, and nine of ten businesses.
    let (all, businesses, sme) = (
        listed.len(),
        counts["Company"],
        counts["Small and medium-sized"],
    );
    assert_eq!((sme * 10_000 / all, sme * 100 / businesses), (5625, 90));
}

/// Distances from the seat, their median and percentile, and shares within radii.
#[test]
fn distances_from_the_seat() {
    let site = built();
    let all = members(&site);
    let expected = [
        0.0, 95.8, 95.8, 0.0, 50.1, 116.2, 43.8, 95.8, 111.1, 163.4, 19.4, 9.8, 2088.1, 182.9,
        95.8, 179.4, 94.8, 95.8,
    ];
    for ((id, member), expected) in all.iter().zip(expected) {
        let distance = kilometres(SEAT, member.place);
        assert!((distance - expected).abs() < 0.051, "{id}: {distance}");
    }
    let listed = site.page("web/members/index.html");
    let mut distances: Vec<f64> = listed
        .texts("entries", "li")
        .into_iter()
        .map(|id| kilometres(SEAT, all[id].place))
        .collect();
    distances.sort_by(f64::total_cmp);
    // The fifth member is 50.1 km away.
    for (radius, count) in [(50.0, 5), (100.0, 10), (150.0, 12), (200.0, 15)] {
        let within = distances.iter().filter(|d| **d <= radius).count();
        assert_eq!(within, count, "within {radius} km");
    }
    let median = (distances[7] + distances[8]) / 2.0;
    let percentile = distances[(distances.len() * 80).div_ceil(100) - 1];
    let largest = distances[distances.len() - 1];
    let rounded = [median, percentile, largest].map(|d| format!("{d:.2}"));
    assert_eq!(rounded, ["95.84", "163.44", "2088.07"]);
}

/// A member counts from its first year on, and on no day of the year in which it left.
#[test]
fn members_by_year() {
    let all = members(&built());
    let count = |year: i32| {
        let is_member = |m: &&Member| m.joined <= year && m.left.is_none_or(|left| left > year);
        all.values().filter(is_member).count()
    };
    let counts: Vec<usize> = (2010..=2026).map(count).collect();
    assert_eq!(
        counts,
        [
            4, 5, 7, 8, 9, 10, 12, 13, 15, 14, 15, 16, 17, 17, 16, 16, 16
        ]
    );
}

/// A member who left in 2019 is removed from the lists on the first day of that year.
#[test]
fn a_year_of_leaving_counts_from_its_first_day() {
    let site = built();
    for (day, listed) in [("2018-12-31", true), ("2019-01-01", false)] {
        site.run(&["build", "--no-sync", "--edition", "web", "--as-of", day])
            .ended_with(0);
        let list = site.page("web/members/index.html");
        assert_eq!(
            list.texts("entries", "li").contains(&"m08"),
            listed,
            "{day}"
        );
    }
}
