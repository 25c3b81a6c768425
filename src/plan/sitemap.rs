//! The parts of a sitemap. sitemaps.org allows 50,000 addresses and 50 MB a file, and each
//! page has its addresses in all languages.

use super::lay_out::Surveyor;
use super::{RouteId, Target};
use crate::path::UrlPath;

/// The most pages in one sitemap file. With long addresses in five languages, a page takes
/// about 1.5 kB.
const MOST_PAGES: usize = 20_000;

/// A file with some of the pages.
#[derive(Debug, Clone)]
pub(crate) struct SitemapPart {
    /// Its address.
    pub url: UrlPath,
    /// The pages that it may list.
    pub pages: Vec<RouteId>,
}

impl Surveyor<'_, '_> {
    /// `sitemap.xml`, and its parts if one file cannot contain all pages.
    pub(super) fn sitemap(&mut self) {
        let Some(default) = self.plan.edition.languages.first().cloned() else {
            return;
        };
        let root = UrlPath::root();
        self.add(root.file("sitemap.xml"), &default, Target::Sitemap, None);
        let routes = self.plan.routes();
        let pages = routes.filter(|(_, route)| route.target.is_page());
        let pages: Vec<RouteId> = pages.map(|(id, _)| id).collect();
        self.plan.sitemap_parts = parts(&pages, MOST_PAGES);
        for (number, part) in self.plan.sitemap_parts.clone().into_iter().enumerate() {
            self.add(part.url, &default, Target::SitemapPart(number), None);
        }
    }
}

/// Splits pages into files of at most `most` each; empty if one file can contain them all.
fn parts(pages: &[RouteId], most: usize) -> Vec<SitemapPart> {
    if pages.len() <= most {
        return Vec::new();
    }
    let root = UrlPath::root();
    let parts = (1..).zip(pages.chunks(most));
    let parts = parts.map(|(number, pages)| SitemapPart {
        url: root.file(&format!("sitemap-{number}.xml")),
        pages: pages.to_vec(),
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_in_one_part() {
        let pages: Vec<RouteId> = (0..7).map(RouteId).collect();
        assert!(parts(&pages, 7).is_empty());
        let parts = parts(&pages, 3);
        let names: Vec<&str> = parts.iter().map(|part| part.url.as_str()).collect();
        assert_eq!(names, ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]);
        let listed: Vec<RouteId> = parts.iter().flat_map(|part| part.pages.clone()).collect();
        assert_eq!(listed, pages);
    }
}
