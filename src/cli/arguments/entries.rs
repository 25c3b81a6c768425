//! Arguments of the commands that make and change entries: `new`, `rename`,
//! `translations confirm` and `fmt`.

use clap::{Args, Subcommand};

use super::CommonOptions;

#[derive(Debug, Args)]
pub(in crate::cli) struct NewOptions {
    /// The collection, such as `members`
    pub collection: String,
    /// The id of the entry, which becomes the name of its file; made from the
    /// title by default
    pub id: Option<String>,
    /// The value of a field, such as `kind=company`, `title.cs=Ahoj` or
    /// `address.locality=Liberec`; may be repeated
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    pub given: Vec<String>,
    /// Print the file, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub common: CommonOptions,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum TranslationsCommand {
    /// Mark translations of an entry as up to date, until the original changes
    Confirm(ConfirmOptions),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ConfirmOptions {
    /// The entry, such as `members/nanotex`
    pub entry: String,
    /// The translation, such as `summary.en`; all of the entry by default
    pub translation: Option<String>,
    #[command(flatten)]
    pub common: CommonOptions,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RenameOptions {
    /// The entry, such as `members/nanotex`
    pub entry: String,
    /// Its new id, such as `nanotex-group`
    pub id: String,
    /// Show the changes as a diff, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub common: CommonOptions,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct FormatOptions {
    /// List the files that would change, write nothing, and end with status 1 if there are any
    #[arg(long)]
    pub check: bool,
    /// Show what would change as a diff, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub common: CommonOptions,
}
