//! A first map (`--guess`): which column of a spreadsheet is probably which field.

use super::grid::Sheet;
use super::headings::{Headings, ID, folded};
use super::property_column::WideColumn;
use super::{Column, Tables, Written};
use crate::load::Declarations;
use crate::schema::{Collection, Localized};

/// The row of the headings is one of the first ones.
const FIRST_ROWS: usize = 8;

/// The text of a map for the first sheet that can be seen. What is only near stands
/// behind a question mark, and what is nothing in a comment.
#[must_use]
pub(crate) fn guess(sheets: &[Sheet], collection: &Collection, declared: &Declarations) -> String {
    let languages = &declared.config.languages;
    let tables = Tables::of(&collection.fields, languages);
    let headings = Headings::of(&tables.columns, languages);
    let Some(sheet) = sheets.iter().find(|sheet| !sheet.grid.is_hidden) else {
        return String::new();
    };
    let fields = |row: usize| {
        let cells = sheet.grid.rows.get(row).into_iter().flatten();
        let texts = cells
            .filter(|cell| !cell.is_blank())
            .map(super::grid::Content::text);
        texts.collect::<Vec<_>>()
    };
    let known = |row: &usize| {
        let texts = fields(*row);
        let known = texts.iter().filter(|text| headings.column(text).is_some());
        (known.count(), texts.len(), usize::MAX - row)
    };
    let rows = 0..sheet.grid.rows.len().min(FIRST_ROWS);
    let row = rows.max_by_key(known).unwrap_or_default();
    let mut map = format!("heading_row: {}\ncolumns:\n", row + 1);
    for heading in fields(row) {
        let key = Written::Text(heading.clone()).on_one_line();
        if folded(&heading) == ID {
            map.push_str(&format!("  {key}: {ID}\n"));
            continue;
        }
        let exact = headings.column(&heading);
        let wide = WideColumn::of(&heading, 0, &tables.lists, declared);
        if let Some(wide) = wide.filter(|_| exact.is_none()) {
            let path = Written::Text(wide.path()).on_one_line();
            map.push_str(&format!("  {key}: {path}\n"));
            continue;
        }
        let near = exact.or_else(|| headings.meant(&heading));
        let mark = if exact.is_some() { "" } else { "  # ?" };
        match near.and_then(|number| tables.columns.get(number)) {
            Some(column) => {
                let path = Written::Text(path_of(column, &heading, declared)).on_one_line();
                map.push_str(&format!("  {key}: {path}{mark}\n"));
            }
            None => map.push_str(&format!("  # {key}:\n")),
        }
    }
    map
}

/// The path of a column. A heading in one of the site's languages speaks of texts in it.
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
