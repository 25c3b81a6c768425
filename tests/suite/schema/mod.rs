//! The language of the schema: every type and every modifier, on collections
//! that no code has ever seen.

mod modifiers;
mod nested;
mod private;
mod references;
mod rules;
mod schema_org;
mod shown;
mod types;

use crate::support::{Page, SiteTest};

/// A site with a collection `things`, whose fields beside the title are these
/// lines of YAML, each indented by two.
pub(crate) fn things(fields: &str, more: &str) -> SiteTest {
    let fields: String = lines(fields, "  ");
    let more: String = lines(more, "");
    let schema = format!(
        "collection: things\nlabel: {{en: Things, cs: Věci}}\nroute: {{en: things, cs: veci}}\n{more}fields:\n  title: {{type: string, localized: true, required: true}}\n{fields}"
    );
    SiteTest::minimal().file("content/schema/things.yaml", &schema)
}

/// The lines of a literal without the indent that they have in common, each with
/// another one.
pub(crate) fn lines(text: &str, indent: &str) -> String {
    let filled = text.lines().filter(|line| !line.trim().is_empty());
    let own = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let common = filled.clone().map(own).min().unwrap_or(0);
    filled
        .map(|line| format!("{indent}{}\n", &line[common..]))
        .collect()
}

/// An entry of `things` as a file of the site.
pub(crate) trait Things {
    fn thing(self, id: &str, text: &str) -> Self;
}

impl Things for SiteTest {
    fn thing(self, id: &str, text: &str) -> Self {
        let text = format!("title: {id}\n{}", lines(text, ""));
        self.file(&format!("content/things/{id}.yaml"), &text)
    }
}

/// What a page shows of a field.
#[track_caller]
pub(crate) fn shown<'p>(page: &'p Page, field: &str) -> &'p str {
    let found = page.all("dd").find(|element| element.is("class", field));
    let found = found.unwrap_or_else(|| panic!("the page shows nothing of `{field}`"));
    &found.text
}

/// Whether a page shows something of a field.
pub(crate) fn shows(page: &Page, field: &str) -> bool {
    page.all("dd").any(|element| element.is("class", field))
}

/// What was said of an entry of `things`: the findings at its file, one a line.
pub(crate) fn said_of(said: &str, id: &str) -> String {
    let file = format!("content/things/{id}.yaml:");
    said.lines()
        .filter(|line| line.starts_with(&file))
        .collect::<Vec<_>>()
        .join("\n")
}
