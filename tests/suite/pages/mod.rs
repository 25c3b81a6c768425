//! Every kind of page of both themes, as snapshots of what stands in `<main>`:
//! `tests/fixtures/showcase/`. A changed one is read as a visitor would look at
//! the page; the hashes in names of files are left out.

use crate::support::SiteTest;

/// A page by what it is, and where the web edition has it.
const PAGES: &[(&str, &str)] = &[
    ("home", "index.html"),
    ("member", "members/cernin/index.html"),
    ("member_cs", "cs/clenove/cernin/index.html"),
    ("former_member", "members/bylo/index.html"),
    ("structure", "structures/ns-001/index.html"),
    ("structure_cs", "cs/struktury/ns-001/index.html"),
    ("event", "events/fair/index.html"),
    ("event_cs", "cs/akce/fair/index.html"),
    ("news_item", "news/open-day/index.html"),
    ("project", "projects/clean-air/index.html"),
    ("entry_of_a_collection_of_the_site", "tools/loom/index.html"),
    ("page_with_catalog_block", "about/index.html"),
    ("list_by_letters", "members/index.html"),
    ("list_by_letters_cs", "cs/clenove/index.html"),
    ("list_of_cards", "structures/index.html"),
    ("list_as_table", "tools/index.html"),
    ("list_as_timeline", "events/index.html"),
    ("list_of_news", "news/index.html"),
    ("term", "structures/applications/air-filtration/index.html"),
    ("not_found", "404.html"),
    ("redirect", "old/open-day/index.html"),
];

/// The pages that work by scripts, of the theme that has them.
const TOOLS: &[(&str, &str)] = &[
    ("search", "search/index.html"),
    ("compare", "compare/index.html"),
    ("shortlist", "shortlist/index.html"),
];

#[test]
fn cluster() {
    let pages: Vec<_> = PAGES.iter().chain(TOOLS).copied().collect();
    shows("cluster", &pages);
}

#[test]
fn plain() {
    shows("plain", PAGES);
}

fn shows(theme: &str, pages: &[(&str, &str)]) {
    let site = SiteTest::minimal().and("showcase").theme(theme);
    site.build().ended_with(0);
    let output = site.output();
    for (name, path) in pages {
        let html = output.text(&format!("web/{path}"));
        let name = format!("{theme}_{name}");
        insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!(name, main_of(&html));
        });
    }
}

/// What stands in `<main>`, a line for each block, without hashes in names of
/// files.
fn main_of(html: &str) -> String {
    let from = html
        .find("<main")
        .or_else(|| html.find("<body"))
        .unwrap_or(0);
    let to = html.find("</main>").map_or(html.len(), |end| end + 7);
    let main = &html[from..to];
    let lines = main
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty());
    lines.map(without_hashes).collect::<Vec<_>>().join("\n")
}

/// `mark-0123456789abcdef.svg` → `mark-[hash].svg`, and so in names of folders.
fn without_hashes(line: &str) -> String {
    let mut words = line.split('-');
    let mut plain = words.next().unwrap_or_default().to_owned();
    for word in words {
        let digits = word.bytes().take_while(u8::is_ascii_hexdigit).count();
        let is_hash = digits >= 8 && word[digits..].starts_with(['.', '/']);
        plain.push('-');
        plain.push_str(if is_hash { "[hash]" } else { &word[..digits] });
        plain.push_str(&word[digits..]);
    }
    plain
}
