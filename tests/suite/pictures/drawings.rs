//! SVG files of which a browser shows nothing, or would never finish.

use super::site;

const XMLNS: &str = "xmlns=\"http://www.w3.org/2000/svg\"";

/// Each of them is an error at the field that names it.
#[test]
fn malformed_drawings() {
    let root = |inside: &str| format!("<svg {XMLNS} viewBox=\"0 0 9 9\">{inside}</svg>");
    let cases = [
        (
            "no size",
            format!("<svg {XMLNS}><path d=\"M0 0h9v9\"/></svg>"),
            "neither `width`",
        ),
        (
            "no namespace",
            "<svg viewBox=\"0 0 9 9\"/>".to_owned(),
            "xmlns",
        ),
        (
            "another namespace",
            "<svg xmlns=\"http://www.w3.org/1999/xhtml\" viewBox=\"0 0 9 9\"/>".to_owned(),
            "I021",
        ),
        ("another root", format!("<g {XMLNS}/>"), "root"),
        ("two roots", format!("{0}{0}", root("")), "root"),
        (
            "no end",
            format!("<svg {XMLNS} viewBox=\"0 0 9 9\"><path d=\"M0 0\">"),
            "I023",
        ),
        ("another end", root("<g></path>"), "well-formed"),
        ("an entity", root("<text>&nbsp;</text>"), "&nbsp;"),
        (
            "an attribute twice",
            root("<path d=\"M0 0\" d=\"M1 1\"/>"),
            "well-formed",
        ),
        (
            "no width",
            format!("<svg {XMLNS} width=\"0\" height=\"9\"/>"),
            "a size of 0 pixels",
        ),
        (
            "no area",
            format!("<svg {XMLNS} viewBox=\"0 0 0 9\"/>"),
            "viewBox",
        ),
        (
            "three numbers",
            format!("<svg {XMLNS} viewBox=\"0 0 9\"/>"),
            "viewBox",
        ),
        ("a cut", root("<path d=\"M0 0\"/>")[..70].to_owned(), "I023"),
        (
            "itself",
            root("<g id=\"a\"><use href=\"#a\"/></g>"),
            "the element that contains it",
        ),
        ("nothing but text", "a picture".to_owned(), "I023"),
    ];
    for (name, text, says) in cases {
        let run = site("a.svg", text.as_bytes()).build().ended_with(1);
        assert!(
            run.said().contains("content/members/one.yaml:5:14"),
            "{name}: {}",
            run.said()
        );
        assert!(run.said().contains(says), "{name}: {}", run.said());
    }
}

/// Ten lines that draw one another ask for a thousand million elements.
#[test]
fn elements_that_multiply() {
    let mut text =
        format!("<svg {XMLNS} viewBox=\"0 0 9 9\"><g id=\"a0\"><path d=\"M0 0h9\"/></g>");
    for level in 1..10 {
        let again = format!("<use href=\"#a{}\"/>", level - 1).repeat(10);
        text.push_str(&format!("<g id=\"a{level}\">{again}</g>"));
    }
    text.push_str("</svg>");
    let begun = std::time::Instant::now();
    site("a.svg", text.as_bytes())
        .build()
        .ended_with(1)
        .says("more than 100000 elements");
    assert!(begun.elapsed().as_secs() < 5);
}

/// The page gives the size of a drawing, so that nothing moves when it arrives.
#[test]
fn the_size_of_a_drawing() {
    let text = format!("<svg {XMLNS} viewBox=\"0 0 30 20\"><path d=\"M0 0h9\"/></svg>");
    let site = site("a.svg", text.as_bytes()).theme("plain");
    site.build().ended_with(0);
    let page = site.output().text("web/members/one/index.html");
    assert!(page.contains("width=\"30\" height=\"20\""), "{page}");
    assert!(!page.contains("srcset"));
}
