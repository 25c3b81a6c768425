//! The functions of templates: `url`, `asset`, `t`, `data`, `date`, `prose`, `direction`,
//! `view`, `qr` and the filter `json_encode`. Only these functions print links, in the link
//! style of the edition and relative to the page that is being rendered.

use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::pairs::object;
use crate::diagnostic::closest;
use crate::listing::Data;
use crate::locale::DateForm;
use crate::locale::{bind, direction};
use crate::messages::{Message, message};
use crate::path::{SourcePath, UrlPath, percent_encode};
use crate::pictures::qr_svg;
use crate::plan::LinkError;
use crate::present::Site;
use crate::schema::{Lang, PartialDate};
use crate::text::escape_html_into;
use crate::theme::ContentAsset;
use crate::theme::template_error::fault;

/// Registers the functions of a site.
pub(crate) fn register(tera: &mut Tera, site: &Arc<Site>, data: &Arc<Data>) {
    let (of, files) = (site.clone(), data.clone());
    tera.register_function("data", move |kwargs: Kwargs, state: &State| {
        data_file(&of, &files, &kwargs, state)
    });
    let of = site.clone();
    tera.register_function("url", move |kwargs: Kwargs, state: &State| {
        url(&of, &kwargs, state)
    });
    let of = site.clone();
    tera.register_function("asset", move |kwargs: Kwargs, state: &State| {
        asset(&of, &kwargs, state)
    });
    let of = site.clone();
    tera.register_function("copies", move |kwargs: Kwargs, state: &State| {
        copies(&of, &kwargs, state)
    });
    let of = site.clone();
    tera.register_function("prose", move |kwargs: Kwargs, state: &State| {
        prose(&of, &kwargs, state)
    });
    let of = site.clone();
    tera.register_function("t", move |kwargs: Kwargs, state: &State| {
        text(&of, &kwargs, state)
    });
    let of = site.clone();
    tera.register_function("date", move |kwargs: Kwargs, state: &State| {
        date(&of, &kwargs, state)
    });
    let of = site.clone();
    tera.register_function("view", move |kwargs: Kwargs, state: &State| {
        super::view::function(&of, &lang(&of, state)?, &kwargs)
    });
    tera.register_function("direction", |kwargs: Kwargs, _: &State| {
        let tag = kwargs.must_get::<&str>("lang")?;
        Ok::<_, Error>(Lang::parse(tag).map_or("ltr", |lang| direction(&lang)))
    });
    tera.register_function("qr", |kwargs: Kwargs, _: &State| {
        let drawn = qr_svg(kwargs.must_get::<&str>("of")?).unwrap_or_default();
        super::budget::spend(0, drawn.len() as u64).map_err(fault)?;
        Ok::<_, Error>(Value::safe_string(&drawn))
    });
    tera.register_filter("json_encode", json_encode);
    super::budget::register(tera);
}

/// Serialises a value as JSON for a `<script>` or an attribute in single quotes. Characters
/// that HTML interprets become JSON escapes, so that the result needs no HTML escaping.
fn json_encode(value: &Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    let json = serde_json::to_string(value).map_err(|error| Error::message(error.to_string()))?;
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' => text.push_str("\\u003c"),
            '>' => text.push_str("\\u003e"),
            '&' => text.push_str("\\u0026"),
            '\'' => text.push_str("\\u0027"),
            other => text.push(other),
        }
    }
    super::budget::spend(0, text.len() as u64).map_err(fault)?;
    Ok(Value::safe_string(&text))
}

fn lang(site: &Site, state: &State) -> TeraResult<Lang> {
    let value = state.get::<Value>("lang")?;
    let text = value.as_ref().and_then(Value::as_str);
    let languages = site.languages();
    let known = |text: &str| languages.iter().find(|lang| lang.as_str() == text).cloned();
    text.and_then(|text| known(text).or_else(|| Lang::parse(text)))
        .ok_or_else(|| fault(message!("template.no_language")))
}

/// The address of the page that is being rendered.
fn current<'s>(site: &'s Site, state: &State) -> TeraResult<&'s UrlPath> {
    let page = state.get::<Value>("page")?;
    let link = page.as_ref().and_then(|page| page.get_from_path("link"));
    let link = link
        .and_then(Value::as_str)
        .ok_or_else(|| fault(message!("template.no_page_here")))?;
    let target = site.resolve(link, site.default_language());
    let target = target.map_err(|_| fault(message!("template.link_changed")))?;
    Ok(&site.plan.route(target.route).url)
}

fn url(site: &Site, kwargs: &Kwargs, state: &State) -> TeraResult<String> {
    let to = kwargs.must_get::<&str>("to")?;
    let lang = match kwargs.get::<&str>("lang")? {
        Some(tag) => {
            Lang::parse(tag).ok_or_else(|| fault(message!("template.not_a_language", tag = tag)))?
        }
        None => lang(site, state)?,
    };
    let links = &site.plan.edition.links;
    let target = match site.resolve(to, &lang) {
        Ok(target) => target,
        // A missing home page is reported once for the site.
        Err(LinkError::NoPage { .. }) if to == "home:" => {
            return Ok(links.print(current(site, state)?, &site.plan.edition.root(&lang)));
        }
        Err(error) => return Err(fault(explain(to, &error))),
    };
    let to = &site.plan.route(target.route).url;
    let printed = links.print(current(site, state)?, to);
    let anchor = kwargs.get::<&str>("anchor")?.or(target.anchor);
    Ok(match anchor {
        Some(anchor) => format!("{printed}#{}", percent_encode(anchor)),
        None => printed,
    })
}

/// The HTML of a Markdown field, with its links printed for this page.
fn prose(site: &Site, kwargs: &Kwargs, state: &State) -> TeraResult<Value> {
    let value = kwargs.must_get::<Value>("of")?;
    let parts = value.get_from_path("parts");
    let parts = parts.as_ref().and_then(|parts| parts.as_array());
    let parts = parts.ok_or_else(|| fault(message!("template.not_prose")))?;
    let mut html = String::new();
    for part in parts {
        if let Some(text) = part.as_str() {
            html.push_str(text);
            continue;
        }
        let link = part.get_from_path("link");
        let link = link.as_ref().and_then(|link| link.as_str());
        let target = site.resolve(link.unwrap_or_default(), site.default_language());
        let target = target.map_err(|_| fault(message!("template.link_changed")))?;
        let to = &site.plan.route(target.route).url;
        let printed = site.plan.edition.links.print(current(site, state)?, to);
        escape_html_into(&mut html, &printed);
        let anchor = part.get_from_path("anchor");
        if let Some(anchor) = anchor.as_ref().and_then(|anchor| anchor.as_str()) {
            html.push('#');
            html.push_str(&percent_encode(anchor));
        }
    }
    super::budget::spend(0, html.len() as u64).map_err(fault)?;
    Ok(Value::safe_string(&html))
}

fn explain(link: &str, error: &LinkError) -> Message {
    match error {
        LinkError::NotTyped => message!("template.not_typed", link = link),
        LinkError::Collection {
            name,
            meant: Some(meant),
        } => message!("template.no_collection_meant", name = name, meant = meant),
        LinkError::Collection { name, meant: None } => {
            message!("template.no_collection", name = name)
        }
        LinkError::Entry {
            collection,
            id,
            meant: Some(meant),
        } => message!(
            "template.no_entry_meant",
            id = id,
            collection = collection,
            meant = meant,
        ),
        LinkError::Entry {
            collection,
            id,
            meant: None,
        } => message!("template.no_entry", id = id, collection = collection),
        LinkError::NoPage { id } | LinkError::LeftOut { id } => {
            message!("template.no_page", id = id)
        }
    }
}

fn asset(site: &Site, kwargs: &Kwargs, state: &State) -> TeraResult<String> {
    let path = kwargs.must_get::<&str>("path")?;
    let is_file = kwargs.get::<bool>("original")?.unwrap_or_default();
    let of_content = || {
        let source = SourcePath::new(path)?;
        if is_file {
            let asset = site.assets.content(&source)?;
            site.named_pictures.name(&asset.url);
            return Some(&asset.url);
        }
        site.shown_file(&source).map(ContentAsset::shown)
    };
    let mut printed = site.printed.iter();
    if let Some(file) = printed.find(|file| file.path.as_str() == path) {
        let url = UrlPath::root().file(file.path.as_str());
        return Ok(site.plan.edition.links.print(current(site, state)?, &url));
    }
    let url = site.assets.theme(path).or_else(of_content).ok_or_else(|| {
        fault(match closest(path, site.assets.theme_paths()) {
            Some(meant) => message!("template.no_asset_meant", path = path, meant = meant),
            None => message!("template.no_asset", path = path),
        })
    })?;
    Ok(site.plan.edition.links.print(current(site, state)?, url))
}

/// The copies of a picture for the place that shows it, as `srcset` and `sizes`; null if it
/// has none, such as an SVG.
fn copies(site: &Site, kwargs: &Kwargs, state: &State) -> TeraResult<Value> {
    let (path, place) = (
        kwargs.must_get::<&str>("path")?,
        kwargs.must_get::<&str>("place")?,
    );
    let margins = kwargs.get::<&str>("margins")?;
    let places = site.picture_places();
    if !places.is_empty() && !places.contains(&place) {
        let places = places.join(", ");
        return Err(fault(message!(
            "template.no_picture_place",
            place = place,
            places = places
        )));
    }
    let Some(copies) = SourcePath::new(path).and_then(|path| site.picture_copies(&path, place))
    else {
        return Ok(Value::none());
    };
    let (from, links) = (current(site, state)?, &site.plan.edition.links);
    let srcset = copies.srcset(|url| links.print(from, url));
    Ok(object([
        ("srcset", Value::from(srcset)),
        ("sizes", Value::from(copies.sizes(margins))),
        ("type", Value::from(copies.media_type)),
    ]))
}

fn data_file(site: &Site, data: &Data, kwargs: &Kwargs, state: &State) -> TeraResult<String> {
    let name = kwargs.must_get::<&str>("name")?;
    let url = data
        .url(&lang(site, state)?, name)
        .ok_or_else(|| fault(message!("template.no_data", name = name)))?;
    Ok(site.plan.edition.links.print(current(site, state)?, &url))
}

fn text(site: &Site, kwargs: &Kwargs, state: &State) -> TeraResult<String> {
    let key = kwargs.must_get::<&str>("key")?;
    let lang = lang(site, state)?;
    let texts = site
        .texts(&lang)
        .ok_or_else(|| fault(message!("template.no_texts", lang = lang.as_str())))?;
    let count = kwargs.get::<u64>("count")?;
    let args: Vec<(&str, String)> = kwargs
        .iter()
        .filter_map(|(name, value)| Some((name.as_str()?, value.to_string())))
        .filter(|(name, _)| !matches!(*name, "key" | "count"))
        .collect();
    texts
        .get(key, count, &args)
        .map(|text| bind(&text, &lang).into_owned())
        .map_err(fault)
}

fn date(site: &Site, kwargs: &Kwargs, state: &State) -> TeraResult<String> {
    let written = kwargs.must_get::<&str>("value")?;
    let form = match kwargs.get::<&str>("form")? {
        None | Some("long") => DateForm::Long,
        Some("short") => DateForm::Short,
        Some(other) => {
            return Err(fault(message!("template.not_a_date_form", form = other)));
        }
    };
    let parsed = PartialDate::parse(written)
        .ok_or_else(|| fault(message!("template.not_a_date", text = written)))?;
    let lang = lang(site, state)?;
    Ok(site
        .formats(&lang)
        .map_or_else(|| written.to_owned(), |formats| formats.date(parsed, form)))
}
