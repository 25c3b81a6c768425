//! Arguments of the commands for those who keep the theme and the schema: `theme` and
//! `schema`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::CommonOptions;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ThemeCommand {
    /// Begin a theme that changes another one file by file
    New(ThemeNewOptions),
    /// List the files of a theme, and the theme that each is from
    Files(ThemeFilesOptions),
    /// Copy files into a theme from the theme that it changes, to edit them
    Copy(ThemeCopyOptions),
    /// Print the data that a template sees for one page, as JSON
    Show(ThemeShowOptions),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ThemeNewOptions {
    /// The name of the theme, which becomes its folder in `themes`
    pub name: String,
    /// The theme that it changes
    #[arg(long, value_name = "THEME", default_value = "cluster")]
    pub extends: String,
    #[command(flatten)]
    pub common: CommonOptions,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ThemeFilesOptions {
    /// The theme: one of the project, or one that comes with the program
    pub name: String,
    #[command(flatten)]
    pub common: CommonOptions,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ThemeCopyOptions {
    /// The theme of the project that the files become part of
    pub name: String,
    /// The files, named as `theme files` lists them: `templates/entry.html`
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<String>,
    #[command(flatten)]
    pub common: CommonOptions,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ThemeShowOptions {
    /// The page: an address such as `/members/fiolume/`, or an entry such as
    /// `members/fiolume`
    pub page: String,
    /// The edition; `web` by default, or else the first one
    #[arg(long, value_name = "NAME")]
    pub edition: Option<String>,
    /// The date used to decide what is upcoming, published or expired; today by
    /// default
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[command(flatten)]
    pub common: CommonOptions,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct SchemaOptions {
    /// The folder for the schemas, `.schema` in the project where none is named
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Also write the schemas with all names, and the settings that an editor
    /// finds them by
    #[arg(long, value_enum)]
    pub editor: Option<Editor>,
    #[command(flatten)]
    pub common: CommonOptions,
}

/// An editor that finds schemas by settings in the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Editor {
    /// Visual Studio Code with the extension redhat.vscode-yaml
    Vscode,
}
