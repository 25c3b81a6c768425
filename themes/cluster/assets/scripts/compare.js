// @ts-check
// The comparison: two to six entries of a collection side by side. Measured values
// stand on one line only where property, method and conditions agree; the program has
// decided that, line by line.
(function () {
  "use strict";

  const { load, link, site, text, el, address, answered, sampleBadge, saveTable } = /** @type {any} */ (window).spunweb;
  const shortlist = /** @type {any} */ (window).spunwebShortlist;

  const MOST = 6;
  const place = /** @type {HTMLElement} */ (document.querySelector("[data-compare]"));
  const status = /** @type {HTMLElement} */ (document.querySelector("[data-compare-status]"));

  /** @typedef {{id: string, title: string, code: string, href: string, image: string, isSample: boolean, texts: string[], keys: (string | null)[], measured: any[]}} Item */
  /**
   * A line: what is shown, what is compared, which entries have the property on another
   * line, because their conditions are others, and the ends of the values that are drawn
   * on one axis. What stands apart compares with nothing, each value under its own conditions.
   * @typedef {{label: string, note: string, cells: (string | null)[], keys: (string | null)[], elsewhere: boolean[], ends: (number | null)[][][], apart: boolean}} Line
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
    const code = list.columns.filter((/** @type {any} */ column) => column.shown).findIndex((/** @type {any} */ column) => column.code);
    return {
      id, code: code < 0 ? "" : shard.cells[at][code], title: list.title[entry], href: link(list.link[entry]), image: shard.image[at] && link(shard.image[at]),
      isSample: list.samples.includes(entry), texts: shard.compare[at], keys: shard.keys[at], measured: shard.measured[at],
    };
  }

  /** @param {any} list @param {Item[]} items @returns {Line[]} */
  function fieldLines(list, items) {
    const lines = list.compare.map((/** @type {string} */ label, /** @type {number} */ at) => {
      const cells = items.map((one) => one.texts[at] || null);
      // 1.5 and 1.50 are one number, whatever they look like.
      const keys = items.map((one) => one.keys[at] || one.texts[at] || null);
      return { label, note: "", cells, keys, elsewhere: [], ends: [], apart: false };
    });
    return lines.filter((/** @type {Line} */ line) => line.cells.some(Boolean));
  }

  /** A line for what compares, and one for all values of a property that compare with no other. @param {any} list @param {Item[]} items @returns {Line[]} */
  function measuredLines(list, items) {
    /** @type {Map<number, Map<string, any[][]>>} By property and line, the rows of each entry. */
    const properties = new Map();
    items.forEach((one, column) => {
      one.measured.forEach((row, number) => {
        const lines = properties.get(row.property) || new Map();
        properties.set(row.property, lines);
        const key = row.line === null ? `alone ${column} ${number}` : `line ${row.line}`;
        const rows = lines.get(key) || items.map(() => []);
        rows[column].push(row);
        lines.set(key, rows);
      });
    });
    return [...properties].sort(([a], [b]) => a - b).flatMap(([property, lines]) => {
      const label = list.properties[property];
      const elsewhere = items.map((one) => one.measured.some((row) => row.property === property));
      const all = [...lines.values()];
      const shared = all.filter((rows) => rows.filter((own) => own.length > 0).length > 1);
      const alone = all.filter((rows) => !shared.includes(rows));
      const apart = items.map((_, column) => alone.flatMap((rows) => rows[column]));
      return [...shared.map((rows) => comparedLine(label, rows, elsewhere)), ...alone.length > 0 ? [apartLine(label, apart, elsewhere)] : []];
    });
  }

  /** The heading says what holds for all values of the line; the rest stands beside its value. @param {string} label @param {any[][]} rows @param {boolean[]} elsewhere @returns {Line} */
  function comparedLine(label, rows, elsewhere) {
    const all = rows.flat();
    const shared = all[0].notes.filter((/** @type {string} */ note) => all.every((row) => row.notes.includes(note)));
    return { ...written(rows, shared), label, note: shared.join(" · "), elsewhere, ends: rows.map((own) => own.map((row) => row.ends)), apart: false };
  }

  /** @param {string} label @param {any[][]} rows @param {boolean[]} elsewhere @returns {Line} */
  function apartLine(label, rows, elsewhere) {
    return { ...written(rows, []), label, note: "", elsewhere, ends: [], apart: true };
  }

  /** @param {any[][]} rows @param {string[]} shared */
  function written(rows, shared) {
    const texts = rows.map((own) => own.map((row) => {
      const rest = row.notes.filter((/** @type {string} */ note) => !shared.includes(note));
      return rest.length ? `${row.text} (${rest.join(" · ")})` : row.text;
    }));
    return { cells: texts.map((own) => own.join("; ") || null), keys: rows.map((own) => own.map((row) => JSON.stringify(row.ends)).join("") || null) };
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
      el("thead", {}, el("tr", { class: "compare-pictures" }, el("td", {}), ...items.map((one, at) => tools(items, one, at === reference))),
        el("tr", {}, el("td", {}), ...items.map((one, at) => head(one, at === reference)))), ...body);
    const toggle = el("label", { class: "compare-only" }, el("input", { type: "checkbox", checked: only, id: "compare-only", change: () => change({ only: only ? "" : "1" }) }), el("span", {}, text("compare_only")));
    place.replaceChildren(
      el("div", { class: "compare-tools" }, toggle, el("button", { type: "button", class: "button button-small", click: () => print() }, text("print")),
        el("button", { type: "button", class: "button button-small", click: () => save(collection, table) }, text("compare_save")),
        site().tools.shortlist && el("a", { class: "button button-small", href: link(site().tools.shortlist) }, text("shortlist_open")),
        items.length < MOST && more(collection, list, items)),
      el("p", { class: "compare-legend" }, text("compare_differs")),
      el("div", { class: "scroll compare-scroll", role: "region", tabindex: "0", "aria-label": text("compare_caption", { collection: collection.label }), focusin: follow }, table),
      el("p", { class: "values-note" }, text("compare_note")));
    fit();
    status.textContent = [text("compare_count", { count: items.length, collection: collection.label }), items.length < 2 && text("compare_more"), left > 0 && text("compare_left", { count: left })].filter(Boolean).join(" ");
  }

  /** Moves what the keyboard has reached from under the names; WebKit leaves it out of sight, because of their scroll padding. @param {FocusEvent} event */
  function follow({ target }) {
    const reached = /** @type {HTMLElement} */ (target);
    if (reached.matches(":focus-visible")) reached.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** A table that is no wider than the page needs no box to be moved in, and its head can stay in sight. */
  function fit() {
    const box = place.querySelector(".compare-scroll");
    if (!box) return;
    box.classList.remove("compare-fits");
    box.classList.toggle("compare-fits", box.scrollWidth <= box.clientWidth);
  }

  /** One more entry to choose. @param {any} collection @param {any} list @param {Item[]} items */
  function more(collection, list, items) {
    const known = new Set(items.map((one) => one.id));
    const others = list.id.map((/** @type {string} */ id, /** @type {number} */ at) => ({ id: `${collection.id}:${id}`, title: list.title[at] })).filter((/** @type {{id: string}} */ one) => !known.has(one.id));
    const select = el("select", { id: "compare-more" }, ...others.map((/** @type {{id: string, title: string}} */ one) => el("option", { value: one.id }, one.title)));
    return others.length > 0 && el("span", { class: "compare-add" }, el("label", { for: "compare-more" }, text("compare_add")), select,
      el("button", { type: "button", class: "button button-small", id: "compare-add", click: () => change({ ids: [...known, select.value].join(",") }) }, text("compare_add_button")));
  }

  /** The table as a file for spreadsheets. @param {any} collection @param {HTMLTableElement} table */
  function save(collection, table) {
    const clean = (/** @type {Element} */ cell) => {
      const copy = /** @type {Element} */ (cell.cloneNode(true));
      for (const hidden of copy.querySelectorAll(".visually-hidden, .badge")) hidden.remove();
      for (const note of copy.querySelectorAll(".compare-note, .code")) note.prepend(" ");
      return (copy.textContent || "").trim();
    };
    const rows = [...table.rows].filter((row) => !row.matches(".compare-pictures, .compare-group"));
    saveTable(collection.id, rows.map((row) => [...row.cells].map(clean)));
  }

  /** The name of an entry, which stays in sight. @param {Item} one @param {boolean} isReference */
  function head(one, isReference) {
    return el("th", { scope: "col", class: isReference && "compare-reference" }, one.code && el("span", { class: "code" }, one.code), el("a", { href: one.href }, one.title), one.isSample && sampleBadge());
  }

  /** @param {Item[]} items @param {Item} one @param {boolean} isReference */
  function tools(items, one, isReference) {
    const radio = el("input", { type: "radio", name: "reference", checked: isReference, "data-ref": one.id, change: () => change({ ref: one.id }) });
    const others = items.filter((other) => other !== one).map((other) => other.id);
    return el("td", { class: isReference && "compare-reference" },
      one.image && el("img", { src: one.image, alt: "" }),
      el("span", { class: "compare-head-tools" },
        el("label", {}, radio, el("span", {}, text("compare_reference")), el("span", { class: "visually-hidden" }, `: ${one.title}`)),
        el("button", { type: "button", class: "compare-remove", click: () => {
          if (!new URLSearchParams(location.search).has("ids")) shortlist.set(one.id, false);
          change({ ids: others.join(",") });
          status.tabIndex = -1;
          status.focus();
        } }, text("remove"), el("span", { class: "visually-hidden" }, `: ${one.title}`))));
  }

  /** The values of an entry on the axis of its line, which begins at nothing. @param {Line} line @param {number} at */
  function bar(line, at) {
    const numbers = line.ends.flat(2).filter((end) => end !== null);
    const most = Math.max(...numbers);
    const own = (line.ends[at] || []).filter(([low, high]) => low !== null && high !== null);
    if (own.length === 0 || numbers.length < 2 || most <= 0 || Math.min(...numbers) < 0) return null;
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const set = (/** @type {Element} */ element, /** @type {Record<string, string | number>} */ attributes) => {
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
      return element;
    };
    set(svg, { class: "compare-bar", viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" });
    svg.append(set(document.createElementNS(svg.namespaceURI, "rect"), { class: "axis", x: 0, y: 1.5, width: 100, height: 1 }));
    for (const [low, high] of own) {
      const from = (100 * Number(low)) / most;
      // One number is a bar from nothing, an interval a piece of the axis.
      const start = low === high ? 0 : Math.min(98, from);
      svg.append(set(document.createElementNS(svg.namespaceURI, "rect"), { x: start, y: 0, width: Math.max(2, (100 * Number(high)) / most - start), height: 4 }));
    }
    return svg;
  }

  /** @param {Line} line @param {number} reference @param {(line: Line, at: number) => boolean} differs */
  function row(line, reference, differs) {
    return el("tr", { class: line.apart && "compare-apart" }, el("th", { scope: "row" }, line.label, line.apart && line.cells.filter(Boolean).length > 1 && el("span", { class: "compare-note" }, text("compare_apart")), line.note && el("span", { class: "compare-note" }, line.note)),
      ...line.cells.map((cell, at) => {
        // Where the reference states nothing, there is nothing to differ from.
        const marked = !line.apart && at !== reference && cell !== null && line.cells[reference] !== null && differs(line, at);
        return el("td", { class: [at === reference && "compare-reference", marked && "compare-differs"].filter(Boolean).join(" ") || undefined },
          cell === null ? el("span", { class: "none" }, text(line.elsewhere[at] ? "compare_elsewhere" : "not_stated")) : cell, cell !== null && bar(line, at),
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
  addEventListener("resize", fit);
  shortlist.watch(() => !new URLSearchParams(location.search).has("ids") && show().finally(answered));
  if (new URLSearchParams(location.search).has("ids")) show().finally(answered);
})();
