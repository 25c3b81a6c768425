// Measures search and filters with many entries, in Chromium, on file:// in a folder
// that nothing serves: `node tests/browser/measure.mjs [ENTRIES …]`, 2000 and 20000
// where none are named. SPUNWEB names the program, else target/release/spunweb.
// The entries are generated: words of made-up syllables by Zipf's law, 160 or so to
// an entry, which is harder on an index than texts of one trade are.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { launch } from "./browser.js";

process.env.CHROMIUM ||= ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find(existsSync) ?? "";
const repository = resolve(import.meta.dirname, "../..");
const program = process.env.SPUNWEB ?? join(repository, "target/release/spunweb");
const sizes = process.argv.slice(2).map(Number);

const WORDS = 60;
const QUERIES = 40;

/** The same numbers on every run. */
function random(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

/** A made-up word by its rank: frequent ones are short. */
function word(rank) {
  const syllables = ["na", "no", "vlák", "fil", "tra", "ce", "mem", "brá", "po", "ly", "mer", "stru", "ktu", "ře", "ži", "čis", "vod", "vzdu", "chu", "zvuk", "tex", "til", "sor", "ní", "ost", "pev", "den", "hu", "sto", "ta"];
  let text = "";
  for (let rest = rank + 7; rest > 0; rest = Math.floor(rest / syllables.length)) text += syllables[rest % syllables.length];
  return text;
}

function generate(count) {
  const next = random(count);
  const ranks = Math.min(400000, 20000 + count * 15);
  // Zipf: the chance of a rank falls as one by the rank.
  const some = () => word(Math.floor(ranks ** next()) - 1);
  const sentence = (length) => Array.from({ length }, some).join(" ");
  const pick = (list) => list[Math.floor(next() * list.length)];
  const entries = [];
  for (let number = 0; number < count; number += 1) {
    const code = `NS-${String(number + 100000)}`;
    const title = `${some()} ${some()} ${pick(["PA 6", "PVDF", "PU", "PCL"])} ${number}`;
    const diameter = 50 + Math.floor(next() * 2000);
    entries.push({
      id: code.toLowerCase(), title,
      text: [
        "---", `code: ${code}`, `title: "${title}"`, `summary: "${sentence(18)}"`,
        `polymers: [${pick(["pa6", "pa66", "pvdf", "pu", "pcl", "pla"])}]`, `technology: ${pick(["needle-electrospinning", "needleless-electrospinning", "ac-electrospinning"])}`,
        `form: ${pick(["layer-2d", "laminate", "yarn"])}`, `trl: ${1 + Math.floor(next() * 9)}`,
        `availability: ${pick(["sample", "pilot", "series"])}`, `applications: [${pick(["air-filtration", "liquid-filtration", "acoustic", "outdoor"])}]`,
        "properties:", `  - {property: fibre_diameter, value: "${diameter}", unit: nm, source: illustrative}`,
        ...(next() < 0.6 ? [`  - {property: areal_mass, value: "${(0.1 + next() * 30).toFixed(1)}", unit: g/m2, source: illustrative}`] : []),
        "---", ...Array.from({ length: WORDS / 12 }, () => `${sentence(24)}.\n`),
      ].join("\n"),
    });
  }
  return entries;
}

async function site(count) {
  const place = await mkdtemp(join(tmpdir(), "spunweb-measure-"));
  const content = join(place, "content");
  await mkdir(join(content, "structures"), { recursive: true });
  await mkdir(join(content, "pages"));
  await cp(join(repository, "content/vocabularies"), join(content, "vocabularies"), { recursive: true });
  await writeFile(join(content, "site.yaml"), [
    "title: Measured", "description: Generated entries", "organisation: {name: Measured}", "base_url: https://www.example.org/",
    "languages: [en]", "time_zone: Europe/Prague", "theme: cluster", "editions: {offline: {}}", "",
  ].join("\n"));
  await writeFile(join(content, "pages/index.md"), "---\ntitle: Home\n---\nGenerated.\n");
  const entries = generate(count);
  for (const { id, text } of entries) await writeFile(join(content, `structures/${id}.md`), text);
  // Without a picture every entry is incomplete, which the schema of the site allows here.
  await mkdir(join(content, "schema"));
  await writeFile(join(content, "schema/structures.yaml"), "extend: structures\nfields:\n  image: {required: false}\n");
  const started = Date.now();
  execFileSync(program, ["build", "--no-sync", "--project", place, "--out", join(place, "out")], { stdio: ["ignore", "ignore", "ignore"] });
  return { place, folder: join(place, "out/offline"), entries, seconds: (Date.now() - started) / 1000 };
}

/** The bytes of the data files whose names begin in some way. */
async function bytes(folder, ...beginnings) {
  const data = (await readdir(join(folder, "assets"))).find((name) => name.startsWith("data-"));
  const names = await readdir(join(folder, "assets", data));
  let sum = 0;
  let files = 0;
  for (const name of names.filter((one) => beginnings.some((beginning) => one.match(beginning)))) {
    sum += (await stat(join(folder, "assets", data, name))).size;
    files += 1;
  }
  return { megabytes: (sum / 1e6).toFixed(2), files };
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const tenth = (number) => Number(number).toFixed(1);

/** Heap after what can be thrown away has been. */
async function heap(session) {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize = 0 } = await session.send("Runtime.getHeapUsage");
  return (usedSize + backingStorageSize) / 1e6;
}

async function measure(browser, { folder, entries }) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  const session = await context.newCDPSession(tab);
  const search = pathToFileURL(join(folder, "search/index.html")).href;
  await tab.goto(search);
  const empty = await heap(session);
  const ask = (query) => tab.evaluate((asked) => new Promise((done) => {
    const results = document.querySelector("[data-search-results]");
    const form = document.querySelector("[data-search]");
    const from = performance.now();
    new MutationObserver((_, observer) => {
      if (results.getAttribute("data-query") !== asked) return;
      observer.disconnect();
      done({ time: performance.now() - from, found: document.querySelector("[data-search-status]").textContent });
    }).observe(results, { attributes: true });
    form.elements.q.value = asked;
    form.requestSubmit();
  }), query);
  const words = entries.filter((_, at) => at % Math.ceil(entries.length / QUERIES) === 0).map((entry) => entry.title.split(" "));
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "");
  const typo = (text) => fold(text).slice(0, 3) + fold(text).slice(4);
  const first = await ask(fold(words[0][0]));
  const after = await heap(session);
  const kinds = {
    "one word": words.map((one) => fold(one[0])),
    "beginning of a word": words.map((one) => fold(one[0]).slice(0, 4)),
    "with a typo": words.map((one) => typo(one[1] + one[0])),
    "two words": words.map((one) => fold(`${one[0]} ${one[1]}`)),
  };
  const times = {};
  for (const [kind, queries] of Object.entries(kinds)) {
    const all = [];
    for (const query of [...new Set(queries)].filter((one) => one.length > 2)) all.push((await ask(query)).time);
    times[kind] = all;
  }
  const end = await heap(session);
  // Navigation to first results, with an address that asks for something.
  const ready = [];
  for (let round = 0; round < 5; round += 1) {
    const fresh = await context.newPage();
    await fresh.goto(`${search}?q=${encodeURIComponent(fold(words[3][0]))}`);
    await fresh.waitForSelector(".result");
    ready.push(await fresh.evaluate(() => performance.now()));
    await fresh.close();
  }
  const list = await context.newPage();
  await list.goto(`${pathToFileURL(join(folder, "structures/index.html")).href}?polymers=pa6`);
  await list.waitForSelector(".explore-table");
  const listed = await list.evaluate(() => performance.now());
  const filtering = [];
  for (let round = 0; round < 10; round += 1) {
    filtering.push(await list.evaluate(() => new Promise((done) => {
      const from = performance.now();
      new MutationObserver((_, observer) => {
        observer.disconnect();
        done(performance.now() - from);
      }).observe(document.querySelector(".explore-main > div"), { childList: true });
      document.querySelector('.explore-facet input[name="technology"]').click();
    })));
  }
  await context.close();
  return { first: first.time, ready: median(ready), heapReady: after - empty, heapEnd: end - empty, times, listed, filtering: median(filtering) };
}

const browser = await launch();
for (const count of sizes.length ? sizes : [2000, 20000]) {
  const built = await site(count);
  const all = await bytes(built.folder, /^search/);
  const index = await bytes(built.folder, /^search\.js$/, /^search-p/);
  const list = await bytes(built.folder, /^list-structures/);
  const root = await bytes(built.folder, /^list-structures\.js$/);
  const found = await measure(browser, built);
  console.log(`${count} entries, built in ${tenth(built.seconds)} s`);
  console.log(`  index ${index.megabytes} MB in ${index.files} files; with the lines of results ${all.megabytes} MB in ${all.files}`);
  console.log(`  columns ${root.megabytes} MB; with what is shown ${list.megabytes} MB in ${list.files} files`);
  console.log(`  first use to results ${tenth(found.first)} ms; navigation to results ${tenth(found.ready)} ms; heap ${tenth(found.heapReady)} MB, after all queries ${tenth(found.heapEnd)} MB`);
  for (const [kind, times] of Object.entries(found.times)) {
    console.log(`  ${kind}: median ${tenth(median(times))} ms, slowest ${tenth(Math.max(...times))} ms, of ${times.length}`);
  }
  console.log(`  filtered list from its address ${tenth(found.listed)} ms; a filter ${tenth(found.filtering)} ms`);
  if (!process.env.KEEP) await rm(built.place, { recursive: true });
  else console.log(`  kept in ${built.place}`);
}
await browser.close();
