//! The QR code of a text as a drawing, for print: nobody has to type a printed address.

use std::fmt::Write as _;

use fast_qr::{ECL, QRBuilder, QRCode};

/// The blank edge that readers need, in modules.
const EDGE: usize = 4;

/// The QR code of a text as SVG; `None` if the text is too long.
#[must_use]
pub(crate) fn qr_svg(text: &str) -> Option<String> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let side = code.size + 2 * EDGE;
    let mut path = String::new();
    for (x, y, width, height) in rectangles(&code) {
        let (x, y) = (x + EDGE, y + EDGE);
        // Writing to a string cannot fail.
        let _ = write!(path, "M{x} {y}h{width}v{height}h-{width}z");
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" \
         aria-hidden=\"true\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/>\
         <path d=\"{path}\"/></svg>"
    ))
}

/// The dark modules, merged into rectangles: a printer may leave a thin gap between two.
fn rectangles(code: &QRCode) -> Vec<(usize, usize, usize, usize)> {
    let is_dark = |x: usize, y: usize| {
        let row = code.data.get(y * code.size..(y + 1) * code.size);
        row.and_then(|row| row.get(x))
            .is_some_and(|module| module.value())
    };
    let mut done = vec![false; code.size * code.size];
    let mut all = Vec::new();
    for y in 0..code.size {
        let mut x = 0;
        while x < code.size {
            if !is_dark(x, y) || done.get(y * code.size + x) == Some(&true) {
                x += 1;
                continue;
            }
            let width = (x..code.size).take_while(|x| is_dark(*x, y)).count();
            let is_whole = |y: &usize| (x..x + width).all(|x| is_dark(x, *y));
            let height = (y..code.size).take_while(is_whole).count();
            for row in y..y + height {
                let from = row * code.size + x;
                if let Some(cells) = done.get_mut(from..from + width) {
                    cells.fill(true);
                }
            }
            all.push((x, y, width, height));
            x += width;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rectangles_cover_what_is_dark_and_nothing_else() {
        let code = QRBuilder::new("https://www.example.org/")
            .ecl(ECL::M)
            .build()
            .expect("short enough");
        let mut drawn = vec![false; code.size * code.size];
        for (x, y, width, height) in rectangles(&code) {
            for row in y..y + height {
                drawn[row * code.size + x..row * code.size + x + width].fill(true);
            }
        }
        let modules = code.data.iter().take(code.size * code.size);
        let dark: Vec<bool> = modules.map(|module| module.value()).collect();
        assert_eq!(drawn, dark);
    }

    #[test]
    fn a_text_that_is_too_long_has_no_code() {
        assert!(qr_svg(&"x".repeat(5000)).is_none());
        assert!(qr_svg("x").is_some());
    }
}
