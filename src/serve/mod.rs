//! The preview of a site for somebody who writes it.
//!
//! 1. [`watch`] receives events that something may have changed, [`settle`] waits until
//!    the save is complete.
//! 2. [`pipeline::preview`](crate::pipeline::preview) decides by content whether anything
//!    has changed, and renders a new version.
//! 3. [`stage`] holds the version that is shown; [`http`] answers with its pages, on this
//!    machine only, and notifies open pages of the next one.
//! 4. When there is time, all pages are rendered once, for findings that need all of
//!    them.
//!
//! Nothing is written, except the schemas for editors where they are kept up to date. A
//! request reads the disk only for a file of the content that the version has already
//! read.

mod answer;
mod findings;
mod http;
mod settle;
mod shown;
mod stage;
mod terminal;
mod watch;

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::diagnostic::Report;
use crate::disk::{Disk, Hints};
use crate::editor::{SchemaFiles, write_enriched};
use crate::messages::{Message, display_in_english, message, system};
use crate::pipeline::preview::{PreviewBuilder, PreviewOptions, PreviewVersion, audit};
use crate::system::on_stop;

pub use http::asked_path;
use settle::{Settled, Settling};
use stage::Stage;
use terminal::Terminal;

/// The options of a preview.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    /// The project's folder, resolved.
    pub root: PathBuf,
    /// The port; 0 for any that is free, and where none is named the first free
    /// one from [`http::FIRST_PORT`] on.
    pub port: Option<u16>,
    /// What is shown.
    pub preview: PreviewOptions,
    /// Whether a browser is opened.
    pub open: bool,
    /// Whether the schemas for editors are kept up to date.
    pub editor_schemas: bool,
    /// The language of the messages.
    pub lang: String,
    /// Whether findings are coloured.
    pub colour: bool,
}

/// Why there is no preview.
#[derive(Debug)]
pub(crate) enum ServeError {
    /// There is no edition of the name that was asked for.
    Edition(String),
    /// The port cannot be opened.
    Port {
        /// The port, or the first that was tried.
        port: u16,
        /// The system's reason.
        why: std::io::Error,
    },
    /// Neither events nor polling works.
    Watch(String),
    /// The system refuses threads or signals.
    System(std::io::Error),
}

impl ServeError {
    /// The reason, as a translatable message.
    #[must_use]
    pub(crate) fn message(&self) -> Message {
        match self {
            Self::Edition(why) => message!("command.other", reason = why),
            Self::Port { port, why } => {
                let port = port.to_string();
                message!("command.port", port = port, why = system(why))
            }
            Self::Watch(why) => message!("command.watch", why = why),
            Self::System(why) => message!("command.start", why = system(why)),
        }
    }
}

display_in_english!(ServeError);

impl From<std::io::Error> for ServeError {
    fn from(error: std::io::Error) -> Self {
        Self::System(error)
    }
}

/// Something that the preview reacts to.
#[derive(Debug)]
enum Event {
    /// Something may have changed.
    Watched(notify::Event),
    /// Events may have been lost.
    Lost,
    /// All pages of a version have been rendered.
    Audited(String, Report),
    /// The user or the system stops the preview.
    Stop,
}

/// Runs the preview of a project until it is stopped.
///
/// # Errors
/// The preview cannot start; once it runs, it goes on.
pub(crate) fn serve(
    options: &Options,
    disk: Arc<dyn Disk + Send + Sync>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), ServeError> {
    let (sender, receiver) = channel();
    stop_on_signals(sender.clone())?;
    let (mut watcher, is_polling) = watch::Watcher::start(&options.root, &sender)?;
    let mut preview = Preview {
        builder: PreviewBuilder::new(disk.clone(), options.preview.clone()),
        stage: Arc::new(Stage::new(&options.lang)),
        auditor: Auditor::new(sender, disk.clone()),
        terminal: Terminal::new(&options.lang, options.colour, out, err),
        schemas_in: options.editor_schemas.then(|| options.root.clone()),
    };
    let first = preview.builder.refresh(&Hints::Everything);
    if let Some(version) = &first
        && let Some(why) = terminal::no_edition(version, &options.lang)
    {
        return Err(ServeError::Edition(why));
    }
    let stage = preview.stage.clone();
    let answer = move |request: &http::Request| answer::answer(&stage, &*disk, request);
    let port = http::listen(options.port, preview.stage.clone(), answer)?;
    preview.terminal.at(port);
    if is_polling {
        preview.terminal.says_that_it_polls();
    }
    if let Some(version) = first {
        preview.show(version);
    }
    preview.terminal.started(options.open);
    preview.run(&receiver, &mut watcher, &options.root);
    Ok(())
}

/// A running preview.
struct Preview<'a> {
    builder: PreviewBuilder,
    stage: Arc<Stage>,
    auditor: Auditor,
    terminal: Terminal<'a>,
    /// The project, where the schemas for editors are kept up to date.
    schemas_in: Option<PathBuf>,
}

impl Preview<'_> {
    fn run(
        &mut self,
        events: &Receiver<Event>,
        watcher: &mut watch::Watcher,
        root: &std::path::Path,
    ) {
        let mut settling = Settling::new(root);
        loop {
            match settling.next(events, &|path| self.builder.knows(path)) {
                Settled::Look(hints) => {
                    watcher.watch_again(&hints);
                    if let Some(version) = self.builder.refresh(&hints) {
                        self.show(version);
                    }
                }
                Settled::Audited(name, report) => {
                    if let Some(shown) = self.stage.audited(&name, report) {
                        self.terminal.found(&shown);
                    }
                }
                Settled::Stop => break,
            }
        }
        self.auditor.stop();
        self.terminal.stopped();
    }

    fn show(&mut self, version: PreviewVersion) {
        let shown = self.stage.show(version);
        self.terminal.shown(&shown);
        if let (Some(root), Some(catalog)) = (&self.schemas_in, shown.version.catalog()) {
            let written = write_enriched(&SchemaFiles::enriched(catalog), root);
            if let Err(error) = written {
                // Reported once: the next change would fail in the same way.
                self.schemas_in = None;
                self.terminal.says(&error.message());
            }
        }
        self.auditor.start(shown.version.clone());
    }
}

/// Renders all pages of the newest version, in the background.
struct Auditor {
    sender: Sender<Event>,
    disk: Arc<dyn Disk + Send + Sync>,
    /// The number of the version to render.
    wanted: Arc<AtomicUsize>,
}

impl Auditor {
    fn new(sender: Sender<Event>, disk: Arc<dyn Disk + Send + Sync>) -> Self {
        Self {
            sender,
            disk,
            wanted: Arc::default(),
        }
    }

    fn start(&self, version: Arc<PreviewVersion>) {
        let number = self.wanted.fetch_add(1, Ordering::SeqCst) + 1;
        let (wanted, sender) = (self.wanted.clone(), self.sender.clone());
        let disk = self.disk.clone();
        let work = move || {
            let is_wanted = || wanted.load(Ordering::SeqCst) == number;
            // While somebody types, the next version follows soon.
            std::thread::sleep(AUDIT_AFTER);
            if let Some(report) = audit(&version, &*disk, &is_wanted) {
                // Nobody listens once the preview ends.
                let _ = sender.send(Event::Audited(version.name.clone(), report));
            }
        };
        // Without a thread, only `check` reports the findings of all pages.
        let _ = std::thread::Builder::new()
            .name("audit".to_owned())
            .spawn(work);
    }

    fn stop(&self) {
        self.wanted.fetch_add(1, Ordering::SeqCst);
    }
}

/// How long a version must last before all its pages are rendered.
const AUDIT_AFTER: std::time::Duration = std::time::Duration::from_millis(400);

fn stop_on_signals(sender: Sender<Event>) -> Result<(), ServeError> {
    Ok(on_stop(move || sender.send(Event::Stop).is_ok())?)
}
