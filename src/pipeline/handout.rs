//! Additional output of an edition: checksums of its files, the folder as a zip file, and the
//! single page with everything.

use crate::artifact::{Artifact, Deferred, Sink, SinkError};
use crate::path::OutPath;
use crate::plan::Edition;
use crate::publish::{Archive, Sums};

use super::BuildError;
use super::timings::{FileTiming, Watch};

/// Wraps the sink of an edition's folder, and adds each artifact to checksums and archive.
pub(super) struct Handout<'a> {
    edition: &'a Edition,
    inner: &'a dyn Sink,
    sums: Sums,
    archive: Option<Archive>,
}

impl<'a> Handout<'a> {
    /// Wraps the sink of an edition's folder; `day` is the date in the archive.
    pub(super) fn new(edition: &'a Edition, day: jiff::civil::Date, inner: &'a dyn Sink) -> Self {
        let archive = Archive::new(edition.folder.clone(), day);
        Self {
            edition,
            inner,
            sums: Sums::default(),
            archive: edition.zip.then_some(archive),
        }
    }

    /// Builds the files that need all others, and passes them to the sink of the publication.
    /// Returns their paths.
    pub(super) fn finish(
        self,
        single: Option<Vec<u8>>,
        publication: &dyn Sink,
    ) -> Result<Vec<OutPath>, BuildError> {
        let name = &self.edition.name;
        let mut paths = Vec::new();
        let sums = Artifact {
            path: OutPath::new("SHA256SUMS.txt")?,
            bytes: self.sums.finish().into_bytes(),
        };
        if let Some(archive) = &self.archive {
            archive.add(&sums.path, &sums.bytes).map_err(failed)?;
        }
        paths.push(sums.path.below(name)?);
        self.inner.take(sums)?;
        let beside = Sums::default();
        let mut put = |path: String, bytes: Vec<u8>| -> Result<(), BuildError> {
            beside.add(&path, &bytes);
            let path = OutPath::new(&path)?;
            paths.push(path.clone());
            Ok(publication.take(Artifact { path, bytes })?)
        };
        let zip = self.archive.map(|archive| archive.finish().map_err(failed));
        if let Some(zip) = zip.transpose()? {
            put(format!("{name}.zip"), zip)?;
        }
        if let Some(single) = single {
            put(format!("{name}.html"), single)?;
        }
        let sums = beside.finish();
        if !sums.is_empty() {
            let path = OutPath::new(&format!("{name}.sha256"))?;
            paths.push(path.clone());
            let bytes = sums.into_bytes();
            publication.take(Artifact { path, bytes })?;
        }
        Ok(paths)
    }
}

impl Sink for Handout<'_> {
    fn take(&self, artifact: Artifact) -> Result<(), SinkError> {
        self.sums.add(artifact.path.as_str(), &artifact.bytes);
        if let Some(archive) = &self.archive {
            let added = archive.add(&artifact.path, &artifact.bytes);
            added.map_err(|error| SinkError(error.into()))?;
        }
        self.inner.take(artifact)
    }
}

/// Whether a path of the publication belongs to an edition.
pub(super) fn belongs(path: &str, edition: &str) -> bool {
    let rest = path.strip_prefix(edition).unwrap_or_default();
    rest.starts_with('/') || matches!(rest, ".zip" | ".html" | ".sha256")
}

fn failed(error: crate::publish::ArchiveError) -> BuildError {
    BuildError::Sink(SinkError(error.into()))
}

/// Puts the artifacts of an edition into its folder.
pub(super) struct Folder<'a> {
    name: &'a str,
    inner: &'a dyn Sink,
    watch: Option<Watch<'a>>,
}

impl<'a> Folder<'a> {
    /// A folder of a publication. A watch records when each file is rendered, for a trace.
    pub(super) fn new(name: &'a str, inner: &'a dyn Sink, watch: Option<Watch<'a>>) -> Self {
        Self { name, inner, watch }
    }

    /// When each file was rendered.
    pub(super) fn times(self) -> impl Iterator<Item = FileTiming> {
        self.watch.into_iter().flat_map(Watch::files)
    }
}

impl Sink for Folder<'_> {
    fn take(&self, artifact: Artifact) -> Result<(), SinkError> {
        let path = artifact
            .path
            .below(self.name)
            .map_err(|error| SinkError(error.into()))?;
        let artifact = Artifact {
            path,
            bytes: artifact.bytes,
        };
        let Some(watch) = &self.watch else {
            return self.inner.take(artifact);
        };
        let (made, path) = (watch.now(), artifact.path.clone());
        let taken = self.inner.take(artifact);
        watch.note(path.as_str(), made);
        taken
    }

    fn take_deferred(&self, file: Deferred<'_>) -> Result<(), SinkError> {
        if self.watch.is_some() {
            return self.take(file.artifact()?);
        }
        let path = file.path.below(self.name);
        let path = path.map_err(|error| SinkError(error.into()))?;
        self.inner.take_deferred(Deferred {
            path: &path,
            ..file
        })
    }
}
