//! The Markdown that is read.

use pulldown_cmark::Options;

/// What is read beside plain Markdown.
pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_SUPERSCRIPT
        | Options::ENABLE_SUBSCRIPT
}

/// What the fence of a block says that asks for a list of entries. Where a text is no
/// HTML, the block's text becomes the number of its list.
pub(super) const LIST: &str = "catalog";
/// What the fence of a block says that asks for a view.
pub(super) const VIEW: &str = "view";

/// Whether what the fence of a block says asks for a list or a view in its place.
pub(crate) fn is_request(info: &str) -> bool {
    matches!(info.trim(), LIST | VIEW)
}
