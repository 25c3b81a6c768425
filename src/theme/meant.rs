//! Suggestions for unknown names in a template, and the tag that is not closed.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::text::{SourceId, Sources, Span};
use crate::theme::Theme;

/// The filters of the template language and of the program.
const FILTERS: &[&str] = &[
    "abs",
    "capitalize",
    "default",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "json_encode",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

/// The tests of the template language.
const TESTS: &[&str] = &[
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

/// The functions of the template language and of the program.
const FUNCTIONS: &[&str] = &[
    "asset",
    "data",
    "date",
    "direction",
    "qr",
    "range",
    "super",
    "t",
    "throw",
    "url",
];

/// Tags that need an end tag: `end` and their name.
const CLOSED: &[&str] = &["block", "component", "filter", "for", "if", "raw"];

/// How many bytes after the place of an error its name may follow.
const NEAR: usize = 400;

/// Suggests a name if the error is an unknown name.
pub(super) fn suggest(
    finding: Diagnostic,
    why: &str,
    (source, start): (SourceId, usize),
    theme: &Theme,
    sources: &Sources,
) -> Diagnostic {
    let Some((written, known)) = named(why, theme, sources) else {
        return finding;
    };
    let text = sources.get(source).map_or("", |source| &*source.text);
    let near = text.get(start..).unwrap_or_default();
    let Some(at) = position_of(near, written).filter(|at| *at < NEAR) else {
        return finding;
    };
    let start = start + at;
    let span = Span::new(source, start..start + written.len());
    finding.did_you_mean(span, written, known.iter().map(String::as_str))
}

/// The unknown name and the known ones, from the message of the template language.
fn named<'w>(why: &'w str, theme: &Theme, sources: &Sources) -> Option<(&'w str, Vec<String>)> {
    let mut pieces = why.split('`');
    let what = pieces.next()?.trim_end();
    let written = pieces.next()?;
    let listed = || {
        let (_, list) = why.rsplit_once(": ").unwrap_or_default();
        list.split(", ").map(str::to_owned).collect()
    };
    let fixed = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let known = match what {
        "Variable" | "Field" => listed(),
        "Unknown filter" => fixed(FILTERS),
        "Unknown test" => fixed(TESTS),
        "Unknown function" => fixed(FUNCTIONS),
        "Unknown component" => components(theme, sources),
        _ => return None,
    };
    Some((written, known))
}

/// Finds a name as a whole word.
fn position_of(text: &str, name: &str) -> Option<usize> {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let mut all = text.match_indices(name).map(|(at, _)| at);
    all.find(|at| {
        let (before, after) = text.split_at(*at);
        let after = after.get(name.len()..).unwrap_or_default();
        !is_part(before.chars().next_back()) && !is_part(after.chars().next())
    })
}

/// The components that the templates of a theme declare.
fn components(theme: &Theme, sources: &Sources) -> Vec<String> {
    let texts = theme.templates.values();
    let texts = texts.filter_map(|id| Some(&*sources.get(*id)?.text));
    texts
        .flat_map(|text| {
            tags(text).into_iter().filter_map(|tag| {
                let name = tag.rest.split('(').next()?.trim();
                (tag.name == "component").then(|| name.to_owned())
            })
        })
        .collect()
}

/// A tag of a template: `{% if entry.image %}`.
struct TemplateTag<'t> {
    name: &'t str,
    rest: &'t str,
    range: Range<usize>,
}

/// The tags of a template, without those in comments.
fn tags(text: &str) -> Vec<TemplateTag<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(next) = text
        .get(at..)
        .and_then(|rest| rest.find("{%").map(|found| at + found))
    {
        let comment = text.get(at..next).and_then(|before| before.find("{#"));
        if let Some(comment) = comment.map(|found| at + found) {
            let end = text.get(comment..).and_then(|rest| rest.find("#}"));
            let Some(end) = end else { break };
            at = comment + end + 2;
            continue;
        }
        let Some(end) = text.get(next..).and_then(|rest| rest.find("%}")) else {
            break;
        };
        let range = next..next + end + 2;
        let inner = text.get(next + 2..next + end).unwrap_or_default();
        let inner = inner.trim_matches('-').trim();
        let (name, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        tags.push(TemplateTag {
            name,
            rest,
            range: range.clone(),
        });
        at = range.end;
    }
    tags
}

/// The tag that is still open when an enclosing tag is closed, or at the end; with its name.
pub(super) fn unclosed(text: &str) -> Option<(&str, Range<usize>)> {
    let mut open: Vec<TemplateTag<'_>> = Vec::new();
    for tag in tags(text) {
        if CLOSED.contains(&tag.name) {
            open.push(tag);
        } else if let Some(name) = tag
            .name
            .strip_prefix("end")
            .filter(|name| CLOSED.contains(name))
        {
            match open.last() {
                Some(last) if last.name == name => {
                    open.pop();
                }
                // An enclosing tag is closed, so this one was forgotten.
                Some(last) if open.iter().any(|tag| tag.name == name) => {
                    return Some((last.name, last.range.clone()));
                }
                _ => return None,
            }
        }
    }
    open.pop().map(|tag| (tag.name, tag.range))
}

#[cfg(test)]
mod tests {
    use super::unclosed;

    #[test]
    fn the_tag_that_is_not_closed() {
        let of = |text| unclosed(text).map(|(name, range)| (name, range.start));
        assert_eq!(
            of("{% for a in b %}{% if a %}x{% endfor %}"),
            Some(("if", 16))
        );
        assert_eq!(of("a{%- block x -%}b"), Some(("block", 1)));
        assert_eq!(of("{% if a %}{# {% if b %} #}{% else %}{% endif %}"), None);
        assert_eq!(of("{% endif %}"), None);
    }
}
