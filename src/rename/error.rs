//! Why an entry cannot have another id.

use crate::fix::Examined;
use crate::messages::Message;

/// Why nothing was renamed.
#[derive(Debug)]
pub(crate) enum RenameError<E> {
    /// The content could not be examined.
    Examine(E),
    /// The entry does not exist, or the id is not available.
    Files(Message),
    /// The content has errors, which could hide names.
    Faults(Box<Examined>),
    /// The entry would still be named by its old id at these places.
    Left(Box<Examined>),
}
