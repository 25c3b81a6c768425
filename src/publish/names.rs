//! The names used beside an output folder, all hidden, all derived from its own name: for
//! `public` they are `.public.lock`, `.public.stage-<pid>` and `.public.prev`.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::watch::Watched;

/// An output folder and the names beside it.
#[derive(Debug, Clone)]
pub(super) struct Places {
    /// The output folder, with links and `..` resolved.
    pub(super) out: PathBuf,
    /// Its parent folder; on the same file system, unless the output is a mount point.
    pub(super) parent: PathBuf,
    pub(super) watched: Watched,
    name: OsString,
}

impl Places {
    /// Takes a resolved path; `None` for the root, which has no name.
    pub(super) fn new(out: &Path) -> Option<Self> {
        Some(Self {
            out: out.to_owned(),
            parent: out.parent()?.to_owned(),
            watched: Watched::default(),
            name: out.file_name()?.to_owned(),
        })
    }

    /// The lock of the output folder.
    pub(super) fn lock(&self) -> PathBuf {
        self.beside(".lock")
    }

    /// The version before the one that is published.
    pub(super) fn previous(&self) -> PathBuf {
        self.beside(".prev")
    }

    /// The file with the changes since a given manifest.
    pub(super) fn changes(&self) -> PathBuf {
        self.beside(".changes.json")
    }

    /// Where this process builds the new version.
    pub(super) fn stage(&self) -> PathBuf {
        self.beside(&format!(".stage-{}", std::process::id()))
    }

    /// Whether a name in the parent is that of a stage of this output.
    pub(super) fn is_stage(&self, name: &OsStr) -> bool {
        let mut prefix = self.hidden();
        prefix.push(".stage-");
        name.as_encoded_bytes()
            .strip_prefix(prefix.as_encoded_bytes())
            .is_some_and(|pid| !pid.is_empty() && pid.iter().all(u8::is_ascii_digit))
    }

    fn beside(&self, suffix: &str) -> PathBuf {
        let mut name = self.hidden();
        name.push(suffix);
        self.parent.join(name)
    }

    fn hidden(&self) -> OsString {
        let mut hidden = OsString::from(".");
        hidden.push(&self.name);
        hidden
    }
}

/// Whether a name could be one of those used beside an output folder.
pub(super) fn is_own_name(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.')
        && (name.ends_with(".lock") || name.ends_with(".prev") || name.contains(".stage-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_stages_are_stages() {
        let places = Places::new(Path::new("/srv/public")).unwrap();
        assert!(places.is_stage(OsStr::new(".public.stage-12")));
        for other in [
            ".public.stage-",
            ".public.stage-1x",
            ".publi.stage-1",
            "public.stage-1",
        ] {
            assert!(!places.is_stage(OsStr::new(other)), "{other}");
        }
    }

    #[test]
    fn own_names_are_known() {
        for own in [".public.lock", ".public.prev", ".x.stage-1"] {
            assert!(is_own_name(OsStr::new(own)), "{own}");
        }
        for other in ["public", ".public", "a.prev", ".well-known"] {
            assert!(!is_own_name(OsStr::new(other)), "{other}");
        }
    }
}
