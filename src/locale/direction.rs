//! The writing direction of a language.

use crate::schema::Lang;

/// Languages whose usual script runs from right to left: Arabic, Hebrew, Syriac,
/// Thaana, `NKo`, Hanifi Rohingya (CLDR, `orientation`).
const RIGHT_TO_LEFT: &[&str] = &[
    "ar", "arc", "arq", "ars", "ary", "arz", "acm", "aeb", "apc", "apd", "azb", "bal", "bcc",
    "bej", "bgn", "bqi", "brh", "ckb", "dv", "fa", "fas", "ara", "glk", "haz", "he", "heb", "iw",
    "ji", "khw", "ks", "lad", "lki", "lrc", "luz", "mzn", "nqo", "pbt", "pes", "phn", "pnb", "prs",
    "ps", "pus", "rhg", "sam", "sd", "sdh", "skr", "snd", "syr", "ug", "uig", "ur", "urd", "yi",
    "yid",
];

/// Languages that are written right to left only in some countries.
const IN_A_COUNTRY: &[&str] = &[
    "az-IR", "az-IQ", "ku-IQ", "ku-IR", "pa-PK", "tk-IR", "uz-AF", "kk-CN", "ky-CN", "ms-BN",
];

/// The HTML `dir` of a language: `rtl` if it is written from right to left, else `ltr`.
#[must_use]
pub(crate) fn direction(lang: &Lang) -> &'static str {
    let tag = lang.as_str();
    let language = tag.split('-').next().unwrap_or(tag);
    let in_a_country = IN_A_COUNTRY.contains(&tag);
    // Sindhi of India is written in Devanagari.
    let elsewhere = tag == "sd-IN";
    if !elsewhere && (in_a_country || RIGHT_TO_LEFT.contains(&language)) {
        "rtl"
    } else {
        "ltr"
    }
}
