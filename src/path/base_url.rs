//! The address of the site's root.

/// Why a text cannot be the address of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BaseUrlFault {
    /// It is not an address of the Web, or has a query or an anchor.
    Form,
    /// It contains a user name or a password, which would be published.
    Credentials,
}

/// An address of a site as standards print it: the host in ASCII letters
/// (punycode), the path percent-encoded once, a slash at the end.
///
/// # Errors
/// Says what the address must not contain.
pub(crate) fn base_url(text: &str) -> Result<String, BaseUrlFault> {
    let url = url::Url::parse(text.trim()).map_err(|_| BaseUrlFault::Form)?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(BaseUrlFault::Credentials);
    }
    let of_the_web = matches!(url.scheme(), "http" | "https") && url.host_str().is_some();
    if !of_the_web || text.contains(['?', '#']) {
        return Err(BaseUrlFault::Form);
    }
    Ok(format!("{}/", url.as_str().trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_printed_as_standards_ask() {
        for (written, printed) in [
            (
                "https://www.háčky.cz/Češi/",
                "https://www.xn--hky-ela4t.cz/%C4%8Ce%C5%A1i/",
            ),
            ("https://bücher.example", "https://xn--bcher-kva.example/"),
            (
                "https://xn--bcher-kva.example/a%20b/",
                "https://xn--bcher-kva.example/a%20b/",
            ),
            (
                "https://Cluster.Example/A b",
                "https://cluster.example/A%20b/",
            ),
            ("http://localhost:8000//", "http://localhost:8000/"),
        ] {
            assert_eq!(base_url(written), Ok(printed.to_owned()), "{written}");
        }
        let credentials = Err(BaseUrlFault::Credentials);
        for wrong in [
            "https://a:b@x.example/",
            "https://a@x.example/",
            "https://:b@x.example/",
        ] {
            assert_eq!(base_url(wrong), credentials, "{wrong}");
        }
        for wrong in [
            "ftp://x.example/",
            "x.example",
            "https://x.example/?a",
            "https://x.example/#a",
        ] {
            assert_eq!(base_url(wrong), Err(BaseUrlFault::Form), "{wrong}");
        }
    }
}
