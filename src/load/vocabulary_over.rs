//! Merges a site's vocabulary over the built-in one of the same name: a key of the site's
//! file overrides the built-in one, languages and terms each on their own, and a key
//! without a value removes it.

use crate::yaml::{Kind, Node, Pair};

/// The tree of a vocabulary that extends another one.
pub(super) fn over(base: &Node, own: &Node) -> Node {
    let (Kind::Mapping(base), Kind::Mapping(pairs)) = (&base.kind, &own.kind) else {
        return own.clone();
    };
    let mut merged: Vec<Pair> = Vec::new();
    for pair in base {
        match own.pair(&pair.key) {
            None => merged.push(pair.clone()),
            Some(own) if own.value.kind == Kind::Null => {}
            Some(own) => merged.push(Pair {
                value: over(&pair.value, &own.value),
                ..own.clone()
            }),
        }
    }
    let is_new = |pair: &&Pair| !base.iter().any(|of_base| of_base.key == pair.key);
    merged.extend(pairs.iter().filter(is_new).cloned());
    Node {
        span: own.span,
        kind: Kind::Mapping(merged),
    }
}
