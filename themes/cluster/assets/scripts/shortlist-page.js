// @ts-check
// The page of the shortlist: what has been collected, as an enquiry to send or copy.
(function () {
  "use strict";

  const { load, link, site, text, el, number } = /** @type {any} */ (window).spunweb;
  const shortlist = /** @type {any} */ (window).spunwebShortlist;

  /** Longer addresses are cut off or refused by some mail programs. */
  const MOST_OF_MAIL = 1900;

  const place = /** @type {HTMLElement} */ (document.querySelector("[data-shortlist]"));
  const status = /** @type {HTMLElement} */ (document.querySelector("[data-shortlist-status]"));
  let latest = 0;

  /** @typedef {{id: string, title: string, href: string, online: string, collection: any}} Item */

  /** @param {string[]} ids */
  async function show(ids) {
    latest += 1;
    const mine = latest;
    if (ids.length === 0) {
      status.textContent = text("shortlist_empty");
      return place.replaceChildren();
    }
    const items = (await Promise.all(ids.map(item))).filter((one) => one !== null);
    if (mine !== latest) return;
    status.textContent = text("picked", { count: items.length, number: number(items.length) });
    const focused = place.contains(document.activeElement);
    place.replaceChildren(...groups(items), enquiry(items));
    if (focused) {
      status.tabIndex = -1;
      status.focus();
    }
  }

  /** @param {string} id @returns {Promise<Item | null>} */
  async function item(id) {
    const name = id.slice(0, id.indexOf(":"));
    const collection = site().collections.find((/** @type {any} */ one) => one.id === name && one.list);
    if (!collection) return null;
    const list = await load(`list-${name}`);
    const entry = list.id.indexOf(id.slice(name.length + 1));
    if (entry < 0) return null;
    const href = link(list.link[entry]);
    const root = link(site().root).replace(/index\.html$/, "");
    return { id, title: list.title[entry], href, online: site().online + href.slice(root.length).replace(/index\.html$/, ""), collection };
  }

  /** The entries by their collections. @param {Item[]} items */
  function groups(items) {
    const collections = site().collections.filter((/** @type {any} */ one) => items.some((item) => item.collection === one));
    return collections.map((/** @type {any} */ collection) => {
      const own = items.filter((one) => one.collection === collection);
      const compares = collection.compare && site().tools.compare && own.length > 1 && own.length <= 6;
      return el("section", { class: "shortlist-group" }, el("h2", {}, collection.label, " ", el("span", { class: "count" }, number(own.length))),
        el("ul", { class: "shortlist-items" }, ...own.map((one) => el("li", {}, el("a", { href: one.href }, one.title),
          el("button", { type: "button", class: "button button-small", click: () => shortlist.set(one.id, false) }, text("remove"), el("span", { class: "visually-hidden" }, `: ${one.title}`))))),
        compares && el("p", {}, el("a", { class: "button", href: shortlist.comparison(own.map((one) => one.id)) }, text("compare_side"))));
    });
  }

  /** @param {Item[]} items */
  function enquiry(items) {
    const lines = items.map((one) => `- ${one.title} (${one.collection.singular})\n  ${one.online}`);
    const message = `${text("enquiry_begin")}\n\n${lines.join("\n")}\n\n${text("enquiry_end")}\n`;
    const area = el("textarea", { id: "enquiry", rows: "10", spellcheck: "false" });
    area.value = message;
    const mail = el("a", { class: "button button-strong" }, text("enquiry_mail"));
    const told = el("span", { role: "status", class: "enquiry-told" });
    const copyText = async () => {
      try {
        await navigator.clipboard.writeText(area.value);
      } catch {
        // Without the right to the clipboard, the old way.
        area.select();
        document.execCommand("copy");
      }
      told.textContent = text("enquiry_copied");
    };
    const copy = el("button", { type: "button", class: "button", click: copyText }, text("enquiry_copy"));
    let fits = true;
    const address = () => {
      const to = (/** @type {string} */ body) => `mailto:${site().email || ""}?subject=${encodeURIComponent(text("enquiry_subject", { site: site().title }))}&body=${encodeURIComponent(body.replace(/\n/g, "\r\n"))}`;
      mail.href = to(area.value);
      fits = mail.href.length <= MOST_OF_MAIL;
      if (!fits) mail.href = to(text("enquiry_paste"));
    };
    address();
    area.addEventListener("input", address);
    mail.addEventListener("click", () => fits || copyText());
    const clear = el("button", { type: "button", class: "button", click: () => shortlist.clear() }, text("shortlist_clear"));
    return el("section", { class: "enquiry" }, el("h2", {}, text("enquiry_title")), el("label", { for: "enquiry" }, text("enquiry_label")), area, el("p", { class: "enquiry-actions" }, mail, copy, clear, told));
  }

  shortlist.watch(show);
})();
