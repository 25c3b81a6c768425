// @ts-check
// The results of a list: its entries as cards or as a table, in an order, page by page, and
// all of them as a file.
(function () {
  "use strict";

  const { load, link, text, el, sampleBadge, saveTable } = /** @type {any} */ (window).spunweb;
  const { isActive } = /** @type {any} */ (window).spunwebColumns;
  const shortlist = /** @type {any} */ (window).spunwebShortlist;

  /** How many entries are shown at once. */
  const ROWS = 50;
  /** Figures on a card. */
  const FIGURES = 2;

  /** @typedef {{entry: number, image: string, measured: any[], cell: (column: any) => string}} Shown */
  /** @typedef {{sort: string, columns: any[], asked: any[], heads: any[]}} Layout */
  /** @typedef {{name: string, prefix: string, commit: (changes: Record<string, string>) => void, toStatus: () => void}} Way
   * The name of the data, what makes ids its own, how the address is changed, where the focus goes. */

  /**
   * The elements that show results, and a function that shows those of a state.
   * @param {any} list
   * @param {Way} way
   */
  function resultsOf(list, { name, prefix, commit, toStatus }) {
    const collection = name.replace(/^list-/, "");
    const order = el("select", { id: `${prefix}explore-sort`, change: () => commit({ sort: order.value }) });
    const button = (/** @type {string} */ label, /** @type {() => void} */ click) => el("button", { type: "button", class: "button button-small", click }, label);
    const cards = button(text("explore_cards"), () => commit({ view: "" }));
    const table = button(text("explore_table"), () => commit({ view: "table" }));
    const saving = button(text("compare_save"), save);
    const controls = [
      el("p", { class: "explore-sort" }, el("label", { for: order.id }, text("explore_sort")), order),
      el("div", { class: "explore-views", role: "group", "aria-label": text("explore_views") }, cards, table),
      saving,
    ];
    const shown = el("div", {});
    const pages = el("nav", { class: "pagination", "aria-label": text("explore_pages") });
    /** @type {number[]} */
    let found = [];
    let latest = 0;

    /** @param {any} state What the address asks for and which entries pass. */
    async function show(state) {
      latest += 1;
      const mine = latest;
      found = state.found;
      saving.disabled = found.length === 0;
      const last = Math.max(1, Math.ceil(found.length / ROWS));
      const page = Math.min(last, Math.max(1, Number(state.query.get("page")) || 1));
      const entries = found.slice((page - 1) * ROWS, page * ROWS);
      const layout = layoutOf(state);
      // Before the entries are there: the control is as wide as its longest order.
      showSort(layout.sort, layout.heads);
      const shards = await shardsOf(entries);
      if (mine !== latest) return;
      showEntries(state, layout, entries.map((entry) => shownOf(entry, shards)));
      showPages(last, page);
    }

    /** What is shown of some entries, by the file that it is in. @param {number[]} entries @returns {Promise<Map<number, any>>} */
    async function shardsOf(entries) {
      const numbers = [...new Set(entries.map((entry) => Math.floor(entry / list.shard)))];
      return new Map(await Promise.all(numbers.map(async (at) => /** @type {[number, any]} */ ([at, await load(`${name}-${at}`)]))));
    }

    /** All that was found as a file for spreadsheets: its columns, and each property that one of it has. */
    async function save() {
      const shards = await shardsOf(found);
      const columns = list.columns.filter((/** @type {any} */ column) => column.shown && !column.title);
      const all = found.map((entry) => shownOf(entry, shards));
      const properties = [...new Set(all.flatMap((one) => one.measured.map((row) => row.property)))].sort((a, b) => a - b).map((at) => list.properties[at]);
      const titleColumn = list.columns.find((/** @type {any} */ column) => column.title);
      const head = [titleColumn ? titleColumn.label : text("title"), ...columns.map((/** @type {any} */ column) => column.label), ...properties];
      saveTable(collection, [head, ...all.map((one) => [list.title[one.entry], ...columns.map(one.cell), ...properties.map((label) => valuesOf(one.measured, label))])]);
    }

    /** @param {number} entry @param {Map<number, any>} shards @returns {Shown} */
    function shownOf(entry, shards) {
      const columns = list.columns.filter((/** @type {any} */ column) => column.shown);
      const shard = shards.get(Math.floor(entry / list.shard));
      const at = entry % list.shard;
      return { entry, image: shard.image[at], measured: shard.measured[at], cell: (/** @type {any} */ column) => shard.cells[at][columns.indexOf(column)] };
    }

    /** What is shown of entries: the columns of the schema, and the properties that are asked for. @param {any} state @returns {Layout} */
    function layoutOf(state) {
      const sort = state.query.get("sort") || "";
      const columns = list.columns.filter((/** @type {any} */ column) => column.shown && !column.title);
      const titleColumn = list.columns.find((/** @type {any} */ column) => column.title);
      const asked = list.facets.filter((/** @type {any} */ facet, /** @type {number} */ at) => facet.property && (isActive(state.filters[at]) || sort.replace(/^-/, "") === facet.name));
      const heads = [{ name: titleColumn && titleColumn.name, label: titleColumn ? titleColumn.label : text("title") }, ...columns, ...asked];
      return { sort, columns, asked, heads };
    }

    /** @param {any} state @param {Layout} layout @param {Shown[]} all */
    function showEntries(state, layout, all) {
      const isTable = state.query.get("view") === "table";
      table.setAttribute("aria-pressed", String(isTable));
      cards.setAttribute("aria-pressed", String(!isTable));
      if (all.length === 0) return shown.replaceChildren(el("p", { class: "empty" }, text("explore_none")));
      if (isTable) showTable(all, layout);
      else shown.replaceChildren(el("ul", { class: all.filter((one) => one.image).length * 2 < all.length ? "cards cards-dense cards-bare explore-cards" : "cards cards-dense explore-cards" }, ...all.map((one) => card(one, layout.columns, layout.asked))));
    }

    /** @param {number} entry @returns {boolean} */
    function isSample(entry) {
      return list.samples.includes(entry);
    }

    /** The box that puts an entry on the shortlist. @param {number} entry */
    function pick(entry) {
      return shortlist && shortlist.box(`${collection}:${list.id[entry]}`, list.title[entry]);
    }

    /** An entry with what the schema says is a column of it, and its first figures; what is asked for comes first. @param {Shown} one @param {any[]} columns @param {any[]} asked */
    function card(one, columns, asked) {
      const said = (/** @type {(column: any) => boolean} */ which) => columns.filter((column) => which(column) && one.cell(column));
      const facts = said((column) => !column.code && !column.refers && !column.of);
      const plain = facts.filter((column) => !column.named).map((column) => one.cell(column)).join(" · ");
      const named = facts.filter((column) => column.named).map((column) => `${column.label}: ${one.cell(column)}`).join(" · ");
      const codes = said((column) => column.code);
      const wanted = new Set(asked.map((facet) => facet.label));
      const figures = [...one.measured].sort((a, b) => Number(wanted.has(list.properties[b.property])) - Number(wanted.has(list.properties[a.property]))).slice(0, Math.max(FIGURES, asked.length));
      return el("li", { class: list.properties.length > 0 ? "card structure-card" : "card" },
        one.image ? el("div", { class: "card-image" }, el("img", { src: link(one.image), alt: "", loading: "lazy" })) : el("div", { class: "card-blank", "aria-hidden": "true" }),
        el("div", { class: "card-text" },
          codes.length > 0 && el("p", { class: "card-meta" }, ...codes.map((column) => el("span", { class: "code" }, one.cell(column))), isSample(one.entry) && sampleBadge()),
          el("div", { class: "title-line" }, el("h2", { class: "card-title" }, el("a", { href: link(list.link[one.entry]) }, list.title[one.entry])), codes.length === 0 && isSample(one.entry) && sampleBadge()),
          plain && el("p", { class: "card-made" }, plain),
          named && el("p", { class: "card-makers" }, named),
          ...said((column) => column.refers).map((column) => el("p", { class: "card-makers" }, one.cell(column))),
          figures.length > 0 && el("dl", { class: "key-figures" }, ...figures.map((row) => el("div", {}, el("dt", {}, list.properties[row.property]), el("dd", {}, ...figure(row.text))))),
          ...said((column) => column.of).map((column) => steps(column, one.cell(column))),
          el("div", { class: "card-pick" }, pick(one.entry))));
    }

    /** A measured value; what stands in brackets after it is set smaller. @param {string} value */
    function figure(value) {
      const [first, ...rest] = value.split(" (");
      return [el("span", { class: "figure" }, first), ...rest.map((more) => el("span", { class: "figure-more" }, more.replace(/\)$/, "")))];
    }

    /** What a scale is called in short: what stands in brackets after its name. @param {any} column @returns {string} */
    function shortOf(column) {
      const [, short] = (column.of && /\(([^()]+)\)$/.exec(column.label)) || ["", column.label];
      return short;
    }

    /** A step of a scale, drawn. @param {any} column @param {string} step */
    function steps(column, step) {
      return el("p", { class: "trl" }, el("span", { class: "trl-label" }, `${shortOf(column)} ${step}`, el("span", { class: "trl-of" }, `/${column.of}`)),
        el("span", { class: "trl-steps", "aria-hidden": "true" }, ...Array.from({ length: column.of }, (_, at) => el("i", { class: at < Number(step) && "on" }))));
    }

    /** @param {Shown[]} all @param {Layout} layout */
    function showTable(all, { sort, columns, asked, heads }) {
      const head = (/** @type {any} */ column) => {
        const key = column.name;
        const label = shortOf(column);
        const up = sort === key;
        const down = sort === `-${key}`;
        return el("th", { scope: "col", "aria-sort": up ? "ascending" : down ? "descending" : undefined },
          key ? el("button", { type: "button", class: "sort", "data-key": key, click: () => commit({ sort: up ? `-${key}` : key }) }, label, el("span", { class: "sort-mark", "aria-hidden": "true" }, up ? "\u00a0↑" : down ? "\u00a0↓" : "\u00a0↕")) : label);
      };
      const cell = (/** @type {string} */ label, /** @type {any} */ value, /** @type {boolean} */ isCode) => el("td", { "data-label": label, class: isCode && "code-cell" }, value || el("span", { class: "none" }, "–"));
      // Without a property that is asked for, the first figures stand for all.
      const hasFigures = asked.length === 0 && list.properties.length > 0;
      const figures = (/** @type {Shown} */ one) => one.measured.length > 0 && el("ul", { class: "figures" }, ...one.measured.slice(0, FIGURES).map((row) => el("li", {}, `${list.properties[row.property]} `, el("span", { class: "figure" }, row.text))));
      const row = (/** @type {Shown} */ one) => el("tr", {}, el("th", { scope: "row" }, el("a", { href: link(list.link[one.entry]) }, list.title[one.entry]), isSample(one.entry) && sampleBadge(), pick(one.entry)),
        ...columns.map((column) => cell(column.label, one.cell(column), column.code)),
        ...asked.map((facet) => cell(facet.label, valuesOf(one.measured, facet.label), false)),
        hasFigures && cell(text("explore_figures"), figures(one), false));
      const focused = document.activeElement && document.activeElement.getAttribute("data-key");
      shown.replaceChildren(el("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": text("explore_caption") }, el("table", { class: "explore-table" }, el("caption", { class: "visually-hidden" }, text("explore_caption")),
        el("thead", {}, el("tr", {}, ...heads.map(head), hasFigures && el("th", { scope: "col" }, text("explore_figures")))), el("tbody", {}, ...all.map(row)))));
      if (focused) {
        const again = [...shown.querySelectorAll("[data-key]")].find((button) => button.getAttribute("data-key") === focused);
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
      order.replaceChildren(el("option", { value: "" }, text("explore_default")), ...both);
      order.value = sort;
    }

    /** @param {number} last @param {number} page */
    function showPages(last, page) {
      pages.hidden = last < 2;
      const step = (/** @type {number} */ to, /** @type {string} */ label) => el("li", {}, el("button", { type: "button", class: "button button-small", disabled: to < 1 || to > last, click: () => {
        commit({ page: to > 1 ? String(to) : "" });
        toStatus();
      } }, label));
      pages.replaceChildren(el("ul", {}, step(page - 1, text("previous")), el("li", { class: "explore-page" }, text("page_of", { page, pages: last })), step(page + 1, text("next"))));
    }

    return { controls, shown, pages, show };
  }

  Object.assign(/** @type {any} */ (window), { spunwebResults: { resultsOf } });
})();
