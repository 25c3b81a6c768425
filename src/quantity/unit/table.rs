//! The units that a catalogue of nanofibrous structures is written in, with the code
//! of UN/ECE Recommendation 20 (revision 17, 2021) for data that needs one.
//!
//! - A code is given only for the unit itself or for one of exactly the same size, and
//!   never where the recommendation has deleted it (`GK`, gram per kilogram). The
//!   columns of water and mercury have codes that are deprecated but have no successor.
//! - `35` is millilitre per square centimetre *second*, per minute is `M22`; data sets
//!   that map both to `35` are wrong. `P1` is percent, `60` percent of weight; `M1` is
//!   milligram per litre, `MTR` the metre; `4P` is newton per metre.
//! - The symbol is what [`Unit::symbol`](super::Unit::symbol) gives for the code in
//!   English; a test compares the two.

/// A unit in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownUnit {
    /// The UCUM code.
    pub code: &'static str,
    /// The code of UN/ECE Recommendation 20.
    pub unece: Option<&'static str>,
    /// The symbol as an English page prints it.
    pub symbol: &'static str,
}

const fn with(code: &'static str, unece: &'static str, symbol: &'static str) -> KnownUnit {
    KnownUnit {
        code,
        unece: Some(unece),
        symbol,
    }
}

const fn without(code: &'static str, symbol: &'static str) -> KnownUnit {
    KnownUnit {
        code,
        unece: None,
        symbol,
    }
}

/// All units in use.
#[rustfmt::skip]
pub const UNITS: &[KnownUnit] = &[
    // Numbers and shares
    with("1", "C62", ""),
    with("%", "P1", "%"),
    with("[ppth]", "NX", "‰"),
    with("[ppm]", "59", "ppm"),
    with("[ppb]", "61", "ppb"),
    with("mg/kg", "NA", "mg/kg"),
    with("mg/g", "H64", "mg/g"),
    without("ug/g", "µg/g"),
    without("g/kg", "g/kg"),
    without("g/g", "g/g"),
    without("{EU}/mL", "EU/ml"),
    without("{EU}/{device}", "EU/device"),
    // Length, area, volume
    with("nm", "C45", "nm"),
    with("um", "4H", "µm"),
    with("mm", "MMT", "mm"),
    with("cm", "CMT", "cm"),
    with("m", "MTR", "m"),
    with("km", "KMT", "km"),
    with("[in_i]", "INH", "in"),
    with("mm2", "MMK", "mm²"),
    with("cm2", "CMK", "cm²"),
    with("dm2", "DMK", "dm²"),
    with("m2", "MTK", "m²"),
    with("m3", "MTQ", "m³"),
    with("L", "LTR", "l"),
    with("mL", "MLT", "ml"),
    with("uL", "4G", "µl"),
    // Mass, density
    with("kg", "KGM", "kg"),
    with("g", "GRM", "g"),
    with("mg", "MGM", "mg"),
    with("kg/m2", "28", "kg/m²"),
    with("g/m2", "GM", "g/m²"),
    with("mg/m2", "GO", "mg/m²"),
    with("mg/cm2", "H63", "mg/cm²"),
    with("[oz_av]/[syd_i]", "ON", "oz/yd²"),
    with("g/cm3", "23", "g/cm³"),
    with("kg/m3", "KMQ", "kg/m³"),
    without("mg/cm3", "mg/cm³"),
    with("mg/L", "M1", "mg/l"),
    with("m2/kg", "D21", "m²/kg"),
    without("m2/g", "m²/g"),
    with("tex", "D34", "tex"),
    with("dtex", "A47", "dtex"),
    with("[den]", "A49", "den"),
    with("mg/m", "C12", "mg/m"),
    with("g/km", "D34", "g/km"),
    // Time, frequency, speed, production
    with("s", "SEC", "s"),
    with("min", "MIN", "min"),
    with("h", "HUR", "h"),
    with("d", "DAY", "d"),
    with("wk", "WEE", "wk"),
    with("mo", "MON", "mo"),
    with("a", "ANN", "yr"),
    with("Hz", "HTZ", "Hz"),
    with("kHz", "KHZ", "kHz"),
    with("MHz", "MHZ", "MHz"),
    with("h-1", "H10", "h⁻¹"),
    with("m/s", "MTS", "m/s"),
    with("cm/s", "2M", "cm/s"),
    with("mm/s", "C16", "mm/s"),
    with("m/min", "2X", "m/min"),
    with("m/h", "M60", "m/h"),
    with("mm/min", "H81", "mm/min"),
    with("L/(m2.s)", "C16", "l/(m²·s)"),
    without("L/(dm2.min)", "l/(dm²·min)"),
    with("cm3/(cm2.s)", "35", "cm³/(cm²·s)"),
    with("mL/(cm2.s)", "35", "ml/(cm²·s)"),
    with("mL/(cm2.min)", "M22", "ml/(cm²·min)"),
    without("[cft_i]/([sft_i].min)", "ft³/(ft²·min)"),
    without("m2/d", "m²/d"),
    without("m2/h", "m²/h"),
    without("m2/min", "m²/min"),
    with("g/h", "F27", "g/h"),
    with("mg/h", "4M", "mg/h"),
    with("kg/h", "E93", "kg/h"),
    with("kg/d", "F30", "kg/d"),
    // Transport through a layer
    without("L/(m2.h.bar)", "l/(m²·h·bar)"),
    without("L/(m2.h.kPa)", "l/(m²·h·kPa)"),
    without("m3/(m2.h.bar)", "m³/(m²·h·bar)"),
    without("g/(m2.d)", "g/(m²·d)"),
    without("kg/(m2.d)", "kg/(m²·d)"),
    without("g/(m2.h)", "g/(m²·h)"),
    with("kg/(m2.s)", "H56", "kg/(m²·s)"),
    without("m2.Pa/W", "m²·Pa/W"),
    without("Pa.s/m2", "Pa·s/m²"),
    without("kPa.s/m2", "kPa·s/m²"),
    // Force and pressure
    with("N", "NEW", "N"),
    with("mN", "C20", "mN"),
    without("cN", "cN"),
    with("kN", "B47", "kN"),
    with("N/m", "4P", "N/m"),
    with("mN/m", "C22", "mN/m"),
    with("N/cm", "M23", "N/cm"),
    with("N/mm", "F47", "N/mm"),
    without("cN/cm", "cN/cm"),
    without("N/(5.cm)", "N/(5\u{a0}cm)"),
    with("Pa", "PAL", "Pa"),
    with("kPa", "KPA", "kPa"),
    with("MPa", "MPA", "MPa"),
    with("GPa", "A89", "GPa"),
    with("N/mm2", "C56", "N/mm²"),
    with("bar", "BAR", "bar"),
    with("mbar", "MBR", "mbar"),
    with("[psi]", "PS", "psi"),
    with("m[H2O]", "N23", "m\u{a0}H₂O"),
    with("cm[H2O]", "H78", "cm\u{a0}H₂O"),
    with("mm[H2O]", "HP", "mm\u{a0}H₂O"),
    with("mm[Hg]", "HN", "mm\u{a0}Hg"),
    with("Pa-1", "C96", "Pa⁻¹"),
    without("kPa-1", "kPa⁻¹"),
    without("cm[H2O]/min", "cm\u{a0}H₂O/min"),
    without("mm[H2O]/min", "mm\u{a0}H₂O/min"),
    without("kPa/min", "kPa/min"),
    without("mbar/min", "mbar/min"),
    with("mPa.s", "C24", "mPa·s"),
    // Heat, angle, sound, electricity, radiation
    with("K", "KEL", "K"),
    with("Cel", "CEL", "°C"),
    with("[degF]", "FAH", "°F"),
    with("W/(m.K)", "D53", "W/(m·K)"),
    without("mW/(m.K)", "mW/(m·K)"),
    with("deg", "DD", "°"),
    with("dB", "2N", "dB"),
    with("V", "VLT", "V"),
    with("kV", "KVT", "kV"),
    with("S/m", "D10", "S/m"),
    with("S/cm", "H43", "S/cm"),
    with("mS/cm", "H61", "mS/cm"),
    with("uS/cm", "G42", "µS/cm"),
    with("Gy", "A95", "Gy"),
    without("kGy", "kGy"),
];
