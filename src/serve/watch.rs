//! Watches for changes. Events are only hints: their meaning is never trusted, and where
//! the system provides none, the files are polled.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify::{Config, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::{Event, ServeError};
use crate::disk::{FOLDERS, Hints};

/// How often files are polled where the system provides no events.
const POLL_EVERY: Duration = Duration::from_secs(1);

/// Watches the folders of a project.
pub(super) struct Watcher {
    inner: Box<dyn notify::Watcher>,
    root: PathBuf,
}

impl Watcher {
    /// Starts to watch. Returns whether it has to poll.
    pub(super) fn start(root: &Path, sender: &Sender<Event>) -> Result<(Self, bool), ServeError> {
        // A link of the content may lead to the whole disk.
        let config = Config::default()
            .with_poll_interval(POLL_EVERY)
            .with_follow_symlinks(false);
        let events = RecommendedWatcher::new(handler(sender.clone()), config);
        let watching = events.and_then(|inner| Self::over(Box::new(inner), root));
        match watching {
            Ok(watcher) => Ok((watcher, false)),
            // Too many files for the system's limit, or a file system without events.
            Err(_) => Ok((Self::polling(root, sender, config)?, true)),
        }
    }

    /// A watcher that polls the files.
    fn polling(root: &Path, sender: &Sender<Event>, config: Config) -> Result<Self, ServeError> {
        // With time stamps only, the later of two changes in one second is missed.
        let config = config.with_compare_contents(true);
        PollWatcher::new(handler(sender.clone()), config)
            .and_then(|inner| Self::over(Box::new(inner), root))
            .map_err(|error| ServeError::Watch(error.to_string()))
    }

    fn over(inner: Box<dyn notify::Watcher>, root: &Path) -> notify::Result<Self> {
        let mut watcher = Self {
            inner,
            root: root.to_path_buf(),
        };
        // The folder itself, to notice new and removed folders in it.
        watcher.inner.watch(root, RecursiveMode::NonRecursive)?;
        for folder in FOLDERS {
            watcher.watch(folder)?;
        }
        Ok(watcher)
    }

    fn watch(&mut self, folder: &str) -> notify::Result<()> {
        let path = self.root.join(folder);
        if path.symlink_metadata().is_ok_and(|found| found.is_dir()) {
            self.inner.watch(&path, RecursiveMode::Recursive)?;
        }
        Ok(())
    }

    /// Watches folders again that may have been recreated, according to the hints.
    pub(super) fn watch_again(&mut self, hints: &Hints) {
        for folder in FOLDERS {
            let is_meant = match hints {
                Hints::Everything => true,
                Hints::Paths(paths) => paths.contains(folder),
            };
            if is_meant {
                // If this fails, the next event of the folder tries again.
                let _ = self.watch(folder);
            }
        }
    }
}

fn handler(sender: Sender<Event>) -> impl notify::EventHandler {
    move |event: notify::Result<notify::Event>| {
        let event = event.map_or(Event::Lost, Event::Watched);
        // Nobody listens once the preview ends.
        let _ = sender.send(event);
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test is the editor who writes")]
mod tests {
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use notify::Config;

    use super::{Event, Watcher};

    /// Where the system provides no events, edits and new files are noticed all the same.
    #[test]
    fn files_are_looked_at_again_and_again() {
        let root = tempfile::tempdir().unwrap();
        let content = root.path().join("content");
        std::fs::create_dir(&content).unwrap();
        std::fs::write(content.join("old.md"), "before").unwrap();
        let (sender, events) = channel();
        let config = Config::default().with_poll_interval(Duration::from_millis(20));
        let watcher = Watcher::polling(root.path(), &sender, config).unwrap();
        for (name, text) in [("old.md", "after"), ("new.md", "here")] {
            std::fs::write(content.join(name), text).unwrap();
            let mut coming =
                std::iter::from_fn(|| events.recv_timeout(Duration::from_mins(1)).ok());
            let noticed = coming.any(|event| match event {
                Event::Watched(event) => event.paths.iter().any(|path| path.ends_with(name)),
                _ => false,
            });
            assert!(noticed, "{name}");
        }
        drop(watcher);
    }
}
