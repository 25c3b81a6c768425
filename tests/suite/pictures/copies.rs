//! The copies that pages name.

use image::{GenericImageView as _, ImageFormat};

use super::{encoded, jpeg, logo, noise, photograph, site};

/// The published pictures of an edition whose names begin with `a-`, by path.
fn published(site: &crate::support::SiteTest) -> Vec<(String, Vec<u8>)> {
    let output = site.output();
    let paths = output
        .paths()
        .filter(|path| path.starts_with("web/assets/a-"));
    paths
        .map(|path| (path.to_owned(), output.bytes(path).to_vec()))
        .collect()
}

/// A photograph is published as small copies without its metadata, and not itself.
#[test]
fn a_photograph() {
    let original = photograph(1600, 1200, Some(1));
    let site = site("a.jpg", &original).theme("cluster");
    site.check()
        .ended_with(0)
        .says("note[I024]")
        .says("says where it was taken");
    site.build().ended_with(0);
    let published = published(&site);
    let mut sizes = Vec::new();
    for (path, bytes) in &published {
        assert!(*bytes != original, "{path} is the original");
        for secret in [&b"Exif"[..], b"canary-owner", b"GPS"] {
            let is_there = bytes.windows(secret.len()).any(|part| part == secret);
            assert!(!is_there, "{path} holds metadata");
        }
        let picture = image::load_from_memory(bytes).expect("a picture");
        sizes.push((path.rsplit('.').next().unwrap(), picture.dimensions()));
    }
    sizes.sort();
    let expected = [
        ("jpg", (1280, 960)),
        ("webp", (160, 120)),
        ("webp", (320, 240)),
    ];
    assert_eq!(sizes, expected);
    let page = site.output().text("web/members/one/index.html");
    for part in [
        "<picture><source type=\"image/webp\" srcset=\"/assets/a-",
        " 160w, ",
        " 320w\"",
        "width=\"1280\" height=\"960\"",
        "fetchpriority=\"high\"",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let list = site.output().text("web/members/index.html");
    assert!(list.contains("loading=\"lazy\""));
}

/// How wide a picture is follows the places that the theme declares, the margins that it
/// leaves free, and the picture's own width.
#[test]
fn a_picture_is_as_wide_as_its_place() {
    for (own, sizes) in [
        (900, "(max-width: 176px) calc(100vw - 2.5rem), 160px"),
        (120, "(max-width: 132px) calc(100vw - 2.5rem), 120px"),
    ] {
        let site = site("a.jpg", &photograph(own, 120, None)).theme("cluster");
        site.build().ended_with(0);
        let page = site.output().text("web/members/one/index.html");
        assert!(page.contains(&format!("sizes=\"{sizes}\"")), "{page}");
    }
}

/// A picture in a text and one that a list shows have their copies too; a file that is
/// linked to as a file is published as it is.
#[test]
fn a_picture_in_a_text() {
    let original = photograph(900, 600, None);
    let site = site("a.jpg", &original)
        .theme("cluster")
        .file("content/pages/one.md", "---\ntitle: One\n---\n![A](../assets/b.jpg)\n\n[the file](../assets/b.jpg) <b>raw</b>\n")
        .bytes("content/assets/b.jpg", &original[..]);
    site.build().ended_with(0);
    let page = site.output().text("web/one/index.html");
    assert!(page.contains(" 640w, "), "{page}");
    assert!(
        page.contains(" 900w\" sizes=\"(max-width: 704px) 100vw, 640px\">"),
        "{page}"
    );
    assert!(
        page.contains("width=\"900\" height=\"600\" loading=\"lazy\"></picture>"),
        "{page}"
    );
    let output = site.output();
    let mut files = output
        .paths()
        .filter(|path| path.starts_with("web/assets/b-"));
    assert!(
        files.any(|path| output.bytes(path) == original),
        "the linked file"
    );
}

/// A text cannot name the copies of other sites by itself.
#[test]
fn html_in_a_text_loads_nothing_from_elsewhere() {
    let text = "---\ntitle: One\n---\n<picture><source srcset=\"https://evil.example/a.webp 9w\"></picture>\n";
    let site = crate::support::SiteTest::minimal().file("content/pages/one.md", text);
    site.build();
    let output = site.output();
    for path in output.paths().filter(|path| path.ends_with(".html")) {
        assert!(!output.text(path).contains("evil.example"), "{path}");
    }
}

/// A drawing keeps every point, with what lets through, and no copy is larger than it.
#[test]
fn a_logo() {
    // A disc from edge to edge.
    let points = image::imageops::crop_imm(&logo(250), 25, 25, 200, 200).to_image();
    let site = site("a.png", &encoded(points.clone(), ImageFormat::Png)).theme("cluster");
    site.build().ended_with(0);
    let published = published(&site);
    let full: Vec<_> = published
        .iter()
        .map(|(path, bytes)| (path, image::load_from_memory(bytes).expect("a picture")))
        .filter(|(_, picture)| picture.width() == 200)
        .collect();
    assert_eq!(
        full.len(),
        2,
        "a WebP and a PNG of {published:?}",
        published = published.len()
    );
    for (path, picture) in full {
        let same = picture
            .to_rgba8()
            .pixels()
            .zip(points.pixels())
            .all(|(own, drawn)| own == drawn || own.0[3] == 0 && drawn.0[3] == 0);
        assert!(same, "{path} has other points");
    }
    assert!(published.iter().all(|(path, _)| !path.ends_with(".jpg")));
}

/// Whatever way a camera was held, the copies stand upright.
#[test]
fn orientations() {
    // The corner that is red in the picture as it is shown.
    let upright = |x: u32, y: u32| x < 40 && y < 30;
    for orientation in 1..=8_u8 {
        let (width, height) = if orientation < 5 {
            (160, 120)
        } else {
            (120, 160)
        };
        let stored = image::RgbImage::from_fn(width, height, |x, y| {
            let (across, down) = (width - 1 - x, height - 1 - y);
            let (x, y) = match orientation {
                1 => (x, y),
                2 => (across, y),
                3 => (across, down),
                4 => (x, down),
                5 => (y, x),
                6 => (down, x),
                7 => (down, across),
                _ => (y, across),
            };
            image::Rgb(if upright(x, y) {
                [220, 20, 20]
            } else {
                [20, 20, 220]
            })
        });
        let site = site("a.jpg", &jpeg(&stored, Some(orientation))).theme("plain");
        site.build().ended_with(0);
        for (path, bytes) in published(&site) {
            let picture = image::load_from_memory(&bytes)
                .expect("a picture")
                .to_rgb8();
            assert_eq!(picture.dimensions(), (160, 120), "{orientation}: {path}");
            assert!(picture.get_pixel(5, 5).0[0] > 150, "{orientation}: {path}");
            assert!(
                picture.get_pixel(150, 110).0[0] < 100,
                "{orientation}: {path}"
            );
        }
        let page = site.output().text("web/members/one/index.html");
        assert!(
            page.contains("width=\"160\" height=\"120\""),
            "{orientation}"
        );
    }
}

/// One thread and several give the same bytes.
#[test]
fn the_same_bytes_with_any_number_of_threads() {
    let made = |threads: &str| {
        let mut site = site("a.jpg", &photograph(700, 500, None)).theme("cluster");
        for number in 0..6 {
            let bytes = encoded(noise(300 + number * 10, 200), ImageFormat::Png);
            site = site
                .bytes(&format!("content/assets/n{number}.png"), &bytes)
                .file(
                    &format!("content/pages/p{number}.md"),
                    &format!("---\ntitle: P\n---\n![x](../assets/n{number}.png)\n"),
                );
        }
        let mut command = site.command(&["build", "--no-sync", "--as-of", "2026-06-01"]);
        command.env("RAYON_NUM_THREADS", threads);
        site.finish(command).ended_with(0);
        let output = site.output();
        let files = output
            .paths()
            .map(|path| (path.to_owned(), output.bytes(path).to_vec()));
        files.collect::<Vec<_>>()
    };
    assert!(made("1") == made("3"));
}

/// The single page holds one fitting copy of each picture.
#[test]
fn the_single_page() {
    let site = site("a.jpg", &photograph(2000, 1500, None))
        .theme("cluster")
        .replaced(
            "content/site.yaml",
            "offline: {}",
            "offline: {single_file: true}",
        );
    site.build().ended_with(0);
    let page = site.output().text("offline.html");
    assert!(page.contains("data:image/webp;base64,"));
    assert!(!page.contains("data:image/jpeg") && !page.contains("srcset"));
}
