//! What the `catalog` and `view` blocks of a text show. The theme's templates made it, so
//! that it is not sanitised together with what the author of the text wrote: a mark
//! stands in its place until then. The mark holds a hash of the text, so that nobody can
//! write it into the text.

/// What blocks show, in their order.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    mark: String,
    made: Vec<String>,
}

impl Blocks {
    /// The blocks of a text.
    pub(super) fn of(text: &str) -> Self {
        let hash = if text.contains("```") || text.contains("~~~") {
            blake3::hash(text.as_bytes()).to_hex().to_string()
        } else {
            String::new()
        };
        Self {
            mark: hash,
            made: Vec::new(),
        }
    }

    /// Keeps what a block shows, and gives the mark that stands in its place.
    pub(super) fn keep(&mut self, html: String) -> String {
        self.made.push(html);
        self.mark_of(self.made.len())
    }

    fn mark_of(&self, number: usize) -> String {
        format!("<p>{}-{number}</p>", self.mark)
    }

    /// The HTML with what the blocks show in the place of their marks.
    pub(super) fn put_in(&self, html: String) -> String {
        if self.made.is_empty() {
            return html;
        }
        let begins = format!("<p>{}-", self.mark);
        let mut parts = html.split(&begins);
        let mut whole = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let marked = part.split_once("</p>").and_then(|(number, rest)| {
                let index = number.parse::<usize>().ok()?.checked_sub(1)?;
                Some([self.made.get(index)?, rest])
            });
            whole.extend(marked.unwrap_or([&begins, part]));
        }
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::Blocks;

    #[test]
    fn blocks_stand_where_their_marks_stood() {
        let mut blocks = Blocks::of("```view\n```\n");
        let marks: Vec<String> = (0..11)
            .map(|n| blocks.keep(format!("<i>{n}</i>")))
            .collect();
        let html = marks.concat();
        let wanted: Vec<String> = (0..11).map(|n| format!("<i>{n}</i>")).collect();
        assert_eq!(blocks.put_in(html), wanted.concat());
        let turned: String = marks.iter().rev().cloned().collect();
        let wanted: String = wanted.into_iter().rev().collect();
        assert_eq!(blocks.put_in(turned), wanted);
        let other = Blocks::of("```view\n```\n\n");
        assert_ne!(other.mark, blocks.mark);
    }
}
