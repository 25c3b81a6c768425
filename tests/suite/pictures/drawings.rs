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

/// What a browser takes for no XML, and so shows nothing of, though each piece of it can
/// be read.
#[test]
fn no_xml() {
    let root = format!("<svg {XMLNS} viewBox=\"0 0 9 9\">");
    let whole = format!("{root}<path d=\"M0 0h9v9\"/></svg>");
    let around = |before: &str, after: &str| format!("{before}{whole}{after}");
    let inside = |part: &str| format!("{root}{part}<path d=\"M0 0h9v9\"/></svg>");
    let decl = "<?xml version=\"1.0\"?>";
    for text in [
        around(&format!("\n{decl}"), ""),
        around(&format!("<!-- drawn -->{decl}"), ""),
        around(&format!("{decl}{decl}"), ""),
        around("<?xml version=\"2.0\"?>", ""),
        around("<?xml version=\"1.0\" standalone=\"maybe\"?>", ""),
        around("<?xml encoding=\"UTF-8\"?>", ""),
        around("a picture", ""),
        around("", "and more"),
        around("", "<!DOCTYPE svg>"),
        around("", "<![CDATA[x]]>"),
        around("<!DOCTYPE svg><!DOCTYPE svg>", ""),
        inside("<title>a ]]> b</title>"),
        inside("<title>\u{8}</title>"),
        inside("<title>\u{ffff}</title>"),
        inside("<title>&#0;</title>"),
        inside("<title>&#x110000;</title>"),
        inside("<title>&#xZZ;</title>"),
        inside("<path id=\"&#8;\" d=\"M0 0h9\"/>"),
        inside("<path id=\"a<b\" d=\"M0 0h9\"/>"),
        format!("<svg {XMLNS}width=\"9\"height=\"9\"><path d=\"M0 0h9\"/></svg>"),
    ] {
        let run = site("a.svg", text.as_bytes()).check().ended_with(1);
        run.says("error[I023]")
            .says("content/members/one.yaml:5:14");
    }
    for text in [
        around(
            "\u{feff}<?xml version=\"1.0\" encoding=\"utf8\"?>",
            "\n<!-- x -->\n",
        ),
        around(
            "<?xpacket begin=\"\"?>\n<!DOCTYPE svg>\n",
            "<?xpacket end=\"w\"?>",
        ),
        inside("<title>&#x159; &amp; <![CDATA[<x>]]></title>"),
    ] {
        site("a.svg", text.as_bytes()).check().ended_with(0);
    }
}

/// A marker is drawn at each point of a path, also of one that only inherits it, and a
/// style sheet can ask for it as well.
#[test]
fn markers_that_multiply() {
    let path = |style: &str| format!("<path {style} d=\"M0 0{}\"/>", "L1 1".repeat(40));
    let levels = |style: &dyn Fn(usize) -> String| {
        let markers = (1..4).map(|level| {
            let inside = path(&style(level - 1));
            format!("<marker id=\"m{level}\"><g class=\"c{level}\">{inside}</g></marker>")
        });
        markers.collect::<String>()
    };
    let by_attribute = |level: usize| format!("marker-mid=\"url(#m{level})\"");
    let by_style = |level: usize| format!("style=\"fill:red; marker: url('#m{level}')\"");
    let by_class = |level: usize| format!("class=\"a b{level}\"");
    let rules =
        (0..4).map(|level| format!(".x, g .b{level}:hover {{ marker-mid: url(#m{level}) }}"));
    let sheet = format!(
        "<style>@media all {{ {} }}</style>",
        rules.collect::<String>()
    );
    for text in [
        levels(&by_attribute) + &path(&by_attribute(3)),
        levels(&by_style) + &format!("<g {}>{}</g>", by_style(3), path("")),
        sheet + &levels(&by_class) + &path(&by_class(3)),
        levels(&by_attribute) + &format!("{}<use href=\"#p\" {}/>", path("id=\"p\""), by_attribute(3)),
        "<style>* { filter: url(#f) }</style><filter id=\"f\"><feGaussianBlur stdDeviation=\"500\"/></filter>".to_owned()
            + &path("").repeat(3_000),
    ] {
        let text = format!("<svg {XMLNS} viewBox=\"0 0 9 9\">{text}</svg>");
        let run = site("a.svg", text.as_bytes()).check().ended_with(1);
        run.says("more than 100000 elements");
    }
    // As charts and maps have them.
    let text = format!(
        "<svg {XMLNS} viewBox=\"0 0 9 9\"><style>.a{{marker-mid:url(#m1)}}</style>{}{}{}</svg>",
        levels(&|_| String::new()),
        path("class=\"a\"").repeat(20),
        "<filter id=\"f\"><feOffset/><feGaussianBlur/><feMerge/></filter><g filter=\"url(#f)\"/>"
            .repeat(40),
    );
    site("a.svg", text.as_bytes()).check().ended_with(0);
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
