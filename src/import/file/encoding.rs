//! Detects the encoding of a text that is not UTF-8: the one in which its words have the
//! letters of one language. In a wrong one, letters become symbols inside words, capitals
//! after small letters, and combinations of letters from no single language.

use encoding_rs::{Encoding, ISO_8859_2, WINDOWS_1250, WINDOWS_1252};

use crate::messages::{Message, message};

/// The most characters of the word that a finding quotes.
const MAX_WORD: usize = 30;

/// The non-ASCII letters of the languages of Central Europe, and of those that share an
/// encoding with them.
const CENTRAL: &[&str] = &[
    "áčďéěíňóřšťúůýž",
    "áäčďéíĺľňóôŕšťúýž",
    "ąćęłńóśźż",
    "äöüß",
    "áéíóöőúüű",
    "ăâîşţ",
    "čćđšž",
    "âçéëîôůü",
];

/// Those of the languages of western and northern Europe.
const WESTERN: &[&str] = &[
    "àâæçèéêëîïôœùûüÿ",
    "àèéìíòóùú",
    "áéíñóúü",
    "àáâãçéêíóôõúü",
    "åäæéöø",
    "äöüß",
];

/// The known encodings, with their names and the alphabets that they are made for. In a tie
/// the first one wins, unless the second one is ISO 8859-2 and its text differs.
const ENCODINGS: [(&Encoding, &str, &[&str]); 3] = [
    (WINDOWS_1250, "Windows-1250", CENTRAL),
    (ISO_8859_2, "ISO 8859-2", CENTRAL),
    (WINDOWS_1252, "Windows-1252", WESTERN),
];

/// A decoded text.
#[derive(Debug)]
pub(super) struct ReadAs {
    /// The text.
    pub text: String,
    /// The name of the encoding.
    pub encoding: &'static str,
    /// A word of it with a letter that differs in another encoding.
    pub word: String,
}

/// Decodes bytes that are not UTF-8 in the one encoding that fits.
///
/// # Errors
/// No known encoding fits, or two fit and nothing decides between them.
pub(super) fn read(bytes: &[u8]) -> Result<ReadAs, Message> {
    let mut best: Option<(usize, ReadAs)> = None;
    let mut rival = None;
    for (encoding, name, alphabets) in ENCODINGS {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        if misread(&text, alphabets).is_some() {
            continue;
        }
        let faults = strangers(&text, alphabets);
        let is_better = best.as_ref().is_none_or(|(least, _)| faults < *least);
        if is_better {
            rival = None;
            let word = shorten(text.split(is_between).find(|word| !word.is_ascii()));
            let text = text.into_owned();
            let encoding = name;
            best = Some((
                faults,
                ReadAs {
                    text,
                    encoding,
                    word,
                },
            ));
        } else if let Some((least, read)) = &best
            && faults == *least
            && encoding == ISO_8859_2
            && read.text != text
        {
            rival = different(&read.text, &text);
        }
    }
    match (best, rival) {
        (Some(_), Some((one, other))) => Err(message!("sheet.encodings", one = one, other = other)),
        (Some((_, read)), None) => Ok(read),
        (None, _) => {
            let (text, _) = WINDOWS_1250.decode_without_bom_handling(bytes);
            let word = shorten(misread(&text, CENTRAL));
            Err(message!("sheet.encoding", word = word))
        }
    }
}

/// The first word that differs between two readings, in both forms.
fn different(one: &str, other: &str) -> Option<(String, String)> {
    let pairs = one.split(is_between).zip(other.split(is_between));
    let mut different = pairs.filter(|(one, other)| one != other);
    let (one, other) = different.next()?;
    Some((shorten(Some(one)), shorten(Some(other))))
}

fn shorten(word: Option<&str>) -> String {
    word.unwrap_or_default().chars().take(MAX_WORD).collect()
}

/// The number of non-ASCII letters that are missing in the best matching alphabet, plus the
/// `©` and `®` directly before a small letter, plus the unpaired guillemets.
fn strangers(text: &str, alphabets: &[&str]) -> usize {
    let small = text.to_lowercase();
    let letters: Vec<char> = small
        .chars()
        .filter(|sign| sign.is_alphabetic() && !sign.is_ascii())
        .collect();
    let lacks = |alphabet: &&str| {
        let strange = letters.iter().filter(|letter| !alphabet.contains(**letter));
        strange.count()
    };
    let fewest = alphabets.iter().map(lacks).min().unwrap_or_default();
    let pairs = text.chars().zip(text.chars().skip(1));
    let glued = pairs.filter(|(sign, next)| "©®".contains(*sign) && next.is_lowercase());
    let quotes = |sign: char| text.matches(sign).count();
    fewest + glued.count() + quotes('«').abs_diff(quotes('»'))
}

/// Punctuation that may occur between two letters.
const WITHIN_WORDS: &str = "’‘'–—-·×°´…®™©§«»“”„";

/// Characters that do not occur next to a letter.
const ALONE: &str = "ˇ˘˛¸˙˝¨¬¦‚¤‰‡†";

/// The first word that shows a wrong encoding: one with a control character, else one if more
/// than a fifth of the non-ASCII words are like it.
fn misread<'t>(text: &'t str, alphabets: &[&str]) -> Option<&'t str> {
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
        if is_strange(word, alphabets) {
            faults += 1;
            strange.get_or_insert(word);
        }
    }
    strange.filter(|_| faults * 5 > all)
}

/// Whether a character separates words.
fn is_between(sign: char) -> bool {
    sign.is_ascii_punctuation() || sign.is_ascii_whitespace()
}

fn is_strange(word: &str, alphabets: &[&str]) -> bool {
    let signs: Vec<char> = word.chars().collect();
    let pairs = || signs.iter().zip(signs.iter().skip(1));
    let beside = pairs().any(|(one, next)| {
        let is_alone = |sign: &char| ALONE.contains(*sign);
        // A low quotation mark may precede a word, and a footnote mark may follow one.
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
    beside || within || !alphabets.iter().any(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_a_wrong_encoding() {
        for text in [
            "id,note\none,§luśouźkě k…ĺ\n",
            "id,note\none,ěluéou‹ků kóË\n",
            "PýˇbRam",
            "Nov‚ MŘsto",
            "M\u{81}nchen",
        ] {
            assert!(misread(text, CENTRAL).is_some(), "{text}");
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
            assert_eq!(misread(text, CENTRAL), None);
        }
        // One foreign name among many words.
        let mut many = "Příbram ".repeat(20);
        many.push_str("Łužická");
        assert_eq!(misread(&many, CENTRAL), None);
    }
}
