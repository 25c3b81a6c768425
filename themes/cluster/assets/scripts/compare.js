// @ts-check
// The comparison: two to six entries of a collection side by side. Measured values
// stand on one line only where property, method and conditions agree; the program has
// decided that, line by line.
(function () {
  "use strict";

  const { load, link, site, text, el, address } = /** @type {any} */ (window).spunweb;
  const shortlist = /** @type {any} */ (window).spunwebShortlist;

  const MOST = 6;
  const place = /** @type {HTMLElement} */ (document.querySelector("[data-compare]"));
  const status = /** @type {HTMLElement} */ (document.querySelector("[data-compare-status]"));

  /** @typedef {{id: string, title: string, href: string, image: string, texts: string[], keys: (string | null)[], measured: any[]}} Item */
  /**
   * A line: what is shown, what is compared, and which entries have the property on
   * another line, because their conditions are others.
   * @typedef {{label: string, note: string, cells: (string | null)[], keys: (string | null)[], elsewhere: boolean[]}} Line
   */

  /** The entries of the address, else those of the shortlist. */
  function wanted() {
    const ids = (new URLSearchParams(location.search).get("ids") || "").split(",").filter(Boolean);
    return ids.length ? ids : shortlist.ids();
  }

  async function show() {
    const ids = wanted();
    const collections = site().collections.filter((/** @type {any} */ one) => one.compare && ids.some((/** @type {string} */ id) => id.startsWith(`${one.id}:`)));
    const collection = collections[0];
    if (!collection) {
      status.textContent = "";
      return place.replaceChildren(el("p", { class: "lead" }, text("compare_empty")));
    }
    const own = ids.filter((/** @type {string} */ id) => id.startsWith(`${collection.id}:`)).slice(0, MOST);
    const name = `list-${collection.id}`;
    try {
      const list = await load(name);
      const items = await Promise.all(own.map((/** @type {string} */ id) => item(list, name, id)));
      draw(collection, list, items.filter((one) => one !== null), ids.length - own.length);
    } catch (error) {
      status.textContent = text("data_missing");
      throw error;
    }
  }

  /** @param {any} list @param {string} name @param {string} id @returns {Promise<Item | null>} */
  async function item(list, name, id) {
    const entry = list.id.indexOf(id.slice(id.indexOf(":") + 1));
    if (entry < 0) return null;
    const shard = await load(`${name}-${Math.floor(entry / list.shard)}`);
    const at = entry % list.shard;
    return {
      id, title: list.title[entry], href: link(list.link[entry]), image: shard.image[at] && link(shard.image[at]),
      texts: shard.compare[at], keys: shard.keys[at], measured: shard.measured[at],
    };
  }

  /** @param {any} list @param {Item[]} items @returns {Line[]} */
  function fieldLines(list, items) {
    const lines = list.compare.map((/** @type {string} */ label, /** @type {number} */ at) => {
      const cells = items.map((one) => one.texts[at] || null);
      // 1.5 and 1.50 are one number, whatever they look like.
      const keys = items.map((one) => one.keys[at] || one.texts[at] || null);
      return { label, note: "", cells, keys, elsewhere: [] };
    });
    return lines.filter((/** @type {Line} */ line) => line.cells.some(Boolean));
  }

  /** A line for what compares; a line of its own for each value that compares with nothing. @param {any} list @param {Item[]} items @returns {Line[]} */
  function measuredLines(list, items) {
    /** @type {Map<string, {property: number, line: Line, rows: any[][]}>} */
    const lines = new Map();
    items.forEach((one, column) => {
      one.measured.forEach((row, number) => {
        const key = row.line === null ? `alone ${column} ${number}` : `line ${row.line}`;
        let found = lines.get(key);
        if (!found) {
          const none = () => items.map(() => /** @type {string | null} */ (null));
          const elsewhere = items.map((other) => other.measured.some((own) => own.property === row.property));
          found = { property: row.property, rows: items.map(() => []), line: { label: list.properties[row.property], note: "", cells: none(), keys: none(), elsewhere } };
          lines.set(key, found);
        }
        found.rows[column].push(row);
        const { keys } = found.line;
        keys[column] = (keys[column] || "") + JSON.stringify(row.ends);
      });
    });
    for (const { line, rows } of lines.values()) {
      // The heading says what holds for all values of the line; the rest stands beside its value.
      const all = rows.flat();
      const shared = all[0].notes.filter((/** @type {string} */ note) => all.every((row) => row.notes.includes(note)));
      line.note = shared.join(" · ");
      rows.forEach((own, column) => {
        const cells = own.map((row) => {
          const rest = row.notes.filter((/** @type {string} */ note) => !shared.includes(note));
          return rest.length ? `${row.text} (${rest.join(" · ")})` : row.text;
        });
        if (cells.length) line.cells[column] = cells.join("; ");
      });
    }
    const rank = (/** @type {Line} */ line) => -line.cells.filter(Boolean).length;
    return [...lines.values()].sort((a, b) => a.property - b.property || rank(a.line) - rank(b.line)).map((one) => one.line);
  }

  /** @param {any} collection @param {any} list @param {Item[]} items @param {number} left */
  function draw(collection, list, items, left) {
    const query = new URLSearchParams(location.search);
    const only = query.get("only") === "1";
    const reference = Math.max(0, items.findIndex((one) => one.id === query.get("ref")));
    const groups = [[text("compare_facts"), fieldLines(list, items)], [text("compare_measured"), measuredLines(list, items)]];
    const differs = (/** @type {Line} */ line, /** @type {number} */ at) => line.keys[at] !== line.keys[reference];
    const body = groups.flatMap(([title, lines]) => {
      const kept = lines.filter((/** @type {Line} */ line) => !only || line.keys.some((_, at) => differs(line, at)));
      if (kept.length === 0) return [];
      return [el("tbody", {}, el("tr", { class: "compare-group" }, el("th", { scope: "rowgroup", colspan: items.length + 1 }, title)), ...kept.map((/** @type {Line} */ line) => row(line, reference, differs)))];
    });
    const table = el("table", { class: "compare-table" }, el("caption", { class: "visually-hidden" }, text("compare_caption", { collection: collection.label })),
      el("thead", {}, el("tr", {}, el("td", {}), ...items.map((one, at) => head(items, one, at === reference)))), ...body);
    const toggle = el("label", { class: "compare-only" }, el("input", { type: "checkbox", checked: only, id: "compare-only", change: () => change({ only: only ? "" : "1" }) }), el("span", {}, text("compare_only")));
    place.replaceChildren(
      el("div", { class: "compare-tools" }, toggle, el("button", { type: "button", class: "button button-small", click: () => print() }, text("print")),
        site().tools.shortlist && el("a", { class: "button button-small", href: link(site().tools.shortlist) }, text("shortlist_open"))),
      el("p", { class: "compare-legend" }, text("compare_differs")),
      el("div", { class: "scroll compare-scroll", role: "region", tabindex: "0", "aria-label": text("compare_caption", { collection: collection.label }) }, table),
      el("p", { class: "values-note" }, text("compare_note")));
    status.textContent = [text("compare_count", { count: items.length, collection: collection.label }), items.length < 2 && text("compare_more"), left > 0 && text("compare_left", { count: left })].filter(Boolean).join(" ");
  }

  /** @param {Item[]} items @param {Item} one @param {boolean} isReference */
  function head(items, one, isReference) {
    const radio = el("input", { type: "radio", name: "reference", checked: isReference, "data-ref": one.id, change: () => change({ ref: one.id }) });
    const others = items.filter((other) => other !== one).map((other) => other.id);
    return el("th", { scope: "col", class: isReference && "compare-reference" },
      one.image && el("img", { src: one.image, alt: "" }),
      el("a", { href: one.href }, one.title),
      el("span", { class: "compare-head-tools" },
        el("label", {}, radio, el("span", {}, text("compare_reference")), el("span", { class: "visually-hidden" }, `: ${one.title}`)),
        el("button", { type: "button", class: "compare-remove", click: () => {
          if (!new URLSearchParams(location.search).has("ids")) shortlist.set(one.id, false);
          change({ ids: others.join(",") });
          status.tabIndex = -1;
          status.focus();
        } }, text("remove"), el("span", { class: "visually-hidden" }, `: ${one.title}`))));
  }

  /** @param {Line} line @param {number} reference @param {(line: Line, at: number) => boolean} differs */
  function row(line, reference, differs) {
    return el("tr", {}, el("th", { scope: "row" }, line.label, line.note && el("span", { class: "compare-note" }, line.note)),
      ...line.cells.map((cell, at) => {
        // Where the reference states nothing, there is nothing to differ from.
        const marked = at !== reference && cell !== null && line.cells[reference] !== null && differs(line, at);
        return el("td", { class: [at === reference && "compare-reference", marked && "compare-differs"].filter(Boolean).join(" ") || undefined },
          cell === null ? el("span", { class: "none" }, text(line.elsewhere[at] ? "compare_elsewhere" : "not_stated")) : cell,
          marked && el("span", { class: "visually-hidden" }, ` (${text("compare_differs")})`));
      }));
  }

  /** @param {Record<string, string>} changes */
  function change(changes) {
    const query = new URLSearchParams(location.search);
    if (!query.has("ids")) query.set("ids", wanted().join(","));
    for (const [key, value] of Object.entries(changes)) {
      if (value) query.set(key, value);
      else query.delete(key);
    }
    const focused = document.activeElement;
    const again = focused && (focused.id ? `#${focused.id}` : focused.getAttribute("data-ref") ? `[data-ref="${focused.getAttribute("data-ref")}"]` : "");
    address(query, true);
    show().then(() => {
      const found = again && /** @type {HTMLElement | null} */ (place.querySelector(again));
      if (found) found.focus();
    });
  }

  addEventListener("popstate", () => show());
  shortlist.watch(() => !new URLSearchParams(location.search).has("ids") && show());
  if (new URLSearchParams(location.search).has("ids")) show();
})();
