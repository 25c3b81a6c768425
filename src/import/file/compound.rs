//! The container of workbooks from before 2007: sectors in chains, as a table says which
//! sector follows which ([MS-CFB], 2.1 to 2.5). A table that leads in a circle would have
//! the reader of workbooks fill the memory.

use std::collections::BTreeSet;

/// Where a chain ends, and everything else that is no number of a sector, is this or larger.
const RESERVED: u32 = 0xFFFF_FFFA;
const HEADER: usize = 512;
/// Where the header gives the power of two of a sector's size.
const SIZE: usize = 30;
/// Where it begins to list the sectors of the table.
const TABLES: usize = 76;
/// Where it names the sector in which that list goes on.
const MORE_TABLES: usize = 68;

/// Whether every chain of a container comes to an end, so that none is longer than the
/// file. What is damaged otherwise is found by the reader.
pub(super) fn chains_end(bytes: &[u8]) -> bool {
    let Some(container) = Container::of(bytes) else {
        return true;
    };
    container
        .tables()
        .is_some_and(|tables| !has_circle(&container.next_sectors(&tables)))
}

/// A file as sectors.
struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
}

impl<'a> Container<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let power = bytes.get(SIZE).filter(|_| bytes.len() >= HEADER)?;
        let sector = match power {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        Some(Self { bytes, sector })
    }

    /// The numbers in a sector; the header takes the place of the first one. Beyond the end
    /// of the file there are none.
    fn numbers(&self, sector: u32) -> impl Iterator<Item = u32> + use<'a> {
        let number = usize::try_from(sector).ok();
        let start = number.and_then(|number| number.checked_add(1)?.checked_mul(self.sector));
        let after = start.and_then(|start| self.bytes.get(start..));
        let all = after.unwrap_or_default();
        numbers(all.get(..self.sector).unwrap_or(all))
    }

    /// The sectors of the table, in order; `None` where one of them, or of the list of
    /// them, comes twice.
    fn tables(&self) -> Option<Vec<u32>> {
        let mut tables: Vec<u32> = numbers(self.bytes.get(TABLES..HEADER)?).collect();
        let mut seen = BTreeSet::new();
        let mut more = numbers(self.bytes.get(MORE_TABLES..TABLES)?).next()?;
        while more < RESERVED {
            if !seen.insert(more) {
                return None;
            }
            tables.extend(self.numbers(more));
            // The last number leads to the next part of the list.
            more = tables.pop()?;
        }
        tables.retain(|table| *table < RESERVED);
        let different: BTreeSet<u32> = tables.iter().copied().collect();
        (different.len() == tables.len()).then_some(tables)
    }

    /// The sector that follows each sector.
    fn next_sectors(&self, tables: &[u32]) -> Vec<u32> {
        let sectors = tables.iter();
        sectors.flat_map(|table| self.numbers(*table)).collect()
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + use<'_> {
    let words = bytes.as_chunks::<4>().0.iter();
    words.map(|word| u32::from_le_bytes(*word))
}

/// Whether a chain comes back to one of its sectors.
fn has_circle(next: &[u32]) -> bool {
    // The chain by which each sector was come to first; 0 before.
    let mut chain_of = vec![0_usize; next.len()];
    (0..next.len()).any(|start| {
        let chain = start + 1;
        let mut at = start;
        while let Some(own) = chain_of.get_mut(at) {
            if *own != 0 {
                return *own == chain;
            }
            *own = chain;
            let after = next.get(at).copied().filter(|after| *after < RESERVED);
            let Some(after) = after.and_then(|after| usize::try_from(after).ok()) else {
                return false;
            };
            at = after;
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const END: u32 = 0xFFFF_FFFE;
    const FREE: u32 = 0xFFFF_FFFF;

    /// A container whose table is in its first sector.
    fn container(tables: &[u32], more: u32, next: &[u32]) -> Vec<u8> {
        let mut header = [0_u8; HEADER];
        header[SIZE] = 9;
        header[MORE_TABLES..MORE_TABLES + 4].copy_from_slice(&more.to_le_bytes());
        let mut all = tables.to_vec();
        all.resize(109, FREE);
        let listed: Vec<u8> = all.iter().flat_map(|table| table.to_le_bytes()).collect();
        header[TABLES..].copy_from_slice(&listed);
        let mut table = next.to_vec();
        table.resize(128, FREE);
        let table = table.iter().flat_map(|next| next.to_le_bytes());
        header.into_iter().chain(table).collect()
    }

    #[test]
    fn circles_are_found() {
        let table = 0xFFFF_FFFD;
        for (next, ends) in [
            (&[table, 2, 3, END][..], true),
            (&[table, 2, END, 2], true),
            (&[table, 9999, END], true),
            (&[table, 1], false),
            (&[table, 2, 3, 1], false),
            (&[table, 2, 3, 4, 3], false),
        ] {
            assert_eq!(chains_end(&container(&[0], END, next)), ends, "{next:?}");
        }
    }

    #[test]
    fn a_table_is_listed_once() {
        assert!(chains_end(&container(&[0, 1], END, &[END])));
        assert!(!chains_end(&container(&[0, 0], END, &[END])));
        // The list goes on in the sector of the table, and that leads to itself.
        let mut next = vec![END; 127];
        next.push(0);
        assert!(!chains_end(&container(&[1], 0, &next)));
    }

    #[test]
    fn other_files_are_for_the_reader() {
        assert!(chains_end(b""));
        assert!(chains_end(&[0; 600]));
    }
}
