//! Measured values in columns of their own.

use crate::support::SiteTest;

use super::{import_csv, site};

fn measured() -> SiteTest {
    site()
        .replaced(
            "content/schema/things.yaml",
            "  code: {",
            "  measured: {type: measurements, label: {en: Measured, cs: Změřeno}}\n  code: {",
        )
        .replaced(
            "content/things/one.yaml",
            "# Parts.",
            "measured:\n  - {property: fibre_diameter, min: \"100\", max: \"300\", unit: nm}  # own\n# Parts.",
        )
}

/// A heading in any language sets the amount of the one row, or adds a row.
#[test]
fn rows_change_and_are_added() {
    let site = measured();
    import_csv(
        &site,
        "id;Průměr vláken [nm]\none;150 ± 20\ntwo;100–300\n",
        &[],
    )
    .ended_with(0);
    let one = site.read("content/things/one.yaml");
    assert!(one.contains("# own"), "{one}");
    for part in ["value: \"150\"", "uncertainty: \"20\"", "unit: nm"] {
        assert!(one.contains(part), "{one}");
    }
    assert!(!one.contains("min:") && !one.contains("max:"), "{one}");
    let two = site.read("content/things/two.yaml");
    let row = "{property: fibre_diameter, min: \"100\", max: \"300\", unit: nm}";
    assert!(two.contains(row), "{two}");
}

/// What the row says already changes nothing, by the id of the property too.
#[test]
fn the_same_amount() {
    import_csv(&measured(), "id,fibre_diameter [nm]\none,100-300\n", &[])
        .ended_with(0)
        .says("nothing to change");
}

/// Where the row is not clear, nothing is guessed.
#[test]
fn nothing_is_guessed() {
    let row = "{property: fibre_diameter, min: \"100\", max: \"300\", unit: nm}";
    let others = [
        "{property: fibre_diameter, value: \"1\", unit: um}",
        "{property: fibre_diameter, value: \"100\", sd: \"5\", unit: nm}",
        "{property: fibre_diameter, value: \"100\", unit: nm, conditions: {temperature: 20 Cel}}",
        "{property: fibre_diameter, value: \"1\", unit: nm}\n  - {property: fibre_diameter, value: \"2\", unit: nm}",
    ];
    for other in others {
        let site = measured().replaced("content/things/one.yaml", row, other);
        let before = site.read("content/things/one.yaml");
        import_csv(&site, "id,fibre_diameter [nm]\none,150\n", &[])
            .ended_with(1)
            .says("error[M025]: B2: `150` fits no single row of `fibre_diameter` of one");
        assert_eq!(site.read("content/things/one.yaml"), before);
    }
}

/// Limits that a row cannot say, other units and other texts are refused.
#[test]
fn other_texts() {
    for (text, message) in [
        ("< 5", "no form for the limit of `< 5`"),
        ("5 um", "`5 um` cannot be read as an amount in nm"),
        ("thin", "`thin` cannot be read as an amount in nm"),
    ] {
        let sheet = format!("id,fibre_diameter [nm]\ntwo,{text}\n");
        import_csv(&measured(), &sheet, &[])
            .ended_with(1)
            .says(message);
    }
}

/// A first map names the column, and the import follows it.
#[test]
fn a_map() {
    let site = measured();
    let sheet = "id,Fibre diameter [nm]\ntwo,<= 5\n";
    let map = import_csv(&site, sheet, &["--guess"]).ended_with(0).stdout;
    assert!(map.contains("measured.fibre_diameter [nm]"), "{map}");
    site.put_exactly("map.yaml", &map);
    import_csv(&site, sheet, &["--map", "map.yaml"]).ended_with(0);
    let two = site.read("content/things/two.yaml");
    assert!(two.contains("max: \"5\""), "{two}");
}
