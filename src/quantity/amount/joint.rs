//! What joins the two numbers of a short text: `±`, a dash, `sd`.

use super::SpreadKind;
use crate::quantity::decimal::token_length;

/// What joins two numbers.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Joint {
    /// From the one to the other.
    Range,
    /// The second is a spread.
    Spread(SpreadKind),
    /// Apparently a minus sign that belongs to the second number.
    Negative,
}

/// Finds what joins two numbers at the start of a text, and its length with the space
/// before it; a number must follow.
pub(super) fn joint_at(text: &str) -> Option<(Joint, usize)> {
    let rest = text.trim_start();
    let space_before = rest.len() < text.len();
    let (joint, sign) = sign_at(rest)?;
    let after = rest.get(sign..)?;
    if token_length(after.trim_start()) == 0 {
        return None;
    }
    let hyphen = rest.starts_with(['-', '−']);
    let space_after = after.starts_with(char::is_whitespace);
    let joint = if hyphen && space_before && !space_after {
        Joint::Negative
    } else {
        joint
    };
    Some((joint, text.len() - after.len()))
}

/// True where a joint with space before it starts.
pub(super) fn is_spaced_joint(text: &str) -> bool {
    text.starts_with(char::is_whitespace) && joint_at(text).is_some()
}

fn sign_at(rest: &str) -> Option<(Joint, usize)> {
    let spread = Joint::Spread(SpreadKind::Uncertainty);
    let deviation = Joint::Spread(SpreadKind::StandardDeviation);
    let signs = [
        ("±", spread),
        ("+-", spread),
        ("+/-", spread),
        ("+−", spread),
        ("...", Joint::Range),
        ("..", Joint::Range),
        ("…", Joint::Range),
        ("–", Joint::Range),
        ("—", Joint::Range),
        ("-", Joint::Range),
        ("−", Joint::Range),
        ("to ", Joint::Range),
        ("až ", Joint::Range),
        ("bis ", Joint::Range),
        ("do ", Joint::Range),
        ("(sd ", deviation),
        ("(SD ", deviation),
        ("(SD=", deviation),
        ("(SD\u{a0}", deviation),
    ];
    signs
        .into_iter()
        .find(|(sign, _)| rest.starts_with(sign))
        .map(|(sign, joint)| (joint, sign.len()))
}
