//! Licences: their ids, their printed names, and the URLs of their texts. The table is the
//! SPDX list, with the names and URLs of Creative Commons.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A licence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Licence {
    /// Its SPDX id: `CC-BY-4.0`.
    pub id: &'static str,
    /// Its printed name: `CC BY 4.0`.
    pub name: &'static str,
    /// The address of its text where it is not at spdx.org.
    own_address: Option<&'static str>,
}

static LICENCES: LazyLock<BTreeMap<&'static str, Licence>> = LazyLock::new(|| {
    let lines = include_str!("licences.txt").lines();
    let rows = lines.filter(|line| !line.starts_with('#')).map(|line| {
        let mut cells = line.split('\t');
        let id = cells.next().unwrap_or(line);
        let name = cells.next().unwrap_or(id);
        let own_address = cells.next();
        let licence = Licence {
            id,
            name,
            own_address,
        };
        (id, licence)
    });
    rows.collect()
});

impl Licence {
    /// The address of its text.
    #[must_use]
    pub(crate) fn url(&self) -> String {
        match self.own_address {
            Some(address) => address.to_owned(),
            None => format!("https://spdx.org/licenses/{}.html", self.id),
        }
    }
}

/// The licence with an SPDX id or a printed name.
#[must_use]
pub(crate) fn named(text: &str) -> Option<&'static Licence> {
    let by_id = LICENCES.get(text);
    by_id.or_else(|| LICENCES.values().find(|licence| licence.name == text))
}

/// The only licence that can be meant: the text differs in case or in separators.
pub(super) fn meant(text: &str) -> Option<&'static Licence> {
    let wanted = letters(text);
    let mut all = LICENCES.values();
    all.find(|licence| letters(licence.id) == wanted || letters(licence.name) == wanted)
}

fn letters(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_alphanumeric() || *c == '.');
    kept.flat_map(char::to_lowercase).collect()
}

/// The ids of all licences, in order.
pub(crate) fn ids() -> impl Iterator<Item = &'static str> {
    LICENCES.keys().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_are_found_by_id_and_name() {
        let id = |text| named(text).map(|licence| licence.id);
        assert_eq!(id("CC-BY-4.0"), Some("CC-BY-4.0"));
        assert_eq!(id("CC BY-SA 3.0 DE"), Some("CC-BY-SA-3.0-DE"));
        assert_eq!(id("cc by 4.0"), None);
        assert_eq!(meant("cc by 4.0").map(|one| one.id), Some("CC-BY-4.0"));
        assert_eq!(meant("mit").map(|one| one.id), Some("MIT"));
        assert_eq!(meant("CC BY"), None);
    }

    #[test]
    fn every_licence_has_an_address() {
        for licence in LICENCES.values() {
            let url = licence.url();
            assert!(url.starts_with("https://"), "{url}");
            let is_cc = licence.id.starts_with("CC");
            assert_eq!(is_cc, url.starts_with("https://creativecommons.org/"));
        }
        assert!(ids().count() > 600);
    }
}
