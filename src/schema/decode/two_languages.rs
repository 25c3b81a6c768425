//! One text that holds the texts of several languages: `en: Fibres, cs: Vlákna`, or
//! `Fibres (en) / Vlákna (cs)`. Pages would print it as it is, in every language.

use super::Decoding;
use crate::diagnostic::Diagnostic;
use crate::schema::{Field, FieldType, Lang};
use crate::yaml::{Node, quote_if_needed};

/// The signs between two texts.
const BETWEEN: [char; 7] = [',', ';', '/', '|', '\n', '·', '–'];
/// Those that are no part of a sentence.
const BREAKS: [char; 4] = ['/', '|', '\n', ';'];

/// Texts with their languages.
type Texts<'t> = Vec<(Lang, &'t str)>;

impl Decoding<'_, '_> {
    /// Reports a text that names the languages of its parts; says whether it is one.
    pub(super) fn is_of_two_languages(&mut self, node: &Node, field: &Field) -> bool {
        let text = node.as_text().unwrap_or_default();
        let is_text = matches!(
            field.kind,
            FieldType::String | FieldType::Text | FieldType::Markdown
        );
        if !(field.localized && is_text) {
            return false;
        }
        let known = self.decoder.languages;
        let texts = named_before(text, known).or_else(|| named_beside(text, known));
        let Some(texts) = texts else {
            return false;
        };
        let each = texts.iter();
        let each = each.map(|(lang, text)| format!("{}: {}", lang.as_str(), quote_if_needed(text)));
        let meant = format!("{{{}}}", each.collect::<Vec<_>>().join(", "));
        let found = Diagnostic::new("L010", node.span)
            .arg("field", &*field.name)
            .arg("meant", &*meant);
        // A text of several lines is written as a block, in whose place a group does not fit.
        self.findings.push(if text.contains('\n') {
            found
        } else {
            found.safe_fix(node.span, meant)
        });
        true
    }
}

/// The texts of `en: Fibres, cs: Vlákna`.
fn named_before<'t>(text: &'t str, known: &[Lang]) -> Option<Texts<'t>> {
    let mut begins: Vec<(Lang, usize, usize)> = Vec::new();
    for (colon, _) in text.match_indices(':') {
        let before = text.get(..colon)?.trim_end();
        let name = before
            .rfind(|c: char| !c.is_alphabetic())
            .map_or(0, |at| at + before.get(at..).map_or(1, first_length));
        let between = before.get(..name)?.trim_end_matches([' ', '\t']);
        let begins_a_text =
            between.is_empty() || between.ends_with(BETWEEN) || between.ends_with(['.', '!', '?']);
        let lang = named(before.get(name..)?, known).filter(|_| begins_a_text);
        if let Some(lang) = lang {
            begins.push((lang, name, colon + 1));
        } else if begins.is_empty() {
            return None;
        }
    }
    let ends = begins.iter().skip(1).map(|(_, name, _)| *name);
    let ends: Vec<usize> = ends.chain([text.len()]).collect();
    let texts = begins.iter().zip(ends).map(|((lang, _, start), end)| {
        let own = text.get(*start..end).unwrap_or_default();
        (
            lang.clone(),
            own.trim_end().trim_end_matches(BETWEEN).trim(),
        )
    });
    whole(texts.collect())
}

/// The texts of `Fibres (en) / Vlákna (cs)`, and of `[en] Fibres | [cs] Vlákna`.
fn named_beside<'t>(text: &'t str, known: &[Lang]) -> Option<Texts<'t>> {
    let parts = text.split(BREAKS).map(str::trim);
    let texts = parts.map(|part| {
        let behind = || {
            let (text, name) = part.strip_suffix([')', ']'])?.rsplit_once(['(', '['])?;
            Some((named(name, known)?, text.trim()))
        };
        let before = || {
            let (name, text) = part.strip_prefix(['(', '['])?.split_once([')', ']'])?;
            Some((named(name, known)?, text.trim()))
        };
        behind().or_else(before)
    });
    whole(texts.collect::<Option<_>>()?)
}

/// The texts, where there are several, each of a language of its own.
fn whole(texts: Texts<'_>) -> Option<Texts<'_>> {
    let is_first =
        |at: usize, lang: &Lang| texts.iter().position(|(own, _)| own == lang) == Some(at);
    let mut all = texts.iter().enumerate();
    let fine = all.all(|(at, (lang, text))| is_first(at, lang) && !text.is_empty());
    (texts.len() > 1 && fine).then_some(texts)
}

/// The language of the site that a name stands for.
fn named(name: &str, known: &[Lang]) -> Option<Lang> {
    let lang = Lang::meant_or_same(name.trim())?;
    known.contains(&lang).then_some(lang)
}

/// The length of the first sign in bytes.
fn first_length(text: &str) -> usize {
    text.chars().next().map_or(1, char::len_utf8)
}
