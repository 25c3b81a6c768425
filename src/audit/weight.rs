//! How much a page loads, against what the theme allows for its kind: the page itself,
//! its style sheets and scripts, and the pictures that a visitor meets first.

use std::collections::BTreeSet;

use super::follow::Passed;
use super::origin::Origins;
use crate::diagnostic::{Diagnostic, Place};
use crate::plan::Target;

/// How many pictures of a page count: those further down are loaded when a visitor
/// comes near them.
pub(super) const COUNTED: usize = 12;

/// How many pictures a finding names.
const NAMED: usize = 3;

/// A finding for each page that loads more than its kind may.
pub(super) fn check(passed: &Passed, base: Option<&str>, origins: Origins<'_>) -> Vec<Diagnostic> {
    if origins.theme.budgets.is_empty() {
        return Vec::new();
    }
    let plan = &origins.site.plan;
    let pages = plan.routes().filter_map(|(id, route)| {
        let kind = match &route.target {
            _ if plan.home(&route.lang) == Some(id) => "home",
            Target::Entry(_) => "entry",
            Target::List { .. } => "list",
            Target::Term { .. } => "term",
            Target::Tool(_) => "tool",
            _ => return None,
        };
        let limit = *origins.theme.budgets.get(kind)?;
        let path = route.out.as_str();
        let (total, pictures) = weighed(passed, path, base)?;
        if total <= limit {
            return None;
        }
        let place = match &route.target {
            Target::Entry(index) => Place::Span(origins.catalog.entry(*index).span),
            _ => origins.theme.place(),
        };
        let pictures = pictures.iter().take(NAMED);
        let named = pictures.map(|(size, path)| format!("{path} ({} kB)", size.div_ceil(1000)));
        Some(
            Diagnostic::new("I025", place)
                .arg("page", path)
                .arg("size", total.div_ceil(1000).to_string())
                .arg("limit", (limit / 1000).to_string())
                .arg("pictures", named.collect::<Vec<_>>().join(", ")),
        )
    });
    pages.collect()
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
