//! Rules for the text of any scalar: pattern, length, check digit.

use std::sync::Arc;

use super::Decoding;
use super::contacts::{is_rounded, rounded};
use super::markup::markup;
use super::meant::{guessed_identifier, identifier};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Place};
use crate::messages::{Arg, Message};
use crate::schema::{Field, FieldType, Lang};
use crate::yaml::{Kind, Node, Scalar, quote_if_needed};

impl Decoding<'_, '_> {
    /// An id without the comma that other notations put after each value; no id ends with
    /// one.
    pub(super) fn without_sign(
        &mut self,
        node: &Node,
        scalar: &Scalar,
        field: &Field,
    ) -> Option<Arc<str>> {
        let is_id = match &field.kind {
            FieldType::Term { .. } | FieldType::Ref { .. } => true,
            FieldType::Enum(words) => !words.contains_key(&*scalar.text),
            _ => false,
        };
        let bare = scalar.text.trim_end().strip_suffix([',', ';']);
        let bare = bare.filter(|bare| scalar.plain && is_id && !bare.trim().is_empty())?;
        let found = Diagnostic::new("S009.sign", node.span).arg("field", &*field.name);
        self.findings.push(found.safe_fix(node.span, bare));
        Some(bare.into())
    }

    /// Merges the findings about a comma or semicolon after list items from `before` on:
    /// they have one cause.
    pub(super) fn signs_as_one(&mut self, before: usize, field: &Field) {
        let is_sign = |found: &Diagnostic| matches!(found.key, "S009.comma" | "S009.sign");
        let own = self.findings.get(before..).unwrap_or_default();
        let count = own.iter().filter(|found| is_sign(found)).count();
        if count < 2 {
            return;
        }
        let own = self.findings.split_off(before);
        let (signs, others): (Vec<_>, Vec<_>) = own.into_iter().partition(is_sign);
        self.findings.extend(others);
        let Some(first) = signs.first() else { return };
        let are_ids = signs.iter().all(|found| found.key == "S009.sign");
        let one = Diagnostic::new("S009.signs", first.place.clone())
            .arg("field", &*field.name)
            .arg("items", count.to_string());
        let fixes = signs.iter().filter_map(|found| found.fix.as_ref());
        let edits: Vec<Edit> = fixes.flat_map(|fix| fix.edits.iter().cloned()).collect();
        let applicability = if are_ids {
            Applicability::Safe
        } else {
            Applicability::Suggested
        };
        self.findings.push(one.edits(edits, applicability));
    }

    /// Merges the findings about the length of one text in several languages from `before`
    /// on.
    pub(super) fn lengths_as_one(&mut self, before: usize) {
        let is_length = |found: &Diagnostic| matches!(found.key, "S008.long" | "S008.short");
        let own = self.findings.get(before..).unwrap_or_default();
        if own.iter().filter(|found| is_length(found)).count() < 2 {
            return;
        }
        let own = self.findings.split_off(before);
        let (lengths, others): (Vec<_>, Vec<_>) = own.into_iter().partition(is_length);
        self.findings.extend(others);
        let mut lengths = lengths.into_iter();
        let Some(first) = lengths.next() else { return };
        let one = lengths.fold(first, |one, found| match found.place {
            Place::Span(span) => one.related(span, "also"),
            _ => one,
        });
        self.findings.push(one);
    }

    /// Checks the text of a scalar against the rules of its field, and reports violations.
    pub(super) fn text_rules(&mut self, node: &Node, field: &Field, text: &str) -> bool {
        if let Some(pattern) = &field.pattern
            && !pattern.is_match(text)
        {
            self.findings
                .push(another_form(node, field, text, pattern.as_str()));
            return false;
        }
        if matches!(field.kind, FieldType::String) && text.trim().contains('\n') {
            let found = Diagnostic::new("S009", node.span).arg("field", &*field.name);
            self.findings.push(found);
        }
        if let Some(bare) = before_comma(node, field, text) {
            let found = Diagnostic::new("S009.comma", node.span).arg("field", &*field.name);
            self.findings
                .push(found.fix(node.span, quote_if_needed(bare)));
        }
        let is_plain = matches!(field.kind, FieldType::String | FieldType::Text);
        if let Some(mark) = markup(text).filter(|_| is_plain) {
            let found = Diagnostic::new("S009.markup", node.span);
            self.findings
                .push(found.arg("field", &*field.name).arg("mark", mark));
        }
        self.length(node, field, text) && self.check_digit(node, field, text)
    }

    fn length(&mut self, node: &Node, field: &Field, text: &str) -> bool {
        if !matches!(
            field.kind,
            FieldType::String | FieldType::Text | FieldType::Markdown
        ) {
            return true;
        }
        let length = text.chars().count();
        // Lengths are far below 2^52.
        #[expect(clippy::cast_precision_loss, reason = "lengths of texts are small")]
        let number = length as f64;
        let short = field.bounds.min.filter(|min| number < *min);
        let long = field.bounds.max.filter(|max| number > *max);
        if let Some(limit) = short.or(long) {
            let key = if short.is_some() {
                "S008.short"
            } else {
                "S008.long"
            };
            self.findings.push(
                Diagnostic::new(key, node.span)
                    .arg("field", &*field.name)
                    .arg("length", length.to_string())
                    .arg("limit", limit.to_string()),
            );
            return false;
        }
        true
    }

    fn check_digit(&mut self, node: &Node, field: &Field, text: &str) -> bool {
        let Some(checksum) = field.checksum.filter(|checksum| !checksum.holds(text)) else {
            return true;
        };
        if is_rounded(text) {
            self.findings.push(rounded(node, field, text));
            return false;
        }
        let mut diagnostic = Diagnostic::new("S014", node.span)
            .arg("name", checksum.name())
            .arg("text", text)
            .arg("form", Message::new(checksum.form()));
        let all_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if let Some(right) = checksum.digits().filter(|right| *right != text.len())
            && all_digits
        {
            diagnostic.key = if text.len() < right {
                "S014.few"
            } else {
                "S014.many"
            };
            diagnostic = diagnostic.arg("digits", text.len().to_string());
        }
        if let Some(meant) = identifier(checksum, text) {
            diagnostic = diagnostic.safe_fix(node.span, format!("\"{meant}\""));
        } else if let Some(meant) = guessed_identifier(checksum, text) {
            diagnostic = diagnostic.fix(node.span, format!("\"{meant}\""));
        } else if let Some(meant) = checksum.repair(text) {
            let quoted = format!("\"{meant}\"");
            // Zeros are lost at the beginning; one that is missing further on is a guess.
            diagnostic = if meant.trim_start_matches('0') == text.trim_start_matches('0') {
                diagnostic.safe_fix(node.span, quoted)
            } else {
                diagnostic.fix(node.span, quoted)
            };
        }
        self.findings.push(diagnostic);
        false
    }
}

/// An unquoted text of one line, without the comma that other notations put after each
/// value: here pages would print it.
fn before_comma<'t>(node: &Node, field: &Field, text: &'t str) -> Option<&'t str> {
    let is_plain = matches!(&node.kind, Kind::Scalar(scalar) if scalar.plain);
    let bare = text.trim_end().strip_suffix([',', ';'])?;
    let is_line = matches!(field.kind, FieldType::String) && !bare.contains('\n');
    (is_plain && is_line && !bare.trim().is_empty()).then_some(bare)
}

/// The finding for a text that does not match its field's pattern. The schema explains in
/// `help` what to write, since a bare pattern does not help an editor.
fn another_form(node: &Node, field: &Field, text: &str, pattern: &str) -> Diagnostic {
    let declared = pattern
        .strip_prefix("^(?:")
        .and_then(|pattern| pattern.strip_suffix(")$"));
    let english = Lang::parse("en");
    let hint = |lang: &str| {
        let lang = Lang::parse(lang)?;
        let hint = field.help.resolve(&lang, english.as_ref()?);
        hint.filter(|hint| !hint.is_empty()).cloned()
    };
    let key = match hint("en") {
        Some(_) => "S006",
        None => "S006.bare",
    };
    let found = Diagnostic::new(key, node.span)
        .arg("field", &*field.name)
        .arg("text", text)
        .arg("pattern", declared.unwrap_or(pattern))
        .arg_if("hint", Arg::by_language(hint));
    let fits = |text: &String| {
        let pattern = field.pattern.as_ref();
        pattern.is_some_and(|pattern| pattern.is_match(text))
    };
    let named = in_an_order(text).into_iter().chain(without_ending(text));
    match named.chain(other_writings(text)).find(fits) {
        // A sort key needs no quotes.
        Some(meant) if meant.starts_with('-') => found.fix(node.span, meant),
        Some(meant) => found.fix(node.span, quote_if_needed(&meant)),
        None => found,
    }
}

/// What is meant by a list item that does not match its pattern: `-title` for `title desc`.
pub(super) fn item_meant(text: &str, of: &Field) -> Option<String> {
    let pattern = of.pattern.as_ref().filter(|own| !own.is_match(text))?;
    in_an_order(text).filter(|meant| pattern.is_match(meant))
}

/// A field name followed by its order, in the languages of editors, as a sort key:
/// `title desc` is `-title`.
fn in_an_order(text: &str) -> Option<String> {
    const DOWN: [&str; 8] = [
        "desc",
        "descending",
        "down",
        "sestupně",
        "zostupne",
        "absteigend",
        "malejąco",
        "-",
    ];
    const UP: [&str; 8] = [
        "asc",
        "ascending",
        "up",
        "vzestupně",
        "vzostupne",
        "aufsteigend",
        "rosnąco",
        "+",
    ];
    let (name, order) = text.trim().rsplit_once([' ', ':'])?;
    let (name, order) = (name.trim_end(), order.to_lowercase());
    let name = name.trim_end_matches(':');
    if DOWN.contains(&&*order) {
        return Some(format!("-{name}"));
    }
    UP.contains(&&*order).then(|| name.to_owned())
}

/// The name of a file without its ending: a vocabulary is named without it.
fn without_ending(text: &str) -> Option<String> {
    let endings = [".yaml", ".yml", ".md"];
    let name = endings.iter().find_map(|end| text.strip_suffix(end))?;
    Some(name.rsplit('/').next().unwrap_or(name).to_owned())
}

/// Other forms of a text: in lower case, the same with hyphens between its words, in upper
/// case, and both without spaces and hyphens, which people add to make numbers and codes
/// readable.
fn other_writings(text: &str) -> [String; 6] {
    let is_mark = |c: char| c.is_whitespace() || "-./_".contains(c);
    let packed = text.replace(is_mark, "");
    let small = text.to_lowercase();
    let words = small.split(is_mark).filter(|word| !word.is_empty());
    let hyphenated = words.collect::<Vec<_>>().join("-");
    [
        small,
        hyphenated,
        text.to_uppercase(),
        packed.to_lowercase(),
        packed.to_uppercase(),
        packed,
    ]
}
