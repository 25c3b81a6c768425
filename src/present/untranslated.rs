//! Reports the texts and labels that a language of the site lacks, with one finding for each
//! cause: a language that the theme lacks, single missing texts of a language, a language that
//! the program's labels lack.

use super::Site;
use crate::diagnostic::Diagnostic;
use crate::messages::language_name;
use crate::schema::{BUILT_IN_LANGUAGES, Lang, Localized};
use crate::text::Span;
use crate::theme::Texts;

/// The most keys that a finding lists.
const MOST_NAMED: usize = 5;

/// What is missing in a language of the edition.
pub(super) fn untranslated(site: &Site, lang: &Lang) -> [Option<Diagnostic>; 2] {
    let here = site.catalog().config.languages_span;
    let Some(texts) = site.texts(lang) else {
        let found = Diagnostic::new("T007", here).arg("lang", lang.as_str());
        return [Some(found), None];
    };
    [
        missing_texts(site, texts, lang, here),
        missing_labels(site, lang, here),
    ]
}

/// Each language needs every text that the theme has in the default language.
fn missing_texts(site: &Site, texts: &Texts, lang: &Lang, here: Span) -> Option<Diagnostic> {
    let own = texts.own_keys();
    if own.is_empty() {
        let keys = texts.keys();
        let first = keys.first()?;
        return Some(
            Diagnostic::new("T011", here)
                .arg("lang", lang.as_str())
                .arg("count", keys.len())
                .arg("theme", &*site.catalog().config.theme)
                .arg("shown", texts.language_of(first)?.as_str()),
        );
    }
    let default = site.texts(site.default_language())?.own_keys();
    let missing: Vec<&str> = default.difference(&own).copied().collect();
    let place = Span::start_of(texts.source()?);
    match missing.as_slice() {
        [] => None,
        [key] => Some(
            Diagnostic::new("T009", place)
                .arg("key", *key)
                .arg("lang", lang.as_str()),
        ),
        all => {
            let named: Vec<&str> = all.iter().take(MOST_NAMED).copied().collect();
            let more = if all.len() > MOST_NAMED { ", …" } else { "" };
            let found = Diagnostic::new("T009.some", place)
                .arg("count", all.len())
                .arg("keys", format!("{}{more}", named.join(", ")))
                .arg("lang", lang.as_str());
            Some(found)
        }
    }
}

/// In a language without built-in labels, the site has to provide them all.
fn missing_labels(site: &Site, lang: &Lang, here: Span) -> Option<Diagnostic> {
    if BUILT_IN_LANGUAGES.contains(&lang.language()) {
        return None;
    }
    let catalog = site.catalog();
    let lacks = |label: &&Localized<String>| match label {
        Localized::Same(_) => false,
        Localized::Each(each) => {
            let mut own = each.keys().map(Lang::language);
            !each.is_empty() && own.all(|own| own != lang.language())
        }
    };
    let labels: usize = catalog
        .collections
        .iter()
        .map(|collection| collection.labels().into_iter().filter(lacks).count())
        .sum();
    let registry = &catalog.registry;
    let measured = registry.labels().filter(|label| {
        let language = label.has(lang.language()) || label.has(lang.as_str());
        !language && !label.has("")
    });
    let count = labels + measured.count();
    let chain = catalog.config.fallback.of(lang).iter();
    let mut chain = chain.filter(|other| BUILT_IN_LANGUAGES.contains(&other.language()));
    let shown = chain.next().map_or("en", Lang::as_str);
    let meant = lang.meant_by_country();
    let key = if meant.is_some() {
        "L009.country"
    } else {
        "L009"
    };
    (count > 0).then(|| {
        Diagnostic::new(key, here)
            .arg("lang", lang.as_str())
            .arg("count", count)
            .arg("shown", shown)
            .arg_if("meant", meant.as_ref().map(Lang::as_str))
            .arg_if("name", meant.map(|meant| language_name(meant.as_str())))
    })
}
