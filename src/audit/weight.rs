//! Checks the weight of a page against the budget of the theme for its kind: the page
//! itself, its style sheets and scripts, and the first pictures.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::follow::Passed;
use super::origin::Origins;
use crate::diagnostic::{Diagnostic, Place};
use crate::plan::{EntryIndex, Target};

/// How many pictures of a page count: those further down are loaded lazily.
pub(super) const COUNTED: usize = 12;

/// How many pictures a finding names.
const NAMED: usize = 3;

/// The subject of pages: the pages of one subject in several languages and editions have
/// the same pictures, and are reported once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Subject {
    /// An entry.
    Entry(EntryIndex),
    /// The list of a collection, by its position.
    List(usize),
    /// The pages of the terms of a field.
    Terms(usize, Arc<str>),
    /// A page that works on the whole catalogue.
    Tools,
}

/// A finding for each subject with a page over the budget of its kind, about the heaviest
/// page.
pub(super) fn check(
    passed: &Passed,
    base: Option<&str>,
    origins: Origins<'_>,
) -> BTreeMap<Subject, Diagnostic> {
    let mut found: BTreeMap<Subject, (u64, Diagnostic)> = BTreeMap::new();
    if origins.theme.budgets.is_empty() {
        return BTreeMap::new();
    }
    let plan = &origins.site.plan;
    for (id, route) in plan.routes() {
        let is_home = plan.home(&route.lang) == Some(id);
        let Some((kind, subject)) = subject(&route.target, is_home) else {
            continue;
        };
        let Some(limit) = origins.theme.budgets.get(kind) else {
            continue;
        };
        let path = route.out.as_str();
        let Some((total, pictures)) = weighed(passed, path, base) else {
            continue;
        };
        if total <= *limit || found.get(&subject).is_some_and(|(most, _)| *most >= total) {
            continue;
        }
        let place = match &route.target {
            Target::Entry(index) => Place::Span(origins.catalog.entry(*index).span),
            _ => origins.theme.place(),
        };
        let pictures = pictures.iter().take(NAMED);
        let named = pictures.map(|(size, path)| format!("{path} ({} kB)", size.div_ceil(1000)));
        let finding = Diagnostic::new("I025", place)
            .arg("page", path)
            .arg("size", total.div_ceil(1000).to_string())
            .arg("limit", (limit / 1000).to_string())
            .arg("pictures", named.collect::<Vec<_>>().join(", "));
        found.insert(subject, (total, finding));
    }
    let found = found.into_iter();
    found
        .map(|(subject, (_, finding))| (subject, finding))
        .collect()
}

/// The kind and the subject of a page; `None` for pages without a budget.
fn subject(target: &Target, is_home: bool) -> Option<(&'static str, Subject)> {
    let (kind, subject) = match target {
        Target::Entry(index) => ("entry", Subject::Entry(*index)),
        Target::List { collection, .. } => ("list", Subject::List(*collection)),
        Target::Term {
            collection, field, ..
        } => ("term", Subject::Terms(*collection, Arc::clone(field))),
        Target::Tool(_) => ("tool", Subject::Tools),
        _ => return None,
    };
    Some((if is_home { "home" } else { kind }, subject))
}

/// What a page loads in bytes, and its pictures, the heaviest first.
fn weighed(passed: &Passed, path: &str, base: Option<&str>) -> Option<(u64, Vec<(u64, String)>)> {
    let page = passed.0.get(path)?;
    let size = |address: &str| {
        let path = passed.at(path, address, base)?;
        Some((passed.0.get(&path)?.size, path))
    };
    let pictures: BTreeSet<&String> = page.facts.pictures.iter().collect();
    let mut pictures: Vec<(u64, String)> =
        pictures.into_iter().filter_map(|own| size(own)).collect();
    pictures.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let references = page.facts.references.iter();
    let others = references.filter_map(|reference| size(&reference.to));
    let is_code = |path: &str| {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        matches!(ending, "css" | "js")
    };
    let code = others.filter(|(_, path)| is_code(path));
    let all = code.map(|(size, _)| size);
    let total = all
        .chain(pictures.iter().map(|(size, _)| *size))
        .sum::<u64>();
    Some((total + page.size, pictures))
}
