// What holds for all pages: the other language, print, and no scripts at all.

import assert from "node:assert/strict";

export default {
  "the same page in the other language, with what was asked": async (visitor) => {
    await visitor.open("compare", "?ids=structures:ns-001,structures:ns-002");
    await visitor.sees(".compare-table");
    await visitor.click('.languages a[hreflang="cs"]');
    await visitor.until((to) => location.href.startsWith(to), visitor.edition.at("cs/porovnani"));
    await visitor.sees(".compare-table");
    await visitor.open("structures", "?polymers=pcl");
    await visitor.sees(".explore-cards");
    const few = await visitor.count(".explore-cards > li");
    await visitor.click('.languages a[hreflang="cs"]');
    await visitor.until((to) => location.href.startsWith(to), visitor.edition.at("cs/struktury"));
    await visitor.sees(".explore-cards");
    assert.equal(await visitor.count(".explore-cards > li"), few);
    assert.match(await visitor.text(".explore-status"), /struktur/);
    assert.match(await visitor.text(".explore-form"), /neuvedeno/);
    await visitor.open("search", "?q=PA6");
    await visitor.sees(".result");
    await visitor.click('.languages a[hreflang="cs"]');
    await visitor.until((to) => location.href.startsWith(to), visitor.edition.at("cs/hledani"));
    await visitor.sees(".result");
    assert.equal(await visitor.value("#search-q"), "PA6");
  },

  "a comparison and a page are printed": async (visitor, { engine }) => {
    await visitor.open("compare", "?ids=structures:ns-001,structures:ns-002,structures:ns-003");
    await visitor.sees(".compare-table");
    await visitor.run(() => void (window.print = () => document.body.setAttribute("data-printed", "")));
    await visitor.click(".compare-tools button", { text: "Print" });
    await visitor.until(() => document.body.hasAttribute("data-printed"));
    if (!visitor.tab.print) return `${engine.name} prints nothing under automation`;
    const comparison = await visitor.tab.print();
    assert.equal(comparison.subarray(0, 5).toString(), "%PDF-");
    const [, width, height] = comparison.toString("latin1").match(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/) ?? [];
    if (engine.name === "chromium") assert.ok(Number(width) > Number(height), `landscape, not ${width} × ${height}`);
    await visitor.open("structures/ns-001");
    assert.ok((await visitor.tab.print()).length > 5000);
  },

  "without scripts every entry is there, and nothing that would not work": Object.assign(async (visitor, { engine, picture }) => {
    const { count } = visitor.tab;
    for (const path of ["structures", "cs/struktury"]) {
      await visitor.open(path);
      assert.ok((await count("[data-entry] :is(h2, h3) a")) >= 18, path);
      assert.equal(await count(".explore:not([hidden]), .pick, .picked"), 0, path);
    }
    await picture("noscript");
    await visitor.open("structures/ns-001");
    assert.equal(await count("h1"), 1);
    assert.equal(await count(".pick"), 0);
    for (const path of ["search", "compare", "shortlist"]) {
      await visitor.open(path);
      assert.ok((await count(".ways a")) > 5, path);
      // What is in there is markup only where there are no scripts; WebKit's driver needs some.
      if (engine.name !== "webkit") assert.equal(await count("noscript .notice"), 1, path);
    }
  }, { script: false }),
};
