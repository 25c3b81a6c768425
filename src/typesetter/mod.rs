//! The Typst compiler as an external program: finding it, running it on a print project, and
//! parsing its output. It is not linked into this program: building it would take longer, and
//! more memory, than everything else together.

mod remark;

pub(crate) use remark::Remark;

use std::ffi::OsString;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::messages::{Message, message, system};
use crate::system::is_program;

/// The name of the program.
const NAME: &str = "typst";

/// The timeout for a document. One of a thousand pages takes a tenth of it.
const MOST: Duration = Duration::from_mins(10);

/// The polling interval for the end of the program.
const PAUSE: Duration = Duration::from_millis(10);

/// The most output that is read from the program, in bytes.
const MAX_SAID: u64 = 256 * 1024;

/// The compiler.
#[derive(Debug, Clone)]
pub(crate) struct Typesetter {
    program: PathBuf,
}

/// Why there is no document.
#[derive(Debug)]
pub(crate) enum TypesettingError {
    /// The program cannot be started, or it takes too long.
    Machine(Message),
    /// Its remarks about the templates.
    Templates(Vec<Remark>),
}

/// One document to compile.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Job<'a> {
    /// The folder of the print project.
    pub folder: &'a Path,
    /// The template to compile.
    pub main: &'a str,
    /// The name of the PDF, which is created beside the template.
    pub pdf: &'a str,
    /// The creation date of the document, in seconds since 1970.
    pub moment: i64,
}

impl Typesetter {
    /// The requested compiler, or the first one on the `PATH`. Relative entries of the `PATH`
    /// are ignored: they could run a program from whatever folder this one runs in.
    #[must_use]
    pub(crate) fn find(asked: Option<&Path>) -> Option<Self> {
        if let Some(program) = asked {
            // It runs in the folder of the print project.
            let program = std::path::absolute(program).ok()?;
            return is_program(&program).then_some(Self { program });
        }
        let path = std::env::var_os("PATH").unwrap_or_default();
        let mut folders = std::env::split_paths(&path).filter(|folder| folder.is_absolute());
        let name = format!("{NAME}{}", std::env::consts::EXE_SUFFIX);
        let program = folders.find_map(|folder| {
            let program = folder.join(&name);
            is_program(&program).then_some(program)
        })?;
        Some(Self { program })
    }

    /// Compiles a document. The compiler has access to its project folder and nothing else: no
    /// system fonts, no clock, no packages from the network.
    ///
    /// # Errors
    /// The program cannot run, or the templates have errors.
    pub(crate) fn compile(&self, job: Job<'_>) -> Result<(), TypesettingError> {
        let machine = |why: &io::Error| {
            let program = self.program.display().to_string();
            TypesettingError::Machine(message!(
                "print.not_started",
                program = program,
                why = system(why)
            ))
        };
        let mut child = self.command(job).spawn().map_err(|why| machine(&why))?;
        let said = child.stderr.take().map(|stderr| {
            std::thread::Builder::new().spawn(move || {
                let mut said = Vec::new();
                // Output that cannot be read is dropped.
                let _ = stderr.take(MAX_SAID).read_to_end(&mut said);
                said
            })
        });
        let said = match said.transpose() {
            Ok(said) => said,
            Err(why) => {
                // Nothing reads its output, so it is stopped.
                let _ = child.kill().and_then(|()| child.wait());
                return Err(machine(&why));
            }
        };
        let ended = wait(&mut child).map_err(|why| machine(&why))?;
        let Some(has_succeeded) = ended else {
            let minutes = (MOST.as_secs() / 60).to_string();
            let why = message!("print.too_long", minutes = minutes);
            return Err(TypesettingError::Machine(why));
        };
        if has_succeeded {
            return Ok(());
        }
        let said = said.and_then(|thread| thread.join().ok());
        let said = String::from_utf8_lossy(&said.unwrap_or_default()).into_owned();
        Err(TypesettingError::Templates(remark::read(&said, job.folder)))
    }

    fn command(&self, job: Job<'_>) -> Command {
        let mut command = Command::new(&self.program);
        let own = std::env::vars_os().map(|(name, _)| name);
        for name in own.filter(|name| name.to_string_lossy().starts_with("TYPST_")) {
            command.env_remove(name);
        }
        // The compiler would download packages; no proxy listens at this address.
        for proxy in [
            "http_proxy",
            "https_proxy",
            "all_proxy",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "ALL_PROXY",
        ] {
            command.env(proxy, "http://127.0.0.1:9");
        }
        command.env_remove("no_proxy").env_remove("NO_PROXY");
        let moment = OsString::from(job.moment.to_string());
        command
            .arg("compile")
            .arg("--root")
            .arg(job.folder)
            .arg("--font-path")
            .arg(job.folder.join("fonts"))
            .arg("--ignore-system-fonts")
            .arg("--package-path")
            .arg(job.folder.join("packages"))
            .arg("--package-cache-path")
            .arg(job.folder.join("packages"))
            .args(["--pdf-standard", "ua-1"])
            .args(["--diagnostic-format", "short"])
            .arg("--creation-timestamp")
            .arg(moment)
            .arg(job.folder.join(job.main))
            .arg(job.folder.join(job.pdf))
            .current_dir(job.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        command
    }
}

/// Whether it succeeded; `None` if it had to be killed.
fn wait(child: &mut Child) -> io::Result<Option<bool>> {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status.success()));
        }
        if begun.elapsed() > MOST {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(PAUSE);
    }
}
