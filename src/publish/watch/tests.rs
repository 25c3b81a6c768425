//! Which system calls publishing makes, in which order, and what happens to an output
//! when one of them fails.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::*;
use crate::path::OutPath;
use crate::publish::{
    Forbidden, Mode, Options, Publication, PublishError, Staging, Target, swap::Strategy,
};

/// Records every call, and can make one of them fail.
#[derive(Default)]
struct Recorder {
    calls: Mutex<Vec<(Call, String)>>,
    fails_at: Option<(Call, &'static str)>,
}

impl Watch for Recorder {
    fn before(&self, call: Call, path: &Path) -> io::Result<()> {
        let name = path.file_name().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        let name = match name.split_once(".stage-") {
            Some((_, _)) => "[stage]".to_owned(),
            None => name,
        };
        let fails = self.fails_at == Some((call, name.as_str()));
        let held = held_open(call, path);
        assert!(held.is_empty(), "{call:?} of {name} while open: {held:?}");
        self.calls.lock().unwrap().push((call, name));
        if fails {
            Err(io::Error::from(rustix::io::Errno::IO))
        } else {
            Ok(())
        }
    }
}

/// The open files that would make a call fail on Windows. Before a folder is moved, only
/// the lock may be open in the folder that holds the output. Before a folder is removed,
/// nothing in it may be open, nor the folder itself. Linux lists the files that a process
/// has open.
fn held_open(call: Call, path: &Path) -> Vec<PathBuf> {
    let lock = |folder: &Path| folder.join(".public.lock");
    let root = path.ancestors().find(|folder| lock(folder).exists());
    let (Some(root), Ok(opened)) = (root, fs::read_dir("/proc/self/fd")) else {
        return Vec::new();
    };
    let opened = opened.filter_map(|entry| fs::read_link(entry.ok()?.path()).ok());
    opened
        .filter(|opened| match call {
            Call::Rename | Call::Exchange => {
                opened.starts_with(root) && opened != root && *opened != lock(root)
            }
            Call::Remove => opened.starts_with(path) && *opened != lock(root),
            _ => false,
        })
        .collect()
}

impl Recorder {
    fn failing(call: Call, name: &'static str) -> Arc<Self> {
        Arc::new(Self {
            calls: Mutex::default(),
            fails_at: Some((call, name)),
        })
    }

    /// The position of a call among all of them.
    fn place(&self, call: Call, name: &str) -> Option<usize> {
        let calls = self.calls.lock().unwrap();
        calls
            .iter()
            .position(|(made, of)| (*made, of.as_str()) == (call, name))
    }
}

struct Site {
    root: tempfile::TempDir,
}

impl Site {
    fn new() -> Self {
        Self {
            root: tempfile::tempdir().unwrap(),
        }
    }

    fn out(&self) -> PathBuf {
        self.root.path().join("public")
    }

    fn staging(&self, recorder: &Arc<Recorder>, options: Options) -> Staging {
        let forbidden = Forbidden {
            project: self.root.path().join("project"),
            ..Forbidden::default()
        };
        let mut target = Target::inspect(&self.out(), &forbidden).unwrap();
        let watch: Arc<dyn Watch> = recorder.clone();
        target.places.watched = Watched(Some(watch));
        Staging::begin(target, options).unwrap()
    }

    fn publish(&self, recorder: &Arc<Recorder>, text: &str) -> Result<Publication, PublishError> {
        self.publish_with(recorder, text, Strategy::Strongest)
    }

    fn publish_with(
        &self,
        recorder: &Arc<Recorder>,
        text: &str,
        strategy: Strategy,
    ) -> Result<Publication, PublishError> {
        let options = Options {
            sync: true,
            strategy,
        };
        let staging = self.staging(recorder, options);
        staging.put(&path("web/index.html"), text.as_bytes())?;
        staging.put(&path("web/same.css"), b"same")?;
        staging.commit(&planned())
    }

    fn shown(&self) -> String {
        fs::read_to_string(self.out().join("web/index.html")).unwrap()
    }

    /// The names in the folder that holds the output.
    fn beside(&self) -> Vec<String> {
        let names = fs::read_dir(self.root.path()).unwrap();
        let names = names.map(|name| name.unwrap().file_name().to_string_lossy().into_owned());
        names.filter(|name| name.starts_with('.')).collect()
    }
}

fn path(path: &str) -> OutPath {
    OutPath::new(path).unwrap()
}

fn planned() -> [OutPath; 2] {
    [path("web/index.html"), path("web/same.css")]
}

/// Everything is on the disk before the exchange, and the exchange is on the disk before
/// the command reports success: `syncfs`, then `renameat2`, then `fsync` of the folder
/// that holds both.
#[test]
fn what_is_published_is_on_the_disk() {
    let site = Site::new();
    let _ = site.publish(&Arc::default(), "one").unwrap();
    let recorder = Arc::new(Recorder::default());
    let publication = site.publish(&recorder, "two").unwrap();
    assert_eq!(publication.mode, Mode::Exchange);
    let root = site.root.path().file_name().unwrap().to_string_lossy();
    let order = [
        (Call::Write, "index.html"),
        (Call::Write, ".spunweb-manifest.json"),
        (Call::Write, "intent"),
        (Call::SyncTree, "[stage]"),
        (Call::Exchange, "public"),
        (Call::SyncFolder, &*root),
        (Call::Rename, ".public.prev"),
        (Call::Remove, "[stage]"),
    ];
    let places = order.map(|(call, name)| {
        let place = recorder.place(call, name);
        place.unwrap_or_else(|| panic!("{call:?} of {name} is not asked for"))
    });
    assert!(places.is_sorted(), "{:?}", recorder.calls);
}

/// In the weaker modes, too, nothing replaces the old version before it is on the disk.
#[test]
fn weaker_modes_wait_for_the_disk() {
    for (strategy, call) in [
        (Strategy::TwoStep, Call::Rename),
        (Strategy::InPlace, Call::Rename),
    ] {
        let site = Site::new();
        let _ = site.publish(&Arc::default(), "one").unwrap();
        let recorder = Arc::new(Recorder::default());
        let _ = site.publish_with(&recorder, "two", strategy).unwrap();
        let synced = recorder.place(Call::SyncTree, "[stage]").unwrap();
        let replaced = match strategy {
            Strategy::InPlace => recorder.place(call, "index.html").unwrap(),
            _ => recorder.place(call, "public").unwrap(),
        };
        assert!(synced < replaced, "{strategy:?}: {:?}", recorder.calls);
    }
    let first = Site::new();
    let recorder = Arc::new(Recorder::default());
    let _ = first.publish(&recorder, "one").unwrap();
    let synced = recorder.place(Call::SyncTree, "[stage]").unwrap();
    assert!(synced < recorder.place(Call::Rename, "public").unwrap());
}

/// Windows neither moves nor removes a folder that is open or holds something open;
/// [`held_open`] checks this in every mode.
#[test]
fn nothing_is_open_where_folders_are_moved() {
    for strategy in [Strategy::Strongest, Strategy::TwoStep, Strategy::InPlace] {
        let site = Site::new();
        for text in ["one", "two", "three"] {
            let recorder = Arc::new(Recorder::default());
            let _ = site.publish_with(&recorder, text, strategy).unwrap();
            assert!(recorder.place(Call::Remove, "[stage]").is_some());
        }
        let unfinished = site.staging(&Arc::default(), Options::default());
        unfinished.put(&path("web/index.html"), b"four").unwrap();
        drop(unfinished);
        assert_eq!(site.shown(), "three");
        assert!(!site.beside().iter().any(|name| name.contains(".stage-")));
    }
}

/// If a system call fails before the exchange, the old version stays, and nothing is left
/// beside it.
#[test]
fn a_refusal_leaves_the_old_version() {
    for (call, name) in [
        (Call::Write, ".spunweb-manifest.json"),
        (Call::Write, "intent"),
        (Call::SyncTree, "[stage]"),
        (Call::Exchange, "public"),
    ] {
        let site = Site::new();
        let _ = site.publish(&Arc::default(), "one").unwrap();
        let recorder = Recorder::failing(call, name);
        let error = site.publish(&recorder, "two").unwrap_err();
        assert!(matches!(error, PublishError::Io { .. }), "{name}: {error}");
        assert_eq!(site.shown(), "one", "{name}");
        assert_eq!(site.beside(), Vec::<String>::new(), "{name}");
    }
}

/// After the exchange `commit` reports a failed call, and the version is published all
/// the same.
#[test]
fn a_refusal_after_the_exchange_is_reported() {
    let site = Site::new();
    let _ = site.publish(&Arc::default(), "one").unwrap();
    let recorder = Recorder::failing(Call::Rename, ".public.prev");
    let publication = site.publish(&recorder, "two").unwrap();
    assert_eq!(publication.troubles.len(), 1);
    assert_eq!(site.shown(), "two");
    // The next build finishes it.
    let again = site.publish(&Arc::default(), "two").unwrap();
    assert_eq!(again.mode, Mode::Untouched);
    assert_eq!(site.beside(), [".public.prev"]);
}

/// Exactly the planned files are published: none is missing, none is extra.
#[test]
fn what_was_not_planned_is_not_published() {
    let site = Site::new();
    let _ = site.publish(&Arc::default(), "one").unwrap();
    let more: &[&str] = &["web/index.html", "web/same.css", "web/evil.html"];
    for (files, message) in [
        (more, "unexpected: `web/evil.html`"),
        (&more[..1], "missing: `web/same.css`"),
    ] {
        let staging = site.staging(&Arc::default(), Options::default());
        for file in files {
            staging.put(&path(file), b"two").unwrap();
        }
        let error = staging.commit(&planned()).unwrap_err();
        assert!(matches!(error, PublishError::PlanMismatch { .. }));
        assert!(error.to_string().contains(message), "{error}");
        assert_eq!(site.shown(), "one");
    }
}

/// Where the output cannot be exchanged, too, nothing of the old version is left.
#[test]
fn what_has_gone_is_removed_in_place() {
    let site = Site::new();
    let _ = site.publish(&Arc::default(), "one").unwrap();
    let options = Options {
        sync: false,
        strategy: Strategy::InPlace,
    };
    let staging = site.staging(&Arc::default(), options);
    staging.put(&path("web/index.html"), b"two").unwrap();
    let publication = staging.commit(&planned()[..1]).unwrap();
    assert_eq!(publication.mode, Mode::InPlace);
    assert_eq!(publication.removed, ["web/same.css"]);
    assert!(!site.out().join("web/same.css").exists());
    assert_eq!(site.shown(), "two");
}

/// Another program that writes into the output while the build runs is not
/// overwritten.
#[test]
fn an_output_that_another_program_changes_is_not_replaced() {
    let other = Site::new();
    let _ = other.publish(&Arc::default(), "other").unwrap();
    let interferences: [&dyn Fn(&Path); 3] = [
        &|out| fs::write(out.join("web/strange.html"), "x").unwrap(),
        &|out| {
            fs::remove_dir_all(out).unwrap();
            fs::rename(other.out(), out).unwrap();
        },
        &|out| fs::remove_dir_all(out).unwrap(),
    ];
    for (number, interfere) in interferences.into_iter().enumerate() {
        let site = Site::new();
        let _ = site.publish(&Arc::default(), "one").unwrap();
        let staging = site.staging(&Arc::default(), Options::default());
        staging.put(&path("web/index.html"), b"two").unwrap();
        staging.put(&path("web/same.css"), b"new").unwrap();
        interfere(&site.out());
        let error = staging.commit(&planned()).unwrap_err();
        let is_told = matches!(
            error,
            PublishError::Interfered { .. } | PublishError::ForeignFiles { .. }
        );
        assert!(is_told, "{number}: {error}");
        let shown = site.out().join("web/index.html");
        let shown = fs::read_to_string(shown).unwrap_or_default();
        assert_ne!(shown, "two", "{number}");
    }
}
