//! Finds the addresses in a style sheet as a browser does (CSS Syntax Module Level 3):
//! `url` in any case, with escapes, but not in comments and strings.

use std::ops::Range;

use cssparser::{ParseError, Parser, Token};

/// The deepest nesting of blocks and functions that is parsed.
const MAX_DEPTH: usize = 64;

/// An address that a style sheet names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CssAddress {
    /// The address, without quotes and escapes.
    pub to: String,
    /// Its byte range: the whole `url(…)`, or a string with its quotes.
    pub range: Range<usize>,
    /// How it is written.
    pub form: CssForm,
    /// The property whose value contains it, in lower case; empty if there is none.
    pub property: String,
}

/// How an address is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CssForm {
    /// `url(…)`.
    Url,
    /// The text of an `@import`.
    Import,
    /// A text of an `image-set(…)`.
    ImageSet,
}

/// The addresses that a style sheet, or the value of a `style` attribute, loads from; the
/// name of a namespace is not an address.
#[must_use]
pub(crate) fn css_addresses(css: &str) -> Vec<CssAddress> {
    let mut found = Vec::new();
    walk(&mut Parser::new(css), Statement::default(), 0, &mut found);
    found
}

/// The parser state: the part of a rule or declaration that has been read.
#[derive(Debug, Clone, Default)]
struct Statement {
    /// The name after `@`, in lower case.
    rule: Option<String>,
    /// The first word, which may be the name of a property.
    word: Option<String>,
    /// The property whose value is being read.
    property: Option<String>,
    /// The function that is being read.
    function: Function,
    /// Whether anything has been read.
    has_begun: bool,
}

/// The meaning of a string in a function.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Function {
    /// No function at all.
    #[default]
    None,
    /// The address of `url("…")`.
    Url,
    /// An address of `image-set("…")`.
    ImageSet,
    /// Something else.
    Other,
}

impl Function {
    fn named(name: &str) -> Self {
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "url" => Self::Url,
            name if name.ends_with("image-set") => Self::ImageSet,
            _ => Self::Other,
        }
    }
}

impl Statement {
    /// The form of an address given as a string here.
    fn form(&self) -> Option<CssForm> {
        match (self.function, self.rule.as_deref()) {
            (_, Some("namespace")) => None,
            (Function::Url, _) => Some(CssForm::Url),
            (Function::ImageSet, _) => Some(CssForm::ImageSet),
            (Function::None, Some("import")) => Some(CssForm::Import),
            _ => None,
        }
    }

    fn address(&self, to: &str, range: Range<usize>, form: CssForm) -> CssAddress {
        CssAddress {
            to: to.to_owned(),
            range,
            form,
            property: self.property.clone().unwrap_or_default(),
        }
    }

    /// Updates the state with a token that is neither a block nor an address.
    fn pass(&mut self, token: &Token<'_>) {
        match token {
            Token::WhiteSpace(_) | Token::Comment(_) | Token::CDO | Token::CDC => return,
            Token::Semicolon => {
                *self = Self {
                    function: self.function,
                    ..Self::default()
                };
                return;
            }
            Token::AtKeyword(name) => self.rule = Some(name.to_ascii_lowercase()),
            Token::Ident(name) if !self.has_begun => self.word = Some(name.to_ascii_lowercase()),
            Token::Colon if self.property.is_none() => self.property = self.word.take(),
            _ => {}
        }
        self.has_begun = true;
    }
}

/// Parses to the end of the current block or function.
fn walk(parser: &mut Parser<'_>, mut own: Statement, depth: usize, found: &mut Vec<CssAddress>) {
    loop {
        let start = parser.position().byte_index();
        let Ok(token) = parser.next_including_whitespace_and_comments().cloned() else {
            return;
        };
        let range = start..parser.position().byte_index();
        match &token {
            Token::UnquotedUrl(to) => {
                if own.rule.as_deref() != Some("namespace") {
                    found.push(own.address(to, range, CssForm::Url));
                }
                own.has_begun = true;
            }
            Token::QuotedString(to) => {
                found.extend(own.form().map(|form| own.address(to, range, form)));
                own.has_begun = true;
            }
            Token::CurlyBracketBlock => {
                nested(parser, Statement::default(), depth, found);
                own = Statement::default();
            }
            Token::Function(name) => {
                let before = found.len();
                let inside = Statement {
                    function: Function::named(name),
                    ..own.clone()
                };
                let is_url = inside.function == Function::Url;
                nested(parser, inside, depth, found);
                let whole = start..parser.position().byte_index();
                if let Some(address) = found.get_mut(before).filter(|_| is_url) {
                    address.range = whole;
                }
                own.has_begun = true;
            }
            Token::ParenthesisBlock | Token::SquareBracketBlock => {
                let inside = Statement {
                    function: Function::Other,
                    ..own.clone()
                };
                nested(parser, inside, depth, found);
                own.has_begun = true;
            }
            token => own.pass(token),
        }
    }
}

fn nested(parser: &mut Parser<'_>, inside: Statement, depth: usize, found: &mut Vec<CssAddress>) {
    read_nested(parser, depth, |parser| {
        walk(parser, inside, depth + 1, found);
    });
}

/// Parses a block or a function that has just begun, and skips one nested too deeply.
pub(crate) fn read_nested(
    parser: &mut Parser<'_>,
    depth: usize,
    read: impl FnOnce(&mut Parser<'_>),
) {
    // Unparsed rest of a block is not an error: all addresses have been recorded.
    let _: Result<(), ParseError<()>> = parser.parse_nested_block(|parser| {
        if depth < MAX_DEPTH {
            read(parser);
        }
        Ok(())
    });
}

#[cfg(test)]
mod tests {
    use super::{CssForm, css_addresses};

    fn found(css: &str) -> Vec<(String, &str, String)> {
        let all = css_addresses(css).into_iter();
        all.map(|own| (own.to, &css[own.range], own.property))
            .collect()
    }

    fn named(css: &str) -> Vec<String> {
        found(css).into_iter().map(|(to, ..)| to).collect()
    }

    #[test]
    fn addresses_are_found_however_they_are_written() {
        for (css, to, whole) in [
            ("a{background:url(x.png)}", "x.png", "url(x.png)"),
            ("a{background:URL( 'x.png' )}", "x.png", "URL( 'x.png' )"),
            ("a{background:u\\72l(x.png)}", "x.png", "u\\72l(x.png)"),
            ("a{background:url(\\78.png)}", "x.png", "url(\\78.png)"),
            (
                "a{background:url(\"x(1).png\")}",
                "x(1).png",
                "url(\"x(1).png\")",
            ),
            ("@import \"x.css\" print;", "x.css", "\"x.css\""),
            ("@IMPORT url(x.css);", "x.css", "url(x.css)"),
            ("@media print{a{b:url(x)}}", "x", "url(x)"),
            ("a{b:-webkit-image-set('x' 1x)}", "x", "'x'"),
            ("a{b:image-set(url('x') 1x)}", "x", "url('x')"),
            ("background:url(x", "x", "url(x"),
        ] {
            let all = found(css);
            let all: Vec<(&str, &str)> = all.iter().map(|(to, whole, _)| (&**to, *whole)).collect();
            assert_eq!(all, [(to, whole)], "{css}");
        }
    }

    #[test]
    fn what_is_loaded_by_nobody_is_no_address() {
        for css in [
            "/* url(x) @import 'x'; */",
            "a::before{content:\"url(x)\"}",
            "@namespace svg url(http://www.w3.org/2000/svg);",
            "@namespace 'http://www.w3.org/1999/xhtml';",
            "a{b:image-set(type('image/avif') 1x)}",
            "a[href='x']{font-family:'y'}",
        ] {
            assert_eq!(named(css), Vec::<String>::new(), "{css}");
        }
        // The next statement does not belong to the rule before it.
        assert_eq!(named("@namespace 'n';a{b:url(x)}"), ["x"]);
        assert_eq!(named("@import 'x';a{content:'y'}"), ["x"]);
    }

    #[test]
    fn a_property_is_that_of_the_declaration() {
        let css = "a:hover{color:red;MASK:none, url(a)} b{--x:calc(1px);clip-path:url(b)}";
        let properties: Vec<String> = found(css).into_iter().map(|(.., own)| own).collect();
        assert_eq!(properties, ["mask", "clip-path"]);
        let inside = css_addresses("mask-image:image-set('a' 1x)");
        assert_eq!(inside[0].property, "mask-image");
        assert_eq!(inside[0].form, CssForm::ImageSet);
    }

    #[test]
    fn nesting_without_end_is_read_in_time() {
        let css = "a{b:".to_owned() + &"(".repeat(1_000_000) + "url(x)";
        assert_eq!(named(&css), Vec::<String>::new());
        let css = "a{".repeat(300_000) + "b:url(x)";
        assert_eq!(named(&css), Vec::<String>::new());
        let css = "a{b:url(x)}".repeat(100_000);
        assert_eq!(named(&css).len(), 100_000);
    }
}
