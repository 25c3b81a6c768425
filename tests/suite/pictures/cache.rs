//! The cache of copies in the project: used, never trusted, never followed out of it.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use super::{photograph, site};
use crate::support::SiteTest;

fn records(site: &SiteTest) -> Vec<PathBuf> {
    let all = walkdir::WalkDir::new(site.path(".spunweb/pictures")).into_iter();
    let files = all
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file());
    files.map(walkdir::DirEntry::into_path).collect()
}

fn bytes(site: &SiteTest) -> Vec<(String, Vec<u8>)> {
    let output = site.output();
    let all = output.paths().filter(|path| path.contains("assets/"));
    all.map(|path| (path.to_owned(), output.bytes(path).to_vec()))
        .collect()
}

/// A record that holds anything else than what its sum says is made anew.
#[test]
fn a_wrong_record_is_found() {
    let site = site("a.jpg", &photograph(400, 300, None)).theme("plain");
    site.build().ended_with(0);
    let first = bytes(&site);
    let [record] = &records(&site)[..] else {
        panic!("one picture is one record");
    };
    assert_eq!(
        fs::read_to_string(site.path(".spunweb/.gitignore")).unwrap(),
        "*\n"
    );
    let right = fs::read(record).unwrap();
    let mut swapped = right.clone();
    *swapped.last_mut().unwrap() ^= 1;
    for wrong in [
        swapped,
        Vec::new(),
        right[..right.len() / 2].to_vec(),
        b"x".repeat(99),
    ] {
        fs::write(record, wrong).unwrap();
        site.build().ended_with(0);
        assert!(bytes(&site) == first, "the output is another one");
        assert!(
            fs::read(record).unwrap() == right,
            "the record is still wrong"
        );
    }
}

/// A record that a commit brings is made anew, though its sum is right: it was not
/// written here.
#[test]
fn a_record_of_a_commit_is_not_used() {
    let site = site("a.jpg", &photograph(400, 300, None)).theme("plain");
    site.build().ended_with(0);
    let first = bytes(&site);
    let [record] = &records(&site)[..] else {
        panic!("one picture is one record");
    };
    let folder = record.parent().unwrap().file_name().unwrap();
    let key = [folder, record.file_name().unwrap()].map(|part| part.to_str().unwrap());
    let key = blake3::Hash::from_hex(key.concat()).unwrap();
    let mut body = fs::read(record).unwrap().split_off(blake3::OUT_LEN);
    *body.last_mut().unwrap() ^= 1;
    let mut sum = blake3::Hasher::new();
    sum.update(key.as_bytes()).update(&body);
    let forged = [sum.finalize().as_bytes(), &body[..]].concat();
    fs::write(record, forged).unwrap();
    site.build().ended_with(0);
    assert!(bytes(&site) == first, "the output is another one");
}

/// What is kept is used: the second run does not write it again.
#[test]
fn a_record_is_used() {
    let site = site("a.jpg", &photograph(400, 300, None)).theme("plain");
    site.check().ended_with(0);
    let [record] = &records(&site)[..] else {
        panic!("one picture is one record");
    };
    let made = fs::metadata(record).unwrap().modified().unwrap();
    site.build().ended_with(0);
    assert_eq!(records(&site).len(), 1);
    assert_eq!(fs::metadata(record).unwrap().modified().unwrap(), made);
}

/// A link in the place of the cache leads nowhere, and the build goes on without it.
#[test]
fn a_link_is_not_followed() {
    for place in [".spunweb", ".spunweb/pictures"] {
        let outside = tempfile::tempdir().unwrap();
        let site = site("a.jpg", &photograph(400, 300, None)).theme("plain");
        let link = site.path(place);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        symlink(outside.path(), &link).unwrap();
        site.build().ended_with(0);
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0, "{place}");
        assert!(bytes(&site).iter().any(|(path, _)| path.ends_with(".webp")));
    }
}
