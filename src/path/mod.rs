//! Paths as types. A string from content or from a theme never becomes a file name by
//! itself: it becomes a [`SourcePath`] (a file below the project), a [`Slug`] (one part
//! of an address), a [`UrlPath`] (an address of the site) or an [`OutPath`] (where the
//! bytes of an artifact go), and each of these refuses what could leave its folder or
//! break on another system. No other module joins strings into paths. [`open_beneath`]
//! opens what a path names, and never follows a link out of the folder that it starts
//! from; [`mod@stamp`] proves that a file was written here.

mod base_url;
mod beneath;
mod link_style;
mod media_type;
mod named_files;
mod out_path;
mod scheme;
mod slug;
mod source_path;
mod stamp;
mod steps;
mod url_path;
pub use source_path::SourcePath;

pub(crate) use base_url::{BaseUrlFault, base_url};
pub(crate) use beneath::{file_beneath, folder_beneath, open_beneath};
pub(crate) use link_style::{LinkStyle, percent_encode, percent_encode_path};
pub(crate) use media_type::media_type;
pub(crate) use named_files::{NamedFiles, composed, decoded, places};
pub(crate) use out_path::{OutPath, OutPathError};
pub(crate) use scheme::has_scheme;
pub(crate) use slug::Slug;
pub(crate) use stamp::{has_stamp, stamp};
pub(crate) use steps::{MAX_LINKS, PathStep, slashed, steps};
pub(crate) use url_path::UrlPath;
