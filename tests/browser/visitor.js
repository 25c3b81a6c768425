// A visitor: looks, points, clicks and types, in whichever engine. Everything is done
// with the mouse and the keyboard at the place where a person would do it.

import { setTimeout as wait } from "node:timers/promises";

const PATIENCE = 20000;
const GLANCE = 25;

/** What runs in the page before each look at it. */
const EYES = `
  const seen = (css, text) => [...document.querySelectorAll(css)].filter((element) =>
    element.checkVisibility() && (text == null || element.textContent.includes(text)));
`;

export class Visitor {
  /** A visitor in a tab, who comes to an edition. */
  constructor(tab, edition) {
    this.tab = tab;
    this.edition = edition;
  }

  /** Opens a page by its path. */
  open(path, query = "") {
    return this.tab.goto(this.edition.at(path) + query);
  }

  /** Runs a function in the page, which knows `seen(css, text)`, and returns what it returns. */
  async run(look, ...args) {
    const expression = `(async () => { ${EYES} return JSON.stringify((await (${look})(...${JSON.stringify(args)})) ?? null); })()`;
    return JSON.parse(await this.tab.evaluate(expression));
  }

  /** Looks until a function returns something, which it returns; a page that changes meanwhile is looked at again. */
  async until(look, ...args) {
    const end = Date.now() + PATIENCE;
    for (;;) {
      let trouble;
      const found = await this.run(look, ...args).catch((error) => void (trouble = error));
      if (found) return found;
      if (Date.now() > end) {
        throw new Error(`waited in vain for ${look} ${JSON.stringify(args)}${trouble ? `: ${trouble.message}` : ""} at ${await this.url().catch(() => "?")}`);
      }
      await wait(GLANCE);
    }
  }

  /** Waits until something is to be seen. */
  sees(css, text = null) {
    return this.until((css, text) => seen(css, text).length > 0, css, text);
  }

  /** Waits until nothing of the sort is to be seen. */
  misses(css, text = null) {
    return this.until((css, text) => seen(css, text).length === 0, css, text);
  }

  count(css, text = null) {
    return this.run((css, text) => seen(css, text).length, css, text);
  }

  /** The texts of what is to be seen. */
  texts(css) {
    return this.run((css) => seen(css).map((element) => element.textContent.trim().replace(/\s+/g, " ")), css);
  }

  async text(css) {
    await this.sees(css);
    return (await this.texts(css))[0];
  }

  value(css) {
    return this.run((css) => document.querySelector(css).value, css);
  }

  url() {
    return this.run(() => location.href);
  }

  /** Clicks in the middle of what is to be seen; it must not be covered by anything. */
  async click(css, { text = null, at = 0 } = {}) {
    const [x, y] = await this.until((css, text, at) => {
      const element = seen(css, text)[at];
      if (!element) return null;
      element.scrollIntoView({ block: "center", behavior: "instant" });
      // A link that is broken over two lines has no middle.
      const box = element.getClientRects()[0];
      const place = [box.left + box.width / 2, box.top + box.height / 2];
      const hit = document.elementFromPoint(...place);
      return hit && (element.contains(hit) || hit.contains(element)) ? place : null;
    }, css, text, at);
    await this.tab.click(x, y);
  }

  /** Writes into a field instead of what stands there. */
  async fill(css, text) {
    await this.click(css);
    await this.run((css) => document.querySelector(css).select(), css);
    if (text === "") await this.tab.press("Delete");
    else await this.tab.type(text);
  }

  /** Chooses an option, as the keyboard or the mouse does. */
  choose(css, value) {
    return this.run((css, value) => {
      const select = seen(css)[0];
      select.focus();
      select.value = value;
      select.dispatchEvent(new Event("input", { bubbles: true }));
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }, css, value);
  }

  press(key) {
    return this.tab.press(key);
  }

  back() {
    return this.tab.back();
  }

  forward() {
    return this.tab.forward();
  }

  reload() {
    return this.tab.reload();
  }

  /** What has the focus, as `name#id.class “text”`. */
  focused() {
    return this.run(() => {
      const element = document.activeElement;
      return element && element !== document.body ? element.outerHTML.slice(0, 200) : "";
    });
  }
}
