//! Detects when a save is complete. Editors save in several steps: they truncate a file
//! and write it, or write a new file and rename it, or move the old one away first. Git
//! writes hundreds of files. Each of these is one change, and the others must not delay a
//! plain save.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::EventKind;
use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};

use super::Event;
use crate::diagnostic::Report;
use crate::disk::{FOLDERS, Hints};
use crate::path::slashed;

/// How long to wait without events after a save of one or two files.
const QUIET: Duration = Duration::from_millis(5);
/// As `QUIET`, if more files are saved.
const QUIET_OF_MANY: Duration = Duration::from_millis(60);
/// How many paths a save of one file touches: the file, and one beside it.
const FEW: usize = 2;
/// The number of paths from which the whole project is checked.
const MANY: usize = 20;
/// How long a file that is gone, empty or new may be in the middle of being saved:
/// a new one may be about to take the place of another.
const UNFINISHED: Duration = Duration::from_millis(500);
/// How long a file may be open for writing without being written.
const OPEN: Duration = Duration::from_secs(1);
/// The longest time that a save or a git command may take.
const LONGEST: Duration = Duration::from_secs(10);
/// How long after lost events further losses are ignored: checking all files causes
/// events itself.
const LOST_AGAIN: Duration = Duration::from_secs(3);

/// What has settled.
pub(super) enum Settled {
    /// Check whether something has changed.
    Look(Hints),
    /// All pages of a version have been rendered.
    Audited(String, Report),
    /// The user or the system stops the preview.
    Stop,
}

/// What is being saved.
pub(super) struct Settling {
    root: PathBuf,
    paths: BTreeMap<String, Pending>,
    is_lost: bool,
    lost_before: Option<Instant>,
    first: Instant,
    last: Instant,
}

struct Pending {
    last: Instant,
    is_open: bool,
}

impl Settling {
    /// Nothing is being saved in the project yet.
    pub(super) fn new(root: &Path) -> Self {
        let now = Instant::now();
        Self {
            root: root.to_path_buf(),
            paths: BTreeMap::new(),
            is_lost: false,
            lost_before: None,
            first: now,
            last: now,
        }
    }

    /// Waits for the next thing to do.
    pub(super) fn next(
        &mut self,
        events: &Receiver<Event>,
        is_known: &dyn Fn(&str) -> bool,
    ) -> Settled {
        loop {
            let event = match self.wait(is_known) {
                None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(wait) if wait.is_zero() => match events.try_recv() {
                    Ok(event) => Ok(event),
                    Err(_) => return self.settled(),
                },
                Some(wait) => events.recv_timeout(wait),
            };
            match event {
                Ok(Event::Watched(event)) => self.note(&event),
                Ok(Event::Lost) => self.lost(),
                Ok(Event::Audited(name, report)) => return Settled::Audited(name, report),
                Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return Settled::Stop,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    fn settled(&mut self) -> Settled {
        let paths = std::mem::take(&mut self.paths);
        if std::mem::take(&mut self.is_lost) {
            self.lost_before = Some(Instant::now());
            return Settled::Look(Hints::Everything);
        }
        if paths.len() > MANY {
            // More events may follow, and would count as another change.
            return Settled::Look(Hints::Everything);
        }
        Settled::Look(Hints::Paths(paths.into_keys().collect()))
    }

    fn lost(&mut self) {
        if self.lost_before.is_none_or(|at| at.elapsed() > LOST_AGAIN) {
            self.happened(Instant::now());
            self.is_lost = true;
        }
    }

    fn happened(&mut self, now: Instant) {
        if self.paths.is_empty() && !self.is_lost {
            self.first = now;
        }
        self.last = now;
    }

    fn note(&mut self, event: &notify::Event) {
        if event.need_rescan() {
            self.lost();
        }
        let is_open = match event.kind {
            // A read is not a change; this program reads too.
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
            EventKind::Access(_) => return,
            EventKind::Create(CreateKind::File) | EventKind::Modify(ModifyKind::Data(_)) => true,
            _ => false,
        };
        for path in &event.paths {
            if let Some(path) = self.below_a_folder(path) {
                let now = Instant::now();
                self.happened(now);
                self.paths.insert(path, Pending { last: now, is_open });
            }
        }
    }

    /// The path below the project, if it is one that a site may be made from.
    fn below_a_folder(&self, path: &Path) -> Option<String> {
        let below = slashed(path.strip_prefix(&self.root).ok()?)?;
        let mut names = below.split('/');
        let first = names.next().filter(|first| FOLDERS.contains(first));
        let hidden = names.any(|name| name.starts_with('.'));
        (first.is_some() && !hidden).then_some(below)
    }

    /// How long to wait; `None` where there is nothing to wait for.
    fn wait(&self, is_known: &dyn Fn(&str) -> bool) -> Option<Duration> {
        if self.paths.is_empty() && !self.is_lost {
            return None;
        }
        if self.first.elapsed() > LONGEST {
            return Some(Duration::ZERO);
        }
        let few = self.paths.len() <= FEW && !self.is_lost;
        let quiet = if few { QUIET } else { QUIET_OF_MANY };
        let left = |since: Instant, wait: Duration| wait.saturating_sub(since.elapsed());
        let rest = left(self.last, quiet);
        if !rest.is_zero() {
            return Some(rest);
        }
        if self.root.join(".git/index.lock").exists() {
            return Some(QUIET_OF_MANY);
        }
        let of_paths = self.paths.iter().map(|(path, pending)| {
            if pending.is_open && cfg!(target_os = "linux") {
                left(pending.last, OPEN)
            } else if is_known(path) == self.is_unfinished(path) {
                left(pending.last, UNFINISHED)
            } else {
                Duration::ZERO
            }
        });
        of_paths.max().or(Some(Duration::ZERO))
    }

    /// Whether a path does not exist or is an empty file.
    fn is_unfinished(&self, path: &str) -> bool {
        let found = self.root.join(path).metadata();
        found.map_or(true, |found| found.is_file() && found.len() == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settling() -> Settling {
        Settling::new(Path::new("/site"))
    }

    fn event(kind: EventKind, path: &str) -> notify::Event {
        notify::Event::new(kind).add_path(PathBuf::from(path))
    }

    #[test]
    fn what_is_no_part_of_a_site_is_not_noticed() {
        let mut settling = settling();
        let kind = EventKind::Modify(ModifyKind::Any);
        for path in [
            "/site/public/web/index.html",
            "/site/content/.git/x",
            "/site/content/members/.a.yaml.swp",
            "/elsewhere/content/a.md",
        ] {
            settling.note(&event(kind, path));
        }
        let reading = EventKind::Access(AccessKind::Open(AccessMode::Read));
        settling.note(&event(reading, "/site/content/a.md"));
        assert!(settling.wait(&|_| true).is_none());
    }

    #[test]
    fn a_file_that_is_written_is_waited_for() {
        let mut settling = settling();
        let data = EventKind::Modify(ModifyKind::Data(notify::event::DataChange::Any));
        settling.note(&event(data, "/site/content/a.md"));
        std::thread::sleep(QUIET * 2);
        assert!(
            settling
                .wait(&|_| false)
                .is_some_and(|wait| !wait.is_zero())
        );
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        settling.note(&event(closed, "/site/content/a.md"));
        std::thread::sleep(QUIET * 2);
        assert_eq!(settling.wait(&|_| false), Some(Duration::ZERO));
        // A known file that is gone may come back at once.
        assert!(settling.wait(&|_| true).is_some_and(|wait| !wait.is_zero()));
    }
}
