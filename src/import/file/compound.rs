//! The container of workbooks from before 2007: chains of sectors, linked by a table with the
//! next sector of each sector ([MS-CFB], 2.1 to 2.5). A cycle in the table would make the
//! workbook reader fill the memory.

use std::collections::BTreeSet;

/// The end-of-chain marker and all other reserved values are at least this.
const RESERVED: u32 = 0xFFFF_FFFA;
const HEADER: usize = 512;
/// Offset in the header: the sector size, as a power of two.
const SIZE: usize = 30;
/// Offset in the header: the list of the table's sectors.
const TABLES: usize = 76;
/// Offset in the header: the sector in which that list continues.
const MORE_TABLES: usize = 68;

/// Whether every chain of a container ends, so that none is longer than the file. The reader
/// detects other damage.
pub(super) fn chains_end(bytes: &[u8]) -> bool {
    let Some(container) = Container::of(bytes) else {
        return true;
    };
    container
        .tables()
        .is_some_and(|tables| !has_circle(&container.next_sectors(&tables)))
}

/// A file divided into sectors.
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

    /// The numbers in a sector; the header occupies the space of one sector before the first.
    /// Beyond the end of the file there are none.
    fn numbers(&self, sector: u32) -> impl Iterator<Item = u32> + use<'a> {
        let number = usize::try_from(sector).ok();
        let start = number.and_then(|number| number.checked_add(1)?.checked_mul(self.sector));
        let after = start.and_then(|start| self.bytes.get(start..));
        let all = after.unwrap_or_default();
        numbers(all.get(..self.sector).unwrap_or(all))
    }

    /// The sectors of the table, in order; `None` if a sector of the table or of its list is
    /// repeated.
    fn tables(&self) -> Option<Vec<u32>> {
        let mut tables: Vec<u32> = numbers(self.bytes.get(TABLES..HEADER)?).collect();
        let mut seen = BTreeSet::new();
        let mut more = numbers(self.bytes.get(MORE_TABLES..TABLES)?).next()?;
        while more < RESERVED {
            if !seen.insert(more) {
                return None;
            }
            tables.extend(self.numbers(more));
            // The last number is the sector in which the list continues.
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

/// Whether a chain has a cycle.
fn has_circle(next: &[u32]) -> bool {
    // The chain that first reached each sector; 0 if none.
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
    fn cycles_are_found() {
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
        // The list continues in the sector of the table, which refers to itself.
        let mut next = vec![END; 127];
        next.push(0);
        assert!(!chains_end(&container(&[1], 0, &next)));
    }

    #[test]
    fn other_files_pass() {
        assert!(chains_end(b""));
        assert!(chains_end(&[0; 600]));
    }
}
