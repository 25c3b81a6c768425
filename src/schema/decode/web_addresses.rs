//! URLs as people write them: without a scheme or with a slip in it, in a link, with
//! spaces, with words after it.

use crate::schema::WebUrl;
use crate::text::link_target;

/// A URL that begins with `www.`, or that is in a link or in angle brackets.
pub(super) fn url(text: &str) -> Option<String> {
    let angled = || text.strip_prefix('<')?.strip_suffix('>');
    if let Some(inner) = link_target(text).or_else(angled) {
        return WebUrl::parse(inner).map(|_| inner.to_owned());
    }
    let is_host = text.get(..4)?.eq_ignore_ascii_case("www.");
    let whole = format!("https://{text}");
    (is_host && WebUrl::parse(&whole).is_some()).then_some(whole)
}

/// A URL with a slip in its scheme, without a scheme, or with spaces.
pub(super) fn address(text: &str) -> Option<String> {
    const SLIPS: [&str; 15] = [
        "https:\\\\",
        "http:\\\\",
        "https//",
        "http//",
        "htps://",
        "hhtps://",
        "htpps://",
        "ttps://",
        "htp://",
        "htttps://",
        "htttp://",
        "https:/",
        "http:/",
        "https:",
        "//",
    ];
    if let Some(inner) = of_link(text) {
        return Some(inner);
    }
    if let Some(found) = among_words(text) {
        return Some(found);
    }
    let packed = packed(text);
    let lower = packed.to_ascii_lowercase();
    if WebUrl::parse(&packed).is_some() {
        return (packed != text).then_some(packed);
    }
    let slip = SLIPS.iter().find(|slip| lower.starts_with(**slip));
    let rest = packed.get(slip.map_or(0, |slip| slip.len())..)?;
    let host = rest.split(['/', '?', '#']).next()?;
    let has_host = host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && !host.contains(['@', ',', ';']);
    let whole = format!("https://{}", rest.replace('\\', "/"));
    (has_host && WebUrl::parse(&whole).is_some()).then_some(whole)
}

/// The one address among words: `viz acme.example`, `web: https://acme.example`.
fn among_words(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_word = |word: &&&str| {
        let word = word.trim_end_matches([':', ',', '.']);
        !word.is_empty() && word.chars().all(char::is_alphabetic)
    };
    let mut others = words.iter().filter(|word| !is_word(word));
    let only = others.next().filter(|_| others.next().is_none())?;
    // Words after a URL may be a part of it.
    let is_last = words.last() == Some(only) && words.len() > 1;
    let is_host = only.contains('.') && !only.starts_with('.') && is_last;
    let only = only.trim_end_matches([',', ';']);
    let is_whole = WebUrl::parse(only).is_some();
    let meant = || url(only).or_else(|| address(only));
    is_host.then(|| is_whole.then(|| only.to_owned()).or_else(meant))?
}

/// A URL without the spaces in its host, and with those in its path escaped.
fn packed(text: &str) -> String {
    let host = text.find("//").map_or(0, |at| at + 2);
    let path = text.get(host..).and_then(|rest| rest.find('/'));
    let (host, path) = text.split_at(path.map_or(text.len(), |at| host + at));
    let host: String = host.split_whitespace().collect();
    let words: Vec<&str> = path.split_whitespace().collect();
    let path = words.join("%20").replace("/%20", "/").replace("%20/", "/");
    format!("{host}{path}")
}

/// The URL of `<a href="https://…">`, or of one followed by words: `https://… (in Czech)`.
fn of_link(text: &str) -> Option<String> {
    let quoted = || {
        let (_, rest) = text.split_once("href=")?;
        rest.get(1..)?.split(['"', '\'']).next()
    };
    let before_words = || {
        let (address, words) = text.split_once(char::is_whitespace)?;
        let are_words = words.trim_start().starts_with(['(', '–', '-', '[', '|']);
        are_words.then(|| address.trim_end_matches([',', ';']))
    };
    let inner = quoted().or_else(before_words)?;
    WebUrl::parse(inner).map(|_| inner.to_owned())
}
