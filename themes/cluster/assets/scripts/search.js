// @ts-check
// The search page. What is looked for stands in the address, so that a result can be
// sent and the way back works.
(function () {
  "use strict";

  const { get, link, site, text, el, number, soon, address, answered, sampleBadge } = /** @type {any} */ (window).spunweb;
  const { ready, answer, lines, reasons, snippet, pieces } = /** @type {any} */ (window).spunwebSearch;
  const shortlist = /** @type {any} */ (window).spunwebShortlist;

  /** How many results are shown at once. */
  const SHOWN = 20;
  const WAYS = 6;
  const TYPING = 10;

  const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-search]"));
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const status = /** @type {HTMLElement} */ (document.querySelector("[data-search-status]"));
  const list = /** @type {HTMLElement} */ (document.querySelector("[data-search-results]"));

  /** The number of the latest query; what answers an older one is thrown away. */
  let latest = 0;

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
      const found = await answer(query);
      if (mine !== latest) return;
      if (!found) return clear(text("search_too_short"), query);
      const counts = countCollections([...found.documents, ...found.rest], found.root);
      const kept = (/** @type {number[]} */ documents) => (wanted ? documents.filter((one) => collectionOf(one, found.root) === wanted) : documents);
      const [all, some] = [kept(found.documents), kept(found.rest)];
      const [first, second] = [await results(all, found), await results(some, found)];
      if (mine !== latest) return;
      const total = found.documents.length + found.rest.length;
      const hint = total === 0 && found.offers.length === 0 && found.ways.length === 0;
      status.textContent = told(query, found, all, some);
      list.replaceChildren(...[
        offers(found), ways(found),
        counts.size > 1 && choices(counts, params, total),
        ...first,
        some.length > 0 && all.length > 0 && el("h2", { class: "results-rest" }, text("search_some")),
        ...second,
        hint && el("p", { class: "search-hint" }, text("search_hint")),
      ].filter(Boolean));
      list.setAttribute("data-query", query);
    } catch (error) {
      if (mine === latest) clear(text("data_missing"));
      throw error;
    }
  }

  /** What was found, and where no entry has all words, how many have each. @param {string} query @param {any} found @param {number[]} all @param {number[]} some */
  function told(query, found, all, some) {
    const count = all.length;
    if (count > 0) return text("search_found", { count, number: number(count), query });
    if (some.length === 0) return found.offers.length + found.ways.length > 0 ? text("search_ways", { query }) : text("search_none", { query });
    const typed = new Map(found.parts.folding.tokens(query).map((/** @type {any} */ one) => [one.token, query.slice(one.start, one.end)]));
    const named = (/** @type {any} */ word) => typed.get(word.unit.joined) || word.unit.joined;
    const each = found.words.map((/** @type {any} */ word) => text("search_with", { count: word.count, number: number(word.count), word: named(word) }));
    return text("search_not_all", { words: found.words.map(named).join(", "), each: each.join(", ") });
  }

  /** Links to filters that answer a number. @param {any} found */
  function offers({ offers }) {
    const made = offers.filter((/** @type {any} */ one) => one.href).map((/** @type {any} */ one) => {
      const amount = (/** @type {string} */ value) => `${number(Number(value))}${one.unit ? `\u00a0${one.unit}` : ""}`;
      const both = () => (one.from === one.to ? amount(one.from) : `${number(Number(one.from))}–${amount(one.to)}`);
      const limits = one.from && one.to ? both() : one.from ? `${text("range_from")} ${amount(one.from)}` : `${text("range_to")} ${amount(one.to)}`;
      return el("li", {}, el("a", { href: one.href }, `${one.label}: `, el("strong", {}, limits)), " ", el("span", { class: "count" }, site().collections[one.collection].label));
    });
    return made.length > 0 && el("nav", { class: "search-offers", "aria-label": text("search_offers") }, el("p", {}, text("search_offers")), el("ul", {}, ...made));
  }

  /** Lists, and pages of terms. @param {any} found */
  function ways({ ways }) {
    const made = ways.slice(0, WAYS).map((/** @type {any} */ one) => {
      const collection = site().collections[one.collection];
      const of = one.field === null ? text("search_list") : `${collection.label}, ${one.field}`;
      return el("li", {}, el("a", { href: one.href }, one.title), " ", el("span", { class: "count" }, number(one.count)), " ", el("span", { class: "search-way-of" }, of));
    });
    return made.length > 0 && el("nav", { class: "search-ways", "aria-label": text("search_lists") }, el("ul", {}, ...made));
  }

  /** Shows nothing but a message. @param {string} message @param {string} [query] what it answers */
  function clear(message, query) {
    status.textContent = message;
    list.replaceChildren();
    if (query === undefined) list.removeAttribute("data-query");
    else list.setAttribute("data-query", query);
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

  /** The list of some entries, and a button for those that are not shown yet. @param {number[]} documents @param {any} found @returns {Promise<any[]>} */
  async function results(documents, found) {
    if (documents.length === 0) return [];
    const ol = el("ol", { class: "results" });
    const add = async () => {
      const from = ol.children.length;
      const some = await lines(documents.slice(from, from + SHOWN), found.root);
      ol.append(...some.map((/** @type {any} */ one) => result(one, found)));
      return /** @type {HTMLElement | undefined} */ (ol.children[from]);
    };
    await add();
    const button = documents.length > SHOWN && el("button", { type: "button", class: "button", click: async () => {
      const first = await add();
      const anchor = first && first.querySelector("a");
      if (anchor) anchor.focus();
      if (ol.children.length >= documents.length) button.remove();
    } }, text("search_more"));
    return [ol, button];
  }

  /** @param {any} line @param {any} found */
  function result(line, found) {
    const { values, left } = reasons(found, line);
    const why = el("p", { class: "result-why" });
    if (left.length > 0) void explain(why, line, found, left);
    const figures = line.figures.map((/** @type {any} */ one) => el("li", {}, `${one.label} `, el("strong", {}, one.text)));
    return el("li", { class: "result" },
      line.image && el("img", { class: "result-image", src: link(line.image), alt: "", loading: "lazy" }),
      el("div", { class: "result-text" },
        el("p", { class: "result-kind" }, line.collection.singular, line.code && el("span", { class: "result-code" }, ...marked(line.code, found))),
        el("h2", { class: "result-title" }, el("a", { href: link(line.link) }, ...marked(line.title, found)), line.isSample && sampleBadge()),
        line.summary && el("p", { class: "result-summary" }, ...marked(line.summary, found)),
        values.length > 0 && el("ul", { class: "result-values" }, ...values.map((/** @type {any} */ one) =>
          el("li", {}, `${one.label}: `, ...marked(one.text, found), one.also && " (", ...(one.also ? marked(one.also, found) : []), one.also && ")"))),
        why,
        figures.length > 0 && el("ul", { class: "result-figures" }, ...figures),
        shortlist && line.collection.compare && shortlist.box(`${line.collection.id}:${line.id}`, line.title)));
  }

  /** Says where in the long text of an entry the words stand. @param {HTMLElement} why @param {any} line @param {any} found @param {any[]} left */
  async function explain(why, line, found, left) {
    const shown = await snippet(found, line, left);
    if (shown) why.append(...marked(shown, found));
  }

  /** Marks the words by which something was found, on the text as written. @param {string} original @param {any} found */
  function marked(original, found) {
    return pieces(found, original).filter((/** @type {any} */ one) => one.text).map((/** @type {any} */ one) => (one.marked ? el("mark", {}, one.text) : one.text));
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

  /** From the field down to the results, and from one to the next. @param {KeyboardEvent} event */
  function arrow(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...document.querySelectorAll("[data-search-results] :is(.search-offers a, .search-ways a, .result-title a)")];
    const at = stops.indexOf(/** @type {HTMLElement} */ (event.target));
    const next = /** @type {HTMLElement | undefined} */ (stops[at + (event.key === "ArrowDown" ? 1 : -1)]);
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }

  /** A key that works everywhere can be turned off. */
  function slash() {
    const { isOff, turn } = /** @type {any} */ (window).spunwebSlash;
    const place = /** @type {HTMLElement} */ (document.querySelector("[data-search-slash]"));
    const box = el("input", { type: "checkbox", change: () => turn(!box.checked) });
    box.checked = !isOff();
    place.append(el("label", {}, box, " ", text("search_slash")));
    place.hidden = false;
  }

  addEventListener("keydown", arrow);
  slash();
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
  if (get("site")) show().finally(answered);
})();
