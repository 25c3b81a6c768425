//! Pictures that could run code, load something or link elsewhere, and pictures that do none
//! of it.

use super::{SvgFault, size};

const NS: &str = "xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"";

fn fault(bytes: &[u8]) -> Option<SvgFault> {
    size(bytes).err()
}
const SCRIPT: &str = "document.documentElement.setAttribute('data-pwned',1)";

/// `NS` stands for the namespace and `RUN` for a script.
const BAD: &[&str] = &[
    "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg NS>&a;</svg>",
    "<svg NS><script>RUN</script></svg>",
    "<x:svg xmlns:x=\"http://www.w3.org/2000/svg\"><x:script>RUN</x:script></x:svg>",
    "<svg NS xmlns:x=\"http://www.w3.org/2000/svg\"><x:script>RUN</x:script></svg>",
    "<svg NS><h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">RUN</h:script></svg>",
    "<html xmlns=\"http://www.w3.org/1999/xhtml\"><script>RUN</script></html>",
    "<!DOCTYPE svg [<!ATTLIST svg onload CDATA \"RUN\">]><svg NS/>",
    "<?xml version=\"1.0\" encoding=\"UTF-7\"?><svg NS/>",
    "<svg NS xmlns:xl=\"http://www.w3.org/1999/xlink\"><a xl:href=\"javascript:RUN\"/></svg>",
    "<svg NS><a href=\"java&#9;script:RUN\"><text y=\"20\">x</text></a></svg>",
    "<svg NS><a href=\"&#1;javascript:RUN\"><text y=\"20\">x</text></a></svg>",
    "<svg NS><a href=\"https://example.org/\"><text y=\"20\">x</text></a></svg>",
    "<svg NS xmlns:xl=\"http://www.w3.org/1999/xlink\"><image xl:href=\"https://e.example/x\"/></svg>",
    "<svg NS xmlns:s=\"http://www.w3.org/2000/svg\"><s:style>@import \"https://e.example\";</s:style></svg>",
    "<svg NS><style><![CDATA[@import \"https://evil.example/x.css\";]]></style></svg>",
    "<svg NS><style>*{fill:image-set(\"https://evil.example/x\" 1x)}</style></svg>",
    "<svg NS><style>*{fill:u&#114;l(//evil.example/x)}</style></svg>",
    "<svg NS><style>*{fill:url( \"//evil.example/x\")}</style></svg>",
    "<svg NS><rect style=\"fill:u\\72l(//evil.example/x)\"/></svg>",
    "<svg NS><path fill=\"url(https://evil.example/x)\"/></svg>",
    "<svg NS><foreignObject/></svg>",
    "<svg NS><a><animate attributeName=\"href\" values=\"javascript:RUN\"/></a></svg>",
    "<svg NS><a><set attributeName=\"xlink:href\" to=\"javascript:RUN\"/></a></svg>",
    "<?xml-stylesheet href=\"//evil.example/x.xsl\"?><svg NS/>",
    "<svg NS onload=\"RUN\"/>",
    "<svg NS onLoad=\"RUN\"/>",
    "<svg NS><title/><script>RUN</script></svg>",
    "<svg NS><plaintext/><script>RUN</script></svg>",
    "<svg NS><!-- --!><script>RUN</script><!-- --></svg>",
    "<svg NS><desc><![CDATA[<!--]]></desc><script>RUN</script></svg>",
    "<svg NS a=\">\" b=\"<!--\"><script>RUN</script></svg>",
    "<svg NS><use href=\"other.svg#a\"/></svg>",
    "<svg NS><image href=\"data:image/svg+xml;base64,AAAA\"/></svg>",
    "<svg NS xmlns:ev=\"http://www.w3.org/2001/xml-events\" ev:event=\"load\"/>",
    "<svg NS><handler xmlns=\"http://www.w3.org/2001/xml-events\"/></svg>",
    "<svg NS/><svg NS/>",
    "<svg NS><g></svg>",
    "<svg NS>",
    "",
    "no picture",
];

#[test]
fn scripts_loads_and_links_are_refused() {
    let passed: Vec<String> = BAD
        .iter()
        .map(|form| form.replace("NS", NS).replace("RUN", SCRIPT))
        .filter(|form| fault(form.as_bytes()).is_none())
        .collect();
    assert!(passed.is_empty(), "{passed:#?}");
    let utf16 = |text: &str| -> Vec<u8> {
        let text = text.replace("NS", NS);
        text.encode_utf16().flat_map(u16::to_be_bytes).collect()
    };
    assert!(fault(&utf16("<svg NS onload=\"1\"/>")).is_some());
    assert!(fault(&utf16("\u{feff}<svg NS onload=\"1\"/>")).is_some());
    assert!(fault(b"\x89PNG\r\n\x1a\n").is_some());
}

#[test]
fn a_part_is_named_with_its_line() {
    let text = format!("<svg {NS}>\n<g>\n<script>1</script></g></svg>");
    let part = "<script>".to_owned();
    assert_eq!(
        fault(text.as_bytes()),
        Some(SvgFault::Part { part, line: 3 })
    );
    let long = format!("<svg {NS}><g {}=\"\"/></svg>", "x".repeat(5000));
    let Some(SvgFault::Part { part, .. }) = fault(long.as_bytes()) else {
        panic!("it is refused");
    };
    assert!(part.chars().count() < 80);
}

/// As drawing programs export them.
#[test]
fn pictures_pass() {
    for form in [
        "<svg NS><use href=\"#a\"/><path id=\"a\" fill=\"url(#b)\"/></svg>",
        "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- Generator -->\n<!DOCTYPE svg PUBLIC \
         \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n<svg NS \
         xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\" xml:space=\"preserve\">\
         <style type=\"text/css\">.a{fill:#fff} .b{mask:url('#m')}</style>\
         <image width=\"1\" height=\"1\" xlink:href=\"data:image/png;base64,AAAA\"/>\
         <text class=\"a\">A &amp; B &#169;</text></svg>",
        "<svg NS xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" \
         xmlns:sodipodi=\"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd\" \
         xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" inkscape:version=\"1.3\">\
         <sodipodi:namedview pagecolor=\"#ffffff\"/><metadata><rdf:RDF/></metadata>\
         <g inkscape:label=\"Layer\" style=\"fill:url(#g);stroke:none\"/></svg>",
        "<svg NS><circle r=\"1\"><animate attributeName=\"r\" values=\"1;2\" dur=\"2s\" \
         repeatCount=\"indefinite\"/></circle></svg>",
    ] {
        let form = form.replace("NS", NS);
        assert_eq!(fault(form.as_bytes()), None, "{form}");
    }
}

/// Masks, clips and patterns that each use the next one twice: ten lines of them keep a
/// browser busy for ever.
#[test]
fn what_multiplies_is_refused() {
    for (element, attribute) in [
        ("mask", "mask"),
        ("clipPath", "clip-path"),
        ("pattern", "fill"),
        ("marker", "marker-mid"),
    ] {
        let levels = (0..18).map(|level| {
            let rect = format!("<rect style=\"{attribute}: url('#p{}')\"/>", level + 1);
            format!("<{element} id=\"p{level}\">{rect}{rect}</{element}>")
        });
        let levels: String = levels.collect();
        let drawing = format!("<svg NS>{levels}<rect {attribute}=\"url(#p0)\"/></svg>");
        assert!(
            fault(drawing.replace("NS", NS).as_bytes()).is_some(),
            "{attribute}"
        );
    }
}

/// A chart, in which each of thousands of marks is clipped, and a mask that names itself.
#[test]
fn clips_of_a_chart_pass() {
    let marks = "<path clip-path=\"url(#c)\" fill=\"url(#g)\"/>".repeat(5_000);
    let stops = "<stop/>".repeat(30);
    for drawing in [
        format!(
            "<svg NS><clipPath id=\"c\"><rect/></clipPath><linearGradient id=\"g\">{stops}</linearGradient>{marks}</svg>"
        ),
        "<svg NS><mask id=\"m\"><g mask=\"url(#m)\"/></mask><g mask=\"url(#m)\"/></svg>".to_owned(),
    ] {
        assert_eq!(fault(drawing.replace("NS", NS).as_bytes()), None);
    }
}
