// How much a page moves while it loads: the sum of all layout shifts (CLS) with a font and
// pictures that come late and with what scripts put in, which is what a visitor on a slow
// line sees.

import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The most that a page may move; the bound of Lighthouse for "good" is ten times as much. */
const BOUND = 0.01;
/** How long the font and the pictures are on their way, so that the page is laid out without them first. */
const LATE = 250;
/** How long nothing has to happen until a page has come to rest. */
const REST = 150;

const SIZES = [{ width: 1350, height: 940 }, { width: 390, height: 844 }];

/** Reports each page, and each tool with something to do, that moves more than the bound. */
export async function checkSteadiness(browser, edition, chosen, pages, build, report) {
  const visits = [...chosen.filter((page) => page.kind !== "redirect"), ...asked(chosen, pages, join(build, "web"))];
  await Promise.all(SIZES.map((viewport) => checkSize(browser, edition, visits, viewport, report)));
}

/** The pages of one size: they wait for what comes late, so that both sizes go side by side. */
async function checkSize(browser, edition, visits, viewport, report) {
  const context = await browser.newContext({ viewport });
  await context.addInitScript(observe);
  // Intercepted requests are not kept either, so that they are late on every page.
  await context.route(/\.(woff2|webp|avif|jpe?g|png|svg)$/, async (route) => {
    await new Promise((done) => setTimeout(done, LATE));
    await route.continue();
  });
  const tab = await context.newPage();
  for (const page of visits) {
    const faults = await moved(tab, edition.address(page) + (page.query ?? ""));
    report.add({ edition: edition.name, check: "steady", page: page.name, file: page.file + (page.query ?? ""), how: `${viewport.width} px`, faults });
  }
  await context.close();
}

/** What a page says of itself at `address`: a fault where it moved too much. */
export async function moved(tab, address) {
  await tab.goto(address, { waitUntil: "networkidle" });
  await tab.evaluate(() => document.fonts.ready);
  await tab.waitForTimeout(REST);
  const shifts = await tab.evaluate(() => window.layoutShifts);
  const sum = shifts.reduce((all, shift) => all + shift.value, 0);
  if (sum <= BOUND) return [];
  const first = shifts.reduce((most, shift) => (shift.value > most.value ? shift : most));
  return [{ what: `moves while it loads: CLS ${sum.toFixed(3)}, at most ${BOUND}`, where: first.sources.join(", ") }];
}

/** Runs in the page: notes each shift with what moved. */
function observe() {
  window.layoutShifts = [];
  const named = (node) => {
    const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    return element ? `${element.localName}${[...element.classList].map((name) => `.${name}`).join("")}` : "gone";
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const sources = entry.sources.map(({ node, previousRect, currentRect }) =>
        `${named(node)} ${Math.round(previousRect.y)}→${Math.round(currentRect.y)}`);
      window.layoutShifts.push({ value: entry.value, sources });
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/**
 * The tools with something in the address, which scripts answer once the page is there:
 * a search for the first word of an entry, a list with a filter, a comparison.
 */
function asked(chosen, pages, web) {
  const html = (page) => readFileSync(join(web, page.file), "utf8");
  const found = [];
  for (const page of chosen) {
    const own = pages.filter((other) => other.lang === page.lang);
    const add = (query) => found.push({ ...page, name: `${page.name} with a query`, query });
    const first = (kind, pattern) => {
      const matches = own.filter((other) => other.kind === kind).map((other) => html(other).match(pattern)?.[1]);
      return matches.filter((match) => match !== undefined);
    };
    if (page.kind === "search") add(`?q=${encodeURIComponent(first("entry", /<h1[^>]*>([^\s<]{4,})/)[0] ?? "a")}`);
    if (page.kind === "list") {
      const filter = html(page).match(/data-filter="([^"]+)"/)?.[1];
      if (filter && /data-explore=/.test(html(page))) add(`?${filter}`);
    }
    if (page.kind === "compare" || page.kind === "shortlist") {
      const entries = [...new Set(first("entry", /head-actions[\s\S]*?data-entry="([^"]+)"|data-entry="([^"]+)"/))].slice(0, 3);
      if (page.kind === "compare" && entries.length > 1) add(`?ids=${entries.join(",")}`);
    }
  }
  return found;
}
