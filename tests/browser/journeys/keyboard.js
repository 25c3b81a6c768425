// The keyboard alone reaches everything, in the order of the page, and always shows
// where it is.

import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";

const SCROLLING = 200;
const LOOKS = 5;

const PAGES = {
  "the home page": ["", ""],
  "an entry": ["structures/ns-001", ""],
  "a member": ["members/fiolume", ""],
  "a list": ["members", ""],
  "a list with filters": ["structures", "?polymers=pcl&trl.min=1"],
  "search results": ["search", "?q=nanofibre"],
  "a comparison": ["compare", "?ids=structures:ns-001,structures:ns-002"],
  "a list in Czech": ["cs/clenove", ""],
};

/** Marks all that Tab should reach with its number, and returns how many that are. */
function number() {
  const can = "a[href], button, input, select, textarea, summary, iframe, [tabindex='0']";
  const reached = [...document.querySelectorAll(can)].filter((element) => {
    if (element.disabled || element.tabIndex < 0 || !element.checkVisibility({ visibilityProperty: true })) return false;
    // One of a group of radio buttons is reached, the arrows do the rest.
    if (element.type === "radio") return element.checked;
    return true;
  });
  reached.forEach((element, at) => element.setAttribute("data-tab", at));
  document.activeElement?.blur();
  window.scrollTo(0, 0);
  return reached.length;
}

/** What has the focus: its number, and what is wrong with how it shows that. */
function look() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return { at: null, faults: [] };
  const faults = [];
  const style = getComputedStyle(element);
  const shows = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  if (!shows) faults.push("shows no focus");
  const box = element.getClientRects()[0];
  if (!box || box.width < 1 || box.height < 1) faults.push("has no size");
  else {
    if (box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth) faults.push("is out of sight");
    const hit = document.elementFromPoint(Math.min(innerWidth - 1, Math.max(0, box.left + box.width / 2)), Math.min(innerHeight - 1, Math.max(0, box.top + Math.min(box.height, innerHeight) / 2)));
    if (hit && !element.contains(hit) && !hit.contains(element)) faults.push(`is covered by ${hit.outerHTML.slice(0, 80)}`);
  }
  const at = element.getAttribute("data-tab");
  return { at: at === null ? -1 : Number(at), faults, html: element.outerHTML.slice(0, 120) };
}

async function walk(visitor, [path, query]) {
  await visitor.open(path, query);
  if (query) await visitor.sees(".result, .explore-cards, .compare-table");
  await visitor.until(() => ![...document.querySelectorAll(".pick input")].some((box) => box.disabled));
  const all = await visitor.run(number);
  const faults = [];
  let last = -1;
  for (let step = 0; step < all + 5; step += 1) {
    await visitor.press("Tab");
    let now = await visitor.run(look);
    // Some browsers scroll a moment after the focus has moved, a busy machine later.
    for (let tries = 0; tries < LOOKS && now.faults.length > 0; tries += 1) {
      await wait(SCROLLING);
      now = await visitor.run(look);
    }
    if (now.at === null) break;
    if (now.at === 0 && last === all - 1) break;
    if (now.at !== last + 1) {
      faults.push(`after ${last} of ${all} comes ${now.at}: ${now.html}`);
      break;
    }
    faults.push(...now.faults.map((fault) => `${now.html} ${fault}`));
    last = now.at;
  }
  if (last !== all - 1) faults.push(`reached ${last + 1} of ${all}`);
  assert.deepEqual(faults, []);
  return `${all} stops`;
}

export default Object.fromEntries(Object.entries(PAGES).flatMap(([name, page]) => [
  [`Tab goes through ${name}`, (visitor) => walk(visitor, page)],
  [`Tab goes through ${name} on a phone`, Object.assign((visitor) => walk(visitor, page), { phone: true })],
]));
