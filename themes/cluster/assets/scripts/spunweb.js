// @ts-check
// What the other scripts share: data files, texts, and making elements.
//
// Pages opened from a folder may load nothing but classic scripts, so data comes as
// scripts that call `spunweb.put`. The same files serve over HTTP.
(function () {
  "use strict";

  /** @type {Map<string, string>} What has been put and not been read yet, as JSON. */
  const waiting = new Map();
  /** @type {Map<string, any>} */
  const read = new Map();
  /** @type {Map<string, Promise<void>>} */
  const loading = new Map();
  /** @type {Map<string, string>} The addresses of the data files that are known, by name. */
  const files = new Map();
  /** @type {Promise<void> | undefined} */
  let index;
  /** The folder of the data files; links in the data are seen from there. */
  let folder = document.baseURI;

  /** Called by data files. @param {string} name @param {string} json */
  function put(name, json) {
    const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
    if (name === "site" && script && script.src) folder = script.src;
    waiting.set(name, json);
  }

  /** A part that has been loaded. @param {string} name */
  function get(name) {
    const json = waiting.get(name);
    if (json !== undefined) {
      const value = JSON.parse(json);
      remember(value.files || {});
      read.set(name, value);
      waiting.delete(name);
    }
    return read.get(name);
  }

  /** A part, from its file if need be. @param {string} name @returns {Promise<any>} */
  function load(name) {
    if (waiting.has(name) || read.has(name)) return Promise.resolve(get(name));
    let file = loading.get(name);
    if (!file) {
      file = addressOf(name).then(run);
      loading.set(name, file);
    }
    return file.then(() => get(name));
  }

  /** @param {Record<string, string>} others What a data file leads to: files by the names of parts. */
  function remember(others) {
    for (const [name, file] of Object.entries(others)) files.set(name, link(file));
  }

  /** The address of the file of a part. @param {string} name @returns {Promise<string>} */
  async function addressOf(name) {
    if (!files.has(name)) {
      // The name of this one file stays, so what a browser has kept of it may be old.
      const fresh = location.protocol.startsWith("http") ? `?${Date.now()}` : "";
      const early = /** @type {HTMLLinkElement | null} */ (document.getElementById("data-files"));
      index = index || run(early ? early.href : link("files.js") + fresh).then(() => remember(get("files")));
      await index;
    }
    return files.get(name) || link(`${name}.js`);
  }

  /** Runs a script. @param {string} from @returns {Promise<void>} */
  function run(from) {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = from;
      script.onload = () => done();
      script.onerror = () => failed(new Error(`cannot load ${from}`));
      document.head.append(script);
    });
  }

  /** What the page was asked for is there: what stands below it may be shown. */
  function answered() {
    document.documentElement.classList.add("answered");
  }

  /** A link of the data as an address. @param {string} to */
  function link(to) {
    return new URL(to, folder).href;
  }

  /** What every page has: texts, collections, pages. */
  function site() {
    return get("site");
  }

  /** @type {Intl.PluralRules | undefined} */
  let plurals;

  /** A text of the interface. @param {string} key @param {Record<string, string | number>} [args] */
  function text(key, args = {}) {
    const found = site().texts[key];
    return found === undefined ? key : filled(found, args);
  }

  /** A text with its values, in the plural form of its `count`. @param {string | Record<string, string>} forms @param {Record<string, string | number>} args */
  function filled(forms, args) {
    plurals = plurals || new Intl.PluralRules(site().lang);
    const found = typeof forms === "string" ? forms : forms[plurals.select(Number(args.count))] || forms.other;
    return found.replace(/\{(\w+)\}/g, (/** @type {string} */ whole, /** @type {string} */ name) =>
      name in args ? String(args[name]) : whole);
  }

  /** So many entries of a collection in words. @param {Record<string, string>} forms @param {number} count */
  function counted(forms, count) {
    return filled(Object.fromEntries(Object.entries(forms).map(([name, form]) => [name, form.replace("{count}", number(count))])), { count });
  }

  /**
   * Makes an element. An attribute that is `true` is there without a value, one that
   * is `false` or missing is not; a function listens.
   * @param {string} name
   * @param {Record<string, any>} [attributes]
   * @param {...(Node | string | null | undefined | false)} children
   * @returns {any}
   */
  function el(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(key, value);
      else if (value === true) element.setAttribute(key, "");
      else if (value !== false && value !== undefined && value !== null) element.setAttribute(key, String(value));
    }
    for (const child of children) if (child || child === "") element.append(child);
    return element;
  }

  /** A number as the language writes it. @param {number} value */
  function number(value) {
    const [whole, fraction] = String(value).split(".");
    const grouped = whole.length < 5 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, site().group);
    return fraction ? grouped + site().decimal + fraction : grouped;
  }

  /** What stands beside the name of an invented entry. */
  function sampleBadge() {
    return el("span", { class: "badge badge-sample" }, text("sample"));
  }

  /** Offers a table as a file for spreadsheets. @param {string} name @param {string[][]} rows */
  function saveTable(name, rows) {
    // A sign at the front would make a formula of it.
    const cell = (/** @type {string} */ value) => `"${(/^[=+@\-\t\r]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
    const csv = rows.map((row) => row.map(cell).join(",")).join("\r\n");
    const file = URL.createObjectURL(new Blob([`\ufeff${csv}\r\n`], { type: "text/csv;charset=utf-8" }));
    el("a", { href: file, download: `${name}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(file), 1000);
  }

  /** Runs a task once there has been no call for a moment. @param {() => void} task @param {number} delay */
  function soon(task, delay) {
    /** @type {number | undefined} */
    let timer;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(task, delay);
    };
  }

  /** Changes the address: `push` leaves the old one in the history. @param {URLSearchParams} params @param {boolean} push */
  function address(params, push) {
    const query = params.toString();
    const to = (query ? `?${query}` : location.pathname.split("/").pop() || "./") + (query ? "" : location.hash);
    if (new URL(to, location.href).search === location.search) return;
    try {
      history[push ? "pushState" : "replaceState"](null, "", to);
    } catch {
      // Some browsers refuse what comes too often; the next change will be told.
      return;
    }
    carry();
  }

  /** What is asked for goes along to the same page in another language. */
  function carry() {
    for (const other of document.querySelectorAll("a[hreflang]")) {
      const anchor = /** @type {HTMLAnchorElement} */ (other);
      if (anchor.closest("[data-languages]")) anchor.search = location.search;
    }
  }

  /** A menu of languages closes as other menus do. */
  function menus() {
    const menu = /** @type {HTMLDetailsElement | null} */ (document.querySelector("[data-languages] > details"));
    if (!menu) return;
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      if (menu.contains(document.activeElement)) /** @type {HTMLElement} */ (menu.querySelector("summary")).focus();
    });
    addEventListener("click", (event) => {
      if (menu.open && !menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
    });
  }

  carry();
  menus();
  addEventListener("popstate", carry);
  Object.assign(/** @type {any} */ (window), { spunweb: { put, get, load, run, link, site, text, counted, el, number, soon, address, answered, sampleBadge, saveTable } });
})();
