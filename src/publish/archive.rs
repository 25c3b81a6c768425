//! An edition as one zip file: the same bytes for the same files, in whatever order they
//! are added.
//!
//! Every file is compressed when it is added, on the thread that rendered it, so that an
//! edition is never in memory uncompressed. Names are relative and below one folder; each
//! is an [`OutPath`], which has no `..`. There are no extra fields, no owner and no time
//! except the given one, so that the archive does not depend on the machine.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;
use zip::write::{PreparedZipFile, SimpleFileOptions};
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::messages::{Message, display_in_english, message};
use crate::path::{OutPath, Slug};

/// Extensions of formats that are compressed already.
const PACKED: &[&str] = &[
    "avif", "gif", "jpeg", "jpg", "mp4", "png", "pptx", "webm", "webp", "woff2", "xlsx", "zip",
];

/// Why a zip file could not be made.
#[derive(Debug)]
pub(crate) struct ArchiveError(zip::result::ZipError);

impl ArchiveError {
    /// The reason, as a translatable message.
    #[must_use]
    pub(crate) fn message(&self) -> Message {
        message!("publish.zip", why = self.0.to_string())
    }
}

display_in_english!(ArchiveError);

impl From<zip::result::ZipError> for ArchiveError {
    fn from(error: zip::result::ZipError) -> Self {
        Self(error)
    }
}

/// A zip file that is being written.
pub(crate) struct Archive {
    folder: Slug,
    options: SimpleFileOptions,
    files: Mutex<BTreeMap<String, PreparedZipFile>>,
}

impl Archive {
    /// An archive whose files are below one folder and have one date.
    #[must_use]
    pub(crate) fn new(folder: Slug, day: Date) -> Self {
        // A zip file has no date before 1980, which is the default.
        let number = |part: i8| u8::try_from(part).unwrap_or(1);
        let year = u16::try_from(day.year()).unwrap_or_default();
        let (month, day) = (number(day.month()), number(day.day()));
        let time = DateTime::from_date_and_time(year, month, day, 0, 0, 0);
        Self {
            folder,
            options: SimpleFileOptions::default()
                .last_modified_time(time.unwrap_or_default())
                .unix_permissions(0o644),
            files: Mutex::default(),
        }
    }

    /// Packs a file; may be called from several threads.
    ///
    /// # Errors
    /// The file cannot be packed.
    pub(crate) fn add(&self, path: &OutPath, bytes: &[u8]) -> Result<(), ArchiveError> {
        let name = format!("{}/{path}", self.folder);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let method = if PACKED.contains(&ending) {
            CompressionMethod::Stored
        } else {
            CompressionMethod::Deflated
        };
        let options = self.options.compression_method(method);
        let packed = PreparedZipFile::from_data(&name, options, bytes)?;
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(name, packed);
        Ok(())
    }

    /// The zip file, its entries sorted by the bytes of their names.
    ///
    /// # Errors
    /// There are more files, or larger ones, than a zip file can hold.
    pub(crate) fn finish(self) -> Result<Vec<u8>, ArchiveError> {
        let files = self.files.into_inner();
        let files = files.unwrap_or_else(PoisonError::into_inner);
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.add_prepared_files(files.into_values())?;
        Ok(writer.finish()?.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use super::Archive;
    use crate::path::{OutPath, Slug};

    fn packed(files: &[(&str, &str)]) -> Vec<u8> {
        let day = jiff::civil::date(2026, 6, 1);
        let archive = Archive::new(Slug::parse("catalogue").expect("a slug"), day);
        for (path, text) in files {
            let path = OutPath::new(path).expect("a path");
            archive.add(&path, text.as_bytes()).expect("it is packed");
        }
        archive.finish().expect("it is finished")
    }

    fn little(bytes: &[u8], at: usize, width: usize) -> usize {
        let part = bytes[at..at + width].iter().rev();
        part.fold(0, |sum, byte| sum << 8 | usize::from(*byte))
    }

    #[test]
    fn the_order_of_files_does_not_matter() {
        let one = [("index.html", "a"), ("assets/x.css", "b"), ("a/b.txt", "c")];
        let mut other = one;
        other.reverse();
        assert_eq!(packed(&one), packed(&other));
    }

    /// The test reads the file by the specification (APPNOTE 4.3.12), not with the crate
    /// that wrote it.
    #[test]
    fn entries_say_nothing_of_the_machine() {
        let zip = packed(&[("index.html", "<p>a</p>"), ("assets/x.png", "b")]);
        let end = zip.len() - 22;
        assert_eq!(&zip[end..end + 4], b"PK\x05\x06");
        let (count, mut at) = (little(&zip, end + 10, 2), little(&zip, end + 16, 4));
        let mut names = Vec::new();
        for _ in 0..count {
            assert_eq!(&zip[at..at + 4], b"PK\x01\x02");
            let (name, extra, comment) = (
                little(&zip, at + 28, 2),
                little(&zip, at + 30, 2),
                little(&zip, at + 32, 2),
            );
            assert_eq!((extra, comment), (0, 0), "extra fields");
            assert_eq!(little(&zip, at + 12, 2), 0, "midnight");
            assert_eq!(little(&zip, at + 14, 2), 46 << 9 | 6 << 5 | 1, "2026-06-01");
            assert_eq!(little(&zip, at + 38, 4) >> 16, 0o100_644, "mode");
            names.push(String::from_utf8_lossy(&zip[at + 46..at + 46 + name]).into_owned());
            let local = little(&zip, at + 42, 4);
            assert_eq!(little(&zip, local + 28, 2), 0, "extra fields of the entry");
            at += 46 + name;
        }
        assert_eq!(names, ["catalogue/assets/x.png", "catalogue/index.html"]);
    }

    #[test]
    fn a_day_that_zip_files_do_not_know_is_1980() {
        let archive = Archive::new(
            Slug::parse("a").expect("a slug"),
            jiff::civil::date(1970, 1, 1),
        );
        archive
            .add(&OutPath::new("a.txt").expect("a path"), b"a")
            .expect("it is packed");
        let zip = archive.finish().expect("it is finished");
        assert_eq!(little(&zip, 12, 2), 1 << 5 | 1);
    }
}
