//! A data file as scripts load it, and helpers for its content: links, and numbers and bytes
//! encoded as text.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::Value;

use crate::path::UrlPath;
use crate::present::Scope;

/// The name of the file that lists the others.
pub(super) const INDEX: &str = "files";

/// A data file: its logical name for scripts, its file name, and its calls as a script;
/// instead of the script, its parts, if they are embedded in a page.
pub(crate) struct File {
    pub(super) name: String,
    pub(super) lies_under: String,
    pub(super) script: String,
    pub(super) parts: Vec<(String, Value)>,
}

impl File {
    /// The index of the other files that scripts load by name. Its own file name is constant,
    /// so that pages do not change with the data; scripts bypass the cache to load it.
    pub(super) fn index_of<'f>(files: impl IntoIterator<Item = &'f File>) -> Self {
        let name = INDEX;
        let value = names_of(files).to_string();
        Self {
            name: name.to_owned(),
            lies_under: index_name(),
            script: format!("spunweb.put('{name}','{}');\n", escaped(&value)),
            parts: Vec::new(),
        }
    }

    /// A file of named parts.
    pub(crate) fn of(naming: &Naming, name: &str, parts: Vec<(String, Value)>) -> Self {
        if matches!(naming, Naming::Inside) {
            return Self {
                name: name.to_owned(),
                lies_under: name.to_owned(),
                script: String::new(),
                parts,
            };
        }
        let calls = parts.into_iter().map(|(name, value)| {
            format!("spunweb.put('{name}','{}');\n", escaped(&value.to_string()))
        });
        let script: String = calls.collect();
        Self {
            lies_under: naming.file_name(name, &script),
            name: name.to_owned(),
            script,
            parts: Vec::new(),
        }
    }
}

/// The file name of the index, which does not depend on its content.
fn index_name() -> String {
    format!("{INDEX}.js")
}

/// The file names, by the logical names that scripts use.
pub(super) fn names_of<'f>(files: impl IntoIterator<Item = &'f File>) -> Value {
    let names = files.into_iter();
    let names = names.map(|file| (file.name.clone(), Value::from(&*file.lies_under)));
    Value::Object(names.collect())
}

/// How data files are named. A name changes with the content of the file, so that a browser
/// can cache unchanged files, and a page changes only with the files that it names.
#[derive(Clone, Debug)]
pub(crate) enum Naming {
    /// By the hash of its own bytes.
    Content,
    /// By the version of all content, for files that are named before they are created.
    Version(DataVersion),
    /// Not at all: the parts are embedded in the page that reads them.
    Inside,
}

/// A version of all content, used in file names.
#[derive(Clone, Debug)]
pub(crate) struct DataVersion(pub String);

impl DataVersion {
    /// The file name for a logical name.
    pub(super) fn file_name(&self, name: &str) -> String {
        if name == INDEX {
            return index_name();
        }
        format!("{name}-{}.js", self.0)
    }
}

impl Naming {
    /// The file name for a logical name.
    fn file_name(&self, name: &str, script: &str) -> String {
        match self {
            Self::Content => {
                let hash = blake3::hash(script.as_bytes()).to_hex();
                format!("{name}-{}.js", &hash[..16])
            }
            Self::Version(version) => version.file_name(name),
            Self::Inside => name.to_owned(),
        }
    }
}

/// Escapes JSON for a JavaScript string in single quotes. Parsing such a string is faster than
/// an object literal; `<` is escaped for files that are embedded in a page.
fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len() + json.len() / 16);
    for character in json.chars() {
        match character {
            '\\' => text.push_str("\\\\"),
            '\'' => text.push_str("\\'"),
            '<' => text.push_str("\\x3c"),
            '\u{2028}' => text.push_str("\\u2028"),
            '\u{2029}' => text.push_str("\\u2029"),
            other => text.push(other),
        }
    }
    text
}

/// Base64 (RFC 4648) with padding, as `atob` reads it.
pub(crate) fn base64(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(bytes)
}

/// Writes a number with seven bits per byte, the lowest first.
pub(in crate::listing) fn write_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        bytes.push(u8::try_from(number & 0x7f).unwrap_or_default() | 0x80);
        number >>= 7;
    }
    bytes.push(u8::try_from(number).unwrap_or_default());
}

/// Links in data files: relative to the file itself, in the link style of the edition, so that
/// a script resolves them against the file's address.
pub(crate) struct Links<'a> {
    scope: Scope<'a>,
    /// Any file of the folder; all are at the same depth.
    from: UrlPath,
}

impl<'a> Links<'a> {
    pub(super) fn new(scope: Scope<'a>) -> Self {
        let from = UrlPath::root().file("assets/data/site.js");
        Self { scope, from }
    }

    /// The link to an address.
    pub(crate) fn to(&self, url: &UrlPath) -> String {
        self.scope.site.plan.edition.links.print(&self.from, url)
    }
}

#[cfg(test)]
mod tests {
    use super::{File, Naming, base64};

    #[test]
    fn what_a_text_holds_cannot_end_it() {
        let value = serde_json::json!("a'b\\c</script>\u{2028}");
        let file = File::of(&Naming::Content, "x", vec![("x".to_owned(), value)]);
        assert_eq!(
            file.script,
            "spunweb.put('x','\"a\\'b\\\\\\\\c\\x3c/script>\\u2028\"');\n"
        );
    }

    #[test]
    fn base64_pads() {
        assert_eq!(base64(b""), "");
        assert_eq!(base64(b"f"), "Zg==");
        assert_eq!(base64(b"fo"), "Zm8=");
        assert_eq!(base64(b"foo"), "Zm9v");
        assert_eq!(base64(b"\xff\xfe"), "//4=");
    }
}
