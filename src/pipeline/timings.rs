//! The time of each stage of a run. The clock is read through the disk, and never affects the
//! output.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::disk::Disk;

/// The timings of a run.
#[derive(Debug, Default)]
pub struct Timings {
    /// The stages in their order.
    pub stages: Vec<StageTiming>,
    /// The files in the order of completion, if a trace was requested.
    pub files: Vec<FileTiming>,
}

/// A stage that has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageTiming {
    /// The stage, as the texts of the program name it.
    pub stage: &'static str,
    /// The edition, for a stage that each edition has.
    pub edition: Option<Arc<str>>,
    /// When it began, since the start of the run.
    pub begun: Duration,
    /// When it ended.
    pub ended: Duration,
    /// How many items it created, and their name.
    pub count: (usize, &'static str),
}

/// A file that has been rendered and staged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileTiming {
    /// The file's path in the output.
    pub path: String,
    /// The number of the thread.
    pub thread: usize,
    /// When the thread started it.
    pub begun: Duration,
    /// When its bytes were complete.
    pub made: Duration,
    /// When it was staged.
    pub staged: Duration,
}

impl Timings {
    /// Records the end of a stage, which started when the previous one ended.
    pub(super) fn record(
        &mut self,
        disk: &dyn Disk,
        stage: &'static str,
        edition: Option<&Arc<str>>,
        count: (usize, &'static str),
    ) {
        let begun = self.stages.last().map_or(Duration::ZERO, |last| last.ended);
        self.stages.push(StageTiming {
            stage,
            edition: edition.cloned(),
            begun,
            ended: disk.elapsed(),
            count,
        });
    }
}

/// Records when each file of an edition is rendered and staged.
pub(super) struct Watch<'a> {
    disk: &'a dyn Disk,
    begun: Duration,
    seen: Mutex<OpenedFiles>,
}

#[derive(Default)]
struct OpenedFiles {
    files: Vec<FileTiming>,
    /// When each thread finished its last file.
    done: BTreeMap<usize, Duration>,
}

impl<'a> Watch<'a> {
    /// A watch that begins now.
    pub(super) fn new(disk: &'a dyn Disk) -> Self {
        Self {
            disk,
            begun: disk.elapsed(),
            seen: Mutex::default(),
        }
    }

    /// The time.
    pub(super) fn now(&self) -> Duration {
        self.disk.elapsed()
    }

    /// Records a file that has just been staged.
    pub(super) fn note(&self, path: &str, made: Duration) {
        let staged = self.now();
        let thread = rayon::current_thread_index().map_or(0, |thread| thread + 1);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let begun = seen.done.insert(thread, staged).unwrap_or(self.begun);
        seen.files.push(FileTiming {
            path: path.to_owned(),
            thread,
            begun,
            made,
            staged,
        });
    }

    /// The recorded timings.
    pub(super) fn files(self) -> Vec<FileTiming> {
        let seen = self.seen.into_inner();
        seen.unwrap_or_else(PoisonError::into_inner).files
    }
}
