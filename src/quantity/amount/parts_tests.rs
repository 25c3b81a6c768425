//! Tests of amounts read from the keys of a row.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use super::tests::{at_least, at_most, exact, range, with_spread};
use super::*;
use crate::quantity::error::{AmountPart, FormProblem};

const EMPTY: AmountParts<'static> = AmountParts {
    value: None,
    min: None,
    max: None,
    sd: None,
    uncertainty: None,
    unit: None,
};

#[test]
fn reads_the_keys_of_a_row() {
    let parts = AmountParts {
        unit: Some("nm"),
        ..EMPTY
    };
    let value = AmountParts {
        value: Some("150"),
        ..parts
    };
    assert_eq!(Amount::from_parts(&value), Ok(exact("150", "nm")));
    let sd = AmountParts {
        sd: Some("20"),
        ..value
    };
    assert_eq!(
        Amount::from_parts(&sd),
        Ok(with_spread(
            "150",
            "20",
            SpreadKind::StandardDeviation,
            "nm"
        ))
    );
    let uncertainty = AmountParts {
        uncertainty: Some("20"),
        ..value
    };
    assert_eq!(
        Amount::from_parts(&uncertainty),
        Ok(with_spread("150", "20", SpreadKind::Uncertainty, "nm"))
    );
    let both = AmountParts {
        min: Some("100"),
        max: Some("300"),
        ..parts
    };
    assert_eq!(Amount::from_parts(&both), Ok(range("100", "300", "nm")));
    assert_eq!(
        Amount::from_parts(&AmountParts { max: None, ..both }),
        Ok(at_least("100", false, "nm"))
    );
    assert_eq!(
        Amount::from_parts(&AmountParts { min: None, ..both }),
        Ok(at_most("300", false, "nm"))
    );
    assert_eq!(
        Amount::from_parts(&AmountParts {
            value: Some("0.8"),
            ..EMPTY
        }),
        Ok(exact("0.8", "1"))
    );
    assert_eq!(
        Amount::from_parts(&AmountParts {
            value: Some("0.8"),
            unit: Some("1"),
            ..EMPTY
        }),
        Ok(exact("0.8", "1"))
    );
}

#[test]
fn names_every_key_at_fault() {
    use FormProblem as Problem;
    let value = AmountParts {
        value: Some("150"),
        unit: Some("nm"),
        ..EMPTY
    };
    let problems = |parts: &AmountParts<'_>| -> Vec<(AmountPart, Problem)> {
        let errors = Amount::from_parts(parts).unwrap_err();
        errors
            .into_iter()
            .map(|error| match error {
                QuantityError::Form { place, problem, .. } => (place.part, problem),
                other => panic!("{other:?}"),
            })
            .collect()
    };
    assert_eq!(
        problems(&EMPTY),
        [(AmountPart::Value, Problem::ValueMissing)]
    );
    assert_eq!(
        problems(&AmountParts {
            min: Some("1"),
            ..value
        }),
        [(AmountPart::Min, Problem::ValueAndLimits)]
    );
    assert_eq!(
        problems(&AmountParts {
            max: Some("1"),
            ..value
        }),
        [(AmountPart::Max, Problem::ValueAndLimits)]
    );
    let sd_alone = AmountParts {
        sd: Some("1"),
        min: Some("1"),
        ..EMPTY
    };
    assert_eq!(
        problems(&sd_alone),
        [(AmountPart::Sd, Problem::SpreadWithoutValue)]
    );
    let two = AmountParts {
        sd: Some("1"),
        uncertainty: Some("1"),
        ..value
    };
    assert_eq!(
        problems(&two),
        [(AmountPart::Uncertainty, Problem::TwoSpreads)]
    );
    assert_eq!(
        problems(&AmountParts {
            sd: Some("-1"),
            ..value
        }),
        [(AmountPart::Sd, Problem::NegativeSpread)]
    );

    let many = AmountParts {
        value: Some("1,50"),
        sd: Some("abc"),
        unit: Some("xyz"),
        ..EMPTY
    };
    let errors = Amount::from_parts(&many).unwrap_err();
    let found: Vec<_> = errors
        .iter()
        .map(|error| (error.code(), error.place().part))
        .collect();
    assert_eq!(
        found,
        [
            ("Q002", AmountPart::Unit),
            ("Q001", AmountPart::Value),
            ("Q001", AmountPart::Sd)
        ]
    );

    let reversed = AmountParts {
        min: Some("300"),
        max: Some("100"),
        unit: Some("nm"),
        ..EMPTY
    };
    let errors = Amount::from_parts(&reversed).unwrap_err();
    assert!(
        matches!(&errors[..], [QuantityError::Bounds { place, upper_place, .. }]
        if place.part == AmountPart::Min && upper_place.part == AmountPart::Max)
    );
}

#[test]
fn sees_a_range_torn_apart_by_a_converter() {
    let parts = AmountParts {
        value: Some("15.0"),
        unit: Some("-400 W/m·K"),
        ..EMPTY
    };
    let errors = Amount::from_parts(&parts).unwrap_err();
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].place().part, AmountPart::Unit);
    assert_eq!(
        errors[0].suggestions(),
        [
            "15.0–400 W/(m.K)",
            "min: \"15.0\", max: \"400\", unit: \"W/(m.K)\""
        ]
    );
}

#[test]
fn says_which_keys_a_short_text_in_a_key_belongs_in() {
    for (value, keys) in [
        ("100–300", "min: \"100\", max: \"300\""),
        ("150 nm", "value: \"150\", unit: \"nm\""),
        ("< 5", "max: \"5\""),
        ("150 ± 20", "value: \"150\", uncertainty: \"20\""),
    ] {
        let errors = Amount::from_parts(&AmountParts {
            value: Some(value),
            ..EMPTY
        })
        .unwrap_err();
        assert_eq!(errors[0].suggestions(), [keys]);
        assert_eq!(errors[0].code(), "Q006");
    }
}
