// Measures how much the pages of a finished build move while they load:
// `node tests/browser/still.js FOLDER`, on a machine that does nothing else. One that is
// busy paints between two steps that a visitor never sees apart, and every page moves.

import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";

import { launch } from "./browser.js";
import { webEdition } from "./edition.js";
import { allPages, choosePages } from "./pages.js";
import { Report } from "./report.js";
import { checkSteadiness } from "./steady.js";

const build = resolve(process.argv[2]);
const artefacts = resolve(import.meta.dirname, "../artefacts/still");
await mkdir(artefacts, { recursive: true });

const report = new Report();
const pages = allPages(join(build, "web"));
const browser = await launch();
const edition = await webEdition(build);
try {
  await checkSteadiness(browser, edition, choosePages(pages), pages, build, report);
} finally {
  await browser.close();
  await edition.close();
}
process.exitCode = report.print(artefacts);
