//! Several values in one cell, with semicolons between them. What holds one itself, or
//! blanks at its ends, stands in quotes, as in CSV.

/// The values as one text.
#[must_use]
pub(super) fn join(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| protected(item)).collect();
    items.join("; ")
}

/// The values of a cell. Lines part values as semicolons do.
#[must_use]
pub(super) fn split(text: &str, separator: char) -> Vec<String> {
    let mut items = Vec::new();
    let mut rest = text;
    while !rest.trim_start().is_empty() {
        rest = rest.trim_start();
        let (item, after) = if rest.starts_with('"') {
            in_quotes(rest, separator)
        } else {
            let end = rest.find([separator, '\n']).unwrap_or(rest.len());
            let (item, after) = rest.split_at(end);
            (item.trim_end().to_owned(), after)
        };
        rest = after.strip_prefix([separator, '\n']).unwrap_or(after);
        if !item.is_empty() {
            items.push(item);
        }
    }
    items
}

/// `name = value` as its parts; the language of a name is a part of it.
#[must_use]
pub(super) fn pair(item: &str) -> Option<(&str, &str)> {
    let (name, value) = item.split_once('=')?;
    let name = name.trim();
    (!name.is_empty()).then(|| (name, value.strip_prefix(' ').unwrap_or(value)))
}

fn protected(item: &str) -> String {
    let is_plain = !item.is_empty()
        && !item.contains([';', '\n'])
        && !item.starts_with('"')
        && item.trim() == item;
    if is_plain {
        item.to_owned()
    } else {
        format!("\"{}\"", item.replace('"', "\"\""))
    }
}

/// The text in quotes at the beginning, and what follows. A quote that is never closed
/// is a character like any other.
fn in_quotes(text: &str, separator: char) -> (String, &str) {
    let mut item = String::new();
    let mut rest = text.strip_prefix('"').unwrap_or(text);
    while let Some((before, after)) = rest.split_once('"') {
        item.push_str(before);
        rest = after;
        let Some(further) = rest.strip_prefix('"') else {
            let after = rest.trim_start_matches([' ', '\u{a0}']);
            if after.is_empty() || after.starts_with([separator, '\n']) {
                return (item, after);
            }
            break;
        };
        item.push('"');
        rest = further;
    }
    let end = text.find([separator, '\n']).unwrap_or(text.len());
    let (item, after) = text.split_at(end);
    (item.trim_end().to_owned(), after)
}

#[cfg(test)]
mod tests {
    use super::{join, split};

    proptest::proptest! {
        /// Whatever items are joined, the same come back.
        #[test]
        fn join_and_split(items in proptest::collection::vec("[a-z\";, \n=]{1,6}", 0..4)) {
            proptest::prop_assert_eq!(split(&join(&items), ';'), items);
        }
    }

    /// What people type: no quotes, blanks anywhere, a separator at the end.
    #[test]
    fn as_typed() {
        assert_eq!(split(" a;b ;\nc d; ", ';'), ["a", "b", "c d"]);
        assert_eq!(split("5\" pipe; \"open", ';'), ["5\" pipe", "\"open"]);
        assert_eq!(split("a, b", ','), ["a", "b"]);
    }
}
