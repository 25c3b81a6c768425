// @ts-check
// The enquiry: what is on the shortlist as one draft for each of those who answer for
// it. The drafts are opened in the visitor's own mail program or copied; nothing is
// sent from here, and what is typed stays in this browser.
(function () {
  "use strict";

  const { load, link, site, text, el } = /** @type {any} */ (window).spunweb;

  /** Longer addresses are cut off or refused by some mail programs. */
  const MOST_OF_MAIL = 1900;
  const FIELDS = [["name", "name"], ["company", "organization"], ["by", "off"]];
  const key = `spunweb:${new URL(link(site().root)).pathname}:enquiry`;

  /** @typedef {{id: string, title: string, code: string, href: string, online: string, collection: any, asked: string[], mail: string, isSample: boolean}} Item */
  /** @typedef {{title: string, href: string, mail: string}} Addressee */
  /** @typedef {{to: Addressee | null, items: Item[]}} Draft */

  /** @type {Record<string, any>} What the visitor says of the enquiry. */
  const said = remembered();

  function remembered() {
    try {
      const read = JSON.parse(localStorage.getItem(key) || "{}");
      return read && typeof read === "object" ? read : {};
    } catch {
      return {};
    }
  }

  /** @param {string} name @param {string} value */
  function remember(name, value) {
    if (value) said[name] = value;
    else delete said[name];
    try {
      localStorage.setItem(key, JSON.stringify(said));
    } catch {
      // It then lasts as long as the page.
    }
  }

  /** Remembers that a sample of some entries is wanted. @param {string[]} ids */
  function wantSample(ids) {
    for (const id of ids) remember(`sample ${id}`, "1");
  }

  /** An entry with all that a shortlist and an enquiry say of it. @param {string} id @returns {Promise<Item | null>} */
  async function item(id) {
    const name = id.slice(0, id.indexOf(":"));
    const collection = site().collections.find((/** @type {any} */ one) => one.id === name && one.list);
    if (!collection) return null;
    const list = await load(`list-${name}`);
    const entry = list.id.indexOf(id.slice(name.length + 1));
    if (entry < 0) return null;
    const shard = await load(`list-${name}-${Math.floor(entry / list.shard)}`);
    const at = entry % list.shard;
    const href = link(list.link[entry]);
    const root = link(site().root).replace(/index\.html$/, "");
    const code = list.columns.filter((/** @type {any} */ column) => column.shown).findIndex((/** @type {any} */ column) => column.code);
    return {
      id, href, collection, title: list.title[entry], code: code < 0 ? "" : shard.cells[at][code], asked: shard.asked[at], mail: shard.mail[at],
      isSample: list.samples.includes(entry),
      online: site().online + href.slice(root.length).replace(/index\.html$/, ""),
    };
  }

  /** One draft for each who answers; the rest goes to the publisher. @param {Item[]} items @returns {Promise<Draft[]>} */
  async function drafts(items) {
    /** @type {Map<string, Draft>} */
    const found = new Map();
    const add = (/** @type {string} */ to, /** @type {Addressee | null} */ addressee, /** @type {Item} */ one) => {
      const draft = found.get(to) || { to: addressee, items: [] };
      draft.items.push(one);
      found.set(to, draft);
    };
    for (const one of items) {
      const others = (await Promise.all(one.asked.map(item))).filter((other) => other !== null && other.mail);
      for (const other of others) if (other) add(other.id, other, one);
      if (others.length === 0 && one.mail) add(one.id, one, one);
      else if (others.length === 0) add("", site().email ? { title: site().title, href: "", mail: site().email } : null, one);
    }
    return [...found.values()];
  }

  /** Whether a sample of it is asked for. @param {Item} one */
  function isWanted(one) {
    return said[`sample ${one.id}`] === "1";
  }

  /** @param {Draft} draft */
  function message(draft) {
    const amount = (/** @type {Item} */ one) => (said[`amount ${one.id}`] ? `\n  ${text("enquiry_amount")}: ${said[`amount ${one.id}`]}` : "");
    const mark = (/** @type {Item} */ one) => (isWanted(one) && !draft.items.every(isWanted) ? `\n  ${text("enquiry_sample")}` : "");
    const lines = draft.items.map((one) => `- ${one.code ? `${one.code} ` : ""}${one.title} (${one.collection.singular})${amount(one)}${mark(one)}\n  ${one.online}`);
    const by = said.by ? `\n${text("enquiry_by")}: ${said.by}` : "";
    const who = [said.name, said.company].filter(Boolean).join("\n");
    const whole = `${text("enquiry_begin")}\n\n${lines.join("\n")}\n${by}\n${text(draft.items.every(isWanted) ? "enquiry_end_sample" : "enquiry_end")}\n${who ? `\n${who}\n` : ""}`;
    // A mail is searched by plain blanks, and WebKit copies none but these.
    return whole.replace(/\u00a0/g, " ");
  }

  /** @param {Draft} draft @param {string} body */
  function address(draft, body) {
    const copy = draft.to && site().email && draft.to.mail !== site().email ? `cc=${encodeURIComponent(site().email)}&` : "";
    const to = draft.to ? encodeURIComponent(draft.to.mail).replace(/%40/g, "@") : "";
    return `mailto:${to}?${copy}subject=${encodeURIComponent(text(draft.items.some(isWanted) ? "enquiry_subject_sample" : "enquiry_subject", { site: site().title }))}&body=${encodeURIComponent(body.replace(/\n/g, "\r\n"))}`;
  }

  /** A draft with its buttons. @param {Draft} draft @param {number} number @param {(() => void)[]} changed */
  function shown(draft, number, changed) {
    const id = `enquiry-${number}`;
    const area = el("textarea", { id, rows: String(8 + 3 * draft.items.length), spellcheck: "false" });
    const mail = draft.to && el("a", { class: "button button-strong" }, text("enquiry_mail"));
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
    let fits = true;
    let isOwn = false;
    const follow = () => {
      if (!mail) return;
      mail.href = address(draft, area.value);
      fits = mail.href.length <= MOST_OF_MAIL;
      if (!fits) mail.href = address(draft, text("enquiry_paste"));
    };
    const write = () => {
      // What the visitor has written is left alone.
      if (!isOwn) area.value = message(draft);
      follow();
    };
    area.addEventListener("input", () => {
      isOwn = true;
      follow();
    });
    if (mail) mail.addEventListener("click", () => fits || copyText());
    changed.push(write);
    write();
    const to = draft.to && draft.to.href ? el("a", { href: draft.to.href }, draft.to.title) : draft.to ? draft.to.title : text("enquiry_without");
    const copied = draft.to && site().email && draft.to.mail !== site().email && text("enquiry_cc", { to: site().email });
    return el("section", { class: "enquiry-draft" },
      el("h3", {}, to), draft.to ? el("p", { class: "enquiry-to" }, [draft.to.mail, copied].filter(Boolean).join(" · ")) : el("p", { class: "notice" }, text("enquiry_no_address")),
      el("label", { for: id }, text("enquiry_label")), area,
      el("p", { class: "enquiry-actions" }, mail, el("button", { type: "button", class: "button", click: copyText }, text("enquiry_copy")), told));
  }

  /** @param {string} id @param {string} name @param {string} label @param {string} complete @param {(() => void)[]} changed */
  function field(id, name, label, complete, changed) {
    const input = el("input", { type: "text", id, autocomplete: complete, maxlength: "200", input: () => {
      remember(name, input.value.trim());
      for (const one of changed) one();
    } });
    input.value = said[name] || "";
    return el("p", {}, el("label", { for: id }, label), input);
  }

  /** The enquiry as a part of the page. @param {Item[]} items */
  async function section(items) {
    const all = await drafts(items);
    /** @type {(() => void)[]} */
    const changed = [];
    const texts = all.map((draft, number) => shown(draft, number, changed));
    const fields = FIELDS.map(([name, complete]) => field(`enquiry-${name}`, name, text(`enquiry_${name}`), complete, changed));
    const amounts = items.filter((one) => one.asked.length > 0 || one.code).map((one, number) => field(`enquiry-amount-${number}`, `amount ${one.id}`, text("enquiry_amount_of", { title: one.code || one.title }), "off", changed));
    return el("section", { class: "enquiry" }, el("h2", {}, text("enquiry_title")), el("p", {}, text("enquiry_drafts", { count: all.length })),
      el("div", { class: "enquiry-fields" }, ...fields, ...amounts), ...texts);
  }

  Object.assign(/** @type {any} */ (window), { spunwebEnquiry: { item, section, wantSample } });
})();
