//! The commands and files of the documentation, each page on a copy of a part of the
//! project that its examples name.
//!
//! - A whole file, named by `# content/…` in its first line or by `<!-- file: … -->`
//!   above it, is written to the folder that the last `cd` has led to.
//! - The commands of a block of `sh` are run, and end with 0, or with the status that
//!   `<!-- exit: … -->` names.
//! - A block under `<!-- output: STATUS -->` begins with a command, whose output has all
//!   further lines in their order.
//! - `<!-- not run: why -->` leaves a block out; a snapshot holds all that are.

use std::sync::Mutex;

use super::reading::{Block, Document, documents};
use crate::support::{Run, SiteTest, expect_none};

/// The day of the runs: 2026-11-26.
const DAY: &str = "1795651200";

/// The entries that examples name; all others would only make the runs longer.
const ENTRIES: &[&str] = &[
    "members/fiolume.yaml",
    "members/strunovit.yaml",
    "members/univerzita-sever.yaml",
    "members/ustav-jivan.yaml",
    "structures/ns-001.yaml",
];

/// Pages whose blocks are made from the program, and checked where it is.
const GENERATED: &[&str] = &["docs/commands.md", "docs/messages.md"];

const SITE: &str = "
    title: {en: Nanofibre cluster, cs: Nanovlákenný klastr}
    organisation: {name: Nanofibre cluster}
    base_url: https://www.example.org/
    languages: [en, cs]
    time_zone: Europe/Prague
    theme: cluster
    editions:
      web: {}
      offline: {}
";

/// Every page's blocks do what they say, and the content stays free of errors.
#[test]
fn commands_and_files_work() {
    let pages = documents();
    // One page per core: the previews of all pages at once would wait for each other.
    let next = Mutex::new(pages.iter());
    let take = || next.lock().expect("nobody failed with it").next();
    let run_some = || -> Vec<String> {
        let pages = std::iter::from_fn(take);
        pages.filter_map(|page| run_page(page).err()).collect()
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let faults: Vec<String> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..cores).map(|_| scope.spawn(run_some)).collect();
        runs.into_iter()
            .flat_map(|run| run.join().expect("pages are run"))
            .collect()
    });
    expect_none("examples that do not work", &faults);
}

/// What is not run is known, so that it cannot grow unseen: what says so, and blocks that
/// are neither commands, YAML nor files.
#[test]
fn what_is_not_run() {
    let mut list = String::new();
    let written = |page: &&Document| !GENERATED.contains(&&*page.path);
    for page in documents().iter().filter(written) {
        for block in page.blocks() {
            let is_tried = block.file().is_some()
                || block.mark("output").is_some()
                || ["sh", "yaml"].contains(&&*block.language);
            let why = match block.mark("not run") {
                Some(why) => why.to_owned(),
                None if is_tried => continue,
                None => format!("shown as `{}`", block.language),
            };
            let first = block.text.lines().next().unwrap_or_default();
            list.push_str(&format!("{}: {first} ({why})\n", page.path));
        }
    }
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("docs_not_run", list);
    });
}

/// The project with few entries.
fn site() -> SiteTest {
    let site = SiteTest::project().file("content/site.yaml", SITE);
    let kept = ["assets", "schema", "vocabularies"];
    for entry in walkdir::WalkDir::new(site.path("content")).min_depth(2) {
        let entry = entry.expect("a readable folder");
        let path = entry.path().strip_prefix(site.path("content"));
        let path = path.expect("it is below").to_string_lossy().into_owned();
        let collection = path.split('/').next().unwrap_or_default();
        if entry.file_type().is_file()
            && !kept.contains(&collection)
            && !ENTRIES.contains(&path.as_str())
        {
            site.remove(&format!("content/{path}"));
        }
    }
    for (page, en, cs) in [
        ("index", "Home", "Úvod"),
        ("about", "About", "O klastru"),
        ("contact", "Contact", "Kontakt"),
    ] {
        let title = format!("title: {{en: {en}, cs: {cs}}}\n");
        site.put(&format!("content/pages/{page}.yaml"), &title);
    }
    site
}

fn run_page(page: &Document) -> Result<(), String> {
    let blocks = page.blocks();
    let mut place = Place {
        site: site(),
        folder: ".".to_owned(),
    };
    let mut changed = false;
    for block in &blocks {
        let at = |why: String| format!("{}:{}: {why}", page.path, block.line);
        if block.mark("not run").is_some() {
            continue;
        }
        if let Some(file) = block.file() {
            let file = format!("{}/{file}", place.folder);
            place.site.put_exactly(&file, &block.text);
            changed = true;
        } else if let Some(status) = block.mark("output") {
            place.compare(block, status).map_err(at)?;
        } else if block.language == "sh" {
            let status = block.mark("exit").unwrap_or("0");
            for line in block.text.lines() {
                place.enter(line, status).map_err(at)?;
            }
        } else if block.language == "yaml" {
            let parsed = serde_yaml::from_str::<serde_yaml::Value>(&block.text);
            parsed.map_err(|error| at(error.to_string()))?;
        }
    }
    if changed {
        let end = |why: String| format!("{}, at its end: {why}", page.path);
        place.enter("spunweb check", "0").map_err(end)?;
    }
    Ok(())
}

/// A copy of the project, and the folder in it that commands are run in.
struct Place {
    site: SiteTest,
    folder: String,
}

impl Place {
    /// Enters one line of a block of `sh`.
    fn enter(&mut self, line: &str, status: &str) -> Result<(), String> {
        let line = line.split("  #").next().unwrap_or_default().trim();
        if let Some(folder) = line.strip_prefix("cd ") {
            self.folder = folder.to_owned();
            return Ok(());
        }
        if line.is_empty() || line.starts_with('#') {
            return Ok(());
        }
        let run = self.command(line)?;
        if run.status.to_string() == status {
            return Ok(());
        }
        Err(format!(
            "`{line}` ended with {}, not {status}:\n{}",
            run.status,
            run.said()
        ))
    }

    /// The lines of a block are in the output of its first one, in their order.
    fn compare(&mut self, block: &Block, status: &str) -> Result<(), String> {
        let mut lines = block.text.lines();
        let first = lines.next().unwrap_or_default();
        let line = first.strip_prefix("$ ").ok_or("no command")?;
        let run = self.command(line)?;
        if run.status.to_string() != status {
            return Err(format!(
                "`{line}` ended with {}:\n{}",
                run.status,
                run.said()
            ));
        }
        let said = run.said();
        let mut output = said.lines();
        for wanted in lines.map(str::trim_end).filter(|line| !line.is_empty()) {
            if !output.any(|line| line.trim_end() == wanted) {
                return Err(format!("`{line}` does not print `{wanted}`:\n{said}"));
            }
        }
        Ok(())
    }

    fn command(&self, line: &str) -> Result<Run, String> {
        let words = words(line);
        let Some(("spunweb", arguments)) = words
            .split_first()
            .map(|(name, rest)| (name.as_str(), rest))
        else {
            return Err(format!("`{line}` is not run; say why in a comment"));
        };
        let mut arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        if arguments.first() == Some(&"serve") {
            arguments.retain(|argument| *argument != "--open");
            arguments.extend(["--project", &self.folder]);
            // It waits for the address, and ends the preview when it is dropped.
            drop(self.site.serve_with(&arguments[1..]));
            arguments = vec!["--version"];
        }
        let mut command = self.site.command(&arguments);
        command
            .current_dir(self.site.path(&self.folder))
            .env("SOURCE_DATE_EPOCH", DAY);
        Ok(self.site.finish(command))
    }
}

/// The words of a command line; double quotes hold blanks together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            other => words.last_mut().expect("a word").push(other),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
