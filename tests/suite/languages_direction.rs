//! Right-to-left pages, and style sheets without left and right.

use std::path::Path;

use crate::support::{PACKAGE, SiteTest, expect_none};

/// A page in Arabic is right-to-left in both themes, one in English is not.
#[test]
fn pages_run_as_their_language() {
    for theme in ["cluster", "plain"] {
        let member = "name: Spin\nkind: company\nsummary: S.\njoined: 2020\n";
        let site = SiteTest::minimal().file("content/members/spin.yaml", member);
        let site = site.theme(theme).replaced(
            "content/site.yaml",
            "languages: [en, cs]",
            "languages: [en, ar, he, fa, ur]",
        );
        site.build().ended_with(0);
        for (path, lang, direction) in [
            ("web/index.html", "en", "ltr"),
            ("web/ar/index.html", "ar", "rtl"),
            ("web/he/index.html", "he", "rtl"),
            ("web/fa/members/index.html", "fa", "rtl"),
            ("web/ur/404.html", "ur", "rtl"),
        ] {
            let page = site.page(path);
            let names = [
                ("en", "English"),
                ("ar", "العربية"),
                ("he", "עברית"),
                ("fa", "فارسی"),
                ("ur", "اردو"),
            ];
            for (_, name) in names.iter().filter(|(tag, _)| *tag != lang) {
                assert!(site.output().text(path).contains(name), "{path}: {name}");
            }
            assert_eq!(
                page.attribute("html", "lang", lang, "dir"),
                Some(direction),
                "{theme}, {path}"
            );
        }
    }
}

/// Properties that name a side, and those with values that do.
const PHYSICAL: [&str; 18] = [
    "left:",
    "right:",
    "margin-left",
    "margin-right",
    "padding-left",
    "padding-right",
    "border-left",
    "border-right",
    "text-align: left",
    "text-align: right",
    "text-align:left",
    "text-align:right",
    "float: left",
    "float: right",
    "border-top-left-radius",
    "border-top-right-radius",
    "border-bottom-left-radius",
    "border-bottom-right-radius",
];

/// The parts of a value; a bracketed part counts as one.
fn parts(value: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0;
    for letter in value.trim().chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if letter == ' ' && depth == 0 {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(letter);
        }
    }
    parts
}

/// The part of a declaration that applies to one side only.
fn is_physical(declaration: &str) -> bool {
    let declaration = declaration.trim();
    if PHYSICAL.iter().any(|name| declaration.starts_with(name)) {
        return true;
    }
    let Some((name, value)) = declaration.split_once(':') else {
        return false;
    };
    let parts = parts(value);
    matches!(name, "margin" | "padding" | "inset") && parts.len() == 4 && parts[1] != parts[3]
}

/// No style sheet of a theme or of the program names the left or the right side.
#[test]
fn style_sheets_are_logical() {
    assert!(is_physical("margin-left: 1px") && is_physical(" padding: 0 1px 0 2px"));
    assert!(!is_physical("padding: 0 1px 0 1px") && !is_physical("inset-inline-start: 0"));
    let mut faults = Vec::new();
    let mut seen = 0;
    for folder in ["themes", "src"] {
        for entry in walkdir::WalkDir::new(Path::new(PACKAGE).join(folder)) {
            let path = entry.expect("a readable folder").into_path();
            if path.extension().is_none_or(|ending| ending != "css") {
                continue;
            }
            seen += 1;
            let text = std::fs::read_to_string(&path).expect("a style sheet");
            let declarations = text.split(['{', '}', ';']);
            let physical = declarations.filter(|declaration| is_physical(declaration));
            faults.extend(physical.map(|found| format!("{}: {}", path.display(), found.trim())));
        }
    }
    assert!(seen >= 5, "{seen} style sheets");
    expect_none("style sheets", &faults);
}
