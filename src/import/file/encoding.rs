//! Whether a text that was read as Windows-1250 is in that encoding: in another one, its
//! letters become signs within words, capitals behind small letters, and letters that no
//! language has side by side.

/// The letters beside those of ASCII of the languages that Windows-1250 is made for, and
/// of those that share it.
const ALPHABETS: [&str; 8] = [
    "áčďéěíňóřšťúůýž",
    "áäčďéíĺľňóôŕšťúýž",
    "ąćęłńóśźż",
    "äöüß",
    "áéíóöőúüű",
    "ăâîşţ",
    "čćđšž",
    "âçéëîôůü",
];

/// Signs of punctuation that may stand between two letters.
const WITHIN_WORDS: &str = "’‘'–—-·×°´…®™©§«»“”„";

/// Signs that stand beside no letter.
const ALONE: &str = "ˇ˘˛¸˙˝¨¬¦‚¤‰‡†";

/// A word that shows that a text is in another encoding, where many are like it.
pub(super) fn misread(text: &str) -> Option<&str> {
    if let Some(at) = text.find(|sign: char| ('\u{80}'..'\u{a0}').contains(&sign)) {
        let before = text.get(..at)?;
        let start = before.rfind(is_between).map_or(0, |at| at + 1);
        let rest = text.get(start..)?;
        return rest.split(is_between).next();
    }
    let words = text.split(is_between).filter(|word| !word.is_ascii());
    let mut strange = None;
    let (mut all, mut faults) = (0_usize, 0_usize);
    for word in words {
        all += 1;
        if is_strange(word) {
            faults += 1;
            strange.get_or_insert(word);
        }
    }
    strange.filter(|_| faults * 5 > all)
}

/// Whether a sign parts words.
fn is_between(sign: char) -> bool {
    sign.is_ascii_punctuation() || sign.is_ascii_whitespace()
}

fn is_strange(word: &str) -> bool {
    let signs: Vec<char> = word.chars().collect();
    let pairs = || signs.iter().zip(signs.iter().skip(1));
    let beside = pairs().any(|(one, next)| {
        let is_alone = |sign: &char| ALONE.contains(*sign);
        // A low quotation mark opens a word, and the mark of a footnote follows one.
        let opens = |sign: &char| is_alone(sign) && !"‚†‡".contains(*sign);
        (one.is_alphabetic() && is_alone(next) && !"†‡".contains(*next))
            || (opens(one) && next.is_alphabetic())
            || (one.is_lowercase() && next.is_uppercase() && !next.is_ascii())
    });
    let within = signs.windows(3).any(|signs| {
        let [one, sign, next] = signs else {
            return false;
        };
        let is_sign = !sign.is_alphanumeric() && !sign.is_whitespace();
        let are_letters = one.is_alphabetic() && next.is_alphabetic();
        are_letters && is_sign && !WITHIN_WORDS.contains(*sign)
    });
    let small = word.to_lowercase();
    let letters = small
        .chars()
        .filter(|sign| sign.is_alphabetic() && !sign.is_ascii());
    let letters: Vec<char> = letters.collect();
    let fits = |alphabet: &&str| letters.iter().all(|letter| alphabet.contains(*letter));
    beside || within || !ALPHABETS.iter().any(fits)
}

#[cfg(test)]
mod tests {
    use super::misread;

    #[test]
    fn what_another_encoding_leaves() {
        for text in [
            "id,note\none,§luśouźkě k…ĺ\n",
            "id,note\none,ěluéou‹ků kóË\n",
            "PýˇbRam",
            "Nov‚ MŘsto",
            "M\u{81}nchen",
        ] {
            assert!(misread(text).is_some(), "{text}");
        }
        for text in [
            "žluťoučký kůň\npříliš ďábelské ódy",
            "Łódź; Gdańsk; Świętokrzyskie; zażółć gęślą jaźń",
            "„Größe“ – München; ‚Haus‘; Straße…",
            "ľúbezný vŕbový kôň; mäkčeň",
            "Árvíztűrő tükörfúrógép",
            "č. 5 §§ 3; 20 °C; 5 ± 1; ©Firma; Novák†; d’Ivoire",
            "",
        ] {
            assert_eq!(misread(text), None);
        }
        // One name of another country among many words.
        let mut many = "Příbram ".repeat(20);
        many.push_str("Łužická");
        assert_eq!(misread(&many), None);
    }
}
