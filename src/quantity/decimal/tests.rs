//! Tests of numbers.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use proptest::prelude::*;

use super::*;

fn rational(numerator: i64, denominator: i64) -> Rational {
    Rational::new(numerator.into(), denominator.into())
}

#[test]
fn keeps_digits_as_written() {
    for text in [
        "0", "150", "-5", "15.0", "1.90", "7.731e-4", "1e5", "-0", "0.00", "99.992", "1200",
    ] {
        assert_eq!(Decimal::parse(text).unwrap().to_string(), text);
    }
    assert_eq!(Decimal::parse(" −5 ").unwrap().to_string(), "-5");
    assert_eq!(Decimal::parse("1E+05").unwrap().to_string(), "1e5");
    assert_ne!(Decimal::parse("1.9"), Decimal::parse("1.90"));
}

#[test]
fn knows_its_exact_value() {
    for (text, value) in [
        ("1.90", rational(19, 10)),
        ("-0.25", rational(-1, 4)),
        ("7.731e-4", rational(7731, 10_000_000)),
        ("15e3", rational(15_000, 1)),
        ("-0", rational(0, 1)),
    ] {
        assert_eq!(Decimal::parse(text).unwrap().to_rational(), value, "{text}");
    }
}

#[test]
fn says_how_to_write_what_is_nearly_a_number() {
    use DecimalErrorKind as Kind;
    let cases: &[(&str, Kind, &[&str])] = &[
        ("", Kind::Empty, &[]),
        ("  ", Kind::Empty, &[]),
        ("1,50", Kind::DecimalComma, &["1.50"]),
        ("-0,25", Kind::DecimalComma, &["-0.25"]),
        ("0,125", Kind::DecimalComma, &["0.125"]),
        ("1,234", Kind::UnclearComma, &["1.234", "1234"]),
        ("1 234", Kind::ThousandsSeparator, &["1234"]),
        ("1\u{a0}234,5", Kind::ThousandsSeparator, &["1234.5"]),
        ("1.234,5", Kind::ThousandsSeparator, &["1234.5"]),
        ("1,234.5", Kind::ThousandsSeparator, &["1234.5"]),
        ("1'234", Kind::ThousandsSeparator, &["1234"]),
        ("1.234.567", Kind::ThousandsSeparator, &["1234567"]),
        ("1,234,567", Kind::ThousandsSeparator, &["1234567"]),
        ("n/a", Kind::Placeholder, &[]),
        ("-", Kind::Placeholder, &[]),
        ("NaN", Kind::Placeholder, &[]),
        ("+5", Kind::PlusSign, &["5"]),
        ("007", Kind::LeadingZeros, &["7"]),
        ("-00.5", Kind::LeadingZeros, &["-0.5"]),
        (".5", Kind::BareDecimalPoint, &["0.5"]),
        ("-.5", Kind::BareDecimalPoint, &["-0.5"]),
        ("5.", Kind::BareDecimalPoint, &["5"]),
        ("1.5×10⁻⁴", Kind::PowerOfTen, &["1.5e-4"]),
        ("7,731 x 10^-4", Kind::PowerOfTen, &["7.731e-4"]),
        ("3·10³", Kind::PowerOfTen, &["3e3"]),
        ("1e400", Kind::TooLong, &[]),
        ("1e99999999999999999999", Kind::TooLong, &[]),
        ("abc", Kind::NotANumber, &[]),
        ("1e", Kind::NotANumber, &[]),
        ("0x1F", Kind::NotANumber, &[]),
        ("١٢", Kind::NotANumber, &[]),
        ("1..2", Kind::NotANumber, &[]),
    ];
    for (text, kind, suggestions) in cases {
        let error = Decimal::parse(text).unwrap_err();
        assert_eq!(
            (error.kind, error.suggestions),
            (
                *kind,
                suggestions.iter().map(|text| (*text).to_owned()).collect()
            ),
            "{text}"
        );
    }
    assert_eq!(Decimal::parse(" 1,50 ").unwrap_err().span, 1..5);
    assert_eq!(
        Decimal::parse(&"1".repeat(51)).unwrap_err().kind,
        Kind::TooLong
    );
}

#[test]
fn finds_where_a_number_ends() {
    for (text, token) in [
        ("100..300", "100"),
        ("1 200 nm", "1 200"),
        ("100 300nm", "100 300"),
        ("5 µm", "5"),
        ("1.5 × 10⁻⁴ m", "1.5 × 10⁻⁴"),
        ("5e-4 S/cm", "5e-4"),
        ("5 eV", "5"),
        ("5e", "5"),
        ("0,25 µm", "0,25"),
        ("-400 W", "-400"),
        ("150 x 20", "150"),
        ("nm", ""),
        ("-", ""),
        ("5 10*3", "5"),
    ] {
        assert_eq!(&text[..token_length(text)], token, "{text}");
    }
}

#[test]
fn writes_exact_values_in_full() {
    for (value, text) in [
        (rational(1, 8), Some("0.125")),
        (rational(-15, 2), Some("-7.5")),
        (rational(1200, 1), Some("1200")),
        (rational(0, 1), Some("0")),
        (rational(1, 3), None),
    ] {
        assert_eq!(
            Decimal::exact(&value)
                .map(|decimal| decimal.to_string())
                .as_deref(),
            text
        );
    }
}

/// Whatever can be read is written exactly, and in a form that can be read again:
/// the smallest and the longest numbers too.
#[test]
fn writes_whatever_can_be_read() {
    let long = "12345678901234567890123456789012345678901234567890";
    for (text, written) in [
        (
            "0.1e-40",
            "0.00000000000000000000000000000000000000001".to_owned(),
        ),
        ("0.1e-60", "1e-61".to_owned()),
        ("-7.25e-99", "-7.25e-99".to_owned()),
        ("0.25e-99", "0.25e-99".to_owned()),
        ("120e99", "120e99".to_owned()),
        (long, long.to_owned()),
        (
            &format!("{long}e-99"),
            format!("{}.{}e-50", &long[..1], &long[1..49]),
        ),
        (&format!("{long}e99"), format!("{long}e99")),
    ] {
        let value = Decimal::parse(text).unwrap().to_rational();
        let exact = Decimal::exact(&value).unwrap();
        assert_eq!(exact.to_rational(), value, "{text}");
        assert_eq!(exact.to_string(), written, "{text}");
        assert_eq!(Decimal::parse(&written), Ok(exact), "{text}");
    }
}

#[test]
fn rounds_to_significant_digits() {
    for (value, digits, text) in [
        (rational(2, 3), 3, "0.667"),
        (rational(999, 100), 2, "10"),
        (rational(9996, 1000), 3, "10.0"),
        (rational(123_456, 1), 3, "123000"),
        (rational(-1, 2), 1, "-0.5"),
        (rational(25, 10), 1, "3"),
        (rational(1, 86_400_000), 5, "1.1574e-8"),
        (rational(0, 1), 3, "0"),
        (rational(100, 1), 3, "100"),
        (rational(1, 1000), 2, "0.0010"),
    ] {
        assert_eq!(Decimal::rounded(&value, digits).to_string(), text);
    }
}

proptest! {
    #[test]
    fn never_panics_and_points_into_the_text(text in ".{0,40}") {
        match Decimal::parse(&text) {
            Ok(decimal) => prop_assert_eq!(Decimal::parse(&decimal.to_string()), Ok(decimal)),
            Err(error) => {
                prop_assert!(text.get(error.span.clone()).is_some());
                for suggestion in &error.suggestions {
                    prop_assert!(Decimal::parse(suggestion).is_ok(), "{}", suggestion);
                }
            }
        }
        prop_assert!(text.get(..token_length(&text)).is_some());
    }

    #[test]
    fn number_like_texts_never_panic(text in "[-+−0-9.,'  e×x^*⁻¹0]{0,20}") {
        if let Err(error) = Decimal::parse(&text) {
            for suggestion in &error.suggestions {
                prop_assert!(Decimal::parse(suggestion).is_ok(), "{}", suggestion);
            }
        }
        prop_assert!(text.get(..token_length(&text)).is_some());
    }

    #[test]
    fn exact_undoes_to_rational(text in "-?(0|[1-9][0-9]{0,24})([.][0-9]{1,25})?(e-?[0-9]{1,2})?") {
        let value = Decimal::parse(&text).unwrap().to_rational();
        let exact = Decimal::exact(&value).unwrap();
        prop_assert_eq!(exact.to_rational(), value);
        prop_assert_eq!(Decimal::parse(&exact.to_string()), Ok(exact));
    }

    #[test]
    fn rounding_stays_within_half_a_digit(numerator in -10_000_000_i64..10_000_000, denominator in 1_i64..100_000, digits in 1_usize..8) {
        let value = rational(numerator, denominator);
        let rounded = Decimal::rounded(&value, digits);
        let twice = (rounded.to_rational() - &value) * rational(2, 1);
        let most = num_traits::Signed::abs(&value) * ten_to(1 - i32::try_from(digits).unwrap());
        prop_assert!(num_traits::Signed::abs(&twice) <= most);
    }
}
