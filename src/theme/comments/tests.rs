//! What is removed and what is kept, in short scripts and style sheets.

use super::{script, style};
use crate::theme::embedded;

fn of_script(text: &str) -> Option<String> {
    script::without_comments(text)
}

fn of_style(text: &str) -> Option<String> {
    style::without_comments(text)
}

#[test]
fn comments_of_scripts_go_with_their_lines() {
    let script = "// @ts-check\n/** Adds. @param {number} a */\nfunction add(a) {\n  // One.\n  return a + 1; // more\n}\n";
    let without = "function add(a) {\n  return a + 1;\n}\n";
    assert_eq!(of_script(script).as_deref(), Some(without));
}

#[test]
fn what_looks_like_a_comment_of_a_script_stays() {
    for script in [
        "const a = \"// no\" + '/* no */' + '\\'// no';",
        "const a = `// no ${b + `/* no */`} // no`;",
        "const a = `${{ b: 1 }} // no`;",
        "const a = b.replace(/[/*]/g, /\\/* no/);",
        "const a = b.match(/'/) || /[\"//]/.test(c);",
        "if (a) /'/.test(b); else /\"/.test(b);",
        "const a = (b) / 2, c = d[0] / 3, e = 1. / 4, f = g / h / i;",
        "const a = b.return / 2 + '//'.length / 3;",
        "const a = [.../'/.exec(b)];",
        "const a = () => /'/;",
        "for await (const a of b) /'/.test(a);",
        "const a = typeof /'/;",
        "class A { #b = 1; c() { return this.#b / 2; } }",
    ] {
        assert_eq!(of_script(script).as_deref(), Some(script));
        let commented = format!("{script} // it's gone `\n/* it's \"gone */");
        assert_eq!(of_script(&commented), Some(format!("{script}\n")));
    }
}

#[test]
fn a_script_that_is_not_understood_stays() {
    for script in [
        "// a\n}",
        "// a\nfunction b() {}\n/'/.test(c)",
        "// a\nb++ / c",
        "// a\nconst b = 'c",
        "// a\nconst b = 'c\n'",
        "// a\nconst b = `c",
        "// a\n/* b",
        "// a\n<!-- b",
        "// a\n--> b",
        "// a\nconst \u{e1} = 1",
        "// a\nconst \\u0061 = 1",
        "// a\nfor (const b of /'/) {}",
        "// a\nreturn /b",
        "// a\n(b]",
    ] {
        assert_eq!(of_script(script), None, "{script}");
    }
}

#[test]
fn tokens_separated_by_a_comment_stay_separate() {
    for (script, without) in [
        ("a/* b */in c", "a in c"),
        ("a /* b */ in c", "a in c"),
        ("return /* b\n */ c", "return\nc"),
        ("return/* b\n */c", "return\nc"),
        ("a = 1 /* b\n */\nc", "a = 1\n\nc"),
        ("a // b\r\nc", "a\r\nc"),
        ("a // b\u{2028}", ""),
    ] {
        let expected = (!without.is_empty()).then_some(without);
        assert_eq!(of_script(script).as_deref(), expected, "{script:?}");
    }
}

#[test]
fn notices_stay() {
    for notice in [
        "/*! MIT */",
        "/* @license MIT */",
        "//! MIT",
        "//# sourceMappingURL=a.map",
    ] {
        let script = format!("{notice}\na;\n");
        assert_eq!(of_script(&script), Some(script));
    }
    let css = "/*! MIT */\na {}\n";
    assert_eq!(of_style(css).as_deref(), Some(css));
}

#[test]
fn comments_of_style_sheets_go_with_their_lines() {
    let css = "/* All. */\na { /* b */ color: red; /* c\n d */ }\n  /* e */\nb{}/* f */\n";
    let without = "a { color: red; }\nb{}\n";
    assert_eq!(of_style(css).as_deref(), Some(without));
}

#[test]
fn what_looks_like_a_comment_of_a_style_sheet_stays() {
    for css in [
        "a::before { content: \"/* no */\" '\\'/* no */'; }",
        "a { background: url(a/*no*/b.svg); }",
        "a { background: URL( \"/*no*/\" ); }",
        "a { background: url(a\\)/*no*/); }",
        ".a\\/*b { c: d / e; }",
    ] {
        assert_eq!(of_style(css).as_deref(), Some(css));
    }
    // Otherwise, two names or two parts of a selector would merge.
    assert_eq!(
        of_style("a/* no */.b c/* no */d {}").as_deref(),
        Some("a/**/.b c/**/d {}")
    );
}

#[test]
fn a_broken_style_sheet_stays() {
    for css in ["/* a", "a::before { content: \"b\n\" }", "a { b: url(c"] {
        assert_eq!(of_style(css), None, "{css}");
    }
}

#[test]
fn every_script_of_the_themes_is_understood() {
    let mut count = 0;
    for (path, bytes) in embedded::files("cluster").expect("the theme") {
        let Some(text) = std::str::from_utf8(bytes)
            .ok()
            .filter(|_| path.starts_with("assets/scripts/"))
        else {
            continue;
        };
        let published = of_script(text);
        assert!(
            published.is_some_and(|script| !script.contains("@ts-check")),
            "{path}"
        );
        count += 1;
    }
    assert!(count > 10);
}
