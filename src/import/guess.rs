//! Drafts a map (`--guess`): which column of a spreadsheet is probably which field.

use super::grid::Sheet;
use super::headings::{FIRST_ROWS, Headings, ID, folded, heading_name};
use super::property_column::WideColumn;
use super::sheet_names::{Role, roles};
use super::{Column, Tables, Written};
use crate::load::Declarations;
use crate::schema::{Collection, Localized};

/// The text of a map for the sheet of entries. Uncertain matches are marked with a question
/// mark, and unmatched headings are comments.
#[must_use]
pub(crate) fn guess(sheets: &[Sheet], collection: &Collection, declared: &Declarations) -> String {
    let languages = &declared.config.languages;
    let tables = Tables::of(&collection.fields, languages);
    let headings = Headings::of(&tables.columns, languages);
    let map = (None, languages.as_slice());
    let roles = roles(sheets, collection, &tables, map, &mut Vec::new());
    let mut both = sheets.iter().zip(roles);
    let Some((sheet, _)) = both.find(|(_, role)| *role == Role::Entries) else {
        return String::new();
    };
    let mut seen = sheets.iter().filter(|sheet| !sheet.grid.is_hidden);
    let first = seen.next().map(|first| &first.grid.name);
    let name = if first.is_none_or(|first| *first == sheet.grid.name) {
        String::new()
    } else {
        let name = Written::Text(sheet.grid.name.clone()).on_one_line();
        format!("sheet: {name}\n")
    };
    let fields = |row: usize| {
        let cells = sheet.grid.rows.get(row).into_iter().flatten();
        let texts = cells
            .filter(|cell| !cell.is_blank())
            .map(super::grid::CellContent::text);
        texts.collect::<Vec<_>>()
    };
    let known = |row: &usize| {
        let texts = fields(*row);
        let known = texts.iter().filter(|text| headings.column(text).is_some());
        (known.count(), texts.len(), usize::MAX - row)
    };
    let rows = 0..sheet.grid.rows.len().min(FIRST_ROWS);
    let row = rows.max_by_key(known).unwrap_or_default();
    let named: Vec<GuessedName> = fields(row)
        .into_iter()
        .map(|heading| GuessedName::of(heading, &headings, &tables, declared))
        .collect();
    let lines = (0..named.len()).map(|at| line(&named, at));
    let lines: String = lines.collect();
    format!("{name}heading_row: {}\ncolumns:\n{lines}", row + 1)
}

/// A heading and its probable field.
struct GuessedName {
    heading: String,
    path: Option<String>,
    /// Whether the heading only resembles the name.
    is_near: bool,
}

impl GuessedName {
    fn of(
        heading: String,
        headings: &Headings,
        tables: &Tables<'_>,
        declared: &Declarations,
    ) -> Self {
        let exact = headings.column(&heading);
        let column = |number: usize| {
            let column = tables.columns.get(number)?;
            Some(path_of(column, &heading, declared))
        };
        let wide = || WideColumn::of(&heading, 0, &tables.lists, declared);
        let sure = if heading_name(&heading) == ID {
            Some(ID.to_owned())
        } else {
            exact
                .and_then(column)
                .or_else(|| wide().map(|wide| wide.path()))
        };
        let is_near = sure.is_none();
        let path = sure.or_else(|| headings.meant(&heading).and_then(column));
        Self {
            heading,
            path,
            is_near,
        }
    }

    /// Whether another heading is a better match for the key or the field.
    fn gives_way_to(&self, other: &Self, is_before: bool) -> bool {
        let is_same =
            heading_name(&self.heading) == heading_name(&other.heading) || self.path == other.path;
        let is_better = (other.is_near, !is_before) < (self.is_near, is_before);
        other.path.is_some() && is_same && is_better
    }
}

/// The line of a heading; a comment if it has no match or another heading matches better.
fn line(all: &[GuessedName], at: usize) -> String {
    let Some(named) = all.get(at) else {
        return String::new();
    };
    let key = Written::Text(named.heading.clone()).on_one_line();
    let others = all.iter().enumerate().filter(|(other, _)| *other != at);
    let mut better = others.filter(|(other, own)| named.gives_way_to(own, *other < at));
    match &named.path {
        Some(path) if better.next().is_none() => {
            let mark = if named.is_near { "  # ?" } else { "" };
            let path = Written::Text(path.clone()).on_one_line();
            format!("  {key}: {path}{mark}\n")
        }
        _ => format!("  # {key}:\n"),
    }
}

/// The path of a column. A heading in a language of the site is for texts in that language.
fn path_of(column: &Column<'_>, heading: &str, declared: &Declarations) -> String {
    let path = column.path();
    let languages = &declared.config.languages;
    if !column.field.localized || column.lang.is_some() || languages.len() < 2 {
        return path;
    }
    let is_label = |lang: &&crate::schema::Lang| match column.labels.last() {
        Some(Localized::Each(labels)) => labels
            .get(*lang)
            .is_some_and(|label| folded(label) == folded(heading)),
        _ => false,
    };
    let mut named = languages.iter().filter(is_label);
    let lang = named.next().filter(|_| named.next().is_none());
    let lang = lang.unwrap_or_else(|| declared.config.default_language());
    format!("{path} [{}]", lang.as_str())
}
