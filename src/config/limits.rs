//! Every limit on what a project may ask of the program, with its reason. Larger input is
//! refused with a message; nothing grows without bound.

/// The largest YAML file, in bytes; the largest hand-written record seen has
/// some 20 KiB.
pub(crate) const MAX_YAML_BYTES: u64 = 256 * 1024;

/// The largest Markdown or template file, in bytes.
pub(crate) const MAX_TEXT_BYTES: u64 = 1024 * 1024;

/// The most tags of raw HTML in one Markdown text; a table of 200 rows written by
/// hand has some 1,600.
pub(crate) const MAX_RAW_TAGS: usize = 4000;

/// The most attributes of one raw HTML tag; each is compared with all others, which is
/// quadratic.
pub(crate) const MAX_ATTRIBUTES: usize = 100;

/// The most pairs of values that one rule compares in an entry, such as the 100 starts and 100
/// ends of two lists.
pub(crate) const MAX_COMPARED: usize = 10_000;

/// The most former addresses of one entry; each is a file, or a line that the server reads.
pub(crate) const MAX_ALIASES: usize = 1000;

/// The most parts of one Markdown text, as the parser counts them: the start and the end of
/// each heading, cell, link or emphasis, and each piece of text. Ten pages of tables of
/// numbers have some 20,000; a file of a mebibyte can have more than a million.
pub(crate) const MAX_TEXT_PARTS: usize = 150_000;

/// The most languages of a site; the Union has 24 official ones, and each has pages of its
/// own.
pub(crate) const MAX_LANGUAGES: usize = 50;

/// The most live lists and views in one text; each searches its entries.
pub(crate) const MAX_BLOCKS: usize = 300;

/// The most broader terms of a term: classifications of whole libraries have up to 15 levels.
/// An entry is on the page of each, so that without a limit one small file could ask for
/// millions of links.
pub(crate) const MAX_BROADER: usize = 32;

/// The most different terms that one entry names; it is listed on the page of each, with
/// all of them.
pub(crate) const MAX_TERMS: usize = 300;

/// The least memory that the system must leave to the program, in bytes: with less, not even a
/// small site is certain to build.
pub(crate) const MIN_MEMORY: u64 = 256 * 1024 * 1024;

/// The largest file that is copied unchanged, in bytes.
pub(crate) const MAX_ASSET_BYTES: u64 = 64 * 1024 * 1024;

/// The most points that a picture may have, width by height, as its header says: as many as
/// telephones (50 million) and cameras with a full-frame sensor (61 million) give, and few
/// enough to fit in memory.
pub(crate) const MAX_PICTURE_POINTS: u64 = 64_000_000;

/// The most bytes that decoded pictures take in memory at the same time, also for a single
/// one: two photographs of 24 million points with their copies.
pub(crate) const MAX_DECODED_BYTES: u64 = 512 * 1024 * 1024;

/// The most elements that an SVG draws, counting those that a `use` repeats: a few lines that
/// refer to each other can ask for millions.
pub(crate) const MAX_DRAWN_ELEMENTS: u64 = 100_000;

/// The extensions of files that are copied unchanged. HTML and scripts are excluded: only the
/// theme runs code in a visitor's browser.
pub(crate) const ASSET_EXTENSIONS: &[&str] = &[
    "png", "jpg", "jpeg", "webp", "gif", "svg", "avif", "ico", "pdf", "csv", "txt", "xlsx", "ods",
    "docx", "odt", "pptx", "zip", "woff2", "mp4", "webm", "vcf", "ics", "json",
];

/// The largest spreadsheet that is read, in bytes; one of ten thousand members has some
/// 3 MiB.
pub(crate) const MAX_SPREADSHEET_BYTES: u64 = 32 * 1024 * 1024;

/// The largest spreadsheet after unpacking, in bytes: a few kilobytes can expand to gigabytes
/// of zeros.
pub(crate) const MAX_UNPACKED_BYTES: u64 = 256 * 1024 * 1024;

/// The most cells of a sheet, up to its last row and column that are not empty.
pub(crate) const MAX_CELLS: usize = 4_000_000;
