// @ts-check
// The page for what is missing: what its address may have meant. `/things/kinds/grade-66/`
// is looked for as `grade 66`, then as what stands above it.
(function () {
  "use strict";

  const { link, site, text, el, number } = /** @type {any} */ (window).spunweb;
  const { answer, lines } = /** @type {any} */ (window).spunwebSearch;

  const WAYS = 3;
  const ENTRIES = 5;
  /** Shorter words of an address say nothing. */
  const SHORTEST = 2;

  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-lost]"));
  const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-lost-guesses]"));

  /** The parts of the address as words, the last and most telling first. @returns {string[]} */
  function asked() {
    const base = new URL(/** @type {HTMLFormElement} */ (form).dataset.lost || "./", document.baseURI).pathname;
    const path = location.pathname.startsWith(base) ? location.pathname.slice(base.length) : location.pathname;
    const parts = path.split("/").map((part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return part;
      }
    });
    const words = parts.map((part) => part.replace(/\.[a-z0-9]{2,5}$/i, "").replace(/[-_+.]+/g, " ").trim());
    return words.filter((part) => part.length >= SHORTEST && part !== "index" && part !== "404").reverse();
  }

  async function guess() {
    const parts = asked();
    const input = form && /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
    if (!input || !place || parts.length === 0) return;
    input.value = parts[0];
    for (const part of parts) {
      const found = await answer(part);
      if (!found) continue;
      const ways = found.ways.slice(0, WAYS);
      const entries = await lines([...found.documents, ...found.rest].slice(0, ENTRIES), found.root);
      if (ways.length + entries.length === 0) continue;
      input.value = part;
      const item = (/** @type {string} */ href, /** @type {string} */ title, /** @type {any[]} */ ...more) => el("li", {}, el("a", { href }, title), " ", ...more);
      place.append(
        el("h2", {}, text("lost_guess")),
        el("ul", {}, ...ways.map((/** @type {any} */ way) => item(way.href, way.title,
          el("span", { class: "count" }, `${way.field === null ? "" : `${site().collections[way.collection].label} `}${number(way.count)}`))),
        ...entries.map((/** @type {any} */ line) => item(link(line.link), line.title, el("span", { class: "count" }, line.code || line.collection.singular)))));
      return;
    }
  }

  guess();
})();
