//! `spunweb serve`.

use std::io::{IsTerminal, Write};
use std::sync::Arc;

use super::Status;
use super::arguments::ServeOptions;
use super::failure::{self, usage};
use super::project::{as_of, open_project};
use super::schema::are_kept;
use crate::model::Visibility;
use crate::pipeline::preview::PreviewOptions;
use crate::serve::{Options, ServeError};

/// Shows the site while it is written.
pub(super) fn serve(options: &ServeOptions, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    let disk = match open_project(&options.common.project) {
        Ok(disk) => disk,
        Err(why) => return usage(&why, &options.common.lang, err),
    };
    let as_of = match as_of(options.as_of.as_deref()) {
        Ok(as_of) => as_of,
        Err(why) => return usage(&why, &options.common.lang, err),
    };
    let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let meant = Options {
        root: disk.root().to_path_buf(),
        port: options.port,
        preview: PreviewOptions {
            edition: options.edition.clone(),
            as_of,
            visibility: if options.drafts {
                Visibility::Everything
            } else {
                Visibility::Published
            },
        },
        open: options.open,
        editor_schemas: are_kept(&disk),
        lang: options.common.lang.clone(),
        colour,
    };
    match crate::serve::serve(&meant, Arc::new(disk), out, err) {
        Ok(()) => Status::Clean,
        Err(error @ ServeError::Edition(_)) => usage(&error.message(), &options.common.lang, err),
        Err(error) => {
            failure::error(&error.message(), &options.common.lang, err);
            Status::Environment
        }
    }
}
