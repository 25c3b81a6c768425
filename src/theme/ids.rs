//! The ids that a theme's templates give to elements. A heading of a text with the same id
//! gets another one, so that links to either still work.

use std::collections::BTreeSet;

/// The ids of a theme.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ThemeIds {
    names: BTreeSet<String>,
    /// Prefixes of ids that a template builds.
    beginnings: BTreeSet<String>,
}

impl ThemeIds {
    /// Collects the ids in the texts of templates.
    pub(crate) fn of<'t>(templates: impl Iterator<Item = &'t str>) -> Self {
        let mut ids = Self::default();
        for text in templates {
            for (at, sign) in text.match_indices("id=\"") {
                let before = text.get(..at).unwrap_or_default();
                let value = text.get(at + sign.len()..).unwrap_or_default();
                if before.ends_with(|c: char| c.is_whitespace()) {
                    ids.add(before, value);
                }
            }
        }
        ids
    }

    /// Adds the id at the start of `value`; `before` is the template up to it.
    fn add(&mut self, before: &str, value: &str) {
        let end = value.find(['"', '{']).unwrap_or(value.len());
        let (literal, rest) = value.split_at(end);
        if !rest.starts_with('{') {
            self.names.insert(literal.to_owned());
        } else if !literal.is_empty() {
            self.beginnings.insert(literal.to_owned());
        } else {
            let name = rest.trim_start_matches(['{', '-', ' ']);
            let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            let name = name.get(..end.unwrap_or(name.len())).unwrap_or_default();
            self.names.extend(named_in_loop(before, name));
        }
    }

    /// Whether a template gives this id.
    pub(crate) fn holds(&self, id: &str) -> bool {
        self.names.contains(id)
    }

    /// Whether a template may build this id.
    pub(crate) fn may_hold(&self, id: &str) -> bool {
        let mut beginnings = self.beginnings.iter();
        beginnings.any(|beginning| id.starts_with(beginning.as_str()))
    }
}

/// The values of a name in the innermost open loop: `a` and `b` of
/// `{% for name in ["a", "b"] %}`.
fn named_in_loop(before: &str, name: &str) -> Vec<String> {
    let opening = format!("for {name} in [");
    let list = before.rsplit_once(opening.as_str());
    let list = list.and_then(|(_, rest)| rest.split(']').next());
    let words = list.unwrap_or_default().split('"').skip(1).step_by(2);
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::ThemeIds;

    #[test]
    fn ids_of_templates() {
        let text = "<p id=\"menu\" data-id=\"x\"><b id=\"group-{{ g.id }}\">\
            {% for part in [\"seeks\"] %}{{ part }}{% endfor %}\
            {% for part in [\"aims\", \"results\"] %}<i id=\"{{ part }}\">{{ l.x }}</i>\
            <u id=\"{{ l.anchor }}\">";
        let ids = ThemeIds::of([text].into_iter());
        assert!(["menu", "aims", "results"].iter().all(|id| ids.holds(id)));
        assert!(!ids.holds("x") && !ids.holds("") && !ids.holds("seeks"));
        assert!(ids.may_hold("group-1") && !ids.may_hold("grou"));
    }
}
