//! What is for machines: the sitemap, the rules for robots, the redirects, and what
//! pages say in JSON-LD.

pub(crate) mod json_ld;

use std::fmt::Write;

use crate::plan::Route;
use crate::present::Site;
use crate::text::escape_html;

/// `sitemap.xml` with the languages of every page (sitemaps.org, and the
/// `hreflang` extension for search engines).
pub(crate) fn sitemap(site: &Site) -> Vec<u8> {
    let plan = &site.plan;
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for (_, route) in plan.routes().filter(|(_, route)| site.is_indexed(route)) {
        let _ = write!(
            xml,
            "<url><loc>{}</loc>",
            escape_html(&plan.edition.absolute(&route.url))
        );
        let others: Vec<&Route> = translations(site, route);
        for other in others.iter().filter(|_| others.len() > 1) {
            let _ = write!(
                xml,
                "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>",
                other.lang,
                escape_html(&plan.edition.absolute(&other.url)),
            );
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml.into_bytes()
}

/// The same page in all languages, itself among them.
fn translations<'a>(site: &'a Site, route: &Route) -> Vec<&'a Route> {
    let plan = &site.plan;
    let languages = plan.edition.languages.iter();
    languages
        .filter_map(|lang| site.same_page(&route.target, lang))
        .map(|id| plan.route(id))
        .filter(|other| site.is_indexed(other))
        .collect()
}

/// `robots.txt`: everything may be read, and where the sitemap is.
pub(crate) fn robots(site: &Site) -> Vec<u8> {
    let sitemap = format!("{}sitemap.xml", site.plan.edition.base_url);
    format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n").into_bytes()
}

/// `_redirects`, as hosts of static sites read it: old address, new address, 301.
pub(crate) fn redirects(site: &Site) -> Vec<u8> {
    let plan = &site.plan;
    let base = site.base_path();
    let mut lines = String::new();
    for redirect in plan.redirects() {
        let to = plan.route(redirect.to).url.as_str();
        // A page at the address comes first, unless the line says otherwise.
        let over = if redirect.over_a_page { "!" } else { "" };
        let _ = writeln!(lines, "{base}{} {base}{to} 301{over}", redirect.from);
    }
    lines.into_bytes()
}
