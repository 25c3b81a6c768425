//! `spunweb check --fix`.

use std::io::Write;

use super::Status;
use super::arguments::{CheckOptions, FindingsForm};
use super::project::{Project, failed};
use crate::fix::{self, FixedFile, MadeFix};
use crate::messages::{MOST_OF_A_VALUE, message, one_line, shortened, text};
use crate::pipeline;

/// Fixes the content and says what was fixed, or shows what would be.
///
/// # Errors
/// The exit status, if the command must end before it checks for the remaining findings.
pub(super) fn fix(
    project: &Project,
    options: &CheckOptions,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), Status> {
    let lang = options.project.common.lang.as_str();
    let fixed = pipeline::fix(&project.disk, &project.request)
        .map_err(|error| failed(&error, lang, err))?;
    if options.dry_run {
        let for_programs = !matches!(
            options.project.format,
            FindingsForm::Human | FindingsForm::Short
        );
        let target: &mut dyn Write = if for_programs { err } else { out };
        return show(&fixed, target).map_err(|_| Status::Environment);
    }
    let mut failures = 0;
    let mut made = 0;
    let mut files = 0_usize;
    let mut said = String::new();
    for file in &fixed {
        match fix::write(&project.disk, file) {
            Ok(()) => {
                files += 1;
                made += file.made.len();
                for one in &file.made {
                    said.push_str(&line(file, one, lang));
                }
            }
            Err(error) => {
                failures += 1;
                said.push_str(&format!("error: {}\n", error.message().text(lang)));
            }
        }
    }
    said.push_str(&if made == 0 {
        text(lang, "run.nothing_to_fix")
    } else {
        let files = message!("run.in_files", count = files).text(lang);
        format!("{} {files}", message!("run.fixed", count = made).text(lang))
    });
    if !options.project.quiet || failures > 0 {
        writeln!(err, "{said}\n").map_err(|_| Status::Environment)?;
    }
    if failures > 0 {
        return Err(Status::Environment);
    }
    Ok(())
}

fn show(fixed: &[FixedFile], target: &mut dyn Write) -> std::io::Result<()> {
    for file in fixed {
        write!(target, "{}", fix::diff(file))?;
    }
    Ok(())
}

/// `content/members/nanotex.yaml:3: fixed S002: titel → title`.
fn line(file: &FixedFile, made: &MadeFix, lang: &str) -> String {
    let done = message!("run.fixed_as", code = made.code).text(lang);
    let further = match made.further {
        0 => String::new(),
        further => format!(
            " ({})",
            message!("run.further_edits", count = further).text(lang)
        ),
    };
    format!(
        "{}:{}: {done}: {} → {}{further}\n",
        one_line(file.path.as_str()),
        made.line,
        visible(&made.from),
        visible(&made.to),
    )
}

/// A text made visible in one line: text of only blanks in quotes, control characters by
/// their name.
fn visible(text: &str) -> String {
    if text.trim().is_empty() {
        return format!("{text:?}");
    }
    let escaped: String = text
        .chars()
        .flat_map(|c| {
            let plain = (!c.is_control()).then_some(c);
            let escaped = c.is_control().then(|| c.escape_default());
            plain.into_iter().chain(escaped.into_iter().flatten())
        })
        .collect();
    let escaped = shortened(&escaped, MOST_OF_A_VALUE);
    one_line(&escaped).into_owned()
}
