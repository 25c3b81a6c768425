//! Standard output of a command. A failed write is never a success: [`Output::finish`]
//! reports a full disk after `> file`, even if the command ignored the error.

use std::io::{Error, ErrorKind, Result, Write};

use super::{Status, failure};
use crate::messages::{message, system};

/// Standard output, and its first error.
pub(super) struct Output<'a> {
    to: &'a mut dyn Write,
    fault: Option<Error>,
}

impl<'a> Output<'a> {
    /// An output that writes to `to`.
    pub(super) fn new(to: &'a mut dyn Write) -> Self {
        Self { to, fault: None }
    }

    /// Flushes the output, and returns the status of the command, or a failure if the
    /// output is incomplete.
    pub(super) fn finish(mut self, status: Status, lang: &str, err: &mut dyn Write) -> Status {
        // The error is kept, as in all writes.
        let _ = self.flush();
        let Some(fault) = self.fault else {
            return status;
        };
        // A reader that closes the pipe early, such as `head`, gets no message.
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
