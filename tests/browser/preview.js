// Writes as an editor does while the preview is open in a browser:
// `node tests/browser/preview.js PROGRAM`, where PROGRAM is the finished `spunweb`.
//
// A save reloads the page, a mistake lies over the last good page and goes when it is
// mended, and a change of style sheets alone leaves the page as it stands.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

import { launch } from "./browser.js";

const ROOT = resolve(import.meta.dirname, "../..");
/** The longest wait for anything, which a busy machine may need. */
const PATIENCE = 60_000;
const ENTRY = "content/structures/ns-001.yaml";

const program = resolve(process.argv[2]);
const project = await mkdtemp(join(tmpdir(), "spunweb-preview-"));
for (const folder of ["content", "themes"]) await cp(join(ROOT, folder), join(project, folder), { recursive: true });
const preview = spawn(program, ["serve", "--project", project, "--port", "0"], { stdio: ["ignore", "pipe", "pipe"] });
const browser = await launch();
try {
  const address = await addressOf(preview);
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  await edit(page, address);
  await mistake(page);
  await restyle(page);
  console.log("preview: 3 passed, 0 failed");
} finally {
  await browser.close();
  preview.kill("SIGINT");
  await rm(project, { recursive: true, force: true });
}

/** The address that the preview prints once it answers. */
async function addressOf(running) {
  // The findings of the content, which nobody reads here; unread, they would block it.
  running.stderr.resume();
  for await (const line of createInterface({ input: running.stdout })) {
    const found = /https?:\/\/127\.0\.0\.1:\d+\/\S*/.exec(line);
    if (found) {
      running.stdout.resume();
      return found[0];
    }
  }
  throw new Error("the preview ended before it printed an address");
}

/** Writes a file anew as `change` says. */
async function rewrite(file, change) {
  const path = join(project, file);
  const before = await readFile(path, "utf8");
  const after = change(before);
  assert.notEqual(after, before, `${file} is to change`);
  await writeFile(path, after);
}

/** A save is seen on the open page, which loads itself again. */
async function edit(page, address) {
  await page.goto(new URL("/structures/ns-001/", address).href);
  await page.evaluate(() => { window.before = true; });
  await rewrite(ENTRY, (text) => text.replace("en: Ultrafine", "en: Previewed"));
  await page.waitForFunction(() => document.querySelector("h1").textContent.startsWith("Previewed"));
  assert.equal(await page.evaluate(() => window.before), undefined, "the page is a new one");
}

/** A mistake is told over the last good page, and is gone with its mending. */
async function mistake(page) {
  await rewrite(ENTRY, (text) => text.replace("\npolymers:", "\npolymmers:"));
  const panel = page.locator("#spunweb-findings .panel");
  await panel.filter({ hasText: "polymmers" }).waitFor();
  const told = await panel.textContent();
  assert.match(told, /polymers/, "what was meant is told");
  assert.match(await page.locator("h1").first().textContent(), /^Previewed/, "the last good page stays");
  await rewrite(ENTRY, (text) => text.replace("\npolymmers:", "\npolymers:"));
  await page.waitForFunction(() => !document.querySelector("#spunweb-findings")?.shadowRoot.textContent.includes("polymmers"));
}

/** A style sheet alone is put in without loading the page again. */
async function restyle(page) {
  await page.evaluate(() => { window.before = true; });
  await rewrite("themes/cluster/assets/ground.css", (text) => `${text}\nh1 { letter-spacing: 7px !important; }\n`);
  await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).letterSpacing === "7px");
  assert.equal(await page.evaluate(() => window.before), true, "the page is the same one");
}
