//! The masks, clips and markers that styles apply to elements: in attributes, and by the rules
//! of style sheets.

use std::collections::BTreeMap;

use super::Layer;

/// The layers that one property applies to its element.
pub(super) fn layers<'a>(name: &str, value: &'a str) -> impl Iterator<Item = Layer> + use<'a> {
    // A marker is drawn once at each end of a path, but at every point between them.
    let is_at_points = matches!(name, "marker" | "marker-mid");
    value.split("url(").skip(1).filter_map(move |rest| {
        let (id, _) = rest.split_once(')')?;
        let id = id.trim_matches(['"', '\'', ' ']).strip_prefix('#')?;
        Some(Layer {
            id: id.to_owned(),
            is_at_points,
        })
    })
}

/// The layers that the declarations of a style apply to their element.
pub(super) fn declared(style: &str) -> impl Iterator<Item = Layer> {
    let declarations = style.split(';').filter_map(|one| one.split_once(':'));
    declarations.flat_map(|(name, value)| layers(name.trim(), value))
}

/// How many numbers a path has: an upper bound for its points.
pub(super) fn numbers(path: &str) -> u64 {
    let is_digit = |byte: &u8| byte.is_ascii_digit() || *byte == b'.';
    let mut was_digit = false;
    let mut count = 0;
    for byte in path.as_bytes() {
        let is_digit = is_digit(byte);
        let begins = is_digit && (!was_digit || *byte == b'.');
        count += u64::from(begins || byte.eq_ignore_ascii_case(&b'z'));
        was_digit = is_digit;
    }
    count
}

/// The layers that style sheets apply to elements, by the last part of their selectors:
/// `g .a:hover` counts for every element of the class `a`. This never counts too few.
pub(super) struct Rules<'a>(BTreeMap<&'a str, Vec<Layer>>);

impl<'a> Rules<'a> {
    pub(super) fn of(sheet: &'a str) -> Self {
        let mut rules: BTreeMap<&str, Vec<Layer>> = BTreeMap::new();
        for rule in sheet.split('}').filter(|rule| rule.contains("url(")) {
            let (selectors, body) = rule.rsplit_once('{').unwrap_or_default();
            // Text before it belongs to an enclosing rule.
            let selectors = selectors.rsplit('{').next().unwrap_or_default();
            for selector in selectors.split(',') {
                let own = rules.entry(last_part(selector)).or_default();
                own.extend(declared(body));
            }
        }
        Self(rules)
    }

    /// The layers applied to an element.
    pub(super) fn over<'b>(
        &'b self,
        name: &str,
        id: &str,
        classes: &str,
    ) -> impl Iterator<Item = &'b Layer> + use<'b> {
        let classes = classes.split_whitespace();
        let mut keys: Vec<String> = classes.map(|class| format!(".{class}")).collect();
        keys.extend(["*".to_owned(), name.to_owned(), format!("#{id}")]);
        keys.retain(|key| self.0.contains_key(key.as_str()));
        let found = keys.into_iter().filter_map(|key| self.0.get(key.as_str()));
        found.flatten()
    }
}

/// The name, class or id that ends a selector; `*` if it ends with none of them.
fn last_part(selector: &str) -> &str {
    let compound = selector
        .trim()
        .rsplit([' ', '\n', '\t', '>', '+', '~'])
        .next();
    let compound = compound.unwrap_or_default();
    let plain = compound.split([':', '[']).next().unwrap_or_default();
    let from = plain.rfind(['.', '#']).unwrap_or(0);
    plain
        .get(from..)
        .filter(|part| !part.is_empty())
        .unwrap_or("*")
}
