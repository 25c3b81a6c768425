// @ts-check
// Filters and sorts a list, by what the schema says of its fields. What is chosen
// stands in the address, so that a filtered list can be sent and the way back works.
(function () {
  "use strict";

  const { load, link, text, el, number, soon, address } = /** @type {any} */ (window).spunweb;
  const shortlist = /** @type {any} */ (window).spunwebShortlist;

  /** How many rows are shown at once. */
  const ROWS = 50;
  const TYPING = 250;
  /** Names entries that do not state a value, among ids, which hold no underscore. */
  const NONE = "_";
  /** Facets with more choices than this are folded. */
  const FEW = 6;
  /** Rounding of units must not leave out what is meant. */
  const EPSILON = 1e-9;

  const section = /** @type {HTMLElement} */ (document.querySelector("[data-explore]"));
  if (!section) return;
  const name = /** @type {string} */ (section.getAttribute("data-explore"));
  const collection = name.replace(/^list-/, "");
  const main = /** @type {HTMLElement} */ (section.closest("main"));
  const toggle = el("button", { type: "button", class: "button", "aria-expanded": "false", click: toggled }, text("explore_open"));
  section.append(toggle);
  section.hidden = false;

  /** @type {any} */
  let list;
  /** @type {HTMLElement} */
  let panel;
  /** @type {any} The parts of the panel that change. */
  let parts;
  /** @type {any} The facets that are folded away. */
  let more;

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

  /** @param {Filter} filter */
  function isActive(filter) {
    return filter.chosen.size > 0 || filter.min !== "" || filter.max !== "" || filter.under !== "";
  }

  // ---- Reading the columns ----

  /** Turns the columns into typed arrays, once. @param {any} root */
  function prepare(root) {
    root.count = root.id.length;
    for (const facet of root.facets) {
      if (facet.options) {
        const bytes = Uint8Array.from(atob(facet.values), (character) => character.charCodeAt(0));
        const starts = new Uint32Array(root.count + 1);
        const values = [];
        let at = 0;
        const next = () => {
          let value = 0;
          for (let shift = 0; ; shift += 7) {
            const byte = bytes[at];
            at += 1;
            value += (byte & 0x7f) << shift;
            if (byte < 0x80) return value;
          }
        };
        for (let entry = 0; entry < root.count; entry += 1) {
          for (let left = next(); left > 0; left -= 1) values.push(next());
          starts[entry + 1] = values.length;
        }
        facet.starts = starts;
        facet.values = Uint16Array.from(values);
      } else {
        facet.lower = Float64Array.from(facet.lower, (/** @type {number | null} */ one) => (one === null ? -Infinity : one));
        facet.upper = Float64Array.from(facet.upper, (/** @type {number | null} */ one) => (one === null ? Infinity : one));
        facet.stated = new Uint8Array(root.count);
        for (const entry of facet.at) facet.stated[entry] = 1;
      }
    }
    return root;
  }

  /** Which entries pass a facet: 1 or 0 for each; nothing where it filters nothing. @param {any} facet @param {Filter} filter */
  function passing(facet, filter) {
    if (!isActive(filter)) return undefined;
    const pass = new Uint8Array(list.count);
    if (filter.chosen.has(NONE)) for (let entry = 0; entry < list.count; entry += 1) pass[entry] = states(facet, entry) ? 0 : 1;
    if (facet.options) {
      const wanted = facet.options.map((/** @type {any} */ option) => filter.chosen.has(option.id));
      for (let entry = 0; entry < list.count; entry += 1) {
        for (let at = facet.starts[entry]; at < facet.starts[entry + 1]; at += 1) if (wanted[facet.values[at]]) pass[entry] = 1;
      }
    } else if (filter.min !== "" || filter.max !== "" || filter.under !== "") {
      const { min, max } = bounds(facet, filter);
      for (let at = 0; at < facet.at.length; at += 1) {
        if (!isUnder(facet, at, filter)) continue;
        const open = facet.open[at];
        const above = open & 2 ? facet.upper[at] > min + Math.abs(min) * EPSILON : facet.upper[at] >= min - Math.abs(min) * EPSILON;
        const below = open & 1 ? facet.lower[at] < max - Math.abs(max) * EPSILON : facet.lower[at] <= max + Math.abs(max) * EPSILON;
        if (above && below) pass[facet.at[at]] = 1;
      }
    }
    return pass;
  }

  /** Whether a measured value is of the conditions that are asked for. @param {any} facet @param {number} at @param {Filter} filter */
  function isUnder(facet, at, filter) {
    return filter.under === "" || !facet.conditions || (facet.conditions[facet.under[at]] || NONE) === filter.under;
  }

  /** @param {any} facet @param {number} entry */
  function states(facet, entry) {
    return facet.options ? facet.starts[entry] < facet.starts[entry + 1] : facet.stated[entry] === 1;
  }

  /** The limits of a range in the first unit. @param {any} facet @param {Filter} filter */
  function bounds(facet, filter) {
    const unit = unitOf(facet, filter);
    const value = (/** @type {string} */ written, /** @type {number} */ none) => (written === "" || Number.isNaN(Number(written)) ? none : Number(written) * unit.factor + unit.shift);
    return { min: value(filter.min, -Infinity), max: value(filter.max, Infinity) };
  }

  /** @param {any} facet @param {Filter} filter */
  function unitOf(facet, filter) {
    return facet.units.find((/** @type {any} */ unit) => unit.code === filter.unit) || facet.units[0] || { code: "", symbol: "", factor: 1, shift: 0 };
  }

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
      const pass = passing(facet, filters[at]);
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
        if (!states(facet, entry)) none += 1;
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
      if (!isUnder(facet, at, filter)) continue;
      const [lower, upper] = [facet.lower[at], facet.upper[at]];
      const centre = lower === -Infinity ? upper : upper === Infinity ? lower : (lower + upper) / 2;
      const before = centres[facet.at[at]];
      if (Number.isNaN(before) || (down ? centre > before : centre < before)) centres[facet.at[at]] = centre;
    }
    return (entry) => (Number.isNaN(centres[entry]) ? null : centres[entry]);
  }

  // ---- The panel ----

  async function toggled() {
    if (panel && !panel.hidden) return close();
    await open();
    const first = /** @type {HTMLElement | null} */ (panel.querySelector(".explore-filters[open] .explore-facet summary") || panel.querySelector("summary"));
    if (first) first.focus();
  }

  async function open() {
    if (!panel) {
      try {
        list = prepare(await load(name));
      } catch (error) {
        section.append(el("p", { role: "status" }, text("data_missing")));
        throw error;
      }
      build();
    }
    panel.hidden = false;
    main.classList.add("exploring");
    toggle.setAttribute("aria-expanded", "true");
    toggle.textContent = text("explore_close");
    await show();
  }

  function close() {
    address(new URLSearchParams(), true);
    hide();
  }

  function hide() {
    if (panel) panel.hidden = true;
    main.classList.remove("exploring");
    toggle.setAttribute("aria-expanded", "false");
    toggle.textContent = text("explore_open");
  }

  function build() {
    parts = {
      facets: [],
      status: el("p", { class: "explore-status", role: "status" }),
      chips: el("ul", { class: "chips" }),
      sort: el("select", { id: "explore-sort", change: () => commit({ sort: parts.sort.value }) }),
      show: el("button", { type: "button", class: "button button-strong explore-show" }),
      results: el("div", {}),
      pages: el("nav", { class: "pagination", "aria-label": text("explore_pages") }),
    };
    const form = el("form", { class: "explore-form", method: "get", "aria-label": text("explore_filters"), submit: (/** @type {Event} */ event) => event.preventDefault() },
      ...facets(), parts.show);
    const filters = el("details", { class: "explore-filters", open: matchMedia("(min-width: 64rem)").matches }, el("summary", {}, text("explore_filters")), form);
    // On a narrow screen the results are below all filters.
    parts.show.addEventListener("click", () => {
      filters.open = false;
      toStatus();
    });
    panel = el("div", { class: "explore-panel" }, filters,
      el("div", { class: "explore-main" }, parts.status, parts.chips,
        el("p", { class: "explore-sort" }, el("label", { for: "explore-sort" }, text("explore_sort")), parts.sort),
        parts.results, parts.pages));
    section.append(panel);
  }

  /** All facets; of many measured properties those that most entries state come first, and the rest is folded. */
  function facets() {
    const make = (/** @type {any} */ facet) => (facet.options ? choices(facet) : range(facet));
    const all = list.facets.map((/** @type {any} */ facet) => ({ facet, element: make(facet) }));
    const stated = (/** @type {any} */ one) => new Set(one.facet.at).size;
    const measured = all.filter((/** @type {any} */ one) => one.facet.property).sort((/** @type {any} */ a, /** @type {any} */ b) => stated(b) - stated(a));
    const rest = measured.slice(FEW);
    const kept = all.filter((/** @type {any} */ one) => !one.facet.property).concat(measured.slice(0, FEW));
    const elements = kept.map((/** @type {any} */ one) => one.element);
    if (rest.length > 0) {
      more = el("details", { class: "explore-facet explore-more" }, el("summary", {}, text("explore_more", { count: rest.length })), ...rest.map((/** @type {any} */ one) => one.element));
      elements.push(more);
    }
    return elements;
  }

  /** A facet of choices. @param {any} facet */
  function choices(facet) {
    const rows = [...facet.options, { id: NONE, label: text("not_stated") }].map((option) => {
      const count = el("span", { class: "count" });
      const input = el("input", { type: "checkbox", name: facet.name, value: option.id, change: () => choose(facet, option.id, input.checked) });
      return { option, input, count, item: el("li", { class: option.id === NONE && "explore-none" }, el("label", {}, input, el("span", {}, option.label, " ", count))) };
    });
    const fieldset = el("fieldset", {}, el("legend", { class: "visually-hidden" }, facet.label), el("ul", { tabindex: "-1" }, ...rows.map((row) => row.item)));
    const chosen = el("span", { class: "count" });
    const details = el("details", { class: "explore-facet", open: facet.options.length <= FEW }, el("summary", {}, facet.label, " ", chosen), fieldset);
    parts.facets.push((/** @type {Filter} */ filter, /** @type {any} */ { own, none }) => {
      chosen.textContent = filter.chosen.size ? `(${filter.chosen.size})` : "";
      if (filter.chosen.size) details.open = true;
      rows.forEach((row, at) => {
        const count = row.option.id === NONE ? none : own[at];
        row.input.checked = filter.chosen.has(row.option.id);
        row.count.textContent = number(count);
        row.item.hidden = row.option.id === NONE && count === 0 && !row.input.checked;
        row.item.classList.toggle("explore-empty", count === 0 && !row.input.checked);
      });
    });
    return details;
  }

  /** A facet of numbers: two of them, a unit, and what does not state any. @param {any} facet */
  function range(facet) {
    const id = `explore-${facet.name.replace(/\W/g, "-")}`;
    const typed = soon(() => typedRange(facet, inputs, false), TYPING);
    const input = (/** @type {string} */ end) => el("input", { type: "number", step: "any", id: `${id}-${end}`, name: `${facet.name}.${end}`, input: typed, change: () => typedRange(facet, inputs, true) });
    const inputs = { min: input("min"), max: input("max"), unit: /** @type {any} */ (null), none: /** @type {any} */ (null) };
    inputs.unit = el("select", { id: `${id}-unit`, name: `${facet.name}.unit`, change: () => switchUnit(facet, inputs) },
      ...facet.units.map((/** @type {any} */ unit) => el("option", { value: unit.code }, unit.symbol || "–")));
    const noneCount = el("span", { class: "count" });
    inputs.none = el("input", { type: "checkbox", name: facet.name, value: NONE, change: () => choose(facet, NONE, inputs.none.checked) });
    const noneRow = el("label", { class: "explore-none" }, inputs.none, el("span", {}, text("not_stated"), " ", noneCount));
    const stated = el("span", { class: "count" });
    const labelled = (/** @type {string} */ end, /** @type {string} */ label, /** @type {any} */ field) => el("span", { class: "explore-end" }, el("label", { for: `${id}-${end}` }, label), field);
    const under = facet.conditions && el("select", { id: `${id}-under`, name: `${facet.name}.under`, change: () => commit({ [`${facet.name}.under`]: under.value }) },
      el("option", { value: "" }, text("range_any")), ...facet.conditions.map((/** @type {string} */ one) => el("option", { value: one || NONE }, one || text("not_stated"))));
    const fixed = facet.units.length === 1 && facet.units[0].symbol && el("span", { class: "explore-unit" }, facet.units[0].symbol);
    const details = el("details", { class: "explore-facet" }, el("summary", {}, facet.label, " ", stated),
      el("fieldset", {}, el("legend", { class: "visually-hidden" }, facet.label),
        el("div", { class: "explore-range" }, labelled("min", text("range_from"), inputs.min), labelled("max", text("range_to"), inputs.max),
          facet.units.length > 1 ? labelled("unit", text("range_unit"), inputs.unit) : fixed, under && labelled("under", text("range_under"), under)), noneRow));
    parts.facets.push((/** @type {Filter} */ filter, /** @type {any} */ { own, none }) => {
      const unit = unitOf(facet, filter);
      const shown = (/** @type {any} */ field, /** @type {string} */ value) => {
        if (document.activeElement !== field) field.value = value;
      };
      shown(inputs.min, filter.min);
      shown(inputs.max, filter.max);
      inputs.unit.value = unit.code;
      if (under) under.value = filter.under;
      const ends = extent(facet, unit);
      inputs.min.placeholder = ends.min;
      inputs.max.placeholder = ends.max;
      inputs.none.checked = filter.chosen.has(NONE);
      stated.textContent = number(own[0]);
      noneCount.textContent = number(none);
      noneRow.hidden = none === 0 && !inputs.none.checked;
      if (isActive(filter)) details.open = true;
      if (isActive(filter) && more && more.contains(details)) more.open = true;
    });
    return details;
  }

  /** The lowest and the highest value that there is, in a unit. @param {any} facet @param {any} unit */
  function extent(facet, unit) {
    const finite = [...facet.lower, ...facet.upper].filter(Number.isFinite);
    const shown = (/** @type {number} */ value) => String(Number(((value - unit.shift) / unit.factor).toPrecision(4)));
    const all = finite.reduce((ends, value) => [Math.min(ends[0], value), Math.max(ends[1], value)], [Infinity, -Infinity]);
    return { min: finite.length ? shown(all[0]) : "", max: finite.length ? shown(all[1]) : "" };
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

  /** @param {any} facet @param {any} inputs @param {boolean} push */
  function typedRange(facet, inputs, push) {
    const { min, max, unit } = inputs;
    const used = min.value !== "" || max.value !== "" || unit.value !== (facet.units[0] || {}).code;
    commit({ [`${facet.name}.min`]: min.value, [`${facet.name}.max`]: max.value, [`${facet.name}.unit`]: used && unit.value ? unit.value : "" }, push);
  }

  /** The numbers follow the unit, so that the range stays what it is. @param {any} facet @param {any} inputs */
  function switchUnit(facet, inputs) {
    const from = unitOf(facet, filterOf(facet, params()));
    const to = unitOf(facet, { chosen: new Set(), min: "", max: "", unit: inputs.unit.value, under: "" });
    for (const field of [inputs.min, inputs.max]) {
      if (field.value !== "") field.value = String(Number(((Number(field.value) * from.factor + from.shift - to.shift) / to.factor).toPrecision(12)));
    }
    typedRange(facet, inputs, true);
  }

  // ---- The results ----

  let latest = 0;

  async function show() {
    latest += 1;
    const mine = latest;
    const state = apply();
    state.filters.forEach((/** @type {Filter} */ filter, /** @type {number} */ at) => parts.facets[at](filter, state.counts[at]));
    const { found, query } = state;
    parts.status.textContent = found.length === list.count
      ? text("explore_all", { count: list.count, number: number(list.count) })
      : text("explore_found", { count: found.length, number: number(found.length), total: number(list.count) });
    parts.show.textContent = text("explore_show", { count: found.length, number: number(found.length) });
    showChips(state);
    const pages = Math.max(1, Math.ceil(found.length / ROWS));
    const page = Math.min(pages, Math.max(1, Number(query.get("page")) || 1));
    const shown = found.slice((page - 1) * ROWS, page * ROWS);
    const shards = new Map();
    for (const entry of shown) shards.set(Math.floor(entry / list.shard), null);
    await Promise.all([...shards.keys()].map(async (at) => shards.set(at, await load(`${name}-${at}`))));
    if (mine !== latest) return;
    showRows(state, shown, shards);
    showPages(pages, page);
  }

  /** What filters, each with a button that ends it. @param {any} state */
  function showChips(state) {
    /** @type {any[]} */
    const chips = [];
    const chip = (/** @type {string} */ label, /** @type {() => void} */ end) => chips.push(el("li", {},
      el("button", { type: "button", class: "chip", click: end }, el("span", {}, label), el("span", { class: "visually-hidden" }, ` – ${text("explore_remove")}`), el("span", { "aria-hidden": "true" }, " ×"))));
    list.facets.forEach((/** @type {any} */ facet, /** @type {number} */ at) => {
      const filter = state.filters[at];
      for (const id of filter.chosen) {
        const option = (facet.options || []).find((/** @type {any} */ one) => one.id === id);
        if (option || id === NONE) chip(`${facet.label}: ${option ? option.label : text("not_stated")}`, () => choose(facet, id, false));
      }
      if (filter.min !== "" || filter.max !== "") {
        const value = (/** @type {string} */ end) => (filter[end] === "" ? "…" : number(filter[end]));
        chip(`${facet.label}: ${value("min")} – ${value("max")} ${unitOf(facet, filter).symbol}`.trim(), () => commit({ [`${facet.name}.min`]: "", [`${facet.name}.max`]: "", [`${facet.name}.unit`]: "" }));
      }
      if (filter.under !== "") chip(`${facet.label}: ${filter.under === NONE ? text("not_stated") : filter.under}`, () => commit({ [`${facet.name}.under`]: "" }));
    });
    if (chips.length > 1) {
      const clear = () => {
        address(new URLSearchParams(params().has("sort") ? { sort: params().get("sort") || "" } : {}), true);
        show();
      };
      chips.push(el("li", {}, el("button", { type: "button", class: "chip chip-clear", click: clear }, text("explore_clear"))));
    }
    // The button that was used is gone then; the summary is what comes next.
    const focused = parts.chips.contains(document.activeElement);
    parts.chips.replaceChildren(...chips);
    if (focused) toStatus();
  }

  /** Where one reads on, once what had the focus is gone. */
  function toStatus() {
    parts.status.tabIndex = -1;
    parts.status.focus();
  }

  /** @param {any} state @param {number[]} shown @param {Map<number, any>} shards */
  function showRows(state, shown, shards) {
    const sort = state.query.get("sort") || "";
    const columns = list.columns.filter((/** @type {any} */ column) => column.shown && !column.title);
    const titleColumn = list.columns.find((/** @type {any} */ column) => column.title);
    const measured = list.facets.filter((/** @type {any} */ facet, /** @type {number} */ at) => facet.property && (isActive(state.filters[at]) || sort.replace(/^-/, "") === facet.name));
    const heads = [{ name: titleColumn && titleColumn.name, label: titleColumn ? titleColumn.label : text("title") }, ...columns, ...measured];
    showSort(sort, heads);
    if (shown.length === 0) return parts.results.replaceChildren(el("p", { class: "empty" }, text("explore_none")));
    const head = (/** @type {any} */ { name: key, label }) => {
      const up = sort === key;
      const down = sort === `-${key}`;
      return el("th", { scope: "col", "aria-sort": up ? "ascending" : down ? "descending" : undefined },
        key ? el("button", { type: "button", class: "sort", "data-key": key, click: () => commit({ sort: up ? `-${key}` : key }) }, label, el("span", { class: "sort-mark", "aria-hidden": "true" }, up ? "\u00a0↑" : down ? "\u00a0↓" : "\u00a0↕")) : label);
    };
    const shownColumns = list.columns.filter((/** @type {any} */ column) => column.shown);
    const row = (/** @type {number} */ entry) => {
      const shard = shards.get(Math.floor(entry / list.shard));
      const at = entry % list.shard;
      const cell = (/** @type {string} */ label, /** @type {string} */ value) => el("td", { "data-label": label }, value || el("span", { class: "none" }, "–"));
      return el("tr", {}, el("th", { scope: "row" }, el("a", { href: link(list.link[entry]) }, list.title[entry]), shortlist && shortlist.box(`${collection}:${list.id[entry]}`, list.title[entry])),
        ...columns.map((/** @type {any} */ column) => cell(column.label, shard.cells[at][shownColumns.indexOf(column)])),
        ...measured.map((/** @type {any} */ facet) => cell(facet.label, valuesOf(shard.measured[at], facet.label))));
    };
    const focused = document.activeElement && document.activeElement.getAttribute("data-key");
    parts.results.replaceChildren(el("table", { class: "explore-table" }, el("caption", { class: "visually-hidden" }, text("explore_caption")),
      el("thead", {}, el("tr", {}, ...heads.map(head))), el("tbody", {}, ...shown.map(row))));
    if (focused) {
      const again = [...parts.results.querySelectorAll("[data-key]")].find((button) => button.getAttribute("data-key") === focused);
      if (again) again.focus();
    }
  }

  /** @param {any[]} rows @param {string} label */
  function valuesOf(rows, label) {
    return rows.filter((row) => list.properties[row.property] === label).map((row) => row.text).join("; ");
  }

  /** The orders to choose from, where there are no heads of columns. @param {string} sort @param {any[]} heads */
  function showSort(sort, heads) {
    const ranges = list.facets.filter((/** @type {any} */ facet) => !facet.options && !heads.some((head) => head.name === facet.name));
    const both = [...heads, ...ranges].filter((one) => one.name).flatMap((one) => [
      el("option", { value: one.name }, `${one.label} ↑`), el("option", { value: `-${one.name}` }, `${one.label} ↓`)]);
    parts.sort.replaceChildren(el("option", { value: "" }, text("explore_default")), ...both);
    parts.sort.value = sort;
  }

  /** @param {number} pages @param {number} page */
  function showPages(pages, page) {
    parts.pages.hidden = pages < 2;
    const step = (/** @type {number} */ to, /** @type {string} */ label) => el("li", {}, el("button", { type: "button", class: "button button-small", disabled: to < 1 || to > pages, click: () => {
      commit({ page: to > 1 ? String(to) : "" });
      toStatus();
    } }, label));
    parts.pages.replaceChildren(el("ul", {}, step(page - 1, text("previous")), el("li", { class: "explore-page" }, text("page_of", { page, pages })), step(page + 1, text("next"))));
  }

  addEventListener("popstate", () => {
    if (location.search) open();
    else if (panel) hide();
  });
  if (location.search) open();
})();
