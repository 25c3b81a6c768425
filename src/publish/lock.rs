//! The lock beside the output. The kernel holds it (`flock`), so it is gone the
//! moment its holder dies; the file itself is removed by whoever is done with it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, OFlags, flock};
use rustix::io::Errno;

use super::error::{Names, PublishError, Refusal, failed};
use super::names::Places;

/// What the file starts with, before the number of the process.
const MARK: &str = "spunweb ";

/// How often a file that vanished between its opening and its locking is tried again.
const TRIES: usize = 100;

/// The lock of one output folder, held until this is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    // Held open for the lock on it.
    _file: File,
}

impl Lock {
    /// Takes the lock, at once or not at all.
    pub(super) fn take(places: &Places) -> Result<Self, PublishError> {
        let path = places.lock();
        for _ in 0..TRIES {
            let mut file = open(&path)?;
            match flock(&file, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => {}
                Err(Errno::WOULDBLOCK) => {
                    let holder = holder(&mut file);
                    return Err(PublishError::Locked {
                        path: places.out.clone(),
                        holder,
                    });
                }
                Err(errno) => return Err(failed("lock", &path)(errno.into())),
            }
            // The last holder removes the file before it lets go: this may be a
            // lock on a file that no other build can see.
            if !is_still(&file, &path) {
                continue;
            }
            sign(&mut file, &path)?;
            return Ok(Self { path, _file: file });
        }
        Err(PublishError::Locked {
            path: places.out.clone(),
            holder: None,
        })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // If this fails, an unlocked file stays, which the next build takes over.
        let _ = fs::remove_file(&self.path);
    }
}

fn open(path: &Path) -> Result<File, PublishError> {
    let no_follow = i32::try_from((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits()).unwrap_or(0);
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o644)
        .custom_flags(no_follow)
        .open(path)
        .map_err(failed("open the lock", path))
}

fn is_still(file: &File, path: &Path) -> bool {
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(held), Ok(seen)) => held.dev() == seen.dev() && held.ino() == seen.ino(),
        _ => false,
    }
}

/// Writes the number of this process, once it is clear that the file is a lock.
fn sign(file: &mut File, path: &Path) -> Result<(), PublishError> {
    let text = read(file).map_err(failed("read the lock", path))?;
    // A holder that was killed may have left an empty file, or half a mark.
    if !text.starts_with(MARK) && !MARK.starts_with(&text) {
        let names = Names::of([path.to_string_lossy().into_owned()]);
        return Err(PublishError::Refused {
            path: path.to_owned(),
            reason: Refusal::NotOurs(names),
        });
    }
    let mut write = || -> io::Result<()> {
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(format!("{MARK}{}\n", std::process::id()).as_bytes())
    };
    write().map_err(failed("write the lock", path))
}

fn holder(file: &mut File) -> Option<u32> {
    read(file).ok()?.strip_prefix(MARK)?.trim().parse().ok()
}

fn read(file: &mut File) -> io::Result<String> {
    const ENOUGH: u64 = 64;
    let mut bytes = Vec::new();
    file.rewind()?;
    file.take(ENOUGH).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
