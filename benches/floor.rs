//! The lower bound of the benchmark: the time for reading and writing only.
//!
//! `floor list CONTENT OUTPUT FILE` records the input files and the names and sizes of the
//! output files of a finished build. `floor run FILE OUT` reads the input files and writes the
//! output files in two threads, with no work in between.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "it is no part of the program, and shows what these calls cost"
)]

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["list", content, output, list] => note(content, output, list),
        ["run", list, out] => run(list, out),
        _ => Err("floor list CONTENT OUTPUT FILE, or floor run FILE OUT".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes one line per file: `r` and the path to read, or `w`, a size and the path to write.
fn note(content: &str, output: &str, list: &str) -> Outcome<()> {
    let mut lines = String::new();
    for (path, _) in files(content)? {
        lines.push_str(&format!("r {path}\n"));
    }
    for (path, size) in files(output)? {
        let below = path.strip_prefix(output).unwrap_or(&path);
        lines.push_str(&format!("w {size} {}\n", below.trim_start_matches('/')));
    }
    Ok(fs::write(list, lines)?)
}

/// The files below a folder, sorted, with their sizes.
fn files(folder: &str) -> Outcome<Vec<(String, u64)>> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(folder).to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else {
                let path = entry.path().to_string_lossy().into_owned();
                found.push((path, entry.metadata()?.len()));
            }
        }
    }
    found.sort();
    Ok(found)
}

fn run(list: &str, out: &str) -> Outcome<()> {
    let list = fs::read_to_string(list)?;
    let lines: Vec<&str> = list.lines().collect();
    let (read, write): (Vec<&str>, Vec<&str>) =
        lines.iter().partition(|line| line.starts_with('r'));
    in_two(&read, |line| {
        let path = line.get(2..).unwrap_or_default();
        std::hint::black_box(fs::read(path)?);
        Ok(())
    })?;
    let written: Vec<(usize, &str)> = write.iter().filter_map(|line| written(line)).collect();
    make_folders(out, &written)?;
    let longest = written.iter().map(|(size, _)| *size).max();
    let bytes: Vec<u8> = (b'a'..=b'z').cycle().take(longest.unwrap_or(0)).collect();
    in_two(&written, |(size, path)| {
        let mut file = fs::File::create_new(format!("{out}/{path}"))?;
        file.write_all(bytes.get(..*size).unwrap_or_default())?;
        Ok(())
    })
}

fn written(line: &str) -> Option<(usize, &str)> {
    let (size, path) = line.get(2..)?.split_once(' ')?;
    Some((size.parse().ok()?, path))
}

fn make_folders(out: &str, written: &[(usize, &str)]) -> Outcome<()> {
    let mut folders = BTreeSet::from([String::new()]);
    for (_, path) in written {
        for (end, _) in path.match_indices('/') {
            folders.insert(path.split_at(end).0.to_owned());
        }
    }
    for folder in folders {
        fs::create_dir(format!("{out}/{folder}"))?;
    }
    Ok(())
}

/// Applies a function to each item, in two threads.
fn in_two<T: Sync>(all: &[T], work: impl Fn(&T) -> Outcome<()> + Sync) -> Outcome<()> {
    let next = AtomicUsize::new(0);
    let worker = || -> Outcome<()> {
        while let Some(one) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
            work(one)?;
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(worker);
        worker()?;
        other.join().unwrap_or(Ok(()))
    })
}
