//! *Did you mean*: the candidate nearest to what was written.

use crate::text::folded;

/// The most findings in one text or entry that get a suggestion: each search compares up
/// to thousands of words.
pub(crate) const MAX_HINTED: usize = 200;

/// The candidate nearest to `written`, if one is near enough to be meant: the
/// Damerau-Levenshtein distance (adjacent letters swapped count as one edit) is
/// at most a third of the longer word, case and `_`/`-` aside.
pub(crate) fn closest<'c>(
    written: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    near(written, candidates)
        .min()
        .map(|(_, candidate)| candidate)
}

/// The one candidate that must be meant. `None` if several are near, or if the only near
/// one may be something else: short words differ by little (`pvdf` and `pvdc`), and so do
/// numbers (`pa6` and `pa66`).
pub(crate) fn only_near<'c>(
    written: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let mut near = near(written, candidates);
    let (distance, only) = near.next()?;
    (near.next().is_none() && is_slip(&fold(written), &fold(only), distance)).then_some(only)
}

/// Whether the difference is a typing mistake: one edit, or two in a long word, with the
/// same digits. A replaced letter counts only in words of at least five letters.
fn is_slip(written: &str, meant: &str, distance: usize) -> bool {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    let length = meant.chars().count().max(written.chars().count());
    let same_length = written.chars().count() == meant.chars().count();
    let replaced = same_length && letters(written) != letters(meant);
    let allowed = match length {
        0..4 => 0,
        4 if replaced => 0,
        4..8 => 1,
        _ => 2,
    };
    distance <= allowed && digits(written) == digits(meant)
}

/// The longest word that is compared, in letters: a comparison is O(n·m) in the lengths.
const MAX_LENGTH: usize = 200;

/// The candidates near enough to `written`, each with its distance.
pub(super) fn near<'c>(
    written: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> impl Iterator<Item = (usize, &'c str)> {
    let is_too_long = written.len() > 4 * MAX_LENGTH;
    let wanted = if is_too_long {
        String::new()
    } else {
        fold(written)
    };
    let length = wanted.chars().count();
    candidates.into_iter().filter_map(move |candidate| {
        if is_too_long {
            return None;
        }
        let folded = fold(candidate);
        let other = folded.chars().count();
        let longer = length.max(other);
        let prefix = wanted.len() >= 3 && folded.starts_with(&wanted);
        // The difference in length is a lower bound of the distance, and cheaper to
        // compute.
        if !prefix && length.abs_diff(other) * 3 > longer {
            return None;
        }
        let distance = strsim::damerau_levenshtein(&wanted, &folded);
        (distance * 3 <= longer || prefix).then_some((distance, candidate))
    })
}

fn fold(text: &str) -> String {
    folded(text).replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::{closest, only_near};

    #[test]
    fn finds_typing_mistakes_and_nothing_far() {
        let fields = ["title", "code", "producers", "technology"];
        assert_eq!(closest("titel", fields), Some("title"));
        assert_eq!(closest("Producer", fields), Some("producers"));
        assert_eq!(closest("colour", fields), None);
        assert_eq!(
            closest("fibre-diameter", ["fibre_diameter"]),
            Some("fibre_diameter")
        );
    }

    #[test]
    fn two_near_ones_are_a_guess() {
        assert_eq!(only_near("titel", ["title", "code"]), Some("title"));
        assert_eq!(only_near("port", ["ports", "part"]), None);
    }

    #[test]
    fn another_thing_is_no_typing_mistake() {
        assert_eq!(only_near("nanotecs", ["nanotex"]), Some("nanotex"));
        assert_eq!(only_near("yaer", ["year"]), Some("year"));
        assert_eq!(only_near("pa6", ["pa66"]), None);
        assert_eq!(only_near("pvdf", ["pvdc"]), None);
        assert_eq!(only_near("d10", ["d90"]), None);
        assert_eq!(only_near("ns-0011", ["ns-0012"]), None);
        assert_eq!(only_near("nano", ["nanotex-brno"]), None);
    }
}
