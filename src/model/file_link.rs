//! Links to the file of an entry, in projects that are also read on a git host:
//! `../members/fiolume.yaml#equipment`.

use crate::path::{SourcePath, decoded};
use crate::schema::Lang;

/// The typed link, such as `members:fiolume#equipment`, for a relative link in the file
/// `from` that names the file of an entry; `None` for any other link.
pub(crate) fn entry_of_file(from: &SourcePath, link: &str) -> Option<String> {
    let (path, anchor) = match link.split_once('#') {
        Some((path, anchor)) => (decoded(path), format!("#{anchor}")),
        None => (decoded(link), String::new()),
    };
    let stem = [".md", ".yaml"]
        .iter()
        .find_map(|ending| path.strip_suffix(ending))?;
    let full = from.seen_from(stem)?;
    let names: Vec<&str> = full.below("content")?.split('/').collect();
    let (collection, id) = match names.as_slice() {
        [collection, name] => (collection, without_language(name)),
        [collection, folder, name] if without_language(name) == "index" => (collection, *folder),
        _ => return None,
    };
    let id = if id == "_index" { "" } else { id };
    Some(format!("{collection}:{id}{anchor}"))
}

/// The name of a file without the language of a translation.
fn without_language(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((id, lang)) if Lang::parse(lang).is_some() => id,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_an_entry_is_named_from_where_the_link_stands() {
        let from = SourcePath::new("content/news/one/index.md").expect("a path");
        let link = |to| entry_of_file(&from, to);
        let acme = Some("members:acme");
        assert_eq!(link("../../members/acme.yaml").as_deref(), acme);
        assert_eq!(link("../../members/acme.cs.md").as_deref(), acme);
        assert_eq!(link("../../members/acme/index.yaml").as_deref(), acme);
        assert_eq!(link("../two.md#a").as_deref(), Some("news:two#a"));
        assert_eq!(link("../_index.md").as_deref(), Some("news:"));
        assert_eq!(link("../../../README.md"), None);
        assert_eq!(link("../../members/acme.pdf"), None);
    }
}
