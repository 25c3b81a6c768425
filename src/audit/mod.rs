//! What the finished pages are held to. The auditor stands between rendering
//! and publishing: it reads every artifact that passes, notes its links and
//! anchors, and at the end knows whether each of them leads somewhere. Typed
//! links are checked while they are made; this finds what a template or raw HTML
//! has written by hand, and requests that would leave the site.

mod home;
mod names;
mod origin;
mod page;
mod script;
mod style;

pub use home::past_on_home;
pub use origin::Origins;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use origin::Sought;
use page::{Fault, PageFacts, Reference, Use};

use crate::diagnostic::{Diagnostic, Place};
use crate::path::{LinkStyle, OutPath};
use crate::plan::Edition;
use crate::render::{Artifact, Sink, SinkError};

/// The largest page that a tablet opens without a wait.
const LARGE_PAGE: usize = 20_000_000;

/// Reads the artifacts of an edition on their way to another sink.
pub struct Auditor<'a> {
    edition: &'a Edition,
    inner: &'a dyn Sink,
    seen: Mutex<BTreeMap<String, Seen>>,
}

/// An artifact that has passed.
#[derive(Debug)]
struct Seen {
    facts: PageFacts,
    size: u64,
}

impl<'a> Auditor<'a> {
    /// An auditor before a sink.
    #[must_use]
    pub fn new(edition: &'a Edition, inner: &'a dyn Sink) -> Self {
        Self {
            edition,
            inner,
            seen: Mutex::new(BTreeMap::new()),
        }
    }

    /// What is wrong with the artifacts that have passed and with the one page
    /// made of them, each fault at the place that it comes from; and which
    /// artifacts they name.
    #[must_use]
    pub fn finish(self, single: Option<&[u8]>, origins: Origins<'_>) -> Audit {
        let homes = self.edition.languages.iter();
        let plan = &origins.site.plan;
        let homes = homes.filter_map(|lang| Some(&plan.route(plan.home(lang)?).out));
        let homes: BTreeSet<&str> = homes.map(OutPath::as_str).collect();
        let mut on_home = BTreeSet::new();
        let seen = self.seen.into_inner().unwrap_or_default();
        let base = match &self.edition.links {
            LinkStyle::Rooted { base } => Some(base.as_str()),
            LinkStyle::Relative | LinkStyle::FromRoot => None,
        };
        let mut found = Vec::new();
        let mut used = BTreeSet::new();
        let mut told = BTreeSet::new();
        for (path, Seen { facts, .. }) in &seen {
            for anchor in &facts.repeated_ids {
                let needles = [format!("id=\"{anchor}\""), format!("{{#{anchor}}}")];
                found.push(placed("K012", path, anchor, None, &needles, origins));
            }
            for reference in &facts.references {
                let named = target(path, &reference.to, base);
                if homes.contains(path.as_str()) {
                    on_home.extend(named.clone());
                }
                used.extend(named);
                let problem = check(path, reference, &seen, base);
                // A link of the frame stands on every page; one page is enough.
                if let Some((key, meant)) = problem
                    && told.insert((key, reference.to.clone()))
                {
                    let needles = std::slice::from_ref(&reference.to);
                    let fault = placed(key, path, &reference.to, None, needles, origins);
                    found.push(fault.arg_if("meant", meant));
                }
            }
            for fault in facts.faults.iter().filter(|_| self.edition.offline) {
                // One on every page is one of a template.
                let place = fault.at.map(|_| path.as_str()).unwrap_or_default();
                if told.insert((fault.key, format!("{}{place}{:?}", fault.feature, fault.at))) {
                    let Fault {
                        key,
                        feature,
                        at,
                        needles,
                    } = fault;
                    found.push(placed(key, path, feature, *at, needles, origins));
                }
            }
        }
        let files = seen.into_iter().map(|(path, seen)| (path, seen.size));
        found.extend(names::check(self.edition, &files.collect()));
        // What is wrong with a page is told once, there.
        let single = single.filter(|_| found.is_empty());
        found.extend(
            single
                .into_iter()
                .flat_map(|page| one_page(self.edition, page)),
        );
        Audit {
            findings: found,
            used,
            on_home,
        }
    }
}

/// What an auditor knows at the end.
#[derive(Debug)]
pub struct Audit {
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
    /// The paths of the artifacts that others name.
    pub used: BTreeSet<String>,
    /// Those of them that home pages name.
    pub on_home: BTreeSet<String>,
}

impl Sink for Auditor<'_> {
    fn take(&self, artifact: Artifact) -> Result<(), SinkError> {
        let path = artifact.path.as_str().to_owned();
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        let text = || String::from_utf8_lossy(&artifact.bytes);
        let mut facts = PageFacts::default();
        match extension {
            "html" => facts = page::facts(&text()),
            "css" => facts = style::facts(&text()),
            "js" => facts.runs(&text()),
            _ => {}
        }
        let size = artifact.bytes.len() as u64;
        if let Ok(mut seen) = self.seen.lock() {
            seen.insert(path, Seen { facts, size });
        }
        self.inner.take(artifact)
    }
}

/// A fault of an artifact at the place that it comes from.
fn placed(
    key: &'static str,
    path: &str,
    link: &str,
    at: Option<usize>,
    needles: &[String],
    origins: Origins<'_>,
) -> Diagnostic {
    let place = origins.place(&Sought { path, at, needles });
    Diagnostic::new(key, place)
        .arg("page", path)
        .arg("link", link)
}

/// What is wrong with the page that holds a whole edition: it may load nothing,
/// and its links lead to places in it or to the Web.
fn one_page(edition: &Edition, page: &[u8]) -> Vec<Diagnostic> {
    let place = Place::Span(edition.span);
    let facts = page::facts(&String::from_utf8_lossy(page));
    let name = format!("{}.html", edition.name);
    let mut found: Vec<Diagnostic> = facts
        .references
        .iter()
        .filter(|reference| {
            let (to, anchor) = (&reference.to, reference.to.strip_prefix('#'));
            match reference.kind {
                Use::Load => !to.starts_with("data:") && anchor.is_none(),
                Use::Link => match anchor {
                    Some(anchor) => !facts.has_id(anchor),
                    None => !["http:", "https:", "mailto:", "tel:"]
                        .iter()
                        .any(|scheme| to.starts_with(scheme)),
                },
            }
        })
        .map(|reference| {
            Diagnostic::new("O016", place.clone())
                .arg("page", name.as_str())
                .arg("link", reference.to.as_str())
        })
        .collect();
    if page.len() > LARGE_PAGE {
        let size = names::megabytes(page.len() as u64);
        found.push(
            Diagnostic::new("O015", place)
                .arg("page", name)
                .arg("size", size),
        );
    }
    found
}

/// The code of what is wrong with a reference, if anything is, and what was meant.
fn check(
    from: &str,
    reference: &Reference,
    seen: &BTreeMap<String, Seen>,
    base: Option<&str>,
) -> Option<(&'static str, Option<String>)> {
    let to = reference.to.as_str();
    let has_scheme = to.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    });
    if has_scheme || to.starts_with("//") {
        let is = |schemes: &[&str]| schemes.iter().any(|scheme| to.starts_with(scheme));
        let leaves = is(&["http:", "https:", "//", "ws:", "wss:", "ftp:"]);
        return match reference.kind {
            Use::Load if leaves => Some(("O001", None)),
            Use::Load if base.is_none() && !is(&["data:", "blob:"]) => Some(("O002", None)),
            Use::Link if !is(&["http:", "https:", "mailto:", "tel:"]) => Some(("K013", None)),
            _ => None,
        };
    }
    if base.is_none() && to.starts_with('/') {
        return Some(("O002", None));
    }
    let path = to.split(['#', '?']).next().unwrap_or_default();
    let folder = path
        .rsplit('/')
        .next()
        .is_some_and(|last| matches!(last, "" | "." | ".."));
    if base.is_none() && folder && !path.is_empty() {
        return Some(("O003", None));
    }
    let anchor = to.split_once('#').map(|(_, anchor)| anchor);
    let target = target(from, to, base);
    let Some(page) = target.as_ref().and_then(|target| seen.get(target)) else {
        let other = target.and_then(|target| {
            let mut all = seen.keys();
            all.find(|path| path.eq_ignore_ascii_case(&target)).cloned()
        });
        return Some(match other {
            Some(other) => ("O008", Some(other)),
            None => ("K010", None),
        });
    };
    match anchor.filter(|anchor| !anchor.is_empty()) {
        Some(anchor) if !page.facts.has_id(anchor) => Some(("K011", None)),
        _ => None,
    }
}

/// The artifact that an address names, its anchor and query aside.
fn target(from: &str, to: &str, base: Option<&str>) -> Option<String> {
    let path = to.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() {
        return Some(from.to_owned());
    }
    resolve(from, path, base)
}

/// The artifact that a link names, as seen from another one; a link to a folder
/// is one to its `index.html`, where links are printed for a server.
fn resolve(from: &str, link: &str, base: Option<&str>) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    let rest = match (link.strip_prefix('/'), base) {
        (Some(_), Some(base)) => link.strip_prefix(base)?,
        (Some(_), None) => return None,
        (None, _) => {
            names.extend(from.split('/'));
            names.pop();
            link
        }
    };
    for name in rest.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop()?;
            }
            name => names.push(name),
        }
    }
    let folder = rest.is_empty() || rest.ends_with('/');
    match (folder, base) {
        (true, Some(_)) => {
            names.push("index.html");
            Some(names.join("/"))
        }
        // Opened from a folder, a link must name its file.
        (true, None) => None,
        (false, _) => Some(names.join("/")),
    }
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn links_are_followed_as_a_browser_would() {
        let rooted = |from, to| resolve(from, to, Some("/base/"));
        assert_eq!(
            rooted("a/index.html", "/base/b/").as_deref(),
            Some("b/index.html")
        );
        assert_eq!(rooted("a/index.html", "/b/"), None);
        let relative = |from, to| resolve(from, to, None);
        assert_eq!(
            relative("a/b/index.html", "../c/index.html").as_deref(),
            Some("a/c/index.html")
        );
        assert_eq!(relative("a/index.html", "../../x.html"), None);
        assert_eq!(relative("a/index.html", "../b/"), None);
    }
}
