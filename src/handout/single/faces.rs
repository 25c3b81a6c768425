//! The fonts of the single page. A theme may declare one font under two names, with another
//! `font-display` for a folder than for a server; the page would contain it twice. Only the
//! last name is kept, and it replaces the others.

use std::collections::BTreeMap;
use std::ops::Range;

use cssparser::{Delimiter, ParseError, Parser, Token};

use crate::text::read_nested;

/// Property names with their values.
type Declared = Vec<(String, String)>;

/// A `@font-face` rule.
struct Face {
    range: Range<usize>,
    family: String,
    /// All declarations except the name and `font-display`.
    declared: Declared,
}

/// The faces with one name.
#[derive(Default)]
struct Family<'a> {
    /// The position of the last one.
    last: usize,
    declared: Vec<&'a Declared>,
}

/// The parsed parts of a style sheet.
#[derive(Default)]
struct ReadFace {
    faces: Vec<Face>,
    /// The strings outside `@font-face` rules, with their ranges.
    texts: Vec<(Range<usize>, String)>,
}

/// Rewrites a style sheet so that every font has one name.
pub(super) fn named_once(css: &str) -> String {
    let mut read = ReadFace::default();
    style_sheet(&mut Parser::new(css), css, &mut read);
    let names = other_names(&read.faces);
    let gone = |face: &&Face| names.contains_key(&*face.family);
    let faces = read.faces.iter().filter(gone);
    let mut edits: Vec<(Range<usize>, String)> = faces
        .map(|face| (face.range.clone(), String::new()))
        .collect();
    edits.extend(read.texts.into_iter().filter_map(|(range, text)| {
        let name = names.get(&*text)?;
        Some((range, format!("\"{name}\"")))
    }));
    edits.sort_by_key(|(range, _)| range.start);
    let (mut out, mut end) = (String::with_capacity(css.len()), 0);
    for (range, text) in edits {
        out.push_str(css.get(end..range.start).unwrap_or_default());
        out.push_str(&text);
        end = range.end;
    }
    out.push_str(css.get(end..).unwrap_or_default());
    out
}

/// The names to remove, each with the name that replaces it.
fn other_names(faces: &[Face]) -> BTreeMap<&str, &str> {
    let mut families: BTreeMap<&str, Family<'_>> = BTreeMap::new();
    for (place, face) in faces.iter().enumerate() {
        let family = families.entry(&face.family).or_default();
        family.last = place;
        family.declared.push(&face.declared);
    }
    let mut kept: BTreeMap<&[&Declared], (usize, &str)> = BTreeMap::new();
    for family in families.values_mut() {
        family.declared.sort_unstable();
    }
    for (name, family) in &families {
        let own = kept.entry(&family.declared).or_default();
        *own = (*own).max((family.last, name));
    }
    let names = families.iter().filter_map(|(name, family)| {
        let (_, own) = kept.get(&*family.declared)?;
        (own != name).then_some((*name, *own))
    });
    names.collect()
}

/// Reads the rules of a style sheet.
fn style_sheet(parser: &mut Parser<'_>, css: &str, read: &mut ReadFace) {
    let mut at_face = None;
    loop {
        let start = parser.position().byte_index();
        let Ok(token) = parser.next_including_whitespace_and_comments().cloned() else {
            return;
        };
        match token {
            Token::AtKeyword(name) => {
                at_face = name.eq_ignore_ascii_case("font-face").then_some(start);
            }
            Token::WhiteSpace(_) | Token::Comment(_) => {}
            Token::CurlyBracketBlock => match at_face.take() {
                Some(start) => {
                    let declared = face(parser, css);
                    let range = start..parser.position().byte_index();
                    read.faces
                        .extend(declared.and_then(|all| named(range, all)));
                }
                None => texts(parser, 0, read),
            },
            _ => {
                at_face = None;
                note(parser, start, &token, 0, read);
            }
        }
    }
}

/// The declarations of a face, in lower case; `None` if one cannot be parsed.
fn face(parser: &mut Parser<'_>, css: &str) -> Option<Declared> {
    let read = parser.parse_nested_block(|parser| -> Result<_, ParseError<()>> {
        let mut all = Vec::new();
        while !parser.is_exhausted() {
            let name = parser.expect_ident()?.to_ascii_lowercase();
            parser.expect_colon()?;
            parser.skip_whitespace();
            let start = parser.position().byte_index();
            let end = parser.parse_until_before(Delimiter::Semicolon, |parser| {
                while parser.next().is_ok() {}
                Ok(parser.position().byte_index())
            })?;
            let _ = parser.expect_semicolon();
            let value = css.get(start..end).unwrap_or_default();
            all.push((name, value.trim().to_owned()));
        }
        Ok(all)
    });
    read.ok()
}

fn named(range: Range<usize>, mut declared: Declared) -> Option<Face> {
    let at = declared
        .iter()
        .position(|(name, _)| name == "font-family")?;
    let (_, family) = declared.remove(at);
    declared.retain(|(name, _)| name != "font-display");
    declared.sort_unstable();
    let family = family
        .strip_prefix(['"', '\''])?
        .strip_suffix(['"', '\''])?
        .to_owned();
    Some(Face {
        range,
        family,
        declared,
    })
}

/// Collects the strings of a block or a function that has just begun.
fn texts(parser: &mut Parser<'_>, depth: usize, read: &mut ReadFace) {
    read_nested(parser, depth, |parser| {
        loop {
            let start = parser.position().byte_index();
            let Ok(token) = parser.next_including_whitespace_and_comments().cloned() else {
                return;
            };
            note(parser, start, &token, depth, read);
        }
    });
}

fn note(
    parser: &mut Parser<'_>,
    start: usize,
    token: &Token<'_>,
    depth: usize,
    read: &mut ReadFace,
) {
    match token {
        Token::QuotedString(text) => {
            let range = start..parser.position().byte_index();
            read.texts.push((range, text.to_string()));
        }
        Token::Function(_)
        | Token::CurlyBracketBlock
        | Token::ParenthesisBlock
        | Token::SquareBracketBlock => texts(parser, depth + 1, read),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::named_once;

    #[test]
    fn a_font_of_two_names_keeps_the_last() {
        let css = "@font-face{font-family:\"A\";src:url(\"data:font/woff2;base64,Zg==\");font-display:optional}\
            @font-face { font-family: 'A far'; font-display: swap; src: url(\"data:font/woff2;base64,Zg==\") }\
            :root{--font:\"A\", \"A stand-in\", Arial} @media print{@page{@bottom-right{font:8pt \"A\"}}} .x{--font:'A far'}";
        assert_eq!(
            named_once(css),
            "@font-face { font-family: 'A far'; font-display: swap; src: url(\"data:font/woff2;base64,Zg==\") }\
            :root{--font:\"A far\", \"A stand-in\", Arial} @media print{@page{@bottom-right{font:8pt \"A far\"}}} .x{--font:'A far'}"
        );
    }

    #[test]
    fn other_faces_stay() {
        for css in [
            "@font-face{font-family:\"A\";src:url(a)}@font-face{font-family:\"B\";src:url(b)}a{font:1em \"A\"}",
            // An additional face makes it a different family.
            "@font-face{font-family:\"A\";src:url(a)}@font-face{font-family:\"B\";src:url(a)}\
             @font-face{font-family:\"B\";src:url(a);font-weight:700}a{font:1em \"A\"}",
            "@font-face{font-family:A;src:url(a)}@font-face{font-family:B;src:url(a)}",
            "@font-face{font-family",
            "a{b:\"c",
        ] {
            assert_eq!(named_once(css), css);
        }
        assert_eq!(named_once(&"a{".repeat(100_000)), "a{".repeat(100_000));
    }
}
