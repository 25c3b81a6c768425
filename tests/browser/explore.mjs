// Drives what works on the whole catalogue, as a visitor would: search, filters,
// comparison, shortlist. `node tests/browser/explore.mjs FOLDER`, where FOLDER holds
// a finished build of the content of this repository. Over HTTP under the strict
// policy, and on file:// in a folder with an awkward name and no network. A message on
// the console or a request that fails or leaves the site is a failure.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { launch } from "./browser.js";
import { serve } from "./server.js";

process.env.CHROMIUM ||= ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find(existsSync) ?? "";
const AWKWARD_NAME = "Výstava nanovláken #1, 100% příště";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const AXE_OPTIONS = {
  preload: false, iframes: false, resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
};

const build = resolve(process.argv[2]);
const wanted = process.argv[3];
const shots = process.env.SHOTS;
let failures = 0;
let checks = 0;

/** The steps of a visit, in their order; each begins on a page of its own. */
const STEPS = {};

STEPS["search folds, forgives and highlights"] = async ({ tab, open, axe }) => {
  await open("search", "?q=nanovlakna");
  await tab.waitForSelector(".result");
  assert.match(await tab.textContent("[data-search-status]"), /results? for “nanovlakna”/);
  await axe("search");
  const first = async (query) => {
    await tab.fill("[data-search] input", query);
    await tab.waitForSelector(`[data-query="${query}"] .result`);
    return tab.textContent(".result .result-title");
  };
  assert.match(await first("ns001"), /Ultrafine PA 6\/6/);
  assert.match(await first("NS-001"), /Ultrafine PA 6\/6/);
  await first("lay\u00e9r");
  assert.ok(await tab.locator(".result mark").first().isVisible());
  const codes = await first("PA 6");
  assert.equal(await first("pa6"), codes);
  // A slip of the pen.
  assert.match(await first("filtartion"), /\S/);
  assert.ok((await tab.locator(".result").count()) > 0);
};

STEPS["search from the header of any page, and back"] = async ({ tab, open, at }) => {
  await open("");
  await tab.fill("#header-q", "univerzita");
  await tab.press("#header-q", "Enter");
  await tab.waitForSelector(".result");
  assert.ok(tab.url().startsWith(at("search")), tab.url());
  const link = tab.locator(".result .result-title a").first();
  const title = await link.textContent();
  await link.click();
  await tab.waitForSelector("h1");
  assert.equal((await tab.textContent("h1")).trim(), title.trim());
  await tab.goBack();
  await tab.waitForSelector(".result");
  assert.equal(await tab.inputValue("#search-q"), "univerzita");
};

STEPS["results of one kind, and the way back"] = async ({ tab, open }) => {
  await open("search", "?q=univerzita");
  await tab.waitForSelector(".search-in a");
  await tab.click(".search-in li:nth-child(2) a");
  await tab.waitForSelector('.search-in li:nth-child(2) a[aria-current]');
  assert.match(tab.url(), /in=/);
  await tab.goBack();
  await tab.waitForSelector('.search-in li:nth-child(1) a[aria-current]');
};

STEPS["search in Czech"] = async ({ tab, open }) => {
  await open("cs/hledani", "?q=zvlaknovani");
  await tab.waitForSelector(".result");
  assert.match(await tab.textContent("[data-search-status]"), /výsled/);
  const marked = await tab.locator("mark").allTextContents();
  assert.ok(marked.some((text) => /zvlákňov/i.test(text)), marked.join());
};

// STEPS END

/** The editions, each with the address of a page by its path. */
async function editions() {
  const server = await serve(join(build, "web"));
  const place = await mkdtemp(join(tmpdir(), "spunweb-explore-"));
  const folder = join(place, AWKWARD_NAME);
  await cp(join(build, "offline"), folder, { recursive: true });
  return [
    { name: "web", at: (path) => `${server.origin}/${path ? `${path}/` : ""}`, root: server.origin, close: server.close },
    {
      name: "offline",
      at: (path) => pathToFileURL(join(folder, path, "index.html")).href,
      root: pathToFileURL(folder).href,
      close: () => rm(place, { recursive: true }),
    },
  ];
}

async function run(browser, edition, name, step) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, offline: edition.name === "offline" });
  const tab = await context.newPage();
  tab.setDefaultTimeout(8000);
  const faults = [];
  context.on("console", (message) => faults.push(`console ${message.type()}: ${message.text()}`));
  context.on("weberror", (error) => faults.push(`error: ${error.error().stack}`));
  context.on("request", (request) => {
    if (!request.url().startsWith(edition.root) && !request.url().startsWith("data:")) faults.push(`request leaves: ${request.url()}`);
  });
  context.on("requestfailed", (request) => {
    // A page that is left while a picture loads lets go of it.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") faults.push(`request failed: ${request.url()}`);
  });
  context.on("response", (response) => response.status() >= 400 && faults.push(`${response.status()}: ${response.url()}`));
  const open = (path, query = "") => tab.goto(edition.at(path) + query);
  const axe = async (what) => {
    for (const scheme of ["light", "dark"]) {
      for (const width of [1280, 390]) {
        await tab.emulateMedia({ colorScheme: scheme });
        await tab.setViewportSize({ width, height: 900 });
        if (shots) {
          await mkdir(shots, { recursive: true });
          await tab.screenshot({ path: join(shots, `${edition.name}-${what}-${scheme}-${width}.png`), fullPage: true });
        }
        const wide = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wide <= 0, `${what} is ${wide} px too wide at ${width} px`);
        await tab.evaluate(AXE);
        const { violations } = await tab.evaluate((options) => globalThis.axe.run(document, options), AXE_OPTIONS);
        const told = violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")} ${node.any[0]?.message ?? ""}`));
        assert.deepEqual(told, [], `axe, ${what}, ${scheme}, ${width} px`);
      }
    }
    await tab.emulateMedia({ colorScheme: "light" });
    await tab.setViewportSize({ width: 1280, height: 900 });
  };
  checks += 1;
  try {
    await step({ tab, open, axe, at: edition.at, edition, context });
    assert.deepEqual(faults, [], "messages and requests");
    console.log(`ok      ${edition.name}: ${name}`);
  } catch (error) {
    failures += 1;
    console.log(`FAILED  ${edition.name}: ${name}\n        ${String(error.message).split("\n").slice(0, 12).join("\n        ")}`);
    if (faults.length) console.log(`        ${faults.join("\n        ")}`);
  } finally {
    await context.close();
  }
}

const browser = await launch();
for (const edition of await editions()) {
  for (const [name, step] of Object.entries(STEPS)) {
    if (!wanted || name.includes(wanted)) await run(browser, edition, name, step);
  }
  await edition.close();
}
await browser.close();
console.log(`${checks - failures} passed, ${failures} failed`);
process.exitCode = failures ? 1 : 0;
