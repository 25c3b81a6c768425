//! Finds the conflict markers that git leaves in a file that it could not merge.

use std::ops::Range;

/// The markers of one conflict.
const MARKERS: [char; 4] = ['<', '|', '=', '>'];
/// How often a marker repeats its character.
const LENGTH: usize = 7;

/// The first line of each conflict in a text. A line of `=======` alone is a heading
/// of Markdown, and one of `|||||||` an empty row; they count only where the end of
/// a conflict follows.
pub(crate) fn conflicts(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // Fast path: almost no file has a marker, and every file is searched.
    if !["<<<<<<<", ">>>>>>>", "|||||||"]
        .iter()
        .any(|mark| text.contains(mark))
    {
        return found;
    }
    let (mut is_told, mut begun, mut is_base) = (false, None, false);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.trim_end().len();
        at += line.len();
        match marker(line) {
            Some('<') => {
                found.push(range);
                is_told = true;
            }
            Some('>') => {
                let begun = begun.take().unwrap_or(range);
                found.extend((!is_told).then_some(begun));
                is_told = false;
            }
            Some('=') if is_base && !is_told => {
                found.extend(begun.take());
                is_told = true;
            }
            Some(mark) => {
                is_base = mark == '|';
                begun = begun.or(Some(range));
            }
            None => {}
        }
    }
    found
}

/// The character of a marker, where the line is one.
fn marker(line: &str) -> Option<char> {
    // In a Markdown quotation each line begins with `>`.
    let line = line.trim().trim_start_matches("> ").trim_start();
    let first = line.chars().next().filter(|c| MARKERS.contains(c))?;
    let rest = line.trim_start_matches(first);
    let is_marker = line.len() - rest.len() == LENGTH;
    let ends = match first {
        '=' => rest.is_empty(),
        _ => rest.is_empty() || rest.starts_with(' '),
    };
    (is_marker && ends).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::conflicts;

    fn lines(text: &str) -> Vec<&str> {
        let ranges = conflicts(text).into_iter();
        ranges.filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn each_conflict_is_reported_once() {
        let whole = "a\n<<<<<<< HEAD\none\n||||||| base\nnone\n=======\ntwo\n>>>>>>> branch\nb\n";
        assert_eq!(lines(whole), ["<<<<<<< HEAD"]);
        assert_eq!(lines(&whole.repeat(2)), ["<<<<<<< HEAD", "<<<<<<< HEAD"]);
        assert_eq!(lines("  <<<<<<< HEAD\n  one\n"), ["  <<<<<<< HEAD"]);
        assert_eq!(lines("one\n=======\ntwo\n>>>>>>> branch\n"), ["======="]);
        assert_eq!(
            lines("a\n||||||| base\n=======\n>>>>>>> b\n"),
            ["||||||| base"]
        );
        assert_eq!(lines("two\n>>>>>>> branch\n"), [">>>>>>> branch"]);
        assert_eq!(lines("> <<<<<<< HEAD\n> a\n"), ["> <<<<<<< HEAD"]);
        assert_eq!(lines("||||||| base\nx\n=======\ny\n"), ["||||||| base"]);
    }

    #[test]
    fn texts_are_no_conflicts() {
        for text in [
            "Heading\n=======\n\n| a |\n",
            "x = 1 <<<<<<< 2\n",
            "<<<<<<<< eight\n>>>>>>>> eight\n",
            ">>>>>> six\n",
            "// =======\n",
        ] {
            assert!(lines(text).is_empty(), "{text:?}");
        }
    }
}
