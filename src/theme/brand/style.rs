//! The style sheet of a house style.

use super::contrast::Colors;
use super::font::is_variable;
use super::tokens::{Scheme, Tokens};
use super::{BrandTokens, Follows};
use crate::config::BrandConfig;
use crate::path::SourcePath;
use crate::text::Sources;
use crate::theme::Theme;

/// The path of the style sheet among the theme's files.
pub(crate) const STYLE: &str = "brand.css";

/// The name of the font in the style sheet.
const FAMILY: &str = "\"Brand\"";

/// Adds the style sheet and the font to the files of a theme.
pub(super) fn add(
    theme: &mut Theme,
    brand: &BrandConfig,
    colors: &Colors,
    font: Option<(SourcePath, Vec<u8>)>,
    own: &Tokens,
    sources: &mut Sources,
) {
    let mut css = String::from("/* Made from `brand` in site.yaml. */\n");
    let has_font = font.is_some();
    if let Some((path, bytes)) = font {
        let name = format!("brand-font.{}", path.extension());
        let weights = if is_variable(&bytes) {
            "font-weight: 100 900; "
        } else {
            ""
        };
        css.push_str(&format!(
            "@font-face {{ font-family: {FAMILY}; src: url(\"{name}\") format(\"{}\"); {weights}font-display: swap; }}\n",
            path.extension()
        ));
        theme.assets.insert(name, bytes);
        theme.brand_font = Some(path);
    }
    let tokens = &theme.brand_tokens;
    let mut light = declarations(tokens, colors, Scheme::Light);
    if has_font {
        for token in tokens.following(Follows::Font) {
            let others = own.get(&token.name, Scheme::Light).unwrap_or("sans-serif");
            light.push(format!("--{}: {FAMILY}, {others};", token.name));
        }
    }
    if let Some(radius) = brand.radius {
        for token in tokens.following(Follows::Radius) {
            light.push(format!("--{}: {radius}px;", token.name));
        }
    }
    let dark = declarations(tokens, colors, Scheme::Dark);
    if !light.is_empty() {
        css.push_str(&format!(":root {{ {} }}\n", light.join(" ")));
    }
    if !dark.is_empty() {
        let dark = dark.join(" ");
        css.push_str(&format!(
            "@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
        ));
        // Printed pages use the light scheme, whatever the screen uses.
        css.push_str(&format!(
            "@media print {{ :root {{ {} }} }}\n",
            light.join(" ")
        ));
    }
    let source = sources.add(SourcePath::built_in(STYLE), css.clone());
    theme.scripts_and_styles.insert(STYLE.to_owned(), source);
    theme.assets.insert(STYLE.to_owned(), css.into_bytes());
}

fn declarations(tokens: &BrandTokens, colors: &Colors, scheme: Scheme) -> Vec<String> {
    let colored = tokens.tokens.iter().filter_map(|token| {
        let color = colors.get(&(token.follows, scheme))?;
        let color = token.colored(*color, scheme).hex();
        Some(format!("--{}: {color};", token.name))
    });
    colored.collect()
}
