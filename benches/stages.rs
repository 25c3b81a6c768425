//! The time of each stage of the pipeline, measured separately on the project's own content.
//!
//! `cargo bench --bench stages` measures all of them, `cargo bench --bench stages render` one,
//! and compares with the previous time. `compare.py` measures whole builds of large sites;
//! this benchmark shows which stage a change has made slower.

use std::collections::BTreeSet;
use std::hint::black_box;
use std::path::Path;
use std::sync::{Arc, Mutex};

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use jiff::civil::{Date, date};

use spunweb::testing::artifact::{Artifact, Sink, SinkError};
use spunweb::testing::audit::Auditor;
use spunweb::testing::disk::OperatingSystemDisk;
use spunweb::testing::load::{self, ContentTree, Declarations};
use spunweb::testing::model::{self, Catalog, Loaded, Visibility};
use spunweb::testing::pipeline::edition;
use spunweb::testing::plan::{self, Edition};
use spunweb::testing::present::Site;
use spunweb::testing::publish::{Forbidden, Options, Publication, Staging, Target};
use spunweb::testing::text::Sources;
use spunweb::testing::theme::{AssetTable, Theme};
use spunweb::testing::{check, yaml};

/// The day that decides what is published.
const AS_OF: Date = date(2026, 11, 1);

/// A project with its declarations parsed.
struct Project {
    disk: OperatingSystemDisk,
    sources: Sources,
    tree: ContentTree,
    declarations: Declarations,
}

impl Project {
    fn open() -> Option<Self> {
        let disk = OperatingSystemDisk::new(Path::new(env!("CARGO_MANIFEST_DIR"))).ok()?;
        let (mut sources, mut findings) = (Sources::default(), Vec::new());
        let files = load::read(&disk, &mut sources, &mut findings);
        let tree = load::sort_files(files, &mut findings);
        let declarations = load::declarations(&tree, None, &mut sources, &mut findings)?;
        Some(Self {
            disk,
            sources,
            tree,
            declarations,
        })
    }

    fn loaded(self) -> Loaded {
        let entries = self.entries();
        Loaded {
            declarations: self.declarations,
            entries,
            assets: self.tree.assets,
            visibility: Visibility::Published,
        }
    }

    fn entries(&self) -> load::Entries {
        let mut findings = Vec::new();
        load::entries(&self.tree, &self.declarations, &self.sources, &mut findings)
    }
}

/// A project ready to render.
struct Ready {
    catalog: Arc<Catalog>,
    site: Arc<Site>,
    theme: Theme,
    sources: Sources,
    disk: OperatingSystemDisk,
}

impl Ready {
    fn new() -> Option<Self> {
        let project = Project::open()?;
        let disk = OperatingSystemDisk::new(project.disk.root()).ok()?;
        let mut sources = project.sources.clone();
        let mut findings = Vec::new();
        let catalog = Arc::new(model::link(
            project.loaded(),
            AS_OF,
            &sources,
            &mut findings,
        ));
        let (name, at) = (&catalog.config.theme, catalog.config.theme_span);
        let theme = Theme::load(name, at, &disk, &mut sources, &mut findings)?;
        let assets = AssetTable::new(
            &theme,
            &catalog.assets,
            &BTreeSet::new(),
            &disk,
            &mut sources,
            &mut findings,
        );
        let interface = Arc::new(theme.interface(&catalog.config));
        let tools = theme.tools(&interface);
        let plan = plan::lay_out(&catalog, edition(&catalog)?, &tools, &mut findings);
        let site = Arc::new(Site::new(
            catalog.clone(),
            plan,
            Arc::new(assets),
            interface,
            theme.ids.clone(),
        ));
        Some(Self {
            catalog,
            site,
            theme,
            sources,
            disk,
        })
    }

    fn render(&self, sink: &dyn Sink) {
        let mut findings = Vec::new();
        let made = edition::render(
            &self.site,
            &self.theme,
            &self.sources,
            &self.disk,
            sink,
            &mut findings,
        );
        // Measuring a failed build would be meaningless.
        assert!(made.is_ok() && findings.is_empty(), "{findings:?}");
    }

    fn artifacts(&self) -> Vec<Artifact> {
        let kept = Kept::default();
        self.render(&kept);
        kept.0.into_inner().unwrap_or_default()
    }
}

fn edition(catalog: &Catalog) -> Option<Edition> {
    let declared = catalog.config.editions.first()?;
    Some(Edition::new(declared, catalog, &mut Vec::new()))
}

/// Keeps the rendered artifacts.
#[derive(Default)]
struct Kept(Mutex<Vec<Artifact>>);

impl Sink for Kept {
    fn take(&self, artifact: Artifact) -> Result<(), SinkError> {
        if let Ok(mut kept) = self.0.lock() {
            kept.push(artifact);
        }
        Ok(())
    }
}

/// Drops the rendered artifacts.
struct Dropped;

impl Sink for Dropped {
    fn take(&self, artifact: Artifact) -> Result<(), SinkError> {
        black_box(artifact);
        Ok(())
    }
}

fn reading(criterion: &mut Criterion) {
    let Some(project) = Project::open() else {
        return;
    };
    criterion.bench_function("read all files", |bencher| {
        bencher.iter(|| load::read(&project.disk, &mut Sources::default(), &mut Vec::new()));
    });
    criterion.bench_function("parse all YAML of entries", |bencher| {
        let records = project.tree.entries.values();
        let records: Vec<_> = records.filter_map(|files| files.record.as_ref()).collect();
        bencher.iter(|| {
            for file in &records {
                let text = project.sources.get(file.source);
                let text = text.map_or("", |source| &*source.text);
                let _ = black_box(yaml::parse(file.source, text, 0, &mut Vec::new()));
            }
        });
    });
    criterion.bench_function("decode all entries", |bencher| {
        bencher.iter(|| project.entries());
    });
}

fn linking(criterion: &mut Criterion) {
    let open = || Project::open().map(Project::loaded);
    criterion.bench_function("link the catalogue", |bencher| {
        bencher.iter_batched(
            open,
            |loaded| {
                loaded
                    .map(|loaded| model::link(loaded, AS_OF, &Sources::default(), &mut Vec::new()))
            },
            BatchSize::LargeInput,
        );
    });
    let Some(catalog) =
        open().map(|loaded| model::link(loaded, AS_OF, &Sources::default(), &mut Vec::new()))
    else {
        return;
    };
    criterion.bench_function("check the catalogue", |bencher| {
        let (unreliable, sources) = (check::Unreliable::default(), Sources::default());
        bencher.iter(|| check::run(&catalog, &unreliable, &sources, &mut Vec::new()));
    });
    criterion.bench_function("read quantities", |bencher| {
        bencher.iter(|| {
            for text in [
                "150 ± 20 nm",
                "100–300 nm",
                "< 5 µm",
                "1.90 mS/cm",
                "≥ 99.95 %",
            ] {
                let _ = black_box(spunweb::testing::quantity::Amount::parse(black_box(text)));
            }
        });
    });
}

fn rendering(criterion: &mut Criterion) {
    let Some(ready) = Ready::new() else {
        return;
    };
    let catalog = &ready.catalog;
    criterion.bench_function("lay out addresses", |bencher| {
        let tools = ready.theme.tools(&ready.site.interface);
        bencher.iter(|| {
            edition(catalog).map(|edition| plan::lay_out(catalog, edition, &tools, &mut Vec::new()))
        });
    });
    let mut group = criterion.benchmark_group("pages");
    group.sample_size(20);
    group.bench_function("render an edition", |bencher| {
        bencher.iter(|| ready.render(&Dropped));
    });
    let artifacts = ready.artifacts();
    let edition = &ready.site.plan.edition;
    group.bench_function("audit an edition", |bencher| {
        bencher.iter_batched(
            || artifacts.clone(),
            |artifacts| {
                let auditor = Auditor::new(edition, &Dropped);
                for artifact in artifacts {
                    let _ = auditor.take(artifact);
                }
            },
            BatchSize::LargeInput,
        );
    });
    group.bench_function("publish an edition", |bencher| {
        bencher.iter(|| assert!(publish(&artifacts).is_some()));
    });
    group.finish();
}

/// Publishes artifacts to a new folder.
fn publish(artifacts: &[Artifact]) -> Option<Publication> {
    let folder = tempfile::tempdir().ok()?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let forbidden = Forbidden::new(root, &root.join("content"), &root.join("themes"));
    let target = Target::inspect(&folder.path().join("public"), &forbidden).ok()?;
    let options = Options {
        sync: false,
        ..Options::default()
    };
    let staging = Staging::begin(target, options).ok()?;
    for artifact in artifacts {
        staging.put(&artifact.path, &artifact.bytes).ok()?;
    }
    let paths: Vec<_> = artifacts.iter().map(|one| one.path.clone()).collect();
    staging.commit(&paths).ok()
}

criterion_group!(stages, reading, linking, rendering);
criterion_main!(stages);
