//! Comments of style sheets (CSS Syntax 3, section 4).

use super::{Kept, is_notice};

/// A style sheet without its comments; `None` if it is malformed.
pub(super) fn without_comments(css: &str) -> Option<String> {
    let mut kept = Kept::of(css);
    while let Some(at) = kept.rest.find(['"', '\'', '\\', '/', '(']) {
        kept.keep(at)?;
        match kept.rest.chars().next()? {
            quote @ ('"' | '\'') => kept.keep_string(quote)?,
            '\\' => kept.keep_escaped()?,
            '(' if in_url(&kept.text) => keep_address(&mut kept)?,
            '/' if kept.rest.starts_with("/*") => comment(&mut kept)?,
            _ => kept.keep(1).map(|_| ())?,
        }
    }
    kept.keep(kept.rest.len())?;
    Some(kept.text)
}

fn in_url(before: &str) -> bool {
    let start = before.len().checked_sub(3).and_then(|at| before.get(at..));
    start.is_some_and(|name| name.eq_ignore_ascii_case("url"))
}

/// Keeps an unquoted `url()`, which contains no comments.
fn keep_address(kept: &mut Kept<'_>) -> Option<()> {
    kept.keep(1)?;
    if kept.rest.trim_start().starts_with(['"', '\'']) {
        return Some(());
    }
    loop {
        let at = kept.rest.find([')', '\\'])?;
        kept.keep(at)?;
        if kept.rest.starts_with(')') {
            return kept.keep(1).map(|_| ());
        }
        kept.keep_escaped()?;
    }
}

fn comment(kept: &mut Kept<'_>) -> Option<()> {
    let len = kept.rest.get(2..)?.find("*/")? + 4;
    if is_notice(kept.rest.get(..len)?) {
        return kept.keep(len).map(|_| ());
    }
    // Between two names, a comment means neither nothing nor a space.
    if !kept.leave_out(len)? {
        kept.text.push_str("/**/");
    }
    Some(())
}
