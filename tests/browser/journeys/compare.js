// The comparison: entries side by side, and only what compares on one line.

import assert from "node:assert/strict";

import { assertAccessible } from "../accessibility.js";

const HEADS = ".compare-table thead th";

function heads(visitor, number) {
  return visitor.until((css, number) => seen(css).length === number, HEADS, number);
}

export default {
  "compare what was picked in a list": async (visitor, { picture }) => {
    await visitor.open("structures");
    for (const at of [0, 1, 2]) await visitor.click("[data-entry] .pick", { at });
    await visitor.sees(".picked-actions a", "Compare 3");
    assert.match(await visitor.text(".picked [role=status]"), /^3 entries/);
    await visitor.click(".picked-actions a", { text: "Compare 3" });
    await heads(visitor, 3);
    assert.ok((await visitor.url()).startsWith(visitor.edition.at("compare")));
    await picture("compare");
    const lines = await visitor.count(".compare-table tbody tr");
    await visitor.click("#compare-only");
    await visitor.until((before) => location.search.includes("only=1") && document.querySelectorAll(".compare-table tbody tr").length <= before, lines);
    assert.ok((await visitor.count(".compare-differs")) > 0);
    await visitor.click(".compare-head-tools label", { at: 1 });
    await visitor.until(() => location.search.includes("ref="));
    assert.equal(await visitor.run(() => document.querySelector("td.compare-reference").cellIndex), 2);
    assert.equal(await visitor.count(".compare-reference.compare-differs"), 0, "the reference does not differ from itself");
    await visitor.click(".compare-remove");
    await heads(visitor, 2);
    assert.ok(await visitor.focused(), "the focus is somewhere");
    await visitor.back();
    await heads(visitor, 3);
  },

  "compare puts only what compares on one line": async (visitor) => {
    await visitor.open("compare", "?ids=structures:ns-001,structures:ns-002");
    await heads(visitor, 2);
    const lines = await visitor.run(() => [...document.querySelectorAll("tbody tr")].map((row) => [row.matches(".compare-apart"), ...[...row.cells].map((cell) => cell.textContent)]));
    const efficiency = lines.filter(([, label]) => label.startsWith("Filtration efficiency"));
    assert.equal(efficiency.length, 1, "two values under unlike conditions stand on one line of their own");
    const [isApart, , ...cells] = efficiency[0];
    assert.ok(isApart && cells.every((cell) => /%.*\(.+\)/.test(cell)), `${cells}: each value has its conditions`);
    assert.ok(lines.some(([, label]) => label.startsWith("Producers")), "who makes it");
  },

  "compare adds one more, draws on one axis, and saves a table": async (visitor) => {
    await visitor.open("compare", "?ids=structures:ns-011");
    await heads(visitor, 1);
    await visitor.choose("#compare-more", "structures:ns-012");
    await visitor.click("#compare-add");
    await heads(visitor, 2);
    assert.match(await visitor.url(), /ns-011.*ns-012/);
    assert.match(await visitor.text(HEADS), /NS-011/);
    await visitor.sees(".compare-bar");
  },

  "compare takes six, and says what it leaves out": async (visitor) => {
    const ids = [1, 2, 3, 4, 5, 6, 7].map((number) => `structures:ns-00${number}`);
    await visitor.open("compare", `?ids=${[...ids, "members:fiolume", "structures:gone"].join(",")}`);
    await heads(visitor, 6);
    assert.match(await visitor.text("[data-compare-status]"), /are not shown/);
    const wide = await visitor.run(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, "the table scrolls, not the page");
  },

  "compare can be used by a screen reader": async (visitor, setting) => {
    await visitor.open("compare", "?ids=structures:ns-001,structures:ns-002,structures:ns-003");
    await heads(visitor, 3);
    await assertAccessible(visitor, setting);
  },

  "compare on a phone": Object.assign(async (visitor, { picture }) => {
    await visitor.open("compare", "?ids=structures:ns-001,structures:ns-002,structures:ns-003");
    await heads(visitor, 3);
    await picture("phone-compare");
  }, { phone: true }),
};
