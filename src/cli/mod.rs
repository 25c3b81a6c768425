//! The command line: parses the arguments, resolves the options, and runs one command.

mod arguments;
mod build;
mod explain;
mod failure;
mod findings;
mod fix;
mod format;
mod init;
mod language;
mod last_line;
mod memory;
mod named_file;
mod new;
mod output;
mod previous;
mod print;
mod progress;
mod project;
mod publication;
mod questions;
mod randomness;
mod rename;
mod report;
mod schema;
mod serve;
mod spreadsheet;
mod status;
mod summary;
#[cfg(test)]
mod tests;
mod theme;
mod threads;
mod timings;
mod translations;

pub use memory::abort_as_environment;
pub use status::Status;

use std::io::Write;

use clap::{CommandFactory, Parser};

use crate::messages::{message, system};
use crate::system::outlive_size_limit;

/// Every command and option, for the page that lists them.
#[must_use]
pub fn command() -> clap::Command {
    arguments::Arguments::command()
}

/// Prints that the system gives the program no thread to run in, and returns the status.
pub fn not_started(why: &std::io::Error, err: &mut dyn Write) -> Status {
    let why = message!("command.no_threads", why = system(why));
    failure::error(&why, language::of_environment(), err);
    Status::Environment
}

/// Runs the program with the arguments of the process, the program's name
/// first, and says how it ended.
pub fn run(
    arguments: impl IntoIterator<Item = std::ffi::OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Status {
    let parsed = match arguments::Arguments::try_parse_from(arguments) {
        Ok(parsed) => parsed,
        Err(error) => {
            if error.use_stderr() {
                return match write!(err, "{error}") {
                    Ok(()) => Status::Usage,
                    Err(_) => Status::Environment,
                };
            }
            let mut out = output::Output::new(out);
            // An error is kept, and `Output::finish` reports it at the end.
            let _ = write!(out, "{error}");
            return out.finish(Status::Clean, language::of_environment(), err);
        }
    };
    outlive_size_limit();
    let started = memory::suffices().and_then(|()| threads::start());
    if let Err(why) = started.and_then(|()| randomness::is_given()) {
        let lang = parsed.command.language();
        failure::error(&why, lang, err);
        return Status::Environment;
    }
    let lang = parsed.command.language().to_owned();
    let mut out = output::Output::new(out);
    let status = run_command(parsed.command, &mut out, err);
    out.finish(status, &lang, err)
}

fn run_command(command: arguments::Command, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    match command {
        arguments::Command::Init(options) => init::init(&options, out, err),
        arguments::Command::New(options) => new::new(&options, out, err),
        arguments::Command::Build(options) => build::build(&options, out, err),
        arguments::Command::Check(options) => build::check(&options, out, err),
        arguments::Command::Serve(options) => serve::serve(&options, out, err),
        arguments::Command::Translations(arguments::TranslationsCommand::Confirm(options)) => {
            translations::confirm(&options, out, err)
        }
        arguments::Command::Report(options) => report::report(&options, out, err),
        arguments::Command::Rename(options) => rename::rename(&options, out, err),
        arguments::Command::Export(options) => spreadsheet::export(&options, out, err),
        arguments::Command::Import(options) => spreadsheet::import(&options, out, err),
        arguments::Command::Print(options) => print::print(&options, out, err),
        arguments::Command::Fmt(options) => format::format(&options, out, err),
        arguments::Command::Schema(options) => schema::schema(&options, out, err),
        arguments::Command::Theme(command) => theme::theme(&command, out, err),
        arguments::Command::Explain(options) => explain::explain(&options, out, err),
        arguments::Command::Rollback(options) => previous::rollback(&options, out, err),
        arguments::Command::Forget(options) => previous::forget(&options, out, err),
    }
}
