//! How a run ended, as scripts and CI see it.

use std::process::ExitCode;

use crate::publish::PublishErrorKind;

/// How a run ended; the only place that defines the exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Published, or nothing wrong.
    Clean,
    /// A finding of severity error; nothing was published.
    Findings,
    /// The command line is wrong, or there is no project.
    Usage,
    /// The environment: a full disk, a permission, another running build.
    Environment,
    /// A fault of the program itself.
    Bug,
}

impl Status {
    /// The exit status of the process.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Usage => 2,
            Self::Environment => 3,
            Self::Bug => 70,
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status.code())
    }
}

impl From<PublishErrorKind> for Status {
    fn from(kind: PublishErrorKind) -> Self {
        match kind {
            PublishErrorKind::Refused => Self::Usage,
            PublishErrorKind::Environment => Self::Environment,
            PublishErrorKind::Bug => Self::Bug,
        }
    }
}
