//! Tests of amounts.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use super::*;
use crate::quantity::error::{AmountPart, FormProblem};

pub(super) fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

pub(super) fn unit(code: &str) -> Unit {
    Unit::parse(code).unwrap()
}

pub(super) fn exact(value: &str, code: &str) -> Amount {
    Amount {
        form: AmountForm::Exact(decimal(value)),
        unit: unit(code),
    }
}

pub(super) fn range(lower: &str, upper: &str, code: &str) -> Amount {
    Amount {
        form: AmountForm::Range {
            lower: decimal(lower),
            upper: decimal(upper),
        },
        unit: unit(code),
    }
}

pub(super) fn at_least(bound: &str, strict: bool, code: &str) -> Amount {
    Amount {
        form: AmountForm::AtLeast {
            bound: decimal(bound),
            strict,
        },
        unit: unit(code),
    }
}

pub(super) fn at_most(bound: &str, strict: bool, code: &str) -> Amount {
    Amount {
        form: AmountForm::AtMost {
            bound: decimal(bound),
            strict,
        },
        unit: unit(code),
    }
}

pub(super) fn with_spread(value: &str, spread: &str, kind: SpreadKind, code: &str) -> Amount {
    Amount {
        form: AmountForm::WithSpread {
            value: decimal(value),
            spread: decimal(spread),
            kind,
        },
        unit: unit(code),
    }
}

#[test]
fn reads_short_texts() {
    use SpreadKind::{StandardDeviation, Uncertainty};
    let cases = [
        ("1.90 mS/cm", exact("1.90", "mS/cm")),
        ("5e-4 S/cm", exact("5e-4", "S/cm")),
        ("150nm", exact("150", "nm")),
        ("99.95%", exact("99.95", "%")),
        ("-5 °C", exact("-5", "Cel")),
        ("0.8", exact("0.8", "1")),
        ("0.8 1", exact("0.8", "1")),
        ("0.05 Pa-1", exact("0.05", "Pa-1")),
        ("9200 g/(m²·d)", exact("9200", "g/(m2.d)")),
        ("10 {EU}/mL", exact("10", "{EU}/mL")),
        ("100–300 nm", range("100", "300", "nm")),
        ("100 – 300 nm", range("100", "300", "nm")),
        ("100 - 300 nm", range("100", "300", "nm")),
        ("100-300 nm", range("100", "300", "nm")),
        ("100..300 nm", range("100", "300", "nm")),
        ("100 to 300 nm", range("100", "300", "nm")),
        ("100 až 300 nm", range("100", "300", "nm")),
        ("100 nm – 300 nm", range("100", "300", "nm")),
        ("100 nm–300 nm", range("100", "300", "nm")),
        ("1 Pa-1 - 5 Pa-1", range("1", "5", "Pa-1")),
        ("-20..-5 Cel", range("-20", "-5", "Cel")),
        ("-20 – 5 °C", range("-20", "5", "Cel")),
        ("5.8–6.8", range("5.8", "6.8", "1")),
        ("< 5 µm", at_most("5", true, "um")),
        ("<5um", at_most("5", true, "um")),
        ("≤ 5 um", at_most("5", false, "um")),
        ("<= 5 um", at_most("5", false, "um")),
        (">= 99.95 %", at_least("99.95", false, "%")),
        ("≥ 99.95 %", at_least("99.95", false, "%")),
        ("> 2", at_least("2", true, "1")),
        ("150 ± 20 nm", with_spread("150", "20", Uncertainty, "nm")),
        ("150±20 nm", with_spread("150", "20", Uncertainty, "nm")),
        ("150 +- 20 nm", with_spread("150", "20", Uncertainty, "nm")),
        ("150 +/- 20 nm", with_spread("150", "20", Uncertainty, "nm")),
        ("(150 ± 20) nm", with_spread("150", "20", Uncertainty, "nm")),
        (
            "150 nm ± 20 nm",
            with_spread("150", "20", Uncertainty, "nm"),
        ),
        ("99.5 ± 0.1 %", with_spread("99.5", "0.1", Uncertainty, "%")),
        (
            "600 (sd 250) nm",
            with_spread("600", "250", StandardDeviation, "nm"),
        ),
        (
            "600 nm (SD 250 nm)",
            with_spread("600", "250", StandardDeviation, "nm"),
        ),
        (
            "7 g/(m2.d) (SD 2 g/(m2.d))",
            with_spread("7", "2", StandardDeviation, "g/(m2.d)"),
        ),
    ];
    for (text, amount) in cases {
        let parsed = Amount::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        assert_eq!(parsed.amount, amount, "{text}");
    }
}

#[test]
fn knows_where_the_parts_are() {
    let text = " 150 ± 20 µm";
    let parsed = Amount::parse(text).unwrap();
    assert_eq!(&text[parsed.spans.first.clone()], "150");
    assert_eq!(&text[parsed.spans.second.clone().unwrap()], "20");
    assert_eq!(&text[parsed.spans.unit.clone().unwrap()], "µm");
}

/// The code, the text pointed at, and the suggestions.
fn fault(text: &str) -> (&'static str, String, Vec<String>) {
    let error = Amount::parse(text).unwrap_err();
    assert_eq!(error.place().part, AmountPart::Text);
    (
        error.code(),
        text[error.place().span.clone()].to_owned(),
        error.suggestions(),
    )
}

#[test]
fn points_at_what_is_wrong_and_says_what_may_be_meant() {
    for (text, code, place, suggestions) in [
        ("0,25 µm", "Q001", "0,25", vec!["0.25"]),
        ("1 200 nm", "Q001", "1 200", vec!["1200"]),
        ("1.5×10⁻⁴ S/cm", "Q001", "1.5×10⁻⁴", vec!["1.5e-4"]),
        ("100–0,3 nm", "Q001", "0,3", vec!["0.3"]),
        ("5 xyz", "Q002", "xyz", vec![]),
        ("5 g/xyz", "Q002", "xyz", vec![]),
        ("5 UM", "Q002", "UM", vec!["um"]),
        ("5 W/m·K", "Q002", "W/m·K", vec!["W/(m.K)"]),
        ("300–100 nm", "Q005", "300", vec![]),
        ("", "Q006", "", vec![]),
        ("nm", "Q006", "nm", vec![]),
        ("15.0 -400", "Q006", " -400", vec!["15.0–400"]),
        ("< nm", "Q006", "nm", vec![]),
        ("ca. 5 nm", "Q006", "ca.", vec![]),
        ("~5 nm", "Q006", "~", vec![]),
        ("asi 5 nm", "Q006", "asi", vec![]),
        ("up to 5 nm", "Q006", "up to", vec!["<= 5 nm"]),
        ("Max. 5 nm", "Q006", "Max.", vec!["<= 5 nm"]),
        ("min 70 %", "Q006", "min", vec![">= 70 %"]),
        ("do 5 µm", "Q006", "do", vec!["<= 5 µm"]),
        ("více než 5 µm", "Q006", "více než", vec!["> 5 µm"]),
        ("between 2 and 3 m", "Q006", "between", vec!["2–3 m"]),
        ("Mezi 2,5 a 3 m", "Q006", "Mezi", vec!["2.5–3 m"]),
        ("½ m", "Q006", "½", vec!["0.5 m"]),
        ("1 1/2–2 m", "Q006", "1 1/2", vec!["1.5–2 m"]),
        ("⅓ m", "Q006", "⅓", vec![]),
        (
            "15.0 -400 W/m·K",
            "Q006",
            " -400 W/m·K",
            vec!["15.0–400 W/(m.K)"],
        ),
        ("15.0 −400 nm", "Q006", " −400 nm", vec!["15.0–400 nm"]),
        ("5 mm – 10 nm", "Q006", "mm – 10 nm", vec![]),
        ("150 nm ± 5 %", "Q006", "nm ± 5 %", vec!["150 ± 7.5 nm"]),
        ("-20 mV ± 5 %", "Q006", "mV ± 5 %", vec!["-20 ± 1 mV"]),
        ("150 ± -5 nm", "Q006", "-5", vec![]),
        ("5–10–15 nm", "Q006", "–15 nm", vec![]),
        ("> 5 - 10 nm", "Q006", "- 10 nm", vec![]),
        ("100–300 ± 5 nm", "Q006", "± 5 nm", vec![]),
        ("(150 ± 20 nm", "Q006", "(150 ± 20 nm", vec![]),
    ] {
        let suggestions = suggestions.into_iter().map(str::to_owned).collect();
        assert_eq!(fault(text), (code, place.to_owned(), suggestions), "{text}");
    }
}

#[test]
fn suggestions_for_the_whole_text_can_be_read() {
    for text in ["up to 5 nm", "15.0 -400 W/m·K", "150 nm ± 5 %", "min 70 %"] {
        for suggestion in fault(text).2 {
            assert!(Amount::parse(&suggestion).is_ok(), "{suggestion}");
        }
    }
}

#[test]
fn an_uncertainty_widens_a_value_and_a_deviation_does_not() {
    let um = unit("um");
    let interval = |text: &str| Amount::parse(text).unwrap().amount.interval(&um).unwrap();
    assert_eq!(interval("150 ± 20 nm"), interval("130–170 nm"));
    assert_eq!(interval("150 (sd 20) nm"), interval("0.150 um"));
    assert_eq!(
        interval("< 5 µm").upper(),
        &Bound::Open(decimal("5").to_rational())
    );
    let temperature = Amount::parse("23 ± 2 °C")
        .unwrap()
        .amount
        .interval(&unit("K"))
        .unwrap();
    assert_eq!(
        temperature,
        Interval::between(
            decimal("294.15").to_rational(),
            decimal("298.15").to_rational()
        )
    );
    assert!(exact("5", "g/m2").interval(&um).is_err());
}

#[test]
fn converts_what_comes_out_even() {
    let converted = |text: &str, code: &str| {
        Amount::parse(text)
            .unwrap()
            .amount
            .converted(&unit(code))
            .map(|amount| amount.source())
    };
    assert_eq!(
        converted("0.15 ± 0.02 um", "nm").as_deref(),
        Some("150 +- 20 nm")
    );
    assert_eq!(
        converted("23 ± 2 °C", "K").as_deref(),
        Some("296.15 +- 2 K")
    );
    assert_eq!(
        converted("5e-4 S/cm", "mS/cm").as_deref(),
        Some("0.5 mS/cm")
    );
    assert_eq!(converted("1 kPa", "cm[H2O]"), None);
}

#[test]
fn long_texts_are_refused_at_once() {
    let error = Amount::parse(&"1 - 5 ".repeat(1_000_000)).unwrap_err();
    assert!(matches!(
        error,
        QuantityError::Form {
            problem: FormProblem::TooLong,
            ..
        }
    ));
}
