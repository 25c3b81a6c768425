//! Errors of the operating system in the language of the messages.

use std::io::{Error, ErrorKind};

use super::message::{Message, message};
use crate::system::{Errno, is_any};

/// The reason of the system, with its number where it has one.
#[must_use]
pub(crate) fn system(error: &Error) -> Message {
    // An error of the program itself has its own message.
    if let Some(own) = error
        .get_ref()
        .and_then(|own| own.downcast_ref::<Message>())
    {
        return own.clone();
    }
    let number = error.raw_os_error();
    let reason = reason(error).map_or_else(
        || {
            let shown = error.to_string();
            let plain = shown.split(" (os error").next().unwrap_or(&shown);
            message!("system.other", reason = plain)
        },
        Message::new,
    );
    match number {
        Some(number) => {
            let number = number.to_string();
            message!("system.numbered", reason = reason, number = number)
        }
        // An error of a library has its own text.
        None if error.get_ref().is_some() => message!("system.other", reason = error.to_string()),
        None => reason,
    }
}

fn reason(error: &Error) -> Option<&'static str> {
    // Two errors that share one `ErrorKind`, and two that have none.
    let own = [
        (Errno::ACCESS, "system.permission"),
        (Errno::PERM, "system.not_permitted"),
        (Errno::IO, "system.input_output"),
        (Errno::MFILE, "system.too_many_files"),
    ];
    if let Some((_, reason)) = own.iter().find(|(errno, _)| is_any(error, &[*errno])) {
        return Some(reason);
    }
    Some(match error.kind() {
        ErrorKind::AddrInUse => "system.address_in_use",
        ErrorKind::ResourceBusy => "system.busy",
        ErrorKind::DirectoryNotEmpty => "system.not_empty",
        ErrorKind::QuotaExceeded => "system.quota",
        ErrorKind::AlreadyExists => "system.exists",
        ErrorKind::InvalidFilename => "system.name_too_long",
        ErrorKind::IsADirectory => "system.is_a_folder",
        ErrorKind::StorageFull => "system.no_space",
        ErrorKind::NotFound => "system.not_found",
        ErrorKind::NotADirectory => "system.not_a_folder",
        ErrorKind::PermissionDenied => "system.permission",
        ErrorKind::ReadOnlyFilesystem => "system.read_only",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reasons_of_the_system_are_those_of_the_library_in_english() {
        for number in [
            1, 2, 5, 13, 16, 17, 20, 21, 24, 28, 30, 36, 39, 98, 122, 110,
        ] {
            let error = Error::from_raw_os_error(number);
            assert_eq!(system(&error).text("en"), error.to_string());
        }
        let missing = system(&Error::from_raw_os_error(2)).text("cs");
        assert_eq!(missing, "soubor ani složka neexistuje (chyba systému 2)");
        let own = Error::other("no such thing");
        assert_eq!(system(&own).text("cs"), "no such thing");
    }
}
