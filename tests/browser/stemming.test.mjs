// The script finds the stems that the program finds: both by the same tables, held to the
// same vectors. `node --test tests/browser/stemming.test.mjs`
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const root = new URL("../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");

vm.runInThisContext(read("themes/cluster/assets/scripts/search-stem.js"));
const vectors = JSON.parse(read("tests/fixtures/search/stemming.json"));

for (const [lang, stems] of Object.entries(vectors)) {
  const stemming = globalThis.spunwebStemming(read(`src/listing/search/stemming/${lang}.txt`));
  test(`stems in ${lang} are those of the vectors`, () => {
    for (const [stem, words] of Object.entries(stems)) {
      for (const word of words) assert.equal(stemming.stem(word), stem, word);
    }
  });
  test(`words in ${lang} that say nothing`, () => assert.ok(stemming.stop.size > 30 && stemming.below.size > 0 && stemming.above.size > 0 && stemming.until.size > 0));
}
