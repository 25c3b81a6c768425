//! Arguments as typed: the commands, and the options of those that build, check, show and
//! report. The other commands have a file each.

mod authoring;
mod entries;
mod print;
mod spreadsheet;

pub(super) use authoring::{
    Editor, SchemaOptions, ThemeCommand, ThemeCopyOptions, ThemeFilesOptions, ThemeNewOptions,
    ThemeShowOptions,
};
pub(super) use entries::{
    ConfirmOptions, FormatOptions, NewOptions, RenameOptions, TranslationsCommand,
};
pub(super) use print::{PaperSize, PrintArguments};
pub(super) use spreadsheet::{ExportOptions, ImportOptions};

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::language::of_environment;

/// The languages that there are texts in.
fn languages() -> PossibleValuesParser {
    crate::messages::languages().into()
}

/// Builds the website and the catalogues of a cluster organisation.
#[derive(Debug, Parser)]
#[command(name = "spunweb", version, about, disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Start a project: a small site that builds, with samples to replace
    Init(InitOptions),
    /// Begin a new entry, such as a member or an event
    New(NewOptions),
    /// Check the content and publish all editions, or nothing
    Build(BuildOptions),
    /// Check the content and the theme without publishing
    Check(CheckOptions),
    /// Preview the site in a browser, and reload it when a file changes
    Serve(ServeOptions),
    /// Report missing fields, outdated translations, overdue reviews and expiring
    /// dates
    Report(ReportOptions),
    /// Work with translations of the content
    #[command(subcommand)]
    Translations(TranslationsCommand),
    /// Give an entry another id, and edit all references and links to it
    Rename(RenameOptions),
    /// Print a catalogue, data sheets, cards or badges as PDF, with the program
    /// `typst`
    Print(PrintArguments),
    /// Write the entries of a collection to a spreadsheet, all fields included
    Export(ExportOptions),
    /// Take changes and new entries from a spreadsheet into the content
    Import(ImportOptions),
    /// Format the YAML of the content: indentation, order of fields, quotes
    /// around digits
    Fmt(FormatOptions),
    /// Write JSON Schemas, so that editors complete and check YAML
    Schema(SchemaOptions),
    /// Work with themes
    #[command(subcommand)]
    Theme(ThemeCommand),
    /// Explain a code such as S002: what it means and how to fix it
    Explain(ExplainOptions),
    /// Switch to the previous version; run it again to switch back
    Rollback(OutputOptions),
    /// Delete the previous version, for example when personal data must be
    /// erased
    Forget(OutputOptions),
}

impl Command {
    /// The language of the messages.
    pub(super) fn language(&self) -> &str {
        match self {
            Self::Init(options) => &options.lang,
            Self::New(options) => &options.common.lang,
            Self::Build(options) => &options.project.common.lang,
            Self::Check(options) => &options.project.common.lang,
            Self::Serve(options) => &options.common.lang,
            Self::Report(options) => options.lang.as_deref().unwrap_or(of_environment()),
            Self::Translations(TranslationsCommand::Confirm(options)) => &options.common.lang,
            Self::Rename(options) => &options.common.lang,
            Self::Print(_) => of_environment(),
            Self::Export(options) => &options.common.lang,
            Self::Import(options) => &options.common.lang,
            Self::Fmt(options) => &options.common.lang,
            Self::Schema(options) => &options.common.lang,
            Self::Theme(ThemeCommand::New(options)) => &options.common.lang,
            Self::Theme(ThemeCommand::Files(options)) => &options.common.lang,
            Self::Theme(ThemeCommand::Copy(options)) => &options.common.lang,
            Self::Theme(ThemeCommand::Show(options)) => &options.common.lang,
            Self::Explain(options) => &options.lang,
            Self::Rollback(options) | Self::Forget(options) => &options.common.lang,
        }
    }
}

/// What nearly every command takes.
#[derive(Debug, Args)]
pub(super) struct CommonOptions {
    /// The project: the folder that contains `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// The language of the messages
    #[arg(long, value_name = "LANG", default_value = of_environment(), value_parser = languages())]
    pub lang: String,
}

#[derive(Debug, Args)]
pub(super) struct InitOptions {
    /// The folder of the new project; made if it does not exist
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// The languages, the default one first, as in `cs,en`
    #[arg(long, value_name = "LANGS")]
    pub languages: Option<String>,
    /// The title of the site
    #[arg(long)]
    pub title: Option<String>,
    /// What the site is for
    #[arg(long, value_parser = PossibleValuesParser::from(crate::starter::kinds()))]
    pub kind: Option<String>,
    /// Also write workflows that check, build and publish the site
    #[arg(long, value_parser = PossibleValuesParser::from(crate::starter::services()))]
    pub ci: Option<String>,
    /// The language of the messages
    #[arg(long, value_name = "LANG", default_value = of_environment(), value_parser = languages())]
    pub lang: String,
}

#[derive(Debug, Args)]
pub(super) struct ProjectOptions {
    /// Build or check only this edition; may be repeated
    #[arg(long = "edition", value_name = "NAME")]
    pub editions: Vec<String>,
    /// The address of the site, instead of the one in site.yaml
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// The date used to decide what is upcoming, published or expired; today by
    /// default
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// The form in which findings are printed
    #[arg(long, value_enum, default_value_t = FindingsForm::Human)]
    pub format: FindingsForm,
    #[command(flatten)]
    pub amount: AmountOptions,
    /// Treat every warning as an error
    #[arg(long)]
    pub deny_warnings: bool,
    /// Print only the findings, no summary
    #[arg(long)]
    pub quiet: bool,
    /// Also write a summary of the findings to this file, as Markdown
    #[arg(long, value_name = "FILE")]
    pub summary: Option<PathBuf>,
    /// Print how long each stage took
    #[arg(long)]
    pub timings: bool,
    /// Write a timeline of stages and files to this file, as trace events for
    /// Chrome or ui.perfetto.dev
    #[arg(long, value_name = "FILE")]
    pub trace: Option<PathBuf>,
    #[command(flatten)]
    pub common: CommonOptions,
}

/// How much of many findings is printed.
#[derive(Debug, Args)]
pub(super) struct AmountOptions {
    /// Print notes too, in the form `human`; they are always counted
    #[arg(long)]
    pub notes: bool,
    /// Print every finding with all its places, in the forms `human` and `short`
    #[arg(long)]
    pub all: bool,
    /// Print at most N findings, in the forms `human` and `short`; `short` prints 10,000 if you
    /// do not say
    #[arg(long, value_name = "N")]
    pub max_findings: Option<usize>,
}

#[derive(Debug, Args)]
pub(super) struct BuildOptions {
    #[command(flatten)]
    pub project: ProjectOptions,
    /// The output folder; `public` in the project by default
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Do not wait until the files are on the disk; for CI machines, which are
    /// discarded anyway
    #[arg(long)]
    pub no_sync: bool,
    /// The manifest of what a server has now; what has changed since is written
    /// to a file next to the output
    #[arg(long, value_name = "FILE")]
    pub previous_manifest: Option<PathBuf>,
}

/// Which publication is meant.
#[derive(Debug, Args)]
pub(super) struct OutputOptions {
    /// The output folder; `public` in the project by default
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    #[command(flatten)]
    pub common: CommonOptions,
}

#[derive(Debug, Args)]
pub(super) struct CheckOptions {
    #[command(flatten)]
    pub project: ProjectOptions,
    /// Apply the fixes that have only one possible result, and list them
    #[arg(long)]
    pub fix: bool,
    /// With --fix: show the changes as a diff, and write nothing
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct ServeOptions {
    /// The edition; `web` by default, or else the first one
    #[arg(long, value_name = "NAME")]
    pub edition: Option<String>,
    /// The port, or 0 for any free one; the first free port from 1111 on by
    /// default
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// Show drafts, and entries that are not published yet or have expired
    #[arg(long)]
    pub drafts: bool,
    /// Open a browser
    #[arg(long)]
    pub open: bool,
    /// The date used to decide what is upcoming, published or expired; today by
    /// default
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[command(flatten)]
    pub common: CommonOptions,
}

#[derive(Debug, Args)]
pub(super) struct ReportOptions {
    /// A collection or an entry, such as `members` or `members/fiolume`, or
    /// `excellence` for the indicators of the cluster, or `site.yaml` for the site
    /// itself; by default the site and every collection that declares `complete`,
    /// `review`, `expiry` or `outstanding`
    pub what: Option<String>,
    /// List only entries that need something
    #[arg(long)]
    pub due: bool,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = ReportForm::Table)]
    pub format: ReportForm,
    /// The language; by default that of the messages, and for a letter the first
    /// language that the entry names among its contacts
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// The date of the report; today by default
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// The project: the folder that contains `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
}

/// How a report is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportForm {
    /// One row per entry
    Table,
    /// One row per task, for a spreadsheet
    Csv,
    /// One document for programs
    Json,
    /// One letter per member whose entry needs something
    Letter,
}

#[derive(Debug, Args)]
pub(super) struct ExplainOptions {
    /// The code of a finding; all codes are listed by default
    pub code: Option<String>,
    /// The language of the page
    #[arg(long, value_name = "LANG", default_value = of_environment(), value_parser = languages())]
    pub lang: String,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingsForm {
    /// For people: the line, the value marked, and the fix
    Human,
    /// One line per finding
    Short,
    /// One document with everything about every finding
    Json,
    /// SARIF 2.1.0, for code-hosting sites and editors
    Sarif,
    /// Workflow commands of GitHub Actions
    Github,
    /// A Code Quality report of GitLab
    Gitlab,
}
