//! What tests are written with: a [`SiteTest`] is a site and the program that
//! runs on it, a [`Tree`] is a folder as it was at one moment, a [`Page`] is a
//! page as a browser reads it.

pub(crate) mod packed;
mod page;
mod serving;
mod site;
mod tree;

pub(crate) use page::{Element, Page};
pub(crate) use serving::{Events, Serving, wait_for};
pub(crate) use site::{AS_OF, Run, SiteTest, copy};
pub(crate) use tree::Tree;

/// The folder of the package.
pub(crate) const PACKAGE: &str = env!("CARGO_MANIFEST_DIR");

/// Fails with the list where there is anything in it; `what` says what it is.
#[track_caller]
pub(crate) fn expect_none<T: std::fmt::Display>(what: &str, found: &[T]) {
    let listed: Vec<String> = found.iter().take(40).map(ToString::to_string).collect();
    assert!(
        found.is_empty(),
        "{}: {what}\n  {}",
        found.len(),
        listed.join("\n  ")
    );
}

/// The errors and warnings of a site, a line each.
pub(crate) fn faults(site: &SiteTest) -> Vec<String> {
    let said = site.run(&["check", "--format", "short"]).said();
    let is_fault = |line: &&str| line.contains(": error[") || line.contains(": warning[");
    said.lines().filter(is_fault).map(str::to_owned).collect()
}

/// The one fault of a site, with its place or code, and what else is said of it.
#[track_caller]
pub(crate) fn one_fault(site: &SiteTest, place: &str, said: &[&str]) -> Run {
    let faults = faults(site);
    assert_eq!(faults.len(), 1, "{said:?}: {faults:#?}");
    assert!(faults[0].contains(place), "{faults:#?}");
    let check = site.check();
    said.iter().fold(check, |run, said| run.says(said))
}
