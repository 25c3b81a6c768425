// Asks Lighthouse for its opinion of a page of each kind, on a desk and on a phone:
// `node tests/browser/lighthouse.js FOLDER [PAGE …]`, where FOLDER holds `web/` and PAGE is a
// path such as `cs/clenove/`; without one, a page of each kind in the site's first language.
//
// Lighthouse is not among the packages of these tests, because of its size: LIGHTHOUSE names
// the folder that `npm install lighthouse` was run in. RUNS says how often each page is
// opened (3); the medians count. Performance depends on what else the machine does.

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { loadavg } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { allPages, choosePages } from "./pages.js";
import { serve } from "./server.js";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
/** Pages that put together what scripts bring, and that search engines are to leave out. */
const TOOLS = ["search", "compare", "shortlist", "404"];
const LEAST = 98;
const MOVED = 0.01;

const [folder, ...asked] = process.argv.slice(2);
const web = join(resolve(folder), "web");
const place = createRequire(join(resolve(process.env.LIGHTHOUSE ?? "."), "package.json"));
const load = (name) => import(pathToFileURL(place.resolve(name)).href);
const { default: lighthouse, desktopConfig } = await load("lighthouse");
const { launch } = await load("chrome-launcher");
const runs = Number(process.env.RUNS ?? 3);

const server = await serve(web, { compressed: true });
const chromePath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-headless-shell"].find(existsSync);
const browser = await launch({ chromePath, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage"] });
let failed = 0;
try {
  console.log(`page                            form     ${CATEGORIES.join("  ")}  CLS  LCP ms  kB  load`);
  for (const page of pages()) {
    for (const form of ["desktop", "mobile"]) failed += (await judge(page, form)) ? 0 : 1;
  }
} finally {
  await browser.kill();
  await server.close();
}
console.log(failed > 0 ? `${failed} below what is wanted` : "all as wanted");
process.exitCode = failed > 0 ? 1 : 0;

/** The pages that are opened: their addresses, and whether they are tools. */
function pages() {
  if (asked.length > 0) return asked.map((path) => ({ path, isTool: TOOLS.some((tool) => path.includes(tool)) }));
  const chosen = choosePages(allPages(web));
  const own = chosen.filter((page) => page.lang === chosen[0].lang && !["", "404", "redirect"].includes(page.kind) && !page.borrowed);
  return own.map((page) => ({ path: page.file.replace(/(^|\/)index\.html$/, "$1"), isTool: TOOLS.includes(page.kind) }));
}

/** Opens a page some times and tells the medians; whether they are as wanted. */
async function judge({ path, isTool }, form) {
  const results = [];
  for (let run = 0; run < runs; run += 1) {
    const flags = { port: browser.port, output: "json", logLevel: "error", onlyCategories: CATEGORIES };
    const { lhr } = await lighthouse(`${server.origin}/${path}`, flags, form === "desktop" ? desktopConfig : undefined);
    results.push(lhr);
  }
  const scores = CATEGORIES.map((category) => Math.round(100 * median(results.map((lhr) => lhr.categories[category].score))));
  const of = (audit) => median(results.map((lhr) => lhr.audits[audit].numericValue));
  const [cls, lcp, bytes] = [of("cumulative-layout-shift"), of("largest-contentful-paint"), of("total-byte-weight")];
  const [performance, ...others] = scores;
  const faults = CATEGORIES.slice(1).filter((_, at) => others[at] < 100 && !(isTool && CATEGORIES[at + 1] === "seo"));
  if (performance < (isTool || form === "mobile" ? LEAST + 1 - Number(isTool) : 100)) faults.push("performance");
  if (cls > MOVED) faults.push("CLS");
  console.log(`${path.padEnd(31)} ${form.padEnd(8)} ${scores.map((score) => String(score).padStart(3)).join(" ")}  ${cls.toFixed(3)} ${Math.round(lcp)} ${Math.round(bytes / 1000)}  ${loadavg()[0].toFixed(1)}${faults.length > 0 ? `  ${faults.join(", ")}` : ""}`);
  if (faults.length > 0) for (const line of reasons(results.at(-1), faults)) console.log(`    ${line}`);
  return faults.length === 0;
}

/** What Lighthouse says against a page. */
function reasons(lhr, faults) {
  const categories = CATEGORIES.filter((category) => faults.includes(category));
  const audits = categories.flatMap((category) => lhr.categories[category].auditRefs.filter((ref) => ref.weight > 0).map((ref) => lhr.audits[ref.id]));
  return audits.filter((audit) => audit.score !== null && audit.score < (audit.scoreDisplayMode === "numeric" ? 0.99 : 1)).map((audit) => {
    const items = (audit.details?.items ?? []).slice(0, 3).map((item) => item.node?.snippet ?? item.description ?? item.url ?? "");
    return `${audit.id} ${audit.displayValue ?? ""} ${items.join(" | ")}`.trim();
  });
}

function median(list) {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
}
