//! Workflow commands of GitHub Actions: one line per finding, which is shown at the line
//! in the pull request.
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use crate::diagnostic::described::{Described, Location};
use crate::diagnostic::finding::Severity;
use crate::diagnostic::report::Report;
use crate::messages::printable;
use crate::text::Sources;

/// The form for GitHub Actions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GitHub<'a> {
    /// The language of the texts.
    pub lang: &'a str,
    /// The folder of the project in its repository, empty or with a `/` at its end.
    pub folder: &'a str,
}

impl GitHub<'_> {
    /// Prints a command for every finding.
    #[must_use]
    pub(crate) fn render(&self, report: &Report, sources: &Sources) -> String {
        let described = Described::all_in_repository(report, sources, self.lang, self.folder);
        described.iter().map(command).collect()
    }
}

fn command(one: &Described<'_>) -> String {
    let level = match one.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = one.location.as_ref().map(place).unwrap_or_default();
    properties.push(("title", one.found.code().to_owned()));
    let properties: Vec<String> = properties
        .iter()
        .map(|(name, value)| format!("{name}={}", property(value)))
        .collect();
    format!(
        "::{level} {}::{}\n",
        properties.join(","),
        data(&printable(&one.text()))
    )
}

fn place(at: &Location) -> Vec<(&'static str, String)> {
    let mut properties = vec![("file", printable(&at.path).into_owned())];
    if let Some(extent) = &at.extent {
        properties.push(("line", extent.start.line.to_string()));
        properties.push(("endLine", extent.end.line.to_string()));
        // Columns are shown only where both ends are on one line.
        if extent.start.line == extent.end.line {
            properties.push(("col", extent.start.column.to_string()));
            properties.push(("endColumn", extent.end.column.to_string()));
        }
    }
    properties
}

/// A message: one line, and no `%` that would be read as an escape.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property: also escapes the characters that would end it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(data("50 %\r\na: b, c"), "50 %25%0D%0Aa: b, c");
        assert_eq!(property("a:b,c%\n"), "a%3Ab%2Cc%25%0A");
    }
}
