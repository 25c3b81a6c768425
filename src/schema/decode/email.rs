//! E-mail addresses.

use crate::schema::Value;

/// Whether a text is an e-mail address.
#[must_use]
pub(crate) fn is_email(text: &str) -> bool {
    email(text).is_some()
}

/// An address as people write it: a name, `@`, and a host with a dot.
pub(super) fn email(text: &str) -> Option<Value> {
    let (name, host) = text.split_once('@')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let host_is_fine = host.contains('.')
        && host.split('.').all(|part| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        });
    (!name.is_empty() && name.chars().all(plain) && host_is_fine).then(|| Value::Text(text.into()))
}
