//! Exports entries as tables: every field that fits in a cell, with its values.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::headings::{Headings, ID, NUMBER};
use super::record::text_at;
use super::sheet_names::{list_name, sheet_name};
use super::words::{FieldWords, Titles};
use super::{Column, ListTable, Tables, WrittenEntry};
use crate::load::Declarations;
use crate::messages::text;
use crate::schema::{Collection, FieldType, Lang, Localized, Required};
use crate::yaml::{Kind, Node};

/// The most words that the description of a column lists.
const MOST_WORDS: usize = 60;

/// The tables of a collection.
#[derive(Debug, Default)]
pub(crate) struct Exported {
    /// The entries first, then the lists, then the description of the columns.
    pub tables: Vec<ExportedTable>,
    /// The fields that do not fit in a cell.
    pub left_out: Vec<String>,
    /// The values that do not fit in a cell, each with its entry.
    pub unfit: Vec<(Arc<str>, String)>,
}

/// A table.
#[derive(Debug, Default)]
pub(crate) struct ExportedTable {
    /// The name of its sheet.
    pub name: String,
    /// The path of the list; `None` for the entries.
    pub list: Option<String>,
    /// The headings.
    pub headings: Vec<String>,
    /// The type of each column.
    pub kinds: Vec<CellKind>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// Whether it only describes the others.
    pub is_help: bool,
}

/// The type of a column's cells in a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CellKind {
    /// Text, whose characters must stay unchanged.
    Text,
    /// One of these words.
    Word(Vec<String>),
    /// Numbers.
    Number,
    /// Days.
    Date,
    /// Yes and no.
    Bool,
}

/// The input of an export.
#[derive(Clone, Copy)]
pub(crate) struct ExportOptions<'a> {
    /// The collection.
    pub collection: &'a Collection,
    /// What the site declares.
    pub declared: &'a Declarations,
    /// The entries.
    pub entries: &'a BTreeMap<Arc<str>, WrittenEntry>,
    /// The languages that have columns.
    pub languages: &'a [Lang],
    /// The language of headings and explanations.
    pub lang: &'a Lang,
}

/// Creates the tables of a collection.
#[must_use]
pub(crate) fn export(options: ExportOptions<'_>) -> Exported {
    let tables = Tables::of(&options.collection.fields, options.languages);
    let mut exported = Exported {
        left_out: tables.left_out.clone(),
        ..Exported::default()
    };
    let entries = of_entries(options, &tables, &mut exported);
    exported.tables.push(entries);
    for (number, list) in tables.lists.iter().enumerate() {
        let name = list_name(number, options.collection, &tables, options.lang);
        let table = of_list(options, list, name, &mut exported);
        exported.tables.push(table);
    }
    let help = help(options, &tables);
    exported.tables.push(help);
    exported
}

fn of_entries(
    options: ExportOptions<'_>,
    tables: &Tables<'_>,
    exported: &mut Exported,
) -> ExportedTable {
    let mut rows = Vec::new();
    for (id, entry) in options.entries {
        let mut row = vec![id.to_string()];
        for column in &tables.columns {
            let (_, text) = entry.cell(column).unwrap_or_else(|_| {
                exported.unfit.push((id.clone(), column.path()));
                (0, String::new())
            });
            row.push(text);
        }
        rows.push(row);
    }
    let label = options.collection.label.exact(options.lang);
    let name = sheet_name(label.map_or(&*options.collection.id, String::as_str));
    table(name, None, &[ID], &tables.columns, rows, options)
}

fn of_list(
    options: ExportOptions<'_>,
    list: &ListTable<'_>,
    name: String,
    exported: &mut Exported,
) -> ExportedTable {
    let path = list.steps.join(".");
    let mut rows = Vec::new();
    for (id, entry) in options.entries {
        let root = entry.records.first().map(|record| &record.root);
        let node = root.and_then(|root| {
            list.steps
                .iter()
                .try_fold(root, |node, step| node.get(step))
        });
        if node.is_some_and(|node| !matches!(node.kind, Kind::Sequence(_) | Kind::Null)) {
            exported.unfit.push((id.clone(), path.clone()));
        }
        for (number, item) in node.map(Node::items).unwrap_or_default().iter().enumerate() {
            let mut row = vec![id.to_string(), (number + 1).to_string()];
            for column in &list.columns {
                let text = text_at(item, column).unwrap_or_else(|_| {
                    let path = format!("{path}.{}", column.path());
                    exported.unfit.push((id.clone(), path));
                    None
                });
                row.push(text.unwrap_or_default());
            }
            rows.push(row);
        }
    }
    table(
        name,
        Some(path),
        &[ID, NUMBER],
        &list.columns,
        rows,
        options,
    )
}

/// A table without unneeded columns.
fn table(
    name: String,
    list: Option<String>,
    keys: &[&str],
    columns: &[Column<'_>],
    rows: Vec<Vec<String>>,
    options: ExportOptions<'_>,
) -> ExportedTable {
    let headings = Headings::of(columns, &options.declared.config.languages);
    let is_used = |at: usize| {
        let mut cells = rows.iter().filter_map(|row| row.get(at));
        cells.any(|cell| !cell.is_empty())
    };
    let is_wanted = |number: usize| {
        let at = number + keys.len();
        columns.get(number).is_some_and(|column| {
            let is_shared = column.field.localized && column.lang.is_none();
            is_used(at) || !is_shared && column.field.deprecated.is_none()
        })
    };
    let wanted: Vec<usize> = (0..columns.len())
        .filter(|number| is_wanted(*number))
        .collect();
    let mut table = ExportedTable {
        name,
        list,
        headings: keys.iter().map(|key| (*key).to_owned()).collect(),
        kinds: vec![CellKind::Text; keys.len()],
        ..ExportedTable::default()
    };
    for number in &wanted {
        if let Some(column) = columns.get(*number) {
            table
                .headings
                .push(headings.heading(*number, column, options.lang));
            table.kinds.push(kind(column, options.declared));
        }
    }
    let take = |row: Vec<String>| {
        let own = row.iter().take(keys.len()).cloned();
        let cells = wanted
            .iter()
            .map(|number| row.get(number + keys.len()).cloned());
        own.chain(cells.map(Option::unwrap_or_default)).collect()
    };
    table.rows = rows.into_iter().map(take).collect();
    table
}

fn kind(column: &Column<'_>, declared: &Declarations) -> CellKind {
    match &column.field.kind {
        FieldType::Int | FieldType::Year | FieldType::Decimal => CellKind::Number,
        FieldType::Date => CellKind::Date,
        FieldType::Bool => CellKind::Bool,
        FieldType::Enum(_) | FieldType::Term { .. } => {
            let words = FieldWords::of(column.field, declared, &Titles::new());
            let words = words.iter().flat_map(FieldWords::listed);
            CellKind::Word(words.map(|(word, _)| word.to_owned()).collect())
        }
        _ => CellKind::Text,
    }
}

/// Describes each column: its field, its values, and the words that it accepts.
fn help(options: ExportOptions<'_>, tables: &Tables<'_>) -> ExportedTable {
    let lang = options.lang.as_str();
    let keys = [
        "sheet.column",
        "sheet.field",
        "sheet.help",
        "sheet.required",
        "sheet.words",
    ];
    let mut help = ExportedTable {
        name: sheet_name(&text(lang, "sheet.explanations")),
        headings: keys.iter().map(|key| text(lang, key)).collect(),
        kinds: vec![CellKind::Text; keys.len()],
        is_help: true,
        ..ExportedTable::default()
    };
    let lists = tables.lists.iter().enumerate().map(|(number, list)| {
        let name = list_name(number, options.collection, tables, options.lang);
        (format!("{name}: "), &list.columns)
    });
    for (before, columns) in std::iter::once((String::new(), &tables.columns)).chain(lists) {
        let headings = Headings::of(columns, &options.declared.config.languages);
        for (number, column) in columns.iter().enumerate() {
            if column.field.localized && column.lang.is_none() {
                continue;
            }
            let is_required = match &column.field.required {
                Required::No => false,
                Required::Yes => true,
                Required::In(languages) => column.lang.is_some_and(|lang| languages.contains(lang)),
            };
            let required = if is_required {
                text(lang, "sheet.yes")
            } else {
                String::new()
            };
            let heading = headings.heading(number, column, options.lang);
            help.rows.push(vec![
                format!("{before}{heading}"),
                column.path(),
                label(&column.field.help, options.lang),
                required,
                words(column, options),
            ]);
        }
    }
    help
}

fn label(label: &Localized<String>, lang: &Lang) -> String {
    label.exact(lang).cloned().unwrap_or_default()
}

/// The words that a column accepts, each with its name in the language.
fn words(column: &Column<'_>, options: ExportOptions<'_>) -> String {
    let named: Vec<String> = match column.field.kind.single() {
        FieldType::Enum(words) => {
            let words = words.iter();
            words
                .map(|(word, name)| named(word, &label(name, options.lang)))
                .collect()
        }
        FieldType::Term { vocabulary } => {
            let terms = options.declared.vocabularies.get(vocabulary);
            let terms = terms.into_iter().flat_map(|own| own.terms.values());
            terms
                .map(|term| named(&term.id, &label(&term.label, options.lang)))
                .collect()
        }
        _ => Vec::new(),
    };
    let more = if named.len() > MOST_WORDS {
        "; …"
    } else {
        ""
    };
    let shown: Vec<String> = named.into_iter().take(MOST_WORDS).collect();
    format!("{}{more}", shown.join("; "))
}

fn named(word: &str, name: &str) -> String {
    if name.is_empty() || name == word {
        word.to_owned()
    } else {
        format!("{word} = {name}")
    }
}
