//! The theme's own search and filters in the single page. Their scripts are written for
//! separate pages. Here each is a function with its own document, address and history, so that
//! each list has its filters and each language its search.

use crate::theme::{Theme, published_script};

/// The parameters that replace the browser's globals in a script.
const GIVEN: &str = "window, globalThis, document, location, history, addEventListener, URL";

/// The declaration of `tools`: one function for each purpose that the theme has scripts for.
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

/// A script, escaped for use inside an element.
fn text(theme: &Theme, path: &str) -> Option<String> {
    let bytes = theme.assets.get(path)?;
    let text = String::from_utf8_lossy(bytes);
    Some(published_script(&text).replace("</script", "<\\/script"))
}
