//! The file that maps the columns of a spreadsheet to fields (`--map`), for headings that are
//! not labels.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::schema::{DecodedIn, Decoder, decode, shapes};
use crate::text::{SourceId, Sources};
use crate::yaml::{self, Node};

/// The parsed map.
#[derive(Debug, Clone, Default)]
pub(crate) struct Map {
    /// The column that identifies entries.
    pub key: Option<String>,
    /// The sheet with the entries.
    pub sheet: Option<String>,
    /// The row of the headings, from 0.
    pub heading_row: Option<usize>,
    /// Columns by their headings.
    pub columns: BTreeMap<String, MappedColumn>,
}

/// What the map says about a column.
#[derive(Debug, Clone)]
pub(crate) struct MappedColumn {
    /// The path of the field.
    pub to: String,
    /// The separator of several values in a cell.
    pub separator: char,
    /// Values of cells, and their replacements in the content.
    pub values: BTreeMap<String, String>,
}

/// Parses the file; `None` if it is invalid, which `read` reports.
pub(crate) fn read(
    source: SourceId,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> Option<Map> {
    let text = &sources.get(source)?.text;
    let before = findings.len();
    let root = match yaml::parse(source, text, 0, findings) {
        Ok(yaml) => yaml.root,
        Err(fault) => {
            findings.push(*fault);
            return None;
        }
    };
    let decoder = Decoder {
        languages: &[],
        place: DecodedIn::Named("--map"),
        properties: &[],
        zone: None,
    };
    decode(&root, shapes().get("import_map")?, decoder, findings);
    if findings.len() > before {
        return None;
    }
    let text = |key: &str| root.get(key).and_then(Node::as_text).map(str::to_owned);
    let row = text("heading_row").and_then(|row| row.parse::<usize>().ok());
    let columns = root.get("columns").map(Node::pairs).unwrap_or_default();
    let columns = columns.iter().filter_map(|pair| {
        let column = mapped(&pair.value)?;
        Some((super::headings::heading_name(&pair.key), column))
    });
    Some(Map {
        key: text("key"),
        sheet: text("sheet"),
        heading_row: row.map(|row| row.saturating_sub(1)),
        columns: columns.collect(),
    })
}

fn mapped(node: &Node) -> Option<MappedColumn> {
    let to = node.as_text().or_else(|| node.get("to")?.as_text())?;
    let separator = node.get("separator").and_then(Node::as_text);
    let values = node.get("values").map(Node::pairs).unwrap_or_default();
    let values = values.iter().filter_map(|pair| {
        let value = pair.value.as_text()?;
        Some((super::headings::folded(&pair.key), value.to_owned()))
    });
    Some(MappedColumn {
        to: to.to_owned(),
        separator: separator
            .and_then(|text| text.chars().next())
            .unwrap_or(';'),
        values: values.collect(),
    })
}
