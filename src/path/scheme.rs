//! Schemes of addresses, which ignore case (RFC 3986, 3.1).

/// Whether an address begins with one of these schemes, each with its colon.
#[must_use]
pub(crate) fn has_scheme(address: &str, schemes: &[&str]) -> bool {
    schemes.iter().any(|scheme| {
        let start = address.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

#[cfg(test)]
mod tests {
    use super::has_scheme;

    #[test]
    fn capitals_are_the_same() {
        for address in ["https://a.example/", "HTTPS://a.example/", "Https:x"] {
            assert!(has_scheme(address, &["http:", "https:"]), "{address}");
        }
        for address in ["httpx://a.example/", "htt", "/https:", "čžš"] {
            assert!(!has_scheme(address, &["http:", "https:"]), "{address}");
        }
    }
}
