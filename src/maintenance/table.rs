//! What entries need, for the office: a table to read, and CSV for a spreadsheet with a row
//! for each task.

use super::labels::{label, label_of_site};
use super::tasks::{Task, tasks};
use super::{LetterTexts, Maintenance, SITE, SiteNeeds, outstanding};
use crate::check::maintenance::percent;
use crate::messages::one_line;
use crate::model::Catalog;
use crate::schema::Lang;

/// A table with a row for each entry; the last column may be long.
#[must_use]
pub(crate) fn table(
    catalog: &Catalog,
    site: Option<&SiteNeeds<'_>>,
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
    rows.extend(site.map(|site| row_of_site(catalog, site, lang)));
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

/// The row of `site.yaml`; only its missing fields are known.
fn row_of_site(catalog: &Catalog, site: &SiteNeeds<'_>, lang: &Lang) -> Vec<String> {
    let none = || "–".to_owned();
    let percent = percent(site.wanted).map(|percent| format!("{percent} %"));
    let missing: Vec<String> = site
        .missing()
        .map(|path| label_of_site(catalog, path.as_str(), lang))
        .collect();
    let missing = if missing.is_empty() {
        none()
    } else {
        missing.join(", ")
    };
    let cells = [
        SITE.to_owned(),
        percent.unwrap_or_else(none),
        none(),
        none(),
        none(),
        none(),
        missing,
    ];
    cells.map(|cell| one_line(&cell).into_owned()).to_vec()
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
        .chain(outstanding(catalog, maintenance, lang))
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

/// A row for each task, as RFC 4180 CSV. Values that a spreadsheet would run as a formula are
/// escaped.
#[must_use]
pub(crate) fn csv(
    catalog: &Catalog,
    site: Option<&SiteNeeds<'_>>,
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
    for task in tasks(catalog, site, all, lang, texts) {
        let kind = texts.text(&format!("kind_{}", task.kind), &[]);
        let Task {
            collection,
            entry,
            title,
            field,
            label,
            item,
            lang,
            date,
            ..
        } = &task;
        out.push_str(&line(&[
            collection, entry, title, &kind, field, label, item, lang, date,
        ]));
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
    fn formulas_are_escaped() {
        assert_eq!(cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(cell("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(cell("-1+2"), "'-1+2");
        assert_eq!(cell("a, b"), "\"a, b\"");
        assert_eq!(cell("ISO 9001"), "ISO 9001");
    }
}
