// Filters, ranges, order: lists as the schema lets them be looked through.

import assert from "node:assert/strict";

import { assertAccessible } from "../accessibility.js";

const ROWS = ".explore-cards > li, .explore-table tbody tr";
const TITLES = ".explore-cards h2 a, .explore-table tbody th a";

async function openFilters(visitor) {
  await visitor.click(".explore > button");
  await visitor.sees(ROWS);
}

/** Waits until a number of rows fits. */
function rows(visitor, comparison, number) {
  return visitor.until((rows, comparison, number) => {
    const now = document.querySelectorAll(rows).length;
    return { less: now < number, more: now > number, same: now === number }[comparison] && now;
  }, ROWS, comparison, number);
}

/** Opens a facet by its name and ticks choices by the beginnings of their names. */
async function tick(visitor, facet, ...choices) {
  const opened = await visitor.until((facet) => {
    const details = seen("details.explore-facet").find((one) => one.querySelector("summary").textContent.startsWith(facet));
    if (!details) return null;
    for (const one of document.querySelectorAll("[data-test]")) one.removeAttribute("data-test");
    details.setAttribute("data-test", "facet");
    return { open: details.open };
  }, facet);
  if (!opened.open) await visitor.click("[data-test=facet] > summary");
  for (const choice of choices) await visitor.click("[data-test=facet] label", { text: choice });
}

export default {
  "filters within a facet add up, and counts say what a choice would give": async (visitor) => {
    await visitor.open("structures");
    await openFilters(visitor);
    const all = await visitor.count(ROWS);
    assert.match(await visitor.text(".explore-status"), new RegExp(`^${all} structures`));
    await tick(visitor, "Polymers", "PCL");
    const few = await rows(visitor, "less", all);
    assert.match(await visitor.url(), /[?&]polymers=pcl/);
    const count = (id) => visitor.run((id) => Number(document.querySelector(`[name=polymers][value="${id}"]`).closest("li").querySelector(".count").textContent), id);
    assert.equal(await count("pcl"), few);
    const other = await count("pla");
    assert.ok(other > 0, "what another choice of the same facet would give is still told");
    await tick(visitor, "Polymers", "PLA");
    const both = await rows(visitor, "more", few);
    assert.ok(both <= few + other);
    assert.equal(await count("pcl"), few, "a facet does not narrow itself");
    assert.match(await visitor.text(".explore-status"), new RegExp(`^${both} of ${all} structures`));
    // Back takes the choices away one by one, forward brings them back.
    await visitor.back();
    await rows(visitor, "same", few);
    await visitor.back();
    await visitor.until(() => !document.querySelector("main").classList.contains("exploring"));
    await visitor.forward();
    await rows(visitor, "same", few);
  },

  "what is not stated can be asked for": async (visitor) => {
    await visitor.open("structures", "?properties.fibre_diameter.min=100&properties.fibre_diameter.max=300");
    await visitor.sees(ROWS);
    const stated = await visitor.texts(TITLES);
    await visitor.open("structures", "?properties.fibre_diameter.min=100&properties.fibre_diameter.max=300&properties.fibre_diameter=_");
    await visitor.sees(ROWS);
    const withNone = await visitor.texts(TITLES);
    assert.ok(stated.length > 1 && withNone.length > stated.length);
    assert.ok(stated.every((title) => withNone.includes(title)));
  },

  "a range typed in one unit and read in another": async (visitor, { picture }) => {
    const id = "#explore-properties-fibre_diameter";
    await visitor.open("structures");
    await openFilters(visitor);
    const all = await visitor.count(ROWS);
    await tick(visitor, "Fibre diameter");
    await visitor.fill(`${id}-min`, "100");
    await visitor.fill(`${id}-max`, "300");
    await visitor.until(() => location.search.includes("max=300"));
    const few = await rows(visitor, "less", all);
    const found = await visitor.texts(TITLES);
    assert.match((await visitor.texts(".explore-cards dt")).join(), /Fibre diameter/, "what is filtered by is shown");
    assert.ok((await visitor.count(".explore-facet[open] .explore-bars .on")) > 0, "the bars say where the values are");
    await picture("range");
    // The numbers follow the unit, so that the range stays what it is.
    await visitor.choose(`${id}-unit`, "um");
    await visitor.until(() => location.search.includes("unit=um"));
    assert.equal(await visitor.value(`${id}-min`), "0.1");
    assert.equal(await visitor.value(`${id}-max`), "0.3");
    assert.deepEqual(await visitor.texts(TITLES), found);
    await visitor.reload();
    await rows(visitor, "same", few);
    assert.equal(await visitor.value(`${id}-unit`), "um");
    assert.deepEqual(await visitor.texts(TITLES), found);
    await visitor.fill(`${id}-max`, "1000");
    await rows(visitor, "more", few);
  },

  "sort by any column, and the focus stays": async (visitor) => {
    await visitor.open("structures", "?technology=electrospinning");
    await visitor.click(".explore-views button", { text: "Table" });
    await visitor.click('.sort[data-key="trl"]');
    await visitor.sees('th[aria-sort="ascending"]');
    const levels = await visitor.texts('td[data-label^="Technology readiness"]');
    assert.deepEqual(levels, [...levels].sort((a, b) => a - b));
    assert.equal(await visitor.run(() => document.activeElement.getAttribute("data-key")), "trl");
    await visitor.press("Enter");
    await visitor.sees('th[aria-sort="descending"]');
    assert.match(await visitor.url(), /sort=-trl/);
    const keys = await visitor.run(() => [...document.querySelectorAll(".sort")].map((button) => button.getAttribute("data-key")));
    assert.equal(keys.length, (await visitor.texts(".explore-table thead th")).length - 1, "every column but the figures can be sorted by");
    for (const key of keys) {
      await visitor.click(`.sort[data-key="${key}"]`);
      await visitor.until((key) => document.querySelector(`th[aria-sort] [data-key="${key}"]`), key);
    }
  },

  "chips end what filters, and the focus goes to the summary": async (visitor) => {
    await visitor.open("structures", "?technology=electrospinning&polymers=pcl&trl.min=3");
    await visitor.sees(".chip");
    assert.equal(await visitor.count(".chip:not(.chip-clear)"), 3);
    await visitor.click(".chip");
    await visitor.until(() => document.querySelectorAll(".chip:not(.chip-clear)").length === 2);
    assert.ok(await visitor.run(() => document.activeElement.matches(".explore-status, .chip")), await visitor.focused());
    await visitor.click(".chip-clear");
    await visitor.misses(".chip");
    assert.equal(new URL(await visitor.url()).search, "");
  },

  "PCL membranes with their makers in two clicks": async (visitor, { picture }) => {
    await visitor.open("structures");
    await visitor.click(".facet summary", { text: "Polymers" });
    await visitor.click(".facet[open] a", { text: "PCL" });
    await visitor.sees(".explore-cards > li");
    assert.match(await visitor.url(), /[?&]polymers=pcl/);
    const makers = await visitor.texts(".explore-cards .card-makers");
    assert.equal(makers.length, await visitor.count(".explore-cards > li"), "each says who makes it");
    assert.match(makers.join(), /Rankryt \(developer\)/);
    await picture("makers");
    await visitor.open("members", "?structures.polymers=pcl");
    await visitor.sees(TITLES);
    assert.ok((await visitor.texts(TITLES)).includes("Rankryt"));
  },

  "what was found is saved as a table": async (visitor) => {
    await visitor.open("structures", "?polymers=pcl");
    await visitor.sees(ROWS);
    await visitor.run(() => {
      window.saved = [];
      const make = URL.createObjectURL;
      URL.createObjectURL = (blob) => (window.saved.push(blob), make.call(URL, blob));
    });
    await visitor.click(".explore-head button", { text: "Save as CSV" });
    const csv = await visitor.until(() => window.saved[0] && window.saved[0].text());
    const lines = csv.trim().split("\r\n");
    assert.equal(lines.length, 1 + (await visitor.count(ROWS)), csv);
    assert.match(lines[0], /"Producers.*"Fibre diameter"/);
    for (const title of await visitor.texts(TITLES)) assert.ok(csv.includes(`"${title}"`), title);
  },

  "a term page is narrowed": async (visitor) => {
    await visitor.open("structures/polymers/pcl");
    assert.match((await visitor.texts(".card-makers")).join(), /Rankryt/);
    await visitor.click(".narrow a");
    await visitor.sees(".chip", "PCL");
  },

  "closing keeps what was found, and an unknown value is dropped with a word": async (visitor) => {
    await visitor.open("structures", "?polymers=pcl&polymers=gone&trl.min=x");
    await visitor.sees(".explore-dropped", "gone");
    assert.match(await visitor.url(), /\?polymers=pcl$/);
    const few = await visitor.count(ROWS);
    await visitor.click(".explore > button", { text: "Close" });
    await visitor.misses(".explore-form");
    assert.equal(await visitor.count(ROWS), few);
    assert.match(await visitor.url(), /\?polymers=pcl$/);
    await visitor.open("structures", "?utm_source=letter");
    await visitor.until(() => !document.querySelector("main").classList.contains("exploring"));
  },

  "the keyboard alone filters": async (visitor) => {
    await visitor.open("structures");
    await visitor.sees(".explore > button");
    await visitor.run(() => document.querySelector(".explore > button").focus());
    await visitor.press("Enter");
    await visitor.until(() => document.activeElement?.matches(".explore-facet summary"));
    if (!(await visitor.run(() => document.activeElement.parentElement.open))) await visitor.press("Enter");
    await visitor.press("Tab");
    // A long filter has a search of its own first.
    if (await visitor.run(() => document.activeElement.matches(".explore-find"))) await visitor.press("Tab");
    await visitor.press("Space");
    await visitor.until(() => location.search !== "");
    assert.ok(await visitor.run(() => document.activeElement.matches(".explore-facet input:checked")), "the focus stays on the box");
  },

  "filters can be used by a screen reader, all of them open": async (visitor, setting) => {
    await visitor.open("structures", "?polymers=pcl&properties.fibre_diameter.min=1");
    await visitor.sees(ROWS);
    await visitor.run(() => document.querySelectorAll(".explore details").forEach((one) => (one.open = true)));
    await assertAccessible(visitor, setting);
    for (const path of ["members", "projects", "events"]) {
      await visitor.open(path);
      await visitor.click(".explore > button");
      await visitor.sees(".explore-status");
      await visitor.run(() => document.querySelectorAll(".explore details").forEach((one) => (one.open = true)));
      await assertAccessible(visitor, setting);
    }
  },

  "filters on a phone": Object.assign(async (visitor, { picture }) => {
    await visitor.open("structures");
    await openFilters(visitor);
    const all = await visitor.count(ROWS);
    await picture("phone-open");
    await visitor.sees(".explore-form");
    await tick(visitor, "Polymers", "PCL");
    const few = await rows(visitor, "less", all);
    await picture("phone-filtered");
    await visitor.click(".explore-show", { text: `Show ${few}` });
    await visitor.misses(".explore-form");
    assert.ok(await visitor.run(() => document.activeElement.matches(".explore-status")));
    await visitor.choose("#explore-sort", "-trl");
    await visitor.until(() => location.search.includes("sort=-trl"));
    const wide = await visitor.run(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
  }, { phone: true }),
};
