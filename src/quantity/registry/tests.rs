//! Tests of the registry.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use super::error::RegistryProblem;
use super::*;
use crate::quantity::unit::UNITS;

fn built_in() -> Registry {
    Registry::built_in().unwrap_or_else(|errors| panic!("{errors:#?}"))
}

/// The path and the message of every mistake.
fn mistakes(overlay: &str) -> Vec<String> {
    let errors = Registry::with_overlays(&[("site", overlay)]).unwrap_err();
    assert!(
        errors
            .iter()
            .all(|error| error.overlay.as_deref() == Some("site"))
    );
    errors.iter().map(ToString::to_string).collect()
}

#[test]
fn the_built_in_registry_is_whole() {
    let registry = built_in();
    assert!(registry.properties.len() >= 45);
    for property in registry.properties.values() {
        assert!(
            property.label.has("en") && property.label.has("cs"),
            "{}",
            property.id
        );
        assert!(
            property.plausible_min.is_some() && property.plausible_max.is_some(),
            "{}",
            property.id
        );
    }
    for label in registry
        .conditions
        .values()
        .map(|condition| &condition.label)
    {
        assert!(label.has("en") && label.has("cs"));
    }
    for label in registry
        .kinds
        .values()
        .map(|kind| &kind.label)
        .chain(registry.statistics.values())
    {
        assert!(label.has("en") && label.has("cs"));
    }
    let statistics: Vec<_> = registry.statistics.keys().collect();
    assert_eq!(
        statistics,
        ["mean", "median", "d10", "d90", "nominal", "limit"]
    );
}

#[test]
fn every_unit_of_the_built_in_registry_is_in_the_table() {
    let registry = built_in();
    let properties = registry.properties.values().map(|property| &property.scale);
    let conditions = registry
        .conditions
        .values()
        .filter_map(|condition| condition.scale.as_ref());
    for unit in properties.chain(conditions).flat_map(|scale| &scale.units) {
        assert!(
            UNITS.iter().any(|known| known.code == unit.code()),
            "{unit}"
        );
    }
}

#[test]
fn has_the_conditions_that_rows_name() {
    let registry = built_in();
    let quantities = "temperature relative_humidity pressure pressure_drop area face_velocity particle_size frequency \
                      cavity_depth time cycles rate wavelength strip_width";
    for id in quantities.split_whitespace() {
        assert!(registry.conditions[id].scale.is_some(), "{id}");
    }
    let texts = "aerosol liquid medium organism cell_line electrolyte gas direction sample solvent storage climate note";
    for id in texts.split_whitespace() {
        assert!(registry.conditions[id].scale.is_none(), "{id}");
    }
}

#[test]
fn reads_texts_and_rows_of_a_property() {
    let registry = built_in();
    let property = &registry.properties["fibre_diameter"];
    let text = registry
        .read_text(&property.id, &property.scale, "0.15 ± 0.02 µm")
        .unwrap();
    let parts = AmountParts {
        value: Some("150"),
        uncertainty: Some("20"),
        unit: Some("nm"),
        ..AmountParts::default()
    };
    let row = registry.read_parts(property, &parts).unwrap();
    assert_eq!(text.interval, row.interval);
    assert_ne!(text.amount, row.amount);
}

#[test]
fn a_unit_of_another_dimension_names_units_and_properties() {
    let registry = built_in();
    let property = &registry.properties["fibre_diameter"];
    let parts = AmountParts {
        value: Some("30"),
        unit: Some("g/m2"),
        ..AmountParts::default()
    };
    let errors = registry.read_parts(property, &parts).unwrap_err();
    let [error @ QuantityError::Dimension { place, mismatch }] = &errors[..] else {
        panic!("{errors:?}");
    };
    assert_eq!(error.code(), "Q003");
    assert_eq!(*place, AmountPlace::new(AmountPart::Unit, 0..4));
    assert_eq!(mismatch.allowed, ["nm", "um"]);
    assert_eq!(mismatch.fits, ["areal_mass"]);
    assert_eq!(
        error.to_string(),
        "`fibre_diameter` is measured in units of length, and `g/m2` is not one of them"
    );
}

#[test]
fn a_unit_that_is_not_agreed_on_is_converted() {
    let registry = built_in();
    let property = &registry.properties["fibre_diameter"];
    let error = registry
        .read_text("fibre_diameter", &property.scale, "0.002 mm")
        .unwrap_err();
    assert_eq!(
        (error.code(), error.suggestions()),
        ("Q004", vec!["2 um".to_owned()])
    );
    assert_eq!(error.place(), &AmountPlace::new(AmountPart::Text, 6..8));
    let error = registry
        .read_text("fibre_diameter", &property.scale, "150")
        .unwrap_err();
    assert_eq!(
        (error.code(), error.to_string()),
        ("Q009", "`fibre_diameter` needs a unit".to_owned())
    );
    let porosity = &registry.properties["porosity"];
    assert_eq!(
        registry
            .read_text("porosity", &porosity.scale, "85")
            .unwrap_err()
            .code(),
        "Q009"
    );
    let absorption = &registry.properties["sound_absorption"];
    assert!(
        registry
            .read_text("sound_absorption", &absorption.scale, "0.8")
            .is_ok()
    );
    // The same unit, arranged otherwise.
    let wvtr = &registry.properties["wvtr"];
    assert!(
        registry
            .read_text("wvtr", &wvtr.scale, "9.2 kg/m²/d")
            .is_ok()
    );
}

#[test]
fn a_site_adds_and_changes_single_keys() {
    let registry = Registry::with_overlays(&[
        ("empty", "# nothing\n"),
        (
            "site",
            "properties:\n  fibre_diameter: {label: {de: Faserdurchmesser}, units: [nm, um, mm]}\n  \
             tear_strength: {label: {en: Tear strength}, kind: force, unit: \"N\", must_state: [direction]}\n",
        ),
    ])
    .unwrap();
    let diameter = &registry.properties["fibre_diameter"];
    assert_eq!(diameter.label.get("de"), "Faserdurchmesser");
    assert_eq!(diameter.label.get("cs"), "Průměr vláken");
    assert_eq!(diameter.scale.units.len(), 3);
    assert_eq!(
        diameter.must_state,
        [
            Requirement::N,
            Requirement::Statistic,
            Requirement::Condition("accelerating_voltage".to_owned())
        ]
    );
    let tear = &registry.properties["tear_strength"];
    assert_eq!(tear.label.get("cs"), "Tear strength");
    assert_eq!(tear.scale.units, [Unit::parse("N").unwrap()]);
    assert_eq!(
        registry.measured_in(&Unit::parse("mN").unwrap()),
        ["breaking_force"]
    );
}

#[test]
fn reports_every_mistake_with_its_path() {
    let overlay = r#"
kinds: {warmth: {unit: K}}
properties:
  Bad-Id: {label: {en: x}, kind: length, unit: nm}
  a: {label: {en: x}, unit: nm}
  b: {label: {en: x}, kind: size, unit: nm}
  c: {label: {en: x}, kind: length, unit: UM}
  d: {label: {en: x}, kind: length, unit: g/m2}
  e: {label: {en: x}, kind: length, unit: nm, units: [um, K]}
  f: {label: {en: x}, kind: length, unit: nm, plausible: {min: "5", max: "1,5"}}
  g: {label: {en: x}, kind: length, unit: nm, plausible: {min: "5", max: "1"}}
  h: {label: {en: x}, kind: length, unit: nm, must_state: [mood], key_conditions: [weather]}
  i: {label: {en: x}, kind: length}
conditions:
  j: {label: {en: x}, text: true, unit: nm}
"#;
    assert_eq!(
        mistakes(overlay),
        [
            "kinds.warmth: `label` is missing",
            "conditions.j: a condition in words has no `kind`, `unit` or `units`",
            "properties.Bad-Id: an id is written in lower-case letters, digits and `_`",
            "properties.a: `kind` is missing",
            "properties.b.kind: there is no kind `size`",
            "properties.c.unit: `UM` is not a unit; did you mean `um`?",
            "properties.d.unit: `g/m2` does not measure the same as `m`",
            "properties.e.units[1]: `K` does not measure the same as `nm`",
            "properties.e.units: the canonical unit `nm` is not among `units`",
            "properties.f.plausible.max: `1,5` is not a number",
            "properties.g.plausible: `min` is larger than `max`",
            "properties.h.must_state: there is no condition `mood`; declare it under `conditions` in this file",
            "properties.h.key_conditions: there is no condition `weather`; declare it under `conditions` in this file",
            "properties.i: `unit` is missing",
        ]
    );
}

#[test]
fn yaml_that_cannot_be_read_has_a_line() {
    let errors = Registry::with_overlays(&[("site", "properties:\n  a: [length]\n")]).unwrap_err();
    let [
        RegistryError {
            problem: RegistryProblem::Yaml { line, .. },
            ..
        },
    ] = &errors[..]
    else {
        panic!("{errors:?}");
    };
    assert_eq!(*line, Some(2));
}
