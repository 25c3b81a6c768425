//! Broken sites: each has several faults, all are told in one run, and nothing
//! is written. The snapshots are what an editor reads, so read a changed one as
//! an editor would: does it point at the value, and is the fix the right one?

mod addresses;
mod entries;
mod files;
mod fixes;
mod markdown;
mod schema;
mod site_file;
mod theme;
mod vocabularies;
mod yaml;

use std::fs;

use crate::support::SiteTest;

/// Makes a site out of a good one that is broken.
pub(crate) type Spoil = fn(SiteTest) -> SiteTest;

/// One test a tree: each shows what its snapshot holds.
macro_rules! trees {
    ($($module:ident::$tree:ident)*) => {
        /// All trees, for the tests that hold for each of them.
        pub(crate) const TREES: &[(&str, Spoil)] = &[$((stringify!($tree), $module::$tree)),*];

        $(#[test]
        fn $tree() {
            shows(stringify!($tree), $module::$tree);
        })*
    };
}

trees! {
    entries::unknown_and_missing_fields
    entries::values_of_another_type
    entries::dates_numbers_and_codes
    entries::dangling_references
    entries::duplicates
    entries::languages
    entries::pictures_and_files
    yaml::slips_of_syntax
    yaml::constructions_without_meaning
    files::encodings
    files::too_much
    files::misplaced
    files::symbolic_links
    markdown::links
    markdown::pictures_and_anchors
    markdown::raw_html
    addresses::clashes
    addresses::impossible
    schema::form_of_a_declaration
    schema::meaning_of_a_declaration
    schema::schema_files
    schema::registry_of_properties
    schema::meaning_of_the_registry
    schema::names_of_collections
    schema::tightened_fields
    site_file::values_of_site_file
    site_file::names_of_site_file
    site_file::empty_site_file
    site_file::no_site_file
    site_file::tabs_in_site_file
    site_file::no_theme
    site_file::no_home_page
    vocabularies::terms
    theme::template_syntax
    theme::template_names
    theme::template_failures
    theme::template_functions
    theme::template_without_end
    theme::component_without_end
    theme::theme_files
    theme::theme_without_texts
    theme::theme_without_templates
    theme::theme_circle
    theme::hand_written_links
}

/// Holds the faults of a site to their messages; they come into a site that is
/// published already, and its output stays as it was.
#[track_caller]
fn shows(name: &str, spoil: Spoil) {
    let site = SiteTest::minimal();
    site.build().is_clean();
    let published = site.output();
    let site = spoil(site);
    let before = names(&site);
    let build = site.build().ended_with(1);
    assert_eq!(site.output(), published, "the output has changed");
    assert_eq!(
        before,
        names(&site),
        "something was written beside the content"
    );
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(name, without_hashes(&build.said()));
    });
}

/// A site that was never published stays unpublished, and `check` says what
/// `build` says.
#[test]
fn the_first_build_writes_nothing_either() {
    let site = entries::dangling_references(SiteTest::minimal());
    let before = names(&site);
    let build = site.build().ended_with(1);
    assert_eq!(
        before,
        names(&site),
        "something was written beside the content"
    );
    let check = site.check().ended_with(1);
    assert_eq!(check.stderr, build.stderr);
}

/// The short form has one line a finding, each with file, line and column.
#[test]
fn the_short_form_is_one_line_a_finding() {
    let site = entries::values_of_another_type(SiteTest::minimal());
    let run = site
        .run(&["check", "--as-of", "2026-06-01", "--format", "short"])
        .ended_with(1);
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("short_form", run.said());
    });
}

/// With `--deny-warnings` a warning keeps the site from being published.
#[test]
fn warnings_count_on_demand() {
    let site = SiteTest::minimal().file(
        "content/pages/half.md",
        "---\ntitle: {en: Half}\n---\nText.\n",
    );
    site.build_with(&["--deny-warnings"])
        .ended_with(1)
        .says("error[L001]");
    assert!(site.output().is_empty());
    site.build()
        .ended_with(0)
        .says("warning[L001]")
        .says("1 warning; published");
}

/// What is directly in the site's folder.
fn names(site: &SiteTest) -> Vec<String> {
    let entries = fs::read_dir(site.root()).expect("the site's folder");
    let mut names: Vec<String> = entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

/// A theme's folder in the output is named by a hash of its files.
fn without_hashes(text: &str) -> String {
    let hash = regex_lite::Regex::new("-[0-9a-f]{16}").expect("a pattern");
    hash.replace_all(text, "-[hash]").into_owned()
}
