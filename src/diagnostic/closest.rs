//! *Did you mean*: the candidate nearest to what was written.

/// The candidate nearest to `written`, if one is near enough to be meant: the
/// Damerau-Levenshtein distance (adjacent letters swapped count as one edit) is
/// at most a third of the longer word, case and `_`/`-` aside.
pub fn closest<'c>(
    written: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    near(written, candidates)
        .min()
        .map(|(_, candidate)| candidate)
}

/// The one candidate near enough to be meant; `None` where there are several,
/// since choosing would be a guess.
pub fn only_near<'c>(
    written: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let mut near = near(written, candidates);
    let only = near.next()?;
    near.next().is_none().then_some(only.1)
}

fn near<'c>(
    written: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> impl Iterator<Item = (usize, &'c str)> {
    let wanted = fold(written);
    candidates.into_iter().filter_map(move |candidate| {
        let folded = fold(candidate);
        let longer = wanted.chars().count().max(folded.chars().count());
        let distance = strsim::damerau_levenshtein(&wanted, &folded);
        let prefix = wanted.len() >= 3 && folded.starts_with(&wanted);
        (distance * 3 <= longer || prefix).then_some((distance, candidate))
    })
}

fn fold(text: &str) -> String {
    deunicode::deunicode(text).to_lowercase().replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::{closest, only_near};

    #[test]
    fn finds_slips_of_the_keyboard_and_nothing_far() {
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
}
