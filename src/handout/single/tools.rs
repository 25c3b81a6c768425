//! The theme's own search and filters inside the one page. Their scripts are written for
//! a page each; here they are functions that are given a document, an address and a
//! history of their own, so that each list has its filters and each language its search.

use crate::theme::{Theme, published_script};

/// What a script is given in place of what the browser has.
const GIVEN: &str = "window, globalThis, document, location, history, addEventListener, URL";

/// The declaration of `tools`: a function for each purpose that the theme names scripts
/// for.
pub(super) fn script(theme: &Theme) -> String {
    let of = theme.single_scripts.iter();
    let tools = of.map(|(purpose, paths)| {
        let scripts = paths.iter().filter_map(|path| text(theme, path));
        let scripts = scripts.collect::<Vec<_>>().join("\n");
        format!("tools.{purpose} = function ({GIVEN}) {{\n{scripts}\n}};\n")
    });
    let tools: String = tools.collect();
    format!("var tools = {{}};\n{tools}")
}

/// A script as it may stand inside an element.
fn text(theme: &Theme, path: &str) -> Option<String> {
    let bytes = theme.assets.get(path)?;
    let text = String::from_utf8_lossy(bytes);
    Some(published_script(&text).replace("</script", "<\\/script"))
}
