//! Tests of units.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::quantity::decimal::Decimal;

fn unit(code: &str) -> Unit {
    Unit::parse(code).unwrap_or_else(|error| panic!("{code}: {error:?}"))
}

fn converted(value: &str, from: &str, to: &str) -> Rational {
    unit(from)
        .convert(&Decimal::parse(value).unwrap().to_rational(), &unit(to))
        .unwrap()
}

fn number(text: &str) -> Rational {
    Decimal::parse(text).unwrap().to_rational()
}

#[test]
fn every_unit_of_the_table_reads_and_prints_as_the_table_says() {
    let mut codes = BTreeSet::new();
    for known in UNITS {
        let unit = unit(known.code);
        assert_eq!(unit.code(), known.code);
        assert_eq!(unit.symbol("en"), known.symbol, "{}", known.code);
        assert_eq!(unit.unece_code(), known.unece, "{}", known.code);
        assert!(
            codes.insert(known.code),
            "{} is in the table twice",
            known.code
        );
    }
    assert!(UNITS.len() > 70);
}

#[test]
fn units_with_one_unece_code_have_one_size() {
    for one in UNITS {
        for other in UNITS
            .iter()
            .filter(|other| one.unece.is_some() && other.unece == one.unece)
        {
            assert_eq!(
                converted("1", one.code, other.code),
                number("1"),
                "{} {}",
                one.code,
                other.code
            );
        }
    }
}

#[test]
fn converts_exactly() {
    for (value, from, same, to) in [
        ("25.4", "mm", "1", "[in_i]"),
        ("1", "L/(m2.s)", "1", "mm/s"),
        ("1", "m2/g", "1000", "m2/kg"),
        ("9.2", "kg/(m2.d)", "9200", "g/(m2.d)"),
        ("9.2", "kg/m2/d", "9200", "g/(m2.d)"),
        ("7.731e-4", "S/cm", "0.7731", "mS/cm"),
        ("1", "N/mm2", "1", "MPa"),
        ("1", "mbar", "100", "Pa"),
        ("1", "N/m", "0.01", "N/cm"),
        ("1", "mg/cm2", "10", "g/m2"),
        ("1", "a", "365.25", "d"),
        ("1", "mo", "30.4375", "d"),
        ("1", "[ppm]", "1", "mg/kg"),
        ("1", "W", "1", "J/s"),
        ("1", "V", "1", "W/A"),
        ("1", "S", "1", "A/V"),
        ("1", "Ohm", "1", "V/A"),
        ("1", "F", "1", "C/V"),
        ("1", "Gy", "1", "J/kg"),
        ("1", "atm", "101325", "Pa"),
        ("1", "kg.[ft_i]/s2", "0.3048", "N"),
        ("400", "gon", "360", "deg"),
        ("5", "10*3/L", "5000", "L-1"),
        ("10", "dB", "1", "B"),
        ("100", "{EU}/mL", "100000", "{EU}/L"),
        ("2", "N/(5.cm)", "40", "N/m"),
        ("1", "/h", "1", "h-1"),
        ("1", "1/h", "1", "h-1"),
        ("23", "Cel", "296.15", "K"),
        ("-40", "Cel", "-40", "[degF]"),
        ("212", "[degF]", "100", "Cel"),
    ] {
        assert_eq!(
            converted(value, from, to),
            number(same),
            "{value} {from} = {same} {to}"
        );
    }
    assert_eq!(converted("1", "[lbf_av]/[sin_i]", "[psi]"), number("1"));
    assert_eq!(converted("9", "[den]", "tex"), number("1"));
}

#[test]
fn agrees_with_the_digits_of_the_literature() {
    for (value, from, to, digits, expected) in [
        ("1", "kPa", "cm[H2O]", 5, "10.197"),
        ("108", "kPa", "m[H2O]", 4, "11.01"),
        ("1", "g/(m2.d)", "kg/(m2.s)", 5, "1.1574e-8"),
        ("1", "[oz_av]/[syd_i]", "kg/m2", 7, "0.03390575"),
        ("1", "[psi]", "Pa", 7, "6894.757"),
        ("1", "[cft_i]/([sft_i].min)", "mm/s", 3, "5.08"),
        ("32", "L/min", "cm3/s", 5, "533.33"),
    ] {
        let written = Decimal::rounded(&converted(value, from, to), digits).to_string();
        assert_eq!(written, expected, "{value} {from} in {to}");
    }
}

#[test]
fn a_difference_has_no_zero_of_its_own() {
    let two = number("2");
    assert_eq!(
        unit("Cel").convert_difference(&two, &unit("K")),
        Ok(two.clone())
    );
    assert!(unit("nm").convert(&two, &unit("g/m2")).is_err());
    assert!(unit("mol").convert(&two, &Unit::one()).is_err());
    assert!(unit("dB").convert(&two, &Unit::one()).is_err());
}

#[test]
fn reads_typographic_spellings_and_knows_the_code_to_write() {
    for (text, code) in [
        ("µm", "um"),
        ("μm", "um"),
        ("g/m²", "g/m2"),
        ("°C", "Cel"),
        ("℃", "Cel"),
        ("°", "deg"),
        ("g/(m²·d)", "g/(m2.d)"),
        ("l/(m²·h·bar)", "l/(m2.h.bar)"),
        ("Pa⁻¹", "Pa-1"),
        ("Pa–1", "Pa-1"),
        ("m^2", "m2"),
        ("m^-2", "m-2"),
        ("10^3", "10^3"),
        ("kΩ", "kOhm"),
        ("cm H₂O", "cm[H2O]"),
        ("cmH2O", "cm[H2O]"),
        ("mmHg", "mm[Hg]"),
        ("cm[H2O]/min", "cm[H2O]/min"),
        ("N / cm", "N/cm"),
        (" nm ", "nm"),
        ("‰", "[ppth]"),
    ] {
        assert_eq!(unit(text).code(), code, "{text}");
    }
}

/// What UCUM could read as femtotonnes and yoctodays.
#[test]
fn feet_and_yards_are_meant() {
    for (text, code) in [("ft", "[ft_i]"), ("yd", "[yd_i]")] {
        let error = Unit::parse(text).expect_err(text);
        assert_eq!(error.suggestions, [code], "{text}");
    }
}

#[test]
fn printed_symbols_read_as_the_unit_again() {
    // Those without a spelling of their own in ASCII cannot.
    let words = [
        "[ppm]",
        "[ppb]",
        "[in_i]",
        "[oz_av]/[syd_i]",
        "[den]",
        "a",
        "[psi]",
        "N/(5.cm)",
        "{EU}/mL",
        "{EU}/{device}",
        "[cft_i]/([sft_i].min)",
    ];
    for known in UNITS
        .iter()
        .filter(|known| !words.contains(&known.code) && known.code != "1")
    {
        assert_eq!(unit(known.symbol), unit(known.code), "{}", known.symbol);
    }
}

#[test]
fn arrangement_does_not_matter_but_units_do() {
    for (one, other) in [
        ("kg/m2/d", "kg/(m2.d)"),
        ("kg.m-2.d-1", "kg/(d.m2)"),
        ("L", "l"),
        ("mL/(cm2.s)", "ml/(s.cm2)"),
        ("m.m", "m2"),
    ] {
        assert_eq!(unit(one), unit(other));
    }
    for (one, other) in [
        ("mm/s", "L/(m2.s)"),
        ("{EU}/mL", "mL-1"),
        ("g/g", "1"),
        ("um", "nm"),
        ("%", "1"),
    ] {
        assert_ne!(unit(one), unit(other));
    }
    assert_eq!(Unit::one(), unit("1"));
    assert!(unit("1").is_one() && !unit("%").is_one());
    assert!(unit("%").dimension().is_number() && unit("{EU}/{device}").dimension().is_number());
}

#[test]
fn explains_what_is_not_a_unit() {
    use crate::quantity::unit::error::UnitErrorKind as Kind;
    let cases: &[(&str, Kind, &[&str])] = &[
        ("", Kind::Empty, &[]),
        ("furlong", Kind::Unknown, &[]),
        ("W/m.K", Kind::UnclearDivision, &["W/(m.K)"]),
        ("W/m·K", Kind::UnclearDivision, &["W/(m.K)"]),
        ("L/m2.h.bar", Kind::UnclearDivision, &["L/(m2.h.bar)"]),
        ("J/(g.Cel)", Kind::ShiftedInProduct, &["J/(g.K)"]),
        ("mCel", Kind::Unknown, &[]),
        ("[EU]/mL", Kind::Inexact, &["{EU}/mL"]),
        ("EU/mL", Kind::Unknown, &["{EU}/mL"]),
        ("rad", Kind::Inexact, &["deg"]),
        ("[pH]", Kind::Inexact, &["1"]),
        ("ppm", Kind::Unknown, &["[ppm]"]),
        ("gsm", Kind::Unknown, &["g/m2"]),
        ("UM", Kind::Unknown, &["um"]),
        ("KPA", Kind::Unknown, &["kPa"]),
        ("mpa", Kind::Unknown, &["MPa"]),
        ("hod", Kind::Unknown, &["h"]),
        ("měsíců", Kind::Unknown, &["mo"]),
        ("den", Kind::Unknown, &["[den]", "d"]),
        ("wt%", Kind::Unknown, &["%"]),
        ("N/5cm", Kind::Syntax, &["N/(5.cm)"]),
        ("(m", Kind::Syntax, &[]),
        ("m)", Kind::Syntax, &[]),
        ("m//s", Kind::Syntax, &[]),
        ("m.", Kind::Ended, &["m"]),
        ("nm,", Kind::Ended, &["nm"]),
        ("m0", Kind::Syntax, &[]),
        ("m-", Kind::Syntax, &[]),
        ("{", Kind::Syntax, &[]),
        ("{}", Kind::Syntax, &[]),
        ("-400 W/(m.K)", Kind::Syntax, &[]),
        ("5.m", Kind::Syntax, &[]),
        ("0", Kind::Syntax, &[]),
        ("m99", Kind::TooLong, &[]),
        ("((((((m))))))", Kind::TooLong, &[]),
    ];
    for (text, kind, suggestions) in cases {
        let error = Unit::parse(text).unwrap_err();
        assert_eq!(
            (error.kind, error.suggestions),
            (
                *kind,
                suggestions.iter().map(|text| (*text).to_owned()).collect()
            ),
            "{text}"
        );
    }
    assert_eq!(Unit::parse("g/xyz").unwrap_err().span, 2..5);
    assert_eq!(
        Unit::parse(&" m · µ".repeat(1_000_000)).unwrap_err().kind,
        Kind::TooLong
    );
    assert_eq!(
        Unit::parse(&"(".repeat(100_000)).unwrap_err().kind,
        Kind::TooLong
    );
    assert_eq!(
        Unit::parse(&vec!["m"; 30].join(".")).unwrap_err().kind,
        Kind::TooLong
    );
}

#[test]
fn codes_for_schema_org_avoid_the_traps() {
    for (code, expected) in [
        ("%", "P1"),
        ("mL/(cm2.s)", "35"),
        ("mL/(cm2.min)", "M22"),
        ("N/m", "4P"),
        ("mg/L", "M1"),
        ("m", "MTR"),
        ("deg", "DD"),
        ("Cel", "CEL"),
        ("l/(m2.s)", "C16"),
        ("g/(m2.d)", "UCUM:g/(m2.d)"),
        ("m2/g", "UCUM:m2/g"),
        ("{EU}/mL", "UCUM:{EU}/mL"),
    ] {
        assert_eq!(unit(code).schema_org_code(), expected, "{code}");
    }
}

#[test]
fn months_have_abbreviations_by_language() {
    assert_eq!(unit("mo").symbol("cs"), "měs.");
    assert_eq!(unit("a").symbol("de-AT"), "J.");
    assert_eq!(unit("wk").symbol("sk"), "týž.");
    assert_eq!(unit("mo").symbol("pl"), "mies.");
    assert_eq!(unit("mo").symbol("en-GB"), "mo");
}

proptest! {
    #[test]
    fn never_panics(text in ".{0,40}") {
        if let Err(error) = Unit::parse(&text) {
            prop_assert!(text.get(error.span).is_some());
        }
    }

    #[test]
    fn unit_like_texts_never_panic(text in "[kmunglsLhd./(){}\\[\\]0-9*^%+-]{0,24}") {
        match Unit::parse(&text) {
            Ok(unit) => prop_assert_eq!(Unit::parse(unit.code()).unwrap(), unit),
            Err(error) => {
                prop_assert!(text.get(error.span).is_some());
                for suggestion in error.suggestions {
                    prop_assert!(Unit::parse(&suggestion).is_ok(), "{}", suggestion);
                }
            }
        }
    }

    #[test]
    fn conversion_there_and_back_is_exact(from in 0..UNITS.len(), to in 0..UNITS.len(), numerator: i64, denominator in 1_i64..1_000_000) {
        let (from, to) = (unit(UNITS[from].code), unit(UNITS[to].code));
        let value = Rational::new(numerator.into(), denominator.into());
        let converted = from.convert(&value, &to);
        prop_assert_eq!(converted.is_ok(), from.dimension() == to.dimension());
        if let Ok(converted) = converted {
            prop_assert_eq!(to.convert(&converted, &from), Ok(value));
        }
    }
}
