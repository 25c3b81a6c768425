//! Words for thousands, millions and thousands of millions, and letters for zeros.

/// A text with zeros in place of the letter `O`, which they look like: `466 O36`.
pub(super) fn with_zeros(text: &str) -> String {
    text.replace(['O', 'o'], "0")
}

/// How many zeros the word after a number means: `25 tis.`, `1,5 mil. Kč`, `3 mld`. A bare
/// `m` may also mean metres, so it means none.
pub(super) fn zeros(after: &str) -> usize {
    const WORDS: &[(&str, usize)] = &[
        ("k", 3),
        ("tis", 3),
        ("tisíc", 3),
        ("tys", 3),
        ("tysięcy", 3),
        ("tsd", 3),
        ("tausend", 3),
        ("thousand", 3),
        ("thousands", 3),
        ("mil", 6),
        ("mio", 6),
        ("mln", 6),
        ("mill", 6),
        ("milion", 6),
        ("miliony", 6),
        ("milionů", 6),
        ("milión", 6),
        ("miliónov", 6),
        ("milionów", 6),
        ("million", 6),
        ("millions", 6),
        ("millionen", 6),
        ("mld", 9),
        ("mrd", 9),
        ("bn", 9),
        ("miliarda", 9),
        ("miliardy", 9),
        ("miliard", 9),
        ("billion", 9),
        ("milliarden", 9),
    ];
    let word: String = after
        .trim_start()
        .chars()
        .take_while(|sign| sign.is_alphabetic())
        .collect();
    let word = word.to_lowercase();
    let named = WORDS.iter().find(|(name, _)| *name == word);
    named.map_or(0, |(_, zeros)| *zeros)
}
