//! `spunweb explain [CODE]`.

use std::io::Write;

use super::Status;
use super::arguments::ExplainOptions;
use super::failure::usage;
use crate::diagnostic::{closest, codes, title_of};
use crate::messages::{Message, message, text};

/// Prints the page of a code, or the list of all codes.
pub(super) fn explain(
    options: &ExplainOptions,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Status {
    let page = match &options.code {
        Some(code) => page(code, &options.lang),
        None => Ok(list(&options.lang)),
    };
    match page {
        Ok(page) => match write!(out, "{page}") {
            Ok(()) => Status::Clean,
            Err(_) => Status::Environment,
        },
        Err(why) => usage(&why, &options.lang, err),
    }
}

fn page(code: &str, lang: &str) -> Result<String, Message> {
    let upper = code.to_uppercase();
    let wanted = upper.split('.').next().unwrap_or_default();
    let table = codes();
    table
        .explain(wanted, lang)
        .ok_or_else(|| match closest(wanted, table.codes()) {
            Some(near) => message!("command.no_code_meant", code = code, meant = near),
            None => message!("command.no_code", code = code),
        })
}

fn list(lang: &str) -> String {
    let table = codes();
    let mut list = String::new();
    for code in table.codes() {
        let severity = table.severity_of_code(code).word();
        let title = title_of(code, lang);
        list.push_str(&format!("{code}  {severity:<7}  {title}\n"));
    }
    format!("{list}\n{}\n", text(lang, "run.explain_hint"))
}
