//! Prints an edition: from the content to a print project for each language, and the PDF that
//! the compiler writes.

use super::press::{Press, PrintDocument, PrintError};
use super::run::{HistoryUse, Purpose, Run};
use super::{BuildError, Request};
use crate::diagnostic::Report;
use crate::disk::Disk;
use crate::handout::{Paper, PrintOptions, What, on_paper};
use crate::messages::message;
use crate::present::{Scope, Site};
use crate::schema::Lang;
use crate::text::Sources;
use crate::typesetter::Typesetter;

/// The options of `print`, as typed.
#[derive(Debug, Clone, Default)]
pub(crate) struct PrintRequest {
    /// `catalog members`.
    pub what: String,
    /// The languages, with one document each; the default is those of the edition.
    pub languages: Vec<String>,
    /// The second language of a bilingual document.
    pub beside: Option<String>,
    /// Whether the sheets are A5.
    pub is_small: bool,
    /// Whether pages have a bleed.
    pub bleed: bool,
    /// The entry whose text is the foreword.
    pub foreword: Option<String>,
}

/// What was printed.
#[derive(Debug)]
pub(crate) struct Printed {
    /// The findings. With an error, nothing was printed.
    pub report: Report,
    /// The sources of the findings.
    pub sources: Sources,
    /// The documents.
    pub documents: Vec<PrintDocument>,
}

/// Writes the print projects, and compiles each to a PDF if there is a compiler.
///
/// # Errors
/// The requested document does not exist, or the system refuses. Errors of content and theme are
/// in the report.
pub(crate) fn print(
    disk: &dyn Disk,
    request: &Request,
    wish: &PrintRequest,
    typesetter: Option<&Typesetter>,
) -> Result<Printed, PrintError> {
    let mut run = Run::new(request, Purpose::Check, HistoryUse::Ignored);
    let mut documents = Vec::new();
    let material = run.read(disk).and_then(|catalog| {
        run.apply_rules(&catalog, disk);
        run.load_theme(catalog, disk)
    });
    if let Some(material) = material.filter(|_| !run.report.has_errors()) {
        let usage = |error: BuildError| PrintError::Usage(error.message());
        let edition = run.shown_edition(&material.catalog).map_err(usage)?;
        let Some(edition) = edition else {
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
            let options = options(&site, wish, &lang)?;
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

fn options(site: &Site, wish: &PrintRequest, lang: &Lang) -> Result<PrintOptions, PrintError> {
    let beside = wish.beside.iter().cloned().collect::<Vec<_>>();
    let beside = match beside.as_slice() {
        [] => None,
        named => languages(site, named)?.into_iter().next(),
    };
    let page = |text: &String| {
        let scope = Scope::of(site, lang);
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

/// The requested languages, which the edition must have.
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
