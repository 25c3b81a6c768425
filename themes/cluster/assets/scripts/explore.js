// @ts-check
// Filters and sorts a list, by what the schema says of its fields. What is chosen
// stands in the address, so that a filtered list can be sent and the way back works.
(function () {
  "use strict";

  const { load, run, text, counted, el, number, address } = /** @type {any} */ (window).spunweb;
  /** The scripts that read and show the list: called for with the list itself, where they are not there. */
  const further = ((document.currentScript && document.currentScript.dataset.parts) || "").split(" ").filter(Boolean);
  /** What they give. @type {any} */
  let kit = {};

  const section = /** @type {HTMLElement} */ (document.querySelector("[data-explore]"));
  if (!section) return;
  const name = /** @type {string} */ (section.getAttribute("data-explore"));
  const main = /** @type {HTMLElement} */ (section.closest(".single-page, main"));
  /** In a document with several lists, what makes the ids of this one its own. */
  const prefix = main.id === "main" ? "" : `${main.id}-`;
  const toggle = el("button", { type: "button", class: "button", "aria-expanded": "false", click: toggled }, text("explore_open"));
  section.append(toggle);
  section.hidden = false;

  /** @type {any} What is in the address and unknown here. */
  let dropped = "";
  /** @type {any} */
  let list;
  /** @type {HTMLElement} */
  let panel;
  /** @type {any} The parts of the panel that change. */
  let parts;

  // ---- What the address says ----

  /** @typedef {{chosen: Set<string>, min: string, max: string, unit: string, under: string}} Filter */

  function params() {
    return new URLSearchParams(location.search);
  }

  /** @param {any} facet @param {URLSearchParams} query @returns {Filter} */
  function filterOf(facet, query) {
    const part = (/** @type {string} */ end) => query.get(`${facet.name}.${end}`) || "";
    return { chosen: new Set(query.getAll(facet.name)), min: part("min"), max: part("max"), unit: part("unit"), under: part("under") };
  }

  /** The keys of the address that a facet has. @param {any} facet */
  function keysOf(facet) {
    return facet.options ? [facet.name] : [facet.name, ...["min", "max", "unit", "under"].map((part) => `${facet.name}.${part}`)];
  }

  /** Whether the address says something of this list. */
  function isAsked() {
    const known = new Set(["sort", "page", "view", ...list.facets.flatMap(keysOf)]);
    return [...params().keys()].some((key) => known.has(key));
  }

  /** Takes out of the address what there is not, such as a choice that has been renamed, and remembers it. */
  function clean() {
    const query = params();
    /** @type {string[]} */
    const gone = [];
    const drop = (/** @type {string} */ key, /** @type {string} */ value, /** @type {string} */ label) => {
      const rest = query.getAll(key).filter((one) => one !== value);
      query.delete(key);
      for (const one of rest) query.append(key, one);
      gone.push(`${label}: ${value}`);
    };
    const isNumber = (/** @type {string} */ value) => value.trim() !== "" && Number.isFinite(Number(value));
    for (const facet of list.facets) {
      const choices = new Set([kit.NONE, ...(facet.options || []).map((/** @type {any} */ option) => option.id)]);
      for (const id of query.getAll(facet.name)) if (!choices.has(id)) drop(facet.name, id, facet.label);
      if (facet.options) continue;
      for (const end of ["min", "max"]) {
        const value = query.get(`${facet.name}.${end}`);
        if (value && !isNumber(value)) drop(`${facet.name}.${end}`, value, facet.label);
      }
      const unit = query.get(`${facet.name}.unit`);
      if (unit && !facet.units.some((/** @type {any} */ one) => one.code === unit)) drop(`${facet.name}.unit`, unit, facet.label);
      const under = query.get(`${facet.name}.under`);
      if (under && !(facet.conditions || []).some((/** @type {string} */ one) => (one || kit.NONE) === under)) drop(`${facet.name}.under`, under, facet.label);
    }
    const sort = query.get("sort");
    const orders = [...list.columns, ...list.facets.filter((/** @type {any} */ facet) => !facet.options)];
    if (sort && !orders.some((/** @type {any} */ one) => one.name === sort.replace(/^-/, ""))) drop("sort", sort, text("explore_sort"));
    dropped = gone.length > 0 ? text("explore_unknown", { what: gone.join("; ") }) : "";
    if (gone.length > 0) address(query, false);
  }

  // ---- Which entries pass ----

  /**
   * Applies all filters. A facet is counted as if it filtered nothing itself, so that
   * its numbers say what choosing would give.
   */
  function apply() {
    const query = params();
    const filters = list.facets.map((/** @type {any} */ facet) => filterOf(facet, query));
    const failed = new Uint8Array(list.count);
    const failedAt = new Int16Array(list.count).fill(-1);
    list.facets.forEach((/** @type {any} */ facet, /** @type {number} */ at) => {
      const pass = kit.passing(facet, filters[at], list.count);
      if (!pass) return;
      for (let entry = 0; entry < list.count; entry += 1) {
        if (pass[entry]) continue;
        failed[entry] += failed[entry] < 2 ? 1 : 0;
        failedAt[entry] = at;
      }
    });
    const counts = list.facets.map((/** @type {any} */ facet, /** @type {number} */ at) => {
      const own = new Uint32Array(facet.options ? facet.options.length : 1);
      let none = 0;
      for (let entry = 0; entry < list.count; entry += 1) {
        if (failed[entry] > 0 && !(failed[entry] === 1 && failedAt[entry] === at)) continue;
        if (!kit.states(facet, entry)) none += 1;
        else if (facet.options) for (let value = facet.starts[entry]; value < facet.starts[entry + 1]; value += 1) own[facet.values[value]] += 1;
        else own[0] += 1;
      }
      return { own, none };
    });
    const found = [];
    for (let entry = 0; entry < list.count; entry += 1) if (failed[entry] === 0) found.push(entry);
    return { query, filters, counts, found: sorted(found, query.get("sort") || "") };
  }

  /** @param {number[]} found @param {string} sort */
  function sorted(found, sort) {
    const down = sort.startsWith("-");
    const key = keyOf(sort.replace(/^-/, ""), down);
    if (!key) return found;
    return found.sort((a, b) => {
      const one = key(a);
      const other = key(b);
      // What has no value comes last, whichever way.
      if (one === null || other === null) return (one === null ? 1 : 0) - (other === null ? 1 : 0) || a - b;
      return (down ? other - one : one - other) || a - b;
    });
  }

  /** Of several values the lowest counts, or the highest where the order is turned round. @param {string} sort @param {boolean} down @returns {((entry: number) => number | null) | undefined} */
  function keyOf(sort, down) {
    const column = list.columns.find((/** @type {any} */ one) => one.name === sort);
    if (column) return (entry) => (column.rank[entry] < 0 ? null : column.rank[entry]);
    const facet = list.facets.find((/** @type {any} */ one) => one.name === sort && !one.options);
    if (!facet) return undefined;
    const filter = filterOf(facet, params());
    const centres = new Float64Array(list.count).fill(NaN);
    for (let at = 0; at < facet.at.length; at += 1) {
      if (!kit.isUnder(facet, at, filter)) continue;
      const centre = kit.centreOf(facet, at);
      const before = centres[facet.at[at]];
      if (Number.isNaN(before) || (down ? centre > before : centre < before)) centres[facet.at[at]] = centre;
    }
    return (entry) => (Number.isNaN(centres[entry]) ? null : centres[entry]);
  }

  // ---- The panel ----

  async function toggled() {
    if (panel && !panel.hidden && !panel.classList.contains("explore-closed")) return close();
    await open();
    // Who asks for the filters sees them, on a narrow screen too.
    parts.filters.open = true;
    const first = /** @type {HTMLElement | null} */ (panel.querySelector(".explore-filters[open] .explore-facet summary") || panel.querySelector("summary"));
    if (first) first.focus();
  }

  async function open() {
    main.classList.add("exploring");
    if (!panel) {
      try {
        const [read] = await Promise.all([load(name), equip()]);
        list = kit.prepare(read);
      } catch (error) {
        main.classList.remove("exploring");
        document.documentElement.classList.remove("asked");
        section.append(el("p", { role: "status" }, text("data_missing")));
        throw error;
      }
      build();
    }
    clean();
    panel.hidden = false;
    main.classList.add("exploring");
    panel.classList.remove("explore-closed");
    toggle.setAttribute("aria-expanded", "true");
    toggle.textContent = text("explore_close");
    await show();
  }

  /** The scripts that read and show the list, one after another as they need each other. */
  async function equip() {
    const own = /** @type {any} */ (window);
    if (!own.spunwebFacets) for (const script of further) await run(script);
    kit = { ...own.spunwebColumns, ...own.spunwebResults, ...own.spunwebFacets };
  }

  /** Puts the filters away; what they have found stays, where they have been used. */
  function close() {
    if (!isAsked()) return hide();
    panel.classList.add("explore-closed");
    shut();
  }

  function hide() {
    if (panel) panel.hidden = true;
    main.classList.remove("exploring");
    document.documentElement.classList.remove("asked");
    shut();
  }

  function shut() {
    toggle.setAttribute("aria-expanded", "false");
    toggle.textContent = text("explore_open");
  }

  function build() {
    const doing = { prefix, filterOf: (/** @type {any} */ facet) => filterOf(facet, params()), choose, commit, clear, toStatus };
    parts = {
      facets: kit.facetsOf(list, doing),
      status: el("p", { class: "explore-status", role: "status" }),
      chips: kit.chipsOf(list, doing),
      show: el("button", { type: "button", class: "button button-strong explore-show" }),
      dropped: el("p", { class: "notice explore-dropped", hidden: true }),
      results: kit.resultsOf(list, { name, prefix, commit, toStatus }),
    };
    // On a wide screen it scrolls by itself; Firefox would stop at it on the way to what is in it.
    const form = el("form", { class: "explore-form", tabindex: "-1", method: "get", "aria-label": text("explore_filters"), submit: (/** @type {Event} */ event) => event.preventDefault() },
      ...parts.facets.elements, parts.show);
    const filters = el("details", { class: "explore-filters", open: matchMedia("(min-width: 64rem)").matches }, el("summary", {}, text("explore_filters")), form);
    // On a narrow screen the results are below all filters.
    parts.show.addEventListener("click", () => {
      filters.open = false;
      toStatus();
    });
    parts.filters = filters;
    panel = el("div", { class: "explore-panel" }, filters,
      el("div", { class: "explore-main" }, el("div", { class: "explore-head" }, parts.status, ...parts.results.controls), parts.dropped, parts.chips.shown,
        parts.results.shown, parts.results.pages));
    section.append(panel);
  }

  // ---- What a visitor does ----

  /** @param {Record<string, string>} changes @param {boolean} [push] */
  function commit(changes, push = true) {
    const query = params();
    for (const [key, value] of Object.entries(changes)) {
      if (value) query.set(key, value);
      else query.delete(key);
    }
    if (!("page" in changes)) query.delete("page");
    address(query, push);
    show();
  }

  /** @param {any} facet @param {string} id @param {boolean} on */
  function choose(facet, id, on) {
    const query = params();
    const chosen = query.getAll(facet.name).filter((one) => one !== id);
    query.delete(facet.name);
    for (const one of on ? [...chosen, id] : chosen) query.append(facet.name, one);
    query.delete("page");
    address(query, true);
    show();
  }

  function clear() {
    const query = params();
    for (const key of list.facets.flatMap(keysOf)) query.delete(key);
    query.delete("page");
    address(query, true);
    show();
  }

  // ---- What is shown ----

  /** How many entries there are, by what the collection calls them. @param {number} amount */
  function told(amount) {
    const isAll = amount === list.count;
    const numbers = { count: amount, number: number(amount), total: number(list.count) };
    if (!list.counted) return text(isAll ? "explore_all" : "explore_found", numbers);
    const [found, all] = [counted(list.counted, amount), counted(list.counted, list.count)];
    return isAll ? all : text("explore_counted", { ...numbers, found, all });
  }

  async function show() {
    const state = apply();
    parts.facets.show(state.filters, state.counts);
    const { found } = state;
    parts.status.textContent = told(found.length);
    parts.show.textContent = text("explore_show", { count: found.length, number: number(found.length) });
    parts.dropped.hidden = dropped === "";
    parts.dropped.textContent = dropped;
    parts.chips.show(state.filters);
    await parts.results.show(state);
  }

  /** Where one reads on, once what had the focus is gone. */
  function toStatus() {
    parts.status.tabIndex = -1;
    parts.status.focus();
  }

  // ---- The ways in ----

  /** Opens the filters for what the address asks for; what is of no concern to this list opens nothing. */
  async function ask() {
    await open();
    if (!isAsked() && dropped === "") hide();
  }

  /** The terms beside the filters choose in place; without this script they lead to pages of their own. */
  function browse() {
    const tools = section.closest(".list-tools");
    if (!tools) return;
    const menus = /** @type {HTMLDetailsElement[]} */ ([...tools.querySelectorAll("details.facet")]);
    for (const anchor of tools.querySelectorAll("a[data-filter]")) {
      anchor.addEventListener("click", async (event) => {
        const { button, ctrlKey, metaKey, shiftKey } = /** @type {MouseEvent} */ (event);
        if (button !== 0 || ctrlKey || metaKey || shiftKey) return;
        event.preventDefault();
        for (const menu of menus) menu.open = false;
        const [key, id] = (anchor.getAttribute("data-filter") || "").split("=");
        await open();
        choose({ name: key }, id, true);
        toStatus();
      });
    }
    document.addEventListener("keydown", (event) => {
      const menu = event.key === "Escape" && menus.find((one) => one.open);
      if (!menu) return;
      menu.open = false;
      if (menu.contains(document.activeElement)) /** @type {HTMLElement} */ (menu.querySelector("summary")).focus();
    });
    document.addEventListener("click", (event) => {
      for (const menu of menus) if (menu.open && !menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
    });
  }

  browse();
  addEventListener("popstate", () => {
    if (location.search) ask();
    else if (panel) hide();
  });
  if (location.search) ask();
})();
