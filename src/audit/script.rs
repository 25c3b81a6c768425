//! Finds features of a script that do not work in a page opened from a folder: browsers
//! refuse them there, mostly without a message (OFFLINE.md section 1).

/// A forbidden word of a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Forbidden {
    /// The word.
    pub name: &'static str,
    /// Its byte offset.
    pub at: usize,
}

/// Functions that make a request when they are called.
const CALLED: &[&str] = &["fetch", "importScripts", "sendBeacon"];

/// Names that are used with `new`, or whose mere mention counts.
const NAMED: &[&str] = &[
    "XMLHttpRequest",
    "SharedWorker",
    "EventSource",
    "WebSocket",
    "serviceWorker",
];

/// Everything in a script that needs a server.
pub(super) fn forbidden(script: &str) -> Vec<Forbidden> {
    let mut found = Vec::new();
    let mut before = ScriptWord::default();
    for word in ScriptWords::new(script) {
        let after = script.get(word.at + word.text.len()..).unwrap_or_default();
        let after = after.trim_start();
        // `a.fetch()` is something else, `window.fetch()` is not.
        let own = before.dot_after
            && !matches!(before.text, "window" | "self" | "globalThis" | "navigator");
        let argument = after.strip_prefix('(').unwrap_or_default().trim_start();
        let local = argument
            .strip_prefix(['"', '\'', '`'])
            .is_some_and(|text| text.starts_with("data:") || text.starts_with("blob:"));
        let named = |names: &[&'static str]| names.iter().copied().find(|n| *n == word.text);
        let name = match word.text {
            "import" if after.starts_with(['(', '"', '\'', '{', '*']) || is_name(after) => {
                (!own).then_some("import")
            }
            "export" if !own && (after.starts_with(['{', '*']) || is_name(after)) => Some("export"),
            "Worker" if before.text == "new" => {
                let from_memory = after.starts_with("(URL.createObjectURL");
                (!from_memory).then_some("Worker")
            }
            _ if own => None,
            _ if after.starts_with('(') && !local => named(CALLED).or_else(|| named(NAMED)),
            _ => named(NAMED),
        };
        // Skips a function of that name that the script declares itself.
        if let Some(name) = name.filter(|_| before.text != "function") {
            found.push(Forbidden { name, at: word.at });
        }
        before = word;
    }
    found
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '$')
}

/// A word of the code, outside of texts and comments.
#[derive(Debug, Clone, Copy, Default)]
struct ScriptWord<'s> {
    text: &'s str,
    at: usize,
    /// Whether a dot follows.
    dot_after: bool,
}

/// The words of a script in order.
struct ScriptWords<'s> {
    script: &'s str,
    at: usize,
    /// The last character of the code that is not white space: it decides what a `/`
    /// means.
    last: u8,
    /// For each template text that is open: how many braces are open in it.
    braces: Vec<usize>,
}

impl<'s> ScriptWords<'s> {
    fn new(script: &'s str) -> Self {
        Self {
            script,
            at: 0,
            last: b';',
            braces: Vec::new(),
        }
    }

    fn byte(&self, ahead: usize) -> u8 {
        let bytes = self.script.as_bytes();
        bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn past(&mut self, end: &str) {
        let rest = self.script.get(self.at..).unwrap_or_default();
        let length = rest.find(end).map_or(rest.len(), |at| at + end.len());
        self.at += length;
    }

    /// Goes to the end of a text in quotes or of a regular expression.
    fn quoted(&mut self, quote: u8) {
        let mut in_class = false;
        self.at += 1;
        while self.at < self.script.len() {
            match self.byte(0) {
                b'\\' => self.at += 1,
                b'[' if quote == b'/' => in_class = true,
                b']' => in_class = false,
                b'\n' if quote != b'`' => break,
                b'$' if quote == b'`' && self.byte(1) == b'{' => {
                    self.braces.push(0);
                    self.at += 2;
                    return;
                }
                byte if byte == quote && !in_class => break,
                _ => {}
            }
            self.at += 1;
        }
        self.at += 1;
        self.last = b'"';
    }

    fn is_regular_expression(&self) -> bool {
        !(self.last.is_ascii_alphanumeric() || b"_$)]}\"'".contains(&self.last))
    }

    fn word(&mut self) -> ScriptWord<'s> {
        let start = self.at;
        let rest = self.script.get(start..).unwrap_or_default();
        let part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
        let length = rest.find(|c: char| !part(c)).unwrap_or(rest.len());
        self.at += length;
        let text = rest.get(..length).unwrap_or_default();
        // After these words a `/` begins a regular expression.
        let operator = matches!(text, "return" | "typeof" | "case" | "in" | "of" | "delete");
        self.last = if operator { b';' } else { b'a' };
        let after = rest.get(length..).unwrap_or_default().trim_start();
        ScriptWord {
            text,
            at: start,
            dot_after: after.starts_with('.') || after.starts_with("?."),
        }
    }
}

impl<'s> Iterator for ScriptWords<'s> {
    type Item = ScriptWord<'s>;

    fn next(&mut self) -> Option<ScriptWord<'s>> {
        while self.at < self.script.len() {
            match (self.byte(0), self.byte(1)) {
                (b'/', b'/') => self.past("\n"),
                (b'/', b'*') => self.past("*/"),
                (b'/', _) if self.is_regular_expression() => self.quoted(b'/'),
                (quote @ (b'"' | b'\'' | b'`'), _) => self.quoted(quote),
                (b'{', _) => {
                    if let Some(open) = self.braces.last_mut() {
                        *open += 1;
                    }
                    self.last = b'{';
                    self.at += 1;
                }
                (b'}', _) => match self.braces.last_mut() {
                    Some(0) => {
                        self.braces.pop();
                        self.quoted(b'`');
                    }
                    Some(open) => {
                        *open -= 1;
                        self.at += 1;
                    }
                    None => {
                        self.last = b'}';
                        self.at += 1;
                    }
                },
                (byte, _) if byte.is_ascii_alphabetic() || b"_$".contains(&byte) => {
                    return Some(self.word());
                }
                (byte, _) => {
                    if !byte.is_ascii_whitespace() {
                        self.last = byte;
                    }
                    // Multi-byte characters are skipped byte by byte; none of their bytes
                    // matches a case above.
                    self.at += 1;
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::forbidden;

    fn names(script: &str) -> Vec<&'static str> {
        forbidden(script)
            .into_iter()
            .map(|found| found.name)
            .collect()
    }

    #[test]
    fn finds_what_needs_a_server() {
        for (script, name) in [
            ("fetch('x.json')", "fetch"),
            ("window.fetch(a)", "fetch"),
            ("new XMLHttpRequest()", "XMLHttpRequest"),
            ("import('./x.js')", "import"),
            ("import x from './x.js'", "import"),
            ("export const x = 1", "export"),
            ("new Worker('w.js')", "Worker"),
            ("navigator.serviceWorker.register('s.js')", "serviceWorker"),
            ("navigator.sendBeacon('/x')", "sendBeacon"),
            ("`a ${fetch(b)} c`", "fetch"),
            ("x = a / 2; fetch(b) / c", "fetch"),
        ] {
            assert_eq!(names(script), [name], "{script}");
        }
    }

    #[test]
    fn leaves_the_rest_alone() {
        for script in [
            "// fetch(a)\n/* import('x') */ 'fetch(b)'",
            "index.fetch(a)",
            "fetch('data:text/plain,x')",
            "var s = \"it's\"; var r = /fetch(\\/[/\"]x)/.test(a)",
            "`fetch(a) ${ {a: 1}.a } fetch(b)`",
            "new Worker(URL.createObjectURL(b))",
            "function fetch(a) { return a; }",
            "a.import = 1; exported(a)",
        ] {
            assert_eq!(names(script), [""; 0], "{script}");
        }
    }
}
