//! Properties that hold for every amount.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use proptest::prelude::*;

use super::*;
use crate::quantity::unit::UNITS;

fn unit(code: &str) -> Unit {
    Unit::parse(code).unwrap()
}

fn any_decimal(signed: bool) -> impl Strategy<Value = Decimal> {
    let sign = if signed { "-?" } else { "" };
    let pattern = format!("{sign}(0|[1-9][0-9]{{0,8}})([.][0-9]{{1,6}})?(e-?[0-9]{{1,2}})?");
    proptest::string::string_regex(&pattern)
        .unwrap()
        .prop_filter_map("too long", |text| Decimal::parse(&text).ok())
}

fn any_amount() -> impl Strategy<Value = Amount> {
    let form = prop_oneof![
        any_decimal(true).prop_map(AmountForm::Exact),
        (any_decimal(true), any_decimal(true)).prop_map(|(one, other)| {
            let ordered = one.to_rational() <= other.to_rational();
            let (lower, upper) = if ordered { (one, other) } else { (other, one) };
            AmountForm::Range { lower, upper }
        }),
        (any_decimal(true), any::<bool>())
            .prop_map(|(bound, strict)| AmountForm::AtLeast { bound, strict }),
        (any_decimal(true), any::<bool>())
            .prop_map(|(bound, strict)| AmountForm::AtMost { bound, strict }),
        (any_decimal(true), any_decimal(false), any::<bool>()).prop_map(
            |(value, spread, deviation)| {
                let kind = if deviation {
                    SpreadKind::StandardDeviation
                } else {
                    SpreadKind::Uncertainty
                };
                AmountForm::WithSpread {
                    value,
                    spread,
                    kind,
                }
            }
        ),
    ];
    (form, 0..UNITS.len()).prop_map(|(form, index)| Amount {
        form,
        unit: unit(UNITS[index].code),
    })
}

/// A case from random testing, with numbers smaller than the writer once supported.
#[test]
fn there_and_back_with_forty_places() {
    let amount = Amount::parse("0–0.1e-40 kPa").unwrap().amount;
    let mut converted = 0;
    for row in UNITS {
        if let Some(there) = amount.converted(&unit(row.code)) {
            let back = there.converted(&amount.unit).unwrap();
            assert_eq!(numbers(&back), numbers(&amount), "{}", row.code);
            converted += 1;
        }
    }
    assert!(converted > 5, "units of pressure");
}

fn numbers(amount: &Amount) -> Vec<Rational> {
    let values = amount.values().into_iter();
    values.map(Decimal::to_rational).collect()
}

proptest! {
    #[test]
    fn source_form_reads_back(amount in any_amount()) {
        let source = amount.source();
        prop_assert!(source.is_ascii());
        prop_assert_eq!(Amount::parse(&source).map(|parsed| parsed.amount), Ok(amount), "{}", source);
    }

    #[test]
    fn printed_english_without_groups_reads_back(amount in any_amount()) {
        // Groups, powers and abbreviated units are for readers only.
        let printed = crate::quantity::format_amount(&amount, "en").text;
        let code = amount.unit.code();
        if !printed.contains([',', '×']) && !code.contains(['[', '{', '5']) && code != "a" {
            prop_assert_eq!(Amount::parse(&printed).map(|parsed| parsed.amount), Ok(amount), "{}", printed);
        }
    }

    #[test]
    fn never_panics_and_points_into_the_text(text in ".{0,40}") {
        if let Err(error) = Amount::parse(&text) {
            prop_assert!(text.get(error.place().span.clone()).is_some());
        }
    }

    #[test]
    fn amount_like_texts_never_panic(text in "[-+0-9.,<>=≤±–…() nmµ%°gsdtoe/²]{0,24}", unit in "[-0-9.W/m·K–( ]{0,12}") {
        match Amount::parse(&text) {
            Ok(parsed) => {
                prop_assert!(text.get(parsed.spans.first.clone()).is_some());
                let source = parsed.amount.source();
                prop_assert_eq!(Amount::parse(&source).unwrap().amount, parsed.amount, "{}", source);
            }
            Err(error) => prop_assert!(text.get(error.place().span.clone()).is_some()),
        }
        let parts = AmountParts { value: Some(&text), unit: Some(&unit), ..AmountParts::default() };
        if let Err(errors) = Amount::from_parts(&parts) {
            prop_assert!(!errors.is_empty());
        }
    }

    #[test]
    fn conversion_keeps_the_meaning(amount in any_amount(), index in 0..UNITS.len()) {
        let to = unit(UNITS[index].code);
        if let Some(converted) = amount.converted(&to) {
            prop_assert_eq!(converted.interval(&to), amount.interval(&to));
        }
    }

    #[test]
    fn there_and_back_is_the_same_number(amount in any_amount(), index in 0..UNITS.len()) {
        let to = unit(UNITS[index].code);
        if let Some(there) = amount.converted(&to) {
            let back = there.converted(&amount.unit);
            prop_assert_eq!(back.map(|back| numbers(&back)), Some(numbers(&amount)));
        }
    }
}
