//! `spunweb print WHAT`.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::arguments::{PaperSize, PrintArguments};
use super::failure::{self, usage};
use super::language::of_environment;
use super::project::open_edition;
use super::{Status, findings, named_file};
use crate::disk::OperatingSystemDisk;
use crate::messages::{Message, message, one_line, system};
use crate::pipeline::{self, PrintDocument, PrintError, PrintRequest, Printed};
use crate::typesetter::Typesetter;

/// Prints something.
pub(super) fn print(options: &PrintArguments, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    let lang = of_environment();
    let edition = options.edition.as_deref();
    let opened = open_edition(&options.project, edition, options.as_of.as_deref());
    let (disk, request) = match opened {
        Ok(opened) => opened,
        Err(why) => return usage(&why, lang, err),
    };
    let typesetter = (!options.project_only).then(|| Typesetter::find(options.typst.as_deref()));
    if let (Some(None), Some(path)) = (&typesetter, &options.typst) {
        let why = message!("print.no_program", path = path.display().to_string());
        return usage(&why, lang, err);
    }
    let typesetter = typesetter.flatten();
    let printed = pipeline::print(&disk, &request, &wish(options), typesetter.as_ref());
    let printed = match printed {
        Ok(printed) => printed,
        Err(PrintError::Usage(why)) => return usage(&why, lang, err),
        Err(PrintError::Machine(why)) => {
            failure::error(&why, lang, err);
            return Status::Environment;
        }
    };
    if printed.report.has_errors() {
        let found = (&printed.report, &printed.sources);
        return findings::stop(found, &message!("print.faults"), lang, err);
    }
    print_outcome(&printed, options, &disk, out, err)
}

fn wish(options: &PrintArguments) -> PrintRequest {
    let languages = options
        .lang
        .as_deref()
        .unwrap_or_default()
        .split([',', ' ']);
    let languages = languages.filter(|tag| !tag.is_empty());
    PrintRequest {
        what: options.what.join(" "),
        languages: languages.map(str::to_owned).collect(),
        beside: options.beside.clone(),
        is_small: options.paper == PaperSize::A5,
        bleed: options.bleed,
        foreword: options.foreword.clone(),
    }
}

/// Writes the documents and prints their paths; without a compiler, prints what to do.
fn print_outcome(
    printed: &Printed,
    options: &PrintArguments,
    disk: &OperatingSystemDisk,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Status {
    let lang = of_environment();
    let folder = options.out.clone();
    let folder = folder.unwrap_or_else(|| disk.root().join("print"));
    let mut lacks_compiler = None;
    for document in &printed.documents {
        let line = if let Some(pdf) = &document.pdf {
            match write(&folder, document, pdf, disk.root()) {
                Ok(path) => {
                    let path = path.display().to_string();
                    let kilobytes = pdf.len().div_ceil(1000).to_string();
                    message!("print.printed", file = one_line(&path), size = kilobytes)
                }
                Err(why) => {
                    failure::error(&why, lang, err);
                    return Status::Environment;
                }
            }
        } else {
            lacks_compiler = lacks_compiler.or(Some(document));
            message!("print.project", folder = document.folder.as_str())
        };
        if writeln!(out, "{}", line.text(lang)).is_err() {
            return Status::Environment;
        }
        if document.is_empty {
            failure::warning(&message!("print.nobody", name = &*document.name), lang, err);
        }
    }
    match lacks_compiler.filter(|_| !options.project_only) {
        None => Status::Clean,
        Some(document) => {
            failure::error(&without_compiler(document), lang, err);
            Status::Environment
        }
    }
}

/// What to do where there is no compiler.
fn without_compiler(document: &PrintDocument) -> Message {
    let name = &document.name;
    let command = format!(
        "typst compile --root . --font-path fonts --ignore-system-fonts --pdf-standard ua-1 {} {name}.pdf",
        document.main
    );
    message!(
        "print.no_compiler",
        folder = document.folder.as_str(),
        command = command
    )
}

fn write(
    folder: &Path,
    document: &PrintDocument,
    pdf: &[u8],
    project: &Path,
) -> Result<PathBuf, Message> {
    let path = folder.join(format!("{}.pdf", document.name));
    let written = named_file::write_bytes_with_folder(&path, project, pdf);
    written.map_err(|why| {
        let path = path.display().to_string();
        message!("command.cannot_write", path = path, why = system(&why))
    })?;
    Ok(path)
}
