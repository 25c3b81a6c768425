//! The rendered `catalog` and `view` blocks of a text. They come from the theme's templates,
//! so they must not be sanitised with the author's HTML: a placeholder replaces them until
//! then. The placeholder contains a hash of the text, so that nobody can write it into the
//! text.

/// The rendered blocks, in order.
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

    /// Keeps the HTML of a block, and returns its placeholder.
    pub(super) fn keep(&mut self, html: String) -> String {
        self.made.push(html);
        self.mark_of(self.made.len())
    }

    fn mark_of(&self, number: usize) -> String {
        format!("<p>{}-{number}</p>", self.mark)
    }

    /// Replaces the placeholders with the HTML of the blocks.
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
    fn blocks_replace_their_placeholders() {
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
