// Checks a finished build in Chromium and with the Nu HTML checker:
// 1. choose pages of every kind, in every language;
// 2. start the HTML checker over all pages, which runs beside the rest;
// 3. prove on a page with planted faults that the checks find them;
// 4. beside the rest, measure what a finger and a keyboard reach on each kind of page;
// 5. open the chosen pages of both editions: wide and phone, light and dark,
//    with and without JavaScript;
// 6. open every page of the web edition once, in the narrowest window;
// 7. print a table, the faults, and `N passed, N failed`.

import { rm, mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";

import { launch } from "./browser.js";
import { offlineEdition, webEdition } from "./edition.js";
import { checkMarkup } from "./markup.js";
import { allPages, choosePages } from "./pages.js";
import { checkPlantedFaults } from "./planted.js";
import { checkReach } from "./reach.js";
import { Report } from "./report.js";
import { NARROW, ways, visit } from "./visit.js";

const WORKERS = 2;

const build = resolve(process.argv[2]);
const artefacts = resolve(import.meta.dirname, "../artefacts/browser");
const report = new Report();

await rm(artefacts, { recursive: true, force: true });
await mkdir(artefacts, { recursive: true });

const pages = allPages(join(build, "web"));
const chosen = choosePages(pages);
const startedAt = Date.now();

await Promise.all([checkMarkup(build, report), checkInBrowser()].map(tellIfBroken));

const seconds = Math.round((Date.now() - startedAt) / 1000);
console.log(`${pages.length} pages in the web edition, ${chosen.length} of them of a kind of their own; ${seconds} s`);
process.exitCode = report.print(artefacts);

async function checkInBrowser() {
  const browser = await launch();
  const editions = [await webEdition(build), await offlineEdition(build)];
  try {
    await checkPlantedFaults(browser, report);
    await Promise.all([
      checkReach(browser, editions[0], chosen, report),
      inTurns(editions.flatMap((edition) => visitsTo(edition, browser)), WORKERS),
    ]);
  } finally {
    await browser.close();
    for (const edition of editions) await edition.close();
  }
}

/** A check that could not be carried out is a failed one, told with the rest. */
function tellIfBroken(checks) {
  return checks.catch((error) =>
    report.add({ edition: "both", check: "whole", page: "the run itself", file: "", how: "", faults: [{ what: error.stack }] }));
}

function visitsTo(edition, browser) {
  const shots = join(artefacts, edition.name);
  const visits = (way, pages) =>
    chunks(pages.filter(edition.holds)).map((chunk) => () => visit(browser, edition, way, chunk, report, shots));
  const closely = ways(edition).flatMap((way) => visits(way, chosen));
  // Files and their markup are the same in the offline edition, which the build audits.
  const once = edition.name === "web" ? visits(NARROW, pages.map((page) => ({ ...page, name: "every page" }))) : [];
  return [...closely, ...once];
}

/** The pages in lists short enough for the workers to end at about the same time. */
function chunks(pages) {
  const size = 24;
  return Array.from({ length: Math.ceil(pages.length / size) }, (_, index) => pages.slice(index * size, (index + 1) * size));
}

/** Does the tasks, at most `workers` at a time. */
async function inTurns(tasks, workers) {
  const queue = tasks.values();
  const worker = async () => {
    for (const task of queue) await task();
  };
  await Promise.all(Array.from({ length: workers }, worker));
}
