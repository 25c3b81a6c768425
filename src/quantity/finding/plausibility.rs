//! Whether a value is within the usual range of its property. Most values that are not have
//! the wrong unit.

use crate::quantity::amount::{Amount, AmountForm};
use crate::quantity::decimal::{Decimal, Rational};
use crate::quantity::registry::Property;
use crate::quantity::unit::Unit;

/// A value outside the usual range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Implausible {
    /// The lowest usual value, in the unit in which it is shortest to write.
    pub usual_min: Option<Amount>,
    /// The highest usual value, likewise.
    pub usual_max: Option<Amount>,
    /// The code of an allowed unit in which the same number would be usual.
    pub better_unit: Option<String>,
}

/// Checks an amount against the property's plausible range; `None` if it is inside or there
/// is no range. The check ignores a spread, and a unit that does not fit.
#[must_use]
pub fn plausibility(amount: &Amount, property: &Property) -> Option<Implausible> {
    if usual(amount, &amount.unit, property) {
        return None;
    }
    let scale = &property.scale;
    let bound = |bound: &Option<Decimal>| {
        let amount = Amount {
            form: AmountForm::Exact(bound.clone()?),
            unit: scale.unit.clone(),
        };
        Some(scale.shortest(&amount).unwrap_or(amount))
    };
    let other_units = scale.units.iter().filter(|unit| **unit != amount.unit);
    let better_unit = other_units
        .into_iter()
        .find(|unit| usual(amount, unit, property));
    Some(Implausible {
        usual_min: bound(&property.plausible_min),
        usual_max: bound(&property.plausible_max),
        better_unit: better_unit.map(|unit| unit.code().to_owned()),
    })
}

/// True if all values of an amount, read in a unit, are in the plausible range.
fn usual(amount: &Amount, unit: &Unit, property: &Property) -> bool {
    amount.values().into_iter().all(|value| {
        let Ok(value) = unit.convert(&value.to_rational(), &property.scale.unit) else {
            return true;
        };
        let bound = |bound: &Option<Decimal>| bound.as_ref().map(Decimal::to_rational);
        let above = |min: Rational| min <= value;
        let below = |max: Rational| value <= max;
        bound(&property.plausible_min).is_none_or(above)
            && bound(&property.plausible_max).is_none_or(below)
    })
}
