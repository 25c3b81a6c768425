//! SARIF 2.1.0, the OASIS format for results of static analysis, as code-hosting
//! sites and editors read it.
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use serde_json::{Value, json};

use crate::diagnostic::codes::codes;
use crate::diagnostic::described::{Described, Extent, Location};
use crate::diagnostic::finding::Severity;
use crate::diagnostic::page::title_of;
use crate::diagnostic::report::Report;
use crate::path::percent_encode_path;
use crate::text::Sources;

/// The address of the schema that the document follows.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The form for code-hosting sites.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sarif<'a> {
    /// The language of the texts.
    pub lang: &'a str,
    /// The folder of the project in its repository, empty or with a `/` at its end.
    pub folder: &'a str,
}

impl Sarif<'_> {
    /// Prints the document.
    #[must_use]
    pub(crate) fn render(&self, report: &Report, sources: &Sources) -> String {
        let described = Described::all_in_repository(report, sources, self.lang, self.folder);
        let mut rules: Vec<&str> = described.iter().map(|one| one.found.code()).collect();
        rules.sort_unstable();
        rules.dedup();
        let results: Vec<Value> = described
            .iter()
            .map(|one| result(one, &rules, sources))
            .collect();
        let described_rules: Vec<Value> = rules.iter().map(|code| self.rule(code)).collect();
        crate::messages::pretty(&json!({
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [{
                "tool": {"driver": {
                    "name": env!("CARGO_PKG_NAME"),
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": described_rules,
                }},
                "language": self.lang,
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {"REPOSITORY": {
                    "description": {"text": "The root of the repository."},
                }},
                "results": results,
            }],
        }))
    }

    fn rule(&self, code: &str) -> Value {
        let severity = codes().severity_of_code(code);
        json!({
            "id": code,
            "shortDescription": {"text": title_of(code, self.lang)},
            "help": {"text": codes().explain(code, self.lang).unwrap_or_default()},
            "defaultConfiguration": {"level": severity.word()},
        })
    }
}

fn result(one: &Described<'_>, rules: &[&str], sources: &Sources) -> Value {
    let code = one.found.code();
    let mut result = json!({
        "ruleId": code,
        "level": match one.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        "message": {"text": one.text()},
        "partialFingerprints": {"spunweb/v1": one.fingerprint},
    });
    if let Ok(index) = rules.binary_search(&code) {
        result["ruleIndex"] = json!(index);
    }
    if let Some(at) = &one.location {
        result["locations"] = json!([location(at)]);
    }
    if !one.related.is_empty() {
        let related = one.related.iter().map(|(at, text)| {
            let mut related = location(at);
            if let Some(text) = text {
                related["message"] = json!({"text": text});
            }
            related
        });
        result["relatedLocations"] = related.collect();
    }
    let edits = one.edits(sources);
    if let Some((first, _)) = edits.first() {
        let replacements = edits.iter().filter_map(|(at, text)| {
            Some(json!({
                "deletedRegion": region(at.extent.as_ref()?),
                "insertedContent": {"text": text},
            }))
        });
        result["fixes"] = json!([{
            "artifactChanges": [{
                "artifactLocation": artifact(first),
                "replacements": replacements.collect::<Value>(),
            }],
        }]);
    }
    result
}

fn location(at: &Location) -> Value {
    let mut physical = json!({"artifactLocation": artifact(at)});
    if let Some(extent) = &at.extent {
        physical["region"] = region(extent);
    }
    json!({"physicalLocation": physical})
}

fn artifact(at: &Location) -> Value {
    json!({"uri": percent_encode_path(&at.path), "uriBaseId": "REPOSITORY"})
}

fn region(extent: &Extent) -> Value {
    json!({
        "startLine": extent.start.line,
        "startColumn": extent.start.column,
        "endLine": extent.end.line,
        "endColumn": extent.end.column,
    })
}

#[cfg(test)]
mod tests {
    use crate::path::percent_encode_path;

    #[test]
    fn a_path_is_a_uri() {
        assert_eq!(
            percent_encode_path("content/a b/č.yaml"),
            "content/a%20b/%C4%8D.yaml"
        );
    }
}
