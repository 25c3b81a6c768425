//! Comments of scripts. A slash starts a regular expression or divides, depending on the token
//! before it (ECMAScript, section 12). After a brace only a parser can tell, and such a script
//! is left unchanged.

use super::{BLANK, Kept, is_notice};

/// What the last token means for a slash that follows.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    /// A value: the slash divides.
    Value,
    /// An operator or the start: the slash starts a regular expression.
    Operator,
    /// The dot of a property, whose name may be any word.
    Dot,
    /// `if`, `while`, `for` or `with`: a statement follows its parentheses.
    Head,
    /// Either.
    Unknown,
}

/// An open bracket.
#[derive(Clone, Copy, PartialEq)]
enum OpenBracket {
    Parenthesis {
        of_head: bool,
    },
    Bracket,
    Brace,
    /// `${` in a template.
    Template,
}

/// A script without its comments; `None` if it cannot be parsed with certainty.
pub(super) fn without_comments(script: &str) -> Option<String> {
    let mut reader = ScriptReader {
        kept: Kept::of(script),
        before: Before::Operator,
        open: Vec::new(),
    };
    while !reader.kept.rest.is_empty() {
        reader.step()?;
    }
    reader.open.is_empty().then_some(reader.kept.text)
}

struct ScriptReader<'t> {
    kept: Kept<'t>,
    before: Before,
    open: Vec<OpenBracket>,
}

impl ScriptReader<'_> {
    fn step(&mut self) -> Option<()> {
        let rest = self.kept.rest;
        let sign = rest.chars().next()?;
        match sign {
            ' ' | '\t' | '\n' | '\r' => return self.kept.keep(1).map(|_| ()),
            '/' if rest.starts_with("//") => return self.line_comment(),
            '/' if rest.starts_with("/*") => return self.block_comment(),
            '/' => return self.slash(),
            '"' | '\'' => {
                self.kept.keep_string(sign)?;
                self.before = Before::Value;
                return Some(());
            }
            '`' => {
                self.kept.keep(1)?;
                return self.template();
            }
            '.' if !rest
                .get(1..)
                .is_some_and(|after| after.starts_with(|next: char| next.is_ascii_digit())) =>
            {
                let is_spread = rest.starts_with("...");
                self.kept.keep(if is_spread { 3 } else { 1 })?;
                self.before = if is_spread {
                    Before::Operator
                } else {
                    Before::Dot
                };
                return Some(());
            }
            _ if is_of_word(sign) || sign == '.' => return self.word(),
            _ => {}
        }
        // HTML-like comments, which browsers still support in old scripts.
        if rest.starts_with("<!--") || rest.starts_with("-->") || !sign.is_ascii() || sign == '\\' {
            return None;
        }
        self.sign(sign)
    }

    fn line_comment(&mut self) -> Option<()> {
        let rest = self.kept.rest;
        let len = rest.find(['\n', '\r', '\u{2028}', '\u{2029}']);
        let len = len.unwrap_or(rest.len());
        if is_notice(rest.get(..len)?) {
            return self.kept.keep(len).map(|_| ());
        }
        self.kept.leave_out(len).map(|_| ())
    }

    fn block_comment(&mut self) -> Option<()> {
        let len = self.kept.rest.get(2..)?.find("*/")? + 4;
        let comment = self.kept.rest.get(..len)?;
        if is_notice(comment) {
            return self.kept.keep(len).map(|_| ());
        }
        // A comment with several lines counts as a line end, which may end a statement.
        let is_long = comment.contains(['\n', '\r', '\u{2028}', '\u{2029}']);
        let line = self.kept.text.rsplit('\n').next().unwrap_or_default();
        let is_first = line.trim().is_empty();
        let is_apart = self.kept.leave_out(len)?;
        if is_long && !is_first {
            let text = &mut self.kept.text;
            text.truncate(text.trim_end_matches(BLANK).len());
            text.push('\n');
        } else if !is_apart {
            self.kept.text.push(' ');
        }
        Some(())
    }

    fn slash(&mut self) -> Option<()> {
        match self.before {
            Before::Value => {
                self.kept.keep(1)?;
                self.before = Before::Operator;
            }
            Before::Operator => {
                self.kept.keep(expression(self.kept.rest)?)?;
                self.before = Before::Value;
            }
            Before::Dot | Before::Head | Before::Unknown => return None,
        }
        Some(())
    }

    /// Keeps a template literal up to its end or to a `${`.
    fn template(&mut self) -> Option<()> {
        loop {
            let at = self.kept.rest.find(['`', '\\', '$'])?;
            self.kept.keep(at)?;
            if self.kept.rest.starts_with('\\') {
                self.kept.keep_escaped()?;
            } else if self.kept.rest.starts_with("${") {
                self.kept.keep(2)?;
                self.open.push(OpenBracket::Template);
                self.before = Before::Operator;
                return Some(());
            } else if self.kept.keep(1)? == "`" {
                self.before = Before::Value;
                return Some(());
            }
        }
    }

    /// A name, a keyword or a number.
    fn word(&mut self) -> Option<()> {
        let rest = self.kept.rest;
        let is_number = rest.starts_with(|first: char| first.is_ascii_digit() || first == '.');
        let end = rest.find(|sign| !(is_of_word(sign) || is_number && sign == '.'));
        let word = self.kept.keep(end.unwrap_or(rest.len()))?;
        self.before = match word {
            _ if self.before == Before::Dot => Before::Value,
            "await" if self.before == Before::Head => Before::Head,
            "if" | "while" | "for" | "with" => Before::Head,
            "return" | "typeof" | "instanceof" | "in" | "new" | "delete" | "void" | "throw"
            | "case" | "do" | "else" => Before::Operator,
            "await" | "yield" | "of" | "async" | "default" | "extends" | "get" | "set"
            | "static" => Before::Unknown,
            _ => Before::Value,
        };
        Some(())
    }

    fn sign(&mut self, sign: char) -> Option<()> {
        let is_doubled = self.kept.rest.starts_with("++") || self.kept.rest.starts_with("--");
        self.kept.keep(if is_doubled { 2 } else { 1 })?;
        match sign {
            '(' => self.open.push(OpenBracket::Parenthesis {
                of_head: self.before == Before::Head,
            }),
            '[' => self.open.push(OpenBracket::Bracket),
            '{' => self.open.push(OpenBracket::Brace),
            ')' | ']' | '}' => return self.close(sign),
            _ => {}
        }
        self.before = if is_doubled {
            Before::Unknown
        } else {
            Before::Operator
        };
        Some(())
    }

    fn close(&mut self, sign: char) -> Option<()> {
        self.before = match (sign, self.open.pop()?) {
            (')', OpenBracket::Parenthesis { of_head: true }) => Before::Operator,
            (')', OpenBracket::Parenthesis { of_head: false }) | (']', OpenBracket::Bracket) => {
                Before::Value
            }
            ('}', OpenBracket::Brace) => Before::Unknown,
            ('}', OpenBracket::Template) => return self.template(),
            _ => return None,
        };
        Some(())
    }
}

fn is_of_word(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || matches!(sign, '_' | '$' | '#')
}

/// The length of the regular expression at the start of a text, without its flags.
fn expression(text: &str) -> Option<usize> {
    let mut in_class = false;
    let mut is_escaped = false;
    for (at, sign) in text.char_indices().skip(1) {
        match sign {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => return None,
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class => return Some(at + 1),
            _ => {}
        }
    }
    None
}
