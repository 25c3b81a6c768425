//! `.well-known/security.txt`: whom to tell about security holes (RFC 9116).

use crate::present::Scope;

/// The file; `None` if the site has no security contact.
pub(crate) fn security(scope: Scope<'_>) -> Option<Vec<u8>> {
    let security = scope.security()?;
    let mut text = String::new();
    let mut line = |field: &str, value: &str| {
        text.push_str(field);
        text.push_str(": ");
        text.push_str(value);
        text.push('\n');
    };
    for contact in &security.contacts {
        line("Contact", contact);
    }
    line("Expires", &security.expires);
    for (field, page) in &security.pages {
        line(field, page);
    }
    line("Preferred-Languages", &security.languages.join(", "));
    line("Canonical", &security.own);
    Some(text.into_bytes())
}
