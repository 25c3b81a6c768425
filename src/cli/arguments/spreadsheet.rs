//! Arguments of `export` and `import`.

use std::path::PathBuf;

use clap::Args;

use super::CommonOptions;

#[derive(Debug, Args)]
#[command(mut_arg("lang", |lang| lang.help("The language of the headings, explanations and messages")))]
pub(in crate::cli) struct ExportOptions {
    /// The collection, such as `members`
    pub collection: String,
    /// The spreadsheet to write, `.xlsx` or `.csv`; CSV is printed by default
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
    /// The languages that get columns, as in `cs,en`; those of the site by default
    #[arg(long, value_name = "LANGS")]
    pub languages: Option<String>,
    /// Write over a file that is there
    #[arg(long, requires = "to")]
    pub overwrite: bool,
    #[command(flatten)]
    pub common: CommonOptions,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch")]
pub(in crate::cli) struct ImportOptions {
    /// The collection, such as `members`
    pub collection: String,
    /// The spreadsheet: `.xlsx`, `.ods`, `.xls` or `.csv`
    pub file: PathBuf,
    /// A YAML file that says which column is which field
    #[arg(long, value_name = "MAP")]
    pub map: Option<PathBuf>,
    /// Print a first version of such a file, from the headings of the spreadsheet
    #[arg(long, conflicts_with = "map")]
    pub guess: bool,
    /// Show the changes as a diff, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Leave out rows with errors, list them, and take the others
    #[arg(long)]
    pub skip_bad: bool,
    /// Remove values whose cells are empty; they are kept by default
    #[arg(long)]
    pub clear: bool,
    /// The date used to decide what is upcoming, published or expired; today by
    /// default
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[command(flatten)]
    pub common: CommonOptions,
}
