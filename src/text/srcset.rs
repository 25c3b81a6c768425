//! The copies of a picture that a page offers, as `srcset` lists them.

/// A copy of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Candidate<'a> {
    /// Its address.
    pub address: &'a str,
    /// Its descriptor, such as `640w` or `2x`; empty if it has none.
    pub size: &'a str,
}

impl Candidate<'_> {
    /// Its width in pixels, where it states one.
    pub(crate) fn width(&self) -> Option<u32> {
        self.size.strip_suffix('w')?.parse().ok()
    }
}

/// Reads a `srcset`. An address ends at white space and not at a comma, which it may
/// contain
/// (<https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute>).
pub(crate) fn candidates(srcset: &str) -> impl Iterator<Item = Candidate<'_>> {
    let is_blank = |c: char| c.is_ascii_whitespace();
    let mut rest = srcset;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c| is_blank(c) || c == ',');
        if rest.is_empty() {
            return None;
        }
        let (written, after) = rest.split_at(rest.find(is_blank).unwrap_or(rest.len()));
        let address = written.trim_end_matches(',');
        if address.len() < written.len() {
            rest = after;
            return Some(Candidate { address, size: "" });
        }
        let (size, after) = after.split_at(after.find(',').unwrap_or(after.len()));
        rest = after;
        let size = size.trim_matches(is_blank);
        Some(Candidate { address, size })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_distinguished() {
        let read = |srcset| -> Vec<(&str, &str, Option<u32>)> {
            let all = candidates(srcset);
            all.map(|one| (one.address, one.size, one.width()))
                .collect()
        };
        assert_eq!(
            read("a.png 320w, b.png  640w ,c,d.png 2x"),
            [
                ("a.png", "320w", Some(320)),
                ("b.png", "640w", Some(640)),
                ("c,d.png", "2x", None)
            ]
        );
        assert_eq!(
            read("a.png, data:image/png;base64,AA== 1x"),
            [
                ("a.png", "", None),
                ("data:image/png;base64,AA==", "1x", None)
            ]
        );
        assert_eq!(read(" , "), []);
    }
}
