//! What entries need, for the office: a table for the eye, and CSV for a
//! spreadsheet, a row for each thing to be done.

use super::labels::label;
use super::{LetterTexts, Maintenance};
use crate::messages::one_line;
use crate::model::Catalog;
use crate::schema::Lang;

/// A table with a row for each entry; its last column may run long.
#[must_use]
pub(crate) fn table(
    catalog: &Catalog,
    all: &[Maintenance],
    lang: &Lang,
    texts: &LetterTexts,
) -> String {
    let columns = [
        "entry",
        "percent",
        "untranslated",
        "stale",
        "confirmed",
        "expires",
        "missing",
    ];
    let heads = columns.map(|name| texts.text(&format!("column_{name}"), &[]));
    let mut rows = vec![heads.to_vec()];
    rows.extend(
        all.iter()
            .map(|maintenance| row(catalog, maintenance, lang, texts)),
    );
    let widths: Vec<usize> = (0..columns.len())
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        })
        .collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let padding = width - cell.chars().count();
            line.push_str(&format!("{cell}{}  ", " ".repeat(padding)));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    let due = all
        .iter()
        .filter(|maintenance| maintenance.is_due())
        .count();
    let total = texts.count("total", all.len());
    out.push_str(&format!("\n{total}, {}\n", texts.count("total_due", due)));
    out
}

fn row(
    catalog: &Catalog,
    maintenance: &Maintenance,
    lang: &Lang,
    texts: &LetterTexts,
) -> Vec<String> {
    let none = || "–".to_owned();
    let number = |count: usize| {
        if count == 0 {
            none()
        } else {
            count.to_string()
        }
    };
    let percent = maintenance.percent().map(|percent| format!("{percent} %"));
    let stale = match &maintenance.stale {
        Some(stale) => number(stale.len()),
        None => texts.text("unknown", &[]),
    };
    let confirmed = maintenance.review.map(|review| {
        let last = review.last.map(|last| last.to_string());
        let last = last.unwrap_or_else(|| texts.text("never", &[]));
        if review.is_due {
            format!("{last} ({})", texts.text("due", &[]))
        } else {
            last
        }
    });
    let expires: Vec<String> = maintenance
        .dates
        .iter()
        .map(|one| match &one.what {
            Some(what) => format!("{what} {}", one.date),
            None => one.date.to_string(),
        })
        .collect();
    let missing: Vec<String> = maintenance
        .missing()
        .map(|path| label(catalog, maintenance.entry, path.as_str(), lang, texts))
        .collect();
    let listed = |list: Vec<String>| {
        if list.is_empty() {
            none()
        } else {
            list.join(", ")
        }
    };
    let cells = [
        catalog.entry_name(maintenance.entry),
        percent.unwrap_or_else(none),
        number(maintenance.untranslated.len()),
        stale,
        confirmed.unwrap_or_else(none),
        listed(expires),
        listed(missing),
    ];
    cells.map(|cell| one_line(&cell).into_owned()).to_vec()
}

/// A row for each thing to be done, as RFC 4180 has it. What a spreadsheet would
/// take for a formula is made a text.
#[must_use]
pub(crate) fn csv(
    catalog: &Catalog,
    all: &[Maintenance],
    lang: &Lang,
    texts: &LetterTexts,
) -> String {
    let columns = [
        "collection",
        "entry",
        "title",
        "kind",
        "field",
        "label",
        "item",
        "lang",
        "date",
    ];
    let heads = columns.map(|name| texts.text(&format!("column_{name}"), &[]));
    let mut out = line(&heads);
    for maintenance in all {
        let entry = catalog.entry(maintenance.entry);
        let collection = &*catalog.collection_of(maintenance.entry).id;
        let title = catalog.title(maintenance.entry, lang);
        let mut add = |kind: &str, field: &str, item: &str, lang_of: &str, date: &str| {
            let kind = texts.text(&format!("kind_{kind}"), &[]);
            let label = label(catalog, maintenance.entry, field, lang, texts);
            let cells = [
                collection, &entry.id, title, &kind, field, &label, item, lang_of, date,
            ];
            out.push_str(&line(&cells));
        };
        for path in maintenance.missing() {
            add("missing", path.as_str(), "", "", "");
        }
        for (name, lang) in &maintenance.untranslated {
            add("untranslated", name, "", lang.as_str(), "");
        }
        for one in maintenance.stale.iter().flatten() {
            let day = one.original.day.to_string();
            add("stale", &one.name, "", one.translation.lang.as_str(), &day);
        }
        if let Some(review) = maintenance.review.filter(|review| review.is_due) {
            let field = catalog.collection_of(maintenance.entry).review.as_ref();
            let field = field.map_or("", |review| review.field.as_str());
            let last = review.last.map(|last| last.to_string());
            add("review", field, "", "", &last.unwrap_or_default());
        }
        for one in &maintenance.dates {
            let kind = if one.has_passed { "passed" } else { "ends" };
            add(
                kind,
                one.path.as_str(),
                one.what.as_deref().unwrap_or_default(),
                "",
                &one.date.to_string(),
            );
        }
    }
    out
}

fn line<T: AsRef<str>>(cells: &[T]) -> String {
    let cells: Vec<String> = cells.iter().map(|text| cell(text.as_ref())).collect();
    format!("{}\r\n", cells.join(","))
}

fn cell(text: &str) -> String {
    let text = &*one_line(text);
    let formula = text.trim_start().starts_with(['=', '+', '-', '@']);
    let text = if formula {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains(['"', ',', ';', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_formula_is_a_text() {
        assert_eq!(cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(cell("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(cell("-1+2"), "'-1+2");
        assert_eq!(cell("a, b"), "\"a, b\"");
        assert_eq!(cell("ISO 9001"), "ISO 9001");
    }
}
