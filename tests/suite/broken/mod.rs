//! Broken sites: each has several faults, all are told in one run, and nothing
//! is written. The snapshots are what an editor reads, so read a changed one as
//! an editor would: does it point at the value, and is the fix the right one?

mod addresses;
mod entries;
mod files;
mod markdown;
mod schema;
mod site_file;
mod theme;
mod vocabularies;
mod yaml;

use std::fs;

use crate::support::SiteTest;

/// Holds the faults of a site to their messages. They are put first into a site
/// that has never been built, then into one that is published already.
#[track_caller]
fn shows(name: &str, spoil: impl Fn(SiteTest) -> SiteTest) {
    let site = spoil(SiteTest::minimal());
    let before = names(&site);
    let build = site.build().ended_with(1);
    assert_eq!(before, names(&site), "something was written beside the content");
    let check = site.check().ended_with(1);
    assert_eq!(check.stderr, build.stderr, "`check` finds what `build` finds");

    let site = SiteTest::minimal();
    site.build().is_clean();
    let published = site.output();
    let site = spoil(site);
    site.build().ended_with(1);
    assert_eq!(site.output(), published, "the output has changed");

    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(name, build.said());
    });
}

/// What is directly in the site's folder.
fn names(site: &SiteTest) -> Vec<String> {
    let entries = fs::read_dir(site.root()).expect("the site's folder");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
