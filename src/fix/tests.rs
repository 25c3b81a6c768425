//! Tests of edits in files with byte-order marks and various line ends, and of their
//! diffs.

use super::apply_edits::apply_edits;
use super::*;
use crate::diagnostic::Edit;
use crate::text::{Span, decode};

/// An edit of the first source of a run.
fn edit(range: std::ops::Range<usize>, text: &str) -> Edit {
    Edit {
        span: Span::new(Sources::default().next_id(), range),
        text: text.to_owned(),
    }
}

#[test]
fn a_mark_and_line_ends_stay() {
    let bytes = "\u{feff}a: 1\r\nb: 2\r\n".as_bytes();
    let text = decode(bytes.to_vec()).unwrap();
    let edits = [edit(8..9, "3\nc: 4"), edit(0..1, "x")];
    let edited = apply_edits(bytes, &text, &edits).unwrap();
    assert_eq!(
        String::from_utf8(edited).unwrap(),
        "\u{feff}x: 1\r\nb: 3\r\nc: 4\r\n"
    );
    assert_eq!(apply_edits(b"other", &text, &edits), None);
    assert_eq!(apply_edits(bytes, &text, &[edit(8..90, "3")]), None);
}

#[test]
fn a_difference_reads_as_a_patch() {
    let file = |before: &str, after: &str| FixedFile {
        path: SourcePath::new("content/a.yaml").unwrap(),
        before: before.into(),
        after: after.into(),
        made: Vec::new(),
    };
    let lines = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n";
    let changed = lines.replace("2\n3", "2\nthree").replace("11", "eleven");
    let shown = diff(&file(lines, &changed));
    let hunks: Vec<&str> = shown.lines().filter(|l| l.starts_with("@@")).collect();
    assert_eq!(hunks, ["@@ -1,6 +1,6 @@", "@@ -8,5 +8,5 @@"]);
    let shown = diff(&file("a\nb", "a\nx\nb"));
    assert!(shown.ends_with("@@ -1,2 +1,3 @@\n a\n+x\n b\n\\ No newline at end of file\n"));
}

proptest::proptest! {
    /// Bytes outside of edits stay the same, with any line ends.
    #[test]
    fn bytes_outside_of_edits_stay(
        pieces in proptest::collection::vec("([a-zč ]|\r\n|\n){0,6}", 1..8),
        marked: bool,
    ) {
        // Every second piece is replaced.
        let whole = pieces.concat();
        let mark = if marked { "\u{feff}" } else { "" };
        let bytes = format!("{mark}{whole}").into_bytes();
        let text = decode(bytes.clone()).unwrap();
        let mut at = 0;
        let mut edits = Vec::new();
        let mut expected = mark.to_owned();
        for (number, piece) in pieces.iter().enumerate() {
            let read = decode(piece.clone().into_bytes()).unwrap();
            if number % 2 == 1 {
                edits.push(edit(at..at + read.len(), "§"));
                expected.push('§');
            } else {
                expected.push_str(piece);
            }
            at += read.len();
        }
        let edited = apply_edits(&bytes, &text, &edits).unwrap();
        proptest::prop_assert_eq!(String::from_utf8(edited).unwrap(), expected);
    }
}
