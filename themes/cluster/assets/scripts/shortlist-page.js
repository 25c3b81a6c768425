// @ts-check
// The page of the shortlist: what has been collected, as an enquiry to send or copy.
(function () {
  "use strict";

  const { site, text, el, number, address, answered, sampleBadge } = /** @type {any} */ (window).spunweb;
  const shortlist = /** @type {any} */ (window).spunwebShortlist;
  const enquiry = /** @type {any} */ (window).spunwebEnquiry;

  const place = /** @type {HTMLElement} */ (document.querySelector("[data-shortlist]"));
  const status = /** @type {HTMLElement} */ (document.querySelector("[data-shortlist-status]"));
  let latest = 0;

  /** @typedef {{id: string, title: string, code: string, href: string, collection: any, isSample: boolean}} Item */

  /** @param {string[]} ids */
  async function show(ids) {
    latest += 1;
    const mine = latest;
    if (ids.length === 0) {
      status.textContent = text("shortlist_empty");
      return place.replaceChildren();
    }
    const items = (await Promise.all(ids.map((id) => enquiry.item(id)))).filter((one) => one !== null);
    const drafts = items.length > 0 ? await enquiry.section(items) : "";
    if (mine !== latest) return;
    status.textContent = text("picked", { count: items.length, number: number(items.length) });
    const focused = place.contains(document.activeElement);
    const clear = el("button", { type: "button", class: "button", click: () => shortlist.clear() }, text("shortlist_clear"));
    place.replaceChildren(...groups(items), el("p", { class: "shortlist-clear" }, clear), drafts);
    if (focused) {
      status.tabIndex = -1;
      status.focus();
    }
  }

  /** The entries by their collections. @param {Item[]} items */
  function groups(items) {
    const collections = site().collections.filter((/** @type {any} */ one) => items.some((item) => item.collection === one));
    return collections.map((/** @type {any} */ collection) => {
      const own = items.filter((one) => one.collection === collection);
      const compares = collection.compare && site().tools.compare && own.length > 1 && own.length <= 6;
      return el("section", { class: "shortlist-group" }, el("h2", {}, collection.label, " ", el("span", { class: "count" }, number(own.length))),
        el("ul", { class: "shortlist-items" }, ...own.map((one) => el("li", {}, el("span", {}, one.code && el("span", { class: "code" }, `${one.code} `), el("a", { href: one.href }, one.title), one.isSample && sampleBadge()),
          el("button", { type: "button", class: "button button-small", click: () => shortlist.set(one.id, false) }, text("remove"), el("span", { class: "visually-hidden" }, `: ${one.title}`))))),
        compares && el("p", {}, el("a", { class: "button", href: shortlist.comparison(own.map((one) => one.id)) }, text("compare_side"))));
    });
  }

  /** What a page asks to be put on the list, by its address. @param {string[]} ids */
  function start(ids) {
    const query = new URLSearchParams(location.search);
    const added = query.getAll("add").filter((id) => !ids.includes(id));
    if (query.get("want") === "sample") enquiry.wantSample(query.getAll("add"));
    if (location.search) address(new URLSearchParams(), false);
    if (added.length === 0) return show(ids).finally(answered);
    for (const id of added) shortlist.set(id, true);
  }

  shortlist.watch((/** @type {string[]} */ ids) => start(ids));
})();
