//! Decides by its name which table a sheet of a workbook is.

use super::Tables;
use super::grid::{CellContent, Sheet};
use super::headings::{FIRST_ROWS, Headings, folded, heading_name};
use super::map::Map;
use super::table::finding;
use crate::diagnostic::Diagnostic;
use crate::messages::{languages, text};
use crate::schema::{Collection, Lang, Localized};

/// The longest name of a sheet, in characters.
const MAX_NAME: usize = 31;

/// The role of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The table of the entries.
    Entries,
    /// The items of a list, by its position among the lists.
    List(usize),
    /// A sheet that is not read.
    Ignored,
}

/// The role of each sheet.
pub(super) fn roles(
    sheets: &[Sheet],
    collection: &Collection,
    tables: &Tables<'_>,
    (map, languages): (Option<&Map>, &[Lang]),
    findings: &mut Vec<Diagnostic>,
) -> Vec<Role> {
    let mut roles: Vec<Option<Role>> = sheets
        .iter()
        .map(|sheet| known(&sheet.grid.name, collection, tables, map))
        .collect();
    let is_free = |(number, role): (usize, &Option<Role>)| {
        let is_hidden = sheets.get(number).is_some_and(|sheet| sheet.grid.is_hidden);
        role.is_none() && !is_hidden
    };
    let has_entries = roles.contains(&Some(Role::Entries));
    let headings = Headings::of(&tables.columns, languages);
    let named = |number: &usize| {
        let sheet = sheets.get(*number);
        sheet.map_or(0, |sheet| known_headings(sheet, &headings, map))
    };
    // A cover sheet or notes may come first. In a tie, the first sheet wins.
    let free = roles
        .iter()
        .enumerate()
        .filter(|one| is_free((one.0, one.1)));
    let free = free.map(|(number, _)| number).rev().max_by_key(named);
    if !has_entries
        && let Some(number) = free
        && let Some(role) = roles.get_mut(number)
    {
        *role = Some(Role::Entries);
    }
    for (sheet, role) in sheets.iter().zip(&roles) {
        let is_empty = sheet.grid.rows.is_empty();
        if role.is_none() && !is_empty {
            let key = if sheet.grid.is_hidden {
                "M015.sheet"
            } else {
                "M003.sheet"
            };
            findings.push(finding(key, sheet, 0, 0).arg("sheet", sheet.grid.name.as_str()));
        }
    }
    roles
        .into_iter()
        .map(|role| role.unwrap_or(Role::Ignored))
        .collect()
}

/// The most known headings in one row of a sheet.
fn known_headings(sheet: &Sheet, headings: &Headings, map: Option<&Map>) -> usize {
    let is_known = |text: &String| match map {
        Some(map) => map.columns.contains_key(&heading_name(text)),
        None => headings.column(text).is_some(),
    };
    let rows = sheet.grid.rows.iter().take(FIRST_ROWS);
    let known = rows.map(|row| row.iter().map(CellContent::text).filter(is_known).count());
    known.max().unwrap_or_default()
}

fn known(
    name: &str,
    collection: &Collection,
    tables: &Tables<'_>,
    map: Option<&Map>,
) -> Option<Role> {
    let is = |other: &str| folded(&sheet_name(other)) == folded(name);
    if let Some(sheet) = map.and_then(|map| map.sheet.as_ref()) {
        return is(sheet).then_some(Role::Entries);
    }
    if name.is_empty() || is(&collection.id) || all(&collection.label).any(is) {
        return Some(Role::Entries);
    }
    let mut lists = tables.lists.iter();
    let list = lists.position(|list| {
        let last = list.labels.last();
        is(&list.steps.join(".")) || last.is_some_and(|label| all(label).any(is))
    });
    let is_help = languages()
        .iter()
        .any(|lang| is(&text(lang, "sheet.explanations")));
    list.map(Role::List).or(is_help.then_some(Role::Ignored))
}

fn all(label: &Localized<String>) -> impl Iterator<Item = &str> {
    let texts: Vec<&str> = match label {
        Localized::Same(text) => vec![text],
        Localized::Each(texts) => texts.values().map(String::as_str).collect(),
    };
    texts.into_iter()
}

/// Converts a name to a valid sheet name.
#[must_use]
pub(super) fn sheet_name(name: &str) -> String {
    let is_fine = |c: char| !"[]:*?/\\'".contains(c) && !c.is_control();
    name.chars()
        .filter(|c| is_fine(*c))
        .take(MAX_NAME)
        .collect()
}

/// The sheet name of a list in a language: its label, or its path if the label is ambiguous.
#[must_use]
pub(super) fn list_name(
    number: usize,
    collection: &Collection,
    tables: &Tables<'_>,
    lang: &Lang,
) -> String {
    let Some(list) = tables.lists.get(number) else {
        return String::new();
    };
    let path = list.steps.join(".");
    let label = list.labels.last().and_then(|label| label.exact(lang));
    match label.filter(|label| {
        known(&sheet_name(label), collection, tables, None) == Some(Role::List(number))
    }) {
        Some(label) => sheet_name(label),
        None => sheet_name(&path),
    }
}
