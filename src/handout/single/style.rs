//! The style sheets of a theme in the single page: the fonts and pictures that they name are
//! embedded as `data:` URLs.

use crate::handout::single::picture::Pictures;
use crate::path::media_type;
use crate::text::{CssForm, css_addresses};

/// A style sheet with the files that it names embedded. Missing files are left out.
pub(crate) fn inlined(css: &str, path: &str, pictures: &Pictures<'_>) -> String {
    let mut out = String::with_capacity(css.len());
    let mut end = 0;
    for found in css_addresses(css) {
        let address = found.to.trim();
        let stays = address.starts_with("data:") || address.starts_with('#');
        // As a picture, a style sheet shows nothing, and it may name itself a thousand times.
        if stays || found.form == CssForm::Import {
            continue;
        }
        let file = beside(path, address.split(['#', '?']).next().unwrap_or_default());
        let file = file.filter(|file| media_type(file) != "text/css");
        let data = file.and_then(|file| pictures.data(&file));
        out.push_str(css.get(end..found.range.start).unwrap_or_default());
        out.push_str(&format!("url({})", data.as_deref().unwrap_or("data:,")));
        end = found.range.end;
    }
    out.push_str(css.get(end..).unwrap_or_default());
    // A style sheet never needs these two characters, which would end its element.
    out.replace("</", "<\\/")
}

/// Resolves a path relative to another one.
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
        let css = "a{background:URL( fonts/a.woff2 ) /* url(no.png) */ left} b{background:image-set('fonts/a.woff2' 1x)} c{content:\"url(x)\"}";
        assert_eq!(
            inlined(css, "assets/t/theme.css", &pictures),
            "a{background:url(data:font/woff2;base64,Zg==) /* url(no.png) */ left} b{background:image-set(url(data:font/woff2;base64,Zg==) 1x)} c{content:\"url(x)\"}"
        );
    }
}
