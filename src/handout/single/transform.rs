//! Turns a finished page into a section of the single page: its main part, token by token,
//! with ids that are unique in the document, lowered headings, links to other sections, and
//! embedded pictures.

use std::collections::BTreeMap;

use html5gum::{StartTag, Token, Tokenizer};

use crate::handout::single::offered::Offered;
use crate::handout::single::picture::Pictures;
use crate::handout::single::shared_paths::{SharedPaths, path_of};
use crate::text::serialise_html_into;

/// The context that sections are built with.
pub(crate) struct SectionContext<'a> {
    /// The section id of each page, by the path of its file.
    pub sections: &'a BTreeMap<String, String>,
    /// The address of the edition on the Web, ending with a slash.
    pub online: &'a str,
    /// The pictures.
    pub pictures: &'a Pictures<'a>,
    /// The shared paths.
    pub shared_paths: &'a SharedPaths,
}

/// The result: the section, and what the page has outside its main part.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    /// The main part as a section.
    pub html: String,
    /// The style sheets that the page names.
    pub styles: Vec<String>,
}

/// Turns the main part of a page into a section.
pub(crate) fn section(page: &str, id: &str, level: u8, around: &SectionContext<'_>) -> Taken {
    let mut writer = SectionWriter {
        id,
        level,
        around,
        taken: Taken::default(),
        in_main: !page.contains("<main"),
        skipped: None,
        raw: false,
        offered: Offered::default(),
        in_reference: false,
    };
    for token in Tokenizer::new(page) {
        let Ok(token) = token;
        writer.token(token);
    }
    writer.taken
}

/// The pictures that the main part of a page shows, by path; each is repeated as often as it
/// is shown.
pub(crate) fn pictures_of(page: &str) -> Vec<String> {
    let (mut found, mut offered) = (Vec::new(), Offered::default());
    for token in Tokenizer::new(page) {
        let Ok(Token::StartTag(tag)) = token else {
            continue;
        };
        offered.note(&tag);
        if &*tag.name == b"img" {
            found.extend(offered.taken(&tag));
        }
    }
    found
}

/// The paths in the drawings of a page; each is repeated as often as it is drawn.
pub(crate) fn paths_of(page: &str) -> Vec<String> {
    let tags = Tokenizer::new(page).filter_map(|token| match token {
        Ok(Token::StartTag(tag)) => path_of(&tag),
        _ => None,
    });
    tags.collect()
}

/// The paths of all files that a page loads.
pub(crate) fn files_of(page: &str) -> Vec<String> {
    let (mut found, mut offered) = (Vec::new(), Offered::default());
    for token in Tokenizer::new(page) {
        let Ok(token) = token;
        if let Token::StartTag(tag) = token {
            offered.note(&tag);
            found.extend(offered.taken(&tag));
            found.extend(attribute(&tag, "poster"));
        }
    }
    found
}

struct SectionWriter<'a> {
    id: &'a str,
    /// By how many levels headings are lowered.
    level: u8,
    around: &'a SectionContext<'a>,
    taken: Taken,
    in_main: bool,
    /// The element that is skipped with all its content.
    skipped: Option<String>,
    /// Whether text is copied without escaping: inside the `style` of a picture.
    raw: bool,
    /// The available copies of the next picture.
    offered: Offered,
    /// Whether an open path was replaced by a reference.
    in_reference: bool,
}

impl SectionWriter<'_> {
    fn token(&mut self, token: Token) {
        match token {
            Token::StartTag(tag) => self.start(&tag),
            Token::EndTag(tag) => self.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) if self.in_main && self.skipped.is_none() => {
                let text = String::from_utf8_lossy(&text);
                if self.raw {
                    self.taken.html.push_str(&text);
                } else {
                    serialise_html_into(&mut self.taken.html, &text);
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if self.skipped.is_some() {
            return;
        }
        if name == "link" && attribute(tag, "rel").as_deref() == Some("stylesheet") {
            self.taken.styles.extend(attribute(tag, "href"));
        }
        if name == "main" {
            self.in_main = true;
            return;
        }
        if !self.in_main {
            return;
        }
        match name.as_str() {
            "script" | "template" | "form" => self.skipped = Some(name),
            "link" | "base" | "meta" | "html" | "head" | "body" => {}
            // Only one copy is embedded, however many there are.
            "source" if attribute(tag, "srcset").is_some() => self.offered.note(tag),
            "img" => self.picture(tag),
            "path" => self.path(tag),
            _ => {
                self.raw = name == "style";
                self.element(&name, tag, &[]);
            }
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipped.as_deref() == Some(name) {
            self.skipped = None;
            return;
        }
        if name == "main" {
            self.in_main = false;
        }
        if !self.in_main || self.skipped.is_some() || matches!(name, "html" | "body" | "head") {
            return;
        }
        self.raw = false;
        let is_reference = name == "path" && std::mem::take(&mut self.in_reference);
        let name = if is_reference {
            "use".to_owned()
        } else {
            self.lowered(name)
        };
        self.taken.html.push_str(&format!("</{name}>"));
    }

    /// An embedded picture, or a reference to its shared symbol.
    fn picture(&mut self, tag: &StartTag<()>) {
        let src = self.offered.taken(tag).unwrap_or_default();
        if let Some(symbol) = self.around.pictures.symbol(&src) {
            let class =
                attribute(tag, "class").map_or_else(String::new, |class| format!(" {class}"));
            let alt = attribute(tag, "alt").unwrap_or_default();
            let role = if alt.is_empty() {
                "aria-hidden=\"true\"".to_owned()
            } else {
                format!("role=\"img\" aria-label=\"{}\"", escaped(&alt))
            };
            let (width, height) = symbol.size;
            let number = symbol.number;
            self.taken.html.push_str(&format!(
                "<svg class=\"picture{}\" {role} viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\"><use href=\"#picture-{number}\"/></svg>",
                escaped(&class)
            ));
            return;
        }
        let data = self.around.pictures.data(&src);
        // A missing picture is not shown, and not loaded from elsewhere.
        self.element("img", tag, &[("src", data.unwrap_or_default())]);
    }

    /// A path, or a reference to the shared path.
    fn path(&mut self, tag: &StartTag<()>) {
        let Some(number) = self.around.shared_paths.number(tag) else {
            self.element("path", tag, &[]);
            return;
        };
        let mut tag = tag.clone();
        tag.attributes.remove(&b"d"[..]);
        self.in_reference = !tag.self_closing;
        let address = format!("#outline-{number}");
        tag.attributes
            .insert(b"href".to_vec().into(), b"".to_vec().into());
        self.element("use", &tag, &[("href", address)]);
    }

    fn element(&mut self, name: &str, tag: &StartTag<()>, instead: &[(&str, String)]) {
        self.taken
            .html
            .push_str(&format!("<{}", self.lowered(name)));
        for (key, value) in &tag.attributes {
            let key = String::from_utf8_lossy(key);
            let value = String::from_utf8_lossy(value);
            let given = instead.iter().find(|(name, _)| *name == key);
            let value = match given {
                Some((_, value)) => Some(value.clone()),
                None => self.value(name, &key, &value),
            };
            if let Some(value) = value {
                self.taken
                    .html
                    .push_str(&format!(" {key}=\"{}\"", escaped(&value)));
            }
        }
        self.taken
            .html
            .push_str(if tag.self_closing { "/>" } else { ">" });
    }

    /// The new value of an attribute; `None` if it is dropped.
    fn value(&self, element: &str, key: &str, value: &str) -> Option<String> {
        let own = |name: &str| format!("{}_{name}", self.id);
        match key {
            "id" | "for" | "popovertarget" | "list" => Some(own(value)),
            "aria-labelledby" | "aria-describedby" | "aria-controls" | "headers" => {
                let all: Vec<String> = value.split_whitespace().map(own).collect();
                Some(all.join(" "))
            }
            "href" | "xlink:href" => self.link(element, value),
            "src" | "poster" => self.around.pictures.data(value),
            "srcset" | "integrity" | "crossorigin" | "nonce" | "tabindex" | "style" => None,
            _ if key.starts_with("on") => None,
            _ => match value.strip_prefix("url(#") {
                Some(rest) => Some(format!("url(#{}_{rest}", self.id)),
                None => Some(value.to_owned()),
            },
        }
    }

    /// A link: to a section, to an anchor in this one, or to the Web.
    fn link(&self, element: &str, link: &str) -> Option<String> {
        let (path, anchor) = match link.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor).filter(|anchor| !anchor.is_empty())),
            None => (link, None),
        };
        let path = path.split('?').next().unwrap_or_default();
        let to = |section: &str| match anchor {
            Some(anchor) => format!("#{section}_{anchor}"),
            None => format!("#{section}"),
        };
        if path.is_empty() {
            return Some(to(self.id));
        }
        if let Some(section) = self.around.sections.get(path) {
            return Some(to(section));
        }
        let scheme = path
            .split_once(':')
            .is_some_and(|(scheme, _)| scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        if scheme || path.starts_with("//") {
            return Some(link.to_owned());
        }
        // A download links to the copy of the catalogue on the Web.
        (element == "a" && path.starts_with("assets/"))
            .then(|| format!("{}{path}", self.around.online))
    }

    /// A heading, lowered by the level of this section; any other element unchanged.
    fn lowered(&self, name: &str) -> String {
        match name
            .strip_prefix('h')
            .and_then(|level| level.parse::<u8>().ok())
        {
            Some(level @ 1..=6) => format!("h{}", (level + self.level).min(6)),
            _ => name.to_owned(),
        }
    }
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).into_owned())
}

/// Escapes text for HTML, also for attributes.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    serialise_html_into(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{SectionContext, paths_of, section};
    use crate::handout::single::picture::Pictures;
    use crate::handout::single::shared_paths::SharedPaths;

    fn made(page: &str) -> String {
        let sections: BTreeMap<String, String> = [("members/a/index.html", "members.a")]
            .into_iter()
            .map(|(path, id)| (path.to_owned(), id.to_owned()))
            .collect();
        let files = BTreeMap::from([("assets/x.png", &b"png"[..])]);
        let pictures = Pictures::new(files, &BTreeMap::new());
        let drawn = paths_of(page).into_iter();
        let shared_paths = SharedPaths::new(drawn);
        let around = SectionContext {
            sections: &sections,
            online: "https://example.org/",
            pictures: &pictures,
            shared_paths: &shared_paths,
        };
        section(page, "p", 2, &around).html
    }

    #[test]
    fn the_main_part_with_its_own_ids() {
        assert_eq!(
            made(
                "<html><body><nav>no</nav><main id=main><h1 id=a>A &amp; B</h1><a href='#a'>up</a><script>x</script></main><p>no</p>"
            ),
            "<h3 id=\"p_a\">A &amp; B</h3><a href=\"#p_a\">up</a>"
        );
    }

    #[test]
    fn links_lead_to_sections_or_to_the_web() {
        for (link, printed) in [
            ("members/a/index.html", "<a href=\"#members.a\">x</a>"),
            ("members/a/index.html#b", "<a href=\"#members.a_b\">x</a>"),
            (
                "assets/x.pdf",
                "<a href=\"https://example.org/assets/x.pdf\">x</a>",
            ),
            ("https://a.example/", "<a href=\"https://a.example/\">x</a>"),
            ("search/index.html", "<a>x</a>"),
        ] {
            assert_eq!(
                made(&format!("<main><a href='{link}'>x</a></main>")),
                printed
            );
        }
    }

    #[test]
    fn pictures_are_inside() {
        assert_eq!(
            made("<main><img src='assets/x.png' alt='X'></main>"),
            "<img alt=\"X\" src=\"data:image/png;base64,cG5n\">"
        );
    }

    /// A path that is drawn twice becomes shared; a path that is drawn once stays in place.
    #[test]
    fn outlines_are_references() {
        let long = "M1 2".repeat(40);
        let page = format!(
            "<main><svg><path class=r fill-rule=evenodd d='{long}'><title>A</title></path>\
             <path class=s d='{long}'/><path class=t d='{long}Z'/><path d='{long}'/></svg></main>"
        );
        assert_eq!(
            made(&page),
            format!(
                "<svg><use class=\"r\" fill-rule=\"evenodd\" href=\"#outline-1\"><title>A</title></use>\
                 <use class=\"s\" href=\"#outline-1\"/><path class=\"t\" d=\"{long}Z\"/><path d=\"{long}\"/></svg>"
            )
        );
    }
}
