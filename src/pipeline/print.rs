//! Printing: content to catalogue, one edition laid out, a print project for each
//! language, and the PDF that the compiler makes of it.

use std::path::Path;

use jiff::civil::Date;

use super::run::{Past, Purpose, Run};
use super::stages::Material;
use super::{BuildError, Request};
use crate::artifact::{Artifact, Sink};
use crate::diagnostic::{Diagnostic, Place, Report};
use crate::disk::Disk;
use crate::handout::{Paper, PrintOptions, Project, What, on_paper, print_project};
use crate::messages::{Message, message, system};
use crate::path::OutPath;
use crate::present::{PrintedFile, Scope, Site};
use crate::schema::Lang;
use crate::text::{Sources, Span};
use crate::theme::Theme;
use crate::typesetter::{Job, Remark, Typesetter, TypesettingError};

/// What is to be printed, as it was typed.
#[derive(Debug, Clone, Default)]
pub(crate) struct PrintRequest {
    /// `catalog members`.
    pub what: String,
    /// The languages, each of which is a document; those of the edition by default.
    pub languages: Vec<String>,
    /// The language beside the first one.
    pub beside: Option<String>,
    /// Whether the sheets are A5.
    pub is_small: bool,
    /// Whether there is more than what is cut.
    pub bleed: bool,
    /// The entry whose text is the foreword.
    pub foreword: Option<String>,
}

/// What was printed.
#[derive(Debug)]
pub(crate) struct Printed {
    /// What was found, and what it points into. With an error, nothing was printed.
    pub report: Report,
    /// The sources of the findings.
    pub sources: Sources,
    /// The documents.
    pub documents: Vec<Document>,
}

/// A document.
#[derive(Debug)]
pub(crate) struct Document {
    /// Its name without an ending.
    pub name: String,
    /// The folder of its print project, below the project.
    pub folder: String,
    /// The template that is compiled.
    pub main: String,
    /// The PDF, where there is a compiler.
    pub pdf: Option<Vec<u8>>,
}

/// Why nothing was printed.
#[derive(Debug)]
pub(crate) enum PrintError {
    /// What was asked for is not there.
    Usage(Message),
    /// The machine refuses.
    Machine(Message),
}

/// Writes the print projects, and has each made a PDF where there is a compiler.
///
/// # Errors
/// What was asked for is not there, or the machine refuses. What is wrong with content
/// or theme is in the report.
pub(crate) fn print(
    disk: &dyn Disk,
    request: &Request,
    wish: &PrintRequest,
    typesetter: Option<&Typesetter>,
) -> Result<Printed, PrintError> {
    let mut run = Run::new(request, Purpose::Check, Past::Ignored);
    let mut documents = Vec::new();
    let material = run.read(disk).and_then(|catalog| {
        run.hold_to_rules(&catalog, disk);
        run.load_theme(catalog, disk)
    });
    if let Some(material) = material.filter(|_| !run.report.has_errors()) {
        let usage = |error: BuildError| PrintError::Usage(error.message());
        let mut editions = run.editions(&material.catalog).map_err(usage)?;
        let web = editions.iter().position(|edition| &*edition.name == "web");
        editions.rotate_left(web.unwrap_or_default());
        let Some(edition) = editions.into_iter().next() else {
            return Err(PrintError::Usage(message!("command.unreadable")));
        };
        let mut findings = Vec::new();
        let site = on_paper(&material.lay_out(edition, &mut findings));
        let press = Press {
            site: &site,
            theme: &material.theme,
            sources: &run.sources,
            disk,
            typesetter,
            day: material.catalog.as_of,
        };
        for lang in languages(&site, &wish.languages)? {
            let options = press.options(wish, &lang)?;
            let scope = Scope::of(&site, &lang);
            let what = scope.map(|scope| What::read(&wish.what, scope));
            let Some(what) = what.transpose().map_err(PrintError::Usage)? else {
                continue;
            };
            documents.extend(press.document((what, &lang), &options, &mut findings)?);
        }
        run.report.merge(findings);
        run.report.suppress(&run.sources);
    }
    let outcome = run.finish();
    Ok(Printed {
        report: outcome.report,
        sources: outcome.sources,
        documents,
    })
}

/// What the documents of an edition are made with that a build publishes.
pub(super) struct EditionPress<'a> {
    pub(super) material: &'a Material,
    pub(super) sources: &'a Sources,
    pub(super) disk: &'a dyn Disk,
    pub(super) purpose: Purpose,
}

impl EditionPress<'_> {
    /// Makes the documents that `print` of an edition lists, and hands them to its sink. A
    /// check makes none: it looks whether each of them is something that there is.
    ///
    /// # Errors
    /// There is no compiler, or the machine refuses.
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
        let typesetter = match self.purpose {
            Purpose::Check => None,
            Purpose::Publish => Some(Typesetter::find(None).ok_or_else(|| {
                let edition = &*edition.name;
                BuildError::Print(message!("print.edition_needs_compiler", edition = edition))
            })?),
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

/// What documents of one edition are made with.
struct Press<'a> {
    site: &'a Site,
    theme: &'a Theme,
    sources: &'a Sources,
    disk: &'a dyn Disk,
    typesetter: Option<&'a Typesetter>,
    day: Date,
}

impl Press<'_> {
    fn options(&self, wish: &PrintRequest, lang: &Lang) -> Result<PrintOptions, PrintError> {
        let beside = wish.beside.iter().cloned().collect::<Vec<_>>();
        let beside = match beside.as_slice() {
            [] => None,
            named => languages(self.site, named)?.into_iter().next(),
        };
        let page = |text: &String| {
            let scope = Scope::of(self.site, lang);
            let what = scope.map(|scope| What::read(&format!("sheet {text}"), scope));
            what.transpose().map_err(PrintError::Usage)
        };
        let foreword = wish.foreword.as_ref().map(page).transpose()?.flatten();
        Ok(PrintOptions {
            paper: if wish.is_small { Paper::A5 } else { Paper::A4 },
            bleed: wish.bleed,
            beside,
            foreword: foreword.and_then(What::of_entry),
        })
    }

    /// A document as a file of its edition; without bytes where there is no compiler.
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
            // What the texts say wrong is told where their pages are made.
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
    fn document(
        &self,
        what: (What, &Lang),
        options: &PrintOptions,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<Option<Document>, PrintError> {
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
        Ok(Some(Document {
            name: project.name,
            folder,
            main: project.main,
            pdf,
        }))
    }

    /// The PDF of a project; `None` where its templates are wrong, which is reported.
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

    /// What the compiler says, at the line of the template.
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

/// The languages that were asked for, each of which the edition has.
fn languages(site: &Site, asked: &[String]) -> Result<Vec<Lang>, PrintError> {
    let own = &site.plan.edition.languages;
    if asked.is_empty() {
        return Ok(own.clone());
    }
    let of = |tag: &String| {
        let known = own.iter().find(|lang| lang.as_str() == tag);
        known.cloned().ok_or_else(|| {
            let tags: Vec<&str> = own.iter().map(Lang::as_str).collect();
            PrintError::Usage(message!(
                "print.no_language",
                lang = tag.as_str(),
                languages = tags.join(", "),
            ))
        })
    };
    asked.iter().map(of).collect()
}
