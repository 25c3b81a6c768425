//! Identifiers with a check digit.

/// The identifiers whose check digit is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checksum {
    /// Czech registration number of a legal entity: 8 digits, weights 8 to 2,
    /// modulo 11.
    Ico,
    /// GS1 trade item number of 8, 12, 13 or 14 digits, modulo 10.
    Gtin,
    /// Researcher id of four groups of four, ISO 7064 modulo 11-2.
    Orcid,
    /// Legal entity identifier of 20 characters (ISO 17442), ISO 7064 modulo
    /// 97-10.
    Lei,
}

impl Checksum {
    /// The identifier's name as people write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ico => "IČO",
            Self::Gtin => "GTIN",
            Self::Orcid => "ORCID",
            Self::Lei => "LEI",
        }
    }

    /// An example of the right form.
    #[must_use]
    pub fn form(self) -> &'static str {
        match self {
            Self::Ico => "value.ico",
            Self::Gtin => "value.gtin",
            Self::Orcid => "value.orcid",
            Self::Lei => "value.lei",
        }
    }

    /// Whether the identifier has the right form and check digit.
    #[must_use]
    pub fn holds(self, text: &str) -> bool {
        match self {
            Self::Ico => ico(text),
            Self::Gtin => gtin(text),
            Self::Orcid => orcid(text),
            Self::Lei => lei(text),
        }
    }

    /// The identifier that was probably meant: an IČO whose leading zeros a
    /// spreadsheet has dropped.
    #[must_use]
    pub fn repair(self, text: &str) -> Option<String> {
        if self != Self::Ico || text.is_empty() || text.len() >= 8 {
            return None;
        }
        let padded = format!("{text:0>8}");
        if ico(&padded) {
            return Some(padded);
        }
        // A zero may also be lost further on; it is restored if only one position gives a
        // valid identifier.
        let places = (0..=text.len()).filter(|at| text.is_char_boundary(*at));
        let with_zero = places.filter_map(|at| {
            let (before, after) = text.split_at_checked(at)?;
            Some(format!("{before}0{after}")).filter(|number| ico(number))
        });
        let right: std::collections::BTreeSet<String> = with_zero.collect();
        right.first().filter(|_| right.len() == 1).cloned()
    }

    /// The length of a valid identifier, if there is only one.
    #[must_use]
    pub fn digits(self) -> Option<usize> {
        (self == Self::Ico).then_some(8)
    }
}

fn digits(text: &str) -> Option<Vec<u32>> {
    text.chars().map(|c| c.to_digit(10)).collect()
}

fn ico(text: &str) -> bool {
    let Some(digits) = digits(text).filter(|d| d.len() == 8) else {
        return false;
    };
    let sum: u32 = digits
        .iter()
        .take(7)
        .zip((2..=8).rev())
        .map(|(d, w)| d * w)
        .sum();
    digits.last() == Some(&((11 - sum % 11) % 10))
}

fn gtin(text: &str) -> bool {
    let Some(digits) = digits(text).filter(|d| matches!(d.len(), 8 | 12 | 13 | 14)) else {
        return false;
    };
    let sum: u32 = digits
        .iter()
        .rev()
        .zip([1, 3].iter().cycle())
        .map(|(d, w)| d * w)
        .sum();
    sum.is_multiple_of(10)
}

fn orcid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    if groups.len() != 4 || groups.iter().any(|group| group.chars().count() != 4) {
        return false;
    }
    let plain = text.replace('-', "");
    let Some((body, check)) = plain.split_at_checked(15) else {
        return false;
    };
    let Some(digits) = digits(body) else {
        return false;
    };
    let total = digits
        .iter()
        .fold(0, |total, digit| (total + digit) * 2 % 11);
    let expected = match (12 - total % 11) % 11 {
        10 => "X".to_owned(),
        digit => digit.to_string(),
    };
    check == expected
}

fn lei(text: &str) -> bool {
    text.len() == 20
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
        && text
            .chars()
            .filter_map(|c| c.to_digit(36))
            .fold(0, |rest, value| {
                let shift = if value > 9 { 100 } else { 10 };
                (rest * shift + value) % 97
            })
            == 1
}

#[cfg(test)]
mod tests {
    use super::Checksum::{Gtin, Ico, Lei, Orcid};

    #[test]
    fn known_identifiers() {
        for good in ["46747885", "00216275", "68407700", "47609109", "99542269"] {
            assert!(Ico.holds(good), "{good}");
        }
        for bad in ["12345678", "11111111", "4674788", "467478855", "4674788a"] {
            assert!(!Ico.holds(bad), "{bad}");
        }
        assert!(Gtin.holds("4006381333931") && !Gtin.holds("4006381333932"));
        assert!(Orcid.holds("0000-0002-1825-0097") && !Orcid.holds("0000-0002-1825-0098"));
        assert!(Orcid.holds("0000-0002-1694-233X"));
        assert!(Lei.holds("5493001KJTIIGC8Y1R12") && !Lei.holds("5493001KJTIIGC8Y1R13"));
    }

    #[test]
    fn repairs_dropped_zeros() {
        assert_eq!(Ico.repair("216275").as_deref(), Some("00216275"));
        assert_eq!(Ico.repair("99"), None);
    }
}
