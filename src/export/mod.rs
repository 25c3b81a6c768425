//! Machine-readable output: the sitemap, `robots.txt`, the redirects, the JSON-LD of pages,
//! and the data files of pages, with one module for each format.

mod absolute;
mod calendar;
mod card;
mod content_lines;
mod csv;
mod datapackage;
mod feed;
mod geojson;
mod json_api;
pub(crate) mod json_ld;
mod listed;
mod lists;
mod open_search;
mod security;
mod sitemap;
mod table;
mod web_manifest;
mod xlsx;

pub(crate) use web_manifest::web_manifest;
pub(crate) use xlsx::saved;

use std::fmt::Write;

pub(crate) use listed::{Listed, Outlines};
pub(crate) use security::security;
pub(crate) use sitemap::{sitemap, sitemap_part};

use crate::artifact::SinkError;
use crate::insight;
use crate::plan::{DataFile, DataFormat, DataOf, RouteId};
use crate::present::{Scope, Site};
use crate::text::Sources;

/// A file of a list; `None` for a format that lists do not have, which is never planned.
///
/// # Errors
/// The system lacks the resources for a workbook.
pub(crate) fn list_file(
    listed: &Listed<'_>,
    id: RouteId,
    format: DataFormat,
    sources: &Sources,
) -> Result<Option<Vec<u8>>, SinkError> {
    let (scope, at) = (listed.scope, listed.position);
    let own = scope.site.plan.absolute(id);
    Ok(match format {
        DataFormat::Atom => feed::atom(scope, at, id, sources),
        DataFormat::JsonFeed => feed::json(scope, at, id, sources),
        DataFormat::Calendar => calendar::calendar(scope, at, &own),
        DataFormat::Csv => lists::table(listed),
        DataFormat::ExcelCsv => lists::spreadsheet(listed),
        DataFormat::MeasurementsCsv => lists::measurements(listed),
        DataFormat::Xlsx => return lists::workbook(listed),
        DataFormat::CsvMetadata => datapackage::metadata(listed),
        DataFormat::GeoJson => geojson::geojson(listed),
        DataFormat::JsonList => json_api::list(listed),
        DataFormat::JsonSchema => json_api::schema(scope, at, &own),
        DataFormat::Event
        | DataFormat::Card
        | DataFormat::SiteCard
        | DataFormat::JsonEntry
        | DataFormat::DataPackage
        | DataFormat::Figures
        | DataFormat::FiguresCsv
        | DataFormat::OpenSearch => None,
    })
}

/// The data file of a page; `None` for a format that the page does not have, which is never
/// planned.
///
/// # Errors
/// As [`list_file`].
pub(crate) fn data_file(
    scope: Scope<'_>,
    id: RouteId,
    file: DataFile,
    outlines: &Outlines,
    sources: &Sources,
) -> Result<Option<Vec<u8>>, SinkError> {
    let own = scope.site.plan.absolute(id);
    Ok(match (file.format, file.of) {
        (format, DataOf::List(at)) => {
            return list_file(&Listed::new(scope, at, outlines), id, format, sources);
        }
        (DataFormat::Event, DataOf::Entry(index)) => calendar::event(scope, index),
        (DataFormat::Card, DataOf::Entry(index)) => card::card(scope, index, &own),
        (DataFormat::SiteCard, DataOf::Site) => card::of_site(scope, &own),
        (DataFormat::DataPackage, DataOf::Site) => datapackage::package(scope, id, outlines),
        (DataFormat::Figures, DataOf::Site) => {
            insight::figures::json(scope, &insight::figures(scope))
        }
        (DataFormat::FiguresCsv, DataOf::Site) => insight::figures::csv(&insight::figures(scope)),
        (DataFormat::OpenSearch, DataOf::Site) => open_search::description(scope, &own),
        (DataFormat::JsonEntry, DataOf::Entry(index)) => json_api::entry(scope, index),
        _ => None,
    })
}

/// `robots.txt`: allows everything, and names the sitemap.
pub(crate) fn robots(site: &Site) -> Vec<u8> {
    let sitemap = format!("{}sitemap.xml", site.plan.edition.base_url);
    format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n").into_bytes()
}

/// `_redirects` for hosts of static sites: old address, new address, 301.
pub(crate) fn redirects(site: &Site) -> Vec<u8> {
    let plan = &site.plan;
    let base = site.base_path();
    let mut lines = String::new();
    for redirect in plan.redirects() {
        let to = plan.route(redirect.to).url.as_str();
        // A page at the address takes precedence unless the line forces the redirect.
        let over = if redirect.over_a_page { "!" } else { "" };
        let _ = writeln!(lines, "{base}{} {base}{to} 301{over}", redirect.from);
    }
    lines.into_bytes()
}
