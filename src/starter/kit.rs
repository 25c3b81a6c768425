//! The embedded files of kits, of their parts and of workflows.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::text::Sources;
use crate::yaml::{self, Node};

/// The kits.
pub(super) static KITS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/starter/kits");
/// The parts that kits share.
static PARTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/starter/parts");
/// Workflows, by service.
pub(super) static CI: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/starter/ci");
/// The manifest of a kit.
const KIT: &str = "kit.yaml";

/// Files by their path in a project.
pub(super) type Tree = BTreeMap<String, &'static [u8]>;

/// The names of the folders in a folder.
pub(super) fn folders(of: &'static Dir<'_>) -> Vec<&'static str> {
    let names = of.dirs().filter_map(|dir| dir.path().file_name()?.to_str());
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names
}

/// What a kit is called in a language.
pub(super) fn label(kind: &str, lang: &str) -> String {
    let root = manifest(kind);
    let label = root.as_ref().and_then(|root| root.get("label"));
    let text = label.and_then(|label| label.get(lang).or_else(|| label.get("en")));
    let text = text.and_then(Node::as_text).unwrap_or(kind);
    text.to_owned()
}

/// The files of a kit, which override those of its parts.
pub(super) fn files(kind: &str) -> Tree {
    let root = manifest(kind);
    let parts = root.as_ref().and_then(|root| root.get("parts"));
    let parts = parts.map(Node::items).unwrap_or_default();
    let mut files = Tree::new();
    for part in parts.iter().filter_map(Node::as_text) {
        files.extend(files_below(&PARTS, part));
    }
    files.extend(files_below(&KITS, kind));
    files.remove(KIT);
    files
}

/// The files of a folder by their path in it.
pub(super) fn files_below(group: &'static Dir<'_>, name: &str) -> Tree {
    let mut files = Tree::new();
    if let Some(dir) = group.get_dir(name) {
        collect(dir, &format!("{name}/"), &mut files);
    }
    files
}

fn collect(dir: &Dir<'static>, prefix: &str, files: &mut Tree) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        if let Some(below) = path.strip_prefix(prefix) {
            files.insert(below.to_owned(), file.contents());
        }
    }
    for below in dir.dirs() {
        collect(below, prefix, files);
    }
}

/// The manifest of a kit; it is embedded and tested, so nothing in it is reported.
fn manifest(kind: &str) -> Option<Node> {
    let text = KITS.get_file(format!("{kind}/{KIT}"))?;
    let nowhere = Sources::default().next_id();
    let parsed = yaml::parse(nowhere, text.contents_utf8()?, 0, &mut Vec::new());
    parsed.ok().map(|parsed| parsed.root)
}
