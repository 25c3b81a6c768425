//! Decimal marks and group marks by language.

/// The least number of digits before the point that are grouped: 9200, but 12 000.
const GROUPED_FROM: usize = 5;

/// Languages with a decimal comma that group by a no-break space.
const COMMA_AND_SPACE: [&str; 18] = [
    "bg", "cs", "et", "fi", "fr", "hr", "hu", "lt", "lv", "nb", "nn", "no", "pl", "ru", "sk", "sl",
    "sv", "uk",
];
/// Languages with a decimal comma that group by a point.
const COMMA_AND_POINT: [&str; 10] = ["da", "de", "el", "es", "id", "it", "nl", "pt", "ro", "tr"];
/// Regions that group by a no-break space where their language does not.
const BY_REGION: [&str; 2] = ["de-AT", "pt-PT"];

/// The marks of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NumberFormat {
    /// The mark before the fraction.
    pub decimal_mark: char,
    /// The mark between groups of three digits.
    pub group_mark: char,
}

impl NumberFormat {
    /// The marks of a language, given by its tag, such as `cs` or `de-AT`; those of
    /// English if it is not known here.
    #[must_use]
    pub(crate) fn of(language: &str) -> Self {
        let main = language.split('-').next().unwrap_or_default();
        let (decimal_mark, group_mark) =
            if BY_REGION.contains(&language) || COMMA_AND_SPACE.contains(&main) {
                (',', '\u{a0}')
            } else if COMMA_AND_POINT.contains(&main) {
                (',', '.')
            } else {
                ('.', ',')
            };
        Self {
            decimal_mark,
            group_mark,
        }
    }

    /// Puts the group mark between groups of three digits, from five digits on.
    #[must_use]
    pub(crate) fn grouped(self, digits: &str) -> String {
        let length = digits.len();
        if length < GROUPED_FROM {
            return digits.to_owned();
        }
        let mut grouped = String::with_capacity(length * 2);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (length - index).is_multiple_of(3) {
                grouped.push(self.group_mark);
            }
            grouped.push(digit);
        }
        grouped
    }
}
