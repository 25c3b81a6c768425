//! The site as shown by other programs: its icons, its manifest, the picture of shared links.

use std::io::Cursor;

use crate::support::SiteTest;

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 20 10\"><path fill=\"#ff0000\" d=\"M0 0h20v10H0z\"/></svg>";

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::RgbImage::from_pixel(width, height, image::Rgb([0, 90, 200]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("a picture");
    bytes.into_inner()
}

fn branded(theme: &str, brand: &str) -> SiteTest {
    SiteTest::minimal()
        .theme(theme)
        .replaced(
            "content/site.yaml",
            "editions:",
            &format!("brand: {{{brand}}}\neditions:"),
        )
        .file("content/assets/icon.svg", DRAWING)
        .bytes("content/assets/icon.png", &png(300, 300))
        .bytes("content/assets/shared.png", &png(1200, 630))
}

/// The path of an icon of an edition by the end of its name.
fn icon(site: &SiteTest, edition: &str, name: &str) -> Option<String> {
    let output = site.output();
    let mut own = output.paths().filter(|path| path.starts_with(edition));
    let found = own.find(|path| path.ends_with(&format!("/icons/{name}")))?;
    Some(found.to_owned())
}

fn bytes(site: &SiteTest, name: &str) -> Vec<u8> {
    let path = icon(site, "web/", name).unwrap_or_else(|| panic!("no {name}"));
    std::fs::read(site.path(&format!("public/{path}"))).expect("a file")
}

fn picture(site: &SiteTest, name: &str) -> image::RgbaImage {
    let bytes = bytes(site, name);
    image::load_from_memory(&bytes).expect(name).into_rgba8()
}

/// One drawing becomes icons of all sizes, in the middle of a square, in both editions;
/// the same bytes each time.
#[test]
fn a_drawing_becomes_icons() {
    for theme in ["cluster", "plain"] {
        let site = branded(theme, "icon: assets/icon.svg");
        site.build().ended_with(0);
        for (name, side) in [
            ("apple-touch-icon.png", 180),
            ("icon-192.png", 192),
            ("icon-512.png", 512),
        ] {
            let icon = picture(&site, name);
            assert_eq!(icon.dimensions(), (side, side));
            assert_eq!(icon.get_pixel(side / 2, side / 2).0, [255, 0, 0, 255]);
            assert_eq!(icon.get_pixel(side / 2, 2).0[3], 0, "{name}");
        }
        let html = site.output().text("web/index.html").to_owned();
        for link in [
            "rel=\"icon\"",
            "rel=\"apple-touch-icon\"",
            "rel=\"manifest\"",
        ] {
            assert!(html.contains(link), "{theme}: {link}");
        }
        let offline = site.output().text("offline/index.html").to_owned();
        assert!(offline.contains("rel=\"apple-touch-icon\""));
        assert!(!offline.contains("rel=\"manifest\""));
        assert!(!site.output().has("offline/manifest.webmanifest"));
        let again = branded(theme, "icon: assets/icon.svg");
        again.build().ended_with(0);
        for name in ["favicon.ico", "icon-512.png"] {
            assert_eq!(bytes(&site, name), bytes(&again, name), "{name}");
        }
    }
}

/// `favicon.ico` contains two pictures, at the offsets that its header states.
#[test]
fn old_programs_get_a_file_of_two_pictures() {
    let site = branded("cluster", "icon: assets/icon.svg");
    site.build().ended_with(0);
    let bytes = bytes(&site, "favicon.ico");
    assert_eq!(bytes[..6], [0, 0, 1, 0, 2, 0]);
    let number = |at: usize| {
        let four: [u8; 4] = bytes[at..at + 4].try_into().expect("four bytes");
        u32::from_le_bytes(four) as usize
    };
    let mut end = 6 + 2 * 16;
    for (line, side) in [(6, 16), (22, 32)] {
        let (len, offset) = (number(line + 8), number(line + 12));
        assert_eq!(offset, end);
        end += len;
        let inside = image::load_from_memory(&bytes[offset..end]).expect("a PNG");
        assert_eq!((inside.width(), inside.height()), (side, side));
        assert_eq!(u32::from(bytes[line]), side);
    }
    assert_eq!(end, bytes.len());
}

/// The manifest names the site and the icons at the addresses where they are.
#[test]
fn a_manifest_names_the_icons() {
    let site = branded("cluster", "icon: assets/icon.svg");
    site.build().ended_with(0);
    let manifest = site.output().text("web/manifest.webmanifest").to_owned();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    let icons = manifest["icons"].as_array().expect("icons");
    assert_eq!(icons.len(), 2);
    for (icon, side) in icons.iter().zip([192, 512]) {
        assert_eq!(icon["sizes"], format!("{side}x{side}"));
        let address = icon["src"].as_str().expect("an address");
        let below = address
            .split_once("/assets/")
            .expect("a file of the theme")
            .1;
        assert!(
            site.output().has(&format!("web/assets/{below}")),
            "{address}"
        );
    }
    assert!(!manifest["name"].as_str().expect("a name").is_empty());
}

/// A theme's own icon is the default for a site without one.
#[test]
fn the_icon_of_the_theme_is_the_default() {
    let site = SiteTest::minimal().theme("cluster");
    site.build().ended_with(0);
    assert_eq!(picture(&site, "icon-192.png").dimensions(), (192, 192));
}

/// A bitmap is scaled down, never up.
#[test]
fn small_pictures_stay_small() {
    let site = branded("cluster", "icon: assets/icon.png");
    site.build()
        .ended_with(0)
        .says("warning[I063]: the icon is 300 pixels wide");
    assert_eq!(picture(&site, "icon-192.png").dimensions(), (192, 192));
    assert_eq!(icon(&site, "web/", "icon-512.png"), None);
}

/// An icon that cannot be rendered the same everywhere is an error.
#[test]
fn icons_are_checked() {
    let with = |inside: &str| {
        let drawing = DRAWING.replace("<path", &format!("{inside}<path"));
        branded("cluster", "icon: assets/icon.svg")
            .file("content/assets/icon.svg", &drawing)
            .check()
    };
    with("<text x=\"1\" y=\"9\">N</text>")
        .ended_with(1)
        .says("error[I063]: the icon holds letters as text");
    let used =
        "<g id=\"a\"><path d=\"M0 0h1v1z\"/></g>".to_owned() + &"<use href=\"#a\"/>".repeat(25);
    with(&used)
        .ended_with(1)
        .says("error[I063]: the icon repeats 25");
    let masks = (0..18).fold(String::new(), |text, level| {
        let rect = format!("<rect mask=\"url(#p{})\"/>", level + 1);
        format!("{text}<mask id=\"p{level}\">{rect}{rect}</mask>")
    });
    with(&format!("{masks}<g mask=\"url(#p0)\"/>"))
        .ended_with(1)
        .says("error[I063]")
        .says("layers");
    branded("cluster", "icon: assets/none.svg")
        .check()
        .ended_with(1)
        .says("error[I003]");
}

/// Shared links to pages without a picture show that of the house style, with its size and
/// alternative text, in the language of the page.
#[test]
fn shared_links_show_the_picture_of_the_house_style() {
    let brand = "social_image: {file: assets/shared.png, alt: {en: Threads, cs: Nitky}}";
    let site = branded("cluster", brand).file(
        "content/news/a.yaml",
        "title: A\nsummary: B.\ndate: 2026-05-01\nimage: {file: assets/icon.png, alt: Its own}\n",
    );
    site.build().ended_with(0);
    for (path, alt, width) in [
        ("web/index.html", "Threads", "1200"),
        ("web/cs/index.html", "Nitky", "1200"),
        ("web/news/a/index.html", "Its own", "300"),
    ] {
        let page = site.page(path);
        let meta = |name: &str| page.attribute("meta", "property", name, "content");
        assert_eq!(meta("og:image:alt"), Some(alt), "{path}");
        assert_eq!(meta("og:image:width"), Some(width), "{path}");
        assert!(meta("og:image").is_some_and(|url| url.starts_with("https://")));
    }
}
