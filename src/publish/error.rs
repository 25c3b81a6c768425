//! What can keep a publication from happening. Every message names the path.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use rustix::io::Errno;

use super::sys;

/// How many paths a message names before it says "and N more".
const NAMED: usize = 5;

/// Why nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The folder named for the output must not be one.
    #[error("`{}` cannot be the output folder: {reason}", path.display())]
    Refused {
        /// The folder, with links and `..` resolved.
        path: PathBuf,
        /// What the folder is instead.
        reason: Refusal,
    },
    /// A folder that is ours holds files that are not.
    #[error(
        "`{}` holds files that Spunweb did not make, and it never removes those; \
         move them away, or publish to another folder: {files}", path.display()
    )]
    ForeignFiles {
        /// The folder.
        path: PathBuf,
        /// The files, relative to it.
        files: Names,
    },
    /// Another build has the lock.
    #[error("another build{} is publishing to `{}`", in_brackets(*holder), path.display())]
    Locked {
        /// The output folder.
        path: PathBuf,
        /// The process that holds the lock, where it left its number.
        holder: Option<u32>,
    },
    /// The disk or the user's share of it is full.
    #[error(
        "no space left to write `{}`: {needed} bytes needed, {}",
        path.display(), left(*free, *quota)
    )]
    DiskFull {
        /// What was being written.
        path: PathBuf,
        /// How many bytes this file takes.
        needed: u64,
        /// How many bytes are free there, if the system says.
        free: Option<u64>,
        /// Whether a quota was the limit, not the disk.
        quota: bool,
    },
    /// The operating system refused something else.
    #[error("could not {action} `{}`: {source}", path.display())]
    Io {
        /// What was tried, as in "could not …".
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A manifest cannot be relied on.
    #[error("the manifest `{}` cannot be used: {problem}", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// The output changed under a build that holds its lock.
    #[error("`{}` was changed by another program during the build; build again", path.display())]
    Interfered {
        /// The output folder.
        path: PathBuf,
    },
    /// The output was left between two versions: written in place to the half,
    /// or moved away and not replaced.
    #[error(
        "`{}` was left between two versions, and the next build finishes it: {reason}",
        path.display()
    )]
    Unfinished {
        /// The output folder.
        path: PathBuf,
        /// What stopped the publication.
        reason: Box<PublishError>,
    },
    /// A part that was to be carried over is not as it was published.
    #[error("`{}` cannot be carried over: {problem}; build all editions", path.display())]
    CarryOver {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// What stands in the place of the previous version was not put there by us.
    #[error(
        "nothing proves that `{}` was made here; a copy, a cache or a commit may have brought it",
        path.display()
    )]
    UnknownPrevious {
        /// The folder.
        path: PathBuf,
    },
    /// There is no previous version to go back to.
    #[error("there is no previous version of `{}` to go back to", path.display())]
    NoPrevious {
        /// The output folder.
        path: PathBuf,
    },
    /// Two artifacts claim one place, or one is a file where another needs a folder.
    #[error("two artifacts claim `{path}`")]
    Clash {
        /// The path below the output folder.
        path: String,
    },
    /// An artifact has a path that must not be written.
    #[error("`{path}` is not a path for an artifact")]
    UnsafePath {
        /// The path below the output folder.
        path: String,
    },
    /// What was staged is not what was planned.
    #[error(
        "what was made is not what was planned; planned and not made: {missing}; \
         made and not planned: {extra}"
    )]
    PlanMismatch {
        /// Planned, and not made.
        missing: Names,
        /// Made, and not planned.
        extra: Names,
    },
}

/// What sort of trouble a [`PublishError`] is; the exit status follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublishErrorKind {
    /// The output folder was badly chosen or holds what is not ours: the user
    /// names another one or tidies up.
    Refused,
    /// The machine is in the way: a full disk, a permission, another build.
    Environment,
    /// A fault of Spunweb.
    Bug,
}

impl PublishError {
    /// Says what sort of trouble this is.
    #[must_use]
    pub fn kind(&self) -> PublishErrorKind {
        match self {
            Self::Refused { .. }
            | Self::ForeignFiles { .. }
            | Self::Manifest { .. }
            | Self::CarryOver { .. }
            | Self::UnknownPrevious { .. }
            | Self::NoPrevious { .. } => PublishErrorKind::Refused,
            Self::Locked { .. }
            | Self::DiskFull { .. }
            | Self::Io { .. }
            | Self::Interfered { .. }
            | Self::Unfinished { .. } => PublishErrorKind::Environment,
            Self::Clash { .. } | Self::UnsafePath { .. } | Self::PlanMismatch { .. } => {
                PublishErrorKind::Bug
            }
        }
    }

    /// Says what to do about it, where the message does not.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Refused {
                reason: Refusal::NotOurs(_),
                ..
            } => Some("empty it, or name another folder with `--out`"),
            Self::Refused { .. } => Some("name another folder with `--out`"),
            Self::Locked { .. } => Some("wait until it is done, or end it, and build again"),
            Self::DiskFull { .. } => Some("free some space and build again"),
            Self::Unfinished { .. } => Some("mend what stopped it and build again"),
            Self::Manifest { .. } => {
                Some("if Spunweb made all that is in the folder, remove it and build again")
            }
            Self::UnknownPrevious { .. } => {
                Some("move it away, or remove it with `spunweb forget`")
            }
            Self::NoPrevious { .. } => Some("build the version of the content that you want"),
            Self::ForeignFiles { .. }
            | Self::Io { .. }
            | Self::Interfered { .. }
            | Self::CarryOver { .. }
            | Self::Clash { .. }
            | Self::UnsafePath { .. }
            | Self::PlanMismatch { .. } => None,
        }
    }

    /// Turns an error of the system into one that says what was tried, where,
    /// and, on a full disk, how many bytes were needed.
    pub(super) fn io(action: &'static str, path: &Path, needed: u64, source: io::Error) -> Self {
        let quota = sys::is_any(&source, &[Errno::DQUOT]);
        if quota || sys::is_any(&source, &[Errno::NOSPC]) {
            return Self::DiskFull {
                path: path.to_owned(),
                needed,
                free: sys::free_bytes(path),
                quota,
            };
        }
        Self::Io {
            action,
            path: path.to_owned(),
            source,
        }
    }
}

/// Makes the closure for `map_err` of an action that writes no counted bytes.
pub(super) fn failed(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> PublishError {
    // A name in a folder may need a block of its own.
    const BLOCK: u64 = 4096;
    move |source| PublishError::io(action, path, BLOCK, source)
}

/// Says that an output was left between two versions.
pub(super) fn unfinished(out: &Path, reason: PublishError) -> PublishError {
    PublishError::Unfinished {
        path: out.to_owned(),
        reason: Box::new(reason),
    }
}

/// What a folder is that makes it unfit for the output.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is `/`.
    #[error("it is the root of the file system")]
    Root,
    /// It is the home folder, or holds it.
    #[error("it is your home folder, or a folder above it")]
    Home,
    /// It is the folder that the command was started in, or holds it.
    #[error("it is the folder you are in, or a folder above it")]
    WorkingFolder,
    /// It is the project, or holds it.
    #[error("it is the project `{}`, or a folder above it", .0.display())]
    Project(PathBuf),
    /// It is a source of the build, holds one, or lies in one.
    #[error("it is, holds or lies in `{}`, which the build reads", .0.display())]
    Source(PathBuf),
    /// It is the root of a git repository.
    #[error("it is the root of a git repository")]
    GitRoot,
    /// It lies in the folder where git keeps its own files.
    #[error("it lies in a `.git` folder")]
    InsideGit,
    /// It lies in a folder that Spunweb publishes to, and replaces as a whole.
    #[error("it lies in `{}`, which is an output folder already", .0.display())]
    InsideOutput(PathBuf),
    /// Its name is one that Spunweb uses beside an output folder.
    #[error("names like this are for the lock and the versions beside an output folder")]
    OwnName,
    /// It is not a folder.
    #[error("it is not a folder")]
    NotAFolder,
    /// Its path goes round in a circle of symbolic links.
    #[error("its symbolic links never end")]
    LinkLoop,
    /// A link leads to it that lies in the project.
    #[error(
        "the symbolic link `{}` on its way lies in the project, and a commit can bring such a link",
        .0.display()
    )]
    LinkInProject(PathBuf),
    /// It is not empty, and no manifest says that Spunweb made what is in it.
    #[error("it is not empty, and Spunweb did not make what is in it: {0}")]
    NotOurs(Names),
}

/// Some of a list of paths, and how many more there are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    /// The first few.
    pub first: Vec<String>,
    /// How many there are beyond these.
    pub more: usize,
}

impl Names {
    /// Keeps the first few of a list.
    pub(super) fn of<I: IntoIterator<Item = String>>(all: I) -> Self {
        let mut all = all.into_iter();
        let first = all.by_ref().take(NAMED).collect();
        Self {
            first,
            more: all.count(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.first.is_empty()
    }
}

impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("none");
        }
        for (index, name) in self.first.iter().enumerate() {
            // The names of foreign files may hold anything, a terminal's codes too.
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}`{}`", name.escape_debug())?;
        }
        match self.more {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

fn in_brackets(pid: Option<u32>) -> String {
    pid.map_or_else(String::new, |pid| format!(" ({pid})"))
}

fn left(free: Option<u64>, quota: bool) -> String {
    match free {
        _ if quota => "which your quota on this disk does not allow".to_owned(),
        Some(free) => format!("{free} free"),
        None => "and the disk is full".to_owned(),
    }
}
