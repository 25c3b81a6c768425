// @ts-check
// The field of the search in the header of every page: suggestions while one types, and
// the key `/` that leads to the field. The search itself is loaded with the first use.
(function () {
  "use strict";

  const { link, site, text, el, number, soon } = /** @type {any} */ (window).spunweb;

  const TYPING = 60;
  const ENTRIES = 6;
  const WAYS = 3;
  const OFFERS = 2;
  /** Says that the key `/` is to do nothing; the page of the search sets it. */
  const key = `spunweb:${new URL(link(site().root)).pathname}:no-slash`;

  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-suggest]"));
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector("#search-q, [data-suggest] input"));

  document.addEventListener("keydown", slash);
  if (form && field) suggestions(form, field);

  /** @param {KeyboardEvent} event */
  function slash(event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !field || isOff()) return;
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    field.focus();
    field.select();
  }

  function isOff() {
    try {
      return localStorage.getItem(key) !== null;
    } catch {
      return false;
    }
  }

  /** @param {boolean} off */
  function turn(off) {
    try {
      if (off) localStorage.setItem(key, "1");
      else localStorage.removeItem(key);
    } catch {
      // The key then stays as it is.
    }
  }

  /** The box below the field: a combobox, as the practices of ARIA describe it. @param {HTMLFormElement} form @param {HTMLInputElement} input */
  function suggestions(form, input) {
    const box = el("div", { class: "suggestions", id: "suggestions", role: "listbox", "aria-label": text("search_suggestions"), hidden: true,
      mousedown: (/** @type {Event} */ event) => event.preventDefault(), click: chosen });
    const status = el("span", { class: "visually-hidden", role: "status" });
    /** @type {Promise<void> | undefined} */
    let loading;
    let latest = 0;
    let active = -1;

    // A field for searches may not be a combobox.
    input.type = "text";
    input.inputMode = "search";
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": box.id, spellcheck: "false" })) input.setAttribute(name, value);
    form.append(box, status);
    input.addEventListener("focus", () => void loadAll(), { once: true });
    input.addEventListener("input", soon(() => void suggest(), TYPING));
    input.addEventListener("keydown", pressed);
    input.addEventListener("blur", close);

    /** Loads the scripts of the search, once and in their order. */
    function loadAll() {
      const { spunwebSearch } = /** @type {any} */ (window);
      // A page may have them for itself, and the index is read once.
      if (spunwebSearch) loading = loading || spunwebSearch.ready();
      loading = loading || Promise.all((form.dataset.suggest || "").split(" ").map((src) => new Promise((done, failed) => {
        document.head.append(el("script", { src, load: () => done(undefined), error: () => failed(new Error(`cannot load ${src}`)) }));
      }))).then(() => /** @type {any} */ (window).spunwebSearch.ready());
      return loading;
    }

    async function suggest() {
      latest += 1;
      const mine = latest;
      const query = input.value.trim();
      if (!query) return close();
      await loadAll();
      const { answer, lines } = /** @type {any} */ (window).spunwebSearch;
      const found = await answer(query);
      const documents = found ? [...found.documents, ...found.rest].slice(0, ENTRIES) : [];
      const shown = found ? await lines(documents, found.root) : [];
      if (mine !== latest || document.activeElement !== input) return;
      show(found, shown);
    }

    /** @param {any} found @param {any[]} lines */
    function show(found, lines) {
      const { pieces } = /** @type {any} */ (window).spunwebSearch;
      const marked = (/** @type {string} */ written) => pieces(found, written).filter((/** @type {any} */ one) => one.text)
        .map((/** @type {any} */ one) => (one.marked ? el("mark", {}, one.text) : one.text));
      const groups = new Map();
      const add = (/** @type {string} */ group, /** @type {string} */ href, /** @type {(Node | string)[]} */ content) => {
        if (!groups.has(group)) groups.set(group, []);
        groups.get(group).push(el("div", { role: "option", class: "suggestion", "data-href": href, "aria-selected": "false" }, ...content));
      };
      for (const one of found ? found.offers.filter((/** @type {any} */ offer) => offer.href).slice(0, OFFERS) : []) {
        const both = () => (one.from === one.to ? one.from : `${one.from}–${one.to}`);
        const limits = one.from && one.to ? both() : one.from ? `${text("range_from")} ${one.from}` : `${text("range_to")} ${one.to}`;
        add(text("search_offers"), one.href, [`${one.label}: ${limits}${one.unit ? `\u00a0${one.unit}` : ""}`]);
      }
      for (const one of found ? found.ways.slice(0, WAYS) : []) {
        add(text("search_lists"), one.href, [...marked(one.title), " ", el("span", { class: "count" }, number(one.count))]);
      }
      for (const line of lines) add(line.collection.label || line.collection.singular, link(line.link), [...marked(line.title), line.code && " ", line.code && el("span", { class: "count" }, line.code)].filter(Boolean));
      let count = 0;
      box.replaceChildren(...[...groups].map(([label, options], at) => {
        for (const option of options) {
          option.id = `suggestion-${count}`;
          count += 1;
        }
        return el("div", { role: "group", "aria-labelledby": `suggestions-${at}` }, el("div", { class: "suggestions-of", id: `suggestions-${at}`, role: "presentation" }, label), ...options);
      }));
      status.textContent = text("search_suggested", { count, number: number(count) });
      mark(-1);
      open(count > 0);
    }

    /** @param {boolean} on */
    function open(on) {
      box.hidden = !on;
      input.setAttribute("aria-expanded", String(on));
    }

    function close() {
      latest += 1;
      open(false);
      mark(-1);
    }

    /** @returns {HTMLElement[]} */
    function options() {
      return [...box.querySelectorAll("[role=option]")];
    }

    /** @param {number} at */
    function mark(at) {
      active = at;
      options().forEach((option, own) => option.setAttribute("aria-selected", String(own === at)));
      const option = options()[at];
      if (option) input.setAttribute("aria-activedescendant", option.id);
      else input.removeAttribute("aria-activedescendant");
      if (option) option.scrollIntoView({ block: "nearest" });
    }

    /** @param {KeyboardEvent} event */
    function pressed(event) {
      const count = options().length;
      if (event.key === "Escape" && !box.hidden) {
        event.preventDefault();
        return close();
      }
      if (event.key === "Enter" && !box.hidden && active >= 0) {
        event.preventDefault();
        return go(options()[active]);
      }
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      if (box.hidden) return void suggest();
      // Beyond the last one, and before the first, is the field itself.
      const places = count + 1;
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(((active + 1 + step + places) % places) - 1);
    }

    /** @param {MouseEvent} event */
    function chosen(event) {
      const option = /** @type {HTMLElement} */ (event.target).closest("[role=option]");
      if (option) go(/** @type {HTMLElement} */ (option));
    }

    /** @param {HTMLElement} option */
    function go(option) {
      location.href = /** @type {string} */ (option.dataset.href);
    }
  }

  Object.assign(/** @type {any} */ (window), { spunwebSlash: { isOff, turn } });
})();
