//! Figures for programs and for a terminal: JSON, CSV, and a table in plain text.

use csv::{Terminator, WriterBuilder};
use serde_json::{Value, json};

use super::view::{FigureView, FiguresView};
use crate::messages::message;
use crate::present::Scope;

/// The version of the JSON format; the number before the point changes with each breaking
/// change.
const FORM: &str = "1.0";

/// The figures as JSON.
#[must_use]
pub(crate) fn json(scope: Scope<'_>, view: &FiguresView) -> Option<Vec<u8>> {
    let lang = scope.lang.as_str();
    let figures = view.groups.iter().flat_map(|group| {
        group
            .figures
            .iter()
            .map(|figure| indicator(&group.id, figure))
    });
    let checks = view.checks.iter().map(|check| {
        json!({
            "id": check.id,
            "label": check.label,
            "state": check.state,
            "value": check.text,
            "source": check.source,
        })
    });
    let labels = view.labels.iter().map(|label| {
        json!({
            "name": label.name,
            "number": label.number,
            "valid_until": label.valid_until,
            "state": label.state,
        })
    });
    let value = json!({
        "form": FORM,
        "title": scope.site_title(),
        "language": lang,
        "edition": &*scope.site.plan.edition.name,
        "date": view.date,
        "note": message!("figures.self_assessment").text(lang),
        "counted": view.counted.iter().map(|counted| json!({
            "collection": counted.collection,
            "entries": counted.entries,
            "samples": counted.samples,
        })).collect::<Vec<_>>(),
        "indicators": figures.collect::<Vec<_>>(),
        "readiness": checks.collect::<Vec<_>>(),
        "labels": labels.collect::<Vec<_>>(),
    });
    let mut bytes = serde_json::to_vec_pretty(&value).ok()?;
    bytes.push(b'\n');
    Some(bytes)
}

fn indicator(group: &str, figure: &FigureView) -> Value {
    let split = figure.rows.iter().map(|row| {
        let id = Some(&row.id).filter(|id| !id.is_empty());
        json!({"id": id, "label": row.label, "count": row.count, "percent": row.share})
    });
    let years = figure.years.iter();
    let years = years.map(|year| json!({"year": year.year, "value": year.value}));
    json!({
        "id": figure.id,
        "group": group,
        "label": figure.label,
        "status": figure.status,
        "value": figure.value,
        "unit": figure.unit,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "unknown": figure.unknown,
        "formula": figure.words,
        "note": figure.note,
        "split": split.collect::<Vec<_>>(),
        "years": years.collect::<Vec<_>>(),
    })
}

/// The figures as CSV (RFC 4180): one row per figure, and one for each of its values and
/// years.
#[must_use]
pub(crate) fn csv(view: &FiguresView) -> Option<Vec<u8>> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    writer
        .write_record([
            "group",
            "id",
            "label",
            "of",
            "value",
            "unit",
            "numerator",
            "denominator",
            "unknown",
            "status",
            "date",
            "formula",
        ])
        .ok()?;
    let number = |number: Option<usize>| number.map_or_else(String::new, |own| own.to_string());
    let decimal = |value: Option<f64>| value.map_or_else(String::new, |own| own.to_string());
    for group in &view.groups {
        for figure in &group.figures {
            let mut write = |of: &str, value: &str, fraction: [String; 2], date: &str| {
                let [numerator, denominator] = &fraction;
                writer.write_record([
                    &group.id,
                    &figure.id,
                    &figure.label,
                    of,
                    value,
                    &figure.unit,
                    numerator,
                    denominator,
                    &figure.unknown.to_string(),
                    figure.status,
                    date,
                    &figure.words,
                ])
            };
            let fraction = [number(figure.numerator), number(figure.denominator)];
            write("", &decimal(figure.value), fraction, &view.date).ok()?;
            for row in &figure.rows {
                let of = if row.id.is_empty() { "?" } else { &row.id };
                write(of, &row.count.to_string(), Default::default(), &view.date).ok()?;
            }
            for year in &figure.years {
                let of = year.year.to_string();
                write(&of, &decimal(year.value), Default::default(), &of).ok()?;
            }
        }
    }
    writer.into_inner().ok()
}

/// The figures for a terminal.
#[must_use]
pub(crate) fn table(scope: Scope<'_>, view: &FiguresView) -> String {
    let lang = scope.lang.as_str();
    let mut out = format!("{} · {}\n", scope.site_title(), view.date_text);
    out.push_str(&message!("figures.self_assessment").text(lang));
    out.push('\n');
    for counted in &view.counted {
        out.push_str(&format!("  {}\n", counted.text));
    }
    for group in &view.groups {
        out.push_str(&format!("\n{}\n", group.label));
        let rows: Vec<[String; 3]> = group.figures.iter().flat_map(lines).collect();
        out.push_str(&aligned(&rows));
    }
    if !view.checks.is_empty() {
        let title = message!("figures.readiness").text(lang);
        let rows = view.checks.iter().map(|check| {
            let (label, state) = (check.label.clone(), check.state_text.clone());
            [label, check.text.clone(), state]
        });
        out.push_str(&format!(
            "\n{title}\n{}",
            aligned(&rows.collect::<Vec<_>>())
        ));
    }
    if !view.labels.is_empty() {
        let title = message!("figures.labels").text(lang);
        let rows = view.labels.iter().map(|label| {
            let number = label.number.clone().unwrap_or_default();
            [label.name.clone(), number, label.state_text.clone()]
        });
        out.push_str(&format!(
            "\n{title}\n{}",
            aligned(&rows.collect::<Vec<_>>())
        ));
    }
    out
}

fn lines(figure: &FigureView) -> Vec<[String; 3]> {
    let mut said = vec![figure.fraction.clone(), figure.unknown_text.clone()];
    if figure.status != "computed" {
        said.push(figure.status_text.clone());
    }
    said.push(figure.date_text.clone());
    said.retain(|part| !part.is_empty());
    let mut lines = vec![[figure.label.clone(), figure.text.clone(), said.join(", ")]];
    lines.extend(figure.rows.iter().map(|row| {
        let label = format!("  {}", row.label);
        [label, row.count.to_string(), row.share_text.clone()]
    }));
    if !figure.years.is_empty() {
        let years = figure.years.iter();
        let years = years.map(|year| format!("{}: {}", year.year, year.text));
        lines.push([
            String::new(),
            String::new(),
            years.collect::<Vec<_>>().join(", "),
        ]);
    }
    lines
}

/// Rows as aligned columns; the last column is not padded.
fn aligned(rows: &[[String; 3]]) -> String {
    let width = |column: fn(&[String; 3]) -> &String| {
        let cells = rows.iter().map(|row| column(row).chars().count());
        cells.max().unwrap_or_default()
    };
    let (first, second) = (width(|[label, ..]| label), width(|[_, value, _]| value));
    let mut out = String::new();
    for [label, value, said] in rows {
        let line = format!("  {label:first$}  {value:>second$}  {said}");
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
