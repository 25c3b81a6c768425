//! A data file as scripts load it, and what stands in one: links, and numbers and bytes
//! as text.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::Value;

use crate::path::UrlPath;
use crate::present::Scope;

/// The name of the file that leads to the others.
pub(super) const INDEX: &str = "files";

/// A data file: the name that scripts know it by, the name it lies under, and the
/// calls it is made of; its parts instead of them where they stand inside a page.
pub(crate) struct File {
    pub(super) name: String,
    pub(super) lies_under: String,
    pub(super) script: String,
    pub(super) parts: Vec<(String, Value)>,
}

impl File {
    /// Where the other files are that scripts load by name. It is the one whose own name
    /// stays, so that no page changes with the data: scripts ask for it as something new
    /// each time.
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

/// The name that what leads to the others lies under, whatever it holds.
fn index_name() -> String {
    format!("{INDEX}.js")
}

/// The names that files lie under, by the names that scripts know them by.
pub(super) fn names_of<'f>(files: impl IntoIterator<Item = &'f File>) -> Value {
    let names = files.into_iter();
    let names = names.map(|file| (file.name.clone(), Value::from(&*file.lies_under)));
    Value::Object(names.collect())
}

/// How data files are named. A name changes with what the file holds, so that a browser
/// keeps what did not change, and a page that names a file changes with that file alone.
#[derive(Clone, Debug)]
pub(crate) enum Naming {
    /// By the hash of its own bytes.
    Content,
    /// By the version of all content, for files that are named before they are made.
    Version(DataVersion),
    /// Not at all: the parts stand inside the page that reads them.
    Inside,
}

/// A version of all content, as a part of the names of files.
#[derive(Clone, Debug)]
pub(crate) struct DataVersion(pub String);

impl DataVersion {
    /// The name a file lies under.
    pub(super) fn file_name(&self, name: &str) -> String {
        if name == INDEX {
            return index_name();
        }
        format!("{name}-{}.js", self.0)
    }
}

impl Naming {
    /// The name a file lies under.
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

/// JSON inside a text of JavaScript in single quotes. Parsing such a text is
/// faster than an object literal; `<` is escaped for the sake of files that are
/// put into a page.
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

/// A number in seven bits a byte, the lowest first.
pub(in crate::listing) fn write_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        bytes.push(u8::try_from(number & 0x7f).unwrap_or_default() | 0x80);
        number >>= 7;
    }
    bytes.push(u8::try_from(number).unwrap_or_default());
}

/// Links as they stand in data files: from the file itself, by the link style of
/// the edition, so that a script resolves them against the file's address.
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
