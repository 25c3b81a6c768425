// @ts-check
// What narrows a list: the fields of its facets, and a chip for each thing that is chosen.
// explore.js loads it, after explore-columns.js, with the first use of the filters.
(function () {
  "use strict";

  const { text, el, number, soon } = /** @type {any} */ (window).spunweb;
  const columns = /** @type {any} */ (window).spunwebColumns;

  const TYPING = 250;
  /** Facets with more choices than this are folded. */
  const FEW = 6;
  /** Facets with more choices than this can be searched, and show narrower terms on demand. */
  const MANY = 12;

  /** @typedef {{chosen: Set<string>, min: string, max: string, unit: string, under: string}} Filter */
  /** @typedef {{prefix: string, filterOf: (facet: any) => Filter, choose: (facet: any, id: string, on: boolean) => void, commit: (changes: Record<string, string>, push?: boolean) => void, clear: () => void, toStatus: () => void}} Doing What a visitor does with a list. */

  /**
   * The fields of all facets, and what brings them up to date.
   * @param {any} list @param {Doing} doing
   */
  function facetsOf(list, { prefix, filterOf, choose, commit }) {
    /** @type {((filter: Filter, count: any) => void)[]} */
    const updates = [];
    /** @type {any} The facets that are folded away. */
    let more;

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

    /** A facet of choices: a tree where some are narrower than others. @param {any} facet */
    function choices(facet) {
      const isLong = facet.options.length > MANY;
      const options = [...facet.options, { id: columns.NONE, label: text("not_stated") }];
      /** @type {any[]} */
      const rows = options.map((option, at) => {
        const depth = option.depth || 0;
        const count = el("span", { class: "count" });
        const input = el("input", { type: "checkbox", name: facet.name, value: option.id, change: () => choose(facet, option.id, input.checked) });
        const isBranch = isLong && at + 1 < options.length && (options[at + 1].depth || 0) > depth;
        const branch = isBranch && el("button", { type: "button", class: "explore-branch", "aria-expanded": "false", "aria-label": text("explore_narrower", { what: option.label }), click: () => unfold(branch) });
        return { option, depth, input, count, branch, words: folded(option.label), item: el("li", { class: option.id === columns.NONE && "explore-none", "data-depth": depth > 0 && String(Math.min(depth, 3)) }, el("label", {}, input, el("span", {}, option.label, " ", count)), branch) };
      });
      const find = isLong && el("input", { type: "search", class: "explore-find", "aria-label": text("explore_find", { what: facet.label }), placeholder: text("explore_find", { what: facet.label }), input: place });
      const fieldset = el("fieldset", {}, el("legend", { class: "visually-hidden" }, facet.label), find, el("ul", { tabindex: "-1" }, ...rows.map((row) => row.item)));
      const chosen = el("span", { class: "count" });
      const details = el("details", { class: "explore-facet", open: facet.options.length <= FEW }, el("summary", {}, facet.label, " ", chosen), fieldset);

      /** @param {HTMLElement} branch */
      function unfold(branch) {
        branch.setAttribute("aria-expanded", String(branch.getAttribute("aria-expanded") !== "true"));
        place();
      }

      /** Shows what is looked for with all that is broader, else what is not folded away. */
      function place() {
        const wanted = find ? folded(find.value.trim()) : "";
        /** @type {any[]} */
        const above = [];
        for (const row of rows) {
          above.length = row.depth;
          const isFound = wanted !== "" && row.words.includes(wanted);
          const isFolded = above.some((one) => one.branch && one.branch.getAttribute("aria-expanded") !== "true");
          row.item.hidden = row.isIdle || (wanted === "" ? isFolded && !row.input.checked : !isFound);
          if (!row.item.hidden) for (const one of above) one.item.hidden = one.isIdle;
          above.push(row);
        }
      }

      updates.push((/** @type {Filter} */ filter, /** @type {any} */ { own, none }) => {
        chosen.textContent = filter.chosen.size ? `(${filter.chosen.size})` : "";
        if (filter.chosen.size) details.open = true;
        rows.forEach((/** @type {any} */ row, at) => {
          const count = row.option.id === columns.NONE ? none : own[at];
          row.input.checked = filter.chosen.has(row.option.id);
          row.count.textContent = number(count);
          row.isIdle = row.option.id === columns.NONE && count === 0 && !row.input.checked;
          row.item.classList.toggle("explore-empty", count === 0 && !row.input.checked);
        });
        place();
      });
      return details;
    }

    /** A text without case and accents. @param {string} words */
    function folded(words) {
      return words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    }

    /** A facet of numbers: two of them, a unit, and what does not state any. @param {any} facet */
    function range(facet) {
      const id = `${prefix}explore-${facet.name.replace(/\W/g, "-")}`;
      const typed = soon(() => typedRange(facet, inputs, false), TYPING);
      const input = (/** @type {string} */ end) => el("input", { type: "number", step: "any", id: `${id}-${end}`, name: `${facet.name}.${end}`, input: typed, change: () => typedRange(facet, inputs, true) });
      const inputs = { min: input("min"), max: input("max"), unit: /** @type {any} */ (null), none: /** @type {any} */ (null) };
      inputs.unit = el("select", { id: `${id}-unit`, name: `${facet.name}.unit`, change: () => switchUnit(facet, inputs) },
        ...facet.units.map((/** @type {any} */ unit) => el("option", { value: unit.code }, unit.symbol || "–")));
      const noneCount = el("span", { class: "count" });
      inputs.none = el("input", { type: "checkbox", name: facet.name, value: columns.NONE, change: () => choose(facet, columns.NONE, inputs.none.checked) });
      const noneRow = el("label", { class: "explore-none" }, inputs.none, el("span", {}, text("not_stated"), " ", noneCount));
      const stated = el("span", { class: "count" });
      const labelled = (/** @type {string} */ end, /** @type {string} */ label, /** @type {any} */ field) => el("span", { class: "explore-end" }, el("label", { for: `${id}-${end}` }, label), field);
      const under = facet.conditions && el("select", { id: `${id}-under`, name: `${facet.name}.under`, change: () => commit({ [`${facet.name}.under`]: under.value }) },
        el("option", { value: "" }, text("range_any")), ...facet.conditions.map((/** @type {string} */ one) => el("option", { value: one || columns.NONE }, one || text("not_stated"))));
      const fixed = facet.units.length === 1 && facet.units[0].symbol && el("span", { class: "explore-unit" }, facet.units[0].symbol);
      const bars = columns.histogram(facet);
      const extremes = el("p", { class: "explore-extremes" });
      const details = el("details", { class: "explore-facet" }, el("summary", {}, facet.label, " ", stated),
        el("fieldset", {}, el("legend", { class: "visually-hidden" }, facet.label),
          el("div", { class: "explore-range" }, labelled("min", text("range_from"), inputs.min), labelled("max", text("range_to"), inputs.max),
            facet.units.length > 1 ? labelled("unit", text("range_unit"), inputs.unit) : fixed, under && labelled("under", text("range_under"), under)),
          bars.picture, extremes, noneRow));
      updates.push((/** @type {Filter} */ filter, /** @type {any} */ { own, none }) => {
        const unit = columns.unitOf(facet, filter);
        const shown = (/** @type {any} */ field, /** @type {string} */ value) => {
          if (document.activeElement !== field) field.value = value;
        };
        shown(inputs.min, filter.min);
        shown(inputs.max, filter.max);
        inputs.unit.value = unit.code;
        if (under) under.value = filter.under;
        const ends = columns.extent(facet, unit);
        inputs.min.placeholder = ends.min;
        inputs.max.placeholder = ends.max;
        extremes.textContent = ends.min && `${number(ends.min)} – ${number(ends.max)} ${unit.symbol}`.trim();
        bars.mark(columns.bounds(facet, filter));
        inputs.none.checked = filter.chosen.has(columns.NONE);
        stated.textContent = number(own[0]);
        noneCount.textContent = number(none);
        noneRow.hidden = none === 0 && !inputs.none.checked;
        if (columns.isActive(filter)) details.open = true;
        if (columns.isActive(filter) && more && more.contains(details)) more.open = true;
      });
      return details;
    }

    /** @param {any} facet @param {any} inputs @param {boolean} push */
    function typedRange(facet, inputs, push) {
      const { min, max, unit } = inputs;
      const used = min.value !== "" || max.value !== "" || unit.value !== (facet.units[0] || {}).code;
      commit({ [`${facet.name}.min`]: min.value, [`${facet.name}.max`]: max.value, [`${facet.name}.unit`]: used && unit.value ? unit.value : "" }, push);
    }

    /** The numbers follow the unit, so that the range stays what it is. @param {any} facet @param {any} inputs */
    function switchUnit(facet, inputs) {
      const from = columns.unitOf(facet, filterOf(facet));
      const to = columns.unitOf(facet, { chosen: new Set(), min: "", max: "", unit: inputs.unit.value, under: "" });
      for (const field of [inputs.min, inputs.max]) {
        if (field.value !== "") field.value = String(Number(((Number(field.value) * from.factor + from.shift - to.shift) / to.factor).toPrecision(12)));
      }
      typedRange(facet, inputs, true);
    }

    const elements = facets();
    return { elements, show: (/** @type {Filter[]} */ filters, /** @type {any[]} */ counts) => filters.forEach((filter, at) => updates[at](filter, counts[at])) };
  }

  /**
   * The chips of what is chosen.
   * @param {any} list @param {Doing} doing
   */
  function chipsOf(list, { choose, commit, clear, toStatus }) {
    const shown = el("ul", { class: "chips" });
    /** The chips that are there, as text. */
    let shownChips = "";

    /** What filters, each with a button that ends it. @param {Filter[]} filters */
    function show(filters) {
      /** @type {any[]} */
      const chips = [];
      const chip = (/** @type {string} */ label, /** @type {() => void} */ end) => chips.push(el("li", {},
        el("button", { type: "button", class: "chip", click: end }, el("span", {}, label), el("span", { class: "visually-hidden" }, ` – ${text("explore_remove")}`), el("span", { "aria-hidden": "true" }, " ×"))));
      list.facets.forEach((/** @type {any} */ facet, /** @type {number} */ at) => {
        const filter = filters[at];
        for (const id of filter.chosen) {
          const option = (facet.options || []).find((/** @type {any} */ one) => one.id === id);
          if (option || id === columns.NONE) chip(`${facet.label}: ${option ? option.label : text("not_stated")}`, () => choose(facet, id, false));
        }
        if (filter.min !== "" || filter.max !== "") {
          const value = (/** @type {"min" | "max"} */ end) => (filter[end] === "" ? "…" : number(filter[end]));
          chip(`${facet.label}: ${value("min")} – ${value("max")} ${columns.unitOf(facet, filter).symbol}`.trim(), () => commit({ [`${facet.name}.min`]: "", [`${facet.name}.max`]: "", [`${facet.name}.unit`]: "" }));
        }
        if (filter.under !== "") chip(`${facet.label}: ${filter.under === columns.NONE ? text("not_stated") : filter.under}`, () => commit({ [`${facet.name}.under`]: "" }));
      });
      if (chips.length > 1) {
        chips.push(el("li", {}, el("button", { type: "button", class: "chip chip-clear", click: clear }, text("explore_clear"))));
      }
      // A field that is left for a chip tells its value once more, and the chip must be there still.
      const said = chips.map((one) => one.textContent).join("\n");
      if (said === shownChips) return;
      shownChips = said;
      // The button that was used is gone then; the summary is what comes next.
      const focused = shown.contains(document.activeElement);
      shown.replaceChildren(...chips);
      if (focused) toStatus();
    }

    return { shown, show };
  }

  Object.assign(/** @type {any} */ (window), { spunwebFacets: { facetsOf, chipsOf } });
})();
