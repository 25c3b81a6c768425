//! The HTML that pages may contain.

use std::sync::LazyLock;

/// Removes everything else.
pub(super) static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::default();
    builder
        .url_schemes(["http", "https", "mailto", "tel"].into())
        // The copies of pictures are files of the site.
        .attribute_filter(|_, name, value| {
            let leads_away = value.contains(':') || value.contains("//");
            (name != "srcset" || !leads_away).then(|| value.into())
        })
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None)
        .add_tags(["section", "picture", "source"])
        .add_generic_attributes(["id", "class", "lang"])
        .add_tag_attributes("img", ["loading"])
        .add_tag_attributes("source", ["type", "srcset", "sizes"])
        .add_tag_attributes("td", ["align"])
        .add_tag_attributes("th", ["align", "scope"]);
    // Browsers do not show the source of a quotation, and its address is not checked.
    for tag in ["blockquote", "del", "ins", "q"] {
        builder.rm_tag_attributes(tag, ["cite"]);
    }
    builder
});
