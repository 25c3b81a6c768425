//! Responses of the preview: a page of the version that is shown, a file, or one of the
//! few resources that the preview adds under an address that no site can have.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::findings;
use super::http::{Request, Response};
use super::shown::ShownVersion;
use super::stage::Stage;
use crate::diagnostic::{Amount, Human, Report};
use crate::disk::Disk;
use crate::messages::text;
use crate::pages::Pages;
use crate::path::{media_type, percent_encode_path};
use crate::plan::{RouteId, Target};
use crate::text::escape_html;

/// The folder of resources that the preview adds. A site has no such address, because
/// slugs contain no dot.
const OWN: &str = "/.spunweb/";

/// Answers a valid request.
pub(super) fn answer(stage: &Stage, disk: &dyn Disk, request: &Request) -> Response {
    if let Some(own) = request.path.strip_prefix(OWN) {
        return own_file(own, request.is_foreign);
    }
    let shown = stage.shown();
    let Some(pages) = shown.pages() else {
        let errors = findings::errors(shown.report());
        return findings_page(503, &errors, &shown, stage.lang());
    };
    let base = pages.base_path();
    // The path of a request is decoded, but the base path of a site is not.
    let own = percent_decode_str(&base).decode_utf8_lossy();
    let Some(address) = request.path.strip_prefix(&*own) else {
        let is_above = own.starts_with(&*request.path);
        return if is_above {
            redirect(&base)
        } else {
            Response::text(404, &format!("the site is at {base}"))
        };
    };
    let answer = Answer {
        pages,
        shown: &shown,
        base: &base,
        lang: stage.lang(),
        disk,
    };
    answer.address(address)
}

fn own_file(name: &str, is_foreign: bool) -> Response {
    let script = "text/javascript; charset=utf-8";
    let style = "text/css; charset=utf-8";
    match name {
        _ if is_foreign => Response::text(403, "this is for pages of this server alone"),
        "events" => Response::events(),
        "reload.js" => Response::new(200, script, include_bytes!("client/reload.js").to_vec()),
        "findings.css" => Response::new(200, style, include_bytes!("client/findings.css").to_vec()),
        _ => Response::text(404, "there is no such file"),
    }
}

fn redirect(to: &str) -> Response {
    Response::text(302, to).header("Location", to)
}

/// An answer from the pages of a version.
struct Answer<'a> {
    pages: &'a Pages,
    shown: &'a ShownVersion,
    base: &'a str,
    lang: &'a str,
    disk: &'a dyn Disk,
}

impl Answer<'_> {
    fn address(&self, address: &str) -> Response {
        if let Some(id) = self.pages.find(address) {
            return self.page(id, 200);
        }
        if let Some(bytes) = self.file(address) {
            return Response::new(200, content_type(address), bytes.into_owned());
        }
        if self.pages.find(&format!("{address}/")).is_some() {
            let address = percent_encode_path(address);
            return redirect(&format!("{}{address}/", self.base));
        }
        if let Some(to) = self.former(address) {
            return redirect(&to);
        }
        match self.pages.not_found(address) {
            Some(id) => self.page(id, 404),
            None => Response::text(404, "there is no such page"),
        }
    }

    /// The target of a former address at which there can be no file.
    fn former(&self, address: &str) -> Option<String> {
        let plan = self.pages.plan();
        let written = percent_encode_path(address);
        let mut all = plan.redirects().iter();
        let found = all.find(|redirect| redirect.from == address || redirect.from == written)?;
        Some(format!(
            "{}{}",
            self.base,
            plan.route(found.to).url.as_str()
        ))
    }

    fn page(&self, id: RouteId, status: u16) -> Response {
        let mut found = Vec::new();
        let Some(bytes) = self.pages.page(id, &mut found) else {
            let mut report = Report::new(false);
            report.merge(found);
            return findings_page(500, &report, self.shown, self.lang);
        };
        let route = self.pages.plan().route(id);
        let content_type = content_type(route.out.as_str());
        let is_html = content_type.starts_with("text/html");
        let body = if is_html {
            with_script(bytes, &self.shown.page_name)
        } else {
            bytes
        };
        match &route.target {
            // As a host that reads `_redirects` answers.
            Target::Redirect(to) => {
                let to = &self.pages.plan().route(*to).url;
                let location = format!("{}{}", self.base, to.as_str());
                Response::new(302, content_type, body).header("Location", location)
            }
            _ => Response::new(status, content_type, body),
        }
    }

    fn file(&self, address: &str) -> Option<Cow<'_, [u8]>> {
        self.pages.file(address, self.disk).or_else(|| {
            // An open page that got only new style sheets still names the theme's former
            // folder.
            let below = address.strip_prefix("assets/")?;
            let (folder, file) = below.split_once('/')?;
            let now = self.pages.theme_folder()?;
            let theme = |folder: &str| folder.rsplit_once('-').map(|(name, _)| name.to_owned());
            let same = theme(folder)? == theme(now.strip_prefix("assets/")?)?;
            same.then(|| self.pages.file(&format!("{now}/{file}"), self.disk))?
        })
    }
}

/// A page with the script that waits for the next version.
fn with_script(mut page: Vec<u8>, version: &str) -> Vec<u8> {
    let end = b"</body>";
    let at = page.windows(end.len()).rposition(|window| window == end);
    let at = at.unwrap_or(page.len());
    let script =
        format!("<script src=\"{OWN}reload.js\" data-version=\"{version}\" defer></script>");
    page.splice(at..at, script.into_bytes());
    page
}

/// A page of findings, if there is no other page.
fn findings_page(status: u16, report: &Report, shown: &ShownVersion, lang: &str) -> Response {
    let sources = &shown.version.sources;
    let human = Human {
        lang,
        colour: false,
        shown: Amount::default(),
    };
    let title = escape_html(&findings::title(report, sources, lang));
    let note = escape_html(&text(lang, "run.serve_no_site"));
    let text = escape_html(human.render(report, sources).trim_end());
    let number = shown.number;
    let html = format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"{OWN}findings.css\">\n\
         <script src=\"{OWN}reload.js\" data-number=\"{number}\" defer></script>\n</head>\n\
         <body class=\"findings-page\">\n<main>\n<h1>{title}</h1>\n<p>{note}</p>\n\
         <pre tabindex=\"0\">{text}</pre>\n</main>\n</body>\n</html>\n"
    );
    Response::new(status, "text/html; charset=utf-8", html.into_bytes())
}

/// The media type that a browser is sent for a file; all texts of a site are UTF-8.
fn content_type(path: &str) -> Cow<'static, str> {
    let media_type = media_type(path);
    if media_type.starts_with("text/") {
        return Cow::Owned(format!("{media_type}; charset=utf-8"));
    }
    Cow::Borrowed(media_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        let page = with_script(b"<body><code>&lt;/body></code></body></html>".to_vec(), "v");
        let page = String::from_utf8(page).unwrap_or_default();
        assert!(
            page.ends_with("data-version=\"v\" defer></script></body></html>"),
            "{page}"
        );
        let page = with_script(b"nothing".to_vec(), "v");
        assert!(page.starts_with(b"nothing<script"));
    }
}
