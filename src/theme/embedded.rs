//! The themes that come with the program.

use include_dir::{Dir, include_dir};

static THEMES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// The files of an embedded theme by their path in it, sorted; `None` where the
/// program has no such theme.
pub(crate) fn files(theme: &str) -> Option<Vec<(String, &'static [u8])>> {
    let folder = THEMES.get_dir(theme)?;
    let mut files = Vec::new();
    collect(folder, theme, &mut files);
    files.sort();
    Some(files)
}

/// The names of the embedded themes.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    THEMES.dirs().filter_map(|folder| folder.path().to_str())
}

fn collect(folder: &Dir<'static>, theme: &str, files: &mut Vec<(String, &'static [u8])>) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        if let Some(below) = path.strip_prefix(&format!("{theme}/")) {
            files.push((below.to_owned(), file.contents()));
        }
    }
    for below in folder.dirs() {
        collect(below, theme, files);
    }
}
