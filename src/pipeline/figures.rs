//! The figures of the cluster, for a terminal: those of the edition that commands
//! show by default.

use std::sync::Arc;

use super::run::{HistoryUse, Purpose, Run};
use super::{HasErrors, Request};
use crate::disk::Disk;
use crate::insight::{self, FiguresView};
use crate::messages::{Message, message};
use crate::present::{Scope, Site};
use crate::schema::Lang;

/// Computes the figures of the default edition and prints them: in the requested language,
/// else in a preferred one of the site, else in its default language.
///
/// # Errors
/// The content or the theme has errors, or the site lacks the language.
pub(crate) fn figures(
    disk: &dyn Disk,
    request: &Request,
    (asked, preferred): (Option<&str>, &str),
    print: &dyn Fn(Scope<'_>, &FiguresView) -> String,
) -> Result<String, Message> {
    let mut run = Run::new(request, Purpose::Check, HistoryUse::Ignored);
    let catalog = run.read(disk).filter(|_| !run.report.has_errors());
    let material = catalog.and_then(|catalog| run.load_theme(catalog, disk));
    let material = material.ok_or_else(|| HasErrors.message())?;
    let edition = run.shown_edition(&material.catalog);
    let edition = edition.ok().flatten().ok_or_else(|| HasErrors.message())?;
    let site = Arc::new(material.lay_out(edition, &mut Vec::new()));
    let lang = language(&site, asked, preferred)?;
    let scope = Scope::of(&site, &lang).ok_or_else(|| HasErrors.message())?;
    Ok(print(scope, &insight::figures(scope)))
}

fn language(site: &Site, asked: Option<&str>, preferred: &str) -> Result<Lang, Message> {
    let languages = &site.plan.edition.languages;
    let own = |lang: &str| languages.iter().find(|own| own.as_str() == lang).cloned();
    match asked {
        Some(lang) => own(lang).ok_or_else(|| {
            let all: Vec<&str> = languages.iter().map(Lang::as_str).collect();
            message!(
                "command.not_a_site_language",
                lang = lang,
                languages = all.join(", ")
            )
        }),
        None => Ok(own(preferred).unwrap_or_else(|| site.default_language().clone())),
    }
}
