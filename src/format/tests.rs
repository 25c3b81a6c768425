//! Tests of the steps on small texts.

use super::*;

fn laid_out(text: &str) -> String {
    format(text, None).unwrap_or_else(|| "left alone".to_owned())
}

#[test]
fn two_blanks_for_each_level() {
    for (before, after) in [
        (
            "a:\n    b: 1\n    c:\n        d: 2\n",
            "a:\n  b: 1\n  c:\n    d: 2\n",
        ),
        ("a:\n- 1\n- 2\n", "a:\n  - 1\n  - 2\n"),
        (
            "a:\n-   b: 1\n    c: 2\n-   b: 3\n",
            "a:\n  - b: 1\n    c: 2\n  - b: 3\n",
        ),
        (
            "a:\n   # of b\n   b: 1\n# of c\nc: 2\n",
            "a:\n  # of b\n  b: 1\n# of c\nc: 2\n",
        ),
        (
            "a:\n    b: |\n        x\n          y\n",
            "a:\n  b: |\n    x\n      y\n",
        ),
        ("a:\n    b: one\n        two\n", "a:\n  b: one\n      two\n"),
        ("a:\n      [1,\n       2]\n", "a:\n  [1,\n   2]\n"),
        (
            "- a: 1\n  b: 2\n-\n    c: 3\n",
            "- a: 1\n  b: 2\n-\n  c: 3\n",
        ),
        ("- |\n  x\n- 2\n", "- |\n  x\n- 2\n"),
        ("{a: 1,\n b: 2}\n", "{a: 1,\n b: 2}\n"),
    ] {
        assert_eq!(laid_out(before), after, "{before}");
    }
}

#[test]
fn blanks_at_the_ends_go_where_they_mean_nothing() {
    assert_eq!(laid_out("a: 1  \n\n\nb: 2\n\n\n"), "a: 1\n\n\nb: 2\n");
    assert_eq!(laid_out("a: 1"), "a: 1\n");
    assert_eq!(laid_out("a: |\n  x  \n  y\n"), "a: |\n  x  \n  y\n");
    assert_eq!(laid_out("a: |+\n  x\n\n"), "a: |+\n  x\n\n");
    assert_eq!(laid_out(""), "");
}

#[test]
fn what_cannot_be_read_is_left_alone() {
    for text in [
        "a: [1\n",
        "a: 1\na: 2\n",
        "a: &x 1\nb:\n    c: *x\n",
        "<<<<<<< a\n",
    ] {
        let same = format(text, None).is_none_or(|laid_out| laid_out == text);
        assert!(same || read(text).is_some(), "{text}");
    }
    assert_eq!(format("a: [1\n", None), None);
}

proptest::proptest! {
    /// Formatting is idempotent, and keeps the values.
    #[test]
    fn twice_is_once(
        lines in proptest::collection::vec(
            "( {0,6}|)(- ){0,2}[a-c]{1,2}: ?(x|1\\.50|\\|| #c|\\[1, 2\\]|\"q\"|)( #k)?",
            1..8,
        ),
    ) {
        let text = format!("{}\n", lines.join("\n"));
        if let Some(once) = format(&text, None) {
            let (before, after) = (read(&text).unwrap(), read(&once).unwrap());
            proptest::prop_assert!(says_the_same(&before.root, &after.root), "{}", once);
            let twice = format(&once, None);
            proptest::prop_assert_eq!(twice.as_deref(), Some(once.as_str()));
        }
    }
}
