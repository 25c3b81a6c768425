//! The output folder, after checking that it may be used as one.

use std::cell::OnceCell;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::{Names, PublishError, Refusal, failed};
use super::manifest::{MANIFEST_NAME, Manifest, SCRATCH_NAME};
use super::names::{Places, is_own_name};
use super::resolve::{holds, resolve, resolve_with};
use crate::messages::message;
use crate::system::{self, Errno, is_any};

/// The folders that an output folder must not overlap with.
#[derive(Debug, Clone, Default)]
pub struct Forbidden {
    /// The project: the output may be inside it, but not contain it.
    pub project: PathBuf,
    /// What the build reads: content, themes and the like. The output may neither be
    /// inside one of these nor contain one.
    pub sources: Vec<PathBuf>,
    /// The user's home folder, if there is one.
    pub home: Option<PathBuf>,
    /// The folder that the command was started in.
    pub working: Option<PathBuf>,
}

impl Forbidden {
    /// Uses the given folders of a project, and the home and working folder of the
    /// process. `src` in the project counts as a source too.
    #[must_use]
    pub fn new(project: &Path, content: &Path, themes: &Path) -> Self {
        Self {
            project: project.to_owned(),
            sources: vec![content.to_owned(), themes.to_owned(), project.join("src")],
            home: std::env::home_dir().filter(|home| !home.as_os_str().is_empty()),
            working: std::env::current_dir().ok(),
        }
    }
}

/// An output folder that may be published to.
#[derive(Debug, Clone)]
pub struct Target {
    pub(super) places: Places,
}

impl Target {
    /// Checks the given output folder. Refuses it if it is, contains or is inside
    /// something that must not be touched, or if it is not empty and Spunweb did not
    /// create it. Writes nothing.
    ///
    /// A symbolic link is resolved: its target is published to, and the link stays as it
    /// is. A link inside the project is refused, because a commit can bring it.
    ///
    /// # Errors
    /// [`PublishError::Refused`] with the reason; [`PublishError::Manifest`] if the
    /// folder's manifest is damaged; [`PublishError::Io`] if it cannot be read.
    pub fn inspect(out: &Path, forbidden: &Forbidden) -> Result<Self, PublishError> {
        let path = resolve_output(out, &forbidden.project)?;
        let Some(places) = Places::new(&path) else {
            return Err(refused(&path, Refusal::Root));
        };
        if let Some(reason) = misplaced(&path, forbidden)? {
            return Err(refused(&path, reason));
        }
        let target = Self { places };
        target.refuse_strange_contents()?;
        Ok(target)
    }

    /// The output folder, with links and `..` resolved.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.places.out
    }

    fn refuse_strange_contents(&self) -> Result<(), PublishError> {
        let out = self.path();
        let entries = entries(out)?;
        // Another build may move the folder between these two looks; `begin`
        // looks again, under the lock.
        let is_ours =
            Manifest::of_folder(out)?.is_some() || entries.iter().any(|name| name == MANIFEST_NAME);
        if entries.is_empty() || is_ours {
            return Ok(());
        }
        Err(refused(out, Refusal::NotOurs(Names::of(entries))))
    }
}

/// The names directly in a folder, sorted; empty if the folder does not exist. A
/// half-written file of a killed build does not count.
///
/// # Errors
/// It is not a folder, or cannot be read.
fn entries(folder: &Path) -> Result<Vec<String>, PublishError> {
    let list = || -> io::Result<Vec<String>> {
        let entries = system::entries(system::open_folder(folder)?)?.into_iter();
        let names = entries.map(|(name, _)| name.to_string_lossy().into_owned());
        Ok(names.filter(|name| name != SCRATCH_NAME).collect())
    };
    match list() {
        Ok(names) => Ok(names),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(e) if e.kind() == io::ErrorKind::NotADirectory => {
            Err(refused(folder, Refusal::NotAFolder))
        }
        Err(e) => Err(failed("action.read_the_folder", folder)(e)),
    }
}

pub(super) fn refused(path: &Path, reason: Refusal) -> PublishError {
    PublishError::Refused {
        path: path.to_owned(),
        reason,
    }
}

/// The first symbolic link in a path that is inside the project, or inside the repository
/// of the project: a link that a commit can bring.
fn link_in_project(path: &Path, project: &Path) -> Option<PathBuf> {
    let project = resolve(project).ok()?;
    let mut around = project.ancestors();
    let repository = around.find(|folder| fs::symlink_metadata(folder.join(".git")).is_ok());
    let project = repository.unwrap_or(&project);
    let committed = OnceCell::new();
    // Other errors are ignored here; the code that opens the path reports them.
    let _ = resolve_with(path, |link| {
        if link.starts_with(project) {
            let _ = committed.set(link.to_owned());
            return Err(Errno::LOOP.into());
        }
        Ok(())
    });
    committed.into_inner()
}

/// Refuses a path with such a link, before a file is read or written.
///
/// # Errors
/// There is such a link.
pub(crate) fn refuse_links(path: &Path, project: &Path) -> io::Result<()> {
    let Some(link) = link_in_project(path, project) else {
        return Ok(());
    };
    let why = message!("link.leads_to_it", path = link.display().to_string());
    Err(io::Error::new(io::ErrorKind::PermissionDenied, why))
}

/// Resolves the path of an output folder.
///
/// # Errors
/// The links are a loop, or one of them is inside the project or its repository.
pub(super) fn resolve_output(out: &Path, project: &Path) -> Result<PathBuf, PublishError> {
    if let Some(link) = link_in_project(out, project) {
        return Err(refused(out, Refusal::LinkInProject(link)));
    }
    resolve(out).map_err(|e| {
        if is_any(&e, &[Errno::LOOP]) {
            refused(out, Refusal::LinkLoop)
        } else {
            failed("action.resolve_the_output_folder", out)(e)
        }
    })
}

fn misplaced(out: &Path, forbidden: &Forbidden) -> Result<Option<Refusal>, PublishError> {
    let real = |path: &Path| resolve(path).map_err(failed("action.resolve", path));
    if let Some(home) = &forbidden.home
        && holds(out, &real(home)?)
    {
        return Ok(Some(Refusal::Home));
    }
    let project = real(&forbidden.project)?;
    if holds(out, &project) {
        return Ok(Some(Refusal::Project(project)));
    }
    for source in &forbidden.sources {
        let source = real(source)?;
        if holds(out, &source) || holds(&source, out) {
            return Ok(Some(Refusal::Source(source)));
        }
    }
    if let Some(working) = &forbidden.working
        && holds(out, &real(working)?)
    {
        return Ok(Some(Refusal::WorkingFolder));
    }
    if out
        .components()
        .any(|component| component.as_os_str() == ".git")
    {
        return Ok(Some(Refusal::InsideGit));
    }
    if out.file_name().is_some_and(is_own_name) {
        return Ok(Some(Refusal::OwnName));
    }
    let is_output = |folder: &&Path| folder.join(MANIFEST_NAME).is_file();
    if let Some(outer) = out.ancestors().skip(1).find(is_output) {
        return Ok(Some(Refusal::InsideOutput(outer.to_owned())));
    }
    match fs::metadata(out) {
        Ok(metadata) if !metadata.is_dir() => return Ok(Some(Refusal::NotAFolder)),
        Err(e) if e.kind() == io::ErrorKind::NotADirectory => {
            return Ok(Some(Refusal::NotAFolder));
        }
        _ => {}
    }
    // A `.git` file, as in a worktree or a submodule, counts as well.
    let is_git_root = fs::symlink_metadata(out.join(".git")).is_ok();
    Ok(is_git_root.then_some(Refusal::GitRoot))
}
