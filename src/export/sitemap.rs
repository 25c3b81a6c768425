//! `sitemap.xml` with the languages of every page, and the day of the last change if an entry
//! states one (sitemaps.org, and the `hreflang` extension for search engines). The sitemap of
//! a large site is an index of parts.

use std::fmt::Write;

use crate::path::UrlPath;
use crate::plan::{Route, Target};
use crate::present::Site;
use crate::text::escape_html;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The sitemap of an edition: its pages, or the parts that list them.
pub(crate) fn sitemap(site: &Site) -> Vec<u8> {
    let parts = site.plan.sitemap_parts();
    if parts.len() < 2 {
        return pages(site, site.plan.routes().map(|(_, route)| route));
    }
    index(site, parts.iter().map(|part| &part.url))
}

/// One part of a sitemap.
pub(crate) fn sitemap_part(site: &Site, part: usize) -> Option<Vec<u8>> {
    let part = site.plan.sitemap_parts().get(part)?;
    let routes = part.pages.iter().map(|id| site.plan.route(*id));
    Some(pages(site, routes))
}

fn index<'a>(site: &Site, parts: impl Iterator<Item = &'a UrlPath>) -> Vec<u8> {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"{NAMESPACE}\">\n"
    );
    for part in parts {
        let address = site.plan.edition.absolute(part);
        let _ = writeln!(
            xml,
            "<sitemap><loc>{}</loc></sitemap>",
            escape_html(&address)
        );
    }
    xml.push_str("</sitemapindex>\n");
    xml.into_bytes()
}

fn pages<'a>(site: &Site, routes: impl Iterator<Item = &'a Route>) -> Vec<u8> {
    let edition = &site.plan.edition;
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"{NAMESPACE}\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
    );
    for route in routes.filter(|route| site.is_indexed(route)) {
        let address = edition.absolute(&route.url);
        let _ = write!(xml, "<url><loc>{}</loc>", escape_html(&address));
        if let Target::Entry(index) = route.target
            && let Some(day) = site.modified(index)
        {
            let _ = write!(xml, "<lastmod>{day}</lastmod>");
        }
        let others = translations(site, route);
        for other in others.iter().filter(|_| others.len() > 1) {
            let address = edition.absolute(&other.url);
            let _ = write!(
                xml,
                "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>",
                other.lang,
                escape_html(&address),
            );
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml.into_bytes()
}

/// The same page in all languages, including its own.
fn translations<'a>(site: &'a Site, route: &Route) -> Vec<&'a Route> {
    let plan = &site.plan;
    let languages = plan.edition.languages.iter();
    languages
        .filter_map(|lang| site.same_page(&route.target, lang))
        .map(|id| plan.route(id))
        .filter(|other| site.is_indexed(other))
        .collect()
}
