//! Limits what a template does. Tera has no limits of its own, so that an untrusted template
//! could run for ever or use all memory. Before compiling, counting calls are inserted into
//! templates: one in the body of each loop and component, one after each assignment that can
//! make a value larger. They print nothing, and errors still point into the original template.

use std::ops::Range;

/// The function that counts one iteration of a loop, and the bytes of text in its body.
pub(crate) const STEP: &str = "__step";
/// The function that counts the size of a new value.
pub(crate) const MADE: &str = "__made";

/// A template with counting calls.
pub(crate) struct Metered {
    /// The text that is compiled.
    pub text: String,
    calls: Vec<Call>,
}

/// An inserted call.
struct Call {
    /// Its byte range in the new text.
    at: Range<usize>,
    /// The tag that it follows, in the original text.
    tag: Range<usize>,
}

impl Metered {
    /// Inserts the calls into a template.
    pub(crate) fn of(source: &str) -> Self {
        let mut metered = Self {
            text: String::with_capacity(source.len() + source.len() / 8),
            calls: Vec::new(),
        };
        let mut copied = 0;
        for (tag, call) in calls(source) {
            metered.text.push_str(&source[copied..tag.end]);
            copied = tag.end;
            let start = metered.text.len();
            metered.text.push_str(&call);
            metered.calls.push(Call {
                at: start..metered.text.len(),
                tag,
            });
        }
        metered.text.push_str(&source[copied..]);
        metered
    }

    /// Maps a byte range of the new text to the original text.
    pub(crate) fn original(&self, range: &Range<usize>) -> Range<usize> {
        let touched = self.calls.iter();
        let mut touched = touched.filter(|call| call.at.contains(&range.start));
        if let Some(call) = touched.next() {
            return call.tag.clone();
        }
        let start = self.original_offset(range.start);
        start..self.original_offset(range.end).max(start)
    }

    fn original_offset(&self, offset: usize) -> usize {
        let before = self.calls.iter().filter(|call| call.at.start < offset);
        let added: usize = before
            .map(|call| offset.min(call.at.end) - call.at.start)
            .sum();
        offset - added
    }
}

/// The calls of a template, each with the tag that it follows.
fn calls(source: &str) -> Vec<(Range<usize>, String)> {
    let tags = tags(source);
    let mut calls = Vec::new();
    for (number, tag) in tags.iter().enumerate() {
        let inside = tag.inside(source);
        let trim = if inside.ends_with('-') { "-" } else { "" };
        let words = inside.trim_matches('-').trim();
        let (name, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        let call = match name {
            "for" => step(&tags[number + 1..], tag, "for"),
            "component" => {
                let mut all = step(&tags[number + 1..], tag, "component");
                for name in parameters(rest) {
                    all.push_str(&format!("%}}{{% set __size = {MADE}(value={name}) "));
                }
                all
            }
            "set" | "set_global" => match rest.split_once('=') {
                Some((name, value)) if grows(value) => {
                    format!("set __size = {MADE}(value={}) ", name.trim())
                }
                _ => continue,
            },
            _ => continue,
        };
        calls.push((tag.whole.clone(), format!("{{% {call}{trim}%}}")));
    }
    calls
}

/// The call that counts an iteration of the block that a tag opens: one step, and the text
/// that each iteration writes.
fn step(following: &[TemplateTag], tag: &TemplateTag, name: &str) -> String {
    let end = following.iter().scan(1_usize, |depth, other| {
        if other.opens(name) {
            *depth += 1;
        } else if other.closes(name) {
            *depth -= 1;
        }
        Some((*depth, other.whole.start))
    });
    let end = end.into_iter().find(|(depth, _)| *depth == 0);
    let bytes = end.map_or(0, |(_, end)| end.saturating_sub(tag.whole.end));
    format!("set __size = {STEP}(bytes={bytes}) ")
}

/// Whether a value may be larger than its inputs.
fn grows(value: &str) -> bool {
    let literal = |at: usize| {
        let before = value[..at].trim_end().chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ']' | ')' | '"' | '\''))
    };
    value.contains('~')
        || value.contains('|')
        || value.match_indices('[').any(|(at, _)| literal(at))
        || value.contains('{')
}

/// The names in `name(first: string, second=3)`.
fn parameters(declaration: &str) -> Vec<&str> {
    let inside = declaration.split_once('(').map_or("", |(_, rest)| rest);
    let inside = inside.rsplit_once(')').map_or("", |(inside, _)| inside);
    let mut depth = 0_usize;
    let mut quote = None;
    let parts = inside.split(|c: char| {
        match c {
            _ if quote.is_some() => {
                if quote == Some(c) {
                    quote = None;
                }
                return false;
            }
            '"' | '\'' | '`' => quote = Some(c),
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    });
    parts
        .filter_map(|part| {
            let part = part.trim();
            let end = part
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(part.len());
            let name = &part[..end];
            let first = name.chars().next()?;
            (first.is_alphabetic() || first == '_').then_some(name)
        })
        .collect()
}

/// A `{% … %}` tag.
struct TemplateTag {
    whole: Range<usize>,
    name: Box<str>,
}

impl TemplateTag {
    /// The text between the delimiters.
    fn inside<'s>(&self, source: &'s str) -> &'s str {
        source
            .get(self.whole.start + 2..self.whole.end - 2)
            .unwrap_or_default()
    }

    fn opens(&self, name: &str) -> bool {
        &*self.name == name
    }

    fn closes(&self, name: &str) -> bool {
        self.name.strip_prefix("end") == Some(name)
    }
}

/// The tags of a template, except those in comments and raw blocks.
fn tags(source: &str) -> Vec<TemplateTag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(open) = source[at..].find('{').map(|found| at + found) {
        let end = match source.as_bytes().get(open + 1) {
            Some(b'#') => source[open..].find("#}").map(|found| open + found + 2),
            Some(b'{') => closing(source, open + 2, "}}"),
            Some(b'%') => closing(source, open + 2, "%}"),
            _ => Some(open + 1),
        };
        let Some(mut end) = end else { break };
        if source[open..].starts_with("{%") {
            let inside = source[open + 2..end - 2].trim_matches('-').trim_start();
            let name = inside
                .split(|c: char| c.is_whitespace() || c == '-')
                .next()
                .unwrap_or_default();
            if name == "raw" {
                let raw = source[end..].find("endraw").map(|found| end + found);
                end = raw.unwrap_or(source.len());
            } else {
                tags.push(TemplateTag {
                    whole: open..end,
                    name: name.into(),
                });
            }
        }
        at = end;
    }
    tags
}

/// The end of a tag, after its closing delimiter; delimiters inside strings are ignored.
fn closing(source: &str, from: usize, delimiter: &str) -> Option<usize> {
    let mut quote: Option<u8> = None;
    let bytes = source.as_bytes();
    for at in from..bytes.len() {
        match quote {
            Some(open) if bytes[at] == open => quote = None,
            None if matches!(bytes[at], b'"' | b'\'' | b'`') => quote = Some(bytes[at]),
            None if bytes[at..].starts_with(delimiter.as_bytes()) => {
                return Some(at + delimiter.len());
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loops_components_and_growing_values_are_counted() {
        for (source, metered) in [
            (
                "{% for a in b -%} xy {% endfor %}",
                "{% for a in b -%}{% set __size = __step(bytes=4) -%} xy {% endfor %}",
            ),
            (
                "{% for a in b %}{% for c in a %}x{% endfor %}{% endfor %}",
                "{% for a in b %}{% set __size = __step(bytes=29) %}{% for c in a %}{% set __size = __step(bytes=1) %}x{% endfor %}{% endfor %}",
            ),
            (
                "{% set a = a ~ a %}{% set c = b.c %}{% set d = a[0] %}{% set e = [a, a] %}",
                "{% set a = a ~ a %}{% set __size = __made(value=a) %}{% set c = b.c %}{% set d = a[0] %}{% set e = [a, a] %}{% set __size = __made(value=e) %}",
            ),
            (
                "{% component me(x, y: string = \"a,b\") %}.{% endcomponent me %}",
                "{% component me(x, y: string = \"a,b\") %}{% set __size = __step(bytes=1) %}{% set __size = __made(value=x) %}{% set __size = __made(value=y) %}.{% endcomponent me %}",
            ),
            (
                "{# {% for a in b %} #}{{ \"{% for a in b %}\" }}{% raw %}{% for a in b %}{% endraw %}",
                "{# {% for a in b %} #}{{ \"{% for a in b %}\" }}{% raw %}{% for a in b %}{% endraw %}",
            ),
        ] {
            assert_eq!(Metered::of(source).text, metered);
        }
    }

    #[test]
    fn places_are_those_of_the_source() {
        let source = "{% for a in b %}{{ wrong }}{% endfor %}{{ last }}";
        let metered = Metered::of(source);
        for word in ["wrong", "last", "for a"] {
            let at = metered.text.find(word).unwrap();
            let found = metered.original(&(at..at + word.len()));
            assert_eq!(&source[found], word);
        }
        let call = metered.text.find(STEP).unwrap();
        assert_eq!(
            &source[metered.original(&(call..call + 4))],
            "{% for a in b %}"
        );
    }
}
