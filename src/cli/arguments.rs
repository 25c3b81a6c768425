//! Arguments as typed.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::language::of_environment;

/// The languages that there are texts in.
fn languages() -> PossibleValuesParser {
    crate::messages::languages().into()
}

/// Spins a cluster organisation's content into its website and catalogues.
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
    /// Check the content and publish all editions, or nothing
    Build(BuildOptions),
    /// Check the content and the theme without publishing
    Check(CheckOptions),
    /// Show the site in a browser while it is written
    Serve(ServeOptions),
    /// Say what entries need: what is missing, behind, to be confirmed or ending
    Report(ReportOptions),
    /// Translations of the content
    #[command(subcommand)]
    Translations(TranslationsCommand),
    /// Give an entry another id, and change everything that names it
    Rename(RenameOptions),
    /// Lay out the YAML of the content: indentation, order of fields, quotes around digits
    Fmt(FormatOptions),
    /// Write what editors complete and check YAML by: JSON Schemas of all files
    Schema(SchemaOptions),
    /// Themes: a new one, and what a template sees
    #[command(subcommand)]
    Theme(ThemeCommand),
    /// Say what a code such as S002 means and how to fix it
    Explain(ExplainOptions),
    /// Go back to the version that was published before; done twice, nothing
    /// has changed
    Rollback(OutputOptions),
    /// Remove the version that was published before, as when someone's data
    /// must be gone
    Forget(OutputOptions),
}

impl Command {
    /// The language of the messages.
    pub(super) fn language(&self) -> &str {
        match self {
            Self::Init(options) => &options.lang,
            Self::Build(options) => &options.project.lang,
            Self::Check(options) => &options.project.lang,
            Self::Serve(options) => &options.lang,
            Self::Report(options) => options.lang.as_deref().unwrap_or(of_environment()),
            Self::Translations(TranslationsCommand::Confirm(options)) => &options.lang,
            Self::Rename(options) => &options.lang,
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
pub(super) struct ProjectOptions {
    /// The folder that holds `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// Only this edition; may be repeated
    #[arg(long = "edition", value_name = "NAME")]
    pub editions: Vec<String>,
    /// The address of the site, instead of the one in site.yaml
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// The day that decides what is upcoming, published or expired
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// How findings are printed
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
    /// Print findings alone
    #[arg(long)]
    pub quiet: bool,
    /// Also write a summary of the findings to this file, as Markdown
    #[arg(long, value_name = "FILE")]
    pub summary: Option<PathBuf>,
    /// Say how long each stage took
    #[arg(long)]
    pub timings: bool,
    /// Write when each stage and each file was at work to this file, for the
    /// viewer of a profiler (trace events of Chrome)
    #[arg(long, value_name = "FILE")]
    pub trace: Option<PathBuf>,
}

/// How much of many findings is printed.
#[derive(Debug, Args)]
pub(super) struct AmountOptions {
    /// Print notes as well, in the form `human`; they are counted in any case
    #[arg(long)]
    pub notes: bool,
    /// Name every place of a finding that is found many times, in the form `human`
    #[arg(long)]
    pub all: bool,
    /// Print at most so many findings, in the forms `human` and `short`
    #[arg(long, value_name = "N")]
    pub max_findings: Option<usize>,
}

#[derive(Debug, Args)]
pub(super) struct BuildOptions {
    #[command(flatten)]
    pub project: ProjectOptions,
    /// The output folder, `public` in the project where none is named
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Do not wait until the files are on the disk; for machines that are
    /// thrown away
    #[arg(long)]
    pub no_sync: bool,
    /// The manifest of what a server has now, to write what changed since into
    /// a file beside the output
    #[arg(long, value_name = "FILE")]
    pub previous_manifest: Option<PathBuf>,
}

/// Which publication is meant.
#[derive(Debug, Args)]
pub(super) struct OutputOptions {
    /// The folder that holds `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// The output folder, `public` in the project where none is named
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
    /// Fix what has one way to be fixed, in the files of `content`
    #[arg(long)]
    pub fix: bool,
    /// With --fix: show what would be fixed as a diff, and write nothing
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct ServeOptions {
    /// The folder that holds `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// The edition; `web`, or else the first one, where none is named
    #[arg(long, value_name = "NAME")]
    pub edition: Option<String>,
    /// The port; 0 for any that is free, and where none is named the first free
    /// one from 1111 on
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// Show drafts, and what is not published yet or any more
    #[arg(long)]
    pub drafts: bool,
    /// Open a browser
    #[arg(long)]
    pub open: bool,
    /// The day that decides what is upcoming, published or expired
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// The language of the messages
    #[arg(long, value_name = "LANG", default_value = of_environment(), value_parser = languages())]
    pub lang: String,
}

#[derive(Debug, Args)]
pub(super) struct ReportOptions {
    /// A collection or an entry, as `members` or `members/fiolume`; all whose
    /// collection declares `complete`, `review` or `expiry`, where none is named
    pub what: Option<String>,
    /// Only entries that need something
    #[arg(long)]
    pub due: bool,
    /// How it is shown
    #[arg(long, value_enum, default_value_t = ReportForm::Table)]
    pub format: ReportForm,
    /// The language; that of the messages where none is named, and of a letter the one
    /// that the entry names in a field of languages
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// The day of the report
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// The folder that holds `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
}

/// How a report is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportForm {
    /// A row for each entry
    Table,
    /// A row for each thing to be done, for a spreadsheet
    Csv,
    /// A letter to each member whose entry needs something
    Letter,
}

#[derive(Debug, Subcommand)]
pub(super) enum TranslationsCommand {
    /// Write down that translations of an entry still say what their original
    /// says, until that changes again
    Confirm(ConfirmOptions),
}

#[derive(Debug, Args)]
pub(super) struct ConfirmOptions {
    /// The entry, as `members/nanotex`
    pub entry: String,
    /// The translation, as `summary.en`; all of the entry where none is named
    pub translation: Option<String>,
    /// The folder that holds `content`
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
    /// The folder that holds `content`
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
    /// The day that decides what is upcoming, published or expired
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// The folder that holds `content`
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
    /// The folder that holds `content`
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
    /// The entry, as `members/nanotex`
    pub entry: String,
    /// Its new id, as `nanotex-group`
    pub id: String,
    /// Show what would be changed as a diff, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The folder that holds `content`
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
    /// The folder that holds `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// The language of the messages
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = languages())]
    pub lang: String,
}

#[derive(Debug, Args)]
pub(super) struct ExplainOptions {
    /// The code of a finding; without one, all codes are listed
    pub code: Option<String>,
    /// The language of the page
    #[arg(long, value_name = "LANG", default_value = of_environment(), value_parser = languages())]
    pub lang: String,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// With the line, the value marked, and the fix
    Human,
    /// One line a finding
    Short,
    /// One document with all that is known of every finding
    Json,
    /// SARIF 2.1.0, for code-hosting sites and editors
    Sarif,
    /// Workflow commands of GitHub Actions
    Github,
    /// A Code Quality report of GitLab
    Gitlab,
}
