//! The caption data of a picture: its author, its licence, and a scale bar that is correct at
//! every size.

use super::Scope;
use crate::quantity::{Amount, AmountForm, Decimal, Rational, Unit, format_amount};
use crate::schema::{Lang, Licence, Record, Value, licence_named};

/// The caption data of a picture.
#[derive(Debug, Clone, Default)]
pub(crate) struct AboutPicture<'a> {
    /// Who made it.
    pub credit: Option<&'a str>,
    /// The language of the credit, where it is not that of the page.
    pub credit_lang: Option<&'a Lang>,
    /// Its licence.
    pub licence: Option<&'static Licence>,
    /// Its scale bar.
    pub scale: Option<ScaleBar>,
}

/// A scale bar beside a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ScaleBar {
    /// The length as printed: `5 µm`.
    pub text: String,
    /// The length of the bar, as a percentage of the picture's width, with a decimal point.
    pub share: String,
}

/// The shortest and the longest scale bar, in per cent of a picture's width: readable, but not
/// hiding much.
const SHORTEST: (u32, u32) = (6, 100);
const LONGEST: (u32, u32) = (40, 100);

/// The range of aspect ratios: from one to four up to eight to one.
const TALLEST: i8 = -4;
const WIDEST: i8 = 6;

/// The lengths to choose from if the stated length is too short or too long for a bar.
const ROUND: [&str; 9] = ["1", "2", "5", "10", "20", "50", "100", "200", "500"];
const UNITS: [&str; 4] = ["nm", "um", "mm", "m"];

impl<'a> Scope<'a> {
    /// The caption data of a picture with a size in pixels.
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

/// The aspect ratio in half powers of two, from one to four (-4) up to eight to one (6).
pub(super) fn proportion((width, height): (u32, u32)) -> i8 {
    let ratio = f64::from(width.max(1)) / f64::from(height.max(1));
    // Each step doubles the square of the ratio.
    let square = ratio * ratio;
    let middle = |step: i8| 2_f64.powi(step.into()) / std::f64::consts::SQRT_2;
    (TALLEST..=WIDEST)
        .rev()
        .find(|step| square >= middle(*step))
        .unwrap_or(TALLEST)
}

/// The scale bar of a picture with a width in pixels; `None` if its scale is invalid, which
/// has been reported.
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
    // The next round length is at most five halves of this one.
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
