//! Arguments of `print`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(in crate::cli) struct PrintArguments {
    /// `catalog COLLECTION`, `sheet ENTRY`, `sheets COLLECTION`, `cards`,
    /// `badges EVENT`, `signs EVENT` or `flyer PAGE`; an entry is named as in
    /// `structures/ns-001`
    #[arg(required = true)]
    pub what: Vec<String>,
    /// The edition: its entries, and until when it holds; `web` by default, or
    /// else the first one
    #[arg(long, value_name = "NAME")]
    pub edition: Option<String>,
    /// The languages, as in `cs,en`, each of which is a document; all of the
    /// edition by default
    #[arg(long, value_name = "LANGS")]
    pub lang: Option<String>,
    /// A second language beside that of the document
    #[arg(long, value_name = "LANG")]
    pub beside: Option<String>,
    /// The paper
    #[arg(long, value_enum, default_value_t = PaperSize::A4)]
    pub paper: PaperSize,
    /// Add 3 mm around each page, and marks where it is cut
    #[arg(long)]
    pub bleed: bool,
    /// The entry whose text is the foreword of a catalogue, such as
    /// `pages/about`; the introduction of the list by default
    #[arg(long, value_name = "ENTRY")]
    pub foreword: Option<String>,
    /// The folder for the PDF; `print` in the project by default
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Write the print project to `.spunweb/print`, and do not compile it
    #[arg(long)]
    pub project_only: bool,
    /// The program `typst`; the first one on the PATH by default
    #[arg(long, value_name = "PROGRAM", conflicts_with = "project_only")]
    pub typst: Option<PathBuf>,
    /// The date used to decide what is upcoming, published or expired, which is
    /// also the date of the document; today by default
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// The project: the folder that contains `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
}

/// The size of printed sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum PaperSize {
    /// 210 × 297 mm
    A4,
    /// 148 × 210 mm
    A5,
}
