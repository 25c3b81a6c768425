//! Whether the colours of a house style can be read where the theme uses them, in the
//! light scheme and in the dark one.

use std::collections::BTreeMap;

use super::color::Color;
use super::tokens::{Scheme, Tokens};
use super::{BrandToken, BrandTokens, Follows, Pair};
use crate::config::{BrandColor, BrandConfig, StatedColor};
use crate::diagnostic::Diagnostic;

/// The colours of a house style in each scheme.
pub(super) type Colors = BTreeMap<(Follows, Scheme), Color>;

/// Both schemes.
const SCHEMES: [Scheme; 2] = [Scheme::Light, Scheme::Dark];

/// The colours that a site declares, with the tokens that follow them.
fn declared(brand: &BrandConfig) -> impl Iterator<Item = (Follows, &BrandColor)> {
    let primary = brand.primary.iter().map(|color| (Follows::Primary, color));
    primary.chain(brand.accent.iter().map(|color| (Follows::Accent, color)))
}

/// The colours to use. If the site sets no dark colour, the nearest readable one is used.
pub(super) fn colors(brand: &BrandConfig, theme: &BrandTokens, own: &Tokens) -> Colors {
    let mut colors = Colors::new();
    for (follows, color) in declared(brand) {
        let Some(light) = Color::parse(&color.light.text) else {
            continue;
        };
        colors.insert((follows, Scheme::Light), light);
        let dark = color
            .dark
            .as_ref()
            .and_then(|dark| Color::parse(&dark.text));
        if let Some(dark) = dark {
            colors.insert((follows, Scheme::Dark), dark);
        }
    }
    for (follows, color) in declared(brand) {
        let light = colors.get(&(follows, Scheme::Light)).copied();
        if let Some(light) = light.filter(|_| color.dark.is_none()) {
            let dark = Trial {
                colors: &colors,
                theme,
                own,
                scheme: Scheme::Dark,
            }
            .nearest(follows, light);
            colors.insert((follows, Scheme::Dark), dark.unwrap_or(light));
        }
    }
    colors
}

/// A finding for each colour that is not readable in a scheme, with the worst pair.
pub(super) fn faults(
    colors: &Colors,
    brand: &BrandConfig,
    theme: &BrandTokens,
    own: &Tokens,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (follows, stated) in declared(brand) {
        for scheme in SCHEMES {
            let trial = Trial {
                colors,
                theme,
                own,
                scheme,
            };
            let (Some(color), Some(worst)) =
                (colors.get(&(follows, scheme)), trial.worst(follows, None))
            else {
                continue;
            };
            let place = match scheme {
                Scheme::Light => &stated.light,
                Scheme::Dark => stated.dark.as_ref().unwrap_or(&stated.light),
            };
            let meant = trial.nearest(follows, *color);
            found.push(fault(place, *color, scheme, &worst, meant));
        }
    }
    found
}

fn fault(
    place: &StatedColor,
    color: Color,
    scheme: Scheme,
    worst: &Worst<'_>,
    meant: Option<Color>,
) -> Diagnostic {
    let key = match scheme {
        Scheme::Light => "C041.light",
        Scheme::Dark => "C041.dark",
    };
    // Rounded down, so that an insufficient ratio never looks sufficient.
    let ratio = (worst.ratio * 100.0).floor() / 100.0;
    let finding = Diagnostic::new(key, place.span)
        .arg("color", color.hex())
        .arg("other", worst.other.hex())
        .arg("ratio", format!("{ratio:.2}"))
        .arg("needed", format!("{}", worst.pair.ratio))
        .arg("missing", format!("{:.2}", worst.pair.ratio - ratio))
        .arg("token", format!("--{}", worst.pair.color))
        .arg("ground", format!("--{}", worst.pair.on));
    match meant {
        Some(meant) => finding
            .arg("meant", meant.hex())
            .fix(place.span, format!("\"{}\"", meant.hex())),
        None => finding,
    }
}

/// The pair with the lowest contrast.
struct Worst<'a> {
    pair: &'a Pair,
    ratio: f64,
    /// The other colour of the pair.
    other: Color,
}

/// The tokens of a scheme with some colours.
struct Trial<'a> {
    colors: &'a Colors,
    theme: &'a BrandTokens,
    own: &'a Tokens,
    scheme: Scheme,
}

impl Trial<'_> {
    /// The nearest colour that makes every pair readable that depends on it.
    fn nearest(&self, follows: Follows, color: Color) -> Option<Color> {
        color.nearest(&|color| self.worst(follows, Some(color)).is_none())
    }

    /// The pair that misses its ratio by most, among those in which something follows a
    /// colour; `color` replaces that colour.
    fn worst(&self, follows: Follows, color: Option<Color>) -> Option<Worst<'_>> {
        let of = |name: &str| {
            self.theme
                .get(name)
                .is_some_and(|token| token.follows == follows)
        };
        let pairs = self.theme.pairs.iter();
        // If both tokens follow a colour, the foreground has to be readable.
        let concerned =
            pairs.filter(|pair| of(&pair.color) || (of(&pair.on) && !self.is_set(&pair.color)));
        let too_little = concerned.filter_map(|pair| {
            let (front, back) = (
                self.value(&pair.color, follows, color)?,
                self.value(&pair.on, follows, color)?,
            );
            let ratio = front.contrast(back);
            let other = if of(&pair.color) { back } else { front };
            (ratio < pair.ratio).then_some(Worst { pair, ratio, other })
        });
        too_little.min_by(|a, b| {
            let lacks = |worst: &Worst<'_>| worst.ratio / worst.pair.ratio;
            lacks(a).total_cmp(&lacks(b))
        })
    }

    /// Whether the house style sets a token.
    fn is_set(&self, name: &str) -> bool {
        let token = self.theme.get(name);
        token.is_some_and(|token| self.colors.contains_key(&(token.follows, self.scheme)))
    }

    fn value(&self, name: &str, follows: Follows, color: Option<Color>) -> Option<Color> {
        let token = self.theme.get(name);
        let own = token.and_then(|token| {
            let tried = color.filter(|_| token.follows == follows);
            let color =
                tried.or_else(|| self.colors.get(&(token.follows, self.scheme)).copied())?;
            Some(token.colored(color, self.scheme))
        });
        own.or_else(|| Color::parse(self.own.get(name, self.scheme)?))
    }
}

impl BrandToken {
    /// The value of the token for a given colour.
    pub(super) fn colored(&self, color: Color, scheme: Scheme) -> Color {
        let [light, dark] = self.lightness;
        let lightness = match scheme {
            Scheme::Light => light,
            Scheme::Dark => dark,
        };
        lightness.map_or(color, |lightness| color.with_lightness(lightness))
    }
}
