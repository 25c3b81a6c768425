//! The test of the design: a collection unknown to the code, declared only in YAML.

use crate::support::SiteTest;

const SCHEMA: &str = "
    collection: equipment
    label: {en: Equipment, cs: Vybavení}
    singular: {en: device, cs: zařízení}
    route: {en: equipment, cs: vybaveni}
    display: {title: title, summary: summary}
    list: {view: table, group_by: technique}
    fields:
      title: {type: string, localized: true, required: true, max: 60}
      summary: {type: text, localized: true}
      technique: {type: term, vocabulary: techniques, required: true, facet: true, column: true, label: {en: Technique, cs: Technika}}
      owner: {type: ref, to: members, required: true, inverse: equipment, column: true, label: {en: Owner, cs: Vlastník}}
      bought: {type: year, min: 1990, max: 2030, label: {en: Bought, cs: Pořízeno}}
      voltage: {type: quantity, label: {en: Voltage, cs: Napětí}}
      shared: {type: bool, label: {en: Shared, cs: Sdílené}}
      manual: {type: url, label: {en: Manual, cs: Návod}}
";

fn site() -> SiteTest {
    SiteTest::minimal()
        .file("content/schema/equipment.yaml", SCHEMA)
        .file(
            "content/vocabularies/techniques.yaml",
            "
            label: {en: Techniques, cs: Techniky}
            terms:
              microscopy: {label: {en: Microscopy, cs: Mikroskopie}}
              spinning: {label: {en: Spinning, cs: Zvlákňování}}
            ",
        )
        .file(
            "content/members/spinworks.yaml",
            "
            name: Spinworks
            kind: company
            summary: {en: They spin., cs: Zvlákňují.}
            joined: 2020
            ",
        )
        .file(
            "content/equipment/sem.yaml",
            "
            title: {en: Electron microscope, cs: Elektronový mikroskop}
            technique: microscopy
            owner: spinworks
            bought: 2019
            voltage: \"30 kV\"
            shared: true
            manual: https://manuals.example/sem
            ",
        )
}

/// Lists, pages, a menu entry, a facet's page and links both ways, in both languages, without
/// any code or template.
#[test]
fn a_new_collection_is_shown_everywhere() {
    let site = site();
    let config = std::fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.put(
        "content/site.yaml",
        &config.replace("main: [", "main: [{to: \"equipment:\"}, "),
    );
    // The theme is the default one: it does not know equipment.
    let config = std::fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.put(
        "content/site.yaml",
        &config.replace("theme: bare", "theme: cluster"),
    );
    site.build().ended_with(0);
    for (list, page, member, menu) in [
        (
            "web/equipment",
            "Electron microscope",
            "web/members/spinworks",
            "Equipment",
        ),
        (
            "web/cs/vybaveni",
            "Elektronový mikroskop",
            "web/cs/clenove/spinworks",
            "Vybavení",
        ),
    ] {
        let address = format!("/{}/", list.trim_start_matches("web/"));
        let listed = site.page(&format!("{list}/index.html"));
        assert!(
            listed.all("a").any(|a| a.text.contains(page)),
            "{list} lists the device"
        );
        let device = site.page(&format!("{list}/sem/index.html"));
        let text = &device.all("main").next().unwrap().text;
        for shown in [page, "Spinworks", "2019", "30 kV", "manuals.example/sem"] {
            assert!(text.contains(shown), "`{shown}` is not in: {text}");
        }
        let to_member = format!("/{}/", member.trim_start_matches("web/"));
        assert!(
            device.links().contains(&to_member.as_str()),
            "{:?}",
            device.links()
        );
        let owner = site.page(&format!("{member}/index.html"));
        assert!(
            owner.links().contains(&format!("{address}sem/").as_str()),
            "{:?}",
            owner.links()
        );
        assert!(
            owner
                .all("a")
                .any(|a| a.is("href", &address) && a.text.contains(menu)),
            "the menu"
        );
    }
    let output = site.output();
    assert!(output.has("web/equipment/techniques/microscopy/index.html"));
    assert!(!output.has("web/equipment/techniques/spinning/index.html"));
    assert!(output.has("offline/equipment/sem/index.html"));
    assert!(
        output
            .text("web/sitemap.xml")
            .contains("https://cluster.example/equipment/sem/")
    );
}

/// Its entries are checked as those of any collection are.
#[test]
fn a_new_collection_is_checked() {
    let said = site()
        .file(
            "content/equipment/bad.yaml",
            "
            titel: {en: Slip}
            technique: microscopi
            owner: spinwork
            bought: 1910
            voltage: \"30 banana\"
            shared: yes
            manual: javascript:alert(1)
            ",
        )
        .build()
        .ended_with(1)
        .said();
    for expected in [
        "error[S002]: unknown field `titel` in equipment",
        "title: {en: Slip}",
        "error[V001]: there is no term `microscopi`",
        "error[R001]: owner `spinwork` is not an entry in members",
        "error[S005]: `bought` is 1910, and must be at least 1990",
        "error[Q002]: `banana` is not a unit",
        "error[S003]: `shared` must be true or false, not `yes`",
        "error[S003]: `manual` must be an address",
    ] {
        assert!(said.contains(expected), "`{expected}` is not in:\n{said}");
    }
}
