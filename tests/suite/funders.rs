//! The funders in the footer of every page: the publicity that collections declare.

use crate::support::SiteTest;

const SCHEMA: &str = "collection: grants\nlabel: {en: Grants, cs: Granty}\nsingular: {en: grant, cs: grant}\nroute: {en: grants, cs: granty}\nmissing_translation: show_default_with_notice\ndisplay: {title: name}\nlist: {view: list}\nsort: [name]\npublicity:\n  - {of: money, statement: money.sentence, until: money.until}\n  - {of: {field: money.from, is: union}, emblem: money.sign}\nfields:\n  name: {type: string, localized: true, required: true, label: {en: Name, cs: Název}}\n  money:\n    type: object\n    label: {en: Money, cs: Peníze}\n    fields:\n      from: {type: enum, values: [union, state], label: {en: From, cs: Od}}\n      sentence: {type: text, localized: true, label: {en: Sentence, cs: Věta}}\n      until: {type: date, label: {en: Until, cs: Do}}\n      sign: {type: image, alt: required, label: {en: Sign, cs: Znak}}\n";
const SIGN: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 3 2\"><path fill=\"#003399\" d=\"M0 0h3v2H0z\"/></svg>";

fn grant(name: &str, from: &str, sentence: &str, more: &str) -> String {
    format!(
        "name: {{en: {name}, cs: {name}}}\nmoney:\n  from: {from}\n  sentence: {{en: {sentence}, cs: {sentence}}}\n{more}"
    )
}

fn site() -> SiteTest {
    let sign = "  sign: {file: assets/sign.svg, alt: {en: Emblem, cs: Znak}}\n";
    SiteTest::minimal()
        .theme("cluster")
        .file("content/schema/grants.yaml", SCHEMA)
        .file("content/assets/sign.svg", SIGN)
        .file(
            "content/grants/a.yaml",
            &grant("Alpha", "state", "Paid by the state.", ""),
        )
        .file(
            "content/grants/b.yaml",
            &grant("Beta", "union", "Paid by the union.", sign),
        )
        .file(
            "content/grants/c.yaml",
            &grant("Gamma", "state", "Paid by the state.", ""),
        )
        .file(
            "content/grants/d.yaml",
            &grant("Delta", "state", "Paid until now.", "  until: 2026-06-01\n"),
        )
        .file(
            "content/grants/e.yaml",
            &grant("Epsilon", "state", "Invented.", "sample: true\n"),
        )
}

/// The required emblem comes first; a repeated sentence appears once; an example owes nothing;
/// an obligation until a day ends with it, and the run reports that.
#[test]
fn what_is_owed_is_said_on_every_page() {
    let site = site();
    site.run(&["build", "--no-sync", "--as-of", "2026-06-01"])
        .ended_with(0)
        .says("next change due on 2026-06-02");
    let page = site.read("public/web/cs/granty/a/index.html");
    let foot = page.split("footer-funding").nth(1).expect("who pays");
    let emblem = foot.find("emblem-owed").expect("the emblem");
    assert!(emblem < foot.find("Paid by the union.").expect("its sentence"));
    assert!(foot.find("Paid by the union.") < foot.find("Paid by the state."));
    assert_eq!(foot.matches("Paid by the state.").count(), 1);
    assert!(foot.contains("Paid until now."));
    assert!(!foot.contains("Invented."));
    site.run(&["build", "--no-sync", "--as-of", "2026-06-02"])
        .ended_with(0);
    let page = site.read("public/web/grants/a/index.html");
    let foot = page.split("footer-funding").nth(1).expect("who pays");
    assert!(!foot.contains("Paid until now."));
}
