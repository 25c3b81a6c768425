// @ts-check
// The shortlist: entries that a visitor collects. Every page can add to it; the
// page of the shortlist makes an enquiry of it.
(function () {
  "use strict";

  const { link, site, text, el, number } = /** @type {any} */ (window).spunweb;

  /** The entries as `collection:id`. @type {string[]} */
  let ids = [];
  let ready = false;
  /** @type {((ids: string[]) => void)[]} */
  const watchers = [];
  const store = location.protocol === "file:" ? frameStore() : ownStore();

  /** The store of a website. */
  function ownStore() {
    const key = `spunweb:${new URL(link(site().root)).pathname}:shortlist`;
    addEventListener("storage", (event) => event.key === key && take(event.newValue));
    return {
      read: async () => {
        try {
          return localStorage.getItem(key);
        } catch {
          return null;
        }
      },
      write: (/** @type {string} */ value) => {
        try {
          localStorage.setItem(key, value);
        } catch {
          // The list then lasts as long as the page.
        }
      },
    };
  }

  /** The store of a folder, which one file in a hidden frame keeps for all. */
  function frameStore() {
    const scripts = /** @type {HTMLScriptElement} */ (document.currentScript);
    const file = new URL("../store.html", scripts.src);
    const key = `spunweb:${file.pathname.replace(/\/assets\/.*$/, "")}:shortlist`;
    const frame = el("iframe", { src: file.href, hidden: true, tabindex: "-1", title: "", "aria-hidden": "true" });
    const loaded = new Promise((done) => frame.addEventListener("load", done));
    document.body.append(frame);
    let last = 0;
    const ask = async (/** @type {string} */ value) => {
      await loaded;
      last += 1;
      const mine = last;
      return new Promise((done) => {
        const answer = (/** @type {MessageEvent} */ event) => {
          if (event.source !== frame.contentWindow || !event.data || event.data.number !== mine) return;
          removeEventListener("message", answer);
          done(event.data.value);
        };
        addEventListener("message", answer);
        frame.contentWindow.postMessage({ to: "spunweb-store", number: mine, value }, "*");
      });
    };
    const write = (/** @type {string} */ value) => {
      try {
        // Where all files have one store, this is it, and the value is there even if
        // the page is left before the frame has heard of it.
        localStorage.setItem(key, value);
      } catch {
        // The frame will tell.
      }
      void ask(value);
    };
    return { read: () => ask(/** @type {any} */ (undefined)), write };
  }

  /** @param {string | null} json */
  function take(json) {
    try {
      const read = JSON.parse(json || "[]");
      ids = Array.isArray(read) ? read.filter((id) => typeof id === "string") : [];
    } catch {
      ids = [];
    }
    tell();
  }

  function tell() {
    ready = true;
    for (const input of document.querySelectorAll("input[data-picks]")) {
      const box = /** @type {HTMLInputElement} */ (input);
      box.checked = ids.includes(box.getAttribute("data-picks") || "");
      box.disabled = false;
    }
    for (const watcher of watchers) watcher(ids);
  }

  /** @param {string} id @param {boolean} on */
  function set(id, on) {
    ids = ids.filter((one) => one !== id);
    if (on) ids.push(id);
    store.write(JSON.stringify(ids));
    tell();
  }

  function clear() {
    ids = [];
    store.write("[]");
    tell();
  }

  /** Calls a function once the list is known, and whenever it changes. @param {(ids: string[]) => void} watcher */
  function watch(watcher) {
    watchers.push(watcher);
    if (ready) watcher(ids);
  }

  /** A box to tick for an entry. @param {string} id @param {string} title */
  function box(id, title) {
    const input = el("input", { type: "checkbox", "data-picks": id, disabled: !ready, change: () => set(id, input.checked) });
    input.checked = ids.includes(id);
    return el("label", { class: "pick" }, input, el("span", {}, text("pick")), el("span", { class: "visually-hidden" }, `: ${title}`));
  }

  /** The address of the comparison of some entries. @param {string[]} of */
  function comparison(of) {
    return `${link(site().tools.compare)}?ids=${of.map(encodeURIComponent).join(",").replace(/%3A/g, ":")}`;
  }

  /** The bar at the foot of a page, once there is something on the list. */
  function bar() {
    const status = el("span", { role: "status" });
    const actions = el("span", { class: "picked-actions" });
    const aside = el("aside", { class: "picked", "aria-label": text("shortlist"), hidden: true }, el("div", { class: "wrap picked-in" }, status, actions));
    const footer = document.querySelector(".site-footer");
    if (footer) footer.before(aside);
    else document.body.append(aside);
    watch(() => {
      aside.hidden = ids.length === 0;
      status.textContent = ids.length === 0 ? "" : text("picked", { count: ids.length, number: number(ids.length) });
      actions.replaceChildren(...[
        site().tools.shortlist && el("a", { class: "button button-small", href: link(site().tools.shortlist) }, text("shortlist_open")),
        ...site().tools.compare ? comparable().map(([collection, of]) => el("a", { class: "button button-small", href: comparison(of) }, text("compare_these", { collection: collection.label, count: of.length }))) : [],
      ].filter(Boolean));
    });
  }

  /** Collections of which the list has two to six entries. @returns {[any, string[]][]} */
  function comparable() {
    const of = (/** @type {any} */ collection) => ids.filter((id) => id.startsWith(`${collection.id}:`));
    const pairs = site().collections.filter((/** @type {any} */ one) => one.compare).map((/** @type {any} */ one) => [one, of(one)]);
    return pairs.filter((/** @type {[any, string[]]} */ [, own]) => own.length >= 2 && own.length <= 6);
  }

  Object.assign(/** @type {any} */ (window), { spunwebShortlist: { set, clear, watch, box, comparison, ids: () => ids } });

  for (const place of document.querySelectorAll("[data-entry]")) {
    const title = place.querySelector("h1, h2, h3, h4");
    const into = place.querySelector("[data-pick]") || place;
    into.append(box(/** @type {string} */ (place.getAttribute("data-entry")), title && title.textContent || ""));
  }
  if (!document.querySelector("[data-shortlist], [data-compare]")) bar();
  store.read().then((json) => take(/** @type {string | null} */ (json)));
})();
