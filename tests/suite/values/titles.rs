//! Titles that are put together of several fields, and titles that repeat.

use crate::schema::{Things as _, things};
use crate::support::{AS_OF, SiteTest};

const FIELDS: &str = "
    brand: {type: ref, to: things}
    kind: {type: term, vocabulary: polymers}
    name: {type: string, localized: true}
    year: {type: year}
";

fn site(form: &str) -> SiteTest {
    things(FIELDS, &format!("display: {{title: {form}}}\n"))
}

fn title(site: &SiteTest, page: &str) -> String {
    let page = site.page(page);
    page.all("h1").next().expect("a heading").text.clone()
}

/// References and terms are named as pages name them, each language in itself; what is
/// missing leaves no gap.
#[test]
fn several_fields_make_a_title() {
    let site = site("\"{brand} {name} ({year})\"")
        .thing("acme", "name: Acme\n")
        .thing(
            "one",
            "brand: acme\nname: {en: red, cs: červená}\nyear: 2020\n",
        )
        .thing("two", "brand: acme\nname: {en: blue, cs: modrá}\n");
    site.build().is_clean();
    assert_eq!(title(&site, "web/things/one/index.html"), "Acme red (2020)");
    assert_eq!(
        title(&site, "web/cs/veci/one/index.html"),
        "Acme červená (2020)"
    );
    assert_eq!(title(&site, "web/things/two/index.html"), "Acme blue");
    let list = site.page("web/things/index.html");
    let entries = list.texts("entries", "a");
    assert!(entries.contains(&"Acme red (2020)"), "{entries:?}");
}

/// What is not published, and what is private, is in no title.
#[test]
fn titles_say_nothing_of_what_is_hidden() {
    let site = site("\"{brand} {name}\"")
        .thing("canary-id", "name: canary\ndraft: true\n")
        .thing("one", "brand: canary-id\nname: red\n");
    site.build().ended_with(0);
    let heading = title(&site, "web/things/one/index.html");
    assert!(!heading.contains("canary "), "{heading}");
    let wrong = things(
        "secret: {type: string, private: true}\n",
        "display: {title: \"{title} {secret}\"}\n",
    );
    wrong.check().ended_with(1).says("error[S059]");
    let unknown = things("", "display: {title: \"{title} {brnad}\"}\n");
    unknown.check().ended_with(1).says("error[S035]");
}

/// Titles that repeat are a note, once a title.
#[test]
fn titles_that_repeat_are_noted() {
    let site = things("name: {type: string}\n", "display: {title: name}\n")
        .thing("one", "name: PLA\n")
        .thing("two", "name: PLA\n")
        .thing("three", "name: PLA\n")
        .thing("four", "name: PETG\n")
        .thing("five", "name: PLA\ndraft: true\n");
    let run = site
        .run(&["check", "--as-of", AS_OF, "--notes"])
        .ended_with(0);
    assert_eq!(
        run.said().matches("note[S064]").count(),
        1,
        "{}",
        run.said()
    );
    run.says("3 entries of things are called `PLA`");
    let told_apart = things(
        "name: {type: string}\nyear: {type: year}\n",
        "display: {title: \"{name} {year}\"}\n",
    )
    .thing("one", "name: PLA\nyear: 2020\n")
    .thing("two", "name: PLA\nyear: 2021\n");
    let run = told_apart.check().ended_with(0);
    assert!(!run.said().contains("S064"), "{}", run.said());
}
