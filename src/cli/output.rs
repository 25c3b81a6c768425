//! Standard output, as a command writes to it. What cannot be written is no success: a full
//! disk behind `> file` is reported, whatever the command makes of it.

use std::io::{Error, ErrorKind, Result, Write};

use super::{Status, failure};
use crate::messages::{message, system};

/// Standard output, and the first fault of it.
pub(super) struct Output<'a> {
    to: &'a mut dyn Write,
    fault: Option<Error>,
}

impl<'a> Output<'a> {
    /// Writes to this.
    pub(super) fn new(to: &'a mut dyn Write) -> Self {
        Self { to, fault: None }
    }

    /// Writes what is still held back, and says how the command ended: as it says
    /// itself, or with an output that is not whole.
    pub(super) fn finish(mut self, status: Status, lang: &str, err: &mut dyn Write) -> Status {
        // What fails here is kept, as everywhere.
        let _ = self.flush();
        let Some(fault) = self.fault else {
            return status;
        };
        // A reader that has seen enough, as `head`, gets no message.
        if fault.kind() != ErrorKind::BrokenPipe {
            let why = message!("command.no_output", why = system(&fault));
            failure::error(&why, lang, err);
        }
        match status {
            Status::Clean => Status::Environment,
            other => other,
        }
    }

    fn kept<T>(&mut self, done: Result<T>) -> Result<T> {
        if let Err(fault) = &done
            && self.fault.is_none()
        {
            self.fault = Some(match fault.raw_os_error() {
                Some(number) => Error::from_raw_os_error(number),
                None => fault.kind().into(),
            });
        }
        done
    }
}

impl Write for Output<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let done = self.to.write(bytes);
        self.kept(done)
    }

    fn flush(&mut self) -> Result<()> {
        let done = self.to.flush();
        self.kept(done)
    }
}
