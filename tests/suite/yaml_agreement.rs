//! Two YAML parsers: the one with spans for what editors write, and the one for fixed shapes.

use serde_yaml::Value;
use spunweb::testing::path::SourcePath;
use spunweb::testing::text::Sources;
use spunweb::testing::yaml::{Kind, Node, front_matter, parse};

use crate::support::{PACKAGE, expect_none};

/// Both parse everything in `content/` alike, so that a typed reader gets exactly what the
/// schema has checked.
#[test]
fn both_readers_agree_on_all_content() {
    let root = std::path::Path::new(PACKAGE).join("content");
    let mut different = Vec::new();
    let mut read = 0;
    for entry in walkdir::WalkDir::new(&root)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
    {
        let path = entry.path();
        let extension = path
            .extension()
            .and_then(|e| e.to_str())
            .unwrap_or_default();
        let text = match extension {
            "yaml" => std::fs::read_to_string(path).unwrap(),
            "md" => {
                let text = std::fs::read_to_string(path).unwrap();
                match front_matter(&text).front_matter {
                    Some(range) => text[range].to_owned(),
                    None => continue,
                }
            }
            _ => continue,
        };
        read += 1;
        let mut sources = Sources::default();
        let source = sources.add(SourcePath::built_in("x.yaml"), text.as_str());
        let mut findings = Vec::new();
        let ours = parse(source, &text, 0, &mut findings)
            .expect("the content is valid")
            .root;
        let theirs: Value = serde_yaml::from_str(&text).expect("the content is valid");
        if let Some(at) = difference(&ours, &theirs, "") {
            different.push(format!("{}: {at}", path.display()));
        }
    }
    assert!(read > 100, "{read} files");
    expect_none("files are read differently", &different);
}

/// The path of the first difference.
fn difference(ours: &Node, theirs: &Value, at: &str) -> Option<String> {
    match (&ours.kind, theirs) {
        (Kind::Null, Value::Null) => None,
        (Kind::Scalar(scalar), theirs) => {
            let same = match theirs {
                Value::String(text) => **text == *scalar.text,
                Value::Bool(flag) => scalar.plain && flag.to_string() == scalar.text.to_lowercase(),
                Value::Number(number) => {
                    scalar.plain && scalar.text.parse::<f64>().ok() == number.as_f64()
                }
                _ => false,
            };
            (!same).then(|| format!("{at}: {} and {theirs:?}", scalar.text))
        }
        (Kind::Sequence(items), Value::Sequence(values)) if items.len() == values.len() => items
            .iter()
            .zip(values)
            .enumerate()
            .find_map(|(index, (ours, theirs))| difference(ours, theirs, &format!("{at}/{index}"))),
        (Kind::Mapping(pairs), Value::Mapping(values)) if pairs.len() == values.len() => {
            pairs.iter().find_map(|pair| {
                let at = format!("{at}/{}", pair.key);
                match values.get(&*pair.key) {
                    Some(theirs) => difference(&pair.value, theirs, &at),
                    None => Some(format!("{at}: only in one")),
                }
            })
        }
        _ => Some(format!("{at}: another kind of value")),
    }
}

/// Constructs in which YAML parsers are known to differ.
#[test]
fn both_readers_agree_on_odd_ones() {
    let mut different = Vec::new();
    for text in [
        "a: no\nb: yes\nc: on\nd: True\ne: FALSE\nf: ~\ng: Null\nh:\n",
        "a: 012\nb: 1_000\nc: 1e3\nd: +12\ne: 1.50\nf: 12:30\ng: 1,5\nh: 1 000\n",
        "a: 2026-06-01\nb: 2026\nc: '2026'\nd: \"no\"\n",
        "a: >\n  folded\n  text\n\nb: |-\n  kept\n  lines\n\nc: |+\n  kept\n\nd: plain\n  over\n  lines\n",
        "a: \"quoted \\\n  over lines\"\nb: 'it''s'\nc: \"\\u0161\\t\\x41\"\n",
        "a: &x {b: [1, 2]}\nc: *x\n",
        "a: [b, c: d, {e: f}]\ng: {h, i: , j: k}\n",
        "? a\n: b\n\"quoted key\": c\n",
        "- a\n-\n  - b\n- - c\n  - d\n",
        "# only a comment\n",
        "",
        "---\na: b\n",
        "a: b # comment\nc: d#no comment\ne: '# text'\n",
        "a: http://x.example/#b\nb: c:d\n",
        "a: 'single\n\n  over lines'\nb:   spaces   \n",
    ] {
        let mut sources = Sources::default();
        let source = sources.add(SourcePath::built_in("x.yaml"), text);
        let ours = parse(source, text, 0, &mut Vec::new());
        let theirs = serde_yaml::from_str::<Value>(text);
        match (ours, theirs) {
            (Ok(ours), Ok(theirs)) => {
                let at = difference(&ours.root, &theirs, "");
                different.extend(at.map(|at| format!("{text:?}: {at}")));
            }
            (Err(_), Err(_)) => {}
            (ours, theirs) => different.push(format!("{text:?}: {ours:?} and {theirs:?}")),
        }
    }
    expect_none("texts are read differently", &different);
}
