//! What is said of a picture beside what it shows: who made it, under which licence, and
//! how large what it shows is, as a bar that is true at every size.

use super::Scope;
use crate::quantity::{Amount, AmountForm, Decimal, Rational, Unit, format_amount};
use crate::schema::{Lang, Licence, Record, Value, licence_named};

/// What is said of a picture.
#[derive(Debug, Clone, Default)]
pub(crate) struct AboutPicture<'a> {
    /// Who made it.
    pub credit: Option<&'a str>,
    /// The language of the credit, where it is not that of the page.
    pub credit_lang: Option<&'a Lang>,
    /// What others may do with it.
    pub licence: Option<&'static Licence>,
    /// The bar that shows its scale.
    pub scale: Option<ScaleBar>,
}

/// A bar beside a picture that is as long as something in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ScaleBar {
    /// The length as printed: `5 µm`.
    pub text: String,
    /// How long the bar is, as a percentage of the picture's width, with a point.
    pub share: String,
}

/// The shares of a picture's width, in per cent, within which a bar can be read and does
/// not hide much.
const SHORTEST: (u32, u32) = (6, 100);
const LONGEST: (u32, u32) = (40, 100);

/// The proportions that are distinguished, one to four and eight to one.
const TALLEST: i8 = -4;
const WIDEST: i8 = 6;

/// The bars that are drawn where the stated length is too short or too long for one.
const ROUND: [&str; 9] = ["1", "2", "5", "10", "20", "50", "100", "200", "500"];
const UNITS: [&str; 4] = ["nm", "um", "mm", "m"];

impl<'a> Scope<'a> {
    /// What is said of a picture of so many pixels.
    pub(super) fn about_picture(
        self,
        record: &'a Record,
        size: Option<(u32, u32)>,
    ) -> AboutPicture<'a> {
        let credit = record.get("credit");
        let credit = credit.and_then(|item| self.catalog().value(item, self.lang));
        let (credit, credit_lang) = match credit {
            Some((item, lang)) => (item.value.as_text().map(|text| &**text), lang),
            None => (None, None),
        };
        let scale = record.get("scale").map(|item| &item.value);
        let scale = match (scale, size) {
            (Some(Value::Object(scale)), Some((width, _))) => {
                scale_bar(scale, width, self.lang.as_str())
            }
            _ => None,
        };
        AboutPicture {
            credit,
            credit_lang,
            licence: record.text("licence").and_then(|id| licence_named(id)),
            scale,
        }
    }
}

/// How much wider than high something is, in halves of a doubling; from four to one to
/// one to eight.
pub(super) fn proportion((width, height): (u32, u32)) -> i8 {
    let ratio = f64::from(width.max(1)) / f64::from(height.max(1));
    // From one step to the next the square of the ratio doubles.
    let square = ratio * ratio;
    let middle = |step: i8| 2_f64.powi(step.into()) / std::f64::consts::SQRT_2;
    (TALLEST..=WIDEST)
        .rev()
        .find(|step| square >= middle(*step))
        .unwrap_or(TALLEST)
}

/// The bar of a picture of a width in pixels; none where its scale says nothing of it,
/// which has been reported.
fn scale_bar(scale: &Record, width: u32, lang: &str) -> Option<ScaleBar> {
    let Value::Quantity(length) = &scale.get("length")?.value else {
        return None;
    };
    let Value::Int(pixels) = scale.get("pixels")?.value else {
        return None;
    };
    let pixels = u32::try_from(pixels)
        .ok()
        .filter(|pixels| (1..=width).contains(pixels))?;
    let metre = Unit::parse("m").ok()?;
    let metres = length
        .amount
        .exact_in(&metre)
        .filter(|length| *length > whole(0))?;
    let stated = fraction((pixels, width));
    let whole_width = metres / &stated;
    if (fraction(SHORTEST)..=fraction(LONGEST)).contains(&stated) {
        return Some(bar(&length.amount, &stated, lang));
    }
    let all = UNITS
        .iter()
        .flat_map(|unit| ROUND.map(|digits| (digits, unit)));
    let bars = all.filter_map(|(digits, unit)| {
        let amount = Amount {
            form: AmountForm::Exact(Decimal::parse(digits).ok()?),
            unit: Unit::parse(unit).ok()?,
        };
        let share = amount.exact_in(&metre)? / &whole_width;
        Some((amount, share))
    });
    // From one round length to the next it is never more than five halves.
    let fitting = bars.take_while(|(_, share)| *share <= fraction(LONGEST));
    let (amount, share) = fitting
        .last()
        .filter(|(_, share)| *share >= fraction(SHORTEST))?;
    Some(bar(&amount, &share, lang))
}

fn bar(amount: &Amount, share: &Rational, lang: &str) -> ScaleBar {
    let thousandths = (share * whole(100_000)).round().to_integer();
    let digits = format!("{thousandths:0>4}");
    let (percent, rest) = digits.split_at(digits.len() - 3);
    ScaleBar {
        text: format_amount(amount, lang).text,
        share: format!("{percent}.{rest}"),
    }
}

fn whole(number: u32) -> Rational {
    Rational::from_integer(number.into())
}

fn fraction((part, of): (u32, u32)) -> Rational {
    Rational::new(part.into(), of.into())
}
