//! Cards of shared links: a picture of each page, drawn by the theme.

use crate::support::SiteTest;

const SCHEMA: &str = "collection: machines\nlabel: {en: Machines, cs: Stroje}\nsingular: {en: machine, cs: stroj}\nroute: {en: machines, cs: stroje}\nmissing_translation: show_default_with_notice\ndisplay: {title: name}\nlist: {view: list}\nsort: [name]\nfields:\n  name: {type: string, localized: true, required: true, label: {en: Name, cs: Název}}\n";

fn with_cards(theme: &str) -> SiteTest {
    SiteTest::minimal()
        .theme(theme)
        .replaced("content/site.yaml", "editions:", "social_cards: true\neditions:")
        .file("content/schema/machines.yaml", SCHEMA)
        .file(
            "content/machines/loom.yaml",
            "name:\n  en: A loom\n  cs: Nanovlákenný tkací stav na příliš žluťoučké polyhydroxybutyráthydroxyvalerátpolykaprolaktonové nitě do průměru pěti set nanometrů\n",
        )
}

fn card(site: &SiteTest, path: &str) -> Vec<u8> {
    std::fs::read(site.path(&format!("public/web/{path}/card.png"))).expect(path)
}

/// Every page of an edition for servers has a card and names it; the bytes are the same each
/// time, with the cache and without it.
#[test]
fn every_page_has_a_card() {
    let site = with_cards("cluster");
    site.build().ended_with(0);
    let english = card(&site, "machines/loom");
    let czech = card(&site, "cs/stroje/loom");
    assert_ne!(english, czech);
    for bytes in [
        &english,
        &czech,
        &card(&site, "machines"),
        &card(&site, "."),
    ] {
        let picture = image::load_from_memory(bytes).expect("a PNG");
        assert_eq!((picture.width(), picture.height()), (1200, 630));
    }
    let page = site.read("public/web/machines/loom/index.html");
    assert!(page.contains(
        "<meta property=\"og:image\" content=\"https://cluster.example/machines/loom/card.png\">"
    ));
    assert!(page.contains("<meta property=\"og:image:width\" content=\"1200\">"));
    assert!(
        !site
            .output()
            .paths()
            .any(|path| path.starts_with("offline/") && path.ends_with("card.png"))
    );
    std::fs::remove_dir_all(site.path(".spunweb")).expect("a cache");
    site.build().ended_with(0);
    assert_eq!(card(&site, "machines/loom"), english);
}

/// Nothing is drawn unless the site asks for it.
#[test]
fn cards_are_asked_for() {
    let site = with_cards("cluster").replaced("content/site.yaml", "social_cards: true\n", "");
    site.build().ended_with(0);
    assert!(!site.output().paths().any(|path| path.ends_with("card.png")));
}

/// A theme without a card drawing, and one with a broken drawing, are reported.
#[test]
fn a_theme_without_a_drawing() {
    with_cards("plain")
        .build()
        .ended_with(1)
        .says("[T008]")
        .says("social.svg");
    with_cards("cluster")
        .file("themes/ours/theme.yaml", "name: ours\nextends: cluster\n")
        .file("themes/ours/templates/social.svg", "<svg><path d=\"M0 0\">")
        .replaced("content/site.yaml", "theme: cluster", "theme: ours")
        .build()
        .ended_with(1)
        .says("error[T014]");
}
