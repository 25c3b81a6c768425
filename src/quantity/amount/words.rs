//! Words at the start of a short text that stand in place of a sign.

use crate::quantity::error::FormProblem;

/// Words of approximation.
const APPROXIMATE: [&str; 22] = [
    "approximately",
    "approx.",
    "approx",
    "about",
    "around",
    "circa",
    "cca.",
    "cca",
    "ca.",
    "ca",
    "asi",
    "přibližně",
    "zhruba",
    "kolem",
    "okolo",
    "etwa",
    "ungefähr",
    "rund",
    "približne",
    "około",
    "~",
    "≈",
];

/// Words of limits and the signs with the same meaning. The longer ones come first.
const LIMITS: [(&str, &str); 50] = [
    ("not more than", "<="),
    ("no more than", "<="),
    ("not less than", ">="),
    ("no less than", ">="),
    ("less than", "<"),
    ("lower than", "<"),
    ("more than", ">"),
    ("greater than", ">"),
    ("higher than", ">"),
    ("at most", "<="),
    ("at least", ">="),
    ("up to", "<="),
    ("maximum", "<="),
    ("minimum", ">="),
    ("max.", "<="),
    ("max", "<="),
    ("min.", ">="),
    ("min", ">="),
    ("under", "<"),
    ("below", "<"),
    ("over", ">"),
    ("above", ">"),
    ("nejvýše", "<="),
    ("maximálně", "<="),
    ("nejméně", ">="),
    ("alespoň", ">="),
    ("minimálně", ">="),
    ("méně než", "<"),
    ("více než", ">"),
    ("höchstens", "<="),
    ("mindestens", ">="),
    ("maximal", "<="),
    ("minimal", ">="),
    ("bis zu", "<="),
    ("bis", "<="),
    ("über", ">"),
    ("unter", "<"),
    ("najviac", "<="),
    ("najmenej", ">="),
    ("co najwyżej", "<="),
    ("co najmniej", ">="),
    ("powyżej", ">"),
    ("poniżej", "<"),
    ("do", "<="),
    ("až", "<="),
    ("from", ">="),
    ("von", ">="),
    ("od", ">="),
    ("nad", ">"),
    ("pod", "<"),
];

/// Words around the two numbers of a range.
const BETWEEN: [(&str, &str); 5] = [
    ("between", " and "),
    ("mezi", " a "),
    ("medzi", " a "),
    ("zwischen", " und "),
    ("między", " a "),
];

/// A word found, and what may be meant.
pub(super) struct Word {
    pub(super) length: usize,
    pub(super) problem: FormProblem,
    /// The rest with the sign in place of the word.
    pub(super) instead: Option<String>,
}

/// Finds such a word at the start of a text.
pub(super) fn at_start(text: &str) -> Option<Word> {
    let small = text.to_lowercase();
    let rest_after = |word: &str| {
        let rest = small.strip_prefix(word)?.trim_start();
        let is_number = rest.starts_with(|next: char| {
            next.is_ascii_digit() || matches!(next, '-' | '−' | '.' | '±')
        });
        is_number
            .then(|| text.get(text.len().saturating_sub(rest.len())..))
            .flatten()
    };
    if let Some(word) = APPROXIMATE.iter().find(|word| rest_after(word).is_some()) {
        return Some(Word {
            length: word.len(),
            problem: FormProblem::Approximate,
            instead: None,
        });
    }
    let between = BETWEEN.iter().find_map(|(word, joint)| {
        let (lower, upper) = rest_after(word)?.split_once(joint)?;
        Some(Word {
            length: word.len(),
            problem: FormProblem::RangeInWords,
            instead: Some(range(lower, upper)),
        })
    });
    between.or_else(|| limit(&rest_after))
}

/// A limit in words, and a range that begins with such a word.
fn limit<'t>(rest_after: &impl Fn(&str) -> Option<&'t str>) -> Option<Word> {
    LIMITS.iter().find_map(|(word, sign)| {
        let rest = rest_after(word)?;
        // `from 1 to 2` is a range, as `1 to 2` is.
        let joints = [" to ", " do ", " bis ", " až "];
        let is_range = matches!(*word, "from" | "od" | "von");
        let joint = joints
            .iter()
            .find(|joint| is_range && rest.contains(**joint));
        Some(Word {
            length: word.len(),
            problem: match joint {
                Some(_) => FormProblem::RangeInWords,
                None => FormProblem::LimitInWords,
            },
            instead: Some(match joint {
                Some(joint) => {
                    let (lower, upper) = rest.split_once(joint).unwrap_or((rest, ""));
                    range(lower, upper)
                }
                None => format!("{sign} {}", pointed(rest)),
            }),
        })
    })
}

fn range(lower: &str, upper: &str) -> String {
    format!("{}–{}", pointed(lower), pointed(upper))
}

/// A text with a decimal point for its decimal comma, unless the comma separates thousands.
fn pointed(text: &str) -> String {
    let is_digit = |c: char| c.is_ascii_digit();
    let after = text.split_once(',').map(|(_, after)| after);
    let digits = after.map(|after| after.find(|c| !is_digit(c)).unwrap_or(after.len()));
    let is_decimal = digits.is_some_and(|digits| digits > 0 && digits != 3);
    if is_decimal && text.matches(',').count() == 1 {
        return text.replacen(',', ".", 1);
    }
    text.to_owned()
}
