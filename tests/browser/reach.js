// What a finger and a keyboard reach: targets of at least 24 by 24 pixels (WCAG 2.5.8,
// without the exception for spacing), and a focus that nothing hides on a short screen or
// at 400 % (2.4.11).

/** The size of a screen of 1280 by 1024 pixels at 400 %, and that of a low window. */
const SHORT = [{ width: 320, height: 256 }, { width: 1280, height: 360 }];
const PHONE = { width: 390, height: 844 };
/** How often Tab is pressed on a page: past the head, and a good way into what follows. */
const STEPS = 45;

/** Reports what is too small to be touched, and what has the focus and is not seen. */
export async function checkReach(browser, edition, chosen, report) {
  const pages = chosen.filter((page) => page.kind !== "redirect");
  const tell = (page, check, how, faults) =>
    report.add({ edition: edition.name, check, page: page.name, file: page.file, how, faults });
  const context = await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true });
  const tab = await context.newPage();
  for (const page of pages) {
    await tab.goto(edition.address(page), { waitUntil: "load" });
    tell(page, "targets", `${PHONE.width} px`, await tab.evaluate(tooSmall));
  }
  await context.close();
  for (const viewport of SHORT) {
    const short = await browser.newContext({ viewport });
    const tab = await short.newPage();
    await pickOne(tab, edition, pages);
    const kinds = new Set();
    for (const page of pages) {
      // What is at stake is the frame of a page, which is the same for each kind.
      if (kinds.has(page.kind)) continue;
      kinds.add(page.kind);
      await tab.goto(edition.address(page), { waitUntil: "load" });
      tell(page, "focus seen", `${viewport.width} × ${viewport.height}`, await hiddenFocus(tab));
    }
    await short.close();
  }
}

/** Puts an entry on the shortlist, so that its bar is there. */
async function pickOne(tab, edition, pages) {
  for (const page of pages.filter((page) => page.kind === "list")) {
    await tab.goto(edition.address(page), { waitUntil: "load" });
    const box = tab.locator("[data-pick] input").first();
    if ((await box.count()) === 0) continue;
    await box.check();
    return;
  }
}

async function hiddenFocus(tab) {
  const faults = [];
  for (let step = 0; step < STEPS && faults.length < 3; step += 1) {
    await tab.keyboard.press("Tab");
    const hidden = await tab.evaluate(isHidden);
    if (hidden === "end") break;
    if (hidden) faults.push(hidden);
  }
  return faults;
}

/** Runs in the page: whether something else lies over all of what has the focus. */
function isHidden() {
  const element = document.activeElement;
  if (!element || element === document.body) return "end";
  const box = element.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const left = Math.max(box.left, 0), right = Math.min(box.right, clientWidth);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, clientHeight);
  const name = `${element.localName}${[...element.classList].map((one) => `.${one}`).join("")} “${element.textContent.trim().slice(0, 30)}”`;
  if (right - left < 1 || bottom - top < 1) return { what: `has the focus outside of the window: ${name}`, where: `${Math.round(box.top)} of ${clientHeight} px` };
  const seen = [0.1, 0.5, 0.9].some((x) => [0.1, 0.5, 0.9].some((y) => {
    const at = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
    return at && (at === element || element.contains(at) || at.contains(element));
  }));
  return seen ? "" : { what: `has the focus and is hidden: ${name}`, where: `${Math.round(box.top)} of ${clientHeight} px` };
}

/**
 * Runs in the page: the targets that are less than 24 pixels wide or high. A link within a
 * sentence is as high as its line; one that fills its card is as large as the card.
 */
function tooSmall() {
  const LEAST = 23.5;
  const WORDS = 12;
  const fillsCard = (element) => ["::before", "::after"].some((part) => {
    const style = getComputedStyle(element, part);
    return style.content !== "none" && style.position === "absolute" && parseFloat(style.width) > 40 && parseFloat(style.height) >= LEAST;
  });
  const inSentence = (element) => {
    if (getComputedStyle(element).display !== "inline") return false;
    const block = element.closest("p, li, dd, td, th, figcaption, caption, small, blockquote, div");
    const links = [...block.querySelectorAll("a")].map((link) => link.textContent).join("");
    return block.textContent.replaceAll(/\s+/g, " ").trim().length - links.replaceAll(/\s+/g, " ").trim().length >= WORDS;
  };
  const found = [];
  for (const element of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
    const target = element.localName === "input" ? element.closest("label") ?? element : element;
    if (!target.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) continue;
    const box = target.getBoundingClientRect();
    // What is there for screen readers alone, or comes with the focus, is touched by nobody.
    if (box.width <= 1 || box.height <= 1 || box.bottom + scrollY <= 0 || target.closest(".visually-hidden")) continue;
    if ((box.width >= LEAST && box.height >= LEAST) || fillsCard(element) || inSentence(element)) continue;
    const name = `${target.localName}${[...target.classList].map((one) => `.${one}`).join("")} in ${target.parentElement.localName}${[...target.parentElement.classList].map((one) => `.${one}`).join("")}`;
    found.push({ what: `too small to be touched: ${name}`, where: `“${target.textContent.trim().slice(0, 30)}” ${Math.round(box.width)} × ${Math.round(box.height)} px` });
  }
  return found;
}
