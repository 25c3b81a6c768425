//! The compiler's messages, line by line: `catalog.typ:12:3: error: unknown variable: x`.

use std::path::Path;

/// A fault that the compiler reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Remark {
    /// The file in the project; empty if the message names none.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// The message.
    pub text: String,
}

/// Parses the compiler's output; if no line has the expected form, all of it is one remark.
pub(super) fn read(said: &str, folder: &Path) -> Vec<Remark> {
    let folder = folder.to_string_lossy();
    let remarks = said.lines().filter_map(|line| remark(line, &folder));
    let remarks: Vec<Remark> = remarks.collect();
    if !remarks.is_empty() {
        return remarks;
    }
    let text: Vec<&str> = said
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    vec![Remark {
        file: None,
        line: 0,
        column: 0,
        text: text.join(" "),
    }]
}

fn remark(line: &str, folder: &str) -> Option<Remark> {
    let (before, text) = line.split_once("error: ")?;
    let text = text.trim().to_owned();
    let before = before.trim_end().trim_end_matches(':');
    let mut parts = before.rsplitn(3, ':');
    let numbers = (parts.next(), parts.next());
    let place = match numbers {
        (Some(column), Some(line)) => line.parse().ok().zip(column.parse().ok()),
        _ => None,
    };
    let Some(((line, column), file)) = place.zip(parts.next()) else {
        return before.is_empty().then_some(Remark {
            file: None,
            line: 0,
            column: 0,
            text,
        });
    };
    let file = file.strip_prefix(folder).unwrap_or(file);
    let file = file.trim_start_matches(['/', '\\']).replace('\\', "/");
    Some(Remark {
        file: Some(file),
        line,
        column,
        text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_file_line_and_column() {
        let said = "/p/catalog.typ:12:3: error: unknown variable: x\nlib.typ:1:1: error: b: c\n";
        let expected = [
            ("catalog.typ", 12, 3, "unknown variable: x"),
            ("lib.typ", 1, 1, "b: c"),
        ];
        let expected = expected.map(|(file, line, column, text)| Remark {
            file: Some(file.to_owned()),
            line,
            column,
            text: text.to_owned(),
        });
        assert_eq!(read(said, Path::new("/p")), expected);
    }

    #[test]
    fn what_has_another_form_is_reported_as_it_is() {
        let of = |said: &str| read(said, Path::new("/p"));
        assert_eq!(
            of("error: invalid value 'ua-1'\n")[0].text,
            "invalid value 'ua-1'"
        );
        assert_eq!(of("Killed\n\n  twice\n")[0].text, "Killed twice");
        assert_eq!(of("Killed")[0].file, None);
    }
}
