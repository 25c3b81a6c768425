//! `spunweb check --fix`.

use std::io::Write;

use super::Status;
use super::arguments::{CheckOptions, Form};
use super::project::{Project, failed};
use crate::diagnostic::{run_count, run_text, told};
use crate::mend::{self, Made, MendedFile};
use crate::pipeline;

/// Mends the content and says what was mended, or shows what would be.
///
/// # Errors
/// How the program ends where it cannot go on to the findings that remain.
pub(super) fn mend(
    project: &Project,
    options: &CheckOptions,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), Status> {
    let lang = options.project.lang.as_str();
    let mended = pipeline::mend(&project.disk, &project.request)
        .map_err(|error| failed(&error, lang, err))?;
    if options.dry_run {
        let for_programs = !matches!(options.project.format, Form::Human | Form::Short);
        let target: &mut dyn Write = if for_programs { err } else { out };
        return show(&mended, target).map_err(|_| Status::Environment);
    }
    let mut failures = 0;
    let mut made = 0;
    let mut files = 0;
    let mut said = String::new();
    for file in &mended {
        match mend::write(&project.disk, file) {
            Ok(()) => {
                files += 1;
                made += file.made.len();
                for one in &file.made {
                    said.push_str(&line(file, one, lang));
                }
            }
            Err(error) => {
                failures += 1;
                said.push_str(&format!("error: {}\n", told(&error.to_string(), lang)));
            }
        }
    }
    said.push_str(&if made == 0 {
        run_text(lang, "nothing_to_mend")
    } else {
        let files = run_count(lang, "in_files", files);
        format!("{} {files}", run_count(lang, "mended", made))
    });
    if !options.project.quiet || failures > 0 {
        writeln!(err, "{said}\n").map_err(|_| Status::Environment)?;
    }
    if failures > 0 {
        return Err(Status::Environment);
    }
    Ok(())
}

fn show(mended: &[MendedFile], target: &mut dyn Write) -> std::io::Result<()> {
    for file in mended {
        write!(target, "{}", mend::diff(file))?;
    }
    Ok(())
}

/// `content/members/nanotex.yaml:3: mended S002: titel → title`.
fn line(file: &MendedFile, made: &Made, lang: &str) -> String {
    let done = run_text(lang, "mended_as").replace("{code}", made.code);
    let further = match made.further {
        0 => String::new(),
        further => format!(" ({})", run_count(lang, "further_edits", further)),
    };
    format!(
        "{}:{}: {done}: {} → {}{further}\n",
        file.path,
        made.line,
        visible(&made.from),
        visible(&made.to),
    )
}

/// A text as it can be seen in a line: blanks that are all there is in quotes,
/// control characters by their name.
fn visible(text: &str) -> String {
    if text.trim().is_empty() {
        return format!("{text:?}");
    }
    text.chars()
        .flat_map(|c| {
            let plain = (!c.is_control()).then_some(c);
            let escaped = c.is_control().then(|| c.escape_default());
            plain.into_iter().chain(escaped.into_iter().flatten())
        })
        .collect()
}
