//! What an SVG may contain. A picture in a page cannot run scripts, but a visitor can open its
//! file directly, and then it can. So it is parsed as a browser does, as XML with namespaces,
//! and accepted only if every element, attribute and style is on the allowlist ([`allowed`]).
//! There is no denylist.
//!
//! A picture is refused and not cleaned: what is published is what the editor has seen, byte
//! for byte, and the author learns which part would be missing.

mod allowed;
mod drawn;
mod extent;

use drawn::Drawn;
use extent::DrawnExtent;
use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;
use resvg::usvg::roxmltree::{Document, ParsingOptions};

use crate::messages::{Message, message};

/// The longest piece of a picture that a message shows.
const SHOWN: usize = 60;

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// What is wrong with an SVG.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum SvgFault {
    /// It is not a readable SVG.
    Unreadable(Message),
    /// It contains something that does more than draw.
    Part {
        /// The element, attribute or style.
        part: String,
        /// Its line, from one.
        line: usize,
    },
}

/// Width and height of an SVG as it is shown.
///
/// # Errors
/// The first thing in it that does more than draw, or what keeps a browser from showing
/// it.
pub(super) fn size(bytes: &[u8]) -> Result<Option<(u32, u32)>, SvgFault> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(SvgFault::Unreadable(message!("file.not_utf8")));
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    SvgReading {
        text,
        reader: NsReader::from_str(text),
        depth: 0,
        in_style: false,
        has_root: false,
        extent: DrawnExtent::default(),
        drawn: Drawn::default(),
    }
    .through()
}

fn unreadable(reason: &str) -> SvgFault {
    SvgFault::Unreadable(message!("file.xml_syntax", reason = reason))
}

/// Checks the XML declaration: its version and `standalone`.
fn has_known_terms(declaration: &BytesDecl<'_>) -> Result<(), SvgFault> {
    let version = declaration.version();
    let version = version.map_err(|error| unreadable(&error.to_string()))?;
    if !version.starts_with("1.") {
        return Err(unreadable(&format!("version=\"{version}\"")));
    }
    let standalone = declaration.standalone().transpose();
    let standalone = standalone.map_err(|error| unreadable(&error.to_string()))?;
    match standalone.as_deref() {
        None | Some("yes" | "no") => Ok(()),
        Some(other) => Err(unreadable(&format!("standalone=\"{other}\""))),
    }
}

struct SvgReading<'a> {
    text: &'a str,
    reader: NsReader<&'a [u8]>,
    depth: usize,
    in_style: bool,
    has_root: bool,
    /// The size that the root states.
    extent: DrawnExtent,
    drawn: Drawn,
}

impl SvgReading<'_> {
    fn through(mut self) -> Result<Option<(u32, u32)>, SvgFault> {
        if self.text.contains('\0') {
            return Err(SvgFault::Unreadable(message!("file.not_utf8")));
        }
        self.reader.config_mut().enable_all_checks(true);
        loop {
            let event = self.reader.read_event();
            let event = event.map_err(|error| unreadable(&error.to_string()))?;
            match event {
                Event::Start(tag) => {
                    self.tag(&tag)?;
                    self.depth += 1;
                    self.in_style = tag.local_name().as_ref() == "style";
                }
                Event::Empty(tag) => {
                    self.tag(&tag)?;
                    self.drawn.close();
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    self.drawn.close();
                    self.in_style = false;
                }
                Event::Text(text) => self.text(&text.xml10_content())?,
                Event::CData(text) => self.text(&text.xml10_content())?,
                Event::Decl(declaration) => {
                    has_known_terms(&declaration)?;
                    let encoding = declaration.encoding().transpose();
                    let encoding = encoding.map_err(|error| unreadable(&error.to_string()))?;
                    self.encoding(encoding.as_deref().unwrap_or("utf-8"))?;
                }
                Event::PI(instruction) => {
                    // Metadata of a program about the picture, which browsers ignore.
                    if instruction.target() != "xpacket" {
                        return Err(self.part(&format!("<?{}?>", instruction.target())));
                    }
                }
                // Own entities and attributes could expand to anything.
                Event::DocType(text) if text.xml10_content().contains('[') => {
                    return Err(self.part("<!DOCTYPE […]>"));
                }
                Event::GeneralRef(reference) => {
                    let letter = reference.resolve_char_ref();
                    letter.map_err(|error| unreadable(&error.to_string()))?;
                    self.reference(&reference.xml10_content())?;
                }
                Event::DocType(_) | Event::Comment(_) => {}
                Event::Eof if self.has_root && self.depth == 0 => {
                    self.is_well_formed()?;
                    self.drawn.is_bounded().map_err(SvgFault::Unreadable)?;
                    return self.extent.size().map(Some).map_err(SvgFault::Unreadable);
                }
                Event::Eof => return Err(SvgFault::Unreadable(message!("file.unfinished"))),
            }
        }
    }

    /// Checks that the whole document is well-formed. The event reader accepts text after the
    /// end, misplaced declarations and invalid characters, for which a browser shows nothing
    /// at all.
    fn is_well_formed(&self) -> Result<(), SvgFault> {
        let options = ParsingOptions {
            // A document type with own definitions has been refused already.
            allow_dtd: true,
            ..ParsingOptions::default()
        };
        let document = Document::parse_with_options(self.text, options);
        let document = document.map_err(|error| unreadable(&error.to_string()))?;
        // The parser accepts these characters; browsers do not.
        let mut texts = document.descendants().filter_map(|node| node.text());
        if texts.any(|text| text.contains(['\u{fffe}', '\u{ffff}'])) {
            return Err(SvgFault::Unreadable(message!("file.not_utf8")));
        }
        Ok(())
    }

    fn part(&self, part: &str) -> SvgFault {
        let at = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        let before = self.text.as_bytes().iter().take(at);
        let mut shown: String = part.chars().take(SHOWN).collect();
        if shown.len() < part.len() {
            shown.push('…');
        }
        SvgFault::Part {
            part: shown,
            line: 1 + before.filter(|byte| **byte == b'\n').count(),
        }
    }

    /// In another encoding, the bytes would be other characters.
    fn encoding(&self, name: &str) -> Result<(), SvgFault> {
        const PLAIN: &[&str] = &["ascii", "us-ascii", "iso-8859-1", "windows-1252"];
        let name = name.to_ascii_lowercase();
        let is_plain = self.text.is_ascii() && PLAIN.contains(&name.as_str());
        if matches!(name.as_str(), "utf-8" | "utf8") || is_plain {
            return Ok(());
        }
        Err(self.part(&format!("encoding=\"{name}\"")))
    }

    /// Accepts a character by its number, or one of the five predefined names.
    fn reference(&self, name: &str) -> Result<(), SvgFault> {
        let is_known = matches!(name, "amp" | "lt" | "gt" | "quot" | "apos");
        // In a style it could hide a forbidden part.
        if (is_known || name.starts_with('#')) && !self.in_style {
            return Ok(());
        }
        Err(self.part(&format!("&{name};")))
    }

    fn text(&mut self, text: &str) -> Result<(), SvgFault> {
        if self.in_style
            && let Some(part) = allowed::what_loads(text)
        {
            return Err(self.part(&format!("<style> {part}")));
        }
        if self.in_style {
            self.drawn.style(text);
        }
        Ok(())
    }

    fn tag(&mut self, tag: &BytesStart<'_>) -> Result<(), SvgFault> {
        let shown = || self.part(&format!("<{}>", tag.name().as_ref()));
        let resolver = self.reader.resolver();
        let (namespace, name) = resolver.resolve_element(tag.name());
        let is_svg = match namespace {
            // Browsers do not show an SVG without its namespace.
            ResolveResult::Unbound if self.depth == 0 && name.as_ref() == "svg" => {
                return Err(SvgFault::Unreadable(message!("file.no_namespace")));
            }
            ResolveResult::Unbound | ResolveResult::Bound(Namespace(SVG)) => true,
            ResolveResult::Bound(Namespace(other)) if allowed::is_of_an_editor(other) => false,
            _ => return Err(shown()),
        };
        if is_svg && !allowed::ELEMENTS.contains(&name.as_ref()) {
            return Err(shown());
        }
        if self.depth == 0 && (self.has_root || !is_svg || name.as_ref() != "svg") {
            return Err(SvgFault::Unreadable(message!("file.root")));
        }
        let is_root = !self.has_root;
        self.has_root = true;
        self.drawn.open(name.as_ref());
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| unreadable(&error.to_string()))?;
            self.attribute(&attribute, is_svg)?;
            let (key, value) = (attribute.key.as_ref(), &*attribute.value);
            self.drawn.attribute(key, value);
            if is_root {
                self.extent.attribute(key, value);
            }
        }
        Ok(())
    }

    fn attribute(&self, attribute: &Attribute<'_>, is_svg: bool) -> Result<(), SvgFault> {
        let key = attribute.key;
        let shown = || {
            let value: String = attribute.value.chars().take(SHOWN).collect();
            self.part(&format!("{}=\"{value}\"", key.as_ref()))
        };
        if key.as_namespace_binding().is_some() {
            return Ok(());
        }
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|_| shown())?;
        let (namespace, name) = self.reader.resolver().resolve_attribute(key);
        let is_fine = match (namespace, name.as_ref()) {
            (ResolveResult::Unbound, name) if is_svg => allowed::attribute(name, &value),
            (ResolveResult::Bound(Namespace(XLINK)), name) => allowed::xlink(name, &value),
            (ResolveResult::Bound(Namespace(XML)), name) => matches!(name, "lang" | "space" | "id"),
            (ResolveResult::Bound(Namespace(XMLNS)), _) => true,
            // Attributes of an unknown element have no effect; event handlers are refused
            // anyway.
            (ResolveResult::Unbound, name) => !name.to_ascii_lowercase().starts_with("on"),
            (ResolveResult::Bound(Namespace(other)), _) => allowed::is_of_an_editor(other),
            (ResolveResult::Unknown(_), _) => false,
        };
        if is_fine { Ok(()) } else { Err(shown()) }
    }
}

#[cfg(test)]
mod tests;
