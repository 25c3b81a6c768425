//! The units from which others are composed, each with its exact size.
//!
//! Definitions follow UCUM 2.2. Four differ on purpose:
//!
//! - The degree is the base unit of plane angle here, since UCUM's (the radian) makes
//!   it an irrational multiple; `rad` and `sr` are refused.
//! - The mole is a base unit, not a number, so that a concentration cannot pass for a
//!   reciprocal volume.
//! - The bel is a base unit: a level is compared only with levels, and never converted to
//!   the ratio whose logarithm it is.
//! - A unit counted by arbitrary agreement (`[IU]`, `[CFU]`, `[EU]`) is refused in favour
//!   of an annotation, as UCUM's `[EU]` is not the endotoxin unit that most mean by it.

/// How many base units there are.
pub(super) const BASES: usize = 9;

/// Exponents of metre, second, gram, degree, kelvin, coulomb, candela, mole and bel.
pub(super) type Bases = [i16; BASES];

/// A unit without a prefix.
#[derive(Debug)]
pub(super) struct Atom {
    /// The UCUM code, case-sensitive.
    pub(super) code: &'static str,
    /// How pages print it.
    pub(super) symbol: &'static str,
    pub(super) dimension: Bases,
    /// `numerator / denominator · 10^ten` in base units.
    pub(super) numerator: u64,
    pub(super) denominator: u64,
    pub(super) ten: i32,
    pub(super) kind: AtomKind,
}

/// How an [`Atom`] may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AtomKind {
    /// Accepts a prefix.
    Metric,
    /// Accepts no prefix.
    Plain,
    /// Has another zero point, at this many hundredths of itself; not allowed in products.
    Shifted(u32),
}

/// A prefix and its power of ten.
#[derive(Debug)]
pub(super) struct Prefix {
    pub(super) code: &'static str,
    pub(super) symbol: &'static str,
    pub(super) ten: i32,
}

use AtomKind::{Metric, Plain, Shifted};

const NONE: Bases = [0; BASES];
const LENGTH: Bases = [1, 0, 0, 0, 0, 0, 0, 0, 0];
const AREA: Bases = [2, 0, 0, 0, 0, 0, 0, 0, 0];
const VOLUME: Bases = [3, 0, 0, 0, 0, 0, 0, 0, 0];
const TIME: Bases = [0, 1, 0, 0, 0, 0, 0, 0, 0];
const RATE: Bases = [0, -1, 0, 0, 0, 0, 0, 0, 0];
const MASS: Bases = [0, 0, 1, 0, 0, 0, 0, 0, 0];
const ANGLE: Bases = [0, 0, 0, 1, 0, 0, 0, 0, 0];
const TEMPERATURE: Bases = [0, 0, 0, 0, 1, 0, 0, 0, 0];
const CHARGE: Bases = [0, 0, 0, 0, 0, 1, 0, 0, 0];
const LIGHT: Bases = [0, 0, 0, 0, 0, 0, 1, 0, 0];
const AMOUNT: Bases = [0, 0, 0, 0, 0, 0, 0, 1, 0];
const LEVEL: Bases = [0, 0, 0, 0, 0, 0, 0, 0, 1];
const FORCE: Bases = [1, -2, 1, 0, 0, 0, 0, 0, 0];
const PRESSURE: Bases = [-1, -2, 1, 0, 0, 0, 0, 0, 0];
const ENERGY: Bases = [2, -2, 1, 0, 0, 0, 0, 0, 0];
const POWER: Bases = [2, -3, 1, 0, 0, 0, 0, 0, 0];
const CURRENT: Bases = [0, -1, 0, 0, 0, 1, 0, 0, 0];
const VOLTAGE: Bases = [2, -2, 1, 0, 0, -1, 0, 0, 0];
const RESISTANCE: Bases = [2, -1, 1, 0, 0, -2, 0, 0, 0];
const CONDUCTANCE: Bases = [-2, 1, -1, 0, 0, 2, 0, 0, 0];
const CAPACITANCE: Bases = [-2, 2, -1, 0, 0, 2, 0, 0, 0];
const DOSE: Bases = [2, -2, 0, 0, 0, 0, 0, 0, 0];
const VISCOSITY: Bases = [-1, -1, 1, 0, 0, 0, 0, 0, 0];
const DIFFUSIVITY: Bases = [2, -1, 0, 0, 0, 0, 0, 0, 0];
const MASS_PER_LENGTH: Bases = [-1, 0, 1, 0, 0, 0, 0, 0, 0];

/// A unit of `numerator · 10^ten`.
const fn atom(
    code: &'static str,
    symbol: &'static str,
    dimension: Bases,
    numerator: u64,
    ten: i32,
    kind: AtomKind,
) -> Atom {
    Atom {
        code,
        symbol,
        dimension,
        numerator,
        denominator: 1,
        ten,
        kind,
    }
}

/// A unit of `numerator / denominator · 10^ten`.
const fn fraction(
    code: &'static str,
    symbol: &'static str,
    dimension: Bases,
    (numerator, denominator): (u64, u64),
    ten: i32,
    kind: AtomKind,
) -> Atom {
    Atom {
        code,
        symbol,
        dimension,
        numerator,
        denominator,
        ten,
        kind,
    }
}

/// All units known by themselves.
#[rustfmt::skip]
pub(super) const ATOMS: &[Atom] = &[
    // Base units
    atom("m", "m", LENGTH, 1, 0, Metric),
    atom("s", "s", TIME, 1, 0, Metric),
    atom("g", "g", MASS, 1, 0, Metric),
    atom("deg", "°", ANGLE, 1, 0, Plain),
    atom("K", "K", TEMPERATURE, 1, 0, Metric),
    atom("C", "C", CHARGE, 1, 0, Metric),
    atom("cd", "cd", LIGHT, 1, 0, Metric),
    atom("mol", "mol", AMOUNT, 1, 0, Metric),
    atom("B", "B", LEVEL, 1, 0, Metric),
    // Numbers
    atom("10*", "10", NONE, 10, 0, Plain),
    atom("10^", "10", NONE, 10, 0, Plain),
    atom("%", "%", NONE, 1, -2, Plain),
    atom("[ppth]", "‰", NONE, 1, -3, Plain),
    atom("[ppm]", "ppm", NONE, 1, -6, Plain),
    atom("[ppb]", "ppb", NONE, 1, -9, Plain),
    // Time, angle, temperature
    atom("min", "min", TIME, 60, 0, Plain),
    atom("h", "h", TIME, 3600, 0, Plain),
    atom("d", "d", TIME, 86_400, 0, Plain),
    atom("wk", "wk", TIME, 604_800, 0, Plain),
    atom("mo", "mo", TIME, 2_629_800, 0, Plain),
    atom("a", "yr", TIME, 31_557_600, 0, Plain),
    atom("gon", "gon", ANGLE, 9, -1, Plain),
    atom("Cel", "°C", TEMPERATURE, 1, 0, Shifted(27_315)),
    fraction("[degF]", "°F", TEMPERATURE, (5, 9), 0, Shifted(45_967)),
    // Units with names of their own
    atom("Hz", "Hz", RATE, 1, 0, Metric),
    atom("Bq", "Bq", RATE, 1, 0, Metric),
    atom("N", "N", FORCE, 1, 3, Metric),
    atom("Pa", "Pa", PRESSURE, 1, 3, Metric),
    atom("J", "J", ENERGY, 1, 3, Metric),
    atom("W", "W", POWER, 1, 3, Metric),
    atom("A", "A", CURRENT, 1, 0, Metric),
    atom("V", "V", VOLTAGE, 1, 3, Metric),
    atom("Ohm", "Ω", RESISTANCE, 1, 3, Metric),
    atom("S", "S", CONDUCTANCE, 1, -3, Metric),
    atom("F", "F", CAPACITANCE, 1, -3, Metric),
    atom("Gy", "Gy", DOSE, 1, 0, Metric),
    atom("L", "l", VOLUME, 1, -3, Metric),
    atom("l", "l", VOLUME, 1, -3, Metric),
    atom("ar", "a", AREA, 1, 2, Metric),
    atom("t", "t", MASS, 1, 6, Metric),
    atom("bar", "bar", PRESSURE, 1, 8, Metric),
    atom("atm", "atm", PRESSURE, 101_325, 3, Plain),
    atom("m[H2O]", "m\u{a0}H₂O", PRESSURE, 980_665, 1, Metric),
    atom("m[Hg]", "m\u{a0}Hg", PRESSURE, 133_322, 3, Metric),
    atom("gf", "gf", FORCE, 980_665, -5, Metric),
    atom("dyn", "dyn", FORCE, 1, -2, Metric),
    atom("P", "P", VISCOSITY, 1, 2, Metric),
    atom("St", "St", DIFFUSIVITY, 1, -4, Metric),
    atom("tex", "tex", MASS_PER_LENGTH, 1, -3, Metric),
    fraction("[den]", "den", MASS_PER_LENGTH, (1, 9), -3, Plain),
    // Units of the United States that older data sheets use
    atom("[mil_i]", "mil", LENGTH, 254, -7, Plain),
    atom("[in_i]", "in", LENGTH, 254, -4, Plain),
    atom("[ft_i]", "ft", LENGTH, 3_048, -4, Plain),
    atom("[yd_i]", "yd", LENGTH, 9_144, -4, Plain),
    atom("[sin_i]", "in²", AREA, 64_516, -8, Plain),
    atom("[sft_i]", "ft²", AREA, 9_290_304, -8, Plain),
    atom("[syd_i]", "yd²", AREA, 83_612_736, -8, Plain),
    atom("[cin_i]", "in³", VOLUME, 16_387_064, -12, Plain),
    atom("[cft_i]", "ft³", VOLUME, 28_316_846_592, -12, Plain),
    atom("[oz_av]", "oz", MASS, 28_349_523_125, -9, Plain),
    atom("[lb_av]", "lb", MASS, 45_359_237, -5, Plain),
    atom("[lbf_av]", "lbf", FORCE, 44_482_216_152_605, -10, Plain),
    fraction("[psi]", "psi", PRESSURE, (44_482_216_152_605, 64_516), -2, Plain),
];

/// All prefixes; `da` comes before `d`.
#[rustfmt::skip]
pub(super) const PREFIXES: &[Prefix] = &[
    Prefix { code: "Y", symbol: "Y", ten: 24 },
    Prefix { code: "Z", symbol: "Z", ten: 21 },
    Prefix { code: "E", symbol: "E", ten: 18 },
    Prefix { code: "P", symbol: "P", ten: 15 },
    Prefix { code: "T", symbol: "T", ten: 12 },
    Prefix { code: "G", symbol: "G", ten: 9 },
    Prefix { code: "M", symbol: "M", ten: 6 },
    Prefix { code: "k", symbol: "k", ten: 3 },
    Prefix { code: "h", symbol: "h", ten: 2 },
    Prefix { code: "da", symbol: "da", ten: 1 },
    Prefix { code: "d", symbol: "d", ten: -1 },
    Prefix { code: "c", symbol: "c", ten: -2 },
    Prefix { code: "m", symbol: "m", ten: -3 },
    Prefix { code: "u", symbol: "µ", ten: -6 },
    Prefix { code: "n", symbol: "n", ten: -9 },
    Prefix { code: "p", symbol: "p", ten: -12 },
    Prefix { code: "f", symbol: "f", ten: -15 },
    Prefix { code: "a", symbol: "a", ten: -18 },
    Prefix { code: "z", symbol: "z", ten: -21 },
    Prefix { code: "y", symbol: "y", ten: -24 },
];

/// UCUM units that are refused: non-linear (such as logarithmic), irrational, or counted by
/// arbitrary agreement; each with what to write instead.
pub(super) const REFUSED: &[(&str, &str)] = &[
    ("rad", "deg"),
    ("sr", ""),
    ("[pi]", ""),
    ("[pH]", "1"),
    ("Np", "dB"),
    ("B[SPL]", "dB"),
    ("dB[SPL]", "dB"),
    ("[IU]", "{IU}"),
    ("[iU]", "{IU}"),
    ("[CFU]", "{CFU}"),
    ("[PFU]", "{PFU}"),
    ("[EU]", "{EU}"),
    ("[arb'U]", "{AU}"),
];
