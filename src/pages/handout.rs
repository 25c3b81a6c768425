//! The extra files of an edition that is handed out: a page to choose the language, and a text
//! that explains how to open the folder. The texts are the theme's, or else the program's
//! defaults.

use std::borrow::Cow;

use tera::Value;

use super::language::Language;
use super::pairs::{array, object, text_or_null};
use crate::locale::{DateForm, bind, direction};
use crate::messages::{fill, find};
use crate::plan::RouteId;
use crate::present::Scope;
use crate::schema::{Lang, PartialDate};

/// The byte order mark, by which editors on Windows recognise UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A text of the theme, or else of the program, with its `{name}` placeholders filled in.
pub(crate) fn text(scope: Scope<'_>, key: &str, args: &[(&str, String)]) -> String {
    if let Ok(text) = scope.texts.get(key, None, args) {
        return text;
    }
    let Some((own, plurals)) = find(scope.lang.as_str(), &format!("handout.{key}")) else {
        return String::new();
    };
    fill(own.form(plurals, None), |name| {
        let (_, value) = args.iter().find(|(known, _)| *known == name)?;
        Some(Cow::Borrowed(value))
    })
}

/// The edition's name, where it has one in the language.
pub(crate) fn label(scope: Scope<'_>) -> String {
    scope.edition_label().to_owned()
}

/// The day of the edition, and its last day of validity: *As of 1 June 2026. Valid until 31
/// January 2027.*
pub(crate) fn dates(scope: Scope<'_>) -> String {
    let edition = &scope.site.plan.edition;
    let as_of = scope.as_of();
    let said = |key: &str, date: Option<PartialDate>| {
        let date = scope.formats.date(date?, DateForm::Long);
        Some(text(scope, key, &[("date", date)]))
    };
    let both = [
        said("handout_as_of", as_of),
        said("handout_valid", edition.valid_until),
    ];
    both.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Where the current version is.
pub(crate) fn online(scope: Scope<'_>) -> String {
    let url = scope.site.plan.edition.base_url.clone();
    text(scope, "handout_online", &[("url", url)])
}

/// The read-me in one language, for Notepad: with a byte order mark and the line ends of
/// Windows.
pub(crate) fn readme(scope: Scope<'_>) -> Vec<u8> {
    let organisation = |name: &str| {
        let text = scope.organisation_text(name);
        text.unwrap_or_default().to_owned()
    };
    let args = [
        ("title", scope.site_title().to_owned()),
        ("label", label(scope)),
        ("dates", dates(scope)),
        ("online", online(scope)),
        ("url", scope.site.plan.edition.base_url.clone()),
        ("organisation", organisation("name")),
        ("email", organisation("email")),
    ];
    let written = text(scope, "readme", &args);
    let mut readme = String::from(BYTE_ORDER_MARK);
    let mut blank = 0;
    for line in written.trim_end().lines() {
        // A line without a value leaves no gap.
        blank = if line.trim().is_empty() { blank + 1 } else { 0 };
        if blank < 2 {
            readme.push_str(line.trim_end());
            readme.push_str("\r\n");
        }
    }
    readme.into_bytes()
}

/// The links of `START.html`: the home page of each language, or else its first page.
pub(crate) fn starts(of: &[(Scope<'_>, &Language)]) -> Value {
    let all = of.iter().filter_map(|(scope, language)| {
        let route = first_page(*scope, &language.lang)?;
        let printed = |text: String| Value::from(&*bind(&text, scope.lang));
        let own = |key: &str| printed(text(*scope, key, &[]));
        Some(object([
            ("lang", Value::from(language.lang.as_str())),
            ("dir", Value::from(direction(&language.lang))),
            ("name", Value::from(scope.site.endonym(&language.lang))),
            ("link", Value::from(route.to_string())),
            ("title", Value::from(scope.site_title())),
            ("tagline", text_or_null(tagline(*scope))),
            ("inside", inside(*scope)),
            ("label", Value::from(label(*scope))),
            ("dates", printed(dates(*scope))),
            ("online", printed(online(*scope))),
            ("open", own("handout_open")),
            ("note", own("handout_note")),
            ("unpack", own("handout_unpack")),
            ("readme", Value::from(readme_name(&language.lang))),
        ]))
    });
    array(all.collect())
}

/// The line below the title of the site.
fn tagline(scope: Scope<'_>) -> Option<&str> {
    let view = scope.site_view();
    Some(view.tagline).filter(|text| !text.is_empty())
}

/// The contents of the edition: its lists, with the number of entries of each.
fn inside(scope: Scope<'_>) -> Value {
    let collections = scope.site.plan.edition.collections.iter();
    let all = collections.filter_map(|position| {
        let view = scope.collection(*position)?;
        let link = view.link.filter(|_| view.count > 0)?;
        let counted = scope.count_in_words(*position, view.count);
        Some(object([
            ("label", Value::from(view.label)),
            ("count", Value::from(view.count)),
            ("counted", text_or_null(counted.as_deref())),
            ("link", Value::from(link.to_string())),
            (
                "is_catalogue",
                Value::from(view.catalog_label != view.label),
            ),
        ]))
    });
    array(all.collect())
}

fn first_page(scope: Scope<'_>, lang: &Lang) -> Option<RouteId> {
    let plan = &scope.site.plan;
    let mut pages = plan.routes().filter(|(_, route)| route.lang == *lang);
    let mut first = || pages.find(|(_, route)| route.target.is_page());
    plan.home(lang).or_else(|| first().map(|(id, _)| id))
}

/// The file name of the read-me in a language.
pub(crate) fn readme_name(lang: &Lang) -> String {
    format!("README-{}.txt", lang.as_str().to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use crate::messages::{languages, text};

    #[test]
    fn lines_fit_a_window() {
        for lang in languages() {
            let readme = text(lang, "handout.readme");
            assert!(readme.lines().count() > 5, "{lang}");
            for line in readme.lines() {
                assert!(line.chars().count() <= 76, "{lang}: {line}");
            }
        }
    }
}
