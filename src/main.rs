//! Parse arguments, run, turn the outcome into an exit status.

use std::panic::resume_unwind;
use std::process::ExitCode;
use std::thread;

/// A build allocates and frees millions of small values on all cores, for which the
/// system allocator is slow; `benches/compare.py` shows by how much.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The stack of the program in bytes. The main thread's stack has the size of a system
/// limit, and if that is too small, the program cannot report it.
const STACK: usize = 8 * 1024 * 1024;

fn main() -> ExitCode {
    spunweb::cli::abort_as_environment();
    let program = thread::Builder::new().stack_size(STACK);
    let status = match program.spawn(run) {
        Ok(running) => running.join().unwrap_or_else(|panic| resume_unwind(panic)),
        Err(why) => spunweb::cli::not_started(&why, &mut std::io::stderr()),
    };
    status.into()
}

fn run() -> spunweb::cli::Status {
    let mut out = std::io::stdout().lock();
    let mut err = std::io::stderr().lock();
    spunweb::cli::run(std::env::args_os(), &mut out, &mut err)
}
