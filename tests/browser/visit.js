// A visit: one page opened in one way, and everything that is wrong with it.

import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";

import { checkAccessibility } from "./accessibility.js";
import { checkMenu } from "./menu.js";
import { sticksOut } from "./overflow.js";

const WIDE = { name: "wide", width: 1280, height: 900, fits: [1280], phone: false };
const PHONE = { name: "phone", width: 390, height: 844, fits: [390, 320], phone: true };
const LIGHT_AND_DARK = ["light", "dark"];

/** How every page is opened once: the narrowest window that has to do (WCAG 1.4.10). */
export const NARROW = {
  ...PHONE, name: "narrow", width: 320, fits: [320], script: true, schemes: ["light"], pictures: [], runsAxe: false,
};

/**
 * The ways in which a page of each kind is opened. Pictures and axe take most of the
 * time, so of what looks the same and holds the same markup they take one.
 */
export function ways(edition) {
  const web = edition.name === "web";
  const opened = (size) => [
    { ...size, script: true, schemes: LIGHT_AND_DARK, pictures: web ? LIGHT_AND_DARK : ["light"], runsAxe: web },
    { ...size, name: `${size.name}-noscript`, script: false, schemes: LIGHT_AND_DARK, pictures: web ? ["light"] : [], runsAxe: false },
  ];
  return [WIDE, PHONE].flatMap(opened);
}

/**
 * Opens pages in one way, one after another in the same tab, and reports what is
 * wrong with each. A tab of their own would take longer to open than most pages.
 */
export async function visit(browser, edition, way, pages, report, shots) {
  const context = await browser.newContext({
    viewport: { width: way.width, height: way.height },
    isMobile: way.phone,
    hasTouch: way.phone,
    javaScriptEnabled: way.script,
  });
  try {
    let tab = await context.newPage();
    for (const page of pages) {
      const tell = (check, how, faults) =>
        report.add({ edition: edition.name, check, page: page.name, file: page.file, how: `${way.name} ${how}`, faults });
      try {
        await look(tab, edition, way, page, tell, shots);
      } catch (error) {
        tell("opens", "", [{ what: `the visit broke off: ${error.message}` }]);
        if (!browser.isConnected()) throw error;
        await tab.close();
        tab = await context.newPage();
      }
    }
  } finally {
    await context.close();
  }
}

/** Looks at one page: in each colour scheme, then in each width that it has to fit. */
async function look(tab, edition, way, page, tell, shots) {
  const faults = watch(tab, edition, page);
  await tab.setViewportSize({ width: way.width, height: way.height });
  await tab.emulateMedia({ colorScheme: way.schemes[0] });
  await open(tab, edition, page);
  for (const scheme of way.schemes) {
    await tab.emulateMedia({ colorScheme: scheme });
    await settle(tab);
    if (way.pictures.includes(scheme)) await keepPicture(tab, page, way, scheme, shots);
    tell("opens", scheme, faults.splice(0));
    if (way.runsAxe && page.kind !== "redirect") tell("axe", scheme, await checkAccessibility(tab));
  }
  if (page.kind === "home" && page.name === "home" && way.phone) {
    tell("menu", "open", await checkMenu(tab, way.runsAxe, async () => {
      await settle(tab);
      if (way.pictures.length > 0) await keepPicture(tab, page, way, "menu", shots);
    }));
  }
  for (const width of way.fits) {
    await tab.setViewportSize({ width, height: way.height });
    tell("fits", `${width} px`, await tab.evaluate(sticksOut));
  }
  await settle(tab);
  tell("pictures", "", await tab.evaluate(undrawn));
}

/** The pictures in a page that have a place and are not drawn there. Runs in the page. */
function undrawn() {
  const shown = [...document.images].filter((image) => image.getClientRects().length > 0);
  const missing = shown.filter((image) => !image.complete || image.naturalWidth === 0);
  return missing.map((image) => ({ what: `not drawn: ${image.currentSrc || image.src}`, where: image.alt }));
}

/** Collects, from now on, all that a page says or asks for and should not. */
function watch(tab, edition, page) {
  const faults = [];
  tab.removeAllListeners();
  const missing = edition.status(page) === 404 ? edition.address(page) : undefined;
  tab.on("console", (message) => {
    if (message.location().url === missing) return;
    faults.push({ what: `console ${message.type()}: ${message.text()}`, where: message.location().url });
  });
  tab.on("pageerror", (error) => faults.push({ what: `error on the page: ${error.message}` }));
  tab.on("request", (request) => {
    const url = request.url();
    if (url.startsWith(edition.root) || url.startsWith("data:")) return;
    faults.push({ what: `request leaves the edition: ${url}` });
  });
  tab.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // The browser takes a picture back where the window becomes another one on its way.
    // Whether it drew one in the end is asked at the end of the visit.
    if (why === "net::ERR_ABORTED" && request.resourceType() === "image") return;
    faults.push({ what: `request failed: ${request.url()}`, where: why });
  });
  tab.on("response", (response) => {
    if (response.status() < 400 || response.url() === missing) return;
    faults.push({ what: `answered ${response.status()}: ${response.url()}` });
  });
  return faults;
}

async function open(tab, edition, page) {
  const address = edition.address(page);
  const response = await tab.goto(address);
  const status = edition.status(page);
  if (edition.root.startsWith("http") && response.status() !== status) {
    throw new Error(`${address} answered ${response.status()}, not ${status}`);
  }
  if (page.kind === "redirect") await tab.waitForURL((url) => url.href !== address, { timeout: 5000 });
}

/** Waits until fonts and pictures are there and nothing moves any more. */
async function settle(tab) {
  await tab.evaluate(async () => {
    for (const picture of document.images) picture.loading = "eager";
    // A picture that cannot be decoded was reported as a failed request already.
    await Promise.allSettled([document.fonts.ready, ...[...document.images].map((picture) => picture.decode())]);
    for (const animation of document.getAnimations()) {
      if (Number.isFinite(animation.effect?.getComputedTiming().endTime)) animation.finish();
    }
  });
}

async function keepPicture(tab, page, way, state, shots) {
  const path = join(shots, page.lang, `${page.name.replaceAll(/[ /]/g, "-")}.${way.name}.${state}.jpg`);
  mkdirSync(dirname(path), { recursive: true });
  await tab.screenshot({ path, fullPage: state !== "menu", type: "jpeg", quality: 80 });
}
