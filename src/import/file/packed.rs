//! Workbooks that are zip files. Before the reader of workbooks sees one, everything in
//! it is unpacked once and counted, so that a small file cannot fill the memory.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use zip::ZipArchive;

use super::{Book, Hidden, Unreadable, workbook};
use crate::config::limits::{MAX_CELLS, MAX_UNPACKED_BYTES};

/// Reads a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Book, Unreadable> {
    let parts = unpacked(bytes)?;
    if parts.contains_key("xl/workbook.xml") {
        return workbook::xlsx(bytes, &hidden_rows(&parts));
    }
    let Some(content) = parts.get("content.xml") else {
        return Err(Unreadable::because("xlsx, ods"));
    };
    let hidden = tables(content)?;
    workbook::ods(bytes, &hidden)
}

/// The files of XML in an archive.
fn unpacked(bytes: &[u8]) -> Result<BTreeMap<String, String>, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(Unreadable::because)?;
    let mut parts = BTreeMap::new();
    let mut left = MAX_UNPACKED_BYTES;
    for number in 0..archive.len() {
        let file = archive.by_index(number).map_err(Unreadable::because)?;
        let name = file.name().map_err(Unreadable::because)?.into_owned();
        let mut unpacked = Vec::new();
        let read = file.take(left + 1).read_to_end(&mut unpacked);
        read.map_err(Unreadable::because)?;
        let size = unpacked.len() as u64;
        left = left.checked_sub(size).ok_or_else(Unreadable::too_large)?;
        let is_wanted = name == "content.xml"
            || name.starts_with("xl/work")
                && matches!(name.rsplit('.').next(), Some("xml" | "rels"))
            || name == "xl/_rels/workbook.xml.rels";
        if is_wanted && let Ok(text) = String::from_utf8(unpacked) {
            parts.insert(name, text);
        }
    }
    Ok(parts)
}

/// The rows that an `.xlsx` hides. What is wrong with the files, the reader of workbooks
/// says.
fn hidden_rows(parts: &BTreeMap<String, String>) -> Hidden {
    let part = |name: &str| parts.get(name).map_or("", String::as_str);
    let mut paths = BTreeMap::new();
    each_element(part("xl/_rels/workbook.xml.rels"), |element| {
        if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
            let target = target.strip_prefix("/xl/").unwrap_or(&target).to_owned();
            paths.insert(id, format!("xl/{target}"));
        }
    });
    let mut hidden = Hidden::new();
    each_element(part("xl/workbook.xml"), |element| {
        if element.local_name().as_ref() != "sheet" {
            return;
        }
        let path = attribute(element, "r:id").and_then(|id| paths.get(&id));
        let (Some(name), Some(path)) = (attribute(element, "name"), path) else {
            return;
        };
        let mut rows = BTreeSet::new();
        let mut next = 0;
        each_element(part(path), |row| {
            if row.local_name().as_ref() != "row" {
                return;
            }
            let number = attribute(row, "r").and_then(|number| number.parse::<usize>().ok());
            let at = number.map_or(next, |number| number.saturating_sub(1));
            next = at + 1;
            if attribute(row, "hidden").is_some_and(|is| is == "1" || is == "true") {
                rows.insert(at);
            }
        });
        hidden.insert(name, rows);
    });
    hidden
}

/// The rows that an `.ods` hides. Refuses tables that say in a few words that they have
/// millions of filled rows.
fn tables(content: &str) -> Result<Hidden, Unreadable> {
    let mut hidden = Hidden::new();
    let mut name = String::new();
    let (mut row, mut repeated, mut width) = (0_usize, 1_usize, 0_usize);
    let (mut rows, mut columns) = (0_usize, 0_usize);
    let mut largest = 0_usize;
    each_element(content, |element| {
        let number = |key: &str| attribute(element, key).and_then(|text| text.parse().ok());
        match element.local_name().as_ref() {
            "table" => {
                name = attribute(element, "table:name").unwrap_or_default();
                (row, repeated, rows, columns) = (0, 0, 0, 0);
            }
            "table-row" => {
                row = row.saturating_add(repeated);
                repeated = number("table:number-rows-repeated").unwrap_or(1);
                width = 0;
                let is_seen = attribute(element, "table:visibility");
                if is_seen.is_some_and(|is| is == "collapse" || is == "filter") {
                    let last = row.saturating_add(repeated.min(MAX_CELLS));
                    hidden.entry(name.clone()).or_default().extend(row..last);
                }
            }
            "table-cell" | "covered-table-cell" => {
                width = width.saturating_add(number("table:number-columns-repeated").unwrap_or(1));
                let has_value = element.attributes().flatten().any(|attribute| {
                    let key = attribute.key.local_name();
                    matches!(key.as_ref(), "value-type" | "formula")
                });
                if has_value {
                    columns = columns.max(width);
                    rows = rows.max(row.saturating_add(repeated));
                    largest = largest.max(rows.saturating_mul(columns));
                }
            }
            _ => {}
        }
    });
    if largest > MAX_CELLS {
        return Err(Unreadable::too_large());
    }
    Ok(hidden)
}

fn each_element(text: &str, mut see: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => see(&element),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

fn attribute(element: &BytesStart<'_>, key: &str) -> Option<String> {
    let mut attributes = element.attributes().flatten();
    let found = attributes.find(|attribute| attribute.key.as_ref() == key)?;
    let value = found.normalized_value(quick_xml::XmlVersion::Explicit1_0);
    value.ok().map(std::borrow::Cow::into_owned)
}
