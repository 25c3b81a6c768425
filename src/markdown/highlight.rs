//! Syntax highlighting, as short classes that the theme's style sheet defines. The grammars
//! are loaded with the first block, so a site without code pays nothing. Blocks that are too
//! large to be worth the time are shown plain.

use std::sync::LazyLock;

use crate::text::escape_html_into;
use syntect::parsing::{ParseState, ScopeStack, SyntaxSet};

/// How much code of one text is highlighted, in bytes. Some grammars need 40 µs for a byte of
/// adversarial input, so a text without this limit could take a minute.
pub(crate) const MAX_CODE: usize = 16 * 1024;
/// The longest line that is highlighted, in bytes; grammars are slow on long ones.
const MAX_LINE: usize = 400;

static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Scope prefixes and their classes; the innermost listed scope decides.
const CLASSES: &[(&str, &str)] = &[
    ("comment", "hl-c"),
    ("string", "hl-s"),
    ("constant.numeric", "hl-n"),
    ("constant", "hl-n"),
    ("keyword.operator", "hl-o"),
    ("keyword", "hl-k"),
    ("storage", "hl-k"),
    ("entity.name.function", "hl-f"),
    ("support.function", "hl-f"),
    ("entity.name.tag", "hl-k"),
    ("entity.name", "hl-t"),
    ("support.type", "hl-t"),
    ("entity.other.attribute-name", "hl-a"),
    ("variable", "hl-v"),
];

/// Whether a block can be highlighted, apart from the limit on the text.
pub(crate) fn can_colour(code: &str, language: &str) -> bool {
    !language.is_empty()
        && code.lines().all(|line| line.len() <= MAX_LINE)
        && GRAMMARS.find_syntax_by_token(language).is_some()
}

/// The block as HTML with classes; `None` if the language has no grammar, or the grammar
/// fails.
pub(crate) fn highlight(code: &str, language: &str) -> Option<String> {
    let grammar = GRAMMARS.find_syntax_by_token(language)?;
    let mut state = ParseState::new(grammar);
    let mut stack = ScopeStack::new();
    let mut html = String::with_capacity(code.len() * 2);
    for line in code.split_inclusive('\n') {
        let operations = state.parse_line(line, &GRAMMARS).ok()?;
        let mut at = 0;
        for (position, operation) in operations {
            piece(&mut html, line.get(at..position)?, &stack);
            stack.apply(&operation).ok()?;
            at = position;
        }
        piece(&mut html, line.get(at..)?, &stack);
    }
    Some(html)
}

fn piece(html: &mut String, text: &str, stack: &ScopeStack) {
    if text.is_empty() {
        return;
    }
    let class = stack.as_slice().iter().rev().find_map(|scope| {
        let name = scope.build_string();
        let begins = |prefix: &str| {
            name.strip_prefix(prefix)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        CLASSES
            .iter()
            .find(|(prefix, _)| begins(prefix))
            .map(|(_, class)| *class)
    });
    match class.filter(|_| !text.trim().is_empty()) {
        Some(class) => {
            html.push_str("<span class=\"");
            html.push_str(class);
            html.push_str("\">");
            escape_html_into(html, text);
            html.push_str("</span>");
        }
        None => escape_html_into(html, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn highlights_known_languages_up_to_the_limits() {
        let html = highlight("let x = \"<a>\"; // y\n", "rust").unwrap_or_default();
        assert!(html.contains("<span class=\"hl-k\">let</span>"), "{html}");
        assert!(
            html.contains("&lt;a&gt;") && html.contains("hl-c"),
            "{html}"
        );
        assert_eq!(highlight("x", "no-such-language"), None);
        assert!(can_colour(&"x".repeat(MAX_LINE), "rust"));
        assert!(!can_colour(&"x".repeat(MAX_LINE + 1), "rust"));
        assert!(!can_colour("x", "no-such-language"));
    }
}
