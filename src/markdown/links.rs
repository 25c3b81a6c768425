//! Resolves the links and pictures of a text.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::anchors::Anchors;
use super::resolve::{Resolver, Source, is_elsewhere};
use crate::config::limits::ASSET_EXTENSIONS;
use crate::diagnostic::{Diagnostic, MAX_HINTED, closest};
use crate::model::{LinkError, entry_of_file};
use crate::path::{SourcePath, UrlPath, decoded, percent_encode};
use crate::plan::{RouteId, Target};
use crate::schema::{WebUrl, is_email};
use crate::text::Span;

/// The theme's slot for the pictures of texts.
const IN_TEXT: &str = "text";

impl Resolver<'_, '_, '_> {
    /// The printed address of a link; `None` if its target does not exist, which `link`
    /// reports.
    pub(super) fn link(
        &mut self,
        kind: LinkType,
        dest: &str,
        range: &Range<usize>,
    ) -> Option<String> {
        let span = self.span_of(dest, range);
        if kind == LinkType::Email {
            return Some(format!("mailto:{dest}"));
        }
        if let Some(anchor) = dest.strip_prefix('#') {
            let found = self.anchors.find(anchor).map(str::to_owned);
            let anchor = found.unwrap_or_else(|| decoded(anchor).into_owned());
            return Some(format!("#{}", percent_encode(&anchor)));
        }
        let scheme = dest
            .split_once(':')
            .map(|(scheme, _)| scheme.to_ascii_lowercase());
        match scheme.as_deref() {
            Some("http" | "https") => {
                let fine = crate::schema::WebUrl::parse(dest).is_some();
                if !fine {
                    self.findings
                        .push(Diagnostic::new("U008", span).arg("url", dest));
                }
                fine.then(|| dest.to_owned())
            }
            Some(scheme @ ("mailto" | "tel")) => {
                let fine = is_reachable(scheme, dest);
                if !fine {
                    let found = Diagnostic::new("U008", span).arg("url", dest);
                    self.findings.push(found);
                }
                fine.then(|| dest.to_owned())
            }
            _ => self.typed_link(dest, span),
        }
    }

    fn typed_link(&mut self, dest: &str, span: Span) -> Option<String> {
        let site = self.place.site;
        let in_short = (self.findings.len() >= MAX_HINTED)
            .then(|| site.plan.lacks(dest, site.catalog))
            .flatten();
        let resolved = match in_short {
            Some(error) => Err(error),
            None => site.plan.resolve(dest, self.place.lang, site.catalog),
        };
        match resolved {
            Ok(target) => {
                let to = &site.plan.route(target.route).url;
                let printed = site.plan.edition.links.print(self.place.page, to);
                Some(match target.anchor {
                    Some(anchor) => {
                        let anchor = self.anchor_there(target.route, anchor);
                        format!("{printed}#{}", percent_encode(&anchor))
                    }
                    None => printed,
                })
            }
            Err(LinkError::NotTyped) => {
                if let Some(typed) = self.entry_of_file(dest) {
                    return self.typed_link(&typed, span);
                }
                if let Some(file) = self.file(dest) {
                    return Some(file);
                }
                let found = if let Some(meant) = meant_elsewhere(dest) {
                    let found = Diagnostic::new("K001.address", span).arg("link", dest);
                    found.arg("meant", meant.as_str()).fix(span, meant)
                } else if is_of_a_file(dest) {
                    let found = Diagnostic::new("K001.file", span).arg("file", &*decoded(dest));
                    self.with_near_file(found, dest, span)
                } else {
                    self.place_link(dest, span)
                };
                self.findings.push(found);
                None
            }
            Err(error) => {
                self.findings
                    .extend(error.finding(dest, span, site.catalog));
                None
            }
        }
    }

    /// The typed link to the entry whose file a relative link names.
    fn entry_of_file(&self, dest: &str) -> Option<String> {
        let source = self.place.site.sources.get(self.place.body.span.source)?;
        entry_of_file(&source.path, dest)
    }

    /// The anchor on another page that a link refers to; as written if there is none, which is
    /// reported once the page is rendered.
    fn anchor_there(&mut self, route: RouteId, anchor: &str) -> String {
        let known = self.elsewhere.remove(&route);
        let anchors = known
            .unwrap_or_else(|| Anchors::of_text(self.text_of(route), self.place.site.theme_ids));
        let found = anchors.find(anchor).map(str::to_owned);
        self.elsewhere.insert(route, anchors);
        found.unwrap_or_else(|| decoded(anchor).into_owned())
    }

    /// The text of another page in the language.
    fn text_of(&self, route: RouteId) -> &str {
        let site = self.place.site;
        let lang = self.place.lang;
        let body = match &site.plan.route(route).target {
            Target::Entry(index) => {
                let bodies = &site.catalog.entry(*index).bodies;
                let default = site.catalog.config.default_language();
                let own = bodies.get(lang).or_else(|| bodies.get(default));
                own.or_else(|| bodies.values().next())
            }
            Target::List { collection, .. } => {
                let mut all = site.catalog.introductions.iter();
                let own = all.find(|one| one.collection == *collection && one.lang == *lang);
                own.map(|one| &one.body)
            }
            _ => None,
        };
        body.map_or("", |body| site.sources.slice(body.span))
    }

    /// The finding for a path that is meant as a page's address; its fix is the entry there, or
    /// the one with the nearest id.
    fn place_link(&self, dest: &str, span: Span) -> Diagnostic {
        let site = self.place.site;
        let found = Diagnostic::new("K001", span).arg("link", dest);
        let wanted = dest
            .trim_matches('/')
            .rsplit('/')
            .next()
            .unwrap_or_default();
        let at = UrlPath::parse_page(dest)
            .ok()
            .and_then(|url| site.plan.at(&url));
        let exact = at.and_then(|route| site.plan.link_to(route, site.catalog));
        let near = || {
            if self.findings.len() >= MAX_HINTED {
                return None;
            }
            let all: Vec<String> = site
                .catalog
                .all()
                .filter(|index| site.plan.entry(*index, self.place.lang).is_some())
                .map(|index| site.catalog.entry(index).id.to_string())
                .collect();
            let id = crate::diagnostic::closest(wanted, all.iter().map(String::as_str))?;
            let index = site
                .catalog
                .all()
                .find(|index| &*site.catalog.entry(*index).id == id)?;
            Some(format!("{}:{id}", site.catalog.collection_of(index).id))
        };
        // An empty target has no span to fix.
        match exact.or_else(near).filter(|_| !dest.is_empty()) {
            Some(link) => found.fix(span, link),
            None => found,
        }
    }

    /// The file of the text.
    fn file_of_text(&self) -> Option<&SourcePath> {
        let source = self.place.body.span.source;
        self.place
            .site
            .sources
            .get(source)
            .map(|source| &source.path)
    }

    /// The address of a file of the content, as `assets/x.pdf` or relative to the entry.
    fn file(&self, path: &str) -> Option<String> {
        let site = self.place.site;
        let asset = site.assets.find(path, self.file_of_text())?.1;
        site.named_pictures.name(&asset.url);
        Some(site.plan.edition.links.print(self.place.page, &asset.url))
    }

    /// Suggests the file with the most similar name, in the form that the link uses.
    fn with_near_file(&self, found: Diagnostic, dest: &str, span: Span) -> Diagnostic {
        let written = decoded(dest);
        let file = self.file_of_text().map(SourcePath::as_str);
        let (folder, _) = file
            .and_then(|file| file.rsplit_once('/'))
            .unwrap_or_default();
        let files = self.place.site.catalog.assets.iter();
        let names = files.filter_map(|path| path.below(folder).or_else(|| path.below("content")));
        let names: Vec<&str> = names.collect();
        if self.findings.len() >= MAX_HINTED {
            return found;
        }
        let of_name = |path: &str| path.rsplit('/').next().map(str::to_lowercase);
        let meant = closest(&written, names.iter().copied()).or_else(|| {
            let mut same = names
                .iter()
                .filter(|name| of_name(name) == of_name(&written));
            same.next().copied().filter(|_| same.next().is_none())
        });
        match meant {
            Some(meant) => found.fix(span, meant.replace(' ', "%20")),
            None => found,
        }
    }

    /// The source of a picture; `None` if there is no such file, which `picture` reports.
    pub(super) fn picture(&mut self, dest: &str, range: &Range<usize>) -> Option<Source> {
        let site = self.place.site;
        if let Some((path, asset)) = site.assets.find(dest, self.file_of_text()) {
            let print = |url: &UrlPath| site.plan.edition.links.print(self.place.page, url);
            site.named_pictures.name(asset.shown());
            let copies = asset.copies_in(IN_TEXT, site.assets.sizes());
            return Some(Source {
                file: path.as_str().to_owned(),
                address: print(asset.shown()),
                size: asset.shown_size(),
                copies: copies.map(|copies| {
                    copies.name(site.named_pictures);
                    let (srcset, sizes) = (copies.srcset(print), copies.sizes(None));
                    format!(
                        "<source type=\"{}\" srcset=\"{srcset}\" sizes=\"{sizes}\">",
                        copies.media_type
                    )
                }),
            });
        }
        let span = self.span_of(dest, range);
        // Without the address, the same finding at many places is shown once.
        let found = if is_elsewhere(dest) {
            Diagnostic::new("I006", span)
        } else {
            Diagnostic::new("I003", span).arg("file", &*decoded(dest))
        };
        let found = self.with_near_file(found, dest, span);
        self.findings.push(found);
        None
    }

    /// The place of a link's target in the source, else of the whole link.
    fn span_of(&self, dest: &str, range: &Range<usize>) -> Span {
        let whole = self.place.text.get(range.clone()).unwrap_or_default();
        let found = whole.rfind(dest).filter(|_| !dest.is_empty());
        let within = found.map_or(range.clone(), |at| {
            range.start + at..range.start + at + dest.len()
        });
        self.place.body.span.part(within)
    }
}

/// Whether a link looks like one to a file.
fn is_of_a_file(dest: &str) -> bool {
    let path = dest.split(['#', '?']).next().unwrap_or_default();
    let ending = path
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    path.trim_start_matches(['.', '/']).starts_with("assets/")
        || ending.is_some_and(|ending| ASSET_EXTENSIONS.contains(&ending.as_str()))
}

/// The link to another site or a mailbox that an address without its scheme means.
fn meant_elsewhere(dest: &str) -> Option<String> {
    let lower = dest.to_ascii_lowercase();
    if let Some(at) = lower
        .find("//")
        .filter(|at| matches!(lower.get(..*at), Some("http" | "https" | "")))
    {
        let scheme = if at == 4 { "http" } else { "https" };
        return as_address(format!("{scheme}:{}", dest.get(at..)?));
    }
    let host = dest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    if host.contains('@') {
        return is_email(dest).then(|| format!("mailto:{dest}"));
    }
    let (name, ending) = host.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    let is_name = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|sign| sign.is_alphanumeric() || sign == '-')
    };
    let is_host = name.split('.').all(is_name)
        && (2..=24).contains(&ending.len())
        && ending.chars().all(|sign| sign.is_ascii_alphabetic())
        && !ASSET_EXTENSIONS.contains(&ending.as_str())
        && !PAGE_EXTENSIONS.contains(&ending.as_str());
    is_host.then(|| as_address(format!("https://{dest}")))?
}

fn as_address(text: String) -> Option<String> {
    WebUrl::parse(&text).is_some().then_some(text)
}

/// Extensions of pages and their sources; no host name ends in one of them.
const PAGE_EXTENSIONS: [&str; 8] = ["html", "htm", "php", "aspx", "md", "yaml", "yml", "txt"];
/// Whether a `mailto:` or `tel:` address can reach somebody. An email may have no recipient
/// (RFC 6068), and a number may have parameters (RFC 3966).
fn is_reachable(scheme: &str, address: &str) -> bool {
    let (_, to) = address.split_once(':').unwrap_or_default();
    if scheme == "mailto" {
        let (to, fields) = to.split_once('?').unwrap_or((to, ""));
        // A host may be in any script, which an `email` field would refuse.
        let leads = |part: &str| {
            let halves = part.trim().split_once('@');
            halves.is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
        };
        return to.split(',').all(leads) || (to.is_empty() && !fields.is_empty());
    }
    let number = to.split(';').next().unwrap_or_default();
    number.chars().any(|c| c.is_ascii_digit()) && !number.chars().any(char::is_alphabetic)
}
