// Views of many entries: the market is filtered, marks of the map lead somewhere, headings
// of a matrix stay in sight, and all of them fit a sheet of paper.

import assert from "node:assert/strict";

import { assertAccessible } from "../accessibility.js";

const PAGES = ["", "at-a-glance", "competences", "charts", "excellence", "market"];

export default {
  "offers and needs are filtered, and the address keeps the choice": async (visitor, way) => {
    await visitor.open("market");
    await visitor.sees(".view-market-filter");
    const all = await visitor.count(".view-stall");
    const choice = await visitor.run(() => document.querySelector("#market-competences option:nth-child(2)").value);
    await visitor.choose("#market-competences", choice);
    await visitor.until((all) => seen(".view-stall").length < all, all);
    const some = await visitor.count(".view-stall");
    assert.ok(some > 0, "somebody offers or needs it");
    const other = await visitor.run((choice) => seen(".view-stall").filter((stall) => !stall.dataset.terms.split(" ").includes(choice)).length, choice);
    assert.equal(other, 0, "none of another field");
    assert.match(await visitor.text("[data-shown]"), /\d/);
    await assertAccessible(visitor, way);
    await visitor.reload();
    await visitor.until((some) => seen(".view-stall").length === some, some);
    await visitor.choose("#market-competences", "");
    await visitor.until((all) => seen(".view-stall").length === all, all);
  },

  "a region and a dot of the map lead to their pages": async (visitor) => {
    await visitor.open("at-a-glance");
    const [href] = await visitor.run(() => seen("a.view-map-dot").map((dot) => new URL(dot.getAttribute("href"), document.baseURI).href));
    await visitor.click("a.view-map-dot");
    await visitor.until((href) => location.href === href, href);
    await visitor.sees("h1");
    await visitor.open("at-a-glance");
    const regions = await visitor.run(() => seen(".view-map-land a").length);
    assert.ok(regions > 0, "regions with members are links");
    const inList = await visitor.run(() => {
      const links = new Set(seen(".view-map-list a").map((link) => link.href));
      return seen("a.view-map-dot").every((dot) => links.has(new URL(dot.getAttribute("href"), document.baseURI).href));
    });
    assert.ok(inList, "what a dot leads to is in the list for the keyboard too");
  },

  "headings of a matrix stay while it is scrolled both ways": Object.assign(async (visitor, { engine }) => {
    await visitor.open("competences");
    const kept = await visitor.run(() => {
      const box = document.querySelector(".view-matrix .view-scroll") ?? document.querySelector(".view-scroll");
      const row = box.querySelector("tbody th");
      const column = box.querySelector("thead tr:last-child th:nth-child(3)");
      const [left, top] = [row.getBoundingClientRect().left, column.getBoundingClientRect().top];
      box.scrollTo(200, 200);
      return { moved: box.scrollLeft > 0, left: Math.abs(row.getBoundingClientRect().left - left), top: Math.abs(column.getBoundingClientRect().top - top), down: box.scrollTop };
    });
    assert.ok(kept.moved, `${engine.name}: the matrix is wider than the window of a phone`);
    assert.ok(kept.left < 2, `the name moved ${kept.left} px`);
    assert.ok(kept.top < 2, `the heading moved ${kept.top} px`);
  }, { phone: true }),

  "pages of views are accessible and are printed": async (visitor, way) => {
    for (const page of PAGES) {
      await visitor.open(page);
      await assertAccessible(visitor, way);
      if (visitor.tab.print) assert.ok((await visitor.tab.print()).length > 5000, page);
    }
  },
};
