//! The default language of the messages: that of the variable `SPUNWEB_LANG`, or else of
//! the locale, with the usual rules.

use crate::messages::languages;

/// The language that always has texts.
const ENGLISH: &str = "en";

/// The variables of the locale, in order of precedence (POSIX, 8.2).
const LOCALE: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The language of the messages from the environment.
pub(super) fn of_environment() -> &'static str {
    chosen(|name| std::env::var(name).ok())
}

fn chosen(variable: impl Fn(&str) -> Option<String>) -> &'static str {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let own = set("SPUNWEB_LANG").and_then(|value| known(&value));
    let of_locale = || {
        let locale = LOCALE.iter().find_map(|name| set(name))?;
        known(&locale)
    };
    own.or_else(of_locale).unwrap_or(ENGLISH)
}

/// The language of a locale such as `cs_CZ.UTF-8`, if there are texts in it.
fn known(locale: &str) -> Option<&'static str> {
    let language = locale.split(['_', '-', '.', '@']).next()?;
    languages()
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_counts() {
        let with = |set: &[(&str, &str)]| {
            chosen(|name| {
                let found = set.iter().find(|(own, _)| *own == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(with(&[]), "en");
        assert_eq!(with(&[("LANG", "cs_CZ.UTF-8")]), "cs");
        assert_eq!(with(&[("LANG", "cs"), ("LC_ALL", "C.UTF-8")]), "en");
        assert_eq!(with(&[("LANG", "cs"), ("LC_ALL", "")]), "cs");
        assert_eq!(with(&[("LC_MESSAGES", "cs_CZ"), ("LANG", "en_GB")]), "cs");
        assert_eq!(with(&[("SPUNWEB_LANG", "cs"), ("LC_ALL", "C")]), "cs");
        assert_eq!(with(&[("SPUNWEB_LANG", "tlh"), ("LANG", "cs")]), "cs");
        assert_eq!(with(&[("LANG", "fr_FR.UTF-8")]), "en");
    }
}
