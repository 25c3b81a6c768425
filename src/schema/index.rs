//! Positions in the catalogue. A decoded value names entries, terms and files by text. A
//! linked value has their positions instead, so that no later stage looks a name up again.

/// The position of an entry in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryIndex(u32);

/// The position of a vocabulary in the catalogue, and of a term in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TermIndex {
    vocabulary: u32,
    term: u32,
}

/// The position of a file among those of the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileIndex(u32);

impl EntryIndex {
    /// The index of a position in the order of the catalogue.
    #[must_use]
    pub fn new(position: usize) -> Self {
        Self(narrow(position))
    }

    /// The position in the order of the catalogue.
    #[must_use]
    pub fn position(self) -> usize {
        self.0 as usize
    }
}

impl TermIndex {
    /// The index of a term by its vocabulary's position and its own.
    #[must_use]
    pub fn new(vocabulary: usize, term: usize) -> Self {
        Self {
            vocabulary: narrow(vocabulary),
            term: narrow(term),
        }
    }

    /// The position of the vocabulary.
    #[must_use]
    pub fn vocabulary(self) -> usize {
        self.vocabulary as usize
    }

    /// The position of the term in its vocabulary, which orders terms.
    #[must_use]
    pub fn term(self) -> usize {
        self.term as usize
    }
}

impl FileIndex {
    /// The index of a position.
    #[must_use]
    pub fn new(position: usize) -> Self {
        Self(narrow(position))
    }

    /// The position.
    #[must_use]
    pub fn position(self) -> usize {
        self.0 as usize
    }
}

/// A position in 32 bits. No project has billions of anything; such a position would be
/// clamped to `u32::MAX`, and so name nothing.
fn narrow(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
