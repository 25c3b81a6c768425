//! Writing scalars so that they read back as the same text.

/// The text as YAML: bare where that is unambiguous, else in double quotes.
#[must_use]
pub(crate) fn quote_if_needed(text: &str) -> String {
    if is_safe_bare(text) {
        return text.to_owned();
    }
    quoted(text)
}

/// The text in double quotes, with control characters and Unicode line ends escaped by code
/// point.
#[must_use]
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a text is safe without quotes: it begins with a letter, contains no YAML syntax,
/// and is not a word with another meaning.
fn is_safe_bare(text: &str) -> bool {
    let starts_with_letter = text.chars().next().is_some_and(char::is_alphabetic);
    let plain = |c: char| c.is_alphanumeric() || " -_./()+".contains(c);
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    starts_with_letter
        && text.chars().all(plain)
        && !text.ends_with(' ')
        && !words.contains(&text.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::quote_if_needed;
    use crate::path::SourcePath;
    use crate::text::Sources;
    use crate::yaml::parse;

    proptest::proptest! {
        /// Whatever text is written, it is read back the same.
        #[test]
        fn reads_back(text in "[^\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u{fffe}\u{ffff}\r]{0,24}") {
            let yaml = format!("key: {}\n", quote_if_needed(&text));
            let mut sources = Sources::default();
            let source = sources.add(SourcePath::built_in("x"), yaml.as_str());
            let mut findings = Vec::new();
            let parsed = parse(source, &yaml, 0, &mut findings);
            let read = parsed.ok().and_then(|y| y.root.get("key").and_then(|n| n.as_text().map(str::to_owned)));
            proptest::prop_assert_eq!(read, Some(text));
        }
    }
}
