//! The layout of YAML files: two blanks for each level, the fields of an entry in the
//! order of its schema, quotes around digits that other programs would change, no blanks
//! at the ends of lines.
//!
//! Each step parses the text again and returns a new one: [`indent`], [`order`],
//! [`quotes`], [`blanks`]. The values stay the same, comments stay with their fields, and
//! formatted text does not change. If that is not certain, the text stays as it is.

mod blanks;
mod indent;
mod order;
mod quotes;

use crate::schema::Fields;
use crate::text::{SourceId, Sources};
use crate::yaml::{self, Kind, Node, Yaml};

/// Formats a text; `None` if it cannot be parsed, or if the steps would change its
/// values. `fields` are those of an entry.
pub(crate) fn format(text: &str, fields: Option<&Fields>) -> Option<String> {
    let before = read(text)?;
    let mut laid_out = blanks::trim(text, &before);
    laid_out = step(&laid_out, indent::edits)?;
    if let Some(fields) = fields {
        laid_out = order::sorted(&laid_out, &read(&laid_out)?, fields);
        laid_out = step(&laid_out, |text, yaml| quotes::edits(text, yaml, fields))?;
    }
    let after = read(&laid_out)?;
    says_the_same(&before.root, &after.root).then_some(laid_out)
}

/// Formats the front matter of a Markdown file.
pub(crate) fn format_front_matter(text: &str, fields: Option<&Fields>) -> Option<String> {
    let Some(range) = yaml::front_matter(text).front_matter else {
        return Some(text.to_owned());
    };
    let laid_out = format(text.get(range.clone())?, fields)?;
    Some([text.get(..range.start)?, &laid_out, text.get(range.end..)?].concat())
}

/// A replacement of a range by a text.
struct LayoutEdit {
    range: std::ops::Range<usize>,
    text: String,
}

/// Applies the edits of a step, which do not overlap.
fn step(text: &str, edits: impl Fn(&str, &Yaml) -> Option<Vec<LayoutEdit>>) -> Option<String> {
    let mut edits = edits(text, &read(text)?)?;
    edits.sort_by_key(|edit| edit.range.start);
    let mut laid_out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        laid_out.push_str(text.get(at..edit.range.start)?);
        laid_out.push_str(&edit.text);
        at = edit.range.end;
    }
    laid_out.push_str(text.get(at..)?);
    Some(laid_out)
}

fn source() -> SourceId {
    Sources::default().next_id()
}

/// Parses the text as YAML; `None` if it has any fault.
fn read(text: &str) -> Option<Yaml> {
    let mut findings = Vec::new();
    let yaml = yaml::parse(source(), text, 0, &mut findings).ok()?;
    findings.is_empty().then_some(yaml)
}

/// Whether two trees have the same values, in whatever order of keys.
fn says_the_same(a: &Node, b: &Node) -> bool {
    match (&a.kind, &b.kind) {
        (Kind::Null, Kind::Null) => true,
        (Kind::Scalar(a), Kind::Scalar(b)) => a.text == b.text,
        (Kind::Sequence(a), Kind::Sequence(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| says_the_same(a, b))
        }
        (Kind::Mapping(a), Kind::Mapping(_)) => {
            let same = |pair: &yaml::Pair| {
                let other = b.get(&pair.key);
                other.is_some_and(|other| says_the_same(&pair.value, other))
            };
            a.len() == b.pairs().len() && a.iter().all(same)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
