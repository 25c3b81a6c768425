//! Bytes to text. UTF-8 is decoded, with or without a byte-order mark and with any line
//! ends. Everything else is refused, with the offset and the likely encoding: decoding by
//! a guess could publish garbled names.

use crate::messages::{Message, display_in_english, message};

/// Why the bytes of a file are not text that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum EncodingError {
    /// The file is UTF-16, as some Windows programs save it.
    Utf16,
    /// The byte at this offset is not UTF-8.
    NotUtf8 {
        /// The offset of the first wrong byte.
        offset: usize,
        /// The text before it, for the line and column.
        before: String,
    },
}

impl EncodingError {
    /// What is wrong, as a translatable message.
    #[must_use]
    pub(crate) fn message(&self) -> Message {
        match self {
            Self::Utf16 => message!("encoding.utf16"),
            Self::NotUtf8 { offset, .. } => message!("encoding.not_utf8", offset = *offset),
        }
    }
}

display_in_english!(EncodingError);

/// Reads bytes as text: drops a byte-order mark, turns CRLF and CR into LF.
///
/// # Errors
/// The bytes are not UTF-8.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<String, EncodingError> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(EncodingError::Utf16);
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let valid = error.as_bytes().get(..offset).unwrap_or_default();
        EncodingError::NotUtf8 {
            offset,
            before: String::from_utf8_lossy(valid).into_owned(),
        }
    })?;
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    if text.contains('\r') {
        return Ok(text.replace("\r\n", "\n").replace('\r', "\n"));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_marks_and_line_ends_and_refuses_other_encodings() {
        assert_eq!(
            decode(b"\xEF\xBB\xBFa\r\nb\rc".to_vec()),
            Ok("a\nb\nc".to_owned())
        );
        assert_eq!(decode(b"\xFF\xFEa\0".to_vec()), Err(EncodingError::Utf16));
        assert_eq!(
            decode(b"ab\xE8".to_vec()),
            Err(EncodingError::NotUtf8 {
                offset: 2,
                before: "ab".to_owned()
            })
        );
    }
}
