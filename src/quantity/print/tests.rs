//! Tests of printing.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use super::*;

fn print(text: &str, language: &str) -> String {
    let amount = Amount::parse(text).unwrap().amount;
    // No-break spaces are made visible.
    format_amount(&amount, language).text.replace('\u{a0}', "_")
}

#[test]
fn prints_amounts_by_language() {
    for (text, cs, en) in [
        ("150 +- 20 nm", "150_±_20_nm", "150_±_20_nm"),
        ("100..300 nm", "100–300_nm", "100–300_nm"),
        ("0.02..0.5 g/m2", "0,02–0,5_g/m²", "0.02–0.5_g/m²"),
        ("< 5 um", "<_5_µm", "<_5_µm"),
        (">= 99.95 %", "≥_99,95_%", "≥_99.95_%"),
        ("> 2", ">_2", ">_2"),
        ("<= 10 s", "≤_10_s", "≤_10_s"),
        ("1.90 mS/cm", "1,90_mS/cm", "1.90_mS/cm"),
        ("7.731e-4 S/cm", "7,731×10⁻⁴_S/cm", "7.731×10⁻⁴_S/cm"),
        ("9200 g/(m2.d)", "9200_g/(m²·d)", "9200_g/(m²·d)"),
        ("12000 Pa", "12_000_Pa", "12,000_Pa"),
        ("1234567.89 Pa", "1_234_567,89_Pa", "1,234,567.89_Pa"),
        ("-5 Cel", "−5_°C", "−5_°C"),
        ("-20..-5 Cel", "−20_–_−5_°C", "−20_–_−5_°C"),
        (
            "1e4..1e6 Pa.s/m2",
            "1×10⁴_–_1×10⁶_Pa·s/m²",
            "1×10⁴_–_1×10⁶_Pa·s/m²",
        ),
        ("128.5 deg", "128,5°", "128.5°"),
        (
            "600 (sd 250) nm",
            "600_nm (SD_250_nm)",
            "600_nm (SD_250_nm)",
        ),
        ("0.8", "0,8", "0.8"),
        (
            "1200 L/(m2.h.bar)",
            "1200_l/(m²·h·bar)",
            "1200_l/(m²·h·bar)",
        ),
        ("108 cm[H2O]", "108_cm_H₂O", "108_cm_H₂O"),
        ("0.047 Pa-1", "0,047_Pa⁻¹", "0.047_Pa⁻¹"),
        ("24 mo", "24_měs.", "24_mo"),
        ("20 {EU}/{device}", "20_EU/device", "20_EU/device"),
    ] {
        assert_eq!(
            (print(text, "cs").as_str(), print(text, "en").as_str()),
            (cs, en),
            "{text}"
        );
    }
}

#[test]
fn groups_as_other_languages_do() {
    let print = |language: &str| print("1234567.5 nm", language);
    assert_eq!(print("de"), "1.234.567,5_nm");
    assert_eq!(print("de-AT"), "1_234_567,5_nm");
    assert_eq!(print("sk"), "1_234_567,5_nm");
    assert_eq!(print("cs-CZ"), "1_234_567,5_nm");
    assert_eq!(print("en-GB"), "1,234,567.5_nm");
    assert_eq!(print("tlh"), "1,234,567.5_nm");
}

#[test]
fn gives_number_and_unit_apart() {
    let amount = Amount::parse(">= 99.95 %").unwrap().amount;
    let printed = format_amount(&amount, "cs");
    assert_eq!(
        (printed.number.as_str(), printed.unit.as_str()),
        ("≥\u{a0}99,95", "%")
    );
    assert_eq!(
        decimal(
            &Decimal::parse("-12345.60").unwrap(),
            NumberFormat::of("cs")
        ),
        "−12\u{a0}345,60"
    );
}
