//! What a visitor sees first in the theme `cluster`: the home page, and the contact.

use crate::explore::{MEMBER, site, structure};
use crate::support::SiteTest;

/// A catalogue with two terms of each kind.
fn catalogue() -> SiteTest {
    let other = structure("NS-020", "")
        .replace("technology: electrospinning", "technology: drawing")
        .replace("[filtration]", "[medicine]");
    site()
        .file("content/members/weavers.yaml", MEMBER)
        .file(
            "content/vocabularies/technologies.yaml",
            "
            label: Technologies
            terms: {electrospinning: {label: Electrospinning}, drawing: {label: Drawing}}
            ",
        )
        .file(
            "content/vocabularies/applications.yaml",
            "
            label: Uses
            terms: {filtration: {label: Filtration}, medicine: {label: Medicine}}
            ",
        )
        .file("content/structures/one.yaml", &structure("NS-001", ""))
        .file("content/structures/two.yaml", &other)
}

/// A number of terms is labelled with the plural of the vocabulary, not with the name of a
/// field that has one of them: "2 Technologies". Counts that the catalogues above show are not
/// repeated.
#[test]
fn figures_of_the_home_page_are_in_the_plural() {
    let site = catalogue();
    site.build().ended_with(0);
    let home = site.page("web/index.html");
    let said: Vec<&str> = home.all("dt").map(|one| one.text.as_str()).collect();
    assert_eq!(said, ["Polymers", "Technologies", "Uses"]);
    let counted: Vec<&str> = home.all("dd").map(|one| one.text.as_str()).collect();
    assert_eq!(counted, ["2", "2", "2"]);
}

/// A count of one is not shown, and a band of one or two figures is not shown either.
#[test]
fn one_of_a_kind_is_no_figure() {
    let site = site().file("content/structures/one.yaml", &structure("NS-001", ""));
    site.build().ended_with(0);
    assert_eq!(site.page("web/index.html").all("dt").count(), 0);
}

/// The menu `home` follows below the first view, with the pages that the edition has.
#[test]
fn the_menu_of_the_home_page_leads_on() {
    let site = catalogue().replaced(
        "content/site.yaml",
        "theme: cluster",
        "theme: cluster\nmenus: {home: [{to: 'members:', label: {en: Who we are, cs: Kdo jsme}}]}",
    );
    site.build().ended_with(0);
    let ways = |path: &str| -> Vec<String> {
        let page = site.page(path);
        let own = page.all("ul").filter(|ul| ul.is("class", "home-ways wrap"));
        own.map(|ul| ul.text.clone()).collect()
    };
    assert_eq!(ways("web/index.html"), ["Who we are"]);
    assert_eq!(ways("web/cs/index.html"), ["Kdo jsme"]);
    assert!(ways("web/members/index.html").is_empty());
}

/// Without a tagline the heading of the home page is the name of the site, not "Home".
#[test]
fn a_site_without_a_tagline_is_headed_by_its_name() {
    let site = site();
    site.build().ended_with(0);
    let heads = |site: &SiteTest| -> Vec<String> {
        let page = site.page("web/index.html");
        page.all("h1").map(|one| one.text.clone()).collect()
    };
    assert_eq!(heads(&site), ["Test Cluster"]);
    let site = site.replaced(
        "content/site.yaml",
        "theme: cluster",
        "theme: cluster\ntagline: Fibres and their makers",
    );
    site.build().ended_with(0);
    assert_eq!(heads(&site), ["Fibres and their makers"]);
}
