//! What lies in a file without being seen in its bytes: the words of a search index,
//! the folded lines of a calendar, and the files of an archive.

use std::io::{Cursor, Read};

use serde_json::Value;

/// The parts of a data file of scripts, by name.
pub(crate) fn parts(script: &str) -> Vec<(String, Value)> {
    let calls = script.lines().filter_map(|call| {
        let call = call.strip_prefix("spunweb.put('")?;
        let (name, json) = call.split_once("','")?;
        let json = json.strip_suffix("');")?;
        let json = json
            .replace("\\x3c", "<")
            .replace("\\'", "'")
            .replace("\\\\", "\\");
        Some((name.to_owned(), serde_json::from_str(&json).ok()?))
    });
    calls.collect()
}

/// A text or a path without the hashes and versions in the names of data files, which a
/// preview gives before it knows what they hold.
pub(crate) fn without_data_versions(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(end) = rest.find(".js") {
        let (before, after) = rest.split_at(end);
        let is_version = |hash: &str| {
            matches!(hash.len(), 16..=64) && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
        };
        match before.rsplit_once('-') {
            Some((name, hash)) if is_version(hash) => kept.push_str(name),
            _ => kept.push_str(before),
        }
        kept.push_str(".js");
        rest = &after[3..];
    }
    kept.push_str(rest);
    kept
}

/// The terms of a search index, unpacked as the script does.
pub(crate) fn terms(root: &Value) -> Vec<String> {
    let bytes = from_base64(root["dictionary"].as_str().unwrap_or_default());
    let mut terms: Vec<String> = Vec::new();
    let mut at = 0;
    let mut term: Vec<u8> = Vec::new();
    while at < bytes.len() {
        let (shared, own) = (usize::from(bytes[at] >> 4), usize::from(bytes[at] & 15));
        at += 1;
        let mut number = |half: usize| {
            let mut value = 0;
            for shift in (0..).step_by(7).take_while(|_| half == 15) {
                value |= usize::from(bytes[at] & 0x7f) << shift;
                at += 1;
                if bytes[at - 1] < 0x80 {
                    break;
                }
            }
            half + value
        };
        let (shared, own) = (number(shared), number(own));
        term.truncate(shared);
        term.extend_from_slice(&bytes[at..at + own]);
        at += own;
        while bytes[at] >= 0x80 {
            at += 1;
        }
        at += 1;
        terms.push(String::from_utf8(term.clone()).expect("UTF-8"));
    }
    terms
}

/// The bytes of a text in base64.
pub(crate) fn from_base64(text: &str) -> Vec<u8> {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = text.trim_end_matches('=').chars();
    let bits: Vec<u8> = digits
        .flat_map(|digit| {
            let value = alphabet.find(digit).expect("a digit");
            (0..6)
                .rev()
                .map(move |bit| u8::try_from(value >> bit & 1).expect("a bit"))
        })
        .collect();
    let byte = |bits: &[u8]| bits.iter().fold(0, |byte, bit| byte << 1 | bit);
    bits.chunks_exact(8).map(byte).collect()
}

/// Everything that a file says, whatever it is packed in.
pub(crate) fn unpacked(path: &str, bytes: &[u8]) -> Vec<u8> {
    let mut all = bytes.to_vec();
    let ending = path.rsplit('.').next().unwrap_or_default();
    if ending == "js" {
        for (_, part) in parts(&String::from_utf8_lossy(bytes)) {
            if part.get("dictionary").is_some() {
                all.extend(terms(&part).join("\n").into_bytes());
            }
        }
    }
    if matches!(ending, "ics" | "vcf") {
        // A word may go on in the next line.
        all.extend(
            String::from_utf8_lossy(bytes)
                .replace("\r\n ", "")
                .into_bytes(),
        );
    }
    if ending == "zip" || ending == "xlsx" {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).expect("a file of it");
            let name = file.name().expect("a name").into_owned();
            let mut held = Vec::new();
            file.read_to_end(&mut held).expect("its bytes");
            all.extend(name.bytes());
            // Hashes hold any digits; the names beside them are looked at.
            if name.ends_with("SUMS.txt") {
                let names = held.split(|byte| *byte == b'\n');
                let names = names.filter_map(|line| line.splitn(2, |byte| *byte == b' ').nth(1));
                all.extend(names.flatten());
            } else {
                all.extend(unpacked(&name, &held));
            }
        }
    }
    all
}
