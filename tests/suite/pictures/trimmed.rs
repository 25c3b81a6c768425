//! Logos without their empty borders.

use image::{DynamicImage, GenericImageView as _, ImageFormat, Rgb, RgbImage, RgbaImage};

use super::{encoded, jpeg, noise, site};
use crate::support::SiteTest;

/// A mark of 120 × 60 points in a frame of 400 × 300.
fn framed(ground: [u8; 4], inside: impl Fn(u32, u32) -> [u8; 3]) -> RgbaImage {
    RgbaImage::from_fn(400, 300, |x, y| {
        let (left, top) = (x.wrapping_sub(200), y.wrapping_sub(40));
        let is_inside = left < 120 && top < 60;
        let [red, green, blue] = inside(left, top);
        image::Rgba(if is_inside {
            [red, green, blue, 255]
        } else {
            ground
        })
    })
}

fn opaque(picture: RgbaImage) -> RgbImage {
    DynamicImage::ImageRgba8(picture).into_rgb8()
}

/// The widths and heights of the published copies.
fn sizes(site: &SiteTest) -> Vec<(u32, u32)> {
    let output = site.output();
    let paths = output.paths();
    let copies = paths.filter(|path| path.starts_with("web/assets/a-") && !path.ends_with("svg"));
    let mut sizes: Vec<_> = copies
        .map(|path| image::load_from_memory(output.bytes(path)).expect("a picture"))
        .map(|picture| picture.dimensions())
        .collect();
    sizes.sort_unstable();
    sizes.dedup();
    sizes
}

/// The page gives the size of what it shows.
fn shows(site: &SiteTest, size: (u32, u32)) {
    let page = site.output().text("web/members/one/index.html");
    let size = format!("width=\"{}\" height=\"{}\"", size.0, size.1);
    assert!(page.contains(&size), "{size}: {page}");
}

/// A border that lets through, a white one, and a white one with the noise of a JPEG.
#[test]
fn logos_lose_their_borders() {
    let mark = |x: u32, _: u32| if x < 60 { [180, 20, 60] } else { [20, 40, 120] };
    let speckled = |x: u32, y: u32| {
        let grain = (x.wrapping_mul(31) ^ y.wrapping_mul(17)) as u8 % 8;
        Rgb([248 + grain % 4, 247 + grain, 249])
    };
    let on_paper = opaque(framed([0, 0, 0, 0], mark));
    let on_paper = RgbImage::from_fn(400, 300, |x, y| match on_paper.get_pixel(x, y) {
        Rgb([0, 0, 0]) => speckled(x, y),
        drawn => *drawn,
    });
    for (file, bytes, slack) in [
        ("a.png", encoded(framed([0; 4], mark), ImageFormat::Png), 0),
        (
            "a.webp",
            encoded(framed([0; 4], mark), ImageFormat::WebP),
            0,
        ),
        (
            "a.png",
            encoded(opaque(framed([255; 4], mark)), ImageFormat::Png),
            0,
        ),
        ("a.png", encoded(on_paper.clone(), ImageFormat::Png), 0),
        // What a JPEG smears around the edges.
        ("a.jpg", jpeg(&on_paper, None), 16),
    ] {
        let site = site(file, &bytes).theme("plain");
        site.build().ended_with(0);
        let [(width, height)] = sizes(&site)[..] else {
            panic!("{file}: {:?}", sizes(&site));
        };
        assert!(
            width - 120 <= slack && height - 60 <= slack,
            "{file}: {width} × {height}"
        );
        shows(&site, (width, height));
    }
}

/// A photograph keeps the white paper that it was taken on, in every format; so does a
/// mark its ground, if that has a colour.
#[test]
fn what_is_no_border_stays() {
    let photograph = noise(120, 60);
    let fibres = |x: u32, y: u32| photograph.get_pixel(x.min(119), y.min(59)).0;
    let on_paper = opaque(framed([255; 4], fibres));
    let on_blue = framed([20, 40, 120, 255], |_, _| [255; 3]);
    for (file, bytes) in [
        ("a.jpg", jpeg(&on_paper, None)),
        ("a.png", encoded(on_paper.clone(), ImageFormat::Png)),
        ("a.png", encoded(opaque(on_blue.clone()), ImageFormat::Png)),
        (
            "a.png",
            encoded(
                RgbImage::from_pixel(400, 300, Rgb([255; 3])),
                ImageFormat::Png,
            ),
        ),
    ] {
        let site = site(file, &bytes).theme("plain");
        site.build().ended_with(0);
        assert_eq!(sizes(&site), [(400, 300)], "{file}");
        shows(&site, (400, 300));
    }
}

/// It is the field that says so: one of another collection, and one that a site asks to be
/// left alone.
#[test]
fn the_schema_decides() {
    let bytes = encoded(framed([0; 4], |_, _| [9, 9, 9]), ImageFormat::Png);
    let kept = site("a.png", &bytes).theme("plain");
    let kept = kept.file(
        "content/schema/members.yaml",
        "extend: members\nfields:\n  logo: {trim: false}\n",
    );
    kept.build().ended_with(0);
    assert_eq!(sizes(&kept), [(400, 300)]);
    let news = "title: A\nsummary: B.\ndate: 2026-05-01\nimage: {file: assets/a.png, alt: A}\n";
    let in_news = || {
        let site = SiteTest::minimal().theme("plain");
        let site = site.bytes("content/assets/a.png", &bytes);
        site.file("content/news/a.yaml", news)
    };
    let kept = in_news();
    kept.build().ended_with(0);
    assert_eq!(sizes(&kept), [(400, 300)]);
    let trimmed = in_news().file(
        "content/schema/news.yaml",
        "extend: news\nfields:\n  image: {trim: true}\n",
    );
    trimmed.build().ended_with(0);
    assert_eq!(sizes(&trimmed), [(120, 60)]);
}

/// A drawing gets another frame, and nothing else of it changes; one whose letters depend
/// on the fonts of a visitor keeps its own.
#[test]
fn drawings() {
    let drawing = |part: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 300\"><path fill=\"#b01\" d=\"M200 40h120v60H200z\"/>{part}</svg>"
        )
    };
    let published = |text: &str| {
        let site = site("a.svg", text.as_bytes()).theme("plain");
        site.build().ended_with(0);
        let output = site.output();
        let mut paths = output.paths();
        let path = paths.find(|path| path.starts_with("web/assets/a-"));
        (output.text(path.expect("the drawing")), site)
    };
    let (text, site) = published(&drawing(""));
    assert!(text.contains("viewBox=\"199 39 122 62\""), "{text}");
    assert!(
        text.ends_with("><path fill=\"#b01\" d=\"M200 40h120v60H200z\"/></svg>"),
        "{text}"
    );
    shows(&site, (122, 62));
    let lettered = drawing("<text x=\"10\" y=\"280\">Firm</text>");
    let (text, site) = published(&lettered);
    assert_eq!(text, lettered);
    shows(&site, (400, 300));
}

/// The second build takes what the first one kept, and gives the same.
#[test]
fn trimmed_copies_are_kept() {
    let bytes = encoded(framed([0; 4], |_, _| [9, 9, 9]), ImageFormat::Png);
    let site = site("a.png", &bytes).theme("cluster");
    site.build().ended_with(0);
    let first = site.output();
    site.build().ended_with(0);
    assert_eq!(site.output().difference(&first), "");
    std::fs::remove_dir_all(site.path(".spunweb")).expect("the cache");
    site.build().ended_with(0);
    assert_eq!(site.output().difference(&first), "");
}
