//! Converts errors of templates to diagnostics. Most have a span. Errors that Tera finds while
//! templates are added are one text, with several lines ` --> file:line:column`.

use std::error::Error as _;
use std::io;

use tera::{Error, ErrorKind, ReportError};

use crate::diagnostic::{Diagnostic, Place};
use crate::messages::{Arg, Message, message};
use crate::text::{Sources, Span};
use crate::theme::meter::Metered;
use crate::theme::{Theme, meant};

/// The diagnostics for an error of Tera, each with its place in a template; `page` is the page
/// that was being rendered, if any.
pub(crate) fn explain(
    error: &Error,
    theme: &Theme,
    sources: &Sources,
    page: Option<&str>,
) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) => vec![
            unclosed(report, theme, sources)
                .unwrap_or_else(|| placed("T001", report, None, theme, sources, page)),
        ],
        ErrorKind::RenderingError(report) => {
            vec![placed("T002", report, cause(error), theme, sources, page)]
        }
        ErrorKind::Msg(text) => messages(text, theme, sources, page),
        ErrorKind::Io(_) => {
            let why = cause(error).unwrap_or_else(|| error.to_string().into());
            let finding = Diagnostic::new("T002", theme.place()).arg("why", why);
            vec![finding.arg_if("page", page)]
        }
        other => {
            let why = other.to_string();
            let name = theme
                .templates
                .keys()
                .find(|name| why.contains(&format!("'{name}'")));
            let place = name
                .and_then(|name| theme.templates.get(name))
                .map_or_else(|| theme.place(), |source| Span::start_of(*source).into());
            vec![Diagnostic::new("T003", place).arg("why", why)]
        }
    }
}

/// The error of a template function. Its message passes through Tera as a cause, so that it is
/// translated where the finding is printed.
pub(crate) fn fault(message: Message) -> Error {
    Error::chain(message.text("en"), message)
}

/// The cause of a render error: the message of a function, or else Tera's text.
fn cause(error: &Error) -> Option<Arg> {
    let first = error.source()?;
    let mut next = Some(first);
    while let Some(cause) = next {
        let of_writing = cause.downcast_ref::<io::Error>();
        let of_writing = of_writing.and_then(|error| error.get_ref()?.downcast_ref::<Message>());
        if let Some(message) = cause.downcast_ref::<Message>().or(of_writing) {
            return Some(message.clone().into());
        }
        next = cause.source();
    }
    Some(first.to_string().into())
}

fn placed(
    key: &'static str,
    report: &ReportError,
    cause: Option<Arg>,
    theme: &Theme,
    sources: &Sources,
    page: Option<&str>,
) -> Diagnostic {
    let source = theme.templates.get(report.filename());
    let place = source.map_or_else(
        || theme.place(),
        |source| {
            let range = &report.span().range;
            let text = sources.get(*source).map(|source| &*source.text);
            // Only compiled templates contain counting calls.
            let range = match text.filter(|_| key == "T002") {
                Some(text) => Metered::of(text).original(range),
                None => range.clone(),
            };
            Span::new(*source, range).into()
        },
    );
    let why: Arg = match cause {
        Some(cause) => message!("template.caused", what = report.message(), why = cause).into(),
        None => report.message().into(),
    };
    let finding = Diagnostic::new(key, place.clone())
        .arg("why", why)
        .arg_if("page", page);
    match (source, place) {
        (Some(source), Place::Span(span)) => {
            let at = (*source, span.range().start);
            meant::suggest(finding, report.message(), at, theme, sources)
        }
        _ => finding,
    }
}

/// Reports an unclosed tag at that tag, and not where the parser notices it.
fn unclosed(report: &ReportError, theme: &Theme, sources: &Sources) -> Option<Diagnostic> {
    let source = theme.templates.get(report.filename())?;
    let text = &*sources.get(*source)?.text;
    let (tag, range) = meant::unclosed(text)?;
    Some(Diagnostic::new("T001.unclosed", Span::new(*source, range)).arg("tag", tag))
}

fn messages(text: &str, theme: &Theme, sources: &Sources, page: Option<&str>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut why: Option<String> = None;
    for line in text.lines() {
        if let Some(message) = line.trim().strip_prefix("error: ") {
            why = Some(message.to_owned());
        } else if let (Some(at), Some(message)) = (line.trim().strip_prefix("--> "), why.take()) {
            let place = location(at, theme, sources);
            let finding = Diagnostic::new("T003", place.clone())
                .arg("why", message.as_str())
                .arg_if("page", page);
            found.push(match place {
                Place::Span(span) => {
                    let at = (span.source, span.range().start);
                    meant::suggest(finding, &message, at, theme, sources)
                }
                _ => finding,
            });
        }
    }
    if found.is_empty() {
        let why = text.lines().next().unwrap_or(text);
        found.push(
            Diagnostic::new("T003", theme.place())
                .arg("why", why)
                .arg_if("page", page),
        );
    }
    found
}

/// Parses `base.html:2:14` as a place.
fn location(at: &str, theme: &Theme, sources: &Sources) -> Place {
    let mut parts = at.rsplitn(3, ':');
    let column = parts.next().and_then(|c| c.parse::<usize>().ok());
    let line = parts.next().and_then(|l| l.parse::<usize>().ok());
    let source = parts.next().and_then(|name| theme.templates.get(name));
    let (Some(source), Some(line), Some(column)) = (source, line, column) else {
        return theme.place();
    };
    let text = sources
        .get(*source)
        .map(|s| s.text.clone())
        .unwrap_or_default();
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let start = before + column.saturating_sub(1);
    Span::new(*source, start..start + 1).into()
}
