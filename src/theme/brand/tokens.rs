//! Reads the values of a theme's tokens from its style sheets: the custom properties of
//! `:root`, and their overrides for the dark colour scheme.

use std::collections::BTreeMap;

/// A colour scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// The condition of the dark scheme, without spaces.
const DARK: &str = "@media(prefers-color-scheme:dark)";

/// Custom properties by name, without their `--`.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    light: BTreeMap<String, String>,
    dark: BTreeMap<String, String>,
}

impl Tokens {
    /// Reads a style sheet. Everything except custom properties of `:root` is ignored.
    pub(super) fn read(&mut self, css: &str) {
        let css = without_comments(css);
        let mut around: Vec<String> = Vec::new();
        let mut piece = String::new();
        let mut quote = None;
        for c in css.chars() {
            match (quote, c) {
                (Some(open), _) => {
                    piece.push(c);
                    quote = Some(open).filter(|open| *open != c);
                }
                (None, '"' | '\'') => {
                    piece.push(c);
                    quote = Some(c);
                }
                (None, '{') => around.push(std::mem::take(&mut piece)),
                (None, ';' | '}') => {
                    self.declare(&around, &std::mem::take(&mut piece));
                    if c == '}' {
                        around.pop();
                    }
                }
                (None, _) => piece.push(c),
            }
        }
    }

    fn declare(&mut self, around: &[String], declaration: &str) {
        let Some((name, value)) = declaration.split_once(':') else {
            return;
        };
        let Some(name) = name.trim().strip_prefix("--") else {
            return;
        };
        let plain = |text: &String| -> String { text.split_whitespace().collect() };
        let around: Vec<String> = around.iter().map(plain).collect();
        let around: Vec<&str> = around.iter().map(String::as_str).collect();
        let scheme = match around.as_slice() {
            [":root"] => &mut self.light,
            [DARK, ":root"] => &mut self.dark,
            _ => return,
        };
        scheme.insert(name.to_owned(), value.trim().to_owned());
    }

    /// The value of a token in a scheme.
    pub(super) fn get(&self, name: &str, scheme: Scheme) -> Option<&str> {
        let dark = self.dark.get(name).filter(|_| scheme == Scheme::Dark);
        dark.or_else(|| self.light.get(name)).map(String::as_str)
    }
}

fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_of_both_schemes() {
        let mut tokens = Tokens::default();
        tokens.read(
            "a { color: red } :root { --paper: #fff; --f: \"a;b\", c; /* --paper: #111; */ }
             @media (prefers-color-scheme: dark) { :root { --paper:#000 } }
             @media print { :root { --paper: #eee } } .hero { --paper: #123 }",
        );
        assert_eq!(tokens.get("paper", Scheme::Light), Some("#fff"));
        assert_eq!(tokens.get("paper", Scheme::Dark), Some("#000"));
        assert_eq!(tokens.get("f", Scheme::Dark), Some("\"a;b\", c"));
        assert_eq!(tokens.get("ink", Scheme::Light), None);
    }
}
