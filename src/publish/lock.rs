//! The lock beside the output. The kernel holds it (`flock`), so it is released the
//! moment its holder dies; the holder removes the file itself when it has finished.

use std::fs::{File, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::Path;
use std::sync::Arc;

use super::beside::Beside;
use super::error::{Names, PublishError, Refusal, failed};
use super::seal::Seal;
use crate::system::{OFlags, fstat};

/// What the file starts with, before the process id.
const MARK: &str = "spunweb ";

/// How often to retry when the file vanishes between opening and locking.
const TRIES: usize = 100;

/// The most bytes that are read of a lock file.
const ENOUGH: u64 = 64;

/// The lock of one output folder, held until this is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    beside: Arc<Beside>,
    // Held open for the lock on it.
    _file: File,
}

impl Lock {
    /// Takes the lock, or fails at once.
    pub(super) fn take(beside: &Arc<Beside>) -> Result<Self, PublishError> {
        const MODE: u16 = 0o644;
        let path = beside.places.lock();
        for _ in 0..TRIES {
            let opened = beside.create(&path, OFlags::empty(), MODE);
            let mut file = opened.map_err(failed("action.open_the_lock", &path))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let holder = holder(&mut file);
                    return Err(PublishError::Locked {
                        path: beside.places.out.clone(),
                        holder,
                    });
                }
                Err(TryLockError::Error(error)) => return Err(failed("action.lock", &path)(error)),
            }
            // The last holder removes the file before it lets go: this may be a
            // lock on a file that no other build can see.
            if !is_still(&file, beside, &path) {
                continue;
            }
            sign(&mut file, &path)?;
            beside.note_seals(keeps_seals(&file));
            return Ok(Self {
                beside: Arc::clone(beside),
                _file: file,
            });
        }
        Err(PublishError::Locked {
            path: beside.places.out.clone(),
            holder: None,
        })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // If this fails, an unlocked file stays, and the next build uses it.
        let _ = self.beside.remove_file(&self.beside.places.lock());
    }
}

fn is_still(file: &File, beside: &Beside, path: &Path) -> bool {
    match (fstat(file), beside.stat(path)) {
        (Ok(held), Ok(seen)) => held.st_dev == seen.st_dev && held.st_ino == seen.st_ino,
        _ => false,
    }
}

/// Whether the file system keeps seals; tested with the lock file.
fn keeps_seals(file: &File) -> bool {
    let seal = Seal::Stage { folder: 0 };
    seal.set(file).is_ok() && fstat(file).is_ok_and(|stat| seal.is_on(&stat))
}

/// Writes the id of this process, after checking that the file is a lock.
fn sign(file: &mut File, path: &Path) -> Result<(), PublishError> {
    let text = read(file).map_err(failed("action.read_the_lock", path))?;
    // A killed holder may have left an empty file or half a mark. A power cut may have
    // left a file of the right length, filled with zero bytes.
    let is_blank = (text.len() as u64) < ENOUGH && text.bytes().all(|byte| byte == 0);
    if !text.starts_with(MARK) && !MARK.starts_with(&text) && !is_blank {
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
    write().map_err(failed("action.write_the_lock", path))
}

fn holder(file: &mut File) -> Option<u32> {
    read(file).ok()?.strip_prefix(MARK)?.trim().parse().ok()
}

fn read(file: &mut File) -> io::Result<String> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.take(ENOUGH).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
