//! The locale of a page as the Open Graph protocol writes it: `cs_CZ`.

use crate::schema::Lang;

/// The default country of a language without a region.
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

/// The locale of a language; `None` if the table lacks it, since a wrong country is worse than
/// none.
#[must_use]
pub(crate) fn open_graph_locale(lang: &Lang) -> Option<&'static str> {
    let known = COUNTRIES.iter().find(|(code, _)| *code == lang.as_str());
    known.map(|(_, locale)| *locale)
}
