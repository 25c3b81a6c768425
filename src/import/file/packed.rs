//! Workbooks that are zip files. Everything is unpacked and counted once before the workbook
//! reader runs, so that a small file cannot fill the memory.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use zip::ZipArchive;

use super::{Book, Look, Looks, Unreadable, workbook};
use crate::config::limits::{MAX_CELLS, MAX_UNPACKED_BYTES};
use crate::import::grid::Region;

/// The files that list the sheets and their appearance.
const WANTED: &[&str] = &["content.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"];
/// The end of the name of the shared-strings file.
const SHARED_TEXTS: &str = "sharedstrings.xml";
/// Part of the names of comment files, and the type of the relation to them.
const COMMENTS: &str = "comments";
/// The built-in percentage formats of every `.xlsx`: `0%` and `0.00%`.
const BUILT_IN_PERCENTAGES: [u8; 2] = [9, 10];
/// The most columns that a sheet has.
const MAX_COLUMNS: usize = 16_384;

/// Reads a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Book, Unreadable> {
    let parts = unpacked(bytes)?;
    if parts.contains_key("xl/workbook.xml") {
        return workbook::xlsx(bytes, &looks_of_xlsx(&parts));
    }
    let Some(content) = parts.get("content.xml") else {
        return Err(Unreadable::because("xlsx, ods"));
    };
    let looks = looks_of_ods(content)?;
    workbook::ods(bytes, &looks)
}

/// The XML files in an archive.
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
        if name.to_lowercase().ends_with(SHARED_TEXTS) && promises_too_many(&unpacked) {
            return Err(Unreadable::too_large());
        }
        let is_sheet =
            name.starts_with("xl/work") && matches!(name.rsplit('.').next(), Some("xml" | "rels"));
        let is_xml = name.starts_with("xl/") && name.rsplit('.').next() == Some("xml");
        let is_comments = is_xml && name.to_lowercase().contains(COMMENTS);
        let is_wanted = is_sheet || is_comments || WANTED.contains(&&*name);
        if is_wanted && let Ok(text) = String::from_utf8(unpacked) {
            parts.insert(name, text);
        }
    }
    Ok(parts)
}

/// Whether a shared-strings file declares more texts than it has bytes: the workbook reader
/// allocates memory for the declared number.
fn promises_too_many(file: &[u8]) -> bool {
    let text = String::from_utf8_lossy(file);
    let mut reader = Reader::from_str(&text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element))
                if element.local_name().as_ref() == "sst" =>
            {
                let count = attribute(&element, "uniqueCount");
                let count = count.and_then(|count| count.trim().parse::<usize>().ok());
                return count.is_some_and(|count| count > file.len());
            }
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

/// The appearance of the sheets of an `.xlsx`. The workbook reader reports errors in the
/// files.
fn looks_of_xlsx(parts: &BTreeMap<String, String>) -> Looks {
    let part = |name: &str| parts.get(name).map_or("", String::as_str);
    let mut paths = BTreeMap::new();
    each_element(part("xl/_rels/workbook.xml.rels"), |element| {
        if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
            let target = target.strip_prefix("/xl/").unwrap_or(&target).to_owned();
            paths.insert(id, format!("xl/{target}"));
        }
    });
    let percentages = percentage_formats(part("xl/styles.xml"));
    let mut looks = Looks::new();
    each_element(part("xl/workbook.xml"), |element| {
        if element.local_name().as_ref() != "sheet" {
            return;
        }
        let path = attribute(element, "r:id").and_then(|id| paths.get(&id));
        if let (Some(name), Some(path)) = (attribute(element, "name"), path) {
            let mut look = look_of_sheet(part(path), &percentages);
            let relations = part(&relations_of(path));
            look.links = links_of_sheet(part(path), relations);
            look.comments = comments_of_sheet(path, relations, parts);
            looks.insert(name, look);
        }
    });
    looks
}

/// The numbers of the cell formats that show percentages.
fn percentage_formats(styles: &str) -> BTreeSet<String> {
    let mut own: BTreeSet<String> = BUILT_IN_PERCENTAGES
        .iter()
        .map(ToString::to_string)
        .collect();
    let mut formats = BTreeSet::new();
    let mut next = 0_usize;
    let mut is_of_cells = false;
    each_element(styles, |element| match element.local_name().as_ref() {
        "numFmt" => {
            let code = attribute(element, "formatCode").unwrap_or_default();
            // Quoted text is literal.
            let mut outside = code.split('"').step_by(2);
            if outside.any(|part| part.contains('%')) {
                own.extend(attribute(element, "numFmtId"));
            }
        }
        "cellXfs" => is_of_cells = true,
        "cellStyleXfs" | "cellStyles" | "dxfs" => is_of_cells = false,
        "xf" if is_of_cells => {
            if attribute(element, "numFmtId").is_some_and(|id| own.contains(&id)) {
                formats.insert(next.to_string());
            }
            next += 1;
        }
        _ => {}
    });
    formats
}

/// The appearance of a sheet of an `.xlsx`.
fn look_of_sheet(sheet: &str, percentages: &BTreeSet<String>) -> Look {
    let mut look = Look::default();
    let mut next = 0;
    let is_hidden = |element: &BytesStart<'_>| {
        let hidden = attribute(element, "hidden");
        hidden.is_some_and(|is| is == "1" || is == "true")
    };
    each_element(sheet, |element| match element.local_name().as_ref() {
        "col" if is_hidden(element) => {
            let number = |key: &str| attribute(element, key)?.parse::<usize>().ok();
            if let (Some(first @ 1..), Some(last)) = (number("min"), number("max")) {
                look.hidden_columns.extend(first - 1..last.min(MAX_COLUMNS));
            }
        }
        "row" => {
            let number = attribute(element, "r").and_then(|number| number.parse::<usize>().ok());
            let at = number.map_or(next, |number| number.saturating_sub(1));
            next = at + 1;
            if is_hidden(element) {
                look.hidden_rows.insert(at);
            }
        }
        "c" if !percentages.is_empty() => {
            let format = attribute(element, "s");
            if format.is_some_and(|format| percentages.contains(&format)) {
                let place = attribute(element, "r").and_then(|name| place_of(&name));
                look.percentages.extend(place);
            }
        }
        _ => {}
    });
    look
}

/// The file with the link targets of a sheet.
fn relations_of(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or_default();
    format!("{folder}/_rels/{name}.rels")
}

/// The link targets of cells.
fn links_of_sheet(sheet: &str, relations: &str) -> BTreeMap<(usize, usize), String> {
    let mut addresses = BTreeMap::new();
    each_element(relations, |element| {
        if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
            addresses.insert(id, target);
        }
    });
    let mut links = BTreeMap::new();
    if addresses.is_empty() {
        return links;
    }
    each_element(sheet, |element| {
        if element.local_name().as_ref() != "hyperlink" {
            return;
        }
        let address = attribute(element, "r:id").and_then(|id| addresses.get(&id));
        let place = attribute(element, "ref");
        let place = place.and_then(|name| place_of(name.split(':').next().unwrap_or_default()));
        links.extend(place.zip(address.cloned()));
    });
    links
}

/// The cells of a sheet that have comments.
fn comments_of_sheet(
    path: &str,
    relations: &str,
    parts: &BTreeMap<String, String>,
) -> BTreeSet<(usize, usize)> {
    let mut files = Vec::new();
    each_element(relations, |element| {
        let kind = attribute(element, "Type").unwrap_or_default();
        if kind.rsplit('/').next() == Some(COMMENTS) {
            files.extend(attribute(element, "Target"));
        }
    });
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let above = folder.rsplit_once('/').map_or("", |(above, _)| above);
    let mut cells = BTreeSet::new();
    for file in files {
        let name = match (file.strip_prefix('/'), file.strip_prefix("../")) {
            (Some(from_root), _) => from_root.to_owned(),
            (None, Some(beside)) => format!("{above}/{beside}"),
            (None, None) => format!("{folder}/{file}"),
        };
        each_element(parts.get(&name).map_or("", String::as_str), |element| {
            if element.local_name().as_ref() == "comment" {
                cells.extend(attribute(element, "ref").and_then(|name| place_of(&name)));
            }
        });
    }
    cells
}

/// The row and the column of a cell such as `B7`, both from 0.
fn place_of(name: &str) -> Option<(usize, usize)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = name.split_at_checked(digits)?;
    let column = letters.chars().try_fold(0_usize, |column, letter| {
        let digit = u32::from(letter).checked_sub(u32::from('A'))? + 1;
        column.checked_mul(26)?.checked_add(digit as usize)
    })?;
    let row = row.parse::<usize>().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// The appearance of the sheets of an `.ods`. Refuses tables whose repeat counts expand to
/// millions of filled rows.
fn looks_of_ods(content: &str) -> Result<Looks, Unreadable> {
    let mut looks = Looks::new();
    let mut name = String::new();
    let (mut row, mut repeated, mut width) = (0_usize, 1_usize, 0_usize);
    let (mut rows, mut columns, mut declared) = (0_usize, 0_usize, 0_usize);
    let mut largest = 0_usize;
    let mut cell = (0_usize, 0_usize);
    each_element(content, |element| {
        let number = |key: &str| attribute(element, key).and_then(|text| text.parse().ok());
        let is_hidden = || {
            let is_seen = attribute(element, "table:visibility");
            is_seen.is_some_and(|is| is == "collapse" || is == "filter")
        };
        match element.local_name().as_ref() {
            "table" => {
                name = attribute(element, "table:name").unwrap_or_default();
                (row, repeated, rows, columns, declared) = (0, 0, 0, 0, 0);
            }
            "table-column" => {
                let first = declared;
                let count = number("table:number-columns-repeated").unwrap_or(1);
                declared = declared.saturating_add(count);
                if is_hidden() {
                    let look = looks.entry(name.clone()).or_default();
                    look.hidden_columns.extend(first..declared.min(MAX_COLUMNS));
                }
            }
            "table-row" => {
                row = row.saturating_add(repeated);
                repeated = number("table:number-rows-repeated").unwrap_or(1);
                width = 0;
                if is_hidden() {
                    let last = row.saturating_add(repeated.min(MAX_CELLS));
                    let look = looks.entry(name.clone()).or_default();
                    look.hidden_rows.extend(row..last);
                }
            }
            "table-cell" | "covered-table-cell" => {
                let first = width;
                cell = (row, first);
                let spanned = |key: &str| number(key).unwrap_or(1).clamp(1, MAX_CELLS);
                let (down, right) = (
                    spanned("table:number-rows-spanned"),
                    spanned("table:number-columns-spanned"),
                );
                if down > 1 || right > 1 {
                    let last = (
                        row.saturating_add(down - 1),
                        first.saturating_add(right - 1),
                    );
                    let look = looks.entry(name.clone()).or_default();
                    look.merged.push(Region { first: cell, last });
                }
                width = width.saturating_add(number("table:number-columns-repeated").unwrap_or(1));
                let has_value = element.attributes().flatten().any(|attribute| {
                    let key = attribute.key.local_name();
                    matches!(key.as_ref(), "value-type" | "formula")
                });
                if !has_value {
                    return;
                }
                columns = columns.max(width);
                rows = rows.max(row.saturating_add(repeated));
                largest = largest.max(rows.saturating_mul(columns));
                let kind = attribute(element, "office:value-type");
                if largest <= MAX_CELLS && kind.is_some_and(|kind| kind == "percentage") {
                    let look = looks.entry(name.clone()).or_default();
                    let places = (row..row + repeated)
                        .flat_map(|row| (first..width).map(move |column| (row, column)));
                    look.percentages.extend(places);
                }
            }
            "annotation" => {
                looks.entry(name.clone()).or_default().comments.insert(cell);
            }
            "a" => {
                let address = attribute(element, "xlink:href");
                let look = looks.entry(name.clone()).or_default();
                look.links.extend(address.map(|address| (cell, address)));
            }
            _ => {}
        }
    });
    if largest > MAX_CELLS {
        return Err(Unreadable::too_large());
    }
    Ok(looks)
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
