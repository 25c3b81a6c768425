//! A text in `{…}` that a comma cuts in pieces: `{en: Lathes, mills and presses}` has a
//! key `mills and presses` without a value.

use super::Decoding;
use crate::diagnostic::Diagnostic;
use crate::text::Span;
use crate::yaml::{Kind, Node, Pair, quote_if_needed};

impl Decoding<'_, '_> {
    /// Whether an unknown key is the rest of the text before it. The text is reported once,
    /// with a fix that quotes all of it.
    pub(super) fn cut_by_comma(
        &mut self,
        node: &Node,
        pair: &Pair,
        is_known: &dyn Fn(&str) -> bool,
    ) -> bool {
        let pairs = node.pairs();
        let is_piece = |pair: &Pair| pair.value.kind == Kind::Null && !is_known(&pair.key);
        let Some(at) = pairs.iter().position(|one| one.key_span == pair.key_span) else {
            return false;
        };
        // In flow style the group begins before its first key.
        let first = pairs.first().map(|pair| pair.key_span.start);
        let in_braces = first.is_some_and(|first| node.span.start < first);
        if !in_braces || !is_piece(pair) {
            return false;
        }
        let start = pairs.iter().take(at).rposition(|before| !is_piece(before));
        let Some((start, text)) = start.and_then(|start| {
            let before = pairs.get(start)?;
            match &before.value.kind {
                Kind::Scalar(scalar) if scalar.plain => Some((start, scalar.text.clone())),
                _ => None,
            }
        }) else {
            return false;
        };
        if start + 1 == at {
            let pieces = pairs.iter().skip(at).take_while(|piece| is_piece(piece));
            let pieces: Vec<&Pair> = pieces.collect();
            let from = pairs
                .get(start)
                .map_or(pair.key_span, |before| before.value.span);
            let mut whole = text.to_string();
            let mut end = from.end;
            for piece in &pieces {
                // `1,5` is a number with a decimal comma, not a list of two.
                let is_close = piece.key_span.start == end + 1;
                whole.push_str(if is_close { "," } else { ", " });
                whole.push_str(&piece.key);
                end = piece.key_span.end;
            }
            let to = pieces.last().map_or(pair.key_span, |last| last.key_span);
            let span = Span {
                end: to.end,
                ..from
            };
            self.findings
                .push(Diagnostic::new("Y006.comma", span).safe_fix(span, quote_if_needed(&whole)));
        }
        true
    }
}
