//! Several values in one cell, separated by semicolons. A value with a semicolon or with
//! spaces at its ends is quoted, as in CSV.

/// Joins the values.
#[must_use]
pub(super) fn join(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| protected(item)).collect();
    items.join("; ")
}

/// Splits a cell into values. Line breaks separate values, too.
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

/// Splits `name = value`; the language of a name is part of it.
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

/// The quoted text at the beginning, and the rest. An unclosed quote is an ordinary character.
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
        /// Splitting joined items returns the same items.
        #[test]
        fn join_and_split(items in proptest::collection::vec("[a-z\";, \n=]{1,6}", 0..4)) {
            proptest::prop_assert_eq!(split(&join(&items), ';'), items);
        }
    }

    /// Hand-typed cells: no quotes, any spaces, a trailing separator.
    #[test]
    fn as_typed() {
        assert_eq!(split(" a;b ;\nc d; ", ';'), ["a", "b", "c d"]);
        assert_eq!(split("5\" pipe; \"open", ';'), ["5\" pipe", "\"open"]);
        assert_eq!(split("a, b", ','), ["a", "b"]);
    }
}
