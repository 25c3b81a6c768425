//! The web app manifest, for phones that put the site on their home screen.

use serde_json::{Value, json};

use crate::present::Scope;

/// `manifest.webmanifest`: the name of the site in its default language, and its icons.
pub(crate) fn web_manifest(scope: Scope<'_>) -> Vec<u8> {
    let view = scope.site_view();
    let address = |asset: &'static str| {
        let url = scope.site.assets.theme(asset)?;
        Some(scope.site.plan.edition.absolute(url))
    };
    let sizes = [(view.icons.png, "192x192"), (view.icons.large, "512x512")];
    let icons = sizes.into_iter().filter_map(|(asset, sizes)| {
        Some(json!({"src": address(asset?)?, "sizes": sizes, "type": "image/png"}))
    });
    let manifest = json!({
        "name": view.title,
        "lang": scope.lang.as_str(),
        "start_url": ".",
        "display": "browser",
        "icons": icons.collect::<Vec<Value>>(),
    });
    manifest.to_string().into_bytes()
}
