//! The files that a style sheet loads.

use super::page::PageFacts;

/// Reads a style sheet: every `url(…)`, and every `@import` of a plain text.
pub(super) fn facts(css: &str) -> PageFacts {
    let mut facts = PageFacts::default();
    let css = without_comments(css);
    for after in css.split("url(").skip(1) {
        let Some(inside) = after.split(')').next() else {
            continue;
        };
        note(&mut facts, inside);
    }
    for after in css.split("@import").skip(1) {
        let statement = after.split(';').next().unwrap_or_default().trim();
        if statement.starts_with(['"', '\'']) {
            note(
                &mut facts,
                statement.split_whitespace().next().unwrap_or_default(),
            );
        }
    }
    facts
}

fn note(facts: &mut PageFacts, address: &str) {
    let address = address.trim().trim_matches(['"', '\'']);
    if !address.starts_with("data:") && !address.starts_with('#') {
        facts.loads(address.split('#').next().unwrap_or_default());
    }
}

fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::facts;

    #[test]
    fn finds_what_is_loaded() {
        let css =
            "/* url(no.png) */ @import \"x.css\"; a{background:url('a.png')} b{src:url(data:x)}";
        let loaded: Vec<String> = facts(css).references.into_iter().map(|r| r.to).collect();
        assert_eq!(loaded, ["a.png", "x.css"]);
    }
}
