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

STEPS["filters by terms and ranges"] = async ({ tab, open, axe }) => {
  await open("structures");
  const page = () => tab.textContent(".explore-status");
  await tab.click(".explore > button");
  await tab.waitForSelector(".explore-table");
  const total = Number((await page()).match(/\d+/)[0]);
  assert.equal(await tab.locator(".explore-table tbody tr").count(), total);
  const fieldset = tab.locator(".explore-facet", { hasText: "Polymers" });
  await fieldset.locator("summary").click();
  await fieldset.getByLabel(/^PCL/).check();
  await tab.waitForFunction((all) => document.querySelectorAll(".explore-table tbody tr").length < all, total);
  assert.match(tab.url(), /[?&]polymers=pcl/);
  const ofPcl = await tab.locator(".explore-table tbody tr").count();
  const counted = await fieldset.locator("li", { hasText: "PCL" }).locator(".count").textContent();
  assert.equal(Number(counted), ofPcl);
  // A second choice of the same facet adds to the first.
  await fieldset.getByLabel(/^PLA/).check();
  await tab.waitForFunction((few) => document.querySelectorAll(".explore-table tbody tr").length > few, ofPcl);
  await axe("filters");
  await tab.goBack();
  await tab.waitForFunction((few) => document.querySelectorAll(".explore-table tbody tr").length === few, ofPcl);
  await tab.goBack();
  await tab.waitForFunction(() => !document.querySelector("main").classList.contains("exploring"));
};

STEPS["a range of a measured property, in another unit, from the address"] = async ({ tab, open }) => {
  const rows = async (query) => {
    await open("structures", query);
    await tab.waitForSelector(".explore-table, .explore .empty");
    return tab.locator(".explore-table tbody th a").allTextContents();
  };
  const inNanometres = await rows("?properties.fibre_diameter.min=100&properties.fibre_diameter.max=300");
  const inMicrometres = await rows("?properties.fibre_diameter.min=0.1&properties.fibre_diameter.max=0.3&properties.fibre_diameter.unit=um");
  assert.ok(inNanometres.length > 1, "some have fibres of 100 to 300 nm");
  assert.deepEqual(inMicrometres, inNanometres);
  // What overlaps the range is in it, and the column shows what was asked for.
  assert.equal(await tab.inputValue("#explore-properties-fibre_diameter-unit"), "um");
  assert.match(await tab.textContent(".explore-table thead"), /Fibre diameter/);
  const withNone = await rows("?properties.fibre_diameter.min=100&properties.fibre_diameter.max=300&properties.fibre_diameter=_");
  assert.ok(withNone.length > inNanometres.length, "what is not stated can be let in");
  await tab.fill("#explore-properties-fibre_diameter-max", "100000");
  await tab.waitForFunction((few) => document.querySelectorAll(".explore-table tbody tr").length > few, withNone.length);
};

STEPS["sort by a column, and chips that end a filter"] = async ({ tab, open }) => {
  await open("structures", "?technology=electrospinning");
  await tab.waitForSelector(".explore-table");
  await tab.click('.sort[data-key="trl"]');
  await tab.waitForSelector('th[aria-sort="ascending"]');
  const levels = await tab.locator('td[data-label^="Technology readiness"]').allTextContents();
  assert.deepEqual(levels, [...levels].sort((a, b) => a - b));
  assert.equal(await tab.evaluate(() => document.activeElement.getAttribute("data-key")), "trl", "the focus stays");
  await tab.keyboard.press("Enter");
  await tab.waitForSelector('th[aria-sort="descending"]');
  assert.match(tab.url(), /sort=-trl/);
  await tab.click(".chip");
  await tab.waitForFunction(() => !location.search.includes("technology"));
};

STEPS["compare"] = async ({ tab, open, axe, at }) => {
  await open("structures");
  for (const index of [0, 1, 2]) await tab.locator("[data-entry] .pick input").nth(index).check();
  await tab.waitForSelector(".picked-actions a");
  assert.match(await tab.textContent(".picked [role=status]"), /^3 entries/);
  await tab.getByRole("link", { name: /Compare 3/ }).click();
  await tab.waitForSelector(".compare-table");
  assert.ok(tab.url().startsWith(at("compare")), tab.url());
  assert.equal(await tab.locator(".compare-table thead th").count(), 3);
  await axe("compare");
  const all = await tab.locator(".compare-table tbody tr").count();
  await tab.check("#compare-only");
  await tab.waitForFunction((before) => document.querySelectorAll(".compare-table tbody tr").length <= before && location.search.includes("only=1"), all);
  assert.ok(await tab.locator(".compare-differs").count());
  await tab.locator("[data-ref]").nth(1).check();
  await tab.waitForFunction(() => location.search.includes("ref="));
  assert.equal(await tab.locator("td.compare-reference").nth(0).evaluate((cell) => cell.cellIndex), 2);
  await tab.locator(".compare-remove").first().click();
  await tab.waitForFunction(() => document.querySelectorAll(".compare-table thead th").length === 2);
  await tab.goBack();
  await tab.waitForFunction(() => document.querySelectorAll(".compare-table thead th").length === 3);
};

STEPS["compare puts only what compares on one line"] = async ({ tab, open }) => {
  // Areal mass was weighed in one way for each, and no key condition is stated by both.
  await open("compare", "?ids=structures:ns-001,structures:ns-002");
  await tab.waitForSelector(".compare-table");
  const lines = await tab.locator("tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
  const efficiency = lines.filter(([label]) => label.startsWith("Filtration efficiency"));
  assert.equal(efficiency.length, 2, "two values under unlike conditions stand on two lines");
};

STEPS["shortlist"] = async ({ tab, open, axe, at }) => {
  await open("structures/ns-001");
  if ((await tab.locator(".pick input").count()) === 0) await open("structures");
  await tab.locator(".pick input").first().check();
  await open("members");
  await tab.waitForSelector(".picked:not([hidden])");
  await tab.getByRole("link", { name: "Shortlist and enquiry" }).click();
  await tab.waitForSelector(".shortlist-items li");
  assert.ok(tab.url().startsWith(at("shortlist")), tab.url());
  const message = await tab.inputValue("#enquiry");
  assert.match(message, /https:\/\/www\.example\.org\/structures\/\S+\/\n/);
  const mail = await tab.getAttribute(".enquiry-actions a", "href");
  assert.ok(mail.startsWith("mailto:") && decodeURIComponent(mail).includes(message.split("\n")[0]));
  await axe("shortlist");
  await tab.locator(".shortlist-items button").click();
  await tab.waitForFunction(() => !document.querySelector(".shortlist-items"));
  await tab.reload();
  await tab.waitForFunction(() => document.querySelector("[data-shortlist-status]").textContent !== "");
  assert.equal(await tab.locator(".shortlist-items li").count(), 0);
};

STEPS["the same page in the other language"] = async ({ tab, open, at }) => {
  await open("compare", "?ids=structures:ns-001,structures:ns-002");
  await tab.waitForSelector(".compare-table");
  await tab.click('.languages a[hreflang="cs"]');
  await tab.waitForURL((url) => url.href.startsWith(at("cs/porovnani")));
  await open("cs/struktury", "?polymers=pcl");
  await tab.waitForSelector(".explore-table");
  assert.match(await tab.textContent(".explore-status"), /záznam/);
  // Czech writes a decimal comma, and what is not stated is said in Czech.
  assert.match(await tab.textContent(".explore-form"), /neuvedeno/);
};

STEPS["the keyboard alone filters and picks"] = async ({ tab, open }) => {
  await open("structures");
  await tab.locator(".explore > button").focus();
  await tab.keyboard.press("Enter");
  await tab.waitForFunction(() => document.activeElement?.matches(".explore-facet summary"));
  await tab.keyboard.press("Enter");
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Space");
  await tab.waitForFunction(() => location.search !== "");
  assert.ok(await tab.evaluate(() => document.activeElement.matches(".explore-facet input:checked")), "the focus stays on the box");
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
