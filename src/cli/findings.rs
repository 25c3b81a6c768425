//! Prints the findings of a run in the requested form: forms for people go to standard
//! error, beside the progress, forms for programs to standard output.

use std::io::{IsTerminal, Write};
use std::path::Path;

use jiff::civil::Date;

use super::arguments::{FindingsForm, ProjectOptions};
use super::{Status, failure};
use crate::diagnostic::{Amount, GitHub, GitLab, Human, Json, Report, Sarif, Short};
use crate::messages::Message;
use crate::text::Sources;

/// The day that decides what is published, and the next day on which that changes.
pub(super) type Days = (Option<Date>, Option<Date>);

/// Prints the findings and then `last_line`, unless the options suppress it.
pub(super) fn print(
    report: &Report,
    sources: &Sources,
    options: &ProjectOptions,
    (last_line, days): (&str, Days),
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> std::io::Result<()> {
    let findings = render(report, sources, options, days);
    let for_programs = !matches!(options.format, FindingsForm::Human | FindingsForm::Short);
    if for_programs {
        write!(out, "{findings}")?;
    } else {
        write!(err, "{findings}")?;
    }
    match (options.quiet, for_programs) {
        (true, _) => Ok(()),
        (false, true) => writeln!(err, "{last_line}"),
        (false, false) => writeln!(out, "{last_line}"),
    }
}

/// Prints findings as people read them, and then why a command stops at them.
pub(super) fn stop(
    (report, sources): (&Report, &Sources),
    why: &Message,
    lang: &str,
    err: &mut dyn Write,
) -> Status {
    let human = Human {
        lang,
        colour: false,
        shown: Amount::default(),
    };
    // A failed write is ignored: the terminal is gone.
    let _ = write!(err, "{}", human.render(report, sources));
    failure::error(why, lang, err);
    Status::Findings
}

/// How many findings the form `short` prints by default, one per line: one file can have
/// more than a hundred thousand.
const MOST_LINES: usize = 10_000;

fn render(report: &Report, sources: &Sources, options: &ProjectOptions, days: Days) -> String {
    let lang = options.common.lang.as_str();
    let folder = &folder_in_repository(&options.common.project);
    match options.format {
        FindingsForm::Human => {
            let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            let shown = Amount {
                notes: options.amount.notes,
                all: options.amount.all,
                most: options.amount.max_findings,
            };
            Human {
                lang,
                colour,
                shown,
            }
            .render(report, sources)
        }
        FindingsForm::Short => {
            let usual = (!options.amount.all).then_some(MOST_LINES);
            let most = options.amount.max_findings.or(usual);
            Short { lang, most }.render(report, sources)
        }
        FindingsForm::Json => Json { lang, days }.render(report, sources),
        FindingsForm::Sarif => Sarif { lang, folder }.render(report, sources),
        FindingsForm::Github => GitHub { lang, folder }.render(report, sources),
        FindingsForm::Gitlab => GitLab { lang, folder }.render(report, sources),
    }
}

/// The path of a project in its repository, as `site/`, for code hosts, which use paths
/// from the root of the repository; empty if it is the root or in no repository.
fn folder_in_repository(project: &Path) -> String {
    let Ok(project) = project.canonicalize() else {
        return String::new();
    };
    let mut around = project.ancestors();
    let root = around.find(|folder| folder.join(".git").symlink_metadata().is_ok());
    let below = root.and_then(|root| project.strip_prefix(root).ok());
    let mut folder = String::new();
    for name in below.into_iter().flat_map(Path::components) {
        folder.push_str(&name.as_os_str().to_string_lossy());
        folder.push('/');
    }
    folder
}
