//! Countries: their codes and their names.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{BUILT_IN_LANGUAGES, Lang};

/// The names of a country, in the order of [`BUILT_IN_LANGUAGES`].
type Names = [&'static str; BUILT_IN_LANGUAGES.len()];

static COUNTRIES: LazyLock<BTreeMap<&'static str, Names>> = LazyLock::new(|| {
    let lines = include_str!("countries.txt").lines();
    let read = |line: &'static str| {
        let (code, names) = line.split_once('\t')?;
        let names: Vec<&'static str> = names.split('\t').collect();
        Some((code, names.try_into().ok()?))
    };
    lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(read)
        .collect()
});

/// Codes that are in use elsewhere, and those of ISO 3166-1 for them.
const OTHER_CODES: &[(&str, &str)] = &[("UK", "GB"), ("EL", "GR"), ("CS", "CZ")];

/// Codes of three letters (ISO 3166-1 alpha-3) of Europe and of those that trade with it.
const CODES_OF_THREE: &str = "ALB AL AND AD ARG AR ARM AM AUS AU AUT AT AZE AZ BEL BE BGR BG \
    BIH BA BLR BY BRA BR CAN CA CHE CH CHL CL CHN CN CYP CY CZE CZ DEU DE DNK DK EGY EG ESP ES \
    EST EE FIN FI FRA FR GBR GB GEO GE GRC GR HKG HK HRV HR HUN HU IDN ID IND IN IRL IE ISL IS \
    ISR IL ITA IT JPN JP KAZ KZ KOR KR LIE LI LTU LT LUX LU LVA LV MCO MC MDA MD MEX MX MKD MK \
    MLT MT MNE ME MYS MY NLD NL NOR NO NZL NZ POL PL PRT PT ROU RO RUS RU SAU SA SGP SG SMR SM \
    SRB RS SVK SK SVN SI SWE SE THA TH TUR TR TWN TW UKR UA USA US VNM VN XKX XK ZAF ZA";

/// Common names that differ from those of the list.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("česká republika", "CZ"),
    ("ceska republika", "CZ"),
    ("čr", "CZ"),
    ("cesko", "CZ"),
    ("czech republic", "CZ"),
    ("the czech republic", "CZ"),
    ("tschechische republik", "CZ"),
    ("republika czeska", "CZ"),
    ("slovenská republika", "SK"),
    ("slovak republic", "SK"),
    ("slowakische republik", "SK"),
    ("sr", "SK"),
    ("polská republika", "PL"),
    ("rzeczpospolita polska", "PL"),
    ("federal republic of germany", "DE"),
    ("bundesrepublik deutschland", "DE"),
    ("spolková republika německo", "DE"),
    ("brd", "DE"),
    ("republic of austria", "AT"),
    ("österreich", "AT"),
    ("great britain", "GB"),
    ("velká británie", "GB"),
    ("veľká británia", "GB"),
    ("großbritannien", "GB"),
    ("england", "GB"),
    ("anglie", "GB"),
    ("united states of america", "US"),
    ("spojené státy americké", "US"),
    ("holland", "NL"),
    ("holandsko", "NL"),
    ("the netherlands", "NL"),
    ("south korea", "KR"),
    ("jižní korea", "KR"),
    ("korea", "KR"),
    ("turkey", "TR"),
    ("russia", "RU"),
    ("magyarország", "HU"),
    ("italia", "IT"),
    ("españa", "ES"),
];

/// Whether a code is one of ISO 3166-1 alpha-2, in capitals.
pub(super) fn exists(code: &str) -> bool {
    COUNTRIES.contains_key(code)
}

/// The code that was probably meant by a text: another code of the country, or its name.
pub(super) fn meant(text: &str) -> Option<&'static str> {
    let capitals = text.to_uppercase();
    let name = text.trim().to_lowercase();
    let other = OTHER_CODES.iter().find(|(other, _)| *other == capitals);
    let other = other.or_else(|| OTHER_NAMES.iter().find(|(other, _)| *other == name));
    if let Some((_, code)) = other {
        return Some(code);
    }
    let mut codes = CODES_OF_THREE.split_ascii_whitespace();
    if capitals.len() == 3 && codes.any(|code| code == capitals) {
        return codes.next();
    }
    let called = |names: &Names| names.iter().any(|own| own.to_lowercase() == name);
    COUNTRIES
        .iter()
        .find(|(code, names)| **code == capitals || called(names))
        .map(|(code, _)| *code)
}

/// The codes of all countries, in order.
pub(crate) fn country_codes() -> impl Iterator<Item = &'static str> {
    COUNTRIES.keys().copied()
}

/// What a country is called beside its names in the languages of the program.
pub(crate) fn other_country_names(code: &str) -> impl Iterator<Item = &'static str> {
    let names = OTHER_NAMES.iter();
    let own: Vec<&str> = names
        .filter(|(_, named)| *named == code)
        .map(|(name, _)| *name)
        .collect();
    own.into_iter()
}

/// What a country is called in a language; in English where the language has no
/// names here. `None` for what is no country.
#[must_use]
pub(crate) fn country_name(code: &str, lang: &Lang) -> Option<&'static str> {
    let names = COUNTRIES.get(code)?;
    let column = BUILT_IN_LANGUAGES
        .iter()
        .position(|own| *own == lang.language());
    names.get(column.unwrap_or_default()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_has_a_name_in_every_language() {
        assert_eq!(COUNTRIES.len(), 250);
        for (code, names) in COUNTRIES.iter() {
            let fine = code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
            assert!(fine && names.iter().all(|name| name.len() > 2), "{code}");
        }
        for (tag, wanted) in [
            ("cs", "Pobřeží slonoviny"),
            ("sk", "Pobrežie Slonoviny"),
            ("de-AT", "Côte d’Ivoire"),
        ] {
            let lang = Lang::parse(tag);
            let name = lang.and_then(|lang| country_name("CI", &lang));
            assert_eq!(name, Some(wanted));
        }
    }

    #[test]
    fn finds_what_was_meant() {
        for (text, code) in [
            ("cz", "CZ"),
            ("UK", "GB"),
            ("Německo", "DE"),
            ("Rakúsko", "AT"),
            ("Niemcy", "DE"),
            ("portugal", "PT"),
            ("CZE", "CZ"),
            ("deu", "DE"),
            ("Česká republika", "CZ"),
            ("Czech Republic", "CZ"),
        ] {
            assert_eq!(meant(text), Some(code));
        }
        assert_eq!(meant("Atlantis"), None);
        assert!(exists("CZ") && !exists("cz") && !exists("UK"));
    }
}
