//! Style sheets that begin with `@import` are published together with what they import, so
//! that a page waits for one file. The imported files are published as well: another theme may
//! name them.

use std::collections::BTreeMap;

/// The deepest chain of imports that is followed.
const MAX_DEPTH: usize = 8;

/// A style sheet with the files of its folder inlined that it imports at its beginning; `None`
/// if it imports none. Imports with a condition, from elsewhere or of a missing file are kept.
pub(super) fn gathered(path: &str, files: &BTreeMap<String, Vec<u8>>) -> Option<Vec<u8>> {
    let is_style_sheet = path.rsplit_once('.').map(|(_, ending)| ending) == Some("css");
    let css = text(path, files).filter(|_| is_style_sheet)?;
    let whole = with_imports(path, css, files, MAX_DEPTH);
    (whole != css).then(|| whole.into_bytes())
}

fn text<'f>(path: &str, files: &'f BTreeMap<String, Vec<u8>>) -> Option<&'f str> {
    std::str::from_utf8(files.get(path)?).ok()
}

fn with_imports(path: &str, css: &str, files: &BTreeMap<String, Vec<u8>>, depth: usize) -> String {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut whole = String::new();
    let mut rest = css;
    loop {
        let ahead = without_comments(rest);
        let Some((name, after)) = import(ahead).filter(|(name, _)| !name.contains('/')) else {
            break;
        };
        let imported = match folder {
            "" => name.to_owned(),
            folder => format!("{folder}/{name}"),
        };
        let Some(own) = text(&imported, files).filter(|_| depth > 0) else {
            break;
        };
        whole.push_str(&with_imports(&imported, own, files, depth - 1));
        if !whole.ends_with('\n') {
            whole.push('\n');
        }
        rest = after;
    }
    whole.push_str(rest);
    whole
}

/// The rest of a style sheet after leading whitespace and comments.
fn without_comments(css: &str) -> &str {
    let mut rest = css.trim_start();
    while let Some((_, after)) = rest
        .strip_prefix("/*")
        .and_then(|rest| rest.split_once("*/"))
    {
        rest = after.trim_start();
    }
    rest
}

/// The name in an `@import` without a condition, and what follows it (CSS Cascading and
/// Inheritance 5, section 2).
fn import(css: &str) -> Option<(&str, &str)> {
    let rest = css.strip_prefix("@import")?.trim_start();
    let in_url = rest.strip_prefix("url(").map(str::trim_start);
    let quoted = in_url.unwrap_or(rest);
    let quote = quoted
        .chars()
        .next()
        .filter(|sign| matches!(sign, '"' | '\''))?;
    let (name, after) = quoted.get(1..)?.split_once(quote)?;
    let after = match in_url {
        Some(_) => after.trim_start().strip_prefix(')')?,
        None => after,
    };
    let after = after.trim_start().strip_prefix(';')?;
    (!name.contains(['\\', ':', '?', '#'])).then_some((name, after.trim_start()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::gathered;

    fn files(all: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
        let all = all.iter();
        all.map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
            .collect()
    }

    fn whole(path: &str, all: &[(&str, &str)]) -> Option<String> {
        gathered(path, &files(all)).map(|bytes| String::from_utf8(bytes).expect("text"))
    }

    #[test]
    fn what_is_imported_comes_first() {
        let all = [
            (
                "a.css",
                "/* All. */\n@import \"b.css\";\n@import url( 'c.css' ) ;\na{}\n",
            ),
            ("b.css", "b{}"),
            ("c.css", "@import 'b.css';\nc{}\n"),
        ];
        assert_eq!(
            whole("a.css", &all).as_deref(),
            Some("b{}\nb{}\nc{}\na{}\n")
        );
        assert_eq!(whole("b.css", &all), None);
    }

    #[test]
    fn other_imports_are_kept() {
        for css in [
            "@import \"b.css\" print;\na{}",
            "@import \"no.css\";\na{}",
            "@import \"fonts/b.css\";\na{}",
            "@import \"https://a.example/b.css\";\na{}",
            "a{}\n@import \"b.css\";",
            "@import \"b.css",
            "/* @import \"b.css\"; */ a{}",
        ] {
            let all = [("a.css", css), ("b.css", "b{}"), ("fonts/b.css", "b{}")];
            assert_eq!(whole("a.css", &all), None, "{css}");
        }
    }

    #[test]
    fn circular_imports_end() {
        let all = [
            ("a.css", "@import \"b.css\";a{}"),
            ("b.css", "@import \"a.css\";b{}"),
        ];
        assert!(whole("a.css", &all).is_some());
    }
}
