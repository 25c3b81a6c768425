//! What the person at the terminal reads: where the site is, what has changed,
//! and what is wrong, each finding once.

use std::collections::BTreeSet;
use std::io::Write;
use std::sync::Arc;

use super::findings;
use super::stage::Shown;
use crate::diagnostic::{Described, Diagnostic, Human, Place, Report, run_count, run_text};
use crate::pipeline::live::Version;

/// The most addresses that are printed after a change.
const MAX_ADDRESSES: usize = 10;

/// Prints what happens. A terminal that is gone cannot be told anything, which
/// is no reason for the preview to end.
pub(super) struct Terminal<'a> {
    lang: String,
    colour: bool,
    origin: String,
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    /// The findings that were printed and still hold.
    known: BTreeSet<Finding>,
    shown: Option<Arc<Shown>>,
}

/// What makes two findings the same one.
type Finding = (&'static str, String, Vec<(&'static str, String)>);

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
            shown: None,
        }
    }

    /// The port that is answered on.
    pub(super) fn at(&mut self, port: u16) {
        self.origin = format!("http://127.0.0.1:{port}");
    }

    /// Says that the system gives no events.
    pub(super) fn says_that_it_polls(&mut self) {
        let text = self.text("serve_polls");
        let _ = writeln!(self.err, "{text}");
    }

    /// Says where the site is, and opens a browser there if that is wanted.
    pub(super) fn started(&mut self, open: bool) {
        let address = self.address("");
        let text = self.text("serve_at").replace("{address}", &address);
        let _ = writeln!(self.out, "{text}");
        let _ = self.out.flush();
        if open && let Err(why) = open_browser(&address) {
            let text = self.text("serve_no_browser");
            let _ = writeln!(self.err, "{}", text.replace("{why}", &why.to_string()));
        }
    }

    /// Says what has changed and what is wrong.
    pub(super) fn shown(&mut self, shown: &Arc<Shown>) {
        let is_first = self.shown.replace(shown.clone()).is_none();
        self.print_findings(&shown.version.report, true);
        let version = &shown.version;
        if !version.is_good {
            let errors = findings::errors(&version.report);
            let title = findings::title(&errors, &version.sources, &self.lang);
            let key = if shown.page_name.is_empty() {
                "serve_no_site"
            } else {
                "serve_last_good"
            };
            let note = self.text(key);
            let _ = writeln!(self.out, "{title}; {note}");
        } else if is_first {
            let entries = run_count(&self.lang, "entries", version.entries);
            let as_of = version.as_of.map(|day| day.to_string()).unwrap_or_default();
            let as_of = self.text("as_of").replace("{date}", &as_of);
            let _ = writeln!(self.out, "{entries} ({as_of})");
        } else {
            for url in version.changed.iter().take(MAX_ADDRESSES) {
                let text = self.text("serve_changed");
                let text = text.replace("{address}", &self.address(url));
                let _ = writeln!(self.out, "{text}");
            }
            let more = version.changed.len().saturating_sub(MAX_ADDRESSES);
            if more > 0 {
                let more = run_count(&self.lang, "serve_more", more);
                let _ = writeln!(self.out, "{more}");
            }
        }
        let _ = self.out.flush();
    }

    /// Says what only the whole shows.
    pub(super) fn found(&mut self, shown: &Arc<Shown>) {
        self.shown = Some(shown.clone());
        let mut report = shown.version.report.like();
        report.merge(shown.audited.iter().cloned());
        report.set_aside(&shown.version.sources);
        self.print_findings(&report, false);
    }

    /// Says that it has ended.
    pub(super) fn stopped(&mut self) {
        let text = self.text("serve_stopped");
        let _ = writeln!(self.out, "{text}");
    }

    /// Prints the findings that were not known before. Those of a whole version
    /// take the place of what was known.
    fn print_findings(&mut self, report: &Report, is_whole: bool) {
        let Some(shown) = &self.shown else { return };
        let sources = &shown.version.sources;
        let path = |found: &Diagnostic| {
            match &found.place {
                Place::Span(span) => sources.get(span.source).map(|source| &source.path),
                Place::File(path) => Some(path),
                Place::Run => None,
            }
            .map(ToString::to_string)
            .unwrap_or_default()
        };
        let mut new = report.like();
        let mut now = BTreeSet::new();
        for found in report.findings() {
            let finding = (found.key, path(found), found.args.clone());
            if !self.known.contains(&finding) {
                new.add(found.clone());
            }
            now.insert(finding);
        }
        let human = Human {
            lang: &self.lang,
            colour: self.colour,
        };
        let text = human.render(&new, sources);
        let _ = write!(self.err, "{text}");
        if is_whole {
            self.known = now;
        } else {
            self.known.extend(now);
        }
    }

    fn text(&self, key: &str) -> String {
        run_text(&self.lang, key)
    }

    fn address(&self, url: &str) -> String {
        let pages = self.shown.as_ref().and_then(|shown| shown.pages());
        let base = pages.map_or_else(|| "/".to_owned(), |pages| pages.base_path());
        format!("{}{base}{url}", self.origin)
    }
}

/// The message where the edition that was asked for is not there.
pub(super) fn no_edition(version: &Version, lang: &str) -> Option<String> {
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
