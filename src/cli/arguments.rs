//! Arguments as typed.

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
            Self::New(options) => &options.lang,
            Self::Build(options) => &options.project.lang,
            Self::Check(options) => &options.project.lang,
            Self::Serve(options) => &options.lang,
            Self::Report(options) => options.lang.as_deref().unwrap_or(of_environment()),
            Self::Translations(TranslationsCommand::Confirm(options)) => &options.lang,
            Self::Rename(options) => &options.lang,
            Self::Print(_) => of_environment(),
            Self::Export(options) => &options.lang,
            Self::Import(options) => &options.lang,
            Self::Fmt(options) => &options.lang,
            Self::Schema(options) => &options.lang,
            Self::Theme(ThemeCommand::New(options)) => &options.lang,
            Self::Theme(ThemeCommand::Show(options)) => &options.lang,
            Self::Explain(options) => &options.lang,
            Self::Rollback(options) | Self::Forget(options) => &options.lang,
        }
    }
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
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = languages())]
    pub lang: String,
}

#[derive(Debug, Args)]
pub(super) struct NewOptions {
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
    /// The project: the folder that contains `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// The language of the messages
    #[arg(long, value_name = "LANG", default_value = of_environment(), value_parser = languages())]
    pub lang: String,
}

#[derive(Debug, Args)]
pub(super) struct ProjectOptions {
    /// The project: the folder that contains `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
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
    #[arg(long, value_enum, default_value_t = Form::Human)]
    pub format: Form,
    /// The language of the messages
    #[arg(long, value_name = "LANG", default_value = of_environment(), value_parser = languages())]
    pub lang: String,
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
}

/// How much of many findings is printed.
#[derive(Debug, Args)]
pub(super) struct AmountOptions {
    /// Print notes too, in the form `human`; they are always counted
    #[arg(long)]
    pub notes: bool,
    /// Print every finding with all its places, in the form `human`
    #[arg(long)]
    pub all: bool,
    /// Print at most N findings, in the forms `human` and `short`
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
    /// The project: the folder that contains `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// The output folder; `public` in the project by default
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The language of the messages
    #[arg(long, value_name = "LANG", default_value = of_environment(), value_parser = languages())]
    pub lang: String,
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
    /// The project: the folder that contains `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
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
    /// The language of the messages
    #[arg(long, value_name = "LANG", default_value = of_environment(), value_parser = languages())]
    pub lang: String,
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

#[derive(Debug, Subcommand)]
pub(super) enum TranslationsCommand {
    /// Mark translations of an entry as up to date, until the original changes
    Confirm(ConfirmOptions),
}

#[derive(Debug, Args)]
pub(super) struct ConfirmOptions {
    /// The entry, such as `members/nanotex`
    pub entry: String,
    /// The translation, such as `summary.en`; all of the entry by default
    pub translation: Option<String>,
    /// The project: the folder that contains `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// The language of the messages
    #[arg(long, value_name = "LANG", default_value = of_environment(), value_parser = languages())]
    pub lang: String,
}

#[derive(Debug, Subcommand)]
pub(super) enum ThemeCommand {
    /// Begin a theme that changes another one file by file
    New(ThemeNewOptions),
    /// Print the data that a template sees for one page, as JSON
    Show(ThemeShowOptions),
}

#[derive(Debug, Args)]
pub(super) struct ThemeNewOptions {
    /// The name of the theme, which becomes its folder in `themes`
    pub name: String,
    /// The theme that it changes
    #[arg(long, value_name = "THEME", default_value = "cluster")]
    pub extends: String,
    /// The project: the folder that contains `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// The language of the messages
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = languages())]
    pub lang: String,
}

#[derive(Debug, Args)]
pub(super) struct ThemeShowOptions {
    /// The page: an address such as `/members/fiolume/`, or an entry such as
    /// `members/fiolume`
    pub page: String,
    /// The edition; the first one where none is named
    #[arg(long, value_name = "NAME")]
    pub edition: Option<String>,
    /// The date used to decide what is upcoming, published or expired; today by
    /// default
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// The project: the folder that contains `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// The language of the messages
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = languages())]
    pub lang: String,
}

#[derive(Debug, Args)]
pub(super) struct SchemaOptions {
    /// The folder for the schemas, `.schema` in the project where none is named
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Also write the schemas with all names, and the settings that an editor
    /// finds them by
    #[arg(long, value_enum)]
    pub editor: Option<Editor>,
    /// The project: the folder that contains `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// The language of the messages
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = languages())]
    pub lang: String,
}

/// An editor that finds schemas by settings in the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Editor {
    /// Visual Studio Code with the extension redhat.vscode-yaml
    Vscode,
}

#[derive(Debug, Args)]
pub(super) struct RenameOptions {
    /// The entry, such as `members/nanotex`
    pub entry: String,
    /// Its new id, such as `nanotex-group`
    pub id: String,
    /// Show the changes as a diff, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The project: the folder that contains `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// The language of the messages
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = languages())]
    pub lang: String,
}

#[derive(Debug, Args)]
pub(super) struct PrintArguments {
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
pub(super) enum PaperSize {
    /// 210 × 297 mm
    A4,
    /// 148 × 210 mm
    A5,
}

#[derive(Debug, Args)]
pub(super) struct ExportOptions {
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
    /// The project: the folder that contains `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// The language of the headings, explanations and messages
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = languages())]
    pub lang: String,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch")]
pub(super) struct ImportOptions {
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
    /// The project: the folder that contains `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// The language of the messages
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = languages())]
    pub lang: String,
}

#[derive(Debug, Args)]
pub(super) struct FormatOptions {
    /// List the files that would change, write nothing, and end with status 1 if there are any
    #[arg(long)]
    pub check: bool,
    /// Show what would change as a diff, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The project: the folder that contains `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// The language of the messages
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = languages())]
    pub lang: String,
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
pub(super) enum Form {
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
