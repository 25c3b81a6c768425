//! How an edition prints a link from one of its addresses to another.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::UrlPath;

/// The printed form of the links of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkStyle {
    /// `/members/spinworks/` under a base path that begins and ends with a
    /// slash.
    Rooted {
        /// The path part of the site's address: `/` or `/preview/42/`.
        base: String,
    },
    /// `../../members/spinworks/index.html`: relative and always with the file name,
    /// which a page opened from a folder needs.
    Relative,
    /// `members/spinworks/index.html` from every page, for the one document that contains
    /// all pages and maps each path to a place in it.
    FromRoot,
}

impl LinkStyle {
    /// Prints the link to `to` for the page `from`.
    #[must_use]
    pub fn print(&self, from: &UrlPath, to: &UrlPath) -> String {
        match self {
            Self::Rooted { base } => [base, to.as_str()].concat(),
            Self::Relative => relative(from.as_str(), to.as_str()),
            Self::FromRoot => relative("", to.as_str()),
        }
    }
}

fn relative(from: &str, to: &str) -> String {
    let from_folder = from.rfind('/').map_or("", |end| &from[..=end]);
    let to_file = if to.is_empty() || to.ends_with('/') {
        [to, "index.html"].concat()
    } else {
        to.to_owned()
    };
    let shared: usize = from_folder
        .split_inclusive('/')
        .zip(to_file.split_inclusive('/'))
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len())
        .sum();
    let climbs = from_folder[shared..].matches('/').count();
    let mut link = String::with_capacity(climbs * "../".len() + to_file.len() - shared);
    (0..climbs).for_each(|_| link.push_str("../"));
    link.push_str(&to_file[shared..]);
    link
}

/// All characters except the unreserved ones (RFC 3986).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Percent-encodes a text for use as an anchor or a query value (RFC 3986:
/// unreserved characters stay).
#[must_use]
pub(crate) fn percent_encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Percent-encodes a path, except its slashes.
#[must_use]
pub(crate) fn percent_encode_path(path: &str) -> String {
    const RESERVED_IN_A_PATH: &AsciiSet = &RESERVED.remove(b'/');
    utf8_percent_encode(path, RESERVED_IN_A_PATH).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> UrlPath {
        UrlPath::parse_page(text).unwrap_or_else(|_| UrlPath::root())
    }

    #[test]
    fn relative_links_name_the_file() {
        let print = |from: &str, to: &str| LinkStyle::Relative.print(&page(from), &page(to));
        assert_eq!(print("/", "/members/"), "members/index.html");
        assert_eq!(print("/members/", "/"), "../index.html");
        assert_eq!(print("/members/a/", "/members/b/"), "../b/index.html");
        assert_eq!(print("/members/a/", "/members/a/"), "index.html");
        assert_eq!(
            print("/cs/clenove/a/", "/members/a/"),
            "../../../members/a/index.html"
        );
        assert_eq!(
            LinkStyle::Relative.print(&page("/a/b/"), &UrlPath::root().file("assets/x.css")),
            "../../assets/x.css"
        );
    }

    proptest::proptest! {
        /// Following a relative link from its page arrives at its target.
        #[test]
        fn relative_links_arrive(from in "(/[a-c]{1,2}){0,4}/", to in "(/[a-c]{1,2}){0,4}/") {
            let (from, to) = (page(&from), page(&to));
            let mut names: Vec<&str> = from.as_str().split_terminator('/').collect();
            let link = LinkStyle::Relative.print(&from, &to);
            for part in link.split('/') {
                if part == ".." { names.pop(); } else { names.push(part); }
            }
            proptest::prop_assert_eq!(names.join("/"), format!("{}index.html", to.as_str()));
        }
    }
}
