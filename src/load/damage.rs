//! Letters that were damaged before they reached the file: a text decoded with the wrong
//! encoding, and control characters that no keyboard types.

use crate::diagnostic::{Applicability, Diagnostic, Edit};
use crate::text::{SourceId, Span};

/// What is left of letters that a program decoded with the wrong encoding.
const DAMAGED: &[&str] = &[
    "Ã¡", "Ã©", "Ã\u{ad}", "Ã³", "Ãº", "Ã½", "Ã¤", "Ã¶", "Ã¼", "ÃŸ", "Ä›", "Å™", "Å¡", "Å¾",
    "Ä\u{8d}", "Ä\u{8f}", "Å¯", "Å¥", "Åˆ", "Â°", "Âµ", "Â±", "Â²", "Â³", "Â·", "â€“", "â€”",
    "â€ž", "â€œ", "â€™", "â€¦", "\u{fffd}",
];

/// Whether a damaged letter can begin with two bytes: those of Ã, Ä, Å, Â, â, and of the
/// replacement character.
fn may_begin(pair: &[u8]) -> bool {
    matches!(pair, [0xc3, 0x82..=0x85 | 0xa2] | [0xef, 0xbf])
}

/// The most characters that a fix removes. A file with more of them is not a text that
/// somebody wrote.
const MOST_EDITS: usize = 1_000;

/// Reports the first damaged letter and the first control or invisible character in a file
/// of YAML or Markdown.
pub(super) fn damage(source: SourceId, text: &str, is_yaml: bool) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let pairs = text.as_bytes().windows(2).enumerate();
    let mut places = pairs
        .filter(|(_, pair)| may_begin(pair))
        .filter_map(|(at, _)| {
            let rest = text.get(at..)?;
            let part = DAMAGED.iter().find(|part| rest.starts_with(**part))?;
            Some((at, *part))
        });
    if let Some((at, part)) = places.next() {
        let span = Span::new(source, at..at + part.len());
        found.push(Diagnostic::new("Y011.damaged", span).arg("part", part));
    }
    // This includes characters that reverse the direction of the rest of a line, and line
    // ends that only some programs recognise.
    let is_none = |sign: char| {
        let is_hidden = matches!(sign, '\u{202d}' | '\u{202e}' | '\u{2028}' | '\u{2029}');
        // The YAML parser itself refuses control characters.
        is_hidden || (!is_yaml && sign.is_control() && !matches!(sign, '\n' | '\t' | '\u{85}'))
    };
    // First bytes of control characters; most files contain none of them.
    let may_be = |byte: u8| matches!(byte, 0..=8 | 0xb..=0x1f | 0x7f | 0xc2 | 0xe2);
    let searched = if text.bytes().any(may_be) { text } else { "" };
    let signs = searched.char_indices().filter(|(_, sign)| is_none(*sign));
    let removed = |(at, sign): (usize, char)| Edit {
        span: Span::new(source, at..at + sign.len_utf8()),
        // Characters that separate words in other programs become a space.
        text: if matches!(sign, '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}') {
            " ".to_owned()
        } else {
            String::new()
        },
    };
    if let Some(first) = signs.clone().next() {
        let name = format!("U+{:04X}", u32::from(first.1));
        let finding = Diagnostic::new("Y011.control", removed(first).span).arg("sign", name);
        let edits: Vec<Edit> = signs.map(removed).take(MOST_EDITS + 1).collect();
        found.push(if edits.len() > MOST_EDITS {
            finding
        } else {
            finding.edits(edits, Applicability::Suggested)
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{DAMAGED, MOST_EDITS, damage, may_begin};
    use crate::text::Sources;

    fn keys(text: &str) -> Vec<&'static str> {
        let source = Sources::default().next_id();
        damage(source, text, false)
            .iter()
            .map(|found| found.key)
            .collect()
    }

    #[test]
    fn each_begins_with_one_of_the_first() {
        for part in DAMAGED {
            assert!(may_begin(&part.as_bytes()[..2]), "{part}");
            assert!(
                keys(&format!("Äâ {part}")).contains(&"Y011.damaged"),
                "{part}"
            );
        }
    }

    #[test]
    fn what_was_damaged() {
        assert_eq!(keys("DÄ›kan"), ["Y011.damaged"]);
        assert_eq!(keys("20 Â°C"), ["Y011.damaged"]);
        assert_eq!(keys("On\u{fffd}"), ["Y011.damaged"]);
        assert_eq!(keys("a\u{0}b"), ["Y011.control"]);
        assert_eq!(keys("a\u{202e}b"), ["Y011.control"]);
        let many = "a\u{0}".repeat(MOST_EDITS + 1);
        let source = Sources::default().next_id();
        let found = damage(source, &many, false);
        assert!(found.iter().all(|found| found.fix.is_none()) && found.len() == 1);
        assert!(keys("Ärger, São Paulo, Åland, 20 °C\t„x“\n").is_empty());
    }
}
