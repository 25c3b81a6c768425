// The one page that holds an edition: the site's search and filters in a single file.

import assert from "node:assert/strict";

import { assertAccessible } from "../accessibility.js";

/** Opens the file beside the edition; the web edition has none. */
async function open(visitor, anchor = "") {
  if (!visitor.edition.single) return false;
  await visitor.tab.goto(visitor.edition.single + anchor);
  return true;
}

async function answer(visitor, lang, query) {
  await visitor.fill(`#search-${lang}`, query);
  await visitor.until((lang, query) => document.querySelector(`#results-${lang} [data-search-results]`).getAttribute("data-query") === query, lang, query);
  return visitor.texts(".result-title");
}

export default {
  "the single page finds as the site does, in each language": async (visitor, way) => {
    if (!(await open(visitor))) return "no single page";
    assert.match((await answer(visitor, "en", "ns001"))[0], /Ultrafine PA 6\/6/);
    assert.ok((await answer(visitor, "en", "filtartion")).length > 0, "a slip");
    assert.deepEqual(await answer(visitor, "en", "xqzwkvjy"), []);
    assert.ok((await answer(visitor, "en", "PA 66 coating")).length > 0);
    assert.equal(await visitor.count(".result-image[src^='data:image/gif']"), 0, "pictures are filled in");
    await assertAccessible(visitor, way);
    await visitor.click(".result-title a");
    await visitor.sees(".single-entry :is(h2, h3)");
    assert.match(await visitor.url(), /#structures\.ns-/);
    await open(visitor, "#cs");
    assert.ok((await answer(visitor, "cs", "zvlaknovani")).length > 0);
    return undefined;
  },

  "a number leads to a range in the single page, which filters its list": async (visitor, way) => {
    if (!(await open(visitor, "#structures"))) return "no single page";
    const all = await visitor.count("#structures .card");
    await visitor.click("[id='structures'] .explore > button");
    await visitor.sees(".explore-status");
    await visitor.click("[id='structures'] .explore-facet summary", { text: "Fibre diameter" });
    await visitor.fill("[id='structures-explore-properties-fibre_diameter-max']", "100");
    await visitor.sees(".chip", "Fibre diameter");
    const some = await visitor.count(".explore-cards .card");
    assert.ok(some > 0 && some < all, `${some} of ${all}`);
    await visitor.click(".chip");
    await visitor.misses(".chip");
    await answer(visitor, "en", "pore 5 µm");
    await visitor.click(".search-offers a");
    await visitor.sees(".chip", "pore size");
    assert.equal(await visitor.count(".explore-status"), 1, "one list is shown");
    await assertAccessible(visitor, way);
  },
};
