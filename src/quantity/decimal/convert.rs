//! Converts between a [`Decimal`] and the exact [`Rational`] it represents.

use num_bigint::BigInt;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::{Decimal, MAX_DIGITS, MAX_EXPONENT, Rational};

/// Rounded numbers of at least this power of ten are written with an exponent.
const LARGE: i32 = 12;
/// Rounded numbers below this power of ten are written with an exponent.
const SMALL: i32 = -5;

impl Decimal {
    /// The exact value.
    #[must_use]
    pub fn to_rational(&self) -> Rational {
        let magnitude = self.digits().fold(BigInt::zero(), |sum, digit| {
            sum * 10 + digit.to_digit(10).unwrap_or(0)
        });
        let places = i32::try_from(self.fraction.len()).unwrap_or(0);
        let value = Rational::from(magnitude) * ten_to(self.exponent.unwrap_or(0) - places);
        if self.negative { -value } else { value }
    }

    /// Writes a value exactly, if its decimal expansion ends: 1/8 is `0.125`, and 1/3 is
    /// `None`. It uses a power of ten only where the value has too many places to be
    /// written in full, so every number that can be read can also be written.
    #[must_use]
    pub fn exact(value: &Rational) -> Option<Self> {
        let places = places(value.denom())?;
        let scaled = (value * ten_to(places)).to_integer();
        let in_full = plain(&scaled, usize::try_from(places).ok()?);
        if in_full.whole.len() + in_full.fraction.len() <= MAX_DIGITS {
            return Some(in_full);
        }
        let exponent = power_of_ten(value).clamp(-MAX_EXPONENT, MAX_EXPONENT);
        let mantissa = value / ten_to(exponent);
        let places = self::places(mantissa.denom())?;
        let scaled = (mantissa * ten_to(places)).to_integer();
        let mut written = plain(&scaled, usize::try_from(places).ok()?);
        written.exponent = Some(exponent);
        Some(written)
    }

    /// Writes a value rounded to this many significant digits, a half away from zero.
    #[must_use]
    pub fn rounded(value: &Rational, significant: usize) -> Self {
        let significant = i32::try_from(significant.max(1)).unwrap_or(i32::MAX);
        if value.is_zero() {
            return plain(&BigInt::zero(), 0);
        }
        let mut power = power_of_ten(value);
        let mut scaled = (value * ten_to(significant - 1 - power))
            .round()
            .to_integer();
        if scaled.abs() >= BigInt::from(10).pow(significant.unsigned_abs()) {
            // 9.99 became 10.0: one digit more before the point, one fewer after it.
            power += 1;
            scaled /= 10;
        }
        let places = significant - 1 - power;
        if !(SMALL..LARGE).contains(&power) {
            let mut written = plain(&scaled, significant.unsigned_abs() as usize - 1);
            written.exponent = Some(power);
            return written;
        }
        match usize::try_from(places) {
            Ok(places) => plain(&scaled, places),
            Err(_) => plain(&(scaled * BigInt::from(10).pow(places.unsigned_abs())), 0),
        }
    }
}

/// The nearest floating-point number, for charts and sliders only: never for
/// comparing or storing.
#[must_use]
pub(crate) fn approximate(value: &Rational) -> f64 {
    value.to_f64().unwrap_or(f64::NAN)
}

/// Ten to a power, exactly.
pub(in crate::quantity) fn ten_to(power: i32) -> Rational {
    let ten = BigInt::from(10).pow(power.unsigned_abs());
    if power < 0 {
        Rational::new_raw(BigInt::one(), ten)
    } else {
        Rational::from(ten)
    }
}

/// The largest power of ten that is not above the absolute value; 0 for zero.
fn power_of_ten(value: &Rational) -> i32 {
    if value.is_zero() {
        return 0;
    }
    let length = |number: &BigInt| i32::try_from(number.magnitude().to_string().len()).unwrap_or(0);
    let guess = length(value.numer()) - length(value.denom());
    if value.abs() < ten_to(guess) {
        guess - 1
    } else {
        guess
    }
}

/// How many places after the point a fraction in lowest terms has; `None` if its expansion
/// does not end, because the denominator has a factor other than 2 and 5.
fn places(denominator: &BigInt) -> Option<i32> {
    let mut rest = denominator.clone();
    let mut count = |factor: u32| {
        let mut times = 0;
        while (&rest % factor).is_zero() {
            rest /= factor;
            times += 1;
        }
        times
    };
    let places = count(2).max(count(5));
    rest.is_one().then_some(places)
}

/// Writes a whole number with its last `places` digits after the point.
fn plain(scaled: &BigInt, places: usize) -> Decimal {
    let digits = format!("{:0>width$}", scaled.magnitude(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    Decimal {
        negative: scaled.is_negative(),
        whole: whole.to_owned(),
        fraction: fraction.to_owned(),
        exponent: None,
    }
}
