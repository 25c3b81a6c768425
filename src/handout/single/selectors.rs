//! The selectors of the single page. A shared picture is drawn by an `svg` element; the rules
//! of a theme for `img` must apply to it as well.

use cssparser::{Parser, Token};

use crate::text::read_nested;

/// The replacement for `img`, with the same specificity.
const EITHER: &str = ":is(img, svg:where(.picture))";

/// Rewrites a style sheet so that rules for `img` also apply to shared pictures.
pub(super) fn for_shared_pictures(css: &str) -> String {
    let mut found = Vec::new();
    rules(&mut Parser::new(css), css, 0, &mut found);
    let mut out = String::with_capacity(css.len());
    let mut end = 0;
    for start in found {
        out.push_str(css.get(end..start).unwrap_or_default());
        out.push_str(EITHER);
        end = start + "img".len();
    }
    out.push_str(css.get(end..).unwrap_or_default());
    out
}

/// Collects the positions of `img` in the selectors of rules: in the prelude of a block, but
/// not in an at-rule.
fn rules(parser: &mut Parser<'_>, css: &str, depth: usize, found: &mut Vec<usize>) {
    let (mut named, mut is_at_rule) = (Vec::new(), false);
    loop {
        let start = parser.position().byte_index();
        let Ok(token) = parser.next_including_whitespace_and_comments().cloned() else {
            return;
        };
        match token {
            Token::AtKeyword(_) => is_at_rule = true,
            Token::Semicolon => (named, is_at_rule) = (Vec::new(), false),
            Token::CurlyBracketBlock => {
                if !is_at_rule {
                    found.append(&mut named);
                }
                (named, is_at_rule) = (Vec::new(), false);
                read_nested(parser, depth, |parser| rules(parser, css, depth + 1, found));
            }
            token => note(parser, css, start, &token, depth, &mut named),
        }
    }
}

fn note(
    parser: &mut Parser<'_>,
    css: &str,
    start: usize,
    token: &Token<'_>,
    depth: usize,
    named: &mut Vec<usize>,
) {
    match token {
        Token::Ident(name) if &**name == "img" => {
            let before = css.get(..start).unwrap_or_default();
            let written = css.get(start..).unwrap_or_default();
            if !before.ends_with(['.', ':', '|']) && written.starts_with("img") {
                named.push(start);
            }
        }
        Token::Function(_) => read_nested(parser, depth, |parser| {
            loop {
                let start = parser.position().byte_index();
                let Ok(token) = parser.next_including_whitespace_and_comments().cloned() else {
                    return;
                };
                note(parser, css, start, &token, depth + 1, named);
            }
        }),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::for_shared_pictures;

    #[test]
    fn rules_for_pictures_hold_for_shared_ones() {
        let either = ":is(img, svg:where(.picture))";
        for (css, wanted) in [
            ("img{a:b}", "E{a:b}"),
            (".tile img, img.x>b{a:b}", ".tile E, E.x>b{a:b}"),
            (
                "@media print{:is(pre, img):not(img){a:b}}",
                "@media print{:is(pre, E):not(E){a:b}}",
            ),
            (".card{a:b;& img{c:d}}", ".card{a:b;& E{c:d}}"),
            (".a:has(> img){b:c} img", ".a:has(> E){b:c} img"),
        ] {
            assert_eq!(
                for_shared_pictures(css),
                wanted.replace('E', either),
                "{css}"
            );
        }
        for css in [
            ".img{a:b}",
            "#img{a:b}",
            "[img]{a:b}",
            "a{grid-area:img}",
            "a{b:img;c:d}",
            "@layer img{a{b:c}}",
            "/* img */ a{content:\"img{\"}",
        ] {
            assert_eq!(for_shared_pictures(css), css);
        }
        let deep = "img{".repeat(100_000);
        assert!(for_shared_pictures(&deep).len() > deep.len());
    }
}
