// The shortlist: collected on many pages in many folders, sent or copied from one.

import assert from "node:assert/strict";

import { assertAccessible } from "../accessibility.js";

const ITEMS = ".shortlist-items li";

/** Ticks the box of a page, or of an entry of a list. */
async function pick(visitor, path, at = 0) {
  await visitor.open(path);
  await visitor.click(".pick", { at });
  await visitor.until((at) => seen(".pick input")[at].checked, at);
}

export default {
  "shortlist from pages in several folders, as a mail and as a copy": async (visitor, { picture }) => {
    await pick(visitor, "structures/ns-001");
    await pick(visitor, "members/fiolume");
    await pick(visitor, "structures", 2);
    await visitor.sees(".picked");
    await visitor.click(".picked-actions a", { text: "Shortlist and enquiry" });
    await visitor.until((css) => seen(css).length === 3, ITEMS);
    assert.ok((await visitor.url()).startsWith(visitor.edition.at("shortlist")));
    await picture("shortlist");
    // One draft for each who answers: the developer of the layer, the member itself, and others.
    const mails = await visitor.run(() => seen(".enquiry-actions a").map((anchor) => decodeURIComponent(anchor.href)));
    assert.ok(mails.some((mail) => mail.startsWith("mailto:veda@univerzita-sever.example?")), mails.join());
    assert.ok(mails.some((mail) => mail.startsWith("mailto:sales@fiolume.example?")), mails.join());
    assert.ok(!mails.some((mail) => mail.includes("ustav-jivan") && mail.includes("NS-001")), "who has tested it does not answer for it");
    await visitor.fill("#enquiry-amount-0", "2 m2");
    await visitor.fill("#enquiry-company", "Filters Ltd");
    const message = await visitor.value("#enquiry-0");
    assert.match(message, /NS-001 .*\n {2}Amount: 2 m2\n {2}https:\/\/www\.example\.org\/structures\/\S+\/\n/);
    assert.match(message, /Filters Ltd/);
    const mail = await visitor.run(() => document.querySelector(".enquiry-actions a").href);
    assert.ok(decodeURIComponent(mail).replaceAll("\r\n", "\n").includes(message.trim()), mail);
    await visitor.click(".enquiry-actions button", { text: "Copy" });
    await visitor.sees(".enquiry-told", "Copied");
    // What was copied is what the field holds.
    await visitor.fill("#enquiry-0", "");
    await visitor.press("Control+v");
    await visitor.until((message) => document.querySelector("#enquiry-0").value.trim() === message, message.trim());
    await visitor.reload();
    await visitor.sees("#enquiry-company");
    assert.equal(await visitor.value("#enquiry-company"), "Filters Ltd", "what was typed is kept");
  },

  "a sample is asked for from the sheet": async (visitor) => {
    await visitor.open("structures/ns-001");
    await visitor.click(".head-actions a", { text: "Ask for a sample" });
    await visitor.until((css) => seen(css, "NS-001").length === 1, ITEMS);
    assert.equal(new URL(await visitor.url()).search, "", "going back and on does not add it again");
    assert.match(await visitor.value("#enquiry-0"), /Please send us a sample/);
    const mail = await visitor.run(() => decodeURIComponent(document.querySelector(".enquiry-actions a").href));
    assert.match(mail, /subject=Sample request: /);
    // What is only picked is asked about, not for.
    await pick(visitor, "structures/ns-003");
    await visitor.open("shortlist");
    await visitor.until((css) => seen(css).length === 2, ITEMS);
    const drafts = await visitor.run(() => seen(".enquiry-draft textarea").map((area) => area.value));
    assert.equal(drafts.filter((draft) => /NS-003/.test(draft) && /sample/i.test(draft) && !/NS-001/.test(draft)).length, 0, drafts.join("\n"));
  },

  "shortlist is kept, and emptied one by one": async (visitor) => {
    await pick(visitor, "structures/ns-001");
    await pick(visitor, "structures/ns-002");
    await visitor.open("cs/vyber");
    await visitor.until((css) => seen(css).length === 2, ITEMS);
    await visitor.click(`${ITEMS} button`);
    await visitor.until((css) => seen(css).length === 1, ITEMS);
    assert.ok(await visitor.focused(), "the focus is somewhere");
    await visitor.reload();
    await visitor.until((css) => seen(css).length === 1, ITEMS);
    await visitor.click(`${ITEMS} button`);
    await visitor.misses(ITEMS);
    await visitor.reload();
    await visitor.until(() => document.querySelector("[data-shortlist-status]").textContent !== "");
    assert.equal(await visitor.count(ITEMS), 0);
    await visitor.open("structures/ns-001");
    await visitor.until(() => seen(".pick input")[0] && !seen(".pick input")[0].disabled);
    assert.equal(await visitor.run(() => seen(".pick input")[0].checked), false);
  },

  "an enquiry that is too long for an address is copied for the mail": async (visitor) => {
    await pick(visitor, "structures/ns-001");
    await visitor.open("shortlist");
    await visitor.sees(ITEMS);
    const mail = () => visitor.run(() => decodeURIComponent(document.querySelector(".enquiry-actions a").href));
    assert.match(await mail(), /structures\/ns-001/);
    await visitor.run(() => {
      const area = document.querySelector("#enquiry-0");
      area.value += "More words. ".repeat(300);
      area.dispatchEvent(new Event("input", { bubbles: true }));
      // The mail program is left out.
      document.querySelector(".enquiry-actions a").addEventListener("click", (event) => event.preventDefault());
    });
    assert.match(await mail(), /paste it here/);
    await visitor.click(".enquiry-actions a");
    await visitor.sees(".enquiry-told", "Copied");
  },

  "shortlist can be used by a screen reader": async (visitor, setting) => {
    await pick(visitor, "structures/ns-001");
    await pick(visitor, "structures/ns-002");
    await visitor.open("shortlist");
    await visitor.until((css) => seen(css).length === 2, ITEMS);
    await assertAccessible(visitor, setting);
  },
};
