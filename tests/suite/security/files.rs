//! Files that are not what their names say, and pictures that do more than draw.

use crate::support::SiteTest;

/// A site whose page shows a file.
fn showing(file: &str, bytes: &[u8]) -> SiteTest {
    let link = if file.ends_with(".pdf") { "" } else { "!" };
    SiteTest::minimal()
        .bytes(&format!("content/assets/{file}"), bytes)
        .file(
            "content/pages/p.md",
            &format!("---\ntitle: {{en: P, cs: P}}\n---\n{link}[x](assets/{file})\n"),
        )
}

/// The header of a PNG of so many points.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(*b"\x08\x06\0\0\0\0\0\0\0");
    bytes
}

/// Each is an error, and nothing is published.
#[test]
fn a_file_is_what_its_name_says() {
    let html = b"<!doctype html><script>alert(1)</script>";
    for (file, bytes, why) in [
        ("x.png", html.to_vec(), "a page of HTML"),
        ("x.pdf", html.to_vec(), "a page of HTML"),
        ("x.png", Vec::new(), "it is empty"),
        ("x.png", png(u32::MAX, u32::MAX), "at most 64 million"),
        ("x.png", png(1, 1)[..18].to_vec(), "cut off"),
        ("x.svg", png(1, 1), "UTF-8"),
        (
            "x.jpg",
            b"version https://git-lfs.github.com/spec/v1\n".to_vec(),
            "git lfs pull",
        ),
    ] {
        let site = showing(file, &bytes);
        site.build()
            .ended_with(1)
            .says("error[I023]")
            .says(&format!("content/assets/{file}"))
            .says(why);
        assert!(site.output().is_empty());
    }
    let whole = crate::pictures::encoded(image::RgbImage::new(12, 8), image::ImageFormat::Png);
    showing("x.png", &whole).build().ended_with(0);
}

/// A picture that does more than draw is an error that names the part and its line.
#[test]
fn a_picture_only_draws() {
    let svg = "<x:svg xmlns:x=\"http://www.w3.org/2000/svg\">\n<x:script>1</x:script></x:svg>";
    showing("x.svg", svg.as_bytes())
        .build()
        .ended_with(1)
        .says("error[I021]")
        .says("`<x:script>` in line 2");
}
