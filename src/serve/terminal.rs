//! What the person at the terminal reads: where the site is, what has changed,
//! and what is wrong, each finding once.

use std::collections::BTreeSet;
use std::io::Write;
use std::sync::Arc;

use super::findings;
use super::shown::ShownVersion;
use crate::diagnostic::{Amount, Described, Human, Report};
use crate::messages::{Arg, Message, message, system};
use crate::pipeline::preview::PreviewVersion;

/// The most addresses that are printed after a change.
const MAX_ADDRESSES: usize = 10;

/// Prints what happens. Write errors are ignored: the preview goes on if the terminal is
/// closed.
pub(super) struct Terminal<'a> {
    lang: String,
    colour: bool,
    origin: String,
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    /// The findings that were printed for the version that is shown.
    known: BTreeSet<Finding>,
    /// The findings that needed all pages, as of the last check.
    known_of_whole: BTreeSet<Finding>,
    shown: Option<Arc<ShownVersion>>,
}

/// The identity of a finding.
type Finding = (&'static str, String, Vec<(&'static str, Arg)>);

impl<'a> Terminal<'a> {
    /// Prints in a language.
    pub(super) fn new(
        lang: &str,
        colour: bool,
        out: &'a mut dyn Write,
        err: &'a mut dyn Write,
    ) -> Self {
        Self {
            lang: lang.to_owned(),
            colour,
            origin: String::new(),
            out,
            err,
            known: BTreeSet::new(),
            known_of_whole: BTreeSet::new(),
            shown: None,
        }
    }

    /// Sets the port of the server.
    pub(super) fn at(&mut self, port: u16) {
        self.origin = format!("http://127.0.0.1:{port}");
    }

    /// Says that the system gives no events.
    pub(super) fn says_that_it_polls(&mut self) {
        let text = self.text("run.serve_polls");
        let _ = writeln!(self.err, "{text}");
    }

    /// Prints an error of something other than the preview itself.
    pub(super) fn says(&mut self, why: &Message) {
        let _ = writeln!(self.err, "warning: {}", why.text(&self.lang));
    }

    /// Says where the site is, and opens a browser there if that is wanted.
    pub(super) fn started(&mut self, open: bool) {
        let address = self.address("");
        let text = message!("run.serve_at", address = &address).text(&self.lang);
        let _ = writeln!(self.out, "{text}");
        let _ = self.out.flush();
        if open && let Err(why) = open_browser(&address) {
            let text = message!("run.serve_no_browser", why = system(&why));
            let _ = writeln!(self.err, "{}", text.text(&self.lang));
        }
    }

    /// Says what has changed and what is wrong.
    pub(super) fn shown(&mut self, shown: &Arc<ShownVersion>) {
        let is_first = self.shown.replace(shown.clone()).is_none();
        self.known = self.print_new(&shown.version.report);
        let version = &shown.version;
        if !version.is_good {
            let errors = findings::errors(&version.report);
            let title = findings::title(&errors, &version.sources, &self.lang);
            let key = if shown.page_name.is_empty() {
                "run.serve_no_site"
            } else {
                "run.serve_last_good"
            };
            let note = self.text(key);
            let _ = writeln!(self.out, "{title}; {note}");
        } else if is_first {
            let entries = message!("run.entries", count = version.entries).text(&self.lang);
            let as_of = version.as_of.map(|day| day.to_string()).unwrap_or_default();
            let as_of = message!("run.as_of", date = as_of).text(&self.lang);
            let _ = writeln!(self.out, "{entries} ({as_of})");
        } else {
            for url in version.changed.iter().take(MAX_ADDRESSES) {
                let text = message!("run.serve_changed", address = self.address(url));
                let text = text.text(&self.lang);
                let _ = writeln!(self.out, "{text}");
            }
            let more = version.changed.len().saturating_sub(MAX_ADDRESSES);
            if more > 0 {
                let more = message!("run.serve_more", count = more).text(&self.lang);
                let _ = writeln!(self.out, "{more}");
            }
        }
        let _ = self.out.flush();
    }

    /// Prints the findings that need all pages.
    pub(super) fn found(&mut self, shown: &Arc<ShownVersion>) {
        self.shown = Some(shown.clone());
        let found = self.print_new(shown.report());
        self.known_of_whole = found.difference(&self.known).cloned().collect();
    }

    /// Says that the preview has ended.
    pub(super) fn stopped(&mut self) {
        let text = self.text("run.serve_stopped");
        let _ = writeln!(self.out, "{text}");
    }

    /// Prints the findings of a report that were not printed before, and returns all
    /// of them.
    fn print_new(&mut self, report: &Report) -> BTreeSet<Finding> {
        let mut found = BTreeSet::new();
        let Some(shown) = &self.shown else {
            return found;
        };
        let sources = &shown.version.sources;
        let mut new = report.like();
        for one in report.findings() {
            let path = one.path(sources).map(ToString::to_string);
            let finding = (one.key, path.unwrap_or_default(), one.args.clone());
            if !self.known.contains(&finding) && !self.known_of_whole.contains(&finding) {
                new.add(one.clone());
            }
            found.insert(finding);
        }
        let human = Human {
            lang: &self.lang,
            colour: self.colour,
            shown: Amount {
                notes: true,
                ..Amount::default()
            },
        };
        let text = human.render(&new, sources);
        let _ = write!(self.err, "{text}");
        found
    }

    fn text(&self, key: &str) -> String {
        crate::messages::text(&self.lang, key)
    }

    fn address(&self, url: &str) -> String {
        let pages = self.shown.as_ref().and_then(|shown| shown.pages());
        let base = pages.map_or_else(|| "/".to_owned(), |pages| pages.base_path());
        format!("{}{base}{url}", self.origin)
    }
}

/// The message where the edition that was asked for is not there.
pub(super) fn no_edition(version: &PreviewVersion, lang: &str) -> Option<String> {
    let mut findings = version.report.findings().iter();
    let found = findings.find(|found| found.code() == "C013")?;
    let mut report = Report::new(false);
    report.add(found.clone());
    let described = Described::all(&report, &version.sources, lang);
    Some(described.first()?.message.clone())
}

/// Opens the browser of the desktop, without a shell in between.
fn open_browser(address: &str) -> std::io::Result<()> {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let mut child = std::process::Command::new(program)
        .arg(address)
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()?;
    std::thread::Builder::new().spawn(move || child.wait())?;
    Ok(())
}
