//! `--timings` and `--trace`: how long a run took, for people and for the viewer
//! of a profiler.

use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use super::arguments::ProjectOptions;
use super::failure;
use crate::messages::{Message, message, system, text};
use crate::pipeline::{FileTiming, StageTiming, Timings};

/// Prints and writes what the command line asks for.
///
/// # Errors
/// The terminal is gone, or the file cannot be written, which is reported.
pub(super) fn print_and_write(
    timings: &Timings,
    options: &ProjectOptions,
    err: &mut dyn Write,
) -> io::Result<()> {
    if options.timings {
        print(timings, &options.common.lang, err)?;
    }
    let Some(path) = &options.trace else {
        return Ok(());
    };
    write_trace(timings, path, &options.common.project).inspect_err(|why| {
        let shown = path.display().to_string();
        let why = message!("command.cannot_write", path = shown, why = system(why));
        failure::error(&why, &options.common.lang, err);
    })
}

/// Prints one line per stage, with its share of the total.
///
/// # Errors
/// The terminal is gone.
fn print(timings: &Timings, lang: &str, err: &mut dyn Write) -> io::Result<()> {
    let whole = timings.stages.last().map_or(0.0, |stage| ms(stage.ended));
    for stage in &timings.stages {
        let time = ms(stage.ended) - ms(stage.begun);
        let share = if whole > 0.0 {
            100.0 * time / whole
        } else {
            0.0
        };
        let (number, of) = stage.count;
        let count = Message::new(format!("run.{of}"))
            .with("count", number)
            .text(lang);
        writeln!(
            err,
            "{time:9.1} ms {share:4.0} %  {}: {count}",
            name(stage, lang)
        )?;
    }
    writeln!(
        err,
        "{whole:9.1} ms  100 %  {}",
        text(lang, "run.stage_all")
    )
}

/// Writes the stages and files of a run as Chrome's trace events.
///
/// # Errors
/// The file cannot be written.
fn write_trace(timings: &Timings, path: &Path, project: &Path) -> io::Result<()> {
    let stages = timings.stages.iter().map(stage_event);
    let files = timings.files.iter().flat_map(file_events);
    let events: Vec<Value> = stages.chain(files).collect();
    let trace = json!({"displayTimeUnit": "ms", "traceEvents": events});
    super::named_file::write(path, project, &format!("{trace}\n"))
}

fn name(stage: &StageTiming, lang: &str) -> String {
    let name = text(lang, &format!("run.stage_{}", stage.stage));
    match &stage.edition {
        Some(edition) => format!("{name} ({edition})"),
        None => name,
    }
}

fn stage_event(stage: &StageTiming) -> Value {
    let (number, of) = stage.count;
    let mut event = event(&name(stage, "en"), "stage", 0, (stage.begun, stage.ended));
    if let Some(fields) = event.as_object_mut() {
        fields.insert("args".to_owned(), json!({ of: number }));
    }
    event
}

fn file_events(file: &FileTiming) -> [Value; 2] {
    // Track 0 is for the stages, track 1 for work outside the thread pool.
    let thread = file.thread + 1;
    [
        event(&file.path, "make", thread, (file.begun, file.made)),
        event(&file.path, "stage", thread, (file.made, file.staged)),
    ]
}

/// A complete event; times are in microseconds.
fn event(name: &str, category: &str, thread: usize, (begun, ended): (Duration, Duration)) -> Value {
    json!({
        "name": name,
        "cat": category,
        "ph": "X",
        "pid": 1,
        "tid": thread,
        "ts": ms(begun) * 1000.0,
        "dur": (ms(ended) - ms(begun)) * 1000.0,
    })
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
