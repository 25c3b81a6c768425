//! Fractions such as `½`, `2½` and `1 1/2`, which an amount cannot contain, and their
//! decimal values.

use std::ops::Range;

/// The fractions that have a Unicode character of their own.
const SIGNS: [(char, u32, u32); 15] = [
    ('½', 1, 2),
    ('⅓', 1, 3),
    ('⅔', 2, 3),
    ('¼', 1, 4),
    ('¾', 3, 4),
    ('⅕', 1, 5),
    ('⅖', 2, 5),
    ('⅗', 3, 5),
    ('⅘', 4, 5),
    ('⅙', 1, 6),
    ('⅚', 5, 6),
    ('⅛', 1, 8),
    ('⅜', 3, 8),
    ('⅝', 5, 8),
    ('⅞', 7, 8),
];

/// What people divide a whole by; `10/20` are two numbers.
const DENOMINATORS: [u32; 10] = [2, 3, 4, 5, 6, 8, 10, 16, 32, 64];

/// The most digits after the point of a fraction that is exact in decimal.
const MOST_DIGITS: u32 = 6;

/// The fractions of a text.
pub(super) struct Fractions {
    /// Where the first one is.
    pub first: Range<usize>,
    /// The text with decimal numbers in their place, if all of them are exact in decimal.
    pub instead: Option<String>,
}

/// Finds the fractions of a text; `None` where there are none.
pub(super) fn fractions(text: &str) -> Option<Fractions> {
    let (mut first, mut instead) = (None, Some(String::new()));
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let sign = rest.chars().next().map_or(1, char::len_utf8);
        let (length, number) = match fraction(rest).filter(|_| begins_number(text, at)) {
            Some((length, decimal)) => {
                first.get_or_insert(at..at + length);
                (length, decimal)
            }
            None => (sign, rest.get(..sign).map(str::to_owned)),
        };
        instead = instead.zip(number).map(|(done, number)| done + &number);
        at += length;
    }
    first.map(|first| Fractions { first, instead })
}

/// Whether a number may begin at a place: not within another one, nor within a word.
fn begins_number(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    before.is_none_or(|before| !before.is_alphanumeric() && !"./,".contains(before))
}

/// The length of a fraction at the start of a text, with the whole number before it, and
/// its decimal value if that is exact.
fn fraction(text: &str) -> Option<(usize, Option<String>)> {
    let whole = digits(text);
    let behind = text.get(whole..)?;
    let blanks = match whole {
        0 => 0,
        _ => behind.len() - behind.trim_start_matches([' ', '\u{a0}']).len(),
    };
    let part = |from: usize| {
        let (length, above, below) = part(text.get(from..)?)?;
        let whole = text.get(..whole)?;
        Some((from + length, decimal(whole, above, below)))
    };
    // `1/2` begins with digits, but not with a whole number.
    part(whole + blanks).or_else(|| {
        let (length, above, below) = self::part(text)?;
        Some((length, decimal("", above, below)))
    })
}

/// A fraction without a whole number: its length, its numerator and its denominator.
fn part(text: &str) -> Option<(usize, u32, u32)> {
    let sign = text.chars().next()?;
    if let Some((_, above, below)) = SIGNS.iter().find(|(own, ..)| *own == sign) {
        return Some((sign.len_utf8(), *above, *below));
    }
    let upper = digits(text);
    let rest = text.get(upper..)?.strip_prefix(['/', '⁄'])?;
    let start = text.len() - rest.len();
    let lower = digits(rest);
    let above: u32 = text.get(..upper)?.parse().ok()?;
    let below: u32 = rest.get(..lower)?.parse().ok()?;
    let ends = rest.get(lower..)?.chars().next();
    let is_end = ends.is_none_or(|sign| !sign.is_alphanumeric() && !"./,".contains(sign));
    (is_end && above < below && DENOMINATORS.contains(&below)).then_some((
        start + lower,
        above,
        below,
    ))
}

/// How many digits a text begins with.
fn digits(text: &str) -> usize {
    text.len()
        - text
            .trim_start_matches(|sign: char| sign.is_ascii_digit())
            .len()
}

/// The decimal value of a whole number and a fraction.
fn decimal(whole: &str, above: u32, below: u32) -> Option<String> {
    let (count, shifted) = (0..=MOST_DIGITS).find_map(|count| {
        let shifted = u64::from(above) * 10_u64.pow(count);
        shifted
            .is_multiple_of(u64::from(below))
            .then_some((count, shifted / u64::from(below)))
    })?;
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(format!(
        "{whole}.{shifted:0>width$}",
        width = count as usize
    ))
}

#[cfg(test)]
mod tests {
    use super::fractions;

    #[test]
    fn fractions_are_decimal_numbers() {
        for (text, first, instead) in [
            ("½ m", "½", Some("0.5 m")),
            ("2½ m", "2½", Some("2.5 m")),
            ("1/2 m", "1/2", Some("0.5 m")),
            ("1 1/16 in", "1 1/16", Some("1.0625 in")),
            ("¼–½ m", "¼", Some("0.25–0.5 m")),
            ("2 - 2 3/4 m", "2 3/4", Some("2 - 2.75 m")),
            ("<= 3/4", "3/4", Some("<= 0.75")),
            ("⅓ m", "⅓", None),
        ] {
            let found = fractions(text).unwrap();
            assert_eq!(text.get(found.first), Some(first), "{text}");
            assert_eq!(found.instead.as_deref(), instead, "{text}");
        }
        for text in [
            "10/20 m", "5 g/m2", "1.1/2 m", "3/2 m", "1/2m", "1/2/4 m", "", "1/", "5 1/min",
        ] {
            assert!(fractions(text).is_none(), "{text}");
        }
    }
}
