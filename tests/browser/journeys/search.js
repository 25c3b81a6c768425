// Search: what a visitor types is forgiven, and every result can be reached.

import assert from "node:assert/strict";

import { assertAccessible } from "../accessibility.js";

const FIELD = "#search-q";

/** Waits for the answer to a query and returns the titles that are shown. */
async function answer(visitor, query) {
  await visitor.fill(FIELD, query);
  await visitor.until((query) => document.querySelector("[data-search-results]").getAttribute("data-query") === query, query);
  return visitor.texts(".result-title");
}

async function total(visitor) {
  return Number((await visitor.text("[data-search-status]")).match(/\d+/)[0]);
}

export default {
  "search forgives accents, hyphens, spaces, endings and a slip": async (visitor) => {
    await visitor.open("search");
    const same = async (...queries) => {
      const first = await answer(visitor, queries[0]);
      assert.ok(first.length > 0, `nothing found for ${queries[0]}`);
      for (const query of queries.slice(1)) assert.deepEqual(await answer(visitor, query), first, `${queries[0]} and ${query}`);
      return first;
    };
    await same("PA 6", "pa6", "PA6", "PA-6", "pa\u00a06");
    const [code] = await same("NS-001", "ns001", "ns 001", "NS\u2011001");
    assert.match(code, /Ultrafine PA 6\/6/);
    await same("layer", "LAYÉR", "lay\u00ader");
    const whole = await answer(visitor, "filtration");
    const begun = await answer(visitor, "filtra");
    assert.ok(begun.length >= whole.length, "the beginning of a word is enough");
    assert.ok((await answer(visitor, "filtartion")).length > 0, "two letters in each other's place");
    assert.ok((await answer(visitor, "filtation")).length > 0, "a letter left out");
    assert.deepEqual(await answer(visitor, "xqzwkvjy"), []);
    assert.match(await visitor.text("[data-search-status]"), /Nothing found/);
  },

  "who can do something comes before what was measured by it": async (visitor) => {
    await visitor.open("search");
    await answer(visitor, "SEM");
    const kinds = (await visitor.texts(".result-kind")).slice(0, 4);
    assert.ok(kinds.every((kind) => /^member/i.test(kind)), kinds.join());
  },

  "search in Czech, and the words marked as they are written": async (visitor) => {
    await visitor.open("cs/hledani", "?q=zvlaknovani");
    await visitor.sees(".result");
    assert.match(await visitor.text("[data-search-status]"), /výsled/);
    const marked = await visitor.texts("mark");
    assert.ok(marked.some((text) => /zvlákňov/i.test(text)), marked.join());
    const folded = await answer(visitor, "filtrace");
    assert.ok(folded.length > 0);
    assert.deepEqual(await answer(visitor, "FILTRÁCE"), folded);
  },

  "search knows the forms of words, in each language": async (visitor) => {
    await visitor.open("search");
    for (const [one, other] of [["membranes", "membrane"], ["universities", "university"], ["nanofiber", "nanofibres"]]) {
      const found = await answer(visitor, one);
      assert.ok(found.length > 0, one);
      assert.deepEqual((await answer(visitor, other)).slice(0, 3), found.slice(0, 3), `${one} and ${other}`);
    }
    await visitor.open("cs/hledani");
    for (const [one, other] of [["univerzity", "univerzita"], ["membránami", "membrana"], ["krytí rány", "kryti ran"]]) {
      assert.deepEqual((await answer(visitor, one)).slice(0, 1), (await answer(visitor, other)).slice(0, 1), `${one} and ${other}`);
    }
  },

  "search shows most of the words where nothing has all, and says so": async (visitor) => {
    await visitor.open("search");
    const found = await answer(visitor, "PCL xylophone");
    assert.ok(found.length > 0);
    assert.match(await visitor.text("[data-search-status]"), /No result contains all of: PCL, xylophone\. \d+ with “PCL”, 0 with “xylophone”/);
    const [stop] = await answer(visitor, "the yarns of the");
    assert.deepEqual([stop], (await answer(visitor, "yarn")).slice(0, 1), "words that say nothing");
  },

  "a title comes before what holds its words, typed in part or with a number in it": async (visitor) => {
    await visitor.open("search");
    for (const query of ["Spring nanofibre school 2027", "spring nanofibre"]) {
      assert.match((await answer(visitor, query))[0], /^Spring nanofibre school 2027/, query);
      assert.equal(await visitor.count(".search-offers"), 0, "a year is no limit of a share");
    }
    // What is rare is meant no more than what is common.
    assert.match((await answer(visitor, "polycapro"))[0], /PCL/);
    assert.deepEqual(await answer(visitor, "hotel booking"), [], "a slip and what a text says in passing");
    await answer(visitor, "basis weight 15");
    assert.match(await visitor.text(".search-offers"), /Areal mass/, "another name of a property");
    assert.match((await answer(visitor, "grants"))[0], /Development of cluster activities/, "another name of a field");
    await answer(visitor, "members with PCL");
    assert.ok((await visitor.texts(".result-values")).some((text) => /Polymers: PCL/.test(text)), "what a member makes");
  },

  "search leads to lists, terms and filters, and says why": async (visitor) => {
    await visitor.open("search");
    await answer(visitor, "universities");
    assert.match(await visitor.text(".search-ways"), /University/);
    await answer(visitor, "nylon");
    assert.ok((await visitor.texts(".result-values")).some((text) => /PA 66 \(.*nylon/.test(text)), "the other name of a term");
    await answer(visitor, "diameter below 0.2 µm");
    await visitor.click(".search-offers a");
    await visitor.sees(".explore-table, .explore-status");
    const address = new URL(await visitor.url()).searchParams;
    assert.equal(address.get("properties.fibre_diameter.max"), "0.2");
    await visitor.open("search");
    await answer(visitor, "braiding");
    await visitor.sees(".result-why mark, .result-values mark, .result-summary mark");
    await answer(visitor, "NS-007");
    await visitor.click(".result .pick input");
    await visitor.sees(".picked");
    await visitor.click(".result .pick input");
  },

  "suggestions in the header, with the keyboard": async (visitor, setting) => {
    await visitor.open("");
    await visitor.press("/");
    assert.equal(await visitor.run(() => document.activeElement.id), "header-q");
    await visitor.fill("#header-q", "labenit");
    await visitor.sees(".suggestion", "Labenit");
    await assertAccessible(visitor, setting);
    await visitor.press("Escape");
    await visitor.misses(".suggestion");
    await visitor.press("ArrowDown");
    await visitor.sees(".suggestion");
    await visitor.press("ArrowDown");
    await visitor.sees('.suggestion[aria-selected="true"]');
    assert.equal(await visitor.run(() => document.activeElement.getAttribute("aria-activedescendant")), "suggestion-0");
    const title = await visitor.text('.suggestion[aria-selected="true"]');
    await visitor.press("Enter");
    await visitor.until((title) => seen("h1")[0]?.textContent.trim() === title, title);
  },

  "the key of the search can be turned off": async (visitor) => {
    await visitor.open("search");
    await visitor.click("[data-search-slash] input");
    await visitor.run(() => document.activeElement.blur());
    await visitor.press("/");
    assert.notEqual(await visitor.run(() => document.activeElement.id), "search-q");
    await visitor.click("[data-search-slash] input");
  },

  "search shows every result, page by page": async (visitor, { picture }) => {
    await visitor.open("search", "?q=nanofibre");
    await visitor.sees(".result");
    const all = await total(visitor);
    let shown = await visitor.count(".result");
    assert.ok(all > shown, "more results than are shown at once");
    await picture("search");
    while (shown < all) {
      await visitor.click(".results + .button, .search-more button");
      shown = await visitor.until((before) => {
        const now = document.querySelectorAll(".result").length;
        return now > before && now;
      }, shown);
      assert.ok(await visitor.run(() => document.activeElement.closest(".result") !== null), "the focus is on the first new result");
    }
    assert.equal(shown, all);
    assert.equal(await visitor.count(".results + .button, .search-more button"), 0);
  },

  "search from the header of any page, and back": async (visitor) => {
    await visitor.open("");
    await visitor.fill("#header-q", "univerzita");
    await visitor.press("Enter");
    await visitor.sees(".result");
    assert.ok((await visitor.url()).startsWith(visitor.edition.at("search")));
    const title = await visitor.text(".result .result-title a");
    await visitor.click(".result .result-title a");
    await visitor.until((title) => seen("h1")[0]?.textContent.trim() === title, title);
    await visitor.back();
    await visitor.sees(".result");
    assert.equal(await visitor.value(FIELD), "univerzita");
  },

  "results of one kind, and the way back and forth": async (visitor) => {
    await visitor.open("search", "?q=univerzita");
    await visitor.click(".search-in a", { at: 1 });
    await visitor.sees(".search-in li:nth-child(2) a[aria-current]");
    assert.match(await visitor.url(), /in=/);
    await visitor.back();
    await visitor.sees(".search-in li:nth-child(1) a[aria-current]");
    await visitor.forward();
    await visitor.sees(".search-in li:nth-child(2) a[aria-current]");
  },

  "search can be used by a screen reader": async (visitor, setting) => {
    await visitor.open("search", "?q=nanofibre");
    await visitor.sees(".result");
    await assertAccessible(visitor, setting);
    assert.equal(await visitor.run(() => document.querySelector("[data-search-status]").getAttribute("role")), "status");
  },
};
