//! Which sheet of a workbook is which table, by its name.

use super::Tables;
use super::grid::Sheet;
use super::headings::folded;
use super::map::Map;
use super::table::finding;
use crate::diagnostic::Diagnostic;
use crate::messages::{languages, text};
use crate::schema::{Collection, Lang, Localized};

/// The longest name of a sheet, in characters.
const MAX_NAME: usize = 31;

/// What a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The table of the entries.
    Entries,
    /// The items of a list, by its position among the lists.
    List(usize),
    /// Nothing that is read.
    Ignored,
}

/// What each sheet is.
pub(super) fn roles(
    sheets: &[Sheet],
    collection: &Collection,
    tables: &Tables<'_>,
    map: Option<&Map>,
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
    let has_lists = roles.iter().any(|role| matches!(role, Some(Role::List(_))));
    let first = roles.iter().enumerate().find(|one| is_free((one.0, one.1)));
    if !has_entries
        && (!has_lists || first.is_some())
        && let Some(number) = first.map(|(number, _)| number)
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

/// A name as a sheet can have it.
#[must_use]
pub(super) fn sheet_name(name: &str) -> String {
    let is_fine = |c: char| !"[]:*?/\\'".contains(c) && !c.is_control();
    name.chars()
        .filter(|c| is_fine(*c))
        .take(MAX_NAME)
        .collect()
}

/// The name of a list in a language: its label where no other list has it.
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
