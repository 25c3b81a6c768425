//! What entries need, for the office: a table for the eye, and CSV for a
//! spreadsheet, a row for each thing to be done.

use super::labels::label;
use super::{LetterTexts, Upkeep};
use crate::messages::one_line;
use crate::model::Catalog;
use crate::schema::Lang;

/// A table with a row for each entry; its last column may run long.
#[must_use]
pub fn table(catalog: &Catalog, all: &[Upkeep], lang: &Lang, texts: &LetterTexts) -> String {
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
    rows.extend(all.iter().map(|upkeep| row(catalog, upkeep, lang, texts)));
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
    let due = all.iter().filter(|upkeep| upkeep.is_due()).count();
    let total = texts.count("total", all.len());
    out.push_str(&format!("\n{total}, {}\n", texts.count("total_due", due)));
    out
}

fn row(catalog: &Catalog, upkeep: &Upkeep, lang: &Lang, texts: &LetterTexts) -> Vec<String> {
    let none = || "–".to_owned();
    let number = |count: usize| {
        if count == 0 {
            none()
        } else {
            count.to_string()
        }
    };
    let percent = upkeep.percent().map(|percent| format!("{percent} %"));
    let stale = match &upkeep.stale {
        Some(stale) => number(stale.len()),
        None => texts.text("unknown", &[]),
    };
    let confirmed = upkeep.review.map(|review| {
        let last = review.last.map(|last| last.to_string());
        let last = last.unwrap_or_else(|| texts.text("never", &[]));
        if review.is_due {
            format!("{last} ({})", texts.text("due", &[]))
        } else {
            last
        }
    });
    let expires: Vec<String> = upkeep
        .dates
        .iter()
        .map(|one| match &one.what {
            Some(what) => format!("{what} {}", one.date),
            None => one.date.to_string(),
        })
        .collect();
    let missing: Vec<String> = upkeep
        .missing()
        .map(|path| label(catalog, upkeep.entry, path.as_str(), lang, texts))
        .collect();
    let listed = |list: Vec<String>| {
        if list.is_empty() {
            none()
        } else {
            list.join(", ")
        }
    };
    let cells = [
        catalog.entry_name(upkeep.entry),
        percent.unwrap_or_else(none),
        number(upkeep.untranslated.len()),
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
pub fn csv(catalog: &Catalog, all: &[Upkeep], lang: &Lang, texts: &LetterTexts) -> String {
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
    for upkeep in all {
        let entry = catalog.entry(upkeep.entry);
        let collection = &*catalog.collection_of(upkeep.entry).id;
        let title = catalog.title(upkeep.entry, lang);
        let mut add = |kind: &str, field: &str, item: &str, lang_of: &str, date: &str| {
            let kind = texts.text(&format!("kind_{kind}"), &[]);
            let label = label(catalog, upkeep.entry, field, lang, texts);
            let cells = [
                collection, &entry.id, title, &kind, field, &label, item, lang_of, date,
            ];
            out.push_str(&line(&cells));
        };
        for path in upkeep.missing() {
            add("missing", path.as_str(), "", "", "");
        }
        for (name, lang) in &upkeep.untranslated {
            add("untranslated", name, "", lang.as_str(), "");
        }
        for one in upkeep.stale.iter().flatten() {
            let day = one.original.day.to_string();
            add("stale", &one.name, "", one.translation.lang.as_str(), &day);
        }
        if let Some(review) = upkeep.review.filter(|review| review.is_due) {
            let field = catalog.collection_of(upkeep.entry).review.as_ref();
            let field = field.map_or("", |review| review.field.as_str());
            let last = review.last.map(|last| last.to_string());
            add("review", field, "", "", &last.unwrap_or_default());
        }
        for one in &upkeep.dates {
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
