//! Whether a font has all weights in one file: then it has a table `fvar`. The list of tables
//! is uncompressed at the start of a WOFF2 file. OpenType fonts that are named `.woff2` are
//! read too, since browsers accept them.

/// The number of `fvar` among the tables that WOFF2 knows.
const FVAR: u8 = 47;

/// The indices of `glyf` and `loca`, which are transformed by default.
const GLYF_AND_LOCA: [u8; 2] = [10, 11];

/// The length of the header before the list.
const HEADER: usize = 48;

/// Whether a file is a variable font; `false` if it cannot be read.
pub(super) fn is_variable(bytes: &[u8]) -> bool {
    let found = match bytes.get(..4) {
        Some(b"wOF2") => in_woff2(bytes),
        Some([0, 1, 0, 0] | b"OTTO") => in_open_type(bytes),
        _ => None,
    };
    found.unwrap_or(false)
}

/// An OpenType table record has 16 bytes, its name first.
fn in_open_type(bytes: &[u8]) -> Option<bool> {
    let tables = u16::from_be_bytes(bytes.get(4..6)?.try_into().ok()?);
    let rows = bytes.get(12..)?.chunks_exact(16).take(tables.into());
    let mut names = rows.filter_map(|row| row.get(..4));
    Some(names.any(|name| name == b"fvar"))
}

fn in_woff2(bytes: &[u8]) -> Option<bool> {
    let tables = u16::from_be_bytes(bytes.get(12..14)?.try_into().ok()?);
    let mut rest = bytes.get(HEADER..)?;
    for _ in 0..tables {
        let (flags, after) = rest.split_first()?;
        rest = after;
        let table = flags & 0x3f;
        if table == 0x3f {
            let (tag, after) = rest.split_at_checked(4)?;
            if tag == b"fvar" {
                return Some(true);
            }
            rest = after;
        }
        if table == FVAR {
            return Some(true);
        }
        rest = after_number(rest)?;
        let version = flags >> 6;
        let is_transformed = if GLYF_AND_LOCA.contains(&table) {
            version != 3
        } else {
            version != 0
        };
        if is_transformed {
            rest = after_number(rest)?;
        }
    }
    Some(false)
}

/// Skips a variable-length number: every byte except the last has its highest bit set.
fn after_number(bytes: &[u8]) -> Option<&[u8]> {
    let last = bytes.iter().take(5).position(|byte| byte & 0x80 == 0)?;
    bytes.get(last + 1..)
}

#[cfg(test)]
mod tests {
    use super::is_variable;

    /// A WOFF2 file of some tables, each with the number by which it is known.
    fn woff2(tables: &[u8]) -> Vec<u8> {
        let mut bytes = b"wOF2".to_vec();
        bytes.resize(super::HEADER, 0);
        bytes[13] = tables.len().try_into().unwrap_or(0);
        for table in tables {
            // Each is 200 bytes long, which takes two bytes to say.
            bytes.extend([*table, 0x81, 0x48]);
            if super::GLYF_AND_LOCA.contains(table) {
                bytes.push(10);
            }
        }
        bytes
    }

    #[test]
    fn a_variable_font_is_known_by_its_tables() {
        assert!(is_variable(&woff2(&[0, 10, 11, 47])));
        assert!(!is_variable(&woff2(&[0, 10, 11, 12])));
        let theme = include_bytes!("../../../themes/cluster/assets/fonts/spun-sans.woff2");
        assert!(is_variable(theme));
        assert!(!is_variable(b"wOF2"));
        assert!(!is_variable(&theme[..20]));
    }
}
