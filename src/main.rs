//! Parse arguments, run, turn the outcome into an exit status.

use std::process::ExitCode;

/// A build makes and drops millions of small values on all cores, at which the
/// system's own allocator is slow; `benches/compare.py` shows by how much.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let mut out = std::io::stdout().lock();
    let mut err = std::io::stderr().lock();
    spunweb::cli::run(std::env::args_os(), &mut out, &mut err).into()
}
