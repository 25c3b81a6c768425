//! What the finished pages are held to. The auditor stands between rendering
//! and publishing: it reads every artifact that passes, notes its links and
//! anchors, and at the end knows whether each of them leads somewhere. Typed
//! links are checked while they are made; this finds what a template or raw HTML
//! has written by hand, and requests that would leave the site.

mod home;
mod page;
mod style;

pub use home::past_on_home;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use page::{PageFacts, Reference, Use};

use crate::diagnostic::{Diagnostic, Place};
use crate::path::{LinkStyle, OutPath};
use crate::plan::{Edition, Plan};
use crate::render::{Artifact, Sink, SinkError};

/// Reads the artifacts of an edition on their way to another sink.
pub struct Auditor<'a> {
    edition: &'a Edition,
    inner: &'a dyn Sink,
    seen: Mutex<BTreeMap<String, PageFacts>>,
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

    /// What is wrong with the artifacts that have passed, and which artifacts
    /// they name.
    #[must_use]
    pub fn finish(self, plan: &Plan) -> Audit {
        let homes = self.edition.languages.iter();
        let homes = homes.filter_map(|lang| Some(&plan.route(plan.home(lang)?).out));
        let homes: BTreeSet<&str> = homes.map(OutPath::as_str).collect();
        let mut on_home = BTreeSet::new();
        let seen = self.seen.into_inner().unwrap_or_default();
        let base = match &self.edition.links {
            LinkStyle::Rooted { base } => Some(base.as_str()),
            LinkStyle::Relative => None,
        };
        let mut found = Vec::new();
        let mut used = BTreeSet::new();
        let mut told = BTreeSet::new();
        for (path, facts) in &seen {
            for anchor in &facts.repeated_ids {
                found.push(finding("K012", path, anchor));
            }
            for reference in &facts.references {
                let named = target(path, &reference.to, base);
                if homes.contains(path.as_str()) {
                    on_home.extend(named.clone());
                }
                used.extend(named);
                let problem = check(path, reference, &seen, base);
                // A link of the frame stands on every page; one page is enough.
                if let Some(key) = problem
                    && told.insert((key, reference.to.clone()))
                {
                    found.push(finding(key, path, &reference.to));
                }
            }
        }
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
        let facts = match extension {
            "html" => page::facts(&String::from_utf8_lossy(&artifact.bytes)),
            "css" => style::facts(&String::from_utf8_lossy(&artifact.bytes)),
            _ => PageFacts::default(),
        };
        if let Ok(mut seen) = self.seen.lock() {
            seen.insert(path, facts);
        }
        self.inner.take(artifact)
    }
}

fn finding(key: &'static str, page: &str, link: &str) -> Diagnostic {
    Diagnostic::new(key, Place::Run)
        .arg("page", page)
        .arg("link", link)
}

/// The code of what is wrong with a reference, if anything is.
fn check(
    from: &str,
    reference: &Reference,
    seen: &BTreeMap<String, PageFacts>,
    base: Option<&str>,
) -> Option<&'static str> {
    let to = reference.to.as_str();
    let has_scheme = to.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    });
    if has_scheme || to.starts_with("//") {
        let leaves = to.starts_with("http:") || to.starts_with("https:") || to.starts_with("//");
        return match reference.kind {
            Use::Load if leaves => Some("O001"),
            Use::Link
                if !["http", "https", "mailto", "tel"]
                    .iter()
                    .any(|s| to.starts_with(&format!("{s}:"))) =>
            {
                Some("K013")
            }
            _ => None,
        };
    }
    let anchor = to.split_once('#').map(|(_, anchor)| anchor);
    let target = target(from, to, base);
    let Some(page) = target.as_ref().and_then(|target| seen.get(target)) else {
        return Some("K010");
    };
    match anchor.filter(|anchor| !anchor.is_empty()) {
        Some(anchor) if !page.has_id(anchor) => Some("K011"),
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
