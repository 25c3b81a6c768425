//! `spunweb explain CODE`.

use std::io::Write;

use super::Status;
use crate::diagnostic::{closest, codes};

/// Prints the page of a code.
pub(super) fn explain(code: &str, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    let wanted = code.to_uppercase();
    let table = codes();
    let keys: Vec<&str> = table
        .keys()
        .filter(|key| *key == wanted || key.starts_with(&format!("{wanted}.")))
        .collect();
    if keys.is_empty() {
        let near = closest(&wanted, table.keys());
        let near = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
        // A terminal that is gone cannot be told so.
        let _ = writeln!(err, "error: there is no code `{code}`{near}");
        return Status::Usage;
    }
    let mut page = String::new();
    for key in keys {
        if let Some(found) = table.get(key) {
            page.push_str(&found.page(key));
        }
    }
    match write!(out, "{page}") {
        Ok(()) => Status::Clean,
        Err(_) => Status::Environment,
    }
}
