// Measures what the search finds: `node tests/browser/relevance.js FOLDER [--check]`.
// Every judged query of tests/fixtures/search/queries.*.yaml is asked of the search page
// of the finished build in FOLDER, and beside it of Pagefind and of MiniSearch over the
// same pages. Printed by kind and language: success@1 (a wanted page comes first),
// recall@5 (how many of the wanted, or of five of them, are among the first five) and
// MRR (one by the rank of the first wanted). With --check only Spunweb is asked, and
// the exit status is 1 where recall@5 is below the floor or nonsense is answered.

import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

import { launch } from "./browser.js";
import { miniSearch, pagefind } from "./peers.js";
import { allPages } from "./pages.js";
import { serve } from "./server.js";

const FLOOR = 0.95;
const FIRST = 5;
const NONSENSE = "nonsense";
const QUERIES = process.env.QUERIES ? resolve(process.env.QUERIES) : resolve(import.meta.dirname, "../fixtures/search");
/** The lists and terms that stand in an answer for themselves, in the order of the page. */
const LINKS = "[data-search-results] :is(.search-offers a, .search-ways a, .result-title a)";

const [folder, ...options] = process.argv.slice(2);
const check = options.includes("--check");
const verbose = options.includes("--verbose");
const web = join(resolve(folder), "web");
const pages = allPages(web).filter((page) => ["home", "entry", "list", "term"].includes(page.kind));
const server = await serve(web);
const browser = await launch();
let failed = false;
try {
  for (const lang of ["en", "cs"]) {
    const judged = readQueries(lang);
    const addresses = readAddresses(lang);
    const own = pages.filter((page) => page.lang === lang).map((page) => ({ ...page, path: `/${page.file.replace(/index\.html$/, "")}` }));
    const engines = { Spunweb: await spunweb(lang, own) };
    if (!check) Object.assign(engines, { Pagefind: await pagefind(browser, web, own, lang), MiniSearch: miniSearch(web, own) });
    const rows = {};
    for (const [name, engine] of Object.entries(engines)) {
      rows[name] = [];
      for (const query of judged) {
        const answer = await engine.ask(query.query);
        rows[name].push({ ...query, ...mark(query, answer, addresses, own) });
      }
      await engine.close?.();
    }
    print(lang, rows);
  }
} finally {
  await browser.close();
  await server.close();
}
process.exitCode = check && failed ? 1 : 0;

/** The queries of a language; each line of the list is JSON. */
function readQueries(lang) {
  const lines = readFileSync(join(QUERIES, `queries.${lang}.yaml`), "utf8").split("\n");
  return lines.filter((line) => line.startsWith("- ")).map((line) => JSON.parse(line.slice(2)));
}

/** Where entries, lists and terms are, from the data beside the pages. */
function readAddresses(lang) {
  const folder = join(web, lang === "en" ? "" : lang, "api");
  const path = (url) => decodeURI(new URL(url).pathname);
  const found = new Map();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".json") && !name.endsWith("-schema.json"))) {
    const list = JSON.parse(readFileSync(join(folder, file), "utf8"));
    if (list.url) found.set(`${list.id}:`, path(list.url));
    for (const entry of list.entries) found.set(`${list.id}:${entry.id}`, path(entry.url));
    for (const name of readdirSync(join(folder, list.id))) terms(list.id, JSON.parse(readFileSync(join(folder, list.id, name), "utf8")).fields, found, path);
  }
  // Pages have no list.
  const pagesFolder = join(folder, "pages");
  for (const name of readdirSync(pagesFolder)) {
    const entry = JSON.parse(readFileSync(join(pagesFolder, name), "utf8"));
    found.set(`pages:${entry.id}`, path(entry.url));
  }
  return found;
}

function terms(collection, fields, found, path) {
  for (const [field, value] of Object.entries(fields)) {
    for (const one of [value].flat()) {
      if (!one?.url || !one.label || one.collection) continue;
      found.set(`${collection}:${field}=${one.id}`, path(one.url));
      // What is broader is no value of an entry, but its page lies beside.
      const beside = path(one.url).replace(/[^/]+\/$/, "");
      found.set(`${collection}:${field}=*`, beside);
    }
  }
}

function addressOf(wanted, addresses) {
  const [field, term] = wanted.split("=");
  const address = addresses.get(wanted) ?? (term && addresses.has(`${field}=*`) ? `${addresses.get(`${field}=*`)}${term}/` : undefined);
  if (!address) throw new Error(`nothing is published as ${wanted}`);
  return address;
}

/** How good an answer is. Lists and terms count where they are wanted, and are passed over elsewhere. */
function mark(query, answer, addresses, own) {
  if (query.kind === NONSENSE) return { answered: answer.length > 0, answer };
  const wanted = query.wanted.map((one) => addressOf(one, addresses));
  const entries = new Set(own.filter((page) => page.kind === "entry").map((page) => page.path));
  const [collection, parameter] = (query.offer ?? "").split(/:(.*)/);
  const isOffer = (link) => query.offer && link.path === addresses.get(`${collection}:`) && link.query.includes(`${parameter}.`);
  if (answer.some(isOffer)) return { first: 1, recall: 1, rank: 1, answer };
  const ranked = [...new Set(answer.filter((link) => !link.query && (entries.has(link.path) || wanted.includes(link.path))).map((link) => link.path))];
  const at = ranked.findIndex((path) => wanted.includes(path));
  const found = ranked.slice(0, FIRST).filter((path) => wanted.includes(path)).length;
  return { first: at === 0 ? 1 : 0, recall: found / Math.min(FIRST, wanted.length), rank: at < 0 ? 0 : 1 / (at + 1), answer: ranked };
}

/** The search of the site itself, asked in its page. */
async function spunweb(lang, own) {
  const page = await browser.newPage();
  const home = own.find((one) => one.kind === "home").path;
  await page.goto(server.origin + home);
  const search = await page.evaluate(() => document.querySelector("form[role=search]").action);
  await page.goto(search);
  const ask = async (query) => {
    const links = await page.evaluate(([query, css]) => new Promise((done) => {
      const results = document.querySelector("[data-search-results]");
      const field = document.querySelector("[data-search]").elements.q;
      const look = () => {
        if (results.getAttribute("data-query") !== query) return;
        observer.disconnect();
        done([...document.querySelectorAll(css)].map((link) => link.href));
      };
      const observer = new MutationObserver(look);
      observer.observe(results, { attributes: true });
      results.removeAttribute("data-query");
      field.value = query;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }), [query, LINKS]);
    return links.map((link) => ({ path: decodeURI(new URL(link).pathname), query: new URL(link).search }));
  };
  return { ask, close: () => page.close() };
}

function print(lang, engines) {
  const kinds = [...new Set(Object.values(engines)[0].map((row) => row.kind))].filter((kind) => kind !== NONSENSE);
  const number = (value) => value.toFixed(2).padStart(7);
  const mean = (rows, key) => rows.reduce((sum, row) => sum + row[key], 0) / rows.length;
  console.log(`\n${lang}: ${Object.values(engines)[0].length} queries; success@1, recall@5, MRR`);
  console.log(`${"".padEnd(14)}${Object.keys(engines).map((name) => name.padStart(21)).join("   ")}`);
  for (const kind of [...kinds, "all"]) {
    const cells = Object.values(engines).map((rows) => {
      const own = rows.filter((row) => (kind === "all" ? row.kind !== NONSENSE : row.kind === kind));
      return ["first", "recall", "rank"].map((key) => number(mean(own, key))).join("");
    });
    console.log(`${kind.padEnd(14)}${cells.join("   ")}`);
  }
  const silent = Object.values(engines).map((rows) => {
    const own = rows.filter((row) => row.kind === NONSENSE);
    return `${own.filter((row) => row.answered).length} of ${own.length}`.padStart(21);
  });
  console.log(`${"answered".padEnd(14)}${silent.join("   ")}   (nonsense)`);
  const rows = engines.Spunweb;
  if (mean(rows.filter((row) => row.kind !== NONSENSE), "recall") < FLOOR || rows.some((row) => row.answered)) {
    failed = true;
    console.log(`below the floor: recall@5 of ${FLOOR} and silence to nonsense`);
  }
  for (const row of rows.filter((row) => (verbose || failed) && (row.answered || row.recall < 1 || row.first < 1))) {
    console.log(`  ${row.kind}: ${row.query} – ${row.answered ? "answered" : `recall ${row.recall.toFixed(2)}`}: ${row.answer.slice(0, FIRST).map((one) => one.path ?? one).join(" ")}`);
  }
}
