// Drives a finished build as a visitor does, in one engine or several:
// `node tests/browser/drive.js FOLDER [ENGINE …] [-- WORDS]`, where ENGINE is
// `chromium` (as without one), `firefox` or `webkit`, and only journeys with WORDS in
// their names are made.
//
// The web edition is visited over HTTP under the policy of docs/publishing.md, the offline
// edition on file:// in a folder with an awkward name and without a network. A message
// on the console, a request that fails or one that leaves the edition is a failure.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";

import { offlineEdition, webEdition } from "./edition.js";
import { JOURNEYS } from "./journeys/all.js";
import { Visitor } from "./visitor.js";

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844, phone: true };

const separator = process.argv.indexOf("--");
const words = separator < 0 ? "" : process.argv.slice(separator + 1).join(" ");
const [folder, ...engines] = process.argv.slice(2, separator < 0 ? undefined : separator);
const build = resolve(folder);
const pictures = resolve(import.meta.dirname, "../artefacts/journeys");
await mkdir(pictures, { recursive: true });

let made = 0;
let failed = 0;
for (const name of engines.length > 0 ? engines : ["chromium"]) {
  const { start } = await import(`./engines/${name}.js`);
  const engine = await start();
  const startedAt = Date.now();
  try {
    for (const edition of [await webEdition(build), await offlineEdition(build)]) {
      for (const [journey, make] of JOURNEYS) {
        if (journey.includes(words)) await travel(engine, edition, journey, make);
      }
      await edition.close();
    }
  } finally {
    await engine.close();
  }
  console.log(`${engine.name} ${engine.version}: ${Math.round((Date.now() - startedAt) / 1000)} s`);
}
console.log(`${made - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** Makes one journey: a visitor comes, does what is to be done, and goes. */
async function travel(engine, edition, journey, make) {
  const told = `${engine.name} ${edition.name}: ${journey}`;
  const size = make.phone ? PHONE : DESK;
  let tab;
  made += 1;
  try {
    tab = await engine.open(edition.root, { ...size, script: make.script !== false });
    const visitor = new Visitor(tab, edition);
    const done = await make(visitor, { engine, edition, size, picture: (name) => tab.picture(join(pictures, `${engine.name}-${edition.name}-${name}.jpg`)) });
    assert.deepEqual(tab.faults, [], "messages on the console and requests");
    console.log(`ok      ${told}${typeof done === "string" ? ` (${done})` : ""}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${told}\n        ${String(error.stack).split("\n").slice(0, 14).join("\n        ")}`);
    if (tab?.faults.length) console.log(`        ${tab.faults.join("\n        ")}`);
    await tab?.picture(join(pictures, `failed-${engine.name}-${edition.name}-${journey.replaceAll(/\W+/g, "-")}.jpg`)).catch(() => {});
  } finally {
    await tab?.close().catch((error) => console.log(`        the tab did not close: ${error.message}`));
  }
}
