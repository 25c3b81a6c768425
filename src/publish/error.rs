//! Why nothing can be published. Every message names the path.

use std::io;
use std::path::{Path, PathBuf};

use crate::messages::{Message, display_in_english, message, system};
use crate::system::{Errno, free_bytes, is_any};

/// How many paths a message names before it says "and N more".
const NAMED: usize = 5;

/// Why nothing was published.
#[derive(Debug)]
pub enum PublishError {
    /// The given folder must not be used as output.
    Refused {
        /// The folder, with links and `..` resolved.
        path: PathBuf,
        /// What the folder is instead.
        reason: Refusal,
    },
    /// A folder that is ours holds files that are not.
    ForeignFiles {
        /// The folder.
        path: PathBuf,
        /// The files, relative to it.
        files: Names,
    },
    /// Another build has the lock.
    Locked {
        /// The output folder.
        path: PathBuf,
        /// The process that holds the lock, where it left its number.
        holder: Option<u32>,
    },
    /// The disk or the user's share of it is full.
    DiskFull {
        /// What was being written.
        path: PathBuf,
        /// How many bytes it takes.
        needed: u64,
        /// How many bytes are free there, if the system says.
        free: Option<u64>,
        /// Whether a quota was the limit, not the disk.
        quota: bool,
    },
    /// The operating system refused something else.
    Io {
        /// What was tried, as in "could not …": a key under `action`.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A manifest cannot be relied on.
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        problem: Message,
    },
    /// The output changed under a build that holds its lock.
    Interfered {
        /// The output folder.
        path: PathBuf,
    },
    /// The output was left between two versions: half written in place, or moved away and
    /// not replaced.
    Unfinished {
        /// The output folder.
        path: PathBuf,
        /// What stopped the publication.
        reason: Box<PublishError>,
    },
    /// A part that was to be carried over is not as it was published.
    CarryOver {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong with it.
        problem: Message,
    },
    /// The folder at the place of the previous version was not put there by us.
    UnknownPrevious {
        /// The folder.
        path: PathBuf,
    },
    /// There is no previous version to go back to.
    NoPrevious {
        /// The output folder.
        path: PathBuf,
    },
    /// Two artifacts claim one place, or one is a file where another needs a folder.
    Clash {
        /// The path below the output folder.
        path: String,
    },
    /// An artifact has a path that must not be written.
    UnsafePath {
        /// The path below the output folder.
        path: String,
    },
    /// What was staged is not what was planned.
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
    /// The environment: a full disk, a permission, another build.
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
    pub fn help(&self) -> Option<Message> {
        Some(match self {
            Self::Refused {
                reason: Refusal::NotOurs(_),
                ..
            } => message!("advice.empty_it"),
            Self::Refused { .. } => message!("advice.another_folder"),
            Self::Locked { .. } => message!("advice.wait"),
            Self::DiskFull { .. } => message!("advice.free_space"),
            Self::Unfinished { .. } => message!("advice.fix_and_build"),
            Self::Manifest { .. } => message!("advice.remove_folder"),
            Self::UnknownPrevious { .. } => message!("advice.move_away"),
            Self::NoPrevious { .. } => message!("advice.build_version"),
            Self::ForeignFiles { .. }
            | Self::Io { .. }
            | Self::Interfered { .. }
            | Self::CarryOver { .. }
            | Self::Clash { .. }
            | Self::UnsafePath { .. }
            | Self::PlanMismatch { .. } => return None,
        })
    }

    /// What happened, as a translatable message.
    #[must_use]
    pub fn message(&self) -> Message {
        let shown = |path: &Path| path.display().to_string();
        match self {
            Self::Refused { path, reason } => {
                message!(
                    "publish.refused",
                    path = shown(path),
                    reason = reason.message()
                )
            }
            Self::ForeignFiles { path, files } => {
                message!(
                    "publish.foreign_files",
                    path = shown(path),
                    files = files.message()
                )
            }
            Self::Locked {
                path,
                holder: Some(pid),
            } => {
                let pid = pid.to_string();
                message!("publish.locked_by", path = shown(path), pid = pid)
            }
            Self::Locked { path, holder: None } => message!("publish.locked", path = shown(path)),
            Self::DiskFull {
                path,
                needed,
                free,
                quota,
            } => match free {
                _ if *quota => {
                    message!(
                        "publish.disk_full_quota",
                        path = shown(path),
                        needed = *needed
                    )
                }
                Some(free) => message!(
                    "publish.disk_full_free",
                    path = shown(path),
                    needed = *needed,
                    free = *free,
                ),
                None => message!("publish.disk_full", path = shown(path), needed = *needed),
            },
            Self::Io {
                action,
                path,
                source,
            } => {
                let (action, why) = (Message::new(*action), system(source));
                message!("publish.io", action = action, path = shown(path), why = why)
            }
            Self::Manifest { path, problem } => {
                message!(
                    "publish.manifest",
                    path = shown(path),
                    problem = problem.clone()
                )
            }
            Self::Interfered { path } => message!("publish.interfered", path = shown(path)),
            Self::Unfinished { path, reason } => {
                message!(
                    "publish.unfinished",
                    path = shown(path),
                    reason = reason.message()
                )
            }
            Self::CarryOver { path, problem } => {
                message!(
                    "publish.carry_over",
                    path = shown(path),
                    problem = problem.clone()
                )
            }
            Self::UnknownPrevious { path } => {
                message!("publish.unknown_previous", path = shown(path))
            }
            Self::NoPrevious { path } => message!("publish.no_previous", path = shown(path)),
            Self::Clash { path } => message!("publish.clash", path = path),
            Self::UnsafePath { path } => message!("publish.unsafe_path", path = path),
            Self::PlanMismatch { missing, extra } => message!(
                "publish.plan_mismatch",
                missing = missing.message(),
                extra = extra.message(),
            ),
        }
    }

    /// Wraps an I/O error with what was tried, where, and, on a full disk, how many bytes
    /// were needed.
    pub(super) fn io(action: &'static str, path: &Path, needed: u64, source: io::Error) -> Self {
        let quota = is_any(&source, &[Errno::DQUOT]);
        if quota || is_any(&source, &[Errno::NOSPC]) {
            return Self::DiskFull {
                path: path.to_owned(),
                needed,
                free: free_bytes(path),
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is `/`.
    Root,
    /// It is the home folder, or holds it.
    Home,
    /// It is the folder that the command was started in, or holds it.
    WorkingFolder,
    /// It is the project, or holds it.
    Project(PathBuf),
    /// It is a source of the build, holds one, or lies in one.
    Source(PathBuf),
    /// It is the root of a git repository.
    GitRoot,
    /// It lies in the folder where git keeps its own files.
    InsideGit,
    /// It lies in a folder that Spunweb publishes to, and replaces as a whole.
    InsideOutput(PathBuf),
    /// Its name is one that Spunweb uses beside an output folder.
    OwnName,
    /// It is not a folder.
    NotAFolder,
    /// Its path is a loop of symbolic links.
    LinkLoop,
    /// A link leads to it that lies in the project.
    LinkInProject(PathBuf),
    /// It is not empty, and no manifest says that Spunweb made what is in it.
    NotOurs(Names),
}

impl Refusal {
    /// The reason, as a translatable message.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Root => message!("refusal.root"),
            Self::Home => message!("refusal.home"),
            Self::WorkingFolder => message!("refusal.working_folder"),
            Self::Project(path) => message!("refusal.project", path = path.display().to_string()),
            Self::Source(path) => message!("refusal.source", path = path.display().to_string()),
            Self::GitRoot => message!("refusal.git_root"),
            Self::InsideGit => message!("refusal.inside_git"),
            Self::InsideOutput(path) => {
                message!("refusal.inside_output", path = path.display().to_string())
            }
            Self::OwnName => message!("refusal.own_name"),
            Self::NotAFolder => message!("refusal.not_a_folder"),
            Self::LinkLoop => message!("refusal.link_loop"),
            Self::LinkInProject(path) => {
                message!("refusal.link_in_project", path = path.display().to_string())
            }
            Self::NotOurs(files) => message!("refusal.not_ours", files = files.message()),
        }
    }
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

impl Names {
    /// The names in one line, as a translatable message.
    #[must_use]
    pub fn message(&self) -> Message {
        if self.is_empty() {
            return message!("publish.no_names");
        }
        // The names of foreign files may hold anything, even terminal escape sequences.
        let first = self.first.iter();
        let names: Vec<String> = first
            .map(|name| format!("`{}`", name.escape_debug()))
            .collect();
        let names = names.join(", ");
        match self.more {
            0 => message!("publish.names", names = names),
            more => message!("publish.names_and_more", names = names, count = more),
        }
    }
}

display_in_english!(PublishError);
