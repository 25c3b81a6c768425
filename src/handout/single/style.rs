//! The style sheets of a theme inside the single page: fonts and pictures that
//! they name stand in them as `data:` addresses.

use crate::handout::single::picture::Pictures;

/// A style sheet with what it names inside. What is not at hand is left out.
pub(crate) fn inlined(css: &str, path: &str, pictures: &Pictures<'_>) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find("url(") {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let Some((inside, behind)) = after.trim_start_matches("url(").split_once(')') else {
            rest = after;
            break;
        };
        let address = inside.trim().trim_matches(['"', '\'']);
        // A `data:` address may hold brackets of its own; it stays as it is.
        if address.starts_with("data:") || address.starts_with('#') {
            out.push_str("url(");
            rest = after.trim_start_matches("url(");
            continue;
        }
        let file = beside(path, address.split(['#', '?']).next().unwrap_or_default());
        let data = file.and_then(|file| pictures.data(&file));
        out.push_str(&format!("url({})", data.as_deref().unwrap_or("data:,")));
        rest = behind;
    }
    out.push_str(rest);
    // Nothing in a style sheet needs these two signs, which would end its element.
    out.replace("</", "<\\/")
}

/// A path as seen from another one.
fn beside(from: &str, to: &str) -> Option<String> {
    let mut names: Vec<&str> = from.split('/').collect();
    names.pop();
    for name in to.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop()?;
            }
            name => names.push(name),
        }
    }
    Some(names.join("/"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::inlined;
    use crate::handout::single::picture::Pictures;

    #[test]
    fn what_a_style_sheet_names_is_in_it() {
        let files = BTreeMap::from([("assets/t/fonts/a.woff2", &b"f"[..])]);
        let pictures = Pictures::new(files, &BTreeMap::new());
        let css = "@font-face{src:url(\"fonts/a.woff2\") format(\"woff2\")} a{background:url(no.png)} b{mask:url('data:image/svg+xml,(x)')}";
        assert_eq!(
            inlined(css, "assets/t/theme.css", &pictures),
            "@font-face{src:url(data:font/woff2;base64,Zg==) format(\"woff2\")} a{background:url(data:,)} b{mask:url('data:image/svg+xml,(x)')}"
        );
    }
}
