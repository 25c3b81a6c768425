//! Pictures and their metadata: credit, licence, scale bar, galleries, and pictures in lists.

use std::collections::BTreeSet;

use crate::support::SiteTest;

/// A picture of the given size in pixels.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::GrayImage::from_pixel(width, height, image::Luma([120]));
    picture
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("a picture");
    bytes.into_inner()
}

/// A site with a news item that has these keys.
fn news(theme: &str, keys: &str) -> SiteTest {
    SiteTest::minimal()
        .theme(theme)
        .replaced(
            "content/site.yaml",
            "offline: {}",
            "offline: {single_file: true}",
        )
        .bytes("content/assets/web.png", &png(800, 600))
        .file(
            "content/news/a.yaml",
            &format!("title: A\nsummary: B.\ndate: 2026-05-01\n{keys}\n"),
        )
}

const CREDITED: &str = "image: {file: assets/web.png, alt: A web, credit: {en: Jane Weaver, cs: Jana Tkalcová}, licence: CC BY-SA 4.0}";
const ADDRESS: &str = "https://creativecommons.org/licenses/by-sa/4.0/";

/// The credit of a picture, and its licence with a link to the text, appear beside it: on the
/// page of each language, and in the single page.
#[test]
fn credits_stand_beside_pictures() {
    for theme in ["cluster", "plain"] {
        let site = news(theme, CREDITED);
        site.build().ended_with(0);
        for (path, name) in [
            ("web/news/a/index.html", "Jane Weaver"),
            ("web/cs/aktuality/a/index.html", "Jana Tkalcová"),
            ("offline.html", "Jane Weaver"),
        ] {
            let page = site.page(path);
            let mut small = page.all("small");
            let credit = small.find(|small| small.text.contains(name));
            let credit = credit.unwrap_or_else(|| panic!("{theme}: {path}"));
            assert!(credit.text.ends_with(&format!("{name}, CC BY-SA 4.0")));
            assert!(page.links().contains(&ADDRESS), "{theme}: {path}");
        }
    }
}

/// The structured data and the files of the collection contain the same.
#[test]
fn credits_are_there_for_machines() {
    let site = news("cluster", CREDITED);
    site.build().ended_with(0);
    let page = site.output().text("web/cs/aktuality/a/index.html");
    assert!(page.contains("\"creditText\":\"Jana Tkalcová\""), "{page}");
    assert!(page.contains(&format!("\"license\":\"{ADDRESS}\"")));
    let data = site.output().text("web/api/news/a.json");
    for part in [
        "\"credit\":\"Jane Weaver\"",
        "\"id\":\"CC-BY-SA-4.0\"",
        "\"name\":\"CC BY-SA 4.0\"",
    ] {
        assert!(data.replace("\": ", "\":").contains(part), "{part}: {data}");
    }
}

/// A picture in a list has its credit on it, without a link of its own inside the link to the
/// entry.
#[test]
fn lists_show_pictures_with_their_credits() {
    let plain = "content/news/b.yaml";
    let site = news("cluster", CREDITED).file(
        plain,
        "title: Without\nsummary: Nothing to see.\ndate: 2026-05-02\n",
    );
    site.build().ended_with(0);
    for path in ["web/news/index.html", "web/index.html"] {
        let html = site.output().text(path);
        assert_eq!(html.matches("class=\"row-image\"").count(), 1, "{path}");
        assert!(
            html.contains("Jane Weaver</span>, CC BY-SA 4.0</small>"),
            "{path}"
        );
        assert!(!html.contains(ADDRESS), "{path}");
    }
}

/// An unknown licence is reported with a suggestion.
#[test]
fn a_licence_must_be_known() {
    let licence = |text: &str| {
        let site = news("cluster", &CREDITED.replace("CC BY-SA 4.0", text));
        site.check()
    };
    licence("cc-by-sa 4.0")
        .ended_with(1)
        .says("error[I060]: `cc-by-sa 4.0` is not a known licence")
        .says("content/news/a.yaml:4:")
        .says("CC-BY-SA-4.0");
    licence("CC-BY-SA-4.1").ended_with(1).says("CC-BY-SA-4.0");
    licence("MIT").ended_with(0);
}

/// A schema may ask for the credit and the licence, as it asks for the description.
#[test]
fn a_schema_may_require_credits() {
    let schema = "extend: news\nfields:\n  image: {credit: required, licence: required}\n";
    let with = |keys: &str| {
        let site = news("cluster", keys).file("content/schema/news.yaml", schema);
        site.check()
    };
    with(CREDITED).ended_with(0);
    with("image: {file: assets/web.png, alt: A web, credit: J. W.}")
        .ended_with(1)
        .says("error[I061]: the picture does not state its `licence`");
    with("image: assets/web.png")
        .ended_with(1)
        .says("`credit`")
        .says("`licence`");
}

/// Pictures in a gallery open with one button each, without a script; their names are unique
/// on a page, and in the single page.
#[test]
fn galleries_open_without_a_script() {
    let one = "{file: assets/web.png, alt: A web}";
    for theme in ["cluster", "plain"] {
        let site = news(theme, &format!("gallery: [{one}, {one}]"));
        let site = site.file(
            "content/news/b.yaml",
            &format!("title: B\nsummary: C.\ndate: 2026-05-02\ngallery: [{one}]\n"),
        );
        site.build().ended_with(0);
        for (path, count) in [("web/news/a/index.html", 2), ("offline.html", 6)] {
            let page = site.page(path);
            let dialogs: Vec<_> = page.all("dialog").collect();
            let ids: BTreeSet<_> = dialogs.iter().filter_map(|one| one.get("id")).collect();
            let counted = (dialogs.len(), ids.len());
            assert_eq!(counted, (count, count), "{theme}: {path}");
            let opened: BTreeSet<_> = page
                .all("button")
                .filter(|button| button.get("class") == Some("gallery-open"))
                .filter_map(|button| button.get("popovertarget"))
                .collect();
            assert_eq!(opened, ids, "{theme}: {path}");
            assert!(dialogs.iter().all(|one| one.get("popover").is_some()));
        }
    }
}

fn scaled(scale: &str) -> SiteTest {
    news(
        "cluster",
        &format!("image: {{file: assets/web.png, alt: A web, scale: {scale}}}"),
    )
}

/// The bar takes the same share of the picture as the stated pixels take of the file,
/// and is labelled as the language writes lengths.
#[test]
fn a_bar_shows_the_scale() {
    let site = scaled("{length: \"2.5 um\", pixels: 200}");
    site.build().ended_with(0);
    for (path, label) in [
        ("web/news/a/index.html", "2.5\u{a0}µm</span>"),
        ("web/cs/aktuality/a/index.html", "2,5\u{a0}µm</span>"),
    ] {
        let html = site.output().text(path);
        assert!(html.contains("<rect width=\"25.000%\""), "{html}");
        assert!(html.contains(label), "{path}");
        assert!(!html.contains('×'), "{path}");
    }
}

/// A length that would be too small or too wide is replaced by a round one of the same scale.
#[test]
fn a_bar_is_neither_a_speck_nor_a_beam() {
    for (scale, share, label) in [
        // 10 px are 1 µm: 320 px, the most that a bar takes, are 32 µm.
        ("{length: \"1 um\", pixels: 10}", "25.000%", "20\u{a0}µm"),
        // 800 px are 3 µm: 1 µm takes a third.
        ("{length: \"3 um\", pixels: 800}", "33.333%", "1\u{a0}µm"),
        // 1 mm in 700 px: 200 µm in 140.
        ("{length: \"1 mm\", pixels: 700}", "17.500%", "200\u{a0}µm"),
        // A number without a unit is in micrometres.
        ("{length: 5, pixels: 100}", "12.500%", "5\u{a0}µm"),
    ] {
        let site = scaled(scale);
        site.build().ended_with(0);
        let html = site.output().text("web/news/a/index.html");
        assert!(
            html.contains(&format!("<rect width=\"{share}\"")),
            "{scale}"
        );
        assert!(html.contains(&format!("{label}</span>")), "{scale}");
    }
}

/// An impossible scale is an error at its place.
#[test]
fn scales_are_checked() {
    for (scale, message) in [
        (
            "{length: 5 s, pixels: 20}",
            "error[Q003]: `length` is not measured in `s`",
        ),
        (
            "{length: 0 um, pixels: 20}",
            "error[I062]: `0 um` is not a length",
        ),
        (
            "{length: 1-2 um, pixels: 20}",
            "error[I062]: `1-2 um` is not a length",
        ),
        (
            "{length: 5 um, pixels: 801}",
            "error[I062]: 801 pixels are more than the picture is wide: 800",
        ),
        ("{length: 5 um, pixels: 0}", "error[S0"),
        ("{length: 5 um}", "error[S004]"),
    ] {
        scaled(scale).check().ended_with(1).says(message);
    }
    scaled("{length: 5 um, pixels: 800}").check().ended_with(0);
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"></svg>";
    scaled("{length: 5 um, pixels: 2}")
        .replaced("content/news/a.yaml", "web.png", "web.svg")
        .file("content/assets/web.svg", drawing)
        .check()
        .ended_with(1)
        .says("error[I062]: a drawing has no pixels to measure");
}
