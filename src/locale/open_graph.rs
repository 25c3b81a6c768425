//! The locale of a page as the Open Graph protocol writes it: `cs_CZ`.

use crate::schema::Lang;

/// The country whose form of a language is meant where no region is named.
const COUNTRIES: &[(&str, &str)] = &[
    ("cs", "cs_CZ"),
    ("de", "de_DE"),
    ("en", "en_GB"),
    ("es", "es_ES"),
    ("fr", "fr_FR"),
    ("it", "it_IT"),
    ("pl", "pl_PL"),
    ("sk", "sk_SK"),
    ("uk", "uk_UA"),
];

/// The locale of a language; `None` where the table has none, since a wrong country
/// says more than nothing.
#[must_use]
pub(crate) fn open_graph_locale(lang: &Lang) -> Option<&'static str> {
    let known = COUNTRIES.iter().find(|(code, _)| *code == lang.as_str());
    known.map(|(_, locale)| *locale)
}
