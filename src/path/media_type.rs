//! The media types of the files that a site has (RFC 6838), by their extensions.

/// The type of a file; `application/octet-stream` if the table does not list its
/// extension.
#[must_use]
pub(crate) fn media_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or_default();
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html",
        "css" => "text/css",
        "js" => "text/javascript",
        "json" | "webmanifest" => "application/json",
        "xml" => "application/xml",
        "atom" => "application/atom+xml",
        "txt" | "" => "text/plain",
        "csv" => "text/csv",
        "geojson" => "application/geo+json",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "ics" => "text/calendar",
        "vcf" => "text/vcard",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::media_type;

    #[test]
    fn only_the_end_of_the_name_counts() {
        assert_eq!(media_type("assets/fonts.css/a.woff2"), "font/woff2");
        assert_eq!(media_type("members.svg/index.html"), "text/html");
        assert_eq!(media_type("folder.png/_redirects"), "text/plain");
        assert_eq!(media_type("a.unknown"), "application/octet-stream");
    }
}
