//! The house style of `site.yaml`: colours, font, logo and corners in every edition, and the
//! findings for colours that are hard to read.

use std::fs;
use std::path::Path;

use crate::support::{PACKAGE, SiteTest};

/// A site with a house style, shown by a built-in theme.
fn branded(theme: &str, brand: &str) -> SiteTest {
    let site = SiteTest::minimal().theme(theme);
    let own = site.read("content/site.yaml");
    site.put_exactly("content/site.yaml", &format!("{own}brand: {brand}\n"));
    site
}

/// The style sheet of the house style in an edition.
#[track_caller]
fn style(site: &SiteTest, edition: &str) -> String {
    let output = site.output();
    let mut paths = output.paths();
    let path = paths.find(|path| path.starts_with(edition) && path.ends_with("/brand.css"));
    output.text(path.expect("a style sheet"))
}

/// Ten colours on the white background of a theme, with their ratios by the formula of WCAG 2:
/// a ratio below 4.5 is reported, truncated to two digits.
#[test]
fn ten_colours() {
    for (color, ratio) in [
        ("#000000", None),
        ("#0000ff", None),
        ("#008000", None),
        ("#767676", None),
        ("#d6336c", None),
        ("#777777", Some("4.47")),
        ("#ff0000", Some("3.99")),
        ("#00a86b", Some("3.08")),
        ("#ff8a00", Some("2.36")),
        ("#ffff00", Some("1.07")),
    ] {
        let run = branded("plain", &format!("{{primary: \"{color}\"}}")).check();
        let Some(ratio) = ratio else {
            assert!(!run.said().contains("C041"), "{}", run.said());
            continue;
        };
        run.says(&format!(
            "warning[C041]: `{color}` has a contrast of {ratio}:1"
        ))
        .says("--> content/site.yaml")
        .says("less than 4.5:1 (`--link` on `--paper`, light)");
    }
}

/// The suggested colour passes, so that nothing is reported any more.
#[test]
fn the_colour_that_is_offered_passes() {
    let brand = "{primary: {light: \"#ff8a00\", dark: \"#402200\"}, accent: \"#ffd500\"}";
    let site = branded("cluster", brand);
    let run = site.check();
    let mut text = site.read("content/site.yaml");
    let offered: Vec<&str> = run
        .stderr
        .lines()
        .filter(|line| line.contains(" + "))
        .collect();
    assert_eq!(offered.len(), 3, "{}", run.stderr);
    let color = |line: &str, at: usize| -> String {
        let mut pieces = line.split('"').skip(1).step_by(2);
        pieces.nth(at).expect("a colour").to_owned()
    };
    for (at, old) in ["#ff8a00", "#402200", "#ffd500"].into_iter().enumerate() {
        text = text.replace(old, &color(offered[at], at));
    }
    site.put_exactly("content/site.yaml", &text);
    let again = site.check().said();
    assert!(!again.contains("C041"), "{again}");
}

/// A dark scheme that the site does not declare is generated, and passes.
#[test]
fn a_dark_colour_is_made() {
    let site = branded("plain", "{primary: \"#1d4f91\"}");
    site.build().is_clean();
    let css = style(&site, "web");
    assert!(css.contains(":root { --link: #1d4f91; }"), "{css}");
    let dark = css
        .split("prefers-color-scheme: dark) { :root { --link: ")
        .nth(1);
    assert!(
        dark.is_some_and(|dark| !dark.starts_with("#1d4f91")),
        "{css}"
    );
}

/// Font, corners and logo are in every edition, each file once.
#[test]
fn font_and_logo_are_published() {
    let font = "themes/cluster/assets/fonts/spun-sans.woff2";
    let font = fs::read(Path::new(PACKAGE).join(font)).expect("a font");
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>";
    let brand = "{logo: assets/l.svg, logo_dark: assets/d.svg, font: assets/f.woff2, radius: 6}";
    for theme in ["cluster", "plain"] {
        let site = branded(theme, brand)
            .bytes("content/assets/f.woff2", &font)
            .file("content/assets/l.svg", svg)
            .file("content/assets/d.svg", &svg.replace("0 0 1 1", "0 0 2 2"));
        site.build().is_clean();
        for edition in ["web", "offline"] {
            let css = style(&site, edition);
            assert!(css.contains("--radius: 6px;"), "{css}");
            assert!(css.contains("src: url(\"brand-font.woff2\")"), "{css}");
            assert!(css.contains("--font: \"Brand\", "), "{css}");
            let output = site.output().below(edition);
            let fonts = output
                .paths()
                .filter(|path| path.ends_with("brand-font.woff2"));
            assert_eq!(fonts.count(), 1);
            let page = output.text("index.html");
            assert!(page.contains("brand.css\">"), "{page}");
            assert!(
                page.contains("<source srcset=") && page.contains("/l-"),
                "{page}"
            );
        }
        let single = site.output().text("offline.html");
        assert!(single.contains("font-family: \"Brand\"; src: url(data:font/woff2;base64,"));
    }
}

/// A missing file is reported where it is named.
#[test]
fn a_logo_that_is_not_there() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>";
    branded("plain", "{logo: assets/lgoo.svg}")
        .file("content/assets/logo.svg", svg)
        .check()
        .ended_with(1)
        .says("error[I003]: there is no file `assets/lgoo.svg`")
        .says("assets/logo.svg");
}

/// A theme that extends another one inherits its tokens, and may override their values.
#[test]
fn a_theme_that_extends_inherits_the_tokens() {
    branded("mine", "{primary: \"#767676\"}")
        .file("themes/mine/theme.yaml", "name: mine\nextends: plain\n")
        .file("themes/mine/assets/z.css", ":root { --paper: #eeeeee; }\n")
        .check()
        .says("`#767676` has a contrast of 3.91:1 with `#eeeeee`");
}

/// The logo in the header has its empty border cropped, like the logos of entries.
#[test]
fn the_logo_has_no_empty_border() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 300\"><rect x=\"100\" y=\"100\" width=\"200\" height=\"50\"/></svg>";
    for theme in ["cluster", "plain"] {
        let site = branded(theme, "{logo: assets/l.svg}").file("content/assets/l.svg", svg);
        site.build().ended_with(0);
        let page = site.output().text("web/index.html");
        assert!(
            page.contains("width=\"202\" height=\"52\""),
            "{theme}: {page}"
        );
    }
}
