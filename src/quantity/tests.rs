//! End-to-end tests with the example structures of the domain.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use super::*;

/// Measurements as catalogues report them: property, keys of the row, Czech and English.
const ROWS: &[(&str, AmountParts<'static>, &str, &str)] = &[
    (
        "fibre_diameter",
        range("62", "66", "nm"),
        "62–66 nm",
        "62–66 nm",
    ),
    (
        "filtration_efficiency",
        range("84.9", "90.9", "%"),
        "84,9–90,9 %",
        "84.9–90.9 %",
    ),
    (
        "quality_factor",
        range("0.0486", "0.0749", "Pa-1"),
        "0,0486–0,0749 Pa⁻¹",
        "0.0486–0.0749 Pa⁻¹",
    ),
    ("areal_mass", value("0.3", "g/m2"), "0,3 g/m²", "0.3 g/m²"),
    (
        "filtration_efficiency",
        minimum("90", "%"),
        "≥ 90 %",
        "≥ 90 %",
    ),
    (
        "air_permeability",
        value("3480", "mm/s"),
        "3480 mm/s",
        "3480 mm/s",
    ),
    ("contact_angle", value("128.5", "deg"), "128,5°", "128.5°"),
    (
        "production_rate",
        value("1000", "m2/d"),
        "1000 m²/d",
        "1000 m²/d",
    ),
    (
        "hydrostatic_head",
        value("108", "kPa"),
        "108 kPa",
        "108 kPa",
    ),
    (
        "wvtr",
        value("9200", "g/(m2.d)"),
        "9200 g/(m²·d)",
        "9200 g/(m²·d)",
    ),
    (
        "bursting_strength",
        value("47.6", "kPa"),
        "47,6 kPa",
        "47.6 kPa",
    ),
    (
        "nanofibre_mass_fraction",
        maximum("80", "%"),
        "≤ 80 %",
        "≤ 80 %",
    ),
    ("line_speed", value("10", "m/min"), "10 m/min", "10 m/min"),
    (
        "fibre_diameter",
        deviation("600", "250", "nm"),
        "600 nm (SD 250 nm)",
        "600 nm (SD 250 nm)",
    ),
    (
        "linear_density",
        value("12.5", "tex"),
        "12,5 tex",
        "12.5 tex",
    ),
    ("sound_absorption", value("0.8", "1"), "0,8", "0.8"),
    (
        "ionic_conductivity",
        value("1.90", "mS/cm"),
        "1,90 mS/cm",
        "1.90 mS/cm",
    ),
    ("capacity_retention", value("93.9", "%"), "93,9 %", "93.9 %"),
    (
        "pore_size_nominal",
        value("0.25", "um"),
        "0,25 µm",
        "0.25 µm",
    ),
    (
        "log_reduction",
        range("5.8", "6.8", "1"),
        "5,8–6,8",
        "5.8–6.8",
    ),
    (
        "water_flux",
        value("1200", "L/(m2.h.bar)"),
        "1200 l/(m²·h·bar)",
        "1200 l/(m²·h·bar)",
    ),
    (
        "tensile_strength",
        deviation("1.492", "0.378", "MPa"),
        "1,492 MPa (SD 0,378 MPa)",
        "1.492 MPa (SD 0.378 MPa)",
    ),
    (
        "strand_spacing",
        range("250", "500", "um"),
        "250–500 µm",
        "250–500 µm",
    ),
    ("swelling", value("4600", "%"), "4600 %", "4600 %"),
    ("release_duration", value("96", "h"), "96 h", "96 h"),
    ("dissolution_time", maximum("10", "s"), "≤ 10 s", "≤ 10 s"),
    (
        "production_rate_mass",
        value("60", "g/h"),
        "60 g/h",
        "60 g/h",
    ),
];

const NOTHING: AmountParts<'static> = AmountParts {
    value: None,
    min: None,
    max: None,
    sd: None,
    uncertainty: None,
    unit: None,
};

const fn value(value: &'static str, unit: &'static str) -> AmountParts<'static> {
    AmountParts {
        value: Some(value),
        unit: Some(unit),
        ..NOTHING
    }
}

const fn deviation(
    value: &'static str,
    sd: &'static str,
    unit: &'static str,
) -> AmountParts<'static> {
    AmountParts {
        value: Some(value),
        sd: Some(sd),
        unit: Some(unit),
        ..NOTHING
    }
}

const fn range(min: &'static str, max: &'static str, unit: &'static str) -> AmountParts<'static> {
    AmountParts {
        min: Some(min),
        max: Some(max),
        unit: Some(unit),
        ..NOTHING
    }
}

const fn minimum(min: &'static str, unit: &'static str) -> AmountParts<'static> {
    AmountParts {
        min: Some(min),
        unit: Some(unit),
        ..NOTHING
    }
}

const fn maximum(max: &'static str, unit: &'static str) -> AmountParts<'static> {
    AmountParts {
        max: Some(max),
        unit: Some(unit),
        ..NOTHING
    }
}

#[test]
fn rows_are_read_found_plausible_and_printed() {
    let registry = Registry::built_in().unwrap();
    for (id, parts, czech, english) in ROWS {
        let property = &registry.properties[*id];
        let quantity = registry.read_parts(property, parts).unwrap();
        assert_eq!(plausibility(&quantity.amount, property), None, "{id}");
        let print = |language: &str| {
            format_amount(&quantity.amount, language)
                .text
                .replace('\u{a0}', " ")
        };
        assert_eq!(
            (print("cs").as_str(), print("en").as_str()),
            (*czech, *english),
            "{id}"
        );
        let text = quantity.amount.source();
        assert_eq!(
            registry.read_text(id, &property.scale, &text),
            Ok(quantity),
            "{text}"
        );
    }
}

#[test]
fn values_in_different_units_sort_by_size() {
    let registry = Registry::built_in().unwrap();
    let scale = &registry.properties["fibre_diameter"].scale;
    let mut texts = [
        "0.3 um",
        "150 ± 20 nm",
        "100–300 nm",
        "< 5 um",
        "1 um",
        "47 nm",
    ];
    texts.sort_by_key(|text| {
        registry
            .read_text("fibre_diameter", scale, text)
            .unwrap()
            .interval
    });
    assert_eq!(
        texts,
        [
            "47 nm",
            "150 ± 20 nm",
            "100–300 nm",
            "0.3 um",
            "1 um",
            "< 5 um"
        ]
    );
}

#[test]
fn an_interval_serves_charts_as_a_floating_point_number() {
    let half = Decimal::parse("0.5").unwrap().to_rational();
    assert!((approximate(&half) - 0.5).abs() < f64::EPSILON);
}
