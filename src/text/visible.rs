//! Whether a text contains anything to read, and texts without their invisible characters.

use std::borrow::Cow;

/// Whether a text contains a visible character. Spaces of any width and formatting
/// characters are not visible.
#[must_use]
pub(crate) fn is_visible(text: &str) -> bool {
    text.chars()
        .any(|sign| !(sign.is_whitespace() || sign.is_control() || directs_others(sign)))
}

/// A text without the invisible characters that come with copying: soft hyphens, zero-width
/// spaces, word joiners and byte order marks.
#[must_use]
pub(crate) fn without_unseen(text: &str) -> Cow<'_, str> {
    const UNSEEN: [char; 4] = ['\u{ad}', '\u{200b}', '\u{2060}', '\u{feff}'];
    if text.contains(UNSEEN) {
        Cow::Owned(text.replace(UNSEEN, ""))
    } else {
        Cow::Borrowed(text)
    }
}

/// The invisible characters (`Default_Ignorable_Code_Point` of Unicode), and blanks that
/// Unicode classifies as letters or symbols.
fn directs_others(sign: char) -> bool {
    matches!(
        sign,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}' | '\u{1160}'
            | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}
