//! The compact form of an index: sorted terms, front-coded in blocks, and for
//! each term the documents that hold it.
//!
//! A term is one byte of two halves (how many bytes it shares with the previous term, and how
//! many are its own; 15 means that a number follows), its own bytes, and the length of its
//! postings. Postings are groups: the number of documents, with the impact of the term on them
//! in the lowest four bits, then the distance of each document to the previous one. Numbers
//! have seven bits per byte, the lowest first. The scripts `search-dictionary.js` and
//! `search-index.js` read this.

use crate::listing::file::write_number;

/// How many terms a block has. Reading starts at a block.
pub(crate) const BLOCK: usize = 16;
/// The approximate size of a file of postings, in bytes.
const SHARD: usize = 64 * 1024;

/// The documents of a term, in order, each with its impact from 1 to 15.
pub(crate) type Postings = Vec<(u32, u8)>;

/// Terms and postings as bytes.
pub(crate) struct Encoded {
    /// How many terms there are.
    pub terms: usize,
    /// The terms.
    pub dictionary: Vec<u8>,
    /// The postings in files.
    pub shards: Vec<Vec<u8>>,
    /// The first block of terms of each file.
    pub first_blocks: Vec<usize>,
}

/// Encodes an index of sorted terms. A term may occur several times in a row, each time with
/// later documents.
pub(crate) fn encode(terms: &[(Box<str>, Postings)]) -> Encoded {
    let mut encoded = Encoded {
        terms: 0,
        dictionary: Vec::new(),
        shards: Vec::new(),
        first_blocks: Vec::new(),
    };
    let mut before: &str = "";
    let each = terms.chunk_by(|(term, _), (next, _)| term == next);
    for (position, group) in each.enumerate() {
        let Some((term, _)) = group.first() else {
            continue;
        };
        encoded.terms += 1;
        let block_starts = position % BLOCK == 0;
        let full = encoded
            .shards
            .last()
            .is_none_or(|shard| shard.len() >= SHARD);
        if block_starts && full {
            encoded.shards.push(Vec::new());
            encoded.first_blocks.push(position / BLOCK);
        }
        let shared = if block_starts {
            0
        } else {
            shared_bytes(before, term)
        };
        let Some(last) = encoded.shards.last_mut() else {
            continue;
        };
        let start = last.len();
        write_postings(last, group);
        write_term(
            &mut encoded.dictionary,
            term.as_bytes(),
            shared,
            last.len() - start,
        );
        before = term;
    }
    encoded
}

fn write_term(bytes: &mut Vec<u8>, term: &[u8], shared: usize, length: usize) {
    let own = term.get(shared..).unwrap_or_default();
    let half = |number: usize| u8::try_from(number.min(15)).unwrap_or(15);
    bytes.push(half(shared) << 4 | half(own.len()));
    for number in [shared, own.len()] {
        if number >= 15 {
            write_number(bytes, number - 15);
        }
    }
    bytes.extend_from_slice(own);
    write_number(bytes, length);
}

/// Writes groups of documents with the same impact, in ascending order: the usual impact of a
/// word in long texts comes first.
fn write_postings(bytes: &mut Vec<u8>, of_term: &[(Box<str>, Postings)]) {
    let postings = || of_term.iter().flat_map(|(_, postings)| postings);
    let mut counts = [0_usize; 16];
    for (_, impact) in postings() {
        if let Some(count) = counts.get_mut(usize::from(*impact)) {
            *count += 1;
        }
    }
    let impacts = (1..=15_u8).zip(counts.into_iter().skip(1));
    for (impact, count) in impacts.filter(|(_, count)| *count > 0) {
        write_number(bytes, count << 4 | usize::from(impact));
        let mut next = 0;
        let group = postings().filter(|(_, own)| *own == impact);
        for document in group.map(|(document, _)| *document) {
            write_number(bytes, usize::try_from(document - next).unwrap_or_default());
            next = document + 1;
        }
    }
}

fn shared_bytes(one: &str, other: &str) -> usize {
    one.bytes()
        .zip(other.bytes())
        .take_while(|(a, b)| a == b)
        .count()
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Encoded, Postings, encode};

    #[test]
    fn terms_share_their_beginnings_inside_a_block() {
        let terms = [
            ("pa".into(), vec![(0, 15)]),
            ("pa6".into(), vec![(0, 1), (1, 2)]),
            ("pa6".into(), vec![(200, 3)]),
        ];
        let encoded = encode(&terms);
        assert_eq!(encoded.dictionary, b"\x02pa\x02\x216\x07");
        let postings = [0x1f, 0x00, 0x11, 0x00, 0x12, 0x01, 0x13, 0xc8, 0x01];
        assert_eq!(encoded.shards, [postings.to_vec()]);
        assert_eq!((encoded.first_blocks, encoded.terms), (vec![0], 2));
    }

    /// Reads bytes as `search-dictionary.js` does.
    struct Bytes<'b>(&'b [u8]);

    impl Bytes<'_> {
        fn take(&mut self, count: usize) -> Vec<u8> {
            let (taken, rest) = self.0.split_at(count);
            self.0 = rest;
            taken.to_vec()
        }

        fn number(&mut self) -> usize {
            let mut number = 0;
            for shift in (0..).step_by(7) {
                let byte = self.take(1)[0];
                number |= usize::from(byte & 0x7f) << shift;
                if byte < 0x80 {
                    break;
                }
            }
            number
        }

        fn half(&mut self, half: u8) -> usize {
            match half {
                15 => 15 + self.number(),
                half => usize::from(half),
            }
        }
    }

    fn decoded(encoded: &Encoded) -> Vec<(String, Postings)> {
        let mut terms = Vec::new();
        let mut dictionary = Bytes(&encoded.dictionary);
        let mut shards: Vec<Bytes<'_>> = encoded.shards.iter().map(|own| Bytes(own)).collect();
        let mut term: Vec<u8> = Vec::new();
        while !dictionary.0.is_empty() {
            let halves = dictionary.take(1)[0];
            let (kept, own) = (dictionary.half(halves >> 4), dictionary.half(halves & 15));
            term.truncate(kept);
            term.extend(dictionary.take(own));
            let length = dictionary.number();
            let block = terms.len() / BLOCK;
            let first_blocks = &encoded.first_blocks;
            let shard = first_blocks.partition_point(|first| *first <= block) - 1;
            let bytes = shards[shard].take(length);
            let (mut bytes, mut postings) = (Bytes(&bytes), Postings::new());
            while !bytes.0.is_empty() {
                let group = bytes.number();
                let mut next = 0;
                for _ in 0..group >> 4 {
                    let document = next + u32::try_from(bytes.number()).unwrap();
                    postings.push((document, u8::try_from(group & 15).unwrap()));
                    next = document + 1;
                }
            }
            postings.sort_unstable();
            terms.push((String::from_utf8(term.clone()).unwrap(), postings));
        }
        terms
    }

    /// Terms shorter and longer than a half byte can count, documents close together and far
    /// apart, and more postings than fit in one file.
    #[test]
    fn what_is_written_is_read() {
        let words = (0..40).map(|number| format!("{number:02}{}", "x".repeat(number)));
        let alike = (0..40).map(|number| format!("{}{number:02}", "y".repeat(20)));
        let terms: Vec<(Box<str>, Postings)> = words
            .chain(alike)
            .zip(1_u32..)
            .map(|(term, number)| {
                let documents = (0..4000).map(|at| at * number * 2 + at % 2);
                let postings = documents.map(|at| (at, u8::try_from(at % 15 + 1).unwrap()));
                (term.into(), postings.collect())
            })
            .collect();
        let encoded = encode(&terms);
        assert!(encoded.shards.len() > 2);
        let written = terms.into_iter().map(|(term, own)| (term.to_string(), own));
        assert!(decoded(&encoded) == written.collect::<Vec<_>>());
    }
}
