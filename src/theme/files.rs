//! Lists the files of a theme, for those who override some of them: the path, the theme that
//! it comes from, and its content.

use super::{DEFAULTS, Disk, Sources, Span, layered};
use crate::path::SourcePath;

/// A file of a theme, or of one that it extends.
pub(crate) struct ThemeFile {
    /// Its path in the theme, such as `templates/entry.html`.
    pub(crate) path: String,
    /// The theme that contains the file; `None` for a template that themes may leave out.
    pub(crate) theme: Option<String>,
    /// Whether it is built in, and not the project's.
    pub(crate) is_built_in: bool,
    pub(crate) bytes: Vec<u8>,
}

/// The files of a theme and of those that it extends, sorted by path. `None` if a theme is
/// missing or cannot be read.
pub(crate) fn theme_files(name: &str, disk: &dyn Disk) -> Option<Vec<ThemeFile>> {
    let mut sources = Sources::default();
    let manifest = SourcePath::built_in(&format!("themes/{name}/theme.yaml"));
    let at = Span::start_of(sources.add(manifest, ""));
    let mut files = layered((name, at), disk, &mut sources, &mut Vec::new())?.files;
    let mut all = Vec::new();
    for (name, text) in DEFAULTS {
        let path = format!("templates/{name}");
        if !text.is_empty() && !files.contains_key(&path) {
            let place = SourcePath::built_in(&path);
            files.insert(path, (place, text.as_bytes().to_vec()));
        }
    }
    for (path, (place, bytes)) in files {
        let in_program = place.in_program();
        let theme = in_program.unwrap_or(place.as_str()).strip_prefix("themes/");
        let theme = theme.and_then(|below| below.split('/').next());
        all.push(ThemeFile {
            path,
            theme: theme.map(str::to_owned),
            is_built_in: in_program.is_some(),
            bytes,
        });
    }
    Some(all)
}
