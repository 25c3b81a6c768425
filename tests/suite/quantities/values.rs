//! A value from the file to the page: both spellings, conversion, printing, and
//! what is said of one that cannot be.

use spunweb::testing::quantity::{Amount, Comparability, Registry, comparable};

use crate::support::{AS_OF, SiteTest, expect_none};

fn structure(rows: &str) -> String {
    format!(
        "code: NS-001\ntitle: Layer\nsummary: {{en: Fine., cs: Jemná.}}\npolymers: [pa6]\ntechnology: electrospinning\nform: membrane\napplications: [air-filtration]\nproperties:\n{rows}"
    )
}

/// A row as written, and what the English and the Czech page print of it.
const PRINTED: &[(&str, &str, &str)] = &[
    (
        "{property: fibre_diameter, value: \"150\", uncertainty: \"20\", unit: nm}",
        "Fibre diameter: 150 ± 20 nm",
        "Průměr vláken: 150 ± 20 nm",
    ),
    (
        "{property: fibre_diameter, min: \"100\", max: \"300\", unit: nm}",
        "Fibre diameter: 100–300 nm",
        "Průměr vláken: 100–300 nm",
    ),
    (
        "{property: fibre_diameter, max: \"5.0\", unit: um}",
        "Fibre diameter: ≤ 5.0 µm",
        "Průměr vláken: ≤ 5,0 µm",
    ),
    (
        "{property: filtration_efficiency, min: \"99.95\", unit: \"%\"}",
        "Filtration efficiency: ≥ 99.95 %",
        "Účinnost filtrace: ≥ 99,95 %",
    ),
    (
        "{property: ionic_conductivity, value: \"1.90\", unit: mS/cm}",
        "Ionic conductivity: 1.90 mS/cm",
        "Iontová vodivost: 1,90 mS/cm",
    ),
    (
        "{property: quality_factor, value: \"0.047\", unit: Pa-1}",
        "Quality factor: 0.047 Pa⁻¹",
        "Faktor kvality: 0,047 Pa⁻¹",
    ),
    (
        "{property: wvtr, value: \"9200\", unit: g/(m2.d)}",
        "Water vapour transmission rate: 9200 g/(m²·d)",
        "Propustnost vodních par: 9200 g/(m²·d)",
    ),
    (
        "{property: contact_angle, value: \"128.5\", unit: deg}",
        "Contact angle: 128.5°",
        "Kontaktní úhel: 128,5°",
    ),
    (
        "{property: tensile_strength, value: \"1.492\", sd: \"0.378\", unit: MPa}",
        "Tensile strength: 1.492 MPa (SD 0.378 MPa)",
        "Pevnost v tahu: 1,492 MPa (SD 0,378 MPa)",
    ),
];

/// Digits stay, the decimal sign is the language's, and a number and its unit
/// stand on one line.
#[test]
fn values_are_printed_by_language() {
    let rows: String = PRINTED
        .iter()
        .map(|(row, ..)| format!("  - {row}\n"))
        .collect();
    let site = SiteTest::minimal().file("content/structures/ns-001.yaml", &structure(&rows));
    site.build().ended_with(0);
    let mut wrong = Vec::new();
    for (page, czech) in [
        ("web/structures/ns-001/index.html", false),
        ("web/cs/struktury/ns-001/index.html", true),
    ] {
        let html = site.output().text(page);
        let page = site.page(page);
        for (_, en, cs) in PRINTED {
            let wanted = if czech { cs } else { en };
            let found = page
                .all("li")
                .find(|li| li.text.replace('\u{a0}', " ") == *wanted);
            if found.is_none() {
                wrong.push((*wanted).to_owned());
            }
        }
        assert!(
            html.contains("nm") && !html.contains(" nm<"),
            "a break before a unit"
        );
    }
    expect_none("values are printed otherwise", &wrong);
}

/// A short text is the same quantity as the row that says it.
#[test]
fn both_spellings_mean_the_same() {
    let registry = Registry::built_in().unwrap();
    for (property, text, row) in [
        (
            "fibre_diameter",
            "150 ± 20 nm",
            "value=150 uncertainty=20 unit=nm",
        ),
        ("fibre_diameter", "100–300 nm", "min=100 max=300 unit=nm"),
        ("fibre_diameter", "≤ 5 µm", "max=5 unit=um"),
        ("filtration_efficiency", "≥ 99.95 %", "min=99.95 unit=%"),
        ("ionic_conductivity", "1.90 mS/cm", "value=1.90 unit=mS/cm"),
    ] {
        let property = &registry.properties[property];
        let mut parts = spunweb::testing::quantity::AmountParts::default();
        for part in row.split(' ') {
            let (key, value) = part.split_once('=').unwrap();
            match key {
                "value" => parts.value = Some(value),
                "uncertainty" => parts.uncertainty = Some(value),
                "min" => parts.min = Some(value),
                "max" => parts.max = Some(value),
                _ => parts.unit = Some(value),
            }
        }
        let text = registry
            .read_text(&property.id, &property.scale, text)
            .unwrap();
        let row = registry.read_parts(property, &parts).unwrap();
        assert_eq!(text, row, "{}", property.id);
    }
}

/// An inch is 25.4 mm, exactly, and found equal.
#[test]
fn an_inch_is_equal_to_its_millimetres() {
    let amount = |text: &str| Amount::parse(text).unwrap().amount;
    let (metric, inch) = (amount("25.4 mm"), amount("1 [in_i]"));
    let unit = &metric.unit;
    assert_eq!(metric.interval(unit), inch.interval(unit));
    assert_eq!(
        inch.converted(unit).map(|a| a.source()).as_deref(),
        Some("25.4 mm")
    );
}

/// Two values compare where property, statistic, method and key conditions agree.
#[test]
fn values_of_other_conditions_do_not_compare() {
    let registry = Registry::built_in().unwrap();
    let property = &registry.properties["air_permeability"];
    let row = |drop: &str| {
        let quantity = registry
            .read_text("air_permeability", &property.scale, "350 mm/s")
            .unwrap();
        let mut row = spunweb::testing::quantity::Measurement::new("air_permeability", quantity);
        for (name, text) in [("pressure_drop", drop), ("area", "20 cm2")] {
            let scale = registry.conditions[name].scale.as_ref().unwrap();
            let quantity = registry.read_text(name, scale, text).unwrap();
            let value = spunweb::testing::quantity::ConditionValue::Quantity(Box::new(quantity));
            row.conditions.insert(name.to_owned(), value);
        }
        row
    };
    let compare = |a: &str, b: &str| comparable(&row(a), &row(b), property);
    assert!(matches!(
        compare("100 Pa", "0.1 kPa"),
        Comparability::Comparable
    ));
    assert!(!matches!(
        compare("100 Pa", "200 Pa"),
        Comparability::Comparable
    ));
}

/// What an editor reads of values that cannot be, may not be, or say too little.
#[test]
fn what_is_said_of_values() {
    let rows = "
  - {property: thermal_conductivity, value: 15.0, unit: \"-400 W/m·K\"}
  - {property: fibre_diameter, value: \"150000\", unit: nm, n: 100, statistic: mean, conditions: {accelerating_voltage: 5 kV}}
  - {property: air_permeability, value: \"350\", unit: mm/s, conditions: {area: 20 cm2}}
";
    let said = SiteTest::minimal()
        .file(
            "content/structures/ns-001.yaml",
            &structure(rows.trim_start_matches('\n')),
        )
        .run(&["check", "--as-of", AS_OF])
        .ended_with(1)
        .said()
        .replace('\u{a0}', " ");
    for wanted in [
        "error[Q006]",
        "did you mean `15.0–400 W/(m.K)`",
        "warning[Q007]: fibre diameter of 150,000 nm is outside",
    ] {
        assert!(said.contains(wanted), "`{wanted}` is not in:\n{said}");
    }
    let rows = rows.lines().skip(2).collect::<Vec<_>>().join("\n");
    SiteTest::minimal()
        .file("content/structures/ns-001.yaml", &structure(&rows))
        .run(&["check", "--as-of", AS_OF, "--notes"])
        .ended_with(0)
        .says("note[Q013]: a value of `air_permeability` does not state pressure_drop");
}
