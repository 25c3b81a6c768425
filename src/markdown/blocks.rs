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
    pub(super) fn put_in(&self, mut html: String) -> String {
        for (number, made) in (1..).zip(&self.made) {
            html = html.replacen(&self.mark_of(number), made, 1);
        }
        html
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
        let wanted: String = (0..11).map(|n| format!("<i>{n}</i>")).collect();
        assert_eq!(blocks.put_in(html), wanted);
        let other = Blocks::of("```view\n```\n\n");
        assert_ne!(other.mark, blocks.mark);
    }
}
