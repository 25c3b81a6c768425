//! Parser events to nodes.

use std::sync::Arc;

use granit_parser::{Event, Options, Parser, ScalarStyle};

use super::cut::Cuttable;
use super::scan::is_other_blank;
use super::slips::Slips;
use super::syntax_error;
use super::{Comment, Kind, Node, Pair, Scalar, Yaml};
use crate::diagnostic::Diagnostic;
use crate::ordered::OrderedMap;
use crate::text::{SourceId, Span, conflicts};

/// The deepest nesting of a document.
pub(crate) const MAX_NESTING: usize = 32;
/// The most nodes of a document, including those that aliases repeat.
pub(crate) const MAX_NODES: usize = 100_000;

/// Parses one document that starts at `offset` in its source.
///
/// # Errors
/// The first syntax error, with its place. A repeated key goes to `findings`, and the tree
/// keeps the first one.
pub fn parse(
    source: SourceId,
    text: &str,
    offset: usize,
    findings: &mut Vec<Diagnostic>,
) -> Result<Yaml, Box<Diagnostic>> {
    if let Some(conflict) = conflicts(text).into_iter().next() {
        let span = Span::new(source, offset + conflict.start..offset + conflict.end);
        return Err(Box::new(Diagnostic::new("Y031", span)));
    }
    let mut options = Options::default();
    options.block_nesting_limit = MAX_NESTING;
    options.flow_nesting_limit = MAX_NESTING;
    options.emit_anchor_events = true;
    let builder = Builder {
        source,
        offset,
        text,
        comments: Vec::new(),
        anchors: Vec::new(),
        nodes: 0,
        written: Cuttable::default(),
        findings,
    };
    builder.document(Parser::new_from_str_with_options(text, options))
}

struct Builder<'a, 'f> {
    source: SourceId,
    offset: usize,
    text: &'a str,
    comments: Vec<Comment>,
    /// Finished nodes with an anchor: the anchor's number, the node, its size.
    anchors: Vec<(usize, Node, usize)>,
    nodes: usize,
    written: Cuttable,
    findings: &'f mut Vec<Diagnostic>,
}

/// A mapping or a sequence that is still open.
struct OpenNode {
    anchor: usize,
    start: usize,
    /// The number of nodes before it, to know its size.
    nodes_before: usize,
    content: OpenContent,
}

enum OpenContent {
    Sequence(Vec<Node>),
    Mapping {
        pairs: Pairs,
        key: Option<(Arc<str>, Span)>,
    },
}

/// From this many pairs on, repeated keys are looked up in a map. Most entries have few,
/// and for those a linear search is faster.
const MANY_PAIRS: usize = 24;

/// The pairs of a mapping, with distinct keys.
#[derive(Default)]
struct Pairs {
    pairs: Vec<Pair>,
    places: OrderedMap<Arc<str>, usize>,
}

impl Pairs {
    fn get(&self, key: &str) -> Option<&Pair> {
        if self.pairs.len() < MANY_PAIRS {
            return self.pairs.iter().find(|pair| *pair.key == *key);
        }
        self.pairs.get(*self.places.get(key)?)
    }

    fn push(&mut self, pair: Pair) {
        self.pairs.push(pair);
        let count = self.pairs.len();
        if count >= MANY_PAIRS {
            let new = self.pairs.iter().enumerate().skip(self.places.len());
            self.places
                .extend(new.map(|(place, pair)| (pair.key.clone(), place)));
        }
    }
}

type FrontMatterFault = Box<Diagnostic>;

impl<'a> Builder<'a, '_> {
    fn document(
        mut self,
        parser: Parser<'a, granit_parser::StrInput<'a>>,
    ) -> Result<Yaml, FrontMatterFault> {
        let mut stack: Vec<OpenNode> = Vec::new();
        let mut root: Option<Node> = None;
        let mut documents = 0;
        for next in parser {
            let (event, span) = next.map_err(|error| {
                Box::new(syntax_error::explain(
                    self.source,
                    self.text,
                    self.offset,
                    &error,
                ))
            })?;
            let range = span.byte_range().unwrap_or(0..0);
            let finished = match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    let is_blank = |line: &str| line.trim().is_empty() || line.starts_with('#');
                    let rest = self.text.get(range.end..).unwrap_or_default();
                    if documents > 1 && rest.lines().all(is_blank) {
                        // A line of `---` after the data closes the document, as it closes
                        // front matter.
                        break;
                    }
                    if documents > 1 {
                        return Err(self.fault("Y005", range.clone()));
                    }
                    None
                }
                Event::Comment(..) => {
                    let span = self.span(range.clone());
                    self.comments.push(Comment { span });
                    self.written.comment(range.clone());
                    None
                }
                Event::Scalar(text, style, anchor, _) => {
                    let tag = span.tag_span().and_then(|tag| tag.byte_range());
                    let plain = style == ScalarStyle::Plain;
                    self.written.value(range.clone(), plain, tag);
                    if let Some(slip) = self.slip(&text, style, &range, stack.last()) {
                        return Err(Box::new(slip));
                    }
                    let node = self.scalar(&text, style, range.clone());
                    self.remember(anchor, &node, 1);
                    Some(node)
                }
                Event::Anchor(id, _) => {
                    self.written.anchor(id, range.clone());
                    None
                }
                Event::Alias(id) => Some(self.alias(id, range.clone())?),
                Event::SequenceStart(_, anchor, _) => {
                    stack.push(self.open(anchor, &range, OpenContent::Sequence(Vec::new())));
                    None
                }
                Event::MappingStart(_, anchor, _) => {
                    let content = OpenContent::Mapping {
                        pairs: Pairs::default(),
                        key: None,
                    };
                    stack.push(self.open(anchor, &range, content));
                    None
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    stack.pop().map(|open| self.close(open, range.end))
                }
                _ => None,
            };
            self.within_limits(&stack, &range)?;
            if let Some(node) = finished {
                match stack.last_mut() {
                    Some(open) => self.place(open, node)?,
                    None => root = Some(node),
                }
            }
        }
        let cut = self.written.findings(self.source, self.text, self.offset);
        self.findings.extend(cut);
        let root = root.unwrap_or(Node {
            span: self.span(0..0),
            kind: Kind::Null,
        });
        Ok(Yaml {
            root,
            comments: self.comments,
        })
    }

    /// The finding for a value that is read as a text but was meant as something else.
    fn slip(
        &self,
        text: &str,
        style: ScalarStyle,
        range: &std::ops::Range<usize>,
        within: Option<&OpenNode>,
    ) -> Option<Diagnostic> {
        let is_item = within.is_some_and(|open| matches!(open.content, OpenContent::Sequence(_)));
        match style {
            ScalarStyle::Plain if is_item => self
                .slips()
                .of_item(range.clone())
                .or_else(|| self.slips().of_text(range.clone(), false)),
            ScalarStyle::Plain => self.slips().of_text(range.clone(), within.is_none()),
            ScalarStyle::Folded | ScalarStyle::Literal if text.trim().is_empty() => {
                self.slips().of_empty_text(range.start)
            }
            _ => None,
        }
    }

    fn slips(&self) -> Slips<'a> {
        Slips {
            source: self.source,
            text: self.text,
            offset: self.offset,
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, range: std::ops::Range<usize>) -> Node {
        self.nodes += 1;
        let plain = style == ScalarStyle::Plain;
        let null = plain && matches!(text, "" | "~" | "null" | "Null" | "NULL");
        let kind = if null {
            Kind::Null
        } else {
            Kind::Scalar(Scalar {
                text: text.into(),
                plain,
            })
        };
        Node {
            span: self.span(range),
            kind,
        }
    }

    /// An alias repeats its node, and the repeated nodes count.
    fn alias(
        &mut self,
        id: usize,
        range: std::ops::Range<usize>,
    ) -> Result<Node, FrontMatterFault> {
        let found = self.anchors.iter().find(|(anchor, ..)| *anchor == id);
        let Some((_, node, size)) = found else {
            return Err(self.fault("Y007", range));
        };
        let node = node.clone();
        self.nodes += size;
        self.written.alias(id);
        Ok(node)
    }

    fn open(
        &mut self,
        anchor: usize,
        range: &std::ops::Range<usize>,
        content: OpenContent,
    ) -> OpenNode {
        self.nodes += 1;
        OpenNode {
            anchor,
            start: range.start,
            nodes_before: self.nodes,
            content,
        }
    }

    fn close(&mut self, open: OpenNode, end: usize) -> Node {
        let (kind, last) = match open.content {
            OpenContent::Sequence(items) => {
                let last = items.last().map(|item| item.span.end);
                (Kind::Sequence(items), last)
            }
            OpenContent::Mapping { pairs, .. } => {
                let pairs = pairs.pairs;
                let last = pairs
                    .last()
                    .map(|pair| pair.value.span.end.max(pair.key_span.end));
                (Kind::Mapping(pairs), last)
            }
        };
        let mut span = self.span(open.start..end.max(open.start));
        // A block ends in the parser's eyes where the next token begins; for a
        // person it ends with its last value. A flow collection has a bracket.
        let bracket = self
            .text
            .get(..end)
            .is_some_and(|t| t.ends_with([']', '}']));
        if let (Some(last), false) = (last, bracket) {
            span.end = last.max(span.start);
        }
        let node = Node { span, kind };
        self.remember(open.anchor, &node, self.nodes - open.nodes_before + 1);
        node
    }

    fn place(&mut self, open: &mut OpenNode, node: Node) -> Result<(), FrontMatterFault> {
        match &mut open.content {
            OpenContent::Sequence(items) => items.push(node),
            OpenContent::Mapping { pairs, key } => match key.take() {
                None => {
                    let text: Arc<str> = match &node.kind {
                        Kind::Scalar(scalar) => scalar.text.clone(),
                        Kind::Null => self.written(node.span).into(),
                        _ => {
                            let start = node.span.range().start.saturating_sub(self.offset);
                            let braces = self.slips().of_braces(start);
                            let other = || Diagnostic::new("Y008", node.span);
                            return Err(Box::new(braces.unwrap_or_else(other)));
                        }
                    };
                    if text.starts_with(is_other_blank) {
                        let start = node.span.range().start.saturating_sub(self.offset);
                        let before = self.text.get(..start).unwrap_or_default();
                        let line = before.rfind('\n').map_or(0, |end| end + 1);
                        if let Some(blanks) = self.slips().blanks(line) {
                            return Err(Box::new(blanks));
                        }
                    }
                    *key = Some((text, node.span));
                }
                Some((text, span)) => match pairs.get(&text) {
                    Some(first) => self.findings.push(
                        Diagnostic::new("S010", span)
                            .arg("key", &*text)
                            .related(first.key_span, "first"),
                    ),
                    None => pairs.push(Pair {
                        key: text,
                        key_span: span,
                        value: node,
                    }),
                },
            },
        }
        Ok(())
    }

    fn remember(&mut self, anchor: usize, node: &Node, size: usize) {
        if anchor > 0 {
            self.anchors.push((anchor, node.clone(), size));
        }
    }

    fn within_limits(
        &self,
        stack: &[OpenNode],
        range: &std::ops::Range<usize>,
    ) -> Result<(), FrontMatterFault> {
        if stack.len() > MAX_NESTING {
            return Err(self.fault("Y009", range.clone()));
        }
        if self.nodes > MAX_NODES {
            return Err(self.fault("Y010", range.clone()));
        }
        Ok(())
    }

    fn written(&self, span: Span) -> &str {
        let range = span.range();
        self.text
            .get(range.start.saturating_sub(self.offset)..range.end.saturating_sub(self.offset))
            .unwrap_or_default()
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(
            self.source,
            range.start + self.offset..range.end + self.offset,
        )
    }

    #[expect(
        clippy::unnecessary_box_returns,
        reason = "it is always returned as an error"
    )]
    fn fault(&self, key: &'static str, range: std::ops::Range<usize>) -> FrontMatterFault {
        Box::new(
            Diagnostic::new(key, self.span(range))
                .arg("nesting", MAX_NESTING.to_string())
                .arg("nodes", MAX_NODES.to_string()),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Sources;

    /// Repeated keys are found both by the linear search and by the map.
    #[test]
    fn repeated_keys_are_found_in_mappings_of_any_length() {
        for count in [
            2,
            MANY_PAIRS - 1,
            MANY_PAIRS,
            MANY_PAIRS + 1,
            5 * MANY_PAIRS,
        ] {
            for repeated in [0, count / 2, count - 1] {
                let keys = (0..count).map(|key| format!("k{key}: 1\n"));
                let text: String = keys.chain([format!("k{repeated}: 2\n")]).collect();
                let mut findings = Vec::new();
                let parsed = parse(Sources::default().next_id(), &text, 0, &mut findings);
                let codes: Vec<&str> = findings.iter().map(Diagnostic::code).collect();
                assert_eq!(codes, ["S010"], "{count} {repeated}");
                let Ok(yaml) = parsed else {
                    panic!("{count} {repeated}")
                };
                let pairs = match yaml.root.kind {
                    Kind::Mapping(pairs) => pairs.len(),
                    _ => 0,
                };
                assert_eq!(pairs, count);
            }
        }
    }
}
