//! Markdown to HTML.
//!
//! 1. [`resolve`](resolve::resolve) goes through the parser's events: links and pictures get
//!    their addresses, headings their anchors, footnotes their numbers, and `catalog` and
//!    `view` blocks their entries. The result is independent of the output format.
//! 2. [`html`] writes it as HTML, and sanitises it if the text has raw HTML; or [`structure`]
//!    returns it as blocks, for outputs that are not HTML.

mod anchors;
mod bare_links;
mod blanks;
mod blocks;
mod byte_set;
pub(crate) mod catalog_block;
mod code;
mod fenced;
mod field;
mod field_slips;
mod foreign;
mod highlight;
mod html;
mod html_blocks;
mod in_words;
mod left_out;
mod links;
mod lists;
mod missing_links;
mod missing_notes;
mod notes;
mod raw_html;
mod resolve;
mod sanitiser;
mod signs;
mod slips;
mod structure;
mod syntax;
mod tables;
mod tags;
mod unclosed;
mod unseen;
pub(crate) mod view_block;
pub(crate) mod view_kinds;

pub(crate) use field::{FieldPart, FieldText, render_field};
pub(crate) use field_slips::fields_are_markdown;
pub(crate) use structure::{Inline, Structured, TextBlock, structure_field};
pub(crate) use syntax::{events, is_request};

use crate::diagnostic::Diagnostic;
use crate::load::Body;
use crate::model::Catalog;
use crate::path::UrlPath;
use crate::plan::Plan;
use crate::schema::Lang;
use crate::text::Sources;
use crate::theme::{AssetTable, NamedPictures, ThemeIds};

/// A rendered text.
#[derive(Debug, Default)]
pub(crate) struct RenderedText {
    /// Safe HTML.
    pub html: String,
    /// Its headings.
    pub toc: Vec<Heading>,
}

/// A heading of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading {
    /// 2 to 6; the first level is the page's title.
    pub level: u8,
    /// Its anchor.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// A fenced block that shows entries.
#[derive(Debug)]
pub(crate) enum Block {
    /// A list of them.
    List(catalog_block::CatalogBlock),
    /// A view of them, such as a map.
    View(view_block::ViewBlock),
}

/// A text to render, and its context.
pub(crate) struct TextContext<'a> {
    /// The targets of links.
    pub site: LinkContext<'a>,
    /// The text, as it is in its source.
    pub text: &'a str,
    /// The text's place in its source.
    pub body: Body,
    /// The page's language.
    pub lang: &'a Lang,
    /// The page's address.
    pub page: &'a UrlPath,
    /// The output format.
    pub form: OutputForm<'a>,
}

/// The output format of a text.
#[derive(Clone, Copy)]
pub(crate) enum OutputForm<'a> {
    /// HTML. The function renders a block; `None` if the theme fails, which the function
    /// reports.
    Html(&'a BlockRenderer<'a>),
    /// Blocks.
    Structure,
}

/// The targets of links and pictures in a text.
#[derive(Clone, Copy)]
pub(crate) struct LinkContext<'a> {
    /// The catalogue.
    pub catalog: &'a Catalog,
    /// The edition's addresses.
    pub plan: &'a Plan,
    /// The files that pages may link to.
    pub assets: &'a AssetTable,
    /// The pictures among them that pages of the edition name.
    pub named_pictures: &'a NamedPictures,
    /// The sources of all texts.
    pub sources: &'a Sources,
    /// The ids that templates use.
    pub theme_ids: &'a ThemeIds,
}

/// Renders a block that shows entries.
pub(crate) type BlockRenderer<'a> = dyn Fn(&Block, &mut Vec<Diagnostic>) -> Option<String> + 'a;

/// Renders a text.
pub(crate) fn render(place: &TextContext<'_>, findings: &mut Vec<Diagnostic>) -> RenderedText {
    let text = resolve::resolve(place, findings);
    RenderedText {
        html: html::write(&text, place.lang),
        toc: text.toc,
    }
}

/// Returns a text as blocks.
pub(crate) fn structured(place: &TextContext<'_>, findings: &mut Vec<Diagnostic>) -> Structured {
    structure::structure(&resolve::resolve(place, findings), place.lang)
}
