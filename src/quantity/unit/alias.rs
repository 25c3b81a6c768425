//! Spellings of units other than UCUM's.
//!
//! Typographic spellings only use other characters, so they are accepted. Words and
//! abbreviations from elsewhere are refused, with a suggestion.

use super::error::{UnitError, UnitErrorKind};
use super::table::UNITS;
use super::{expression, names};

/// The longest text that is examined, in bytes.
const MAX_LENGTH: usize = 160;

/// Spellings that stand for one UCUM code wherever they occur.
const TYPOGRAPHIC: [(&str, &str); 38] = [
    ("°C", "Cel"),
    ("℃", "Cel"),
    ("°F", "[degF]"),
    ("°", "deg"),
    ("º", "deg"),
    ("µ", "u"),
    ("μ", "u"),
    ("Ω", "Ohm"),
    ("Ω", "Ohm"),
    ("‰", "[ppth]"),
    ("·", "."),
    ("⋅", "."),
    ("∙", "."),
    ("•", "."),
    ("×", "."),
    ("∕", "/"),
    ("⁄", "/"),
    ("÷", "/"),
    ("⁻", "-"),
    ("−", "-"),
    ("–", "-"),
    ("⁺", "+"),
    ("⁰", "0"),
    ("¹", "1"),
    ("²", "2"),
    ("³", "3"),
    ("⁴", "4"),
    ("⁵", "5"),
    ("⁶", "6"),
    ("⁷", "7"),
    ("⁸", "8"),
    ("⁹", "9"),
    ("m H₂O", "m[H2O]"),
    ("mH₂O", "m[H2O]"),
    ("m H2O", "m[H2O]"),
    ("mH2O", "m[H2O]"),
    ("m Hg", "m[Hg]"),
    ("mHg", "m[Hg]"),
];

/// Words that editors use, and the codes they may mean.
#[rustfmt::skip]
const WORDS: &[(&str, &[&str])] = &[
    ("ppm", &["[ppm]"]), ("ppb", &["[ppb]"]), ("percent", &["%"]), ("pct", &["%"]), ("procent", &["%"]),
    ("wt%", &["%"]), ("wt.%", &["%"]), ("%wt", &["%"]), ("%(w/w)", &["%"]), ("%w/w", &["%"]), ("hm.%", &["%"]),
    ("vol%", &["%"]), ("vol.%", &["%"]), ("%RH", &["%"]), ("%rh", &["%"]), ("%r.h.", &["%"]), ("%rv", &["%"]),
    ("psi", &["[psi]"]), ("in", &["[in_i]"]), ("inch", &["[in_i]"]), ("inches", &["[in_i]"]), ("\"", &["[in_i]"]),
    ("ft", &["[ft_i]"]), ("yd", &["[yd_i]"]), ("mil", &["[mil_i]"]), ("lb", &["[lb_av]"]), ("oz", &["[oz_av]"]),
    ("lbf", &["[lbf_av]"]), ("oz/yd2", &["[oz_av]/[syd_i]"]), ("osy", &["[oz_av]/[syd_i]"]),
    ("cfm", &["[cft_i]/([sft_i].min)"]), ("ft3/ft2/min", &["[cft_i]/([sft_i].min)"]),
    ("ft3/(ft2.min)", &["[cft_i]/([sft_i].min)"]),
    ("gsm", &["g/m2"]), ("g/sqm", &["g/m2"]), ("LMH", &["L/(m2.h)"]), ("lmh/bar", &["L/(m2.h.bar)"]),
    ("den", &["[den]", "d"]), ("denier", &["[den]"]), ("micron", &["um"]), ("microns", &["um"]), ("mikron", &["um"]),
    ("sec", &["s"]), ("sek", &["s"]), ("seconds", &["s"]), ("minutes", &["min"]), ("minut", &["min"]),
    ("hr", &["h"]), ("hrs", &["h"]), ("hour", &["h"]), ("hours", &["h"]), ("hod", &["h"]), ("hod.", &["h"]), ("hodin", &["h"]),
    ("day", &["d"]), ("days", &["d"]), ("dny", &["d"]), ("dní", &["d"]),
    ("week", &["wk"]), ("weeks", &["wk"]), ("týden", &["wk"]), ("týdny", &["wk"]), ("týdnů", &["wk"]), ("týd.", &["wk"]),
    ("month", &["mo"]), ("months", &["mo"]), ("měsíc", &["mo"]), ("měsíce", &["mo"]), ("měsíců", &["mo"]), ("měs.", &["mo"]),
    ("year", &["a"]), ("years", &["a"]), ("yr", &["a"]), ("y", &["a"]), ("rok", &["a"]), ("roky", &["a"]), ("let", &["a"]), ("r.", &["a"]),
    ("degree", &["deg", "Cel"]), ("degrees", &["deg", "Cel"]), ("stupňů", &["deg", "Cel"]), ("degC", &["Cel"]), ("celsius", &["Cel"]),
    ("ohm", &["Ohm"]), ("EU/mL", &["{EU}/mL"]), ("EU/ml", &["{EU}/mL"]), ("IU/mL", &["{IU}/mL"]), ("IU/ml", &["{IU}/mL"]),
    ("EU/device", &["{EU}/{device}"]), ("N/5cm", &["N/(5.cm)"]), ("N/50mm", &["N/(5.cm)"]),
    ("rpm", &["1/min"]), ("U/min", &["1/min"]), ("Upm", &["1/min"]), ("ot/min", &["1/min"]), ("ot./min", &["1/min"]),
    ("obr/min", &["1/min"]), ("obr./min", &["1/min"]), ("tr/min", &["1/min"]),
    ("Wh", &["W.h"]), ("kWh", &["kW.h"]), ("MWh", &["MW.h"]), ("GWh", &["GW.h"]), ("Ah", &["A.h"]), ("mAh", &["mA.h"]),
    ("Nm", &["N.m"]), ("kNm", &["kN.m"]), ("Pas", &["Pa.s"]), ("mPas", &["mPa.s"]), ("kVA", &["kV.A"]), ("VA", &["V.A"]),
    ("ha", &["har"]), ("KW", &["kW"]), ("gr", &["g"]), ("gr.", &["g"]),
    ("€", &["{EUR}"]), ("EUR", &["{EUR}"]), ("Kč", &["{CZK}"]), ("Kc", &["{CZK}"]), ("CZK", &["{CZK}"]), ("$", &["{USD}"]),
    ("USD", &["{USD}"]), ("£", &["{GBP}"]), ("GBP", &["{GBP}"]), ("zł", &["{PLN}"]), ("PLN", &["{PLN}"]), ("Ft", &["{HUF}"]),
    ("HUF", &["{HUF}"]), ("CHF", &["{CHF}"]), ("pcs", &["{pcs}"]), ("ks", &["{ks}"]), ("Stk", &["{Stk}"]), ("Stk.", &["{Stk}"]),
    ("szt", &["{szt}"]), ("szt.", &["{szt}"]),
    ("lfm", &["m"]), ("bm", &["m"]), ("bm.", &["m"]), ("mb", &["m"]),
    ("%vol", &["%"]), ("%vol.", &["%"]), ("%obj.", &["%"]), ("%obj", &["%"]), ("obj.%", &["%"]), ("Vol.-%", &["%"]), ("Vol-%", &["%"]),
    ("Gew.-%", &["%"]), ("hmot.%", &["%"]), ("%hm.", &["%"]), ("cycles", &["1"]), ("cyklů", &["1"]), ("log", &["1"]), ("log10", &["1"]),
];

/// Abbreviations that UCUM would parse as units of an implausible size: polymers
/// (petasiemens, petapoise), horsepower, pieces (kiloseconds).
const NO_UNITS: [&str; 13] = [
    "PS", "PP", "PT", "PA", "PC", "PV", "PN", "PH", "Pt", "ks", "KS", "ft", "yd",
];

/// Whether a code is an everyday abbreviation rather than a unit.
pub(super) fn is_word(code: &str) -> bool {
    NO_UNITS.contains(&code)
}

/// Turns a typographic spelling into the UCUM code it stands for.
pub(super) fn to_code(text: &str) -> Result<String, UnitError> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(UnitError::new(UnitErrorKind::Empty, 0..text.len()));
    }
    if text.len() > MAX_LENGTH {
        return Err(UnitError::new(UnitErrorKind::TooLong, 0..text.len()));
    }
    if trimmed.len() < text.len()
        || !trimmed.is_ascii()
        || trimmed.contains([' ', '^'])
        || trimmed.contains("Hg")
        || trimmed.contains("H2O")
    {
        return Ok(retype(trimmed));
    }
    Ok(trimmed.to_owned())
}

/// Replaces typographic characters, and removes spaces around operators and the carets of
/// exponents.
fn retype(text: &str) -> String {
    let mut code = text.replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ");
    for (typographic, ascii) in TYPOGRAPHIC {
        code = code.replace(typographic, ascii);
    }
    for operator in ["/", ".", "(", ")"] {
        code = code
            .replace(&format!(" {operator}"), operator)
            .replace(&format!("{operator} "), operator);
    }
    without_carets(&code)
}

/// Turns `m^2` into `m2`, but keeps `10^3`.
fn without_carets(code: &str) -> String {
    let mut kept = String::with_capacity(code.len());
    for character in code.chars() {
        if character != '^' || kept.ends_with("10") {
            kept.push(character);
        }
    }
    kept
}

/// Adds suggestions to an error, and drops those that are not units.
pub(super) fn with_suggestions(text: &str, mut error: UnitError) -> UnitError {
    error
        .suggestions
        .retain(|code| expression::parse(code).is_ok());
    if error.suggestions.is_empty() {
        error.suggestions = similar(text);
    }
    error
}

fn similar(text: &str) -> Vec<String> {
    let typed = retype(text.trim());
    let joined = typed.replace(' ', "");
    if let Some((_, codes)) = WORDS
        .iter()
        .find(|(word, _)| *word == joined || *word == text.trim())
    {
        return codes.iter().map(|code| (*code).to_owned()).collect();
    }
    let small = joined.to_lowercase();
    if let Some((_, codes)) = WORDS.iter().find(|(word, _)| word.to_lowercase() == small) {
        return codes.iter().map(|code| (*code).to_owned()).collect();
    }
    let same_letters = |code: &str| code.to_lowercase() == small;
    let same: Vec<String> = UNITS
        .iter()
        .filter(|known| same_letters(known.code))
        .map(|known| known.code.to_owned())
        .collect();
    if same.is_empty() {
        return names::code(text.trim()).into_iter().collect();
    }
    same
}
