// @ts-check
// The search page. What is looked for stands in the address, so that a result can be
// sent and the way back works.
(function () {
  "use strict";

  const { get, load, link, site, text, el, number, soon, address } = /** @type {any} */ (window).spunweb;
  const { spunwebFolding, spunwebIndex } = /** @type {any} */ (window);

  /** How many results are shown at once. */
  const SHOWN = 20;
  const TYPING = 10;

  const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-search]"));
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const status = /** @type {HTMLElement} */ (document.querySelector("[data-search-status]"));
  const list = /** @type {HTMLElement} */ (document.querySelector("[data-search-results]"));

  /** @type {Promise<{folding: any, index: any, root: any}> | undefined} */
  let engine;
  /** The number of the latest query; what answers an older one is thrown away. */
  let latest = 0;

  /** Loads the index, once. */
  function ready() {
    /** @type {Promise<{folding: any, index: any, root: any}>} */
    const loading = engine || load("search").then((/** @type {any} */ root) => ({
      root, folding: spunwebFolding(root.folding), index: spunwebIndex(root, load),
    }));
    engine = loading;
    return loading;
  }

  /** Shows what the address asks for, or is to ask for. */
  async function show(params = new URLSearchParams(location.search)) {
    const query = params.get("q") || "";
    const wanted = params.get("in") || "";
    // A browser that comes back to the page may reset the field.
    input.defaultValue = query;
    if (document.activeElement !== input) input.value = query;
    latest += 1;
    const mine = latest;
    if (!query.trim()) return clear("");
    try {
      const { folding, index, root } = await ready();
      const units = folding.units(query);
      if (units.length === 0) return clear(text("search_too_short"));
      const { documents, terms } = await index.query(units, folding.tokens(query).map((/** @type {any} */ one) => one.token));
      const counts = countCollections(documents, root);
      const only = wanted ? documents.filter((/** @type {number} */ one) => collectionOf(one, root) === wanted) : documents;
      const results = await lines(only.slice(0, SHOWN), root);
      if (mine !== latest) return;
      status.textContent = only.length === 0 ? text("search_none", { query }) : text("search_found", { count: only.length, number: number(only.length), query });
      const ol = el("ol", { class: "results" });
      const highlight = highlighter(folding, terms);
      ol.append(...results.map((one) => result(one, highlight)));
      list.replaceChildren(...[counts.size > 1 && choices(counts, params, documents.length), ol, more(ol, only, root, highlight)].filter(Boolean));
      if (only.length === 0) list.replaceChildren(el("p", { class: "search-hint" }, text("search_hint")));
      list.setAttribute("data-query", query);
    } catch (error) {
      if (mine === latest) clear(text("data_missing"));
      throw error;
    }
  }

  /** @param {string} message */
  function clear(message) {
    status.textContent = message;
    list.replaceChildren();
    list.removeAttribute("data-query");
  }

  /** The collection of a document; documents of one collection stand together. @param {number} document @param {any} root */
  function collectionOf(document, root) {
    let found = 0;
    for (const [first, collection] of root.collections) if (first <= document) found = collection;
    return site().collections[found].id;
  }

  /** @param {number[]} documents @param {any} root */
  function countCollections(documents, root) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const one of documents) {
      const id = collectionOf(one, root);
      counts.set(id, (counts.get(id) || 0) + 1);
    }
    return counts;
  }

  /** Links that keep one collection of the results. @param {Map<string, number>} counts @param {URLSearchParams} asked @param {number} total */
  function choices(counts, asked, total) {
    const wanted = asked.get("in") || "";
    const choice = (/** @type {string} */ id, /** @type {string} */ label, /** @type {number} */ count) => {
      const params = new URLSearchParams(asked);
      if (id) params.set("in", id);
      else params.delete("in");
      return el("li", {}, el("a", { href: `?${params}`, "aria-current": id === wanted && "true", click: (/** @type {MouseEvent} */ event) => follow(event, params) },
        label, " ", el("span", { class: "count" }, number(count))));
    };
    const own = site().collections.filter((/** @type {any} */ one) => counts.has(one.id));
    return el("nav", { class: "search-in", "aria-label": text("search_in") },
      el("ul", {}, choice("", text("search_all"), total), ...own.map((/** @type {any} */ one) => choice(one.id, one.label, counts.get(one.id) || 0))));
  }

  /** @param {MouseEvent} event @param {URLSearchParams} params */
  function follow(event, params) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    address(params, true);
    show(params);
  }

  /** What is shown of some documents. @param {number[]} documents @param {any} root @returns {Promise<any[]>} */
  async function lines(documents, root) {
    const parts = new Map();
    for (const one of documents) parts.set(Math.floor(one / root.titles), null);
    await Promise.all([...parts.keys()].map(async (at) => parts.set(at, await load(`search-t${at}`))));
    return documents.map((one) => {
      const part = parts.get(Math.floor(one / root.titles));
      const at = one % root.titles;
      return Object.fromEntries(Object.entries(part).map(([name, column]) => [name, column[at]]));
    });
  }

  /** @param {any} one @param {(text: string) => (Node | string)[]} highlight */
  function result(one, highlight) {
    const collection = site().collections[one.collection];
    return el("li", { class: "result" },
      one.image && el("img", { class: "result-image", src: link(one.image), alt: "", loading: "lazy" }),
      el("div", { class: "result-text" },
        el("p", { class: "result-kind" }, collection.singular),
        el("h2", { class: "result-title" }, el("a", { href: link(one.link) }, ...highlight(one.title))),
        one.summary && el("p", { class: "result-summary" }, ...highlight(one.summary))));
  }

  /** Marks the words by which something was found, on the text as written. @param {any} folding @param {Set<string>} terms */
  function highlighter(folding, terms) {
    return (/** @type {string} */ original) => {
      const parts = [];
      let at = 0;
      for (const { token, start, end } of folding.tokens(original)) {
        if (start < at || !terms.has(token)) continue;
        parts.push(original.slice(at, start), el("mark", {}, original.slice(start, end)));
        at = end;
      }
      return [...parts, original.slice(at)];
    };
  }

  /** The button for the results that are not shown yet. @param {HTMLElement} ol @param {number[]} documents @param {any} root @param {any} highlight */
  function more(ol, documents, root, highlight) {
    if (documents.length <= SHOWN) return null;
    const button = el("button", { type: "button", class: "button", click: async () => {
      const shown = ol.children.length;
      const results = await lines(documents.slice(shown, shown + SHOWN), root);
      ol.append(...results.map((one) => result(one, highlight)));
      const first = /** @type {HTMLElement} */ (ol.children[shown].querySelector("a"));
      first.focus();
      if (ol.children.length >= documents.length) button.remove();
    } }, text("search_more"));
    return button;
  }

  /** @param {boolean} push */
  function asked(push) {
    const params = new URLSearchParams(location.search);
    if (input.value.trim() !== (params.get("q") || "").trim()) params.delete("in");
    if (input.value.trim()) params.set("q", input.value.trim());
    else params.delete("q");
    address(params, push);
    show(params);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    asked(true);
  });
  input.addEventListener("input", soon(() => asked(false), TYPING));
  input.addEventListener("focus", () => ready(), { once: true });
  addEventListener("popstate", () => {
    input.blur();
    show();
  });
  if (get("site")) show();
})();
