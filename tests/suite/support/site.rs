//! The driver: a site in a folder of its own, and the real program run on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::{PACKAGE, Page, Tree};

/// The day of every run, unless a test names another one.
pub(crate) const AS_OF: &str = "2026-06-01";

/// A site in a folder that is removed at the end of the test.
pub(crate) struct SiteTest {
    folder: TempDir,
}

/// How a run of the program ended and what it said, with the site's folder
/// printed as `[site]`.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl SiteTest {
    /// A site of one page in English and Czech, with a few terms in every
    /// vocabulary and a theme that prints all that a view holds:
    /// `tests/fixtures/minimal`.
    pub(crate) fn minimal() -> Self {
        Self::fixture("minimal")
    }

    /// A copy of a folder of `tests/fixtures`.
    pub(crate) fn fixture(name: &str) -> Self {
        Self::fixture_in(name, ".")
    }

    /// The same site with the files of another folder of `tests/fixtures` over it.
    pub(crate) fn and(self, name: &str) -> Self {
        let fixture = Path::new(PACKAGE).join("tests/fixtures").join(name);
        copy(&fixture, &self.root());
        self
    }

    /// As [`SiteTest::fixture`], in a folder of the test's, so that there is
    /// something around it.
    pub(crate) fn fixture_in(name: &str, below: &str) -> Self {
        let site = Self::empty();
        copy(
            &Path::new(PACKAGE).join("tests/fixtures").join(name),
            &site.path(below),
        );
        site
    }

    /// A copy of the content that comes with the program, shown by the theme
    /// that is embedded in it.
    pub(crate) fn project() -> Self {
        let site = Self::empty();
        copy(&Path::new(PACKAGE).join("content"), &site.path("content"));
        site
    }

    /// A folder with nothing in it.
    pub(crate) fn empty() -> Self {
        Self {
            folder: TempDir::new().expect("a temporary folder"),
        }
    }

    /// The same site with a file more, or another text in it. A text that
    /// begins with a line break loses it, and the indent of its first line.
    pub(crate) fn file(self, path: &str, text: &str) -> Self {
        self.put(path, text);
        self
    }

    /// As [`SiteTest::file`], with bytes that need not be text.
    pub(crate) fn bytes(self, path: &str, bytes: &[u8]) -> Self {
        self.write(path, bytes);
        self
    }

    /// The same site without a file.
    pub(crate) fn without(self, path: &str) -> Self {
        self.remove(path);
        self
    }

    /// The same site with a piece of a file replaced.
    #[track_caller]
    pub(crate) fn replaced(self, path: &str, from: &str, to: &str) -> Self {
        let text = fs::read_to_string(self.path(path)).expect(path);
        assert!(text.contains(from), "`{from}` is not in {path}");
        self.file(path, &text.replace(from, to))
    }

    /// The same site shown by a theme that comes with the program.
    pub(crate) fn theme(self, name: &str) -> Self {
        self.replaced(
            "content/site.yaml",
            "theme: bare",
            &format!("theme: {name}"),
        )
    }

    /// The text of a file of the site.
    #[track_caller]
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect(path)
    }

    /// Writes a file between two runs.
    pub(crate) fn put(&self, path: &str, text: &str) {
        self.write(path, flush_left(text).as_bytes());
    }

    /// Writes a file between two runs, every space of it.
    pub(crate) fn put_exactly(&self, path: &str, text: &str) {
        self.write(path, text.as_bytes());
    }

    /// Removes a file between two runs.
    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect(path);
    }

    /// The site's folder.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder
            .path()
            .canonicalize()
            .expect("the folder is there")
    }

    /// A path in the site's folder.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.root().join(below)
    }

    /// Runs `spunweb build` as of [`AS_OF`].
    pub(crate) fn build(&self) -> Run {
        self.build_with(&[])
    }

    /// As [`SiteTest::build`], with further arguments.
    pub(crate) fn build_with(&self, further: &[&str]) -> Run {
        let mut arguments = vec!["build", "--no-sync", "--as-of", AS_OF];
        arguments.extend(further);
        self.run(&arguments)
    }

    /// Runs `spunweb check` as of [`AS_OF`], with every note and place.
    pub(crate) fn check(&self) -> Run {
        self.run(&["check", "--as-of", AS_OF, "--notes", "--all"])
    }

    /// Runs the program in the site's folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.finish(self.command(arguments))
    }

    /// The program about to be run in the site's folder, for a test that sets
    /// more of its surroundings.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_spunweb"));
        command
            .args(arguments)
            .current_dir(self.root())
            .env("NO_COLOR", "1")
            .env("LC_ALL", "C")
            .env_remove("SPUNWEB_LANG")
            .env_remove("SOURCE_DATE_EPOCH");
        command
    }

    /// Runs a command of [`SiteTest::command`].
    pub(crate) fn finish(&self, mut command: Command) -> Run {
        let output = command.output().expect("the program starts");
        let root = self.root();
        let said = |bytes: &[u8]| {
            let text = std::str::from_utf8(bytes).expect("messages are UTF-8");
            text.replace(&*root.to_string_lossy(), "[site]")
        };
        Run {
            status: output.status.code().unwrap_or(-1),
            stdout: said(&output.stdout),
            stderr: said(&output.stderr),
        }
    }

    /// What is in the output folder now.
    pub(crate) fn output(&self) -> Tree {
        Tree::of(&self.path("public"))
    }

    /// A page of the output, by its path below `public/`.
    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> Page {
        Page::parse(&self.output().text(path))
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a new folder");
        fs::write(&path, bytes).expect("a new file");
    }
}

impl Run {
    /// What the person at the terminal sees.
    pub(crate) fn said(&self) -> String {
        format!("{}{}", self.stderr, self.stdout)
    }

    /// Fails unless the run ended with this exit status.
    #[track_caller]
    pub(crate) fn ended_with(self, status: i32) -> Self {
        assert_eq!(
            self.status,
            status,
            "exit status; it said:\n{}",
            self.said()
        );
        self
    }

    /// Fails unless all went well, without a single word of complaint; that a
    /// test's site has no git history is none.
    #[track_caller]
    pub(crate) fn is_clean(self) -> Self {
        let run = self.ended_with(0);
        let mut findings = run.stderr.split("\n\n").map(str::trim_end);
        let complaint =
            findings.find(|found| !found.is_empty() && !found.starts_with("note[L005]"));
        assert_eq!(complaint, None, "there are findings");
        run
    }

    /// Fails unless the program says this.
    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(
            self.said().contains(text),
            "`{text}` is not in:\n{}",
            self.said()
        );
        self
    }
}

/// Copies a folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("a readable folder");
        let below = entry.path().strip_prefix(from).expect("it is below");
        if entry.file_type().is_dir() {
            fs::create_dir_all(to.join(below)).expect("a new folder");
        } else {
            fs::copy(entry.path(), to.join(below)).expect("a new file");
        }
    }
}

/// A literal as it is meant: without the line break at its beginning and the
/// indent that it has from the code around it.
fn flush_left(text: &str) -> String {
    let Some(text) = text.strip_prefix('\n') else {
        return text.to_owned();
    };
    let indent = text.len() - text.trim_start_matches(' ').len();
    let lines = text.split('\n').map(|line| {
        let own = line.len() - line.trim_start_matches(' ').len();
        &line[own.min(indent)..]
    });
    lines.collect::<Vec<_>>().join("\n")
}
