//! Parse arguments, run, turn the outcome into an exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut out = std::io::stdout().lock();
    let mut err = std::io::stderr().lock();
    spunweb::cli::run(std::env::args_os(), &mut out, &mut err).into()
}
