//! E-mail addresses and telephone numbers as people write them: with extra words, several
//! instead of one, or shortened by a spreadsheet.

use super::email::email;
use super::said_day::is_digits;
use super::zeros::with_zeros;
use crate::diagnostic::Diagnostic;
use crate::schema::{Field, FieldType, Value, WebUrl};
use crate::yaml::Node;

/// From this many digits on, a number is complete without what follows, and not an area
/// code.
const MANY_DIGITS: usize = 7;

/// An e-mail address with spaces in it, or in a link.
pub(super) fn bare_mailbox(text: &str) -> Option<String> {
    let bare = text.strip_prefix("mailto:").unwrap_or(text);
    let bare: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
    (bare != text && email(&bare).is_some()).then_some(bare)
}

/// An address with a comma instead of a point, or with a full stop after it.
pub(super) fn slipped_mailbox(text: &str) -> Option<String> {
    let pointed = text.trim_end_matches(['.', ',', ';']).replace(',', ".");
    (pointed != text && email(&pointed).is_some()).then_some(pointed)
}

/// The address of `Jan Novák <jan@example.org>`, as programs for mail write it.
pub(super) fn named_mailbox(text: &str) -> Option<String> {
    let (_, rest) = text.split_once('<')?;
    let inner = rest.strip_suffix('>')?;
    email(inner).map(|_| inner.to_owned())
}

/// The number of `+42O 466 036 111`, with the letter `O` for a zero.
pub(super) fn number_with_letters(text: &str) -> Option<String> {
    let number = with_zeros(text);
    (number != text && is_phone(&number)).then(|| format!("\"{number}\""))
}

/// The number of `466.036.111` or `466·036·111`, with spaces between its groups.
pub(super) fn number_with_dots(text: &str) -> Option<String> {
    let number = text.replace(['.', '·'], " ");
    (number != text && is_phone(&number)).then(|| format!("\"{number}\""))
}

/// The number of `tel.: 466 036 111 (vrátnice)`.
pub(super) fn number_with_words(text: &str) -> Option<String> {
    let start = text.find(|sign: char| sign.is_ascii_digit() || sign == '+')?;
    let rest = text.get(start..)?;
    let is_of_words = |sign: char| sign.is_alphabetic() || sign == ':' || sign == ',';
    let end = rest.find(is_of_words).unwrap_or(rest.len());
    let (number, words) = rest.split_at(end);
    let number = number.trim_end_matches(['(', ' ', '-', '\u{a0}', '/']);
    let is_one = !words.contains(|sign: char| sign.is_ascii_digit());
    let is_number = is_one && is_phone(number);
    is_number.then(|| format!("\"{number}\""))
}

/// `info(at)example.org`, which is obfuscated against programs that collect addresses.
pub(super) fn hidden_mailbox(text: &str) -> Option<String> {
    const AT: [&str; 6] = ["(at)", "[at]", "{at}", "(zavináč)", "[zavináč]", " at "];
    let mut plain = text.to_lowercase();
    for word in AT {
        plain = plain.replace(word, "@");
    }
    for word in ["(dot)", "[dot]", "(punkt)", "(tečka)", " dot "] {
        plain = plain.replace(word, ".");
    }
    let plain: String = plain.chars().filter(|c| !c.is_whitespace()).collect();
    (plain != text && email(&plain).is_some()).then_some(plain)
}

/// The words that people write between two addresses.
const AND: [&str; 12] = [
    "a", "and", "und", "i", "oraz", "nebo", "or", "oder", "alebo", "lub", "&", "+",
];

/// Two telephone numbers or addresses in the place of one, or a number whose digits a
/// spreadsheet has dropped.
pub(super) fn not_one(node: &Node, field: &Field) -> Option<Diagnostic> {
    let text = node.as_text()?;
    if !matches!(
        field.kind,
        FieldType::Phone | FieldType::Email | FieldType::Url
    ) {
        return None;
    }
    if is_rounded(text) {
        return Some(rounded(node, field, text));
    }
    let read = |text: &str| match field.kind {
        FieldType::Phone if is_digits(text) => Some(Value::Text(text.into())),
        FieldType::Phone => phone(text),
        FieldType::Url => WebUrl::parse(text).map(Value::Url),
        _ => email(text),
    };
    let signs: &[char] = match field.kind {
        FieldType::Phone => &[',', ';', '|', '/', '\n'],
        FieldType::Url => &[';', '|', '\n', ' '],
        _ => &[',', ';', '|', '/', '\n', ' '],
    };
    let parts = text.split(signs);
    let parts = parts.map(|part| part.trim().trim_end_matches(','));
    let between = |part: &&str| matches!(field.kind, FieldType::Url) && AND.contains(part);
    let parts = parts.filter(|part| !part.is_empty() && !between(part));
    let parts: Vec<&str> = parts.collect();
    let are_all = parts.len() > 1 && parts.iter().all(|part| read(part).is_some());
    are_all.then(|| {
        Diagnostic::new("S003.several", node.span)
            .arg("field", &*field.name)
            .arg("items", parts.len().to_string())
            .arg("expected", field.kind.expected())
    })
}

/// The finding for a number whose digits are lost.
pub(super) fn rounded(node: &Node, field: &Field, text: &str) -> Diagnostic {
    Diagnostic::new("S003.rounded", node.span)
        .arg("field", &*field.name)
        .arg("text", text)
}

/// A telephone number.
pub(super) fn phone(text: &str) -> Option<Value> {
    is_phone(text).then(|| Value::Text(text.into()))
}

/// Whether a text is a telephone number.
pub(super) fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    // The rest of a number may follow a slash, but not another number.
    let first = text.split_once('/').map_or("", |(first, _)| first);
    if first.chars().filter(char::is_ascii_digit).count() >= MANY_DIGITS {
        return false;
    }
    let plain = text
        .chars()
        .all(|c| c.is_ascii_digit() || " +()-/\u{a0}".contains(c));
    plain && (5..=15).contains(&digits)
}

/// Whether a text is a number as a spreadsheet shortens it: `2.52E+07`. Its digits are lost.
pub(crate) fn is_rounded(text: &str) -> bool {
    let text = text.trim();
    let Some((digits, power)) = text.split_once("E+").or_else(|| text.split_once("e+")) else {
        return false;
    };
    let mut parts = digits.splitn(2, ['.', ',']);
    let first = parts.next().unwrap_or_default();
    let is_one = first.len() == 1 && is_digits(first);
    is_one && parts.next().is_none_or(is_digits) && power.len() == 2 && is_digits(power)
}
