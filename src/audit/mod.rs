//! Checks the finished pages. The auditor sits between rendering and publishing: it reads
//! every artifact, records its links and anchors, and at the end checks that each link
//! has a target. Typed links are checked when they are rendered; the auditor finds links
//! written by hand in a template or in raw HTML, and requests that would leave the site.

mod facts;
mod follow;
mod home;
mod markup;
mod names;
mod origin;
mod page;
mod script;
mod style;
mod weight;

pub(crate) use home::past_on_home;
pub(crate) use origin::Origins;
pub(crate) use weight::Subject;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use facts::{PageFacts, PageFault, Use};
use follow::{Followed, Passed, Problem};
use origin::Sought;

use crate::artifact::{Artifact, Deferred, Sink, SinkError};
use crate::diagnostic::{Diagnostic, Place};
use crate::ordered::OrderedMap;
use crate::path::{LinkStyle, OutPath, decoded, has_scheme};
use crate::plan::Edition;

/// The largest page that a tablet opens without a wait.
const LARGE_PAGE: usize = 20_000_000;

/// Reads the artifacts of an edition on their way to another sink.
pub struct Auditor<'a> {
    edition: &'a Edition,
    inner: &'a dyn Sink,
    seen: Mutex<OrderedMap<String, SeenFile>>,
}

/// An artifact that the auditor has read.
#[derive(Debug)]
struct SeenFile {
    facts: PageFacts,
    size: u64,
}

impl<'a> Auditor<'a> {
    /// An auditor that passes everything on to a sink.
    #[must_use]
    pub fn new(edition: &'a Edition, inner: &'a dyn Sink) -> Self {
        Self {
            edition,
            inner,
            seen: Mutex::default(),
        }
    }

    /// The faults of all artifacts, and of the single page built from them, each at its
    /// source; and the artifacts that they reference.
    #[must_use]
    pub fn finish(self, single: Option<&[u8]>, origins: Origins<'_>) -> Audit {
        let homes = self.edition.languages.iter();
        let plan = &origins.site.plan;
        let homes = homes.filter_map(|lang| Some(&plan.route(plan.home(lang)?).out));
        let homes: BTreeSet<&str> = homes.map(OutPath::as_str).collect();
        let mut on_home = BTreeSet::new();
        let mut seen = Passed(
            self.seen
                .into_inner()
                .unwrap_or_else(PoisonError::into_inner),
        );
        seen.0.par_sort_keys();
        let base = match &self.edition.links {
            LinkStyle::Rooted { base } => Some(base.as_str()),
            LinkStyle::Relative | LinkStyle::FromRoot => None,
        };
        let followed: Vec<Followed<'_>> = seen
            .0
            .par_iter()
            .map(|(path, page)| seen.follow(path, &page.facts, base))
            .collect();
        let heavy = weight::check(&seen, base, origins);
        let mut found = Vec::new();
        let mut used = vec![false; seen.0.len()];
        let mut reported = Reported::new();
        for ((path, SeenFile { facts, .. }), followed) in seen.0.iter().zip(followed) {
            for anchor in &facts.repeated_ids {
                let needles = [format!("id=\"{anchor}\""), format!("{{#{anchor}}}")];
                found.push(placed("K012", path, anchor, None, &needles, origins));
            }
            let is_home = homes.contains(path.as_str());
            for at in followed.named {
                if let Some(used) = used.get_mut(at) {
                    *used = true;
                }
                on_home.extend(
                    seen.0
                        .get_index(at)
                        .filter(|_| is_home)
                        .map(|(path, _)| path),
                );
            }
            // A bundle is not checked itself; the files that it is built from are.
            if origins.site.assets.is_gathered(path) {
                continue;
            }
            let problems = followed.problems.into_iter();
            found.extend(problems.filter_map(|one| leads_wrong(path, one, &mut reported, origins)));
            let faults = facts.faults.iter().filter(|_| self.edition.offline);
            found.extend(faults.filter_map(|one| needs_network(path, one, &mut reported, origins)));
        }
        let on_home = on_home.into_iter().cloned().collect();
        let used = seen.0.iter().zip(used).filter(|(_, used)| *used);
        let used = used.map(|((path, _), _)| path.clone()).collect();
        let files = seen.0.into_iter().map(|(path, seen)| (path, seen.size));
        found.extend(names::check(self.edition, &files.collect()));
        // A fault of a page is reported once, there, not again for the single page.
        let single = single.filter(|_| found.is_empty());
        found.extend(
            single
                .into_iter()
                .flat_map(|page| one_page(self.edition, page)),
        );
        Audit {
            findings: found,
            heavy,
            used,
            on_home,
        }
    }
}

/// The faults already reported: the code, and its subject.
type Reported = BTreeSet<(&'static str, String)>;

/// Reports a broken link once: a link of the page frame is on every page.
fn leads_wrong(
    path: &str,
    Problem { key, to, meant }: Problem<'_>,
    reported: &mut Reported,
    origins: Origins<'_>,
) -> Option<Diagnostic> {
    let anchor = to.split_once('#').filter(|_| key == "K011");
    let (needles, seen) = match anchor {
        // An entry refers to the page differently from its address.
        Some((_, anchor)) => (of_anchor(to, anchor), format!("{path} {to}")),
        None => (vec![to.to_owned()], to.to_owned()),
    };
    if !reported.insert((key, seen)) {
        return None;
    }
    let fault = match anchor {
        // The same link of a text is on pages of several languages and editions.
        Some((_, anchor)) => nowhere(path, anchor, &needles, origins),
        None => placed(key, path, to, None, &needles, origins),
    };
    let fault = of_text(fault, path, &needles, origins);
    Some(fault.arg_if("meant", meant))
}

/// Reports a feature of a page that does not work offline.
fn needs_network(
    path: &str,
    fault: &PageFault,
    reported: &mut Reported,
    origins: Origins<'_>,
) -> Option<Diagnostic> {
    let PageFault {
        key,
        feature,
        at,
        needles,
    } = fault;
    // A fault without an offset is one of a template, and is reported once for all pages.
    let place = at.map(|_| path).unwrap_or_default();
    reported
        .insert((key, format!("{feature}{place}{at:?}")))
        .then(|| placed(key, path, feature, *at, needles, origins))
}

/// The result of an audit.
#[derive(Debug)]
pub struct Audit {
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
    /// The pages over their budget, by subject.
    pub(crate) heavy: BTreeMap<Subject, Diagnostic>,
    /// The paths of the artifacts that others name.
    pub used: BTreeSet<String>,
    /// Those of them that home pages name.
    pub on_home: BTreeSet<String>,
}

impl Auditor<'_> {
    /// Records a file. A thread that panicked must not hide the files of the others.
    fn see(&self, path: String, file: SeenFile) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.insert(path, file);
    }
}

impl Sink for Auditor<'_> {
    fn take(&self, artifact: Artifact) -> Result<(), SinkError> {
        let path = artifact.path.as_str().to_owned();
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        let text = || text_of(&artifact.bytes);
        let mut facts = PageFacts::default();
        match extension {
            "html" => facts = page::facts(&text()),
            "css" => facts = style::facts(&text()),
            "js" => facts.runs(&text()),
            _ => {}
        }
        let size = artifact.bytes.len() as u64;
        self.see(path, SeenFile { facts, size });
        self.inner.take(artifact)
    }

    fn take_deferred(&self, file: Deferred<'_>) -> Result<(), SinkError> {
        let path = file.path.as_str();
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        if matches!(extension, "html" | "css" | "js") {
            return self.take(file.artifact()?);
        }
        let (facts, size) = (PageFacts::default(), file.len);
        self.see(path.to_owned(), SeenFile { facts, size });
        self.inner.take_deferred(file)
    }
}

/// An artifact as text. Valid UTF-8 is only checked, which is several times faster than a
/// search for bytes to replace.
fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// Search texts, one of which finds a link to an anchor.
fn of_anchor(to: &str, anchor: &str) -> Vec<String> {
    let short = decoded(anchor);
    vec![to.to_owned(), format!("#{anchor}"), format!("#{short}")]
}

/// A link to an anchor that is not there, at its place.
fn nowhere(path: &str, anchor: &str, needles: &[String], origins: Origins<'_>) -> Diagnostic {
    let place = origins.place(&Sought {
        path,
        at: None,
        needles,
    });
    Diagnostic::new("K011", place).arg("link", format!("#{}", decoded(anchor)))
}

/// A missing file in the text of an entry comes from raw HTML: links of Markdown are
/// checked earlier.
fn of_text(
    mut fault: Diagnostic,
    path: &str,
    needles: &[String],
    origins: Origins<'_>,
) -> Diagnostic {
    let at = None;
    if fault.key == "K010" && origins.is_of_entry(&Sought { path, at, needles }) {
        fault.key = "K010.entry";
    }
    fault
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

/// Checks the page that contains a whole edition: it must load nothing, and its links
/// must lead to anchors in it or to the Web.
fn one_page(edition: &Edition, page: &[u8]) -> Vec<Diagnostic> {
    let place = Place::Span(edition.span);
    let facts = page::facts(&text_of(page));
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
                    None => !has_scheme(to, follow::SCHEMES_OF_LINKS),
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
