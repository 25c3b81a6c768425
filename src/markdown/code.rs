//! Fenced blocks: highlighted code, and `catalog` and `view` blocks.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::resolve::{Code, Resolver};
use super::syntax::{ASKED, LIST, VIEW};
use super::{Block, OutputForm, catalog_block, highlight, view_block};
use crate::config::limits::MAX_BLOCKS;
use crate::diagnostic::Diagnostic;
use crate::text::escape_html_into;

impl Resolver<'_, '_, '_> {
    /// Only a plain word names a language; it becomes a class.
    pub(super) fn open_code(&mut self, info: &str, range: Range<usize>) {
        let word = info.split([' ', ',', '{']).next().unwrap_or_default();
        let plain = word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-#_".contains(c));
        self.code = Some(Code {
            language: if plain {
                word.to_owned()
            } else {
                String::new()
            },
            text: String::new(),
            start: range.start,
            range,
        });
    }

    pub(super) fn close_code(&mut self) {
        let Some(code) = self.code.take() else {
            return;
        };
        let html = match (&*code.language, self.place.form) {
            (LIST | VIEW, form) => {
                let block = self.asked_for(&code);
                let made = match form {
                    OutputForm::Html(blocks) => {
                        block.and_then(|block| blocks(&block, self.findings))
                    }
                    OutputForm::Structure => return self.keep(block),
                };
                self.blocks.keep(made.unwrap_or_default())
            }
            (_, OutputForm::Structure) => return self.plain("", code.text),
            (_, OutputForm::Html(_)) => self.coloured(&code),
        };
        self.out.push(Event::Html(html.into()));
    }

    /// Parses a block that shows entries.
    fn asked_for(&mut self, code: &Code) -> Option<Block> {
        let span = self.place.body.span.part(code.start..code.range.end);
        self.asking += 1;
        if self.asking > MAX_BLOCKS {
            if self.asking == MAX_BLOCKS + 1 {
                let found = Diagnostic::new("K024.blocks", span);
                self.findings
                    .push(found.arg("limit", MAX_BLOCKS.to_string()));
            }
            return None;
        }
        let (text, lang) = (&*code.text, self.place.lang);
        let site = (self.place.site.catalog, self.place.site.plan);
        Some(if code.language == VIEW {
            Block::View(view_block::read(text, span, lang, site, self.findings)?)
        } else {
            let mut block = catalog_block::read(text, span, lang, site, self.findings)?;
            let above = self.toc.last().map(|heading| heading.level + 1);
            block.level = above.unwrap_or(catalog_block::BELOW_TITLE).min(6);
            Block::List(block)
        })
    }

    /// Keeps a parsed block, and emits its number.
    fn keep(&mut self, block: Option<Block>) {
        let Some(block) = block else {
            return;
        };
        let number = self.asked.len().to_string();
        self.asked.push(block);
        self.plain(ASKED, number);
    }

    /// Emits a fenced block as the parser does.
    fn plain(&mut self, info: &'static str, text: String) {
        let kind = CodeBlockKind::Fenced(info.into());
        self.out.push(Event::Start(Tag::CodeBlock(kind)));
        self.out.push(Event::Text(text.into()));
        self.out.push(Event::End(TagEnd::CodeBlock));
    }

    /// The highlighted block. Blocks beyond the limit are shown plain, and the first of them
    /// is reported.
    fn colours_of(&mut self, code: &Code) -> Option<String> {
        if !highlight::can_colour(&code.text, &code.language) {
            return None;
        }
        let before = self.code_bytes;
        self.code_bytes += code.text.len();
        if self.code_bytes > highlight::MAX_CODE {
            if before <= highlight::MAX_CODE {
                let span = self.place.body.span.part(code.range.clone());
                let limit = (highlight::MAX_CODE / 1024).to_string();
                self.findings
                    .push(Diagnostic::new("K020", span).arg("limit", limit));
            }
            return None;
        }
        highlight::highlight(&code.text, &code.language)
    }

    fn coloured(&mut self, code: &Code) -> String {
        let coloured = self.colours_of(code);
        let mut html = String::from("<pre tabindex=\"0\"><code");
        if !code.language.is_empty() {
            html.push_str(&format!(" class=\"language-{}\"", code.language));
        }
        html.push('>');
        match coloured {
            Some(coloured) => html.push_str(&coloured),
            None => escape_html_into(&mut html, &code.text),
        }
        html.push_str("</code></pre>\n");
        html
    }
}
