// Measures search and filters with many entries, on file:// in a folder that nothing
// serves: `node tests/browser/measure.js [ENTRIES …] [ENGINE …]`; 2000 and 20000 in
// Chromium where none are named. SPUNWEB names the program, else
// target/release/spunweb; with KEEP the sites are left where they are, and SITE names
// one of them that is to be measured again.

import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { writeSite } from "./corpus.js";

const QUERIES = 40;
const ROUNDS = 5;
const DESK = { width: 1280, height: 900 };

const program = process.env.SPUNWEB ?? resolve(import.meta.dirname, "../../target/release/spunweb");
const asked = process.argv.slice(2);
const sizes = asked.filter((word) => /^\d+$/.test(word)).map(Number);
const names = asked.filter((word) => !/^\d+$/.test(word));

for (const count of sizes.length > 0 ? sizes : [2000, 20000]) {
  const kept = process.env.SITE;
  const place = kept ?? (await mkdtemp(join(tmpdir(), "spunweb-measure-")));
  const titles = await writeSite(place, count);
  if (!kept) {
    const startedAt = Date.now();
    execFileSync(program, ["build", "--no-sync", "--edition", "offline", "--project", place, "--out", join(place, "out")], { stdio: "ignore" });
    console.log(`${count} entries, built in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  }
  const folder = join(place, "out/offline");
  await tellBytes(folder);
  for (const name of names.length > 0 ? names : ["chromium"]) {
    const { start } = await import(`./engines/${name}.js`);
    const engine = await start();
    await measure(engine, folder, titles);
    await engine.close();
  }
  if (kept || process.env.KEEP) console.log(`  kept in ${place}`);
  else await rm(place, { recursive: true });
}

/** Tells how large the parts are that scripts read, whichever files they are in. */
async function tellBytes(folder) {
  const assets = await readdir(join(folder, "assets"));
  const data = join(folder, "assets", assets.find((name) => name.startsWith("data-")));
  const parts = [];
  for (const name of await readdir(data)) {
    const text = await readFile(join(data, name), "utf8");
    for (const [whole, part] of text.matchAll(/^spunweb\.put\('([^']+)'.*$/gm)) parts.push({ name: part, bytes: Buffer.byteLength(whole) });
  }
  const tell = (what, pattern) => {
    const own = parts.filter(({ name }) => pattern.test(name)).map((part) => part.bytes);
    const megabytes = (bytes) => (bytes / 1e6).toFixed(2);
    console.log(`  ${what}: ${megabytes(own.reduce((sum, bytes) => sum + bytes, 0))} MB in ${own.length} parts, the largest ${megabytes(Math.max(...own))} MB`);
  };
  tell("index of the search", /^search(-p\d+)?$/);
  tell("lines of its results", /^search-t/);
  tell("columns of the list", /^list-structures$/);
  tell("what the list shows of entries", /^list-structures-\d+$/);
}

async function measure(engine, folder, titles) {
  const at = (path) => pathToFileURL(join(folder, path, "index.html")).href;
  const root = `${pathToFileURL(folder).href}/`;
  const tell = (what, times) => console.log(`  ${engine.name} ${what}: median ${median(times).toFixed(1)} ms, slowest ${Math.max(...times).toFixed(1)} ms, of ${times.length}`);
  const tab = await engine.open(root, DESK);
  const run = async (look, ...args) => JSON.parse(await tab.evaluate(`(async () => JSON.stringify(await (${look})(...${JSON.stringify(args)})))()`));
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "");
  const words = titles.filter((_, number) => number % Math.ceil(titles.length / QUERIES) === 0).map((title) => title.split(" ").map(fold));

  // First use: the page is there, the visitor types.
  await tab.goto(at("search"));
  const empty = await tab.heap?.();
  const first = await run(ask, words[0][0]);
  const ready = await tab.heap?.();
  const kinds = {
    "one word": words.map(([one]) => one),
    "the beginning of a word": words.map(([one]) => one.slice(0, 4)),
    "a word with a slip": words.map(([, two]) => two.slice(0, 3) + two.slice(4)),
    "two words": words.map(([one, two]) => `${one} ${two}`),
    "a code": words.map((_, number) => `NS-${100_000 + number * 7}`),
  };
  const opened = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await tab.goto(`${at("search")}?q=${encodeURIComponent(words[round + 1][0])}`);
    await until(() => run(() => document.querySelector(".result") !== null));
    opened.push(await run(() => performance.now()));
  }
  tell("from opening to results", opened);
  console.log(`  ${engine.name} first use to results: ${first.toFixed(1)} ms`);
  for (const [kind, queries] of Object.entries(kinds)) {
    const times = [];
    for (const query of [...new Set(queries)].filter((one) => one.length > 2)) times.push(await run(ask, query));
    tell(`a key to results, ${kind}`, times);
  }
  if (tab.heap) console.log(`  ${engine.name} heap: ${(ready - empty).toFixed(1)} MB when ready, ${((await tab.heap()) - empty).toFixed(1)} MB after all queries`);

  const lists = [];
  const filtered = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await tab.goto(at("structures"));
    lists.push(await run(() => performance.getEntriesByType("navigation")[0].loadEventEnd));
    await tab.goto(`${at("structures")}?polymers=pa6`);
    await until(() => run(() => document.querySelector(".explore-cards") !== null));
    filtered.push(await run(() => performance.now()));
  }
  tell("a list is open", lists);
  tell("a filtered list is open", filtered);
  const clicks = [];
  for (let round = 0; round < 2 * ROUNDS; round += 1) clicks.push(await run(filter));
  tell("a filter", clicks);
  if (tab.faults.length > 0) console.log(`  ${engine.name} said: ${tab.faults.slice(0, 5).join("; ")}`);
  await tab.close();
}

/** Types something into the field and waits for its results; in the page. */
function ask(query) {
  return new Promise((done) => {
    const results = document.querySelector("[data-search-results]");
    const field = document.querySelector("[data-search]").elements.q;
    const from = performance.now();
    new MutationObserver((_, observer) => {
      if (results.getAttribute("data-query") !== query) return;
      observer.disconnect();
      // Laid out, as a visitor sees it.
      results.getBoundingClientRect();
      done(performance.now() - from);
    }).observe(results, { attributes: true });
    field.value = query;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

/** Ticks a box of a filter and waits for the rows; in the page. */
function filter() {
  return new Promise((done) => {
    const from = performance.now();
    const rows = document.querySelector(".explore-main");
    new MutationObserver((_, observer) => {
      observer.disconnect();
      rows.getBoundingClientRect();
      done(performance.now() - from);
    }).observe(rows, { childList: true, subtree: true });
    document.querySelector('.explore-facet input[name="technology"]').click();
  });
}

async function until(look) {
  while (!(await look())) await new Promise((later) => setTimeout(later, 5));
}

function median(list) {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
}
