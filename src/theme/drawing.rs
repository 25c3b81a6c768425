//! How large a drawing says that it is. It has no pixels; its sides are in units of its own.

use html5gum::{Token, Tokenizer};

/// The size of an SVG by its `viewBox`, else by its width and height.
#[must_use]
pub(crate) fn drawing_size(svg: &[u8]) -> Option<(u32, u32)> {
    let svg = String::from_utf8_lossy(svg);
    let tag = Tokenizer::new(&*svg).find_map(|token| match token {
        Ok(Token::StartTag(tag)) if &*tag.name == b"svg" => Some(tag),
        _ => None,
    })?;
    let text = |name: &str| {
        let value = tag.attributes.get(name.as_bytes())?;
        Some(String::from_utf8_lossy(value).into_owned())
    };
    let whole = |number: &str| {
        let number = number.trim().trim_end_matches("px").parse::<f32>().ok()?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 1 and 100,000"
        )]
        (1.0..100_000.0)
            .contains(&number)
            .then(|| number.round() as u32)
    };
    let by_box = text("viewbox").and_then(|value| {
        let parts: Vec<&str> = value
            .split([' ', ','])
            .filter(|part| !part.is_empty())
            .collect();
        Some((whole(parts.get(2)?)?, whole(parts.get(3)?)?))
    });
    by_box.or_else(|| Some((whole(&text("width")?)?, whole(&text("height")?)?)))
}

#[cfg(test)]
mod tests {
    use super::drawing_size;

    #[test]
    fn sizes_of_drawings() {
        assert_eq!(
            drawing_size(b"<svg viewBox='0 0 320 240.4'/>"),
            Some((320, 240))
        );
        assert_eq!(
            drawing_size(b"<svg width='12px' height='8'/>"),
            Some((12, 8))
        );
        assert_eq!(drawing_size(b"<svg width='100%'/>"), None);
    }
}
