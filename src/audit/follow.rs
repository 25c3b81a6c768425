//! Resolves the references of an artifact: to another artifact and an anchor in it, out
//! of the site, or to nothing.

use super::SeenFile;
use super::facts::{PageFacts, Reference, Use};
use crate::diagnostic::{MAX_HINTED, closest};
use crate::ordered::OrderedMap;
use crate::path::{decoded, has_scheme};

/// The artifacts seen so far, sorted by path.
pub(super) struct Passed(pub OrderedMap<String, SeenFile>);

/// Where the references of one artifact lead.
#[derive(Default)]
pub(super) struct Followed<'a> {
    /// The artifacts that it references, by their index.
    pub named: Vec<usize>,
    pub problems: Vec<Problem<'a>>,
}

/// A reference that leads nowhere or leaves the site.
pub(super) struct Problem<'a> {
    /// The code.
    pub key: &'static str,
    pub to: &'a str,
    /// What was meant, where that is known.
    pub meant: Option<String>,
}

impl Passed {
    /// Resolves the references of one artifact; `base` is the address of the edition if
    /// its links are printed for a server.
    pub(super) fn follow<'a>(
        &self,
        from: &str,
        facts: &'a PageFacts,
        base: Option<&str>,
    ) -> Followed<'a> {
        let mut followed = Followed::default();
        for reference in &facts.references {
            let target = target(from, &reference.to, base);
            let at = target
                .as_ref()
                .and_then(|target| self.0.get_index_of(target));
            followed.named.extend(at);
            let problem = match check(reference, base) {
                Checked::Wrong(key) => Some((key, None)),
                Checked::Outside => None,
                Checked::Inside => {
                    // The search for a suggestion is bounded: only the first problems of
                    // a page get one.
                    let is_hinted = followed.problems.len() < MAX_HINTED;
                    self.look(reference, target.as_deref(), at, is_hinted)
                }
            };
            followed
                .problems
                .extend(problem.map(|(key, meant)| Problem {
                    key,
                    to: &reference.to,
                    meant,
                }));
        }
        followed
    }

    /// The path of the artifact that an address names, as seen from another one.
    pub(super) fn at(&self, from: &str, to: &str, base: Option<&str>) -> Option<String> {
        let target = target(from, to, base)?;
        self.0.contains_key(&target).then_some(target)
    }

    /// The code of the problem with a reference to an artifact, if there is one, and a
    /// suggestion, if the anchors of the page are to be compared.
    fn look(
        &self,
        reference: &Reference,
        target: Option<&str>,
        at: Option<usize>,
        is_hinted: bool,
    ) -> Option<(&'static str, Option<String>)> {
        let Some((_, page)) = at.and_then(|at| self.0.get_index(at)) else {
            let other = target.and_then(|target| {
                let mut all = self.0.keys();
                all.find(|path| path.eq_ignore_ascii_case(target)).cloned()
            });
            return Some(match other {
                Some(other) => ("O008", Some(other)),
                None => ("K010", None),
            });
        };
        let anchor = reference.to.split_once('#').map(|(_, anchor)| anchor);
        match anchor.filter(|anchor| !anchor.is_empty()) {
            Some(anchor) if !page.facts.has_id(anchor) => {
                let ids = || page.facts.ids.iter().map(|id| &**id);
                let meant = is_hinted.then(|| closest(&decoded(anchor), ids()));
                Some(("K011", meant.flatten().map(str::to_owned)))
            }
            _ => None,
        }
    }
}

/// The schemes allowed for external links: addresses, and `data:` for a table embedded in
/// the page as a file, which cannot run anything.
pub(super) const SCHEMES_OF_LINKS: &[&str] =
    &["http:", "https:", "mailto:", "tel:", "data:text/csv;"];

/// What the form of a reference shows.
enum Checked {
    /// It is not allowed in this edition; the code says why.
    Wrong(&'static str),
    /// It leaves the site, which is allowed.
    Outside,
    /// It names an artifact.
    Inside,
}

/// Classifies a reference by its form only.
fn check(reference: &Reference, base: Option<&str>) -> Checked {
    let to = reference.to.as_str();
    let is_absolute = to.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    });
    if is_absolute || to.starts_with("//") {
        let is = |schemes: &[&str]| has_scheme(to, schemes);
        let leaves = is(&["http:", "https:", "//", "ws:", "wss:", "ftp:"]);
        return match reference.kind {
            Use::Load if leaves => Checked::Wrong("O001"),
            Use::Load if base.is_none() && !is(&["data:", "blob:"]) => Checked::Wrong("O002"),
            Use::Link if !is(SCHEMES_OF_LINKS) => Checked::Wrong("K013"),
            _ => Checked::Outside,
        };
    }
    if base.is_none() && to.starts_with('/') {
        return Checked::Wrong("O002");
    }
    let path = to.split(['#', '?']).next().unwrap_or_default();
    let folder = path
        .rsplit('/')
        .next()
        .is_some_and(|last| matches!(last, "" | "." | ".."));
    if base.is_none() && folder && !path.is_empty() {
        return Checked::Wrong("O003");
    }
    Checked::Inside
}

/// The artifact that an address names, without anchor and query.
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
        // In an edition that is opened from a folder, a link must name the file.
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
