//! Builds the print documents of one edition, both for a build that publishes them and for the
//! `print` command.

use std::path::Path;

use jiff::civil::Date;

use super::BuildError;
use super::stages::Material;
use crate::artifact::{Artifact, Sink};
use crate::diagnostic::{Diagnostic, Place};
use crate::disk::Disk;
use crate::handout::{PrintOptions, Project, What, on_paper, print_project};
use crate::messages::{Message, message, system};
use crate::path::OutPath;
use crate::present::{PrintedFile, Scope, Site};
use crate::schema::Lang;
use crate::text::{Sources, Span};
use crate::theme::Theme;
use crate::typesetter::{Job, Remark, Typesetter, TypesettingError};

/// A document.
#[derive(Debug)]
pub(crate) struct PrintDocument {
    /// Its name without an extension.
    pub name: String,
    /// The folder of its print project, below the project.
    pub folder: String,
    /// The template that is compiled.
    pub main: String,
    /// Whether it contains no entries.
    pub is_empty: bool,
    /// The PDF, if there is a compiler.
    pub pdf: Option<Vec<u8>>,
}

/// Why nothing was printed.
#[derive(Debug)]
pub(crate) enum PrintError {
    /// The requested document does not exist.
    Usage(Message),
    /// The system refuses.
    Machine(Message),
}

/// The context for the documents that an edition publishes.
pub(super) struct EditionPress<'a> {
    pub(super) material: &'a Material,
    pub(super) sources: &'a Sources,
    pub(super) disk: &'a dyn Disk,
    /// Whether documents are compiled; a check only verifies that they exist.
    pub(super) makes: bool,
}

impl EditionPress<'_> {
    /// Builds the documents that `print` of an edition lists, and passes them to its sink. A
    /// check builds none: it only verifies that each of them exists.
    ///
    /// # Errors
    /// There is no compiler, or the system refuses.
    pub(super) fn print(
        &self,
        site: &Site,
        sink: &dyn Sink,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<Vec<PrintedFile>, BuildError> {
        let edition = &site.plan.edition;
        if edition.print.is_empty() {
            return Ok(Vec::new());
        }
        let typesetter = if self.makes {
            Some(Typesetter::find(None).ok_or_else(|| {
                let edition = &*edition.name;
                BuildError::Print(message!("print.edition_needs_compiler", edition = edition))
            })?)
        } else {
            None
        };
        let paper = on_paper(site);
        let press = Press {
            site: &paper,
            theme: &self.material.theme,
            sources: self.sources,
            disk: self.disk,
            typesetter: typesetter.as_ref(),
            day: self.material.catalog.as_of,
        };
        let mut all = Vec::new();
        for (text, span) in &edition.print {
            for lang in &edition.languages {
                let Some(scope) = Scope::of(&paper, lang) else {
                    continue;
                };
                let what = match What::read(text, scope) {
                    Ok(what) => what,
                    Err(why) => {
                        let wrong = Diagnostic::new("C042", *span);
                        let edition = &*edition.name;
                        findings.push(wrong.arg("edition", edition).arg("why", why));
                        break;
                    }
                };
                all.extend(press.published((what, lang), sink, findings)?);
            }
        }
        Ok(all)
    }
}

/// The context for the documents of one edition.
pub(super) struct Press<'a> {
    pub(super) site: &'a Site,
    pub(super) theme: &'a Theme,
    pub(super) sources: &'a Sources,
    pub(super) disk: &'a dyn Disk,
    pub(super) typesetter: Option<&'a Typesetter>,
    pub(super) day: Date,
}

impl Press<'_> {
    /// A document as a file of its edition; without a compiler, it is empty.
    fn published(
        &self,
        (what, lang): (What, &Lang),
        sink: &dyn Sink,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<Option<PrintedFile>, BuildError> {
        let scope = Scope::of(self.site, lang);
        let (name, title) = scope
            .map(|scope| (what.name(scope), what.title(scope)))
            .unzip();
        let path = OutPath::new(&format!("print/{}.pdf", name.unwrap_or_default()))?;
        let mut bytes = Vec::new();
        if self.typesetter.is_some() {
            // Errors of texts are reported with their pages.
            let mut found = Vec::new();
            let made = self.document((what, lang), &PrintOptions::default(), &mut found);
            found.retain(|finding| matches!(finding.key, "T012" | "T013"));
            findings.extend(found);
            let made = made.map_err(|error| match error {
                PrintError::Usage(why) | PrintError::Machine(why) => BuildError::Print(why),
            })?;
            match made.and_then(|document| document.pdf) {
                Some(pdf) => bytes = pdf,
                None => return Ok(None),
            }
        }
        let len = bytes.len();
        let artifact = Artifact { path, bytes };
        let path = artifact.path.clone();
        sink.take(artifact)?;
        Ok(Some(PrintedFile {
            lang: lang.clone(),
            title: title.unwrap_or_default(),
            path,
            len,
        }))
    }

    /// One document: its project, and the PDF where there is a compiler.
    pub(super) fn document(
        &self,
        what: (What, &Lang),
        options: &PrintOptions,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<Option<PrintDocument>, PrintError> {
        let of = (self.theme, self.sources);
        let project = print_project(self.site, of, self.disk, what, options, findings);
        let project = project.map_err(|error| PrintError::Machine(error.message()))?;
        let Some(project) = project else {
            return Ok(None);
        };
        let kept = self.disk.keep_print(&project.name, &project.files);
        let (folder, path) = kept.map_err(|why| {
            let path = format!(".spunweb/print/{}", project.name);
            PrintError::Machine(message!(
                "command.cannot_write",
                path = path,
                why = system(&why)
            ))
        })?;
        let pdf = match self.typesetter {
            None => None,
            Some(typesetter) => match self.typeset(typesetter, &project, &path, findings)? {
                Some(pdf) => Some(pdf),
                None => return Ok(None),
            },
        };
        Ok(Some(PrintDocument {
            name: project.name,
            folder,
            main: project.main,
            is_empty: project.is_empty,
            pdf,
        }))
    }

    /// Compiles a project to PDF; `None` if its templates have errors, which are reported.
    fn typeset(
        &self,
        typesetter: &Typesetter,
        project: &Project,
        folder: &Path,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<Option<Vec<u8>>, PrintError> {
        let pdf = format!("{}.pdf", project.name);
        let midnight = self.day.to_datetime(jiff::civil::Time::midnight());
        let moment = jiff::tz::TimeZone::UTC.to_timestamp(midnight);
        let job = Job {
            folder,
            main: &project.main,
            pdf: &pdf,
            moment: moment.map_or(0, jiff::Timestamp::as_second),
        };
        match typesetter.compile(job) {
            Ok(()) => {
                let read = self.disk.printed(&project.name, &pdf);
                read.map(Some).map_err(|why| {
                    let why = message!("print.not_read", file = pdf.as_str(), why = system(&why));
                    PrintError::Machine(why)
                })
            }
            Err(TypesettingError::Machine(why)) => Err(PrintError::Machine(why)),
            Err(TypesettingError::Templates(remarks)) => {
                findings.extend(remarks.into_iter().map(|remark| self.finding(remark)));
                Ok(None)
            }
        }
    }

    /// A message of the compiler, at the line of the template.
    fn finding(&self, remark: Remark) -> Diagnostic {
        let source = remark.file.as_ref();
        let source = source.and_then(|file| self.theme.print_templates.get(file));
        let place = source.and_then(|id| {
            let text = self.sources.get(*id)?;
            let line = text.line_range(remark.line.checked_sub(1)?);
            let within = text.text.get(line.clone())?;
            let before = within.chars().take(remark.column.saturating_sub(1));
            let start = line.start + before.map(char::len_utf8).sum::<usize>();
            Some(Place::Span(Span::new(*id, start..line.end.max(start))))
        });
        let place = place.unwrap_or_else(|| self.theme.place());
        Diagnostic::new("T013", place).arg("why", remark.text)
    }
}
