//! A collection that no code has ever seen: lists of groups of lists, with
//! quantities, references, terms and texts by language in them.

use super::{Things as _, said_of, shown, things};
use crate::support::{AS_OF, SiteTest};

const FIELDS: &str = "
    layers:
      type: list
      min: 1
      label: {en: Layers, cs: Vrstvy}
      of:
        type: object
        fields:
          name: {type: string, localized: true, required: true, label: {en: Name, cs: Název}}
          weight: {type: quantity, property: areal_mass, label: {en: Weight, cs: Hmotnost}}
          of: {type: list, label: {en: Of, cs: Z}, of: {type: term, vocabulary: polymers}}
          values: {type: measurements, label: {en: Values, cs: Hodnoty}}
          steps:
            type: list
            label: {en: Steps, cs: Kroky}
            of:
              type: object
              fields:
                done_by: {type: ref, to: members, inverse: steps, label: {en: By, cs: Kdo}}
                at: {type: date, label: {en: On, cs: Kdy}}
                note: {type: text, localized: true, label: {en: Note, cs: Poznámka}}
                seen: {type: list, localized: true, of: {type: string}, label: {en: Seen, cs: Viděno}}
";

fn site() -> SiteTest {
    things(FIELDS, "").file(
        "content/members/spinworks.yaml",
        "name: Spinworks\nkind: company\nsummary: Spins.\njoined: 2020\n",
    )
}

const WEB: &str = "
    layers:
      - name: {en: Cover, cs: Krycí}
        weight: 30 g/m2
        of: [pa6]
        values: [{property: thickness, value: \"0.40\", unit: mm, conditions: {pressure: 0.5 kPa}}]
        steps:
          - {done_by: spinworks, at: 2026-03, note: {en: Spun, cs: Zvlákněno}, seen: {en: [beads], cs: [kapky]}}
          - {at: 2026-04-02, note: {en: Dried, cs: Vysušeno}}
      - {name: {en: Web, cs: Vlákna}, weight: 0.30 g/m2}
";

/// Every value at any depth is shown in the language of the page, and the member
/// links back.
#[test]
fn groups_in_lists_of_groups_are_shown() {
    let site = site().thing("web", WEB);
    site.build().ended_with(0);
    let text = |path: &str| shown(&site.page(path), "layers").replace('\u{a0}', " ");
    assert_eq!(
        text("web/things/web/index.html"),
        "Name Cover Weight 30 g/m² Of PA 6 Values Thickness: 0.40 mm Steps By Spinworks On March 2026 Note Spun Seen beads On 2 April 2026 Note Dried Name Web Weight 0.30 g/m²"
    );
    assert_eq!(
        text("web/cs/veci/web/index.html"),
        "Název Krycí Hmotnost 30 g/m² Z PA 6 Hodnoty Tloušťka: 0,40 mm Kroky Kdo Spinworks Kdy březen 2026 Poznámka Zvlákněno Viděno kapky Kdy 2. dubna 2026 Poznámka Vysušeno Název Vlákna Hmotnost 0,30 g/m²"
    );
    let member = site.page("web/members/spinworks/index.html");
    assert!(member.links().contains(&"/things/web/"));
}

/// Faults at any depth are told at their own place.
#[test]
fn faults_in_lists_of_groups_have_their_place() {
    let site = site().thing("empty", "layers: []\n").thing(
        "wrong",
        "
            layers:
              - weight: 30 mm
                of: [pa7]
                values: [{property: thickness, value: \"0,40\", unit: mm}]
                steps:
                  - {done_by: spinwork, at: 2026-13, note: {en: Spun}, sen: x}
            ",
    );
    let said = site
        .run(&["check", "--as-of", AS_OF, "--format", "short"])
        .ended_with(1)
        .said();
    assert!(
        said_of(&said, "empty").contains("2:9: error[S058]"),
        "{said}"
    );
    let found = said_of(&said, "wrong");
    for wanted in [
        ":3:5: error[S004]: `name` is missing",
        ":3:16: error[Q003]",
        ":4:10: error[V001]: there is no term `pa7`",
        "error[Q001]: `0,40` is not a number",
        ":7:19: error[R001]: done_by `spinwork` is not an entry in members",
        ":7:33: error[D001]",
        "warning[L001]: `note` has no text in `cs`",
        "error[S002]: unknown field `sen`",
    ] {
        assert!(found.contains(wanted), "`{wanted}` is not in:\n{found}");
    }
}
