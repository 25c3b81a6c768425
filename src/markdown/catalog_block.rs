//! A fenced `catalog` block: a live list of entries on a page. It is YAML, so that it is
//! readable in any Markdown viewer, and it is checked like all other YAML of the content.

use super::fenced::{chosen, decoded, from, parse};
use crate::diagnostic::Diagnostic;
use crate::model::{Catalog, EntryIndex};
use crate::plan::Plan;
use crate::schema::{Lang, View};
use crate::text::Span;

/// The heading level directly below the title of a page.
pub(super) const BELOW_TITLE: u8 = 2;

/// The parsed block.
#[derive(Debug)]
pub(crate) struct CatalogBlock {
    /// The collection, by position.
    pub collection: usize,
    /// The entries, in order.
    pub entries: Vec<EntryIndex>,
    /// The look.
    pub view: View,
    /// The heading level of the entries: one below the heading above the block.
    pub level: u8,
}

/// Parses the YAML of a block at a span; `None` if it is invalid, which `read` reports.
pub(crate) fn read(
    text: &str,
    span: Span,
    lang: &Lang,
    (catalog, plan): (&Catalog, &Plan),
    findings: &mut Vec<Diagnostic>,
) -> Option<CatalogBlock> {
    let root = parse(text, span, findings)?;
    let shape = ("catalog_block", "place.catalog_block");
    let record = decoded(&root, shape, &[], catalog, findings)?;
    let collection = from(&record, catalog, findings)?;
    let entries = chosen(&record, collection, lang, (catalog, plan), findings)?;
    let view = match record.text("view").map(|view| &**view) {
        Some("cards") => View::Cards,
        Some("table") => View::Table,
        _ => View::List,
    };
    Some(CatalogBlock {
        collection,
        entries,
        view,
        level: BELOW_TITLE,
    })
}
